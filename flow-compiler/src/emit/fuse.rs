//! Products that are added up as they are made: `a·b + c` as one operation, rounded once where the machine can.

use std::collections::BTreeMap;

use crate::ir::{Binary, Unary};
use crate::plan::{Formula, Loop, Mode, Operand, Plan};

/// Which sums of a loop take a product up. Nothing else reads it.
#[derive(Debug, Default)]
pub struct Fused {
    /// The product of each line that is a sum or a difference.
    pub lines: BTreeMap<usize, usize>,
    /// The product of each store that adds.
    pub stores: BTreeMap<usize, usize>,
}

impl Fused {
    /// Of a loop over samples; what all of them share is computed once, and stays as it is.
    pub fn of(plan: &Plan, body: &Loop) -> Self {
        let mut fused = Fused::default();
        if !plan.per_lane {
            return fused;
        }
        let uses = uses(body);
        let product = |operand: Operand| match operand {
            Operand::Line(k) if uses[k] == 1 && factors(&body.lines[k].formula).is_some() => Some(k),
            _ => None,
        };
        for (k, line) in body.lines.iter().enumerate() {
            if let Formula::Binary(Binary::Add | Binary::Sub, a, b) = line.formula
                && let Some(taken) = product(a).or(product(b))
            {
                fused.lines.insert(k, taken);
            }
        }
        for (k, store) in body.stores.iter().enumerate() {
            if let Some(taken) = product(store.value).filter(|_| store.mode != Mode::Write) {
                fused.stores.insert(k, taken);
            }
        }
        fused
    }

    /// Whether a line is not computed by itself.
    pub fn takes(&self, line: usize) -> bool {
        self.lines.values().chain(self.stores.values()).any(|taken| *taken == line)
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty() && self.stores.is_empty()
    }
}

/// What a product multiplies.
pub fn factors(formula: &Formula) -> Option<[Operand; 2]> {
    match formula {
        Formula::Binary(Binary::Mul, a, b) => Some([*a, *b]),
        Formula::Unary(Unary::Square, a) => Some([*a; 2]),
        _ => None,
    }
}

/// How often each line is read.
fn uses(body: &Loop) -> Vec<usize> {
    let mut uses = vec![0; body.lines.len()];
    let mut read = |operand: &Operand| {
        if let Operand::Line(k) = operand {
            uses[*k] += 1;
        }
    };
    for line in &body.lines {
        match &line.formula {
            Formula::Read(..) => {}
            Formula::Unary(_, a) => read(a),
            Formula::Binary(_, a, b) => [a, b].into_iter().for_each(&mut read),
            Formula::Select(c, a, b) => [c, a, b].into_iter().for_each(&mut read),
            Formula::Root(right, equation) => {
                read(right);
                equation.captured.iter().for_each(|(_, outer)| read(outer));
            }
        }
    }
    body.stores.iter().for_each(|store| read(&store.value));
    uses
}
