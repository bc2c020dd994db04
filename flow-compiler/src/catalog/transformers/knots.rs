//! Rational-quadratic curves through knots: the pieces that splines are made of.

use crate::catalog::bijectors::affine::softplus_start;
use crate::diag::Diagnostics;
use crate::ir::{Expr, Graph, Unary, Value as NodeId};
use crate::shape::Index;
use crate::vocabulary::Checked;

/// Number `k` of each element's `count` numbers.
pub(super) fn each<'g>(all: Expr<'g>, k: usize, count: usize) -> Expr<'g> {
    all.gather(Index::Range { start: k, step: count as isize, len: all.size() / count })
}

/// The softmax of each element's numbers, one value a bin. Instead of subtracting the largest, raw
/// numbers are cut at ±80, where a share is a rounding error of the whole: no power overflows, and
/// no sum vanishes, in `f32` either.
pub(super) fn shares<'g>(raw: Expr<'g>, bins: usize) -> Vec<Expr<'g>> {
    const FAR: f64 = 80.0;
    let below = raw.less(FAR).select(raw, FAR);
    let cut = below.less(-FAR).select(-FAR, below);
    let powers = cut.exp();
    let powers: Vec<Expr> = (0..bins).map(|k| each(powers, k, bins)).collect();
    let whole = powers.iter().copied().reduce(|a, b| a + b).unwrap_or(raw);
    let one_over = (1.0 / whole).named("one_over_sum");
    powers.into_iter().map(|p| p * one_over).collect()
}

/// The inner knots of each element's bins, whose shares of the range are at least `least`.
pub(super) fn inner_knots<'g>(raw: Expr<'g>, bins: usize, bound: f64, least: f64, name: &str) -> Vec<Expr<'g>> {
    let mut at = raw.graph.number(-bound);
    let shares = shares(raw, bins).into_iter().take(bins - 1).enumerate();
    let knot = |(k, share): (usize, Expr<'g>)| {
        at = at + (2.0 * bound) * (least + (1.0 - least * bins as f64) * share);
        at = at.named(&format!("{name}_{}", k + 1));
        at
    };
    shares.map(knot).collect()
}

/// The slopes at knots, above `least`: 1 where `raw` is 0, so that a spline without anything learned is
/// the identity.
pub(super) fn slopes<'g>(raw: Expr<'g>, count: usize, least: f64) -> Vec<Expr<'g>> {
    let slopes = least + (raw + softplus_start(least)).softplus();
    (0..count).map(|k| each(slopes, k, count).named(&format!("slope_{}", k + 1))).collect()
}

/// The slopes at knots as powers of e: 1 where `raw` is 0.
pub(super) fn power_slopes<'g>(raw: Expr<'g>, count: usize) -> Vec<Expr<'g>> {
    let slopes = raw.exp();
    (0..count).map(|k| each(slopes, k, count).named(&format!("slope_{}", k + 1))).collect()
}

/// Reports shares of bins that leave nothing of the range.
pub(super) fn check_shares(settings: Checked, errors: &mut Diagnostics) {
    let bins = settings.count("bins");
    for name in ["min_width", "min_height"] {
        let least = settings.number(name);
        if least * bins as f64 >= 1.0 {
            let message = format!("`{name}` is {least}, but {bins} bins share the whole range");
            errors.error(settings.span(name), message).help(format!("choose less than 1 / {bins}"));
        }
    }
}

/// A bin's ends, and the slopes there.
struct Bin<'g> {
    z: (Expr<'g>, Expr<'g>),
    x: (Expr<'g>, Expr<'g>),
    slope: (Expr<'g>, Expr<'g>),
}

/// All knots of one number, with the ends.
pub(super) struct Knots<'g> {
    pub graph: &'g Graph,
    /// The curve goes from `-bound` to `bound`, and is the identity outside.
    pub bound: f64,
    pub z: Vec<NodeId>,
    pub x: Vec<NodeId>,
    pub slope: Vec<NodeId>,
}

impl<'g> Knots<'g> {
    /// The bin in which `at` lies among the given knots.
    fn bin(&self, at: Expr<'g>, knots: &[NodeId]) -> Bin<'g> {
        let choose = |of: &[NodeId], upper: usize| {
            let mut chosen = self.graph.at(of[of.len() - 2 + upper]);
            for k in (1..knots.len() - 1).rev() {
                chosen = at.less(self.graph.at(knots[k])).select(self.graph.at(of[k - 1 + upper]), chosen);
            }
            chosen
        };
        let both = |of: &[NodeId]| (choose(of, 0), choose(of, 1));
        Bin { z: both(&self.z), x: both(&self.x), slope: both(&self.slope) }
    }

    /// `at` where it is inside the bound, and an end elsewhere: what is not chosen in the end stays
    /// finite.
    fn inside(&self, at: Expr<'g>) -> Expr<'g> {
        let below = at.less(self.bound).select(at, self.bound);
        below.less(-self.bound).select(-self.bound, below)
    }

    /// `of` inside the bound, `outside` elsewhere.
    pub fn within(&self, at: Expr<'g>, of: Expr<'g>, outside: Expr<'g>) -> Expr<'g> {
        at.less(-self.bound).select(outside, at.less(self.bound).select(of, outside))
    }

    /// The curve at `z`.
    pub fn value(&self, z: Expr<'g>) -> Expr<'g> {
        let bin = self.bin(z, &self.z);
        let (s, height) = (bin.steepness(), bin.x.1 - bin.x.0);
        let (xi, both) = bin.place(self.inside(z));
        let part = (s * xi.square() + bin.slope.0 * both) / bin.denominator(s, both);
        self.within(z, bin.x.0 + height * part, z)
    }

    /// Its derivative.
    pub fn slope(&self, z: Expr<'g>) -> Expr<'g> {
        let bin = self.bin(z, &self.z);
        let s = bin.steepness();
        let (xi, both) = bin.place(self.inside(z));
        let numerator = bin.slope.1 * xi.square() + 2.0 * s * both + bin.slope.0 * (1.0 - xi).square();
        let quotient = s / bin.denominator(s, both);
        self.within(z, quotient.square() * numerator, self.graph.number(1.0))
    }

    /// The `z` at which it is `x`.
    pub fn inverse(&self, x: Expr<'g>) -> Expr<'g> {
        let bin = self.bin(x, &self.x);
        let (s, height) = (bin.steepness(), bin.x.1 - bin.x.0);
        let rise = self.inside(x) - bin.x.0;
        let excess = rise * (bin.slope.0 + bin.slope.1 - 2.0 * s);
        let a = height * (s - bin.slope.0) + excess;
        let b = height * bin.slope.0 - excess;
        let minus_c = s * rise;
        let discriminant = b.square() + 4.0 * a * minus_c;
        let root = discriminant.less(0.0).select(0.0, discriminant).unary(Unary::Sqrt);
        // The root of a ξ² + b ξ + c between 0 and 1, in the form without cancellation.
        let xi = 2.0 * minus_c / (b + root);
        self.within(x, bin.z.0 + xi * (bin.z.1 - bin.z.0), x)
    }
}

impl<'g> Bin<'g> {
    /// The slope of the straight line through both ends.
    fn steepness(&self) -> Expr<'g> {
        ((self.x.1 - self.x.0) / (self.z.1 - self.z.0)).named("steepness")
    }

    /// ξ and ξ (1 − ξ).
    fn place(&self, z: Expr<'g>) -> (Expr<'g>, Expr<'g>) {
        let xi = ((z - self.z.0) / (self.z.1 - self.z.0)).named("xi");
        (xi, xi * (1.0 - xi))
    }

    fn denominator(&self, s: Expr<'g>, both: Expr<'g>) -> Expr<'g> {
        s + (self.slope.0 + self.slope.1 - 2.0 * s) * both
    }
}
