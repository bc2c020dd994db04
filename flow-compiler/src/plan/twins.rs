//! Functions of one kind of layer that do the same work under different names, so that it is emitted once.
//!
//! A reversal is its own inverse, and its cotangents are reversed as well: all six functions of it are one. Where nothing needs to be kept,
//! so are a direction and the one with a tape.

use super::{Formula, KindPlan, Plan, Step};

impl Plan {
    /// Whether both do the same to the same places.
    pub fn is_like(&self, other: &Plan) -> bool {
        let (a, b) = (self.nameless(), other.nameless());
        let facts = |p: &Plan| (p.per_lane, p.slots.clone(), p.tape.clone());
        facts(&a) == facts(&b) && a.buffers == b.buffers && a.steps == b.steps
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
