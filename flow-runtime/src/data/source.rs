//! How a data file is named: `rows.csv`, `rows.npy`, `rows.parquet`, `arrays.npz`, `arrays.npz:train`.

use crate::error::{Error, Result};
use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;

/// A kind of data file, told by the ending of its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Text with one row a line.
    Csv,
    /// One array as NumPy saves it.
    Npy,
    /// Several named arrays as NumPy saves them.
    Npz,
    /// Named columns, compressed.
    Parquet,
}

impl Format {
    /// Whether its columns have names.
    pub fn has_names(self) -> bool {
        match self {
            Format::Csv | Format::Parquet => true,
            Format::Npy | Format::Npz => false,
        }
    }
}

/// A data file and, in an archive, the array.
///
/// Parsed from and shown as `path` or `path.npz:array`. Only a colon after `.npz` separates, so a drive letter does not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DataSource {
    /// Where the file is.
    pub path: PathBuf,
    /// What it is.
    pub format: Format,
    /// Which array of an archive; `None` where there is only one.
    pub array: Option<String>,
}

impl FromStr for DataSource {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let (path, array) = match text.rsplit_once(':') {
            Some((path, array)) if has_ending(path, ".npz") => (path, Some(array)),
            _ => (text, None),
        };
        let endings =
            [(".csv", Format::Csv), (".npy", Format::Npy), (".npz", Format::Npz), (".parquet", Format::Parquet)];
        let Some(&(_, format)) = endings.iter().find(|(ending, _)| has_ending(path, ending)) else {
            return Err(Error::input(
                "found a name of no known format, expected the ending .csv, .npy, .npz or .parquet",
            )
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

fn has_ending(path: &str, ending: &str) -> bool {
    // Compared as bytes, since the cut may fall inside a character.
    path.len()
        .checked_sub(ending.len())
        .is_some_and(|cut| path.as_bytes()[cut..].eq_ignore_ascii_case(ending.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ending_decides() {
        let cases = [
            ("a.csv", "a.csv", Format::Csv, None),
            ("b/A.NPY", "b/A.NPY", Format::Npy, None),
            ("a.npz", "a.npz", Format::Npz, None),
            ("a.parquet", "a.parquet", Format::Parquet, None),
            ("a.npz:train", "a.npz", Format::Npz, Some("train")),
            (r"C:\data\a.npz:x/y", r"C:\data\a.npz", Format::Npz, Some("x/y")),
            (r"C:\data\a.npz", r"C:\data\a.npz", Format::Npz, None),
            ("a:b.csv", "a:b.csv", Format::Csv, None),
        ];
        for (text, path, format, array) in cases {
            let source: DataSource = text.parse().unwrap();
            assert_eq!((source.path.to_str(), source.format, source.array.as_deref()), (Some(path), format, array));
            assert_eq!(source.to_string(), text);
        }
    }

    #[test]
    fn other_names_are_refused() {
        for text in ["", "a", "a.txt", "a.npy:x", "a.parquet:x", "a.npz:", "é", ".npzé"] {
            let error = text.parse::<DataSource>().unwrap_err();
            assert_eq!(error.exit_code(), 2, "{text}");
            assert!(error.to_string().contains("expected the"), "{error}");
        }
    }
}
