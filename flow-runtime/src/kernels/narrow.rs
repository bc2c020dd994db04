//! Sums over the batch for few columns, and of rows alone: vectors run along the samples, and nothing is turned.
//!
//! A sum is [`CHAINS`] chains: chain k takes the lanes k, k + 16, … of every tile in order, and at the end the chains are added in pairs. Tiles
//! are multiples of so many lanes where a batch has several, so neither their width nor a thread nor a vector's width changes a bit.

use super::cotangent::Tape;
use super::panel::PANEL;
use super::vector::{VectorOf, width};
use crate::isa::{Isa, Segment};
use crate::real::Real;

/// The chains of a sum.
pub(crate) const CHAINS: usize = PANEL;

/// Adds up the chains of a sum.
#[inline(always)]
pub(super) fn joined<T: Real>(mut chains: [T; CHAINS]) -> T {
    let mut half = CHAINS / 2;
    while half > 0 {
        let (low, high) = chains.split_at_mut(half);
        for (low, high) in low.iter_mut().zip(high) {
            *low += *high;
        }
        half /= 2;
    }
    chains[0]
}

/// `out[r·cols + c] = Σₛ g[r][s]·x[c][s]`, where g has `rows` rows.
pub(super) struct Narrow<'a, T> {
    pub out: &'a mut [T],
    pub cols: usize,
    pub tape: Tape<'a, T>,
    pub g_at: usize,
    /// Where x begins; without it, x is 1 everywhere.
    pub x_at: Option<usize>,
    pub rows: usize,
}

impl<T: Real> Narrow<'_, T> {
    #[inline(always)]
    pub fn run<I: Isa>(&mut self, isa: I) {
        let mut column = 0;
        while column < self.cols {
            column += match self.cols - column {
                1 => self.columns::<I, 8, 1>(isa, column),
                2 | 3 => self.columns::<I, 4, 2>(isa, column),
                _ => self.columns::<I, 4, 4>(isa, column),
            };
        }
    }

    /// C columns of all rows, R rows at a time; C.
    #[inline(always)]
    fn columns<I: Isa, const R: usize, const C: usize>(&mut self, isa: I, column: usize) -> usize {
        let mut row = 0;
        while row + R <= self.rows {
            self.block::<I, R, C>(isa, row, column);
            row += R;
        }
        while row < self.rows {
            self.block::<I, 1, C>(isa, row, column);
            row += 1;
        }
        C
    }

    #[inline(always)]
    fn block<I: Isa, const R: usize, const C: usize>(&mut self, isa: I, row: usize, column: usize) {
        let (width, lanes) = (width::<T, I>(), self.tape.lanes);
        let parts = CHAINS / width;
        let mut chains = [[[T::ZERO; CHAINS]; C]; R];
        for part in 0..parts {
            let mut sums = [[T::splat(isa, T::ZERO); C]; R];
            for (tile, samples) in self.tape.tiles() {
                let whole = samples / width;
                let g: [&[T]; R] = std::array::from_fn(|r| &tile[(self.g_at + row + r) * lanes..][..samples]);
                let g_whole: [&[VectorOf<T, I>]; R] = std::array::from_fn(|r| &T::whole::<I>(g[r])[..whole]);
                let x: [&[T]; C] = match self.x_at {
                    Some(x_at) => std::array::from_fn(|c| &tile[(x_at + column + c) * lanes..][..samples]),
                    None => [&[]; C],
                };
                let mut x_now = [T::splat(isa, T::ONE); C];
                for v in (part..whole).step_by(parts) {
                    if self.x_at.is_some() {
                        for (now, x) in x_now.iter_mut().zip(x) {
                            *now = T::whole::<I>(&x[v * width..][..width])[0];
                        }
                    }
                    for (sums, g) in sums.iter_mut().zip(g_whole) {
                        for (sum, x) in sums.iter_mut().zip(x_now) {
                            *sum = T::multiply_add(isa, g[v], x, *sum);
                        }
                    }
                }
                if whole % parts == part && whole * width < samples {
                    if self.x_at.is_some() {
                        for (now, x) in x_now.iter_mut().zip(x) {
                            *now = T::load(isa, &x[whole * width..]);
                        }
                    }
                    for (sums, g) in sums.iter_mut().zip(g) {
                        let g = T::load(isa, &g[whole * width..]);
                        for (sum, x) in sums.iter_mut().zip(x_now) {
                            *sum = T::multiply_add(isa, g, x, *sum);
                        }
                    }
                }
            }
            for (chains, sums) in chains.iter_mut().zip(sums) {
                for (chains, sum) in chains.iter_mut().zip(sums) {
                    T::store(isa, &mut chains[part * width..][..width], sum);
                }
            }
        }
        for (r, chains) in chains.into_iter().enumerate() {
            for (c, chains) in chains.into_iter().enumerate() {
                self.out[(row + r) * self.cols + column + c] = joined(chains);
            }
        }
    }
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
        let rows = self.out.len();
        Narrow { out: self.out, cols: 1, tape: self.tape, g_at: self.at, x_at: None, rows }.columns::<I, 8, 1>(isa, 0);
    }
}
