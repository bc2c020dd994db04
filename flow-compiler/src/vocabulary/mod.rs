//! The vocabulary: what a word is, what settings it takes, and how a use of it is read.
//!
//! ```text
//! Word ── settings() ──▶ Settings ── fill(what was typed) ──▶ Filled ─▶ Chosen (a word and its settings)
//! ```
//! The words themselves are the [catalog](crate::catalog)'s.

mod chosen;
mod filled;
mod read;
mod setting;
mod site;
mod support;
mod traits;
mod word;

pub use chosen::Chosen;
pub use filled::Filled;
pub use setting::{LARGEST, Setting, Settings, Slot, Takes, Unwritten, Value};
pub use site::{Dropout, Init, Parameter, Scalar, Site, dropout_leaf};
pub use support::Support;
pub use traits::{
    Base, Conditioner, Declared, Direction, Elementwise, Expansion, Layer, MaskedConditioner, Sugar, Training,
};
pub use word::{AnyWord, Static, Word};
