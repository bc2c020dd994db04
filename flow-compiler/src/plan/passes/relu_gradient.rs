//! The cotangent of a rectifier as the end of the product before it: `out = hidden > 0 ? w · g :
//! 0`, chosen while the rows are near.
//!
//! The cotangent of a hidden layer comes from a product, and only the choice by the layer's own
//! values reads it. As a loop of its own, the choice would write and read every number once more.

use super::super::step::{BufferId, Formula, Line, Loop, Mode, Operand, Plan, Product, Step, Store, touches};
use crate::ir::Binary;
use crate::shape::{Contraction, Index};

/// Lets products choose where a loop after them would.
pub(super) fn apply(plan: &mut Plan) {
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
    // Masked products and convolutions that are not transposed have no kernel with a gate.
    let has_kernel = product.transposed || product.of == Contraction::Matrix(None);
    let is_alone = plan.buffer(product.out).place.is_scratch()
        && plan.steps.iter().filter(|step| touches(step).contains(&product.out)).count() == 2;
    if !is_plain || !has_kernel || !is_alone || body.rows != product.rows || body.span.is_some() {
        return None;
    }
    let (gate, out) = choice(body, product.out)?;
    let fits = |buffer: BufferId| plan.buffer(buffer).rows == product.rows && plan.buffer(buffer).place.is_per_lane();
    if !fits(gate) || !fits(out) || out == product.input {
        return None;
    }
    Some(Product { out, gate: Some(gate), ..product.clone() })
}

/// The buffers of the gate and of the result, if a loop keeps a number of `arrived` where another
/// number is positive.
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
    let [Store { value: Operand::Line(chosen), times: None, buffer: out, index, mode: Mode::Write }] =
        body.stores.as_slice()
    else {
        return None;
    };
    let Formula::Select(Operand::Line(condition), kept, none) = &body.lines[*chosen].formula else { return None };
    let Line { formula: Formula::Binary(Binary::Less, lower, gate), .. } = &body.lines[*condition] else { return None };
    let is_choice = body.lines.len() == 4 && whole(index) && zero(none) && zero(lower) && reads(kept) == Some(arrived);
    let gate = reads(gate).filter(|gate| is_choice && *gate != arrived && gate != out)?;
    Some((gate, *out))
}

#[cfg(test)]
mod tests {
    use super::super::super::step::{Buffer, Place};
    use super::*;

    /// A product of three rows, the choice that follows it, and what `change` makes of both.
    fn fused(change: impl Fn(&mut Plan)) -> Plan {
        let buffer = |name: &str, place: Place| Buffer { name: name.into(), rows: 3, place };
        let product = Product {
            out: BufferId(2),
            panels: BufferId(0),
            bias: None,
            input: BufferId(1),
            input_row: 0,
            rows: 3,
            columns: 3,
            activation: None,
            gate: None,
            transposed: true,
            of: Contraction::Matrix(None),
        };
        let line = |formula: Formula| Line { name: "line".into(), labelled: false, formula };
        let whole = Index::identity(3);
        let body = Loop {
            rows: 3,
            lines: vec![
                line(Formula::Read(BufferId(3), Some(whole.clone()))),
                line(Formula::Binary(Binary::Less, Operand::Number(0.0), Operand::Line(0))),
                line(Formula::Read(BufferId(2), Some(whole.clone()))),
                line(Formula::Select(Operand::Line(1), Operand::Line(2), Operand::Number(0.0))),
            ],
            stores: vec![Store::write(Operand::Line(3), BufferId(4), whole)],
            ..Loop::default()
        };
        let mut plan = Plan {
            name: "vjp".into(),
            doc: String::new(),
            per_lane: true,
            buffers: vec![
                buffer("panels", Place::Prepared(0)),
                buffer("cotangent", Place::Input),
                buffer("arrived", Place::Unassigned),
                buffer("hidden", Place::Tape(0)),
                buffer("chosen", Place::Tape(3)),
            ],
            slots: Vec::new(),
            tape: vec![3, 3],
            steps: vec![Step::Product(product), Step::Loop(body)],
        };
        change(&mut plan);
        apply(&mut plan);
        plan
    }

    fn product(plan: &mut Plan) -> &mut Product {
        let Step::Product(product) = &mut plan.steps[0] else { panic!("a product") };
        product
    }

    fn body(plan: &mut Plan) -> &mut Loop {
        let Step::Loop(body) = &mut plan.steps[1] else { panic!("a loop") };
        body
    }

    #[test]
    fn the_choice_becomes_the_end_of_the_product() {
        let plan = fused(|_| {});
        let [Step::Product(product)] = plan.steps.as_slice() else {
            panic!("{}", super::super::super::print::plan(&plan))
        };
        assert_eq!((product.out, product.gate), (BufferId(4), Some(BufferId(3))));
    }

    #[test]
    fn what_is_no_such_choice_stays() {
        type Change = fn(&mut Plan);
        let changes: [(&str, Change); 13] = [
            ("a gate that all samples share", |plan| plan.buffers[3].place = Place::Parameters(0)),
            ("in place", |plan| product(plan).input = BufferId(4)),
            ("masked and not transposed", |plan| {
                let order = crate::shape::Degrees { always: 0, first: 1, groups: 3, size: 3 };
                let stairs = Some(crate::shape::Stairs { rows: order, columns: order, strict: false });
                let product = product(plan);
                (product.transposed, product.of) = (false, Contraction::Matrix(stairs));
            }),
            ("an activation", |plan| product(plan).activation = Some(crate::ir::Unary::Relu)),
            ("a bias", |plan| product(plan).bias = Some(BufferId(0))),
            ("some rows", |plan| body(plan).rows = 2),
            ("a larger result", |plan| plan.buffers[4].rows = 4),
            ("a larger gate", |plan| plan.buffers[3].rows = 4),
            ("kept", |plan| plan.buffers[2].place = Place::Tape(6)),
            ("read again", |plan| plan.steps.push(plan.steps[1].clone())),
            ("added", |plan| body(plan).stores[0].mode = Mode::Add),
            ("another number below", |plan| {
                body(plan).lines[3].formula = Formula::Select(Operand::Line(1), Operand::Line(2), Operand::Number(0.1));
            }),
            ("another bound", |plan| {
                body(plan).lines[1].formula = Formula::Binary(Binary::Less, Operand::Number(1.0), Operand::Line(0));
            }),
        ];
        for (what, change) in changes {
            let plan = fused(change);
            assert!(matches!(plan.steps[1], Step::Loop(_)), "{what}: {}", super::super::super::print::plan(&plan));
        }
    }
}
