//! The rows and columns that are taken of a data file.

use super::looks::Looks;
use super::{Binarize, ColumnKind, Encoding};
use std::ops::Range;

/// Rows of a data file: the file, what its columns are, and which rows are taken.
///
/// ```
/// # use flow_runtime::data::FileRows;
/// let rows = FileRows { columns: vec!["x".into(), "y".into()], ..FileRows::new("moons.csv") };
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FileRows {
    /// The file by its name: `rows.csv`, `rows.npy`, `rows.parquet`, `arrays.npz`, `arrays.npz:train`; recordings are
    /// several files by a pattern, `speech/*.wav`.
    pub file: String,
    /// Columns of the event, in this order; empty for all that are nothing else.
    pub columns: Vec<String>,
    /// Columns of the context; empty for the last ones, as many as the flow takes.
    pub context: Vec<String>,
    /// The column that says what each row counts.
    pub weights: Option<String>,
    /// True if the first record of a text holds names; `None` where the file tells.
    pub header: Option<bool>,
    /// How rows in which a value is missing are treated.
    pub missing: Missing,
    /// Markers of a missing value beside an empty field, `NA`, `N/A`, `NaN` and `null`: a text such as `?`, or a
    /// number such as `-999`. A number is compared as one, so that it is found in files of numbers too.
    pub markers: Vec<String>,
    /// The same for single columns, by name.
    pub column_markers: Vec<(String, Vec<String>)>,
    /// Columns of whole numbers, to which noise is added: those of kind `Integer`.
    pub dequantize: Vec<String>,
    /// True where every element of the event is a whole number to which noise is added, as in images.
    pub dequantize_all: bool,
    /// How the elements of the event become 0 or 1 before anything else, where they do.
    pub binarize: Option<Binarize>,
    /// The values that columns can have, by name; others can have all. In the table, a label is its place among the
    /// labels of its column, counted from 0. Labels that are numbers are compared as numbers, and truths with `false`
    /// and `true` or 0 and 1.
    pub kinds: Vec<(String, ColumnKind)>,
    /// These rows of the file, counted from 0; `None` for all. All rows have to hold numbers, but values may be
    /// missing in others. Of recordings these are the files, in the order of their names.
    pub rows: Option<Range<usize>>,
    /// True where an array of bytes is to stay one, in [`Table::bytes`](super::Table::bytes): images take an eighth
    /// of the memory then. Any other file is read as ever.
    pub in_bytes: bool,
    /// How the amplitudes of recordings become levels, where the elements of an event are such; `None` is mu-law.
    pub encoding: Option<Encoding>,
    /// The crops that recordings are cut into; `None` where each of them is a row.
    pub crops: Option<Crops>,
    /// A table with a row for each recording, of which `context` chooses columns. A column `file` says which row is that
    /// of which recording, by its path or its file name with or without the ending; without such a column, rows follow the files in the
    /// order of their names.
    pub context_file: Option<String>,
    /// A column of names, and the names that are looked for: it holds the place of each among them, or −1 for others.
    #[doc(hidden)]
    pub keys: Option<(String, Vec<String>)>,
    /// Where the values of all columns are counted instead of being read.
    #[doc(hidden)]
    pub looks: Option<Looks>,
}

/// The rows that recordings are cut into.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Crops {
    /// Samples of a row.
    pub length: usize,
    /// The levels that amplitudes become; `None` where they stay real numbers.
    pub levels: Option<u32>,
}

/// The treatment of rows in which a value is missing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Missing {
    /// The file is refused.
    #[default]
    Refuse,
    /// They are left out; [`Table::dropped`](super::Table::dropped) counts them.
    Drop,
}

impl FileRows {
    /// All rows and columns of a file.
    pub fn new(file: impl Into<String>) -> Self {
        FileRows { file: file.into(), ..Default::default() }
    }

    /// These rows of this file, read in every way as `other` is: the same columns, and the same rules for what stands
    /// in them.
    #[must_use]
    pub fn ways_of(&self, other: &FileRows) -> Self {
        FileRows { file: self.file.clone(), rows: self.rows.clone(), ..other.clone() }
    }

    /// True where nothing but the file and its rows is said.
    pub fn is_plain(&self) -> bool {
        *self == self.ways_of(&FileRows::default())
    }

    /// The values that a column can have.
    pub fn kind_of(&self, name: &str) -> ColumnKind {
        match self.kinds.iter().find(|(known, _)| known == name) {
            Some((_, kind)) => kind.clone(),
            None if self.dequantize.iter().any(|known| known == name) => ColumnKind::Integer,
            None => ColumnKind::Real,
        }
    }

    /// Columns that hold labels, with their labels in order.
    pub(super) fn labels(&self) -> impl Iterator<Item = (&str, &[String])> {
        self.kinds.iter().filter_map(|(name, kind)| match kind {
            ColumnKind::Categorical(labels) => Some((name.as_str(), labels.as_slice())),
            _ => None,
        })
    }

    /// The columns that are read, in this order: those of the event, of the context, and the weights; `None` for all,
    /// where the event names none.
    pub(super) fn taken_columns(&self) -> Option<Vec<String>> {
        let weights = self.weights.as_slice();
        (!self.columns.is_empty()).then(|| [&self.columns[..], &self.context[..], weights].concat())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_ways_of_reading_carry_over() {
        let test = FileRows { rows: Some(2..5), ..FileRows::new("test.csv") };
        let data = FileRows {
            columns: vec!["a".into()],
            context: vec!["c".into()],
            weights: Some("w".into()),
            missing: Missing::Drop,
            dequantize: vec!["a".into()],
            ..FileRows::new("data.csv")
        };
        let read = test.ways_of(&data);
        assert_eq!(read, FileRows { file: "test.csv".into(), rows: Some(2..5), ..data });
        assert!(test.is_plain() && !read.is_plain());
    }
}
