//! The core of the flow compiler.
//!
//! ```text
//! tokens ─▶ front::tokens ┐
//!                         ├─▶ Spec ─check──▶ Flow ─lower──▶ Funcs ─plan──▶ Plans ─emit──▶ tokens
//! YAML ───▶ front::yaml ──┘         checked       derived         buffers         Rust
//! ```
//! [`compile`] is that path. It reads no file, clock or random number and starts no thread; it
//! knows the runtime in `emit/paths.rs` alone.

pub mod catalog;
pub mod check;
pub mod derive;
pub mod diag;
pub mod digest;
pub mod emit;
pub mod event;
pub mod explain;
pub mod front;
pub mod interpret;
pub mod ir;
pub mod lower;
pub mod permutation;
pub mod plan;
pub mod reference;
pub mod rules;
pub mod shape;
pub mod span;
pub mod spec;
pub mod suggest;
pub mod vocabulary;

use proc_macro2::TokenStream;

use diag::Diagnostics;
#[cfg(feature = "yaml")]
use emit::Dependencies;
use spec::Spec;

pub use explain::Stage;

/// A declaration that has passed every phase.
pub struct Compiled {
    spec: Spec,
    flow: check::Flow,
    program: lower::Program,
}

/// From a declaration to its checked flow and derived functions.
///
/// ```
/// let spec = flow_compiler::front::tokens::parse("pub struct Line<1> { layers: [affine] }".parse().unwrap()).unwrap();
/// let compiled = flow_compiler::compile(&spec).unwrap();
/// assert_eq!(compiled.name(), "Line");
/// ```
///
/// # Errors
/// Everything that the first failing phase found.
pub fn compile(spec: &Spec) -> Result<Compiled, Diagnostics> {
    let flow = check::check(spec)?;
    let program = lower::lower(&flow)?;
    Ok(Compiled { spec: spec.clone(), flow, program })
}

/// The expansion of `flow! { … }`: the type and its program, or one `compile_error!` for each
/// mistake. Without `trains`, the runtime that the type leans on cannot fit.
pub fn expand(declaration: TokenStream, trains: bool) -> TokenStream {
    match front::tokens::parse(declaration).and_then(|spec| compile(&spec)) {
        Ok(compiled) => compiled.expand(trains),
        Err(errors) => errors.to_compile_errors(),
    }
}

impl Compiled {
    /// The flow's name.
    pub fn name(&self) -> &str {
        &self.flow.name
    }

    /// The checked flow.
    pub fn flow(&self) -> &check::Flow {
        &self.flow
    }

    /// Its functions.
    pub fn program(&self) -> &lower::Program {
        &self.program
    }

    /// The hash that a model file must match.
    pub fn architecture_hash(&self) -> String {
        self.flow.hash()
    }

    /// The type and its program, as `flow!` expands to them; where the runtime `trains`, with the methods
    /// for what the section `train` says.
    pub fn expand(&self, trains: bool) -> TokenStream {
        let trains = trains && self.spec.field("train").is_some();
        emit::expand(&self.flow, &plan::ProgramPlan::new(&self.program), trains)
    }

    /// The type and its layers, as a crate holds them.
    pub fn emit(&self) -> emit::Emitted {
        emit::emit(&self.flow, &plan::ProgramPlan::new(&self.program))
    }

    /// A report for people, or the text form of one stage.
    pub fn explain(&self, stage: Option<Stage>) -> String {
        explain::explain(&self.spec, &self.flow, &self.program, stage)
    }

    /// The costs of a sample in each use: the numbers of `flow explain`'s estimate.
    pub fn costs(&self) -> plan::Costs {
        explain::costs(&self.program, &plan::ProgramPlan::new(&self.program))
    }

    /// Warnings of what is right and may still surprise, a line each.
    pub fn warnings(&self) -> Vec<String> {
        explain::warnings(&self.flow, &self.program)
    }

    /// The files of a crate around the flow.
    #[cfg(feature = "yaml")]
    pub fn crate_files(&self, dependencies: Dependencies<'_>) -> Vec<(String, String)> {
        self.files(dependencies, emit::Contents::Library)
    }

    /// The same crate with an interface for C.
    #[cfg(feature = "yaml")]
    pub fn crate_files_for_c(&self, dependencies: Dependencies<'_>) -> Vec<(String, String)> {
        self.files(dependencies, emit::Contents::LibraryForC)
    }

    /// The same crate with a program for the type alone that the declaration trains in, which is
    /// built sooner.
    #[cfg(feature = "yaml")]
    pub fn program_files(&self, dependencies: Dependencies<'_>) -> Vec<(String, String)> {
        self.files(dependencies, emit::Contents::Program)
    }

    #[cfg(feature = "yaml")]
    fn files(&self, dependencies: Dependencies<'_>, contents: emit::Contents) -> Vec<(String, String)> {
        emit::crate_files(&self.flow, &plan::ProgramPlan::new(&self.program), dependencies, contents)
    }
}
