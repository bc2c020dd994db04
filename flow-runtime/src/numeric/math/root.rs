//! Roots of monotone functions: Newton's steps inside a bracket that only shrinks.
//!
//! A function that is defined for all numbers has one root where its right side lies in its range.
//! Outside of that the bracket grows until it leaves the number type, and the result is NaN: a loop
//! never goes on for ever.

use crate::numeric::Real;
use crate::numeric::isa::Isa;

/// More steps than growing through all exponents and halving through all bits can take.
const MOST_STEPS: usize = 4000;

/// The `s` at which `left(s) = (right, slope)`, where the slope has the sign that `increasing`
/// says.
#[inline(always)]
pub fn root<T: Real, I: Isa>(isa: I, right: T, increasing: bool, left: impl Fn(T) -> (T, T)) -> T {
    let mut search = Search::new(isa, right, increasing);
    for _ in 0..MOST_STEPS {
        let (value, slope) = left(search.s);
        if search.step(isa, value, slope) {
            break;
        }
    }
    search.s
}

/// A search for a root, which is told the value and the slope at [`s`](Search::s) step by step.
#[derive(Clone, Copy, Debug)]
pub struct Search<T> {
    /// The place that the search has come to; the root once it has ended.
    pub s: T,
    right: T,
    increasing: bool,
    low: T,
    high: T,
    width: T,
}

impl<T: Real> Search<T> {
    /// The most steps that a search takes.
    pub const MOST_STEPS: usize = MOST_STEPS;

    /// A search that begins at the right side.
    #[inline(always)]
    pub fn new<I: Isa>(isa: I, right: T, increasing: bool) -> Self {
        let (low, high) = (T::from_f64(f64::NEG_INFINITY), T::from_f64(f64::INFINITY));
        let s = if right.is_finite() { right } else { T::ZERO };
        // Wide enough to move s at all, however large it is.
        let width = T::ONE + isa.abs(s) * T::from_f64(1e-3);
        Search { s, right, increasing, low, high, width }
    }

    /// One step; true where it was the last.
    #[inline(always)]
    pub fn step<I: Isa>(&mut self, isa: I, value: T, slope: T) -> bool {
        let s = self.s;
        let gap = if self.increasing { value - self.right } else { self.right - value };
        if gap == T::ZERO {
            return true;
        }
        if gap < T::ZERO {
            self.low = s
        } else {
            self.high = s
        }
        let step = (value - self.right) / slope;
        let newton = s - step;
        let inside = newton > self.low && newton < self.high;
        let bracketed = self.low.is_finite() && self.high.is_finite();
        // No bracket yet: as far as Newton says, but no further than the width, which doubles.
        self.width += self.width;
        let near = inside && isa.abs(step) < self.width;
        let next = if bracketed {
            if inside { newton } else { T::from_f64(0.5) * (self.low + self.high) }
        } else if near {
            newton
        } else if gap < T::ZERO {
            s + self.width
        } else {
            s - self.width
        };
        if !next.is_finite() {
            self.s = T::from_f64(f64::NAN);
            return true;
        }
        let small = isa.abs(next - s) <= T::EPSILON * isa.abs(s);
        let between_neighbours = bracketed && (next == self.low || next == self.high);
        self.s = next;
        between_neighbours || (small && (bracketed || near))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::numeric::isa::Baseline;

    #[test]
    fn roots_of_known_functions() {
        let cubic = |s: f64| (s * s * s + s, 3.0 * s * s + 1.0);
        for x in [-1e6, -3.0, -1e-9, 0.0, 0.7, 42.0, 1e5] {
            let found = root(Baseline, cubic(x).0, true, cubic);
            assert!((found - x).abs() <= 4.0 * f64::EPSILON * x.abs(), "{found} for {x}");
        }
        let falling = |s: f32| (-s - 0.4 * s.sin(), -1.0 - 0.4 * s.cos());
        for x in [-20.0, -0.3, 0.0, 2.5, 1000.0f32] {
            let found = root(Baseline, falling(x).0, false, falling);
            assert!((found - x).abs() <= 8.0 * f32::EPSILON * x.abs().max(1.0), "{found} for {x}");
        }
    }

    #[test]
    fn a_right_side_out_of_range_gives_nan() {
        let bounded = |s: f64| (s.tanh(), 1.0 - s.tanh() * s.tanh());
        assert!(root(Baseline, 2.0, true, bounded).is_nan());
        assert!(root(Baseline, f64::NAN, true, bounded).is_nan());
    }
}
