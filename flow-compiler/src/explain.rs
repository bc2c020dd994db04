//! What the compiler made of a declaration, for people: the report of `flow explain`, and the text form of every stage.

use std::fmt::Write;

use crate::catalog::Direction;
use crate::emit::{Planned, emit};
use crate::graph::Flow;
use crate::ir::print;
use crate::lower::{Kind, Placed, Program, Stage as ChainStage};
use crate::plan::{self, KindPlan};
use crate::spec::Spec;

/// A stage whose text form can be printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// What was typed.
    Spec,
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
    let kinds = || program.kinds.iter().chain([&program.base]);
    match stage {
        None => report(flow, program),
        Some(Stage::Spec) => spec.to_text(),
        Some(Stage::Graph) => flow.text(),
        Some(Stage::Ir) => kinds().map(|k| functions(k, false)).collect(),
        Some(Stage::Grad) => kinds().map(|k| functions(k, true)).collect(),
        Some(Stage::Plan) => {
            let planned = Planned::new(program);
            planned.kinds.iter().chain([&planned.base]).map(plan::print::kind).collect()
        }
        Some(Stage::Rust) => rust(flow, program),
    }
}

fn functions(kind: &Kind, gradients: bool) -> String {
    let mut text = format!("kind {}\n", kind.name);
    let directions = [Some(&kind.density), kind.sampling.as_ref()];
    for direction in directions.into_iter().flatten() {
        let solution = direction.solution();
        let funcs = if gradients { [direction.vjp.as_ref(), None] } else { [solution.as_ref(), Some(&direction.apply)] };
        funcs.into_iter().flatten().for_each(|f| text.push_str(&print::func(&kind.graph, f)));
    }
    if gradients {
        text.push_str(&print::func(&kind.graph, &kind.uniform_vjp));
    }
    text
}

#[cfg(feature = "yaml")]
fn rust(flow: &Flow, program: &Program) -> String {
    let emitted = emit(flow, &Planned::new(program));
    let files = crate::emit::crate_files(flow, &emitted, "\"…\"");
    files.into_iter().find(|(path, _)| path == "src/layers.rs").map(|f| f.1).unwrap_or_default()
}

#[cfg(not(feature = "yaml"))]
fn rust(flow: &Flow, program: &Program) -> String {
    emit(flow, &Planned::new(program)).program.to_string()
}

fn report(flow: &Flow, program: &Program) -> String {
    let planned = Planned::new(program);
    let mut text = String::new();
    let context = if flow.context > 0 { format!(", context {}", flow.context) } else { String::new() };
    let _ = writeln!(text, "{}: event {}{context}, x in {}", flow.name, flow.event, flow.support);
    let _ = writeln!(text, "base {}", crate::graph::show(flow.dist.base()));
    let mut costs = Costs::default();
    let mut explained = Vec::new();
    stages(&program.chain, program, &planned, 1, "", &mut costs, &mut explained, &mut text);
    let _ = writeln!(text, "{} parameters", program.parameter_count());
    let _ = writeln!(
        text,
        "multiply-adds a row: density {}, sampling {}, training step {}",
        costs.density, costs.sampling, costs.training
    );
    let tape: usize = costs.tape + planned.base.density.tape_rows();
    let _ = writeln!(text, "memory: {} rows of scratch a tile, {tape} numbers of tape a training row", planned.scratch_rows());
    if program.kinds.iter().any(|k| k.kinked) {
        let _ = writeln!(
            text,
            "warning: the slope of a layer jumps, so the density jumps too, and pathwise gradients miss the movement of the jump"
        );
    }
    text
}

#[derive(Default)]
struct Costs {
    density: usize,
    sampling: usize,
    training: usize,
    tape: usize,
}

#[expect(clippy::too_many_arguments, reason = "one walk that fills one report")]
fn stages(
    chain: &[ChainStage],
    program: &Program,
    planned: &Planned,
    times: usize,
    indent: &str,
    costs: &mut Costs,
    explained: &mut Vec<usize>,
    text: &mut String,
) {
    for stage in chain {
        match stage {
            ChainStage::Repeat(n, inner) => {
                let _ = writeln!(text, "{indent}repeat × {n}");
                stages(inner, program, planned, times * n, &format!("{indent}  "), costs, explained, text);
            }
            ChainStage::Layer(placed) => {
                let (kind, plan) = (&program.kinds[placed.kind], &planned.kinds[placed.kind]);
                layer(placed, kind, plan, indent, explained, text);
                let density = plan.density.apply.multiply_adds();
                costs.density += times * density;
                costs.sampling += times * plan.sampling.as_ref().map_or(0, |s| s.apply.multiply_adds());
                let backward = plan.density.backward.as_ref();
                costs.training += times * (2 * density + backward.map_or(0, |b| b.vjp.multiply_adds()));
                costs.tape += times * plan.density.tape_rows();
            }
        }
    }
}

fn layer(placed: &Placed, kind: &Kind, plan: &KindPlan, indent: &str, explained: &mut Vec<usize>, text: &mut String) {
    let structure = kind.structure.map_or(String::new(), |s| s.to_string());
    let _ = writeln!(text, "{indent}{} {}: {structure} Jacobian, {} parameters", placed.path, kind.name, plan.parameters);
    if explained.contains(&placed.kind) {
        return;
    }
    explained.push(placed.kind);
    let directions = [(Direction::Inverse, Some(&kind.density)), (Direction::Forward, kind.sampling.as_ref())];
    for (direction, functions) in directions {
        let Some(functions) = functions else { continue };
        let origin = if direction == kind.explicit { "declared" } else { "derived" };
        let _ = writeln!(text, "{indent}    {origin}  {}", functions.apply.doc);
    }
}
