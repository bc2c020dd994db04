//! The flow as the data that the runtime reads, of which an emitted program holds a static.
//!
//! A description lives as long as the process, here too: that is what lets emitted programs name
//! theirs for nothing. A declaration is described once, so memory grows with the number of different
//! declarations that a process reads, by some kilobytes each.

use std::collections::HashMap;
use std::sync::{LazyLock, Mutex, PoisonError};

use flow_compiler::Compiled;
use flow_compiler::check::Flow;
use flow_compiler::lower::{Placed, Stage};
use flow_compiler::plan::{Destination, ProgramPlan, Reduction};
use flow_compiler::shape::{Shape, Table, TableRule};
use flow_compiler::vocabulary::{Direction, Init};
use flow_runtime::__private as runtime;
use flow_runtime::__private::latent::Declaration;
use flow_runtime::__private::{Description, Sampler};

use crate::code::contraction;

static KNOWN: LazyLock<Mutex<HashMap<String, &'static Description>>> = LazyLock::new(Mutex::default);

/// The description of a flow; the same one for the same text.
pub fn description(flow: &Flow, planned: &ProgramPlan) -> &'static Description {
    let key = format!("{}\n{}", flow.hash(), flow.text());
    let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    known.entry(key).or_insert_with(|| Box::leak(Box::new(describe(flow, planned))))
}

/// The description of a latent variable model, whose members have these; the same one for the same text.
pub fn of_latent(compiled: &Compiled, members: [&'static Description; 3]) -> &'static Description {
    let key = format!("{}\n{}", compiled.architecture_hash(), compiled.text());
    let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    known.entry(key).or_insert_with(|| {
        let declaration = Declaration {
            name: text(compiled.name().to_owned()),
            architecture: text(compiled.architecture_hash()),
            specification: text(compiled.text()),
        };
        flow_runtime::__private::latent::describe(declaration, members)
    })
}

fn describe(flow: &Flow, planned: &ProgramPlan) -> Description {
    let member = planned.program.flow();
    let placed = planned.placed();
    let base = runtime::BaseInfo { layer: placed.len() - 1, sampler: sampler(flow) };
    let mut next = 0;
    let of_member = runtime::Member {
        event: list(flow.event.shape().extents().to_vec()),
        context: flow.context,
        embedded: flow.embedding.as_ref().map_or(0, |embedding| embedding.outputs),
        support: (flow.support.low, flow.support.high),
        levels: flow.event.elements().levels().map(|levels| levels as u32),
        intervals: list(flow.intervals.clone()),
        chain: stages(&member.chain, &mut next),
        embedding: member.embedding.as_ref().map(|_| member.declared().len()),
        base,
        scratch: planned.scratch_rows(),
    };
    Description {
        name: text(flow.name.clone()),
        architecture: text(flow.hash()),
        specification: text(flow.text()),
        layers: list(placed.into_iter().map(|placed| layer(placed, planned)).collect()),
        members: list(vec![of_member]),
    }
}

fn list<T>(items: Vec<T>) -> &'static [T] {
    Vec::leak(items)
}

fn text(text: String) -> &'static str {
    String::leak(text)
}

/// The sampler of a flow's base.
///
/// # Panics
/// For a sampler that the runtime lacks, which is a bug of the catalog's entry.
pub fn sampler(flow: &Flow) -> Sampler {
    let base = flow.dist.base();
    let (word, numbers) = (base.base().sampler(base.settings()), base.base().sampler_numbers(base.settings()));
    match (word, numbers.as_slice()) {
        ("standard_normal", []) => Sampler::StandardNormal,
        ("standard_logistic", []) => Sampler::StandardLogistic,
        ("standard_uniform", []) => Sampler::StandardUniform,
        ("student_t", [degrees]) => Sampler::StudentT(*degrees),
        ("cylindrical", [angles]) => Sampler::Cylindrical(*angles),
        ("laplace", []) => Sampler::Laplace,
        ("normal_mixture", []) => Sampler::NormalMixture,
        _ => panic!("the runtime has no sampler `{word}` of {} numbers", numbers.len()),
    }
}

fn stages(of: &[Stage], next: &mut usize) -> &'static [runtime::Stage] {
    let mut out = Vec::new();
    for stage in of {
        out.push(match stage {
            Stage::Layer(_) => {
                *next += 1;
                runtime::Stage::Layer(*next - 1)
            }
            Stage::Repeat(times, inner) => runtime::Stage::Repeat(*times, stages(inner, next)),
        });
    }
    list(out)
}

fn layer(placed: &Placed, planned: &ProgramPlan) -> runtime::LayerInfo {
    let plan = &planned.kinds[placed.kind];
    let parameter = |p: &flow_compiler::vocabulary::Parameter| runtime::ParameterInfo {
        name: text(p.name.clone()),
        shape: extents(&p.shape),
        init: init(p.init),
    };
    runtime::LayerInfo {
        path: text(placed.path.clone()),
        rows: placed.rows,
        parameters: list(placed.parameters.iter().map(parameter).collect()),
        prepared: plan.prepared,
        uniforms: plan.uniforms,
        dropouts: plan.dropouts,
        tables: list(placed.tables.iter().map(table).collect()),
        density: backward(planned, placed.kind, Direction::Inverse),
        sampling: backward(planned, placed.kind, Direction::Forward),
    }
}

fn extents(shape: &Shape) -> &'static [usize] {
    list(shape.extents().to_vec())
}

fn init(init: Init) -> runtime::Init {
    match init {
        Init::Constant(value) => runtime::Init::Constant(value),
        Init::Uniform(bound) => runtime::Init::Uniform(bound),
        Init::DataMean => runtime::Init::DataMean,
        Init::DataLogDeviation => runtime::Init::DataLogDeviation,
        Init::Mean(momentum) => runtime::Init::Mean(momentum),
        Init::Variance(momentum) => runtime::Init::Variance(momentum),
        Init::FirstMean => runtime::Init::FirstMean,
        Init::FirstLogDeviation => runtime::Init::FirstLogDeviation,
    }
}

fn table(table: &Table) -> runtime::TableInfo {
    match &table.rule {
        TableRule::Given => runtime::TableInfo::Given(list(table.values.iter().map(|v| *v as u32).collect())),
        TableRule::Seeded(seed) => runtime::TableInfo::Seeded(*seed, table.values.len()),
        TableRule::InverseOf(id) => runtime::TableInfo::InverseOf(id.0),
    }
}

fn backward(planned: &ProgramPlan, kind: usize, direction: Direction) -> Option<runtime::Backward> {
    let reverse = planned.kinds[kind].direction(direction)?.reverse.as_ref()?;
    let reductions = reverse.reductions.iter().map(reduction).collect();
    Some(runtime::Backward { tape: reverse.tape_rows(), reductions: list(reductions) })
}

fn reduction(reduction: &Reduction) -> runtime::Reduction {
    match *reduction {
        Reduction::Outer { matrix, bias, a, b, rows, columns, of, add } => {
            let of = contraction(&of);
            let (matrix, bias) = (target(matrix), bias.map(target));
            runtime::Reduction::Outer { of, matrix, bias, a, b, rows, columns, add }
        }
        Reduction::Sum { target: to, at, rows, add } => runtime::Reduction::Sum { target: target(to), at, rows, add },
    }
}

fn target(to: Destination) -> runtime::Target {
    match to {
        Destination::Parameters(at) => runtime::Target::Parameters(at),
        Destination::Uniform(at) => runtime::Target::Uniform(at),
    }
}
