//! `repeat`: the same layers several times, each time with parameters of their own.

use crate::span::Span;
use crate::vocabulary::{Checked, Expansion, Filled, Settings, Sugar, Takes, Word};

/// `layers`, `times` times one after another.
pub struct Repeat;

impl Word for Repeat {
    fn name(&self) -> &'static str {
        "repeat"
    }
    fn doc(&self) -> &'static str {
        "Repetition: the layers `times` times, each time with parameters of their own; emitted once, as a loop."
    }
    fn settings(&self) -> Settings {
        Settings::none().count("times", "how many times").required(
            "layers",
            Takes::Layers,
            "what is repeated, from base to data",
        )
    }
    fn sugar(&self) -> Option<&dyn Sugar> {
        Some(self)
    }
}

impl Sugar for Repeat {
    fn expand(&self, settings: Checked, _: Span) -> Expansion {
        Expansion::Repeat(settings.count("times"), settings.nodes("layers").to_vec())
    }
    fn examples(&self) -> Vec<Filled> {
        Vec::new()
    }
}
