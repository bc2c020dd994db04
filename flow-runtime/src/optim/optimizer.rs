//! The choice of an optimizer: the one place that lists them.

use std::fmt;

use super::adam::{self, Adam};
use super::adamw::Adamw;
use super::rmsprop::{self, Rmsprop};
use super::sgd::{self, Sgd};
use super::state::{OptimizerState, Part};
use crate::error::Result;
use crate::isa::dispatch;
use crate::real::Real;

/// How parameters move.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Optimizer {
    /// Adam, with decoupled weight decay where it is not 0.
    Adam(Adam),
    /// Adam with decoupled weight decay, 0.01 unless set.
    Adamw(Adamw),
    /// Gradient descent, with momentum.
    Sgd(Sgd),
    /// The gradient over the root of its moving mean square.
    Rmsprop(Rmsprop),
}

impl fmt::Display for Optimizer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Optimizer::Adam(o) => write!(f, "{o:?}"),
            Optimizer::Adamw(o) => write!(f, "{o:?}"),
            Optimizer::Sgd(o) => write!(f, "{o:?}"),
            Optimizer::Rmsprop(o) => write!(f, "{o:?}"),
        }
    }
}

impl Default for Optimizer {
    fn default() -> Self {
        Optimizer::Adam(Adam::default())
    }
}

impl Optimizer {
    /// η, the step size before the schedule's factor.
    pub fn learning_rate(&self) -> f64 {
        match self {
            Optimizer::Adam(o) => o.learning_rate,
            Optimizer::Adamw(o) => o.learning_rate,
            Optimizer::Sgd(o) => o.learning_rate,
            Optimizer::Rmsprop(o) => o.learning_rate,
        }
    }

    /// The step size, to be changed.
    pub fn learning_rate_mut(&mut self) -> &mut f64 {
        match self {
            Optimizer::Adam(o) => &mut o.learning_rate,
            Optimizer::Adamw(o) => &mut o.learning_rate,
            Optimizer::Sgd(o) => &mut o.learning_rate,
            Optimizer::Rmsprop(o) => &mut o.learning_rate,
        }
    }

    /// Succeeds when every setting is in its range.
    ///
    /// # Errors
    /// Names the first that is not.
    pub fn check(&self) -> Result<()> {
        match self {
            Optimizer::Adam(o) => o.check(),
            Optimizer::Adamw(o) => o.as_adam().check(),
            Optimizer::Sgd(o) => o.check(),
            Optimizer::Rmsprop(o) => o.check(),
        }
    }

    /// Which of the two moments it keeps.
    pub(super) fn moments(&self) -> [bool; 2] {
        match self {
            Optimizer::Adam(_) | Optimizer::Adamw(_) => [true, true],
            Optimizer::Sgd(o) => [o.has_momentum(), false],
            Optimizer::Rmsprop(o) => [o.has_momentum(), true],
        }
    }

    /// One step for all parameters; `rate_scale` is the schedule's factor.
    ///
    /// # Panics
    /// Where the state is not that of this optimizer and so many parameters.
    pub fn update<T: Real>(
        &self,
        parameters: &mut [T],
        gradient: &[T],
        state: &mut OptimizerState<T>,
        rate_scale: f64,
    ) {
        state.step += 1;
        let step = state.step;
        self.update_part(state.part(parameters, gradient), step, rate_scale);
    }

    /// Step number `step` (from 1) for a part of the parameters. Any division into parts gives the same bits.
    ///
    /// # Panics
    /// Where the slices of the part differ in length.
    pub fn update_part<T: Real>(&self, part: Part<'_, T>, step: u64, rate_scale: f64) {
        let n = part.parameters.len();
        let moments = [part.first.len(), part.second.len()];
        let expected = self.moments().map(|kept| if kept { n } else { 0 });
        assert!(part.gradient.len() == n && moments == expected, "parameters, gradient and moments differ in length");
        match self {
            Optimizer::Adam(o) => o.update_part(part, step, rate_scale),
            Optimizer::Adamw(o) => o.as_adam().update_part(part, step, rate_scale),
            Optimizer::Sgd(o) => o.update_part(part, rate_scale),
            Optimizer::Rmsprop(o) => o.update_part(part, rate_scale),
        }
    }
}

/// Optimizer steps compiled once per type, in this crate.
#[doc(hidden)]
pub trait Optimized: Sized {
    /// One step of Adam.
    fn adam(update: adam::Update<'_, Self>);
    /// One step of gradient descent.
    fn sgd(update: sgd::Update<'_, Self>);
    /// One step of RMSProp.
    fn rmsprop(update: rmsprop::Update<'_, Self>);
}

macro_rules! optimized {
    ($type:ident) => {
        impl Optimized for $type {
            #[inline(never)]
            fn adam(update: adam::Update<'_, Self>) {
                dispatch(update);
            }

            #[inline(never)]
            fn sgd(update: sgd::Update<'_, Self>) {
                dispatch(update);
            }

            #[inline(never)]
            fn rmsprop(update: rmsprop::Update<'_, Self>) {
                dispatch(update);
            }
        }
    };
}

optimized!(f32);
optimized!(f64);
