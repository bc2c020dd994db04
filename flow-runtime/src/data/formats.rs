//! The formats of data files. Each is a file or folder of `data/` with an entry of the list here:
//! from the list come what a file's name means, its reader, and the words of help texts.

use std::fs::File;
use std::io::{self, Write};
use std::path::Path;

use super::shared::Accept;
use super::source::DataSource;
use super::{Column, Dtype, FileRows, Sound, Table, csv, npy, npz, parquet, wav};
use crate::atomic;
use crate::error::{Error, Result};

/// All formats, in the order in which messages name them.
const FORMATS: [&Format; 9] = [
    &csv::FORMAT,
    &csv::TSV,
    &csv::TXT,
    &csv::DAT,
    &csv::GZIP,
    &npy::FORMAT,
    &npz::FORMAT,
    &parquet::FORMAT,
    &wav::FORMAT,
];

/// A format of data files.
#[derive(Debug)]
pub struct Format {
    /// Its name in sentences.
    pub name: &'static str,
    /// The ending of a file's name that tells it, such as `.csv`.
    pub ending: &'static str,
    /// True if its columns can have names.
    pub has_names: bool,
    /// True if a file holds several arrays, one of which is named after a colon.
    pub has_arrays: bool,
    /// Reads the rows that are asked for, once `accept` has taken their shape and names.
    pub(super) read: Reader,
    /// How arrays are written, where files of this format are.
    pub(super) write: Option<Writer>,
}

/// How the rows of a source are read.
#[derive(Debug)]
pub(super) enum Reader {
    /// It is one file, which is open.
    One(fn(Opened<'_>, &FileRows, Accept<'_>) -> Result<Table>),
    /// It may be several files, whose names have a pattern.
    Many(fn(&DataSource, &FileRows, Accept<'_>) -> Result<Table>),
}

/// How arrays are written: what stands before the values, and then rows, in as many parts as one likes.
#[derive(Debug)]
pub(super) struct Writer {
    /// True if all values of a file have one type, which then has to hold each of them.
    pub one_type: bool,
    /// Writes what stands before the values of an array of this shape.
    pub begin: fn(&mut dyn Write, &Array<'_>) -> io::Result<()>,
    /// Writes values, some rows of the whole.
    pub rows: fn(&mut dyn Write, &Array<'_>) -> io::Result<()>,
}

/// A file that was opened, with its length in bytes.
pub(super) struct Opened<'a> {
    pub file: File,
    pub length: u64,
    pub source: &'a DataSource,
}

/// An array to write.
#[derive(Clone, Copy, Debug)]
pub struct Array<'a> {
    /// Its columns, as far as they have names; formats without names leave them out, and write the
    /// number of a label in its place.
    pub columns: &'a [Column],
    /// Its shape; the first extent counts rows.
    pub shape: &'a [usize],
    /// Its values, row-major.
    pub values: &'a [f64],
    /// The type of the numbers, unless it cannot hold one of them: they are f64 then.
    pub dtype: Dtype,
    /// True where all values are whole numbers from 0 to 255, which are bytes in formats that have such.
    pub in_bytes: bool,
    /// The sound of which the rows are recordings, where they are such.
    pub sound: Option<Sound>,
}

impl Array<'_> {
    /// The number of values in a row.
    pub fn width(&self) -> usize {
        self.shape.iter().skip(1).product()
    }

    /// Succeeds where files of a format can hold such an array.
    ///
    /// # Errors
    /// For one that is no recording, in a format of these.
    pub fn check(&self, format: &Format) -> Result<()> {
        if format.is_sound() { wav::check_written(self) } else { Ok(()) }
    }

    fn columns_fit(&self) -> bool {
        [0, self.width()].contains(&self.columns.len())
    }
}

impl PartialEq for Format {
    fn eq(&self, other: &Self) -> bool {
        self.ending == other.ending
    }
}

impl Eq for Format {}

impl Format {
    /// The format of a file with this name, if it has the ending of one.
    pub fn of(path: &str) -> Option<&'static Format> {
        FORMATS.into_iter().find(|format| has_ending(path, format.ending))
    }

    /// True if files of this format are recordings.
    pub fn is_sound(&self) -> bool {
        *self == wav::FORMAT
    }

    /// True if files of this format can be written.
    pub fn can_be_written(&self) -> bool {
        self.write.is_some()
    }

    /// Writes an array atomically.
    ///
    /// # Errors
    /// Where the file cannot be written, or the format never is.
    pub fn write(&self, path: &Path, array: &Array<'_>) -> Result<()> {
        let width = array.width();
        if width == 0 || array.shape.iter().product::<usize>() != array.values.len() || !array.columns_fit() {
            let (values, columns) = (array.values.len(), array.columns.len());
            let message = format!("{values} values and {columns} columns do not fill the shape {:?}", array.shape);
            return Err(Error::bug(message).at(path.display()));
        }
        array.check(self).map_err(|error| error.at(path.display()))?;
        let exact = array.values.iter().all(|x| f64::from(*x as f32) == *x || x.is_nan());
        let array = Array { dtype: self.dtype(array.dtype, exact), ..*array };
        atomic::write(path, |writer| {
            self.begin(writer, &array)?;
            self.rows(writer, &array)
        })
    }

    /// The type of the numbers in a file of an array whose numbers are mostly of `dtype`; `exact` says that it holds all of them.
    pub fn dtype(&self, dtype: Dtype, exact: bool) -> Dtype {
        let one_type = self.write.as_ref().is_some_and(|write| write.one_type);
        if one_type && !exact { Dtype::F64 } else { dtype }
    }

    /// Writes what stands before the values of an array; those that it has do not count.
    ///
    /// # Errors
    /// Those of the writer, and where the format never is written.
    pub fn begin(&self, writer: &mut dyn Write, array: &Array<'_>) -> io::Result<()> {
        (self.writer()?.begin)(writer, array)
    }

    /// Writes the values of an array: some rows of the one that was begun, of the same type.
    ///
    /// # Errors
    /// Those of the writer, and where the format never is written.
    pub fn rows(&self, writer: &mut dyn Write, array: &Array<'_>) -> io::Result<()> {
        (self.writer()?.rows)(writer, array)
    }

    fn writer(&self) -> io::Result<&Writer> {
        self.write.as_ref().ok_or_else(|| io::Error::other(format!("{} files are not written", self.name)))
    }

    /// How a file of this format is spelled in help texts.
    fn forms(&self) -> Vec<String> {
        let file = format!("FILE{}", self.ending);
        if self.has_arrays { vec![file.clone(), format!("{file}:ARRAY")] } else { vec![file] }
    }
}

/// The files that can be read, as help texts name them: `FILE.csv, … or FILE.parquet`.
pub fn readable() -> String {
    alternatives(&FORMATS.into_iter().flat_map(Format::forms).collect::<Vec<_>>())
}

/// The files that can be written, as a placeholder of help texts: `FILE.csv|FILE.npy`.
pub fn writable() -> String {
    written().flat_map(Format::forms).collect::<Vec<_>>().join("|")
}

/// The endings of files that can be read, as messages list them.
pub fn readable_endings() -> String {
    alternatives(&FORMATS.map(|format| format.ending.to_string()))
}

/// The endings of files that can be written, as messages list them.
pub fn writable_endings() -> String {
    alternatives(&written().map(|format| format.ending.to_string()).collect::<Vec<_>>())
}

fn written() -> impl Iterator<Item = &'static Format> {
    FORMATS.into_iter().filter(|format| format.can_be_written())
}

/// `a, b or c`
fn alternatives(words: &[String]) -> String {
    match words {
        [others @ .., last] if !others.is_empty() => format!("{} or {last}", others.join(", ")),
        _ => words.concat(),
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
    use super::super::Columns;
    use super::*;

    #[test]
    fn texts_name_every_format() {
        let readable_forms = "FILE.csv, FILE.tsv, FILE.txt, FILE.dat, FILE.gz, FILE.npy, FILE.npz, FILE.npz:ARRAY, FILE.parquet or FILE.wav";
        assert_eq!(readable(), readable_forms);
        assert_eq!(writable(), "FILE.csv|FILE.npy|FILE.wav");
        assert_eq!(
            (readable_endings(), writable_endings()),
            (".csv, .tsv, .txt, .dat, .gz, .npy, .npz, .parquet or .wav".into(), ".csv, .npy or .wav".into())
        );
    }

    /// A file that is written is read back the same, in every format that can be written.
    #[test]
    fn written_files_are_read_back() {
        let folder = tempfile::tempdir().unwrap();
        let values = [1.5, -2.0, 1e-300, 0.1, 3.0, 1e300];
        let columns = Columns::named(["a", "b"], []).event;
        let array = Array {
            columns: &columns,
            shape: &[3, 2],
            values: &values,
            dtype: Dtype::F64,
            in_bytes: false,
            sound: None,
        };
        for format in FORMATS.into_iter().filter(|format| **format != wav::FORMAT) {
            let path = folder.path().join(format!("a{}", format.ending.to_uppercase()));
            let written = format.write(&path, &array);
            assert_eq!(written.is_ok(), format.can_be_written());
            if written.is_ok() {
                let table = crate::data::read(&FileRows::new(path.display().to_string())).unwrap();
                assert_eq!((table.rows, table.values.as_slice()), (3, values.as_slice()), "{}", format.name);
                assert_eq!(table.names.is_some(), format.has_names);
            }
        }
    }
}
