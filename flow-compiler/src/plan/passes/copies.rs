//! A loop that moves rows which follow one another to rows which do is a copy.

use super::super::step::{Formula, Loop, Mode, Operand, Plan, Step, Store};
use crate::shape::Index;

/// Replaces such loops, also those inside a loop over levels.
pub(super) fn apply(plan: &mut Plan) {
    if plan.per_lane {
        let mut steps = std::mem::take(&mut plan.steps);
        replace(plan, &mut steps);
        plan.steps = steps;
    }
}

fn replace(plan: &Plan, steps: &mut [Step]) {
    for step in steps {
        match step {
            Step::Levels { body, .. } | Step::RowEnd { body, .. } | Step::Wanted { body, .. } => replace(plan, body),
            Step::Loop(body) => {
                if let Some(copy) = copy(plan, body) {
                    *step = copy;
                }
            }
            _ => {}
        }
    }
}

fn copy(plan: &Plan, body: &Loop) -> Option<Step> {
    let [line] = body.lines.as_slice() else { return None };
    let Formula::Read(from, Some(Index::Range { start: from_row, step: 1, .. })) = line.formula else { return None };
    let [Store { value: Operand::Line(0), times: None, buffer: to, index, mode: Mode::Write }] = body.stores.as_slice()
    else {
        return None;
    };
    let Index::Range { start, step: 1, .. } = index else { return None };
    let are_rows = [from, *to].into_iter().all(|buffer| plan.buffer(buffer).place.is_per_lane());
    let is_copy = are_rows && body.span.is_none() && from != *to;
    is_copy.then_some(Step::Copy { from, from_row, to: *to, to_row: *start, rows: body.rows })
}
