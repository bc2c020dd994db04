//! A whole crate around a flow: a library that a person can read and embed, and a program that trains, scores and samples.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::format::{RUSTFMT, format};
use super::{Emitted, emit, paths, train};
use crate::check::Flow;
use crate::plan::ProgramPlan;

/// Which types of numbers a crate's program is built for: the whole walk is compiled once for each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Types {
    /// `f32` and `f64`.
    Both,
    /// The one that the declaration trains in.
    Declared,
}

/// The files of the crate, each with its path below the crate's folder. `runtime` is the right side of the dependency in
/// `Cargo.toml`.
pub fn crate_files(flow: &Flow, planned: &ProgramPlan, runtime: &str, types: Types) -> Vec<(String, String)> {
    let package = kebab(&flow.name);
    // The type of a library is public, whatever the declaration says.
    let emitted = emit(flow, planned, &quote!(pub));
    vec![
        ("Cargo.toml".into(), manifest(&package, runtime)),
        ("rustfmt.toml".into(), RUSTFMT.into()),
        ("README.md".into(), readme(flow, &package)),
        ("src/lib.rs".into(), source(&library(flow, &emitted))),
        ("src/layers.rs".into(), source(&layers(flow, &emitted))),
        ("src/main.rs".into(), source(&main(flow, &package, types))),
        ("tests/laws.rs".into(), source(&laws(flow, &package))),
    ]
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

fn manifest(package: &str, runtime: &str) -> String {
    format!(
        "# Written by `flow generate`.\n[package]\nname = \"{package}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n\
         [dependencies]\nflow-runtime = {runtime}\n\n[profile.dev.package.flow-runtime]\nopt-level = 3\n\n\
         [profile.dev.package.pulp]\nopt-level = 3\n\n[workspace]\n"
    )
}

fn readme(flow: &Flow, package: &str) -> String {
    let name = &flow.name;
    let library = package.replace('-', "_");
    let (given, context, surface) = match flow.context {
        0 => (String::new(), "", "Flow"),
        n => (format!(", given {n} numbers of context"), " --context contexts.csv", "ConditionalFlow"),
    };
    // A flow that is fitted to a density needs no rows for it.
    let data = if train::reverse_kl(&flow.train).is_some() { "" } else { " --data rows.csv" };
    let size = flow.event.size();
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
trait `{library}::{surface}` has the methods: `log_prob`, `sample`, `fit`, `save` and more.

* `src/lib.rs` defines the type.
* `src/layers.rs` holds its layers. Each function names the formula that it computes.
* `src/main.rs` is the program.
* `tests/laws.rs` checks the laws that every flow obeys. `cargo test` runs it.
"
    )
}

fn library(flow: &Flow, emitted: &Emitted) -> TokenStream {
    let model = &emitted.model;
    let head = format!(" This crate holds the normalizing flow [`{}`].", flow.name);
    let runtime = paths::runtime();
    let surface = if flow.context == 0 { quote!(Flow) } else { quote!(ConditionalFlow) };
    quote! {
        #![doc = #head]
        mod layers;
        pub use #runtime::#surface;
        #model
    }
}

fn layers(flow: &Flow, emitted: &Emitted) -> TokenStream {
    let program = &emitted.program;
    let name = format_ident!("{}", flow.name);
    quote! {
        #![doc = " This module computes the layers: from latent `z` to data `x`, back, and the cotangents of both."]
        use crate::#name;
        #program
    }
}

fn main(flow: &Flow, package: &str, types: Types) -> TokenStream {
    let library = format_ident!("{}", package.replace('-', "_"));
    let name = format_ident!("{}", flow.name);
    let defaults = train::defaults(&flow.train);
    let runtime = paths::runtime();
    let head = format!(" This program trains, scores and samples [`{}`].", flow.name);
    let own = if flow.train.settings().word("dtype") == "f64" { quote!(f64) } else { quote!(f32) };
    let (suffix, of) = match types {
        Types::Both => ("", quote!(#name<f32>, #name<f64>)),
        Types::Declared => ("_in", quote!(#own, #name<#own>)),
    };
    let (run, run_reverse_kl) = (format_ident!("run{suffix}"), format_ident!("run_reverse_kl{suffix}"));
    let (run, objective) = match train::reverse_kl(&flow.train) {
        None => (quote!(#run::<#of>(defaults())), None),
        Some(reverse_kl) => {
            let objective = quote! {
                /// Says how the flow is fitted to the declared density.
                fn objective() -> #runtime::fit::ReverseKl {
                    #reverse_kl
                }
            };
            (quote!(#run_reverse_kl::<#of>(defaults(), objective())), Some(objective))
        }
    };
    quote! {
        #![doc = #head]
        use #runtime::command::{DataDefault, TrainDefaults, ValidationDefault};
        use #library::#name;

        fn main() -> ::std::process::ExitCode {
            #runtime::command::#run
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
    let library = format_ident!("{}", package.replace('-', "_"));
    let name = format_ident!("{}", flow.name);
    let runtime = paths::runtime();
    quote! {
        #![doc = " These tests check that both directions undo each other, and that densities and gradients agree."]
        use #library::#name;

        #[test]
        fn the_laws_of_a_flow_hold() {
            let flow = #name::new(1).cast::<f64>();
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
