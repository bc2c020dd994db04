//! The first floor: a flow as data. Its description, where its numbers lie, the numbers themselves,
//! and their file.

pub mod checkpoint;
pub mod description;
pub mod layout;
pub mod quantized;
pub mod standardize;
pub mod state;

pub use standardize::{Standardize, Statistics};
pub use state::State;
