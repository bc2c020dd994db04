//! The equation of a root as lines of its own.

use std::collections::HashMap;

use super::Scheduler;
use crate::ir::{Op, Value};
use crate::plan::step::{Equation, Formula, Line, Operand};

impl Scheduler<'_> {
    /// The lines of an equation.
    pub(super) fn equation(&self, equation: &crate::ir::Equation, captured: &[Operand]) -> Equation {
        let mut lines = Vec::new();
        let mut known: HashMap<Value, Operand> = HashMap::new();
        let leaf = |name: String| Line { name, labelled: false, formula: Formula::Leaf };
        lines.push(leaf("unknown".into()));
        known.insert(equation.own, Operand::Line(0));
        let mut stand_ins = Vec::new();
        for (c, operand) in equation.captured.iter().zip(captured) {
            stand_ins.push((lines.len(), *operand));
            known.insert(*c, Operand::Line(lines.len()));
            lines.push(leaf(format!("captured_{}", lines.len())));
        }
        for value in self.graph.order(&[equation.value, equation.slope]) {
            let e = self.graph.at(value);
            if known.contains_key(&value) {
                continue;
            }
            if let Some(number) = e.constant() {
                known.insert(value, Operand::Number(number));
                continue;
            }
            let args: Vec<Operand> = e.node().args.iter().map(|a| known[a]).collect();
            let formula = match e.op() {
                Op::Unary(op) => Formula::Unary(op, args[0]),
                Op::Binary(op) => Formula::Binary(op, args[0], args[1]),
                _ => Formula::Select(args[0], args[1], args[2]),
            };
            known.insert(value, Operand::Line(lines.len()));
            lines.push(Line { name: format!("term_{}", lines.len()), labelled: false, formula });
        }
        let (value, slope) = (known[&equation.value], known[&equation.slope]);
        Equation { lines, captured: stand_ins, value, slope, increasing: equation.increasing }
    }
}
