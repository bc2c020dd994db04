//! Stochastic gradient descent, with momentum (Polyak 1964), by Nesterov's rule where asked for (Sutskever et al. 2013).
//!
//! With gradient g, rate η (the learning rate times the schedule's factor) and momentum μ:
//! ```text
//! g ← g + decay·θ
//! b ← μ·b + g                                  from b = 0
//! θ ← θ − η·b                                  by Nesterov's rule θ ← θ − η·(g + μ·b)
//! ```
//! in the order of PyTorch's `SGD` without dampening. The weight decay is part of the gradient.

use super::range;
use super::rule::Rule;
use super::state::Part;
use super::subnormal;
use crate::error::{Error, Result};
use crate::numeric::Real;
use crate::numeric::isa::{Isa, Segment};

/// The settings of stochastic gradient descent.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sgd {
    /// η, the step size before the schedule's factor.
    pub learning_rate: f64,
    /// μ, how much of the step before is taken again.
    pub momentum: f64,
    /// True if the step looks ahead along the momentum, which then has to be above 0.
    pub nesterov: bool,
    /// The multiple of the parameter that is added to the gradient.
    pub weight_decay: f64,
}

impl Default for Sgd {
    fn default() -> Self {
        Self { learning_rate: 1e-3, momentum: 0.0, nesterov: false, weight_decay: 0.0 }
    }
}

impl Rule for Sgd {
    fn check(&self) -> Result<()> {
        range::above_zero("learning rate", self.learning_rate)?;
        range::fraction("momentum", self.momentum)?;
        range::from_zero("weight decay", self.weight_decay)?;
        if self.nesterov && self.momentum == 0.0 {
            return Err(Error::input("found Nesterov's rule without a momentum, expected a momentum above 0"));
        }
        Ok(())
    }

    fn number(&mut self, name: &str) -> Option<&mut f64> {
        match name {
            "learning_rate" => Some(&mut self.learning_rate),
            "momentum" => Some(&mut self.momentum),
            "weight_decay" => Some(&mut self.weight_decay),
            _ => None,
        }
    }

    fn flag(&mut self, name: &str) -> Option<&mut bool> {
        (name == "nesterov").then_some(&mut self.nesterov)
    }

    fn moments(&self) -> [bool; 2] {
        [self.momentum > 0.0, false]
    }

    fn update<'a, T: Real>(&self, part: Part<'a, T>, _step: u64, rate: f64) -> impl Segment<Output = ()> + use<'a, T> {
        Update {
            part,
            rate: T::from_f64(rate),
            momentum: T::from_f64(self.momentum),
            nesterov: self.nesterov,
            decay: T::from_f64(self.weight_decay),
        }
    }
}

/// One step with all its factors.
struct Update<'a, T> {
    part: Part<'a, T>,
    rate: T,
    momentum: T,
    nesterov: bool,
    decay: T,
}

impl<T: Real> Segment for Update<'_, T> {
    type Output = ();

    #[inline(always)]
    fn run<I: Isa>(self, isa: I) {
        let Part { parameters, gradient, first, .. } = self.part;
        let pairs = parameters.iter_mut().zip(gradient);
        if first.is_empty() {
            for (param, &g) in pairs {
                let g = isa.mul_add(self.decay, *param, g);
                *param -= self.rate * g;
            }
            return;
        }
        // One factor serves both rules: 0·g + b, or g + μ·b.
        let (own, ahead) = if self.nesterov { (T::ONE, self.momentum) } else { (T::ZERO, T::ONE) };
        for ((param, &g), b) in pairs.zip(first) {
            let g = isa.mul_add(self.decay, *param, g);
            *b = subnormal::first(isa.mul_add(self.momentum, *b, g));
            *param -= self.rate * isa.mul_add(ahead, *b, own * g);
        }
    }
}
