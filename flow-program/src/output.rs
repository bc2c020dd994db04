//! Files of numbers that commands write.

use std::path::{Path, PathBuf};
use std::str::FromStr;

use flow_runtime::data::formats::{Array, Format, writable_endings};
use flow_runtime::data::{Column, Dtype};
use flow_runtime::{Error, Real, Result};

/// A file to write, in the format that its ending names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutputFile {
    /// The file.
    pub path: PathBuf,
    format: &'static Format,
}

impl FromStr for OutputFile {
    type Err = Error;

    fn from_str(path: &str) -> Result<Self> {
        match Format::of(path).filter(|format| format.can_be_written()) {
            Some(format) => Ok(OutputFile { path: path.into(), format }),
            None => {
                let endings = writable_endings();
                let message = format!("found a name of another format, expected the ending {endings}");
                Err(Error::input(message).at(path))
            }
        }
    }
}

impl OutputFile {
    /// Writes an array of `T`'s numbers. Those that `T` cannot hold, since they were restored to units
    /// of the data in f64, are written as such.
    ///
    /// # Errors
    /// Where the file cannot be written.
    pub fn write<T: Real>(&self, columns: &[Column], shape: &[usize], values: &[f64]) -> Result<()> {
        self.format.write(Path::new(&self.path), &Array { columns, shape, values, dtype: dtype::<T>() })
    }
}

/// The type of numbers as files have it.
pub fn dtype<T: Real>() -> Dtype {
    if T::NAME == "f64" { Dtype::F64 } else { Dtype::F32 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_formats_that_are_written() {
        for path in ["a.npz", "a.txt", "a", "a.npz:x", "a.parquet"] {
            let error = path.parse::<OutputFile>().unwrap_err();
            let expected = format!("{path}: found a name of another format, expected the ending .csv or .npy");
            assert_eq!((error.to_string(), error.exit_code()), (expected, 2));
        }
        for path in ["a.csv", "a.NPY"] {
            assert!(path.parse::<OutputFile>().is_ok(), "{path}");
        }
    }
}
