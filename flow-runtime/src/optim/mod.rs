//! Optimizers: pure functions over slices of parameters and gradients.
//!
//! An optimizer updates each parameter from its own gradient and state alone, so a parameter vector may be cut anywhere and
//! shared out between threads. What concerns all gradients at once, their norm, is summed in a fixed order.
//!
//! Adding one is a file, which implements `Rule`, and its name in the list of `optimizer.rs`.
//!
//! ```
//! use flow_runtime::optim::{Optimizer, OptimizerState, Sgd};
//!
//! let sgd = Optimizer::Sgd(Sgd { learning_rate: 0.1, momentum: 0.9, ..Sgd::default() });
//! let (mut parameters, mut state) = (vec![1.0], OptimizerState::new(&sgd, 1));
//! sgd.update(&mut parameters, &[0.5], &mut state, 1.0);
//! assert!((parameters[0] - 0.95_f64).abs() < 1e-15); // θ − η·b with b = g
//! sgd.update(&mut parameters, &[0.5], &mut state, 1.0);
//! assert!((parameters[0] - 0.855).abs() < 1e-15); // b = 0.9·0.5 + 0.5
//! ```

mod adam;
mod adamw;
mod clip;
mod optimizer;
mod power;
mod range;
mod rmsprop;
mod rule;
mod schedule;
mod sgd;
mod state;
mod subnormal;
#[cfg(test)]
mod tests;

pub use clip::{clip_by_norm, global_norm};
pub(crate) use clip::{clip_factor, square_sum};
pub use optimizer::*;
pub use schedule::Schedule;
pub use state::{OptimizerState, Part};
