//! The work of the compiler, for people: the report of `flow explain`, and the text form of every
//! stage.

use std::fmt::Write;
use std::ops::Add;

use crate::check::Flow;
use crate::event::Elements;
use crate::ir::{Graph, Op, Value, print};
use crate::lower::{Directional, Kind, Placed, Program, Stage as ChainStage};
use crate::plan::cost::{BYTES, OF_A_FUNCTION, OPERATIONS};
use crate::plan::{self, Cost, Costs, KindPlan, ProgramPlan};
use crate::spec::Spec;
use crate::vocabulary::Direction;

/// A stage whose text form can be printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// The declaration as it was typed.
    Spec,
    /// The declaration as a call of `flow!`.
    Macro,
    /// The checked flow, with all settings.
    Graph,
    /// Both directions of each layer.
    Ir,
    /// Their cotangents.
    Grad,
    /// Loops, products and buffers.
    Plan,
    /// The emitted program.
    Rust,
}

/// The report, or a stage's text.
pub fn explain(spec: &Spec, flow: &Flow, program: &Program, stage: Option<Stage>) -> String {
    let kinds = || program.kinds.iter().chain(&program.target);
    match stage {
        None => report(flow, program),
        Some(Stage::Spec) => spec.to_text(),
        Some(Stage::Macro) => spec.to_macro(),
        Some(Stage::Graph) => flow.text(),
        Some(Stage::Ir) => kinds().map(|k| functions(k, false)).collect(),
        Some(Stage::Grad) => kinds().map(|k| functions(k, true)).collect(),
        Some(Stage::Plan) => {
            let planned = ProgramPlan::new(program);
            planned.kinds.iter().chain(&planned.target).map(plan::print::kind).collect()
        }
        Some(Stage::Rust) => rust(flow, program),
    }
}

fn functions(kind: &Kind, gradients: bool) -> String {
    let mut text = format!("kind {}\n", kind.name);
    let directions = [Some(&kind.density), kind.sampling.as_ref()];
    for direction in directions.into_iter().flatten() {
        let vjp = direction.reverse.as_ref().map(|r| r.vjp.clone());
        let funcs = if gradients {
            [direction.multiplier(), vjp]
        } else {
            [direction.solution(), Some(direction.apply.clone())]
        };
        funcs.iter().flatten().for_each(|f| text.push_str(&print::func(&kind.graph, f)));
    }
    if gradients {
        text.push_str(&print::func(&kind.graph, &kind.uniform_vjp));
    }
    text
}

#[cfg(feature = "yaml")]
fn rust(flow: &Flow, program: &Program) -> String {
    let dependencies = crate::emit::Dependencies::both("\"…\"");
    let files = crate::emit::crate_files(flow, program, dependencies, crate::emit::Contents::Library, false);
    files.into_iter().find(|(path, _)| path == "src/layers.rs").map(|f| f.1).unwrap_or_default()
}

#[cfg(not(feature = "yaml"))]
fn rust(flow: &Flow, program: &Program) -> String {
    crate::emit::emit(flow, &ProgramPlan::new(program)).layers.to_string()
}

/// Bytes of a number, as training has it.
const SIZE: usize = 4;

/// Samples of a tile, which share the weights once they are fetched.
const LANES: usize = 64;

/// The report as it is written.
struct Report<'p> {
    program: &'p Program,
    planned: ProgramPlan<'p>,
    /// Kinds whose formulas have been shown.
    explained: Vec<usize>,
    tape: usize,
    text: String,
}

/// `(0, ∞) × (−∞, ∞)`
fn shown_intervals(intervals: &[(f64, f64)]) -> String {
    let end = |x: f64| match x {
        f64::INFINITY => "∞".into(),
        f64::NEG_INFINITY => "−∞".into(),
        x => x.to_string(),
    };
    intervals.iter().map(|&(low, high)| format!("({}, {})", end(low), end(high))).collect::<Vec<_>>().join(" × ")
}

fn report(flow: &Flow, program: &Program) -> String {
    let planned = ProgramPlan::new(program);
    let (scratch, base_tape) = (planned.scratch_rows(), planned.base().density.tape_rows());
    let text = String::new();
    let mut r = Report { program, planned, explained: Vec::new(), tape: base_tape, text };
    let context = if flow.context > 0 { format!(", context {}", flow.context) } else { String::new() };
    let x = if flow.intervals.is_empty() { flow.support.to_string() } else { shown_intervals(&flow.intervals) };
    let x = match flow.event.elements() {
        Elements::Real => format!("x in {x}"),
        whole => format!("x {whole}"),
    };
    let _ = writeln!(r.text, "{}: event {}{context}, {x}", flow.name, flow.event);
    flow.users().iter().for_each(|user| r.text.push_str(&user.description()));
    let _ = writeln!(r.text, "base {}", crate::check::show(flow.dist.base()));
    if let Some(placed) = &program.flow().embedding {
        let network = r.planned.kinds[placed.kind].clone();
        let costs = network.density.apply.multiply_adds();
        let (outputs, parameters) = (program.flow().context, network.parameters);
        let _ = writeln!(r.text, "{}: {outputs} numbers, {parameters} parameters, {costs} multiply-adds", placed.path);
        r.tape += network.density.tape_rows();
    }
    r.stages(&program.flow().chain, 1, "");
    let _ = writeln!(r.text, "{} parameters", program.flow().parameter_count());
    let Costs { density, sampling, training } = costs(program, &r.planned);
    let [d, s, t] = [density, sampling, training].map(|cost| cost.multiply_adds);
    for field in flow.fields() {
        let _ = writeln!(r.text, "{field}");
    }
    let _ = writeln!(r.text, "multiply-adds a row: density {d}, sampling {s}, training step {t}");
    r.roofline("density", density);
    r.roofline("sampling", sampling);
    // A fit without data steps through the sampling direction and its target.
    if program.target.is_none() {
        r.roofline("training step", training);
    }
    let _ = writeln!(r.text, "memory: {scratch} rows of scratch a tile, {} numbers of tape a training row", r.tape);
    let [operations, bytes] = [OPERATIONS, BYTES].map(|a_second| a_second * 1e-9);
    let _ = writeln!(
        r.text,
        "times are those of a core of {operations} GFLOP/s and {bytes} GB/s, f32, tiles of {LANES} rows; a step's update is not counted"
    );
    for warning in warnings(flow, program) {
        let _ = writeln!(r.text, "warning: {warning}");
    }
    r.text
}

/// The costs of a flow's samples, its base and its embedding included.
pub fn costs(program: &Program, planned: &ProgramPlan) -> Costs {
    fn of(stages: &[ChainStage], planned: &ProgramPlan) -> Costs {
        let each = |stage: &ChainStage| match stage {
            ChainStage::Repeat(times, inner) => of(inner, planned) * *times,
            ChainStage::Layer(placed) => Costs::of(&planned.kinds[placed.kind]),
        };
        stages.iter().map(each).fold(Costs::default(), Costs::add)
    }
    // Samples need an embedding as densities do, and their log-density is that of their draw from
    // the base.
    let embedding = program.flow().embedding.iter().map(|placed| &planned.kinds[placed.kind]);
    let both = |kind: &KindPlan| {
        let costs = Costs::of(kind);
        Costs { sampling: costs.density, ..costs }
    };
    embedding.chain([planned.base()]).map(both).fold(of(&program.flow().chain, planned), Costs::add)
}

/// Warnings of what is right and may still surprise.
pub fn warnings(flow: &Flow, program: &Program) -> Vec<String> {
    let mut out = flow.warnings();
    let kinked = places(&program.flow().chain, &|placed| program.kinds[placed.kind].kinked);
    if !kinked.is_empty() {
        let (slopes, jump) = if kinked.len() == 1 { ("slope", "jumps") } else { ("slopes", "jump") };
        out.push(format!(
            "the {slopes} of {} {jump}, so the density jumps too, and pathwise gradients miss the movement of the jump",
            kinked.join(", ")
        ));
    }
    if program.flow().context > 0
        && places(&program.flow().chain, &|placed| program.kinds[placed.kind].reads_context()).is_empty()
    {
        out.push("no layer reads the context".into());
    }
    out
}

/// The paths of the layers that are so.
fn places(chain: &[ChainStage], is: &dyn Fn(&Placed) -> bool) -> Vec<String> {
    let of = |stage: &ChainStage| match stage {
        ChainStage::Repeat(_, inner) => places(inner, is),
        ChainStage::Layer(placed) => is(placed).then(|| placed.path.clone()).into_iter().collect(),
    };
    chain.iter().flat_map(of).collect()
}

/// How many equations a direction solves by search.
fn roots(graph: &Graph, functions: &Directional) -> usize {
    let funcs = functions.solution().into_iter().chain([functions.apply.clone()]);
    let mut values: Vec<Value> = funcs.flat_map(|f| f.order(graph)).collect();
    values.sort_unstable();
    values.dedup();
    let nodes = values.into_iter().map(|v| graph.node(v));
    nodes.filter(|n| matches!(n.op, Op::Root(_))).map(|n| n.shape.size()).sum()
}

impl Report<'_> {
    fn stages(&mut self, chain: &[ChainStage], times: usize, indent: &str) {
        for stage in chain {
            match stage {
                ChainStage::Repeat(n, inner) => {
                    let _ = writeln!(self.text, "{indent}repeat × {n}");
                    self.stages(inner, times * n, &format!("{indent}  "));
                }
                ChainStage::Layer(placed) => {
                    self.layer(placed, indent);
                    self.tape += times * self.planned.kinds[placed.kind].density.tape_rows();
                }
            }
        }
    }

    /// The time of a row on a core of so many operations and bytes a second, if nothing else holds
    /// it up.
    fn roofline(&mut self, what: &str, cost: Cost) {
        let width = self.program.flow().size + self.program.flow().context + 1;
        let bytes = SIZE * (width + cost.moved) + SIZE * cost.shared / LANES;
        let (flops, functions) = (cost.flops(), cost.functions);
        let [work, traffic] = [flops as f64 / OPERATIONS, bytes as f64 / BYTES];
        let bound = if work >= traffic { "operations" } else { "memory" };
        let nanoseconds = 1e9 * work.max(traffic);
        let _ = writeln!(
            self.text,
            "a row's {what}: {flops} FLOPs ({functions} elementary functions at {OF_A_FUNCTION}), {bytes} bytes, \
             about {nanoseconds:.1} ns, bound by {bound}"
        );
    }

    fn layer(&mut self, placed: &Placed, indent: &str) {
        let (kind, plan) = (&self.program.kinds[placed.kind], &self.planned.kinds[placed.kind]);
        let structure = kind.structure.map_or(String::new(), |s| s.to_string());
        let (parameters, all) = (plan.parameters, self.program.flow().size);
        let first =
            if placed.rows < all { format!(" of the first {} of {all} numbers", placed.rows) } else { String::new() };
        let _ = writeln!(
            self.text,
            "{indent}{} {}{first}: Jacobian {structure}, {parameters} parameters",
            placed.path, kind.name
        );
        if self.explained.contains(&placed.kind) {
            return;
        }
        self.explained.push(placed.kind);
        let directions = [(Direction::Inverse, Some(&kind.density)), (Direction::Forward, kind.sampling.as_ref())];
        for (direction, functions) in directions {
            let Some(functions) = functions else { continue };
            let origin = if direction == kind.explicit { "declared" } else { "derived" };
            let _ = writeln!(self.text, "{indent}    {origin:8}  {}", functions.apply.doc);
            if let Some(solution) = functions.solution() {
                for value in solution.values() {
                    let _ =
                        writeln!(self.text, "{indent}              where x = {}", print::formula(&kind.graph, value));
                }
            }
            let plan = if direction == Direction::Inverse { Some(&plan.density) } else { plan.sampling.as_ref() };
            let products = plan.map_or(0, |p| p.apply.multiply_adds());
            let steps = functions.solve.as_ref().map(|s| s.step.iter().max().map_or(0, |last| last + 1));
            let steps = steps.map_or(String::new(), |n| format!(", {n} steps one after another"));
            let searched = match roots(&kind.graph, functions) {
                0 => String::new(),
                1 => ", 1 root by search".into(),
                n => format!(", {n} roots by search"),
            };
            let _ = writeln!(self.text, "{indent}              costs {products} multiply-adds{steps}{searched}");
        }
    }
}
