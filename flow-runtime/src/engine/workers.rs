//! The threads that work is shared out to: for a training run, started once and given work many
//! times a step. Without the feature `threads` the calling thread does all of it.

use super::pool::{self, Pool};
use crate::error::{Error, Result};

/// Work in pieces, each with its own part of what is written, that can be cut between any two of
/// them.
pub trait Pieces: Send + Sized {
    /// One piece of the work.
    type Piece;

    /// Their number.
    fn count(&self) -> usize;

    /// The first `at` pieces and the others.
    fn cut(self, at: usize) -> (Self, Self);

    /// The piece, where there is one.
    fn only(self) -> Self::Piece;
}

/// Numbers in parts of `size`, each with its number from `first` on.
pub struct Parts<N> {
    /// The number of the first part.
    pub first: usize,
    /// The numbers of all parts, one after another.
    pub numbers: N,
    /// Numbers of a part.
    pub size: usize,
}

impl<N> Parts<N> {
    /// Parts of `size` numbers each, counted from 0.
    pub fn new(numbers: N, size: usize) -> Self {
        Parts { first: 0, numbers, size }
    }
}

impl<'a, T: Send> Pieces for Parts<&'a mut [T]> {
    type Piece = (usize, &'a mut [T]);

    fn count(&self) -> usize {
        self.numbers.len().div_ceil(self.size)
    }

    fn cut(self, at: usize) -> (Self, Self) {
        let Parts { first, numbers, size } = self;
        let (these, others) = numbers.split_at_mut((at * size).min(numbers.len()));
        (Parts { first, numbers: these, size }, Parts { first: first + at, numbers: others, size })
    }

    fn only(self) -> Self::Piece {
        (self.first, self.numbers)
    }
}

impl<'a, T: Sync> Pieces for Parts<&'a [T]> {
    type Piece = (usize, &'a [T]);

    fn count(&self) -> usize {
        self.numbers.len().div_ceil(self.size)
    }

    fn cut(self, at: usize) -> (Self, Self) {
        let Parts { first, numbers, size } = self;
        let (these, others) = numbers.split_at((at * size).min(numbers.len()));
        (Parts { first, numbers: these, size }, Parts { first: first + at, numbers: others, size })
    }

    fn only(self) -> Self::Piece {
        (self.first, self.numbers)
    }
}

/// Pieces of two kinds in equal number, one of each at once.
impl<A: Pieces, B: Pieces> Pieces for (A, B) {
    type Piece = (A::Piece, B::Piece);

    fn count(&self) -> usize {
        self.0.count()
    }

    fn cut(self, at: usize) -> (Self, Self) {
        let ((a, a_after), (b, b_after)) = (self.0.cut(at), self.1.cut(at));
        ((a, b), (a_after, b_after))
    }

    fn only(self) -> Self::Piece {
        (self.0.only(), self.1.only())
    }
}

/// The first `len` elements, which leave `from`.
pub(crate) fn take<'a, T>(from: &mut &'a mut [T], len: usize) -> &'a mut [T] {
    let (part, rest) = std::mem::take(from).split_at_mut(len);
    *from = rest;
    part
}

/// Does pieces one after another.
pub(crate) fn in_order<P: Pieces>(mut pieces: P, mut work: impl FnMut(P::Piece)) {
    while pieces.count() > 0 {
        let (first, others) = pieces.cut(1);
        work(first.only());
        pieces = others;
    }
}

/// Rows that one thread has done before another is awake.
const FEW: usize = 256;

/// Who does the work.
pub enum Workers {
    /// The calling thread alone.
    Here,
    /// The pool that the calling thread belongs to, or that of the whole program.
    Shared,
    /// A pool of several threads.
    Pool(Pool),
}

impl Workers {
    /// Starts as many threads as asked for, by default one for each processor that this program may
    /// use.
    ///
    /// # Errors
    /// For 0 threads, or where the system refuses to start them.
    pub fn new(threads: Option<usize>) -> Result<Self> {
        let available = || std::thread::available_parallelism().map_or(1, usize::from);
        match threads.unwrap_or_else(available) {
            0 => Err(Error::input("found 0 threads, expected at least 1")),
            1 => Ok(Self::Here),
            threads => Self::pool(threads),
        }
    }

    /// A pool, also of one thread: whatever is shared out inside of it, by [`Shared`](Self::Shared)
    /// too, stays there.
    ///
    /// # Errors
    /// Where the system refuses to start so many threads.
    pub fn pool(threads: usize) -> Result<Self> {
        Pool::start(threads).map(Self::Pool)
    }

    /// The workers for a batch of so many rows outside of training.
    pub fn for_rows(rows: usize) -> Self {
        if rows <= FEW || pool::size_here() == 1 { Self::Here } else { Self::Shared }
    }

    /// Their number.
    pub fn count(&self) -> usize {
        match self {
            Self::Here => 1,
            Self::Shared => pool::size_here(),
            Self::Pool(pool) => pool.size(),
        }
    }

    /// Runs `work` on one of the workers, so that sharing out what it contains needs no hand-over.
    pub fn install<R: Send>(&self, work: impl FnOnce() -> R + Send) -> R {
        let (mut work, mut result) = (Some(work), None);
        self.within(&mut || result = work.take().map(|work| work()));
        result.expect("work that is called once has a result")
    }

    // What is handed over is not generic, here and in `pool::at_once`: with all that stands around it, it
    // is compiled in this crate alone.
    #[inline(never)]
    fn within(&self, work: &mut (dyn FnMut() + Send)) {
        match self {
            Self::Here | Self::Shared => work(),
            Self::Pool(pool) => pool.install(work),
        }
    }

    /// Does every piece, in any order, and asks for no memory: halves are handed over until one
    /// piece is left.
    pub fn share<P: Pieces>(&self, pieces: P, work: impl Fn(P::Piece) + Sync) {
        if let Self::Here = self {
            return in_order(pieces, &work);
        }
        let mut pieces = Some(pieces);
        self.within(&mut || pieces.take().into_iter().for_each(|pieces| halve(pieces, &work)));
    }
}

fn halve<P: Pieces>(pieces: P, work: &(impl Fn(P::Piece) + Sync)) {
    match pieces.count() {
        0 => {}
        1 => work(pieces.only()),
        count => {
            let (first, others) = pieces.cut(count / 2);
            let (mut first, mut others) = (Some(first), Some(others));
            pool::at_once(&mut || first.take().into_iter().for_each(|first| halve(first, work)), &mut || {
                others.take().into_iter().for_each(|others| halve(others, work));
            });
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
                let (mut numbers, mut parts) = (vec![0; len], vec![0; len.div_ceil(7)]);
                let both = (Parts::new(&mut numbers[..], 7), Parts::new(&mut parts[..], 1));
                workers.share(both, |((k, part), (_, number))| {
                    assert!(part.len() <= 7);
                    part.iter_mut().for_each(|number| *number += 1);
                    number[0] = k;
                });
                assert_eq!(parts, (0..len.div_ceil(7)).collect::<Vec<_>>(), "{threads} threads");
                assert_eq!(numbers, vec![1; len], "{threads} threads");
            }
        }
    }
}
