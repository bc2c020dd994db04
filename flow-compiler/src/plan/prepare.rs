//! From parameters to the numbers that all samples share, and back from their cotangents.

use std::collections::BTreeMap;

use super::layout::{Layout, leaf_number};
use super::reductions::terms;
use super::schedule::{Goal, Scheduler, name_of};
use super::step::{BufferId, Mode, Place, Plan, Step};
use crate::ir::{Graph, Value};
use crate::lower::uniform::uniform_cotangent;
use crate::lower::{Kind, Role};

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

/// The function from parameters to prepared numbers: computed values, then matrices in panels, then
/// matrices with rows and columns exchanged.
pub(super) fn prepare(kind: &Kind, layout: &Layout) -> Plan {
    let graph = &kind.graph;
    let mut s = Scheduler::new(graph, false);
    let matrices = layout.panels.keys().map(|matrix| matrix.weight);
    let roots: Vec<Value> = layout.computed.keys().copied().chain(matrices).collect();
    let mut given = give_parameters(&mut s, graph, &roots, layout);
    let mut goals = Vec::new();
    for (value, at) in &layout.computed {
        let e = graph.at(*value);
        let buffer = s.buffer(&name_of(e), e.size(), Place::Prepared(*at));
        goals.push(Goal { value: *value, buffer, mode: Mode::Write });
        given.insert(*value, buffer);
    }
    let mut packs = Vec::new();
    let mut inverses = BTreeMap::new();
    for (pair @ (weight, diagonal), at) in &layout.inverses {
        let name = format!("{}_inverse", name_of(graph.at(*weight)));
        let out = s.buffer(&name, graph.node(*weight).shape.size(), Place::Prepared(*at));
        let stairs = layout.triangle(pair);
        packs.push(Step::TriangularInverse {
            out,
            matrix: given[weight],
            diagonal: given.get(diagonal).copied(),
            stairs,
        });
        inverses.insert(*pair, out);
    }
    for (matrix, panels) in &layout.panels {
        // Rows and columns are those of the matrix as it is stored.
        let [rows, columns] = panels.of.matrix(&graph.node(matrix.weight).shape, false);
        let to = s.buffer(&matrix.name(graph), matrix.panels_len(graph, panels.of), Place::Prepared(panels.at));
        let from = match matrix.inverse_with {
            Some(diagonal) => inverses.get(&(matrix.weight, diagonal)),
            None => given.get(&matrix.weight),
        };
        if let Some(from) = from {
            packs.push(Step::Pack { from: *from, to, rows, columns, transposed: matrix.transposed, of: panels.of });
        }
    }
    for (matrix, at) in &layout.exchanged {
        let [rows, columns] = extents(graph, *matrix);
        let to = s.buffer(&format!("{}_exchanged", name_of(graph.at(*matrix))), rows * columns, Place::Prepared(*at));
        if let Some(from) = given.get(matrix) {
            packs.push(Step::Transpose { from: *from, to, rows, columns });
        }
    }
    let mut plan = s.plan("prepare", "parameters → what all samples share", &goals);
    plan.steps.extend(packs);
    plan
}

fn extents(graph: &Graph, matrix: Value) -> [usize; 2] {
    let shape = graph.node(matrix).shape.clone();
    [shape.extents()[0], shape.extents()[1]]
}

/// The function from cotangents of uniform values to those of parameters.
pub(super) fn uniform_vjp(kind: &Kind, layout: &Layout) -> Plan {
    let graph = &kind.graph;
    let mut s = Scheduler::new(graph, false);
    let func = &kind.uniform_vjp;
    give_parameters(&mut s, graph, &func.values(), layout);
    let order = func.order(graph);
    for (value, at) in &layout.cotangents {
        let leaf = uniform_cotangent(graph, *value);
        if order.contains(&leaf.value) {
            let name = format!("{}_cotangent", name_of(graph.at(*value)));
            let buffer = s.buffer(&name, leaf.size(), Place::UniformCotangent(*at));
            s.given(leaf.value, buffer);
        }
    }
    let mut goals = Vec::new();
    for output in &func.outputs {
        let Role::Cotangent(of) = &output.role else { continue };
        let Role::Parameter(number) = **of else { continue };
        let place = Place::ParameterCotangent(layout.parameters[number]);
        let buffer = s.buffer(&format!("parameter_{number}_cotangent"), kind.parameters[number].size(), place);
        let whole = graph.at(output.value);
        // Sums of outer products are added one by one: none of them is ever a matrix of its own.
        let parts = if whole.shape().extents().len() >= 2 { terms(whole) } else { vec![whole] };
        goals.extend(parts.iter().map(|part| Goal { value: part.value, buffer, mode: Mode::Add }));
    }
    s.plan("uniform_vjp", &func.doc, &goals)
}
