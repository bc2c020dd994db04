//! The other direction of a triangular map, level by level: in each level's equation, what reads lower levels is known, and the
//! element itself is freed by dividing an affine remainder, splitting a continuous monotone `select`, or peeling one operation.

use std::collections::HashMap;
use std::rc::Rc;

use super::dependence::Levels;
use super::log_det::{Triangular, is_masked};
use super::proof::{is_continuous, no_jump, sign_by_steps, slope_sign, unproved};
use super::{Proof, Refusal};
use crate::ir::eval::{Bindings, eval};
use crate::ir::print::shown;
use crate::ir::{Binary, Equation, Expr, Interval, Leaf, Op, Value};
use crate::rules::inverse::peel;
use crate::rules::jvp::derivative;
use crate::shape::{Shape, positions};

/// Elements of x of one level, freed: a function of y and of lower levels of x.
pub struct Solved<'g> {
    /// Which elements.
    pub elements: Vec<usize>,
    /// Their values.
    pub value: Expr<'g>,
    /// Their level.
    pub level: usize,
}

/// Each level's elements as functions of y and lower levels, in ascending order of levels.
pub fn level_form<'g>(map: &Triangular<'g>, y: Expr<'g>) -> Result<Vec<Solved<'g>>, Refusal> {
    let mut out = Vec::new();
    for piece in equations(map, y)? {
        let own = own_of(map.x, &piece.solved);
        let equation = expose(piece.value, &piece.elements, &piece.solved, own, &map.dependence)?;
        let value = undo(equation, y.pick(&piece.outputs), own, map.proof)?.spread(&own.shape());
        out.push(Solved { elements: piece.solved, value, level: piece.level });
    }
    out.sort_by_key(|s| s.level);
    Ok(out)
}

/// True if the inverse is a loop over levels: its formula computes a masked product, which would stand once for each level in a
/// formula that is unrolled.
pub fn is_sequential(map: &Triangular) -> bool {
    map.dependence.count() > 1 && is_masked(map.y)
}

/// Elements of x that solve an equation each: `left(own; lower levels of x) = right`.
#[derive(Clone, Debug)]
pub struct Piece {
    /// Which elements of x, in ascending order of levels.
    pub solved: Vec<usize>,
    /// The leaf of these elements in the left side.
    pub own: Value,
    /// The left side.
    pub left: Value,
    /// The right side, a function of y.
    pub right: Value,
}

/// The equations of all elements of x, all levels at once.
pub fn pieces<'g>(map: &Triangular<'g>, y: Expr<'g>) -> Result<Vec<Piece>, Refusal> {
    let mut out = Vec::new();
    for (solved, outputs, (own, left)) in at_all_levels(map.x, map.y, &map.pi, &map.dependence)? {
        out.push(Piece { solved, own: own.value, left: left.value, right: y.pick(&outputs).value });
    }
    Ok(out)
}

/// The left side of every element's equation, after the leaf of the element in it.
pub(super) fn equations_of<'g>(
    x: Expr<'g>,
    y: Expr<'g>,
    pi: &[usize],
    dependence: &Levels<'g>,
) -> Result<Vec<(Expr<'g>, Expr<'g>)>, Refusal> {
    Ok(at_all_levels(x, y, pi, dependence)?.into_iter().map(|(_, _, equation)| equation).collect())
}

/// Elements of x, the outputs that they determine, and their equation: its leaf and its left side.
type AtAllLevels<'g> = (Vec<usize>, Vec<usize>, (Expr<'g>, Expr<'g>));

fn at_all_levels<'g>(
    x: Expr<'g>,
    y: Expr<'g>,
    pi: &[usize],
    dependence: &Levels<'g>,
) -> Result<Vec<AtAllLevels<'g>>, Refusal> {
    let all: Vec<usize> = (0..y.size()).collect();
    let mut out = Vec::new();
    for (value, elements, outputs) in outputs_of(y, &all, &all) {
        // In the order of levels, in which the network's rows lie: a level is then a row.
        let mut ordered: Vec<(usize, usize, usize)> =
            elements.into_iter().zip(outputs).map(|(e, o)| (pi[o], e, o)).collect();
        ordered.sort_by_key(|(solved, ..)| dependence.level[*solved]);
        let solved: Vec<usize> = ordered.iter().map(|o| o.0).collect();
        let elements: Vec<usize> = ordered.iter().map(|o| o.1).collect();
        let outputs: Vec<usize> = ordered.iter().map(|o| o.2).collect();
        let own = own_of(x, &solved);
        let left = expose(value, &elements, &solved, own, dependence)?.spread(&own.shape());
        out.push((solved, outputs, (own, left)));
    }
    Ok(out)
}

/// `x` as a function of the right sides and of lower levels of x, all levels at once.
pub fn by_level<'g>(x: Expr<'g>, pieces: &[Piece]) -> Result<Expr<'g>, Refusal> {
    let at = |value: Value| x.graph.at(value);
    let mut parts = Vec::new();
    for piece in pieces {
        let value = undo(at(piece.left), at(piece.right), at(piece.own), Proof::Needed)?;
        parts.push((piece.solved.clone(), value.spread(&at(piece.own).shape())));
    }
    Ok(assemble(x, &parts))
}

/// `x`, as a function of `y`: lower levels are put into higher ones.
pub fn inverse<'g>(map: &Triangular<'g>, y: Expr<'g>) -> Result<Expr<'g>, Refusal> {
    let graph = y.graph;
    if let Op::Gather(index) = map.y.op()
        && map.y.arg(0).value == map.x.value
    {
        return Ok(y.gather(graph.inverse_index(&index)));
    }
    let solved = level_form(map, y)?;
    let mut parts: Vec<(Vec<usize>, Expr<'g>)> = Vec::new();
    for level in 0..map.dependence.count() {
        let known = assemble(map.x, &parts);
        for piece in solved.iter().filter(|s| s.level == level) {
            parts.push((piece.elements.clone(), graph.substitute(piece.value, &[(map.x, known)])));
        }
    }
    Ok(assemble(map.x, &parts))
}

/// Elements of x that one expression of y determines, all of one level.
struct Determined<'g> {
    value: Expr<'g>,
    elements: Vec<usize>,
    outputs: Vec<usize>,
    solved: Vec<usize>,
    level: usize,
}

/// Splits y through gathers and assemblies into the expressions that make it up, level by level.
fn equations<'g>(map: &Triangular<'g>, y: Expr<'g>) -> Result<Vec<Determined<'g>>, Refusal> {
    let all: Vec<usize> = (0..y.size()).collect();
    let mut out = Vec::new();
    for (value, elements, outputs) in outputs_of(map.y, &all, &all) {
        for level in 0..map.dependence.count() {
            let here: Vec<usize> =
                (0..outputs.len()).filter(|i| map.dependence.level[map.pi[outputs[*i]]] == level).collect();
            if here.is_empty() {
                continue;
            }
            let outputs: Vec<usize> = here.iter().map(|i| outputs[*i]).collect();
            out.push(Determined {
                value,
                elements: here.iter().map(|i| elements[*i]).collect(),
                solved: outputs.iter().map(|o| map.pi[*o]).collect(),
                outputs,
                level,
            });
        }
    }
    Ok(out)
}

/// An expression, elements of it, and the outputs that they are.
type Located<'g> = (Expr<'g>, Vec<usize>, Vec<usize>);

fn outputs_of<'g>(n: Expr<'g>, elements: &[usize], outputs: &[usize]) -> Vec<Located<'g>> {
    match n.op() {
        Op::Gather(index) => {
            let from = n.graph.elements(&index);
            let inner: Vec<usize> = elements.iter().map(|e| from[*e]).collect();
            outputs_of(n.arg(0), &inner, outputs)
        }
        Op::Assemble { parts, .. } => {
            let mut out = Vec::new();
            for (k, part) in parts.iter().enumerate() {
                let places = positions(&n.graph.elements(part));
                let here: Vec<(usize, usize)> =
                    elements.iter().zip(outputs).filter_map(|(e, o)| places.get(e).map(|inner| (*inner, *o))).collect();
                if !here.is_empty() {
                    let (inner, outer): (Vec<usize>, Vec<usize>) = here.into_iter().unzip();
                    out.extend(outputs_of(n.arg(k), &inner, &outer));
                }
            }
            out
        }
        _ => vec![(n, elements.to_vec(), outputs.to_vec())],
    }
}

pub(super) fn assemble<'g>(x: Expr<'g>, parts: &[(Vec<usize>, Expr<'g>)]) -> Expr<'g> {
    let graph = x.graph;
    if parts.is_empty() {
        return graph.filled(0.0, x.shape());
    }
    let indices = parts.iter().map(|(solved, _)| graph.index(solved)).collect();
    let values: Vec<Expr> = parts.iter().map(|(_, value)| *value).collect();
    graph.make(Op::Assemble { len: x.size(), parts: indices }, &values)
}

/// `n[elements]` rewritten so that x occurs only as `own` under elementwise operations, and all the rest is of lower level.
fn expose<'g>(
    n: Expr<'g>,
    elements: &[usize],
    solved: &[usize],
    own: Expr<'g>,
    dependence: &Levels<'g>,
) -> Result<Expr<'g>, Refusal> {
    Exposed { solved, own, dependence, known: HashMap::new() }.of(n, elements)
}

/// The walk that exposes `own`; each value is rewritten once however many values read it.
struct Exposed<'d, 'g> {
    solved: &'d [usize],
    own: Expr<'g>,
    dependence: &'d Levels<'g>,
    known: HashMap<(Value, Rc<[usize]>), Expr<'g>>,
}

impl<'g> Exposed<'_, 'g> {
    fn of(&mut self, n: Expr<'g>, elements: &[usize]) -> Result<Expr<'g>, Refusal> {
        let (dependence, needs) = (self.dependence, self.dependence.of(n));
        let lower = elements.iter().zip(self.solved).all(|(e, s)| dependence.depth(needs[*e]) <= dependence.level[*s]);
        if lower {
            return Ok(n.pick(elements));
        }
        if n.value == dependence.x.value && elements == self.solved {
            return Ok(self.own);
        }
        let key = (n.value, elements.into());
        if let Some(known) = self.known.get(&key) {
            return Ok(*known);
        }
        let made = self.made(n, elements)?;
        self.known.insert(key, made);
        Ok(made)
    }

    fn made(&mut self, n: Expr<'g>, elements: &[usize]) -> Result<Expr<'g>, Refusal> {
        let graph = n.graph;
        match n.op() {
            op if op.is_elementwise() => {
                let mut args = Vec::new();
                for (k, a) in n.args().into_iter().enumerate() {
                    args.push(self.of(a, &n.read_by(k, elements))?);
                }
                Ok(graph.make(op, &args))
            }
            Op::Gather(index) => {
                let from = graph.elements(&index);
                let inner: Vec<usize> = elements.iter().map(|e| from[*e]).collect();
                self.of(n.arg(0), &inner)
            }
            _ => Err(Refusal::new(format!(
                "no inverse by peeling: `{}` stands between an element and its output",
                shown(graph, n.value)
            ))),
        }
    }
}

/// The most sides of edges that an inverse is written out for. Choices inside of choices double them, and a search finds what is left.
const MOST_SIDES: usize = 256;

/// Solves `e(own) = right` for own, elementwise.
fn undo<'g>(e: Expr<'g>, right: Expr<'g>, own: Expr<'g>, proof: Proof) -> Result<Expr<'g>, Refusal> {
    undo_within(e, right, own, proof, &mut 0)
}

/// The same, where so many sides of edges are written out already.
fn undo_within<'g>(
    mut e: Expr<'g>,
    mut right: Expr<'g>,
    own: Expr<'g>,
    proof: Proof,
    sides: &mut usize,
) -> Result<Expr<'g>, Refusal> {
    let graph = own.graph;
    while e.value != own.value {
        let unknown: Vec<usize> = (0..e.args().len()).filter(|k| e.arg(*k).needs(own)).collect();
        if let [k] = unknown[..]
            && let Some(peeled) = peel(e, k, right)
        {
            (right, e) = (peeled, e.arg(k));
            continue;
        }
        let slope = derivative(e, own);
        if !slope.needs(own) {
            let at_zero = graph.substitute(e, &[(own, graph.filled(0.0, own.shape()))]);
            return Ok((right - at_zero) / slope);
        }
        // Where an arm alone has no inverse, the whole may have one.
        if let Some(Ok(solved)) = split(e, right, own, slope, sides) {
            return Ok(solved);
        }
        let sign = slope_sign(slope, own).or_else(|| sign_by_steps(e, own));
        return match (sign, proof) {
            (Some(sign), _) => Ok(root_within(e, right, own, sign > 0.0)),
            (None, Proof::Assumed) => Ok(root_within(e, right, own, rises(e, own))),
            (None, Proof::Needed) => Err(Refusal::new(format!("no inverse: the slope {}", unproved(slope, own)))),
        };
    }
    Ok(right)
}

/// The leaf of elements of x in their own equation: what they can be is known.
fn own_of<'g>(x: Expr<'g>, solved: &[usize]) -> Expr<'g> {
    let graph = x.graph;
    let own = graph.varying(&format!("own {}", solved[0]), Shape::vector(solved.len()));
    graph.assume(own, graph.assumed(x.value));
    let alone = if let [one] = solved { graph.element(x, *one).and_then(|e| graph.word(e)) } else { None };
    own.called(&alone.unwrap_or_else(|| shown(graph, x.value)))
}

/// An increasing map of any number, the first, onto what a leaf can be, where that is not any number.
fn onto_domain(own: Expr<'_>) -> Option<(Expr<'_>, Expr<'_>)> {
    let (graph, domain) = (own.graph, own.graph.assumed(own.value));
    let any = graph.varying(&format!("any for {}", own.value.0), own.shape());
    let (low, high) = (domain.low, domain.high);
    match (low.is_finite(), high.is_finite()) {
        (false, false) => None,
        (true, false) => Some((any, low + any.exp())),
        (false, true) => Some((any, high - (-any).exp())),
        (true, true) => Some((any, low + (high - low) * any.sigmoid())),
    }
}

/// The root of an equation whose unknown may have a domain: then a bracket grows over the numbers that are mapped onto it.
fn root_within<'g>(e: Expr<'g>, right: Expr<'g>, own: Expr<'g>, increasing: bool) -> Expr<'g> {
    match onto_domain(own) {
        None => root(e, right, own, derivative(e, own), increasing),
        Some((any, inside)) => {
            let e = own.graph.substitute(e, &[(own, inside)]);
            let solved = root(e, right, any, derivative(e, any), increasing);
            own.graph.substitute(inside, &[(any, solved)])
        }
    }
}

/// The solution `u` of `left(u) = right`, elementwise; for layers that state a transformer's inverse.
pub fn solve<'g>(right: Expr<'g>, left: impl FnOnce(Expr<'g>) -> Expr<'g>) -> Result<Expr<'g>, Refusal> {
    let own = right.graph.varying("own of the transformer", right.shape());
    let left = left(own);
    no_jump(left, &|condition| condition.needs(own))?;
    undo(left, right, own, Proof::Needed)
}

/// The same of a map of a domain that is assumed to be invertible: where no rule applies, what bisection finds.
pub fn solve_assumed<'g>(right: Expr<'g>, domain: Interval, left: impl FnOnce(Expr<'g>) -> Expr<'g>) -> Expr<'g> {
    let own = right.graph.varying("own of the assumed inverse", right.shape());
    right.graph.assume(own, domain);
    let left = left(own);
    // With every root allowed, nothing is left to refuse.
    undo(left, right, own, Proof::Assumed).unwrap_or(own)
}

/// True if `e` is higher at `own = 3` than at `own = −3`, or where a domain's map takes these, all else being 0.3: the direction of a
/// map whose slope has no proved sign.
pub fn rises(e: Expr, own: Expr) -> bool {
    let graph = e.graph;
    let own = graph.at(own.value);
    let (own, e) = onto_domain(own).map_or((own, e), |(any, inside)| (any, graph.substitute(e, &[(own, inside)])));
    let mut with = Bindings::default();
    for leaf in e.node().leaves.iter().map(|l| graph.at(*l)) {
        let numbers = vec![0.3; leaf.size()];
        match leaf.op() {
            Op::Leaf(Leaf::Parameter(k, _)) => {
                with.parameters.resize(with.parameters.len().max(k + 1), Vec::new());
                with.parameters[k] = numbers;
            }
            Op::Leaf(Leaf::Varying(name) | Leaf::Uniform(name)) => with = with.with(&name, &numbers),
            _ => {}
        }
    }
    let Op::Leaf(Leaf::Varying(name) | Leaf::Uniform(name)) = own.op() else { return true };
    let at =
        |v: f64| -> f64 { eval(graph, &[e.value], &with.clone().with(&name, &vec![v; own.size()]))[0].iter().sum() };
    at(3.0) > at(-3.0)
}

/// The solution `own` of `left(own) = right`, whose one root is crossed upwards or downwards: by freeing own where that goes, else
/// bracketed.
pub fn root_of<'g>(left: Expr<'g>, right: Expr<'g>, own: Expr<'g>, upwards: bool) -> Result<Expr<'g>, Refusal> {
    let slope = derivative(left, own);
    if slope.needs(own) { Ok(root(left, right, own, slope, upwards)) } else { undo(left, right, own, Proof::Needed) }
}

/// The bracketed root of an equation that holds the unknown several times, with a slope of one sign.
fn root<'g>(e: Expr<'g>, right: Expr<'g>, own: Expr<'g>, slope: Expr<'g>, increasing: bool) -> Expr<'g> {
    let graph = own.graph;
    let mut captured: Vec<Expr> = Vec::new();
    for value in graph.order(&[e.value, slope.value]).into_iter().map(|v| graph.at(v)).filter(|v| v.needs(own)) {
        // Of a condition the numbers that it compares: it is none itself.
        let numbers = value.args().into_iter().filter(|a| !a.needs(own)).flat_map(|a| match a.op() {
            Op::Binary(Binary::Less) => a.args(),
            _ => vec![a],
        });
        captured.extend(numbers.filter(|a| a.constant().is_none()));
    }
    captured.sort_by_key(|c| c.value);
    captured.dedup_by_key(|c| c.value);
    let leaf = |name: String| graph.uniform(&name, Shape::scalar());
    let unknown = leaf("unknown".into());
    let names: Vec<Expr> = (0..captured.len()).map(|k| leaf(format!("captured {k}"))).collect();
    let mut replace = HashMap::from([(own.value, unknown)]);
    replace.extend(captured.iter().map(|c| c.value).zip(names.iter().copied()));
    let value = scalar_copy(e, &mut replace);
    let equation = Equation {
        own: unknown.value,
        captured: names.iter().map(|n| n.value).collect(),
        value: value.value,
        slope: derivative(value, unknown).value,
        increasing,
    };
    let args: Vec<Expr> = [right].into_iter().chain(captured).collect();
    graph.make(Op::Root(equation), &args)
}

/// An elementwise expression of one element: values replaced by those that are `known`, constants without extents.
fn scalar_copy<'g>(e: Expr<'g>, known: &mut HashMap<Value, Expr<'g>>) -> Expr<'g> {
    if let Some(copy) = known.get(&e.value) {
        return *copy;
    }
    let copy = match e.constant() {
        Some(number) => e.graph.number(number),
        None => {
            let args: Vec<Expr> = e.args().into_iter().map(|a| scalar_copy(a, known)).collect();
            e.graph.make(e.op(), &args)
        }
    };
    known.insert(e.value, copy);
    copy
}

/// A continuous increasing `select` on own: each side of the edge is solved on its own.
fn split<'g>(
    e: Expr<'g>,
    right: Expr<'g>,
    own: Expr<'g>,
    slope: Expr<'g>,
    sides: &mut usize,
) -> Option<Result<Expr<'g>, Refusal>> {
    let graph = own.graph;
    let condition = (e.op() == Op::Select).then(|| e.arg(0)).filter(|c| c.op() == Op::Binary(Binary::Less))?;
    let (u, v) = (condition.arg(0), condition.arg(1));
    let (edge, below, above) = match (u.value == own.value, v.value == own.value) {
        (true, false) => (v, e.arg(1), e.arg(2)),
        (false, true) => (u, e.arg(2), e.arg(1)),
        _ => return None,
    };
    let increasing = slope_sign(slope, own) == Some(1.0);
    if edge.needs(own) || !increasing || *sides >= MOST_SIDES || !is_continuous(e) {
        return None;
    }
    *sides += 2;
    let at_edge = graph.substitute(above, &[(own, edge.spread(&own.shape()))]);
    let mut solve = |arm| undo_within(arm, right, own, Proof::Needed, sides);
    Some(solve(below).and_then(|below| Ok(right.less(at_edge).select(below, solve(above)?))))
}
