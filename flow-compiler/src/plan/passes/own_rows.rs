//! A loop that works on one row a level, the level's own, needs no search for its rows.

use super::super::step::{Degree, Plan, Step};
use crate::shape::Degrees;

/// Marks such loops inside each loop over levels.
pub(super) fn apply(plan: &mut Plan) {
    for step in &mut plan.steps {
        let Step::Levels { count, body, .. } = step else { continue };
        let one_each = Degrees { always: 0, first: 1, groups: *count, size: *count };
        for step in body {
            if let Step::Loop(body) = step {
                body.own_row = body.span == Some((one_each, Degree::Above));
            }
        }
    }
}
