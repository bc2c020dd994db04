//! The cotangent of a weight by patches.
//!
//! At each point it is a sum of outer products over patches and samples. Vectors run along the input
//! channels, so x is turned, row by row of the grid, before it is transformed: `[position][sample,
//! channel]`. Each sum is one chain in the order of tiles, patches and samples.

use super::super::pack::PANEL;
use super::super::register_blocks::{Blocks, Extent};
use super::super::transpose::Turn;
use super::super::vector::{VectorOf, read, width, write};
use super::super::window::Window;
use super::super::window_cotangent::WindowCotangent;
use super::{ALL, Grid, POINTS, Strip, points_len, region, strip_len};
use crate::numeric::Real;
use crate::numeric::isa::{Isa, Segment};
use std::ops::Range;

/// Rows of the grid that a patch reads.
const TALL: usize = 4;

/// Where the parts of the working memory end.
struct Work {
    /// Input channels, as many as fill vectors.
    channels: usize,
    /// Patches of a strip.
    most: usize,
    /// The sums of one point.
    each: usize,
    sums: usize,
    turned: usize,
    x: usize,
    g: usize,
}

impl Work {
    fn of(rows: usize, window: Window, lanes: usize) -> Self {
        let channels = window.inputs.next_multiple_of(PANEL);
        let [read, made] = [channels * lanes, window.outputs * lanes];
        let most = strip_len(window.width.output.div_ceil(2), read + made);
        let each = rows * channels;
        let sums = POINTS * each;
        let turned = sums + TALL * window.width.input * read;
        let x = turned + points_len(most * read);
        Work { channels, most, each, sums, turned, x, g: x + points_len(most * made) }
    }
}

/// Working memory of a cotangent by patches, for so many output channels.
pub fn sums_len(rows: usize, window: Window, lanes: usize) -> usize {
    Work::of(rows, window, lanes).g
}

/// A cotangent by patches.
pub struct PatchSums<'a, T> {
    pub cotangent: WindowCotangent<'a, T>,
}

impl<T: Real> Segment for PatchSums<'_, T> {
    type Output = ();

    #[inline(always)]
    fn run<I: Isa>(self, isa: I) {
        let WindowCotangent { dw, tape, g_at, x_at, rows, scratch, window } = self.cotangent;
        let lanes = tape.lanes;
        let Work { channels, most, each, sums: first, turned, x: second, g } = Work::of(rows.len(), window, lanes);
        let (sums, work) = scratch[..g].split_at_mut(first);
        let (line, work) = work.split_at_mut(turned - first);
        let (ours, theirs) = work.split_at_mut(second - turned);
        sums.fill(T::ZERO);
        for (tile, samples) in tape.tiles() {
            let x = &tile[x_at * lanes..][..window.input_len() * lanes];
            let (height, width) = (window.height, window.width);
            let g = Grid {
                numbers: &tile[g_at * lanes..][..window.output_len() * lanes],
                height: height.output,
                width: width.output,
                before: [0, 0],
                rows: ALL,
            };
            let mut done = 0;
            for row in 0..height.output.div_ceil(2) {
                while done < height.input && done + height.before < 2 * row + TALL {
                    let from = x[done * width.input * window.inputs * lanes..].chunks_exact(window.inputs * lanes);
                    let to = line[done % TALL * width.input * channels * lanes..].chunks_exact_mut(channels * lanes);
                    for (from, to) in from.zip(to).take(width.input) {
                        Turn { to, stride: channels, from, cols: lanes, read: samples }.run(isa);
                    }
                    done += 1;
                }
                let before = [height.before, width.before];
                let (numbers, height, width) = (&*line, height.input, width.input);
                let turned = Grid { numbers, height, width, before, rows: TALL };
                let patches = window.width.output.div_ceil(2);
                for first in (0..patches).step_by(most) {
                    let strip = Strip { row, first, count: most.min(patches - first), each: channels * lanes };
                    let made = Strip { each: window.outputs * lanes, ..strip };
                    turned.transform(isa, ours, strip);
                    g.spread(isa, theirs, made);
                    for (point, sums) in sums.chunks_exact_mut(each).enumerate() {
                        let (g, x) = (&theirs[region(point, made.len())], &ours[region(point, strip.len())]);
                        let (outputs, rows) = (window.outputs, rows.clone());
                        isa.enter(Outer { sums, g, x, outputs, channels, rows, lanes, samples });
                    }
                }
            }
        }
        close(dw, sums, each, window, channels);
    }
}

/// `Gᵀ S G` of the sums at all points.
fn close<T: Real>(dw: &mut [T], sums: &[T], each: usize, window: Window, channels: usize) {
    let half = T::from_f64(0.5);
    let three = |a: T, b: T, c: T, d: T| [a + half * (b + c), half * (b - c), half * (b + c) + d];
    for (element, dw) in dw.chunks_exact_mut(window.taps()).enumerate() {
        let at = element / window.inputs * channels + element % window.inputs;
        let point = |y: usize, x: usize| sums[(4 * y + x) * each + at];
        let columns: [[T; 3]; 4] = std::array::from_fn(|x| three(point(0, x), point(1, x), point(2, x), point(3, x)));
        for y in 0..3 {
            let [a, b, c, d] = columns.map(|column| column[y]);
            dw[3 * y..][..3].copy_from_slice(&three(a, b, c, d));
        }
    }
}

/// `sums[o, c] += Σ g[patch, o, sample]·x[patch, sample, c]`, over the patches of a strip and the samples of
/// a tile, at one point.
struct Outer<'a, T> {
    sums: &'a mut [T],
    g: &'a [T],
    x: &'a [T],
    outputs: usize,
    channels: usize,
    rows: Range<usize>,
    lanes: usize,
    samples: usize,
}

impl<T: Real> Segment for Outer<'_, T> {
    type Output = ();

    #[inline(always)]
    fn run<I: Isa>(mut self, isa: I) {
        let rows = self.rows.len();
        self.cover(isa, rows);
    }
}

impl<T: Real, I: Isa> Blocks<T, I> for Outer<'_, T> {
    #[inline(always)]
    fn extent(&self, _: Range<usize>) -> Extent {
        Extent { steps: 0..self.samples, len: self.channels }
    }

    #[inline(always)]
    fn block<const R: usize, const V: usize>(
        &mut self,
        isa: I,
        row: usize,
        at: usize,
        count: usize,
        steps: Range<usize>,
    ) {
        let (channels, lanes, samples) = (self.channels, self.lanes, steps.len());
        let mut sums = [[T::splat(isa, T::ZERO); V]; R];
        for (r, sums) in sums.iter_mut().enumerate() {
            *sums = read(isa, &self.sums[(row + r) * channels + at..][..count]);
        }
        let first = self.rows.start + row;
        let patches = self.g.chunks_exact(self.outputs * lanes).zip(self.x.chunks_exact(channels * lanes));
        for (g, x) in patches {
            sums = add::<T, I, R, V>(isa, sums, &g[first * lanes..][..R * lanes], lanes, (x, channels), at, samples);
        }
        for (r, sums) in sums.into_iter().enumerate() {
            write(isa, &mut self.sums[(row + r) * channels + at..][..count], sums);
        }
    }
}

/// The samples of a patch. A function of values: a loop inside of others would keep its accumulators in
/// memory.
#[inline(always)]
fn add<T: Real, I: Isa, const R: usize, const V: usize>(
    isa: I,
    sums: [[VectorOf<T, I>; V]; R],
    g: &[T],
    lanes: usize,
    (x, channels): (&[T], usize),
    at: usize,
    samples: usize,
) -> [[VectorOf<T, I>; V]; R] {
    let mut sums = sums;
    let g: [&[T]; R] = std::array::from_fn(|r| &g[r * lanes..][..samples]);
    for (sample, x) in x.chunks_exact(channels).take(samples).enumerate() {
        let x = read::<T, I, V>(isa, &x[at..][..V * width::<T, I>()]);
        for (sums, g) in sums.iter_mut().zip(g) {
            let g = T::splat(isa, g[sample]);
            for (sum, x) in sums.iter_mut().zip(x) {
                *sum = T::multiply_add(isa, g, x, *sum);
            }
        }
    }
    sums
}
