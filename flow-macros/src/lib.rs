//! The macro `flow!`. This crate is its door alone: `flow-compiler` does the work, and
//! `flow-runtime` re-exports it.
//!
//! Depend on `flow-runtime`, which the generated code needs.

#[cfg(feature = "yaml")]
mod file;
mod renamed;

use proc_macro::TokenStream;

/// Declares a density model: a type with a density, a sampler, training and model files.
///
/// The declaration is checked when it is compiled, and every mistake is an error at the token that
/// caused it. The type implements `flow_runtime::Flow`, or `flow_runtime::ConditionalFlow` where it
/// has a context.
///
/// `flow!("specs/power.yaml")` declares the flow of a specification in YAML, whose path is relative
/// to the folder of the crate's `Cargo.toml`. The crate is built again when the file changes. It needs
/// the feature `yaml` of `flow-runtime`. `flow explain SPEC --stage macro` prints a specification as a
/// call of this macro.
///
/// All words that a declaration may hold follow.
///
#[doc = include_str!("../reference.md")]
#[proc_macro]
pub fn flow(declaration: TokenStream) -> TokenStream {
    #[cfg(feature = "yaml")]
    if let Some(path) = file::path(&declaration) {
        return renamed::with_own_name(file::expand(path));
    }
    renamed::with_own_name(flow_compiler::expand(declaration.into(), cfg!(feature = "train")).into())
}
