//! A loop that only moves rows which follow one another to rows which do is a copy for each store.

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

fn replace(plan: &Plan, steps: &mut Vec<Step>) {
    let replaced = std::mem::take(steps).into_iter().flat_map(|mut step| match &mut step {
        Step::Levels { body, .. } | Step::RowEnd { body, .. } | Step::Wanted { body, .. } => {
            replace(plan, body);
            vec![step]
        }
        Step::Loop(body) => copies(plan, body).unwrap_or_else(|| vec![step]),
        _ => vec![step],
    });
    *steps = replaced.collect();
}

/// The copies that do the work of a loop; none where it does more than to copy.
fn copies(plan: &Plan, body: &Loop) -> Option<Vec<Step>> {
    let is_copied = |k: usize| body.stores.iter().any(|store| store.value == Operand::Line(k));
    let only_copies = body.span.is_none() && (0..body.lines.len()).all(is_copied);
    only_copies.then(|| body.stores.iter().map(|store| copy(plan, body, store)).collect())?
}

fn copy(plan: &Plan, body: &Loop, store: &Store) -> Option<Step> {
    let Store { value: Operand::Line(k), times: None, buffer: to, index, mode: Mode::Write } = store else {
        return None;
    };
    let Formula::Read(from, Some(Index::Range { start: from_row, step: 1, .. })) = body.lines[*k].formula else {
        return None;
    };
    let Index::Range { start, step: 1, .. } = index else { return None };
    let are_rows = [from, *to].into_iter().all(|buffer| plan.buffer(buffer).place.is_per_lane());
    // No row that is read is written by another store of the loop.
    let is_apart = body.stores.iter().all(|other| other.buffer != from);
    (are_rows && is_apart).then_some(Step::Copy { from, from_row, to: *to, to_row: *start, rows: body.rows })
}
