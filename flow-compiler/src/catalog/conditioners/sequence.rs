//! `lstm` and `gru`: recurrent networks over a sequence.

use super::cells::{Cell, Earlier, Layer};
use super::{
    ALL_BEFORE, Start, causal_convolution, causal_map, channels_of, check_causal, check_sequence, grid_of, of_context,
};
use crate::diag::Diagnostics;
use crate::event::{Event, Grid};
use crate::ir::Expr;
use crate::shape::{Axis, Causal, Window};
use crate::span::Span;
use crate::vocabulary::{CausalConditioner, Checked, Filled, Inputs, Settings, Site, Value, Word};

/// `layers` LSTMs one above the other: each reads the states of the one below at its place, the lowest a map of the element before.
pub struct Lstm;

/// The same of gated recurrent units.
pub struct Gru;

impl Word for Lstm {
    fn name(&self) -> &'static str {
        "lstm"
    }
    fn doc(&self) -> &'static str {
        "Long short-term memory over a sequence, `[channels, length]`: a map of the element before, then `layers` LSTMs, \
         `c ← sigmoid(f) c + sigmoid(i) tanh(g)`, `h = sigmoid(o) tanh(c)` with `i, f, g, o = W x + U h + b`, each of which reads the \
         states h of the one below, and a map of each position. A context adds a number to each gate. (Hochreiter and Schmidhuber 1997)"
    }
    fn settings(&self) -> Settings {
        settings()
    }
    fn causal_conditioner(&self) -> Option<&dyn CausalConditioner> {
        Some(self)
    }
}

impl Word for Gru {
    fn name(&self) -> &'static str {
        "gru"
    }
    fn doc(&self) -> &'static str {
        "Gated recurrent units over a sequence, `[channels, length]`: a map of the element before, then `layers` of them, \
         `h ← n + sigmoid(z) (h − n)` with `r, z = W x + U h + b` and `n = tanh(W x + b + sigmoid(r) (U h + d))`, each of which reads \
         the states h of the one below, and a map of each position. A context adds a number to each gate. (Cho et al. 2014)"
    }
    fn settings(&self) -> Settings {
        settings()
    }
    fn causal_conditioner(&self) -> Option<&dyn CausalConditioner> {
        Some(self)
    }
}

fn settings() -> Settings {
    Settings::none().count_or("hidden", 1, 64, "channels of the states, a multiple of the event's channels").few(
        "layers",
        (1, 64),
        1,
        "how many stand one above the other",
    )
}

impl CausalConditioner for Lstm {
    fn build<'g>(&self, site: &Site<'g>, inputs: Inputs<'g>, per_element: usize, settings: Checked) -> Expr<'g> {
        network(Cell::Lstm, site, inputs, per_element, settings)
    }
    fn check(&self, grid: Grid, settings: Checked, span: Span, errors: &mut Diagnostics) {
        check("lstm", grid, settings, span, errors);
    }
    fn field(&self, _: Checked) -> [usize; 3] {
        EVERY_PLACE_BEFORE
    }
    fn field_in_words(&self, _: Grid, _: Checked) -> String {
        ALL_BEFORE.into()
    }
    fn examples(&self) -> Vec<(Event, Filled)> {
        examples(self)
    }
}

impl CausalConditioner for Gru {
    fn build<'g>(&self, site: &Site<'g>, inputs: Inputs<'g>, per_element: usize, settings: Checked) -> Expr<'g> {
        network(Cell::Gru, site, inputs, per_element, settings)
    }
    fn check(&self, grid: Grid, settings: Checked, span: Span, errors: &mut Diagnostics) {
        check("gru", grid, settings, span, errors);
    }
    fn field(&self, _: Checked) -> [usize; 3] {
        EVERY_PLACE_BEFORE
    }
    fn field_in_words(&self, _: Grid, _: Checked) -> String {
        ALL_BEFORE.into()
    }
    fn examples(&self) -> Vec<(Event, Filled)> {
        examples(self)
    }
}

/// The field of a network that reads a sequence from its beginning.
const EVERY_PLACE_BEFORE: [usize; 3] = [0, usize::MAX, 0];

fn network<'g>(cell: Cell, site: &Site<'g>, inputs: Inputs<'g>, per_element: usize, settings: Checked) -> Expr<'g> {
    let (width, grid) = (settings.count("hidden"), grid_of(inputs));
    let groups = channels_of(site, grid);
    // The element before, and of the element's own position the channels before it.
    let axis = Axis { before: 1, ..Axis::same(grid.width, 2, 1) };
    let own = Causal { groups, strict: true };
    let window = Window { causal: Some(own), ..Window::new(Axis::same(1, 1, 1), axis, grid.channels, width) };
    let first = causal_map(site, 0, inputs.value, window, Start::OneOf(inputs.one_of));
    let mut h = of_context(site, 0, first, inputs, width).named("element_before");
    let (hidden, layers) = (grid.with(width), settings.count("layers"));
    let layer = Layer { cell, grid: hidden, groups, reads: &[Earlier::Left], kernel: 1, steps: grid.width };
    for k in 1..=layers {
        let arriving = layer.arriving(site, k, (h, width), 1, inputs);
        h = layer.build(site, k, arriving);
    }
    let own = Causal { groups, strict: false };
    causal_convolution(site, layers + 1, h, hidden, (1, groups * per_element), own, Start::Small).named("raw")
}

fn check(name: &str, grid: Grid, settings: Checked, span: Span, errors: &mut Diagnostics) {
    check_causal(name, grid, &[], (settings.count("hidden"), settings.span("hidden")), span, errors);
    check_sequence(name, grid, span, errors);
}

fn examples(word: &dyn Word) -> Vec<(Event, Filled)> {
    let small = word.settings().defaults(word.name()).with("hidden", Value::Count(6));
    let examples = [small.clone(), small.with("layers", Value::Count(2))];
    examples.map(|filled| (Event::of(&[2, 4]), filled)).into()
}
