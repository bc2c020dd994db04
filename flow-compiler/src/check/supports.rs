//! Supports: which numbers each layer maps from and to, followed from base to data.

use super::flow::{Instance, Layer};
use super::train::{Data, FileData};
use crate::catalog::layers::supports::Supports;
use crate::diag::Diagnostics;
use crate::event::Event;
use crate::vocabulary::{Chosen, Support, Value, Word};

/// Follows the supports from base to data: a layer maps from the whole of what the one before it
/// maps to.
pub(super) fn follow(
    layers: &[Layer],
    mut support: Support,
    base: &str,
    errors: &mut Diagnostics,
) -> (Support, String) {
    let mut giver = base.to_string();
    for layer in layers {
        match layer {
            Layer::Bijector(instance) => {
                let name = instance.chosen.word.name();
                let layer = instance.layer();
                let Some((from, to)) = layer.supports(instance.settings()).filter(|_| !layer.keeps(support)) else {
                    continue;
                };
                let (from, to) = if instance.inverted { (to, from) } else { (from, to) };
                let shown = if instance.inverted { format!("invert({name})") } else { name.to_string() };
                if from != support {
                    errors
                        .error(
                            instance.chosen.span,
                            format!("`{shown}` maps from {from}, but `{giver}` before it gives {support}"),
                        )
                        .help("a layer must map from all that the layer before it maps to");
                }
                (support, giver) = (to, shown);
            }
            Layer::Group(layers) => (support, giver) = follow(layers, support, &giver, errors),
            Layer::Repeat { layers, times } => {
                let first = support;
                let before = errors.len();
                (support, giver) = follow(layers, support, &giver, errors);
                if *times > 1 && support != first && errors.len() == before {
                    (support, giver) = follow(layers, support, &giver, errors);
                }
            }
        }
    }
    (support, giver)
}

/// The layer that columns with a declared support ask for.
pub(super) fn declared(data: Option<&Data>, event: Option<&Event>) -> Option<Layer> {
    let (Some(Data::File(FileData { positive, unit, span, .. })), Some(event)) = (data, event) else { return None };
    let named = [("positive", positive), ("unit", unit)].into_iter().filter(|(_, elements)| !elements.is_empty());
    let filled = named.fold(Supports.defaults(), |filled, (key, list)| filled.with(key, Value::Counts(list.clone())));
    let chosen = Chosen { span: *span, ..Chosen::of(&Supports, filled) };
    let any = !positive.is_empty() || !unit.is_empty();
    any.then(|| {
        Layer::Bijector(Box::new(Instance {
            chosen,
            inverted: false,
            path: Supports.name().into(),
            event: event.clone(),
        }))
    })
}

/// The intervals of the elements, which the last layer alone may set.
pub(super) fn intervals(layers: &[Layer], errors: &mut Diagnostics) -> Vec<(f64, f64)> {
    let all = bijectors(layers);
    let intervals = |instance: &Instance| instance.layer().intervals(&instance.event, instance.settings());
    let mut last = Vec::new();
    for (k, instance) in all.iter().enumerate() {
        last = intervals(instance);
        if !last.is_empty() && (instance.inverted || k + 1 < all.len()) {
            let name = instance.chosen.word.name();
            errors
                .error(instance.chosen.span, format!("`{name}` is not the last layer, or its directions are swapped"))
                .help("it says what the data can be, so nothing may follow it; columns with a declared support bring their own");
        }
    }
    last
}

/// All bijectors in their order, those of a repetition as often as it runs them, up to twice.
fn bijectors(layers: &[Layer]) -> Vec<&Instance> {
    fn of(layer: &Layer) -> Vec<&Instance> {
        match layer {
            Layer::Bijector(instance) => vec![instance],
            Layer::Group(layers) => bijectors(layers),
            Layer::Repeat { times, layers } => bijectors(layers).repeat((*times).min(2)),
        }
    }
    layers.iter().flat_map(of).collect()
}
