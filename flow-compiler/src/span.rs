//! Where something was typed.
//!
//! A declaration comes from tokens of a Rust file or from text of a YAML file, and an error must point at it either
//! way. Tokens carry the compiler's own spans; YAML nodes carry a [`Place`]. An expression inside a YAML string is
//! lexed apart from its file, so its tokens know only their position in that string: [`Span::part`] maps it back to a
//! line and column of the file.

/// Where a node, a name or a part of an expression was typed.
#[derive(Clone, Copy, Debug)]
pub enum Span {
    /// Tokens of a macro call, by the first and the last of them: stable Rust joins no spans.
    Tokens(proc_macro2::Span, proc_macro2::Span),
    /// A stretch of text, of the YAML file or of a `--set` flag.
    Place(Place),
    /// Made by the compiler: an expanded family, a filled default.
    Synthetic,
}

/// A stretch of one line of a text source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// Which text: 0 is the file, `n` the n-th `--set` flag.
    pub source: u16,
    /// Line, from 1.
    pub line: u32,
    /// Column in characters, from 1.
    pub column: u32,
    /// Length in characters; what spans several lines ends with its first.
    pub len: u32,
    /// Line and column of the first character of a scalar's text, where the text stands in the file as it is (no
    /// escapes, no folding): after the opening quote, or on the first line of a `|` block. Later lines of a block start
    /// at the same column.
    pub text: Option<(u32, u32)>,
}

impl Place {
    /// A stretch of `len` characters of the file at a line and column, both from 1.
    #[must_use]
    pub fn new(line: u32, column: u32, len: u32) -> Self {
        Place { source: 0, line, column, len, text: None }
    }
}

impl Span {
    /// The place, if this is text.
    #[must_use]
    pub fn place(self) -> Option<Place> {
        match self {
            Span::Place(place) => Some(place),
            Span::Tokens(..) | Span::Synthetic => None,
        }
    }

    /// The spans of the first and the last token; the macro call itself for what has none.
    #[must_use]
    pub fn ends(self) -> (proc_macro2::Span, proc_macro2::Span) {
        match self {
            Span::Tokens(first, last) => (first, last),
            Span::Place(_) | Span::Synthetic => (proc_macro2::Span::call_site(), proc_macro2::Span::call_site()),
        }
    }

    /// The sub-range of a text scalar that starts at `line` (from 1) and `column` (from 0) of its text and has `len`
    /// characters. It is the whole scalar where the text does not stand in the file as it is, and the whole literal for
    /// a string of a macro call.
    #[must_use]
    pub fn inside(self, line: u32, column: u32, len: u32) -> Span {
        let Span::Place(place) = self else { return self };
        let Some((first_line, first_column)) = place.text else { return self };
        Span::Place(Place {
            line: first_line + line.saturating_sub(1),
            column: first_column + column,
            len: len.max(1),
            text: None,
            ..place
        })
    }

    /// The place of `token`, which was lexed from the text of the scalar at `self`.
    #[cfg(feature = "yaml")]
    #[must_use]
    pub fn part(self, token: proc_macro2::Span) -> Span {
        let Span::Place(_) = self else { return self };
        let (start, end) = (token.start(), token.end());
        let len = if end.line == start.line { end.column.saturating_sub(start.column) } else { 1 };
        let narrow = |n: usize| u32::try_from(n).unwrap_or(u32::MAX >> 1);
        self.inside(narrow(start.line), narrow(start.column), narrow(len))
    }

    /// The place of a token inside a string of a macro call: the whole string, since stable Rust has no finer span.
    #[cfg(not(feature = "yaml"))]
    #[must_use]
    pub fn part(self, _token: proc_macro2::Span) -> Span {
        self
    }
}

impl From<proc_macro2::Span> for Span {
    fn from(span: proc_macro2::Span) -> Self {
        Span::Tokens(span, span)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_of_a_scalar_have_their_own_columns() {
        let quoted = Place { text: Some((3, 12)), ..Place::new(3, 11, 9) };
        let block = Place { text: Some((4, 5)), ..Place::new(4, 5, 30) };
        let folded = Place::new(7, 2, 5);
        // (scalar, line and column inside its text, expected place)
        let table = [
            (quoted, (1, 0, 2), Place::new(3, 12, 2)),
            (quoted, (1, 4, 0), Place::new(3, 16, 1)),
            (block, (2, 3, 1), Place::new(5, 8, 1)),
            (folded, (1, 4, 1), folded),
        ];
        for (scalar, (line, column, len), expected) in table {
            assert_eq!(Span::Place(scalar).inside(line, column, len).place(), Some(expected));
        }
    }
}
