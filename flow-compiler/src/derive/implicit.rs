//! Reverse mode through a direction that is the solution `u` of an equation, `left(u) = right(y)`, element by element of the order.
//!
//! Its steps are never differentiated. With cotangents of the result and of the log-determinant, a *multiplier* λ solves
//! `Jᵀ λ = ū`, where J is the triangular derivative of the left side and ū all that arrives at u directly; then λ is the cotangent of
//! the right side and −λ that of the left side, from which parameters and context receive theirs. The triangular system is solved
//! from the last element back: what earlier elements receive through the network is what the multipliers of later ones send there.
//!
//! In the left side an element is read twice: by its own equation, as `own`, and by the network of later elements, as `u`. Kept apart,
//! one walk gives both: `λ = (what arrives at own + what arrives at u) / (∂left/∂own)`. The network's cotangents in it are those that
//! its weights need afterwards, so that all together is one network's worth of work.

use super::Solve;
use super::inverse::{Piece, assemble};
use super::reverse;
use crate::ir::{Expr, Graph, Value};
use crate::rules::jvp::derivative;

/// The equation of a direction that is a solution.
#[derive(Clone, Debug)]
pub struct Implicit {
    /// How it is solved.
    pub solve: Solve,
    /// The equations of its elements.
    pub pieces: Vec<Piece>,
    /// The log-determinant but for the term of the equation.
    pub rest: Value,
}

/// The name of the leaf of λ.
pub const MULTIPLIER: &str = "multiplier";

/// Cotangents of `wrt`, and how the multiplier that they read is solved. `result` and its cotangent are those of the direction;
/// `ladj` is the cotangent of its log-determinant.
pub fn vjp<'g>(
    graph: &'g Graph,
    implicit: &Implicit,
    result: (Expr<'g>, Expr<'g>),
    ladj: Expr<'g>,
    wrt: &[Expr<'g>],
) -> (Vec<Option<Expr<'g>>>, Solve) {
    let unknown = graph.at(implicit.solve.unknown);
    let multiplier = graph.varying(MULTIPLIER, unknown.shape());
    let at = |v: Value| graph.inlined(graph.at(v));
    let slopes: Vec<Expr> =
        implicit.pieces.iter().map(|p| graph.inlined(derivative(graph.at(p.left), graph.at(p.own)))).collect();
    // What reads the solution as it is, and what reads it through the equation.
    let direct = [result, (at(implicit.rest), ladj)];
    let mut through: Vec<(Expr, Expr)> = slopes.iter().map(|slope| (-(slope.log_abs().sum()), ladj)).collect();
    for piece in &implicit.pieces {
        through.push((at(piece.left), -multiplier.pick(&piece.solved)));
    }
    let own: Vec<Expr> = implicit.pieces.iter().map(|p| graph.at(p.own)).collect();
    // A multiplier's own equation is what it is solved for.
    let terms_of_own = &through[..slopes.len()];
    let at_own = reverse::vjp(terms_of_own, &own);
    let arrived = [reverse::vjp(&direct, &[unknown]), reverse::vjp(&through, &[&[unknown], &own[..]].concat())];
    let mut sum = graph.filled(0.0, unknown.shape());
    for part in arrived.into_iter().map(|cotangents| cotangents[0]) {
        sum = sum + part.unwrap_or(graph.filled(0.0, unknown.shape()));
    }
    let parts = implicit.pieces.iter().zip(at_own).zip(&slopes).map(|((piece, at_own), slope)| {
        let here = sum.pick(&piece.solved);
        (piece.solved.clone(), at_own.map_or(here, |a| a + here) / *slope)
    });
    let value = assemble(unknown, &parts.collect::<Vec<_>>());
    let mut all = direct.to_vec();
    all.extend(through.iter().copied());
    all.extend(implicit.pieces.iter().map(|p| (at(p.right), multiplier.pick(&p.solved))));
    let stops: Vec<Expr> = wrt.iter().copied().chain([unknown]).chain(own.iter().copied()).collect();
    let cotangents = reverse::vjp(&all, &stops);
    let replace: Vec<(Expr, Expr)> =
        implicit.pieces.iter().zip(&own).map(|(p, own)| (*own, unknown.pick(&p.solved))).collect();
    let settled = |e: Expr<'g>| graph.substitute(e, &replace);
    let last = implicit.solve.step.iter().copied().max().unwrap_or(0);
    let solve = Solve {
        unknown: multiplier.value,
        value: settled(value).value,
        step: implicit.solve.step.iter().map(|s| last - s).collect(),
        backwards: true,
    };
    (cotangents[..wrt.len()].iter().map(|c| c.map(settled)).collect(), solve)
}
