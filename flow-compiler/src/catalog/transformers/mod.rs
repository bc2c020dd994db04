//! Transformers: scalar bijectors whose parameters a conditioner outputs.

pub mod additive;
pub mod circular_spline;
pub mod gate;
pub(crate) mod knots;
pub mod rational_quadratic_spline;

use crate::vocabulary::Static;

/// All transformers, in the order of the reference page.
pub static TRANSFORMERS: &[Static] = &[
    &super::bijectors::affine::Affine,
    &additive::Additive,
    &super::bijectors::scale::Scale,
    &gate::Gate,
    &rational_quadratic_spline::RationalQuadraticSpline,
    &circular_spline::CircularSpline,
];
