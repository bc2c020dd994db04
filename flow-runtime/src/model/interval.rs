//! The interval that a number lies in, and its map to all real numbers; or the circle that it is a
//! point of.

use crate::numeric::Real;

/// An open interval; an end that is infinite is none.
///
/// Its numbers x and all real numbers u are mapped to each other by
///
/// | ends | u | ln dx/du |
/// |---|---|---|
/// | none | x | 0 |
/// | low | ln (x − low) | u |
/// | high | −ln (high − x) | −u |
/// | both | ln (x − low) − ln (high − x) | ln (high − low) − \|u\| − 2 ln (1 + e^(−\|u\|)) |
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    /// The lower end, which is outside.
    pub low: f64,
    /// The upper end, which is outside.
    pub high: f64,
    /// True where both ends are one point of a circle: every number stands for the point that it is
    /// whole turns away from, and u for x itself.
    pub is_circle: bool,
}

impl Interval {
    /// All real numbers.
    pub const REALS: Interval = Interval::between(f64::NEG_INFINITY, f64::INFINITY);

    /// The numbers between two ends, of which either may be infinite.
    pub const fn between(low: f64, high: f64) -> Self {
        Interval { low, high, is_circle: false }
    }

    /// The points of a circle around which a turn goes from `low` to `high`.
    pub const fn circle(low: f64, high: f64) -> Self {
        Interval { low, high, is_circle: true }
    }

    /// The number from `low` up to `high` that is whole turns away.
    fn turned(self, x: f64) -> f64 {
        let turned = self.low + (x - self.low).rem_euclid(self.high - self.low);
        // Rounding may reach the end.
        if turned < self.high { turned } else { self.low }
    }

    /// True where the interval has no end.
    pub fn is_real(self) -> bool {
        self == Self::REALS
    }

    /// True where `x` lies between the ends, or is a number that stands for a point of a circle.
    pub fn contains(self, x: f64) -> bool {
        if self.is_circle { x.is_finite() } else { x > self.low && x < self.high }
    }

    /// The number of the type `T` that is nearest to `x` and lies between the ends, if `T` has one.
    #[inline]
    pub fn nearest<T: Real>(self, x: f64) -> T {
        let number = T::from_f64(x);
        if self.is_circle {
            return number;
        }
        if number.to_f64() <= self.low {
            let low = T::from_f64(self.low);
            // The end may be rounded itself.
            if low.to_f64() > self.low { low } else { low.next_up() }
        } else if number.to_f64() >= self.high {
            let high = T::from_f64(self.high);
            if high.to_f64() < self.high { high } else { high.next_down() }
        } else {
            number
        }
    }

    /// `x → u`; NaN outside of the interval.
    #[inline]
    pub fn to_reals(self, x: f64) -> f64 {
        if self.is_circle {
            return self.turned(x);
        }
        match (self.low.is_finite(), self.high.is_finite()) {
            (false, false) => x,
            (true, false) => (x - self.low).ln(),
            (false, true) => -(self.high - x).ln(),
            (true, true) => (x - self.low).ln() - (self.high - x).ln(),
        }
    }

    /// `u → x`, to the nearest number between the ends.
    #[inline]
    pub fn of_real(self, u: f64) -> f64 {
        if self.is_circle {
            return self.turned(u);
        }
        let width = self.high - self.low;
        let x = match (self.low.is_finite(), self.high.is_finite()) {
            (false, false) => return u,
            (true, false) => self.low + u.exp(),
            (false, true) => self.high - (-u).exp(),
            // Each half is measured from its own end, which keeps the digits there.
            (true, true) if u < 0.0 => self.low + width * (u.exp() / (1.0 + u.exp())),
            (true, true) => self.high - width * ((-u).exp() / (1.0 + (-u).exp())),
        };
        self.nearest(x)
    }

    /// Which ends the map has to keep away from.
    fn finite_ends(self) -> (bool, bool) {
        (self.low.is_finite() && !self.is_circle, self.high.is_finite() && !self.is_circle)
    }

    /// `ln dx/du` at `u`.
    #[inline]
    pub fn log_slope(self, u: f64) -> f64 {
        match self.finite_ends() {
            (false, false) => 0.0,
            (true, false) => u,
            (false, true) => -u,
            (true, true) => (self.high - self.low).ln() - u.abs() - 2.0 * (-u.abs()).exp().ln_1p(),
        }
    }

    /// The derivative of [`log_slope`](Self::log_slope).
    #[inline]
    pub fn log_slope_change(self, u: f64) -> f64 {
        match self.finite_ends() {
            (false, false) => 0.0,
            (true, false) => 1.0,
            (false, true) => -1.0,
            (true, true) => -(0.5 * u).tanh(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: [Interval; 6] = [
        Interval::REALS,
        Interval::between(0.0, f64::INFINITY),
        Interval::between(-3.0, f64::INFINITY),
        Interval::between(f64::NEG_INFINITY, 2.5),
        Interval::between(0.0, 1.0),
        Interval::between(-180.0, 180.0),
    ];

    #[test]
    fn the_two_maps_undo_each_other_and_their_slopes_are_those_of_differences() {
        for interval in ALL {
            for u in [-5.0, -1.0, -0.125, 0.0, 0.75, 2.0, 6.0] {
                let x = interval.of_real(u);
                assert!(interval.contains(x) && (interval.to_reals(x) - u).abs() < 1e-12, "{interval:?} at {u}");
                let h = 1e-5;
                let slope = (interval.of_real(u + h) - interval.of_real(u - h)) / (2.0 * h);
                assert!((interval.log_slope(u) - slope.ln()).abs() < 1e-7, "{interval:?} at {u}");
                let change = (interval.log_slope(u + h) - interval.log_slope(u - h)) / (2.0 * h);
                assert!((interval.log_slope_change(u) - change).abs() < 1e-5, "{interval:?} at {u}");
            }
        }
    }

    #[test]
    fn no_number_leaves_the_interval_in_either_type() {
        for interval in ALL.into_iter().skip(1) {
            for u in [-1e300, -800.0, -100.0, -40.0, 40.0, 100.0, 800.0, 1e300] {
                let x = interval.of_real(u);
                assert!(interval.contains(x) && x.is_finite(), "{interval:?}: {x} at {u}");
                let single: f32 = interval.nearest(x);
                assert!(interval.contains(f64::from(single)), "{interval:?}: {single} at {u}");
            }
        }
        assert_eq!(Interval::between(0.0, 1.0).nearest::<f32>(1.0 - 1e-12), 1.0 - f32::EPSILON / 2.0);
        // 0.1 is rounded up in f32.
        assert_eq!(Interval::between(0.1, 1.0).nearest::<f32>(0.1), 0.1);
        assert!(Interval::between(0.0, 1.0).to_reals(1.5).is_nan());
    }

    #[test]
    fn a_circle_has_no_ends() {
        let circle = Interval::circle(-180.0, 180.0);
        for (x, point) in [(0.0, 0.0), (180.0, -180.0), (-180.0, -180.0), (350.0, -10.0), (721.0, 1.0)] {
            assert_eq!((circle.to_reals(x), circle.of_real(x), circle.contains(x)), (point, point, true), "{x}");
        }
        assert!(!circle.contains(f64::NAN) && circle.log_slope(3.0) == 0.0 && circle.log_slope_change(3.0) == 0.0);
    }
}
