//! Elementwise bijectors, which are layers by themselves: each element has its own learned parameters.

pub mod affine;
pub mod exp;
pub mod leaky_relu;
mod whole;

pub use whole::{Whole, declare_elementwise};
