//! Emitted code beside the engine: the same bits. The instruction set is the one that this process has chosen; [`with_every_instruction_set`]
//! runs the tests that call this with each of the others.

use flow_engine::{Engine, Number};
use flow_runtime::__private::engine::backward::gradient::{Batch, Gradient};
use flow_runtime::__private::engine::buffers::{Buffers, Walks};
use flow_runtime::__private::engine::chain::Chain;
use flow_runtime::__private::engine::construct::set_parameters;
use flow_runtime::__private::engine::workers::Workers;
use flow_runtime::__private::model::description::Direction;
use flow_runtime::__private::numeric::isa::{InstructionSet, Segment};
use flow_runtime::__private::{Isa, Parametric, Program, Reparameterized};
use flow_runtime::Real;

use crate::numbers::Stream;
use crate::oracle::compiled;

/// Samples of the tiles: one, a part of a vector, a vector and some more, and more than a block. A batch of the second size
/// is fitted in tiles of one where there are windows.
const LANES: [usize; 4] = [1, 5, 37, 131];

/// Compares log-densities, both directions and gradients of a flow with those of its plans in the
/// engine.
///
/// # Panics
/// Where a bit differs.
pub fn same_bits<T: Number, P: Program<T>>(flow: &P, yaml: &str) {
    let mut engine = Engine::<T>::new(&compiled(yaml), 1);
    set_parameters(&mut engine, flow.program_state().parameters()).expect("as many parameters");
    same("prepared", flow.program_state().prepared(), engine.program_state().prepared());
    let set = InstructionSet::chosen();
    for lanes in LANES {
        let [emitted, run] = [walks(flow, lanes, set), walks(&engine, lanes, set)];
        for ((name, emitted), (_, run)) in emitted.iter().zip(&run) {
            same(&format!("{name} of {lanes} lanes with {}", set.name()), emitted, run);
        }
        same("gradient", &gradient(flow, lanes), &gradient(&engine, lanes));
    }
}

/// The same of draws that move with the parameters.
///
/// # Panics
/// Where a bit differs.
pub fn same_bits_of_draws<T: Number, P: Reparameterized<T>>(flow: &P, yaml: &str) {
    let mut engine = Engine::<T>::new(&compiled(yaml), 1);
    set_parameters(&mut engine, flow.program_state().parameters()).expect("as many parameters");
    let set = InstructionSet::chosen();
    for lanes in LANES {
        let run = |chain: &mut Chain<'_, T>| chain.ladj.fill(T::from_f64(0.7));
        let emitted = walk(flow, lanes, Direction::Sampling, |chain| set.run(Draws { flow, chain, run: &run }));
        let flow = &engine;
        let found = walk(flow, lanes, Direction::Sampling, |chain| set.run(Draws { flow, chain, run: &run }));
        same(&format!("draws of {lanes} lanes with {}", set.name()), &emitted.concat(), &found.concat());
    }
}

fn same<T: Real>(what: &str, emitted: &[T], run: &[T]) {
    assert_eq!(emitted.len(), run.len(), "{what}");
    for (k, (a, b)) in emitted.iter().zip(run).enumerate() {
        let (x, y) = (a.to_f64(), b.to_f64());
        let equal = x.to_bits() == y.to_bits() || (x.is_nan() && y.is_nan());
        assert!(equal, "{what}, number {k}: {a} compiled, {b} in the engine");
    }
}

/// All numbers that a walk leaves: value, log-determinant, cotangent of the context, tape.
fn walk<T: Real, P: Program<T>>(
    flow: &P,
    lanes: usize,
    direction: Direction,
    work: impl FnOnce(&mut Chain<'_, T>),
) -> Vec<Vec<T>> {
    let (d, state, layout) = (flow.program_member(), flow.program_state(), flow.program_state().layout());
    let rows = layout.layers.iter().map(|l| l.tape(direction).end).max().unwrap_or(0);
    let mut memory = vec![T::ZERO; Buffers::<T>::rows(d, Walks::Cotangents) * lanes];
    let mut tape = vec![T::ZERO; rows * lanes];
    let mut buffers = Buffers::cut(&mut memory, d, Walks::Cotangents, lanes);
    let mut stream = Stream::new(lanes as u64 + 3);
    let unit = d.support.0 == 0.0 && d.support.1 == 1.0;
    let mut number = |scale: f64| {
        let n = stream.normals(1, scale)[0];
        T::from_f64(if unit { 1.0 / (1.0 + (-n).exp()) } else { n })
    };
    buffers.current.iter_mut().for_each(|x| *x = number(1.0));
    buffers.raw_context().iter_mut().for_each(|x| *x = number(1.0));
    let mut chain = buffers.chain(state, direction, &mut tape, None);
    work(&mut chain);
    let kept = [&*chain.current, &*chain.ladj, &*chain.context, &*chain.context_cotangent, &*chain.given_cotangent];
    let mut kept: Vec<Vec<T>> = kept.into_iter().map(<[T]>::to_vec).collect();
    kept.push(tape);
    kept
}

fn walks<T: Real, P: Program<T>>(flow: &P, lanes: usize, set: InstructionSet) -> Vec<(&'static str, Vec<T>)> {
    let phases = [
        ("log p", Phase::LogProb, Direction::Density),
        ("draws", Phase::Draw, Direction::Sampling),
        ("cotangents", Phase::Cotangents, Direction::Density),
    ];
    let of = |(name, phase, direction)| {
        let numbers = walk(flow, lanes, direction, |chain| set.run(Walk { flow, chain, phase }));
        (name, numbers.concat())
    };
    phases.map(of).to_vec()
}

/// The sums over a batch that a step of training takes.
fn gradient<T: Real, P: Program<T>>(flow: &P, rows: usize) -> Vec<T> {
    let d = flow.program_member();
    let mut stream = Stream::new(rows as u64);
    let low = if d.support.0.is_finite() { d.support.0 + 0.1 } else { f64::NEG_INFINITY };
    let inside = |x: f64| if low.is_finite() { low + 0.8 / (1.0 + (-x).exp()) } else { x };
    let mut numbers =
        |n: usize| -> Vec<T> { stream.normals(n, 1.0).into_iter().map(|x| T::from_f64(inside(x))).collect() };
    let (events, contexts) = (numbers(rows * d.size()), numbers(rows * d.context));
    let chosen: Vec<usize> = (0..rows).collect();
    let weights = vec![T::from_f64(1.0 / rows as f64); rows];
    let mut gradient = Gradient::new(flow, rows, true, &Workers::Here);
    let batch =
        Batch { events: &events, images: None, contexts: &contexts, rows: &chosen, weights: &weights, dropout: None };
    gradient.run(flow, batch, &Workers::Here);
    [gradient.log_prob(), gradient.parameters(), gradient.event(), gradient.context()].concat()
}

#[derive(Clone, Copy)]
enum Phase {
    LogProb,
    Draw,
    Cotangents,
}

struct Walk<'w, 'a, T, P> {
    flow: &'w P,
    chain: &'w mut Chain<'a, T>,
    phase: Phase,
}

impl<T: Real, P: Program<T>> Segment for Walk<'_, '_, T, P> {
    type Output = ();

    #[inline(always)]
    fn run<I: Isa>(self, isa: I) {
        let Walk { flow, chain, phase } = self;
        if let Some(layer) = chain.embedding() {
            flow.layer_embed_tape(isa, layer);
        }
        match phase {
            Phase::LogProb => {
                flow.walk_inverse(isa, chain);
                flow.base_log_prob(isa, chain.base());
            }
            Phase::Draw => flow.walk_forward(isa, chain),
            Phase::Cotangents => {
                flow.walk_inverse_tape(isa, chain);
                flow.base_log_prob_tape(isa, chain.base());
                chain.ladj.fill(T::from_f64(0.7));
                flow.base_log_prob_vjp(isa, chain.base());
                flow.walk_inverse_vjp(isa, chain);
                if let Some(layer) = chain.embedding_vjp(true) {
                    flow.layer_embed_vjp(isa, layer);
                }
            }
        }
    }
}

struct Draws<'w, 'a, T, P> {
    flow: &'w P,
    chain: &'w mut Chain<'a, T>,
    run: &'w dyn Fn(&mut Chain<'_, T>),
}

impl<T: Real, P: Reparameterized<T>> Segment for Draws<'_, '_, T, P> {
    type Output = ();

    #[inline(always)]
    fn run<I: Isa>(self, isa: I) {
        let Draws { flow, chain, run } = self;
        if let Some(layer) = chain.embedding() {
            flow.layer_embed_tape(isa, layer);
        }
        flow.walk_forward_tape(isa, chain);
        run(chain);
        flow.walk_forward_vjp(isa, chain);
        if let Some(layer) = chain.embedding_vjp(true) {
            flow.layer_embed_vjp(isa, layer);
        }
    }
}

/// Runs the tests of this program once more with every other instruction set of this machine.
///
/// # Panics
/// Where one fails.
pub fn with_every_instruction_set() {
    const CHOICE: &str = "FLOW_ISA";
    if std::env::var_os(CHOICE).is_some() {
        return;
    }
    for set in InstructionSet::available().iter().rev().skip(1) {
        let tests = std::env::current_exe().expect("this program");
        let output = std::process::Command::new(tests).env(CHOICE, set.name()).output().expect("a process");
        let said = String::from_utf8_lossy(&output.stdout);
        assert!(output.status.success(), "with {}:\n{said}", set.name());
    }
}
