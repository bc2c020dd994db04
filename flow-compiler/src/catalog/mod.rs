//! The catalog: every word that a declaration may use, one file each.
//!
//! Adding one is its file and its name in a list of its folder. What a word means is in its file
//! alone: its settings, its parameters, the explicit direction of its formula, its domain, and the
//! examples that the law tests run.

pub mod bases;
pub mod bijectors;
pub mod conditioners;
pub mod distributions;
pub mod families;
pub mod layers;
pub mod train;
pub mod transformers;
pub mod user;

pub use user::UserWord;

#[cfg(test)]
mod tests;
