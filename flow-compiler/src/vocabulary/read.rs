//! Reading: from what was typed to words with settings. Everything wrong is reported.

use std::rc::Rc;

use super::chosen::Chosen;
use super::filled::{Filled, Given};
use super::setting::{LARGEST, Settings, Slot, Takes, Unwritten, Value};
use super::traits::Declared;
use super::word::{AnyWord, Static};
use crate::diag::Diagnostics;
use crate::span::Span;
use crate::spec::{Entry, Kind, Node};
use crate::suggest::{did_you_mean, nearest};

impl Settings {
    /// Reads what was typed, with defaults for the rest. Everything wrong is reported; the result
    /// then holds what could be read.
    pub fn fill(
        &self,
        owner: &str,
        entries: &[Entry],
        span: Span,
        users: &[Rc<dyn Declared>],
        errors: &mut Diagnostics,
    ) -> Filled {
        let mut filled = self.defaults(owner);
        let mut meant = Vec::new();
        for entry in entries {
            let key = entry.key.text.as_str();
            match self.0.iter().find(|s| s.name == key) {
                Some(setting) => match setting.takes.read(owner, setting.name, &entry.value, users, errors) {
                    Some(value) => filled.put(setting.name, Given::written(value, &entry.value)),
                    None => filled.mark_wrong(),
                },
                None => {
                    filled.mark_wrong();
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
            if matches!(setting.default, Unwritten::Required) && !typed {
                filled.mark_wrong();
                errors.error(span, format!("`{owner}` needs `{}`", setting.name)).help(format!(
                    "`{}` is {}: {}",
                    setting.name,
                    setting.takes.expected(),
                    setting.doc
                ));
            }
        }
        filled
    }
}

impl Chosen {
    /// Reads a call of one of `words`, or of a bijector of the declaration that can stand in the
    /// slot. Settings that are wrong are reported and left out.
    pub fn read(
        words: &'static [Static],
        slot: Slot,
        node: &Node,
        users: &[Rc<dyn Declared>],
        errors: &mut Diagnostics,
    ) -> Option<Self> {
        let (users, what) = (&slot.own(users), slot.name());
        let Some(call) = node.as_call() else {
            let help = match &node.kind {
                Kind::Map(entries) if entries.len() == 1 => {
                    let name = entries[0].key.text.as_str();
                    let known = words.iter().find(|word| word.name() == name).map(|word| word.settings());
                    let key = known.as_ref().and_then(|known| known.0.first()).map_or("key", |setting| setting.name);
                    format!("the settings of `{name}` stand in a map: `{name}: {{{key}: value}}`")
                }
                _ => names(words, users),
            };
            let guess = match &node.kind {
                Kind::Text(text) => did_you_mean(text, words.iter().map(|w| w.name())),
                _ => String::new(),
            };
            errors.error(node.span, format!("found {}, expected a {what}{guess}", node.describe())).help(help);
            return None;
        };
        let name = call.name.text.as_str();
        let own = users.iter().find(|w| w.name() == name && !call.name.of_catalog).map(|w| AnyWord::User(w.clone()));
        let found = own.or_else(|| words.iter().find(|w| w.name() == name).map(|w| AnyWord::Catalog(*w)));
        match found {
            Some(word) => {
                let filled = word.settings().fill(name, call.entries, call.name.span, users, errors);
                Some(Chosen { word, filled, span: call.name.span })
            }
            None => {
                let known = words.iter().map(|w| w.name()).chain(users.iter().map(|w| w.name()));
                let guess = did_you_mean(name, known);
                let error = errors.error(call.name.span, format!("there is no {what} `{name}`{guess}"));
                if guess.is_empty() {
                    error.help(names(words, users));
                }
                None
            }
        }
    }
}

fn names(words: &[Static], users: &[Rc<dyn Declared>]) -> String {
    let list: Vec<&str> = words.iter().map(|w| w.name()).chain(users.iter().map(|w| w.name())).collect();
    format!("there are: {}", list.join(", "))
}

impl Takes {
    fn read(
        &self,
        owner: &str,
        key: &str,
        node: &Node,
        users: &[Rc<dyn Declared>],
        errors: &mut Diagnostics,
    ) -> Option<Value> {
        let is_real = matches!(self, Takes::Above(_) | Takes::Within(..) | Takes::NonZero | Takes::Fraction);
        if is_real && node.number().is_some_and(|v: f64| !fits_f32(v)) {
            errors
                .error(node.span, format!("`{key}` of `{owner}` is {}, which `f32` cannot hold", node.describe()))
                .help("the sizes of its numbers lie between 1.2e-38 and 3.4e38");
            return None;
        }
        let value = match (self, &node.kind) {
            (Takes::Above(low), Kind::Number(_)) => node.number().filter(|v| v > low).map(Value::Number),
            (Takes::Within(low, high), Kind::Number(_)) => {
                node.number().filter(|v| v >= low && v <= high).map(Value::Number)
            }
            (Takes::NonZero, Kind::Number(_)) => node.number().filter(|v| *v != 0.0).map(Value::Number),
            (Takes::Fraction, Kind::Number(_)) => node.number().filter(|v| (0.0..1.0).contains(v)).map(Value::Number),
            (Takes::Count(low), Kind::Number(_)) => whole(node).filter(|v| v >= low).map(Value::Count),
            (Takes::Few(low, high), Kind::Number(_)) => {
                whole(node).filter(|v| (low..=high).contains(&v)).map(Value::Count)
            }
            (Takes::Seed, Kind::Number(_)) => node.number().map(Value::Seed),
            (Takes::Flag | Takes::FlagOr(_), Kind::Bool(flag)) => Some(Value::Flag(*flag)),
            (Takes::FlagOr(other), Kind::Word(word)) if word == other => Some(Value::Word(word.clone())),
            (Takes::Counts(low), Kind::List(list)) => return counts(*low, owner, key, list, errors),
            (Takes::Elements | Takes::ChoiceOrElements(_), Kind::List(list)) => {
                return counts(0, owner, key, list, errors);
            }
            (Takes::Choice(words) | Takes::ChoiceOrElements(words), Kind::Word(word)) => {
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
            (Takes::Call { words, slot }, _) => {
                return Chosen::read(words, *slot, node, users, errors).map(Value::from);
            }
            (Takes::Layers, Kind::List(list)) if !list.is_empty() => Some(Value::Nodes(list.clone())),
            (Takes::Node(_) | Takes::Layer, _) => Some(Value::Nodes(vec![node.clone()])),
            _ => None,
        };
        if value.is_none() {
            let found = node.describe();
            errors.error(node.span, format!("`{key}` of `{owner}` is {found}, expected {}", self.expected()));
        }
        value
    }
}

impl Slot {
    /// The bijectors of the declaration that can stand here.
    fn own(self, users: &[Rc<dyn Declared>]) -> Vec<Rc<dyn Declared>> {
        let fits = |user: &&Rc<dyn Declared>| match self {
            Slot::Layer => user.layer().is_some(),
            Slot::Transformer => user.elementwise().is_some(),
            _ => false,
        };
        users.iter().filter(fits).cloned().collect()
    }
}

/// True if a number survives in the type of a flow's parameters: it is neither infinite nor
/// subnormal there.
fn fits_f32(v: f64) -> bool {
    v == 0.0 || (v as f32).is_normal()
}

fn whole(node: &Node) -> Option<usize> {
    node.number().filter(|n| *n <= LARGEST)
}

fn counts(low: usize, owner: &str, key: &str, list: &[Node], errors: &mut Diagnostics) -> Option<Value> {
    let mut out = Vec::new();
    for node in list {
        match whole(node).filter(|v| *v >= low) {
            Some(v) => out.push(v),
            None => {
                let found = node.describe();
                errors.error(
                    node.span,
                    format!("`{key}` of `{owner}` holds {found}, expected {}", Takes::Count(low).expected()),
                );
            }
        }
    }
    (out.len() == list.len()).then_some(Value::Counts(out))
}
