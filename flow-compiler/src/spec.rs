//! The tree that was typed: names, numbers, texts, lists, records and calls, each with its place.
//!
//! Both spellings of a declaration, the macro's and YAML's, end in this tree, and every later phase
//! reads it and nothing else. It knows no bijector: whether a word is a base or an activation is
//! for the slot that holds it. A slot asks with the `expect_…` accessors, which report what was
//! expected and what was found.

mod declaration;
mod expression;
mod macro_text;
mod name;
mod number;
mod text;

pub use declaration::{Let, Parameter, Spec, UserBijector};
pub use expression::{Directed, Expression};
pub use name::{Ident, name_is_valid};

pub(crate) use declaration::BijectorParts;
pub(crate) use name::NameKind;
pub(crate) use number::{NumberText, read_number};

use crate::diag::{Diagnostics, quoted};
use crate::span::Span;

/// A value and where it was typed.
#[derive(Clone, Debug)]
pub struct Node {
    /// The value.
    pub kind: Kind,
    /// Its place.
    pub span: Span,
}

/// The kinds of values.
#[derive(Clone, Debug)]
pub enum Kind {
    /// A bare word, `relu`: a choice, or a call without arguments.
    Word(String),
    /// A decimal number, as typed: `1.0e-3` keeps its digits. It fits `f64`, and `u64` or `i64` if
    /// it is whole.
    Number(String),
    /// `true` or `false`.
    Bool(bool),
    /// A quoted text, or a plain YAML scalar that is nothing else.
    Text(String),
    /// `[a, b]`.
    List(Vec<Node>),
    /// `{key: value, …}`, keys distinct. In YAML also the spelling of a call: one key, which holds
    /// the arguments.
    Map(Vec<Entry>),
    /// `name(key = value, …)`, keys distinct; the macro's spelling of a call.
    Call {
        /// The name that is called.
        name: Ident,
        /// Its arguments.
        entries: Vec<Entry>,
    },
    /// Nothing: `null`, or a YAML key without a value.
    Null,
}

/// A key and its value.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The key, a valid word.
    pub key: Ident,
    /// The value.
    pub value: Node,
}

/// A call, whichever way it was written.
#[derive(Clone, Debug)]
pub struct Call<'a> {
    /// The name that is called.
    pub name: Ident,
    /// Its arguments.
    pub entries: &'a [Entry],
    /// The place of the whole call.
    pub span: Span,
}

impl Call<'_> {
    /// The value of an argument.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Node> {
        find(self.entries, key)
    }
}

/// The value of a key.
#[must_use]
pub fn find<'a>(entries: &'a [Entry], key: &str) -> Option<&'a Node> {
    entries.iter().find(|entry| entry.key.text == key).map(|entry| &entry.value)
}

impl Node {
    /// A value at a place.
    #[must_use]
    pub fn new(kind: Kind, span: impl Into<Span>) -> Self {
        Node { kind, span: span.into() }
    }

    /// Describes this for a message: "the word `relu`", "a list".
    #[must_use]
    pub fn describe(&self) -> String {
        match &self.kind {
            Kind::Word(word) => format!("the word `{word}`"),
            Kind::Number(number) => format!("the number {number}"),
            Kind::Bool(value) => format!("{value}"),
            Kind::Text(text) => format!("the text {}", quoted(text)),
            Kind::List(items) if items.is_empty() => "an empty list".to_string(),
            Kind::List(_) => "a list".to_string(),
            Kind::Map(_) => "a map".to_string(),
            Kind::Call { name, .. } => format!("`{}(…)`", name.text),
            Kind::Null => "nothing".to_string(),
        }
    }

    /// The call that this spells: `name(…)`, a bare word, or a one-key map that holds a map or
    /// nothing.
    #[must_use]
    pub fn as_call(&self) -> Option<Call<'_>> {
        let span = self.span;
        match &self.kind {
            Kind::Call { name, entries } => Some(Call { name: name.clone(), entries, span }),
            Kind::Word(word) => Some(Call { name: Ident::new(word, span), entries: &[], span }),
            Kind::Map(map) => match map.as_slice() {
                [Entry { key, value: Node { kind: Kind::Map(entries), .. } }] => {
                    Some(Call { name: key.clone(), entries, span })
                }
                [Entry { key, value: Node { kind: Kind::Null, .. } }] => {
                    Some(Call { name: key.clone(), entries: &[], span })
                }
                _ => None,
            },
            _ => None,
        }
    }

    /// The number that this is, if it is one and `T` holds it.
    #[must_use]
    pub fn number<T: std::str::FromStr>(&self) -> Option<T> {
        if let Kind::Number(text) = &self.kind { text.replace('_', "").parse().ok() } else { None }
    }

    /// A text, or a bare word read as one; anything else is reported.
    pub fn expect_text(&self, diagnostics: &mut Diagnostics) -> Option<&str> {
        let value = match &self.kind {
            Kind::Text(text) | Kind::Word(text) => Some(text.as_str()),
            _ => None,
        };
        self.or_report(value, "a text", diagnostics)
    }

    /// A bare word; anything else is reported.
    pub fn expect_word(&self, diagnostics: &mut Diagnostics) -> Option<Ident> {
        let value = if let Kind::Word(word) = &self.kind { Some(Ident::new(word, self.span)) } else { None };
        self.or_report(value, "a word", diagnostics)
    }

    /// A list; anything else is reported.
    pub fn expect_list(&self, diagnostics: &mut Diagnostics) -> Option<&[Node]> {
        let value = if let Kind::List(items) = &self.kind { Some(items.as_slice()) } else { None };
        self.or_report(value, "a list `[…]`", diagnostics)
    }

    /// A record; anything else is reported.
    pub fn expect_map(&self, diagnostics: &mut Diagnostics) -> Option<&[Entry]> {
        let value = if let Kind::Map(entries) = &self.kind { Some(entries.as_slice()) } else { None };
        self.or_report(value, "a map `{key: value, …}`", diagnostics)
    }

    fn or_report<T>(&self, value: Option<T>, expected: &str, diagnostics: &mut Diagnostics) -> Option<T> {
        if value.is_none() {
            diagnostics.error(self.span, format!("expected {expected}, found {}", self.describe()));
        }
        value
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn node(kind: Kind) -> Node {
        Node::new(kind, Span::Synthetic)
    }

    fn entry(key: &str, kind: Kind) -> Entry {
        Entry { key: Ident::new(key, Span::Synthetic), value: node(kind) }
    }

    #[test]
    fn three_spellings_of_a_call() {
        let size = || entry("size", Kind::Number("3".into()));
        let call = Kind::Call { name: Ident::new("mlp", Span::Synthetic), entries: vec![size()] };
        // (value, its name and how many arguments it has)
        let table = [
            (call, Some(("mlp", 1))),
            (Kind::Word("mlp".into()), Some(("mlp", 0))),
            (Kind::Map(vec![entry("mlp", Kind::Map(vec![size()]))]), Some(("mlp", 1))),
            (Kind::Map(vec![entry("mlp", Kind::Null)]), Some(("mlp", 0))),
            (Kind::Map(vec![size()]), None),
            (Kind::Map(vec![entry("a", Kind::Null), entry("b", Kind::Null)]), None),
            (Kind::Text("mlp".into()), None),
        ];
        for (kind, expected) in table {
            let value = node(kind);
            let found = value.as_call().map(|call| (call.name.text.clone(), call.entries.len()));
            assert_eq!(found, expected.map(|(name, count)| (name.to_string(), count)), "{value:?}");
        }
    }

    #[test]
    fn accessors_report_what_they_found() {
        let mut diagnostics = Diagnostics::new();
        assert_eq!(node(Kind::Word("yes".into())).expect_text(&mut diagnostics), Some("yes"));
        assert!(diagnostics.is_empty());
        assert!(node(Kind::Number("-3".into())).expect_list(&mut diagnostics).is_none());
        assert!(node(Kind::List(Vec::new())).expect_map(&mut diagnostics).is_none());
        assert!(node(Kind::Null).expect_text(&mut diagnostics).is_none());
        let messages: Vec<&str> = diagnostics.iter().map(|diagnostic| diagnostic.message.as_str()).collect();
        let expected = [
            "expected a list `[…]`, found the number -3",
            "expected a map `{key: value, …}`, found an empty list",
            "expected a text, found nothing",
        ];
        assert_eq!(messages, expected);
    }

    #[test]
    fn numbers_of_a_type() {
        let number = |text: &str| node(Kind::Number(text.into()));
        assert_eq!(number("1_000").number(), Some(1000_usize));
        assert_eq!(number("1.5e1").number(), Some(15.0));
        assert_eq!(number("-3").number::<u64>(), None);
        assert_eq!(node(Kind::Text("3".into())).number::<u64>(), None);
    }
}
