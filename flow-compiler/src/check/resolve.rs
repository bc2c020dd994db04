//! From nodes to layers: words are looked up, sugar is expanded, settings meet the event.

use std::rc::Rc;

use super::flow::{Instance, Layer};
use crate::catalog::layers::LAYERS;
use crate::catalog::layers::channels_last::ChannelsLast;
use crate::diag::Diagnostics;
use crate::event::Event;
use crate::spec::{Ident, Kind, Node};
use crate::vocabulary::{Chosen, Declared, Expansion, LARGEST, LastMaps, Slot, Takes, Value, Word};

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
        if let (true, Some(event)) = (base.base().is_layer(base.settings()), self.event) {
            let layer = base.layer();
            layer.check(event, self.context, base.settings(), base.span, errors);
            let (chosen, event) = (base.clone(), event.clone());
            return vec![Layer::Bijector(Box::new(Instance {
                chosen,
                inverted: false,
                path: "base".into(),
                event,
                last_maps: LastMaps::Small,
            }))];
        }
        let nodes = base.base().bottom(base, self.context, errors);
        let nodes = if errors.len() > before { Vec::new() } else { nodes };
        let mut event = self.event.cloned();
        nodes.iter().filter_map(|(path, node)| self.layer(node, path, ONCE, &mut event, errors)).collect()
    }

    /// The layers of the declaration.
    pub fn layers(&self, node: Option<&Node>, errors: &mut Diagnostics) -> Vec<Layer> {
        match node {
            Some(Node { kind: Kind::List(nodes), .. }) => {
                self.list(nodes, "layers", ONCE, &mut self.event.cloned(), errors)
            }
            Some(node) => {
                errors.error(node.span, format!("`layers` is {}, expected a list of layers", node.describe()));
                Vec::new()
            }
            None => Vec::new(),
        }
    }

    /// Layers one after another, in the order from base to data. They are followed from the data to the
    /// base, since each says what event lies on its side of the base; mistakes are told in the order in
    /// which they were typed.
    fn list(
        &self,
        nodes: &[Node],
        path: &str,
        around: Around,
        event: &mut Option<Event>,
        errors: &mut Diagnostics,
    ) -> Vec<Layer> {
        let mut numbered: Vec<(usize, &Node)> = nodes.iter().enumerate().collect();
        if !around.inverted {
            numbered.reverse();
        }
        let mut found: Vec<(usize, Option<Layer>, Diagnostics)> = Vec::new();
        for (i, node) in numbered {
            let mut own = Diagnostics::new();
            let layer = self.layer(node, &format!("{path}.{i}"), around, event, &mut own);
            found.push((i, layer, own));
        }
        let mut layers: Vec<Layer> = Vec::new();
        let mut mistakes: Vec<(usize, Diagnostics)> = Vec::new();
        for (i, layer, own) in found.into_iter().rev() {
            layers.extend(layer);
            mistakes.push((i, own));
        }
        mistakes.sort_by_key(|(i, _)| *i);
        mistakes.into_iter().for_each(|(_, own)| errors.append(own));
        layers
    }

    fn layer(
        &self,
        node: &Node,
        path: &str,
        around: Around,
        event: &mut Option<Event>,
        errors: &mut Diagnostics,
    ) -> Option<Layer> {
        let is_broken = |name: &Ident| !name.of_catalog && self.broken.contains(&name.text.as_str());
        if node.as_call().is_some_and(|call| is_broken(&call.name)) {
            return None;
        }
        let chosen = Chosen::read(LAYERS, Slot::Layer, node, self.users, errors)?;
        let Some(settings) = chosen.filled.checked() else {
            self.read_inside(&chosen, path, around, event, errors);
            return None;
        };
        if let Some(sugar) = chosen.word.sugar() {
            if event.as_ref().is_some_and(|event| !sugar.check(event, settings, chosen.span, errors)) {
                // What stands nearer the base is not judged by an event that is not known.
                *event = None;
                return None;
            }
            let expansion = match event.as_ref().and_then(Event::grid) {
                Some(grid) => sugar.expand_on(grid, settings, chosen.span),
                None => sugar.expand(settings, chosen.span),
            };
            return match expansion {
                Expansion::Layers(nodes) => Some(Layer::Group(self.list(&nodes, path, around, event, errors))),
                Expansion::Repeat(times, nodes) => {
                    let around = Around { times: product(around.times, times, &chosen, errors), ..around };
                    let before = event.clone();
                    let layers = self.list(&nodes, &format!("{path}._"), around, event, errors);
                    check_same(&chosen, times, before.as_ref(), event.as_ref(), errors);
                    Some(Layer::Repeat { times, layers })
                }
                Expansion::Invert(node) => {
                    self.layer(&node, path, Around { inverted: !around.inverted, ..around }, event, errors)
                }
            };
        }
        check_transformers(&chosen, errors);
        let of_data = event.clone()?;
        // Where it is not known, layers nearer the base are not judged by it.
        *event = chosen.layer().base_event(&of_data, settings);
        if around.inverted && event.as_ref() != Some(&of_data) {
            let name = chosen.word.name();
            errors
                .error(chosen.span, format!("the directions of `{name}` are swapped, and it changes the event"))
                .help("a layer that changes the event stands outside of `invert`");
            *event = None;
            return None;
        }
        chosen.layer().check(&of_data, self.context, settings, chosen.span, errors);
        let (inverted, event) = (around.inverted, of_data);
        Some(Layer::Bijector(Box::new(Instance {
            chosen,
            inverted,
            path: path.into(),
            event,
            last_maps: LastMaps::Small,
        })))
    }

    /// Reads what stands inside of a word whose own settings are wrong, for the mistakes there.
    fn read_inside(
        &self,
        chosen: &Chosen,
        path: &str,
        around: Around,
        event: &mut Option<Event>,
        errors: &mut Diagnostics,
    ) {
        for setting in chosen.word.settings().0 {
            if matches!(setting.takes, Takes::Layer | Takes::Layers) {
                self.list(chosen.filled.nodes(setting.name), path, around, event, errors);
            }
        }
        check_transformers(chosen, errors);
    }
}

/// Layers that run several times map an event to one of the same shape.
fn check_same(repeat: &Chosen, times: usize, data: Option<&Event>, base: Option<&Event>, errors: &mut Diagnostics) {
    if let (Some(data), Some(base)) = (data, base)
        && times > 1
        && data != base
    {
        let name = repeat.word.name();
        errors
            .error(repeat.span, format!("`{name}` runs {times} times layers that make {base} of {data}"))
            .help("layers that change the event stand outside of it, or run once");
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

/// Puts where it belongs the layer that brings a grid of several channels, which lies position by
/// position in a chain, to the channels one after another that users have: at the data, or before a
/// last layer that says the interval of each number.
pub(super) fn to_channels(event: &Event, layers: &mut Vec<Layer>) {
    if !event.grid().is_some_and(|grid| grid.channels > 1 && grid.positions() > 1) {
        return;
    }
    match layers.last_mut() {
        Some(Layer::Group(inner) | Layer::Repeat { times: 1, layers: inner }) => to_channels(event, inner),
        Some(Layer::Bijector(last)) if !last.layer().intervals(&last.event, last.settings()).is_empty() => {
            layers.insert(layers.len() - 1, channels_last(event));
        }
        _ => layers.push(channels_last(event)),
    }
}

fn channels_last(event: &Event) -> Layer {
    let path = ChannelsLast.name().into();
    let chosen = Chosen::plain(&ChannelsLast);
    Layer::Bijector(Box::new(Instance {
        chosen,
        inverted: false,
        path,
        event: event.clone(),
        last_maps: LastMaps::Small,
    }))
}
