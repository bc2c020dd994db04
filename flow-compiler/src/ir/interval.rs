//! Intervals: sets of numbers between two ends that may be open or closed, and the numbers that operations on them give.

use std::fmt;
use std::ops::{Add, Mul, Neg};

/// A set of numbers between two ends; infinite ends are open.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    /// The lower end.
    pub low: f64,
    /// The upper end.
    pub high: f64,
    /// True if the lower end is left out.
    pub low_open: bool,
    /// True if the upper end is left out.
    pub high_open: bool,
}

impl Interval {
    /// All numbers.
    pub const ALL: Interval = Interval::open(f64::NEG_INFINITY, f64::INFINITY);
    /// The positive numbers.
    pub const POSITIVE: Interval = Interval::open(0.0, f64::INFINITY);

    /// Without its ends.
    pub const fn open(low: f64, high: f64) -> Self {
        Interval { low, high, low_open: true, high_open: true }
    }

    /// With its ends.
    pub const fn closed(low: f64, high: f64) -> Self {
        Interval { low, high, low_open: false, high_open: false }
    }

    /// One number.
    pub const fn point(v: f64) -> Self {
        Self::closed(v, v)
    }

    /// True if every number in it is above `v`.
    pub fn above(self, v: f64) -> bool {
        self.low > v || (self.low == v && self.low_open)
    }

    /// True if every number in it is below `v`.
    pub fn below(self, v: f64) -> bool {
        self.high < v || (self.high == v && self.high_open)
    }

    /// `1` or `−1` where all its numbers have that sign.
    pub fn sign(self) -> Option<f64> {
        if self.above(0.0) {
            Some(1.0)
        } else if self.below(0.0) {
            Some(-1.0)
        } else {
            None
        }
    }

    fn hull_of(ends: &[(f64, bool)]) -> Self {
        // On a tie the closed end wins; −0 is 0.
        let ends: Vec<(f64, bool)> = ends.iter().map(|(v, open)| (v + 0.0, *open)).collect();
        let low = ends.iter().copied().min_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        let high = ends.iter().copied().max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)));
        match (low, high) {
            (Some(l), Some(h)) => Interval { low: l.0, high: h.0, low_open: l.1, high_open: h.1 },
            _ => Interval::ALL,
        }
    }

    fn ends(self) -> [(f64, bool); 2] {
        [(self.low, self.low_open), (self.high, self.high_open)]
    }

    /// The smallest interval that holds both.
    pub fn hull(self, other: Self) -> Self {
        Self::hull_of(&[self.ends(), other.ends()].concat())
    }

    /// The numbers that are in both.
    pub fn meet(self, other: Self) -> Self {
        let low = if (self.low, self.low_open) >= (other.low, other.low_open) { self } else { other };
        let high = if (self.high, !self.high_open) <= (other.high, !other.high_open) { self } else { other };
        Interval { low: low.low, low_open: low.low_open, high: high.high, high_open: high.high_open }
    }

    /// True if no number is in it.
    pub fn is_empty(self) -> bool {
        self.low > self.high || (self.low == self.high && (self.low_open || self.high_open))
    }

    /// The numbers `1 / a`; all numbers where `a` may be 0.
    pub fn reciprocal(self) -> Self {
        match self.sign() {
            Some(s) if s > 0.0 => Interval {
                low: if self.high.is_infinite() { 0.0 } else { 1.0 / self.high },
                high: if self.low == 0.0 { f64::INFINITY } else { 1.0 / self.low },
                low_open: self.high_open,
                high_open: self.low_open,
            },
            Some(_) => -(-self).reciprocal(),
            None => Interval::ALL,
        }
    }

    /// The numbers `a²`.
    pub fn square(self) -> Self {
        let abs = self.abs();
        Interval { low: abs.low * abs.low, high: abs.high * abs.high, ..abs }
    }

    /// The numbers `|a|`.
    pub fn abs(self) -> Self {
        match self.sign() {
            Some(s) if s > 0.0 => self,
            Some(_) => -self,
            None => {
                let far = Self::hull_of(&[(-self.low, self.low_open), (self.high, self.high_open)]);
                Interval { low: 0.0, low_open: false, high: far.high, high_open: far.high_open }
            }
        }
    }

    /// The image under an increasing function with the given limits at the infinite ends.
    pub fn increasing(self, f: impl Fn(f64) -> f64, low: f64, high: f64) -> Self {
        let at = |v: f64, limit: f64| if v.is_infinite() { limit } else { f(v) };
        Interval { low: at(self.low, low), high: at(self.high, high), ..self }
    }
}

impl fmt::Display for Interval {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let (open, close) = (if self.low_open { '(' } else { '[' }, if self.high_open { ')' } else { ']' });
        write!(f, "{open}{}, {}{close}", short(self.low), short(self.high))
    }
}

fn short(v: f64) -> String {
    if v.is_infinite() {
        if v > 0.0 { "∞".into() } else { "-∞".into() }
    } else {
        format!("{}", (v * 1e4).round() / 1e4 + 0.0)
    }
}

impl Neg for Interval {
    type Output = Interval;

    /// The numbers `−a`.
    fn neg(self) -> Self {
        Interval { low: -self.high, high: -self.low, low_open: self.high_open, high_open: self.low_open }
    }
}

impl Add for Interval {
    type Output = Interval;

    /// The numbers `a + b`.
    fn add(self, o: Self) -> Self {
        Interval {
            low: self.low + o.low,
            high: self.high + o.high,
            low_open: self.low_open || o.low_open,
            high_open: self.high_open || o.high_open,
        }
    }
}

impl Mul for Interval {
    type Output = Interval;

    /// The numbers `a · b`.
    fn mul(self, o: Self) -> Self {
        let mut ends = Vec::new();
        for (a, a_open) in self.ends() {
            for (b, b_open) in o.ends() {
                let attained_zero = (a == 0.0 && !a_open) || (b == 0.0 && !b_open);
                let product = if a == 0.0 || b == 0.0 { 0.0 } else { a * b };
                ends.push((product, !attained_zero && (a_open || b_open)));
            }
        }
        Self::hull_of(&ends)
    }
}
