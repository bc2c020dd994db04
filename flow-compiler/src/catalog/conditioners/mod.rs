//! Conditioners: networks that output a transformer's parameters.

pub mod mlp;

use super::Word;

/// All conditioners, in the order of the reference page.
pub static CONDITIONERS: &[&dyn Word] = &[&mlp::Mlp];
