//! The cost of a row by `flow explain`, held against counters: elementary functions by running emitted code with an instruction set
//! that counts them, what is kept for the cotangents by looking where that code has written, single operations by walking the functions'
//! graphs element by element.

use std::cell::Cell;
use std::path::Path;

use flow_compiler::catalog::layers::LAYERS;
use flow_compiler::front::yaml;
use flow_compiler::ir::{Along, Binary, Func, Graph, Op, Unary};
use flow_compiler::plan::{Cost, Costs, plan_kind};
use flow_compiler::shape::{Axis, Contraction, Stairs};
use flow_compiler::vocabulary::AnyWord;
use flow_runtime::__private::Program;
use flow_runtime::__private::engine::buffers::{Buffers, Walks};
use flow_runtime::__private::engine::chain::Chain;
use flow_runtime::__private::model::description::Direction;
use flow_runtime::__private::numeric::isa::{Baseline, Isa};
use flow_runtime::Real;
use flow_tests::laws::cases;
use pulp::{Scalar128b, f32x4, f64x2};

#[path = "../benches/workloads/flows.rs"]
mod flows;

thread_local! {
    static FUNCTIONS: Cell<usize> = const { Cell::new(0) };
}

/// The baseline, which counts the elementary functions that it is asked for.
#[derive(Clone, Copy)]
struct Counting;

macro_rules! counted {
    ($($name:ident),*) => {$(
        fn $name<T: Real>(self, x: T) -> T {
            FUNCTIONS.set(FUNCTIONS.get() + 1);
            Baseline.$name(x)
        }
    )*};
}

impl Isa for Counting {
    const FUSED: bool = Baseline::FUSED;
    const LARGE_BLOCKS: bool = Baseline::LARGE_BLOCKS;
    type Simd = Scalar128b;

    fn simd(self) -> Scalar128b {
        Scalar128b
    }

    fn in_turn_f32s(self, a: f32x4, b: f32x4) -> [f32x4; 2] {
        Baseline.in_turn_f32s(a, b)
    }

    fn in_turn_f64s(self, a: f64x2, b: f64x2) -> [f64x2; 2] {
        Baseline.in_turn_f64s(a, b)
    }

    counted!(
        exp, expm1, log_abs, log, log1p, tanh, sech2, atanh, sinh, cosh, asinh, acosh, sigmoid, softplus, sin, cos
    );

    // Two functions, as a plan counts them.
    fn tanh_sech2<T: Real>(self, x: T) -> (T, T) {
        (self.tanh(x), self.sech2(x))
    }
}

/// Counts of what a row of emitted code was seen to do.
struct Counted {
    /// Functions of a row's log-density, of a draw with its own, and of a log-density with its gradient.
    functions: [usize; 3],
    /// Numbers that the last of them has written to the tape.
    kept: usize,
}

/// Bits that no computation results in.
const UNTOUCHED: u32 = 0x7fab_cdef;

fn counts<P: Program<f32>>(flow: &P) -> Counted {
    const LANES: usize = 3;
    let kept = Cell::new(0);
    let (d, state, layout) = (flow.program_member(), flow.program_state(), flow.program_state().layout());
    let rows = |direction: Direction| layout.layers.iter().map(|l| l.tape(direction).end).max().unwrap_or(0);
    let run = |direction: Direction, walk: &dyn Fn(&mut Chain<'_, f32>), keeps: bool| {
        let mut work = vec![0.0; Buffers::<f32>::rows(d, Walks::Values) * LANES];
        let mut tape = vec![f32::from_bits(UNTOUCHED); if keeps { rows(direction) * LANES } else { 0 }];
        let mut buffers = Buffers::cut(&mut work, d, Walks::Values, LANES);
        buffers.current.iter_mut().enumerate().for_each(|(i, x)| *x = 0.1 * (i as f32).sin());
        let mut chain = buffers.chain(state, direction, &mut tape, None);
        FUNCTIONS.set(0);
        walk(&mut chain);
        kept.set(tape.iter().filter(|number| number.to_bits() != UNTOUCHED).count() / LANES);
        FUNCTIONS.get() / LANES
    };
    let density = |chain: &mut Chain<'_, f32>| {
        flow.walk_inverse(Counting, chain);
        flow.base_log_prob(Counting, chain.base());
    };
    let sampling = |chain: &mut Chain<'_, f32>| {
        flow.base_log_prob(Counting, chain.base());
        flow.walk_forward(Counting, chain);
    };
    let training = |chain: &mut Chain<'_, f32>| {
        flow.walk_inverse_tape(Counting, chain);
        flow.base_log_prob_tape(Counting, chain.base());
        flow.base_log_prob_vjp(Counting, chain.base());
        flow.walk_inverse_vjp(Counting, chain);
    };
    let functions = [
        run(Direction::Density, &density, false),
        run(Direction::Sampling, &sampling, false),
        run(Direction::Density, &training, true),
    ];
    Counted { functions, kept: kept.get() }
}

/// The estimate of a spec.
fn estimated(name: &str) -> Costs {
    let spec = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../specs/bench/{name}.yaml"));
    let spec = std::fs::read_to_string(&spec).unwrap_or_else(|e| panic!("{}: {e}", spec.display()));
    yaml::parse(&spec).and_then(|spec| flow_compiler::compile(&spec)).expect("a specification").costs()
}

fn counted_workloads() -> [(&'static str, Counted); 5] {
    [
        ("w1", counts(&flows::W1::<f32>::new(1))),
        ("w2", counts(&flows::W2::<f32>::new(1))),
        ("w4", counts(&flows::W4::<f32>::new(1))),
        ("w5", counts(&flows::W5::<f32>::new(1))),
        ("w6", counts(&flows::W6::<f32>::new(1))),
    ]
}

/// Beside the row itself and the weights, the bytes of a training step are what it keeps: written once, read once; and what is read
/// of the next layer's: by the five slopes of W6, of two numbers each.
#[test]
fn what_is_kept_is_as_much_as_is_written() {
    for (name, Counted { kept, .. }) in counted_workloads() {
        let Costs { density, training, .. } = estimated(name);
        assert_eq!(
            (density.moved, training.moved),
            (0, 2 * kept + if name == "w6" { 10 } else { 0 }),
            "{name}: numbers moved, beside {kept} that are kept"
        );
    }
}

#[test]
fn elementary_functions_are_as_many_as_are_computed() {
    for (name, Counted { functions: counted, .. }) in counted_workloads() {
        let Costs { density, sampling, training } = estimated(name);
        // What solves by search takes fewer steps than the estimate.
        let roots = name == "w5";
        for (estimate, counted) in [density, sampling, training].map(|c| c.functions).into_iter().zip(counted) {
            let agrees = estimate == counted || (roots && estimate > counted);
            assert!(agrees, "{name}: {estimate} functions estimated, {counted} counted");
        }
    }
}

/// True where a mask keeps an entry.
fn is_kept(stairs: Stairs, row: usize, column: usize) -> bool {
    let (above, below) = (stairs.rows.degree(row), stairs.columns.degree(column));
    if stairs.strict { below < above } else { below <= above }
}

/// Counts what a function computes for a sample, each value once.
fn counted(graph: &Graph, func: &Func<flow_compiler::lower::Role>) -> Option<Cost> {
    let mut cost = Cost::default();
    for node in func.order(graph).into_iter().map(|v| graph.node(v)).filter(|n| n.varying) {
        let size = node.shape.size();
        let bias = |product: usize, bias: usize| {
            let [product, bias] = [product, bias].map(|k| graph.node(node.args[k]));
            matches!(product.op, Op::Product { .. }) && !bias.varying
        };
        let spread = |k: usize| graph.at(node.args[k]).is(0.0);
        match &node.op {
            Op::Unary(Unary::Neg | Unary::Abs | Unary::Relu | Unary::Square | Unary::Sqrt) => cost.operations += size,
            Op::Unary(_) => cost.functions += size,
            Op::Binary(Binary::Add) if spread(0) || spread(1) => {}
            // A product begins its sums with the bias.
            Op::Binary(Binary::Add) if bias(0, 1) || bias(1, 0) => {}
            // The terms of one sum are added to the other.
            Op::Binary(Binary::Add) if (0..2).all(|k| matches!(graph.node(node.args[k]).op, Op::Sum)) => {}
            Op::Binary(_) | Op::Select => cost.operations += size,
            Op::Sum | Op::Fold(_) | Op::Along(Along::CumulativeSum, _) => {
                cost.operations += graph.node(node.args[0]).shape.size();
            }
            Op::Product { of: Contraction::Matrix(stairs), .. } => {
                let shape = graph.node(node.args[0]).shape.clone();
                let [rows, columns] = [shape.extents()[0], shape.extents()[1]];
                let kept = |i: usize, k: usize| stairs.is_none_or(|stairs| is_kept(stairs, i, k));
                let entries = (0..rows).flat_map(|i| (0..columns).map(move |k| (i, k)));
                cost.multiply_adds += entries.filter(|(i, k)| kept(*i, *k)).count();
            }
            Op::Product { of: Contraction::Window(window), .. } => {
                let whole = window.inputs * window.outputs;
                // What a causal window reads of its own position, and of those before it: nothing of those behind.
                let pairs = |tap: usize| match window.own_channels() {
                    None => whole,
                    Some(_) if tap != window.own_tap() => {
                        if tap < window.own_tap() {
                            whole
                        } else {
                            0
                        }
                    }
                    Some(stairs) => {
                        let read = |o: usize| (0..window.inputs).filter(move |c| is_kept(stairs, o, *c)).count();
                        (0..window.outputs).map(read).sum()
                    }
                };
                // Taps beyond the edges multiply nothing.
                let inside = |axis: &Axis, tap: usize| {
                    let read =
                        (0..axis.output).map(|p| (p * axis.stride + tap * axis.dilation).checked_sub(axis.before));
                    read.filter(|place| place.is_some_and(|place| place < axis.input)).count()
                };
                for tap in 0..window.taps() {
                    let (dy, dx) = (tap / window.width.kernel, tap % window.width.kernel);
                    cost.multiply_adds += inside(&window.height, dy) * inside(&window.width, dx) * pairs(tap);
                }
            }
            // The inverse of a triangular matrix of channels is one too, and has a diagonal of its own.
            Op::TriangularSolve { of: Contraction::Window(window), .. } => {
                let channels = window.outputs;
                cost.multiply_adds += window.output_len() / channels * (channels * (channels + 1) / 2);
            }
            Op::Root(_) => return None,
            _ => {}
        }
    }
    Some(cost)
}

/// Functions and multiply-adds are exactly those of the graph; operations may be some more, since what is cheap is computed again where it
/// is needed, and what is added up is added to what is there.
#[test]
fn operations_are_about_those_of_the_functions() {
    let mut found = 0;
    for case in LAYERS.iter().flat_map(|layer| cases(&AnyWord::Catalog(*layer))) {
        let Ok((kind, _)) = case.declare() else { continue };
        let plan = plan_kind(&kind);
        let directions = [
            (&kind.density, Some(&plan.density)),
            (kind.sampling.as_ref().unwrap_or(&kind.density), plan.sampling.as_ref()),
        ];
        for (functions, plan) in directions {
            let Some(plan) = plan.filter(|_| functions.solve.is_none()) else { continue };
            let Some(counted) = counted(&kind.graph, &functions.apply) else { continue };
            let estimate = Cost::of(&plan.apply);
            let name = format!(
                "{} of {} elements, {} given: {estimate:?}, counted {counted:?}",
                kind.name,
                case.size(),
                case.context
            );
            assert_eq!(
                (estimate.multiply_adds, estimate.functions),
                (counted.multiply_adds, counted.functions),
                "{name}"
            );
            let (low, high) = (counted.operations, counted.operations + counted.operations / 4 + case.size() + 2);
            assert!((low..=high).contains(&estimate.operations), "{name}");
            found += 1;
        }
    }
    assert!(found > 100, "only {found} functions were counted");
}
