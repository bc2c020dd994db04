//! Bases: the distributions at the bottom of a chain.

pub mod autoregressive;
pub mod cylindrical;
pub mod independent;
pub mod inverse_cdf;
pub mod laplace;
mod located;
pub mod normal;
pub mod normal_mixture;
mod of_family;
pub mod standard_logistic;
pub mod standard_normal;
pub mod standard_uniform;
pub mod student_t;

use crate::vocabulary::Static;

pub use located::{located, location_and_scale};

/// All bases, in the order of the reference page.
pub static BASES: &[Static] = &[
    &standard_normal::StandardNormal,
    &standard_logistic::StandardLogistic,
    &standard_uniform::StandardUniform,
    &student_t::StudentT,
    &cylindrical::Cylindrical,
    &laplace::Laplace,
    &normal::Normal,
    &normal_mixture::NormalMixture,
    &inverse_cdf::InverseCdf,
    &autoregressive::Autoregressive,
    &independent::Independent,
];
