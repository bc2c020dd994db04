//! The macro's spelling: the tokens of `flow! { pub struct TwoMoons<2> { base: …, layers: [ … ] }
//! bijector … }`.
//!
//! Everything between two commas is read by itself, so that one mistake does not hide the next: a
//! slice of tokens is split at its commas, and each part is a value or a key with a value. Formulas
//! are left to syn.

mod bijector;
mod header;

use super::{Bounds, names_columns, number_node, push_entry};
use crate::diag::{Diagnostics, quoted};
use crate::span::Span;
use crate::spec::{Entry, Ident, Kind, NameKind, Node, Spec, name_is_valid};
use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

/// Reads the tokens inside `flow! { … }`.
///
/// # Errors
/// Everything that is no declaration: syntax, names, numbers, duplicate keys; each at its tokens.
pub fn parse(tokens: TokenStream) -> Result<Spec, Diagnostics> {
    let tokens = flat(tokens);
    let mut reader = Reader { diagnostics: Diagnostics::new(), bounds: Bounds::default() };
    let spec = reader.declaration(&tokens);
    match spec {
        Some(spec) => reader.diagnostics.into_result(spec),
        None => Err(reader.diagnostics),
    }
}

/// The tokens, without the invisible groups that `macro_rules!` puts around its fragments.
fn flat(tokens: TokenStream) -> Vec<TokenTree> {
    let mut flat_tokens = Vec::new();
    for token in tokens {
        match token {
            TokenTree::Group(group) if group.delimiter() == Delimiter::None => flat_tokens.extend(flat(group.stream())),
            token => flat_tokens.push(token),
        }
    }
    flat_tokens
}

/// How a key is separated from its value.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Style {
    /// `{ key: value }`
    Map,
    /// `{ key: value }`, where a key may also be a text in quotes
    Columns,
    /// `name(key = value)`
    Call,
}

impl Style {
    fn separator(self) -> char {
        match self {
            Style::Map | Style::Columns => ':',
            Style::Call => '=',
        }
    }
}

struct Reader {
    diagnostics: Diagnostics,
    bounds: Bounds,
}

impl Reader {
    /// `key: value, …` or `key = value, …`
    fn entries(&mut self, group: &Group, style: Style) -> Vec<Entry> {
        let mut entries = Vec::new();
        for part in self.split(&flat(group.stream()), &[',']) {
            if let Some(entry) = self.entry(&part, style) {
                push_entry(&mut entries, entry, &mut self.diagnostics);
            }
        }
        entries
    }

    fn entry(&mut self, part: &[TokenTree], style: Style) -> Option<Entry> {
        let (key, rest) = self.key(part, style)?;
        let key = match (key, style) {
            (TokenTree::Literal(literal), _) => Some(Ident::new(text_of(literal)?, key.span())),
            (key, Style::Columns) => Some(Ident::new(key.to_string(), key.span())),
            (key, _) => NameKind::Word.check(&key.to_string(), key.span().into(), &mut self.diagnostics),
        };
        let value = match rest {
            [TokenTree::Group(group)]
                if group.delimiter() == Delimiter::Brace && key.as_ref().is_some_and(names_columns) =>
            {
                self.map(group, Style::Columns, span_of(rest))
            }
            _ => self.value(rest, span_of(part)),
        };
        Some(Entry { key: key?, value: value? })
    }

    /// The key of a part and the tokens of its value.
    fn key<'a>(&mut self, part: &'a [TokenTree], style: Style) -> Option<(&'a TokenTree, &'a [TokenTree])> {
        let separator = style.separator();
        match part {
            [key @ TokenTree::Ident(_), TokenTree::Punct(punct), rest @ ..] if punct.as_char() == separator => {
                return Some((key, rest));
            }
            [key @ TokenTree::Literal(literal), TokenTree::Punct(punct), rest @ ..]
                if style == Style::Columns && punct.as_char() == separator && text_of(literal).is_some() =>
            {
                return Some((key, rest));
            }
            [TokenTree::Ident(key), TokenTree::Punct(punct), ..] if [':', '='].contains(&punct.as_char()) => {
                let found = punct.as_char();
                let error = self.diagnostics.error(punct.span(), format!("expected `{separator}`, found `{found}`"));
                error.help(match style {
                    Style::Map | Style::Columns => format!("in a map, write `{key}: …`"),
                    Style::Call => format!("in a call, write `{key} = …`"),
                });
            }
            _ => {
                let message = format!("expected a key with its value, found {}", shown(part));
                let error = self.diagnostics.error(span_of(part), message);
                error.help(match style {
                    Style::Map => "write `key: value`",
                    Style::Columns => "write `column: real`, or `\"any name\": real`",
                    Style::Call => "every setting is named: write `hidden = [64]`",
                });
            }
        }
        None
    }

    /// A value; `at` is the place of a missing one.
    fn value(&mut self, tokens: &[TokenTree], at: Span) -> Option<Node> {
        let span = if tokens.is_empty() { at } else { span_of(tokens) };
        if !self.bounds.node(span, &mut self.diagnostics) {
            return None;
        }
        match tokens {
            [] => {
                self.diagnostics.error(at, "expected a value, found nothing");
                None
            }
            [TokenTree::Ident(word)] => Some(Node::new(word_kind(word.to_string()), span)),
            [TokenTree::Literal(literal)] => self.literal(literal, String::new(), span),
            [TokenTree::Punct(sign), TokenTree::Literal(literal)] if ['-', '+'].contains(&sign.as_char()) => {
                self.literal(literal, sign.as_char().to_string(), span)
            }
            [TokenTree::Group(group)] if group.delimiter() == Delimiter::Bracket => self.list(group, span),
            [TokenTree::Group(group)] if group.delimiter() == Delimiter::Brace => self.map(group, Style::Map, span),
            [TokenTree::Ident(name), TokenTree::Group(group)] if group.delimiter() == Delimiter::Parenthesis => {
                let name = NameKind::Word.check(&name.to_string(), name.span().into(), &mut self.diagnostics);
                let entries = self.nested(span, |reader| reader.entries(group, Style::Call))?;
                Some(Node::new(Kind::Call { name: name?, entries }, span))
            }
            _ => self.no_value(tokens),
        }
    }

    fn map(&mut self, group: &Group, style: Style, span: Span) -> Option<Node> {
        let entries = self.nested(span, |reader| reader.entries(group, style))?;
        Some(Node::new(Kind::Map(entries), span))
    }

    fn list(&mut self, group: &Group, span: Span) -> Option<Node> {
        let items = self.nested(span, |reader| {
            let parts = reader.split(&flat(group.stream()), &[',']);
            parts.iter().filter_map(|part| reader.value(part, span)).collect()
        })?;
        Some(Node::new(Kind::List(items), span))
    }

    fn nested<T>(&mut self, span: Span, read: impl FnOnce(&mut Self) -> T) -> Option<T> {
        let value = self.bounds.enter(span, &mut self.diagnostics).then(|| read(self));
        self.bounds.leave();
        value
    }

    fn literal(&mut self, literal: &proc_macro2::Literal, sign: String, span: Span) -> Option<Node> {
        if let (Some(text), true) = (text_of(literal), sign.is_empty()) {
            return Some(Node::new(Kind::Text(text), span));
        }
        let text = sign + &literal.to_string();
        if let Some(number) = number_node(&text, span, &mut self.diagnostics) {
            return number.ok();
        }
        let error = self.diagnostics.error(span, format!("expected a value, found {}", quoted(&text)));
        error.help("values are words, decimal numbers without a suffix, texts in double quotes, lists, maps and calls");
        None
    }

    /// Reports tokens that are no value, at the first that does not fit.
    fn no_value(&mut self, tokens: &[TokenTree]) -> Option<Node> {
        match tokens {
            [TokenTree::Ident(name), TokenTree::Group(group), ..] if group.delimiter() == Delimiter::Brace => {
                let error =
                    self.diagnostics.error(group.span_open(), format!("expected `,`, found {}", shown(&tokens[1..])));
                error.help(format!("settings stand in parentheses: `{name}(key = value)`"));
            }
            [TokenTree::Group(group)] => {
                let error = self.diagnostics.error(group.span_open(), "expected a value, found a parenthesis");
                error.help("lists stand in brackets: `[a, b]`");
            }
            [TokenTree::Punct(_), ..] => {
                let error =
                    self.diagnostics.error(tokens[0].span(), format!("expected a value, found {}", shown(tokens)));
                error.help("values are words, numbers, texts in double quotes, lists, maps and calls");
            }
            _ => {
                let call = matches!(tokens, [TokenTree::Ident(_), TokenTree::Group(_), _, ..]);
                let extra = &tokens[if call { 2 } else { 1 }..];
                self.diagnostics.error(span_of(extra), format!("expected `,`, found {}", shown(extra)));
            }
        }
        None
    }

    /// The parts between separators; an empty part before the last separator is reported.
    fn split(&mut self, tokens: &[TokenTree], separators: &[char]) -> Vec<Vec<TokenTree>> {
        let mut parts = Vec::new();
        let mut part = Vec::new();
        for token in tokens {
            match token {
                TokenTree::Punct(punct) if separators.contains(&punct.as_char()) => {
                    if part.is_empty() {
                        let message = format!("expected a value, found `{}`", punct.as_char());
                        self.diagnostics.error(punct.span(), message).help("remove it");
                    } else {
                        parts.push(std::mem::take(&mut part));
                    }
                }
                token => part.push(token.clone()),
            }
        }
        if !part.is_empty() {
            parts.push(part);
        }
        parts
    }
}

/// The text of a literal in quotes.
fn text_of(literal: &proc_macro2::Literal) -> Option<String> {
    match syn::Lit::new(literal.clone()) {
        syn::Lit::Str(text) => Some(text.value()),
        _ => None,
    }
}

/// Reads a bare word. As in YAML, one that names nothing here is a text: a column of data may be
/// called `Voltage`.
fn word_kind(word: String) -> Kind {
    match word.as_str() {
        "true" | "false" => Kind::Bool(word == "true"),
        "null" => Kind::Null,
        _ if name_is_valid(&word) => Kind::Word(word),
        _ => Kind::Text(word),
    }
}

/// The place of a run of tokens, which is not empty.
fn span_of(tokens: &[TokenTree]) -> Span {
    match tokens {
        [first, .., last] => Span::Tokens(first.span(), last.span()),
        [one] => one.span().into(),
        [] => Span::Synthetic,
    }
}

/// The first token of a run, for a message.
fn shown(tokens: &[TokenTree]) -> String {
    match tokens.first() {
        None => "nothing".to_string(),
        Some(TokenTree::Group(group)) => match group.delimiter() {
            Delimiter::Parenthesis => "`(`".to_string(),
            Delimiter::Brace => "`{`".to_string(),
            Delimiter::Bracket => "`[`".to_string(),
            Delimiter::None => "nothing".to_string(),
        },
        Some(token) => quoted(&token.to_string()),
    }
}
