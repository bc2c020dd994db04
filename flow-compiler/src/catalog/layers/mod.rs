//! Layers: bijectors of the whole event, and the two words that build layers from layers.

pub mod actnorm;
pub mod autoregressive;
pub mod batch_norm;
pub mod conditional;
pub mod coupling;
pub mod householder;
pub mod invert;
pub mod lower_triangular;
pub mod lu_linear;
pub mod permute;
pub mod planar;
pub mod radial;
pub mod repeat;
pub mod reverse;
pub mod scale_tril;
pub mod supports;
pub mod sylvester;

use std::collections::BTreeSet;

use super::bijectors::{self, Whole};
use super::{families, transformers};
use crate::diag::Diagnostics;
use crate::vocabulary::Filled;
use crate::vocabulary::{Static, Support};

/// All layers, in the order of the reference page.
pub static LAYERS: &[Static] = &[
    &Whole(bijectors::affine::Affine),
    &Whole(bijectors::shift::Shift),
    &Whole(bijectors::scale::Scale),
    &Whole(bijectors::exp::Exp),
    &Whole(bijectors::log::Log),
    &Whole(bijectors::sigmoid::Sigmoid),
    &bijectors::logit::Logit,
    &Whole(bijectors::softplus::Softplus),
    &Whole(bijectors::tanh::Tanh),
    &Whole(bijectors::leaky_relu::LeakyRelu),
    &Whole(bijectors::power::Power),
    &Whole(bijectors::gumbel_cdf::GumbelCdf),
    &Whole(transformers::rational_quadratic_spline::RationalQuadraticSpline),
    &coupling::Coupling,
    &autoregressive::Autoregressive,
    &conditional::Conditional,
    &actnorm::Actnorm,
    &batch_norm::BatchNorm,
    &lower_triangular::LowerTriangular,
    &lu_linear::LuLinear,
    &scale_tril::ScaleTril,
    &planar::Planar,
    &radial::Radial,
    &householder::Householder,
    &sylvester::Sylvester,
    &reverse::Reverse,
    &permute::Permute,
    &supports::Supports,
    &repeat::Repeat,
    &invert::Invert,
    &families::nice::Nice,
    &families::real_nvp::RealNvp,
    &families::autoregressive::Maf,
    &families::autoregressive::Iaf,
    &families::nsf::Nsf,
];

/// Reports settings of the layer's transformer that do not fit each other.
fn check_transformer(settings: &Filled, errors: &mut Diagnostics) {
    let chosen = settings.chosen("transformer").filter(|c| !c.filled.is_wrong());
    if let Some((elementwise, chosen)) = chosen.and_then(|c| Some((c.word.elementwise()?, c))) {
        if elementwise.domain() != Support::REAL {
            let message = format!(
                "`{}` is a bijector of {}, a transformer is one of the real numbers",
                chosen.word.name(),
                elementwise.domain()
            );
            errors.error(chosen.span, message).help("as a layer, it can stand after one that maps to its domain");
        }
        elementwise.check(&chosen.filled, errors);
    }
}

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
