//! From nodes to layers: words are looked up, sugar is expanded, settings meet the event.

use std::rc::Rc;

use super::flow::{Instance, Layer};
use crate::catalog::layers::LAYERS;
use crate::diag::Diagnostics;
use crate::event::Event;
use crate::spec::{Ident, Kind, Node};
use crate::vocabulary::{Chosen, Declared, Expansion, LARGEST, Slot, Takes, Value};

/// The words around a layer: inversions and repetitions.
#[derive(Clone, Copy)]
struct Around {
    /// True if directions are swapped.
    inverted: bool,
    /// How many times all `repeat`s together run it.
    times: usize,
}

const ONCE: Around = Around { inverted: false, times: 1 };

pub(super) struct Resolver<'u> {
    /// The event, where it is known.
    pub event: Option<&'u Event>,
    /// Elements of the context as layers read it.
    pub context: usize,
    pub users: &'u [Rc<dyn Declared>],
    /// Users' bijectors that are wrong, which has been reported.
    pub broken: Vec<&'u str>,
}

impl Resolver<'_> {
    /// The layers that a base puts at the bottom of the chain.
    pub fn bottom(&self, base: Option<&Chosen>, errors: &mut Diagnostics) -> Vec<Layer> {
        let Some(base) = base.filter(|base| !base.filled.is_wrong()) else { return Vec::new() };
        let before = errors.len();
        let nodes = base.base().bottom(base, self.context, errors);
        let nodes = if errors.len() > before { Vec::new() } else { nodes };
        nodes.iter().filter_map(|(path, node)| self.layer(node, path, ONCE, errors)).collect()
    }

    /// The layers of the declaration.
    pub fn layers(&self, node: Option<&Node>, errors: &mut Diagnostics) -> Vec<Layer> {
        match node {
            Some(Node { kind: Kind::List(nodes), .. }) => self.list(nodes, "layers", ONCE, errors),
            Some(node) => {
                errors.error(node.span, format!("`layers` is {}, expected a list of layers", node.describe()));
                Vec::new()
            }
            None => Vec::new(),
        }
    }

    fn list(&self, nodes: &[Node], path: &str, around: Around, errors: &mut Diagnostics) -> Vec<Layer> {
        let mut layers: Vec<Layer> = Vec::new();
        for (i, node) in nodes.iter().enumerate() {
            layers.extend(self.layer(node, &format!("{path}.{i}"), around, errors));
        }
        if around.inverted {
            layers.reverse();
        }
        layers
    }

    fn layer(&self, node: &Node, path: &str, around: Around, errors: &mut Diagnostics) -> Option<Layer> {
        let is_broken = |name: &Ident| !name.of_catalog && self.broken.contains(&name.text.as_str());
        if node.as_call().is_some_and(|call| is_broken(&call.name)) {
            return None;
        }
        let chosen = Chosen::read(LAYERS, Slot::Layer, node, self.users, errors)?;
        let Some(settings) = chosen.filled.checked() else {
            self.read_inside(&chosen, path, around, errors);
            return None;
        };
        if let Some(sugar) = chosen.word.sugar() {
            return match sugar.expand(settings, chosen.span) {
                Expansion::Layers(nodes) => Some(Layer::Group(self.list(&nodes, path, around, errors))),
                Expansion::Repeat(times, nodes) => {
                    let around = Around { times: product(around.times, times, &chosen, errors), ..around };
                    let layers = self.list(&nodes, &format!("{path}._"), around, errors);
                    Some(Layer::Repeat { times, layers })
                }
                Expansion::Invert(node) => {
                    self.layer(&node, path, Around { inverted: !around.inverted, ..around }, errors)
                }
            };
        }
        check_transformers(&chosen, errors);
        let event = self.event?;
        chosen.layer().check(event, self.context, settings, chosen.span, errors);
        let (inverted, event) = (around.inverted, event.clone());
        Some(Layer::Bijector(Box::new(Instance { chosen, inverted, path: path.into(), event })))
    }

    /// Reads what stands inside of a word whose own settings are wrong, for the mistakes there.
    fn read_inside(&self, chosen: &Chosen, path: &str, around: Around, errors: &mut Diagnostics) {
        for setting in chosen.word.settings().0 {
            if matches!(setting.takes, Takes::Layer | Takes::Layers) {
                self.list(chosen.filled.nodes(setting.name), path, around, errors);
            }
        }
        check_transformers(chosen, errors);
    }
}

/// A transformer maps the numbers of an element, whatever its parameters are, onto the same
/// numbers: those of other elements stay.
fn check_transformers(layer: &Chosen, errors: &mut Diagnostics) {
    for (_, value) in layer.filled.iter() {
        let Value::Chosen(chosen) = value else { continue };
        let Some(transformer) = chosen.word.elementwise() else { continue };
        let (from, to) = (transformer.domain(), transformer.codomain());
        if from != to {
            let message = format!(
                "the transformer `{}` maps from {from} to {to}, expected onto the same numbers",
                chosen.word.name()
            );
            errors.error(chosen.span, message).help("it can be a layer after this one");
        }
    }
}

/// How many times the layers of a repetition run, itself repeated; 1 where they are too many, which
/// is reported.
fn product(outer: usize, times: usize, repeat: &Chosen, errors: &mut Diagnostics) -> usize {
    // Both factors are at most 2²⁰.
    let all = outer as u64 * times as u64;
    if all <= LARGEST as u64 {
        return outer * times;
    }
    let name = repeat.word.name();
    errors
        .error(
            repeat.span,
            format!("`{name}` runs its layers {outer} × {times} = {all} times, expected at most {LARGEST}"),
        )
        .help("repeat fewer times");
    1
}
