//! What compiled flows call: kernels, sampling, training, data and model files.
//!
//! A user's crate depends on this one alone and declares a density with [`flow!`].

// Emitted code names this crate by its public name; so does the code of `flow!` in this crate's own tests.
extern crate self as flow_runtime;

pub mod atomic;
pub mod command;
pub mod data;
mod engine;
pub mod error;
pub mod fit;
pub mod flow;
pub mod generators;
mod model;
pub mod noise;
mod numeric;
pub mod optim;

#[doc(hidden)]
pub mod __private;

pub use engine::program::{Reparameterized, Targeted};
pub use error::{Error, ErrorKind, Result};
pub use fit::{FitOptions, FitReport};
pub use flow::{ConditionalFlow, Flow, ParameterMatrix, ParameterView, check_laws};
/// ```
/// use flow_runtime::nalgebra::{Matrix2xX, Vector2};
/// use flow_runtime::{FitOptions, Flow, flow};
///
/// flow! {
///     /// Two coupled numbers.
///     pub struct Pair<2> { layers: [coupling(conditioner = mlp(hidden = [8])), reverse, affine] }
/// }
///
/// // Each column is a sample.
/// let data = Matrix2xX::from_fn(100, |element, sample| (((element + 1) * sample) as f32).sin());
/// let mut pair = Pair::new(7);
/// pair.fit(&data, &FitOptions { epochs: 2, ..Default::default() })?;
/// assert!(pair.log_prob(&Vector2::new(0.5, -0.2)).is_finite());
/// assert_eq!(pair.sample(10, 1).ncols(), 10);
/// # Ok::<(), flow_runtime::Error>(())
/// ```
///
#[cfg(feature = "macros")]
pub use flow_macros::flow;
pub use nalgebra;
pub use numeric::Real;
pub use rand;

// The old places of what moved, until all who use them have followed.
#[doc(hidden)]
pub use engine::{batch as evaluate, tile as transfer, vjp as point, workers};
#[doc(hidden)]
pub use model::{checkpoint, layout};
#[doc(hidden)]
pub use numeric::{isa, kernels, math, real};
#[doc(hidden)]
pub mod chain {
    pub use crate::engine::chain::*;
    pub use crate::model::description::Direction;
}
#[doc(hidden)]
pub mod program {
    pub use crate::engine::program::*;
    pub use crate::model::description::*;
}
#[doc(hidden)]
pub mod state {
    pub use crate::model::{Standardize, State, Statistics};
}
