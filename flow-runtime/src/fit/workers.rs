//! The threads of a training run: started once, given work many times a step.

use rayon::prelude::*;
use rayon::{ThreadPool, ThreadPoolBuilder};

use crate::error::{Error, Result};

/// Who does the work.
pub enum Workers {
    /// The calling thread alone.
    Here,
    /// The pool that the calling thread belongs to, or that of the whole program.
    Shared,
    /// A pool of several threads.
    Pool(ThreadPool),
}

impl Workers {
    /// As many threads as asked for, by default one for each processor that this program may use.
    ///
    /// # Errors
    /// For 0 threads, or where the system refuses to start them.
    pub fn new(threads: Option<usize>) -> Result<Self> {
        let available = || std::thread::available_parallelism().map_or(1, usize::from);
        match threads.unwrap_or_else(available) {
            0 => Err(Error::input("found 0 threads, expected at least 1")),
            1 => Ok(Self::Here),
            threads => ThreadPoolBuilder::new()
                .num_threads(threads)
                .build()
                .map(Self::Pool)
                .map_err(|error| Error::environment(format!("cannot start {threads} threads: {error}"))),
        }
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        match self {
            Self::Here => 1,
            Self::Shared => rayon::current_num_threads(),
            Self::Pool(pool) => pool.current_num_threads(),
        }
    }

    /// The number of the worker that asks.
    pub fn index(&self) -> usize {
        match self {
            Self::Here => 0,
            Self::Shared => rayon::current_thread_index().unwrap_or(0),
            Self::Pool(pool) => pool.current_thread_index().unwrap_or(0),
        }
    }

    /// Runs `work` on one of the workers, so that sharing out what it contains needs no hand-over.
    pub fn install<R: Send>(&self, work: impl FnOnce() -> R + Send) -> R {
        match self {
            Self::Here | Self::Shared => work(),
            Self::Pool(pool) => pool.install(work),
        }
    }

    /// Does every item, in any order. One thread alone needs no list of them.
    pub fn each<I: Send>(&self, items: impl Iterator<Item = I>, work: impl Fn(I) + Send + Sync) {
        match self {
            Self::Here => items.for_each(work),
            Self::Shared => items.collect::<Vec<I>>().into_par_iter().with_max_len(1).for_each(work),
            Self::Pool(pool) => {
                let items: Vec<I> = items.collect();
                pool.install(|| items.into_par_iter().with_max_len(1).for_each(work));
            }
        }
    }
}
