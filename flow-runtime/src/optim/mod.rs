//! Optimizers: pure functions over slices of parameters and gradients.
//!
//! An optimizer updates each parameter from its own gradient and state alone, so a parameter vector may be cut anywhere and
//! shared out between threads. What concerns all gradients at once, their norm, is summed in a fixed order.

mod adam;
mod clip;
mod schedule;

pub use adam::{Adam, AdamState, Optimized};
pub use clip::{clip_by_norm, global_norm};
pub use schedule::Schedule;
