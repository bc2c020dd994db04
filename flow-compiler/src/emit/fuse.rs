//! Products that are added up as they are made: `a·b + c` as one operation, rounded once where the machine can.
//!
//! Neither the sum of two products nor a product that is taken away, `c − a·b`, is: an inverse so undoes the addition of a product, and where
//! both directions round it alike, it goes away without a trace.

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
            Operand::Line(k) if factors(&body.lines[k].formula).is_some() => Some(k),
            _ => None,
        };
        let multiplies = |operand: Operand| product(operand).is_some();
        let product = |operand: Operand| product(operand).filter(|k| uses[*k] == 1);
        for (k, line) in body.lines.iter().enumerate() {
            let taken = match line.formula {
                Formula::Binary(Binary::Add, a, b) => {
                    product(a).or(product(b)).filter(|_| !(multiplies(a) && multiplies(b)))
                }
                Formula::Binary(Binary::Sub, a, b) => product(a).filter(|_| !multiplies(b)),
                _ => None,
            };
            if let Some(taken) = taken {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::{BufferId, Line, Store};
    use crate::shape::Index;

    /// A loop of three rows that are read, these formulas of them, and these lines stored.
    fn fused(formulas: &[Formula], stored: &[(usize, Mode)]) -> Fused {
        let read = (0..3).map(|k| Formula::Read(BufferId(k), Some(Index::identity(1))));
        let line = |formula| Line { name: String::new(), formula };
        let store = |(line, mode): &(usize, Mode)| Store {
            value: Operand::Line(*line),
            buffer: BufferId(3),
            index: Index::identity(1),
            mode: *mode,
        };
        let body = Loop {
            rows: 1,
            lines: read.chain(formulas.iter().cloned()).map(line).collect(),
            stores: stored.iter().map(store).collect(),
            span: None,
        };
        let plan = Plan {
            name: String::new(),
            doc: String::new(),
            per_lane: true,
            buffers: Vec::new(),
            slots: Vec::new(),
            tape: Vec::new(),
            steps: Vec::new(),
        };
        Fused::of(&plan, &body)
    }

    fn binary(op: Binary, a: usize, b: usize) -> Formula {
        Formula::Binary(op, Operand::Line(a), Operand::Line(b))
    }

    #[test]
    fn a_product_is_taken_up_where_nothing_else_reads_it() {
        let product = binary(Binary::Mul, 0, 1);
        for (op, a, b) in [(Binary::Add, 3, 2), (Binary::Add, 2, 3), (Binary::Sub, 3, 2)] {
            let found = fused(&[product.clone(), binary(op, a, b)], &[(4, Mode::Write)]);
            assert_eq!(found.lines, BTreeMap::from([(4, 3)]));
            assert!(found.takes(3) && !found.takes(4));
        }
        assert!(fused(&[product.clone(), binary(Binary::Sub, 2, 3)], &[(4, Mode::Write)]).is_empty());
        let two = [product.clone(), binary(Binary::Mul, 1, 2), binary(Binary::Add, 3, 4)];
        assert!(fused(&two, &[(5, Mode::Write)]).is_empty());
        let also_stored = fused(&[product.clone(), binary(Binary::Add, 3, 2)], &[(4, Mode::Write), (3, Mode::Write)]);
        let read_twice = fused(&[product.clone(), binary(Binary::Add, 3, 3)], &[(4, Mode::Write)]);
        let multiplied = fused(&[product.clone(), binary(Binary::Mul, 3, 2)], &[(4, Mode::Write)]);
        assert!(also_stored.is_empty() && read_twice.is_empty() && multiplied.is_empty());
    }

    #[test]
    fn a_store_that_adds_takes_a_product_up() {
        let product = [Formula::Unary(Unary::Square, Operand::Line(0))];
        assert_eq!(fused(&product, &[(3, Mode::Reduce)]).stores, BTreeMap::from([(0, 3)]));
        assert!(fused(&product, &[(3, Mode::Write)]).is_empty());
    }
}
