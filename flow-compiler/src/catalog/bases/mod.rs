//! Bases: the distributions at the bottom of a chain.

pub mod standard_normal;

use super::Word;

/// All bases, in the order of the reference page.
pub static BASES: &[&dyn Word] = &[&standard_normal::StandardNormal];
