//! The steps at the end of a function that serve nothing but its result are left to those who want it.
//!
//! In training, the cotangent of an embedding's argument is that of the data that condition the flow, or of
//! the events that a posterior reads: nobody reads it, and it often costs a product as large as any.

use super::super::step::{Place, Plan, Step};
use super::super::verify::outputs;

/// Moves these steps into one of their own.
pub(super) fn apply(plan: &mut Plan) {
    let serves = |step: &Step| {
        outputs(step).into_iter().all(|b| plan.buffer(b).place == Place::Output || plan.buffer(b).place.is_scratch())
    };
    let first = plan.steps.iter().rposition(|step| !serves(step)).map_or(0, |last| last + 1);
    let body = plan.steps.split_off(first);
    if !body.is_empty() {
        plan.steps.push(Step::Wanted { body });
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::step::{Buffer, BufferId};
    use super::*;

    #[test]
    fn steps_after_the_last_that_others_need_are_set_apart() {
        let buffer = |place: Place| Buffer { name: format!("{place:?}"), rows: 1, place };
        let places = [Place::Output, Place::Tape(0), Place::Scratch(0), Place::ContextCotangent];
        let apart = |order: &[usize]| {
            let mut plan = Plan {
                name: "vjp".into(),
                doc: String::new(),
                per_lane: true,
                buffers: places.iter().cloned().map(buffer).collect(),
                slots: vec![1],
                tape: vec![1],
                steps: order.iter().map(|b| Step::Clear(BufferId(*b))).collect(),
            };
            apply(&mut plan);
            match plan.steps.last() {
                Some(Step::Wanted { body }) => body.len(),
                _ => 0,
            }
        };
        assert_eq!(apart(&[1, 2, 0]), 2);
        assert_eq!(apart(&[0, 1, 2, 0]), 2);
        assert_eq!(apart(&[0, 3]), 0);
        assert_eq!(apart(&[2, 0]), 2);
        assert_eq!(apart(&[]), 0);
    }
}
