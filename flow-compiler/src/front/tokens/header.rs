//! The frame of a declaration: `/// doc`, `pub struct Name<event, context = …> { fields }`.

use super::{Reader, Style, shown, span_of};
use crate::front::{doc_lines, push_entry};
use crate::spec::{Entry, NameKind, Node, Spec};
use proc_macro2::{Delimiter, Group, Span, TokenStream, TokenTree};

/// Keys that YAML writes as fields and the macro elsewhere, with where.
const ELSEWHERE: [(&str, &str); 5] = [
    ("flow", "the name stands after `struct`"),
    ("event", "the shape of an event stands after the name: `struct TwoMoons<2>`"),
    ("elements", "the values of its numbers stand after the shape: `struct Digits<[1, 28, 28], elements = binary>`"),
    ("doc", "the description is the doc comment above `struct`"),
    ("bijectors", "a bijector stands after the struct: `bijector name(alpha: positive) { forward: |z| … }`"),
];

impl Reader {
    pub(super) fn declaration(&mut self, tokens: &[TokenTree]) -> Option<Spec> {
        let (doc, rest) = self.doc(tokens)?;
        let (visibility, rest) = visibility(rest);
        let rest = self.word_token(rest, "struct")?;
        let [TokenTree::Ident(name), rest @ ..] = rest else { return self.unexpected(rest, "the name of the flow") };
        let name = NameKind::Flow.check(&name.to_string(), name.span().into(), &mut self.diagnostics);
        let (header, rest) = self.angle_brackets(rest)?;
        let (event, elements, mut context) = self.event_and_context(&header);
        let [TokenTree::Group(body), rest @ ..] = rest else { return self.unexpected(rest, "`{` and the fields") };
        if body.delimiter() != Delimiter::Brace {
            return self.unexpected(&[TokenTree::Group(body.clone())], "`{` and the fields");
        }
        let fields = self.fields(body, &mut context);
        let bijectors = self.bijectors(rest);
        let (name, event) = (name?, event?);
        if !Spec::check_event(&event, &mut self.diagnostics) {
            return None;
        }
        let context = context.map(|entry| entry.value);
        let elements = elements.map(|entry| entry.value);
        Some(Spec { visibility, doc, name, event, elements, context, fields, bijectors })
    }

    /// The lines of the doc comment; another attribute is reported.
    fn doc<'a>(&mut self, mut tokens: &'a [TokenTree]) -> Option<(Vec<String>, &'a [TokenTree])> {
        let mut text = String::new();
        while let [TokenTree::Punct(hash), TokenTree::Group(attribute), rest @ ..] = tokens {
            if hash.as_char() != '#' {
                break;
            }
            let Some(line) = doc_line(attribute) else {
                let message = "expected a doc comment, found another attribute";
                self.diagnostics.error(attribute.span(), message).help("only `///` stands above the struct");
                return None;
            };
            for line in line.split('\n') {
                text += line.strip_prefix(' ').unwrap_or(line);
                text.push('\n');
            }
            tokens = rest;
        }
        Some((doc_lines(&text), tokens))
    }

    pub(super) fn word_token<'a>(&mut self, tokens: &'a [TokenTree], word: &str) -> Option<&'a [TokenTree]> {
        match tokens {
            [TokenTree::Ident(found), rest @ ..] if found == word => Some(rest),
            _ => self.unexpected(tokens, &format!("`{word}`")),
        }
    }

    /// The tokens between `<` and `>`.
    fn angle_brackets<'a>(&mut self, tokens: &'a [TokenTree]) -> Option<(Vec<TokenTree>, &'a [TokenTree])> {
        let is = |token: &TokenTree, c: char| matches!(token, TokenTree::Punct(punct) if punct.as_char() == c);
        let [open, rest @ ..] = tokens else { return self.unexpected(tokens, "`<` and the shape of an event") };
        if !is(open, '<') {
            return self.unexpected(tokens, "`<` and the shape of an event");
        }
        let Some(end) = rest.iter().position(|token| is(token, '>')) else {
            return self.unexpected(&[], "`>` after the shape of an event");
        };
        Some((rest[..end].to_vec(), &rest[end + 1..]))
    }

    /// `2`, `2, context = 4`, `[1, 28, 28], elements = binary`
    fn event_and_context(&mut self, header: &[TokenTree]) -> (Option<Node>, Option<Entry>, Option<Entry>) {
        let parts = self.split(header, &[',']);
        let Some((event, settings)) = parts.split_first() else {
            let error = self.diagnostics.error(Span::call_site(), "expected the shape of an event, found nothing");
            error.help("write `struct TwoMoons<2>`, or a list of sizes: `<[1, 28, 28]>`");
            return (None, None, None);
        };
        let event = self.value(event, span_of(event));
        let mut entries = Vec::new();
        for part in settings {
            let Some(entry) = self.entry(part, Style::Call) else { continue };
            if ["context", "elements"].contains(&entry.key.text.as_str()) {
                push_entry(&mut entries, entry, &mut self.diagnostics);
            } else {
                let message = format!("expected `context = …` or `elements = …`, found `{}`", entry.key.text);
                self.diagnostics.error(entry.key.span, message).help("other fields stand between the braces");
            }
        }
        let (elements, context): (Vec<Entry>, Vec<Entry>) =
            entries.into_iter().partition(|entry| entry.key.text == "elements");
        (event, elements.into_iter().next(), context.into_iter().next())
    }

    /// The fields; `context` may stand among them instead of in the header.
    fn fields(&mut self, body: &Group, context: &mut Option<Entry>) -> Vec<Entry> {
        let mut fields = Vec::new();
        for entry in self.entries(body, Style::Map) {
            let key = entry.key.text.as_str();
            if key == "context" {
                let mut both: Vec<Entry> = context.take().into_iter().collect();
                push_entry(&mut both, entry, &mut self.diagnostics);
                *context = both.pop();
            } else if let Some((_, place)) = ELSEWHERE.iter().find(|(known, _)| *known == key) {
                self.diagnostics.error(entry.key.span, format!("`{key}` is no field of the struct")).help(*place);
            } else {
                fields.push(entry);
            }
        }
        fields
    }

    /// Reports the next token, or the end.
    pub(super) fn unexpected<T>(&mut self, tokens: &[TokenTree], expected: &str) -> Option<T> {
        let span = match tokens.first() {
            Some(TokenTree::Group(group)) => group.span_open(),
            Some(token) => token.span(),
            None => Span::call_site(),
        };
        let error = self.diagnostics.error(span, format!("expected {expected}, found {}", shown(tokens)));
        error.help("a flow is declared as `pub struct TwoMoons<2> { base: …, layers: […] }`");
        None
    }
}

/// The text of `[doc = "…"]`.
fn doc_line(attribute: &Group) -> Option<String> {
    let tokens: Vec<TokenTree> = attribute.stream().into_iter().collect();
    match tokens.as_slice() {
        [TokenTree::Ident(doc), TokenTree::Punct(_), TokenTree::Literal(text)] if doc == "doc" => {
            if let syn::Lit::Str(text) = syn::Lit::new(text.clone()) { Some(text.value()) } else { None }
        }
        _ => None,
    }
}

/// `pub`, `pub(crate)`, or nothing.
fn visibility(tokens: &[TokenTree]) -> (TokenStream, &[TokenTree]) {
    let is_pub = |token: &TokenTree| matches!(token, TokenTree::Ident(ident) if ident == "pub");
    let scope = |token: &TokenTree| matches!(token, TokenTree::Group(g) if g.delimiter() == Delimiter::Parenthesis);
    let count = match tokens {
        [first, second, ..] if is_pub(first) && scope(second) => 2,
        [first, ..] if is_pub(first) => 1,
        _ => 0,
    };
    (tokens[..count].iter().cloned().collect(), &tokens[count..])
}
