//! RMSProp.

use super::MOST_DECAY;
use crate::vocabulary::{Settings, Word};

/// `v ← α v + (1 − α) g²`, `b ← μ b + g / (√v + ε)`, `θ ← θ − η b`.
pub struct Rmsprop;

impl Word for Rmsprop {
    fn name(&self) -> &'static str {
        "rmsprop"
    }
    fn doc(&self) -> &'static str {
        "RMSProp: `g ← g + decay · θ`, `v ← α v + (1 − α) g²`, `b ← μ b + g / (√v + ε)`, `θ ← θ − η b`. (Tieleman and Hinton 2012)"
    }
    fn settings(&self) -> Settings {
        Settings::none()
            .positive("learning_rate", 0.01, "η")
            .fraction("alpha", 0.99, "α, decay of the second moment")
            .positive("epsilon", 1e-8, "ε")
            .fraction("momentum", 0.0, "μ, how much of the step before is taken again")
            .within("weight_decay", (0.0, MOST_DECAY), 0.0, "what is added to the gradient, times the parameter")
    }
}
