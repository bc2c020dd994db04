//! Files that appear whole or not at all.
//!
//! The content goes to a new file beside the target, which then takes the target's name in one
//! step. Whoever opens the target, at any time and after any crash, sees the old content or the
//! new, never a mixture: the content is on disk before the name is, and the name is on disk before
//! [`write`] returns.

use crate::error::{Error, Result};
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter};
use std::path::{Path, PathBuf};
use std::process;

/// Writes `path` through `content`; on failure the file that stood there is untouched.
///
/// # Errors
/// Returns the error of `content`, or the failed operation with the path.
pub fn write(path: &Path, content: impl FnOnce(&mut BufWriter<File>) -> io::Result<()>) -> Result<()> {
    let failed = |error: io::Error| Error::io(path, "write", &error);
    let (temporary, file) = create_beside(path).map_err(failed)?;
    let result = write_and_rename(file, &temporary, path, content);
    if result.is_err() {
        // The first failure is the one to report; a temporary file that stays behind harms nobody.
        let _ = fs::remove_file(&temporary);
    }
    result.map_err(failed)
}

fn write_and_rename(
    file: File,
    temporary: &Path,
    path: &Path,
    content: impl FnOnce(&mut BufWriter<File>) -> io::Result<()>,
) -> io::Result<()> {
    let mut writer = BufWriter::with_capacity(1 << 16, file);
    content(&mut writer)?;
    let file = writer.into_inner().map_err(io::IntoInnerError::into_error)?;
    file.sync_all()?;
    drop(file);
    fs::rename(temporary, path)?;
    sync_folder(folder_of(path))
}

/// A new, empty file in the folder of `path`, with a name that no other process or thread holds.
fn create_beside(path: &Path) -> io::Result<(PathBuf, File)> {
    let Some(name) = path.file_name() else {
        return Err(io::Error::from(io::ErrorKind::InvalidFilename));
    };
    if path.is_dir() {
        return Err(io::Error::from(io::ErrorKind::IsADirectory));
    }
    for attempt in 0u64.. {
        let mut hidden = std::ffi::OsString::from(".");
        hidden.push(name);
        hidden.push(format!(".{}-{attempt}.tmp", process::id()));
        let temporary = folder_of(path).join(hidden);
        // `create_new` follows no symbolic link that somebody else planted.
        match OpenOptions::new().write(true).create_new(true).open(&temporary) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            opened => return opened.map(|file| (temporary, file)),
        }
    }
    Err(io::Error::from(io::ErrorKind::AlreadyExists))
}

fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if folder != Path::new("") => folder,
        _ => Path::new("."),
    }
}

/// Makes a rename in `folder` survive a power failure.
#[cfg(unix)]
fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

/// Elsewhere a folder cannot be opened as a file; the rename itself is the best there is.
#[cfg(not(unix))]
fn sync_folder(_folder: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    #[test]
    fn a_failed_write_leaves_the_old_file_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.txt");
        write(&path, |w| w.write_all(b"old")).unwrap();
        let error = write(&path, |w| {
            w.write_all(b"new")?;
            Err(io::Error::from(io::ErrorKind::StorageFull))
        });
        assert_eq!(error.unwrap_err().exit_code(), 3);
        assert_eq!(fs::read(&path).unwrap(), b"old");
        write(&path, |w| w.write_all(b"new")).unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"new");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn wrong_targets_are_input_errors() {
        let folder = tempfile::tempdir().unwrap();
        for path in [folder.path().to_path_buf(), folder.path().join("none/a.txt"), folder.path().join("..")] {
            let error = write(&path, |w| w.write_all(b"x")).unwrap_err();
            assert_eq!(error.exit_code(), 2, "{error}");
        }
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    }

    #[test]
    fn threads_that_write_one_file_do_not_mix() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.txt");
        std::thread::scope(|scope| {
            for byte in b'a'..=b'd' {
                let path = &path;
                scope.spawn(move || (0..20).for_each(|_| write(path, |w| w.write_all(&[byte; 9000])).unwrap()));
            }
        });
        let content = fs::read(&path).unwrap();
        assert!(content.len() == 9000 && content.iter().all(|&byte| byte == content[0]));
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}
