//! The cotangent of a window's weight where a tile is one sample: vectors run along channels.
//!
//! The channels of a position lie side by side then, so a tap's sums are an outer product for each
//! position: a vector of the channels of one side times single numbers of the other. The vectors take
//! the input's channels, or where these are few those of the output. Each weight is one chain over the
//! samples in order, and for each over the positions, which stands in a register while some positions
//! of a row pass.

use super::vector::{read, width};
use super::window::Window;
use super::window_cotangent::{Places, WindowCotangent};
use crate::numeric::Real;
use crate::numeric::isa::{Isa, Segment};
use pulp::Simd;

/// The numbers of both sides that stay near while sums pass.
const NEAR: usize = 16384;

/// One sum over tiles of one lane.
pub(super) struct OneLane<'a, T> {
    pub cotangent: WindowCotangent<'a, T>,
}

impl<T: Real> Segment for OneLane<'_, T> {
    type Output = ();

    #[inline(always)]
    fn run<I: Isa>(self, isa: I) {
        let WindowCotangent { dw, tape, g_at, x_at, rows, scratch, window } = self.cotangent;
        let (inputs, taps) = (window.inputs, window.taps());
        let along_inputs = inputs >= rows.len() || inputs >= width::<T, I>();
        let (vectors, numbers) = if along_inputs { (inputs, rows.len()) } else { (rows.len(), inputs) };
        let stride = vectors.next_multiple_of(width::<T, I>());
        let sums = &mut scratch[..taps * numbers * stride];
        sums.fill(T::ZERO);
        for (tile, _) in tape.tiles() {
            let g = Side { of: &tile[g_at..][..window.output_len()], channels: window.outputs, first: rows.start };
            let x = Side { of: &tile[x_at..][..window.input_len()], channels: inputs, first: 0 };
            let (vector, number) = if along_inputs { (x, g) } else { (g, x) };
            let sample = Sample { vector, number, along_inputs, vectors, numbers, stride, window };
            sample.add(isa, window.reach(rows.end - 1), sums);
        }
        // From [tap][number][vector] to [o][c][tap].
        for (o, (row, dw)) in rows.zip(dw.chunks_exact_mut(inputs * taps)).enumerate() {
            for (c, dw) in dw.chunks_exact_mut(taps).enumerate() {
                let (number, vector) = if along_inputs { (o, c) } else { (c, o) };
                for (tap, dw) in dw.iter_mut().enumerate() {
                    let is_read = tap * inputs + c < window.reach(row);
                    *dw = if is_read { sums[(tap * numbers + number) * stride + vector] } else { T::ZERO };
                }
            }
        }
    }
}

/// Positions of one side of the sums, of so many channels each; sums are of those from `first` on.
#[derive(Clone, Copy)]
struct Side<'a, T> {
    of: &'a [T],
    channels: usize,
    first: usize,
}

/// One sample.
struct Sample<'a, T> {
    /// The side of which vectors are taken.
    vector: Side<'a, T>,
    /// The side of which single numbers are.
    number: Side<'a, T>,
    along_inputs: bool,
    /// Channels of each side that have sums.
    vectors: usize,
    numbers: usize,
    /// The distance between the sums of two numbers.
    stride: usize,
    window: Window,
}

impl<T: Real> Sample<'_, T> {
    /// Adds all taps that are read by some channel: a channel reads at most `reach` columns.
    #[inline(always)]
    fn add<I: Isa>(&self, isa: I, reach: usize, sums: &mut [T]) {
        let Window { height, width, inputs, outputs, .. } = self.window;
        // Every block of sums reads all positions, so a row is cut into parts that stay near.
        let near = (NEAR / (inputs + outputs)).max(16);
        for y in 0..height.output {
            for first in (0..width.output).step_by(near) {
                for tap in 0..self.window.taps() {
                    let (dy, dx) = (tap / width.kernel, tap % width.kernel);
                    if tap * inputs < reach
                        && let Some(read_y) = height.read(y, dy)
                        && let Some(places) = Places::of(self.window, [y, read_y], dx)
                        && let Some(at) = places.within(first..first + near)
                    {
                        let sums = &mut sums[tap * self.numbers * self.stride..][..self.numbers * self.stride];
                        self.tap(isa, at, sums);
                    }
                }
            }
        }
    }

    /// Adds the products of one tap over a row of positions.
    #[inline(always)]
    fn tap<I: Isa>(&self, isa: I, at: Places, sums: &mut [T]) {
        let many = <I::Simd as Simd>::REGISTER_COUNT >= 32;
        let mut number = 0;
        while number < self.numbers {
            let left = self.numbers - number;
            let count = match left {
                8.. => 8,
                4.. => 4,
                2.. => 2,
                _ => 1,
            };
            let mut vector = 0;
            while vector < self.vectors {
                let left = self.vectors - vector;
                let pair = left >= 2 * width::<T, I>() && (many || count < 8);
                match (count, pair) {
                    (8, true) if many => self.block::<I, 8, 2>(isa, at, [number, vector], left, sums),
                    (8, _) => self.block::<I, 8, 1>(isa, at, [number, vector], left, sums),
                    (4, true) => self.block::<I, 4, 2>(isa, at, [number, vector], left, sums),
                    (4, false) => self.block::<I, 4, 1>(isa, at, [number, vector], left, sums),
                    (2, true) => self.block::<I, 2, 2>(isa, at, [number, vector], left, sums),
                    (2, false) => self.block::<I, 2, 1>(isa, at, [number, vector], left, sums),
                    (_, true) => self.block::<I, 1, 2>(isa, at, [number, vector], left, sums),
                    (_, false) => self.block::<I, 1, 1>(isa, at, [number, vector], left, sums),
                }
                vector += if pair { 2 } else { 1 } * width::<T, I>();
            }
            number += count;
        }
    }

    /// R numbers by V vectors.
    #[inline(always)]
    fn block<I: Isa, const R: usize, const V: usize>(
        &self,
        isa: I,
        at: Places,
        [number, vector]: [usize; 2],
        left: usize,
        sums: &mut [T],
    ) {
        let wide = width::<T, I>();
        let count = left.min(V * wide);
        let mut block = [[T::splat(isa, T::ZERO); V]; R];
        for (r, block) in block.iter_mut().enumerate() {
            *block = read(isa, &sums[(number + r) * self.stride + vector..][..V * wide]);
        }
        let ([g, x], [g_step, x_step]) = at.steps(self.window);
        let (from, numbers_from) =
            if self.along_inputs { ([x, x_step], [g, g_step]) } else { ([g, g_step], [x, x_step]) };
        let places =
            |side: Side<'_, T>, [place, step]: [usize; 2]| [place * side.channels + side.first, step * side.channels];
        let ([mut v, v_step], [mut n, n_step]) = (places(self.vector, from), places(self.number, numbers_from));
        for _ in at.from..at.to {
            let vectors: [_; V] = read(isa, &self.vector.of[v + vector..][..count]);
            let numbers = &self.number.of[n + number..][..R];
            for (block, &number) in block.iter_mut().zip(numbers) {
                let number = T::splat(isa, number);
                for (sum, vector) in block.iter_mut().zip(vectors) {
                    *sum = T::multiply_add(isa, number, vector, *sum);
                }
            }
            v += v_step;
            n += n_step;
        }
        for (r, block) in block.iter().enumerate() {
            let sums = &mut sums[(number + r) * self.stride + vector..][..V * wide];
            T::whole_mut::<I>(sums).copy_from_slice(block);
        }
    }
}
