//! Objectives without data that some layers and bases do not fit.

use super::kind::Kind;
use super::program::Member;
use crate::check::{Layer, span_of};
use crate::diag::Diagnostics;
use crate::vocabulary::Chosen;

/// Refuses layers that measure data where there are none, and says why.
pub(super) fn measured(layers: &[Layer], member: &Member, why: &str, errors: &mut Diagnostics) {
    for layer in layers {
        match layer {
            Layer::Bijector(instance) => {
                let mut parameters = member.placed(&instance.path).into_iter().flat_map(|p| &p.parameters);
                if parameters.any(|p| p.init.is_measured()) {
                    let name = instance.chosen.word.name();
                    let message = format!("`{name}` measures batches of data, {why}");
                    errors
                        .error(span_of(instance), message)
                        .help("`affine` has a shift and a scale of each element, and starts as the identity");
                }
            }
            Layer::Group(layers) | Layer::Repeat { layers, .. } => measured(layers, member, why, errors),
        }
    }
}

/// Refuses layers whose sampling direction has no cotangents, where the gradient goes through draws.
pub(super) fn one_way(
    layers: &[Layer],
    (member, kinds): (&Member, &[Kind]),
    objective: &str,
    errors: &mut Diagnostics,
) {
    for layer in layers {
        match layer {
            Layer::Bijector(instance) => {
                let kind = member.placed(&instance.path).map(|placed| &kinds[placed.kind]);
                let sampling = kind.and_then(|kind| kind.sampling.as_ref());
                if sampling.is_some_and(|sampling| sampling.reverse.is_none()) {
                    let name = instance.chosen.word.name();
                    let message = format!("draws through `{name}` are not differentiated, as `{objective}` does");
                    errors
                        .error(span_of(instance), message)
                        .help("a coupling with a network on the grid has draws that move with its parameters");
                }
            }
            Layer::Group(layers) | Layer::Repeat { layers, .. } => one_way(layers, (member, kinds), objective, errors),
        }
    }
}

/// Refuses a base whose draws do not move with its parameters, where the gradient goes through
/// draws.
pub(super) fn unmoved(base: &Chosen, member: &Member, objective: &str, errors: &mut Diagnostics) {
    if !member.base.parameters.is_empty() || base.base().is_layer(base.settings()) {
        let name = base.word.name();
        let message =
            format!("draws of `{name}` do not move with its parameters, and `{objective}` differentiates them");
        errors.error(base.span, message).help("`normal` has draws that move with its mean and covariance");
    }
}
