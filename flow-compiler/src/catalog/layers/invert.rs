//! `invert`: a layer with its directions swapped.

use crate::span::Span;
use crate::vocabulary::{Checked, Expansion, Filled, Settings, Sugar, Takes, Word};

/// The layer's forward as inverse, and its inverse as forward.
pub struct Invert;

impl Word for Invert {
    fn name(&self) -> &'static str {
        "invert"
    }
    fn doc(&self) -> &'static str {
        "Inversion: the layer with its directions swapped, so `x = f⁻¹(z)`."
    }
    fn settings(&self) -> Settings {
        Settings::none().required("layer", Takes::Layer, "the layer")
    }
    fn sugar(&self) -> Option<&dyn Sugar> {
        Some(self)
    }
}

impl Sugar for Invert {
    fn expand(&self, settings: Checked, _: Span) -> Expansion {
        Expansion::Invert(settings.node("layer").clone())
    }
    fn examples(&self) -> Vec<Filled> {
        Vec::new()
    }
}
