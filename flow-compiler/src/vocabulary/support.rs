//! Supports: which numbers an element of an event can be.
//!
//! ```text
//! base ──support──▶ layer: from ─▶ to ──▶ layer: from ─▶ to ──▶ support of x
//! ```

use std::fmt;

use crate::ir::Interval;

/// The numbers between two ends, which are left out and may be infinite.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Support {
    /// All numbers are above this one.
    pub low: f64,
    /// All numbers are below this one.
    pub high: f64,
}

impl Support {
    /// Any number.
    pub const REAL: Support = Support::between(f64::NEG_INFINITY, f64::INFINITY);
    /// Above 0.
    pub const POSITIVE: Support = Support::between(0.0, f64::INFINITY);
    /// Between 0 and 1.
    pub const UNIT: Support = Support::between(0.0, 1.0);
    /// Between −1 and 1.
    pub const SYMMETRIC: Support = Support::between(-1.0, 1.0);

    /// The numbers between two ends.
    pub const fn between(low: f64, high: f64) -> Self {
        Support { low, high }
    }

    /// True if a number is one of them; NaN is none.
    pub fn contains(self, v: f64) -> bool {
        self.low < v && v < self.high
    }

    /// True if every positive multiple of each number is one of them too.
    pub fn is_cone(self) -> bool {
        [self.low, self.high].into_iter().all(|end| end == 0.0 || end.is_infinite())
    }

    /// The same as a fact that proofs use.
    pub fn interval(self) -> Interval {
        Interval::open(self.low, self.high)
    }
}

impl fmt::Display for Support {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match (self.low, self.high) {
            (f64::NEG_INFINITY, f64::INFINITY) => write!(f, "the real numbers"),
            (0.0, f64::INFINITY) => write!(f, "the positive numbers"),
            (f64::NEG_INFINITY, 0.0) => write!(f, "the negative numbers"),
            (low, f64::INFINITY) => write!(f, "the numbers above {low}"),
            (f64::NEG_INFINITY, high) => write!(f, "the numbers below {high}"),
            (low, high) => write!(f, "the numbers between {low} and {high}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn supports_read_as_people_say_them() {
        let rows = [
            (Support::REAL, "the real numbers"),
            (Support::POSITIVE, "the positive numbers"),
            (Support::between(f64::NEG_INFINITY, 0.0), "the negative numbers"),
            (Support::between(1.0, f64::INFINITY), "the numbers above 1"),
            (Support::between(f64::NEG_INFINITY, -0.5), "the numbers below -0.5"),
            (Support::SYMMETRIC, "the numbers between -1 and 1"),
        ];
        for (support, words) in rows {
            assert_eq!(support.to_string(), words);
        }
    }

    #[test]
    fn ends_are_left_out() {
        assert!(Support::UNIT.contains(0.5));
        assert!([0.0, 1.0, -0.1, f64::NAN].into_iter().all(|v| !Support::UNIT.contains(v)));
        assert!(!Support::REAL.contains(f64::INFINITY));
    }

    #[test]
    fn cones_end_at_zero_or_nowhere() {
        assert!([Support::REAL, Support::POSITIVE].into_iter().all(Support::is_cone));
        assert!([Support::UNIT, Support::between(1.0, f64::INFINITY)].into_iter().all(|s| !s.is_cone()));
    }
}
