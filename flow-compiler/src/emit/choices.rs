//! How the values of a loop are used, and which of its choices are one choice with several
//! conditions.

use std::collections::BTreeSet;

use crate::ir::Unary;
use crate::plan::{Formula, Loop, Operand, Store};

/// How the values of a loop are used.
pub struct Uses {
    /// How often each is.
    pub count: Vec<usize>,
    /// Values that must not stand where they are used: squares have them twice, a search for a root
    /// reads them on and on, and an arm of a choice would compute them in one case only, which no
    /// vectors can.
    pub bound: Vec<bool>,
}

impl Uses {
    /// Of a loop.
    pub fn of(body: &Loop) -> Self {
        let (mut count, mut bound) = (vec![0; body.lines.len()], vec![false; body.lines.len()]);
        let mut used = |operand: &Operand, is_bound: bool| {
            if let Operand::Line(k) = operand {
                count[*k] += 1;
                bound[*k] |= is_bound;
            }
        };
        for line in &body.lines {
            match &line.formula {
                Formula::Select(c, a, b) => [(c, false), (a, true), (b, true)].iter().for_each(|(a, is)| used(a, *is)),
                Formula::Root(right, equation) => {
                    used(right, false);
                    equation.captured.iter().for_each(|(_, outer)| used(outer, true));
                }
                Formula::Unary(Unary::Square, a) => used(a, true),
                Formula::MultiplyAdd { factors: [a, b], addend, .. } => {
                    [a, b].into_iter().for_each(|factor| used(factor, a == b));
                    used(addend, false);
                }
                other => other.operands().iter().for_each(|a| used(a, false)),
            }
        }
        body.stores.iter().flat_map(Store::operands).for_each(|a| used(&a, false));
        Uses { count, bound }
    }
}

/// A choice: one value where all conditions hold, or fail where that is said, and else the other.
#[derive(Clone)]
pub struct Choice {
    pub conditions: Vec<(Operand, bool)>,
    pub value: Operand,
    pub otherwise: Operand,
}

/// The choices of a loop. One that nothing but another choice reads, and that has its other value
/// too, is more conditions of that one.
pub struct Choices {
    /// That of each line, where it is one.
    pub of: Vec<Option<Choice>>,
    /// Lines that stand for nothing of their own.
    pub merged: BTreeSet<usize>,
}

impl Choices {
    /// Of a loop.
    pub fn of(body: &Loop, uses: &Uses) -> Self {
        let mut choices = Choices { of: Vec::new(), merged: BTreeSet::new() };
        for line in &body.lines {
            let choice = match line.formula {
                Formula::Select(condition, a, b) => Some(choices.choice(uses, condition, [a, b])),
                _ => None,
            };
            choices.of.push(choice);
        }
        choices
    }

    fn choice(&mut self, uses: &Uses, condition: Operand, [a, b]: [Operand; 2]) -> Choice {
        // Only what has a name is negated: of a comparison, the negation is another one.
        let is_named = |of: Operand| matches!(of, Operand::Line(k) if uses.count[k] > 1);
        for (holds, inner, otherwise) in [(true, a, b), (false, b, a)] {
            let Operand::Line(k) = inner else { continue };
            let Some(Choice { conditions, value, otherwise: other }) = self.of[k].clone() else { continue };
            let turned = match conditions.as_slice() {
                [(only, is)] if is_named(*only) => Some((vec![(*only, !is)], other, value)),
                _ => None,
            };
            let forms = [Some((conditions, value, other)), turned].into_iter().flatten();
            let form = forms.into_iter().find(|(.., other)| *other == otherwise);
            if let Some((inside, value, _)) = form.filter(|_| uses.count[k] == 1 && (holds || is_named(condition))) {
                self.merged.insert(k);
                return Choice { conditions: [vec![(condition, holds)], inside].concat(), value, otherwise };
            }
        }
        Choice { conditions: vec![(condition, true)], value: a, otherwise: b }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::{BufferId, Line};
    use crate::shape::Index;

    #[test]
    fn nested_choices_with_one_alternative_are_one() {
        let (line, zero) = (Operand::Line, Operand::Number(0.0));
        let read = |k| Formula::Read(BufferId(k), None);
        let choose = |condition: usize, a: Operand, b: Operand| Formula::Select(line(condition), a, b);
        // Two conditions, each read twice, and a value.
        let of = |formulas: Vec<Formula>| {
            let all = [read(0), read(1), read(2)].into_iter().chain(formulas).enumerate();
            let lines: Vec<Line> =
                all.map(|(k, formula)| Line { name: format!("v{k}"), labelled: false, formula }).collect();
            let last = lines.len() - 1;
            let store = |k: usize| Store::write(line(k), BufferId(3), Index::range(0, 1));
            let body = Loop { rows: 1, lines, stores: vec![store(last), store(0), store(1)], ..Loop::default() };
            let choices = Choices::of(&body, &Uses::of(&body));
            (choices.merged.len(), choices.of[last].as_ref().map(|c| c.conditions.clone()))
        };
        // c ? (d ? 0 : x) : 0 is x where c and not d.
        let nested = of(vec![choose(1, zero, line(2)), choose(0, line(3), zero)]);
        assert_eq!(nested, (1, Some(vec![(line(0), true), (line(1), false)])));
        // c ? x : (d ? 0 : x) is 0 where not c, but d.
        let other = of(vec![choose(1, zero, line(2)), choose(0, line(2), line(3))]);
        assert_eq!(other, (1, Some(vec![(line(0), false), (line(1), true)])));
        // With another alternative it stays a choice of choices.
        let apart = of(vec![choose(1, line(0), line(2)), choose(0, line(3), zero)]);
        assert_eq!(apart, (0, Some(vec![(line(0), true)])));
    }
}
