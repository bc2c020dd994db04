//! A whole crate around a flow: a library that a person can read and embed, and a program that trains, scores and samples.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::layout::widened;
use super::{Emitted, paths, train};
use crate::check::Flow;

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
pub fn crate_files(flow: &Flow, emitted: &Emitted, runtime: &str, types: Types) -> Vec<(String, String)> {
    let package = kebab(&flow.name);
    vec![
        ("Cargo.toml".into(), manifest(&package, runtime)),
        ("README.md".into(), readme(flow, &package)),
        ("src/lib.rs".into(), source(&library(flow, emitted))),
        ("src/layers.rs".into(), source(&layers(flow, emitted))),
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
    format!(
        "# {package}\n\nA normalizing flow over {} numbers, written by `flow generate`.\n\n\
         ```\ncargo run --release -- train -o run --data rows.csv\ncargo run --release -- score --model run/model.safetensors --data rows.csv\n\
         cargo run --release -- sample --model run/model.safetensors -n 10 --seed 1 -o samples.csv\ncargo test\n```\n\n\
         `src/lib.rs` holds the type `{name}`, `src/layers.rs` its layers: each function names the formula that it computes.\n",
        flow.event.size()
    )
}

fn library(flow: &Flow, emitted: &Emitted) -> TokenStream {
    let mut model = emitted.model.to_string();
    // The type is public in a library, whatever its declaration said.
    model = model
        .replacen(&format!("struct {}", flow.name), &format!("pub struct {}", flow.name), 1)
        .replace("pub pub", "pub");
    let model: TokenStream = model.parse().unwrap_or_else(|_| emitted.model.clone());
    let head = format!(" The normalizing flow [`{}`].", flow.name);
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
        #![doc = " The layers: from latent `z` to data `x`, back, and the cotangents of both."]
        use crate::#name;
        #program
    }
}

fn main(flow: &Flow, package: &str, types: Types) -> TokenStream {
    let library = format_ident!("{}", package.replace('-', "_"));
    let name = format_ident!("{}", flow.name);
    let defaults = train::defaults(&flow.train);
    let runtime = paths::runtime();
    let head = format!(" Trains, scores and samples [`{}`].", flow.name);
    let own = if flow.train.filled.word("dtype") == "f64" { quote!(f64) } else { quote!(f32) };
    let (suffix, of) = match types {
        Types::Both => ("", quote!(#name<f32>, #name<f64>)),
        Types::Declared => ("_in", quote!(#own, #name<#own>)),
    };
    let (run, run_reverse_kl) = (format_ident!("run{suffix}"), format_ident!("run_reverse_kl{suffix}"));
    let (run, objective) = match train::reverse_kl(&flow.train) {
        None => (quote!(#run::<#of>(defaults())), None),
        Some(reverse_kl) => {
            let objective = quote! {
                /// How the flow is fitted to the density of the declaration.
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

        /// The `train` section of the declaration.
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
        #![doc = " Both directions undo each other, and densities and gradients agree."]
        use #library::#name;

        #[test]
        fn the_laws_of_a_flow_hold() {
            let flow = #name::new(1).cast::<f64>();
            if let Err(what) = #runtime::check_laws(&flow, 32, 7) {
                panic!("{what}");
            }
        }
    }
}

/// Formatted source with room between its items.
fn source(tokens: &TokenStream) -> String {
    let Ok(file) = syn::parse2::<syn::File>(tokens.clone()) else { return tokens.to_string() };
    let mut out = String::new();
    let text = widened(&prettyplease::unparse(&file));
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        out.push_str(line);
        out.push('\n');
        let indent = line.len() - line.trim_start().len();
        let closes = line.trim_start().starts_with('}') && indent <= 4;
        let opens = lines.peek().is_some_and(|next| !next.trim_start().starts_with('}') && !next.is_empty());
        let header = line.starts_with("//!") && lines.peek().is_some_and(|next| !next.starts_with("//!"));
        let ends_imports =
            line.starts_with("use ") && line.ends_with(';') && lines.peek().is_some_and(|n| !n.starts_with("use "));
        let one_line = line.starts_with("fn ") && line.ends_with("{}");
        if ((closes || one_line) && opens) || header || ends_imports {
            out.push('\n');
        }
    }
    out
}
