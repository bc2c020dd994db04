//! The choice of an optimizer: one list, from which everything that asks for all of them comes.

use std::fmt;

use super::rule::Rule;
use super::state::{OptimizerState, Part, Typed};
use super::{adam, adamw, rmsprop, sgd};
use crate::error::Result;
use crate::numeric::Real;
use crate::numeric::isa::dispatch;

macro_rules! optimizers {
    ($($module:ident::$Rule:ident),+ $(,)?) => {
        $(pub use $module::$Rule;)+

        /// How parameters move.
        #[derive(Clone, Copy, Debug, PartialEq)]
        pub enum Optimizer {
            $(
                #[doc = concat!("The rule of [`", stringify!($Rule), "`].")]
                $Rule($Rule),
            )+
        }

        impl Optimizer {
            /// The optimizer of a name, with its own settings.
            fn of_name(name: &str) -> Option<Self> {
                match name {
                    $(stringify!($module) => Some(Optimizer::$Rule(<$Rule>::default())),)+
                    _ => None,
                }
            }
        }

        /// Evaluates an expression in which `$rule` is the rule that an optimizer is.
        macro_rules! with_rule {
            ($optimizer:expr, $rule:ident => $value:expr) => {
                match $optimizer {
                    $(Optimizer::$Rule($rule) => $value,)+
                }
            };
        }
    };
}

// Every optimizer is a file of this folder and its name here.
optimizers![adam::Adam, adamw::Adamw, sgd::Sgd, rmsprop::Rmsprop];

impl fmt::Display for Optimizer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        with_rule!(self, rule => write!(f, "{rule:?}"))
    }
}

impl Default for Optimizer {
    fn default() -> Self {
        Optimizer::Adam(Adam::default())
    }
}

/// The value of a setting.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Setting {
    /// A number.
    Number(f64),
    /// True or false.
    Flag(bool),
}

impl Optimizer {
    /// The optimizer of a name with settings by their names; `None` where one of these is not known.
    ///
    /// ```
    /// use flow_runtime::optim::{Optimizer, Setting, Sgd};
    ///
    /// let found = Optimizer::named("sgd", &[("momentum", Setting::Number(0.9)), ("nesterov", Setting::Flag(true))]);
    /// assert_eq!(found, Some(Optimizer::Sgd(Sgd { momentum: 0.9, nesterov: true, ..Sgd::default() })));
    /// assert_eq!(Optimizer::named("sgd", &[("beta1", Setting::Number(0.9))]), None);
    /// ```
    pub fn named(name: &str, settings: &[(&str, Setting)]) -> Option<Self> {
        let mut optimizer = Self::of_name(name)?;
        for (name, value) in settings {
            match value {
                Setting::Number(number) => *with_rule!(&mut optimizer, rule => rule.number(name))? = *number,
                Setting::Flag(flag) => *with_rule!(&mut optimizer, rule => rule.flag(name))? = *flag,
            }
        }
        Some(optimizer)
    }

    /// η, the step size before the schedule's factor.
    pub fn learning_rate(&self) -> f64 {
        with_rule!(self, rule => rule.learning_rate)
    }

    /// The step size, to be changed.
    pub fn learning_rate_mut(&mut self) -> &mut f64 {
        with_rule!(self, rule => &mut rule.learning_rate)
    }

    /// Succeeds when every setting is in its range.
    ///
    /// # Errors
    /// Names the first that is not.
    pub fn check(&self) -> Result<()> {
        with_rule!(self, rule => rule.check())
    }

    /// Which of the two moments it keeps.
    pub(super) fn moments(&self) -> [bool; 2] {
        with_rule!(self, rule => rule.moments())
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
        let rate = self.learning_rate() * rate_scale;
        match part.typed() {
            Typed::F32(part) => self.update_f32(part, step, rate),
            Typed::F64(part) => self.update_f64(part, step, rate),
        }
    }

    // No generics, so that both are compiled in this crate and not once more in each that trains a flow.

    #[inline(never)]
    fn update_f32(&self, part: Part<'_, f32>, step: u64, rate: f64) {
        with_rule!(self, rule => dispatch(rule.update(part, step, rate)));
    }

    #[inline(never)]
    fn update_f64(&self, part: Part<'_, f64>, step: u64, rate: f64) {
        with_rule!(self, rule => dispatch(rule.update(part, step, rate)));
    }
}
