//! Bases: the distributions at the bottom of a chain.

pub mod standard_normal;

use super::Static;

/// All bases, in the order of the reference page.
pub static BASES: &[Static] = &[&standard_normal::StandardNormal];
