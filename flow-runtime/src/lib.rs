//! What compiled flows call: kernels, sampling, training, data and model files.
//!
//! A user's crate depends on this one alone and declares a density with [`flow!`].

// Emitted code names this crate by its public name; so does the code of `flow!` in this crate's own tests.
extern crate self as flow_runtime;

pub mod atomic;
mod buffers;
pub mod chain;
pub mod checkpoint;
pub mod command;
pub mod data;
pub mod error;
pub mod evaluate;
pub mod fit;
pub mod flow;
pub mod generators;
pub mod isa;
pub mod kernels;
pub mod layout;
pub mod math;
pub mod noise;
pub mod optim;
pub mod point;
pub mod program;
pub mod real;
pub mod state;
mod transfer;
mod workers;
mod workspace;

pub use error::{Error, Result};
pub use fit::{FitOptions, FitReport};
pub use flow::{ConditionalFlow, Flow};
#[cfg(feature = "macros")]
pub use flow_macros::flow;
pub use nalgebra;
pub use rand;
pub use real::Real;
