//! Where the numbers of a kind lie that all samples share: parameters, prepared numbers,
//! cotangents.

use std::collections::{BTreeMap, BTreeSet};

use super::step::Place;
use crate::ir::{Graph, Leaf, Op, Value};
use crate::lower::{Directional, Kind};
use crate::shape::Contraction;

/// Rows of a panel of a packed matrix; the runtime's number, and a test compares them.
pub const PANEL_ROWS: usize = 16;
/// Regions of prepared numbers begin at multiples of this.
const ALIGNMENT: usize = 16;

/// A matrix in panels: where they begin, and how the matrix lies.
#[derive(Clone, Copy)]
pub(super) struct Panels {
    pub(super) at: usize,
    pub(super) of: Contraction,
}

/// Where the uniform numbers of a kind lie.
pub(super) struct Layout {
    /// Where each parameter begins.
    pub(super) parameters: Vec<usize>,
    pub(super) parameters_len: usize,
    /// Where each computed uniform value begins among the prepared numbers.
    pub(super) computed: BTreeMap<Value, usize>,
    /// Where each matrix lies in panels, by whether these hold the transposed one.
    pub(super) panels: BTreeMap<(Value, bool), Panels>,
    /// Where each matrix lies with rows and columns exchanged.
    pub(super) exchanged: BTreeMap<Value, usize>,
    pub(super) prepared_len: usize,
    /// Where the cotangent of each computed uniform value begins.
    pub(super) cotangents: BTreeMap<Value, usize>,
    pub(super) cotangents_len: usize,
}

/// The length of a matrix in panels.
pub(super) fn panels_len(graph: &Graph, matrix: Value, of: Contraction, transposed: bool) -> usize {
    let (matrices, [rows, columns]) = of.packed(&graph.node(matrix).shape, transposed);
    matrices * rows.next_multiple_of(PANEL_ROWS) * columns
}

/// The number and the name of a parameter.
pub(super) fn leaf_number(graph: &Graph, value: Value) -> Option<(usize, String)> {
    match &graph.node(value).op {
        Op::Leaf(Leaf::Parameter(number, name)) => Some((*number, name.clone())),
        _ => None,
    }
}

impl Layout {
    /// Lays out a kind: parameters as they are declared, prepared numbers in the order of their
    /// values.
    pub(super) fn of(kind: &Kind) -> Self {
        let mut out = Layout {
            parameters: Vec::new(),
            parameters_len: 0,
            computed: BTreeMap::new(),
            panels: BTreeMap::new(),
            exchanged: BTreeMap::new(),
            prepared_len: 0,
            cotangents: BTreeMap::new(),
            cotangents_len: 0,
        };
        for shape in &kind.parameters {
            out.parameters.push(out.parameters_len);
            out.parameters_len += shape.size();
        }
        for value in &kind.uniforms {
            let e = kind.graph.at(*value);
            if !matches!(e.op(), Op::Leaf(_)) {
                let at = out.take(e.size());
                out.computed.insert(*value, at);
                out.cotangents.insert(*value, out.cotangents_len);
                out.cotangents_len += e.size();
            }
        }
        out.matrices(kind);
        out
    }

    /// Finds room for the matrices of all products.
    fn matrices(&mut self, kind: &Kind) {
        let graph = &kind.graph;
        let multipliers = kind.directions().filter_map(Directional::multiplier);
        let backwards: BTreeSet<Value> = multipliers.flat_map(|f| f.order(graph)).collect();
        for value in kind.funcs().iter().flat_map(|func| func.order(graph)) {
            let Op::Product { of, transposed } = graph.node(value).op else { continue };
            let matrix = graph.node(value).args[0];
            if transposed && backwards.contains(&value) && !self.exchanged.contains_key(&matrix) {
                let at = self.take(graph.node(matrix).shape.size());
                self.exchanged.insert(matrix, at);
            }
            if !self.panels.contains_key(&(matrix, transposed)) {
                let at = self.take(panels_len(graph, matrix, of, transposed));
                self.panels.insert((matrix, transposed), Panels { at, of });
            }
        }
    }

    /// The next region of prepared numbers.
    fn take(&mut self, len: usize) -> usize {
        let at = self.prepared_len;
        self.prepared_len += len.next_multiple_of(ALIGNMENT);
        at
    }

    /// Where a matrix lies row by row; transposed, where it was prepared with rows and columns
    /// exchanged.
    pub(super) fn rows_of_matrix(&self, graph: &Graph, matrix: Value, transposed: bool) -> Place {
        match (leaf_number(graph, matrix), transposed) {
            (Some((number, _)), false) => Place::Parameters(self.parameters[number]),
            _ => Place::Prepared(self.exchanged[&matrix]),
        }
    }
}
