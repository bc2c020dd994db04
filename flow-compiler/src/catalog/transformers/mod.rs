//! Transformers: scalar bijectors whose parameters a conditioner outputs.

pub mod additive;

use super::Word;

/// All transformers, in the order of the reference page.
pub static TRANSFORMERS: &[&dyn Word] = &[&super::bijectors::affine::Affine, &additive::Additive];
