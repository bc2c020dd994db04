//! The settings of one use of a word.

use std::collections::BTreeMap;

use super::chosen::Chosen;
use super::setting::Value;
use crate::span::Span;
use crate::spec::{Kind, Node};

/// A setting's value and where it was typed.
#[derive(Clone)]
pub(super) struct Given {
    value: Value,
    span: Span,
    /// The places of a list's items.
    items: Vec<Span>,
}

impl Given {
    pub(super) fn written(value: Value, node: &Node) -> Self {
        let items = if let Kind::List(list) = &node.kind { list.iter().map(|n| n.span).collect() } else { Vec::new() };
        Given { value, span: node.span, items }
    }

    pub(super) fn unwritten(value: Value) -> Self {
        Given { value, span: Span::Synthetic, items: Vec::new() }
    }
}

/// The settings of one use of a word: every value, and where it was typed.
#[derive(Clone, Default)]
pub struct Filled {
    pub(super) given: BTreeMap<&'static str, Given>,
    pub(super) wrong: bool,
}

impl Filled {
    /// Another value for a setting; for examples and sugar.
    pub fn with(mut self, name: &'static str, value: Value) -> Self {
        self.given.insert(name, Given::unwritten(value));
        self
    }

    /// Whether some setting was unknown, missing or of the wrong kind; those of a word inside do not count.
    pub fn is_wrong(&self) -> bool {
        self.wrong
    }

    /// Where the setting was typed.
    pub fn span(&self, name: &str) -> Span {
        self.given.get(name).map_or(Span::Synthetic, |given| given.span)
    }

    /// Where an item of a list was typed; the list, where items have no places.
    pub fn item_span(&self, name: &str, item: usize) -> Span {
        self.given.get(name).and_then(|given| given.items.get(item)).copied().unwrap_or(self.span(name))
    }

    /// Its value, unless it was left out.
    pub fn value(&self, name: &str) -> Option<&Value> {
        self.given.get(name).map(|given| &given.value)
    }

    /// All values, by name.
    pub fn iter(&self) -> impl Iterator<Item = (&'static str, &Value)> {
        self.given.iter().map(|(name, given)| (*name, &given.value))
    }

    /// A number; NaN where a required one could not be read, which has been reported.
    pub fn number(&self, name: &str) -> f64 {
        match self.value(name) {
            Some(Value::Number(v)) => *v,
            _ => f64::NAN,
        }
    }

    /// A whole number.
    pub fn count(&self, name: &str) -> usize {
        match self.value(name) {
            Some(Value::Count(v)) => *v,
            _ => 1,
        }
    }

    /// True or false; false where it was left out.
    pub fn flag(&self, name: &str) -> bool {
        matches!(self.value(name), Some(Value::Flag(true)))
    }

    /// Whole numbers.
    pub fn counts(&self, name: &str) -> &[usize] {
        match self.value(name) {
            Some(Value::Counts(v)) => v,
            _ => &[],
        }
    }

    /// A word.
    pub fn word(&self, name: &str) -> &str {
        match self.value(name) {
            Some(Value::Word(v)) => v,
            _ => "",
        }
    }

    /// A word of a catalog.
    pub fn chosen(&self, name: &str) -> Option<&Chosen> {
        match self.value(name) {
            Some(Value::Chosen(v)) => Some(v),
            _ => None,
        }
    }

    /// What a later phase reads, as typed.
    pub fn nodes(&self, name: &str) -> &[Node] {
        match self.value(name) {
            Some(Value::Nodes(v)) => v,
            _ => &[],
        }
    }
}
