//! Scratch memory: buffers whose lives do not overlap share a slot.

use super::super::step::{BufferId, Place, Plan, Step, touches};

/// Gives every scratch buffer of a plan a slot, and the slots their rows.
pub(super) fn apply(plan: &mut Plan) {
    let mut slots: Vec<usize> = Vec::new();
    let mut busy_until: Vec<usize> = Vec::new();
    let mut lives: Vec<(usize, usize, usize)> = (0..plan.buffers.len())
        .filter(|b| plan.buffers[*b].place.is_scratch())
        .filter_map(|b| {
            let touching = |s: &Step| touches(s).contains(&BufferId(b));
            let first = plan.steps.iter().position(touching)?;
            let last = plan.steps.iter().rposition(touching)?;
            Some((first, last, b))
        })
        .collect();
    lives.sort_unstable();
    for (first, last, b) in lives {
        let rows = plan.buffers[b].rows;
        let free = (0..slots.len()).filter(|s| busy_until[*s] < first);
        // The slot that wastes or grows least.
        let slot = free.min_by_key(|s| slots[*s].abs_diff(rows)).unwrap_or_else(|| {
            slots.push(0);
            busy_until.push(0);
            slots.len() - 1
        });
        slots[slot] = slots[slot].max(rows);
        busy_until[slot] = last;
        plan.buffers[b].place = Place::Scratch(slot);
    }
    plan.slots = slots;
}
