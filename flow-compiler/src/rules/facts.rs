//! The interval of all that an expression can be. It proves that a slope cannot vanish.

use std::collections::{BTreeSet, HashMap};

use crate::ir::{Binary, Expr, Interval, Op, Part, Unary, Value};

/// All that `root` can be, given what some values can be. The arms of a `select` are bounded under its condition.
pub fn interval(root: Expr, given: &[(Value, Interval)]) -> Interval {
    let graph = root.graph;
    let mut known: HashMap<Value, Interval> = given.iter().copied().collect();
    for value in graph.order(&[root.value]) {
        if known.contains_key(&value) {
            continue;
        }
        let e = graph.at(value);
        let args: Vec<Interval> = e.node().args.iter().map(|a| known[a]).collect();
        let range = row(e, &args, &known, given);
        // What is no number, as the logarithm of a negative constant, bounds nothing.
        let bounded = !range.low.is_nan() && !range.high.is_nan();
        known.insert(value, if bounded { range } else { Interval::ALL });
    }
    known[&root.value]
}

fn row(e: Expr, args: &[Interval], known: &HashMap<Value, Interval>, given: &[(Value, Interval)]) -> Interval {
    match e.op() {
        Op::Leaf(_) => e.graph.assumed(e.value),
        // That the slope is positive is stated with it.
        Op::Stated(_, Part::Slope) => Interval::POSITIVE,
        Op::Root(_) | Op::Stated(..) | Op::TriangularSolve { .. } | Op::Outer { .. } => Interval::ALL,
        Op::Const(c) => Interval::point(c.0),
        Op::Unary(op) => unary(op, args[0]),
        Op::Binary(op) => match op {
            Binary::Add => args[0].add(args[1]),
            Binary::Sub => args[0].add(args[1].neg()),
            Binary::Mul => args[0].mul(args[1]),
            Binary::Div => args[0].mul(args[1].reciprocal()),
            Binary::Less => Interval::closed(0.0, 1.0),
        },
        Op::Select => arms(e, known, given),
        Op::Gather(_) => args[0],
        Op::Assemble { len, parts } => {
            let covered: usize = parts.iter().map(crate::shape::Index::len).sum();
            let rest = (covered < len).then_some(Interval::point(0.0));
            args.iter().copied().chain(rest).reduce(Interval::hull).unwrap_or(Interval::point(0.0))
        }
        Op::Norm => Interval { low_open: false, ..Interval::POSITIVE },
        Op::Sum => args[0].mul(Interval::point(e.arg(0).size() as f64)),
        Op::Product { .. } => args[0].mul(args[1]).mul(Interval::point(e.arg(1).size() as f64)),
    }
}

fn arms(e: Expr, known: &HashMap<Value, Interval>, given: &[(Value, Interval)]) -> Interval {
    let condition = e.arg(0);
    // An arm that is never taken has no numbers.
    let under = |arm: Expr, value: Value, bound: Interval| {
        if !reads_same_elements(arm, value) {
            return Some(known[&arm.value]);
        }
        let met = known[&value].meet(bound);
        let given = [given, &[(value, met)]].concat();
        (!met.is_empty()).then(|| interval(arm, &given))
    };
    let either = |a: Option<Interval>, b: Option<Interval>| match (a, b) {
        (Some(a), Some(b)) => a.hull(b),
        (one, other) => one.or(other).unwrap_or(Interval::ALL),
    };
    if condition.op() == Op::Binary(Binary::Less) {
        let (u, v) = (condition.arg(0), condition.arg(1));
        if let Some(c) = v.constant() {
            let below = Interval::open(f64::NEG_INFINITY, c);
            let above = Interval { low_open: false, ..Interval::open(c, f64::INFINITY) };
            return either(under(e.arg(1), u.value, below), under(e.arg(2), u.value, above));
        }
        if let Some(c) = u.constant() {
            let above = Interval::open(c, f64::INFINITY);
            let below = Interval { high_open: false, ..Interval::open(f64::NEG_INFINITY, c) };
            return either(under(e.arg(1), v.value, above), under(e.arg(2), v.value, below));
        }
    }
    known[&e.arg(1).value].hull(known[&e.arg(2).value])
}

/// Whether an arm's element reads no other element of a value than its own, the one that the condition is about.
fn reads_same_elements(arm: Expr, value: Value) -> bool {
    let graph = arm.graph;
    let mut readers = BTreeSet::from([value]);
    graph.at(value).is_scalar()
        || graph.order(&[arm.value]).into_iter().filter(|v| *v != value).all(|v| {
            let node = graph.node(v);
            let reads = node.args.iter().any(|a| readers.contains(a));
            if reads {
                readers.insert(v);
            }
            !reads || node.op.is_elementwise()
        })
}

fn unary(op: Unary, a: Interval) -> Interval {
    use crate::ir::eval::unary as f;
    let inf = f64::INFINITY;
    match op {
        Unary::Neg => a.neg(),
        Unary::Exp => a.increasing(f64::exp, 0.0, inf),
        Unary::Log => a.meet(Interval::POSITIVE).increasing(|v| if v == 0.0 { -inf } else { v.ln() }, -inf, inf),
        Unary::LogAbs => Interval::ALL,
        Unary::Log1p => a.meet(Interval::open(-1.0, inf)).increasing(f64::ln_1p, -inf, inf),
        Unary::Expm1 => a.increasing(f64::exp_m1, -1.0, inf),
        Unary::Tanh => a.increasing(f64::tanh, -1.0, 1.0),
        Unary::Sech2 => Interval { high_open: false, ..Interval::open(0.0, 1.0) },
        Unary::Atanh => Interval::ALL,
        Unary::Sigmoid => a.increasing(|v| f(Unary::Sigmoid, v), 0.0, 1.0),
        Unary::Softplus => a.increasing(|v| f(Unary::Softplus, v), 0.0, inf),
        Unary::Relu => {
            let low = if a.low < 0.0 { (0.0, false) } else { (a.low, a.low_open) };
            let high = if a.high < 0.0 { (0.0, false) } else { (a.high, a.high_open) };
            Interval { low: low.0, low_open: low.1, high: high.0, high_open: high.1 }
        }
        Unary::Abs => a.abs(),
        Unary::Sqrt => a.meet(Interval { low_open: false, ..Interval::POSITIVE }).increasing(f64::sqrt, 0.0, inf),
        Unary::Square => a.square(),
        Unary::Sin | Unary::Cos => Interval::closed(-1.0, 1.0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ir::Graph;
    use crate::shape::Shape;

    #[test]
    fn slopes_have_the_intervals_that_a_proof_needs() {
        let g = Graph::new();
        let z = g.varying("z", Shape::scalar());
        let rows = [
            (z.exp(), "(0, ∞)"),
            (1.0 + 0.4 * z.unary(Unary::Cos), "[0.6, 1.4]"),
            (1.0 + 1.4 * z.unary(Unary::Cos), "[-0.4, 2.4]"),
            (z.less(0.0).select(0.01, 1.0), "[0.01, 1]"),
            (z.less(0.0).select(-z, z), "[0, ∞)"),
            (g.number(1.0).less(z).select(z, 1.0), "[1, ∞)"),
            (z.unary(Unary::Sech2) + 1.0, "(1, 2]"),
            (1.0 / (2.0 + z.sigmoid()), "(0.3333, 0.5)"),
            (-(z.softplus()), "(-∞, 0)"),
        ];
        for (e, expected) in rows {
            assert_eq!(interval(e, &[]).to_string(), expected);
        }
    }

    #[test]
    fn a_domain_is_a_fact_about_its_leaf() {
        let g = Graph::new();
        let z = g.varying("z", Shape::scalar());
        assert_eq!(interval(1.0 / z, &[]).sign(), None);
        g.assume(z, Interval::POSITIVE);
        assert_eq!(interval(1.0 / z, &[]).sign(), Some(1.0));
    }
}
