//! One mistake as text: the place, the line it is on, carets under the span.
//!
//! Carets line up in a terminal, so columns are counted in cells: a tab is shown as four spaces, a wide character takes
//! two cells, a combining one none. A line that is too long is cut to a window around the span.

use super::Diagnostic;
use crate::span::Place;

/// A text that spans point into.
#[derive(Clone, Copy, Debug)]
pub struct Source<'a> {
    /// Its name, which stands before `:line:column`: a path, or `--set`.
    pub name: &'a str,
    /// The text itself.
    pub text: &'a str,
}

/// The widest excerpt, in characters.
const WINDOW: usize = 110;
/// How much of a long line is kept before the span.
const BEFORE: usize = 40;

pub(super) fn diagnostic(out: &mut String, diagnostic: &Diagnostic, sources: &[Source<'_>]) {
    out.push_str(&located(diagnostic.span.place(), "error", &diagnostic.message, sources));
    for (span, note) in &diagnostic.related {
        out.push_str(&located(span.place(), "note", note, sources));
    }
    if let Some(help) = &diagnostic.help {
        out.push_str(&format!("help: {help}\n"));
    }
}

fn located(place: Option<Place>, level: &str, message: &str, sources: &[Source<'_>]) -> String {
    let source = sources.get(place.map_or(0, |place| usize::from(place.source)));
    let name = source.map_or("", |source| source.name);
    let Some(place) = place else { return format!("{name}: {level}: {message}\n") };
    let mut text = format!("{name}:{}:{}: {level}: {message}\n", place.line, place.column);
    let line = source.and_then(|source| line(source.text, place.line));
    if let Some(line) = line {
        text.push_str(&excerpt(line, place));
    }
    text
}

/// Line `number` (from 1), without its end and without a byte order mark.
fn line(text: &str, number: u32) -> Option<&str> {
    let index = usize::try_from(number).ok()?.checked_sub(1)?;
    text.strip_prefix('\u{feff}').unwrap_or(text).lines().nth(index)
}

fn excerpt(line: &str, place: Place) -> String {
    let characters: Vec<char> = line.chars().collect();
    let start = (place.column as usize).saturating_sub(1).min(characters.len());
    let end = (start + place.len.max(1) as usize).min(characters.len().max(start + 1));
    let first = if characters.len() > WINDOW { start.saturating_sub(BEFORE) } else { 0 };
    let last = characters.len().min(first + WINDOW);

    let (mut shown, mut under) = (String::new(), String::new());
    if first > 0 {
        shown.push('…');
        under.push(' ');
    }
    for (index, &character) in characters.iter().enumerate().take(last).skip(first) {
        let cell = cell(character);
        let mark = if (start..end).contains(&index) { "^" } else { " " };
        under.push_str(&mark.repeat(width(&cell)));
        shown.push_str(&cell);
    }
    if last < characters.len() {
        shown.push('…');
    }
    if start >= characters.len() {
        under.push('^');
    }
    let number = place.line.to_string();
    let margin = " ".repeat(number.len());
    format!("{margin} |\n{number} | {}\n{margin} | {}\n", shown.trim_end(), under.trim_end())
}

/// How a character of the source is shown.
fn cell(character: char) -> String {
    match character {
        '\t' => "    ".to_string(),
        c if c.is_control()
            || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}') =>
        {
            '\u{fffd}'.to_string()
        }
        c => c.to_string(),
    }
}

/// Terminal cells of a short text, by the blocks of Unicode that are wide or combining.
fn width(text: &str) -> usize {
    let cells = |c: char| match c {
        '\u{300}'..='\u{36f}' | '\u{fe00}'..='\u{fe0f}' => 0,
        '\u{1100}'..='\u{115f}'
        | '\u{2e80}'..='\u{a4cf}'
        | '\u{ac00}'..='\u{d7a3}'
        | '\u{f900}'..='\u{faff}'
        | '\u{fe30}'..='\u{fe6f}'
        | '\u{ff00}'..='\u{ff60}'
        | '\u{1f300}'..='\u{1faff}'
        | '\u{20000}'..='\u{3fffd}' => 2,
        _ => 1,
    };
    text.chars().map(cells).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn carets_stand_under_the_span() {
        // (line, column, len, shown line, carets)
        let long = format!("{}bad{}", "x".repeat(200), "y".repeat(200));
        let cut = format!("…{}bad{}…", "x".repeat(40), "y".repeat(67));
        let carets = format!("{}^^^", " ".repeat(41));
        let table = [
            ("base: relo", 7, 4, "base: relo", "      ^^^^"),
            ("\tbase", 2, 4, "    base", "    ^^^^"),
            ("a: 漢字 x", 4, 2, "a: 漢字 x", "   ^^^^"),
            ("e\u{301}: x", 5, 1, "e\u{301}: x", "   ^"),
            ("a: [1", 6, 1, "a: [1", "     ^"),
            ("abc", 2, 99, "abc", " ^^"),
            ("abc", 99, 1, "abc", "   ^"),
            ("", 1, 0, "", "^"),
            ("a\u{202e}b", 3, 1, "a\u{fffd}b", "  ^"),
            (long.as_str(), 201, 3, cut.as_str(), carets.as_str()),
        ];
        for (line, column, len, shown, carets) in table {
            let text = excerpt(line, Place::new(1, column, len));
            assert_eq!(
                text,
                format!("  |\n1 | {shown}\n  | {carets}\n").replace("| \n", "|\n").replacen("1 |\n", "1 | \n", 1)
            );
        }
    }

    #[test]
    fn lines_end_anywhere() {
        assert_eq!(line("\u{feff}a\r\nb\r\n", 1), Some("a"));
        assert_eq!(line("a\r\nb", 2), Some("b"));
        assert_eq!(line("a", 3), None);
    }
}
