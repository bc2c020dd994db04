//! Arrays of numbers that commands write: to a file, or to standard output.

use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::str::FromStr;

use flow_runtime::data::formats::{Array, Format, writable_endings};
use flow_runtime::data::{Column, Dtype, FileRows, Sound};
use flow_runtime::{Error, Real, Result};

use crate::free_space::free_space;
use crate::runtime::atomic;

/// The name that stands for standard output.
const STDOUT: &str = "-";

/// Where an array is written to: a file, in the format that its ending names, or standard output.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutputFile {
    /// The file; `-` is standard output.
    pub path: PathBuf,
    format: &'static Format,
}

impl FromStr for OutputFile {
    type Err = Error;

    fn from_str(path: &str) -> Result<Self> {
        let named = if path == STDOUT { "stdout.csv" } else { path };
        match Format::of(named).filter(|format| format.can_be_written()) {
            Some(format) => Ok(OutputFile { path: path.into(), format }),
            None => {
                let endings = writable_endings();
                let message = format!("found a name of another format, expected the ending {endings}, or `-`");
                Err(Error::input(message).at(path))
            }
        }
    }
}

/// An array that is written block by block.
#[derive(Clone, Copy)]
pub struct Whole<'a> {
    /// Its columns.
    pub columns: &'a [Column],
    /// Its shape; the first extent counts rows.
    pub shape: &'a [usize],
    /// True if the type of the flow holds all values.
    pub exact: bool,
    /// True if all values are whole numbers from 0 to 255.
    pub in_bytes: bool,
    /// The sound of which the rows are recordings, where they are such.
    pub sound: Option<Sound>,
}

impl OutputFile {
    /// The same place in the format of this ending, without its dot; files have theirs from their names.
    ///
    /// # Errors
    /// For a file, or the ending of no format that is written.
    pub fn written_as(self, ending: &str) -> Result<Self> {
        if !self.is_stdout() {
            let message = format!("found `--as {ending}` for a file, whose ending tells its format");
            return Err(Error::input(message).at(self.path.display()).help("leave out `--as`"));
        }
        match Format::of(&format!("stdout.{ending}")).filter(|format| format.can_be_written()) {
            Some(format) => Ok(OutputFile { format, ..self }),
            None => Err(Error::input(format!("found `{ending}` for `--as`, expected `csv`, `npy` or `wav`"))),
        }
    }

    /// Succeeds where the file is another than that of some rows which are read, `file.npz:array` too.
    ///
    /// # Errors
    /// Where writing would put its numbers in place of these rows.
    pub fn refuse_over(&self, rows: &str) -> Result<()> {
        let read = FileRows::new(rows).source().map(|source| source.path.canonicalize());
        match (read, self.path.canonicalize()) {
            (Ok(Ok(read)), Ok(written)) if read == written => {
                let message = "found the file of the rows that are read, expected another one to write";
                Err(Error::input(message)
                    .at(self.path.display())
                    .help("name another file, such as `scores.csv`, or `-`"))
            }
            _ => Ok(()),
        }
    }

    /// True where it is a recording.
    pub fn is_sound(&self) -> bool {
        self.format.is_sound()
    }

    /// True for standard output.
    pub fn is_stdout(&self) -> bool {
        self.path == Path::new(STDOUT)
    }

    /// Writes an array of `T`'s numbers. Those that `T` cannot hold, since they were restored to units
    /// of the data in f64, are written as such.
    ///
    /// # Errors
    /// Where the file cannot be written.
    pub fn write<T: Real>(&self, columns: &[Column], shape: &[usize], values: &[f64]) -> Result<()> {
        let exact = values.iter().all(|x| f64::from(*x as f32) == *x || x.is_nan());
        let whole = Whole { columns, shape, exact, in_bytes: false, sound: None };
        self.stream::<T>(whole, std::iter::once(Ok(values.to_vec())))
    }

    /// Writes an array by blocks, each of some whole rows, so that no more than one of them is held. A file is whole or not there.
    ///
    /// # Errors
    /// Those of the blocks, where the file cannot be written, and where it finds no room on its disk, as early as that is known.
    pub fn stream<T: Real>(&self, whole: Whole<'_>, blocks: impl Iterator<Item = io::Result<Vec<f64>>>) -> Result<()> {
        let dtype = self.format.dtype(dtype::<T>(), whole.exact);
        let Whole { columns, shape, in_bytes, sound, .. } = whole;
        let array = Array { columns, shape, values: &[], dtype, in_bytes, sound };
        array.check(self.format).map_err(|error| error.at(self.path.display()))?;
        if !self.is_stdout() {
            let room = Room::of(&self.path, self.format, &array);
            room.check(0, 0).map_err(|error| Error::io(&self.path, "write", &error))?;
            return atomic::write(&self.path, |writer| {
                let mut counting = Counting { writer, bytes: 0 };
                self.all(&mut counting, &array, blocks, &room)
            });
        }
        let mut stdout = BufWriter::new(io::stdout().lock());
        let written = self.all(&mut Counting { writer: &mut stdout, bytes: 0 }, &array, blocks, &Room::ANY);
        match written.and_then(|()| stdout.flush()) {
            // A reader that has seen enough is no failure.
            Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
                Err(Error::environment(format!("cannot write to standard output: {error}")))
            }
            _ => Ok(()),
        }
    }

    fn all<W: Write>(
        &self,
        writer: &mut Counting<'_, W>,
        array: &Array<'_>,
        blocks: impl Iterator<Item = io::Result<Vec<f64>>>,
        room: &Room,
    ) -> io::Result<()> {
        self.format.begin(writer, array)?;
        let mut values = 0;
        for block in blocks {
            let block = block?;
            self.format.rows(writer, &Array { values: &block, ..*array })?;
            values += block.len() as u128;
            room.check(writer.bytes, values)?;
        }
        Ok(())
    }
}

/// The type of numbers as files have it.
pub fn dtype<T: Real>() -> Dtype {
    if T::NAME == "f64" { Dtype::F64 } else { Dtype::F32 }
}

/// Counts the bytes that are written.
struct Counting<'a, W> {
    writer: &'a mut W,
    bytes: u64,
}

impl<W: Write> Write for Counting<'_, W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.writer.write(bytes)?;
        self.bytes += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.writer.flush()
    }
}

/// The room that a file has, and what it will take.
struct Room {
    /// Bytes that were free before the first one was written; `None` where that is not known.
    free: Option<u64>,
    /// The number of values of the whole.
    values: u128,
    /// Bytes that a value takes at least.
    least: u128,
}

impl Room {
    /// Anything has room.
    const ANY: Room = Room { free: None, values: 0, least: 0 };

    fn of(path: &Path, format: &Format, array: &Array<'_>) -> Self {
        // A digit and what separates it from the next.
        let size = if array.in_bytes { 1 } else { array.dtype.size() as u128 };
        let least = if format.ending == ".npy" { size } else { 2 };
        Room { free: free_space(path), values: array.shape.iter().map(|n| *n as u128).product(), least }
    }

    /// Succeeds where what is still to come has room, as far as what was written tells.
    fn check(&self, bytes: u64, values: u128) -> io::Result<()> {
        let Some(free) = self.free else { return Ok(()) };
        let needed = match values {
            0 => self.values.saturating_mul(self.least),
            // What was written so far, for each value.
            done => (u128::from(bytes) * 1000 / done).saturating_mul(self.values) / 1000,
        };
        if needed <= u128::from(free) {
            return Ok(());
        }
        let message = format!("{} are needed, and its disk has {} free", shown(needed), shown(free.into()));
        Err(io::Error::new(io::ErrorKind::StorageFull, message))
    }
}

/// `4.2 GB`
fn shown(bytes: u128) -> String {
    let bytes = bytes as f64;
    match [("EB", 1e18), ("TB", 1e12), ("GB", 1e9), ("MB", 1e6)].into_iter().find(|(_, unit)| bytes >= *unit) {
        Some((name, unit)) => format!("{:.1} {name}", bytes / unit),
        None => format!("{bytes:.0} bytes"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_formats_that_are_written() {
        for path in ["a.npz", "a.txt", "a", "a.npz:x", "a.parquet"] {
            let error = path.parse::<OutputFile>().unwrap_err();
            let expected =
                format!("{path}: found a name of another format, expected the ending .csv, .npy or .wav, or `-`");
            assert_eq!((error.to_string(), error.exit_code()), (expected, 2));
        }
        for path in ["a.csv", "a.NPY", "-"] {
            assert!(path.parse::<OutputFile>().is_ok(), "{path}");
        }
        let as_format = |path: &str, ending| path.parse::<OutputFile>().unwrap().written_as(ending);
        assert!(as_format("-", "npy").is_ok() && as_format("-", "npz").is_err() && as_format("a.csv", "npy").is_err());
    }

    /// Blocks make the file that the whole makes.
    #[test]
    fn blocks_are_one_file() {
        let folder = tempfile::tempdir().unwrap();
        let values: Vec<f64> = (0..12).map(|k| f64::from(k) / 7.0).collect();
        for name in ["a.csv", "a.npy"] {
            let at = |prefix: &str| folder.path().join(format!("{prefix}-{name}")).display().to_string();
            at("whole").parse::<OutputFile>().unwrap().write::<f64>(&[], &[6, 2], &values).unwrap();
            let blocks = values.chunks(4).map(|block| Ok(block.to_vec()));
            let whole = Whole { columns: &[], shape: &[6, 2], exact: false, in_bytes: false, sound: None };
            at("blocks").parse::<OutputFile>().unwrap().stream::<f64>(whole, blocks).unwrap();
            assert_eq!(std::fs::read(at("whole")).unwrap(), std::fs::read(at("blocks")).unwrap());
        }
    }

    #[test]
    fn rows_are_not_written_over() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name).display().to_string();
        std::fs::write(at("rows.csv"), "x\n1\n").unwrap();
        std::fs::create_dir(at("inner")).unwrap();
        let output = |name: &str| at(name).parse::<OutputFile>().unwrap();
        let error = output("inner/../rows.csv").refuse_over(&at("rows.csv")).unwrap_err();
        assert_eq!(error.exit_code(), 2);
        assert!(error.to_string().contains("found the file of the rows that are read"), "{error}");
        assert!(output("scores.csv").refuse_over(&at("rows.csv")).is_ok());
        assert!("-".parse::<OutputFile>().unwrap().refuse_over(&at("rows.csv")).is_ok());
    }

    #[test]
    fn what_finds_no_room_is_known_early() {
        let room = |values| Room { free: Some(1000), values, least: 2 };
        assert!(room(500).check(0, 0).is_ok());
        let error = room(u128::MAX / 4).check(0, 0).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::StorageFull);
        let error = room(501).check(0, 0).unwrap_err().to_string();
        assert_eq!(error, "1002 bytes are needed, and its disk has 1000 bytes free");
        // Ten bytes a value so far.
        assert!(room(100).check(100, 10).is_ok() && room(101).check(100, 10).is_err());
    }
}
