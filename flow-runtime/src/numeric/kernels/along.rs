//! Functions along an axis of rows: `ln Σ eᵃ`, and sums of all that comes before.
//!
//! The rows of a buffer lie as `[outer, times, inner]`; a *line* is the rows of one place of the outer and
//! inner axes, of which there are `outer · inner`. Each lane of a line is a chain in ascending order, so
//! the bits do not depend on the number of lanes or on which lines are computed together.

use crate::numeric::Real;
use crate::numeric::isa::{Isa, Segment};
use crate::numeric::workspace::with_workspace;
use std::ops::Range;

/// `out[line] = ln Σ exp(a[line, t])` over the axis t, for some lines; −∞ where all a are.
///
/// Shapes: `a` [outer, times, inner, lanes], `out` [outer, inner, lanes].
#[inline]
pub fn log_sum_exp<T: Real>(out: &mut [T], a: &[T], lines: Range<usize>, times: usize, inner: usize, lanes: usize) {
    // The largest number of each lane; of one lane, the exponential functions of some lines.
    let work = if (lanes, inner) == (1, 1) { BESIDE * times } else { lanes };
    with_workspace(work, |work| {
        T::along(Along { sums: true, out, a, lines, times, inner, lanes, work });
    });
}

/// `out[line, t] = Σ a[line, s]` over s from 0 to t, for some lines.
///
/// Shapes: `a` and `out` [outer, times, inner, lanes].
#[inline]
pub fn cumulative_sum<T: Real>(out: &mut [T], a: &[T], lines: Range<usize>, times: usize, inner: usize, lanes: usize) {
    T::along(Along { sums: false, out, a, lines, times, inner, lanes, work: &mut [] });
}

/// One function along an axis, as the instruction set receives it.
#[doc(hidden)]
pub struct Along<'a, T> {
    /// True for `ln Σ eᵃ`.
    sums: bool,
    out: &'a mut [T],
    a: &'a [T],
    lines: Range<usize>,
    times: usize,
    inner: usize,
    lanes: usize,
    work: &'a mut [T],
}

impl<T: Real> Segment for Along<'_, T> {
    type Output = ();

    #[inline(always)]
    fn run<I: Isa>(self, isa: I) {
        let Self { sums, out, a, lines, times, inner, lanes, work } = self;
        if sums && (lanes, inner) == (1, 1) {
            let (out, a) = (&mut out[lines.clone()], &a[lines.start * times..lines.end * times]);
            for (out, a) in out.chunks_mut(BESIDE).zip(a.chunks(BESIDE * times)) {
                of_one(isa, out, a, times, &mut work[..a.len()]);
            }
            return;
        }
        for line in lines {
            let first = (line / inner * times * inner + line % inner) * lanes;
            let stride = inner * lanes;
            if sums {
                let out = &mut out[line * lanes..][..lanes];
                of_lanes(isa, out, |t| &a[first + t * stride..][..lanes], times, work);
            } else {
                out[first..][..lanes].copy_from_slice(&a[first..][..lanes]);
                for t in 1..times {
                    let (before, here) = out.split_at_mut(first + t * stride);
                    let before = &before[first + (t - 1) * stride..][..lanes];
                    let a = &a[first + t * stride..][..lanes];
                    for ((out, before), a) in here.iter_mut().zip(before).zip(a) {
                        *out = *before + *a;
                    }
                }
            }
        }
    }
}

/// The lanes of a line side by side.
#[inline(always)]
fn of_lanes<'r, T: Real, I: Isa>(isa: I, out: &mut [T], row: impl Fn(usize) -> &'r [T], times: usize, work: &mut [T]) {
    let lanes = out.len();
    let highest = &mut work[..lanes];
    highest.copy_from_slice(row(0));
    for t in 1..times {
        for (highest, a) in highest.iter_mut().zip(row(t)) {
            *highest = if *highest < *a { *a } else { *highest };
        }
    }
    // The difference of two infinities is no number: −∞ is taken from no number then.
    for highest in highest.iter_mut() {
        *highest = if *highest == T::from_f64(f64::NEG_INFINITY) { T::ZERO } else { *highest };
    }
    out.fill(T::ZERO);
    for t in 0..times {
        for ((sum, highest), a) in out.iter_mut().zip(&*highest).zip(row(t)) {
            *sum += isa.exp(*a - *highest);
        }
    }
    for (sum, highest) in out.iter_mut().zip(&*highest) {
        *sum = *highest + isa.log(*sum);
    }
}

/// Lines of one lane that are added side by side: a sum waits for its own last step.
const BESIDE: usize = 8;

/// At most [`BESIDE`] lines of one lane, the numbers of each side by side: their exponential functions are
/// computed together, and added in their order.
#[inline(always)]
fn of_one<T: Real, I: Isa>(isa: I, out: &mut [T], a: &[T], times: usize, powers: &mut [T]) {
    let lines = powers.chunks_exact_mut(times).zip(a.chunks_exact(times));
    for (highest, (powers, a)) in out.iter_mut().zip(lines) {
        let top = largest(a);
        *highest = if top == T::from_f64(f64::NEG_INFINITY) { T::ZERO } else { top };
        for (power, a) in powers.iter_mut().zip(a) {
            *power = isa.exp(*a - *highest);
        }
    }
    let mut sums = [T::ZERO; BESIDE];
    if out.len() == BESIDE {
        for t in 0..times {
            for (k, sum) in sums.iter_mut().enumerate() {
                *sum += powers[k * times + t];
            }
        }
    } else {
        for (sum, powers) in sums.iter_mut().zip(powers.chunks_exact(times)) {
            *sum = powers.iter().fold(T::ZERO, |sum, power| sum + *power);
        }
    }
    for (highest, sum) in out.iter_mut().zip(sums) {
        *highest += isa.log(sum);
    }
}

/// The largest of some numbers, at least one.
#[inline(always)]
fn largest<T: Real>(a: &[T]) -> T {
    let larger = |highest: T, a: T| if highest < a { a } else { highest };
    let mut side_by_side = [a[0]; 16];
    let (whole, rest) = a.as_chunks::<16>();
    for chunk in whole {
        for (highest, a) in side_by_side.iter_mut().zip(chunk) {
            *highest = larger(*highest, *a);
        }
    }
    side_by_side.into_iter().chain(rest.iter().copied()).fold(a[0], larger)
}

#[cfg(test)]
mod tests {
    use super::super::product::tests::{bits, numbers};
    use super::*;

    const OUTER: usize = 11;
    const TIMES: usize = 19;

    /// Row by row, in f64.
    fn naive(a: &[f64], inner: usize, lanes: usize) -> (Vec<f64>, Vec<f64>) {
        let (mut logs, mut sums) = (vec![0.0; OUTER * inner * lanes], vec![0.0; a.len()]);
        for (o, i, lane) in (0..OUTER * inner * lanes).map(|k| (k / (inner * lanes), k / lanes % inner, k % lanes)) {
            let at = |t: usize| ((o * TIMES + t) * inner + i) * lanes + lane;
            let mut sum = 0.0;
            logs[(o * inner + i) * lanes + lane] = (0..TIMES).map(|t| a[at(t)].exp()).sum::<f64>().ln();
            for t in 0..TIMES {
                sum += a[at(t)];
                sums[at(t)] = sum;
            }
        }
        (logs, sums)
    }

    #[test]
    fn lines_are_what_their_names_say() {
        for (inner, lanes) in [(1, 1), (1, 5), (4, 1), (4, 16), (2, 37)] {
            let a = numbers::<f64>(OUTER * TIMES * inner * lanes, 3);
            let (logs, sums) = naive(&a, inner, lanes);
            let (mut out, mut running) = (vec![f64::NAN; logs.len()], vec![f64::NAN; a.len()]);
            log_sum_exp(&mut out, &a, 0..OUTER * inner, TIMES, inner, lanes);
            cumulative_sum(&mut running, &a, 0..OUTER * inner, TIMES, inner, lanes);
            let close = |a: &[f64], b: &[f64]| a.iter().zip(b).all(|(a, b)| (a - b).abs() < 1e-13 * (1.0 + b.abs()));
            assert!(close(&out, &logs) && close(&running, &sums), "{inner} inner, {lanes} lanes");
        }
    }

    #[test]
    fn the_bits_of_a_line_do_not_depend_on_lanes_or_other_lines() {
        let a = numbers::<f32>(OUTER * TIMES * 16, 5);
        let mut whole = vec![0.0; OUTER * 16];
        log_sum_exp(&mut whole, &a, 0..OUTER, TIMES, 1, 16);
        let (mut running, mut of_lane) = (vec![0.0; a.len()], vec![0.0; OUTER * TIMES]);
        cumulative_sum(&mut running, &a, 0..OUTER, TIMES, 1, 16);
        for lane in 0..16 {
            let own: Vec<f32> = a.iter().skip(lane).step_by(16).copied().collect();
            let mut out = vec![0.0; OUTER];
            for line in 0..OUTER {
                log_sum_exp(&mut out, &own, line..line + 1, TIMES, 1, 1);
                cumulative_sum(&mut of_lane, &own, line..line + 1, TIMES, 1, 1);
            }
            let lane_of = |all: &[f32]| all.iter().skip(lane).step_by(16).copied().collect::<Vec<f32>>();
            assert_eq!(bits(&out), bits(&lane_of(&whole)));
            assert_eq!(bits(&of_lane), bits(&lane_of(&running)));
        }
    }

    #[test]
    fn large_numbers_and_none_are_summed() {
        let (inf, mut out) = (f64::INFINITY, [0.0]);
        for (a, expected) in
            [([1e4, 1e4], 1e4 + 2f64.ln()), ([-inf, 3.0], 3.0), ([-inf, -inf], -inf), ([-1e4, -1e4], 2f64.ln() - 1e4)]
        {
            log_sum_exp(&mut out, &a, 0..1, 2, 1, 1);
            assert!(out[0] == expected || (out[0] - expected).abs() < 1e-9, "{a:?}: {out:?}");
        }
    }
}
