//! tanh with its slope: `tanh a` and `sech² a` of one number are made together, as both start from
//! the same exponential.
//!
//! Each is the same to the bit as alone, so that a value does not depend on what else its loop
//! computes.

use super::super::step::{Formula, Line, Loop, Operand, Plan, each_loop};
use crate::ir::Unary;

/// Joins the two in every loop of samples, and in every equation in one.
pub(super) fn apply(plan: &mut Plan) {
    each_loop(&mut plan.steps, &mut in_loop);
}

fn in_loop(body: &mut Loop) {
    for line in &mut body.lines {
        if let Formula::Root(_, equation) = &mut line.formula {
            let order = joined(&mut equation.lines);
            equation.reorder(&order);
        }
    }
    let order = joined(&mut body.lines);
    body.reorder(&order);
}

/// Changes the formulas of each pair; the order in which a pair's lines follow each other, at the
/// place of its first.
fn joined(lines: &mut [Line]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..lines.len()).collect();
    for (tanh, sech2, of) in pairs(lines) {
        lines[tanh].formula = Formula::TanhSech2(of);
        lines[sech2].formula = Formula::SlopeOfTanh;
        let first = tanh.min(sech2);
        let place = order.iter().position(|k| *k == first).unwrap_or(first);
        order.retain(|k| *k != tanh && *k != sech2);
        order.splice(place..place, [tanh, sech2]);
    }
    order
}

/// Lines `tanh a` and `sech² a`, and a. Where several lines are alike, the first is taken.
fn pairs(lines: &[Line]) -> Vec<(usize, usize, Operand)> {
    let all = |op: Unary| {
        lines.iter().enumerate().filter_map(move |(k, line)| match line.formula {
            Formula::Unary(found, a) if found == op => Some((k, a)),
            _ => None,
        })
    };
    let mut pairs: Vec<(usize, usize, Operand)> = Vec::new();
    for (tanh, of) in all(Unary::Tanh) {
        let is_first = pairs.iter().all(|pair| pair.2 != of);
        if let Some((sech2, _)) = all(Unary::Sech2).find(|(_, a)| is_first && *a == of) {
            pairs.push((tanh, sech2, of));
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::super::super::step::{BufferId, Equation, Store};
    use super::*;
    use crate::shape::Index;

    /// The loop of two rows that are read and these formulas, each of which is stored, after the
    /// pass.
    fn changed(formulas: &[Formula]) -> Loop {
        let read = (0..2).map(|k| Formula::Read(BufferId(0), Some(Index::range(k, 1))));
        let line = |(k, formula)| Line { name: format!("v{k}"), labelled: false, formula };
        let store = |k: usize| Store::write(Operand::Line(2 + k), BufferId(1), Index::range(k, 1));
        let lines = read.chain(formulas.iter().cloned()).enumerate().map(line).collect();
        let stores = (0..formulas.len()).map(store).collect();
        let mut body = Loop { rows: 1, lines, stores, ..Loop::default() };
        in_loop(&mut body);
        body
    }

    fn unary(op: Unary, a: usize) -> Formula {
        Formula::Unary(op, Operand::Line(a))
    }

    /// Names in the order of the lines, and the names of what is stored.
    fn names(body: &Loop) -> (Vec<&str>, Vec<&str>) {
        let name = |k: usize| body.lines[k].name.as_str();
        let stored = body.stores.iter().map(|store| match store.value {
            Operand::Line(k) => name(k),
            Operand::Number(_) => "number",
        });
        (body.lines.iter().map(|line| line.name.as_str()).collect(), stored.collect())
    }

    #[test]
    fn a_function_and_its_slope_are_made_together() {
        let (tanh, sech2) = (unary(Unary::Tanh, 0), unary(Unary::Sech2, 0));
        let body = changed(&[tanh.clone(), sech2.clone()]);
        assert_eq!(body.lines[2].formula, Formula::TanhSech2(Operand::Line(0)));
        assert_eq!(body.lines[3].formula, Formula::SlopeOfTanh);
        // The slope comes first, and another function that reads it stands between the two.
        let body = changed(&[sech2, unary(Unary::Exp, 2), tanh]);
        assert_eq!(names(&body), (vec!["v0", "v1", "v4", "v2", "v3"], vec!["v2", "v3", "v4"]));
        assert_eq!(body.lines[4].formula, unary(Unary::Exp, 3));
    }

    #[test]
    fn functions_of_different_numbers_stay_apart() {
        let formulas = [unary(Unary::Tanh, 0), unary(Unary::Sech2, 1)];
        let body = changed(&formulas);
        assert_eq!([&body.lines[2].formula, &body.lines[3].formula], [&formulas[0], &formulas[1]]);
    }

    #[test]
    fn an_equation_has_pairs_of_its_own() {
        let line = |(k, formula)| Line { name: format!("term_{k}"), labelled: false, formula };
        let formulas = [Formula::Leaf, unary(Unary::Sech2, 0), unary(Unary::Tanh, 0)];
        let lines = formulas.into_iter().enumerate().map(line).collect();
        let (value, slope) = (Operand::Line(2), Operand::Line(1));
        let equation = Equation { lines, captured: Vec::new(), value, slope, increasing: true };
        // Line 0 of the equation is its unknown, that of the loop another number.
        let body = changed(&[Formula::Root(Operand::Line(0), equation.into()), unary(Unary::Tanh, 0)]);
        let Formula::Root(_, equation) = &body.lines[2].formula else { panic!("{:?}", body.lines[2]) };
        assert_eq!(equation.lines[1].formula, Formula::TanhSech2(Operand::Line(0)));
        assert_eq!((equation.value, equation.slope), (Operand::Line(1), Operand::Line(2)));
        assert_eq!(body.lines[3].formula, unary(Unary::Tanh, 0));
    }
}
