//! The f64 interpreter: one sample, naive loops, `std` functions. It shares no code with emitted programs or runtime kernels, and
//! so is the oracle of both.

use std::collections::HashMap;

use super::build::{Graph, Value};
use super::op::{Along, Binary, Equation, Leaf, Op, Recurrence, Unary};
use crate::shape::{Contraction, Copies, Stairs, Window};

/// The numbers of the leaves: varying and uniform ones by name, parameters by number.
#[derive(Clone, Debug, Default)]
pub struct Bindings {
    /// Leaves by name.
    pub named: HashMap<String, Vec<f64>>,
    /// Parameters by number.
    pub parameters: Vec<Vec<f64>>,
    /// Tables by number, where they differ from those of the graph (each iteration of a `repeat` has its own).
    pub tables: Option<Vec<Vec<usize>>>,
}

impl Bindings {
    /// With one more named leaf.
    pub fn with(mut self, name: &str, value: &[f64]) -> Self {
        self.named.insert(name.into(), value.to_vec());
        self
    }
}

/// The numbers of some values.
///
/// # Panics
/// Where a leaf has no numbers: the caller's bug.
pub fn eval(graph: &Graph, roots: &[Value], bindings: &Bindings) -> Vec<Vec<f64>> {
    eval_from(graph, roots, bindings, HashMap::new())
}

/// The same, given the numbers of some values.
fn eval_from(
    graph: &Graph,
    roots: &[Value],
    bindings: &Bindings,
    mut known: HashMap<Value, Vec<f64>>,
) -> Vec<Vec<f64>> {
    for value in graph.order(roots) {
        if known.contains_key(&value) {
            continue;
        }
        let node = graph.node(value);
        if let Op::Recur(recurrence, _) = &node.op {
            let given = node.args.iter().map(|a| known[a].clone()).collect();
            let equations = graph.equations(value).expect("a state has an equation");
            known.extend(equations.states.iter().copied().zip(recur(graph, recurrence, given, bindings)));
            continue;
        }
        let args: Vec<&[f64]> = node.args.iter().map(|a| known[a].as_slice()).collect();
        let n = node.shape.size();
        let elements = |index: &crate::shape::Index| match (index, &bindings.tables) {
            (crate::shape::Index::Table { id, len, .. }, Some(tables)) => crate::shape::repeated(&tables[id.0], *len),
            _ => graph.elements(index),
        };
        let at = |k: usize, i: usize| if args[k].len() == 1 { args[k][0] } else { args[k][i] };
        let result = match &node.op {
            Op::Leaf(Leaf::Varying(name) | Leaf::Uniform(name)) => {
                bindings.named.get(name).unwrap_or_else(|| panic!("no numbers for the leaf {name}")).clone()
            }
            Op::Leaf(Leaf::Parameter(number, _)) => bindings.parameters[*number].clone(),
            Op::Const(c) => vec![c.0; n],
            Op::Unary(op) => (0..n).map(|i| unary(*op, at(0, i))).collect(),
            Op::Binary(op) => (0..n).map(|i| binary(*op, at(0, i), at(1, i))).collect(),
            Op::Select => (0..n).map(|i| if at(0, i) != 0.0 { at(1, i) } else { at(2, i) }).collect(),
            Op::Root(equation) => {
                let captured = |i: usize| (1..args.len()).map(|k| at(k, i)).collect::<Vec<f64>>();
                (0..n).map(|i| root(graph, equation, at(0, i), &captured(i))).collect()
            }
            Op::Stated(stated, part) if stated.leaves().any(|leaf| !graph.node(leaf).shape.is_scalar()) => {
                // Element by element, with the lines of each.
                let own = |k: usize, i: usize| match graph.at(value).line_of(k) {
                    Some(times) => args[k][i * times..(i + 1) * times].to_vec(),
                    None => vec![at(k, i)],
                };
                let at_element = |i: usize| {
                    let given = stated.leaves().enumerate().map(|(k, leaf)| (leaf, own(k, i))).collect();
                    eval_from(graph, &[stated.part(*part)], bindings, given)[0][0]
                };
                (0..n).map(at_element).collect()
            }
            Op::Stated(stated, part) => {
                let at_element = |i: usize| {
                    let captured = stated.captured.iter().enumerate().map(|(k, c)| (*c, at(k + 1, i)));
                    let mut known: HashMap<Value, f64> = captured.chain([(stated.own, at(0, i))]).collect();
                    scalar(graph, stated.part(*part), &mut known)
                };
                (0..n).map(at_element).collect()
            }
            Op::Gather(index) => elements(index).into_iter().map(|e| args[0][e]).collect(),
            Op::Assemble { parts, .. } => {
                let mut out = vec![0.0; n];
                for (part, arg) in parts.iter().zip(&args) {
                    elements(part).into_iter().zip(*arg).for_each(|(e, v)| out[e] = *v);
                }
                out
            }
            Op::Repeat(copies) => (0..n).map(|i| args[0][of_copies(copies, i)]).collect(),
            Op::Fold(copies) => {
                let mut out = vec![0.0; n];
                args[0].iter().enumerate().for_each(|(i, a)| out[of_copies(copies, i)] += a);
                out
            }
            Op::Along(along, copies) => {
                let axes: Vec<Vec<usize>> = (0..copies.size()).map(|k| copies.of_element(k).collect()).collect();
                match along {
                    Along::LogSumExp => {
                        let of = |axis: &Vec<usize>| {
                            let highest = axis.iter().map(|i| args[0][*i]).fold(f64::NEG_INFINITY, f64::max);
                            let sum: f64 = axis.iter().map(|i| (args[0][*i] - highest).exp()).sum();
                            if highest.is_finite() { highest + sum.ln() } else { highest }
                        };
                        axes.iter().map(of).collect()
                    }
                    Along::CumulativeSum => {
                        let mut out = vec![0.0; n];
                        for axis in axes {
                            let mut sum = 0.0;
                            for i in axis {
                                sum += args[0][i];
                                out[i] = sum;
                            }
                        }
                        out
                    }
                }
            }
            Op::Recur(..) => unreachable!("all states were computed together"),
            Op::Sum => vec![args[0].iter().sum()],
            Op::Norm => vec![args[0].iter().map(|a| a * a).sum::<f64>().sqrt()],
            Op::Product { of: Contraction::Matrix(stairs), transposed } => {
                let columns = graph.node(node.args[0]).shape.extents()[1];
                // What is masked is not read: a number that a search has not found yet may be infinite.
                let term = |i: usize, k: usize, x: f64| {
                    let (r, c) = if *transposed { (k, i) } else { (i, k) };
                    stairs.is_none_or(|s| c < s.reach(r)).then(|| args[0][r * columns + c] * x)
                };
                (0..n).map(|i| args[1].iter().enumerate().filter_map(|(k, x)| term(i, k, *x)).sum()).collect()
            }
            Op::TriangularSolve { transposed, of } => {
                let stairs = of.square().expect("a triangular matrix is masked");
                let of_position = |a: &[f64]| triangular_solve(args[0], args[1], a, *transposed, &stairs);
                args[2].chunks(args[1].len()).flat_map(of_position).collect()
            }
            Op::Product { of: Contraction::Window(window), transposed } => {
                let mut out = vec![0.0; n];
                each_tap(window, |weight, input, output| {
                    let (from, to) = if *transposed { (output, input) } else { (input, output) };
                    out[to] += args[0][weight] * args[1][from];
                });
                out
            }
            Op::Outer { of: Contraction::Window(window) } => {
                let mut out = vec![0.0; n];
                each_tap(window, |weight, input, output| out[weight] += args[0][output] * args[1][input]);
                out
            }
            Op::Outer { of: Contraction::Matrix(stairs) } => {
                let columns = args[1].len();
                let kept = |i: usize| stairs.is_none_or(|s| i % columns < s.reach(i / columns));
                (0..n).map(|i| if kept(i) { args[0][i / columns] * args[1][i % columns] } else { 0.0 }).collect()
            }
        };
        assert_eq!(result.len(), n, "{}: a leaf has {} numbers, its shape is {}", node.op, result.len(), node.shape);
        known.insert(value, result);
    }
    roots.iter().map(|r| known[r].clone()).collect()
}

/// The states of a recurrence: the equations as often as there are steps, each time from what they gave before, which is right for one
/// more step.
fn recur(graph: &Graph, recurrence: &Recurrence, given: Vec<Vec<f64>>, bindings: &Bindings) -> Vec<Vec<f64>> {
    let zeros = |leaf: &Value| vec![0.0; graph.node(*leaf).shape.size()];
    let mut states: Vec<Vec<f64>> = recurrence.unknowns.iter().map(zeros).collect();
    let captured: HashMap<Value, Vec<f64>> = recurrence.captured.iter().copied().zip(given).collect();
    for _ in 0..recurrence.steps {
        let mut known = captured.clone();
        known.extend(recurrence.unknowns.iter().copied().zip(states));
        states = eval_from(graph, &recurrence.values, bindings, known);
    }
    states
}

/// The element of a value of which element `i` of its copies is one.
fn of_copies(copies: &Copies, i: usize) -> usize {
    i / (copies.times * copies.inner) * copies.inner + i % copies.inner
}

/// Every number of a window's weight with the elements of input and output that it joins, by the
/// definition of a convolution. A causal one reads the positions before its own, and of that the
/// channels whose degree allows it.
fn each_tap(window: &Window, mut visit: impl FnMut(usize, usize, usize)) {
    let Window { height, width, inputs, outputs, .. } = *window;
    let is_masked = |own: (usize, usize), read: (usize, usize), o: usize, c: usize| {
        let stairs = window.own_channels()?;
        let own_channel = stairs.columns.degree(c) + usize::from(stairs.strict) <= stairs.rows.degree(o);
        (read > own || read == own && !own_channel).then_some(())
    };
    let place = |axis: crate::shape::Axis, p: usize, t: usize| {
        let at = p as isize * axis.stride as isize + t as isize * axis.dilation as isize - axis.before as isize;
        (0..axis.input as isize).contains(&at).then_some(at as usize)
    };
    for o in 0..outputs {
        for c in 0..inputs {
            for (dy, dx) in (0..height.kernel).flat_map(|dy| (0..width.kernel).map(move |dx| (dy, dx))) {
                let weight = ((o * inputs + c) * height.kernel + dy) * width.kernel + dx;
                for (y, x) in (0..height.output).flat_map(|y| (0..width.output).map(move |x| (y, x))) {
                    if let (Some(row), Some(column)) = (place(height, y, dy), place(width, x, dx))
                        && is_masked((y, x), (row, column), o, c).is_none()
                    {
                        visit(weight, (row * width.input + column) * inputs + c, (y * width.output + x) * outputs + o);
                    }
                }
            }
        }
    }
}

/// The solution of an equation, by bisection alone: slow, and sure.
pub fn root(graph: &Graph, equation: &Equation, right: f64, captured: &[f64]) -> f64 {
    let gap = |s: f64| {
        let mut known: HashMap<Value, f64> = equation.captured.iter().copied().zip(captured.iter().copied()).collect();
        known.insert(equation.own, s);
        let left = scalar(graph, equation.value, &mut known);
        if equation.increasing { left - right } else { right - left }
    };
    let (mut low, mut high, mut width): (f64, f64, f64) = (-1.0, 1.0, 1.0);
    while gap(low) > 0.0 || gap(high) < 0.0 {
        width *= 2.0;
        if width.is_infinite() {
            return f64::NAN;
        }
        if gap(low) > 0.0 {
            low -= width;
        }
        if gap(high) < 0.0 {
            high += width;
        }
    }
    loop {
        let middle = 0.5 * (low + high);
        if middle <= low || middle >= high {
            // Of the two neighbours, the one that misses less.
            return if gap(low).abs() < gap(high).abs() { low } else { high };
        }
        if gap(middle) < 0.0 { low = middle } else { high = middle }
    }
}

fn scalar(graph: &Graph, value: Value, known: &mut HashMap<Value, f64>) -> f64 {
    for v in graph.order(&[value]) {
        if known.contains_key(&v) {
            continue;
        }
        let node = graph.node(v);
        let a = |k: usize| known[&node.args[k]];
        let number = match &node.op {
            Op::Const(c) => c.0,
            Op::Unary(op) => unary(*op, a(0)),
            Op::Binary(op) => binary(*op, a(0), a(1)),
            Op::Select => {
                if a(0) != 0.0 {
                    a(1)
                } else {
                    a(2)
                }
            }
            Op::Root(equation) => {
                let captured: Vec<f64> = (1..node.args.len()).map(a).collect();
                root(graph, equation, a(0), &captured)
            }
            other => panic!("{other} in a formula of one number"),
        };
        known.insert(v, number);
    }
    known[&value]
}

/// An elementwise function of one number.
pub fn unary(op: Unary, a: f64) -> f64 {
    match op {
        Unary::Neg => -a,
        Unary::Exp => a.exp(),
        Unary::Log => a.ln(),
        Unary::LogAbs => a.abs().ln(),
        Unary::Log1p => a.ln_1p(),
        Unary::Expm1 => a.exp_m1(),
        Unary::Tanh => a.tanh(),
        Unary::Sech2 => {
            let e = (-2.0 * a.abs()).exp();
            4.0 * e / ((1.0 + e) * (1.0 + e))
        }
        Unary::Atanh => a.atanh(),
        Unary::Sinh => a.sinh(),
        Unary::Cosh => a.cosh(),
        Unary::Asinh => a.asinh(),
        // The standard library's loses digits near 1.
        Unary::Acosh => ((a - 1.0) + ((a - 1.0) * (a + 1.0)).sqrt()).ln_1p(),
        Unary::Sigmoid => {
            let e = (-a.abs()).exp();
            if a < 0.0 { e / (1.0 + e) } else { 1.0 / (1.0 + e) }
        }
        Unary::Softplus => a.max(0.0) + (-a.abs()).exp().ln_1p(),
        Unary::Relu => {
            if a < 0.0 {
                0.0
            } else {
                a
            }
        }
        Unary::Abs => a.abs(),
        Unary::Floor => a.floor(),
        Unary::Sqrt => a.sqrt(),
        Unary::Square => a * a,
        Unary::Sin => a.sin(),
        Unary::Cos => a.cos(),
    }
}

/// An elementwise function of two numbers.
pub fn binary(op: Binary, a: f64, b: f64) -> f64 {
    match op {
        Binary::Add => a + b,
        Binary::Sub => a - b,
        Binary::Mul => a * b,
        Binary::Div => a / b,
        Binary::Less => f64::from(u8::from(a < b)),
    }
}

/// The solution of `(diag(d) + w) p = a`, or with `wᵀ`, for the entries of w that `stairs` keeps.
pub fn triangular_solve(w: &[f64], d: &[f64], a: &[f64], transposed: bool, stairs: &Stairs) -> Vec<f64> {
    let n = a.len();
    let kept = |r: usize, c: usize| if c < stairs.reach(r) { w[r * n + c] } else { 0.0 };
    let entry = |i: usize, k: usize| if transposed { kept(k, i) } else { kept(i, k) };
    let mut out = vec![0.0; n];
    for step in 0..n {
        let i = if transposed { n - 1 - step } else { step };
        // What is not solved yet is zero.
        let solved: f64 = (0..n).map(|k| entry(i, k) * out[k]).sum();
        out[i] = (a[i] - solved) / d[i];
    }
    out
}
