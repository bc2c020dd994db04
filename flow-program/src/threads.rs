//! The threads that a command works with.

use flow_runtime::Result;

use crate::runtime::Workers;

/// Runs `work` with so many threads, by default with all.
pub fn with_threads<R: Send>(threads: Option<usize>, work: impl FnOnce() -> R + Send) -> Result<R> {
    match threads {
        None => Ok(work()),
        // Also one thread is a pool, whose size batches then find.
        Some(threads) => Ok(Workers::pool(threads)?.install(work)),
    }
}
