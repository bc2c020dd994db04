//! All plans of one kind of layer, and where its numbers lie.

use std::collections::{BTreeMap, BTreeSet};

use super::invert::{is_cheaper, undone};
use super::levels::solve_steps;
use super::schedule::{Goal, Scheduler, name_of};
use super::tape::{Tape, is_cotangent, kept};
use super::verify::verify;
use super::{BufferId, Mode, Place, Plan, Step};
use crate::ir::{Binary, Expr, Func, Graph, Leaf, Op, Value};
use crate::lower::{Directional, Kind, LADJ_COTANGENT, RESULT_COTANGENT, uniform_cotangent};
use crate::shape::{Contraction, Shape, Stairs};
use crate::vocabulary::{Direction, dropout_leaf};

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

impl Target {
    /// So many elements further on.
    fn after(self, n: usize) -> Self {
        match self {
            Target::Parameters(at) => Target::Parameters(at + n),
            Target::Uniform(at) => Target::Uniform(at + n),
        }
    }
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
    /// The same, keeping what the cotangents need.
    pub tape: Plan,
    /// Cotangents.
    pub vjp: Plan,
    /// What is then summed over samples.
    pub reductions: Vec<Reduction>,
    /// Whether the argument is kept, in the first rows of the tape.
    pub keeps_argument: bool,
    /// The same without the argument, for places where the next layer keeps what comes out, and cheaper there.
    pub undone: Option<Box<DirectionPlan>>,
}

impl DirectionPlan {
    /// Its plans.
    pub fn plans(&self) -> [&Plan; 3] {
        [&self.apply, &self.tape, &self.vjp]
    }

    /// Rows of tape.
    pub fn tape_rows(&self) -> usize {
        self.tape.tape.iter().sum()
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
    /// Units that training may switch off.
    pub dropouts: usize,
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
    exchanged: BTreeMap<Value, usize>,
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
        exchanged: BTreeMap::new(),
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
    let directions = [Some(&kind.density), kind.sampling.as_ref()];
    let multipliers = directions.into_iter().flatten().filter_map(|d| d.multiplier());
    let backwards: BTreeSet<Value> = multipliers.flat_map(|f| f.order(graph)).collect();
    for func in kind.funcs() {
        for value in func.order(graph) {
            if let Op::Product { of: Contraction::Matrix(stairs), transposed } = graph.node(value).op {
                let matrix = graph.at(graph.node(value).args[0]);
                let shape = matrix.shape();
                if transposed && backwards.contains(&value) {
                    out.exchanged.entry(matrix.value).or_insert_with(|| take(shape.size()));
                }
                let (rows, columns) =
                    (shape.extents()[usize::from(transposed)], shape.extents()[usize::from(!transposed)]);
                let len = rows.next_multiple_of(PANEL_ROWS) * columns;
                out.panels.entry((matrix.value, transposed)).or_insert_with(|| (take(len), stairs));
            }
        }
    }
    out
}

impl Layout {
    /// Where a matrix lies row by row; transposed, where it was prepared with rows and columns exchanged.
    pub(super) fn rows_of_matrix(&self, graph: &Graph, matrix: Value, transposed: bool) -> Place {
        match (leaf_number(graph, matrix), transposed) {
            (Some((number, _)), false) => Place::Parameters(self.parameters[number]),
            _ => Place::Prepared(self.exchanged[&matrix]),
        }
    }
}

/// The plans of a kind of layer, verified.
pub fn plan_kind(kind: &Kind) -> KindPlan {
    let plan = plans(kind);
    let directions: Vec<&DirectionPlan> = [Some(&plan.density), plan.sampling.as_ref()].into_iter().flatten().collect();
    let undone = directions.iter().filter_map(|d| d.undone.as_deref());
    let of_samples = directions.iter().copied().chain(undone).flat_map(DirectionPlan::plans);
    [&plan.prepare, &plan.uniform_vjp].into_iter().chain(of_samples).for_each(verify);
    plan
}

fn plans(kind: &Kind) -> KindPlan {
    let layout = layout(kind);
    // What was declared leads back from what was derived.
    let to_data = kind.sampling.as_ref().filter(|_| kind.explicit == Direction::Forward);
    let to_base = Some(&kind.density).filter(|_| kind.explicit == Direction::Inverse);
    KindPlan {
        name: kind.name.clone(),
        parameters: layout.parameters_len,
        prepared: layout.prepared_len,
        uniforms: layout.cotangents_len,
        dropouts: kind.dropouts.iter().map(|d| d.units).sum(),
        prepare: prepare(kind, &layout),
        density: plan_direction(kind, &kind.density, to_data, &layout),
        sampling: kind.sampling.as_ref().map(|s| plan_direction(kind, s, to_base, &layout)),
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
    let matrices = layout.panels.keys().map(|k| k.0);
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
    for (matrix, at) in &layout.exchanged {
        let shape = graph.node(*matrix).shape.clone();
        let [rows, columns] = [shape.extents()[0], shape.extents()[1]];
        let to = s.buffer(&format!("{}_exchanged", name_of(graph.at(*matrix))), shape.size(), Place::Prepared(*at));
        if let Some(from) = given.get(matrix) {
            packs.push(Step::Transpose { from: *from, to, rows, columns });
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
        let whole = graph.at(output.value);
        // Sums of outer products are added one by one: none of them is ever a matrix of its own.
        let parts = if whole.shape().extents().len() == 2 { terms(whole) } else { vec![whole] };
        goals.extend(parts.iter().map(|part| Goal { value: part.value, buffer, mode: Mode::Add }));
    }
    s.plan("uniform_vjp", &func.doc, &goals)
}

/// The name of a leaf of samples, by which [`give_leaves`] finds it.
fn leaf_name(graph: &Graph, leaf: Value) -> String {
    match &graph.node(leaf).op {
        Op::Leaf(Leaf::Varying(name)) => name.clone(),
        _ => String::new(),
    }
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
            Op::Product { transposed, .. } => {
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
    terms_down_to(e, &|_| false)
}

/// The terms of a sum of which some are not taken apart.
fn terms_down_to<'g>(e: Expr<'g>, whole: &dyn Fn(Expr<'g>) -> bool) -> Vec<Expr<'g>> {
    let of = |e: Expr<'g>| terms_down_to(e, whole);
    match e.op() {
        _ if e.is(0.0) => vec![],
        _ if whole(e) => vec![e],
        Op::Binary(Binary::Add) if !e.arg(1).is(0.0) && e.arg(0).shape() == e.arg(1).shape() => {
            [of(e.arg(0)), of(e.arg(1))].concat()
        }
        // What was prepared is read as it is: its negative was not.
        Op::Binary(Binary::Sub) if whole(e.arg(1)) && e.arg(1).constant().is_none() => vec![e],
        Op::Binary(Binary::Sub) if e.arg(0).shape() == e.arg(1).shape() => [of(e.arg(0)), of(-e.arg(1))].concat(),
        _ => vec![e],
    }
}

/// A direction, with the plan that finds its argument by the declared one, where this is another and that is worth it.
fn plan_direction(
    kind: &Kind,
    direction: &Directional,
    declared: Option<&Directional>,
    layout: &Layout,
) -> DirectionPlan {
    let with = |cotangents: &Func, result: Option<Value>| direction_with(kind, direction, layout, cotangents, result);
    let plan = with(&direction.vjp, None).expect("cotangents need nothing but the argument");
    let undone = declared.filter(|_| plan.keeps_argument).and_then(|declared| {
        let (cotangents, result) = undone(kind, direction, declared)?;
        with(&cotangents, Some(result)).filter(|undone| is_cheaper(undone, &plan))
    });
    DirectionPlan { undone: undone.map(Box::new), ..plan }
}

/// A direction with cotangents that may read the result; nothing where something would have to be kept that only the result tells.
fn direction_with(
    kind: &Kind,
    direction: &Directional,
    layout: &Layout,
    cotangents: &Func,
    result: Option<Value>,
) -> Option<DirectionPlan> {
    let graph = &kind.graph;
    let (name, doc) = (&direction.apply.name, &direction.apply.doc);
    let solved = direction.vjp_solve.as_ref().map(|s| s.value);
    let tape = kept(graph, cotangents, solved, direction.argument, result);
    let (vjp, tape, reductions) = plan_vjp(kind, direction, (cotangents, result), layout, tape);
    // What only the result tells is not there yet when the tape is written.
    let is_late = |e: Expr| !is_cotangent(e) && result.is_some_and(|leaf| e.needs(graph.at(leaf)));
    if tape.rows.keys().any(|value| is_late(graph.at(*value))) {
        return None;
    }
    let apply = plan_apply(kind, direction, layout, name, doc, None);
    let doc = format!("{doc}; keeps what the cotangents need");
    let mut taped = plan_apply(kind, direction, layout, &format!("{name}_tape"), &doc, Some(&tape));
    let keeps_argument = tape.rows.get(&direction.argument) == Some(&0);
    taped.tape = tape.regions;
    Some(DirectionPlan { apply, tape: taped, vjp, reductions, keeps_argument, undone: None })
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
    let (func, solve) = match tape {
        None => (&direction.apply, &direction.solve),
        Some(_) => (&direction.taped, &direction.taped_solve),
    };
    // What all samples share was prepared as a whole.
    let uniform = |e: Expr| !e.node().varying;
    let ladj_terms: Vec<Expr> = func.output("ladj").map(|v| terms_down_to(graph.at(v), &uniform)).unwrap_or_default();
    let mut roots: Vec<Value> = func.values();
    roots.extend(ladj_terms.iter().map(|t| t.value));
    roots.push(direction.argument);
    roots.extend(solve.iter().map(|s| s.value));
    let argument = leaf_name(graph, direction.argument);
    give_leaves(&mut s, kind, &roots, layout, &[(&argument, Place::Input), ("context", Place::Context)]);
    let mut before = give_dropouts(&mut s, kind, &roots, tape);
    if let Some(solve) = solve {
        let kept = tape.into_iter().flat_map(|t| t.rows.keys().copied()).filter(|v| !is_cotangent(graph.at(*v)));
        // What the outputs read is there for them too, and is no activation's own.
        s.fuse(&[solve.value].into_iter().chain(kept).chain(roots.iter().copied()).collect::<Vec<_>>());
        before.extend(solve_steps(&mut s, graph, solve, layout, tape));
    }
    let mut goals = Vec::new();
    for output in &func.outputs {
        if output.name != "ladj" {
            let buffer = s.buffer(&output.name, graph.node(output.value).shape.size(), Place::Output);
            goals.push(Goal { value: output.value, buffer, mode: Mode::Write });
        }
    }
    for (value, row) in tape.into_iter().flat_map(|t| &t.rows) {
        let e = graph.at(*value);
        if is_cotangent(e) || s.lies_on_tape(*value) {
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
    s.plan_after(before, name, doc, &goals)
}

/// What the function's dropouts multiply by, computed first.
fn give_dropouts(s: &mut Scheduler, kind: &Kind, roots: &[Value], tape: Option<&Tape>) -> Vec<Step> {
    let graph = &kind.graph;
    let read = graph.order(roots);
    let (mut first, mut steps) = (0, Vec::new());
    for (k, dropout) in kind.dropouts.iter().enumerate() {
        let leaf = graph.varying(&dropout_leaf(k), Shape::vector(dropout.units));
        if read.contains(&leaf.value) {
            let kept = tape.and_then(|t| t.rows.get(&leaf.value));
            let place = kept.map_or(Place::Scratch(usize::MAX), |row| Place::Tape(*row));
            let out = s.buffer(&dropout_leaf(k), dropout.units, place);
            s.given(leaf.value, out);
            steps.push(Step::Dropout { out, first, rate: dropout.rate });
        }
        first += dropout.units;
    }
    steps
}

fn plan_vjp(
    kind: &Kind,
    direction: &Directional,
    (func, result): (&Func, Option<Value>),
    layout: &Layout,
    mut tape: Tape,
) -> (Plan, Tape, Vec<Reduction>) {
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
        let whole = graph.at(output.value);
        // Sums of outer products are taken apart, since none of them lies on the tape; other sums are one number each.
        let parts = if whole.shape().extents().len() == 2 { terms(whole) } else { vec![whole] };
        for (i, term) in parts.into_iter().enumerate() {
            roots.push(term.value);
            let add = i > 0;
            reductions.push(if let Op::Outer { of: Contraction::Matrix(stairs) } = term.op() {
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
    let mut leaves = vec![(RESULT_COTANGENT, Place::Input), (LADJ_COTANGENT, Place::Ladj), ("context", Place::Context)];
    let result_name = result.map(|leaf| leaf_name(graph, leaf));
    leaves.extend(result_name.iter().map(|name| (name.as_str(), Place::Result)));
    roots.extend(direction.vjp_solve.iter().map(|s| s.value));
    give_leaves(&mut s, kind, &roots, layout, &leaves);
    let kept = tape.rows.iter().map(|(value, row)| (graph.at(*value), *row));
    let (cotangents, values): (Vec<(Expr, usize)>, _) = kept.partition(|(e, _)| is_cotangent(*e));
    for (e, row) in values {
        let buffer = s.buffer(&name_of(e), e.size(), Place::Tape(row));
        s.given(e.value, buffer);
    }
    let mut before = Vec::new();
    if let Some(solve) = &direction.vjp_solve {
        s.fuse(&[solve.value].into_iter().chain(cotangents.iter().map(|c| c.0.value)).collect::<Vec<_>>());
        before = solve_steps(&mut s, graph, solve, layout, Some(&tape));
    }
    let mut goals = Vec::new();
    for (e, row) in cotangents {
        if !s.lies_on_tape(e.value) {
            let buffer = s.buffer(&format!("{}_cotangent", name_of(e)), e.size(), Place::Tape(row));
            goals.push(Goal { value: e.value, buffer, mode: Mode::Write });
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
    let mut plan = s.plan_after(before, &func.name, &func.doc, &goals);
    plan.tape = tape.regions.clone();
    (plan, tape, joined(pair_biases(reductions)))
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

/// Sums of neighbouring rows to neighbouring places are one sum.
fn joined(reductions: Vec<Reduction>) -> Vec<Reduction> {
    let added = |t: Target| {
        reductions.iter().any(|r| {
            matches!(r, Reduction::Outer { matrix, add: true, .. } if *matrix == t)
                || matches!(r, Reduction::Sum { target, add: true, .. } if *target == t)
        })
    };
    let mut out: Vec<Reduction> = Vec::new();
    for reduction in &reductions {
        let follows = |before: &&mut Reduction| match (&**before, reduction) {
            (
                Reduction::Sum { target: t, at: a, rows: n, add: false },
                Reduction::Sum { target, at, add: false, .. },
            ) => t.after(*n) == *target && a + n == *at && !added(*t) && !added(*target),
            _ => false,
        };
        match (out.iter_mut().find(follows), reduction) {
            (Some(Reduction::Sum { rows, .. }), Reduction::Sum { rows: more, .. }) => *rows += more,
            _ => out.push(*reduction),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sum(target: Target, at: usize, rows: usize, add: bool) -> Reduction {
        Reduction::Sum { target, at, rows, add }
    }

    #[test]
    fn neighbouring_sums_are_one_where_nothing_is_added_to_them() {
        use Target::{Parameters, Uniform};
        let three = [sum(Uniform(0), 4, 1, false), sum(Uniform(1), 5, 2, false), sum(Uniform(3), 7, 1, false)];
        assert_eq!(joined(three.to_vec()), [sum(Uniform(0), 4, 4, false)]);
        let apart = [sum(Uniform(0), 4, 1, false), sum(Parameters(1), 5, 1, false), sum(Uniform(2), 6, 1, false)];
        assert_eq!(joined(apart.to_vec()), apart);
        let gap = [sum(Uniform(0), 4, 1, false), sum(Uniform(1), 6, 1, false)];
        assert_eq!(joined(gap.to_vec()), gap);
        let added = [sum(Uniform(0), 4, 1, false), sum(Uniform(1), 5, 1, false), sum(Uniform(1), 8, 1, true)];
        assert_eq!(joined(added.to_vec()), added);
    }
}
