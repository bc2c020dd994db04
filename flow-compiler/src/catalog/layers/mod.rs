//! Layers: bijectors of the whole event, and the two words that build layers from layers.

pub mod autoregressive;
pub mod coupling;
pub mod invert;
pub mod permute;
pub mod repeat;
pub mod reverse;
pub mod supports;

use std::collections::BTreeSet;

use super::Static;
use super::bijectors::{self, Whole};
use super::families;
use crate::diag::Diagnostics;
use crate::settings::Filled;

/// All layers, in the order of the reference page.
pub static LAYERS: &[Static] = &[
    &Whole(bijectors::affine::Affine),
    &Whole(bijectors::exp::Exp),
    &Whole(bijectors::leaky_relu::LeakyRelu),
    &coupling::Coupling,
    &autoregressive::Autoregressive,
    &reverse::Reverse,
    &permute::Permute,
    &supports::Supports,
    &repeat::Repeat,
    &invert::Invert,
    &families::real_nvp::RealNvp,
    &families::autoregressive::Maf,
    &families::autoregressive::Iaf,
];

/// Reports element numbers of a setting that the event does not have, and those that are named twice; true if there are none.
fn check_elements(owner: &str, key: &str, size: usize, settings: &Filled, errors: &mut Diagnostics) -> bool {
    let before = errors.len();
    let mut named = BTreeSet::new();
    for (i, &element) in settings.counts(key).iter().enumerate() {
        let span = settings.item_span(key, i);
        if element >= size {
            let message = format!("`{key}` of `{owner}` names element {element}, the last one is {}", size - 1);
            errors.error(span, message).help("elements are counted from 0");
        } else if !named.insert(element) {
            errors
                .error(span, format!("`{key}` of `{owner}` names element {element} twice"))
                .help("remove one of them");
        }
    }
    errors.len() == before
}
