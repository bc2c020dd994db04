//! A convolution of one sample on a grid of short rows. It goes tap by tap over a block of positions, at
//! which a tap lies inside.
//!
//! Beside the edges of a short row hardly two neighbours read alike, and a position alone is one chain
//! that waits for each of its multiply-adds. Here a tap takes the positions of several rows side by side,
//! whose sums stand in memory between taps; each sum is the chain that it is in the other order.

use super::convolve::{Convolve, panel_columns};
use super::pack::PANEL;
use super::vector::{VectorOf, width};
use crate::numeric::Real;
use crate::numeric::isa::Isa;
use pulp::Simd;

/// The positions whose sums stand in memory at once.
const BLOCK: usize = 16;

/// Rows of at most so many places go by taps.
pub(super) const SHORT: usize = 8;

/// Computes all positions.
#[inline(always)]
pub(super) fn by_taps<T: Real, I: Isa>(isa: I, convolve: &mut Convolve<'_, T>) {
    match PANEL / width::<T, I>() {
        1 => panels::<T, I, 1>(isa, convolve),
        2 => panels::<T, I, 2>(isa, convolve),
        4 => panels::<T, I, 4>(isa, convolve),
        8 => panels::<T, I, 8>(isa, convolve),
        _ => unreachable!("a vector has at least 128 bits"),
    }
}

/// Computes all positions, where a panel's column is V vectors.
#[inline(always)]
fn panels<T: Real, I: Isa, const V: usize>(isa: I, convolve: &mut Convolve<'_, T>) {
    let pairs = <I::Simd as Simd>::REGISTER_COUNT >= 32 && V == 1;
    let rows = convolve.view.matrix()[0];
    let positions = convolve.view.extents().iter().product();
    for start in (0..positions).step_by(BLOCK) {
        let count = BLOCK.min(positions - start);
        let mut panel = 0;
        while panel * PANEL < rows {
            if pairs && (panel + 1) * PANEL < rows {
                block::<T, I, 2, V>(isa, convolve, start, count, panel);
                panel += 2;
            } else {
                block::<T, I, 1, V>(isa, convolve, start, count, panel);
                panel += 1;
            }
        }
    }
}

/// Computes P panels of channels at `count` positions from `start` on.
#[inline(always)]
fn block<T: Real, I: Isa, const P: usize, const V: usize>(
    isa: I,
    convolve: &mut Convolve<'_, T>,
    start: usize,
    count: usize,
    panel: usize,
) {
    let (view, first) = (convolve.view, panel * PANEL);
    let ([rows, cols], channels) = (view.matrix(), view.channels());
    let (height, width) = (view.window.height, view.window.width);
    let many = <I::Simd as Simd>::REGISTER_COUNT >= 32;
    let most = (if many { 16 } else { 8 } / V).min(8);
    let mut sums = [convolve.biases::<I, P, V>(isa, first); BLOCK];
    let panels = &convolve.panels.as_chunks::<PANEL>().0[panel * cols..][..P * cols];
    let span = view.span(first..rows.min(first + P * PANEL));
    let (read_width, made_width) = (view.read_extents()[1], view.extents()[1]);
    let mut at = [[0; 2]; BLOCK];
    let [mut y, mut x] = [start / made_width, start % made_width];
    for at in &mut at[..count] {
        *at = [y, x];
        x += 1;
        if x == made_width {
            [y, x] = [y + 1, 0];
        }
    }
    for tap in 0..view.window.taps() {
        let columns = (tap * channels).max(span.start)..((tap + 1) * channels).min(span.end);
        if columns.is_empty() {
            continue;
        }
        // Positions of the block, and where the numbers begin that the tap reads there.
        let (mut inside, mut found) = ([(0, 0); BLOCK], 0);
        for (k, [y, x]) in at[..count].iter().enumerate() {
            if let Some(y) = view.read(height, *y, tap / width.kernel)
                && let Some(x) = view.read(width, *x, tap % width.kernel)
            {
                inside[found] = (k, (y * read_width + x) * channels + columns.start - tap * channels);
                found += 1;
            }
        }
        let len = columns.len();
        let mut w = [&panels[columns.start..][..len]; P];
        for (p, w) in w.iter_mut().enumerate() {
            *w = &panels[p * cols + columns.start..][..len];
        }
        let mut inside = &inside[..found];
        while !inside.is_empty() {
            let done = match most.min(inside.len()) {
                8.. => group::<T, I, 8, P, V>(isa, &mut sums, w, convolve.x, inside),
                4.. => group::<T, I, 4, P, V>(isa, &mut sums, w, convolve.x, inside),
                2.. => group::<T, I, 2, P, V>(isa, &mut sums, w, convolve.x, inside),
                _ => group::<T, I, 1, P, V>(isa, &mut sums, w, convolve.x, inside),
            };
            inside = &inside[done..];
        }
    }
    for (k, sums) in sums[..count].iter().enumerate() {
        for (p, sums) in sums.iter().enumerate() {
            convolve.store(isa, sums, (start + k) * rows, first + p * PANEL, &(0..rows));
        }
    }
}

/// Adds a tap at the first G of the positions that it lies inside at, and returns G.
#[inline(always)]
fn group<T: Real, I: Isa, const G: usize, const P: usize, const V: usize>(
    isa: I,
    sums: &mut [[[VectorOf<T, I>; V]; P]; BLOCK],
    w: [&[[T; PANEL]]; P],
    x: &[T],
    inside: &[(usize, usize)],
) -> usize {
    let inside = &inside[..G];
    let mut of = [sums[inside[0].0]; G];
    let mut numbers = [&x[inside[0].1..][..w[0].len()]; G];
    for g in 1..G {
        of[g] = sums[inside[g].0];
        numbers[g] = &x[inside[g].1..][..w[0].len()];
    }
    let of = panel_columns::<T, I, G, P, V>(isa, of, w, numbers);
    for g in 0..G {
        sums[inside[g].0] = of[g];
    }
    G
}
