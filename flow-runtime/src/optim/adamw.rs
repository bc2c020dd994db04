//! AdamW (Loshchilov and Hutter 2019): [`Adam`] that decays the weights unless told otherwise.
//!
//! The decay is decoupled, `θ ← (1 − η·decay)·θ` before the step: it does not pass through the moments. The update is that of
//! [`Adam`], whose decay is decoupled too and 0 unless set; here it is 0.01, as in PyTorch.

use super::adam::Adam;
use super::rule::Rule;
use super::state::Part;
use crate::error::Result;
use crate::numeric::Real;
use crate::numeric::isa::Segment;

/// AdamW's settings.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Adamw {
    /// η, the step size before the schedule's factor.
    pub learning_rate: f64,
    /// β₁, the decay of the gradients' moving mean.
    pub beta1: f64,
    /// β₂, the decay of the squared gradients' moving mean.
    pub beta2: f64,
    /// ε, added to the denominator.
    pub epsilon: f64,
    /// The fraction η·decay of each parameter that a step takes away.
    pub weight_decay: f64,
}

impl Default for Adamw {
    fn default() -> Self {
        let Adam { learning_rate, beta1, beta2, epsilon, .. } = Adam::default();
        Self { learning_rate, beta1, beta2, epsilon, weight_decay: 0.01 }
    }
}

impl Adamw {
    fn as_adam(self) -> Adam {
        let Self { learning_rate, beta1, beta2, epsilon, weight_decay } = self;
        Adam { learning_rate, beta1, beta2, epsilon, weight_decay }
    }
}

impl Rule for Adamw {
    fn check(&self) -> Result<()> {
        self.as_adam().check()
    }

    fn number(&mut self, name: &str) -> Option<&mut f64> {
        match name {
            "learning_rate" => Some(&mut self.learning_rate),
            "beta1" => Some(&mut self.beta1),
            "beta2" => Some(&mut self.beta2),
            "epsilon" => Some(&mut self.epsilon),
            "weight_decay" => Some(&mut self.weight_decay),
            _ => None,
        }
    }

    fn moments(&self) -> [bool; 2] {
        self.as_adam().moments()
    }

    fn update<'a, T: Real>(&self, part: Part<'a, T>, step: u64, rate: f64) -> impl Segment<Output = ()> + use<'a, T> {
        self.as_adam().update(part, step, rate)
    }
}
