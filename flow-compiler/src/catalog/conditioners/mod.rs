//! Conditioners: networks that output a transformer's parameters.

pub mod made;
pub mod mlp;

use super::Static;
use crate::ir::Expr;

/// The conditioners of a coupling, in the order of the reference page.
pub static CONDITIONERS: &[Static] = &[&mlp::Mlp];

/// The conditioners of an autoregressive layer, in the order of the reference page.
pub static MASKED_CONDITIONERS: &[Static] = &[&made::Made];

/// Functions after a hidden layer, the default first.
const ACTIVATIONS: &[&str] = &["relu", "tanh", "sigmoid", "softplus"];

/// The last layer starts this much smaller than the others, so that a fresh flow is close to the identity.
const LAST_LAYER_GAIN: f64 = 0.01;

fn activate<'g>(h: Expr<'g>, word: &str) -> Expr<'g> {
    match word {
        "tanh" => h.tanh(),
        "sigmoid" => h.sigmoid(),
        "softplus" => h.softplus(),
        _ => h.relu(),
    }
}
