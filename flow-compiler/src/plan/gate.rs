//! The cotangent of a rectifier as the end of the product before it: `out = hidden > 0 ? w · g : 0`, made in registers.
//!
//! What arrives at a hidden layer is a product that only the choice by the layer's own values reads. As a loop of its own, the choice would
//! write and read every number once more.

use super::slots::touches;
use super::{BufferId, Formula, Line, Loop, Mode, Operand, Place, Plan, Product, Step, Store};
use crate::ir::Binary;
use crate::shape::Index;

/// Lets products choose where a loop after them would.
pub fn fuse(plan: &mut Plan) {
    let mut at = 0;
    while at + 1 < plan.steps.len() {
        if let Some(product) = gated(plan, at) {
            plan.steps.splice(at..at + 2, [Step::Product(product)]);
        }
        at += 1;
    }
}

/// The product of step `at` with what the next step does.
fn gated(plan: &Plan, at: usize) -> Option<Product> {
    let [Step::Product(product), Step::Loop(body)] = &plan.steps[at..at + 2] else { return None };
    let is_plain = product.bias.is_none() && product.activation.is_none() && product.gate.is_none();
    let is_alone = matches!(plan.buffer(product.out).place, Place::Scratch(_))
        && plan.steps.iter().filter(|step| touches(step).contains(&product.out)).count() == 2;
    if !is_plain || !is_alone || body.rows != product.rows || body.span.is_some() {
        return None;
    }
    let (gate, out) = choice(body, product.out)?;
    if [gate, out].iter().any(|buffer| plan.buffer(*buffer).rows != product.rows) {
        return None;
    }
    Some(Product { out, gate: Some(gate), ..product.clone() })
}

/// What chooses and what is stored, of a loop that keeps a number of `arrived` where another one is positive.
fn choice(body: &Loop, arrived: BufferId) -> Option<(BufferId, BufferId)> {
    let whole = |index: &Index| *index == Index::identity(body.rows);
    let reads = |operand: &Operand| match operand {
        Operand::Line(k) => match &body.lines[*k].formula {
            Formula::Read(buffer, Some(index)) if whole(index) => Some(*buffer),
            _ => None,
        },
        Operand::Number(_) => None,
    };
    let zero = |operand: &Operand| matches!(operand, Operand::Number(n) if *n == 0.0 && n.is_sign_positive());
    let [Store { value: Operand::Line(chosen), buffer: out, index, mode: Mode::Write }] = body.stores.as_slice() else {
        return None;
    };
    let Formula::Select(Operand::Line(condition), kept, none) = &body.lines[*chosen].formula else { return None };
    let Line { formula: Formula::Binary(Binary::Less, lower, gate), .. } = &body.lines[*condition] else { return None };
    let is_choice = body.lines.len() == 4 && whole(index) && zero(none) && zero(lower) && reads(kept) == Some(arrived);
    let gate = reads(gate).filter(|gate| is_choice && *gate != arrived && gate != out)?;
    Some((gate, *out))
}
