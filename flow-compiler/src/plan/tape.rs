//! The values that the first phase of the backward pass keeps for the second.
//!
//! A value is kept where computing it again would cost a product or a transcendental function;
//! cheap arithmetic is done again from what is kept. Operands of weight gradients are always kept,
//! as neighbouring rows.

use std::collections::{BTreeMap, HashSet};

use crate::ir::{Binary, Expr, Op, Value};
use crate::lower::{Func, Kind};

/// Regions of rows, in the order in which they were asked for.
#[derive(Clone, Debug, Default)]
pub struct Tape {
    /// Kept values and the first row of each.
    pub rows: BTreeMap<Value, usize>,
    /// Rows of each region.
    pub regions: Vec<usize>,
}

impl Tape {
    /// The first row of a value's region, made where there is none.
    pub fn keep(&mut self, e: Expr) -> usize {
        if let Some(row) = self.rows.get(&e.value) {
            return *row;
        }
        let row = self.len();
        self.regions.push(e.size());
        self.rows.insert(e.value, row);
        row
    }

    /// Rows in all.
    pub fn len(&self) -> usize {
        self.regions.iter().sum()
    }
}

/// The values of the first phase that cotangents need, where the result may be there in the second
/// phase. The argument comes first, since the layer before reads it there (`passes/recompute`).
pub fn kept(kind: &Kind, cotangents: &Func, solved: Option<Value>, argument: Value, given: Option<Value>) -> Tape {
    let graph = &kind.graph;
    let mut tape = Keeper { kind, tape: Tape::default(), seen: HashSet::new(), given };
    let mut roots = cotangents.values();
    roots.extend(solved);
    for value in graph.order(&roots) {
        let e = graph.at(value);
        // What a state reads, its equation reads, which is among the values too.
        if !kind.is_cotangent(e) || matches!(e.op(), Op::Recur(..)) {
            continue;
        }
        for a in e.args() {
            if matches!(e.op(), Op::Outer { .. }) {
                tape.operand(a);
            } else {
                tape.keep_for(a);
            }
        }
    }
    for value in roots {
        tape.keep_for(graph.at(value));
    }
    let mut values: Vec<(usize, Value)> = tape.tape.rows.iter().map(|(value, row)| (*row, *value)).collect();
    values.sort_by_key(|(row, value)| (*value != argument, *row));
    let mut tape = Tape::default();
    values.into_iter().for_each(|(_, value)| {
        tape.keep(graph.at(value));
    });
    tape
}

struct Keeper<'k> {
    kind: &'k Kind,
    tape: Tape,
    /// Values for which all that they need is kept.
    seen: HashSet<Value>,
    given: Option<Value>,
}

impl Keeper<'_> {
    /// An operand of a weight gradient lies in neighbouring rows.
    fn operand(&mut self, e: Expr) {
        if self.kind.is_cotangent(e) || !e.node().varying {
            return;
        }
        match e.op() {
            Op::Gather(index) if index.contiguous().is_some() => self.operand(e.arg(0)),
            _ => {
                self.tape.keep(e);
            }
        }
    }

    /// True if a value is computed from a leaf that is there in the second phase.
    fn is_told(&self, e: Expr) -> bool {
        self.given.is_some_and(|leaf| e.needs(e.graph.at(leaf)))
    }

    fn keep_for(&mut self, e: Expr) {
        let known = self.tape.rows.contains_key(&e.value) || Some(e.value) == self.given || self.kind.is_context(e);
        if known || self.kind.is_cotangent(e) || !e.node().varying {
            return;
        }
        if !self.seen.insert(e.value) {
            return;
        }
        let again = match e.op() {
            Op::Unary(op) => !op.is_costly() && !is_product(e.arg(0)),
            // What is computed from the result is not there yet when the tape is written.
            Op::Sum | Op::Fold(_) | Op::Assemble { .. } => self.is_told(e),
            Op::Binary(Binary::Div) => self.is_told(e) && !e.arg(1).node().varying,
            Op::Binary(_) => !is_product(e),
            Op::Select | Op::Gather(_) | Op::Repeat(_) => true,
            Op::Root(_)
            | Op::Stated(..)
            | Op::Leaf(_)
            | Op::Const(_)
            | Op::Along(..)
            | Op::Recur(..)
            | Op::Norm
            | Op::Product { .. }
            | Op::TriangularSolve { .. }
            | Op::Outer { .. } => false,
        };
        if again {
            e.args().into_iter().for_each(|a| self.keep_for(a));
        } else {
            self.tape.keep(e);
        }
    }
}

/// A product, with its bias.
fn is_product(e: Expr) -> bool {
    let plain = |e: Expr| matches!(e.op(), Op::Product { .. } | Op::TriangularSolve { .. });
    plain(e) || (e.op() == Op::Binary(Binary::Add) && e.args().into_iter().any(plain))
}
