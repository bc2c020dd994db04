//! The step rule: chosen elements of a value, from those elements of its arguments that are known.
//!
//! A sequential direction computes each value level by level; at a level the elements that become computable are a slab of it. The
//! rule says how an operation computes a slab, and how many multiply-adds that takes.

use flow_compiler::ir::eval::{self, binary, unary};
use flow_compiler::ir::{Along, Expr, Op};
use flow_compiler::shape::Contraction;

/// Multiply-adds of products so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Work {
    /// How many.
    pub multiply_adds: usize,
}

/// The elements `slab` of `e`, given the numbers of its arguments. Elements of arguments that the slab does not need may be
/// anything.
pub fn step(e: Expr, slab: &[usize], args: &[&[f64]], work: &mut Work) -> Vec<f64> {
    let at = |k: usize, i: usize| if args[k].len() == 1 { args[k][0] } else { args[k][i] };
    let map = |f: &dyn Fn(usize) -> f64| slab.iter().map(|i| f(*i)).collect();
    match e.op() {
        Op::Leaf(_) => vec![f64::NAN; slab.len()],
        Op::Const(c) => vec![c.0; slab.len()],
        Op::Unary(op) => map(&|i| unary(op, at(0, i))),
        Op::Binary(op) => map(&|i| binary(op, at(0, i), at(1, i))),
        Op::Select => map(&|i| if at(0, i) != 0.0 { at(1, i) } else { at(2, i) }),
        Op::Root(equation) => {
            let captured = |i: usize| (1..args.len()).map(|k| at(k, i)).collect::<Vec<f64>>();
            map(&|i| eval::root(e.graph, &equation, at(0, i), &captured(i)))
        }
        Op::Stated(..) | Op::Norm => unreachable!("stated maps and norms are inlined"),
        Op::Recur(..) => unreachable!("states have steps of their own"),
        Op::Gather(index) => {
            let from = e.graph.elements(&index);
            map(&|i| args[0][from[i]])
        }
        Op::Assemble { parts, .. } => {
            let places: Vec<Vec<usize>> = parts.iter().map(|p| e.graph.elements(p)).collect();
            let found = |i: usize| {
                places.iter().enumerate().find_map(|(k, p)| p.iter().position(|e| *e == i).map(|inner| at(k, inner)))
            };
            map(&|i| found(i).unwrap_or(0.0))
        }
        Op::Repeat(copies) => {
            let from = e.graph.elements(&copies.index());
            map(&|i| args[0][from[i]])
        }
        Op::Fold(copies) => {
            let to = e.graph.elements(&copies.index());
            map(&|i| to.iter().zip(args[0]).filter(|(to, _)| **to == i).map(|(_, a)| a).sum())
        }
        Op::Along(along, copies) => {
            let of_line = |line: usize, end: usize| {
                copies.of_element(line).filter(move |i| *i <= end).map(|i| args[0][i]).collect::<Vec<f64>>()
            };
            map(&|i| match along {
                Along::LogSumExp => of_line(i, usize::MAX).iter().map(|a| a.exp()).sum::<f64>().ln(),
                Along::CumulativeSum => of_line(copies.element_of(i), i).iter().sum(),
            })
        }
        Op::Product { of: Contraction::Window(window), transposed } => {
            let mut out = vec![0.0; slab.len()];
            let (channels, taps) = (window.inputs, window.taps());
            for tap in 0..taps {
                for (output, input) in window.joined(tap) {
                    for (o, c) in (0..window.outputs).flat_map(|o| (0..channels).map(move |c| (o, c))) {
                        let ends = [output * window.outputs + o, input * channels + c];
                        let [to, from] = if transposed { [ends[1], ends[0]] } else { ends };
                        let Some(at) = slab.iter().position(|i| *i == to) else { continue };
                        if tap * channels + c < window.reach(o) {
                            work.multiply_adds += 1;
                            out[at] += args[0][(o * channels + c) * taps + tap] * args[1][from];
                        }
                    }
                }
            }
            out
        }
        Op::Outer { of: Contraction::Window(_) } => unreachable!("cotangents of weights are summed over samples"),
        Op::Sum => vec![args[0].iter().sum()],
        Op::Product { of: Contraction::Matrix(Some(stairs)), transposed: false } => {
            let columns = e.arg(0).shape().extents()[1];
            work.multiply_adds += slab.iter().map(|i| stairs.reach(*i)).sum::<usize>();
            map(&|i| (0..stairs.reach(i)).map(|k| args[0][i * columns + k] * args[1][k]).sum())
        }
        Op::Product { transposed, .. } => {
            let shape = e.arg(0).shape();
            let columns = shape.extents()[1];
            work.multiply_adds += slab.len() * args[1].len();
            let weight =
                |i: usize, k: usize| if transposed { args[0][k * columns + i] } else { args[0][i * columns + k] };
            map(&|i| args[1].iter().enumerate().map(|(k, x)| weight(i, k) * x).sum())
        }
        // Of a matrix it is the same for all samples and computed before them, whole.
        Op::TriangularSolve { transposed, of } => {
            let stairs = of.square().expect("a triangular matrix is masked");
            let position = |a: &[f64]| eval::triangular_solve(args[0], args[1], a, transposed, &stairs);
            let whole: Vec<f64> = args[2].chunks(args[1].len()).flat_map(position).collect();
            map(&|i| whole[i])
        }
        Op::Outer { .. } => {
            let columns = args[1].len();
            map(&|i| args[0][i / columns] * args[1][i % columns])
        }
    }
}
