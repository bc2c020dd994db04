//! Convolutions of 3 × 3 taps with fewer products (Winograd 1980; Lavin and Gray 2016, "Fast
//! Algorithms for Convolutional Neural Networks").
//!
//! A *patch* of 2 × 2 outputs reads 4 × 4 inputs d. With w a channel's 3 × 3 weights,
//!
//! ```text
//! y = Aᵀ [(G w Gᵀ) ⊙ (Bᵀ d B)] A      16 products, where 2 · 2 outputs of 9 taps take 36
//!
//!      1  0 −1  0          1    0    0
//! Bᵀ = 0  1  1  0     G =  1/2  1/2  1/2     Aᵀ = 1  1  1  0
//!      0 −1  1  0          1/2 −1/2  1/2          0  1 −1  1
//!      0 −1  0  1          0    0    1
//! ```
//! The sum over channels is taken between the brackets, so it is a product of matrices at each of the
//! 16 *points*, and the transforms only add. The map is linear in w too, so its adjoint gives the
//! cotangent of the weight by the same transform of d: `w̄ = Gᵀ [Σ (A ȳ Aᵀ) ⊙ (Bᵀ d B)] G`.
//!
//! An output still reads what its taps read and nothing else: the row and the column of a patch beyond
//! an output's window have points of their own, which that output does not add. Every number is made
//! by the same operations in the same order whatever the lanes, so the bits of a convolution do not
//! depend on them. They are not those of one chain over the taps.

mod convolve;
mod cotangent;

pub(super) use convolve::{ByPatches, pack_points, work_len};
pub(super) use cotangent::{PatchSums, sums_len};

use super::vector::{VectorOf, read, width, write};
use super::window::{Axis, Window};
use crate::numeric::Real;
use crate::numeric::isa::Isa;
use std::ops::Range;

/// Points of a patch.
pub(super) const POINTS: usize = 16;

/// The fewest channels, of inputs and of outputs, for which the transforms are worth their time.
const LEAST_CHANNELS: usize = 8;

/// The fewest places along an axis: where there are fewer, much of a patch lies outside.
const LEAST_PLACES: usize = 4;

/// Patches are worked on a strip at a time, of about so many numbers, so that they stay near.
const STRIP: usize = 1 << 16;

/// Numbers between the regions of two points, so that these do not fall on the same lines of a cache.
const APART: usize = 16;

impl Window {
    /// True where the window is computed by patches, with 16 matrices in place of its 9 taps.
    pub const fn is_by_patches(self) -> bool {
        const fn fits(axis: Axis) -> bool {
            let Axis { input, output, kernel, stride, dilation, .. } = axis;
            kernel == 3 && stride == 1 && dilation == 1 && input >= LEAST_PLACES && output >= LEAST_PLACES
        }
        let channels = if self.inputs < self.outputs { self.inputs } else { self.outputs };
        self.causal.is_none() && channels >= LEAST_CHANNELS && fits(self.height) && fits(self.width)
    }
}

/// Patches of a strip, where each takes so many numbers at a point.
fn strip_len(patches: usize, numbers: usize) -> usize {
    (STRIP / (POINTS * numbers)).clamp(1, patches)
}

/// Numbers of the regions of all points, of so many numbers each.
fn points_len(each: usize) -> usize {
    POINTS * (each + APART)
}

/// Where the region of a point lies, of so many numbers.
fn region(point: usize, each: usize) -> Range<usize> {
    let start = point * (each + APART);
    start..start + each
}

/// A strip of patches: which of which row, and how many numbers each has at a point.
#[derive(Clone, Copy)]
struct Strip {
    row: usize,
    first: usize,
    count: usize,
    each: usize,
}

impl Strip {
    /// Numbers at a point.
    fn len(self) -> usize {
        self.count * self.each
    }
}

/// Positions of a grid, row by row, and the numbers at each.
#[derive(Clone, Copy)]
struct Grid<'a, T> {
    numbers: &'a [T],
    height: usize,
    width: usize,
    /// How many places the grid begins behind the first patch, along each axis.
    before: [usize; 2],
    /// Rows that `numbers` hold, a power of two: row y lies where row y − rows has been.
    rows: usize,
}

/// As many rows as a grid may have.
const ALL: usize = 1 << (usize::BITS - 1);

impl<T: Real> Grid<'_, T> {
    /// A vector of `count` numbers at a position of a patch, or zeros where that is not on the grid.
    #[inline(always)]
    fn at<I: Isa>(self, isa: I, [y, x]: [usize; 2], each: usize, at: usize, count: usize) -> VectorOf<T, I> {
        let (y, x) = (y.wrapping_sub(self.before[0]), x.wrapping_sub(self.before[1]));
        if y < self.height && x < self.width {
            let y = y & (self.rows - 1);
            read::<T, I, 1>(isa, &self.numbers[(y * self.width + x) * each + at..][..count])[0]
        } else {
            T::splat(isa, T::ZERO)
        }
    }

    /// `Bᵀ d B` of each patch: `[point][patch, each]`.
    #[inline(always)]
    fn transform<I: Isa>(self, isa: I, points: &mut [T], strip: Strip) {
        let (mut at, vector) = (0, width::<T, I>());
        while at + vector <= strip.each {
            self.transform_part(isa, points, strip, at, vector);
            at += vector;
        }
        if at < strip.each {
            self.transform_part(isa, points, strip, at, strip.each - at);
        }
    }

    #[inline(always)]
    fn transform_part<I: Isa>(self, isa: I, points: &mut [T], strip: Strip, at: usize, count: usize) {
        let place = 2 * strip.first;
        let mut known = [self.column(isa, strip, place, at, count), self.column(isa, strip, place + 1, at, count)];
        for patch in 0..strip.count {
            let place = place + 2 * patch + 2;
            let [a, b] = known;
            let c = self.column(isa, strip, place, at, count);
            let d = self.column(isa, strip, place + 1, at, count);
            for y in 0..4 {
                let line = four::<T, I>(isa, [a[y], b[y], c[y], d[y]]);
                for (x, number) in line.iter().enumerate() {
                    let from = region(4 * y + x, strip.len()).start + patch * strip.each + at;
                    write(isa, &mut points[from..][..count], [*number]);
                }
            }
            known = [c, d];
        }
    }

    /// `Bᵀ` times a column of 4 places.
    #[inline(always)]
    fn column<I: Isa>(self, isa: I, strip: Strip, x: usize, at: usize, count: usize) -> [VectorOf<T, I>; 4] {
        let y = 2 * strip.row;
        let mut d = [T::splat(isa, T::ZERO); 4];
        for (i, d) in d.iter_mut().enumerate() {
            *d = self.at(isa, [y + i, x], strip.each, at, count);
        }
        four::<T, I>(isa, d)
    }

    /// `A ȳ Aᵀ` of the 2 × 2 positions of each patch: `[point][patch, each]`.
    #[inline(always)]
    fn spread<I: Isa>(self, isa: I, points: &mut [T], strip: Strip) {
        let (mut at, vector) = (0, width::<T, I>());
        while at + vector <= strip.each {
            self.spread_part(isa, points, strip, at, vector);
            at += vector;
        }
        if at < strip.each {
            self.spread_part(isa, points, strip, at, strip.each - at);
        }
    }

    #[inline(always)]
    fn spread_part<I: Isa>(self, isa: I, points: &mut [T], strip: Strip, at: usize, count: usize) {
        let y = 2 * strip.row;
        for patch in 0..strip.count {
            let x = 2 * (strip.first + patch);
            let mut columns = [[T::splat(isa, T::ZERO); 4]; 2];
            for (j, column) in columns.iter_mut().enumerate() {
                let above = self.at(isa, [y, x + j], strip.each, at, count);
                let below = self.at(isa, [y + 1, x + j], strip.each, at, count);
                *column = four_of_two::<T, I>(isa, above, below);
            }
            let [left, right] = columns;
            for y in 0..4 {
                let line = four_of_two::<T, I>(isa, left[y], right[y]);
                for (x, number) in line.iter().enumerate() {
                    let from = region(4 * y + x, strip.len()).start + patch * strip.each + at;
                    write(isa, &mut points[from..][..count], [*number]);
                }
            }
        }
    }
}

/// `Bᵀ` times 4 numbers.
#[inline(always)]
fn four<T: Real, I: Isa>(isa: I, [a, b, c, d]: [VectorOf<T, I>; 4]) -> [VectorOf<T, I>; 4] {
    [T::minus(isa, a, c), T::plus(isa, b, c), T::minus(isa, c, b), T::minus(isa, d, b)]
}

/// `A` times 2 numbers.
#[inline(always)]
fn four_of_two<T: Real, I: Isa>(isa: I, a: VectorOf<T, I>, b: VectorOf<T, I>) -> [VectorOf<T, I>; 4] {
    [a, T::plus(isa, a, b), T::minus(isa, a, b), b]
}

/// `Aᵀ` times 4 numbers.
#[inline(always)]
fn two<T: Real, I: Isa>(isa: I, [a, b, c, d]: [VectorOf<T, I>; 4]) -> [VectorOf<T, I>; 2] {
    [T::plus(isa, T::plus(isa, a, b), c), T::plus(isa, T::minus(isa, b, c), d)]
}

#[cfg(test)]
mod tests {
    use super::super::convolve::tests::taps;
    use super::super::cotangent::Tape;
    use super::super::product::tests::numbers;
    use super::super::{
        Activation, convolve, convolve_transposed, pack_window, pack_window_transposed, window_cotangent,
        window_cotangent_len,
    };
    use super::*;

    /// Even and odd grids, padded on both sides, on one, and on none; more patches than a strip.
    fn windows() -> Vec<Window> {
        let axis =
            |input: usize, before: usize, after: usize| Axis::new(input, input + before + after - 2, 3, 1, 1, before);
        let mut out = Vec::new();
        for (height, width) in [
            (axis(4, 1, 1), axis(4, 1, 1)),
            (axis(5, 1, 1), axis(7, 1, 1)),
            (axis(6, 0, 0), axis(7, 0, 0)),
            (axis(4, 2, 0), axis(5, 0, 2)),
            (axis(4, 2, 2), axis(9, 1, 0)),
        ] {
            for (inputs, outputs) in [(8, 8), (9, 17), (16, 11)] {
                out.push(Window::new(height, width, inputs, outputs));
            }
        }
        out.push(Window::new(axis(4, 1, 1), axis(12, 1, 1), 40, 33));
        assert!(out.iter().all(|window| window.is_by_patches()));
        out
    }

    /// A convolution and its transposed map: the result, and the sums of their products' sizes.
    fn direct(window: Window, transposed: bool, w: &[f64], bias: &[f64], x: &[f64], lanes: usize) -> [Vec<f64>; 2] {
        let (rows, len) = match transposed {
            true => (window.inputs, window.input_len()),
            false => (window.outputs, window.output_len()),
        };
        let start = |f: fn(f64) -> f64| (0..len * lanes).map(|k| f(bias[k / lanes % rows])).collect::<Vec<_>>();
        let [mut sums, mut sizes] = [start(|b| b), start(f64::abs)];
        for [weight, input, output] in taps(window) {
            let (from, to) = if transposed { (output, input) } else { (input, output) };
            for lane in 0..lanes {
                let term = w[weight] * x[from * lanes + lane];
                sums[to * lanes + lane] += term;
                sizes[to * lanes + lane] += term.abs();
            }
        }
        [sums, sizes]
    }

    fn by_patches<T: Real>(window: Window, transposed: bool, w: &[T], bias: &[T], x: &[T], lanes: usize) -> Vec<T> {
        let mut panels = vec![T::from_f64(f64::NAN); window.packed_len(transposed)];
        let len = if transposed { window.input_len() } else { window.output_len() };
        let mut out = vec![T::from_f64(f64::NAN); len * lanes];
        if transposed {
            pack_window_transposed(&mut panels, w, window);
            convolve_transposed(&mut out, &panels, Some(bias), x, None, lanes, Activation::Identity, window);
        } else {
            pack_window(&mut panels, w, window);
            convolve(&mut out, &panels, Some(bias), x, lanes, Activation::Identity, window);
        }
        out
    }

    fn wide<T: Real>(numbers: &[T]) -> Vec<f64> {
        numbers.iter().map(|number| number.to_f64()).collect()
    }

    /// Rounding of a sum of products by patches, as a multiple of the sum of their sizes.
    fn rounding<T: Real>() -> f64 {
        16.0 * T::EPSILON.to_f64()
    }

    fn is_the_convolution<T: Real>() {
        for window in windows() {
            for transposed in [false, true] {
                for lanes in [1, 5, 16, 37] {
                    let read = if transposed { window.output_len() } else { window.input_len() };
                    let rows = if transposed { window.inputs } else { window.outputs };
                    let (w, bias) = (numbers::<T>(window.weight_len(), 3), numbers::<T>(rows, 5));
                    let x = numbers::<T>(read * lanes, 7);
                    let found = by_patches(window, transposed, &w, &bias, &x, lanes);
                    let [sums, sizes] = direct(window, transposed, &wide(&w), &wide(&bias), &wide(&x), lanes);
                    for ((found, sum), size) in wide(&found).iter().zip(&sums).zip(&sizes) {
                        let error = (found - sum).abs();
                        assert!(error <= rounding::<T>() * size, "{found}, not {sum}: {window:?}, {lanes} lanes");
                    }
                    // Each lane alone has the same bits.
                    let lane = lanes - 1;
                    let x: Vec<T> = x.iter().skip(lane).step_by(lanes).copied().collect();
                    let alone = by_patches(window, transposed, &w, &bias, &x, 1);
                    let together = found.iter().skip(lane).step_by(lanes);
                    assert!(
                        alone.iter().zip(together).all(|(a, b)| a == b),
                        "{window:?}: bits of one of {lanes} lanes"
                    );
                }
            }
        }
    }

    #[test]
    fn patches_make_the_convolution_and_its_adjoint() {
        is_the_convolution::<f32>();
        is_the_convolution::<f64>();
    }

    #[test]
    fn an_output_depends_on_its_taps_alone() {
        for window in windows() {
            let (w, bias) = (numbers::<f32>(window.weight_len(), 3), numbers::<f32>(window.outputs, 5));
            let x = numbers::<f32>(window.input_len(), 7);
            let before = by_patches(window, false, &w, &bias, &x, 1);
            let taps = taps(window);
            for changed in (0..window.input_len()).step_by(7) {
                let mut moved = x.clone();
                moved[changed] += 0.7;
                let after = by_patches(window, false, &w, &bias, &moved, 1);
                let mut reads = vec![false; before.len()];
                taps.iter().filter(|tap| tap[1] == changed).for_each(|tap| reads[tap[2]] = true);
                let others = before.iter().zip(&after).zip(reads).filter(|(_, reads)| !reads);
                assert!(others.into_iter().all(|((a, b), _)| a == b), "element {changed} of {window:?}");
            }
        }
    }

    fn is_the_cotangent<T: Real>() {
        for window in windows() {
            for (lanes, samples) in [(1, 1), (16, 39), (48, 64)] {
                let tile = (window.output_len() + window.input_len()) * lanes;
                let data = numbers::<T>(tile * usize::div_ceil(samples, lanes), 9);
                let tape = Tape { data: &data, tile, lanes, samples };
                let at =
                    |sample: usize, row: usize| data[sample / lanes * tile + row * lanes + sample % lanes].to_f64();
                let [mut sums, mut sizes] = [vec![0.0; window.weight_len()], vec![0.0; window.weight_len()]];
                for [weight, input, output] in taps(window) {
                    for sample in 0..samples {
                        let term = at(sample, output) * at(sample, window.output_len() + input);
                        sums[weight] += term;
                        sizes[weight] += term.abs();
                    }
                }
                // Any division of the channels gives the same bits.
                let each = window.inputs * window.taps();
                let found = [0, window.outputs / 2].map(|cut| {
                    let mut dw = vec![T::ONE; sums.len()];
                    for rows in [0..cut, cut..window.outputs] {
                        let len = window_cotangent_len::<T>(rows.len(), window, lanes);
                        let mut work = vec![T::from_f64(f64::NAN); len];
                        let dw = &mut dw[rows.start * each..rows.end * each];
                        window_cotangent(dw, tape, 0, window.output_len(), rows, &mut work, window);
                    }
                    dw
                });
                assert!(found[0] == found[1], "{window:?}: channels in two parts");
                for ((found, sum), size) in wide(&found[0]).iter().zip(&sums).zip(&sizes) {
                    let error = (found - sum).abs();
                    assert!(error <= rounding::<T>() * size, "{found}, not {sum}: {window:?}, {samples} samples");
                }
            }
        }
    }

    #[test]
    fn patches_make_the_cotangent_of_the_weight() {
        is_the_cotangent::<f32>();
        is_the_cotangent::<f64>();
    }
}
