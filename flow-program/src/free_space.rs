//! The room on a disk.

use std::path::Path;

/// Bytes that are free where a file at `path` would lie; `None` where the system does not tell.
#[cfg(unix)]
pub fn free_space(path: &Path) -> Option<u64> {
    let folder = path.parent().filter(|folder| *folder != Path::new("")).unwrap_or(Path::new("."));
    let found = rustix::fs::statvfs(folder).ok()?;
    // Systems without blocks, such as `/proc`, have no such figure.
    if found.f_blocks == 0 { None } else { found.f_bavail.checked_mul(found.f_frsize) }
}

/// Elsewhere a full disk is met when it is full.
#[cfg(not(unix))]
pub fn free_space(_path: &Path) -> Option<u64> {
    None
}
