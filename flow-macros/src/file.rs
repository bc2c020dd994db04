//! `flow!("specs/power.yaml")`: the declaration of a file.
//!
//! ```text
//! "specs/power.yaml" ─▶ text ─▶ Spec ─▶ tokens as text ─▶ tokens of the compiler
//! ```
//! Formulas of a file have places in the file, which tokens of the compiler cannot have, so all of it
//! is done with tokens of proc-macro2's own, and what comes out is read again.

use std::path::Path;

use proc_macro::{Literal, TokenStream, TokenTree};

/// The only token, where it is a text in quotes.
pub fn path(tokens: &TokenStream) -> Option<Literal> {
    let mut tokens = tokens.clone().into_iter();
    match (tokens.next(), tokens.next()) {
        (Some(TokenTree::Literal(literal)), None) if literal.to_string().starts_with('"') => Some(literal),
        _ => None,
    }
}

/// The type that the file declares. An error stands at the path, with the place in the file.
pub fn expand(path: Literal) -> TokenStream {
    let typed = path.to_string();
    // A path with escapes in it is taken as it is typed, and not found.
    let relative = typed.trim_matches('"');
    proc_macro2::fallback::force();
    let expanded = expanded(relative);
    proc_macro2::fallback::unforce();
    match expanded.map(|text| text.parse()) {
        Ok(Ok(tokens)) => tokens,
        Ok(Err(error)) => refuse(&path, &format!("the declaration of {relative} cannot be read back: {error}")),
        Err(message) => refuse(&path, &message),
    }
}

fn expanded(relative: &str) -> Result<String, String> {
    let folder = std::env::var("CARGO_MANIFEST_DIR").unwrap_or_default();
    let path = Path::new(&folder).join(relative);
    let text = std::fs::read_to_string(&path).map_err(|error| {
        format!("cannot read `{relative}`: {error}\nhelp: the path is relative to the folder of Cargo.toml")
    })?;
    let spec = flow_compiler::front::yaml::parse(&text);
    let compiled = spec.and_then(|spec| flow_compiler::compile(&spec));
    let compiled = compiled.map_err(|errors| errors.render(relative, &text))?;
    // Cargo builds the crate again when a file that is included has changed.
    let watched = format!("const _: &str = include_str!(concat!(env!(\"CARGO_MANIFEST_DIR\"), \"/\", {relative:?}));");
    Ok(format!("{watched}\n{}", compiled.expand(cfg!(feature = "train"))))
}

/// `compile_error!("…")` at a token.
fn refuse(at: &Literal, message: &str) -> TokenStream {
    let mut tokens: TokenStream = format!("::core::compile_error! {{ {message:?} }}").parse().unwrap_or_default();
    tokens = tokens
        .into_iter()
        .map(|mut token| {
            token.set_span(at.span());
            token
        })
        .collect();
    tokens
}
