//! Optimizers: how parameters move, one file each.

use crate::vocabulary::Static;
mod adam;
mod adamw;
mod rmsprop;
mod sgd;

pub use adam::Adam;

/// All optimizers, in the order of the reference page.
pub static OPTIMIZERS: &[Static] = &[&Adam, &adamw::Adamw, &sgd::Sgd, &rmsprop::Rmsprop];

/// The largest weight decay.
const MOST_DECAY: f64 = 1e6;
