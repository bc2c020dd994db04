//! All plans of one kind of layer, and where its numbers lie.

use std::collections::BTreeMap;

use super::levels::plan_levels;
use super::schedule::{Goal, Scheduler, name_of};
use super::tape::{Tape, is_cotangent, kept};
use super::verify::verify;
use super::{BufferId, Mode, Place, Plan, Step};
use crate::ir::{Binary, Expr, Func, Graph, Leaf, Op, Value};
use crate::lower::{Directional, Kind, LADJ_COTANGENT, RESULT_COTANGENT, uniform_cotangent};
use crate::shape::Stairs;

/// Rows of a panel of a packed matrix; the runtime's number, and a test compares them.
pub const PANEL_ROWS: usize = 16;
/// Regions of prepared numbers begin at multiples of this.
const ALIGNMENT: usize = 16;

/// Where the reduction over samples goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// To the cotangents of the layer's parameters, from this element on.
    Parameters(usize),
    /// To the cotangents of its uniform values, from this element on.
    Uniform(usize),
}

/// A sum over samples of what the tape holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reduction {
    /// `Σ a bᵀ`, row by row, and beside it `Σ a` where a bias has the same cotangent.
    Outer {
        /// Where the matrix goes.
        matrix: Target,
        /// Where the sum of the cotangent goes.
        bias: Option<Target>,
        /// First row of `a`.
        a: usize,
        /// First row of `b`.
        b: usize,
        /// Rows of `a`.
        rows: usize,
        /// Rows of `b`.
        columns: usize,
        /// Which entries stay zero.
        stairs: Option<Stairs>,
        /// Whether something was already written there.
        add: bool,
    },
    /// `Σ v`
    Sum {
        /// Where it goes.
        target: Target,
        /// First row.
        at: usize,
        /// Rows.
        rows: usize,
        /// Whether something was already written there.
        add: bool,
    },
}

/// The plans of one direction.
#[derive(Clone, Debug)]
pub struct DirectionPlan {
    /// Result and log-determinant.
    pub apply: Plan,
    /// The backward pass, where its cotangents are derived.
    pub backward: Option<BackwardPlan>,
}

/// The two phases of a direction's backward pass.
#[derive(Clone, Debug)]
pub struct BackwardPlan {
    /// Result and log-determinant, keeping what the cotangents need.
    pub tape: Plan,
    /// Cotangents.
    pub vjp: Plan,
    /// What is then summed over samples.
    pub reductions: Vec<Reduction>,
}

impl DirectionPlan {
    /// Its plans.
    pub fn plans(&self) -> Vec<&Plan> {
        [&self.apply].into_iter().chain(self.backward.iter().flat_map(|b| [&b.tape, &b.vjp])).collect()
    }

    /// Rows of tape.
    pub fn tape_rows(&self) -> usize {
        self.backward.as_ref().map_or(0, |b| b.tape.tape.iter().sum())
    }
}

/// Everything emitted for one kind of layer.
#[derive(Clone, Debug)]
pub struct KindPlan {
    /// Its name.
    pub name: String,
    /// Number of parameters.
    pub parameters: usize,
    /// Length of the prepared numbers.
    pub prepared: usize,
    /// Length of the cotangents of uniform values.
    pub uniforms: usize,
    /// From parameters to prepared numbers.
    pub prepare: Plan,
    /// The density direction.
    pub density: DirectionPlan,
    /// The sampling direction.
    pub sampling: Option<DirectionPlan>,
    /// From cotangents of uniform values to those of parameters.
    pub uniform_vjp: Plan,
}

/// Where the uniform numbers of a kind lie.
pub(super) struct Layout {
    pub(super) parameters: Vec<usize>,
    parameters_len: usize,
    computed: BTreeMap<Value, usize>,
    panels: BTreeMap<(Value, bool), (usize, Option<Stairs>)>,
    prepared_len: usize,
    cotangents: BTreeMap<Value, usize>,
    cotangents_len: usize,
}

fn layout(kind: &Kind) -> Layout {
    let graph = &kind.graph;
    let mut parameters = Vec::new();
    let mut parameters_len = 0;
    for shape in &kind.parameters {
        parameters.push(parameters_len);
        parameters_len += shape.size();
    }
    let mut out = Layout {
        parameters,
        parameters_len,
        computed: BTreeMap::new(),
        panels: BTreeMap::new(),
        prepared_len: 0,
        cotangents: BTreeMap::new(),
        cotangents_len: 0,
    };
    let mut take = |len: usize| {
        let at = out.prepared_len;
        out.prepared_len += len.next_multiple_of(ALIGNMENT);
        at
    };
    for value in &kind.uniforms {
        let e = graph.at(*value);
        if !matches!(e.op(), Op::Leaf(_)) {
            out.computed.insert(*value, take(e.size()));
            out.cotangents.insert(*value, out.cotangents_len);
            out.cotangents_len += e.size();
        }
    }
    for func in kind.funcs() {
        for value in func.order(graph) {
            if let Op::MatMul { transposed, stairs } = graph.node(value).op {
                let matrix = graph.at(graph.node(value).args[0]);
                let shape = matrix.shape();
                let (rows, columns) =
                    (shape.extents()[usize::from(transposed)], shape.extents()[usize::from(!transposed)]);
                let len = rows.next_multiple_of(PANEL_ROWS) * columns;
                out.panels.entry((matrix.value, transposed)).or_insert_with(|| (take(len), stairs));
            }
        }
    }
    out
}

/// The plans of a kind of layer, verified.
pub fn plan_kind(kind: &Kind) -> KindPlan {
    let plan = plans(kind);
    let directions = [Some(&plan.density), plan.sampling.as_ref()];
    let of_samples = directions.into_iter().flatten().flat_map(DirectionPlan::plans);
    [&plan.prepare, &plan.uniform_vjp].into_iter().chain(of_samples).for_each(verify);
    plan
}

fn plans(kind: &Kind) -> KindPlan {
    let layout = layout(kind);
    KindPlan {
        name: kind.name.clone(),
        parameters: layout.parameters_len,
        prepared: layout.prepared_len,
        uniforms: layout.cotangents_len,
        prepare: prepare(kind, &layout),
        density: plan_direction(kind, &kind.density, &layout),
        sampling: kind.sampling.as_ref().map(|s| plan_direction(kind, s, &layout)),
        uniform_vjp: uniform_vjp(kind, &layout),
    }
}

pub(super) fn leaf_number(graph: &Graph, value: Value) -> Option<(usize, String)> {
    match &graph.node(value).op {
        Op::Leaf(Leaf::Parameter(number, name)) => Some((*number, name.clone())),
        _ => None,
    }
}

/// Every parameter that the roots need, as a buffer.
fn give_parameters(s: &mut Scheduler, graph: &Graph, roots: &[Value], layout: &Layout) -> BTreeMap<Value, BufferId> {
    let mut out = BTreeMap::new();
    for value in graph.order(roots) {
        if let Some((number, name)) = leaf_number(graph, value) {
            let rows = graph.node(value).shape.size();
            let buffer = s.buffer(&name, rows, Place::Parameters(layout.parameters[number]));
            s.given(value, buffer);
            out.insert(value, buffer);
        }
    }
    out
}

fn prepare(kind: &Kind, layout: &Layout) -> Plan {
    let graph = &kind.graph;
    let mut s = Scheduler::new(graph, false);
    let matrices: Vec<Value> = layout.panels.keys().map(|k| k.0).collect();
    let roots: Vec<Value> = layout.computed.keys().copied().chain(matrices).collect();
    let given = give_parameters(&mut s, graph, &roots, layout);
    let mut goals = Vec::new();
    for (value, at) in &layout.computed {
        let e = graph.at(*value);
        let name = name_of(e);
        let buffer = s.buffer(&name, e.size(), Place::Prepared(*at));
        goals.push(Goal { value: *value, buffer, mode: Mode::Write });
    }
    let mut packs = Vec::new();
    for ((matrix, transposed), (at, stairs)) in &layout.panels {
        let shape = graph.node(*matrix).shape.clone();
        let [rows, columns] = [shape.extents()[0], shape.extents()[1]];
        let (across, along) = if *transposed { (columns, rows) } else { (rows, columns) };
        let len = across.next_multiple_of(PANEL_ROWS) * along;
        let to = s.buffer(&panel_name(graph, *matrix, *transposed), len, Place::Prepared(*at));
        if let Some(from) = given.get(matrix) {
            packs.push(Step::Pack { from: *from, to, rows, columns, transposed: *transposed, stairs: *stairs });
        }
    }
    let mut plan = s.plan("prepare", "parameters → what all samples share", &goals);
    plan.steps.extend(packs);
    plan
}

fn panel_name(graph: &Graph, matrix: Value, transposed: bool) -> String {
    let name = leaf_number(graph, matrix).map_or("matrix".into(), |(_, name)| name);
    format!("{name}{}", if transposed { "_transposed" } else { "_panels" })
}

fn uniform_vjp(kind: &Kind, layout: &Layout) -> Plan {
    let graph = &kind.graph;
    let mut s = Scheduler::new(graph, false);
    let func = &kind.uniform_vjp;
    give_parameters(&mut s, graph, &func.values(), layout);
    let order = func.order(graph);
    for (value, at) in &layout.cotangents {
        let leaf = uniform_cotangent(graph, *value);
        if order.contains(&leaf.value) {
            let name = name_of(graph.at(*value));
            let buffer = s.buffer(&format!("{name}_cotangent"), leaf.size(), Place::UniformCotangent(*at));
            s.given(leaf.value, buffer);
        }
    }
    let mut goals = Vec::new();
    for output in &func.outputs {
        let number: usize = output.name.trim_start_matches("parameter ").parse().unwrap_or_default();
        let place = Place::ParameterCotangent(layout.parameters[number]);
        let buffer = s.buffer(&format!("parameter_{number}_cotangent"), kind.parameters[number].size(), place);
        goals.push(Goal { value: output.value, buffer, mode: Mode::Add });
    }
    s.plan("uniform_vjp", &func.doc, &goals)
}

/// States where all leaves and uniform values of a function of samples lie.
pub(super) fn give_leaves(s: &mut Scheduler, kind: &Kind, roots: &[Value], layout: &Layout, leaves: &[(&str, Place)]) {
    let graph = &kind.graph;
    for value in graph.order(roots) {
        let e = graph.at(value);
        match e.op() {
            Op::Leaf(Leaf::Varying(name)) => {
                if let Some((_, place)) = leaves.iter().find(|(n, _)| *n == name) {
                    let buffer = s.buffer(&name, e.size(), place.clone());
                    s.given(value, buffer);
                }
            }
            Op::MatMul { transposed, .. } => {
                let matrix = e.arg(0).value;
                let shape = graph.node(matrix).shape.clone();
                let (rows, columns) =
                    (shape.extents()[usize::from(transposed)], shape.extents()[usize::from(!transposed)]);
                let (at, _) = layout.panels[&(matrix, transposed)];
                let len = rows.next_multiple_of(PANEL_ROWS) * columns;
                let buffer = s.buffer(&panel_name(graph, matrix, transposed), len, Place::Prepared(at));
                s.packed(matrix, transposed, buffer);
            }
            _ => {}
        }
    }
    for value in &kind.uniforms {
        let e = graph.at(*value);
        if let Some((number, name)) = leaf_number(graph, *value) {
            if e.shape().extents().len() < 2 {
                let buffer = s.buffer(&name, e.size(), Place::Parameters(layout.parameters[number]));
                s.given(*value, buffer);
            }
        } else {
            let name = name_of(e);
            let buffer = s.buffer(&name, e.size(), Place::Prepared(layout.computed[value]));
            s.given(*value, buffer);
        }
    }
}

/// The terms of a sum.
pub(super) fn terms(e: Expr<'_>) -> Vec<Expr<'_>> {
    match e.op() {
        Op::Binary(Binary::Add) if !e.arg(1).is(0.0) && e.arg(0).shape() == e.arg(1).shape() => {
            [terms(e.arg(0)), terms(e.arg(1))].concat()
        }
        Op::Binary(Binary::Sub) if e.arg(0).shape() == e.arg(1).shape() => [terms(e.arg(0)), terms(-e.arg(1))].concat(),
        _ if e.is(0.0) => vec![],
        _ => vec![e],
    }
}

fn plan_direction(kind: &Kind, direction: &Directional, layout: &Layout) -> DirectionPlan {
    let graph = &kind.graph;
    let (name, doc) = (&direction.apply.name, &direction.apply.doc);
    if let Some(solve) = &direction.solve {
        return DirectionPlan { apply: plan_levels(kind, direction, solve, layout), backward: None };
    }
    let apply = plan_apply(kind, direction, layout, name, doc, None);
    let backward = direction.vjp.as_ref().map(|func| {
        let tape = kept(graph, func);
        let (vjp, tape, reductions) = plan_vjp(kind, func, layout, tape);
        let doc = format!("{doc}; keeps what the cotangents need");
        let mut taped = plan_apply(kind, direction, layout, &format!("{name}_tape"), &doc, Some(&tape));
        taped.tape = tape.regions;
        BackwardPlan { tape: taped, vjp, reductions }
    });
    DirectionPlan { apply, backward }
}

fn plan_apply(
    kind: &Kind,
    direction: &Directional,
    layout: &Layout,
    name: &str,
    doc: &str,
    tape: Option<&Tape>,
) -> Plan {
    let graph = &kind.graph;
    let mut s = Scheduler::new(graph, true);
    let ladj_terms: Vec<Expr> = direction.apply.output("ladj").map(|v| terms(graph.at(v))).unwrap_or_default();
    let mut roots: Vec<Value> = direction.apply.values();
    roots.extend(ladj_terms.iter().map(|t| t.value));
    roots.push(direction.argument);
    let argument = match graph.node(direction.argument).op.clone() {
        Op::Leaf(Leaf::Varying(name)) => name,
        _ => String::new(),
    };
    give_leaves(&mut s, kind, &roots, layout, &[(&argument, Place::Input), ("context", Place::Context)]);
    let mut goals = Vec::new();
    for output in &direction.apply.outputs {
        if output.name != "ladj" {
            let buffer = s.buffer(&output.name, graph.node(output.value).shape.size(), Place::Output);
            goals.push(Goal { value: output.value, buffer, mode: Mode::Write });
        }
    }
    for (value, row) in tape.into_iter().flat_map(|t| &t.rows) {
        let e = graph.at(*value);
        if is_cotangent(e) {
            continue;
        }
        let leaf = matches!(e.op(), Op::Leaf(_));
        let name = if leaf { format!("{}_kept", name_of(e)) } else { name_of(e) };
        let buffer = s.buffer(&name, e.size(), Place::Tape(*row));
        goals.push(Goal { value: *value, buffer, mode: Mode::Write });
    }
    if !ladj_terms.is_empty() {
        let ladj = s.buffer("ladj", 1, Place::Ladj);
        goals.extend(ladj_terms.iter().map(|t| Goal { value: t.value, buffer: ladj, mode: Mode::Add }));
    }
    // Kept values first: what else needs them reads them where they are kept.
    goals.sort_by_key(|g| !s.is_tape(g.buffer));
    s.plan(name, doc, &goals)
}

fn plan_vjp(kind: &Kind, func: &Func, layout: &Layout, mut tape: Tape) -> (Plan, Tape, Vec<Reduction>) {
    let graph = &kind.graph;
    let mut s = Scheduler::new(graph, true);
    let mut roots = func.values();
    let mut reductions = Vec::new();
    let mut kept_cotangents: Vec<(Value, usize)> = Vec::new();
    let mut row_of = |e: Expr, tape: &mut Tape| {
        let known = tape.rows.contains_key(&e.value);
        let row = contiguous_row(e, tape);
        if !known && is_cotangent(e) {
            kept_cotangents.push((e.value, row));
        }
        row
    };
    for output in &func.outputs {
        let Some(number) = output.name.strip_prefix("uniform ") else { continue };
        let uniform = Value(number.parse().unwrap_or_default());
        let target = match leaf_number(graph, uniform) {
            Some((number, _)) => Target::Parameters(layout.parameters[number]),
            None => Target::Uniform(layout.cotangents[&uniform]),
        };
        for (i, term) in terms(graph.at(output.value)).into_iter().enumerate() {
            roots.push(term.value);
            let add = i > 0;
            reductions.push(if let Op::Outer { stairs } = term.op() {
                let (a, b) = (term.arg(0), term.arg(1));
                let (a_row, b_row) = (row_of(a, &mut tape), row_of(b, &mut tape));
                Reduction::Outer {
                    matrix: target,
                    bias: None,
                    a: a_row,
                    b: b_row,
                    rows: a.size(),
                    columns: b.size(),
                    stairs,
                    add,
                }
            } else {
                Reduction::Sum { target, at: row_of(term, &mut tape), rows: term.size(), add }
            });
        }
    }
    let leaves = [(RESULT_COTANGENT, Place::Input), (LADJ_COTANGENT, Place::Ladj), ("context", Place::Context)];
    give_leaves(&mut s, kind, &roots, layout, &leaves);
    let mut goals = Vec::new();
    for (value, row) in &tape.rows {
        let e = graph.at(*value);
        let name = name_of(e);
        if is_cotangent(e) {
            let buffer = s.buffer(&format!("{name}_cotangent"), e.size(), Place::Tape(*row));
            goals.push(Goal { value: *value, buffer, mode: Mode::Write });
        } else {
            let buffer = s.buffer(&name, e.size(), Place::Tape(*row));
            s.given(*value, buffer);
        }
    }
    for output in &func.outputs {
        let size = graph.node(output.value).shape.size();
        match output.name.as_str() {
            "argument" => {
                let buffer = s.buffer("argument_cotangent", size, Place::Output);
                goals.push(Goal { value: output.value, buffer, mode: Mode::Write });
            }
            "context" => {
                let buffer = s.buffer("context_cotangent", size, Place::ContextCotangent);
                goals.push(Goal { value: output.value, buffer, mode: Mode::Add });
            }
            _ => {}
        }
    }
    let mut plan = s.plan(&func.name, &func.doc, &goals);
    plan.tape = tape.regions.clone();
    (plan, tape, pair_biases(reductions))
}

/// The first row of a value that lies on the tape as neighbouring rows; it is put there where it does not.
fn contiguous_row(e: Expr, tape: &mut Tape) -> usize {
    if let (Op::Gather(index), false) = (e.op(), tape.rows.contains_key(&e.value))
        && let Some(start) = index.contiguous()
        && tape.rows.contains_key(&e.arg(0).value)
    {
        return contiguous_row(e.arg(0), tape) + start;
    }
    tape.keep(e)
}

/// A bias whose cotangent is an operand of an outer product is summed beside it.
fn pair_biases(mut reductions: Vec<Reduction>) -> Vec<Reduction> {
    let sums: Vec<Reduction> = reductions.clone();
    for sum in sums {
        let Reduction::Sum { target, at, rows, add: false } = sum else { continue };
        let partner = reductions.iter_mut().find_map(|r| match r {
            Reduction::Outer { bias: bias @ None, a, rows: n, add: false, .. } if (*a, *n) == (at, rows) => Some(bias),
            _ => None,
        });
        if let Some(bias) = partner {
            *bias = Some(target);
            reductions.retain(|r| *r != sum);
        }
    }
    reductions
}
