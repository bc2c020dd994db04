//! Elementwise bijectors, which are layers by themselves: each element has its own learned
//! parameters.

pub mod affine;
pub mod exp;
pub mod gumbel_cdf;
pub mod leaky_relu;
pub mod log;
pub mod logit;
pub mod power;
pub mod scale;
pub mod shift;
pub mod sigmoid;
pub mod softplus;
pub mod tanh;
mod whole;

pub use whole::{Whole, declare_elementwise};
