//! A whole crate around a flow: a library that a person can read and embed, and a program that
//! trains, scores and samples.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::c_interface::CInterface;
use super::format::{RUSTFMT, format};
use super::{Emitted, declared, emit, runtime, train};
use crate::check::Flow;
use crate::digest::digest;
use crate::lower::Program;
use crate::plan::ProgramPlan;

/// The contents of a crate. Its program is built for some types of numbers: the whole walk is compiled once
/// for each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Contents {
    /// A library, and a program of `f32` and `f64`.
    Library,
    /// The same with an interface for C.
    LibraryForC,
    /// A program of the type alone that the declaration trains in.
    Program,
}

/// The work on the lanes of many rows is a function whose arguments are the rows.
const CLIPPY: &str = "# Rows are arguments of their own: the compiler then knows that they lie apart, and makes vectors of\n\
                      # their loops.\ntoo-many-arguments-threshold = 1000\n";

/// The right sides of a generated crate's dependencies in its `Cargo.toml`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dependencies<'a> {
    /// That of flow-runtime, which the library needs.
    pub runtime: &'a str,
    /// That of flow-program, which the program needs.
    pub program: &'a str,
}

impl<'a> Dependencies<'a> {
    /// The same right side for both, such as a version in quotes.
    pub const fn both(text: &'a str) -> Self {
        Dependencies { runtime: text, program: text }
    }
}

/// The plan of a crate. The gradients of draws are a third of it, so that a declaration that is
/// fitted to data has them only where they are asked for.
fn planned<'p>(flow: &Flow, program: &'p Program, contents: Contents, gradients_of_draws: bool) -> ProgramPlan<'p> {
    let is_fitted_to_data = flow.train.target.is_none() && (contents == Contents::Program || flow.train.data.is_some());
    match is_fitted_to_data && !gradients_of_draws {
        true => ProgramPlan::without_gradients_of_draws(program),
        false => ProgramPlan::new(program),
    }
}

/// The files of the crate, each with its path below the crate's folder.
pub fn crate_files(
    flow: &Flow,
    program: &Program,
    dependencies: Dependencies<'_>,
    contents: Contents,
    gradients_of_draws: bool,
) -> Vec<(String, String)> {
    let planned = &planned(flow, program, contents, gradients_of_draws);
    let package = package_name(&flow.name);
    let library_name = library_name(&package);
    let c_interface = (contents == Contents::LibraryForC).then(|| CInterface::new(flow, &library_name));
    let emitted = emit(flow, planned);
    let mut files: Vec<(String, String)> = vec![
        ("rustfmt.toml".into(), RUSTFMT.into()),
        ("clippy.toml".into(), CLIPPY.into()),
        ("README.md".into(), readme(flow, &package, c_interface.as_ref())),
        ("src/lib.rs".into(), source(&library(flow, &emitted, c_interface.is_some()))),
        ("src/layers.rs".into(), source(&layers(&emitted))),
        ("src/main.rs".into(), source(&main(flow, &package, contents))),
        ("tests/laws.rs".into(), source(&laws(flow, &package))),
    ];
    let manifest = match contents {
        Contents::Library => manifest(&package, "", dependencies),
        Contents::LibraryForC => manifest(&package, "[lib]\ncrate-type = [\"lib\", \"cdylib\"]\n\n", dependencies),
        Contents::Program => {
            let texts = files.iter().map(|(_, text)| text.as_bytes());
            let sources = [dependencies.runtime.as_bytes(), dependencies.program.as_bytes()];
            let unique = format!("{package}-{}", digest(texts.chain(sources)));
            manifest(&unique, &format!("[lib]\nname = \"{library_name}\"\n\n"), dependencies)
        }
    };
    files.insert(0, ("Cargo.toml".into(), manifest));
    files.extend(c_interface.iter().flat_map(CInterface::files));
    files
}

/// The name of the library of a package that gives it no other.
fn library_name(package: &str) -> String {
    package.replace('-', "_")
}

/// `TwoMoons` as `two-moons`. Names are ASCII letters and digits, so nothing needs escaping.
pub fn kebab(name: &str) -> String {
    let mut out = String::new();
    for c in name.chars() {
        if c.is_ascii_uppercase() && !out.is_empty() {
            out.push('-');
        }
        out.push(c.to_ascii_lowercase());
    }
    out
}

/// The name of a flow's package. A name that Cargo, the compiler or a dependency has already gets
/// another ending.
pub fn package_name(flow: &str) -> String {
    const TAKEN: [&str; 13] = [
        "alloc",
        "build",
        "con",
        "core",
        "deps",
        "examples",
        "flow-program",
        "flow-runtime",
        "incremental",
        "nul",
        "proc-macro",
        "std",
        "test",
    ];
    let name = kebab(flow);
    let is_keyword = syn::parse_str::<syn::Ident>(&name.replace('-', "_")).is_err();
    if is_keyword || TAKEN.contains(&name.as_str()) { format!("{name}-flow") } else { name }
}

/// `Cargo.toml`. Crates that share a target folder need packages of different names: to cargo, two
/// crates of one name are the same crate wherever their folders lie, and it takes the program of
/// one for that of the other. Their library keeps the plain name, which
/// their sources use, by its section `library`.
fn manifest(package: &str, library: &str, Dependencies { runtime, program }: Dependencies<'_>) -> String {
    format!(
        "# Written by `flow generate`.\n[package]\nname = \"{package}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n\
         {library}[dependencies]\nflow-program = {program}\nflow-runtime = {runtime}\n\n[profile.dev.package.flow-runtime]\nopt-level = 3\n\n\
         [profile.dev.package.pulp]\nopt-level = 3\n\n[workspace]\n"
    )
}

fn readme(flow: &Flow, package: &str, c_interface: Option<&CInterface<'_>>) -> String {
    let name = &flow.name;
    let library = library_name(package);
    let (given, context, surface) = match flow.context {
        0 => (String::new(), "", "Flow"),
        n => (format!(", given {n} numbers of context"), " --context contexts.csv", "ConditionalFlow"),
    };
    // A flow that is fitted to a density needs no rows for it.
    let data = if declared::reverse_kl(&flow.train).is_some() { "" } else { " --data rows.csv" };
    let size = flow.event.size();
    let [file_for_c, section_for_c] = match c_interface {
        None => [String::new(), String::new()],
        Some(interface) => {
            ["* `src/c.rs` is what C calls, and holds all `unsafe` of the crate.\n".into(), interface.readme()]
        }
    };
    format!(
        "# {package}

This crate holds `{name}`, a probability density of {size} numbers{given}. It is a normalizing flow: its
density can be computed, and it can be sampled. `flow generate` wrote the crate from a declaration; change
the declaration and generate it again rather than edit what is here. `cargo fmt` leaves it as it is.

## As a program

These commands train the flow, score rows of data, and draw samples; `--help` behind any of them lists
its flags.

```
cargo run --release -- train -o run{data}
cargo run --release -- score --model run/model.safetensors{data}
cargo run --release -- sample --model run/model.safetensors -n 10 --seed 1{context} -o samples.csv
```

## As a library

`{library}::{name}::load(path)` reads a trained model, and `{name}::new(seed)` starts an untrained one. The
trait `flow_runtime::{surface}` has the methods: `log_prob`, `sample`, `fit`, `save` and more.

* `src/lib.rs` defines the type.
* `src/layers.rs` holds its layers. Each function names the formula that it computes.
* `src/main.rs` is the program.
{file_for_c}* `tests/laws.rs` checks the laws that every flow obeys. `cargo test` runs it.
{section_for_c}"
    )
}

fn library(flow: &Flow, emitted: &Emitted, for_c: bool) -> TokenStream {
    let user_type = &emitted.user_type;
    let head = format!(" This crate holds the normalizing flow [`{}`].", flow.name);
    let runtime = runtime::runtime();
    let surface = if flow.context == 0 { "Flow" } else { "ConditionalFlow" };
    // A type with the trait's own name leaves the trait to be named through its crate.
    let surface = if flow.name == surface {
        runtime
    } else {
        let surface = format_ident!("{surface}");
        quote!(#runtime::#surface)
    };
    let (lint, module) = match for_c {
        false => (None, None),
        true => (
            Some(quote!(#![deny(unsafe_code)])),
            Some(quote!(
                pub mod c;
            )),
        ),
    };
    quote! {
        #![doc = #head]
        #lint
        #module
        mod layers;
        pub use #surface;
        #user_type
    }
}

fn layers(emitted: &Emitted) -> TokenStream {
    let layers = &emitted.layers;
    quote! {
        #![doc = " This module computes the layers: from latent `z` to data `x`, back, and the cotangents of both."]
        #layers
    }
}

fn main(flow: &Flow, package: &str, contents: Contents) -> TokenStream {
    let library = format_ident!("{}", library_name(package));
    let name = format_ident!("{}", flow.name);
    // By its path, the type may have any name that this file imports.
    let name = quote!(#library::#name);
    let defaults = train::defaults(&flow.train);
    let runtime = runtime::runtime();
    let head = format!(" This program trains, scores and samples [`{library}::{}`].", flow.name);
    let own = if flow.train.settings().word("dtype") == "f64" { quote!(f64) } else { quote!(f32) };
    let types = match contents {
        Contents::Library | Contents::LibraryForC => vec![quote!(f32), quote!(f64)],
        Contents::Program => vec![own],
    };
    let reverse_kl = declared::reverse_kl(&flow.train);
    let fitted = match reverse_kl {
        None => quote!(fitted_to_data),
        Some(_) => quote!(fitted_to_density),
    };
    let objective = reverse_kl.map(|reverse_kl| {
        quote! {
            /// Says how the flow is fitted to the declared density.
            fn objective() -> #runtime::fit::ReverseKl {
                #reverse_kl
            }
        }
    });
    let given = objective.as_ref().map(|_| quote!(objective()));
    let names = train::names(&flow.train).into_iter().map(|name| format_ident!("{name}"));
    quote! {
        #![doc = #head]
        use ::flow_program::{Commands, #(#names),*};

        fn main() -> ::std::process::ExitCode {
            let flows = [#(Commands::#fitted::<#types, #name<#types>>(#given)),*];
            ::flow_program::main(&flows, &defaults())
        }

        /// Returns what the `train` section of the declaration says.
        fn defaults() -> TrainDefaults {
            #defaults
        }

        #objective
    }
}

/// The laws that the generated crate checks of itself.
fn laws(flow: &Flow, package: &str) -> TokenStream {
    let library = format_ident!("{}", library_name(package));
    let name = format_ident!("{}", flow.name);
    let runtime = runtime::runtime();
    quote! {
        #![doc = " These tests check that both directions undo each other, and that densities and gradients agree."]
        #[test]
        fn the_laws_of_a_flow_hold() {
            let flow = #library::#name::new(1).cast::<f64>();
            if let Err(violation) = #runtime::check_laws(&flow, 32, 7) {
                panic!("{violation}");
            }
        }
    }
}

/// The text of a source file.
fn source(tokens: &TokenStream) -> String {
    let Ok(file) = syn::parse2::<syn::File>(tokens.clone()) else {
        debug_assert!(false, "what is emitted is no Rust: {tokens}");
        return tokens.to_string();
    };
    let formatted = format(&file);
    debug_assert!(formatted.unknown.is_empty(), "no layout is known for {:?}", formatted.unknown);
    formatted.text
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::Dependencies;

    const SPEC: &str = "flow: Same\nevent: 2\nlayers: [{coupling: {conditioner: {mlp: {hidden: [8]}}}}]\n\
                        train: {data: {two_moons: {rows: 100}}, epochs: 3}\n";

    /// The line of a program's manifest that names its package.
    fn package(spec: &str, runtime: &str) -> String {
        let spec = crate::front::yaml::parse(spec).expect("a spec");
        let files = crate::compile(&spec).expect("a flow").program_files(Dependencies::both(runtime));
        let manifest = &files.iter().find(|(path, _)| path == "Cargo.toml").expect("a manifest").1;
        assert!(manifest.contains("[lib]\nname = \"same\"\n"), "{manifest}");
        manifest.lines().find(|line| line.starts_with("name = ")).expect("a name").to_owned()
    }

    #[test]
    fn programs_that_differ_in_anything_have_packages_of_different_names() {
        let changes = [("[8]", "[9]"), ("epochs: 3", "epochs: 4"), ("rows: 100", "rows: 101"), ("epochs", "seed")];
        let specs = changes.map(|(from, to)| SPEC.replace(from, to));
        let mut names: BTreeSet<String> = specs.iter().map(|spec| package(spec, "\"0.1\"")).collect();
        names.extend([package(SPEC, "\"0.1\""), package(SPEC, "\"0.2\"")]);
        assert_eq!(names.len(), specs.len() + 2, "{names:?}");
        assert_eq!(package(SPEC, "\"0.1\""), package(SPEC, "\"0.1\""));
    }
}
