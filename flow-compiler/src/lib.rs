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
#[cfg(feature = "yaml")]
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
    latent: Option<Box<[Compiled; 2]>>,
    #[cfg(feature = "yaml")]
    gradients_of_draws: bool,
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
    if check::latent::is_latent(spec) {
        return compile_latent(spec);
    }
    let flow = check::check(spec)?;
    let program = lower::lower(&flow)?;
    Ok(Compiled::new(spec, flow, program))
}

/// The members of a latent variable model, of which the likelihood stands for the whole.
fn compile_latent(spec: &Spec) -> Result<Compiled, Diagnostics> {
    let flows = check::check_latent(spec)?;
    let mut errors = Diagnostics::new();
    let mut members = Vec::new();
    for (flow, member) in flows.into_iter().zip(check::latent::LatentMember::ALL) {
        match lower::lower_member(&flow, member) {
            Ok(program) => members.push(Compiled::new(spec, flow, program)),
            Err(own) => errors.append(own),
        }
    }
    let errors = errors.once();
    match <[Compiled; 3]>::try_from(members) {
        Ok([likelihood, posterior, prior]) => {
            errors.into_result(Compiled { latent: Some(Box::new([posterior, prior])), ..likelihood })
        }
        Err(_) => Err(errors),
    }
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
    fn new(spec: &Spec, flow: check::Flow, program: lower::Program) -> Self {
        Compiled {
            spec: spec.clone(),
            flow,
            program,
            latent: None,
            #[cfg(feature = "yaml")]
            gradients_of_draws: false,
        }
    }

    /// The flow's name.
    pub fn name(&self) -> &str {
        if self.latent.is_some() { &self.spec.name.text } else { &self.flow.name }
    }

    /// The lines of its description.
    pub fn doc(&self) -> &[String] {
        &self.spec.doc
    }

    /// The posterior and the prior of a latent variable model, whose likelihood this is.
    pub fn latent(&self) -> Option<&[Compiled; 2]> {
        self.latent.as_deref()
    }

    /// All members of a latent variable model with their names, the likelihood first; of a flow, itself.
    pub fn members(&self) -> Vec<(&'static str, &Compiled)> {
        let own = if self.latent.is_some() { "likelihood" } else { "" };
        let others =
            self.latent().into_iter().flat_map(|[posterior, prior]| [("posterior", posterior), ("prior", prior)]);
        std::iter::once((own, self)).chain(others).collect()
    }

    /// The text of the architecture: all that decides what is computed.
    pub fn text(&self) -> String {
        if self.latent.is_none() {
            return self.flow.text();
        }
        let of = |(name, member): (&str, &Compiled)| {
            let text = member.flow.text();
            let (_, body) = text.split_once('\n').unwrap_or(("", &text));
            format!("{name}\n{body}")
        };
        let members: Vec<String> = self.members().into_iter().map(of).collect();
        format!("flow {}\n{}", self.name(), members.concat())
    }

    /// The checked flow; of a latent variable model, its likelihood.
    pub fn flow(&self) -> &check::Flow {
        &self.flow
    }

    /// Its functions.
    pub fn program(&self) -> &lower::Program {
        &self.program
    }

    /// The hash that a model file must match.
    pub fn architecture_hash(&self) -> String {
        match self.latent() {
            None => self.flow.hash(),
            Some([posterior, prior]) => {
                let hashes = [self.flow.hash(), posterior.flow.hash(), prior.flow.hash()];
                check::hash_of(hashes.concat().bytes())
            }
        }
    }

    /// The type and its program, as `flow!` expands to them; where the runtime `trains`, with the methods
    /// for what the section `train` says.
    pub fn expand(&self, trains: bool) -> TokenStream {
        let expand = |member: &Compiled, trains: bool| {
            emit::expand(&member.flow, &plan::ProgramPlan::new(&member.program), trains)
        };
        let trains = trains && self.spec.field("train").is_some();
        if self.latent.is_some() {
            let members = self.members().into_iter().map(|(_, member)| expand(member, false));
            let fitted = trains.then(|| emit::latent::fitted(&self.flow));
            return members.chain([self.name_of_members()]).chain(fitted).collect();
        }
        expand(self, trains)
    }

    /// The name of a latent variable model, for its members together.
    fn name_of_members(&self) -> TokenStream {
        let members: Vec<&Compiled> = self.members().into_iter().map(|(_, member)| member).collect();
        let (architecture, text) = (self.architecture_hash(), self.text());
        let whole = emit::latent::Whole {
            name: self.name(),
            doc: self.doc(),
            architecture: &architecture,
            text: &text,
            parameters: members.iter().map(|member| member.program.flow().parameter_count()).sum(),
        };
        emit::latent::declaration(&whole, [&members[0].flow, &members[1].flow, &members[2].flow])
    }

    /// The type and its layers, as a crate holds them.
    pub fn emit(&self) -> emit::Emitted {
        emit::emit(&self.flow, &plan::ProgramPlan::new(&self.program))
    }

    /// A report for people, or the text form of one stage.
    pub fn explain(&self, stage: Option<Stage>) -> String {
        let of = |member: &Compiled| explain::explain(&member.spec, &member.flow, &member.program, stage);
        match stage {
            Some(Stage::Spec | Stage::Macro) => of(self),
            Some(Stage::Graph) => self.text(),
            _ if self.latent.is_none() => of(self),
            _ => self.members().into_iter().map(|(name, member)| format!("{name}\n{}\n", of(member))).collect(),
        }
    }

    /// The costs of a sample in each use: the numbers of `flow explain`'s estimate.
    pub fn costs(&self) -> plan::Costs {
        explain::costs(&self.program, &plan::ProgramPlan::new(&self.program))
    }

    /// Warnings of what is right and may still surprise, a line each.
    pub fn warnings(&self) -> Vec<String> {
        let of = |(name, member): (&'static str, &Compiled)| {
            let warnings = explain::warnings(&member.flow, &member.program);
            let named = move |warning: String| if name.is_empty() { warning } else { format!("{name}: {warning}") };
            warnings.into_iter().map(named).collect::<Vec<_>>()
        };
        self.members().into_iter().flat_map(of).collect()
    }

    /// The same declaration, whose crate can also differentiate draws, as `fit_reverse_kl` does. The
    /// crate of a declaration that is fitted to data has no code for that otherwise.
    #[cfg(feature = "yaml")]
    #[must_use]
    pub fn with_gradients_of_draws(mut self) -> Self {
        self.gradients_of_draws = true;
        self
    }

    /// The files of a crate around the flow.
    ///
    /// # Panics
    /// For a latent variable model, which is no one flow.
    #[cfg(feature = "yaml")]
    pub fn crate_files(&self, dependencies: Dependencies<'_>) -> Vec<(String, String)> {
        self.files(dependencies, emit::Contents::Library)
    }

    /// The same crate with an interface for C.
    ///
    /// # Panics
    /// For a latent variable model, which is no one flow.
    #[cfg(feature = "yaml")]
    pub fn crate_files_for_c(&self, dependencies: Dependencies<'_>) -> Vec<(String, String)> {
        self.files(dependencies, emit::Contents::LibraryForC)
    }

    /// The same crate with a program for the type alone that the declaration trains in, which is
    /// built sooner.
    ///
    /// # Panics
    /// For a latent variable model, which is no one flow.
    #[cfg(feature = "yaml")]
    pub fn program_files(&self, dependencies: Dependencies<'_>) -> Vec<(String, String)> {
        self.files(dependencies, emit::Contents::Program)
    }

    #[cfg(feature = "yaml")]
    fn files(&self, dependencies: Dependencies<'_>, contents: emit::Contents) -> Vec<(String, String)> {
        assert!(self.latent.is_none(), "a crate of a latent variable model");
        emit::crate_files(&self.flow, &self.program, dependencies, contents, self.gradients_of_draws)
    }
}
