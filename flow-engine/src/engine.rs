//! A flow whose plans run in this process.

use std::sync::Arc;

use flow_compiler::Compiled;
use flow_compiler::lower::Kind;
use flow_compiler::lower::parameters::tables_at;
use flow_compiler::plan::{KindPlan, ProgramPlan, table_offsets};
use flow_runtime::__private::engine::construct::restart;
use flow_runtime::__private::{Description, Isa, Layer, Parametric, Program, Reparameterized, State, Targeted};
use flow_runtime::Real;
use flow_runtime::latent::Latent;

use crate::code::{Functions, Tables, Way};
use crate::run::Number;
use crate::{describe, run};

/// The functions of a declaration, the same for both number types.
#[derive(Debug)]
struct Code {
    description: &'static Description,
    kinds: Vec<Functions>,
    /// The kind of each declared layer, of the embedding and of the base, by the layer's number.
    declared: Vec<usize>,
    embedding: Option<usize>,
    base: usize,
    target: Option<Functions>,
    target_tape: usize,
    moves: bool,
}

/// A flow: functions, and the numbers that they work with.
#[derive(Clone)]
pub struct Engine<T: Real> {
    code: Arc<Code>,
    state: State<T>,
}

impl<T: Number> Engine<T> {
    /// The flow of a declaration, at its start from a seed.
    pub fn new(compiled: &Compiled, seed: u64) -> Self {
        let code = Arc::new(Code::new(compiled));
        let state = State::start(code.description, seed);
        restart(&Engine { code, state }, seed)
    }

    /// The same flow in another number type, at its start from a seed.
    pub fn in_numbers<U: Number>(&self, seed: u64) -> Engine<U> {
        let state = State::start(self.code.description, seed);
        restart(&Engine { code: self.code.clone(), state }, seed)
    }

    /// True if it is declared together with a density that it is fitted to.
    pub fn has_target(&self) -> bool {
        self.code.target.is_some()
    }

    /// True if its draws move with all its parameters.
    pub fn is_reparameterized(&self) -> bool {
        self.code.moves
    }
}

/// A latent variable model whose three members' plans run in this process.
pub type LatentEngine<T> = Latent<T, Engine<T>, Engine<T>, Engine<T>>;

/// The latent variable model of a declaration, at its start from a seed; nothing where it declares a
/// flow.
pub fn latent<T: Number>(compiled: &Compiled, seed: u64) -> Option<LatentEngine<T>> {
    let [posterior, prior] = compiled.latent()?;
    let [likelihood, posterior, prior] = [compiled, posterior, prior].map(|member| Engine::<T>::new(member, 0));
    let members = [&likelihood, &posterior, &prior].map(|member| member.program_description());
    let description = describe::of_latent(compiled, members);
    Some(restart(&Latent::of_members(description, likelihood, posterior, prior), seed))
}

impl Code {
    fn new(compiled: &Compiled) -> Self {
        let program = compiled.program();
        let planned = ProgramPlan::new(program);
        let functions = |kind: &Kind, plan: &KindPlan| {
            Functions::new(plan, &Tables { starts: table_offsets(kind), numbers: tables_at(&kind.graph.tables(), 0) })
        };
        let kinds = program.kinds.iter().zip(&planned.kinds).map(|(kind, plan)| functions(kind, plan)).collect();
        let target = program.target.as_ref().zip(planned.target.as_ref());
        let flow = program.flow();
        Code {
            description: describe::description(compiled.flow(), &planned),
            kinds,
            declared: planned.placed().iter().map(|placed| placed.kind).collect(),
            embedding: flow.embedding.as_ref().map(|placed| placed.kind),
            base: flow.base.kind,
            target_tape: target.map_or(0, |(_, plan)| plan.density.tape_rows()),
            target: target.map(|(kind, plan)| functions(kind, plan)),
            moves: flow.base.parameters.is_empty(),
        }
    }

    fn of(&self, declared: usize) -> &Functions {
        &self.kinds[self.declared[declared]]
    }

    fn target(&self) -> &Functions {
        self.target.as_ref().expect("a flow with a target density")
    }
}

/// One of the functions of a direction.
#[derive(Clone, Copy)]
enum Phase {
    Apply,
    Tape,
    Vjp,
}

fn run_way<T: Number>(way: Option<&Way>, phase: Phase, layer: Layer<'_, T>) {
    let function = match (way, phase) {
        (Some(way), Phase::Apply) => Some(&way.apply),
        (Some(Way { reverse: Some([tape, _]), .. }), Phase::Tape) => Some(tape),
        (Some(Way { reverse: Some([_, vjp]), .. }), Phase::Vjp) => Some(vjp),
        _ => None,
    };
    run::of_samples(function.expect("a direction that the declaration has"), layer);
}

impl<T: Number> Parametric<T> for Engine<T> {
    fn program_description(&self) -> &'static Description {
        self.code.description
    }
    fn program_with_state(&self, state: State<T>) -> Self {
        Engine { code: self.code.clone(), state }
    }
    fn program_state(&self) -> &State<T> {
        &self.state
    }
    fn program_state_mut(&mut self) -> &mut State<T> {
        &mut self.state
    }
    fn layer_prepare<I: Isa>(&self, _: I, declared: usize, parameters: &[T], prepared: &mut [T]) {
        run::of_shared(&self.code.of(declared).prepare, parameters, &[], prepared);
    }
}

impl<T: Number> Program<T> for Engine<T> {
    fn layer_uniform_vjp<I: Isa>(&self, _: I, declared: usize, parameters: &[T], uniform: &[T], cotangent: &mut [T]) {
        run::of_shared(&self.code.of(declared).uniform_vjp, parameters, uniform, cotangent);
    }
    fn layer_inverse<I: Isa>(&self, _: I, declared: usize, layer: Layer<'_, T>) {
        run_way(Some(&self.code.of(declared).density), Phase::Apply, layer);
    }
    fn layer_forward<I: Isa>(&self, _: I, declared: usize, layer: Layer<'_, T>) {
        run_way(self.code.of(declared).sampling.as_ref(), Phase::Apply, layer);
    }
    fn layer_inverse_tape<I: Isa>(&self, _: I, declared: usize, layer: Layer<'_, T>) {
        run_way(Some(&self.code.of(declared).density), Phase::Tape, layer);
    }
    fn layer_inverse_vjp<I: Isa>(&self, _: I, declared: usize, layer: Layer<'_, T>) {
        run_way(Some(&self.code.of(declared).density), Phase::Vjp, layer);
    }
    fn layer_embed<I: Isa>(&self, _: I, layer: Layer<'_, T>) {
        self.embedding(Phase::Apply, layer);
    }
    fn layer_embed_tape<I: Isa>(&self, _: I, layer: Layer<'_, T>) {
        self.embedding(Phase::Tape, layer);
    }
    fn layer_embed_vjp<I: Isa>(&self, _: I, layer: Layer<'_, T>) {
        self.embedding(Phase::Vjp, layer);
    }
    fn base_log_prob<I: Isa>(&self, _: I, layer: Layer<'_, T>) {
        run_way(Some(&self.code.kinds[self.code.base].density), Phase::Apply, layer);
    }
    fn base_log_prob_tape<I: Isa>(&self, _: I, layer: Layer<'_, T>) {
        run_way(Some(&self.code.kinds[self.code.base].density), Phase::Tape, layer);
    }
    fn base_log_prob_vjp<I: Isa>(&self, _: I, layer: Layer<'_, T>) {
        run_way(Some(&self.code.kinds[self.code.base].density), Phase::Vjp, layer);
    }
}

impl<T: Number> Engine<T> {
    fn embedding(&self, phase: Phase, layer: Layer<'_, T>) {
        if let Some(kind) = self.code.embedding {
            run_way(Some(&self.code.kinds[kind].density), phase, layer);
        }
    }
}

impl<T: Number> Reparameterized<T> for Engine<T> {
    fn layer_forward_tape<I: Isa>(&self, _: I, declared: usize, layer: Layer<'_, T>) {
        run_way(self.code.of(declared).sampling.as_ref(), Phase::Tape, layer);
    }
    fn layer_forward_vjp<I: Isa>(&self, _: I, declared: usize, layer: Layer<'_, T>) {
        run_way(self.code.of(declared).sampling.as_ref(), Phase::Vjp, layer);
    }
}

impl<T: Number> Targeted<T> for Engine<T> {
    fn target_tape(&self) -> usize {
        self.code.target_tape
    }
    fn target_log_prob<I: Isa>(&self, _: I, layer: Layer<'_, T>) {
        run_way(Some(&self.code.target().density), Phase::Apply, layer);
    }
    fn target_log_prob_tape<I: Isa>(&self, _: I, layer: Layer<'_, T>) {
        run_way(Some(&self.code.target().density), Phase::Tape, layer);
    }
    fn target_log_prob_vjp<I: Isa>(&self, _: I, layer: Layer<'_, T>) {
        run_way(Some(&self.code.target().density), Phase::Vjp, layer);
    }
}
