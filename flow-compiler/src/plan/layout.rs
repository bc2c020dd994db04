//! Where the numbers of a kind lie that all samples share: parameters, prepared numbers,
//! cotangents.

use std::collections::{BTreeMap, BTreeSet};

use super::step::Place;
use crate::ir::{Expr, Graph, Leaf, Op, Value};
use crate::lower::{Directional, Kind};
use crate::shape::{Contraction, Stairs};

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

/// The matrix of a product with numbers of a sample.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct Matrix {
    /// The weight.
    pub(super) weight: Value,
    /// True if it is transposed.
    pub(super) transposed: bool,
    /// Where the matrix is the inverse of a strictly triangular weight and a diagonal, that.
    pub(super) inverse_with: Option<Value>,
}

impl Matrix {
    /// The matrix by which a value of samples is a product, and how it lies. What is solved for the
    /// channels of a position is a product with the inverse matrix, which is prepared.
    pub(super) fn of(e: Expr) -> Option<(Matrix, Contraction)> {
        let matrix = |transposed, inverse_with| Matrix { weight: e.arg(0).value, transposed, inverse_with };
        match e.op() {
            Op::Product { of, transposed } => Some((matrix(transposed, None), of)),
            Op::TriangularSolve { transposed, of: Contraction::Window(window) } => {
                let of = Contraction::Window(window.with_own_group());
                Some((matrix(transposed, Some(e.arg(1).value)), of))
            }
            _ => None,
        }
    }

    /// Its name in emitted code: `conditioner_0_panels` for `conditioner.0.weight`.
    pub(super) fn name(self, graph: &Graph) -> String {
        let name = leaf_number(graph, self.weight).map_or("matrix".into(), |(_, name)| name);
        let name = name
            .strip_suffix("weight")
            .filter(|rest| rest.len() > 1)
            .map_or(name.as_str(), |rest| &rest[..rest.len() - 1]);
        let inverse = if self.inverse_with.is_some() { "_inverse" } else { "" };
        format!("{name}{inverse}{}", if self.transposed { "_transposed" } else { "_panels" })
    }

    /// Its length in panels.
    pub(super) fn panels_len(self, graph: &Graph, of: Contraction) -> usize {
        let (matrices, [rows, columns]) = of.packed(&graph.node(self.weight).shape, self.transposed);
        matrices * rows.next_multiple_of(PANEL_ROWS) * columns
    }
}

/// Where the uniform numbers of a kind lie.
pub(super) struct Layout {
    /// Where each parameter begins.
    pub(super) parameters: Vec<usize>,
    pub(super) parameters_len: usize,
    /// Where each computed uniform value begins among the prepared numbers.
    pub(super) computed: BTreeMap<Value, usize>,
    /// Where each matrix lies in panels.
    pub(super) panels: BTreeMap<Matrix, Panels>,
    /// Where the inverse of each triangular weight with its diagonal lies, row by row.
    pub(super) inverses: BTreeMap<(Value, Value), usize>,
    /// Where each matrix lies with rows and columns exchanged.
    pub(super) exchanged: BTreeMap<Value, usize>,
    pub(super) prepared_len: usize,
    /// Where the cotangent of each computed uniform value begins.
    pub(super) cotangents: BTreeMap<Value, usize>,
    pub(super) cotangents_len: usize,
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
            inverses: BTreeMap::new(),
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
            let Some((matrix, of)) = Matrix::of(graph.at(value)) else { continue };
            let weight = matrix.weight;
            if matrix.transposed && backwards.contains(&value) && !self.exchanged.contains_key(&weight) {
                let at = self.take(graph.node(weight).shape.size());
                self.exchanged.insert(weight, at);
            }
            if let Some(diagonal) = matrix.inverse_with
                && !self.inverses.contains_key(&(weight, diagonal))
            {
                let at = self.take(graph.node(weight).shape.size());
                self.inverses.insert((weight, diagonal), at);
            }
            if !self.panels.contains_key(&matrix) {
                let at = self.take(matrix.panels_len(graph, of));
                self.panels.insert(matrix, Panels { at, of });
            }
        }
    }

    /// The mask of a weight whose inverse with a diagonal is prepared.
    pub(super) fn triangle(&self, (weight, diagonal): &(Value, Value)) -> Stairs {
        let is_of = |matrix: &Matrix| matrix.weight == *weight && matrix.inverse_with == Some(*diagonal);
        let found = self.panels.iter().find(|(matrix, _)| is_of(matrix));
        let stairs = found.and_then(|(_, panels)| panels.of.square()).expect("an inverse is read as a triangle");
        Stairs { strict: true, ..stairs }
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
