//! Layers: bijectors of the whole event, and the two words that build layers from layers.

pub mod coupling;
pub mod invert;
pub mod permute;
pub mod repeat;
pub mod reverse;

use super::Static;
use super::bijectors::{self, Whole};
use super::families;

/// All layers, in the order of the reference page.
pub static LAYERS: &[Static] = &[
    &Whole(bijectors::affine::Affine),
    &Whole(bijectors::exp::Exp),
    &Whole(bijectors::leaky_relu::LeakyRelu),
    &coupling::Coupling,
    &reverse::Reverse,
    &permute::Permute,
    &repeat::Repeat,
    &invert::Invert,
    &families::real_nvp::RealNvp,
];
