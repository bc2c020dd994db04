//! The parts of a declaration beside its layers: fields, users' bijectors, event, context.

use std::rc::Rc;

use super::flow::Embedding;
use crate::catalog::UserWord;
use crate::catalog::bases::{BASES, standard_normal::StandardNormal};
use crate::catalog::conditioners::{ACTIVATIONS, ENCODERS};
use crate::diag::Diagnostics;
use crate::event::{Elements, Event};
use crate::shape::Shape;
use crate::spec::{Kind, Node, Spec};
use crate::suggest::did_you_mean;
use crate::vocabulary::{Chosen, Declared, LARGEST, Settings, Slot, Static, Takes, Word};

/// The words of a declaration beside `layers`.
const FIELDS: [&str; 3] = ["base", "layers", "train"];

/// Refuses fields that a flow does not have.
pub(super) fn fields(spec: &Spec, errors: &mut Diagnostics) {
    for entry in &spec.fields {
        let key = entry.key.text.as_str();
        if !FIELDS.contains(&key) {
            let guess = did_you_mean(key, FIELDS);
            let error = errors.error(entry.key.span, format!("a flow has no field `{key}`{guess}"));
            if guess.is_empty() {
                error.help(format!("its fields are: {}", FIELDS.join(", ")));
            }
        }
    }
}

/// The base; `standard_normal` where none is written.
pub(super) fn base(spec: &Spec, errors: &mut Diagnostics) -> Option<Chosen> {
    match spec.field("base") {
        Some(node) => Chosen::read(BASES, Slot::Base, node, &[], errors),
        None => Some(Chosen::plain(&StandardNormal)),
    }
}

/// The declaration's own bijectors, without those that are wrong, which is reported. One that has
/// the name of a word of the catalog stands for it wherever the declaration writes that name.
pub(super) fn users(spec: &Spec, errors: &mut Diagnostics) -> Vec<Rc<dyn Declared>> {
    let read = |b| UserWord::read(b, errors).map(|word| word as Rc<dyn Declared>);
    spec.bijectors.iter().filter_map(read).collect()
}

/// The names of users' bijectors that are wrong, which has been reported.
pub(super) fn broken<'s>(spec: &'s Spec, users: &[Rc<dyn Declared>]) -> Vec<&'s str> {
    let names = spec.bijectors.iter().map(|b| b.name.text.as_str());
    names.filter(|name| users.iter().all(|user| user.name() != *name)).collect()
}

fn read_extent(node: &Node, what: &str, errors: &mut Diagnostics) -> Option<usize> {
    let Kind::Number(text) = &node.kind else {
        errors.error(node.span, format!("{what} is {}, expected a whole number from 1 to {LARGEST}", node.describe()));
        return None;
    };
    let extent = node.number().filter(|n| (1..=LARGEST).contains(n));
    if extent.is_none() {
        errors.error(node.span, format!("{what} is the number {text}, expected a whole number from 1 to {LARGEST}"));
    }
    extent
}

pub(super) fn event(node: &Node, errors: &mut Diagnostics) -> Option<Event> {
    let extents = match &node.kind {
        Kind::List(list) => list.iter().map(|n| read_extent(n, "an extent of the event", errors)).collect(),
        _ => read_extent(node, "the event", errors).map(|n| vec![n]),
    };
    let extents: Vec<usize> = extents?;
    if extents.is_empty() || extents.len() > 3 {
        errors.error(node.span, format!("the event has {} extents, expected 1 to 3", extents.len()));
        return None;
    }
    // At most three factors of at most 2²⁰ each.
    let size: u64 = extents.iter().map(|e| *e as u64).product();
    if size > LARGEST as u64 {
        let product = extents.iter().map(usize::to_string).collect::<Vec<_>>().join(" × ");
        errors.error(node.span, format!("the event has {product} = {size} elements, expected at most {LARGEST}"));
        return None;
    }
    Some(Event::of(&extents))
}

/// The words for the values of an event's numbers.
pub static ELEMENTS: &[Static] = &[&Plain("real", "any real number"), &Plain("binary", "0 and 1"), &Categorical];

/// A kind of numbers without settings.
struct Plain(&'static str, &'static str);

impl Word for Plain {
    fn name(&self) -> &str {
        self.0
    }
    fn doc(&self) -> &str {
        self.1
    }
    fn settings(&self) -> Settings {
        Settings::none()
    }
}

/// Whole numbers from 0.
struct Categorical;

impl Word for Categorical {
    fn name(&self) -> &str {
        "categorical"
    }
    fn doc(&self) -> &str {
        "whole numbers from 0, below `levels`"
    }
    fn settings(&self) -> Settings {
        Settings::none().few("levels", (2, 1 << 16), 256, "how many values there are")
    }
}

/// The values that the numbers of the event can have: any where nothing is written.
pub(super) fn elements(node: Option<&Node>, errors: &mut Diagnostics) -> Elements {
    let chosen = node.and_then(|node| Chosen::read(ELEMENTS, Slot::Elements, node, &[], errors));
    let Some((name, settings)) = chosen.as_ref().and_then(|c| Some((c.word.name(), c.filled.checked()?))) else {
        return Elements::Real;
    };
    match name {
        "binary" => Elements::Binary,
        "categorical" => Elements::Categorical(settings.count("levels")),
        _ => Elements::Real,
    }
}

/// Refuses a base of real numbers under an event of whole ones.
pub(super) fn check_elements(elements: Elements, node: Option<&Node>, base: &Chosen, errors: &mut Diagnostics) {
    let Some(settings) = base.filled.checked() else { return };
    let whole = base.base().is_layer(settings);
    if let (Some(node), Some(_), false) = (node, elements.levels(), whole) {
        let name = base.word.name();
        errors
            .error(node.span, format!("the elements of the event are {elements}, and `{name}` gives real numbers"))
            .help("use the base `autoregressive`, which has a distribution of whole numbers for each element, with a `family` of such");
    }
}

/// The settings of `context` when it is a map.
pub fn context_settings() -> Settings {
    Settings::none()
        .count("size", "the number of elements")
        .optional(
            "shape",
            Takes::Counts(1),
            "how they lie where the context is an image, `[channels, height, width]`, or a sequence, `[channels, length]`",
        )
        .optional_call("embedding", ENCODERS, Slot::Conditioner, "a network that all layers read it through")
        .count_or("outputs", 1, 8, "how many numbers the embedding outputs")
        .optional("activation", Takes::Choice(ACTIVATIONS), "function after the embedding's outputs; left out, none")
}

pub(super) fn context(node: Option<&Node>, errors: &mut Diagnostics) -> (usize, Option<Embedding>) {
    let Some(node) = node else { return (0, None) };
    let Kind::Map(entries) = &node.kind else {
        return (read_extent(node, "the context", errors).unwrap_or(0), None);
    };
    let before = errors.len();
    let filled = context_settings().fill("context", entries, node.span, &[], errors);
    let Some(settings) = filled.checked().filter(|_| errors.len() == before) else { return (0, None) };
    for key in ["shape", "outputs", "activation"] {
        let typed = entries.iter().find(|e| e.key.text == key);
        if let (None, Some(typed)) = (filled.chosen("embedding"), typed) {
            let message = format!("`context` has `{key}`, which belongs to an `embedding`");
            errors
                .error(typed.key.span, message)
                .help(format!("add an embedding: `embedding: mlp`, or leave `{key}` out"));
        }
    }
    let embedding = filled.chosen("embedding").cloned();
    let size = settings.count("size");
    let given = match settings.counts("shape") {
        [] => Event::row(size),
        extents => {
            let product = extents.iter().copied().fold(1, usize::saturating_mul);
            if product != size || !(2..=3).contains(&extents.len()) {
                let shown = Shape::of(extents);
                errors
                    .error(
                        settings.span("shape"),
                        format!("`shape` of `context` is {shown}, of {product} numbers, and `size` is {size}"),
                    )
                    .help("write two or three extents whose product is `size`, or leave `shape` out");
                return (size, None);
            }
            Event::of(extents)
        }
    };
    if let Some((chosen, own)) = embedding.as_ref().and_then(|chosen| Some((chosen, chosen.filled.checked()?))) {
        // A network whose outputs are on a grid has no place here.
        let grid = given.grid().filter(|_| !chosen.conditioner().is_on_grid());
        chosen.conditioner().check(grid, own, chosen.span, errors);
    }
    // To a network of numbers in a row it does not matter how they lie.
    let reads_grid = embedding.as_ref().is_some_and(|chosen| chosen.conditioner().reads_grid());
    let given = if reads_grid { given } else { Event::row(size) };
    let activation = settings.optional_word("activation").map(str::to_owned);
    let outputs = settings.count("outputs");
    (size, embedding.map(|chosen| Embedding { chosen, given, outputs, activation }))
}
