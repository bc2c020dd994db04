//! The cotangent of a window's weight: `dw[o, c, tap] = Σ g[p, o]·x[place of the tap at p, c]` over
//! all positions p and all samples.
//!
//! Vectors run along the samples, so nothing is turned: a sum is as many chains as the widest vector
//! has numbers, n ([`super::lane_sums`]). Chain k takes the samples k, k + n, … of the batch, for each
//! of them all positions in order, and at the end chain k and chain k + half are added until one is
//! left. Tiles are multiples of n lanes where a batch has several, so neither their width nor a thread
//! nor a vector's width changes a bit.
//!
//! The chains stand in working memory, and those of a few channels are in registers while a row of
//! positions passes. Tiles of one lane have vectors along channels instead (`one_lane_cotangent`), and the
//! same chains.

use super::cotangent::Tape;
use super::lane_sums::chains;
use super::one_lane_cotangent::OneLane;
use super::vector::{VectorOf, width};
use super::window::Window;
use super::winograd::{self, PatchSums};
use crate::numeric::Real;
use crate::numeric::isa::{Isa, Segment};
use pulp::Simd;
use std::ops::Range;

/// `dw[o, c, tap] = Σ g[p, o]·x[place of the tap at p, c]` over positions and samples, for the output
/// channels o in `rows`. It is overwritten.
///
/// Shapes: `dw` [rows.len(), inputs, kernel height, kernel width]. g begins at feature row `g_at` of
/// each tile and x at `x_at`. `scratch` is working memory of at least [`window_cotangent_len`] numbers.
#[inline]
pub fn window_cotangent<T: Real>(
    dw: &mut [T],
    tape: Tape<'_, T>,
    g_at: usize,
    x_at: usize,
    rows: Range<usize>,
    scratch: &mut [T],
    window: Window,
) {
    T::window_cotangent(WindowCotangent { dw, tape, g_at, x_at, rows, scratch, window });
}

/// The working memory of [`window_cotangent`] for so many output channels and lanes.
pub fn window_cotangent_len<T: Real>(rows: usize, window: Window, lanes: usize) -> usize {
    if window.is_by_patches() {
        return winograd::sums_len(rows, window, lanes);
    }
    rows * window.inputs * window.taps() * chains::<T>()
}

/// One sum, as the instruction set receives it.
#[doc(hidden)]
pub struct WindowCotangent<'a, T> {
    pub(super) dw: &'a mut [T],
    pub(super) tape: Tape<'a, T>,
    pub(super) g_at: usize,
    pub(super) x_at: usize,
    pub(super) rows: Range<usize>,
    pub(super) scratch: &'a mut [T],
    pub(super) window: Window,
}

impl<T: Real> Segment for WindowCotangent<'_, T> {
    type Output = ();

    #[inline(always)]
    fn run<I: Isa>(self, isa: I) {
        let (window, rows) = (self.window, self.rows.clone());
        let (inputs, taps, chains) = (window.inputs, window.taps(), chains::<T>());
        assert_eq!(self.dw.len(), rows.len() * inputs * taps, "length of dw");
        assert!(rows.end <= window.outputs, "output channels");
        if rows.is_empty() {
            return;
        }
        if window.is_by_patches() {
            return isa.enter(PatchSums { cotangent: self });
        }
        if self.tape.lanes == 1 {
            return isa.enter(OneLane { cotangent: self });
        }
        let Self { dw, tape, g_at, x_at, scratch, .. } = self;
        let sums = &mut scratch[..dw.len() * chains];
        sums.fill(T::ZERO);
        for (tile, samples) in tape.tiles() {
            let g = &tile[g_at * tape.lanes..][..window.output_len() * tape.lanes];
            let x = &tile[x_at * tape.lanes..][..window.input_len() * tape.lanes];
            for first in (0..chains.min(samples)).step_by(width::<T, I>()) {
                let sums = &mut sums[first..];
                let part = Part { g, x, lanes: tape.lanes, samples, rows: rows.clone(), window, sums };
                part.run(isa, first);
            }
        }
        // From [o][tap][c][chain] to [o][c][tap].
        let channels = dw.chunks_exact_mut(inputs * taps).zip(sums.chunks_exact_mut(inputs * taps * chains));
        for (row, (dw, sums)) in rows.zip(channels) {
            for (k, sums) in sums.chunks_exact_mut(chains).enumerate() {
                let mut half = chains / 2;
                while half > 0 {
                    for i in 0..half {
                        sums[i] += sums[i + half];
                    }
                    half /= 2;
                }
                let is_read = k < window.reach(row);
                dw[k % inputs * taps + k / inputs] = if is_read { sums[0] } else { T::ZERO };
            }
        }
    }
}

/// The samples of a tile that belong to a vector's worth of chains.
struct Part<'a, T> {
    g: &'a [T],
    x: &'a [T],
    lanes: usize,
    /// How many samples the tile has.
    samples: usize,
    rows: Range<usize>,
    window: Window,
    /// The chains, from those of the first sample on.
    sums: &'a mut [T],
}

/// Bytes of the rows of a block that stay in the first cache.
const NEAR: usize = 1 << 15;

/// Channels of both sides of a block.
const OF_A_BLOCK: usize = 8;

impl<T: Real> Part<'_, T> {
    /// Adds the samples from `first` on. Where those of a few channels stay near, they all pass while a block of sums is
    /// in registers, else a row of positions of some samples; a sum has one order either way.
    #[inline(always)]
    fn run<I: Isa>(mut self, isa: I, first: usize) {
        let height = self.window.height.output;
        let positions = height * self.window.width.output;
        if OF_A_BLOCK * positions * self.samples * size_of::<T>() <= NEAR {
            return self.add(isa, first..self.samples, 0..height);
        }
        for first in (first..self.samples).step_by(chains::<T>()) {
            for y in 0..height {
                self.add(isa, first..first + 1, y..y + 1);
            }
        }
    }

    /// Adds rows of positions of the vectors of samples that begin at so many of `firsts`, which are as far from each
    /// other as there are chains.
    #[inline(always)]
    fn add<I: Isa>(&mut self, isa: I, firsts: Range<usize>, rows_of_grid: Range<usize>) {
        let many = <I::Simd as Simd>::REGISTER_COUNT >= 32;
        let Window { height, width, inputs, .. } = self.window;
        let mut row = self.rows.start;
        while row < self.rows.end {
            let left = self.rows.end - row;
            let r = if inputs == 1 && left >= 8 {
                8
            } else if left >= 4 {
                4
            } else if left >= 2 {
                2
            } else {
                1
            };
            for (dy, dx) in (0..height.kernel).flat_map(|dy| (0..width.kernel).map(move |dx| (dy, dx))) {
                let reach = self.window.reach(row + r - 1).saturating_sub((dy * width.kernel + dx) * inputs);
                let (mut c, read) = (0, inputs.min(reach));
                while c < read {
                    let left = read - c;
                    let v = if left >= 4 && many {
                        4
                    } else if left >= 2 {
                        2
                    } else {
                        1
                    };
                    let at = At { row, c, dy, dx, firsts: firsts.clone(), rows_of_grid: rows_of_grid.clone() };
                    match (r, v) {
                        (8, _) => self.block::<I, 8, 1>(isa, at),
                        (4, 4) => self.block::<I, 4, 4>(isa, at),
                        (4, 2) => self.block::<I, 4, 2>(isa, at),
                        (4, _) => self.block::<I, 4, 1>(isa, at),
                        (2, 4) => self.block::<I, 2, 4>(isa, at),
                        (2, 2) => self.block::<I, 2, 2>(isa, at),
                        (2, _) => self.block::<I, 2, 1>(isa, at),
                        (_, 4) => self.block::<I, 1, 4>(isa, at),
                        (_, 2) => self.block::<I, 1, 2>(isa, at),
                        _ => self.block::<I, 1, 1>(isa, at),
                    }
                    c += v;
                }
            }
            row += r;
        }
    }

    /// R output channels by V input channels of one tap.
    #[inline(always)]
    fn block<I: Isa, const R: usize, const V: usize>(&mut self, isa: I, block: At) {
        let At { row, c, dy, dx, firsts, rows_of_grid } = block;
        let (window, lanes, chains, vector) = (self.window, self.lanes, chains::<T>(), width::<T, I>());
        let (inputs, outputs) = (window.inputs, window.outputs);
        let tap = dy * window.width.kernel + dx;
        let mut sums = [[T::splat(isa, T::ZERO); V]; R];
        let place =
            |r: usize, v: usize| (((row - self.rows.start + r) * window.taps() + tap) * inputs + c + v) * chains;
        for (r, sums) in sums.iter_mut().enumerate() {
            for (v, sum) in sums.iter_mut().enumerate() {
                *sum = T::whole::<I>(&self.sums[place(r, v)..][..vector])[0];
            }
        }
        for first in firsts.step_by(chains) {
            let count = vector.min(self.samples - first);
            for y in rows_of_grid.clone() {
                let Some(read_y) = window.height.read(y, dy) else { continue };
                let Some(at) = Places::of(window, [y, read_y], dx) else { continue };
                let ([g, x], [g_step, x_step]) = at.steps(window);
                let (g_step, x_step) = (g_step * outputs * lanes, x_step * inputs * lanes);
                let g = (&self.g[(g * outputs + row) * lanes + first..], g_step);
                let x = (&self.x[(x * inputs + c) * lanes + first..], x_step);
                sums = pass::<T, I, R, V>(isa, sums, g, x, at.to - at.from, lanes, count);
            }
        }
        for (r, sums) in sums.iter().enumerate() {
            for (v, sum) in sums.iter().enumerate() {
                T::whole_mut::<I>(&mut self.sums[place(r, v)..][..vector])[0] = *sum;
            }
        }
    }
}

/// A block of sums, and what is added to it.
struct At {
    /// The first output channel and the first input channel.
    row: usize,
    c: usize,
    /// The tap.
    dy: usize,
    dx: usize,
    /// The first samples of vectors.
    firsts: Range<usize>,
    rows_of_grid: Range<usize>,
}

/// Passes so many positions, which lie steps apart. A function of values: a loop inside of others would
/// keep its accumulators in memory.
#[inline(always)]
fn pass<T: Real, I: Isa, const R: usize, const V: usize>(
    isa: I,
    sums: [[VectorOf<T, I>; V]; R],
    (g, g_step): (&[T], usize),
    (x, x_step): (&[T], usize),
    positions: usize,
    lanes: usize,
    count: usize,
) -> [[VectorOf<T, I>; V]; R] {
    let mut sums = sums;
    for position in 0..positions {
        let g = &g[position * g_step..][..(R - 1) * lanes + count];
        let x = &x[position * x_step..][..(V - 1) * lanes + count];
        sums = add::<T, I, R, V>(isa, sums, g, x, lanes, count);
    }
    sums
}

/// Adds the products of R rows of g and V rows of x, a vector of `count` numbers each.
#[inline(always)]
fn add<T: Real, I: Isa, const R: usize, const V: usize>(
    isa: I,
    sums: [[VectorOf<T, I>; V]; R],
    g: &[T],
    x: &[T],
    lanes: usize,
    count: usize,
) -> [[VectorOf<T, I>; V]; R] {
    let mut sums = sums;
    let load = |from: &[T]| if count < width::<T, I>() { T::load(isa, from) } else { T::whole::<I>(from)[0] };
    let mut read = [T::splat(isa, T::ZERO); V];
    for (v, read) in read.iter_mut().enumerate() {
        *read = load(&x[v * lanes..][..count]);
    }
    for (r, sums) in sums.iter_mut().enumerate() {
        let g = load(&g[r * lanes..][..count]);
        for (sum, x) in sums.iter_mut().zip(read) {
            *sum = T::multiply_add(isa, g, x, *sum);
        }
    }
    sums
}

/// A tap over a row of positions.
#[derive(Clone, Copy)]
pub(super) struct Places {
    y: usize,
    read_y: usize,
    dx: usize,
    /// The positions of the row whose tap is inside.
    pub from: usize,
    pub to: usize,
}

impl Places {
    /// Tap dx of a row of taps in row y, which reads in row `read_y`; `None` where no position's tap is inside.
    #[inline(always)]
    pub fn of(window: Window, [y, read_y]: [usize; 2], dx: usize) -> Option<Self> {
        let width = window.width;
        let from = (0..width.output).find(|x| width.read(*x, dx).is_some())?;
        let to = (from..width.output).rfind(|x| width.read(*x, dx).is_some()).unwrap_or(from) + 1;
        Some(Places { y, read_y, dx, from, to })
    }

    /// Those of a range of positions, if there are any.
    #[inline(always)]
    pub fn within(self, range: Range<usize>) -> Option<Self> {
        let (from, to) = (self.from.max(range.start), self.to.min(range.end));
        (from < to).then_some(Places { from, to, ..self })
    }

    /// The first position of the output and of the input, and how far it is to the next of each.
    #[inline(always)]
    pub fn steps(self, window: Window) -> ([usize; 2], [usize; 2]) {
        let width = window.width;
        let read_x = self.from * width.stride + self.dx * width.dilation - width.before;
        ([self.y * width.output + self.from, self.read_y * width.input + read_x], [1, width.stride])
    }
}

#[cfg(test)]
mod tests {
    use super::super::convolve::tests::{taps, windows};
    use super::super::product::tests::numbers;
    use super::super::window::Axis;
    use super::*;
    use crate::numeric::isa::InstructionSet;

    /// Rows before the cotangents, which no sum reads.
    const G_AT: usize = 2;

    /// The definition: as many chains as the type has, over the samples of each and the positions.
    fn naive<T: Real>(window: Window, tape: Tape<'_, T>, fused: bool) -> Vec<T> {
        let n = chains::<T>();
        let x_at = G_AT + window.output_len();
        let mut sums = vec![vec![T::ZERO; n]; window.weight_len()];
        let taps = taps(window);
        for sample in 0..tape.samples {
            let tile = &tape.data[sample / tape.lanes * tape.tile..];
            let at = |row: usize| tile[row * tape.lanes + sample % tape.lanes];
            for [weight, input, output] in &taps {
                let sum = &mut sums[*weight][sample % tape.lanes % n];
                let (g, x) = (at(G_AT + output), at(x_at + input));
                *sum = if fused { g.fused_mul_add(x, *sum) } else { g * x + *sum };
            }
        }
        let joined = |mut sums: Vec<T>| {
            while sums.len() > 1 {
                let high = sums.split_off(sums.len() / 2);
                sums.iter_mut().zip(high).for_each(|(low, high)| *low += high);
            }
            sums[0]
        };
        sums.into_iter().map(joined).collect()
    }

    fn agrees<T: Real>(window: Window, lanes: usize, samples: usize) {
        let tile = (G_AT + window.output_len() + window.input_len()) * lanes;
        let data = numbers::<T>(tile * samples.div_ceil(lanes), 9);
        let tape = Tape { data: &data, tile, lanes, samples };
        let each = window.inputs * window.taps();
        for set in InstructionSet::available() {
            let expected = naive(window, tape, set.fused());
            // Any division of the channels gives the same bits.
            for cut in [0, window.outputs / 2] {
                let mut dw = vec![T::ONE; expected.len()];
                for rows in [0..cut, cut..window.outputs] {
                    let mut scratch = vec![T::from_f64(f64::NAN); window_cotangent_len::<T>(rows.len(), window, lanes)];
                    let (dw, scratch) = (&mut dw[rows.start * each..rows.end * each], &mut scratch[..]);
                    let x_at = G_AT + window.output_len();
                    set.run(WindowCotangent { dw, tape, g_at: G_AT, x_at, rows, scratch, window });
                }
                assert_eq!(dw, expected, "{} {window:?}, {samples} in {lanes} lanes, {}", T::NAME, set.name());
            }
        }
    }

    #[test]
    fn every_weight_is_so_many_chains_over_samples_and_positions() {
        for window in windows() {
            for (lanes, samples) in [(1, 1), (1, 3), (5, 5), (16, 39), (48, 64)] {
                agrees::<f32>(window, lanes, samples);
                agrees::<f64>(window, lanes, samples);
            }
        }
    }

    /// So many channels that the positions of a row pass in parts.
    #[test]
    fn parts_of_a_row_are_added_in_order() {
        let line = Axis::new(1, 1, 1, 1, 1, 0);
        for row in [Axis::new(37, 37, 1, 1, 1, 0), Axis::new(37, 37, 2, 1, 5, 5)] {
            agrees::<f32>(Window::new(line, row, 1020, 4), 1, 2);
            agrees::<f32>(Window::new(line, row, 4, 1020), 1, 2);
        }
    }
}
