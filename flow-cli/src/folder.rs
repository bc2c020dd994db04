//! Tells whether a folder may be written to without disturbing anybody.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use crate::exit::Failure;

/// True if there is nothing at `folder`, or an empty folder.
///
/// # Errors
/// It is no folder, or cannot be read.
pub fn is_free(folder: &Path) -> Result<bool, Failure> {
    match fs::read_dir(folder) {
        Ok(mut entries) => Ok(entries.next().is_none()),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(true),
        Err(error) => Err(Failure::io(folder, "read", &error)),
    }
}
