//! Conditioners: networks that output a transformer's parameters.

pub mod mlp;

use super::Static;

/// All conditioners, in the order of the reference page.
pub static CONDITIONERS: &[Static] = &[&mlp::Mlp];
