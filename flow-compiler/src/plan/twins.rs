//! Functions of one kind of layer that do the same work under different names, so that it is emitted once.
//!
//! A reversal is its own inverse, and its cotangents are reversed as well: all six functions of it are one. Where nothing needs to be kept,
//! so are a direction and the one with a tape.

use super::{Formula, KindPlan, Plan, Step};

impl Plan {
    /// Whether both do the same to the same places.
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
        Step::Levels { body, .. } => body.iter_mut().for_each(clear),
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

impl KindPlan {
    /// The functions on samples, each with those after it that do the same.
    pub fn distinct(&self) -> Vec<(&Plan, Vec<&Plan>)> {
        let mut distinct: Vec<(&Plan, Vec<&Plan>)> = Vec::new();
        for plan in [Some(&self.density), self.sampling.as_ref()].into_iter().flatten().flat_map(|d| d.plans()) {
            match distinct.iter_mut().find(|(first, _)| first.is_like(plan)) {
                Some((_, others)) => others.push(plan),
                None => distinct.push((plan, Vec::new())),
            }
        }
        distinct
    }

    /// The name of the function that does what the one of this name should.
    pub fn stand_in<'n>(&'n self, name: &'n str) -> &'n str {
        let distinct = self.distinct();
        let found = distinct.iter().find(|(_, others)| others.iter().any(|other| other.name == name));
        found.map_or(name, |(first, _)| &first.name)
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Buffer, BufferId, Line, Loop, Mode, Operand, Place, Store};
    use super::*;
    use crate::shape::Index;

    fn copy(name: &str, from: Index) -> Plan {
        let buffer = |place: Place| Buffer { name: format!("{name} at {place:?}"), rows: 4, place };
        let read = Line { name: name.into(), formula: Formula::Read(BufferId(0), Some(from)) };
        let index = Index::identity(4);
        let store = Store { value: Operand::Line(0), buffer: BufferId(1), index, mode: Mode::Write };
        Plan {
            name: name.into(),
            doc: format!("as {name} does"),
            per_lane: true,
            buffers: vec![buffer(Place::Input), buffer(Place::Output)],
            slots: Vec::new(),
            tape: Vec::new(),
            steps: vec![Step::Loop(Loop { rows: 4, span: None, lines: vec![read], stores: vec![store] })],
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
