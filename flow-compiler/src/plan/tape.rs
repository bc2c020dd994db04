//! What the first phase of the backward pass keeps for the second.
//!
//! A value is kept where computing it again would cost a product or a transcendental function; cheap arithmetic is done again from
//! what is kept. Operands of weight gradients are always kept, as neighbouring rows.

use std::collections::BTreeMap;

use crate::derive::implicit::MULTIPLIER;
use crate::ir::{Binary, Expr, Graph, Op, Value};
use crate::lower::{Directional, LADJ_COTANGENT, RESULT_COTANGENT};

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

/// The values of the first phase that the cotangents of a direction need.
pub fn kept(graph: &Graph, direction: &Directional) -> Tape {
    let mut tape = Tape::default();
    let mut roots = direction.vjp.values();
    roots.extend(direction.vjp_solve.iter().map(|s| s.value));
    for value in graph.order(&roots) {
        let e = graph.at(value);
        if !is_cotangent(e) {
            continue;
        }
        for a in e.args() {
            if matches!(e.op(), Op::Outer { .. }) {
                operand(a, &mut tape);
            } else {
                keep_for(a, &mut tape);
            }
        }
    }
    for value in roots {
        keep_for(graph.at(value), &mut tape);
    }
    tape
}

/// Whether a value depends on a cotangent, and so belongs to the second phase.
pub fn is_cotangent(e: Expr) -> bool {
    let named = |leaf: &Value, name: &str| matches!(&e.graph.node(*leaf).op, Op::Leaf(crate::ir::Leaf::Varying(n)) if n == name);
    e.node().leaves.iter().any(|leaf| COTANGENTS.iter().any(|name| named(leaf, name)))
}

/// An operand of a weight gradient lies in neighbouring rows.
fn operand(e: Expr, tape: &mut Tape) {
    if is_cotangent(e) || !e.node().varying {
        return;
    }
    match e.op() {
        Op::Gather(index) if index.contiguous().is_some() => operand(e.arg(0), tape),
        _ => {
            tape.keep(e);
        }
    }
}

fn keep_for(e: Expr, tape: &mut Tape) {
    if is_cotangent(e) || !e.node().varying || tape.rows.contains_key(&e.value) || is_context(e) {
        return;
    }
    let again = match e.op() {
        Op::Unary(op) => !op.is_costly() && !is_product(e.arg(0)),
        Op::Binary(op) => op != Binary::Div && !is_product(e),
        Op::Select | Op::Gather(_) => true,
        Op::Root(_)
        | Op::Stated(..)
        | Op::Leaf(_)
        | Op::Const(_)
        | Op::Assemble { .. }
        | Op::Sum
        | Op::Norm
        | Op::MatMul { .. }
        | Op::TriangularSolve { .. }
        | Op::Outer { .. } => false,
    };
    if again {
        e.args().into_iter().for_each(|a| keep_for(a, tape));
    } else {
        tape.keep(e);
    }
}

/// The context is there in both phases.
fn is_context(e: Expr) -> bool {
    matches!(e.op(), Op::Leaf(crate::ir::Leaf::Varying(name)) if name == "context")
}

/// A product, with its bias.
fn is_product(e: Expr) -> bool {
    let plain = |e: Expr| matches!(e.op(), Op::MatMul { .. });
    plain(e) || (e.op() == Op::Binary(Binary::Add) && e.args().into_iter().any(plain))
}
