//! Layers that find what they were applied to from what came of it, and so need not keep it.
//!
//! What comes out of a layer goes into the next, and where that one keeps its argument, the number is on the tape already: the layer's
//! cotangents read it there and go back by the other direction's formula. So of a stretch of such layers every second keeps its argument.
//! Each number is undone from one that was kept, never from one that was undone, so that roundings do not grow along the chain.
//!
//! Candidates are directions that were derived, where the declared formula leads back by sums and products. Functions are dearer than a
//! number kept. The other way about, what was declared is undone by taking away and dividing, which loses digits that the kept number
//! has: of `x = s z + t`, those by which t is larger than s.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use super::cost::{BYTES, Cost, OPERATIONS};
use super::{DirectionPlan, KindPlan};
use crate::ir::func::Output;
use crate::ir::verify::verify;
use crate::ir::{Binary, Expr, Func, Leaf, Op, Value};
use crate::lower::{Directional, Kind, Program, Stage, uniform_roots};

/// Cotangents of a derived direction in which the argument is computed from the result, with the leaf that stands for it. Nothing where the
/// declared one is no cheap arithmetic.
pub(super) fn undone(kind: &Kind, derived: &Directional, declared: &Directional) -> Option<(Func, Value)> {
    let graph = &kind.graph;
    let solved = [&derived.solve, &derived.vjp_solve, &declared.solve].into_iter().any(Option::is_some);
    if solved || !kind.dropouts.is_empty() {
        return None;
    }
    let back = declared.apply.outputs.iter().find(|output| output.name != "ladj")?;
    let varying = graph.order(&[back.value]).into_iter().map(|v| graph.at(v)).filter(|e| e.node().varying);
    if !varying.into_iter().all(|e| is_cheap(e, declared.argument)) {
        return None;
    }
    let instead = [(graph.at(derived.argument), graph.at(back.value))];
    let outputs = derived.vjp.outputs.iter().map(|output| Output {
        name: output.name.clone(),
        value: graph.substitute(graph.at(output.value), &instead).value,
    });
    let func = Func { outputs: outputs.collect(), ..derived.vjp.clone() };
    // Whatever all samples share must have been prepared for the functions that are known.
    let prepared = uniform_roots(graph, &func).iter().all(|value| kind.uniforms.contains(value));
    verify(graph, &func, "undone");
    prepared.then_some((func, declared.argument))
}

/// Sums, products and choices, from the result, the context and what all samples share.
fn is_cheap(e: Expr, result: Value) -> bool {
    match e.op() {
        Op::Unary(op) => !op.is_costly(),
        Op::Binary(Binary::Div) => !e.arg(1).node().varying,
        Op::Leaf(Leaf::Varying(name)) => e.value == result || name == "context",
        Op::Binary(_) | Op::Select | Op::Gather(_) | Op::Assemble { .. } | Op::Sum => true,
        _ => false,
    }
}

/// Whether one plan takes less time than another where the tape comes from memory.
pub(super) fn is_cheaper(a: &DirectionPlan, b: &DirectionPlan) -> bool {
    // Of single precision.
    let seconds = |plan: &DirectionPlan| {
        let cost = Cost::of_training(plan);
        cost.flops() as f64 / OPERATIONS + (4 * cost.moved) as f64 / BYTES
    };
    a.tape_rows() < b.tape_rows() && seconds(a) < seconds(b)
}

/// A kind and the one that follows it somewhere; nothing behind the chain's end, where what stands there may not be walked.
type Pair = (usize, Option<usize>);

/// Replaces the plans of directions that are better undone, in a program whose kinds have these plans.
pub fn invert(program: &Program, plans: &mut [KindPlan]) {
    let towards_data = expanded(&program.chain);
    let towards_base: Vec<usize> = towards_data.iter().rev().copied().collect();
    replace(plans.iter_mut().map(|plan| Some(&mut plan.density)).collect(), &pairs(&towards_base));
    replace(plans.iter_mut().map(|plan| plan.sampling.as_mut()).collect(), &pairs(&towards_data));
}

/// Of one direction, by the number of the kind.
fn replace(mut plans: Vec<Option<&mut DirectionPlan>>, pairs: &[Pair]) {
    let of = |plan: &Option<&mut DirectionPlan>| match plan {
        Some(plan) => (plan.undone.as_ref().map(|undone| plan.tape_rows() - undone.tape_rows()), plan.keeps_argument),
        None => (None, false),
    };
    let (saved, keeps): (Vec<_>, Vec<_>) = plans.iter().map(of).unzip();
    for k in choice(&saved, &keeps, pairs) {
        if let Some(plan) = &mut plans[k]
            && let Some(undone) = plan.undone.take()
        {
            **plan = *undone;
        }
    }
}

/// The kinds to be undone, by what each would save at a place and whether it keeps its argument: those that save most first, as long as
/// whatever follows them keeps its argument, and goes on to.
fn choice(saved: &[Option<usize>], keeps: &[bool], pairs: &[Pair]) -> BTreeSet<usize> {
    let mut candidates: Vec<usize> = (0..saved.len()).filter(|k| saved[*k].is_some()).collect();
    candidates.sort_by_key(|k| (Reverse(saved[*k]), *k));
    let (mut chosen, mut needed): (BTreeSet<usize>, BTreeSet<usize>) = Default::default();
    for k in candidates {
        let following: Vec<Option<usize>> = pairs.iter().filter(|(kind, _)| *kind == k).map(|pair| pair.1).collect();
        let is_kept = |next: usize| next != k && keeps[next] && !chosen.contains(&next);
        if !needed.contains(&k) && following.iter().all(|next| next.is_some_and(is_kept)) {
            chosen.insert(k);
            needed.extend(following.into_iter().flatten());
        }
    }
    chosen
}

/// Each kind with the one after it.
fn pairs(order: &[usize]) -> Vec<Pair> {
    order.iter().enumerate().map(|(i, kind)| (*kind, order.get(i + 1).copied())).collect()
}

/// The kinds from base to data, each `repeat` twice, since further iterations have no other neighbours.
fn expanded(stages: &[Stage]) -> Vec<usize> {
    stages
        .iter()
        .flat_map(|stage| match stage {
            Stage::Layer(placed) => vec![placed.kind],
            Stage::Repeat(times, stages) => expanded(stages).repeat((*times).min(2)),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The chosen kinds of an order, each with what it saves and whether it keeps its argument.
    fn of(order: &[usize], kinds: &[(Option<usize>, bool)]) -> Vec<usize> {
        let (saved, keeps): (Vec<_>, Vec<_>) = kinds.iter().copied().unzip();
        choice(&saved, &keeps, &pairs(order)).into_iter().collect()
    }

    #[test]
    fn what_follows_an_undone_layer_keeps_its_argument() {
        let (undoable, keeping, neither) = ((Some(5), true), (None, true), (None, false));
        assert_eq!(of(&[0, 1], &[undoable, keeping]), [0]);
        assert_eq!(of(&[0, 1], &[undoable, neither]), [0; 0]);
        assert_eq!(of(&[1, 0], &[undoable, keeping]), [0; 0], "nothing follows");
        assert_eq!(of(&[0, 0, 1], &[undoable, keeping]), [0; 0], "it follows itself");
        assert_eq!(of(&[0, 1, 0, 2], &[undoable, keeping, neither]), [0; 0], "one of its places does not do");
        assert_eq!(of(&[0, 1, 2], &[undoable, undoable, keeping]), [0], "the second has to keep its own");
        assert_eq!(of(&[1, 0, 2], &[undoable, undoable, keeping]), [0], "the second does not keep its own");
        assert_eq!(of(&[0, 1, 2], &[undoable, (Some(6), true), keeping]), [1], "what saves more comes first");
    }
}
