//! A flow whose declaration is read when a program runs: what the command line and the Python package
//! have in common.
//!
//! ```text
//! spec.yaml, settings ─▶ Declaration ─▶ Compiled ─▶ commands: train, score … in this process
//!                             │                         ▲
//!                             └──▶ defaults ────────────┘
//! rows in memory ─▶ Fit ─▶ Trained ◀─ a run folder or a model file
//! ```

mod commands;
mod declaration;
mod defaults;
mod fit;
mod trained;

pub use commands::{commands, commands_of};
pub use declaration::{ColumnNames, Declaration, Findings, Problem, entries, text};
pub use defaults::{defaults, elbo, reverse_kl};
pub use fit::{Fit, Fitted, Rows};
pub use trained::{HISTORY, MODEL, SPEC, Trained, check_folder};
