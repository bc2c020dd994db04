//! Plans to tokens. Emission decides nothing: every loop, buffer and number stands in a plan.
//!
//! ```text
//! paths     the names of the runtime, the only place that knows them
//! func      one plan ─▶ one function
//! loops     its elementwise work
//! describe  the flow as static data                   masks   each staircase once, by name
//! model     the type that a user sees
//! package   a whole crate around it, with its `train` section as a value      layout  its lines, as long as ours
//! ```
//! No text of a declaration reaches the tokens but through identifiers from a small alphabet and string literals.

mod describe;
mod func;
#[cfg(feature = "yaml")]
mod layout;
mod loops;
mod masks;
mod model;
#[cfg(feature = "yaml")]
mod package;
mod paths;
#[cfg(feature = "yaml")]
mod train;

pub use model::{Emitted, emit};
#[cfg(feature = "yaml")]
pub use package::{Types, crate_files, kebab};
