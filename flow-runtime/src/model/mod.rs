//! The first floor: a flow as data. Its description, where its numbers lie, the numbers themselves,
//! and their file.

pub mod architecture;
pub mod binarize;
pub mod checkpoint;
pub mod columns;
pub mod description;
pub mod interval;
pub mod kind;
pub mod layout;
pub mod recordings;
pub mod sound;
pub mod standardize;
pub mod state;

pub use binarize::Binarize;
pub use columns::{Column, Columns};
pub use interval::Interval;
pub use kind::ColumnKind;
pub use recordings::Recordings;
pub use sound::{Encoding, Sound};
pub use standardize::{Standardization, Standardize, Statistics};
pub use state::State;
