//! Normalizing flows as ordinary Rust types. [`flow!`] turns the declaration of a density into a
//! type; its inverse, its log-determinant and its gradients are derived at compile time.
//!
//! ```
//! use flow_runtime::generators::{Generator, TwoMoons};
//! use flow_runtime::nalgebra::{Matrix2xX, Vector2};
//! use flow_runtime::{FitOptions, Flow, flow};
//!
//! flow! {
//!     /// Two interleaved half circles.
//!     pub struct Moons<2> {
//!         layers: [repeat(times = 2, layers = [coupling(conditioner = mlp(hidden = [8])), reverse])],
//!     }
//! }
//!
//! let table = TwoMoons::new(0.1)?.draw(200, 1, 0);
//! let rows = Matrix2xX::from_iterator(table.rows, table.values.iter().map(|x| *x as f32));
//!
//! let mut moons = Moons::new(7);
//! let untrained = moons.log_prob_batch(&rows).mean();
//! moons.fit(&rows, &FitOptions { epochs: 5, ..Default::default() })?;
//! assert!(moons.log_prob_batch(&rows).mean() > untrained);
//!
//! let x = Vector2::new(0.5, 0.25);
//! let (z, ladj) = moons.inverse(&x);
//! let (again, back) = moons.forward(&z);
//! assert!((again - x).norm() < 1e-4 && (ladj + back).abs() < 1e-4);
//! assert_eq!(moons.sample(10, 1), moons.sample(100, 1).columns(0, 10));
//! # Ok::<(), flow_runtime::Error>(())
//! ```
//!
//! # Shapes
//!
//! **A column is a sample.** One `x` is an `SVector<T, D>`, many are an `OMatrix<T, Const<D>, Dyn>`;
//! contexts are the same with `C` numbers. A wrong size does not compile. `forward` goes from the
//! latent z to x (it samples), `inverse` from x to z (it scores), and each comes with the
//! log-determinant `ladj` of its own direction. Log-densities are in nats.
//!
//! # Where to look
//!
//! | | |
//! |---|---|
//! | [`Flow`], [`ConditionalFlow`] | the methods of a flow, without and with a context |
//! | [`flow!`] | the language of declarations |
//! | [`fit`] | training: options, observers, checkpoints, densities to fit to instead of rows |
//! | [`optim`] | optimizers and schedules |
//! | [`data`], [`generators`] | tables from CSV, NPY, NPZ and Parquet files; rows that are made up |
//! | [`noise`] | random numbers, each a function of its seed and place |
//!
//! A flow is `f32`, `Name::new` and `Name::load` say so without an annotation; `flow.cast::<f64>()` is
//! the same flow in `f64`. The bits of a result depend neither on the number of threads nor on how
//! rows are batched.
//!
//! # Features
//!
//! | feature | default | |
//! |---|---|---|
//! | `macros` | yes | [`flow!`]; a generated crate does without |
//! | `parquet` | yes | reading Parquet files |
//! | `baseline`, `avx2`, `avx512` | yes | instruction sets that a program is compiled for; it runs the best that the machine has. With one alone it compiles in a third of the time |
//!
//! The oldest supported compiler is Rust 1.89.

// Emitted code names this crate by its public name; so does the code of `flow!` in this crate's own tests.
extern crate self as flow_runtime;

#[doc(hidden)]
pub mod atomic;
pub mod data;
mod engine;
pub mod error;
pub mod fit;
mod flow;
pub mod generators;
mod model;
pub mod noise;
mod numeric;
pub mod optim;
pub mod points;
mod regular_file;

#[doc(hidden)]
pub mod __private;

pub use engine::program::{Reparameterized, Targeted};
pub use error::{Error, ErrorKind, Result};
pub use fit::{FitOptions, FitReport};
pub use flow::{ConditionalFlow, Conditioned, Density, Flow, ParameterMatrix, ParameterView, check_laws};
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
pub use points::{Batch, Points};
pub use rand;
