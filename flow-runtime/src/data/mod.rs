//! Data files: text, NPY, NPZ, Parquet and WAV, by the file's ending ([`formats`]). [`FileRows`] says what is taken of one, and [`read`] gives it as
//! a [`Table`].
//!
//! The readers' common rules: a value that is missing or not finite is refused with its place, never passed on; a file is looked through
//! before anything of it is stored, so one that is refused takes at most twice its size and 64 KiB, however well it is compressed
//! (Parquet's crate takes a page, a dictionary and the decoded footer beside that; a header of very many names may take more);
//! every message names the file and the line and column, or the byte.

mod csv;
mod file_rows;
pub mod formats;
mod half;
mod looks;
mod meaning;
mod missing;
mod npy;
mod npz;
mod parquet;
mod reading;
mod recording_contexts;
mod shared;
mod source;
mod survey;
mod table;
mod wav;

pub use self::csv::write_csv;
pub use self::file_rows::{Crops, FileRows, Missing};
pub use self::looks::{Looks, Surveyed};
pub use self::npy::{check_array, write_npy, write_npy_bytes};
pub use self::reading::{Lines, Names, Reading, Separator};
pub use self::shared::{Accept, lacks_column};
pub use self::source::DataSource;
pub use self::survey::{Survey, survey};
pub use self::table::Table;
pub use crate::model::{Binarize, Column, ColumnKind, Columns, Encoding, Interval, Recordings, Sound};
pub use crate::numeric::Dtype;
use crate::regular_file::open;

use self::formats::{Opened, Reader};
use crate::error::{Error, Result, quoted};

/// Reads the rows of a data file. Of arrays of rank above 2 the first dimension counts rows, and the others are the event's
/// shape, flattened row-major.
///
/// # Errors
/// A file that is missing, malformed, empty or holds a non-finite value is [`ErrorKind::Input`](crate::error::ErrorKind);
/// one that the machine would not read is `Environment`.
pub fn read(rows: &FileRows) -> Result<Table> {
    read_if(rows, &|_| Ok(()))
}

/// The number of columns of a file; `None` where it cannot be read.
pub fn width(file: &str) -> Option<usize> {
    let found = std::cell::Cell::new(None);
    let seen = read_if(&FileRows { missing: Missing::Drop, ..FileRows::new(file) }, &|table| {
        found.set(Some(table.columns));
        Err(Error::input("only the width was wanted"))
    });
    drop(seen);
    found.get()
}

/// Reads the rows of a data file, after `accept` has taken their shape and names; what it refuses is never stored.
///
/// # Errors
/// Those of [`read`] and of `accept`.
pub fn read_if(rows: &FileRows, accept: Accept<'_>) -> Result<Table> {
    let source = rows.source()?;
    if rows.encoding.is_some() && !source.format.is_sound() {
        let message = format!("found `encoding` for a file of {}, expected recordings", source.format.name);
        return Err(Error::input(message).at(&source).help("leave it out: it makes levels of the amplitudes of sound"));
    }
    if let Some(file) = rows.context_file.as_ref().filter(|_| !source.format.is_sound()) {
        let message = format!("found a table of contexts for a file of {}, expected recordings", source.format.name);
        return Err(Error::input(message).at(&source).help(format!(
            "leave out `context_file` or `--context`: contexts are columns of the rows, so put those of {} there",
            quoted(file)
        )));
    }
    match source.format.read {
        Reader::One(read) => {
            let (file, length) = open(&source.path)?;
            read(Opened { file, length, source: &source }, rows, accept)
        }
        Reader::Many(read) => read(&source, rows, accept),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_opened() {
        let folder = tempfile::tempdir().unwrap();
        let in_folder = |name: &str| folder.path().join(name).display().to_string();
        std::fs::create_dir(folder.path().join("d.csv")).unwrap();
        for (name, expected) in
            [("none.npy", "cannot read: no such file"), ("d.csv", "found a folder, expected a file")]
        {
            let path = in_folder(name);
            let error = read(&FileRows::new(path.clone())).unwrap_err();
            assert_eq!(error.exit_code(), 2);
            assert!(error.to_string().starts_with(&format!("{path}: {expected}")), "{error}");
        }
    }

    /// Missing values outside of the range do not matter, and places are those of the file.
    #[test]
    fn ranges_of_rows_in_each_format() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name).display().to_string();
        std::fs::write(at("a.csv"), "x,y\n1,\n2,3\n,4\n5,6\n").unwrap();
        let nan = f64::NAN;
        write_npy(std::path::Path::new(&at("a.npy")), &[4, 2], &[1.0, nan, 2.0, 3.0, nan, 4.0, 5.0, 6.0], Dtype::F64)
            .unwrap();
        let cases = [("a.csv", ":4:1: found 1 missing"), ("a.npy", ": row 3, column 1 (from 1): found 1 missing")];
        for (name, gap) in cases {
            let take = |rows, missing| read(&FileRows { rows: Some(rows), missing, ..FileRows::new(at(name)) });
            assert_eq!(take(1..2, Missing::Refuse).unwrap().values, [2.0, 3.0], "{name}");
            let dropped = take(1..4, Missing::Drop).unwrap();
            assert_eq!((dropped.dropped, dropped.values), (1, vec![2.0, 3.0, 5.0, 6.0]), "{name}");
            let error = take(1..4, Missing::Refuse).unwrap_err().to_string();
            assert!(error.starts_with(&format!("{}{gap} value in 1 of 3 rows", at(name))), "{error}");
            let error = take(1..5, Missing::Drop).unwrap_err().to_string();
            assert!(error.starts_with(&format!("{}: found 4 rows, expected those from 1 to 5", at(name))), "{error}");
        }
    }

    #[test]
    fn formats_agree_on_one_table() {
        let folder = tempfile::tempdir().unwrap();
        let values = [1.5, -2.0, 1e-300, 0.1, 3.0, 1e300];
        let csv = folder.path().join("a.csv");
        let npy = folder.path().join("a.npy");
        write_csv(&csv, None, 2, &values, Dtype::F64).unwrap();
        write_npy(&npy, &[3, 2], &values, Dtype::F64).unwrap();
        for path in [csv, npy] {
            let table = read(&FileRows::new(path.display().to_string())).unwrap();
            assert_eq!((table.rows, table.columns, table.values.as_slice()), (3, 2, values.as_slice()));
        }
    }
}
