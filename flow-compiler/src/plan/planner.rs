//! The plans of one kind, by its layout.

use super::kind::KindPlan;
use super::layout::Layout;
use super::{direction, passes, prepare};
use crate::lower::Kind;
use crate::vocabulary::Direction;

/// The plans of a kind of layer, as they are where nothing is known of its neighbours.
pub fn plan_kind(kind: &Kind) -> KindPlan {
    let mut plan = planned(kind);
    passes::finish(&mut plan, false);
    plan
}

/// The plans of a kind before the passes that need nothing but one plan.
pub(super) fn planned(kind: &Kind) -> KindPlan {
    let layout = Layout::of(kind);
    // The declared direction leads back from the results of the derived one.
    let to_data = kind.sampling.as_ref().filter(|_| kind.explicit == Direction::Forward);
    let to_base = Some(&kind.density).filter(|_| kind.explicit == Direction::Inverse);
    KindPlan {
        name: kind.name.clone(),
        parameters: layout.parameters_len,
        prepared: layout.prepared_len,
        uniforms: layout.cotangents_len,
        dropouts: kind.dropouts.iter().map(|d| d.units).sum(),
        prepare: prepare::prepare(kind, &layout),
        density: direction::plan_direction(kind, &kind.density, to_data, &layout),
        sampling: kind.sampling.as_ref().map(|s| direction::plan_direction(kind, s, to_base, &layout)),
        uniform_vjp: prepare::uniform_vjp(kind, &layout),
        shared: Vec::new(),
    }
}
