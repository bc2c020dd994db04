//! The location and scale of a base: sugar for layers at the bottom of the chain.
//!
//! ```text
//! base: standard_normal(location = learned, scale = conditioned)
//!     ─▶ base.scale: conditional(transformer = scale) ─▶ base.location: shift ─▶ layers
//! ```

use crate::catalog::conditioners::{DECODERS, mlp::Mlp};
use crate::catalog::families::{call, spelled};
use crate::diag::Diagnostics;
use crate::spec::Node;
use crate::vocabulary::{Chosen, Settings, Slot, Takes};

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
            DECODERS,
            Slot::Conditioner,
            "the network of the context that outputs what is `conditioned`; left out, `mlp`",
        )
}

/// The layers that move and stretch a base, each with its path, from the base on.
pub fn located(base: &Chosen, context: usize, errors: &mut Diagnostics) -> Vec<(&'static str, Node)> {
    let settings = base.settings();
    let (location, scale) = (settings.optional_word("location"), settings.optional_word("scale"));
    check(base, context, errors);
    let node = |way: &str, elementwise: &str, layer: &str, from: &str| {
        let span = settings.span(from);
        if way == "learned" {
            return call(layer, vec![], span);
        }
        let given = settings.value("conditioner").cloned();
        let network = given.unwrap_or_else(|| Chosen::plain(&Mlp).into());
        let transformer = call(elementwise, vec![], span);
        call("conditional", vec![("transformer", transformer), ("conditioner", spelled(&network, span))], span)
    };
    if let (Some(location), Some(scale)) = (location, scale)
        && location == scale
    {
        return vec![("base", node(scale, "affine", "affine", "location"))];
    }
    let scale = scale.map(|way| ("base.scale", node(way, "scale", "scale", "scale")));
    let location = location.map(|way| ("base.location", node(way, "additive", "shift", "location")));
    scale.into_iter().chain(location).collect()
}

fn check(base: &Chosen, context: usize, errors: &mut Diagnostics) {
    let (name, settings) = (base.word.name(), base.settings());
    let conditioned = ["location", "scale"].into_iter().find(|key| settings.optional_word(key) == Some("conditioned"));
    match conditioned {
        Some(key) if context == 0 => {
            errors
                .error(settings.span(key), format!("`{key}` of `{name}` is conditioned, but the flow has no context"))
                .help("give the flow a context, or write `learned`");
        }
        None if settings.value("conditioner").is_some() => {
            errors
                .error(
                    settings.span("conditioner"),
                    format!("`{name}` has a conditioner, but nothing that is conditioned"),
                )
                .help("write `location = conditioned` or `scale = conditioned`");
        }
        _ => {}
    }
}
