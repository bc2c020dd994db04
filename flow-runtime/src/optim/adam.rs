//! Adam (Kingma and Ba 2015), with decoupled weight decay (Loshchilov and Hutter 2019) where it is not 0.
//!
//! With gradient g, step t = 1, 2, … and rate η (the learning rate times the schedule's factor):
//! ```text
//! θ ← (1 − η·decay)·θ
//! m ← m + (1 − β₁)·(g − m)                    v ← β₂·v + (1 − β₂)·g²
//! θ ← θ − η / (1 − β₁ᵗ) · m / (√v / √(1 − β₂ᵗ) + ε)
//! ```
//! in the order of PyTorch's `AdamW` (its `Adam` where the decay is 0), the factors being computed in `f64`.

use super::power::power;
use super::range;
use super::rule::Rule;
use super::state::Part;
use super::subnormal;
use crate::error::Result;
use crate::numeric::Real;
use crate::numeric::isa::{Isa, Segment};

/// Adam's settings.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Adam {
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

impl Default for Adam {
    fn default() -> Self {
        Self { learning_rate: 1e-3, beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weight_decay: 0.0 }
    }
}

impl Rule for Adam {
    fn check(&self) -> Result<()> {
        range::above_zero("learning rate", self.learning_rate)?;
        range::fraction("beta1", self.beta1)?;
        range::fraction("beta2", self.beta2)?;
        range::above_zero("epsilon", self.epsilon)?;
        range::from_zero("weight decay", self.weight_decay)
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
        [true, true]
    }

    fn update<'a, T: Real>(&self, part: Part<'a, T>, step: u64, rate: f64) -> impl Segment<Output = ()> + use<'a, T> {
        // √v̂ = √v / root: numerator and denominator are multiplied by it, which saves a division for each parameter.
        let root = (1.0 - power(self.beta2, step)).sqrt();
        Update {
            part,
            keep: T::from_f64(1.0 - rate * self.weight_decay),
            gain1: T::from_f64(1.0 - self.beta1),
            beta2: T::from_f64(self.beta2),
            gain2: T::from_f64(1.0 - self.beta2),
            rate: T::from_f64(rate * root / (1.0 - power(self.beta1, step))),
            epsilon: T::from_f64(self.epsilon * root),
        }
    }
}

/// One step with all its factors.
struct Update<'a, T> {
    part: Part<'a, T>,
    keep: T,
    gain1: T,
    beta2: T,
    gain2: T,
    rate: T,
    epsilon: T,
}

impl<T: Real> Segment for Update<'_, T> {
    type Output = ();

    #[inline(always)]
    fn run<I: Isa>(self, isa: I) {
        let Part { parameters, gradient, first, second } = self.part;
        let moments = first.iter_mut().zip(second);
        for ((param, &g), (m, v)) in parameters.iter_mut().zip(gradient).zip(moments) {
            *m = subnormal::first(isa.mul_add(self.gain1, g - *m, *m));
            *v = subnormal::second(isa.mul_add(self.gain2 * g, g, self.beta2 * *v));
            let denominator = isa.sqrt(*v) + self.epsilon;
            *param = self.keep * *param - self.rate * *m / denominator;
        }
    }
}
