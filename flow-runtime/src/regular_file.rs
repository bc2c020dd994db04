//! Files to read.

use std::fs::File;
use std::path::Path;

use crate::error::{Error, Result};

/// Opens a regular file for reading, with its length in bytes.
pub(crate) fn open(path: &Path) -> Result<(File, u64)> {
    let failed = |error| {
        let error = Error::io(path, "read", &error);
        if path.is_relative() && error.exit_code() == 2 {
            error.help("a relative path starts at the current folder")
        } else {
            error
        }
    };
    // A pipe must be refused before it is opened: opening one waits for its other end.
    let metadata = std::fs::metadata(path).map_err(failed)?;
    if !metadata.is_file() {
        let found = if metadata.is_dir() { "a folder" } else { "not a regular file" };
        return Err(Error::input(format!("found {found}, expected a file")).at(path.display()));
    }
    Ok((File::open(path).map_err(failed)?, metadata.len()))
}
