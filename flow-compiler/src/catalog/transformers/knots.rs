//! Rational-quadratic curves through knots: the pieces that splines are made of.

use crate::catalog::bijectors::affine::softplus_start;
use crate::diag::Diagnostics;
use crate::ir::{Expr, Graph, Op, Unary};
use crate::shape::{Copies, Shape};
use crate::vocabulary::Checked;

/// The most bins of a spline.
pub(crate) const MOST_BINS: usize = 4096;

/// The numbers that each element has, one behind another: `[elements, times]`.
pub(super) fn lines(all: Expr<'_>, times: usize) -> Copies {
    Copies { outer: all.size() / times, times, inner: 1 }
}

/// The softmax of each element's numbers, one value a bin. Instead of subtracting the largest, raw
/// numbers are cut at ±80, where a share is a rounding error of the whole: no power overflows, and
/// no sum vanishes, in `f32` either.
fn shares(raw: Expr<'_>, bins: usize) -> Expr<'_> {
    const FAR: f64 = 80.0;
    let (below, bins) = (raw.less(FAR).select(raw, FAR), lines(raw, bins));
    let powers = below.less(-FAR).select(-FAR, below).exp();
    powers * (1.0 / powers.fold(bins)).named("one_over_sum").repeat(bins)
}

/// The ends of each element's bins, whose shares of the range are at least `least`.
pub(super) fn knots<'g>(raw: Expr<'g>, bins: usize, bound: f64, least: f64, name: &str) -> Ends<'g> {
    let (graph, share) = (raw.graph, least + (1.0 - least * bins as f64) * shares(raw, bins));
    let widths = first_of(2.0 * bound * share, bins);
    let lower = beside(graph.number(-bound), widths, bins, 0).cumulative_sum(lines(raw, bins)).named(name);
    let inner = lower.pick(&(0..lower.size()).filter(|k| k % bins > 0).collect::<Vec<_>>());
    // The last knot is the bound, to the bit.
    Ends { lower, upper: beside(graph.number(bound), inner, bins, bins - 1) }
}

/// Each element's numbers, one fewer than there are bins, with another one at a bin of its own: a number for each element or for
/// all.
fn beside<'g>(one: Expr<'g>, others: Expr<'g>, bins: usize, bin: usize) -> Expr<'g> {
    let (graph, elements) = (others.graph, others.size() / (bins - 1));
    let places: (Vec<usize>, Vec<usize>) = (0..elements * bins).partition(|k| k % bins == bin);
    let parts = [places.0, places.1].map(|places| graph.index(&places)).to_vec();
    graph.make(Op::Assemble { len: elements * bins, parts }, &[one.spread(&Shape::vector(elements)), others])
}

/// The numbers of each element but the last one.
pub(super) fn first_of(all: Expr<'_>, times: usize) -> Expr<'_> {
    all.pick(&(0..all.size()).filter(|k| k % times + 1 < times).collect::<Vec<_>>())
}

/// The slopes at knots, above `least`: 1 where `raw` is 0, so that a spline without anything learned is
/// the identity.
pub(super) fn slopes(raw: Expr<'_>, least: f64) -> Expr<'_> {
    (least + (raw + softplus_start(least)).softplus()).named("slopes")
}

/// The slopes at knots as powers of e: 1 where `raw` is 0.
pub(super) fn power_slopes(raw: Expr<'_>) -> Expr<'_> {
    raw.exp().named("slopes")
}

/// The least share of a bin where a word chooses it for its user: the usual one, of which many bins leave nine tenths of the range
/// to what is learned.
pub(crate) fn least_share(bins: usize) -> f64 {
    f64::min(1e-3, 0.1 / bins as f64)
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

/// Numbers at the two ends of each bin, `[elements, bins]`.
#[derive(Clone, Copy)]
pub(super) struct Ends<'g> {
    pub lower: Expr<'g>,
    pub upper: Expr<'g>,
}

impl<'g> Ends<'g> {
    /// Those of numbers at inner knots, `[elements, bins − 1]`, and one at both outer ones.
    pub fn of(inner: Expr<'g>, bins: usize, outer: Expr<'g>) -> Self {
        Ends { lower: beside(outer, inner, bins, 0), upper: beside(outer, inner, bins, bins - 1) }
    }

    /// Leaves for the ends of one element's bins.
    pub fn leaves(graph: &'g Graph, name: &str, bins: usize) -> Self {
        let leaf = |end: &str| graph.uniform(&format!("{name} {end}"), Shape::vector(bins));
        Ends { lower: leaf("below"), upper: leaf("above") }
    }

    pub fn both(self) -> [Expr<'g>; 2] {
        [self.lower, self.upper]
    }
}

/// A bin's ends, and the slopes there.
struct Bin<'g> {
    z: (Expr<'g>, Expr<'g>),
    x: (Expr<'g>, Expr<'g>),
    slope: (Expr<'g>, Expr<'g>),
}

/// All bins of one element.
pub(super) struct Knots<'g> {
    /// The curve goes from `-bound` to `bound`, and is the identity outside.
    pub bound: f64,
    pub z: Ends<'g>,
    pub x: Ends<'g>,
    pub slope: Ends<'g>,
}

impl<'g> Knots<'g> {
    /// The bin in which `at` lies, among those with the given ends.
    fn bin(&self, at: Expr<'g>, ends: Ends<'g>) -> Bin<'g> {
        let bins = lines(ends.lower, ends.lower.size());
        let at = self.inside(at).repeat(bins);
        // It lies in one bin, and what the others add is 0.
        let [is_before, is_below] = [at.less(ends.lower), at.less(ends.upper)];
        let choose = |numbers: Expr<'g>| is_before.select(0.0, is_below.select(numbers, 0.0)).fold(bins);
        let both = |of: Ends<'g>| (choose(of.lower), choose(of.upper));
        Bin { z: both(self.z), x: both(self.x), slope: both(self.slope) }
    }

    /// `at` where it is inside the bound, and 0 elsewhere: it lies in a bin, and what is not chosen in
    /// the end stays finite.
    fn inside(&self, at: Expr<'g>) -> Expr<'g> {
        let below = at.less(self.bound).select(at, 0.0);
        below.less(-self.bound).select(0.0, below)
    }

    /// `of` inside the bound, `outside` elsewhere.
    pub fn within(&self, at: Expr<'g>, of: Expr<'g>, outside: Expr<'g>) -> Expr<'g> {
        at.less(-self.bound).select(outside, at.less(self.bound).select(of, outside))
    }

    /// The curve at `z`, and the identity outside of the bound.
    pub fn value(&self, z: Expr<'g>) -> Expr<'g> {
        self.within(z, self.curve(z), z)
    }

    /// The curve at `z`, which lies inside the bound.
    pub fn curve(&self, z: Expr<'g>) -> Expr<'g> {
        let bin = self.bin(z, self.z);
        let (s, height) = (bin.steepness(), bin.x.1 - bin.x.0);
        let (xi, both) = bin.place(self.inside(z));
        let part = (s * xi.square() + bin.slope.0 * both) / bin.denominator(s, both);
        bin.x.0 + height * part
    }

    /// Its derivative.
    pub fn slope(&self, z: Expr<'g>) -> Expr<'g> {
        let bin = self.bin(z, self.z);
        let (xi, both) = bin.place(self.inside(z));
        self.within(z, bin.slope_at(xi, both), z.graph.number(1.0))
    }

    /// The `z` at which it is `x`.
    pub fn inverse(&self, x: Expr<'g>) -> Expr<'g> {
        let bin = self.bin(x, self.x);
        let xi = bin.place_of_value(self.inside(x));
        self.within(x, bin.z.0 + xi * (bin.z.1 - bin.z.0), x)
    }

    /// Its derivative there.
    pub fn slope_at_value(&self, x: Expr<'g>) -> Expr<'g> {
        let bin = self.bin(x, self.x);
        let xi = bin.place_of_value(self.inside(x));
        self.within(x, bin.slope_at(xi, xi * (1.0 - xi)), x.graph.number(1.0))
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

    /// The derivative at ξ, given ξ (1 − ξ).
    fn slope_at(&self, xi: Expr<'g>, both: Expr<'g>) -> Expr<'g> {
        let s = self.steepness();
        let numerator = self.slope.1 * xi.square() + 2.0 * s * both + self.slope.0 * (1.0 - xi).square();
        (s / self.denominator(s, both)).square() * numerator
    }

    /// The ξ at which the curve is `x`: the root of a ξ² + b ξ + c between 0 and 1, in the form without cancellation.
    fn place_of_value(&self, x: Expr<'g>) -> Expr<'g> {
        let (s, height) = (self.steepness(), self.x.1 - self.x.0);
        let rise = x - self.x.0;
        let excess = rise * (self.slope.0 + self.slope.1 - 2.0 * s);
        let a = height * (s - self.slope.0) + excess;
        let b = height * self.slope.0 - excess;
        let minus_c = s * rise;
        let discriminant = b.square() + 4.0 * a * minus_c;
        let root = discriminant.less(0.0).select(0.0, discriminant).unary(Unary::Sqrt);
        2.0 * minus_c / (b + root)
    }

    fn denominator(&self, s: Expr<'g>, both: Expr<'g>) -> Expr<'g> {
        s + (self.slope.0 + self.slope.1 - 2.0 * s) * both
    }
}
