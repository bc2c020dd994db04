//! Sums over the batch as chains by lane: vectors run along the samples, and nothing is turned.
//!
//! A sum is as many chains as the widest vector has numbers, n: chain k takes the lanes k, k + n, …
//! of every tile in order, and at the end chain k and chain k + half are added until one is left.
//! Tiles are multiples of [`CHAINS`] lanes where a batch has several, so neither their width nor a
//! thread nor a vector's width changes a bit.

use super::cotangent::Tape;
use super::mask::Pattern;
use super::pack::PANEL;
use super::vector::{VectorOf, width};
use crate::numeric::Real;
use crate::numeric::isa::{Isa, Segment};
use pulp::Simd;

/// The most chains of a sum.
pub(crate) const CHAINS: usize = PANEL;

/// The chains of a sum of numbers of this type.
pub(super) const fn chains<T>() -> usize {
    CHAINS * size_of::<f32>() / size_of::<T>()
}

/// `out[r·cols + c] = Σₛ g[r][s]·x[c][s]`, where g has `rows` rows.
pub(super) struct Chained<'a, T> {
    pub out: &'a mut [T],
    pub cols: usize,
    pub tape: Tape<'a, T>,
    pub g_at: usize,
    /// Where x begins; without it, x is 1 everywhere.
    pub x_at: Option<usize>,
    pub rows: usize,
    /// Which sums are wanted; some of the others are computed too.
    pub pattern: Pattern,
    /// The row of the pattern that is row 0 here.
    pub first: usize,
}

impl<T: Real> Chained<'_, T> {
    /// Blocks of R by C sums, each R + C vectors to read for so many multiply-adds; eight chains
    /// and more cover their latency.
    #[inline(always)]
    pub fn run<I: Isa>(&mut self, isa: I) {
        let many = <I::Simd as Simd>::REGISTER_COUNT >= 32;
        match (self.cols, self.rows) {
            (1, _) => self.strips::<I, 8, 1>(isa),
            (2, _) => self.strips::<I, 4, 2>(isa),
            (_, 8..) if many => self.strips::<I, 8, 3>(isa),
            _ => self.strips::<I, 4, 3>(isa),
        }
    }

    /// All rows, R at a time. The last strip reaches back where rows do not divide by R: what is
    /// computed twice has the same bits.
    #[inline(always)]
    fn strips<I: Isa, const R: usize, const C: usize>(&mut self, isa: I) {
        let mut row = 0;
        while row + R <= self.rows {
            self.strip::<I, R, C>(isa, row);
            row += R;
        }
        if row < self.rows && self.rows >= R {
            self.strip::<I, R, C>(isa, self.rows - R);
        } else {
            for row in row..self.rows {
                self.strip::<I, 1, C>(isa, row);
            }
        }
    }

    /// R rows, C columns at a time.
    #[inline(always)]
    fn strip<I: Isa, const R: usize, const C: usize>(&mut self, isa: I, row: usize) {
        let rows = self.first + row..self.first + row + R;
        let len = self.pattern.span(rows, self.cols).end;
        for column in (0..len).step_by(C) {
            let column = column.min(self.cols - C);
            match chains::<T>() / width::<T, I>() {
                1 => self.block::<I, R, C, 1>(isa, row, column),
                2 => self.block::<I, R, C, 2>(isa, row, column),
                _ => self.block::<I, R, C, 4>(isa, row, column),
            }
        }
    }

    /// A block of sums whose chains fill P vectors each: one pass over the tape for each part of
    /// the chains, in registers.
    #[inline(always)]
    fn block<I: Isa, const R: usize, const C: usize, const P: usize>(&mut self, isa: I, row: usize, column: usize) {
        let mut parts = [[[T::splat(isa, T::ZERO); R]; C]; P];
        for (part, sums) in parts.iter_mut().enumerate() {
            *sums = self.part::<I, R, C>(isa, row, column, part, P);
        }
        let one = T::splat(isa, T::ONE);
        let mut half = P / 2;
        while half > 0 {
            let (low, high) = parts.split_at_mut(half);
            for (low, high) in low.iter_mut().zip(high) {
                for (low, high) in low.as_flattened_mut().iter_mut().zip(high.as_flattened()) {
                    *low = T::multiply_add(isa, one, *low, *high);
                }
            }
            half /= 2;
        }
        for (c, sums) in parts[0].into_iter().enumerate() {
            let numbers = joined(isa, sums);
            for (r, number) in numbers.into_iter().enumerate() {
                self.out[(row + r) * self.cols + column + c] = number;
            }
        }
    }

    /// The chains of one part, row by row within columns.
    #[inline(always)]
    fn part<I: Isa, const R: usize, const C: usize>(
        &self,
        isa: I,
        row: usize,
        column: usize,
        part: usize,
        parts: usize,
    ) -> [[VectorOf<T, I>; R]; C] {
        let (width, lanes) = (width::<T, I>(), self.tape.lanes);
        let mut sums = [[T::splat(isa, T::ZERO); R]; C];
        for (tile, samples) in self.tape.tiles() {
            let whole = samples / width;
            let (mut g, mut x) = ([&tile[..0]; R], [&tile[..0]; C]);
            fill(&mut g, &tile[(self.g_at + row) * lanes..], lanes, samples);
            if let Some(x_at) = self.x_at {
                fill(&mut x, &tile[(x_at + column) * lanes..], lanes, samples);
            }
            let (mut g_whole, mut x_whole) = ([T::whole::<I>(&tile[..0]); R], [T::whole::<I>(&tile[..0]); C]);
            for (whole, g) in g_whole.iter_mut().zip(g) {
                *whole = T::whole::<I>(g);
            }
            for (whole, x) in x_whole.iter_mut().zip(x) {
                *whole = T::whole::<I>(x);
            }
            let mut x_now = [T::splat(isa, T::ONE); C];
            let mut v = part;
            while v < whole {
                if self.x_at.is_some() {
                    for (now, x) in x_now.iter_mut().zip(x_whole) {
                        *now = x[v];
                    }
                }
                for r in 0..R {
                    let g = g_whole[r][v];
                    for c in 0..C {
                        sums[c][r] = T::multiply_add(isa, g, x_now[c], sums[c][r]);
                    }
                }
                v += parts;
            }
            if whole % parts == part && whole * width < samples {
                if self.x_at.is_some() {
                    for (now, x) in x_now.iter_mut().zip(x) {
                        *now = T::load(isa, &x[whole * width..]);
                    }
                }
                for r in 0..R {
                    let g = T::load(isa, &g[r][whole * width..]);
                    for c in 0..C {
                        sums[c][r] = T::multiply_add(isa, g, x_now[c], sums[c][r]);
                    }
                }
            }
        }
        sums
    }
}

/// The first rows of `lanes` numbers each, and of those the first `count`. A loop: a closure for so
/// many slices would be a function of its own, which hides their lengths.
#[inline(always)]
fn fill<'a, T>(rows: &mut [&'a [T]], mut from: &'a [T], lanes: usize, count: usize) {
    for row in rows {
        let (this, rest) = from.split_at(lanes);
        (*row, from) = (&this[..count], rest);
    }
}

/// The sum of each vector's numbers; N is a power of two.
///
/// Two vectors become one, of the sums of the halves of both in turn, until as many are left as the
/// sums fill, or one, whose own halves are added then, each sum standing in several lanes.
#[inline(always)]
fn joined<T: Real, I: Isa, const N: usize>(isa: I, mut vectors: [VectorOf<T, I>; N]) -> [T; N] {
    let one = T::splat(isa, T::ONE);
    let added = |a, b| {
        let [low, high] = T::in_turn(isa, a, b);
        T::multiply_add(isa, one, low, high)
    };
    let width = width::<T, I>();
    let left = N.div_ceil(width);
    // As constants, so that all stays in registers.
    for half in [8, 4, 2, 1] {
        if half < N && half >= left {
            for i in 0..half {
                vectors[i] = added(vectors[i], vectors[i + half]);
            }
        }
    }
    for lanes in [8, 4, 2, 1] {
        if N * lanes < width {
            vectors[0] = added(vectors[0], vectors[0]);
        }
    }
    let mut numbers = [[T::ZERO; CHAINS]; N];
    for (numbers, vector) in numbers.iter_mut().zip(vectors).take(left) {
        T::store(isa, &mut numbers[..width], vector);
    }
    let mut sums = [T::ZERO; N];
    for (r, sum) in sums.iter_mut().enumerate() {
        *sum = numbers[r % left][r / left * (width * left / N)];
    }
    sums
}

/// One sum over the batch, as the instruction set receives it.
#[doc(hidden)]
pub struct RowSum<'a, T> {
    pub(super) out: &'a mut [T],
    pub(super) tape: Tape<'a, T>,
    pub(super) at: usize,
}

impl<T: Real> Segment for RowSum<'_, T> {
    type Output = ();

    #[inline(always)]
    fn run<I: Isa>(self, isa: I) {
        let Self { out, tape, at } = self;
        let (rows, pattern) = (out.len(), Pattern::Dense);
        Chained { out, cols: 1, tape, g_at: at, x_at: None, rows, pattern, first: 0 }.strips::<I, 8, 1>(isa);
    }
}
