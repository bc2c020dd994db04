//! The vocabulary: what a word is, what settings it takes, and how a use of it is read.
//!
//! ```text
//! Word ── settings() ──▶ Settings ── fill(what was typed) ──▶ Filled ── checked() ──▶ Checked
//! ```
//! A [`Chosen`] is a word with its settings. A setting may be a word again, and a word has
//! settings: that is why `word`, `traits`, `setting`, `filled` and `chosen` name each other, and no
//! other file of the compiler does so.
//!
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
pub use filled::{Checked, Filled};
pub use setting::{LARGEST, Setting, Settings, Slot, Takes, Unwritten, Value};
pub use site::{Dropout, Init, LastMaps, Parameter, Scalar, Site, dropout_leaf};
pub use support::Support;
pub use traits::{
    Base, CausalConditioner, Conditioner, Declared, Direction, Drawn, Elementwise, Expansion, Family, Inputs, Layer,
    MaskedConditioner, RealFamily, Sugar, Training, in_a_row,
};
pub use word::{AnyWord, Static, Word};
