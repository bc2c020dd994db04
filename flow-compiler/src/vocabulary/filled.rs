//! The settings of one use of a word: [`Filled`] as they were read, [`Checked`] where nothing is
//! wrong with them.

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

/// The settings of one use of a word, as far as they could be read: every value, and where it was
/// typed.
///
/// Some may be missing, because they were left out or because what was typed there is wrong. Who
/// only reports mistakes reads these; who computes reads [`Checked`].
#[derive(Clone)]
pub struct Filled {
    /// The word whose settings these are, for messages.
    owner: String,
    /// A value for each declared setting, or none.
    given: BTreeMap<&'static str, Option<Given>>,
    wrong: bool,
}

impl Filled {
    /// A word's declared settings with their values.
    pub(super) fn new(owner: &str, given: impl Iterator<Item = (&'static str, Option<Given>)>) -> Self {
        Filled { owner: owner.into(), given: given.collect(), wrong: false }
    }

    pub(super) fn put(&mut self, name: &'static str, given: Given) {
        self.given.insert(name, Some(given));
    }

    pub(super) fn mark_wrong(&mut self) {
        self.wrong = true;
    }

    /// Another value for a setting; for examples and sugar.
    ///
    /// # Panics
    /// Where the word declares no such setting.
    pub fn with(mut self, name: &'static str, value: Value) -> Self {
        self.declared(name);
        self.put(name, Given::unwritten(value));
        self
    }

    /// True if some setting is unknown, missing or of the wrong kind; those of a word inside do not
    /// count.
    pub fn is_wrong(&self) -> bool {
        self.wrong
    }

    /// The settings for those who compute with them; `None` where [something is
    /// wrong](Self::is_wrong).
    pub fn checked(&self) -> Option<Checked<'_>> {
        (!self.wrong).then_some(Checked(self))
    }

    fn declared(&self, name: &str) -> Option<&Given> {
        match self.given.get(name) {
            Some(given) => given.as_ref(),
            None => bug(&self.owner, name, "which it does not declare"),
        }
    }

    /// Where the setting was typed.
    pub fn span(&self, name: &str) -> Span {
        self.declared(name).map_or(Span::Synthetic, |given| given.span)
    }

    /// Where an item of a list was typed; the list, where items have no places.
    pub fn item_span(&self, name: &str, item: usize) -> Span {
        self.declared(name).and_then(|given| given.items.get(item)).copied().unwrap_or(self.span(name))
    }

    /// Its value, unless it was left out or could not be read.
    ///
    /// # Panics
    /// Where the word declares no such setting.
    pub fn value(&self, name: &str) -> Option<&Value> {
        self.declared(name).map(|given| &given.value)
    }

    /// All values, by name.
    pub fn iter(&self) -> impl Iterator<Item = (&'static str, &Value)> {
        self.given.iter().filter_map(|(name, given)| Some((*name, &given.as_ref()?.value)))
    }

    /// A word of a catalog, unless it was left out or could not be read.
    pub fn chosen(&self, name: &str) -> Option<&Chosen> {
        match self.value(name) {
            Some(Value::Chosen(chosen)) => Some(chosen),
            _ => None,
        }
    }

    /// The nodes that a later phase reads, as typed; none where it was left out.
    pub fn nodes(&self, name: &str) -> &[Node] {
        match self.value(name) {
            Some(Value::Nodes(nodes)) => nodes,
            _ => &[],
        }
    }
}

/// Settings of which none is missing or wrong.
///
/// A setting that the word does not declare, or declares as something else, is a mistake in the
/// catalog: reading it panics with the names of both. The settings of a word inside are checked by
/// themselves: see [`Chosen::settings`].
#[derive(Clone, Copy)]
pub struct Checked<'f>(&'f Filled);

impl<'f> Checked<'f> {
    /// The value of a setting that may be left out.
    pub fn value(self, name: &str) -> Option<&'f Value> {
        self.0.value(name)
    }

    fn there(self, name: &str) -> &'f Value {
        self.value(name).unwrap_or_else(|| bug(&self.0.owner, name, "which was left out"))
    }

    /// A number.
    pub fn number(self, name: &str) -> f64 {
        match self.there(name) {
            Value::Number(v) => *v,
            other => self.mistaken(name, "a number", other),
        }
    }

    /// A whole number.
    pub fn count(self, name: &str) -> usize {
        match self.there(name) {
            Value::Count(v) => *v,
            other => self.mistaken(name, "a whole number", other),
        }
    }

    /// True or false.
    pub fn flag(self, name: &str) -> bool {
        match self.there(name) {
            Value::Flag(flag) => *flag,
            other => self.mistaken(name, "true or false", other),
        }
    }

    /// Whole numbers; none where they were left out.
    pub fn counts(self, name: &str) -> &'f [usize] {
        match self.value(name) {
            Some(Value::Counts(list)) => list,
            Some(other) => self.mistaken(name, "a list", other),
            None => &[],
        }
    }

    /// A word.
    pub fn word(self, name: &str) -> &'f str {
        match self.there(name) {
            Value::Word(word) => word,
            other => self.mistaken(name, "a word", other),
        }
    }

    /// A seed, unless it was left out.
    pub fn seed(self, name: &str) -> Option<u64> {
        self.value(name).map(|value| match value {
            Value::Seed(seed) => *seed,
            other => self.mistaken(name, "a seed", other),
        })
    }

    /// A word of a catalog.
    pub fn chosen(self, name: &str) -> &'f Chosen {
        match self.there(name) {
            Value::Chosen(chosen) => chosen,
            other => self.mistaken(name, "a word with settings", other),
        }
    }

    /// A word that may be left out.
    pub fn optional_word(self, name: &str) -> Option<&'f str> {
        self.value(name).map(|_| self.word(name))
    }

    /// A list that a later phase reads, as typed.
    pub fn nodes(self, name: &str) -> &'f [Node] {
        match self.there(name) {
            Value::Nodes(nodes) => nodes,
            other => self.mistaken(name, "a list of nodes", other),
        }
    }

    /// The node that a later phase reads, as typed.
    pub fn node(self, name: &str) -> &'f Node {
        match self.nodes(name) {
            [node] => node,
            _ => bug(&self.0.owner, name, "as one node"),
        }
    }

    /// All values, by name.
    pub fn iter(self) -> impl Iterator<Item = (&'static str, &'f Value)> {
        self.0.iter()
    }

    /// Where the setting was typed.
    pub fn span(self, name: &str) -> Span {
        self.0.span(name)
    }

    /// Where an item of a list was typed; the list, where items have no places.
    pub fn item_span(self, name: &str, item: usize) -> Span {
        self.0.item_span(name, item)
    }

    /// For a word that the setting offers and its reader does not know.
    ///
    /// # Panics
    /// Always.
    pub fn unknown(self, name: &str) -> ! {
        let value = self.there(name).kind();
        bug(&self.0.owner, name, &format!("and does not know its value, {value}"))
    }

    fn mistaken(self, name: &str, what: &str, found: &Value) -> ! {
        bug(&self.0.owner, name, &format!("as {what}, where it is {}", found.kind()))
    }
}

/// Ends everything with a message that names the word and the setting: the catalog contradicts
/// itself.
fn bug(owner: &str, name: &str, what: &str) -> ! {
    panic!("a bug in the flow compiler: `{owner}` reads its setting `{name}`, {what}")
}
