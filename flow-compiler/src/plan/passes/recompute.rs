//! Layers that compute their argument from their result again, and so need not keep it.
//!
//! The result of a layer is the argument of the next one. Where that one keeps its argument, the
//! number is on the tape already: the layer's cotangents read it there and go back by the other
//! direction's formula. So in a run of such layers every other one keeps its argument, and a
//! recomputed number always comes from one that was kept: roundings do not grow along the chain.
//!
//! Candidates are directions that were derived, where the declared formula leads back by sums and
//! products. Functions are dearer than a number kept. In the other case, where the direction was
//! declared, the derived formula would take away and divide, which loses digits that the kept
//! number has: of `x = s z + t`, those by which t is larger than s.

use std::cmp::Reverse as Descending;
use std::collections::BTreeSet;

use super::super::cost::{BYTES, Cost, OPERATIONS};
use super::super::kind::{KindPlan, ReversePlan};
use crate::ir::verify::verify;
use crate::ir::{Binary, Expr, Op, Value};
use crate::lower::uniform::uniform_roots;
use crate::lower::{Directional, Func, Kind, Output, Program, Role, Stage};

/// Cotangents of a derived direction in which the argument is computed from the result, with the
/// leaf that stands for it. Nothing where the declared one is no cheap arithmetic.
pub(in crate::plan) fn cotangents(kind: &Kind, derived: &Directional, declared: &Directional) -> Option<(Func, Value)> {
    let graph = &kind.graph;
    let reverse = derived.reverse.as_ref()?;
    let solved = [&derived.solve, &reverse.vjp_solve, &declared.solve].into_iter().any(Option::is_some);
    if solved || !kind.dropouts.is_empty() {
        return None;
    }
    let back = declared.apply.output(&Role::Result)?;
    let varying = graph.order(&[back]).into_iter().map(|v| graph.at(v)).filter(|e| e.node().varying);
    if !varying.into_iter().all(|e| is_cheap(kind, e, declared.argument)) {
        return None;
    }
    let instead = [(graph.at(derived.argument), graph.at(back))];
    let outputs = reverse
        .vjp
        .outputs
        .iter()
        .map(|output| Output { value: graph.substitute(graph.at(output.value), &instead).value, ..output.clone() });
    let func = Func { outputs: outputs.collect(), ..reverse.vjp.clone() };
    // All that samples share must have been prepared for the functions that are known.
    let prepared = uniform_roots(graph, &func).iter().all(|value| kind.uniforms.contains(value));
    verify(graph, &func, "recompute");
    prepared.then_some((func, declared.argument))
}

/// Sums, products and choices, from the result, the context and what all samples share.
fn is_cheap(kind: &Kind, e: Expr, result: Value) -> bool {
    match e.op() {
        Op::Unary(op) => !op.is_costly(),
        Op::Binary(Binary::Div) => !e.arg(1).node().varying,
        Op::Leaf(_) => e.value == result || kind.is_context(e),
        Op::Binary(_) | Op::Select | Op::Gather(_) | Op::Assemble { .. } | Op::Sum => true,
        _ => false,
    }
}

/// True if one plan takes less time than another where the tape comes from memory.
pub(in crate::plan) fn is_cheaper(a: &ReversePlan, b: &ReversePlan) -> bool {
    // Numbers are of single precision.
    let seconds = |plan: &ReversePlan| {
        let cost = Cost::of_reverse(plan);
        cost.flops() as f64 / OPERATIONS + (4 * cost.moved) as f64 / BYTES
    };
    a.tape_rows() < b.tape_rows() && seconds(a) < seconds(b)
}

/// A kind and the one that follows it somewhere; nothing behind the chain's end, where what stands
/// there may not be walked.
type Pair = (usize, Option<usize>);

/// Replaces the plans of directions that are better recomputed, in a program whose kinds have these
/// plans.
pub(in crate::plan) fn apply(program: &Program, plans: &mut [KindPlan]) {
    for member in &program.members {
        let towards_data = expanded(&member.chain);
        let towards_base: Vec<Stand> = towards_data.iter().rev().copied().collect();
        let density = plans.iter_mut().map(|plan| plan.density.reverse.as_mut());
        replace(density.collect(), &pairs(&towards_base));
        let sampling = plans.iter_mut().map(|plan| plan.sampling.as_mut().and_then(|s| s.reverse.as_mut()));
        replace(sampling.collect(), &pairs(&towards_data));
    }
}

/// Replaces the plans of one direction, which stand at the numbers of their kinds.
fn replace(mut plans: Vec<Option<&mut ReversePlan>>, pairs: &[Pair]) {
    let of = |plan: &Option<&mut ReversePlan>| match plan {
        Some(plan) => {
            let saved = plan.recomputed.as_ref().map(|other| plan.tape_rows() - other.tape_rows());
            (saved, plan.keeps_argument)
        }
        None => (None, false),
    };
    let (saved, keeps): (Vec<_>, Vec<_>) = plans.iter().map(of).unzip();
    for k in choice(&saved, &keeps, pairs) {
        if let Some(plan) = &mut plans[k]
            && let Some(recomputed) = plan.recomputed.take()
        {
            **plan = *recomputed;
        }
    }
}

/// The kinds to be recomputed, by what each would save at a place and whether it keeps its
/// argument: those that save most first, as long as whatever follows them keeps its argument, and
/// goes on to.
fn choice(saved: &[Option<usize>], keeps: &[bool], pairs: &[Pair]) -> BTreeSet<usize> {
    let mut candidates: Vec<usize> = (0..saved.len()).filter(|k| saved[*k].is_some()).collect();
    candidates.sort_by_key(|k| (Descending(saved[*k]), *k));
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

/// A kind at a place, and how many numbers it maps.
type Stand = (usize, usize);

/// Each kind with the one after it; nothing behind a place where that maps fewer numbers, and so
/// keeps a part of the result at most.
fn pairs(order: &[Stand]) -> Vec<Pair> {
    let next = |i: usize, rows: usize| order.get(i + 1).filter(|next| next.1 >= rows).map(|next| next.0);
    order.iter().enumerate().map(|(i, (kind, rows))| (*kind, next(i, *rows))).collect()
}

/// The kinds from base to data, each `repeat` twice, since further iterations have no other
/// neighbours.
fn expanded(stages: &[Stage]) -> Vec<Stand> {
    stages
        .iter()
        .flat_map(|stage| match stage {
            Stage::Layer(placed) => vec![(placed.kind, placed.rows)],
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
        let order: Vec<Stand> = order.iter().map(|kind| (*kind, 8)).collect();
        choice(&saved, &keeps, &pairs(&order)).into_iter().collect()
    }

    #[test]
    fn a_layer_that_follows_a_recomputed_one_keeps_its_argument() {
        let (undoable, keeping, neither) = ((Some(5), true), (None, true), (None, false));
        assert_eq!(of(&[0, 1], &[undoable, keeping]), [0]);
        assert_eq!(of(&[0, 1], &[undoable, neither]), [0; 0]);
        assert_eq!(of(&[1, 0], &[undoable, keeping]), [0; 0], "nothing follows");
        let narrower = pairs(&[(0, 8), (1, 4), (1, 8)]);
        assert_eq!(narrower, [(0, None), (1, Some(1)), (1, None)], "what maps fewer numbers keeps a part alone");
        assert_eq!(of(&[0, 0, 1], &[undoable, keeping]), [0; 0], "it follows itself");
        assert_eq!(of(&[0, 1, 0, 2], &[undoable, keeping, neither]), [0; 0], "one of its places does not do");
        assert_eq!(of(&[0, 1, 2], &[undoable, undoable, keeping]), [0], "the second has to keep its own");
        assert_eq!(of(&[1, 0, 2], &[undoable, undoable, keeping]), [0], "the second does not keep its own");
        assert_eq!(of(&[0, 1, 2], &[undoable, (Some(6), true), keeping]), [1], "what saves more comes first");
    }
}
