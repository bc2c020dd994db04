//! Adam.

use super::MOST_DECAY;
use crate::vocabulary::{Settings, Word};

/// `θ ← θ − η · m̂ / (√v̂ + ε)`.
pub struct Adam;

impl Word for Adam {
    fn name(&self) -> &'static str {
        "adam"
    }
    fn doc(&self) -> &'static str {
        "Adam: `m ← β₁ m + (1 − β₁) g`, `v ← β₂ v + (1 − β₂) g²`, `θ ← θ − η m̂ / (√v̂ + ε)`. (Kingma and Ba 2015)"
    }
    fn settings(&self) -> Settings {
        settings(0.0)
    }
}

/// The settings, by their default weight decay.
pub fn settings(weight_decay: f64) -> Settings {
    Settings::none()
        .positive("learning_rate", 1e-3, "η")
        .fraction("beta1", 0.9, "decay of the first moment")
        .fraction("beta2", 0.999, "decay of the second moment")
        .positive("epsilon", 1e-8, "ε")
        .within(
            "weight_decay",
            (0.0, MOST_DECAY),
            weight_decay,
            "the fraction η · decay of each parameter that a step takes away",
        )
}
