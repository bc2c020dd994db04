//! A convolution of one tap: the same matrix at every position of a grid. This is the kernel of several
//! lanes; of one lane it is one long row of `Convolve::columns`.
//!
//! The general kernel computes it too, but asks at every position which taps lie inside.

use super::convolve::{Convolve, steps};
use super::pack::PANEL;
use super::product::finish;
use super::register_blocks::even_part;
use super::vector::{width, write};
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

/// Blocks of rows outermost, whose weights stay near while positions pass.
#[inline(always)]
pub(super) fn pointwise<T: Real, I: Isa>(isa: I, convolve: &mut Convolve<'_, T>) {
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
