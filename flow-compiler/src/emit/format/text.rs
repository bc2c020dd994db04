//! Measures of texts of one or more lines. Widths are characters.

use super::shape::{STEP, Shape};

/// The width of a text of one line.
pub fn width(text: &str) -> usize {
    text.chars().count()
}

/// True if a text has one line.
pub fn is_one_line(text: &str) -> bool {
    !text.contains('\n')
}

/// How many line ends a text holds.
pub fn newlines(text: &str) -> usize {
    text.matches('\n').count()
}

/// The width of the first line.
pub fn first_width(text: &str) -> usize {
    width(text.lines().next().unwrap_or(""))
}

fn last_line(text: &str) -> &str {
    text.rsplit('\n').next().unwrap_or("")
}

/// The width of the last line with its indentation.
pub fn last_width(text: &str) -> usize {
    width(last_line(text))
}

/// The width of the last line without its indentation.
pub fn last_words(text: &str) -> usize {
    width(last_line(text).trim())
}

/// How far a text goes beyond a place: what follows begins there.
pub fn beyond(text: &str, shape: Shape) -> usize {
    if is_one_line(text) { width(text) } else { last_width(text).saturating_sub(shape.used()) }
}

/// True if the last line holds only closing brackets, so that what follows may stand on it.
pub fn ends_with_brackets(text: &str) -> bool {
    last_line(text).chars().all(|c| "()]}?>".contains(c) || c.is_whitespace())
}

/// True if the first line ends with an opening bracket.
pub fn opens_with(text: &str, bracket: char) -> bool {
    text.lines().next().is_some_and(|line| line.ends_with(bracket))
}

/// True if a text that begins at a place keeps to the limit.
pub fn fits(text: &str, shape: Shape) -> bool {
    first_width(text) <= shape.width
        && (is_one_line(text)
            || text.lines().skip(1).all(|line| width(line) <= shape.limit)
                && last_width(text) <= shape.used() + shape.width)
}

/// True if a text is so short that what follows may stand behind it however many lines that has.
pub fn is_tiny(text: &str) -> bool {
    width(text) <= STEP
}
