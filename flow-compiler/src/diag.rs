//! The errors of a declaration, reported all at once.
//!
//! A phase pushes what it finds into [`Diagnostics`] and goes on where it can, so that a user sees twenty mistakes in
//! one run and not one in each of twenty. A [`Diagnostic`] says where, what was found and what was expected, and a way
//! out. The same list becomes `compile_error!`s in a macro and text with excerpts on the command line.

mod render;

pub use render::Source;

use crate::span::{Place, Span};
use proc_macro2::TokenStream;
use quote::quote_spanned;

/// How many errors are shown before the rest is only counted.
const SHOWN: usize = 20;

/// One mistake.
#[derive(Clone, Debug)]
pub struct Diagnostic {
    /// Where.
    pub span: Span,
    /// Says what was found and what was expected, in lower case and without a final period.
    pub message: String,
    /// A way out.
    pub help: Option<String>,
    /// Other places that matter, with what each of them is.
    pub related: Vec<(Span, String)>,
}

impl Diagnostic {
    /// A mistake at a place, without help.
    #[must_use]
    pub fn new(span: impl Into<Span>, message: impl Into<String>) -> Self {
        Diagnostic { span: span.into(), message: message.into(), help: None, related: Vec::new() }
    }

    /// Says a way out.
    pub fn help(&mut self, help: impl Into<String>) -> &mut Self {
        self.help = Some(help.into());
        self
    }

    /// Points at another place that matters.
    pub fn related(&mut self, span: impl Into<Span>, message: impl Into<String>) -> &mut Self {
        self.related.push((span.into(), message.into()));
        self
    }
}

/// The mistakes of a phase.
#[derive(Clone, Debug, Default)]
pub struct Diagnostics {
    list: Vec<Diagnostic>,
}

impl Diagnostics {
    /// No mistakes yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a mistake; the result takes its `.help(…)`.
    pub fn error(&mut self, span: impl Into<Span>, message: impl Into<String>) -> &mut Diagnostic {
        self.list.push(Diagnostic::new(span, message));
        let last = self.list.len() - 1;
        &mut self.list[last]
    }

    /// Adds a mistake.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.list.push(diagnostic);
    }

    /// Adds all mistakes of another phase.
    pub fn append(&mut self, other: Diagnostics) {
        self.list.extend(other.list);
    }

    /// The same without repetitions: what several phases have read is told once.
    #[must_use]
    pub fn once(self) -> Self {
        let mut list: Vec<Diagnostic> = Vec::new();
        for found in self.list {
            let is_known = |d: &Diagnostic| d.message == found.message && order(d.span) == order(found.span);
            if !list.iter().any(is_known) {
                list.push(found);
            }
        }
        Diagnostics { list }
    }

    /// True if nothing is wrong.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// How many mistakes there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// The mistakes by place: text in reading order, tokens in the order of discovery, what has no place last.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        let mut sorted: Vec<&Diagnostic> = self.list.iter().collect();
        sorted.sort_by_key(|diagnostic| order(diagnostic.span));
        sorted.into_iter()
    }

    /// `value` if nothing is wrong.
    ///
    /// # Errors
    /// The mistakes, if there are any.
    pub fn into_result<T>(self, value: T) -> Result<T, Diagnostics> {
        if self.is_empty() { Ok(value) } else { Err(self) }
    }

    /// One `compile_error!` each, at its span, with help as a further line. Related places are left out: a macro cannot show them.
    #[must_use]
    pub fn to_compile_errors(&self) -> TokenStream {
        let mut errors = TokenStream::new();
        for diagnostic in self.iter().take(SHOWN) {
            let mut text = diagnostic.message.clone();
            if let Some(help) = &diagnostic.help {
                text.extend(["\nhelp: ", help]);
            }
            // The compiler underlines from the first token of the call to its last.
            let (first, last) = diagnostic.span.ends();
            errors.extend(quote_spanned!(first=> ::core::compile_error!));
            errors.extend(quote_spanned!(last=> { #text }));
        }
        if let Some(rest) = self.rest() {
            errors.extend(quote_spanned!(proc_macro2::Span::call_site()=> ::core::compile_error! { #rest }));
        }
        errors
    }

    /// `file:line:column: error: message` each, with the line, carets under the span, and help.
    #[must_use]
    pub fn render(&self, file_name: &str, source: &str) -> String {
        self.render_sources(&[Source { name: file_name, text: source }])
    }

    /// As [`render`](Self::render), for a file (the first source) and the `--set` flags after it.
    #[must_use]
    pub fn render_sources(&self, sources: &[Source<'_>]) -> String {
        let mut out = String::new();
        for diagnostic in self.iter().take(SHOWN) {
            render::diagnostic(&mut out, diagnostic, sources);
        }
        if let Some(rest) = self.rest() {
            out += &rest;
            out.push('\n');
        }
        out
    }

    /// Says how many errors are not shown, if any.
    fn rest(&self) -> Option<String> {
        let rest = self.len().checked_sub(SHOWN).filter(|&rest| rest > 0)?;
        Some(format!("and {rest} more error{}", if rest == 1 { "" } else { "s" }))
    }
}

fn order(span: Span) -> (u8, Option<Place>) {
    match span {
        Span::Tokens(..) => (0, None),
        Span::Place(place) => (1, Some(place)),
        Span::Synthetic => (2, None),
    }
}

/// A user's text for a message: one line, in backquotes, control and direction characters escaped, long text cut.
#[must_use]
pub fn quoted(text: &str) -> String {
    const LONGEST: usize = 40;
    let mut shown: String = text.chars().take(LONGEST).flat_map(visible).collect();
    if text.chars().nth(LONGEST).is_some() {
        shown.push('…');
    }
    format!("`{shown}`")
}

/// The character itself, or its escape where it would break a line or hide what is printed.
fn visible(c: char) -> impl Iterator<Item = char> {
    let plain = matches!(c, '"' | '\'' | '\\');
    let mut escaped = (!plain).then(|| c.escape_debug());
    let mut itself = plain.then_some(c);
    std::iter::from_fn(move || escaped.as_mut().map_or_else(|| itself.take(), Iterator::next))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sorted_by_place_and_cut_at_twenty() {
        let mut diagnostics = Diagnostics::new();
        for line in (1..=22).rev() {
            diagnostics.error(Span::Place(Place::new(line, 1, 1)), format!("on line {line}"));
        }
        let text = diagnostics.render("f.yaml", "");
        assert!(text.starts_with("f.yaml:1:1: error: on line 1\n"), "{text}");
        assert!(text.ends_with("f.yaml:20:1: error: on line 20\nand 2 more errors\n"), "{text}");
        assert!(diagnostics.into_result(()).is_err());
    }

    #[test]
    fn compile_errors_carry_the_help() {
        let mut diagnostics = Diagnostics::new();
        diagnostics.error(proc_macro2::Span::call_site(), "found \"x\"").help("write y");
        let expected = quote::quote!(::core::compile_error! { "found \"x\"\nhelp: write y" });
        assert_eq!(diagnostics.to_compile_errors().to_string(), expected.to_string());
    }

    #[test]
    fn quoted_text_is_one_visible_line() {
        let table = [("relu", "`relu`"), ("a\nb", "`a\\nb`"), ("é\u{202e}", "`é\\u{202e}`"), ("it's", "`it's`")];
        for (text, expected) in table {
            assert_eq!(quoted(text), expected);
        }
        assert_eq!(quoted(&"x".repeat(41)), format!("`{}…`", "x".repeat(40)));
    }
}
