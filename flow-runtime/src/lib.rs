//! Normalizing flows as ordinary Rust types. [`flow!`] turns the declaration of a density into a
//! type; its inverse, its log-determinant and its gradients are derived at compile time.
//!
//! # A tour
//!
//! A type is declared where it is used. This one is a density of two numbers given one; what its words
//! mean, and all others, stands on the page of [`flow!`].
//!
//! ```
//! use std::sync::Arc;
//!
//! use flow_runtime::fit::{Control, Standardization, Validation};
//! use flow_runtime::nalgebra::{Vector1, Vector2};
//! use flow_runtime::{ConditionalFlow, FitOptions, flow};
//!
//! flow! {
//!     /// Where a ball lands, given how hard it was thrown.
//!     pub struct Landing<2, context = 1> {
//!         base: standard_normal,
//!         layers: [
//!             repeat(times = 2, layers = [
//!                 coupling(transformer = affine, conditioner = mlp(hidden = [8], activation = relu)),
//!                 reverse,
//!             ]),
//!             affine,
//!         ],
//!     }
//! }
//!
//! // Rows are arrays, in any collection or iterator; each has a context.
//! let forces: Vec<[f64; 1]> = (0..400).map(|k| [f64::from(k) / 400.0]).collect();
//! let rows: Vec<[f64; 2]> = forces.iter().map(|f| [90.0 * f[0] + (40.0 * f[0]).sin(), (7.0 * f[0]).cos()]).collect();
//!
//! // A fifth of the rows judges each epoch. The fit ends where three epochs have brought nothing, and
//! // the parameters of the best one are kept.
//! let options = FitOptions {
//!     epochs: 8,
//!     validation: Validation::Fraction(0.2),
//!     patience: Some(3),
//!     standardize: Standardization::Moments,
//!     seed: 7,
//!     ..FitOptions::default()
//! };
//! let mut landing = Landing::new(1);
//! let report = landing.fit_observed(&rows, &forces, &options, |progress| {
//!     if let Some(epoch) = &progress.finished {
//!         println!("epoch {}: {:?} nats", epoch.record.epoch, epoch.record.validation_log_prob);
//!     }
//!     Control::Continue // or `Stop`, which keeps the best parameters so far
//! })?;
//! println!("{report}");
//!
//! // A model file holds all that the answers depend on, and `load` checks that it belongs to this type.
//! # let folder = std::env::temp_dir().join(format!("flow-tour-{}", std::process::id()));
//! # std::fs::create_dir_all(&folder).unwrap();
//! # let path = folder.join("landing.safetensors");
//! # let path = path.as_path();
//! landing.save(path)?; // `to_bytes` where there is no file
//! let served = Arc::new(Landing::load(path)?); // `Landing::<f64>::load` in the other number type
//! # std::fs::remove_dir_all(&folder).unwrap();
//!
//! // One point takes microseconds and no memory, on any number of threads.
//! let threads: Vec<_> = (0..4)
//!     .map(|k| {
//!         let served = Arc::clone(&served);
//!         std::thread::spawn(move || served.log_prob(&Vector2::new(45.0, 0.1), &Vector1::new(k as f32 / 4.0)))
//!     })
//!     .collect();
//! for thread in threads {
//!     assert!(thread.join().unwrap().is_finite());
//! }
//!
//! // Draws, and both directions of the map between the data x and the latent z.
//! let (context, x) = (Vector1::new(0.5), Vector2::new(45.0, 0.1));
//! let samples = served.sample(&context, 1000, 1);
//! let (z, ladj) = served.inverse(&x, &context);
//! let (again, back) = served.forward(&z, &context);
//! assert!((again - x).norm() < 1e-2 && (ladj + back).abs() < 1e-3);
//! assert_eq!(samples.columns(0, 10), served.sample(&context, 10, 1));
//! # Ok::<(), flow_runtime::Error>(())
//! ```
//!
//! # Shapes
//!
//! A wrong size does not compile. `D` is the number of elements of an event, `C` that of a context.
//!
//! | | type | |
//! |---|---|---|
//! | a point x, a latent z | `SVector<T, D>` | of an event of `[channels, height, width]` the elements in this order |
//! | a context | `SVector<T, C>` | |
//! | many points, to fit or to score | [`Batch<D>`](Batch) | `&[[f32; D]]`, `&[[f64; D]]`, an iterator of arrays, `&OMatrix<_, Const<D>, Dyn>` |
//! | many points that come back | `OMatrix<T, Const<D>, Dyn>` | **a column is a point** |
//! | their log-densities | `DVector<T>` | in nats |
//! | a log-determinant `ladj` | `T` | of the direction that it comes with: `forward` is z → x and samples, `inverse` is x → z and scores |
//! | a gradient by parameters | `DVector<T>` | in the order of `parameters()` |
//! | rows behind a `dyn` [`Density`] | `&[T]` | row after row |
//!
//! # Where to look
//!
//! | | |
//! |---|---|
//! | [`Flow`], [`ConditionalFlow`] | the methods of a flow, without and with a context |
//! | [`flow!`] | the language of declarations |
//! | [`fit`] | training: options, observers, checkpoints, densities to fit to instead of rows |
//! | [`optim`] | optimizers and schedules |
//! | [`data`], [`generators`] | tables from CSV, NPY, NPZ, Parquet and WAV files; rows that are made up |
//! | [`noise`] | random numbers, each a function of its seed and place |
//!
//! A flow is `f32`, `Name::new` and `Name::load` say so without an annotation; `flow.cast::<f64>()` is
//! the same flow in `f64`. The bits of a result depend neither on the number of threads nor on how
//! rows are batched.
//!
//! # Features
//!
//! | feature | default | what it adds | crates |
//! |---|---|---|---|
//! | `inference` | | is `macros` and the instruction sets: a program that loads a model and asks it | 44 in all |
//! | `macros` | yes | [`flow!`]; a generated crate does without | 6 |
//! | `train` | yes | `fit`, optimizers, generators of rows; takes `files` and `threads` | 2 |
//! | `threads` | yes | batches of many points are shared among threads | 6 |
//! | `convolutions` | yes | flows of images and sequences; their kernels are two thirds of what there is to compile | |
//! | `files` | yes | CSV, NPY, NPZ and WAV files as data | 15 |
//! | `yaml` | yes | `flow!("specs/power.yaml")` | 13 |
//! | `parquet` | | Parquet files as data | 21 |
//! | `ndarray` | | views of arrays as points | 1 |
//! | `tracing` | | events: `INFO` for each epoch and the end of a fit, `WARN` where it fails, `DEBUG` for model files | 4 |
//! | `baseline`, `avx2`, `avx512` | yes | instruction sets that a program is compiled for; it runs the best that the machine has. With one alone it compiles in a third of the time | |
//!
//! A service that only scores depends on `flow-runtime = { version = "0.1", default-features = false,
//! features = ["inference"] }`, with `"convolutions"` where it scores images. The dependency may have another name: `flow = { package = "flow-runtime",
//! … }`.
//!
//! The oldest supported compiler is Rust 1.89. The standard library is needed: there is no `no_std`.

// Without training, what only training calls is not called.
#![cfg_attr(not(feature = "train"), allow(dead_code))]

// Emitted code names this crate by its public name; so does the code of `flow!` in this crate's own tests.
extern crate self as flow_runtime;

#[doc(hidden)]
pub mod atomic;
#[cfg(feature = "files")]
pub mod data;
#[cfg(not(feature = "files"))]
pub mod data {
    //! The columns of the rows that a flow models; the readers of data files come with the feature `files`.

    pub use crate::model::{Binarize, Column, ColumnKind, Columns, Encoding, Interval, Sound};
    pub use crate::numeric::Dtype;
}
mod engine;
pub mod error;
#[cfg(feature = "train")]
pub mod fit;
mod flow;
#[cfg(feature = "train")]
pub mod generators;
pub mod latent;
mod model;
pub mod noise;
mod numeric;
#[cfg(feature = "train")]
pub mod optim;
pub mod points;
mod regular_file;

#[doc(hidden)]
pub mod __private;

pub use engine::program::{Reparameterized, Targeted};
pub use error::{Error, ErrorKind, Result};
#[cfg(feature = "train")]
pub use fit::{FitOptions, FitReport};
#[cfg(feature = "train")]
pub use flow::check_laws;
pub use flow::{ConditionalFlow, Conditioned, Density, Flow, ParameterMatrix, ParameterView};
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
