//! The rational normal form of a scalar: a sum of monomials over a product of sums.
//!
//! Monomials have integer powers, also negative ones, of *atoms*: values that are neither sums, products nor quotients. Vectors take part
//! elementwise; a sum over elements sorts the factors of each monomial into those that leave it (scalars) and those that stay. So
//! `w · (a + c w / (w · w))` becomes `w · a + c` with no rule that knows either. The form is used where it is smaller, and in proofs.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::facts::interval;
use crate::ir::{Binary, Expr, Graph, Interval, Op, Unary, Value};

/// Atoms with their powers, ascending.
type Monomial = Vec<(Value, i32)>;
/// Monomials with their coefficients.
type Poly = BTreeMap<Monomial, Coefficient>;

/// A finite coefficient, compared by its bits where it is part of a key.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Coefficient(f64);

/// Larger forms are not worth having.
const MOST_TERMS: usize = 24;

/// Higher powers of an atom are not worth having either.
const HIGHEST_POWER: u32 = 64;

/// The most cases, of choices between vectors by numbers, that are brought into a normal form of their own.
const MOST_CASES: usize = 16;

#[derive(Clone, Debug)]
struct Rational {
    numerator: Poly,
    /// Factors of more than one monomial, with powers.
    denominator: Vec<(Poly, u32)>,
}

fn constant(c: f64) -> Poly {
    if c == 0.0 { Poly::new() } else { Poly::from([(Vec::new(), Coefficient(c))]) }
}

fn atom(value: Value, power: i32) -> Poly {
    Poly::from([(vec![(value, power)], Coefficient(1.0))])
}

fn sum(a: &Poly, b: &Poly) -> Poly {
    let mut out = a.clone();
    for (monomial, c) in b {
        let before = out.get(monomial).map_or(0.0, |c| c.0);
        let after = before + c.0;
        // What rounding leaves of a pair that cancels is zero. What overflows stays, and is found to be no form.
        if after != 0.0 && (after.abs() > 1e-14 * before.abs() || !after.is_finite()) {
            out.insert(monomial.clone(), Coefficient(after));
        } else {
            out.remove(monomial);
        }
    }
    out
}

fn times(a: &Monomial, b: &Monomial) -> Monomial {
    let mut powers: BTreeMap<Value, i32> = a.iter().copied().collect();
    for (value, power) in b {
        *powers.entry(*value).or_default() += power;
    }
    powers.into_iter().filter(|(_, p)| *p != 0).collect()
}

fn product(a: &Poly, b: &Poly) -> Poly {
    let mut out = Poly::new();
    for (m, c) in a {
        for (k, d) in b {
            out = sum(&out, &Poly::from([(times(m, k), Coefficient(c.0 * d.0))]));
        }
    }
    out
}

impl Rational {
    fn of(numerator: Poly) -> Self {
        Rational { numerator, denominator: Vec::new() }
    }

    fn power_of(&self, factor: &Poly) -> u32 {
        self.denominator.iter().find(|(f, _)| f == factor).map_or(0, |(_, p)| *p)
    }

    fn times(&self, other: &Self) -> Self {
        // A factor that one has below and the other above is gone before anything is multiplied out.
        for (a, b) in [(self, other), (other, self)] {
            if b.numerator.len() > 1 && a.power_of(&b.numerator) > 0 {
                let without = Rational { numerator: constant(1.0), denominator: b.denominator.clone() };
                return a.without(&b.numerator).times(&without);
            }
        }
        let mut denominator = self.denominator.clone();
        for (factor, power) in &other.denominator {
            match denominator.iter_mut().find(|(f, _)| f == factor) {
                Some((_, p)) => *p += power,
                None => denominator.push((factor.clone(), *power)),
            }
        }
        Rational { numerator: product(&self.numerator, &other.numerator), denominator }.reduced()
    }

    /// With one power less of a factor of the denominator.
    fn without(&self, factor: &Poly) -> Self {
        let mut out = self.clone();
        out.denominator.iter_mut().filter(|(f, _)| f == factor).for_each(|(_, p)| *p -= 1);
        out.denominator.retain(|(_, p)| *p > 0);
        out
    }

    fn plus(&self, other: &Self) -> Self {
        let mut denominator = self.denominator.clone();
        for (factor, power) in &other.denominator {
            match denominator.iter_mut().find(|(f, _)| f == factor) {
                Some((_, p)) => *p = (*p).max(*power),
                None => denominator.push((factor.clone(), *power)),
            }
        }
        let raised = |r: &Self| {
            let mut numerator = r.numerator.clone();
            for (factor, power) in &denominator {
                for _ in r.power_of(factor)..*power {
                    numerator = product(&numerator, factor);
                }
            }
            numerator
        };
        Rational { numerator: sum(&raised(self), &raised(other)), denominator }.reduced()
    }

    fn reciprocal(&self) -> Self {
        let mut numerator = constant(1.0);
        for (factor, power) in &self.denominator {
            for _ in 0..*power {
                numerator = product(&numerator, factor);
            }
        }
        if self.numerator.len() == 1 {
            let (monomial, c) = self.numerator.iter().next().map(|(m, c)| (m.clone(), c.0)).unwrap_or_default();
            let inverse = monomial.into_iter().map(|(v, p)| (v, -p)).collect();
            return Rational::of(product(&numerator, &Poly::from([(inverse, Coefficient(1.0 / c))])));
        }
        Rational { numerator, denominator: vec![(self.numerator.clone(), 1)] }
    }

    /// Without factors of the denominator that are the numerator itself.
    fn reduced(mut self) -> Self {
        if let Some(at) = self.denominator.iter().position(|(f, _)| *f == self.numerator) {
            self.numerator = constant(1.0);
            self.denominator[at].1 -= 1;
            self.denominator.retain(|(_, p)| *p > 0);
        }
        if self.numerator.is_empty() {
            self.denominator.clear();
        }
        self
    }

    /// True if a form is not worth having: it has many terms, high powers, or coefficients that are no numbers.
    fn is_large(&self) -> bool {
        let high = |power: u32| power > HIGHEST_POWER;
        let large = |poly: &Poly| {
            poly.len() > MOST_TERMS
                || poly.iter().any(|(m, c)| !c.0.is_finite() || m.iter().any(|(_, power)| high(power.unsigned_abs())))
        };
        large(&self.numerator) || self.denominator.iter().any(|(factor, power)| high(*power) || large(factor))
    }
}

/// All values that an expression is made of, arguments first; what a sealed one is made of does not matter.
fn made_of(root: Expr) -> BTreeSet<Value> {
    let mut seen = BTreeSet::new();
    let mut todo = vec![root.value];
    while let Some(value) = todo.pop() {
        if seen.insert(value) && !root.graph.is_sealed(value) {
            todo.extend(&root.graph.node(value).args);
        }
    }
    seen
}

fn rational(root: Expr) -> Option<Rational> {
    let graph = root.graph;
    let mut known: HashMap<Value, Rational> = HashMap::new();
    for value in made_of(root) {
        let e = graph.at(value);
        let arg = |k: usize| known[&e.node().args[k]].clone();
        let minus = |r: Rational| r.times(&Rational::of(constant(-1.0)));
        let form = match e.op() {
            _ if graph.is_sealed(value) => Rational::of(atom(value, 1)),
            Op::Const(c) if c.0.is_finite() => Rational::of(constant(c.0)),
            Op::Binary(Binary::Add) => arg(0).plus(&arg(1)),
            Op::Binary(Binary::Sub) => arg(0).plus(&minus(arg(1))),
            Op::Binary(Binary::Mul) => arg(0).times(&arg(1)),
            Op::Binary(Binary::Div) if !arg(1).numerator.is_empty() => arg(0).times(&arg(1).reciprocal()),
            Op::Unary(Unary::Neg) => minus(arg(0)),
            Op::Unary(Unary::Square) => arg(0).times(&arg(0)),
            Op::Sum => leave_sum(e, &arg(0)),
            Op::Norm => leave_norm(e, &arg(0)),
            _ => Rational::of(atom(value, 1)),
        };
        if form.is_large() {
            return None;
        }
        known.insert(value, form);
    }
    known.remove(&root.value)
}

/// Factors of a monomial that are one number, and those that differ from element to element.
fn sorted(graph: &Graph, monomial: &Monomial) -> (Monomial, Monomial) {
    monomial.iter().partition(|(v, _)| graph.at(*v).is_scalar())
}

fn is_scalar_poly(graph: &Graph, poly: &Poly) -> bool {
    poly.keys().flatten().all(|(v, _)| graph.at(*v).is_scalar())
}

/// `Σ c v = c Σ v`, monomial by monomial; `Σ v²` is the square of a norm where that is there.
fn leave_sum(e: Expr, inside: &Rational) -> Rational {
    let graph = e.graph;
    if !inside.denominator.iter().all(|(f, _)| is_scalar_poly(graph, f)) {
        return Rational::of(atom(e.value, 1));
    }
    let mut out = Poly::new();
    for (monomial, c) in &inside.numerator {
        let (leave, stay) = sorted(graph, monomial);
        let inner = if stay.is_empty() {
            constant(e.arg(0).size() as f64)
        } else if let Some(known) = orthonormal_dot(graph, &stay) {
            constant(known)
        } else {
            let elements = rebuild_monomial(graph, &stay);
            match elements.op() {
                Op::Unary(Unary::Square) if graph.has_norm(elements.arg(0)) => atom(elements.arg(0).norm().value, 2),
                _ => atom(elements.sum().value, 1),
            }
        };
        out = sum(&out, &product(&inner, &Poly::from([(leave, *c)])));
    }
    Rational { numerator: out, denominator: inside.denominator.clone() }.reduced()
}

/// `Σ u v` of vectors of one orthonormal family.
fn orthonormal_dot(graph: &Graph, vectors: &Monomial) -> Option<f64> {
    let family = |v: Value| graph.orthonormal_family(v);
    match vectors[..] {
        [(u, 2)] => family(u).map(|_| 1.0),
        [(u, 1), (v, 1)] => family(u).filter(|f| family(v) == Some(*f)).map(|_| 0.0),
        _ => None,
    }
}

/// `‖c v‖ = c ‖v‖` for a positive sum of numbers c that all elements share.
fn leave_norm(e: Expr, inside: &Rational) -> Rational {
    let graph = e.graph;
    let positive = |f: &Poly| is_scalar_poly(graph, f) && poly_interval(graph, f).above(0.0);
    let mut vectors: BTreeMap<Monomial, Poly> = BTreeMap::new();
    for (monomial, c) in &inside.numerator {
        let (leave, stay) = sorted(graph, monomial);
        vectors.entry(leave).or_default().insert(stay, *c);
    }
    // Of all vectors that differ by a positive number the one of coefficient ±1, so that their norms are one value.
    let mut vector = vectors.values().next().cloned().unwrap_or_default();
    let unit = vector.values().next().map_or(1.0, |c| c.0.abs());
    vector.values_mut().for_each(|c| c.0 /= unit);
    let shared = vectors.into_iter().map(|(leave, v)| Some((leave, Coefficient(multiple(&v, &vector)?))));
    let shared = shared.collect::<Option<Poly>>().filter(positive);
    let Some(shared) = shared.filter(|_| inside.denominator.iter().all(|(f, _)| positive(f))) else {
        return Rational::of(atom(e.value, 1));
    };
    let norm = rebuild(graph, &vector).spread(&e.arg(0).shape()).norm();
    Rational { numerator: product(&atom(norm.value, 1), &shared), denominator: inside.denominator.clone() }
}

/// The number by which one is multiplied to be the other.
fn multiple(poly: &Poly, of: &Poly) -> Option<f64> {
    type Term<'a> = (&'a Monomial, &'a Coefficient);
    let ratio = |(term, other): (Term<'_>, Term<'_>)| (term.0 == other.0).then_some(term.1.0 / other.1.0);
    let ratios = poly.iter().zip(of).map(ratio).collect::<Option<Vec<f64>>>()?;
    let first = ratios.first().copied().filter(|_| poly.len() == of.len())?;
    ratios.iter().all(|ratio| (ratio - first).abs() <= 1e-14 * first.abs()).then_some(first)
}

fn rebuild_monomial<'g>(graph: &'g Graph, monomial: &Monomial) -> Expr<'g> {
    let (mut up, mut down) = (graph.number(1.0), graph.number(1.0));
    for (value, power) in monomial {
        let e = graph.at(*value);
        for _ in 0..power.unsigned_abs() {
            if *power > 0 { up = up * e } else { down = down * e }
        }
    }
    up / down
}

/// Positive terms first. `m − m sech² a` is written `m tanh² a`, which is exact where the difference cancels.
fn rebuild<'g>(graph: &'g Graph, poly: &Poly) -> Expr<'g> {
    let mut terms: Vec<(Expr<'g>, f64)> = Vec::new();
    let mut rest = poly.clone();
    for (monomial, c) in poly {
        let folded = monomial.iter().enumerate().find_map(|(i, (value, power))| {
            let e = graph.at(*value);
            if *power != 1 || e.op() != Op::Unary(Unary::Sech2) || c.0 >= 0.0 {
                return None;
            }
            let mut partner = monomial.clone();
            partner.remove(i);
            let whole = rest.get(&partner).filter(|p| p.0 == -c.0 && rest.contains_key(monomial))?;
            Some((partner.clone(), e.arg(0).tanh().square() * rebuild_monomial(graph, &partner), whole.0))
        });
        if let Some((partner, e, whole)) = folded {
            rest.remove(monomial);
            rest.remove(&partner);
            terms.push((e, whole));
        }
    }
    terms.extend(rest.iter().map(|(m, c)| (rebuild_monomial(graph, m), c.0)));
    terms.sort_by_key(|term| term.1 < 0.0);
    let add = |out: Expr<'g>, (e, c): (Expr<'g>, f64)| if c < 0.0 { out - -c * e } else { out + c * e };
    terms.into_iter().fold(graph.number(0.0), add)
}

fn rebuilt<'g>(graph: &'g Graph, form: &Rational) -> Expr<'g> {
    let mut out = rebuild(graph, &form.numerator);
    for (factor, power) in &form.denominator {
        for _ in 0..*power {
            out = out / rebuild(graph, factor);
        }
    }
    out
}

/// A `select` on one number from which an expression is made: each case is an expression of its own.
fn cases<'g>(e: Expr<'g>) -> Option<(Expr<'g>, Expr<'g>, Expr<'g>)> {
    let graph = e.graph;
    let parts = made_of(e).into_iter().filter(|v| !graph.is_sealed(*v)).map(|v| graph.at(v));
    let choice = parts.into_iter().find(|n| n.op() == Op::Select && n.arg(0).is_scalar() && !n.is_scalar())?;
    let with = |arm: Expr<'g>| graph.substitute(e, &[(choice, arm.spread(&choice.shape()))]);
    Some((choice.arg(0), with(choice.arg(1)), with(choice.arg(2))))
}

/// The normal form, where the expression has one of bounded size; of each case, where a number chooses between vectors.
pub fn expanded(e: Expr) -> Expr {
    expanded_within(e, &mut 0)
}

/// The same, where so many cases have been made already: choices inside of choices double them.
fn expanded_within<'g>(e: Expr<'g>, made: &mut usize) -> Expr<'g> {
    if *made < MOST_CASES
        && let Some((condition, a, b)) = cases(e)
    {
        *made += 2;
        let (a, b) = (expanded_within(a, made), expanded_within(b, made));
        return condition.select(a, b).spread(&e.shape());
    }
    rational(e).map_or(e, |form| rebuilt(e.graph, &form).spread(&e.shape()))
}

/// The normal form of a scalar where that is the smaller expression, else the scalar itself.
pub fn normal(e: Expr) -> Expr {
    let other = expanded(e);
    let size = |e: Expr| e.graph.order(&[e.value]).len();
    if size(other) <= size(e) { other } else { e }
}

fn poly_interval(graph: &Graph, poly: &Poly) -> Interval {
    let mut out = Interval::point(0.0);
    for (monomial, c) in poly {
        let mut term = Interval::point(c.0);
        for (value, power) in monomial {
            let base = interval(graph.at(*value));
            let base = if *power > 0 { base } else { base.reciprocal() };
            for _ in 0..power.unsigned_abs() / 2 {
                term = term * base.square();
            }
            if power % 2 != 0 {
                term = term * base;
            }
        }
        out = out + term;
    }
    out
}

/// `1` or `−1` where all values have that sign, by the interval of the expression or of its normal form.
pub fn sign(e: Expr) -> Option<f64> {
    sign_known(e, &mut HashMap::new())
}

/// The same, with what is known of arms that several choices share.
fn sign_known<'g>(e: Expr<'g>, known: &mut HashMap<Value, Option<f64>>) -> Option<f64> {
    if let Some(sign) = known.get(&e.value) {
        return *sign;
    }
    let sign = interval(e).sign().or_else(|| {
        if e.op() == Op::Select {
            return sign_known(e.arg(1), known).filter(|s| sign_known(e.arg(2), known) == Some(*s));
        }
        sign_of_form(e.graph, &rational(e)?)
    });
    known.insert(e.value, sign);
    sign
}

fn sign_of_form(graph: &Graph, form: &Rational) -> Option<f64> {
    let mut sign = poly_interval(graph, &form.numerator).sign()?;
    for (factor, power) in &form.denominator {
        let of_factor = poly_interval(graph, factor).sign()?;
        sign *= if power % 2 == 0 { 1.0 } else { of_factor };
    }
    Some(sign)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ir::print::formula;
    use crate::shape::Shape;

    #[test]
    fn a_dot_distributes_and_what_cancels_is_gone() {
        let g = Graph::new();
        let (w, u) = (g.parameter(0, "w", Shape::vector(4)), g.parameter(1, "u", Shape::vector(4)));
        let wu = (w * u).sum();
        let u_hat = u + (wu.softplus() - 1.0 - wu) * w / (w * w).sum();
        let found = normal((w * u_hat).sum());
        assert_eq!(formula(&g, found.value), "(softplus(sum(w*u)) - 1)");
    }

    /// `‖(2 + s) v‖` for a positive s, where the numbers before v are not all 1; with a sign that may change, it stays whole.
    #[test]
    fn a_norm_is_left_by_what_all_elements_share() {
        let g = Graph::new();
        let (v, s) = (g.varying("v", Shape::vector(3)), g.parameter(0, "s", Shape::scalar()));
        let of = |factor: Expr<'_>| formula(&g, expanded((g.at(factor.value) * v).norm()).value);
        assert_eq!(of(2.0 + s.softplus()), "(softplus(s)*norm(v) + 2*norm(v))");
        assert_eq!(of(2.0 + s), "norm(v*(2 + s))");
        assert_eq!(of(2.0 - s.softplus()), "norm(v*(2 - softplus(s)))");
    }

    #[test]
    fn the_determinant_of_a_planar_map_does_not_cancel() {
        let g = Graph::new();
        let (a, c) = (g.varying("a", Shape::scalar()), g.parameter(0, "c", Shape::scalar()).softplus());
        let found = expanded(1.0 + a.unary(Unary::Sech2) * (c - 1.0));
        assert_eq!(sign(found), Some(1.0));
        let text = formula(&g, found.value);
        assert!(text.contains("tanh(a)^2") && !text.contains('-'), "{text}");
    }

    #[test]
    fn signs_that_intervals_alone_do_not_see() {
        let g = Graph::new();
        let a = g.parameter(0, "a", Shape::scalar()).softplus();
        let r = g.varying("v", Shape::vector(3)).norm();
        let b = g.parameter(1, "b", Shape::scalar()).softplus() - a;
        let h = 1.0 / (a + r);
        assert_eq!(interval(1.0 + b * h).sign(), None);
        assert_eq!(sign(1.0 + b * h), Some(1.0));
        assert_eq!(sign(1.0 + b * h - b * h.square() * r), Some(1.0));
    }
}
