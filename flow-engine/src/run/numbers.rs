//! Values of a loop: for each lane, or for all.

use flow_runtime::Real;

use super::at::At;
use crate::code::{Code, Operand};

/// A value for all lanes, or one for each.
#[derive(Clone, Copy)]
pub enum Numbers<'n, T> {
    /// One for each.
    Many(&'n [T]),
    /// One for all.
    One(T),
}

impl<T: Real> Numbers<'_, T> {
    /// The number of a lane.
    #[inline(always)]
    pub fn at(self, k: usize) -> T {
        match self {
            Numbers::Many(numbers) => numbers[k],
            Numbers::One(number) => number,
        }
    }

    /// Those of some lanes.
    #[inline(always)]
    pub fn part(self, lanes: std::ops::Range<usize>) -> Self {
        match self {
            Numbers::Many(numbers) => Numbers::Many(&numbers[lanes]),
            one => one,
        }
    }
}

/// A value of working memory while nothing is lent.
#[inline(always)]
pub fn kept<'w, T: Real>(operand: Operand, code: &Code, at: At, most: usize, work: &'w [T]) -> Numbers<'w, T> {
    match operand {
        Operand::Register(k) => Numbers::Many(&work[code.scalars + k * most..][..at.width]),
        Operand::Scalar(k) => Numbers::One(work[k]),
        Operand::Row(_) => unreachable!("what is kept stands in working memory"),
    }
}
