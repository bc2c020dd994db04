//! Cutting a matrix of outputs into blocks that fit the registers.
//!
//! A block is R rows by V vectors of accumulators. Each step of its sums reads V vectors and
//! broadcasts R numbers for R·V multiply-adds, so larger blocks read less; sixteen chains, or
//! twelve where there are 16 registers, also cover the latency of the multiply-adds.

use super::pack::PANEL;
use super::vector::width;
use crate::numeric::Real;
use crate::numeric::isa::Isa;
use pulp::Simd;
use std::ops::Range;

/// The needs of a few neighbouring rows of outputs.
#[derive(Clone)]
pub(super) struct Extent {
    /// The steps of their sums.
    pub steps: Range<usize>,
    /// The elements to compute of each row, from its start.
    pub len: usize,
}

/// A matrix of outputs whose blocks can be computed one by one.
pub(super) trait Blocks<T: Real, I: Isa> {
    /// The needs of the given rows, at least one and all in one panel's worth of rows.
    fn extent(&self, rows: Range<usize>) -> Extent;

    /// Computes R rows from `row` on by `count` elements from `at` on: V whole vectors, or for V =
    /// 1 perhaps a part of one. Once inlined, the count of whole vectors is a constant, without
    /// which the inner loop would check every length.
    fn block<const R: usize, const V: usize>(
        &mut self,
        isa: I,
        row: usize,
        at: usize,
        count: usize,
        steps: Range<usize>,
    );

    /// Finishes a few rows once all their blocks are there, and still near.
    #[inline(always)]
    fn close(&mut self, _: I, _: Range<usize>) {}

    /// Computes all blocks of a matrix of so many rows.
    #[inline(always)]
    fn cover(&mut self, isa: I, rows: usize) {
        let many = I::LARGE_BLOCKS && <I::Simd as Simd>::REGISTER_COUNT >= 32;
        let limit = if many { 8 } else { 6 };
        let mut row = 0;
        while row < rows {
            let left = (rows - row).min(PANEL - row % PANEL);
            let count = if I::LARGE_BLOCKS { block_rows(left, limit) } else { left.min(2) };
            let extent = self.extent(row..row + count);
            match count {
                1 => self.strip::<1, 4>(isa, row, extent),
                3 if many => self.strip::<3, 4>(isa, row, extent),
                4 if many => self.strip::<4, 4>(isa, row, extent),
                8 if many => self.strip::<8, 2>(isa, row, extent),
                3 if I::LARGE_BLOCKS => self.strip::<3, 2>(isa, row, extent),
                4 if I::LARGE_BLOCKS => self.strip::<4, 2>(isa, row, extent),
                6 if I::LARGE_BLOCKS => self.strip::<6, 2>(isa, row, extent),
                _ => self.strip::<2, 4>(isa, row, extent),
            }
            self.close(isa, row..row + count);
            row += count;
        }
    }

    /// R rows: blocks of V vectors, then single ones, the last perhaps partial.
    #[inline(always)]
    fn strip<const R: usize, const V: usize>(&mut self, isa: I, row: usize, extent: Extent) {
        let Extent { steps, len } = extent;
        let whole = V * width::<T, I>();
        let mut at = 0;
        while at + whole <= len {
            self.block::<R, V>(isa, row, at, whole, steps.clone());
            at += whole;
        }
        while at < len {
            let count = width::<T, I>().min(len - at);
            self.block::<R, 1>(isa, row, at, count, steps.clone());
            at += count;
        }
    }
}

/// The first part when `left` is cut into the fewest parts of at most `limit`, as even as possible.
#[inline(always)]
pub(super) fn even_part(left: usize, limit: usize) -> usize {
    left.div_ceil(left.div_ceil(limit))
}

/// The rows of the next block where `left` are to be computed: as [`even_part`], but of the few sizes that there is
/// code for, which are 1, 2, 3, 4 and `limit`. Compiling a size takes a program's first build about a second, and two
/// blocks of 3 rows by 4 vectors are as fast as one of 6 by 2.
#[inline(always)]
fn block_rows(left: usize, limit: usize) -> usize {
    let part = even_part(left, limit);
    if part <= 4 || part == limit { part } else { part.div_ceil(2) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_have_the_rows_that_there_is_code_for() {
        for (left, limit, expected) in [(16, 8, 8), (10, 8, 3), (7, 8, 4), (6, 8, 3), (6, 6, 6), (5, 6, 3), (3, 6, 3)] {
            assert_eq!(block_rows(left, limit), expected, "{left} by {limit}");
        }
        for limit in [6, 8] {
            for left in 1..=PANEL {
                let part = block_rows(left, limit);
                assert!([1, 2, 3, 4, limit].contains(&part) && part <= left, "{part} of {left}");
            }
        }
    }

    #[test]
    fn parts_are_few_and_even() {
        for (left, limit, expected) in [(16, 8, 8), (16, 6, 6), (10, 6, 5), (13, 8, 7), (4, 8, 4), (1, 6, 1)] {
            assert_eq!(even_part(left, limit), expected, "{left} by {limit}");
        }
    }
}
