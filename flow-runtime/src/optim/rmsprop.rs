//! RMSProp (Tieleman and Hinton 2012): each parameter's gradient over the root of its moving mean square, with momentum.
//!
//! With gradient g, rate η (the learning rate times the schedule's factor) and momentum μ:
//! ```text
//! g ← g + decay·θ
//! v ← α·v + (1 − α)·g²                         from v = 0
//! b ← μ·b + g / (√v + ε)                       from b = 0
//! θ ← θ − η·b
//! ```
//! in the order of PyTorch's `RMSprop`. The weight decay is part of the gradient.

use super::range;
use super::rule::Rule;
use super::state::Part;
use super::subnormal;
use crate::error::Result;
use crate::numeric::Real;
use crate::numeric::isa::{Isa, Segment};

/// RMSProp's settings.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rmsprop {
    /// η, the step size before the schedule's factor.
    pub learning_rate: f64,
    /// α, the decay of the squared gradients' moving mean.
    pub alpha: f64,
    /// ε, added to the denominator.
    pub epsilon: f64,
    /// μ, how much of the step before is taken again.
    pub momentum: f64,
    /// The multiple of the parameter that is added to the gradient.
    pub weight_decay: f64,
}

impl Default for Rmsprop {
    fn default() -> Self {
        Self { learning_rate: 0.01, alpha: 0.99, epsilon: 1e-8, momentum: 0.0, weight_decay: 0.0 }
    }
}

impl Rule for Rmsprop {
    fn check(&self) -> Result<()> {
        range::above_zero("learning rate", self.learning_rate)?;
        range::fraction("alpha", self.alpha)?;
        range::above_zero("epsilon", self.epsilon)?;
        range::fraction("momentum", self.momentum)?;
        range::from_zero("weight decay", self.weight_decay)
    }

    fn number(&mut self, name: &str) -> Option<&mut f64> {
        match name {
            "learning_rate" => Some(&mut self.learning_rate),
            "alpha" => Some(&mut self.alpha),
            "epsilon" => Some(&mut self.epsilon),
            "momentum" => Some(&mut self.momentum),
            "weight_decay" => Some(&mut self.weight_decay),
            _ => None,
        }
    }

    fn moments(&self) -> [bool; 2] {
        [self.momentum > 0.0, true]
    }

    fn update<'a, T: Real>(&self, part: Part<'a, T>, _step: u64, rate: f64) -> impl Segment<Output = ()> + use<'a, T> {
        Update {
            part,
            rate: T::from_f64(rate),
            alpha: T::from_f64(self.alpha),
            gain: T::from_f64(1.0 - self.alpha),
            epsilon: T::from_f64(self.epsilon),
            momentum: T::from_f64(self.momentum),
            decay: T::from_f64(self.weight_decay),
        }
    }
}

/// One step with all its factors.
struct Update<'a, T> {
    part: Part<'a, T>,
    rate: T,
    alpha: T,
    gain: T,
    epsilon: T,
    momentum: T,
    decay: T,
}

impl<T: Real> Segment for Update<'_, T> {
    type Output = ();

    #[inline(always)]
    fn run<I: Isa>(self, isa: I) {
        let Part { parameters, gradient, first, second } = self.part;
        let rows = parameters.iter_mut().zip(gradient).zip(second);
        let step = |param: T, g: T, v: &mut T| {
            let g = isa.mul_add(self.decay, param, g);
            *v = subnormal::second(isa.mul_add(self.gain * g, g, self.alpha * *v));
            g / (isa.sqrt(*v) + self.epsilon)
        };
        if first.is_empty() {
            for ((param, &g), v) in rows {
                *param -= self.rate * step(*param, g, v);
            }
            return;
        }
        for (((param, &g), v), b) in rows.zip(first) {
            *b = subnormal::first(isa.mul_add(self.momentum, *b, step(*param, g, v)));
            *param -= self.rate * *b;
        }
    }
}
