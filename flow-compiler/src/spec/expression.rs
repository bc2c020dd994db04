//! Formulas: Rust expression syntax, read by syn, never spliced into the output.
//!
//! A formula is a syn tree together with the scalar it stood in, so that any part of it has a place
//! in the file. syn descends recursively, and a formula may come from a stranger's file: what could
//! nest deeply, and whole families of syntax that no formula needs, are refused on the tokens,
//! before syn sees them. Only names, numbers, operators, calls, `if … else …` and blocks with `let`
//! come through.

use super::name::{Ident, KEYWORDS, NameKind};
use crate::diag::{Diagnostics, quoted};
use crate::span::Span;
use proc_macro2::{Delimiter, Group, Spacing, TokenStream, TokenTree};
use quote::ToTokens;
use std::fmt;

/// A formula.
#[derive(Clone)]
pub struct Expression {
    /// Its syntax tree.
    pub expr: syn::Expr,
    /// The scalar that holds its text; `None` where its tokens stand in the macro call themselves.
    pub within: Option<Span>,
}

/// A formula of one argument, `|z| …`.
#[derive(Clone, Debug)]
pub struct Directed {
    /// The argument.
    pub argument: Ident,
    /// The formula.
    pub body: Expression,
}

/// The formula's text: trees of `syn` print themselves with a feature that takes a second of each build.
impl fmt::Debug for Expression {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}", self.expr.to_token_stream())
    }
}

impl Expression {
    /// Reads a formula from tokens of the macro call; mistakes are reported. `span` is the place of
    /// an empty one.
    pub fn from_tokens(tokens: TokenStream, span: Span, diagnostics: &mut Diagnostics) -> Option<Self> {
        Self::read(tokens, Scalar { span, within: None }, diagnostics)
    }

    /// Reads a formula from the text of the scalar at `span`; mistakes are reported.
    pub fn from_text(text: &str, span: Span, diagnostics: &mut Diagnostics) -> Option<Self> {
        Self::read(lex(text, span, diagnostics)?, Scalar { span, within: Some(span) }, diagnostics)
    }

    /// The place of a part of this formula.
    #[must_use]
    pub fn place(&self, part: &impl syn::spanned::Spanned) -> Span {
        map(self.within, part.span())
    }

    fn read(tokens: TokenStream, scalar: Scalar, diagnostics: &mut Diagnostics) -> Option<Self> {
        let within = scalar.within;
        if tokens.is_empty() {
            diagnostics.error(scalar.span, "expected a formula, found nothing");
            return None;
        }
        if let Err((span, message)) = (Limits { tokens: 0 }).check(tokens.clone(), 0) {
            let help = "formulas are names, numbers, operators, calls, `if … else …`, and blocks with `let`";
            diagnostics.error(map(within, span), message).help(help);
            return None;
        }
        let begins_with_let =
            matches!(tokens.clone().into_iter().next(), Some(TokenTree::Ident(word)) if word == "let");
        let tokens = match (begins_with_let, within) {
            (false, _) => tokens,
            // A text is all of the formula: its braces may be left out.
            (true, Some(_)) => TokenTree::Group(Group::new(Delimiter::Brace, tokens)).into(),
            (true, None) => {
                let error = diagnostics.error(scalar.span, "found `let` without the braces of a block");
                error.help("write `{ let a = …; a * z }`, or the `let` before `forward` for what no argument is in");
                return None;
            }
        };
        match syn::parse2::<syn::Expr>(tokens) {
            Ok(expr) => Some(Expression { expr, within }),
            Err(error) => {
                // At the end of the text there is no token left to point at; syn then names the
                // call site.
                let at_end = error.to_string().starts_with("unexpected end of input");
                let span = if at_end { scalar.span } else { map(within, error.span()) };
                diagnostics.error(span, format!("expected a formula: {error}"));
                None
            }
        }
    }
}

impl Directed {
    /// Where the formula stands, without its argument.
    #[must_use]
    pub fn place(&self) -> Span {
        self.body.place(&self.body.expr)
    }

    /// Reads `|z| formula` from tokens of the macro call; mistakes are reported.
    pub fn from_tokens(tokens: TokenStream, span: Span, diagnostics: &mut Diagnostics) -> Option<Self> {
        Self::read(tokens, Scalar { span, within: None }, diagnostics)
    }

    /// Reads `|z| formula` from the text of the scalar at `span`; mistakes are reported.
    pub fn from_text(text: &str, span: Span, diagnostics: &mut Diagnostics) -> Option<Self> {
        Self::read(lex(text, span, diagnostics)?, Scalar { span, within: Some(span) }, diagnostics)
    }

    fn read(tokens: TokenStream, scalar: Scalar, diagnostics: &mut Diagnostics) -> Option<Self> {
        let mut rest = tokens.into_iter();
        match (rest.next(), rest.next(), rest.next()) {
            (Some(open), Some(TokenTree::Ident(name)), Some(close)) if is_bar(&open) && is_bar(&close) => {
                let span = map(scalar.within, name.span());
                let argument = NameKind::Word.check(&name.to_string(), span, diagnostics);
                let body = Expression::read(rest.collect(), scalar, diagnostics);
                Some(Directed { argument: argument?, body: body? })
            }
            (first, ..) => {
                let span = first.map_or(scalar.span, |token| map(scalar.within, token.span()));
                let error = diagnostics.error(span, "expected a formula of one argument");
                error.help("write the argument between bars: `|z| exp(z)`");
                None
            }
        }
    }
}

/// Where a formula stands.
#[derive(Clone, Copy)]
struct Scalar {
    span: Span,
    within: Option<Span>,
}

fn map(within: Option<Span>, token: proc_macro2::Span) -> Span {
    within.map_or(token.into(), |span| span.part(token))
}

fn lex(text: &str, span: Span, diagnostics: &mut Diagnostics) -> Option<TokenStream> {
    // The longest formula in characters, so that lexing is bounded as well.
    const LONGEST: usize = 20_000;
    if text.len() > LONGEST {
        diagnostics.error(span, format!("the formula has {} characters, at most {LONGEST} are read", text.len()));
        return None;
    }
    match text.parse() {
        Ok(tokens) => Some(tokens),
        Err(error) => {
            let message = "the formula has an unclosed bracket or quote, or a character that Rust does not know";
            diagnostics.error(span.part(error.span()), message);
            None
        }
    }
}

fn is_bar(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == '|')
}

type Refusal = (proc_macro2::Span, String);

/// The length that a formula has used.
struct Limits {
    tokens: usize,
}

impl Limits {
    const TOKENS: usize = 1_400;
    /// A bound on the height of the syntax tree, and so on every recursion over it: operators on
    /// the way from the root, whether they nest to the left (`a + b + c`), to the right (`a = b =
    /// c`) or before their operand (`--a`).
    const HEIGHT: usize = 128;
    /// Brackets count more, since parsing them takes more of the stack.
    const BRACKET: usize = 4;

    fn check(&mut self, tokens: TokenStream, height: usize) -> Result<(), Refusal> {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        for part in tokens.split(is_separator) {
            let height = height + part.iter().map(weight).sum::<usize>();
            let mut after_operand = false;
            for token in part {
                self.tokens += 1;
                if height > Self::HEIGHT || self.tokens > Self::TOKENS {
                    return Err((token.span(), "the formula is too long or too deep".to_string()));
                }
                match token {
                    TokenTree::Group(group) => self.check(group.stream(), height + Self::BRACKET)?,
                    TokenTree::Ident(ident) => allow_ident(&ident.to_string(), token.span())?,
                    TokenTree::Punct(punct) => allow_operator(punct.as_char(), after_operand, token.span())?,
                    TokenTree::Literal(_) => {}
                }
                after_operand = !matches!(token, TokenTree::Punct(_));
            }
        }
        Ok(())
    }
}

/// The height that a token adds to a syntax tree, in units of a binary operator's share of the
/// stack.
fn weight(token: &TokenTree) -> usize {
    match token {
        TokenTree::Punct(punct) => {
            if matches!(punct.as_char(), '=' | '|') {
                2
            } else {
                1
            }
        }
        TokenTree::Ident(ident) if ident == "if" => 1,
        _ => 0,
    }
}

fn is_separator(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Punct(punct) if matches!(punct.as_char(), ',' | ';'))
}

fn allow_ident(text: &str, span: proc_macro2::Span) -> Result<(), Refusal> {
    let allowed = matches!(text, "if" | "else" | "let" | "true" | "false");
    if !allowed && (!text.is_ascii() || text.contains('#') || KEYWORDS.binary_search(&text).is_ok()) {
        return Err((span, format!("{} is no part of a formula", quoted(text))));
    }
    Ok(())
}

/// `<` before an operand would begin a type.
fn allow_operator(operator: char, after_operand: bool, span: proc_macro2::Span) -> Result<(), Refusal> {
    let allowed = match operator {
        '<' => after_operand,
        _ => matches!(operator, '+' | '-' | '*' | '/' | '>' | '=' | '!' | '&' | '|' | '.'),
    };
    if allowed { Ok(()) } else { Err((span, format!("`{operator}` is no part of a formula here"))) }
}

/// The formula as text with one space between tokens: the same whoever lexed it, which the
/// compiler's own printing is not.
pub(super) fn canonical(tokens: impl ToTokens) -> String {
    let mut text = String::new();
    write_tokens(tokens.to_token_stream(), &mut text);
    text
}

/// The formula with its argument, `|z| …`.
pub(super) fn canonical_directed(directed: &Directed) -> String {
    format!("|{}| {}", directed.argument.text, canonical(&directed.body.expr))
}

fn write_tokens(tokens: TokenStream, text: &mut String) {
    let mut joint = true;
    for token in tokens {
        if !joint {
            text.push(' ');
        }
        joint = false;
        match token {
            TokenTree::Group(group) => write_group(&group, text),
            TokenTree::Punct(punct) => {
                text.push(punct.as_char());
                joint = punct.spacing() == Spacing::Joint;
            }
            TokenTree::Ident(ident) => text.push_str(&ident.to_string()),
            TokenTree::Literal(literal) => text.push_str(&literal.to_string()),
        }
    }
}

fn write_group(group: &Group, text: &mut String) {
    let (open, close) = match group.delimiter() {
        Delimiter::Parenthesis | Delimiter::None => ("(", ")"),
        Delimiter::Brace => ("{ ", " }"),
        Delimiter::Bracket => ("[", "]"),
    };
    text.push_str(open);
    write_tokens(group.stream(), text);
    text.push_str(close);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::Place;

    fn read(text: &str) -> Result<Directed, String> {
        let span = Span::Place(Place { text: Some((1, 1)), ..Place::new(1, 1, 9) });
        let mut diagnostics = Diagnostics::new();
        match Directed::from_text(text, span, &mut diagnostics) {
            Some(directed) => Ok(directed),
            None => Err(diagnostics.render("f", "")),
        }
    }

    #[test]
    fn formulas_that_pass() {
        let table = [
            ("|z| if z < 0.0 { alpha*z } else { z }", "|z| if z < 0.0 { alpha * z } else { z }"),
            ("|z|{ let a=tanh( z );a+1.0 }", "|z| { let a = tanh (z) ; a + 1.0 }"),
            ("|z| -z && !(a<=b) || c", "|z| - z && ! (a <= b) || c"),
            ("|z| f(a, [1, 2])", "|z| f (a , [1 , 2])"),
        ];
        for (text, expected) in table {
            let directed = read(text).unwrap();
            assert_eq!(canonical_directed(&directed), expected);
            assert_eq!(canonical_directed(&read(expected).unwrap()), expected, "reading the canonical text again");
        }
    }

    #[cfg(feature = "yaml")]
    #[test]
    fn mistakes_point_at_their_own_column() {
        let table = [
            ("z + 1", "f:1:1: error: expected a formula of one argument"),
            ("|Z| z", "f:1:2: error: expected a name, found `Z`"),
            ("|z| z + while", "f:1:9: error: `while` is no part of a formula"),
            ("|z| z % 2", "f:1:7: error: `%` is no part of a formula here"),
            ("|z| z as f32", "f:1:7: error: `as` is no part of a formula"),
            ("|z| a::b", "f:1:6: error: `:` is no part of a formula here"),
            ("|z| f(z", "f:1:6: error: the formula has an unclosed bracket"),
            ("|z| z )", "f:1:7: error: the formula has an unclosed bracket"),
            ("|z| * + z", "f:1:7: error: expected a formula: "),
            ("|z| z z", "f:1:7: error: expected a formula: "),
            ("|z|", "f:1:1: error: expected a formula, found nothing"),
            ("|z| z +", "f:1:1: error: expected a formula: unexpected end of input"),
            ("|z| r#if", "f:1:5: error: `r#if` is no part of a formula"),
            ("|z| é", "f:1:5: error: `é` is no part of a formula"),
        ];
        for (text, expected) in table {
            let message = read(text).unwrap_err();
            assert!(message.starts_with(expected), "{text}: {message}");
        }
    }

    #[test]
    fn hostile_nesting_is_refused_before_it_is_parsed() {
        let attacks =
            ["(", "[", "{", "-", "!", "if ", "a = ", "f(", "&", "|a| ", "<", "a<", "return ", "else ", "*-", "a||"];
        for attack in attacks {
            for closing in ["", ")", "]", "}"] {
                let text = format!("|z| {}z{}", attack.repeat(400), closing.repeat(400));
                assert!(read(&text).is_err(), "{attack}");
            }
        }
    }

    #[test]
    fn what_passes_fits_a_small_stack() {
        let deepest = [
            format!("|z| z{}", " + z".repeat(128)),
            format!("|z| z{}", ".z".repeat(128)),
            format!("|z| {}z{}", "-(".repeat(25), ")".repeat(25)),
            format!("|z| {}z{}", "(z + ".repeat(25), ")".repeat(25)),
            format!("|z| {}z{}", "{".repeat(32), "}".repeat(32)),
            format!("|z| {}z{}", "f(".repeat(32), ")".repeat(32)),
            format!("|z| {}z{}", "if z { ".repeat(25), "} else { z }".repeat(25)),
            format!("|z| {}{{ z }}", "if z { z } else ".repeat(124)),
            format!("|z| {}z", "a = ".repeat(64)),
            format!("|z| {}z", "-".repeat(128)),
            format!("|z| {}z", "|a| ".repeat(32)),
        ];
        for text in deepest {
            let read_twice = move || {
                let directed = read(&text).unwrap();
                assert_eq!(
                    canonical_directed(&directed.clone()).len(),
                    canonical_directed(&read(&text).unwrap()).len()
                );
            };
            std::thread::Builder::new().stack_size(1 << 20).spawn(read_twice).unwrap().join().unwrap();
        }
    }
}
