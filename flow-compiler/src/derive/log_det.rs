//! The log-determinant of a triangular map: `log|det J| = Σ log|∂y_i/∂x_π(i)|`, and the proof that no factor vanishes.

use std::collections::HashMap;

use super::dependence::Levels;
use super::{Proof, Refusal, Structure, inverse, jacobian, proof};
use crate::ir::print::shown;
use crate::ir::{Expr, Op, Part};
use crate::shape::Contraction;

/// A map whose outputs each have an own input, distinct ones, in the declared order.
pub struct Triangular<'g> {
    /// The argument.
    pub x: Expr<'g>,
    /// The result.
    pub y: Expr<'g>,
    /// The elements of x that each value depends on.
    pub dependence: Levels<'g>,
    /// `pi[i]`: the element of x that output `i` determines.
    pub pi: Vec<usize>,
    /// `∂y_i/∂x_π(i)`.
    pub diagonal: Expr<'g>,
    /// The ground on which the map counts as invertible.
    pub proof: Proof,
}

impl<'g> Triangular<'g> {
    /// Finds the matching, derives the diagonal, and proves that it has one sign, where that is not assumed.
    pub fn of(x: Expr<'g>, y: Expr<'g>, level: &[usize], proof: Proof) -> Result<Self, Refusal> {
        let dependence = Levels::new(x, level);
        let show = |e: Expr| shown(e.graph, e.value);
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
        if !proof::never_zero(self.diagonal, self.x) && !self.is_proved_by_steps() {
            let slope = proof::unproved(self.diagonal, self.x);
            return Err(Refusal::new(format!("the slope {slope}: the map is not proved invertible")));
        }
        proof::no_jump(self.y, &|condition| self.on_own(condition))
    }

    /// True if each element's equation is a chain of maps whose slopes have a sign.
    fn is_proved_by_steps(&self) -> bool {
        let copy = self.x.graph.copy();
        let at = |e: Expr<'g>| copy.at(e.value);
        let (x, y) = (at(self.x), at(self.y));
        let dependence = Levels::new(x, &self.dependence.level);
        let Ok(equations) = inverse::equations_of(x, y, &self.pi, &dependence) else { return false };
        equations.into_iter().all(|(own, left)| proof::sign_by_steps(left, own).is_some())
    }

    /// True if a value depends on an element of x that some output determines through it.
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

    /// True if a slope jumps where x passes an edge.
    pub fn is_kinked(&self) -> bool {
        let graph = self.x.graph;
        let slope = |part: &Part| matches!(part, Part::Slope | Part::SlopeAtValue);
        let stated = |v| matches!(&graph.node(v).op, Op::Stated(stated, part) if stated.kinked && slope(part));
        graph.order(&[self.diagonal.value]).into_iter().any(stated) || proof::jumps(self.diagonal, self.x)
    }
}

/// True if a value is made by a masked product.
pub fn is_masked(y: Expr) -> bool {
    let masked = |v| match y.graph.node(v).op {
        Op::Product { of: Contraction::Matrix(stairs), .. } => stairs.is_some(),
        Op::Product { of: Contraction::Window(window), .. } => window.causal.is_some(),
        _ => false,
    };
    y.graph.order(&[y.value]).into_iter().any(masked)
}
