//! A convolution of one tap: the same matrix at every position of a grid.
//!
//! The general kernel computes it too, but asks at every few positions which taps lie inside: at one
//! lane that takes 1.35 to 1.6 times as long.

use super::convolve::{Convolve, steps};
use super::pack::PANEL;
use super::product::finish;
use super::register_blocks::even_part;
use super::vector::{VectorOf, width, write};
use super::window::View;
use crate::numeric::Real;
use crate::numeric::isa::Isa;
use pulp::Simd;

impl View {
    /// True where each position is computed from itself alone.
    pub fn is_pointwise(self) -> bool {
        let single = |axis: super::Axis| axis.kernel == 1 && axis.stride == 1 && axis.before == 0;
        self.window.causal.is_none()
            && [self.window.height, self.window.width].into_iter().all(single)
            && self.extents() == self.read_extents()
    }
}

/// Computes it.
#[inline(always)]
pub(super) fn pointwise<T: Real, I: Isa>(isa: I, convolve: &mut Convolve<'_, T>) {
    if convolve.lanes == 1 {
        columns(isa, convolve);
    } else {
        tiles(isa, convolve);
    }
}

/// Blocks of rows outermost, whose weights stay near while positions pass.
#[inline(always)]
fn tiles<T: Real, I: Isa>(isa: I, convolve: &mut Convolve<'_, T>) {
    let many = <I::Simd as Simd>::REGISTER_COUNT >= 32;
    let single = convolve.lanes <= width::<T, I>();
    let rows = convolve.view.matrix()[0];
    let mut row = 0;
    while row < rows {
        let left = (rows - row).min(PANEL - row % PANEL);
        let limit = match (many, single && left == PANEL) {
            (true, true) => PANEL,
            (true, false) => 8,
            (false, _) => 6,
        };
        let count = even_part(left, limit);
        match count {
            1 => strip::<T, I, 1, 4>(isa, convolve, row),
            2 => strip::<T, I, 2, 4>(isa, convolve, row),
            3 => strip::<T, I, 3, 2>(isa, convolve, row),
            4 => strip::<T, I, 4, 2>(isa, convolve, row),
            5 => strip::<T, I, 5, 2>(isa, convolve, row),
            6 => strip::<T, I, 6, 2>(isa, convolve, row),
            7 => strip::<T, I, 7, 2>(isa, convolve, row),
            8 => strip::<T, I, 8, 2>(isa, convolve, row),
            _ => strip::<T, I, PANEL, 1>(isa, convolve, row),
        }
        row += count;
    }
}

#[inline(always)]
fn strip<T: Real, I: Isa, const R: usize, const V: usize>(isa: I, convolve: &mut Convolve<'_, T>, row: usize) {
    let lanes = convolve.lanes;
    let whole = V * width::<T, I>();
    let mut at = 0;
    while at + whole <= lanes {
        lanes_of::<T, I, R, V>(isa, convolve, row, at, whole);
        at += whole;
    }
    while at + width::<T, I>() <= lanes {
        lanes_of::<T, I, R, 1>(isa, convolve, row, at, width::<T, I>());
        at += width::<T, I>();
    }
    if at < lanes {
        lanes_of::<T, I, R, 1>(isa, convolve, row, at, lanes - at);
    }
}

/// R rows of all positions, `count` lanes from `at` on.
#[inline(always)]
fn lanes_of<T: Real, I: Isa, const R: usize, const V: usize>(
    isa: I,
    convolve: &mut Convolve<'_, T>,
    row: usize,
    at: usize,
    count: usize,
) {
    let Convolve { out, panels, bias, x, lanes, activation, gate, view, .. } = convolve;
    let ([rows, channels], lanes, activation) = (view.matrix(), *lanes, *activation);
    let panel = &panels.as_chunks::<PANEL>().0[row / PANEL * channels..][..channels];
    let offset = row % PANEL;
    let mut start = [T::splat(isa, T::ZERO); R];
    if let Some(bias) = bias {
        for (start, bias) in start.iter_mut().zip(&bias[row..][..R]) {
            *start = T::splat(isa, *bias);
        }
    }
    let positions = x.chunks_exact(channels * lanes).zip(out.chunks_exact_mut(rows * lanes));
    for (position, (x, out)) in positions.enumerate() {
        let mut sums = [[T::splat(isa, T::ZERO); V]; R];
        for (sums, start) in sums.iter_mut().zip(start) {
            *sums = [start; V];
        }
        let mut sums = steps::<T, I, R, V>(isa, sums, (panel, offset), (x, lanes), at, count);
        for (r, sums) in sums.iter_mut().enumerate() {
            for sum in sums.iter_mut() {
                *sum = finish::<T, I>(isa, *sum, activation);
            }
            write(isa, &mut out[(row + r) * lanes + at..][..count], *sums);
        }
        if let Some(gate) = gate {
            let gate = &gate[position * rows * lanes..][..rows * lanes];
            for r in row..row + R {
                let range = r * lanes + at..r * lanes + at + count;
                for (out, gate) in out[range.clone()].iter_mut().zip(&gate[range]) {
                    *out = if T::ZERO < *gate { *out } else { T::ZERO };
                }
            }
        }
    }
}

/// The most vectors in a panel column: 64-bit numbers in 128-bit vectors.
const COLUMN: usize = 8;

/// One lane: vectors run along the outputs, and several positions go side by side.
#[inline(always)]
pub(super) fn columns<T: Real, I: Isa>(isa: I, convolve: &mut Convolve<'_, T>) {
    let many = <I::Simd as Simd>::REGISTER_COUNT >= 32;
    let vectors = PANEL / width::<T, I>();
    let most = if many { 16 } else { 12 } / vectors;
    let [rows, channels] = convolve.view.matrix();
    let positions = convolve.x.len() / channels;
    for panel in 0..rows.div_ceil(PANEL) {
        let mut position = 0;
        while position < positions {
            let left = most.min(positions - position);
            let count = if left >= 8 {
                8
            } else if left >= 4 {
                4
            } else if left >= 2 {
                2
            } else {
                1
            };
            match count {
                8 => group::<T, I, 8>(isa, convolve, panel, position),
                4 => group::<T, I, 4>(isa, convolve, panel, position),
                2 => group::<T, I, 2>(isa, convolve, panel, position),
                _ => group::<T, I, 1>(isa, convolve, panel, position),
            }
            position += count;
        }
    }
}

/// A panel's outputs at G positions.
#[inline(always)]
fn group<T: Real, I: Isa, const G: usize>(isa: I, convolve: &mut Convolve<'_, T>, panel: usize, position: usize) {
    let Convolve { out, panels, bias, x, activation, gate, view, .. } = convolve;
    let [rows, channels] = view.matrix();
    let (width, vectors) = (width::<T, I>(), PANEL / width::<T, I>());
    let first = panel * PANEL;
    let mut start = [T::splat(isa, T::ZERO); COLUMN];
    if let Some(bias) = bias {
        for (v, start) in start.iter_mut().take(vectors).enumerate() {
            let from = bias.get(first + v * width..).unwrap_or(&[]);
            *start = T::load(isa, &from[..from.len().min(width)]);
        }
    }
    let mut sums = [start; G];
    let panel = &panels.as_chunks::<PANEL>().0[panel * channels..][..channels];
    let x: [&[T]; G] = std::array::from_fn(|g| &x[(position + g) * channels..][..panel.len()]);
    for (k, column) in panel.iter().enumerate() {
        for (sums, x) in sums.iter_mut().zip(x) {
            let x = T::splat(isa, x[k]);
            for (sum, &w) in sums.iter_mut().zip(T::whole::<I>(column)) {
                *sum = T::multiply_add(isa, w, x, *sum);
            }
        }
    }
    for (g, sums) in sums.iter().enumerate() {
        let range = (position + g) * rows + first..(position + g) * rows + rows.min(first + PANEL);
        let out = &mut out[range.clone()];
        put::<T, I>(isa, out, sums, *activation);
        if let Some(gate) = gate {
            for (out, gate) in out.iter_mut().zip(&gate[range]) {
                *out = if T::ZERO < *gate { *out } else { T::ZERO };
            }
        }
    }
}

/// Writes a panel's worth of numbers, or what there is room for.
#[inline(always)]
fn put<T: Real, I: Isa>(
    isa: I,
    out: &mut [T],
    sums: &[VectorOf<T, I>; COLUMN],
    activation: super::product::Activation,
) {
    let width = width::<T, I>();
    for (v, &sum) in sums.iter().take(PANEL / width).enumerate() {
        let to = out.get_mut(v * width..).unwrap_or(&mut []);
        let count = to.len().min(width);
        T::store(isa, &mut to[..count], finish::<T, I>(isa, sum, activation));
    }
}
