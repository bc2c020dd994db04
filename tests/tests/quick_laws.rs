//! The laws that a wrong sign or a lost term breaks, in a few seconds: what runs first against each planted mistake (`tests/mutants`).
//!
//! ```text
//! formulas drawn at random ─▶ their numbers, by arithmetic of this file    ir/simplify, ir/eval
//!                          ─▶ slabs of them                                 step (of this package)
//!                          ─▶ the intervals that hold them                  rules/facts, ir/interval
//! every operation          ─▶ derivatives against central differences       rules/jvp, rules/vjp, derive/reverse
//!                          ─▶ peeled                                        rules/inverse
//! a few layers             ─▶ the laws at one point                         derive
//! ```

use flow_compiler::catalog::UserWord;
use flow_compiler::catalog::layers::LAYERS;
use flow_compiler::derive::dependence::Levels;
use flow_compiler::derive::log_det::Triangular;
use flow_compiler::derive::{Proof, Refusal, reverse};
use flow_compiler::diag::Diagnostics;
use flow_compiler::event::Event;
use flow_compiler::interpret::run;
use flow_compiler::ir::eval::{Bindings, eval};
use flow_compiler::ir::{Binary, Expr, Graph, Interval, Op, Part, Stated, Unary};
use flow_compiler::lower::Role;
use flow_compiler::lower::parameters::tables_at;
use flow_compiler::rules::facts::interval;
use flow_compiler::rules::inverse::peel;
use flow_compiler::rules::jvp::derivative;
use flow_compiler::shape::{Axis, Causal, Contraction, Copies, Degrees, Index, Shape, Stairs, Window};
use flow_compiler::span::Span;
use flow_compiler::vocabulary::{
    AnyWord, Checked, Direction, Filled, Init, Layer, Settings, Site, Support, Word, in_a_row,
};
use flow_tests::doors::from_yaml;
use flow_tests::laws::{Case, cases, check_at};
use flow_tests::numbers::{Stream, close, derivative as numeric, jacobian, log_abs_det};
use flow_tests::sequential;
use flow_tests::step::{Work, step};

const UNARY: [Unary; 22] = [
    Unary::Neg,
    Unary::Exp,
    Unary::Log,
    Unary::LogAbs,
    Unary::Log1p,
    Unary::Expm1,
    Unary::Tanh,
    Unary::Sech2,
    Unary::Atanh,
    Unary::Sigmoid,
    Unary::Softplus,
    Unary::Relu,
    Unary::Abs,
    Unary::Sqrt,
    Unary::Square,
    Unary::Sin,
    Unary::Cos,
    Unary::Floor,
    Unary::Sinh,
    Unary::Cosh,
    Unary::Asinh,
    Unary::Acosh,
];

/// An operation by its definition.
fn number(op: Unary, a: f64) -> f64 {
    match op {
        Unary::Neg => -a,
        Unary::Exp => a.exp(),
        Unary::Log => a.ln(),
        Unary::LogAbs => a.abs().ln(),
        Unary::Log1p => (1.0 + a).ln(),
        Unary::Expm1 => a.exp() - 1.0,
        Unary::Tanh => a.sinh() / a.cosh(),
        Unary::Sech2 => 1.0 / (a.cosh() * a.cosh()),
        Unary::Atanh => 0.5 * ((1.0 + a) / (1.0 - a)).ln(),
        Unary::Sigmoid => 1.0 / (1.0 + (-a).exp()),
        Unary::Softplus => (1.0 + a.exp()).ln(),
        Unary::Relu => a.max(0.0),
        Unary::Abs => a.max(-a),
        Unary::Sqrt => a.powf(0.5),
        Unary::Square => a * a,
        Unary::Sin => a.sin(),
        Unary::Cos => a.cos(),
        Unary::Floor => a.floor(),
        Unary::Sinh => 0.5 * (a.exp() - (-a).exp()),
        Unary::Cosh => 0.5 * (a.exp() + (-a).exp()),
        Unary::Asinh => a.signum() * (a.abs() + (a * a + 1.0).sqrt()).ln(),
        Unary::Acosh => (a + (a * a - 1.0).sqrt()).ln(),
    }
}

fn number_of_two(op: Binary, a: f64, b: f64) -> f64 {
    match op {
        Binary::Add => a + b,
        Binary::Sub => a - b,
        Binary::Mul => a * b,
        Binary::Div => a / b,
        Binary::Less => f64::from(a < b),
    }
}

/// Formulas with the numbers that they mean.
struct Formulas<'g> {
    graph: &'g Graph,
    known: Vec<(Expr<'g>, Vec<f64>)>,
    bindings: Bindings,
}

/// Elements of each vector.
const SIZE: usize = 4;

impl<'g> Formulas<'g> {
    fn new(graph: &'g Graph, stream: &mut Stream) -> Self {
        let mut out = Formulas { graph, known: Vec::new(), bindings: Bindings::default() };
        let within = [
            ("a", Interval::ALL, 1.0),
            ("b", Interval::POSITIVE, 0.0),
            ("c", Interval::closed(-1.5, 2.0), 0.0),
            ("d", Interval { high_open: false, ..Interval::open(-3.0, -0.5) }, 0.0),
        ];
        for (name, interval, deviation) in within {
            let leaf = graph.varying(name, Shape::vector(SIZE));
            graph.assume(leaf, interval);
            let inside = |u: f64| match (interval.low.is_finite(), interval.high.is_finite()) {
                (true, true) => interval.low + (interval.high - interval.low) * u,
                (true, false) => interval.low + 3.0 * u,
                _ => 6.0 * u - 3.0,
            };
            let mut numbers: Vec<f64> = (0..SIZE).map(|_| inside(stream.uniform())).collect();
            if deviation > 0.0 {
                numbers = stream.normals(SIZE, deviation);
            } else if !interval.high_open {
                numbers[1] = interval.high;
            }
            out.bindings = out.bindings.with(name, &numbers);
            out.known.push((leaf, numbers));
        }
        for n in [0.0, 1.0, -1.0, 2.0, -0.5] {
            out.known.push((graph.number(n), vec![n]));
            out.known.push((graph.filled(n, Shape::vector(SIZE)), vec![n; SIZE]));
        }
        out
    }

    /// One that was made lately, or any.
    fn one(&self, stream: &mut Stream) -> (Expr<'g>, Vec<f64>) {
        let n = self.known.len();
        let from = if stream.uniform() < 0.6 { n.saturating_sub(5) } else { 0 };
        self.known[from + (stream.uniform() * (n - from) as f64) as usize].clone()
    }

    /// One of a vector's size.
    fn vector(&self, stream: &mut Stream) -> (Expr<'g>, Vec<f64>) {
        loop {
            let (e, numbers) = self.one(stream);
            if e.size() == SIZE && e.op() != Op::Binary(Binary::Less) {
                return (e, numbers);
            }
        }
    }

    fn step(&mut self, stream: &mut Stream) {
        let graph = self.graph;
        let ((a, of_a), (b, of_b)) = (self.vector(stream), self.one(stream));
        let at = |numbers: &[f64], i: usize| if numbers.len() == 1 { numbers[0] } else { numbers[i] };
        let each = |f: &dyn Fn(usize) -> f64| (0..SIZE).map(f).collect::<Vec<f64>>();
        if b.op() == Op::Binary(Binary::Less) {
            return;
        }
        let made = match (stream.uniform() * 12.0) as usize {
            0..=3 => {
                let op = UNARY[(stream.uniform() * UNARY.len() as f64) as usize];
                (a.unary(op), each(&|i| number(op, of_a[i])))
            }
            4..=6 => {
                let op = [Binary::Add, Binary::Sub, Binary::Mul, Binary::Div][(stream.uniform() * 4.0) as usize];
                if stream.uniform() < 0.5 {
                    (a.binary(op, b), each(&|i| number_of_two(op, of_a[i], at(&of_b, i))))
                } else {
                    (b.binary(op, a), each(&|i| number_of_two(op, at(&of_b, i), of_a[i])))
                }
            }
            7 => {
                let (c, of_c) = self.vector(stream);
                let (d, of_d) = self.vector(stream);
                (a.less(c).select(b, d), each(&|i| if of_a[i] < of_c[i] { at(&of_b, i) } else { of_d[i] }))
            }
            8 => (a.gather(Index::reversal(SIZE)), each(&|i| of_a[SIZE - 1 - i])),
            9 => {
                let order = graph.index(&[2, 0, 3, 1]);
                (a.gather(order), [2, 0, 3, 1].map(|i| of_a[i]).to_vec())
            }
            10 => (a.sum(), vec![of_a.iter().sum()]),
            _ => {
                let half = SIZE / 2;
                let (low, high) = (a.gather(Index::range(0, half)), b.spread(&a.shape()).pick(&[3, 1]));
                (graph.concat(&[high, low]), vec![at(&of_b, 3), at(&of_b, 1), of_a[0], of_a[1]])
            }
        };
        if made.1.iter().all(|v| v.is_finite() && v.abs() < 1e4 && (*v == 0.0 || v.abs() > 1e-4)) {
            self.known.push(made);
        }
    }
}

#[test]
fn formulas_drawn_at_random_have_their_numbers_slabs_and_intervals() {
    let mut stream = Stream::new(3);
    for _ in 0..120 {
        let graph = Graph::new();
        let mut formulas = Formulas::new(&graph, &mut stream);
        (0..60).for_each(|_| formulas.step(&mut stream));
        let roots: Vec<_> = formulas.known.iter().map(|(e, _)| e.value).collect();
        let found = eval(&graph, &roots, &formulas.bindings);
        for ((e, expected), found) in formulas.known.iter().zip(&found) {
            let shown = || flow_compiler::ir::print::formula(&graph, e.value);
            for (f, x) in found.iter().zip(expected) {
                // Formulas that cancel lose digits; a wrong sign loses all of them.
                assert!((f - x).abs() <= 1e-6 * x.abs().max(1e-2), "{}: {found:?}, expected {expected:?}", shown());
            }
            let range = interval(*e);
            let slack = |v: f64| 1e-9 * v.abs().max(1.0);
            let inside = |v: &f64| *v >= range.low - slack(*v) && *v <= range.high + slack(*v);
            assert!(expected.iter().all(inside), "{}: {expected:?} outside of {range}", shown());
        }
        let order = graph.order(&roots);
        let numbers = eval(&graph, &order, &formulas.bindings);
        for (value, whole) in order.iter().zip(&numbers) {
            let e = graph.at(*value);
            if matches!(e.op(), Op::Leaf(_)) {
                continue;
            }
            let at = |v| &numbers[order.binary_search(v).expect("an argument")][..];
            let args: Vec<&[f64]> = e.node().args.iter().map(at).collect();
            let slab: Vec<usize> = (0..e.size()).rev().collect();
            let found = step(e, &slab, &args, &mut Work::default());
            let expected: Vec<f64> = whole.iter().rev().copied().collect();
            let same = |(a, b): (&f64, &f64)| a == b || (a.is_nan() && b.is_nan());
            assert!(found.iter().zip(&expected).all(same), "{}: {found:?}, {expected:?}", e.op());
        }
    }
}

/// Cotangents of a formula's leaves against central differences of its sum with weights.
fn gradient<'g>(graph: &'g Graph, e: Expr<'g>, leaves: &[(&str, Expr<'g>, Vec<f64>)]) {
    let weights: Vec<f64> = (0..e.size()).map(|i| 0.7 - 0.4 * i as f64).collect();
    let g = graph.varying("g", e.shape());
    let wrt: Vec<Expr> = leaves.iter().map(|l| l.1).collect();
    let cotangents = reverse::vjp(&[(e, g)], &wrt);
    let bound = leaves.iter().fold(Bindings::default().with("g", &weights), |b, l| b.with(l.0, &l.2));
    for ((name, leaf, at), cotangent) in leaves.iter().zip(cotangents) {
        let shown = flow_compiler::ir::print::formula(graph, e.value);
        let cotangent = cotangent.unwrap_or_else(|| graph.filled(0.0, leaf.shape()));
        assert_eq!(cotangent.shape(), leaf.shape(), "{shown}");
        let found = eval(graph, &[cotangent.value], &bound)[0].clone();
        let loss = |v: &[f64]| {
            let values = eval(graph, &[e.value], &bound.clone().with(name, v))[0].clone();
            vec![values.iter().zip(&weights).map(|(v, w)| v * w).sum()]
        };
        for (i, f) in found.iter().enumerate() {
            let expected = numeric(loss, at, i)[0];
            assert!(close(*f, expected, 1e-7), "{shown}: d/d{name}[{i}] is {f}, numeric {expected}");
        }
    }
}

#[test]
fn every_operation_has_its_derivatives() {
    let g = Graph::new();
    let shape = Shape::vector(3);
    let (a, b, s) = (g.varying("a", shape.clone()), g.varying("b", shape.clone()), g.varying("s", Shape::scalar()));
    let numbers = [vec![0.3, 0.8, 0.45], vec![0.6, -0.7, 1.3], vec![0.9]];
    let leaves = [("a", a, numbers[0].clone()), ("b", b, numbers[1].clone()), ("s", s, numbers[2].clone())];
    let negative = [("a", a, vec![-0.3, -0.8, -0.45])];
    for op in UNARY {
        if op == Unary::Acosh {
            let above = vec![1.3, 1.8, 2.45];
            gradient(&g, a.unary(op), &[("a", a, above.clone())]);
            slope(&g, a.unary(op), a, &above);
            continue;
        }
        gradient(&g, a.unary(op), &leaves);
        slope(&g, a.unary(op), a, &numbers[0]);
        if !matches!(op, Unary::Log | Unary::Sqrt) {
            gradient(&g, a.unary(op), &negative);
            slope(&g, a.unary(op), a, &negative[0].2);
        }
    }
    let two = [a + b, a - b, b - a, a * b, a / b, b / a, s + a, a - s, s - a, s * a, a / s, s / a, (a * b) * (a - b)];
    let parts = |e: Expr<'_>| g.at(e.value).gather(Index::range(1, 2));
    let others = [
        a.less(b).select(a * b, a - b),
        b.less(a).select(s, b),
        a.less(0.4).select(b, s),
        a.gather(Index::reversal(3)),
        parts(a * b),
        g.concat(&[parts(a), b, parts(b)]),
        (a * b).sum(),
        g.at(a.value).norm(),
        (a.sum() * s).spread(&shape) * b,
        s.spread(&shape) / a,
    ];
    two.into_iter().chain(others).for_each(|e| gradient(&g, e, &leaves));
    for e in two.into_iter().chain(others.into_iter().take(3)) {
        slope_given(&g, e, a, &leaves);
        slope_given(&g, e, b, &leaves);
    }
}

/// The derivative of an elementwise formula of one leaf.
fn slope<'g>(graph: &'g Graph, e: Expr<'g>, own: Expr<'g>, at: &[f64]) {
    slope_given(graph, e, own, &[("a", own, at.to_vec())]);
}

fn slope_given<'g>(graph: &'g Graph, e: Expr<'g>, own: Expr<'g>, leaves: &[(&str, Expr<'g>, Vec<f64>)]) {
    let bound = leaves.iter().fold(Bindings::default(), |b, l| b.with(l.0, &l.2));
    let (name, _, at) = leaves.iter().find(|l| l.1.value == own.value).expect("the leaf");
    let derived = eval(graph, &[derivative(e, own).spread(&own.shape()).value], &bound)[0].clone();
    for (i, d) in derived.iter().enumerate() {
        let expected = numeric(|v| eval(graph, &[e.value], &bound.clone().with(name, v))[0].clone(), at, i)[i];
        let shown = flow_compiler::ir::print::formula(graph, e.value);
        assert!(close(*d, expected, 1e-7), "{shown}: slope {d}, numeric {expected}");
    }
}

/// `c eᵘ`, whose slope and inverse are stated.
#[test]
fn stated_maps_have_their_derivatives_in_all_arguments() {
    let g = Graph::new();
    let leaf = |name: &str| g.uniform(name, Shape::scalar());
    let (own, c) = (leaf("own"), leaf("c"));
    let value = c * own.exp();
    let stated = std::rc::Rc::new(Stated {
        name: "growth".into(),
        own: own.value,
        captured: vec![c.value],
        value: value.value,
        slope: value.value,
        inverse: (own / c).log().value,
        slope_at_value: None,
        kinked: false,
    });
    let (a, b) = (g.varying("a", Shape::vector(2)), g.varying("b", Shape::vector(2)));
    let leaves = [("a", a, vec![0.3, 0.8]), ("b", b, vec![1.6, 0.7])];
    for part in [Part::Value, Part::Inverse] {
        let e = g.make(Op::Stated(stated.clone(), part), &[a, b]);
        gradient(&g, e, &leaves);
        slope_given(&g, e, a, &leaves);
        slope_given(&g, e, b, &leaves);
        let y = g.varying("y", Shape::vector(2));
        let undone = peel(e, 0, y).expect("its other part");
        let bound = leaves.iter().fold(Bindings::default(), |bound, l| bound.with(l.0, &l.2));
        let image = eval(&g, &[e.value], &bound)[0].clone();
        let back = eval(&g, &[undone.value], &bound.with("y", &image))[0].clone();
        assert!(back.iter().zip(&leaves[0].2).all(|(b, a)| close(*b, *a, 1e-12)), "{back:?}");
    }
}

/// `own (1 + Σ eᶜ)` of a line of numbers that each element has.
#[test]
fn stated_maps_capture_lines() {
    let g = Graph::new();
    let (own, line) = (g.uniform("own", Shape::scalar()), g.uniform("line", Shape::vector(3)));
    let slope = 1.0 + line.exp().fold(Copies::of(3, 1));
    let stated = std::rc::Rc::new(Stated {
        name: "growth".into(),
        own: own.value,
        captured: vec![line.value],
        value: (own * slope).value,
        slope: slope.value,
        inverse: (own / slope).value,
        slope_at_value: Some(slope.value),
        kinked: false,
    });
    let (a, c) = (g.varying("a", Shape::vector(2)), g.varying("c", Shape::vector(6)));
    let leaves = [("a", a, vec![0.3, 0.8]), ("c", c, vec![0.1, -0.4, 0.2, 0.5, -1.0, 0.3])];
    let bound = leaves.iter().fold(Bindings::default(), |bound, l| bound.with(l.0, &l.2));
    let made = |part: Part, args: &[Expr<'_>]| g.make(Op::Stated(stated.clone(), part), args).value;
    for part in [Part::Value, Part::Inverse] {
        let e = g.at(made(part, &[a, c]));
        gradient(&g, e, &leaves);
        slope_given(&g, e, a, &leaves);
        let numbers = |of: Expr<'_>| eval(&g, &[of.value], &bound)[0].clone();
        assert_eq!(numbers(e), numbers(g.inlined(e)));
        let undone = numbers(peel(e, 0, e).expect("its other part"));
        assert!(undone.iter().zip(&leaves[0].2).all(|(b, a)| close(*b, *a, 1e-12)), "{undone:?}");
    }
    // The slope at what the inverse gives is found without it.
    let inverse = g.at(made(Part::Inverse, &[a, c]));
    assert_eq!(made(Part::Slope, &[inverse, c]), made(Part::SlopeAtValue, &[a, c]));
    assert_ne!(made(Part::Slope, &[inverse, c + c]), made(Part::SlopeAtValue, &[a, c]));
}

#[test]
fn products_have_their_cotangents_and_masks_stay() {
    let g = Graph::new();
    let w = g.varying("w", Shape::matrix(4, 3));
    let (x, y) = (g.varying("x", Shape::vector(3)), g.varying("y", Shape::vector(4)));
    let stairs = Stairs {
        rows: Degrees { always: 0, first: 1, groups: 2, size: 4 },
        columns: Degrees { always: 0, first: 1, groups: 3, size: 3 },
        strict: false,
    };
    let numbers: Vec<f64> = (0..12).map(|i| 0.3 * i as f64 - 1.0).collect();
    let leaves = [("w", w, numbers), ("x", x, vec![0.5, -1.0, 2.0]), ("y", y, vec![1.0, 0.2, -0.6, 0.4])];
    for mask in [None, Some(stairs)] {
        for e in [w.masked_matmul(x, mask), w.matmul_transposed(y, mask), y.outer(x, mask)] {
            gradient(&g, e, &leaves);
        }
    }
}

/// Windows of every kind: around a position, on one axis, with strides, dilations and zeros on one side,
/// and causal ones, by groups of channels too.
fn windows() -> Vec<Window> {
    let axis =
        |input, output, kernel, stride, dilation, before| Axis { input, output, kernel, stride, dilation, before };
    let (line, pair) = (Axis::same(1, 1, 1), Axis::same(2, 3, 1));
    let causal =
        |groups: usize, strict: bool, window: Window| Window { causal: Some(Causal { groups, strict }), ..window };
    vec![
        Window::new(pair, Axis::same(3, 3, 1), 2, 3),
        Window::new(pair, Axis::same(3, 1, 1), 1, 2),
        Window::new(line, Axis::same(5, 3, 1), 1, 2),
        Window::new(line, axis(5, 5, 2, 1, 3, 3), 2, 1),
        Window::new(axis(4, 2, 3, 2, 1, 1), axis(5, 2, 2, 2, 1, 0), 1, 2),
        Window::new(axis(3, 3, 3, 1, 2, 2), axis(4, 2, 3, 3, 2, 2), 2, 1),
        causal(1, true, Window::new(pair, Axis::same(3, 3, 1), 1, 2)),
        causal(2, false, Window::new(pair, Axis::same(2, 3, 1), 2, 4)),
        causal(3, true, Window::new(line, axis(3, 3, 2, 1, 2, 2), 3, 3)),
    ]
}

/// Every window, its transposed map and the product that its weight's cotangent is, against a matrix whose
/// entries are put in by the definition.
#[test]
fn windows_are_matrices_that_slide() {
    let mut stream = Stream::new(23);
    for window in windows() {
        let g = Graph::new();
        let w = g.parameter(0, "w", window.weight());
        let (x, y) =
            (g.varying("x", Shape::vector(window.input_len())), g.varying("y", Shape::vector(window.output_len())));
        let [weight, at, to] = [w.size(), x.size(), y.size()].map(|n| stream.normals(n, 1.0));
        let bindings =
            Bindings { parameters: vec![weight.clone()], ..Bindings::default() }.with("x", &at).with("y", &to);
        let roots = [w.convolve(x, window), w.product(of(window), true, y), y.outer_of(of(window), x)];
        let found = eval(&g, &roots.map(|e| e.value), &bindings);
        // Groups of equal size, numbered from 0.
        let own = |Causal { groups, strict }: Causal, o: usize, c: usize| {
            let [read, made] = [c * groups / window.inputs, o * groups / window.outputs];
            if strict { read < made } else { read <= made }
        };
        let mut matrix = vec![vec![None; at.len()]; to.len()];
        let Window { height, width, inputs, outputs, causal } = window;
        for (i, row) in matrix.iter_mut().enumerate() {
            for (j, entry) in row.iter_mut().enumerate() {
                let [(p, o), (q, c)] = [(i / outputs, i % outputs), (j / inputs, j % inputs)];
                // The tap of an axis that joins two places, if one does.
                let tap = |axis: Axis, out: usize, read: usize| {
                    let apart = (read + axis.before).checked_sub(out * axis.stride)?;
                    (apart % axis.dilation == 0 && apart / axis.dilation < axis.kernel).then(|| apart / axis.dilation)
                };
                let dy = tap(height, p / width.output, q / width.input);
                let dx = tap(width, p % width.output, q % width.input);
                let may = causal.is_none_or(|causal| q < p || q == p && own(causal, o, c));
                *entry = dy
                    .zip(dx)
                    .filter(|_| may)
                    .map(|(dy, dx)| ((o * inputs + c) * height.kernel + dy) * width.kernel + dx);
            }
        }
        let mut expected = [vec![0.0; to.len()], vec![0.0; at.len()], vec![0.0; weight.len()]];
        for (i, row) in matrix.iter().enumerate() {
            for (j, entry) in row.iter().enumerate() {
                let Some(k) = *entry else { continue };
                expected[0][i] += weight[k] * at[j];
                expected[1][j] += weight[k] * to[i];
                expected[2][k] += to[i] * at[j];
            }
        }
        for (found, expected) in found.iter().zip(&expected) {
            assert!(
                found.iter().zip(expected).all(|(f, e)| close(*f, *e, 1e-12)),
                "{window:?}: {found:?}, {expected:?}"
            );
        }
        let read = matrix.iter().flatten().filter(|entry| entry.is_some()).count();
        assert_eq!(window.entries(), read, "{window:?}");
    }
}

fn of(window: Window) -> Contraction {
    Contraction::Window(window)
}

#[test]
fn windows_and_copies_have_their_cotangents() {
    let mut stream = Stream::new(29);
    for window in windows() {
        let g = Graph::new();
        let w = g.varying("w", window.weight());
        let (x, y) =
            (g.varying("x", Shape::vector(window.input_len())), g.varying("y", Shape::vector(window.output_len())));
        let mut leaf = |name: &'static str, e| (name, e, stream.normals(g.at(e).size(), 1.0));
        let leaves = [leaf("w", w.value), leaf("x", x.value), leaf("y", y.value)];
        let leaves = leaves.map(|(name, e, numbers)| (name, g.at(e), numbers));
        for e in [w.convolve(x, window), w.product(of(window), true, y), y.outer_of(of(window), x)] {
            gradient(&g, e, &leaves);
        }
    }
    let g = Graph::new();
    let (a, b) = (g.varying("a", Shape::vector(6)), g.varying("b", Shape::vector(24)));
    let leaves = [("a", a, stream.normals(6, 1.0)), ("b", b, stream.normals(24, 1.0))];
    for copies in [Copies { outer: 2, times: 4, inner: 3 }, Copies::of(4, 6), Copies { outer: 6, times: 4, inner: 1 }] {
        gradient(&g, a.repeat(copies) * b, &leaves);
        gradient(&g, b.fold(copies) * a, &leaves);
        let [spread, folded] = [a.repeat(copies), b.fold(copies)].map(|e| {
            eval(&g, &[e.value], &leaves.iter().fold(Bindings::default(), |b, l| b.with(l.0, &l.2))).swap_remove(0)
        });
        for (outer, time, inner) in (0..copies.outer)
            .flat_map(|o| (0..copies.times).flat_map(move |t| (0..copies.inner).map(move |i| (o, t, i))))
        {
            let at = (outer * copies.times + time) * copies.inner + inner;
            assert_eq!(spread[at], leaves[0].2[outer * copies.inner + inner]);
            let all = (0..copies.times).map(|t| leaves[1].2[(outer * copies.times + t) * copies.inner + inner]);
            assert!(close(folded[outer * copies.inner + inner], all.sum(), 1e-12));
        }
    }
}

/// Needs of elements, and slabs of them: a causal convolution under a sequential map.
struct CausalNetwork;

impl Word for CausalNetwork {
    fn name(&self) -> &'static str {
        "causal"
    }
    fn doc(&self) -> &'static str {
        "`x = z + W₂ ∗ tanh(W₁ ∗ z)` where the windows are causal, the first one strictly."
    }
    fn settings(&self) -> Settings {
        Settings::none()
    }
    fn layer(&self) -> Option<&dyn Layer> {
        Some(self)
    }
}

impl Layer for CausalNetwork {
    fn check(&self, _: &Event, _: usize, _: Checked, _: Span, _: &mut Diagnostics) {}
    fn levels(&self, event: &Event, _: Checked) -> Vec<usize> {
        (0..event.size()).collect()
    }
    fn declare<'g>(&self, site: &Site<'g>, z: Expr<'g>, _: Checked) -> Result<Expr<'g>, Refusal> {
        let grid = site.event.grid().expect("a grid");
        let (groups, hidden) = (grid.channels, 2 * grid.channels);
        let window = |inputs: usize, outputs: usize, strict: bool| {
            let axes = [grid.height, grid.width].map(|places| Axis::same(places, 3, 1));
            Window { causal: Some(Causal { groups, strict }), ..Window::new(axes[0], axes[1], inputs, outputs) }
        };
        let [first, last] = [window(groups, hidden, true), window(hidden, groups, false)];
        let [inner, outer] = [("first", first), ("last", last)]
            .map(|(name, window)| site.parameter(name, window.weight(), Init::Constant(0.0)));
        Ok(z + outer.convolve(inner.convolve(z, first).tanh(), last))
    }
    fn supports(&self, _: Checked) -> Option<(Support, Support)> {
        Some((Support::REAL, Support::REAL))
    }
    fn examples(&self) -> Vec<(Event, Filled)> {
        [[1, 3, 4], [3, 2, 3]].map(|extents| (Event::of(&extents), self.defaults())).to_vec()
    }
}

/// In a causal convolution an element needs what comes before it, position by position and group by
/// group; so the map is triangular, and solved slab by slab each weight is used once.
#[test]
fn causal_windows_are_triangular() {
    for (event, _) in CausalNetwork.examples() {
        let graph = Graph::new();
        let size = event.size();
        let site = Site::new(&graph, &event, None);
        let z = graph.varying("z", Shape::vector(size));
        let settings = CausalNetwork.defaults();
        let x = CausalNetwork.declare(&site, z, settings.checked().expect("defaults")).expect("a map");
        let levels: Vec<usize> = (0..size).collect();
        let mut stream = Stream::new(31);
        let parameters: Vec<Vec<f64>> =
            site.into_parameters().iter().map(|p| stream.normals(p.shape.size(), 0.5)).collect();
        let bindings = Bindings { parameters, ..Bindings::default() };
        let point = stream.normals(size, 1.0);
        let forward = |z: &[f64]| eval(&graph, &[x.value], &bindings.clone().with("z", z)).swap_remove(0);
        let slopes = jacobian(forward, &point);
        let dependence = Levels::new(z, &levels);
        for (i, j) in (0..size).flat_map(|i| (0..size).map(move |j| (i, j))) {
            assert!(slopes[i][j] == 0.0 || dependence.hit(x, i, j), "element {i} moves with {j}");
            assert!(j <= i || !dependence.hit(x, i, j), "element {i} may need {j}");
        }
        let map = Triangular::of(z, x, &levels, Proof::Needed).expect("triangular");
        let image = forward(&point);
        let (back, work) = sequential::run(&map, graph.varying("y", z.shape()), &bindings, &image).expect("z");
        assert!(back.iter().zip(&point).all(|(b, p)| close(*b, *p, 1e-12)), "{back:?} is not {point:?}");
        let entries: usize = graph
            .order(&[x.value])
            .into_iter()
            .filter_map(|v| match graph.node(v).op {
                Op::Product { of: Contraction::Window(window), .. } => Some(window.entries()),
                _ => None,
            })
            .sum();
        assert_eq!(work.multiply_adds, entries);
    }
}

/// Elements of a grid are counted channel by channel, as users have them, though they lie position by
/// position in a chain.
#[test]
fn elements_of_a_grid_are_counted_as_in_the_event() {
    let forward = |layers: &str| {
        let text = format!("flow: A\nevent: [2, 1, 3]\nlayers: [{layers}]\n");
        let compiled = from_yaml(&text).unwrap_or_else(|e| panic!("{}", e.render("a.yaml", &text)));
        let program = compiled.program();
        let parameters = Stream::new(3).normals(program.flow().parameter_count(), 0.5);
        // The latent numbers of channel 0 are 0.1 to 0.3 and those of channel 1 10 times as many.
        let z = [0.1, 1.0, 0.2, 2.0, 0.3, 3.0];
        (program.forward(&parameters, &z, &[]).0, compiled.flow().intervals.clone())
    };
    let plain = [0.1, 0.2, 0.3, 1.0, 2.0, 3.0];
    assert_eq!(forward("reverse, reverse").0, plain);
    for (split, kept) in
        [("[0, 5]", vec![0, 5]), ("halves", vec![0, 1, 2]), ("even", vec![0, 2, 4]), ("odd", vec![1, 3, 5])]
    {
        let (x, _) = forward(&format!("coupling: {{split: {split}}}"));
        let same: Vec<usize> = (0..6).filter(|i| x[*i] == plain[*i]).collect();
        assert_eq!(same, kept, "{split}: {x:?}");
    }
    let (x, _) = forward("permute: {of: elements, order: [5, 0, 1, 2, 4, 3]}");
    assert_eq!(x, [3.0, 0.1, 0.2, 0.3, 2.0, 1.0]);
    assert_eq!(forward("permute: {order: [1, 0]}").0, [1.0, 2.0, 3.0, 0.1, 0.2, 0.3]);
    // The first element of an autoregressive order is moved by no other, the last one by all.
    let moved = |order: &str, one: usize| {
        let text = format!("flow: A\nevent: [2, 1, 3]\nlayers: [autoregressive: {{order: {order}}}]\n");
        let compiled = from_yaml(&text).unwrap_or_else(|e| panic!("{}", e.render("a.yaml", &text)));
        let program = compiled.program();
        let parameters = Stream::new(4).normals(program.flow().parameter_count(), 0.7);
        let z = |x: &[f64]| program.inverse(&parameters, x, &[]).0;
        let (at, mut near) = (plain.to_vec(), plain.to_vec());
        near[one] += 0.5;
        z(&at).iter().zip(z(&near)).filter(|(a, b)| **a != *b).count()
    };
    assert_eq!([moved("descending", 0), moved("descending", 5), moved("[1, 4, 0, 2, 3, 5]", 4)], [1, 6, 5]);
    let (x, intervals) = forward("supports: {positive: [1], unit: [3]}");
    assert!(x[1] > 0.0 && x[3] > 0.0 && x[3] < 1.0, "{x:?}");
    assert_eq!([intervals[1], intervals[3]], [(0.0, f64::INFINITY), (0.0, 1.0)]);
}

#[test]
fn peeling_undoes_every_operation_that_has_an_inverse() {
    let g = Graph::new();
    let (u, v, y) = (g.varying("u", Shape::scalar()), g.varying("v", Shape::scalar()), g.varying("y", Shape::scalar()));
    let check = |e: Expr, k: usize, at: [f64; 2]| {
        let e = g.at(e.value);
        let bound = Bindings::default().with("u", &[at[0]]).with("v", &[at[1]]);
        let value = eval(&g, &[e.value], &bound)[0][0];
        let Some(undone) = peel(e, k, y) else { return false };
        let back = eval(&g, &[undone.value], &bound.with("y", &[value]))[0][0];
        let shown = flow_compiler::ir::print::formula(&g, e.value);
        assert!(close(back, at[k], 1e-12), "{shown} of argument {k}: {back}, expected {}", at[k]);
        true
    };
    let none = [
        Unary::LogAbs,
        Unary::Sech2,
        Unary::Relu,
        Unary::Abs,
        Unary::Floor,
        Unary::Square,
        Unary::Cosh,
        Unary::Sin,
        Unary::Cos,
    ];
    for op in UNARY {
        let at = if op == Unary::Acosh { 1.4 } else { 0.4 };
        assert_eq!(check(u.unary(op), 0, [at, 0.0]), !none.contains(&op), "{}", op.name());
    }
    for e in [u + v, u - v, u * v, u / v] {
        let first = e.arg(0).value == u.value;
        for k in [0, 1] {
            assert!(check(e, k, if first { [0.7, -1.6] } else { [-1.6, 0.7] }) || !first);
        }
    }
    assert!(!check(u.less(v), 0, [0.1, 0.2]));
}

#[test]
fn intervals_are_as_narrow_as_proofs_need() {
    let g = Graph::new();
    let leaf = |name: &str, interval: Interval| {
        let leaf = g.varying(name, Shape::scalar());
        g.assume(leaf, interval);
        g.at(leaf.value)
    };
    let x = leaf("x", Interval::ALL);
    let p = leaf("p", Interval::POSITIVE);
    let n = leaf("n", Interval::open(-2.0, -1.0));
    let c = leaf("c", Interval::closed(-1.0, 3.0));
    let h = leaf("h", Interval { high_open: false, ..Interval::open(-3.0, -0.5) });
    let z = leaf("z", Interval::closed(0.0, 1.0));
    let v = g.varying("v", Shape::vector(3));
    g.assume(v, Interval::closed(1.0, 2.0));
    let of = |op: Unary, e: Expr<'_>| g.at(e.value).unary(op);
    let rows = [
        (p + 1.0, "(1, ∞)"),
        (c + n, "(-3, 2)"),
        (c - n, "(0, 5)"),
        (n - c, "(-5, 0)"),
        (-c, "[-3, 1]"),
        (n * c, "(-6, 2)"),
        (-h, "[0.5, 3)"),
        (1.0 / h, "[-2, -0.3333)"),
        (n * z, "(-2, 0]"),
        (n * n, "(1, 4)"),
        (p * n, "(-∞, 0)"),
        (0.0 - p * 0.5, "(-∞, 0)"),
        (1.0 / n, "(-1, -0.5)"),
        (1.0 / (p + 2.0), "(0, 0.5)"),
        (c / (2.0 + p), "(-0.5, 1.5)"),
        (p / n, "(-∞, 0)"),
        (of(Unary::Abs, c), "[0, 3]"),
        (of(Unary::Abs, n), "(1, 2)"),
        (of(Unary::Abs, x), "[0, ∞)"),
        (of(Unary::Square, c), "[0, 9]"),
        (of(Unary::Square, n), "(1, 4)"),
        (of(Unary::Exp, n), "(0.1353, 0.3679)"),
        (of(Unary::Log, p), "(-∞, ∞)"),
        (of(Unary::Log, c + 2.0), "[0, 1.6094]"),
        (of(Unary::Log1p, p), "(0, ∞)"),
        (of(Unary::Expm1, x), "(-1, ∞)"),
        (of(Unary::Expm1, p), "(0, ∞)"),
        (of(Unary::Tanh, x), "(-1, 1)"),
        (of(Unary::Tanh, p), "(0, 1)"),
        (of(Unary::Sech2, x), "(0, 1]"),
        (of(Unary::Sigmoid, x), "(0, 1)"),
        (of(Unary::Sigmoid, p), "(0.5, 1)"),
        (of(Unary::Softplus, x), "(0, ∞)"),
        (of(Unary::Softplus, p), "(0.6931, ∞)"),
        (of(Unary::Relu, c), "[0, 3]"),
        (of(Unary::Relu, n), "[0, 0]"),
        (of(Unary::Relu, p), "(0, ∞)"),
        (of(Unary::Sqrt, p), "(0, ∞)"),
        (of(Unary::Sqrt, of(Unary::Square, c)), "[0, 3]"),
        (of(Unary::Sin, x), "[-1, 1]"),
        (of(Unary::Sinh, x), "(-∞, ∞)"),
        (of(Unary::Sinh, p), "(0, ∞)"),
        (of(Unary::Cosh, x), "[1, ∞)"),
        (of(Unary::Cosh, n), "(1.5431, 3.7622)"),
        (of(Unary::Cosh, c), "[1, 10.0677]"),
        (of(Unary::Asinh, n), "(-1.4436, -0.8814)"),
        (of(Unary::Acosh, p + 1.0), "(0, ∞)"),
        (of(Unary::LogAbs, c), "(-∞, ∞)"),
        (c.less(p), "[0, 1]"),
        (c.less(0.0).select(c, -1.0), "[-1, 0)"),
        (c.less(0.0).select(-1.0, c), "[-1, 3]"),
        (c.less(0.0).select(1.0, c + 1.0), "[1, 4]"),
        (g.number(2.0).less(c).select(c, 2.5), "(2, 3]"),
        (g.number(2.0).less(c).select(0.0, c), "[-1, 2]"),
        (c.less(p).select(n, 4.0), "(-2, 4]"),
        (v.sum(), "[3, 6]"),
        (g.concat(&[v, of(Unary::Neg, v)]), "[-2, 2]"),
        (g.make(Op::Assemble { len: 5, parts: vec![Index::range(0, 3)] }, &[v]), "[0, 2]"),
        (v.gather(Index::range(0, 2)), "[1, 2]"),
    ];
    for (e, expected) in rows {
        let e = g.at(e.value);
        assert_eq!(interval(e).to_string(), expected, "{}", flow_compiler::ir::print::formula(&g, e.value));
    }
    assert!(
        Interval::POSITIVE.above(0.0)
            && !Interval::closed(0.0, 1.0).above(0.0)
            && Interval::closed(1.0, 2.0).above(0.5)
    );
    assert!(Interval::open(-1.0, 0.0).below(0.0) && !Interval::closed(-1.0, 0.0).below(0.0));
    assert_eq!(Interval::open(-2.0, -1.0).sign(), Some(-1.0));
    assert_eq!(Interval::closed(0.0, 1.0).meet(Interval::open(0.0, 1.0)), Interval::open(0.0, 1.0));
    assert_eq!(Interval::closed(0.0, 3.0).hull(Interval::open(0.0, 3.0)), Interval::closed(0.0, 3.0));
}

/// A sum has the highest element for itself, and needs those below it.
#[test]
fn dependence_says_no_only_where_nothing_is_read() {
    let g = Graph::new();
    let x = g.varying("x", Shape::vector(3));
    let levels = Levels::new(x, &[0, 1, 2]);
    assert!((0..3).all(|element| levels.hit(x.sum(), 0, element)));
    let low = x.gather(Index::range(0, 2)).sum();
    assert!(levels.hit(low, 0, 0) && levels.hit(low, 0, 1) && !levels.hit(low, 0, 2));
}

/// Examples of a layer, by their numbers.
fn some(name: &str, numbers: &[usize]) -> Vec<Case> {
    let word = LAYERS.iter().find(|word| word.name() == name).expect("a layer");
    let all = cases(&AnyWord::Catalog(*word)).into_iter().enumerate();
    all.filter(|(k, _)| numbers.contains(k)).map(|(_, case)| case).collect()
}

fn obey(name: &str, numbers: &[usize]) {
    let chosen = some(name, numbers);
    assert!(!chosen.is_empty());
    for case in chosen {
        let shown = format!("{name} of {}, {} given, inverted {}", case.size(), case.context, case.inverted);
        check_at(&case, 1).unwrap_or_else(|what| panic!("{shown}: {what}"));
    }
}

#[test]
fn elementwise_layers_obey_the_laws() {
    let all: Vec<usize> = (0..8).collect();
    for name in
        ["affine", "exp", "logit", "softplus", "tanh", "leaky_relu", "power", "gumbel_cdf", "reverse", "permute"]
    {
        obey(name, &all);
    }
}

#[test]
fn triangular_layers_obey_the_laws() {
    obey("lower_triangular", &[4, 9, 10, 16]);
    obey("rational_quadratic_spline", &[0, 2]);
    obey("conditional", &[1, 4]);
}

#[test]
fn couplings_obey_the_laws() {
    let count = some("coupling", &(0..1000).collect::<Vec<_>>()).len();
    obey("coupling", &[0, 3, 5, count - 5, count - 7]);
}

#[test]
fn autoregressive_layers_obey_the_laws() {
    let count = some("autoregressive", &(0..1000).collect::<Vec<_>>()).len();
    obey("autoregressive", &[0, 1, 2, count - 14, count - 13, count - 18]);
}

/// A stated inverse stands in the declared direction of these.
#[test]
fn splines_in_autoregressive_layers_obey_the_laws() {
    let spline = |case: &Case| {
        let transformer = case.settings.chosen("transformer").map(|t| t.word.name().to_string());
        transformer.as_deref() == Some("rational_quadratic_spline")
    };
    let all = some("autoregressive", &(0..1000).collect::<Vec<_>>());
    let case = all.iter().find(|case| spline(case) && !case.inverted).expect("an example");
    check_at(case, 1).unwrap();
}

/// Roots, equations that are affine in one element, and products of elements.
#[test]
fn users_bijectors_obey_the_laws() {
    let yaml = r#"
flow: Users
event: 3
bijectors:
  prelu: {parameters: {alpha: positive}, forward: "|z| if z < 0.0 { alpha * z } else { z }"}
  squeeze: {parameters: {a: {per_element: positive}, b: scalar}, forward: "|z| a * z + tanh(z + b)"}
  twice: {parameters: {a: positive, b: scalar}, forward: "|z| a * z + 2.0 * (z - b)"}
  above: {forward: "|z| if 0.0 < z { 2.0 * z } else { z }"}
  turned: {forward: "|z| if z < 0.0 { -2.0 * z } else { -z }"}
  falling: {forward: "|z| 0.4 * sin(z) - z"}
  cross: {parameters: {k: scalar}, forward: "|z| [z[0], z[1] * exp(k * z[0]), z[2] + z[0] * z[1] + 0.3 * sin(z[2])]"}
  mixed: {parameters: {a: vector, b: vector, c: vector}, forward: "|z| 2.5 * z + a * (dot(b, z) + 0.7) + c * dot(a, z)", invertible: assumed}
  nested: {parameters: {a: vector, b: vector, c: vector, d: vector}, forward: "|z| 2.0 * z + a * sum(c * dot(d, z)) + b * dot(c, z)", invertible: assumed}
  climb: {domain: unit, parameters: {k: positive}, forward: "|u| u * sqrt(u) + k * u"}
  deep: {domain: positive, forward: "|u| log(u) + u"}
  sink: {domain: unit, forward: "|u| -u * u * u - u", invertible: assumed}
  spread: {parameters: {s: {per_element: positive}, a: vector, w: vector}, forward: "|z| 1.7 * s * z + a * dot(w, z)", invertible: assumed}
  late: {parameters: {k: scalar}, forward: "|z| [k - 2.0 * z[0], k * z[0] - 1.5 * z[1], 0.5 - z[2] / (1.0 + exp(z[1]))]"}
"#;
    let spec = flow_compiler::front::yaml::parse(yaml).unwrap_or_else(|e| panic!("{}", e.render("users.yaml", yaml)));
    for declared in &spec.bijectors {
        let mut errors = Diagnostics::new();
        let word = UserWord::read(declared, &mut errors).expect("a bijector");
        for case in cases(&AnyWord::User(word)).into_iter().filter(|case| case.context == 0) {
            check_at(&case, 1).unwrap_or_else(|what| panic!("{}: {what}", declared.name.text));
        }
    }
}

/// `x = exp(P (z + S z))` with S strictly lower triangular and P the reversal: one segment goes level by level, and another adds to
/// the log-determinant.
struct TwoSegments;

impl Word for TwoSegments {
    fn name(&self) -> &'static str {
        "two_segments"
    }
    fn doc(&self) -> &'static str {
        "Exponentials of a triangular map."
    }
    fn settings(&self) -> Settings {
        Settings::none()
    }
    fn layer(&self) -> Option<&dyn Layer> {
        Some(self)
    }
}

impl Layer for TwoSegments {
    fn check(&self, _: &Event, _: usize, _: Checked, _: Span, _: &mut Diagnostics) {}
    fn levels(&self, event: &Event, _: Checked) -> Vec<usize> {
        (0..event.size()).collect()
    }
    fn declare<'g>(&self, site: &Site<'g>, z: Expr<'g>, _: Checked) -> Result<Expr<'g>, Refusal> {
        let elements = Degrees { always: 0, first: 1, groups: z.size(), size: z.size() };
        let stairs = Stairs { rows: elements, columns: elements, strict: true };
        let below = site.parameter("strict", Shape::matrix(z.size(), z.size()), Init::Constant(0.0));
        let triangular = z + below.masked_matmul(z.tanh(), Some(stairs));
        Ok(triangular.gather(Index::reversal(z.size())).exp())
    }
    fn supports(&self, _: Checked) -> Option<(Support, Support)> {
        Some((Support::REAL, Support::POSITIVE))
    }
    fn examples(&self) -> Vec<(Event, Filled)> {
        in_a_row([(3, self.defaults())])
    }
}

/// In one number, also through what adds, moves or multiplies elements.
#[test]
fn derivatives_in_one_number_against_differences() {
    let g = Graph::new();
    let (s, v) = (g.varying("s", Shape::scalar()), g.varying("v", Shape::vector(3)));
    let w = g.parameter(0, "w", Shape::matrix(2, 3));
    let bent = (v * s).tanh();
    let values = [
        bent.sum(),
        (v * s + 0.3).norm(),
        s.spread(&Shape::vector(3)).sum(),
        (v * bent.gather(Index::reversal(3))).sum(),
        g.concat(&[bent, v]).square().sum(),
        w.matmul(bent).exp().sum(),
        w.matmul_transposed(bent.gather(Index::range(0, 2)), None).sum(),
    ];
    let with = |at: f64| {
        let bindings = Bindings { parameters: vec![vec![0.4, -0.2, 0.9, 1.1, 0.3, -0.7]], ..Bindings::default() };
        bindings.with("v", &[0.5, -1.2, 0.8]).with("s", &[at])
    };
    for (k, e) in values.into_iter().enumerate() {
        let found = eval(&g, &[derivative(e, s).value], &with(0.6))[0][0];
        let expected = numeric(|at| eval(&g, &[e.value], &with(at[0])).swap_remove(0), &[0.6], 0)[0];
        assert!(close(found, expected, 1e-8), "value {k}: {found}, expected {expected}");
    }
}

/// A number made of all elements, as a user may write it.
fn drawn_number(stream: &mut Stream, depth: usize) -> String {
    let vector = |stream: &mut Stream| ["a", "b", "c"][(3.0 * stream.uniform()) as usize];
    let (v, w) = (vector(stream), vector(stream));
    let inner = |stream: &mut Stream| drawn_number(stream, depth.saturating_sub(1));
    match (8.0 * stream.uniform()) as usize {
        _ if depth == 0 => format!("dot({v}, z)"),
        0 | 1 => format!("dot({v}, z)"),
        2 => format!("norm(z - {v})"),
        3 => format!("tanh({})", inner(stream)),
        4 => format!("({} + 0.5 * {})", inner(stream), inner(stream)),
        5 => format!("sum({v} * {})", inner(stream)),
        6 => format!("dot({v}, tanh({w} * {}))", inner(stream)),
        _ => format!("norm({v} * {} + {w})", inner(stream)),
    }
}

/// Formulas of vectors drawn at random: those that are accepted have the log-determinant of their numeric Jacobian.
#[test]
fn drawn_formulas_of_vectors_have_the_right_determinant() {
    let mut stream = Stream::new(61);
    let mut accepted = 0;
    for _ in 0..150 {
        let terms = 1 + (2.0 * stream.uniform()) as usize;
        let bends = (0..terms).map(|k| format!(" + {} * {}", ["b", "c"][k], drawn_number(&mut stream, 2)));
        let formula = format!("3.0 * z{}", bends.collect::<String>());
        let text = format!(
            "flow: A\nevent: 3\nlayers: [bent]\nbijectors:\n  bent: {{parameters: {{a: vector, b: vector, c: vector}}, forward: '|z| \
             {formula}', invertible: assumed}}"
        );
        let Ok(compiled) = from_yaml(&text) else { continue };
        accepted += 1;
        let program = compiled.program();
        let parameters = stream.normals(program.flow().parameter_count(), 0.5);
        let z = stream.normals(3, 1.0);
        let found = program.forward(&parameters, &z, &[]).1;
        let expected = log_abs_det(jacobian(|z| program.forward(&parameters, z, &[]).0, &z));
        assert!(close(found, expected, 1e-7), "{formula}: {found}, expected {expected}");
    }
    assert!(accepted > 40, "only {accepted} were accepted");
}

#[test]
fn maps_of_low_rank_obey_the_laws() {
    // Plain and inverted, without a context.
    for name in ["planar", "radial", "householder", "scale_tril"] {
        obey(name, &[4, 6]);
    }
    obey("sylvester", &[4]);
}

#[test]
fn segments_around_one_that_goes_level_by_level_obey_the_laws() {
    for case in cases(&AnyWord::Catalog(&TwoSegments)) {
        check_at(&case, 1).unwrap();
    }
}

#[test]
fn solving_slab_by_slab_is_solving() {
    for case in some("autoregressive", &[0, 1]) {
        let (kind, _) = case.declare().expect("an example");
        let mut stream = Stream::new(8);
        let parameters = kind.parameters.iter().map(|shape| stream.normals(shape.size(), 0.4)).collect();
        let tables = Some(tables_at(&kind.graph.tables(), 0));
        let bindings =
            Bindings { parameters, tables, ..Bindings::default() }.with("context", &stream.normals(case.context, 1.0));
        assert_eq!(kind.explicit, Direction::Inverse);
        let graph = &kind.graph;
        let x = graph.at(kind.density.argument);
        let levels = case.word.layer().expect("a layer").levels(&case.event, case.checked());
        let z = kind.density.apply.output(&Role::Result).expect("z");
        let map = Triangular::of(x, graph.at(z), &levels, Proof::Needed).expect("triangular");
        let point = stream.normals(case.size(), 1.0);
        let image = run(graph, &kind.density, &bindings.clone().with("x", &point))[0].clone();
        let (back, work) = sequential::run(&map, graph.varying("right side", x.shape()), &bindings, &image).expect("x");
        assert!(back.iter().zip(&point).all(|(b, p)| close(*b, *p, 1e-12)), "{back:?} is not {point:?}");
        // Four elements and seven units: 3 2 2 of degrees 1 2 3, or 2 2 2 1 of degrees 0 to 3, which read two numbers of context too.
        let expected = if case.context == 0 {
            3 + 2 * 2 + 2 * 3 + 2 * (3 + 5 + 7)
        } else {
            7 * 2 + 2 + 2 * 2 + 3 + 2 * (2 + 4 + 6 + 7)
        };
        assert_eq!(work.multiply_adds, expected, "{} given", case.context);
    }
}

/// Maps that have no inverse, or none that can be shown, and the words that say so.
#[test]
fn what_cannot_be_inverted_is_refused() {
    let rows = [
        ("{forward: \"|z| z + 1.4 * sin(z)\"}", "which contains 0"),
        ("{forward: \"|z| if z < 0.0 { z } else { z - 5.0 }\"}", "may jump"),
        ("{forward: \"|z| if z < 0.0 { 2.0 * z } else { z + 1.0 }\"}", "may jump"),
        ("{forward: \"|z| z * z\"}", "which contains 0"),
        ("{forward: \"|z| cos(z)\"}", "which contains 0"),
        ("{forward: \"|z| [z[0], z[0] + 1.0, z[2]]\"}", "singular"),
        ("{parameters: {a: scalar}, forward: \"|z| a * z\"}", "which contains 0"),
        ("{forward: \"|z| if z < 0.0 { -z } else { z }\"}", "which contains 0"),
        ("{forward: \"|z| z * (if norm(z) < 1.0 { 2.0 } else { 1.0 })\"}", "may jump where `norm(z) < 1` changes"),
        (
            "{parameters: {u: vector, w: vector}, forward: \"|z| z + u * tanh(dot(w, z))\"}",
            "of the determinant lies in",
        ),
        ("{forward: \"|z| norm(z) * z\"}", "which contains 0"),
        ("{forward: \"|z| z / norm(z)\"}", "which contains 0"),
        ("{forward: \"|z| sum(z)\"}", "through more than one number"),
    ];
    for (bijector, words) in rows {
        let yaml = format!("flow: No\nevent: 3\nbijectors:\n  own: {bijector}\nlayers: [own]\n");
        let errors = from_yaml(&yaml).err().unwrap_or_else(|| panic!("accepted: {bijector}"));
        let text = errors.render("no.yaml", &yaml);
        assert!(text.contains(words), "{bijector}: {text}");
    }
    for fine in [
        "|z| if z < 0.0 { 0.5 * z } else { 3.0 * z }",
        "|z| z + 0.9 * sin(z)",
        "|z| if 1.0 < z { 2.0 * z - 1.0 } else { z }",
        "|z| z * (1.0 + 1.0 / (1.0 + norm(z)))",
        "|z| z + 5.0 * z / (2.0 + norm(z))",
    ] {
        let yaml = format!("flow: Yes\nevent: 3\nbijectors:\n  own: {{forward: \"{fine}\"}}\nlayers: [own]\n");
        assert!(from_yaml(&yaml).is_ok(), "{fine} is refused");
    }
}
