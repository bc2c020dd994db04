//! The location and scale of a base: sugar for layers at the bottom of the chain.
//!
//! ```text
//! base: standard_normal(location = learned, scale = conditioned)
//!     ─▶ base.scale: conditional(transformer = scale) ─▶ base.location: shift ─▶ layers
//! ```

use crate::catalog::conditioners::{CONDITIONERS, mlp::Mlp};
use crate::catalog::families::{call, spelled};
use crate::diag::Diagnostics;
use crate::spec::Node;
use crate::vocabulary::{Chosen, Settings, Slot, Takes, Value};

/// How a location or scale may be found.
const WAYS: &[&str] = &["learned", "conditioned"];

/// Adds the settings that every base has.
pub fn location_and_scale(settings: Settings) -> Settings {
    settings
        .optional(
            "location",
            Takes::Choice(WAYS),
            "how it moves: one number an element, learned or from the context; left out, 0",
        )
        .optional(
            "scale",
            Takes::Choice(WAYS),
            "how it stretches: one number an element, learned or from the context; left out, 1",
        )
        .optional_call(
            "conditioner",
            CONDITIONERS,
            Slot::Conditioner,
            "the network of the context that outputs what is `conditioned`; left out, `mlp`",
        )
}

/// The layers that move and stretch a base, each with its path, from the base on.
pub fn located(base: &Chosen, context: usize, errors: &mut Diagnostics) -> Vec<(&'static str, Node)> {
    let (location, scale) = (base.filled.word("location"), base.filled.word("scale"));
    check(base, context, errors);
    let node = |way: &str, elementwise: &str, layer: &str, from: &str| {
        let span = base.filled.span(from);
        if way == "learned" {
            return call(layer, vec![], span);
        }
        let given = base.filled.value("conditioner").cloned();
        let network = given.unwrap_or_else(|| Value::Chosen(Box::new(Chosen::plain(&Mlp))));
        let transformer = call(elementwise, vec![], span);
        call("conditional", vec![("transformer", transformer), ("conditioner", spelled(&network, span))], span)
    };
    if location == scale && !scale.is_empty() {
        return vec![("base", node(scale, "affine", "affine", "location"))];
    }
    let mut layers = Vec::new();
    if !scale.is_empty() {
        layers.push(("base.scale", node(scale, "scale", "scale", "scale")));
    }
    if !location.is_empty() {
        layers.push(("base.location", node(location, "additive", "shift", "location")));
    }
    layers
}

fn check(base: &Chosen, context: usize, errors: &mut Diagnostics) {
    let name = base.word.name();
    let conditioned = ["location", "scale"].into_iter().find(|key| base.filled.word(key) == "conditioned");
    match conditioned {
        Some(key) if context == 0 => {
            errors
                .error(
                    base.filled.span(key),
                    format!("`{key}` of `{name}` is conditioned, but the flow has no context"),
                )
                .help("give the flow a context, or write `learned`");
        }
        None if base.filled.value("conditioner").is_some() => {
            errors
                .error(
                    base.filled.span("conditioner"),
                    format!("`{name}` has a conditioner, but nothing that is conditioned"),
                )
                .help("write `location = conditioned` or `scale = conditioned`");
        }
        _ => {}
    }
}
