//! Functions of one kind of layer that do the same work under different names are printed once.
//!
//! A reversal is its own inverse, and its cotangents are reversed as well: all six functions of it
//! are one. A direction and the one with a tape are one where nothing needs to be kept.

use super::super::kind::{FunctionId, KindPlan, Phase, Shared};
use super::super::step::{Formula, Plan, Step};

impl Plan {
    /// True if both do the same to the same places.
    pub fn is_like(&self, other: &Plan) -> bool {
        let facts = |p: &Plan| (p.per_lane, p.buffers.len(), p.steps.len());
        if facts(self) != facts(other) || (&self.slots, &self.tape) != (&other.slots, &other.tape) {
            return false;
        }
        let (a, b) = (self.nameless(), other.nameless());
        a.buffers == b.buffers && a.steps == b.steps
    }

    fn nameless(&self) -> Plan {
        let mut plan = self.clone();
        plan.buffers.iter_mut().for_each(|buffer| buffer.name.clear());
        plan.steps.iter_mut().for_each(clear);
        plan
    }
}

fn clear(step: &mut Step) {
    match step {
        Step::Levels { body, .. } | Step::RowEnd { body, .. } | Step::Wanted { body, .. } => {
            body.iter_mut().for_each(clear);
        }
        Step::Loop(body) => {
            for line in &mut body.lines {
                line.name.clear();
                if let Formula::Root(_, equation) = &mut line.formula {
                    equation.lines.iter_mut().for_each(|line| line.name.clear());
                }
            }
        }
        _ => {}
    }
}

/// The functions of a kind on samples, each with those after it that do the same.
pub(super) fn shared(kind: &KindPlan) -> Vec<Shared> {
    let mut groups: Vec<(&Plan, Vec<FunctionId>)> = Vec::new();
    for (id, plan) in kind.functions() {
        match groups.iter_mut().find(|(first, _)| first.is_like(plan)) {
            Some((_, functions)) => functions.push(id),
            None => groups.push((plan, vec![id])),
        }
    }
    groups.into_iter().map(|(first, functions)| Shared { name: name(kind, first, &functions), functions }).collect()
}

/// The name of a direction's function where one is among them, which says most of the work.
fn name(kind: &KindPlan, first: &Plan, functions: &[FunctionId]) -> String {
    let mut directions = functions.iter().filter(|id| id.phase == Phase::Apply);
    directions.next().and_then(|id| kind.plan(*id)).unwrap_or(first).name.clone()
}

#[cfg(test)]
mod tests {
    use super::super::super::step::{Buffer, BufferId, Line, Loop, Operand, Place, Store};
    use super::*;
    use crate::shape::Index;

    fn copy(name: &str, from: Index) -> Plan {
        let buffer = |place: Place| Buffer { name: format!("{name} at {place:?}"), rows: 4, place };
        let read = Line { name: name.into(), labelled: false, formula: Formula::Read(BufferId(0), Some(from)) };
        let stores = vec![Store::write(Operand::Line(0), BufferId(1), Index::identity(4))];
        Plan {
            name: name.into(),
            doc: format!("as {name} does"),
            per_lane: true,
            buffers: vec![buffer(Place::Input), buffer(Place::Output)],
            slots: Vec::new(),
            tape: Vec::new(),
            steps: vec![Step::Loop(Loop { rows: 4, lines: vec![read], stores, ..Loop::default() })],
        }
    }

    #[test]
    fn names_make_no_difference_and_rows_do() {
        let reversed = copy("inverse", Index::reversal(4));
        assert!(reversed.is_like(&copy("forward", Index::reversal(4))));
        assert!(!reversed.is_like(&copy("inverse", Index::identity(4))));
        let mut kept = copy("inverse", Index::reversal(4));
        kept.tape.push(4);
        assert!(!reversed.is_like(&kept));
    }
}
