//! The rules that every function must obey, checked after each pass.
//!
//! # Order
//! A value's arguments have lower numbers.
//! # Shapes
//! Elementwise arguments have the value's shape or are scalars. A gather's index stays inside its argument; an assembly's indices
//! are disjoint and each as long as its argument. A product's matrix has rank 2 and fits its vector and its mask.
//! # Rates
//! A matrix of a product is uniform: weights are the same for all samples.
//! # Outputs
//! Names are distinct.
//!
//! A violation is a bug of the compiler, never of the user's declaration.

use super::build::{Graph, Value};
use super::func::Func;
use super::op::Op;
use crate::shape::{Contraction, Shape};

/// Panics with the function's text where an invariant fails.
///
/// # Panics
/// Where the function is malformed, which is a bug in the pass that has just run.
pub fn verify<R>(graph: &Graph, func: &Func<R>, pass: &str) {
    if let Err(what) = check(graph, func) {
        panic!("after {pass}: {what}\n{}", super::print::func(graph, func));
    }
}

/// The first invariant that does not hold, if any.
pub fn check<R>(graph: &Graph, func: &Func<R>) -> Result<(), String> {
    for (i, output) in func.outputs.iter().enumerate() {
        if func.outputs[..i].iter().any(|o| o.name == output.name) {
            return Err(format!("two outputs are called {}", output.name));
        }
    }
    func.order(graph).into_iter().try_for_each(|value| check_value(graph, value))
}

fn check_value(graph: &Graph, value: Value) -> Result<(), String> {
    let node = graph.node(value);
    let fail = |what: String| Err(format!("{} {}: {what}", node.op, node.shape));
    if let Some(a) = node.args.iter().find(|a| **a >= value) {
        return fail(format!("argument {} does not come before {}", a.0, value.0));
    }
    let args: Vec<_> = node.args.iter().map(|a| graph.node(*a)).collect();
    let expect = |count: usize| -> Result<(), String> {
        if args.len() == count {
            Ok(())
        } else {
            Err(format!("{}: {} arguments, expected {count}", node.op, args.len()))
        }
    };
    match &node.op {
        Op::Leaf(_) | Op::Const(_) => expect(0),
        Op::Unary(_) | Op::Binary(_) | Op::Select | Op::Root(_) | Op::Stated(..) => {
            expect(match &node.op {
                Op::Root(equation) => 1 + equation.captured.len(),
                Op::Stated(stated, _) => 1 + stated.captured.len(),
                Op::Unary(_) => 1,
                Op::Binary(_) => 2,
                _ => 3,
            })?;
            let e = graph.at(value);
            let fits = |k: usize, shape: &Shape| match e.line_of(k) {
                Some(times) => shape.size() == times * node.shape.size(),
                None => shape.is_scalar() || *shape == node.shape,
            };
            match args.iter().enumerate().find(|(k, a)| !fits(*k, &a.shape)) {
                Some((_, a)) => fail(format!("argument of shape {}", a.shape)),
                None => Ok(()),
            }
        }
        Op::Gather(index) => {
            expect(1)?;
            match graph.elements(index).into_iter().find(|e| *e >= args[0].shape.size()) {
                Some(e) => fail(format!("element {e} of {}", args[0].shape)),
                None => Ok(()),
            }
        }
        Op::Assemble { parts, .. } => {
            expect(parts.len())?;
            let mut hit = vec![false; node.shape.size()];
            for (part, arg) in parts.iter().zip(&args) {
                if part.len() != arg.shape.size() {
                    return fail(format!("{} places for {}", part.len(), arg.shape));
                }
                for e in graph.elements(part) {
                    if e >= hit.len() || std::mem::replace(&mut hit[e], true) {
                        return fail(format!("element {e} is written twice or does not exist"));
                    }
                }
            }
            Ok(())
        }
        Op::Sum | Op::Norm => expect(1),
        Op::Repeat(copies) | Op::Fold(copies) | Op::Along(_, copies) => {
            expect(1)?;
            let from = if matches!(node.op, Op::Repeat(_)) { copies.size() } else { copies.spread() };
            if args[0].shape.size() == from { Ok(()) } else { fail(format!("copies of {}", args[0].shape)) }
        }
        Op::Recur(recurrence, k) => {
            expect(recurrence.captured.len())?;
            let shapes = |values: &[Value]| values.iter().map(|v| graph.node(*v).shape.clone()).collect::<Vec<_>>();
            if shapes(&recurrence.unknowns) != shapes(&recurrence.values) {
                return fail("a state and its equation differ in shape".into());
            }
            let lies_in_steps = |shape: &Shape| shape.size().is_multiple_of(recurrence.steps);
            if !shapes(&recurrence.unknowns).iter().all(lies_in_steps)
                || !recurrence.steps.is_multiple_of(recurrence.rows)
            {
                return fail(format!("{} steps in {} rows", recurrence.steps, recurrence.rows));
            }
            if args.iter().map(|a| a.shape.clone()).ne(shapes(&recurrence.captured)) {
                return fail("what is captured differs from its leaf in shape".into());
            }
            let fits = node.shape == graph.node(recurrence.unknowns[*k]).shape;
            if fits { Ok(()) } else { fail(format!("a state of shape {}", node.shape)) }
        }
        Op::Product { of: Contraction::Window(window), transposed } => {
            expect(2)?;
            if args[0].varying {
                return fail("the weight differs per sample".into());
            }
            if let Some(misfit) = window.misfit() {
                return fail(misfit.into());
            }
            let read = if *transposed { window.output_len() } else { window.input_len() };
            let fits = args[0].shape == window.weight() && args[1].shape.size() == read;
            if fits { Ok(()) } else { fail(format!("{} over {}", args[0].shape, args[1].shape)) }
        }
        Op::Outer { of: Contraction::Window(window) } => {
            expect(2)?;
            let fits = [args[0].shape.size(), args[1].shape.size()] == [window.output_len(), window.input_len()];
            if fits { Ok(()) } else { fail(format!("{} by {}", args[0].shape, args[1].shape)) }
        }
        Op::Product { of: Contraction::Matrix(stairs), transposed } => {
            expect(2)?;
            let w = args[0].shape.extents();
            let (rows, columns) = match w {
                [rows, columns] if *transposed => (columns, rows),
                [rows, columns] => (rows, columns),
                _ => return fail(format!("matrix of shape {}", args[0].shape)),
            };
            if stairs.is_some_and(|s| args[0].shape.extents() != [s.rows.total(), s.columns.total()]) {
                return fail(format!("stairs do not fit {}", args[0].shape));
            }
            if args[0].varying {
                return fail("the matrix differs per sample".into());
            }
            if args[1].shape.size() == *columns && node.shape.size() == *rows {
                Ok(())
            } else {
                fail(format!("{} · {}", args[0].shape, args[1].shape))
            }
        }
        Op::TriangularSolve { of, .. } => {
            expect(3)?;
            let n = args[1].shape.size();
            if args[0].varying || args[1].varying || node.varying && of.window().is_none() {
                return fail("it differs per sample".into());
            }
            let (right, whole) = match of {
                Contraction::Matrix(_) => (n, Shape::matrix(n, n)),
                Contraction::Window(window) => (window.output_len(), Shape::of(&[n, n, 1, 1])),
            };
            if args[0].shape != whole || args[2].shape.size() != right {
                return fail(format!("{}, {}, {}", args[0].shape, args[1].shape, args[2].shape));
            }
            let Some(stairs) = of.square() else { return fail("the matrix is not masked".into()) };
            let strict =
                [stairs.rows.total(), stairs.columns.total()] == [n, n] && (0..n).all(|i| stairs.reach(i) <= i);
            if strict { Ok(()) } else { fail("the matrix is not strictly triangular".into()) }
        }
        Op::Outer { of: Contraction::Matrix(stairs) } => {
            expect(2)?;
            match stairs.filter(|s| node.shape.extents() != [s.rows.total(), s.columns.total()]) {
                Some(s) => fail(format!("stairs of {} × {}", s.rows.total(), s.columns.total())),
                None => Ok(()),
            }
        }
    }
}
