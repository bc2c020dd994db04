//! Partial derivatives of elementwise operations, as expressions of the arguments `a`, `b` and the answer `y`.
//!
//! They serve log-determinants, whose logarithm is taken: so the forms are those that keep their relative accuracy far out
//! (`sech² a` and not `1 − y²`).

use crate::ir::{Binary, Expr, Op, Unary};

/// One derivative per argument; `None` where the operation is flat in it or has no derivative (a condition).
pub fn partials<'g>(y: Expr<'g>) -> Vec<Option<Expr<'g>>> {
    let node = y.node();
    let args = y.args();
    let number = |n: f64| Some(y.graph.number(n));
    match node.op {
        Op::Unary(op) => vec![Some(unary(op, y, args[0]))],
        Op::Binary(Binary::Add) => vec![number(1.0), number(1.0)],
        Op::Binary(Binary::Sub) => vec![number(1.0), number(-1.0)],
        Op::Binary(Binary::Mul) => vec![Some(args[1]), Some(args[0])],
        Op::Binary(Binary::Div) => vec![Some(1.0 / args[1]), Some(-(y / args[1]))],
        Op::Binary(Binary::Less) => vec![None, None],
        Op::Select => vec![None, Some(args[0].select(1.0, 0.0)), Some(args[0].select(0.0, 1.0))],
        _ => vec![None; args.len()],
    }
}

fn unary<'g>(op: Unary, y: Expr<'g>, a: Expr<'g>) -> Expr<'g> {
    let number = |n: f64| y.graph.number(n);
    match op {
        Unary::Neg => number(-1.0),
        Unary::Exp => y,
        Unary::Log | Unary::LogAbs => 1.0 / a,
        Unary::Log1p => 1.0 / (1.0 + a),
        Unary::Expm1 => a.exp(),
        Unary::Tanh => a.unary(Unary::Sech2),
        Unary::Sech2 => -2.0 * a.tanh() * y,
        Unary::Atanh => 1.0 / (1.0 - a.square()),
        Unary::Sigmoid => y * (-a).sigmoid(),
        Unary::Softplus => a.sigmoid(),
        // At the kink the derivative is 0, as in PyTorch; asked of the answer, so that the argument need not be kept.
        Unary::Relu => number(0.0).less(y).select(1.0, 0.0),
        Unary::Abs => a.less(0.0).select(-1.0, 1.0),
        Unary::Sqrt => 0.5 / y,
        Unary::Square => 2.0 * a,
        Unary::Sin => a.unary(Unary::Cos),
        Unary::Cos => -a.unary(Unary::Sin),
    }
}
