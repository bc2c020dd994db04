//! Threads that wait for work: those of rayon.

use rayon::{ThreadPool, ThreadPoolBuilder};

use crate::error::{Error, Result};

/// A pool of threads of its own.
pub struct Pool(ThreadPool);

impl Pool {
    /// Starts so many threads.
    ///
    /// # Errors
    /// Where the system refuses.
    pub fn start(threads: usize) -> Result<Self> {
        let pool = ThreadPoolBuilder::new().num_threads(threads).build();
        pool.map(Pool).map_err(|error| Error::environment(format!("cannot start {threads} threads: {error}")))
    }

    /// How many threads it has.
    pub fn size(&self) -> usize {
        self.0.current_num_threads()
    }

    /// Runs `work` on one of its threads.
    pub fn install(&self, work: &mut (dyn FnMut() + Send)) {
        self.0.install(work);
    }
}

/// Threads of the pool that the calling thread belongs to, or of that of the whole program.
pub fn size_here() -> usize {
    rayon::current_num_threads()
}

/// Does both, the other on another thread where one waits.
#[inline(never)]
pub fn at_once(first: &mut (dyn FnMut() + Send), other: &mut (dyn FnMut() + Send)) {
    rayon::join(first, other);
}
