//! Which file is meant by a name, in which format, and which array of it.

use super::FileRows;
use super::formats::{Format, readable_endings};
use crate::error::{Error, Result};
use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;

impl FileRows {
    /// The file that is meant.
    ///
    /// # Errors
    /// For a name of no known format.
    pub fn source(&self) -> Result<DataSource> {
        self.file.parse()
    }

    /// True if the rows are recordings.
    pub fn is_sound(&self) -> bool {
        Format::of(&self.file).is_some_and(Format::is_sound)
    }

    /// True if the columns of the file can have names.
    pub fn has_names(&self) -> bool {
        self.source().is_ok_and(|source| source.format.has_names)
    }
}

/// A data file and, in an archive, the array.
///
/// Parsed from and shown as `path` or `path.npz:array`. Only a colon after `.npz` separates, so a drive letter does not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DataSource {
    /// Where the file is.
    pub path: PathBuf,
    /// The format that the ending of its name tells.
    pub format: &'static Format,
    /// Which array of an archive; `None` where there is only one.
    pub array: Option<String>,
}

impl FromStr for DataSource {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let archive = |path: &str| Format::of(path).is_some_and(|format| format.has_arrays);
        let (path, array) = match text.rsplit_once(':') {
            Some((path, array)) if archive(path) => (path, Some(array)),
            _ => (text, None),
        };
        let Some(format) = Format::of(path) else {
            let message = format!("found a name of no known format, expected the ending {}", readable_endings());
            return Err(Error::input(message)
                .at(text)
                .help("convert the file; one array of an archive is named `file.npz:array`"));
        };
        if array == Some("") {
            return Err(Error::input("expected the name of an array after the colon").at(text));
        }
        Ok(Self { path: path.into(), format, array: array.map(str::to_owned) })
    }
}

impl fmt::Display for DataSource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.path.display())?;
        match &self.array {
            Some(array) => write!(f, ":{array}"),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ending_decides() {
        let cases = [
            ("a.csv", "a.csv", ".csv", None),
            ("b/A.NPY", "b/A.NPY", ".npy", None),
            ("a.npz", "a.npz", ".npz", None),
            ("a.parquet", "a.parquet", ".parquet", None),
            ("a.npz:train", "a.npz", ".npz", Some("train")),
            (r"C:\data\a.npz:x/y", r"C:\data\a.npz", ".npz", Some("x/y")),
            (r"C:\data\a.npz", r"C:\data\a.npz", ".npz", None),
            ("a:b.csv", "a:b.csv", ".csv", None),
        ];
        for (text, path, ending, array) in cases {
            let source: DataSource = text.parse().unwrap();
            assert_eq!(
                (source.path.to_str(), source.format.ending, source.array.as_deref()),
                (Some(path), ending, array)
            );
            assert_eq!(source.to_string(), text);
        }
    }

    #[test]
    fn other_names_are_refused() {
        for text in ["", "a", "a.xlsx", "a.npy:x", "a.parquet:x", "a.npz:", "é", ".npzé"] {
            let error = text.parse::<DataSource>().unwrap_err();
            assert_eq!(error.exit_code(), 2, "{text}");
            assert!(error.to_string().contains("expected the"), "{error}");
        }
    }
}
