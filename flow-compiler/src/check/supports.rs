//! Supports: which numbers each layer maps from and to, followed from base to data.

use super::flow::{Instance, Layer};
use super::train::{Data, FileData};
use crate::diag::{Diagnostics, quoted};
use crate::vocabulary::Support;

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

/// Checks that the base gives all real numbers where a layer lets numbers leave the chain before its
/// end: these are numbers of the base, which the layers nearer the base do not map.
pub(super) fn check_factored_out(base: &str, given: Support, layers: &[Layer], errors: &mut Diagnostics) {
    let leaves = |instance: &&Instance| {
        let nearer = instance.layer().base_event(&instance.event, instance.settings());
        nearer.is_some_and(|event| event.size() < instance.event.size())
    };
    let Some(instance) = bijectors(layers).into_iter().find(leaves).filter(|_| given != Support::REAL) else { return };
    let name = instance.chosen.word.name();
    errors
        .error(instance.chosen.span, format!("`{name}` lets numbers of the base out, and `{base}` gives {given}"))
        .help("use a base of all real numbers, such as `standard_normal`");
}

/// Columns whose values have ends are mapped to all numbers and back, so the layers must give all
/// numbers.
pub(super) fn check_columns(data: Option<&Data>, support: Support, intervals: &[(f64, f64)], errors: &mut Diagnostics) {
    let Some(Data::File(FileData { columns, kinds, span, .. })) = data else { return };
    let Some((name, _)) = columns.iter().zip(kinds).find(|(_, kind)| kind.has_ends()) else { return };
    if support == Support::REAL && intervals.is_empty() {
        return;
    }
    let given = if intervals.is_empty() { support.to_string() } else { "intervals of their own".to_owned() };
    let message = format!("the column {} has a kind that needs layers which give all real numbers", quoted(name));
    errors
        .error(*span, format!("{message}, but the last layer gives {given}"))
        .help("leave out the layer, or declare the columns by a list of names");
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
pub(super) fn bijectors(layers: &[Layer]) -> Vec<&Instance> {
    fn of(layer: &Layer) -> Vec<&Instance> {
        match layer {
            Layer::Bijector(instance) => vec![instance],
            Layer::Group(layers) => bijectors(layers),
            Layer::Repeat { times, layers } => bijectors(layers).repeat((*times).min(2)),
        }
    }
    layers.iter().flat_map(of).collect()
}
