//! Transformers: scalar bijectors whose parameters a conditioner outputs.

pub mod additive;

use super::Static;

/// All transformers, in the order of the reference page.
pub static TRANSFORMERS: &[Static] =
    &[&super::bijectors::affine::Affine, &additive::Additive, &super::bijectors::scale::Scale];
