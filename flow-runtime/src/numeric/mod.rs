//! The ground floor: numbers and what a machine does with them. Nothing here knows what a flow is.
//!
//! [`real`] is the bound on number types, [`isa`] the choice of an instruction set, [`math`] the
//! elementary functions, [`kernels`] the products of matrices and their sums over a batch,
//! [`workspace`] the working memory of a thread.

mod dtype;
pub mod isa;
pub mod kernels;
pub mod math;
pub mod real;
pub mod workspace;

pub use dtype::Dtype;
pub use real::Real;
