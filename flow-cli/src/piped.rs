//! Rows that come by a pipe: `--data -` reads them from standard input into a file, whose format
//! shows in its first bytes.

use std::fs::File;
use std::io::{self, IsTerminal, Read, Write};
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use crate::exit::Failure;

/// The name that stands for standard input.
pub const PIPE: &str = "-";

/// Formats that show in their first bytes, with the endings of their files; all others are CSV.
const MAGIC: [(&[u8], &str); 4] =
    [(b"\x93NUMPY", "npy"), (b"PK\x03\x04", "npz"), (b"PAR1", "parquet"), (b"RIFF", "wav")];

/// A file of rows, which may have come by a pipe and then lasts as long as this value.
pub struct Source {
    file: String,
    folder: Option<TempDir>,
}

impl Source {
    /// The file that is named, or one of what standard input holds.
    ///
    /// # Errors
    /// Standard input is a terminal or empty, or cannot be kept.
    pub fn of(file: &str) -> Result<Source, Failure> {
        if file != PIPE {
            return Ok(Source { file: file.to_owned(), folder: None });
        }
        let folder = tempfile::Builder::new()
            .prefix("flow-")
            .tempdir()
            .map_err(|error| Failure::io(&std::env::temp_dir(), "write", &error))?;
        let file = save(stdin()?, folder.path(), "stdin")?;
        Ok(Source { file: file.display().to_string(), folder: Some(folder) })
    }

    /// The file to read.
    pub fn file(&self) -> &str {
        &self.file
    }

    /// A failure in which what came by a pipe is called so.
    pub fn named(&self, failure: Failure) -> Failure {
        if self.folder.is_some() { failure.renamed(&self.file, "standard input") } else { failure }
    }
}

/// A failure with rows that may have come by a pipe.
pub fn named(source: Option<&Source>, failure: Failure) -> Failure {
    match source {
        Some(source) => source.named(failure),
        None => failure,
    }
}

/// Standard input, from a program.
///
/// # Errors
/// It is a terminal.
pub fn stdin() -> Result<impl Read, Failure> {
    let stdin = io::stdin();
    if stdin.is_terminal() {
        return Err(Failure::input(
            "found a terminal as standard input, expected rows by a pipe\n\
             help: `--data -` reads what another program writes, as in `cat rows.csv | flow score RUN --data -`",
        ));
    }
    Ok(stdin.lock())
}

/// Writes what comes into the file of this name in `folder`, with the ending of its format.
///
/// # Errors
/// Nothing comes, or it cannot be written.
pub fn save(mut input: impl Read, folder: &Path, name: &str) -> Result<PathBuf, Failure> {
    let failed = |error: io::Error| Failure::environment(format!("standard input: cannot read: {error}"));
    let mut first = Vec::new();
    input.by_ref().take(8).read_to_end(&mut first).map_err(failed)?;
    if first.is_empty() {
        return Err(Failure::input("standard input: found nothing, expected rows as NPY, NPZ, Parquet or CSV"));
    }
    let ending = MAGIC.iter().find(|(magic, _)| first.starts_with(magic)).map_or("csv", |(_, ending)| ending);
    let path = folder.join(name).with_extension(ending);
    let written = File::create(&path).and_then(|mut file| {
        file.write_all(&first)?;
        io::copy(&mut input, &mut file)
    });
    written.map_err(|error| Failure::io(&path, "write", &error))?;
    Ok(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn first_bytes_tell_the_format() {
        let folder = tempfile::tempdir().expect("a folder");
        for (bytes, name) in [
            (&b"\x93NUMPY\x01\x00rest"[..], "rows.npy"),
            (b"PK\x03\x04", "rows.npz"),
            (b"PAR1 and more than eight bytes", "rows.parquet"),
            (b"a,b\n1,2\n3,4\n", "rows.csv"),
            (b"1", "rows.csv"),
        ] {
            let path = save(bytes, folder.path(), "rows").expect("a file");
            assert_eq!(path, folder.path().join(name));
            assert_eq!(std::fs::read(path).expect("a file"), bytes);
        }
        let nothing = save(io::empty(), folder.path(), "rows").map_err(|failure| failure.code());
        assert_eq!(nothing, Err(2));
    }
}
