//! `row_lstm`: an LSTM from row to row of a grid.

use super::cells::{Cell, Earlier, Layer};
use super::{Start, causal_convolution, channels_of, check_causal, check_rows, grid_of, of_context};
use crate::diag::Diagnostics;
use crate::event::{Event, Grid};
use crate::ir::Expr;
use crate::shape::Causal;
use crate::span::Span;
use crate::vocabulary::{CausalConditioner, Checked, Filled, Inputs, Settings, Site, Value, Word};

/// A masked convolution to twice the hidden channels, then for each layer `f ← f + W h`, where h are the states of an LSTM whose step is
/// a row: they read f to their left, and the states around them in the row above. Then twice relu and a map of each position.
pub struct RowLstm;

impl Word for RowLstm {
    fn name(&self) -> &'static str {
        "row_lstm"
    }
    fn doc(&self) -> &'static str {
        "Recurrent network from row to row: a first window of `first_kernel` places without the element itself, then `layers` LSTMs, \
         `f ← f + W h`, whose states h of a row read the features f up to their position and the states of the row above, both by \
         windows of `kernel` places along the row, and two maps of each position. Features have twice as many channels as states. A \
         context adds a number to each gate. (van den Oord et al. 2016)"
    }
    fn settings(&self) -> Settings {
        Settings::none()
            .count_or("hidden", 1, 32, "channels of the states, a multiple of the event's channels")
            .few("layers", (1, 64), 1, "how many LSTMs")
            .count_or("kernel", 1, 3, "places of an LSTM's windows along a row")
            .count_or("first_kernel", 1, 7, "places of the first window along an axis")
    }
    fn causal_conditioner(&self) -> Option<&dyn CausalConditioner> {
        Some(self)
    }
}

impl CausalConditioner for RowLstm {
    fn build<'g>(&self, site: &Site<'g>, inputs: Inputs<'g>, per_element: usize, settings: Checked) -> Expr<'g> {
        let (width, kernel) = (settings.count("hidden"), settings.count("kernel"));
        let grid = grid_of(inputs);
        let groups = channels_of(site, grid);
        let layer = Layer {
            cell: Cell::Lstm,
            grid: grid.with(width),
            groups,
            reads: &[Earlier::Above],
            kernel,
            steps: grid.height,
        };
        let mut f = first_features(site, inputs, grid, groups, settings);
        let mut k = 1;
        for number in 0..settings.count("layers") {
            let arriving = layer.arriving(site, k, (f, 2 * width), kernel, inputs);
            let h = layer.build(site, k, arriving);
            f = (f + upwards(site, k + 1, h, layer, groups)).named(&format!("features_{}", number + 1));
            k += 2;
        }
        output(site, k, f, grid.with(2 * width), groups, per_element)
    }

    fn check(&self, grid: Grid, settings: Checked, span: Span, errors: &mut Diagnostics) {
        check_rows("row_lstm", grid, span, errors);
        let kernels = ["kernel", "first_kernel"].map(|name| (settings.count(name), settings.span(name)));
        let width = (settings.count("hidden"), settings.span("hidden"));
        check_causal("row_lstm", grid, &kernels, width, span, errors);
    }

    fn field(&self, settings: Checked) -> [usize; 3] {
        let (first, kernel) = (settings.count("first_kernel") / 2, settings.count("kernel") / 2);
        let wide = if kernel > 0 { usize::MAX } else { first };
        [usize::MAX, wide, wide]
    }

    fn field_in_words(&self, _: Grid, settings: Checked) -> String {
        let (first, kernel) = (settings.count("first_kernel") / 2, settings.count("kernel") / 2);
        let own = first + settings.count("layers") * kernel;
        // A state reads features up to its own column, and a feature what stands beside it in the rows above,
        // and before it in its own.
        let right = match first {
            0 => String::new(),
            _ if first > kernel => format!(" + {}", first - kernel),
            _ if first == kernel => String::new(),
            _ => " - 1".to_owned(),
        };
        format!(
            "an element depends on the {own} columns to its left in its own row; and in the row d above it, for every d, on those from {own} + \
             {kernel} d to its left up to {kernel} d{right} to its right"
        )
    }

    fn examples(&self) -> Vec<(Event, Filled)> {
        let small = self.defaults().with("hidden", Value::Count(4)).with("first_kernel", Value::Count(3));
        let examples = [
            small.clone(),
            small.clone().with("layers", Value::Count(2)).with("kernel", Value::Count(1)),
            small.with("first_kernel", Value::Count(1)).with("layers", Value::Count(2)),
        ];
        examples.map(|filled| (Event::of(&[2, 2, 2]), filled)).into()
    }
}

/// Twice as many features as there are hidden channels: the network's first map, which leaves the element itself out.
pub(super) fn first_features<'g>(
    site: &Site<'g>,
    inputs: Inputs<'g>,
    grid: Grid,
    groups: usize,
    settings: Checked,
) -> Expr<'g> {
    let (first, features) = (settings.count("first_kernel"), 2 * settings.count("hidden"));
    let own = Causal { groups, strict: true };
    let start = Start::OneOf(inputs.one_of);
    let f = causal_convolution(site, 0, inputs.value, grid, (first, features), own, start);
    of_context(site, 0, f, inputs, features).named("features_0")
}

/// From the states to as many channels as there are features: the network's map number `k`.
pub(super) fn upwards<'g>(site: &Site<'g>, k: usize, h: Expr<'g>, layer: Layer, groups: usize) -> Expr<'g> {
    let own = Causal { groups, strict: false };
    causal_convolution(site, k, h, layer.grid, (1, 2 * layer.grid.channels), own, Start::Usual)
}

/// The network's last maps, number `k` and the next: relu, a map of each position, relu, and one to the outputs.
pub(super) fn output<'g>(
    site: &Site<'g>,
    k: usize,
    f: Expr<'g>,
    grid: Grid,
    groups: usize,
    per_element: usize,
) -> Expr<'g> {
    let own = Causal { groups, strict: false };
    let map = causal_convolution(site, k, f.relu(), grid, (1, grid.channels), own, Start::Usual).relu();
    causal_convolution(site, k + 1, map, grid, (1, groups * per_element), own, Start::Small).named("raw")
}
