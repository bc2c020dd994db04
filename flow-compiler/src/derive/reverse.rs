//! Reverse mode over a graph: from cotangents of outputs to cotangents of leaves, as further expressions of the same graph.
//!
//! A recurrence `h = F(h at earlier steps, c)` has the derivative of any implicit direction. With the cotangent ū of a state, multipliers
//! solve `λ = ū + (∂F/∂h)ᵀ λ`, and what is captured receives `(∂F/∂c)ᵀ λ`. A step of λ reads those behind it, since a step of h reads
//! those before: so λ is a recurrence from the last step back, which is backpropagation through time.

use std::collections::{BTreeSet, HashMap};
use std::rc::Rc;

use crate::ir::{Expr, Leaf, Op, Recurrence, Value};
use crate::rules::vjp;

/// The cotangents of `wrt`, given cotangents of outputs. A value that is in `wrt` is not passed through; one that needs none of
/// `wrt` receives nothing. `None` where nothing arrives.
pub fn vjp<'g>(outputs: &[(Expr<'g>, Expr<'g>)], wrt: &[Expr<'g>]) -> Vec<Option<Expr<'g>>> {
    let Some((first, _)) = outputs.first() else { return vec![None; wrt.len()] };
    let graph = first.graph;
    let mut cotangent: HashMap<Value, Expr<'g>> = HashMap::new();
    for (output, g) in outputs {
        add(&mut cotangent, *output, *g);
    }
    let arriving: BTreeSet<Value> = outputs.iter().flat_map(|(_, g)| g.node().leaves.to_vec()).collect();
    let wanted: Vec<Value> = wrt.iter().map(|w| w.value).collect();
    let order = graph.order(&outputs.iter().map(|(o, _)| o.value).collect::<Vec<_>>());
    let mut reaches: HashMap<Value, bool> = HashMap::new();
    for value in &order {
        let through = graph.node(*value).args.iter().any(|a| reaches[a]);
        reaches.insert(*value, through || wanted.contains(value));
    }
    for value in order.into_iter().rev() {
        let Some(g) = cotangent.get(&value).copied() else { continue };
        let y = graph.at(value);
        name(y, g, &arriving);
        if wanted.contains(&value) || !reaches[&value] {
            continue;
        }
        let cotangents = match y.op() {
            Op::Recur(recurrence, k) => of_captured(y, &recurrence, k, g),
            // Of a line, every number has a cotangent of its own.
            Op::Stated(stated, part) if (0..y.args().len()).any(|k| y.line_of(k).is_some()) => {
                vjp(&[(graph.formula(stated.part(part), &stated, &y.args(), &y.shape()), g)], &y.args())
            }
            _ => vjp::cotangents(y, g),
        };
        for (a, g) in y.args().into_iter().zip(cotangents) {
            if let Some(g) = g
                && reaches[&a.value]
            {
                add(&mut cotangent, a, g);
            }
        }
    }
    wanted.iter().map(|w| cotangent.get(w).copied()).collect()
}

/// The cotangents of what a recurrence captures, given the cotangent of its state `k`.
fn of_captured<'g>(y: Expr<'g>, recurrence: &Recurrence, k: usize, cotangent: Expr<'g>) -> Vec<Option<Expr<'g>>> {
    let graph = y.graph;
    let at = |values: &[Value]| -> Vec<Expr<'g>> { values.iter().map(|v| graph.at(*v)).collect() };
    let (unknowns, captured, values) = (at(&recurrence.unknowns), at(&recurrence.captured), at(&recurrence.values));
    let equations = graph.equations(y.value).expect("a state has an equation");
    let arriving = graph.varying("state_cotangent", y.shape());
    let multiplier = |(k, leaf): (usize, &Expr<'g>)| graph.varying(&format!("multiplier_{k}"), leaf.shape());
    let multipliers: Vec<Expr> = unknowns.iter().enumerate().map(multiplier).collect();
    let outputs: Vec<(Expr, Expr)> = values.iter().copied().zip(multipliers.iter().copied()).collect();
    let mut flowing = vjp(&outputs, &[unknowns.clone(), captured.clone()].concat());
    let of_captured = flowing.split_off(unknowns.len());
    let arrives = |(j, (flowing, leaf)): (usize, (Option<Expr<'g>>, &Expr<'g>))| {
        let seed = if j == k { arriving } else { graph.filled(0.0, leaf.shape()) };
        flowing.map_or(seed, |flowing| seed + flowing).value
    };
    let leaves = [captured.clone(), unknowns.clone(), vec![arriving]].concat();
    let back = Recurrence {
        unknowns: multipliers.iter().map(|m| m.value).collect(),
        captured: leaves.iter().map(|leaf| leaf.value).collect(),
        values: flowing.into_iter().zip(&unknowns).enumerate().map(arrives).collect(),
        steps: recurrence.steps,
        rows: recurrence.rows,
        backwards: !recurrence.backwards,
    };
    let given = [y.args(), at(&equations.states), vec![cotangent]].concat();
    let solved = graph.states(Rc::new(back), &given);
    let replace: Vec<(Expr, Expr)> =
        leaves.into_iter().chain(multipliers).zip(given.into_iter().chain(solved)).collect();
    of_captured.into_iter().map(|c| c.map(|c| graph.substitute(c, &replace))).collect()
}

/// Names the cotangent of a value that has a name. One that is no value of its own, such as a
/// constant or the cotangent that was given, keeps what it is called.
fn name(y: Expr, g: Expr, arriving: &BTreeSet<Value>) {
    let graph = y.graph;
    let of = graph.label(y.value).or_else(|| match y.op() {
        Op::Leaf(Leaf::Varying(name) | Leaf::Parameter(_, name)) => Some(name),
        _ => None,
    });
    let is_computed = !matches!(g.op(), Op::Leaf(_)) && g.node().leaves.iter().any(|leaf| arriving.contains(leaf));
    if let Some(of) = of.filter(|_| is_computed) {
        g.named(&format!("{of}_cotangent"));
    }
}

fn add<'g>(cotangent: &mut HashMap<Value, Expr<'g>>, value: Expr<'g>, g: Expr<'g>) {
    let sum = match cotangent.get(&value.value) {
        Some(present) => *present + g,
        None => g,
    };
    cotangent.insert(value.value, sum);
}
