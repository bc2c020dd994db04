//! Families of distributions of one whole number, whose parameters a network outputs.

pub mod bernoulli;

use crate::vocabulary::Static;

/// All families, in the order of the reference page.
pub static FAMILIES: &[Static] = &[&bernoulli::Bernoulli];
