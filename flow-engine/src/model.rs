//! A flow for programs that get their declaration at run time.

use crate::Engine;

/// Placeholder until the engine itself is tried.
pub struct Model;
/// Placeholder.
pub struct Numbers;
