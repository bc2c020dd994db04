//! The core of the flow compiler.
//!
//! ```text
//! tokens ─▶ front::tokens ┐
//!                         ├─▶ Spec ─graph──▶ Flow ─lower──▶ Funcs ─plan──▶ Plans ─emit──▶ tokens
//! YAML ───▶ front::yaml ──┘         checked       derived         buffers         Rust
//! ```
//! It reads no file, clock or random number and starts no thread; it knows the runtime in `emit/paths.rs` alone.

pub mod catalog;
pub mod derive;
pub mod diag;
pub mod front;
pub mod graph;
pub mod interpret;
pub mod ir;
pub mod lower;
pub mod permutation;
pub mod rules;
pub mod settings;
pub mod shape;
pub mod span;
pub mod spec;
pub mod suggest;
pub mod train;
