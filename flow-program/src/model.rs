//! The model that a command works on, and the threads that it works with.

use std::path::Path;

use flow_runtime::{Real, Result};

use crate::runtime::{Checkpoint, Program, Workers, from_checkpoint};

/// Loads the flow of a model file.
///
/// # Errors
/// Where the file cannot be read or holds another flow.
pub fn load<T: Real, P: Program<T>>(path: &Path) -> Result<P> {
    from_checkpoint(&Checkpoint::load(path)?).map_err(|error| error.at(path.display()))
}

/// Runs `work` with so many threads, by default with all.
pub fn with_threads<R: Send>(threads: Option<usize>, work: impl FnOnce() -> R + Send) -> Result<R> {
    match threads {
        None => Ok(work()),
        // Also one thread is a pool, whose size batches then find.
        Some(threads) => Ok(Workers::pool(threads)?.install(work)),
    }
}
