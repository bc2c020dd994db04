//! The lines of a loop: each value as an operand, with all that it needs there.

use std::collections::HashMap;

use super::stages::is_condition;
use super::{Key, Scheduler, identifier};
use crate::ir::{Binary, Expr, Op, Value};
use crate::plan::step::{Buffer, Formula, Line, Loop, Operand};
use crate::shape::Index;

impl<'g> Scheduler<'g> {
    /// The value as an operand of a loop, computing what it needs there.
    pub(super) fn operand(&mut self, e: Expr<'g>, key: Key, scalar: bool) -> Operand {
        if let Some(number) = e.constant() {
            return Operand::Number(number);
        }
        if let Some(found) = self.loops.get(&key).and_then(|(_, known)| known.operands.get(&e.value)) {
            return *found;
        }
        let spread = e.op() == Op::Binary(Binary::Add) && e.arg(0).is_scalar() && !scalar && e.arg(1).is(0.0);
        if spread && !self.homes.contains_key(&e.value) {
            let operand = self.operand(e.arg(0), key, scalar);
            self.loops.entry(key).or_default().1.operands.insert(e.value, operand);
            return operand;
        }
        let formula = self.formula(e, key, scalar);
        let label = self.graph.label(e.value);
        let (body, known) = self.loops.entry(key).or_default();
        let labelled = label.is_some();
        let name = known.own(line_name(body, label, &formula, &self.buffers));
        body.lines.push(Line { name, labelled, formula });
        let operand = Operand::Line(body.lines.len() - 1);
        known.operands.insert(e.value, operand);
        operand
    }

    fn formula(&mut self, e: Expr<'g>, key: Key, scalar: bool) -> Formula {
        let in_loop = self.is_fused(e) && self.computes(e) && (e.is_scalar() == scalar || is_condition(e));
        if in_loop && (self.stage(e) == key.0 || !is_costly(e)) {
            let args: Vec<Operand> = e.args().into_iter().map(|a| self.operand(a, key, scalar)).collect();
            return match e.op() {
                Op::Unary(op) => Formula::Unary(op, args[0]),
                Op::Binary(op) => Formula::Binary(op, args[0], args[1]),
                Op::Root(equation) => Formula::Root(args[0], Box::new(self.equation(&equation, &args[1..]))),
                _ => Formula::Select(args[0], args[1], args[2]),
            };
        }
        if let (Some(index), false) = (e.moved(), self.homes.contains_key(&e.value)) {
            let source = self.home(e.arg(0));
            return Formula::Read(source.buffer, Some(index));
        }
        let home = self.home(e);
        let index = (!e.is_scalar()).then(|| Index::identity(e.size()));
        Formula::Read(home.buffer, index)
    }
}

/// The facts known of a loop while its lines are written.
#[derive(Default)]
pub(super) struct Known {
    /// Where the values are that it has computed.
    operands: HashMap<Value, Operand>,
    /// The names of its lines. Each has the last number that was tried behind it, since a thousand lines may want one name.
    names: HashMap<String, usize>,
}

impl Known {
    /// The name that is wanted, or it with the first number behind it that makes it a new one.
    fn own(&mut self, wanted: String) -> String {
        if !self.names.contains_key(&wanted) {
            self.names.insert(wanted.clone(), 1);
            return wanted;
        }
        let mut number = self.names[&wanted];
        let mut name = wanted.clone();
        while self.names.contains_key(&name) {
            number += 1;
            name = format!("{wanted}_{number}");
        }
        self.names.insert(wanted, number);
        self.names.insert(name.clone(), 1);
        name
    }
}

/// True if computing the value again costs more than storing and reading it.
fn is_costly(e: Expr) -> bool {
    matches!(e.op(), Op::Root(_))
        || matches!(e.op(), Op::Unary(op) if op.is_costly())
        || matches!(e.op(), Op::Binary(Binary::Div))
}

fn line_name(body: &Loop, label: Option<String>, formula: &Formula, buffers: &[Buffer]) -> String {
    match (label, formula) {
        (Some(label), _) => identifier(&label),
        (None, Formula::Read(buffer, Some(Index::Range { start, len: 1, .. }))) if buffers[buffer.0].rows > 1 => {
            format!("{}_{start}", buffers[buffer.0].name)
        }
        (None, Formula::Read(buffer, _)) => buffers[buffer.0].name.clone(),
        (None, Formula::Leaf) => format!("leaf_{}", body.lines.len()),
        (None, Formula::MultiplyAdd { .. }) => format!("sum_{}", body.lines.len()),
        (None, Formula::TanhSech2(_)) => format!("tanh_{}", body.lines.len()),
        (None, Formula::SlopeOfTanh) => format!("sech2_{}", body.lines.len()),
        (None, Formula::Unary(op, _)) => format!("{}_{}", op.name(), body.lines.len()),
        (None, Formula::Binary(Binary::Less, ..)) => format!("below_{}", body.lines.len()),
        (None, Formula::Binary(Binary::Add, ..)) => format!("sum_{}", body.lines.len()),
        (None, Formula::Binary(Binary::Sub, ..)) => format!("difference_{}", body.lines.len()),
        (None, Formula::Binary(Binary::Div, ..)) => format!("ratio_{}", body.lines.len()),
        (None, Formula::Binary(..)) => format!("product_{}", body.lines.len()),
        (None, Formula::Root(..)) => format!("root_{}", body.lines.len()),
        (None, Formula::Select(..)) => format!("chosen_{}", body.lines.len()),
    }
}
