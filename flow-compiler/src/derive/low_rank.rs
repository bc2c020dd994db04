//! Maps that read all elements through one number: `y = F(x, s)` with `s = φ(x)`, where F treats the elements apart.
//!
//! Their Jacobian is a diagonal and a matrix of rank one, `B + c rᵀ` with `c = ∂F/∂s` and `r = ∂φ/∂x`. By the matrix determinant lemma
//! `det = det B · (1 + rᵀ B⁻¹ c)`, and where B is a number b, `det = bᴰ⁻¹ (b + rᵀ c)`: the numbers in brackets are simplified by the
//! rational normal form, which gives planar maps `1 + h′ wᵀû` and radial ones `1 + βh + βh′r`. The other direction solves one equation
//! in s where F is affine in x: `s = φ(A(s)⁻¹ (y − b(s)))`. All its roots are crossed the same way, since the slope there is
//! `det J / det A`, so there is one.

use std::collections::HashMap;

use super::dependence::Levels;
use super::inverse::root_of;
use super::proof::{self, no_jump};
use super::{Proof, Refusal, Undone, jacobian};
use crate::ir::print::shown;
use crate::ir::{Expr, Op, Value};
use crate::rules::facts::interval;
use crate::rules::jvp::{derivative, is_elementwise_in, unit};
use crate::rules::normal::{expanded, sign};
use crate::shape::Shape;

/// A map whose Jacobian is a diagonal and a matrix of rank one.
pub struct LowRank<'g> {
    /// The argument.
    pub x: Expr<'g>,
    /// The number through which all elements are read, a function of x.
    pub waist: Expr<'g>,
    /// Its leaf in `through`.
    s: Expr<'g>,
    /// `F(x, s)`.
    through: Expr<'g>,
    /// `∂Fᵢ/∂xᵢ`: a number where all are the same, a function of x and s.
    base: Expr<'g>,
    /// The last factor of the determinant, a function of x.
    factor: Expr<'g>,
}

impl<'g> LowRank<'g> {
    /// Finds the number, derives the factors of the determinant, and proves that none vanishes.
    pub fn of(x: Expr<'g>, y: Expr<'g>, proof: Proof) -> Result<Self, Refusal> {
        let graph = x.graph;
        let size = x.size();
        let numbers = graph.order(&[y.value]).into_iter().map(|v| graph.at(v));
        // The nearest to x comes first.
        for waist in numbers.filter(|e| e.needs(x) && matches!(e.op(), Op::Sum | Op::Norm)) {
            let s = graph.varying("waist", Shape::scalar());
            graph.assume(s, interval(waist));
            let through = graph.substitute(y, &[(waist, s)]);
            let apart = Levels::new(x, &vec![0; size]);
            let needs = apart.of(through);
            if !needs.iter().enumerate().all(|(i, n)| n.own == Some(i) && n.high == 0) {
                continue;
            }
            let all: Vec<usize> = (0..size).collect();
            let base = one_number(jacobian::selected(through, &all, &all, &apart)?, &mut HashMap::new());
            let row = gradient(waist, x)?;
            let column = derivative(through, s).spread(&x.shape());
            let at_x = |e: Expr<'g>| graph.substitute(e, &[(s, waist)]);
            let (base_at_x, column) = (at_x(base), at_x(column));
            let factor = if base.is_scalar() {
                base_at_x + (row * column).sum()
            } else {
                1.0 + (row * column / base_at_x).sum()
            };
            // What is summed over is one vector for the normal form, whatever it is made of.
            let inside = waist.arg(0);
            let whole = graph.varying("away", inside.shape());
            let factor = if waist.op() == Op::Norm {
                let of_whole = expanded(graph.substitute(factor, &[(inside, whole)]));
                graph.substitute(of_whole, &[(whole, inside)])
            } else {
                expanded(factor)
            };
            let map = LowRank { x, waist, s, through, base, factor };
            if proof == Proof::Needed {
                map.prove()?;
            }
            return Ok(map);
        }
        Err(Refusal::new(format!(
            "`{}` mixes all elements through more than one number: its determinant is dense",
            shown(graph, y.value)
        )))
    }

    fn base_at_x(&self) -> Expr<'g> {
        self.x.graph.substitute(self.base, &[(self.s, self.waist)])
    }

    fn prove(&self) -> Result<(), Refusal> {
        for factor in [self.base_at_x(), self.factor] {
            if sign(factor).is_none() {
                let factor = proof::unproved_factor(factor);
                return Err(Refusal::new(format!("the factor {factor}: the map is not proved invertible")));
            }
        }
        let y = self.x.graph.substitute(self.through, &[(self.s, self.waist)]);
        no_jump(y, &|condition| condition.needs(self.x))
    }

    /// True if a slope jumps where an element of x, or the number, passes an edge.
    pub fn is_kinked(&self) -> bool {
        let slopes = [self.base, derivative(self.through, self.s)];
        slopes.into_iter().any(|slope| [self.x, self.s].into_iter().any(|x| proof::jumps(slope, x)))
    }

    /// `log|det ∂y/∂x|`, a function of x.
    pub fn ladj(&self) -> Expr<'g> {
        let base = self.base_at_x();
        let times = self.x.size() as f64 - 1.0;
        let of_base = if base.is_scalar() { times * base.log_abs() } else { base.log_abs().sum() };
        of_base + self.factor.log_abs()
    }

    /// `x`, as a function of y, and the number at it.
    pub fn inverse(&self, y: Expr<'g>) -> Result<Undone<'g>, Refusal> {
        let graph = y.graph;
        if self.base.needs(self.x) {
            return Err(Refusal::new(format!(
                "no inverse: given `{}`, the map is not affine in the elements",
                shown(graph, self.waist.value)
            )));
        }
        let zero = graph.filled(0.0, self.x.shape());
        let at_zero = graph.substitute(self.through, &[(self.x, zero)]);
        let own = graph.varying("own waist", Shape::scalar());
        // Where the number cannot be lower, the equation goes on as it is at the floor: it stays monotone.
        let floor = interval(self.waist).low;
        let at = if floor.is_finite() { own.less(floor).select(floor, own) } else { own };
        let x_at = |s: Expr<'g>| graph.substitute((y - at_zero) / self.base, &[(self.s, s)]);
        let back = graph.substitute(self.waist, &[(self.x, x_at(self.s))]);
        // Expanded, the unknown leaves the sum, whose other factors are then numbers of their own.
        let back = expanded(back);
        let held = graph.order(&[back.value]).into_iter().map(|v| graph.at(v));
        if held.into_iter().any(|e| matches!(e.op(), Op::Sum | Op::Norm) && e.needs(self.s)) {
            return Err(Refusal::new(format!(
                "no inverse: the equation in `{}` is not one of single numbers",
                shown(graph, self.waist.value)
            )));
        }
        let back = graph.substitute(back, &[(self.s, at)]);
        let crossing = sign(self.factor).unwrap_or(1.0)
            * if self.base.is_scalar() { sign(self.base_at_x()).unwrap_or(1.0) } else { 1.0 };
        let solved = root_of(own - back, graph.number(0.0), own, crossing > 0.0)?;
        let solved = if floor.is_finite() { solved.less(floor).select(floor, solved) } else { solved };
        Ok(Undone { x: x_at(solved).spread(&self.x.shape()), known: vec![(self.waist, solved)] })
    }
}

/// A vector whose elements are all one number, as that number.
fn one_number<'g>(e: Expr<'g>, known: &mut HashMap<Value, Expr<'g>>) -> Expr<'g> {
    if let Some(c) = e.constant() {
        return e.graph.number(c);
    }
    if let Some(number) = known.get(&e.value) {
        return *number;
    }
    let elements = e.op();
    let number = match elements {
        Op::Binary(_) | Op::Unary(_) | Op::Select => {
            let args: Vec<Expr> = e.args().into_iter().map(|a| one_number(a, known)).collect();
            if args.iter().all(|a| a.is_scalar()) { e.graph.make(elements, &args) } else { e }
        }
        _ => e,
    };
    known.insert(e.value, number);
    number
}

/// The derivative of a sum or norm of elementwise functions of x.
pub(super) fn gradient<'g>(waist: Expr<'g>, x: Expr<'g>) -> Result<Expr<'g>, Refusal> {
    let inside = waist.arg(0);
    let apart = Levels::new(x, &vec![0; x.size()]);
    if inside.shape() != x.shape()
        || !is_elementwise_in(inside, x)
        || !apart.of(inside).iter().enumerate().all(|(i, n)| n.own.is_none_or(|o| o == i) && n.high == 0)
    {
        return Err(Refusal::new(format!("`{}` is no sum over the elements", shown(x.graph, waist.value))));
    }
    let slope = derivative(inside, x).spread(&x.shape());
    Ok(if waist.op() == Op::Norm { unit(inside) * slope } else { slope })
}
