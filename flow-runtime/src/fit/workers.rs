//! The threads of a training run: started once, given work many times a step.

use rayon::prelude::*;
use rayon::{ThreadPool, ThreadPoolBuilder};

use crate::error::{Error, Result};

/// Work in pieces, each with its own part of what is written, that can be cut between any two of them.
pub trait Pieces: Send + Sized {
    /// What is done at once.
    type Piece;

    /// How many there are.
    fn count(&self) -> usize;

    /// The first `at` pieces and the others.
    fn cut(self, at: usize) -> (Self, Self);

    /// The piece, where there is one.
    fn only(self) -> Self::Piece;
}

/// Numbers in parts of `size`.
pub struct Parts<'a, T> {
    pub numbers: &'a mut [T],
    pub size: usize,
}

impl<'a, T: Send> Pieces for Parts<'a, T> {
    type Piece = &'a mut [T];

    fn count(&self) -> usize {
        self.numbers.len().div_ceil(self.size)
    }

    fn cut(self, at: usize) -> (Self, Self) {
        let (first, others) = self.numbers.split_at_mut((at * self.size).min(self.numbers.len()));
        (Parts { numbers: first, ..self }, Parts { numbers: others, size: self.size })
    }

    fn only(self) -> &'a mut [T] {
        self.numbers
    }
}

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

    /// Runs `work` on one of the workers, so that sharing out what it contains needs no hand-over.
    pub fn install<R: Send>(&self, work: impl FnOnce() -> R + Send) -> R {
        match self {
            Self::Here | Self::Shared => work(),
            Self::Pool(pool) => pool.install(work),
        }
    }

    /// Does every piece, in any order, and asks for no memory: halves are handed over until one piece is left.
    pub fn share<P: Pieces>(&self, pieces: P, work: impl Fn(P::Piece) + Sync) {
        match self {
            Self::Here => in_order(pieces, &work),
            Self::Shared => halve(pieces, &work),
            Self::Pool(pool) => pool.install(|| halve(pieces, &work)),
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

fn in_order<P: Pieces>(mut pieces: P, work: &impl Fn(P::Piece)) {
    while pieces.count() > 0 {
        let (first, others) = pieces.cut(1);
        work(first.only());
        pieces = others;
    }
}

fn halve<P: Pieces>(pieces: P, work: &(impl Fn(P::Piece) + Sync)) {
    match pieces.count() {
        0 => {}
        1 => work(pieces.only()),
        count => {
            let (first, others) = pieces.cut(count / 2);
            rayon::join(|| halve(first, work), || halve(others, work));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_piece_is_done_once() {
        for threads in 1..4 {
            let workers = Workers::new(Some(threads)).unwrap();
            for len in [0, 1, 6, 7, 100] {
                let mut numbers = vec![0; len];
                workers.share(Parts { numbers: &mut numbers, size: 7 }, |part: &mut [i32]| {
                    assert!(part.len() <= 7);
                    part.iter_mut().for_each(|number| *number += 1);
                });
                assert_eq!(numbers, vec![1; len], "{threads} threads");
            }
        }
    }
}
