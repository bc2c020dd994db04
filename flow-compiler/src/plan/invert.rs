//! Layers that find what they were applied to from what came of it, and so need not keep it.
//!
//! What comes out of a layer goes into the next, and where that one keeps its argument, the number is on the tape already: the layer's
//! cotangents read it there and go back by the other direction's formula. So of a stretch of such layers every second keeps its argument.
//! Each number is undone from one that was kept, never from one that was undone, so that roundings do not grow along the chain.
//!
//! Candidates are directions that were derived, where the declared formula leads back by sums and products. Functions are dearer than a
//! number kept. The other way about, what was declared is undone by taking away and dividing, which loses digits that the kept number
//! has: of `x = s z + t`, those by which t is larger than s.

use std::collections::BTreeSet;

use super::cost::{BYTES, Cost, OPERATIONS};
use super::{DirectionPlan, KindPlan};
use crate::catalog::Direction;
use crate::ir::func::Output;
use crate::ir::verify::verify;
use crate::ir::{Binary, Expr, Func, Leaf, Op, Value};
use crate::lower::{Directional, Kind, Program, Stage, uniform_roots};

/// Cotangents of a derived direction in which the argument is computed from the result, with the leaf that stands for it. Nothing where the
/// declared one is no cheap arithmetic.
pub(super) fn undone(kind: &Kind, direction: &Directional, other: &Directional) -> Option<(Func, Value)> {
    let graph = &kind.graph;
    let declared = if kind.explicit == Direction::Inverse { &kind.density } else { kind.sampling.as_ref()? };
    if declared.argument != other.argument {
        return None;
    }
    let solved = [&direction.solve, &direction.vjp_solve, &other.solve].into_iter().any(Option::is_some);
    if solved || !kind.dropouts.is_empty() {
        return None;
    }
    let back = other.apply.outputs.iter().find(|output| output.name != "ladj")?;
    let varying = graph.order(&[back.value]).into_iter().map(|v| graph.at(v)).filter(|e| e.node().varying);
    if !varying.into_iter().all(|e| is_cheap(e, other.argument)) {
        return None;
    }
    let instead = [(graph.at(direction.argument), graph.at(back.value))];
    let outputs = direction.vjp.outputs.iter().map(|output| Output {
        name: output.name.clone(),
        value: graph.substitute(graph.at(output.value), &instead).value,
    });
    let func = Func { outputs: outputs.collect(), ..direction.vjp.clone() };
    // Whatever all samples share must have been prepared for the functions that are known.
    let prepared = uniform_roots(graph, &func).iter().all(|value| kind.uniforms.contains(value));
    verify(graph, &func, "undone");
    prepared.then_some((func, other.argument))
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

/// Replaces the plans of directions that are better undone, in a program whose kinds have these plans.
pub fn invert(program: &Program, plans: &mut [KindPlan]) {
    let chain = expanded(&program.chain);
    let towards_data: Vec<(usize, Option<usize>)> =
        chain.iter().enumerate().map(|(i, kind)| (*kind, chain.get(i + 1).copied())).collect();
    let towards_base: Vec<(usize, Option<usize>)> =
        chain.iter().enumerate().map(|(i, kind)| (*kind, i.checked_sub(1).map(|before| chain[before]))).collect();
    let density: Vec<&mut DirectionPlan> = plans.iter_mut().map(|plan| &mut plan.density).collect();
    choose(density.into_iter().enumerate(), &towards_base);
    let sampling = plans.iter_mut().enumerate().filter_map(|(k, plan)| Some((k, plan.sampling.as_mut()?)));
    choose(sampling, &towards_data);
}

/// Of one direction, with the kinds that follow each other in it: those that save most at a place first, as long as what follows them keeps its
/// argument.
fn choose<'p>(plans: impl Iterator<Item = (usize, &'p mut DirectionPlan)>, pairs: &[(usize, Option<usize>)]) {
    let mut plans: Vec<(usize, &mut DirectionPlan)> = plans.collect();
    let keeps: BTreeSet<usize> = plans.iter().filter(|(_, plan)| plan.keeps_argument).map(|(k, _)| *k).collect();
    let mut chosen: BTreeSet<usize> = BTreeSet::new();
    let mut needed: BTreeSet<usize> = BTreeSet::new();
    let saved = |plan: &DirectionPlan| plan.undone.as_ref().map_or(0, |undone| plan.tape_rows() - undone.tape_rows());
    plans.sort_by_key(|(k, plan)| (std::cmp::Reverse(saved(plan)), *k));
    for (k, plan) in plans {
        let following: Option<BTreeSet<usize>> =
            pairs.iter().filter(|(kind, _)| *kind == k).map(|pair| pair.1).collect();
        // Where something stands behind the chain's end, it may not be walked.
        let Some(following) = following.filter(|_| !needed.contains(&k)) else { continue };
        let are_kept = following.iter().all(|next| *next != k && keeps.contains(next) && !chosen.contains(next));
        if let (true, Some(undone)) = (are_kept, plan.undone.take()) {
            *plan = *undone;
            chosen.insert(k);
            needed.extend(following);
        }
    }
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
