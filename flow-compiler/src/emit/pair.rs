//! tanh with its slope: `tanh a` and `sech² a` of one number are made together, as both start from the same exponential.
//!
//! Each is the same to the bit as alone, so that a value does not depend on what else its loop computes.

use crate::ir::Unary;
use crate::plan::{Formula, Line, Operand};

/// A line `tanh a` and a line `sech² a`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pair {
    pub tanh: usize,
    pub sech2: usize,
    pub of: Operand,
}

/// Those of a loop, or of an equation in it.
#[derive(Debug)]
pub struct Pairs(Vec<Pair>);

impl Pairs {
    pub fn of(lines: &[Line]) -> Self {
        let all = |op: Unary| {
            lines.iter().enumerate().filter_map(move |(k, line)| match line.formula {
                Formula::Unary(found, a) if found == op => Some((k, a)),
                _ => None,
            })
        };
        let mut pairs: Vec<Pair> = Vec::new();
        for (tanh, of) in all(Unary::Tanh) {
            // Of lines that are alike, the first.
            let is_first = pairs.iter().all(|pair| pair.of != of);
            if let Some((sech2, _)) = all(Unary::Sech2).find(|(_, a)| is_first && *a == of) {
                pairs.push(Pair { tanh, sech2, of });
            }
        }
        Pairs(pairs)
    }

    /// The pair that is made in the place of this line, its first.
    pub fn made_at(&self, line: usize) -> Option<Pair> {
        self.0.iter().copied().find(|pair| line == pair.tanh.min(pair.sech2))
    }

    /// Whether a line was made with an earlier one.
    pub fn takes(&self, line: usize) -> bool {
        self.0.iter().any(|pair| line == pair.tanh.max(pair.sech2))
    }
}

#[cfg(test)]
mod tests {
    use super::super::loops::emit_loop;
    use super::*;
    use crate::plan::{Buffer, BufferId, Equation, Loop, Mode, Place, Plan, Store};
    use crate::shape::Index;

    /// The loop of two rows that are read and these formulas, each of which is stored, without its spaces.
    fn emitted(formulas: &[Formula]) -> String {
        let row = |start: usize| Index::range(start, 1);
        let read = (0..2).map(|k| Formula::Read(BufferId(0), Some(row(k))));
        let line = |(k, formula)| Line { name: format!("v{k}"), formula };
        let store =
            |k: usize| Store { value: Operand::Line(2 + k), buffer: BufferId(1), index: row(k), mode: Mode::Write };
        let body = Loop {
            rows: 1,
            lines: read.chain(formulas.iter().cloned()).enumerate().map(line).collect(),
            stores: (0..formulas.len()).map(store).collect(),
            span: None,
        };
        let plan = Plan {
            name: String::new(),
            doc: String::new(),
            per_lane: true,
            buffers: vec![
                Buffer { name: "x".into(), rows: 2, place: Place::Input },
                Buffer { name: "y".into(), rows: formulas.len(), place: Place::Output },
            ],
            slots: Vec::new(),
            tape: Vec::new(),
            steps: Vec::new(),
        };
        emit_loop(&plan, &body, &[], 0).to_string().replace(' ', "")
    }

    fn unary(op: Unary, a: usize) -> Formula {
        Formula::Unary(op, Operand::Line(a))
    }

    #[test]
    fn a_function_and_its_slope_are_made_together() {
        let (tanh, sech2) = (unary(Unary::Tanh, 0), unary(Unary::Sech2, 0));
        let text = emitted(&[tanh.clone(), sech2.clone()]);
        // What both read is written once.
        assert!(text.contains("let(v2,v3)=isa.tanh_sech2(v0_row[lane]);"), "{text}");
        assert!(!text.contains("isa.tanh(") && !text.contains("isa.sech2("), "{text}");
        for (between, reads) in [(unary(Unary::Exp, 1), "v1_row[lane]"), (unary(Unary::Exp, 2), "v2")] {
            let text = emitted(&[sech2.clone(), between, tanh.clone()]);
            let together = format!("let(v4,v2)=isa.tanh_sech2(v0_row[lane]);letv3=isa.exp({reads});");
            assert!(text.contains(&together), "{text}");
        }
    }

    #[test]
    fn functions_of_different_numbers_stay_apart() {
        let text = emitted(&[unary(Unary::Tanh, 0), unary(Unary::Sech2, 1)]);
        assert!(text.contains("isa.tanh(v0_row[lane])") && text.contains("isa.sech2(v1_row[lane])"), "{text}");
        assert!(!text.contains("tanh_sech2"), "{text}");
    }

    #[test]
    fn an_equation_has_pairs_of_its_own() {
        let leaf = Formula::Unary(Unary::Abs, Operand::Number(0.0));
        let line = |(k, formula)| Line { name: format!("term_{k}"), formula };
        let lines = [leaf, unary(Unary::Tanh, 0), unary(Unary::Sech2, 0)].into_iter().enumerate().map(line).collect();
        let (value, slope) = (Operand::Line(1), Operand::Line(2));
        let equation = Equation { lines, captured: Vec::new(), value, slope, increasing: true };
        // Line 0 of the equation is its unknown, that of the loop another number.
        let text = emitted(&[Formula::Root(Operand::Line(0), equation.into()), unary(Unary::Tanh, 0)]);
        assert!(text.contains("let(term_1,term_2)=isa.tanh_sech2(term_0);(term_1,term_2)"), "{text}");
        assert!(text.contains("isa.tanh(v0)"), "{text}");
    }
}
