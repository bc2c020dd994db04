//! Settings: what a user may write between a word's parentheses, and what stands there when nothing
//! is written.
//!
//! A catalog entry lists its [`Settings`] once. From the list come defaults, range errors, "did you
//! mean", `flow explain` and the reference page. [`Settings::fill`] turns what was typed into
//! [`Filled`], or reports everything that is wrong with it.

use super::chosen::Chosen;
use super::filled::{Filled, Given};
use super::word::Static;
use crate::spec::Node;

/// The kinds of values that a setting takes.
#[derive(Clone, Copy)]
pub enum Takes {
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
    /// True, false or a word.
    FlagOr(&'static str),
    /// A call of one of the words of a catalog.
    Call {
        /// The words.
        words: &'static [Static],
        /// The slot that they fill.
        slot: Slot,
    },
    /// Anything, read by a later phase; in words what it is.
    Node(&'static str),
    /// A layer, read by a later phase.
    Layer,
    /// A list of layers, read by a later phase.
    Layers,
}

/// The place in a declaration that a word fills.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slot {
    /// The distribution at the bottom of a chain.
    Base,
    /// A link of a chain.
    Layer,
    /// A scalar bijector whose parameters a conditioner outputs.
    Transformer,
    /// A network that outputs them.
    Conditioner,
    /// A network that outputs those of every element from the elements before it.
    MaskedConditioner,
    /// The same on a grid.
    CausalConditioner,
    /// A distribution of one element.
    Family,
    /// The values of an event's numbers.
    Elements,
    /// The quantity that a fit minimises.
    Objective,
    /// How a fit moves parameters.
    Optimizer,
    /// How the learning rate changes.
    Schedule,
    /// Where data with a known density come from.
    Generator,
}

impl Slot {
    /// Its name in messages.
    pub fn name(self) -> &'static str {
        match self {
            Slot::Base => "base",
            Slot::Layer => "layer",
            Slot::Transformer => "transformer",
            Slot::Conditioner => "conditioner",
            Slot::MaskedConditioner => "masked conditioner",
            Slot::CausalConditioner => "causal conditioner",
            Slot::Family => "family",
            Slot::Elements => "kind of elements",
            Slot::Objective => "objective",
            Slot::Optimizer => "optimizer",
            Slot::Schedule => "schedule",
            Slot::Generator => "generator",
        }
    }
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

impl Value {
    /// Names its kind and value in words.
    pub(super) fn kind(&self) -> String {
        match self {
            Value::Number(v) => format!("the number {v}"),
            Value::Count(v) => format!("the whole number {v}"),
            Value::Counts(v) => format!("the list {v:?}"),
            Value::Seed(v) => format!("the seed {v}"),
            Value::Word(v) => format!("the word `{v}`"),
            Value::Flag(v) => format!("{v}"),
            Value::Chosen(v) => format!("the word `{}` with settings", v.word.name()),
            Value::Nodes(_) => "as typed".into(),
        }
    }
}

impl From<Chosen> for Value {
    fn from(chosen: Chosen) -> Self {
        Value::Chosen(Box::new(chosen))
    }
}

/// One setting.
#[derive(Clone)]
pub struct Setting {
    /// Its key.
    pub name: &'static str,
    /// The values that it takes.
    pub takes: Takes,
    /// Its value when nothing is written, "must be written", or "left out".
    pub default: Unwritten,
    /// One line that says what it does.
    pub doc: &'static str,
}

/// The value of a setting when nothing is written.
#[derive(Clone)]
pub enum Unwritten {
    /// It must be written.
    Required,
    /// It may be left out.
    Absent,
    /// This value.
    Is(Value),
}

/// The settings of a catalog entry, in the order of the reference page.
#[derive(Clone, Default)]
pub struct Settings(pub Vec<Setting>);

impl Settings {
    fn add(mut self, name: &'static str, takes: Takes, default: Unwritten, doc: &'static str) -> Self {
        self.0.push(Setting { name, takes, default, doc });
        self
    }

    /// No settings.
    pub fn none() -> Self {
        Settings::default()
    }

    /// A number above 0.
    pub fn positive(self, name: &'static str, default: f64, doc: &'static str) -> Self {
        self.add(name, Takes::Above(0.0), Unwritten::Is(Value::Number(default)), doc)
    }

    /// A number from a closed range.
    pub fn within(self, name: &'static str, range: (f64, f64), default: f64, doc: &'static str) -> Self {
        self.add(name, Takes::Within(range.0, range.1), Unwritten::Is(Value::Number(default)), doc)
    }

    /// A number from 0, below 1.
    pub fn fraction(self, name: &'static str, default: f64, doc: &'static str) -> Self {
        self.add(name, Takes::Fraction, Unwritten::Is(Value::Number(default)), doc)
    }

    /// True or false.
    pub fn flag(self, name: &'static str, default: bool, doc: &'static str) -> Self {
        self.add(name, Takes::Flag, Unwritten::Is(Value::Flag(default)), doc)
    }

    /// A whole number from 1 that must be written.
    pub fn count(self, name: &'static str, doc: &'static str) -> Self {
        self.add(name, Takes::Count(1), Unwritten::Required, doc)
    }

    /// A whole number from `least`.
    pub fn count_or(self, name: &'static str, least: usize, default: usize, doc: &'static str) -> Self {
        self.add(name, Takes::Count(least), Unwritten::Is(Value::Count(default)), doc)
    }

    /// A whole number from `least` to `most`.
    pub fn few(self, name: &'static str, (least, most): (usize, usize), default: usize, doc: &'static str) -> Self {
        self.add(name, Takes::Few(least, most), Unwritten::Is(Value::Count(default)), doc)
    }

    /// Whole numbers from 1.
    pub fn counts(self, name: &'static str, default: &[usize], doc: &'static str) -> Self {
        self.add(name, Takes::Counts(1), Unwritten::Is(Value::Counts(default.to_vec())), doc)
    }

    /// One of some words, the first by default.
    pub fn choice(self, name: &'static str, options: &'static [&'static str], doc: &'static str) -> Self {
        self.add(name, Takes::Choice(options), Unwritten::Is(Value::Word(options[0].into())), doc)
    }

    /// One of some words, the first by default, or a list of element numbers.
    pub fn choice_or_elements(self, name: &'static str, options: &'static [&'static str], doc: &'static str) -> Self {
        self.add(name, Takes::ChoiceOrElements(options), Unwritten::Is(Value::Word(options[0].into())), doc)
    }

    /// A word of a catalog that may be left out.
    pub fn optional_call(self, name: &'static str, words: &'static [Static], slot: Slot, doc: &'static str) -> Self {
        self.add(name, Takes::Call { words, slot }, Unwritten::Absent, doc)
    }

    /// A setting without a default that may be left out.
    pub fn optional(self, name: &'static str, takes: Takes, doc: &'static str) -> Self {
        self.add(name, takes, Unwritten::Absent, doc)
    }

    /// A setting that must be written.
    pub fn required(self, name: &'static str, takes: Takes, doc: &'static str) -> Self {
        self.add(name, takes, Unwritten::Required, doc)
    }

    /// A word of a catalog; `default` is used with its own defaults.
    pub fn call(
        self,
        name: &'static str,
        words: &'static [Static],
        slot: Slot,
        default: Static,
        doc: &'static str,
    ) -> Self {
        self.add(name, Takes::Call { words, slot }, Unwritten::Is(Chosen::plain(default).into()), doc)
    }

    /// True if there is a setting of this name.
    pub fn has(&self, name: &str) -> bool {
        self.0.iter().any(|s| s.name == name)
    }

    /// All settings of `owner` at their defaults; what must be written is missing.
    pub fn defaults(&self, owner: &str) -> Filled {
        let given = |s: &Setting| match &s.default {
            Unwritten::Is(value) => Some(Given::unwritten(value.clone())),
            Unwritten::Required | Unwritten::Absent => None,
        };
        Filled::new(owner, self.0.iter().map(|s| (s.name, given(s))))
    }
}

impl Takes {
    /// Says in words which values it takes.
    pub fn expected(&self) -> String {
        match self {
            Takes::Above(0.0) => "a positive number".into(),
            Takes::Above(low) => format!("a number above {low}"),
            Takes::Within(low, high) => format!("a number from {low} to {high}"),
            Takes::NonZero => "a number other than 0".into(),
            Takes::Fraction => "a number from 0, below 1".into(),
            Takes::Count(low) => format!("a whole number from {low} to {LARGEST}"),
            Takes::Few(low, high) => format!("a whole number from {low} to {high}"),
            Takes::Counts(low) => format!("a list of whole numbers from {low} to {LARGEST}"),
            Takes::Elements => "a list of element numbers".into(),
            Takes::Seed => "a whole number".into(),
            Takes::Choice(words) => format!("one of {}", listed(words)),
            Takes::ChoiceOrElements(words) => format!("one of {}, or a list of element numbers", listed(words)),
            Takes::Flag => "true or false".into(),
            Takes::FlagOr(word) => format!("true, false or `{word}`"),
            Takes::Call { words, slot } => {
                format!(
                    "a {}: {}",
                    slot.name(),
                    words.iter().map(|w| format!("`{}`", w.name())).collect::<Vec<_>>().join(", ")
                )
            }
            Takes::Node(what) => (*what).into(),
            Takes::Layer => "a layer".into(),
            Takes::Layers => "a list of layers".into(),
        }
    }
}

pub(super) fn listed(words: &[&str]) -> String {
    words.iter().map(|w| format!("`{w}`")).collect::<Vec<_>>().join(", ")
}

/// Larger extents are refused: their products would not fit memory.
pub const LARGEST: usize = 1 << 20;
