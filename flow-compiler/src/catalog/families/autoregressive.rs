//! `maf` and `iaf`: autoregressive layers with reversals between them.

use super::{call, parts};
use crate::catalog::bijectors::affine::Affine;
use crate::catalog::conditioners::{MASKED_CONDITIONERS, made::Made};
use crate::catalog::transformers::TRANSFORMERS;
use crate::span::Span;
use crate::spec::{Kind, Node};
use crate::vocabulary::{Checked, Expansion, Filled, Settings, Slot, Sugar, Value, Word};

/// Autoregressive layers whose density direction is one pass.
pub struct Maf;

/// Autoregressive layers whose sampling direction is one pass.
pub struct Iaf;

fn settings() -> Settings {
    Settings::none()
        .count_or("layers", 1, 5, "how many layers")
        .call("transformer", TRANSFORMERS, Slot::Transformer, &Affine, "the scalar bijector of each element")
        .call("conditioner", MASKED_CONDITIONERS, Slot::MaskedConditioner, &Made, "the network of each layer")
}

fn expand(explicit: &str, settings: Checked, span: Span) -> Expansion {
    let mut entries = vec![("explicit", Node::new(Kind::Word(explicit.into()), span))];
    entries.extend(parts(settings, &["transformer", "conditioner"], span));
    let layers = vec![call("autoregressive", entries, span), call("reverse", vec![], span)];
    Expansion::Repeat(settings.count("layers"), layers)
}

fn examples(of: &dyn Word) -> Vec<Filled> {
    vec![of.defaults().with("layers", Value::Count(2))]
}

impl Word for Maf {
    fn name(&self) -> &'static str {
        "maf"
    }
    fn doc(&self) -> &'static str {
        "Masked autoregressive flow: `layers` autoregressive layers with a reversal after each; densities are fast. (Papamakarios et \
         al. 2017)"
    }
    fn settings(&self) -> Settings {
        settings()
    }
    fn sugar(&self) -> Option<&dyn Sugar> {
        Some(self)
    }
}

impl Sugar for Maf {
    fn expand(&self, settings: Checked, span: Span) -> Expansion {
        expand("inverse", settings, span)
    }
    fn examples(&self) -> Vec<Filled> {
        examples(self)
    }
}

impl Word for Iaf {
    fn name(&self) -> &'static str {
        "iaf"
    }
    fn doc(&self) -> &'static str {
        "Inverse autoregressive flow: `layers` autoregressive layers with a reversal after each; samples are fast. (Kingma et al. \
         2016)"
    }
    fn settings(&self) -> Settings {
        settings()
    }
    fn sugar(&self) -> Option<&dyn Sugar> {
        Some(self)
    }
}

impl Sugar for Iaf {
    fn expand(&self, settings: Checked, span: Span) -> Expansion {
        expand("forward", settings, span)
    }
    fn examples(&self) -> Vec<Filled> {
        examples(self)
    }
}
