//! Signs of slopes, what is said where one is not proved, and jumps at the edges of choices.

use std::collections::BTreeSet;

use super::Refusal;
use super::scalars::Scalars;
use crate::ir::eval::{Bindings, eval};
use crate::ir::print::shown;
use crate::ir::{Binary, Expr, Graph, Interval, Leaf, Op, Value};
use crate::rules::facts::interval;
use crate::rules::inverse::peel;
use crate::rules::jvp::derivative;
use crate::rules::normal::{expanded, sign};
use crate::shape::Shape;

/// The sign that all numbers of a slope of `x` have.
pub fn slope_sign<'g>(slope: Expr<'g>, x: Expr<'g>) -> Option<f64> {
    interval(slope).sign().or_else(|| {
        let signs = of_parts(slope, x, sign);
        let first = signs.first().copied().flatten();
        first.filter(|_| signs.iter().all(|s| *s == first))
    })
}

/// True if each number of a slope of `x` has one sign, though not all may have the same.
pub fn never_zero<'g>(slope: Expr<'g>, x: Expr<'g>) -> bool {
    interval(slope).sign().is_some() || of_parts(slope, x, sign).iter().all(Option::is_some)
}

fn of_parts<'g, T>(e: Expr<'g>, x: Expr<'g>, of: impl Fn(Expr) -> T) -> Vec<T> {
    let copy = e.graph.copy();
    let mut scalars = Scalars::new(&copy, x.value);
    scalars.parts(e.value).into_iter().map(of).collect()
}

/// The sign of the slope of `e` in `own`, step by step: at every value that all ways from own to e cross, the slope is the product of
/// the slopes before and behind it.
pub fn sign_by_steps<'g>(e: Expr<'g>, own: Expr<'g>) -> Option<f64> {
    let copy = e.graph.copy();
    let mut scalars = Scalars::new(&copy, own.value);
    let [e] = scalars.parts(e.value)[..] else { return None };
    let [own] = scalars.parts(own.value)[..] else { return None };
    let (mut total, mut below, mut range) = (1.0, own, interval(own));
    for above in crossings(e, own) {
        let step = copy.varying(&format!("step to {}", above.value.0), Shape::scalar());
        copy.assume(step, range);
        let made = copy.substitute(above, &[(below, step)]);
        total *= match made.op() {
            // That the slope of an equation has one sign was shown when it was made.
            Op::Root(equation)
                if made.arg(0).value == step.value && !made.args()[1..].iter().any(|a| a.needs(step)) =>
            {
                if equation.increasing { 1.0 } else { -1.0 }
            }
            _ => sign(derivative(made, step))?,
        };
        (below, range) = (above, interval(made));
    }
    Some(total)
}

/// The values that all ways from `own` to `e` cross, from own upwards, `e` the last.
fn crossings<'c>(e: Expr<'c>, own: Expr<'c>) -> Vec<Expr<'c>> {
    let mut out = Vec::new();
    let mut open = BTreeSet::from([e.value]);
    while let Some(value) = open.pop_last().filter(|v| *v != own.value) {
        let above = e.graph.at(value);
        if open.is_empty() {
            out.push(above);
        }
        open.extend(above.node().args.iter().filter(|a| e.graph.at(**a).needs(own)));
    }
    out.reverse();
    out
}

/// Describes a slope of `x` that may be 0: its shortest form, and where that lies.
pub fn unproved<'g>(slope: Expr<'g>, x: Expr<'g>) -> String {
    let said = of_parts(slope, x, |part| (sign(part).is_some(), shortest(part), range(part)));
    let worst = said.iter().find(|(proved, ..)| !proved).or(said.first());
    worst.map_or(String::new(), |(_, text, range)| format!("`{text}` lies in {range}, which contains 0"))
}

/// The same of a factor of a determinant.
pub fn unproved_factor(factor: Expr) -> String {
    let copy = factor.graph.copy();
    let factor = copy.at(factor.value);
    format!("`{}` of the determinant lies in {}, which contains 0", shortest(factor), range(factor))
}

fn shortest(e: Expr) -> String {
    let texts = [e, expanded(e)].map(|e| shown(e.graph, e.value));
    // A form that is left out in part is longer than it looks.
    let length = |text: &String| (text.contains('…'), text.chars().count());
    let [plain, normal] = texts;
    if length(&normal) < length(&plain) { normal } else { plain }
}

fn range(e: Expr) -> Interval {
    interval(e).meet(interval(expanded(e)))
}

/// True if both arms of a `select` are the same at the edge of its condition.
pub fn is_continuous(e: Expr) -> bool {
    let condition = e.arg(0);
    if condition.op() != Op::Binary(Binary::Less) {
        return false;
    }
    let (u, v) = (condition.arg(0), condition.arg(1));
    if equal_at_one_of(e, &[(u.value, v.value), (v.value, u.value)], false) {
        return true;
    }
    let copy = e.graph.copy();
    let mut scalars = Scalars::new(&copy, condition.value);
    scalars
        .parts(e.value)
        .into_iter()
        .all(|part| part.op() != Op::Select || equal_at_one_of(part, &edges(part.arg(0)), true))
}

/// True if the arms are equal at one of these edges; where `normal` is set, their normal forms are compared too.
fn equal_at_one_of(e: Expr, edges: &[(Value, Value)], normal: bool) -> bool {
    edges.iter().filter(|(from, _)| e.graph.at(*from).constant().is_none()).any(|&(from, to)| {
        let at_edge = |arm: Expr<'_>| {
            let (from, to) = (e.graph.at(from), e.graph.at(to));
            e.graph.substitute(e.graph.at(arm.value), &[(from, to.spread(&from.shape()))]).value
        };
        let (a, b) = (e.graph.at(at_edge(e.arg(1))), e.graph.at(at_edge(e.arg(2))));
        a.value == b.value
            || (a.constant().is_some() && a.constant() == b.constant())
            || (normal && expanded(a - b).is(0.0))
    })
}

/// Returns pairs that are equal at the edge of a condition `u < v`: u and v, also solved for their parts.
fn edges(condition: Expr) -> Vec<(Value, Value)> {
    let graph = condition.graph;
    let (u, v) = (condition.arg(0), condition.arg(1));
    let mut out = Vec::new();
    for (mut from, mut to) in [(u, v), (v, u)] {
        while from.constant().is_none() {
            out.push((from.value, to.value));
            let varying: Vec<usize> = (0..from.args().len()).filter(|k| from.arg(*k).node().varying).collect();
            let ([k], true) = (&varying[..], from.op().is_elementwise()) else { break };
            let Some(peeled) = peel(from, *k, to) else { break };
            (from, to) = (from.arg(*k), peeled);
        }
    }
    out.into_iter().filter(|(from, to)| !graph.at(*to).node().leaves.contains(from)).collect()
}

/// True if a slope of `x` jumps where x passes an edge: it differs from one side to the other, whatever it is made of.
pub fn jumps<'g>(slope: Expr<'g>, x: Expr<'g>) -> bool {
    let graph = slope.graph;
    let chooses = |e: Expr<'g>| e.op() == Op::Select && e.arg(0).needs(x);
    if !graph.order(&[slope.value]).into_iter().any(|v| chooses(graph.at(v))) {
        return false;
    }
    let copy = graph.copy();
    let mut scalars = Scalars::new(&copy, x.value);
    let parts = scalars.parts(slope.value);
    parts.into_iter().any(|part| part_jumps(part, &scalars.moving.iter().copied().collect()))
}

fn part_jumps(slope: Expr, moving: &BTreeSet<Value>) -> bool {
    let graph = slope.graph;
    let moves = |e: Expr| e.node().leaves.iter().any(|l| moving.contains(l));
    let all = || graph.order(&[slope.value]).into_iter().map(|v| graph.at(v));
    if all().filter(|e| e.op() == Op::Select && moves(e.arg(0))).all(is_continuous) {
        return false;
    }
    // Choices that jump may still add up to a slope that does not, as those of a spline's bins do.
    let conditions: Vec<Expr> = all().filter(|e| e.op() == Op::Binary(Binary::Less) && moves(*e)).collect();
    conditions.iter().any(|condition| {
        let leaf = |(from, _): &(Value, Value)| moving.contains(from);
        match edges(*condition).into_iter().find(leaf) {
            Some((own, edge)) => differs(slope, &conditions, graph.at(own), graph.at(edge)),
            None => true,
        }
    })
}

/// True if the sides of an edge differ, for a few numbers of all else. On either side the conditions are asked a little beside the
/// edge, and the numbers are those at it.
fn differs<'c>(slope: Expr<'c>, conditions: &[Expr<'c>], own: Expr<'c>, edge: Expr<'c>) -> bool {
    const BESIDE: f64 = 1e-9;
    const SAME: f64 = 1e-7;
    let graph = slope.graph;
    let aside = graph.varying("own beside the edge", Shape::scalar());
    let asked = |c: &Expr<'c>| (*c, graph.substitute(graph.at(c.value), &[(own, aside)]));
    let sides = graph.substitute(slope, &conditions.iter().map(asked).collect::<Vec<_>>());
    let leaves: BTreeSet<Value> = [sides, edge].iter().flat_map(|e| e.node().leaves.to_vec()).collect();
    (0..3).any(|sample| {
        let mut with = Bindings::default();
        for (k, leaf) in leaves.iter().map(|l| graph.at(*l)).enumerate() {
            // Numbers spread by the golden ratio.
            let unit = ((sample * leaves.len() + k + 1) as f64 * 0.618_033_988_749_895).fract();
            with = bound(with, leaf, within(graph.assumed(leaf.value), unit));
        }
        let at = eval(graph, &[edge.value], &with)[0][0];
        if !at.is_finite() || interval_lacks(graph.assumed(own.value), at) {
            return false;
        }
        let with = bound(with, own, at);
        let near = |side: f64| {
            let with = bound(with.clone(), aside, at + side * BESIDE * (1.0 + at.abs()));
            eval(graph, &[sides.value], &with)[0][0]
        };
        let (left, right) = (near(-1.0), near(1.0));
        (left - right).abs() > SAME * (left.abs() + right.abs())
    })
}

fn bound(with: Bindings, leaf: Expr, number: f64) -> Bindings {
    match leaf.op() {
        Op::Leaf(Leaf::Varying(name) | Leaf::Uniform(name)) => with.with(&name, &[number]),
        _ => with,
    }
}

/// A number of an interval, for one between 0 and 1.
fn within(interval: Interval, unit: f64) -> f64 {
    match (interval.low.is_finite(), interval.high.is_finite()) {
        (true, true) => interval.low + (interval.high - interval.low) * unit,
        (true, false) => interval.low + 3.0 * unit,
        (false, true) => interval.high - 3.0 * unit,
        (false, false) => 3.0 * unit - 1.5,
    }
}

fn interval_lacks(interval: Interval, v: f64) -> bool {
    interval.meet(Interval::point(v)).is_empty()
}

/// Refuses a `select` that may jump, of those whose condition `matters`: a map of positive slope that jumps back is not injective.
pub fn no_jump<'g>(y: Expr<'g>, matters: &dyn Fn(Expr<'g>) -> bool) -> Result<(), Refusal> {
    let graph: &'g Graph = y.graph;
    let selects = graph.order(&[y.value]).into_iter().map(|v| graph.at(v));
    match selects.into_iter().find(|e| e.op() == Op::Select && matters(e.arg(0)) && !is_continuous(*e)) {
        Some(e) => Err(Refusal::new(format!(
            "`{}` may jump where `{}` changes",
            shown(graph, e.value),
            shown(graph, e.arg(0).value)
        ))),
        None => Ok(()),
    }
}
