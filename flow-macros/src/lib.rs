//! The `flow!` macro: tokens in, tokens out. Everything is in `flow-compiler`.
//!
//! Depend on `flow-runtime`, which re-exports it.

use proc_macro::TokenStream;

/// Declares a density model and implements it.
///
/// See the crate `flow-runtime` for the grammar and an example.
#[proc_macro]
pub fn flow(declaration: TokenStream) -> TokenStream {
    flow_compiler::expand(declaration.into()).into()
}
