//! The log-determinant of a triangular map: `log|det J| = Σ log|∂y_i/∂x_π(i)|`, and the proof that no factor vanishes.

use std::collections::HashMap;

use super::dependence::Levels;
use super::{Proof, Refusal, Structure, jacobian};
use crate::ir::print::formula;
use crate::ir::{Binary, Expr, Op, Part};
use crate::rules::facts::interval;
use crate::shape::Contraction;

/// A map whose outputs each have an own input, distinct ones, in the declared order.
pub struct Triangular<'g> {
    /// The argument.
    pub x: Expr<'g>,
    /// The result.
    pub y: Expr<'g>,
    /// What each value depends on.
    pub dependence: Levels<'g>,
    /// `pi[i]`: the element of x that output `i` determines.
    pub pi: Vec<usize>,
    /// `∂y_i/∂x_π(i)`.
    pub diagonal: Expr<'g>,
    /// Whether it is proved that the map is invertible.
    pub proof: Proof,
}

impl<'g> Triangular<'g> {
    /// Finds the matching, derives the diagonal, and proves that it has one sign, where that is not assumed.
    pub fn of(x: Expr<'g>, y: Expr<'g>, level: &[usize], proof: Proof) -> Result<Self, Refusal> {
        let dependence = Levels::new(x, level);
        let show = |e: Expr| formula(e.graph, e.value);
        let needs = dependence.of(y);
        let mut pi = Vec::with_capacity(needs.len());
        let mut taken = HashMap::new();
        for (i, n) in needs.iter().enumerate() {
            let own = n.own.ok_or_else(|| {
                Refusal::new(format!(
                    "output {i} of `{}` has no element of x of its own: the map is singular or dense",
                    show(y)
                ))
            })?;
            if let Some(k) = taken.insert(own, i) {
                return Err(Refusal::new(format!(
                    "outputs {k} and {i} both determine input {own} alone: the map is singular"
                )));
            }
            pi.push(own);
        }
        let all: Vec<usize> = (0..y.size()).collect();
        let diagonal = jacobian::selected(y, &all, &pi, &dependence)?;
        let out = Triangular { x, y, dependence, pi, diagonal, proof };
        if proof == Proof::Needed {
            out.prove()?;
        }
        Ok(out)
    }

    /// No value of x makes a factor zero, and no `select` on x jumps back.
    fn prove(&self) -> Result<(), Refusal> {
        let range = interval(self.diagonal);
        if range.sign().is_none() {
            let slope = formula(self.x.graph, self.diagonal.value);
            return Err(Refusal::new(format!(
                "the slope `{slope}` lies in {range}, which contains 0: the map is not proved invertible"
            )));
        }
        no_jump(self.y, &|condition| self.on_own(condition))
    }

    /// Whether a value depends on an element of x that some output determines through it.
    fn on_own(&self, e: Expr<'g>) -> bool {
        self.dependence.of(e).iter().any(|n| n.own.is_some())
    }

    /// `log|det ∂y/∂x|`, a function of x.
    pub fn ladj(&self) -> Expr<'g> {
        self.diagonal.log_abs().sum()
    }

    /// How the Jacobian lies.
    pub fn structure(&self) -> Structure {
        let alone = self.dependence.of(self.y).iter().all(|n| n.high == 0);
        match self.y.op() {
            Op::Gather(_) if self.y.arg(0).value == self.x.value => Structure::Permutation,
            _ if alone => Structure::Elementwise,
            _ => Structure::Triangular { levels: self.dependence.count() },
        }
    }

    /// Whether a slope jumps: it selects on an element of x.
    pub fn is_kinked(&self) -> bool {
        let graph = self.x.graph;
        let order = graph.order(&[self.diagonal.value]);
        let jumps = |e: Expr<'g>| match e.op() {
            Op::Select => self.on_own(e.arg(0)),
            Op::Stated(stated, Part::Slope) => stated.kinked,
            _ => false,
        };
        order.into_iter().any(|v| jumps(graph.at(v)))
    }
}

/// Whether a value is made by a masked product.
pub fn is_masked(y: Expr) -> bool {
    let masked = |v| matches!(y.graph.node(v).op, Op::Product { of: Contraction::Matrix(Some(_)), .. });
    y.graph.order(&[y.value]).into_iter().any(masked)
}

/// Refuses a `select` that may jump, of those whose condition `matters`: a map of positive slope that jumps back is not injective.
pub fn no_jump<'g>(y: Expr<'g>, matters: &dyn Fn(Expr<'g>) -> bool) -> Result<(), Refusal> {
    let graph = y.graph;
    let selects = graph.order(&[y.value]).into_iter().map(|v| graph.at(v));
    match selects.into_iter().find(|e| e.op() == Op::Select && matters(e.arg(0)) && !is_continuous(*e)) {
        Some(e) => Err(Refusal::new(format!(
            "`{}` may jump where `{}` changes",
            formula(graph, e.value),
            formula(graph, e.arg(0).value)
        ))),
        None => Ok(()),
    }
}

/// Whether both arms of a `select` are the same expression at the edge of its condition.
pub fn is_continuous(e: Expr) -> bool {
    let condition = e.arg(0);
    if condition.op() != Op::Binary(Binary::Less) {
        return false;
    }
    let (u, v) = (condition.arg(0), condition.arg(1));
    [(u, v), (v, u)].into_iter().filter(|(from, _)| from.constant().is_none()).any(|(from, to)| {
        let at_edge = |arm: Expr<'_>| {
            let to = e.graph.at(to.value).spread(&e.graph.at(from.value).shape());
            e.graph.substitute(e.graph.at(arm.value), &[(e.graph.at(from.value), to)]).value
        };
        let (a, b) = (e.graph.at(at_edge(e.arg(1))), e.graph.at(at_edge(e.arg(2))));
        a.value == b.value || (a.constant().is_some() && a.constant() == b.constant())
    })
}
