//! What the first phase of the backward pass keeps for the second.
//!
//! A value is kept where computing it again would cost a product or a transcendental function; cheap arithmetic is done again from
//! what is kept. Operands of weight gradients are always kept, as neighbouring rows.

use std::collections::BTreeMap;

use crate::derive::implicit::MULTIPLIER;
use crate::ir::{Binary, Expr, Func, Graph, Op, Value};
use crate::lower::{LADJ_COTANGENT, RESULT_COTANGENT};

/// The leaves of which cotangents are made.
const COTANGENTS: [&str; 3] = [RESULT_COTANGENT, LADJ_COTANGENT, MULTIPLIER];

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

    /// Whether nothing is kept.
    pub fn is_empty(&self) -> bool {
        self.regions.is_empty()
    }
}

/// The values of the first phase that cotangents need, where the result may be there in the second phase. The argument comes first, since the layer
/// before reads it there (`plan/invert`).
pub fn kept(graph: &Graph, cotangents: &Func, solved: Option<Value>, argument: Value, given: Option<Value>) -> Tape {
    let mut tape = Keeper { tape: Tape::default(), given };
    let mut roots = cotangents.values();
    roots.extend(solved);
    for value in graph.order(&roots) {
        let e = graph.at(value);
        if !is_cotangent(e) {
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

/// Whether a value depends on a cotangent, and so belongs to the second phase.
pub fn is_cotangent(e: Expr) -> bool {
    let named = |leaf: &Value, name: &str| matches!(&e.graph.node(*leaf).op, Op::Leaf(crate::ir::Leaf::Varying(n)) if n == name);
    e.node().leaves.iter().any(|leaf| COTANGENTS.iter().any(|name| named(leaf, name)))
}

struct Keeper {
    tape: Tape,
    given: Option<Value>,
}

impl Keeper {
    /// An operand of a weight gradient lies in neighbouring rows.
    fn operand(&mut self, e: Expr) {
        if is_cotangent(e) || !e.node().varying {
            return;
        }
        match e.op() {
            Op::Gather(index) if index.contiguous().is_some() => self.operand(e.arg(0)),
            _ => {
                self.tape.keep(e);
            }
        }
    }

    /// Whether a value is computed from a leaf that is there in the second phase.
    fn is_told(&self, e: Expr) -> bool {
        self.given.is_some_and(|leaf| e.needs(e.graph.at(leaf)))
    }

    fn keep_for(&mut self, e: Expr) {
        let known = self.tape.rows.contains_key(&e.value) || Some(e.value) == self.given || is_context(e);
        if known || is_cotangent(e) || !e.node().varying {
            return;
        }
        let again = match e.op() {
            Op::Unary(op) => !op.is_costly() && !is_product(e.arg(0)),
            // What is computed from the result is not there yet when the tape is written.
            Op::Sum | Op::Assemble { .. } => self.is_told(e),
            Op::Binary(Binary::Div) => self.is_told(e) && !e.arg(1).node().varying,
            Op::Binary(_) => !is_product(e),
            Op::Select | Op::Gather(_) => true,
            Op::Root(_)
            | Op::Stated(..)
            | Op::Leaf(_)
            | Op::Const(_)
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

/// The context is there in both phases.
fn is_context(e: Expr) -> bool {
    matches!(e.op(), Op::Leaf(crate::ir::Leaf::Varying(name)) if name == "context")
}

/// A product, with its bias.
fn is_product(e: Expr) -> bool {
    let plain = |e: Expr| matches!(e.op(), Op::Product { .. });
    plain(e) || (e.op() == Op::Binary(Binary::Add) && e.args().into_iter().any(plain))
}
