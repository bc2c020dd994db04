//! Products that are added up as they are made: `a·b + c` as one operation, rounded once where the
//! machine can.
//!
//! `a·b + c·d` and `c − a·b` are never fused: the inverse must take away exactly the rounded
//! product that the forward direction has added.

use std::collections::BTreeSet;

use super::super::step::{Formula, Loop, Mode, Operand, Plan, each_loop};
use crate::ir::{Binary, Unary};

/// Lets sums of samples take up the products that nothing else reads. A number that all samples
/// share is computed once, and stays as it is.
pub(super) fn apply(plan: &mut Plan) {
    if plan.per_lane {
        each_loop(&mut plan.steps, &mut fuse);
    }
}

fn fuse(body: &mut Loop) {
    let uses = uses(body);
    let multiplies = |operand: Operand| match operand {
        Operand::Line(k) if factors(&body.lines[k].formula).is_some() => Some(k),
        _ => None,
    };
    let product = |operand: Operand| multiplies(operand).filter(|k| uses[*k] == 1);
    let mut taken = BTreeSet::new();
    let mut lines = body.lines.clone();
    for line in &mut lines {
        let (found, a, b, subtracted) = match line.formula {
            Formula::Binary(Binary::Add, a, b) if multiplies(a).is_none() || multiplies(b).is_none() => {
                (product(a).or(product(b)), a, b, false)
            }
            Formula::Binary(Binary::Sub, a, b) if multiplies(b).is_none() => (product(a), a, b, true),
            _ => continue,
        };
        let Some(k) = found else { continue };
        let Some(factors) = factors(&body.lines[k].formula) else { continue };
        let addend = if a == Operand::Line(k) { b } else { a };
        line.formula = Formula::MultiplyAdd { factors, addend, subtracted };
        taken.insert(k);
    }
    let mut stores = body.stores.clone();
    for store in stores.iter_mut().filter(|store| store.mode != Mode::Write) {
        let Some(k) = product(store.value) else { continue };
        let Some([a, b]) = factors(&body.lines[k].formula) else { continue };
        (store.value, store.times) = (a, Some(b));
        taken.insert(k);
    }
    (body.lines, body.stores) = (lines, stores);
    let order: Vec<usize> = (0..body.lines.len()).filter(|k| !taken.contains(k)).collect();
    body.reorder(&order);
}

/// The factors of a product.
fn factors(formula: &Formula) -> Option<[Operand; 2]> {
    match formula {
        Formula::Binary(Binary::Mul, a, b) => Some([*a, *b]),
        Formula::Unary(Unary::Square, a) => Some([*a; 2]),
        _ => None,
    }
}

/// How often each line is read.
fn uses(body: &Loop) -> Vec<usize> {
    let mut uses = vec![0; body.lines.len()];
    let of_lines = body.lines.iter().flat_map(|line| line.formula.operands());
    let of_stores = body.stores.iter().flat_map(|store| store.operands());
    for operand in of_lines.chain(of_stores) {
        if let Operand::Line(k) = operand {
            uses[k] += 1;
        }
    }
    uses
}

#[cfg(test)]
mod tests {
    use super::super::super::step::{BufferId, Line, Store};
    use super::*;
    use crate::shape::Index;

    /// The loop of three rows that are read, these formulas of them, and these lines stored, after
    /// the pass.
    fn fused(formulas: &[Formula], stored: &[(usize, Mode)]) -> Loop {
        let read = (0..3).map(|k| Formula::Read(BufferId(k), Some(Index::identity(1))));
        let line = |formula| Line { name: String::new(), labelled: false, formula };
        let store = |(line, mode): &(usize, Mode)| {
            let whole = Store::write(Operand::Line(*line), BufferId(3), Index::identity(1));
            Store { mode: *mode, ..whole }
        };
        let lines = read.chain(formulas.iter().cloned()).map(line).collect();
        let mut body = Loop { rows: 1, lines, stores: stored.iter().map(store).collect(), ..Loop::default() };
        fuse(&mut body);
        body
    }

    fn binary(op: Binary, a: usize, b: usize) -> Formula {
        Formula::Binary(op, Operand::Line(a), Operand::Line(b))
    }

    /// The sums of a loop that have taken a product up, in lines and in stores.
    fn taken_up(body: &Loop) -> (usize, usize) {
        let lines = body.lines.iter().filter(|l| matches!(l.formula, Formula::MultiplyAdd { .. })).count();
        (lines, body.stores.iter().filter(|s| s.times.is_some()).count())
    }

    #[test]
    fn a_product_is_taken_up_where_nothing_else_reads_it() {
        let product = binary(Binary::Mul, 0, 1);
        for (op, a, b) in [(Binary::Add, 3, 2), (Binary::Add, 2, 3), (Binary::Sub, 3, 2)] {
            let body = fused(&[product.clone(), binary(op, a, b)], &[(4, Mode::Write)]);
            let subtracted = op == Binary::Sub;
            let factors = [Operand::Line(0), Operand::Line(1)];
            let expected = Formula::MultiplyAdd { factors, addend: Operand::Line(2), subtracted };
            assert_eq!(body.lines.len(), 4);
            assert_eq!(body.lines[3].formula, expected);
            assert_eq!(body.stores[0].value, Operand::Line(3));
        }
        let none = |formulas: &[Formula], stored: &[(usize, Mode)]| taken_up(&fused(formulas, stored)) == (0, 0);
        assert!(none(&[product.clone(), binary(Binary::Sub, 2, 3)], &[(4, Mode::Write)]));
        let two = [product.clone(), binary(Binary::Mul, 1, 2), binary(Binary::Add, 3, 4)];
        assert!(none(&two, &[(5, Mode::Write)]));
        assert!(none(&[product.clone(), binary(Binary::Add, 3, 2)], &[(4, Mode::Write), (3, Mode::Write)]));
        assert!(none(&[product.clone(), binary(Binary::Add, 3, 3)], &[(4, Mode::Write)]));
        assert!(none(&[product.clone(), binary(Binary::Mul, 3, 2)], &[(4, Mode::Write)]));
    }

    #[test]
    fn a_store_that_adds_takes_a_product_up() {
        let product = [Formula::Unary(Unary::Square, Operand::Line(0))];
        let body = fused(&product, &[(3, Mode::Reduce)]);
        assert_eq!((body.stores[0].value, body.stores[0].times), (Operand::Line(0), Some(Operand::Line(0))));
        assert_eq!(body.lines.len(), 3);
        assert_eq!(taken_up(&fused(&product, &[(3, Mode::Write)])), (0, 0));
    }
}
