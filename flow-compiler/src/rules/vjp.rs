//! Reverse mode: the cotangents of an operation's arguments, given the cotangent `g` of its value `y`.

use super::jvp;
use crate::ir::{Along, Expr, Op, Unary};
use crate::shape::{Copies, Index, Shape};

/// One cotangent per argument, each of the argument's shape; `None` where nothing flows.
pub fn cotangents<'g>(y: Expr<'g>, g: Expr<'g>) -> Vec<Option<Expr<'g>>> {
    let args = y.args();
    match y.op() {
        Op::Leaf(_) | Op::Const(_) => vec![],
        Op::Unary(op) => {
            vec![Some(fit(g * from_answer(op, y).unwrap_or_else(|| jvp::partials(y)[0].unwrap_or(g)), args[0]))]
        }
        Op::Binary(_) | Op::Root(_) | Op::Stated(..) => {
            jvp::partials(y).into_iter().zip(&args).map(|(p, a)| p.map(|p| fit(g * p, *a))).collect()
        }
        // Zero is selected, and not multiplied: the arm that is not taken may have an infinite derivative.
        Op::Select => {
            vec![None, Some(fit(args[0].select(g, 0.0), args[1])), Some(fit(args[0].select(0.0, g), args[2]))]
        }
        Op::Gather(index) if args[0].shape().extents().len() == 2 => vec![Some(placed(g, &index, args[0]))],
        Op::Gather(index) => {
            vec![Some(g.graph.make(Op::Assemble { len: args[0].size(), parts: vec![index] }, &[g]))]
        }
        Op::Assemble { parts, .. } => {
            let part = |(index, a): (Index, &Expr<'g>)| Some(fit(g.gather(index), *a));
            parts.into_iter().zip(&args).map(part).collect()
        }
        Op::Norm => vec![Some(g * jvp::unit(args[0]))],
        Op::Sum => vec![Some(g.spread(&args[0].shape()))],
        Op::Repeat(copies) => vec![Some(g.fold(copies))],
        Op::Fold(copies) => vec![Some(g.repeat(copies))],
        Op::Along(Along::LogSumExp, copies) => {
            vec![Some(g.repeat(copies) * (args[0] - y.repeat(copies)).exp())]
        }
        // An element is in the sums of all behind it: in all but those before.
        Op::Along(Along::CumulativeSum, copies) => {
            vec![Some(g.fold(copies).repeat(copies) - g.cumulative_sum(copies) + g)]
        }
        Op::Recur(..) => unreachable!("states are passed by their equations (`derive::reverse`)"),
        Op::Product { of, transposed: false } => {
            vec![Some(g.outer_of(of, args[1])), Some(args[0].product(of, true, g))]
        }
        Op::Product { of, transposed: true } => {
            vec![Some(args[1].outer_of(of, g)), Some(args[0].product(of, false, g))]
        }
        // Of S y = a: the cotangent of a is S⁻ᵀ g, and that of S the outer product of its negative and y.
        Op::TriangularSolve { transposed, of } => {
            let right = args[0].triangular_solve(of, args[1], g, !transposed);
            let matrix = if transposed { y.outer_of(of, -right) } else { (-right).outer_of(of, y) };
            let (n, all) = (args[1].size(), -(right * y));
            let diagonal = if all.size() == n { all } else { all.fold(Copies::of(all.size() / n, n)) };
            vec![Some(matrix), Some(diagonal), Some(right)]
        }
        Op::Outer { of } => vec![Some(g.product(of, false, args[1])), Some(g.product(of, true, args[0]))],
    }
}

/// Derivatives that read the answer where that is accurate enough for a gradient: the tape then keeps one value instead of two.
fn from_answer<'g>(op: Unary, y: Expr<'g>) -> Option<Expr<'g>> {
    match op {
        Unary::Tanh => Some(1.0 - y.square()),
        Unary::Sigmoid => Some(y * (1.0 - y)),
        _ => None,
    }
}

/// Elements of a matrix at their places among zeros: an outer product each, whose row has the element and whose column a one.
fn placed<'g>(g: Expr<'g>, index: &Index, matrix: Expr<'g>) -> Expr<'g> {
    let (graph, shape) = (g.graph, matrix.shape());
    let [rows, columns] = [shape.extents()[0], shape.extents()[1]];
    let at = |e: Expr<'g>, place: usize, len: usize| {
        graph.make(Op::Assemble { len, parts: vec![Index::range(place, 1)] }, &[e])
    };
    let one = graph.filled(1.0, Shape::vector(1));
    let element = |(k, e): (usize, usize)| {
        at(g.gather(Index::range(k, 1)), e / columns, rows).outer(at(one, e % columns, columns), None)
    };
    let places = graph.elements(index).into_iter().enumerate().map(element);
    places.reduce(|a, b| a + b).unwrap_or(graph.filled(0.0, shape))
}

/// A cotangent has its value's shape: the sum over a broadcast, the spread of a scalar.
fn fit<'g>(g: Expr<'g>, like: Expr<'g>) -> Expr<'g> {
    if like.is_scalar() { g.sum() } else { g.spread(&like.shape()) }
}
