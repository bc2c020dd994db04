//! Peeling: from `op(.., u, ..) = y` to the value of the unknown argument `u`.

use super::facts::interval;
use crate::ir::{Binary, Expr, Op, Part, Unary};

/// The unknown argument number `k` of `e`, when `e` has the value `y`; `None` where the operation has no inverse in it.
///
/// A `y` outside the operation's codomain gives a non-finite number.
pub fn peel<'g>(e: Expr<'g>, k: usize, y: Expr<'g>) -> Option<Expr<'g>> {
    let other = |i: usize| e.arg(i);
    match e.op() {
        Op::Binary(op) => match op {
            Binary::Add => Some(y - other(1 - k)),
            Binary::Sub => Some(if k == 0 { y + other(1) } else { other(0) - y }),
            Binary::Mul => Some(y / other(1 - k)),
            Binary::Div => Some(if k == 0 { y * other(1) } else { other(0) / y }),
            Binary::Less => None,
        },
        Op::Unary(op) => match op {
            Unary::Neg => Some(-y),
            Unary::Exp => Some(y.log()),
            Unary::Log => Some(y.exp()),
            Unary::Log1p => Some(y.unary(Unary::Expm1)),
            Unary::Expm1 => Some(y.unary(Unary::Log1p)),
            Unary::Tanh => Some(y.unary(Unary::Atanh)),
            Unary::Atanh => Some(y.tanh()),
            Unary::Sinh => Some(y.unary(Unary::Asinh)),
            Unary::Asinh => Some(y.unary(Unary::Sinh)),
            Unary::Cosh if interval(e.arg(0)).above(0.0) => Some(y.unary(Unary::Acosh)),
            Unary::Acosh => Some(y.unary(Unary::Cosh)),
            Unary::Sigmoid => Some(y.log() - (-y).unary(Unary::Log1p)),
            // y + ln(1 − e⁻ʸ), of which ln(−expm1(−y)) keeps the accuracy near 0.
            Unary::Softplus => Some(y + (-(-y).unary(Unary::Expm1)).log()),
            Unary::Sqrt => Some(y.square()),
            Unary::Square if interval(e.arg(0)).above(0.0) => Some(y.unary(Unary::Sqrt)),
            Unary::LogAbs
            | Unary::Sech2
            | Unary::Relu
            | Unary::Abs
            | Unary::Floor
            | Unary::Square
            | Unary::Cosh
            | Unary::Sin
            | Unary::Cos => None,
        },
        // The right side of an equation is its left side at the solution.
        Op::Root(equation) if k == 0 => Some(super::jvp::at_solution(e, equation.value, &equation, y)),
        Op::Stated(stated, part) if k == 0 && matches!(part, Part::Value | Part::Inverse) => {
            let other = if part == Part::Value { Part::Inverse } else { Part::Value };
            let args: Vec<Expr> = [y].into_iter().chain(e.args().into_iter().skip(1)).collect();
            Some(e.graph.make(Op::Stated(stated, other), &args))
        }
        Op::Root(_)
        | Op::Stated(..)
        | Op::Leaf(_)
        | Op::Const(_)
        | Op::Select
        | Op::Gather(_)
        | Op::Assemble { .. }
        | Op::Repeat(_)
        | Op::Fold(_)
        | Op::Along(..)
        | Op::Recur(..)
        | Op::Sum
        | Op::Norm
        | Op::Product { .. }
        | Op::TriangularSolve { .. }
        | Op::Outer { .. } => None,
    }
}
