//! The two doors of the compiler, tokens and YAML, as tests use them: texts in, a compiled flow or mistakes out.

use flow_compiler::diag::{Diagnostic, Diagnostics};
use flow_compiler::front::{tokens, yaml};
use flow_compiler::span::Span;
use flow_compiler::{Compiled, compile};

/// Reads and compiles what stands between the braces of `flow! { … }`.
///
/// # Errors
/// Everything that the first failing phase found.
///
/// # Panics
/// Where the text is not made of Rust tokens: no compiler ever sees that.
pub fn from_tokens(source: &str) -> Result<Compiled, Diagnostics> {
    let tokens = source.parse().unwrap_or_else(|error| panic!("{error}: {source}"));
    tokens::parse(tokens).and_then(|spec| compile(&spec))
}

/// Reads and compiles a YAML file.
///
/// # Errors
/// Everything that the first failing phase found.
pub fn from_yaml(source: &str) -> Result<Compiled, Diagnostics> {
    yaml::parse(source).and_then(|spec| compile(&spec))
}

/// The compiled flow of a text that is right.
///
/// # Panics
/// With the mistakes that were found in it.
pub fn right(result: Result<Compiled, Diagnostics>, source: &str) -> Compiled {
    result.unwrap_or_else(|errors| panic!("{}", errors.render("declaration", source)))
}

/// The text that a mistake points at.
pub fn pointed_at(mistake: &Diagnostic, source: &str) -> String {
    match mistake.span {
        Span::Tokens(first, last) => first.join(last).and_then(|span| span.source_text()).unwrap_or_default(),
        Span::Place(place) => {
            let line = source.lines().nth(place.line as usize - 1).unwrap_or_default();
            line.chars().skip(place.column as usize - 1).take(place.len as usize).collect()
        }
        Span::Synthetic => String::new(),
    }
}
