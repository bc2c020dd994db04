//! Settings: what a user may write between a word's parentheses, and what stands there when nothing is written.
//!
//! A catalog entry lists its [`Settings`] once. From the list come defaults, range errors, "did you mean", `flow explain` and the
//! reference page. [`Settings::fill`] turns what was typed into [`Filled`], or reports everything that is wrong with it.

use std::collections::BTreeMap;

use std::rc::Rc;

use crate::catalog::{AnyWord, Chosen, Static, UserWord};
use crate::diag::Diagnostics;
use crate::span::Span;
use crate::spec::{Entry, Kind as Typed, Node};
use crate::suggest::{did_you_mean, nearest};

/// What a setting takes.
#[derive(Clone, Copy)]
pub enum Kind {
    /// A number above a bound.
    Above(f64),
    /// A number from a closed range.
    Within(f64, f64),
    /// A number other than 0.
    NonZero,
    /// A number from 0, below 1.
    Fraction,
    /// A whole number, at least this one.
    Count(usize),
    /// A whole number between these: of what is written out, one after another, in emitted code.
    Few(usize, usize),
    /// A list of whole numbers, each at least this one.
    Counts(usize),
    /// A list of element numbers.
    Elements,
    /// A seed: a whole number from 0.
    Seed,
    /// One of some words.
    Choice(&'static [&'static str]),
    /// Either one of some words or a list of element numbers.
    ChoiceOrElements(&'static [&'static str]),
    /// True or false.
    Flag,
    /// A call of one of the words of a catalog.
    Call(&'static [Static], &'static str),
    /// Anything, read by a later phase; in words what it is.
    Node(&'static str),
    /// A list of layers.
    Layers,
}

/// The value of a setting.
#[derive(Clone)]
pub enum Value {
    /// A number.
    Number(f64),
    /// A whole number.
    Count(usize),
    /// Whole numbers.
    Counts(Vec<usize>),
    /// A seed.
    Seed(u64),
    /// A word.
    Word(String),
    /// True or false.
    Flag(bool),
    /// A word of a catalog with its own settings.
    Chosen(Box<Chosen>),
    /// As typed: a later phase resolves it.
    Nodes(Vec<Node>),
}

/// One setting.
#[derive(Clone)]
pub struct Setting {
    /// Its key.
    pub name: &'static str,
    /// What it takes.
    pub kind: Kind,
    /// What it is when nothing is written: a value, "must be written", or "left out".
    pub default: Default,
    /// One line that says what it does.
    pub doc: &'static str,
}

/// What a setting is when nothing is written.
#[derive(Clone)]
pub enum Default {
    /// It must be written.
    Required,
    /// It may be left out.
    Absent,
    /// This value.
    Is(Value),
}

/// The settings of a catalog entry, in the order of the reference page.
#[derive(Clone, std::default::Default)]
pub struct Settings(pub Vec<Setting>);

impl Settings {
    fn add(mut self, name: &'static str, kind: Kind, default: Default, doc: &'static str) -> Self {
        self.0.push(Setting { name, kind, default, doc });
        self
    }

    /// No settings.
    pub fn none() -> Self {
        Settings::default()
    }

    /// A number above 0.
    pub fn positive(self, name: &'static str, default: f64, doc: &'static str) -> Self {
        self.add(name, Kind::Above(0.0), Default::Is(Value::Number(default)), doc)
    }

    /// A number from a closed range.
    pub fn within(self, name: &'static str, range: (f64, f64), default: f64, doc: &'static str) -> Self {
        self.add(name, Kind::Within(range.0, range.1), Default::Is(Value::Number(default)), doc)
    }

    /// A number from 0, below 1.
    pub fn fraction(self, name: &'static str, default: f64, doc: &'static str) -> Self {
        self.add(name, Kind::Fraction, Default::Is(Value::Number(default)), doc)
    }

    /// True or false.
    pub fn flag(self, name: &'static str, default: bool, doc: &'static str) -> Self {
        self.add(name, Kind::Flag, Default::Is(Value::Flag(default)), doc)
    }

    /// A whole number from 1 that must be written.
    pub fn count(self, name: &'static str, doc: &'static str) -> Self {
        self.add(name, Kind::Count(1), Default::Required, doc)
    }

    /// A whole number from `least`.
    pub fn count_or(self, name: &'static str, least: usize, default: usize, doc: &'static str) -> Self {
        self.add(name, Kind::Count(least), Default::Is(Value::Count(default)), doc)
    }

    /// A whole number from `least` to `most`.
    pub fn few(self, name: &'static str, (least, most): (usize, usize), default: usize, doc: &'static str) -> Self {
        self.add(name, Kind::Few(least, most), Default::Is(Value::Count(default)), doc)
    }

    /// Whole numbers from 1.
    pub fn counts(self, name: &'static str, default: &[usize], doc: &'static str) -> Self {
        self.add(name, Kind::Counts(1), Default::Is(Value::Counts(default.to_vec())), doc)
    }

    /// One of some words, the first by default.
    pub fn choice(self, name: &'static str, options: &'static [&'static str], doc: &'static str) -> Self {
        self.add(name, Kind::Choice(options), Default::Is(Value::Word(options[0].into())), doc)
    }

    /// One of some words, the first by default, or a list of element numbers.
    pub fn choice_or_elements(self, name: &'static str, options: &'static [&'static str], doc: &'static str) -> Self {
        self.add(name, Kind::ChoiceOrElements(options), Default::Is(Value::Word(options[0].into())), doc)
    }

    /// A word of a catalog that may be left out.
    pub fn optional_call(
        self,
        name: &'static str,
        words: &'static [Static],
        what: &'static str,
        doc: &'static str,
    ) -> Self {
        self.add(name, Kind::Call(words, what), Default::Absent, doc)
    }

    /// A setting without a default that may be left out.
    pub fn optional(self, name: &'static str, kind: Kind, doc: &'static str) -> Self {
        self.add(name, kind, Default::Absent, doc)
    }

    /// A setting that must be written.
    pub fn required(self, name: &'static str, kind: Kind, doc: &'static str) -> Self {
        self.add(name, kind, Default::Required, doc)
    }

    /// A word of a catalog; `default` is used with its own defaults.
    pub fn call(
        self,
        name: &'static str,
        words: &'static [Static],
        what: &'static str,
        default: Static,
        doc: &'static str,
    ) -> Self {
        let chosen =
            Chosen { word: AnyWord::Catalog(default), filled: default.settings().defaults(), span: Span::Synthetic };
        self.add(name, Kind::Call(words, what), Default::Is(Value::Chosen(Box::new(chosen))), doc)
    }

    /// Whether there is a setting of this name.
    pub fn has(&self, name: &str) -> bool {
        self.0.iter().any(|s| s.name == name)
    }

    /// All settings at their defaults; what must be written is left out.
    pub fn defaults(&self) -> Filled {
        let given = self.0.iter().filter_map(|s| match &s.default {
            Default::Is(value) => Some((s.name, Given::unwritten(value.clone()))),
            _ => None,
        });
        Filled { given: given.collect(), wrong: false }
    }

    /// What was typed, with defaults for the rest. Everything wrong is reported; the result then holds what could be read.
    pub fn fill(
        &self,
        owner: &str,
        entries: &[Entry],
        span: Span,
        users: &[Rc<UserWord>],
        errors: &mut Diagnostics,
    ) -> Filled {
        let mut filled = self.defaults();
        let mut meant = Vec::new();
        for entry in entries {
            let key = entry.key.text.as_str();
            match self.0.iter().find(|s| s.name == key) {
                Some(setting) => match setting.kind.read(owner, setting.name, &entry.value, users, errors) {
                    Some(value) => drop(filled.given.insert(setting.name, Given::written(value, &entry.value))),
                    None => filled.wrong = true,
                },
                None => {
                    filled.wrong = true;
                    let keys = self.0.iter().map(|s| s.name);
                    meant.extend(nearest(key, keys.clone()));
                    let guess = did_you_mean(key, keys.clone());
                    let error = errors.error(entry.key.span, format!("`{owner}` has no setting `{key}`{guess}"));
                    if self.0.is_empty() {
                        error.help(format!("`{owner}` takes no settings"));
                    } else if guess.is_empty() {
                        error.help(format!("its settings are: {}", keys.collect::<Vec<_>>().join(", ")));
                    }
                }
            }
        }
        for setting in &self.0 {
            let typed = entries.iter().any(|e| e.key.text == setting.name) || meant.contains(&setting.name);
            if matches!(setting.default, Default::Required) && !typed {
                filled.wrong = true;
                errors.error(span, format!("`{owner}` needs `{}`", setting.name)).help(format!(
                    "`{}` is {}: {}",
                    setting.name,
                    setting.kind.expected(),
                    setting.doc
                ));
            }
        }
        filled
    }
}

impl Kind {
    /// What it takes, in words.
    pub fn expected(&self) -> String {
        match self {
            Kind::Above(0.0) => "a positive number".into(),
            Kind::Above(low) => format!("a number above {low}"),
            Kind::Within(low, high) => format!("a number from {low} to {high}"),
            Kind::NonZero => "a number other than 0".into(),
            Kind::Fraction => "a number from 0, below 1".into(),
            Kind::Count(low) => format!("a whole number from {low} to {LARGEST}"),
            Kind::Few(low, high) => format!("a whole number from {low} to {high}"),
            Kind::Counts(low) => format!("a list of whole numbers from {low} to {LARGEST}"),
            Kind::Elements => "a list of element numbers".into(),
            Kind::Seed => "a whole number".into(),
            Kind::Choice(words) => format!("one of {}", listed(words)),
            Kind::ChoiceOrElements(words) => format!("one of {}, or a list of element numbers", listed(words)),
            Kind::Flag => "true or false".into(),
            Kind::Call(words, what) => {
                format!("a {what}: {}", words.iter().map(|w| format!("`{}`", w.name())).collect::<Vec<_>>().join(", "))
            }
            Kind::Node(what) => (*what).into(),
            Kind::Layers => "a list of layers".into(),
        }
    }

    fn read(
        &self,
        owner: &str,
        key: &str,
        node: &Node,
        users: &[Rc<UserWord>],
        errors: &mut Diagnostics,
    ) -> Option<Value> {
        let is_real = matches!(self, Kind::Above(_) | Kind::Within(..) | Kind::NonZero | Kind::Fraction);
        if is_real && node.number().is_some_and(|v: f64| !fits_f32(v)) {
            errors
                .error(node.span, format!("`{key}` of `{owner}` is {}, which `f32` cannot hold", node.describe()))
                .help("the sizes of its numbers lie between 1.2e-38 and 3.4e38");
            return None;
        }
        let value = match (self, &node.kind) {
            (Kind::Above(low), Typed::Number(_)) => node.number().filter(|v| v > low).map(Value::Number),
            (Kind::Within(low, high), Typed::Number(_)) => {
                node.number().filter(|v| v >= low && v <= high).map(Value::Number)
            }
            (Kind::NonZero, Typed::Number(_)) => node.number().filter(|v| *v != 0.0).map(Value::Number),
            (Kind::Fraction, Typed::Number(_)) => node.number().filter(|v| (0.0..1.0).contains(v)).map(Value::Number),
            (Kind::Count(low), Typed::Number(_)) => whole(node).filter(|v| v >= low).map(Value::Count),
            (Kind::Few(low, high), Typed::Number(_)) => {
                whole(node).filter(|v| (low..=high).contains(&v)).map(Value::Count)
            }
            (Kind::Seed, Typed::Number(_)) => node.number().map(Value::Seed),
            (Kind::Flag, Typed::Bool(flag)) => Some(Value::Flag(*flag)),
            (Kind::Counts(low), Typed::List(list)) => return counts(*low, owner, key, list, errors),
            (Kind::Elements | Kind::ChoiceOrElements(_), Typed::List(list)) => {
                return counts(0, owner, key, list, errors);
            }
            (Kind::Choice(words) | Kind::ChoiceOrElements(words), Typed::Word(word)) => {
                if words.contains(&word.as_str()) {
                    Some(Value::Word(word.clone()))
                } else {
                    let guess = did_you_mean(word, words.iter().copied());
                    errors
                        .error(node.span, format!("`{key}` of `{owner}` cannot be `{word}`{guess}"))
                        .help(format!("expected {}", self.expected()));
                    return None;
                }
            }
            (Kind::Call(words, what), _) => {
                let users = if *what == "transformer" { elementwise(users) } else { Vec::new() };
                return Chosen::read(words, what, node, &users, errors).map(|c| Value::Chosen(Box::new(c)));
            }
            (Kind::Layers, Typed::List(list)) if !list.is_empty() => Some(Value::Nodes(list.clone())),
            (Kind::Node(_), _) => Some(Value::Nodes(vec![node.clone()])),
            _ => None,
        };
        if value.is_none() {
            let found = node.describe();
            errors.error(node.span, format!("`{key}` of `{owner}` is {found}, expected {}", self.expected()));
        }
        value
    }
}

/// Users' bijectors that may serve as transformers.
fn elementwise(users: &[Rc<UserWord>]) -> Vec<Rc<UserWord>> {
    use crate::catalog::Word;
    users.iter().filter(|u| u.elementwise().is_some()).cloned().collect()
}

fn listed(words: &[&str]) -> String {
    words.iter().map(|w| format!("`{w}`")).collect::<Vec<_>>().join(", ")
}

/// Whether a number survives in the type of a flow's parameters: neither infinite nor subnormal there.
fn fits_f32(v: f64) -> bool {
    v == 0.0 || (v as f32).is_normal()
}

fn whole(node: &Node) -> Option<usize> {
    node.number().filter(|n| *n <= LARGEST)
}

/// Larger extents are refused: their products would not fit memory.
pub const LARGEST: usize = 1 << 20;

fn counts(low: usize, owner: &str, key: &str, list: &[Node], errors: &mut Diagnostics) -> Option<Value> {
    let mut out = Vec::new();
    for node in list {
        match whole(node).filter(|v| *v >= low) {
            Some(v) => out.push(v),
            None => {
                let found = node.describe();
                errors.error(
                    node.span,
                    format!("`{key}` of `{owner}` holds {found}, expected {}", Kind::Count(low).expected()),
                );
            }
        }
    }
    (out.len() == list.len()).then_some(Value::Counts(out))
}

/// A setting's value and where it was typed.
#[derive(Clone)]
struct Given {
    value: Value,
    span: Span,
    /// The places of a list's items.
    items: Vec<Span>,
}

impl Given {
    fn written(value: Value, node: &Node) -> Self {
        let items = if let Typed::List(list) = &node.kind { list.iter().map(|n| n.span).collect() } else { Vec::new() };
        Given { value, span: node.span, items }
    }

    fn unwritten(value: Value) -> Self {
        Given { value, span: Span::Synthetic, items: Vec::new() }
    }
}

/// The settings of one use of a word: every value, and where it was typed.
#[derive(Clone, std::default::Default)]
pub struct Filled {
    given: BTreeMap<&'static str, Given>,
    wrong: bool,
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
