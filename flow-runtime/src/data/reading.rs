//! How a file was read: what it holds and what was taken for what, for people to see whether it is what they meant.

/// The facts that a reader found in a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// Rows of the file, also those that were left out.
    pub rows: usize,
    /// Columns of the file, also those that were left out.
    pub columns: usize,
    /// Where the names of the columns come from.
    pub names: Names,
    /// The separator of the fields of a text.
    pub separator: Option<Separator>,
    /// True where decimals of a text are written with a comma.
    pub decimal_comma: bool,
    /// True where the file is compressed by gzip.
    pub gzip: bool,
    /// Lines of a text before its rows that are comments.
    pub comments: usize,
    /// Columns that were left out since they number or name the rows, as a sentence calls them.
    pub indices: Vec<String>,
    /// Columns of dates, which are read as days since 1970-01-01.
    pub dates: Vec<String>,
    /// Recordings that were read, and their samples in all; 0 of other files.
    pub recordings: (usize, usize),
}

/// Where the names of columns come from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Names {
    /// The format has them always, or never.
    #[default]
    Format,
    /// There are none: the first record holds values.
    None,
    /// The first record is a header.
    Header,
    /// The first record holds numbers and is taken for a header.
    Numbers,
    /// The last comment before the rows is a header.
    Comment,
}

/// The separator of the fields of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Separator {
    /// One character.
    Byte(u8),
    /// Any number of spaces and tabs.
    Spaces,
}

impl Separator {
    /// As a sentence calls it.
    pub fn name(self) -> &'static str {
        match self {
            Separator::Byte(b';') => "semicolons",
            Separator::Byte(b'\t') => "tabs",
            Separator::Byte(b'|') => "bars",
            Separator::Byte(_) => "commas",
            Separator::Spaces => "spaces",
        }
    }

    /// True for a byte that ends a field.
    pub(super) fn ends(self, byte: u8) -> bool {
        match self {
            Separator::Byte(separator) => byte == separator,
            Separator::Spaces => matches!(byte, b' ' | b'\t'),
        }
    }
}

/// The lines of a text on which the rows of a table begin, as runs of rows on consecutive lines.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lines {
    /// The first row of a run, counted from 0, and the line it begins on.
    runs: Vec<(usize, u64)>,
}

impl Lines {
    /// Notes that the next row, of this number, begins on this line.
    pub(super) fn note(&mut self, row: usize, line: u64) {
        let expected = self.runs.last().map(|&(first, start)| start + (row - first) as u64);
        if expected != Some(line) {
            self.runs.push((row, line));
        }
    }

    /// The line on which a row of the file, counted from 0, begins; `None` for a file that is no text.
    pub fn of(&self, row: usize) -> Option<u64> {
        let behind = self.runs.partition_point(|&(first, _)| first <= row);
        let &(first, line) = self.runs.get(behind.checked_sub(1)?)?;
        Some(line + (row - first) as u64)
    }

    /// A row of the file, counted from 0, as messages name it: `row 3 (line 4)`, or `row 3` where it has no line.
    pub fn shown(&self, row: usize) -> String {
        match self.of(row) {
            Some(line) => format!("row {} (line {line})", row + 1),
            None => format!("row {}", row + 1),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_rows_with_gaps_between_them() {
        let mut lines = Lines::default();
        assert_eq!((lines.of(0), lines.shown(4)), (None, "row 5".into()));
        for (row, line) in [(0, 2), (1, 3), (2, 6), (3, 7), (4, 8)] {
            lines.note(row, line);
        }
        assert_eq!(lines.runs, [(0, 2), (2, 6)]);
        assert_eq!((0..5).map(|row| lines.of(row).unwrap()).collect::<Vec<_>>(), [2, 3, 6, 7, 8]);
        assert_eq!(lines.shown(2), "row 3 (line 6)");
    }
}
