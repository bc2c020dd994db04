//! A loop over many rows becomes a function whose arguments are the rows.
//!
//! LLVM compares pairs of rows at run time before a loop, to see that none overlaps another which
//! is written; where there are more than a few pairs it does not make vectors of the loop. Rows
//! that are arguments are known to lie apart.

use std::collections::BTreeSet;

use super::super::step::{Buffer, BufferId, Formula, Line, Loop, Mode, Plan, each_loop};
use crate::shape::Index;

/// Pairs of rows that LLVM compares.
const MOST_PAIRS: usize = 8;

/// Marks the loops of samples that have more pairs.
pub(super) fn apply(plan: &mut Plan) {
    if plan.per_lane {
        let buffers = plan.buffers.clone();
        each_loop(&mut plan.steps, &mut |body| body.apart = pairs(&buffers, body) > MOST_PAIRS);
    }
}

/// Pairs of rows of which one is written.
fn pairs(buffers: &[Buffer], body: &Loop) -> usize {
    let of_lanes = |buffer: &BufferId| buffers[buffer.0].place.is_per_lane();
    let is_read = |line: &&Line| matches!(&line.formula, Formula::Read(buffer, _) if of_lanes(buffer));
    let read = body.lines.iter().filter(is_read).count();
    let rows: BTreeSet<(BufferId, Option<&Index>)> = body
        .stores
        .iter()
        .filter(|s| of_lanes(&s.buffer))
        .map(|s| (s.buffer, (s.mode != Mode::Reduce).then_some(&s.index)))
        .collect();
    let written = rows.len();
    written * written.saturating_sub(1) / 2 + written * read
}
