//! The macro `flow!`. This crate is its door alone: `flow-compiler` does the work, and
//! `flow-runtime` re-exports it.
//!
//! Depend on `flow-runtime`, which the generated code needs.

use proc_macro::TokenStream;

/// Declares a density model: a type with a density, a sampler, training and model files.
///
/// The declaration is checked when it is compiled, and every mistake is an error at the token that
/// caused it. The type implements `flow_runtime::Flow`, or `flow_runtime::ConditionalFlow` where it
/// has a context. All words that a declaration may hold follow.
///
#[doc = include_str!("../reference.md")]
#[proc_macro]
pub fn flow(declaration: TokenStream) -> TokenStream {
    flow_compiler::expand(declaration.into()).into()
}
