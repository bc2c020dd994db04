//! `diagonal_bilstm`: LSTMs along the diagonals of a grid, from both of its sides.

use super::cells::{Cell, Earlier, Layer};
use super::row_lstm::{first_features, output, upwards};
use super::{ALL_BEFORE, channels_of, check_causal, check_rows, grid_of};
use crate::diag::Diagnostics;
use crate::event::{Event, Grid};
use crate::ir::Expr;
use crate::span::Span;
use crate::vocabulary::{CausalConditioner, Checked, Filled, Inputs, Settings, Site, Value, Word};

/// As `row_lstm`, but for the LSTMs: of the two in each layer one reads the states to the left and above, and the other, from the right
/// of each row to its left, those to the right and above. Its states of the row above are added to those of the first.
pub struct DiagonalBilstm;

impl Word for DiagonalBilstm {
    fn name(&self) -> &'static str {
        "diagonal_bilstm"
    }
    fn doc(&self) -> &'static str {
        "Recurrent network along the diagonals: a first window of `first_kernel` places without the element itself, then `layers` pairs of \
         LSTMs, `f ← f + W (h + r)`. The states h of a position read its features f and the states to its left and above it; those of r \
         the states to its right and above it, and stand one row further down, so that an element depends on all that comes before it and \
         on nothing behind it. Two maps of each position follow. Features have twice as many channels as states. A context adds a number \
         to each gate. (van den Oord et al. 2016)"
    }
    fn settings(&self) -> Settings {
        Settings::none()
            .count_or("hidden", 1, 32, "channels of the states, a multiple of the event's channels")
            .few("layers", (1, 64), 1, "how many pairs of LSTMs")
            .count_or("first_kernel", 1, 7, "places of the first window along an axis")
    }
    fn causal_conditioner(&self) -> Option<&dyn CausalConditioner> {
        Some(self)
    }
}

impl CausalConditioner for DiagonalBilstm {
    fn build<'g>(&self, site: &Site<'g>, inputs: Inputs<'g>, per_element: usize, settings: Checked) -> Expr<'g> {
        let width = settings.count("hidden");
        let grid = grid_of(inputs);
        let groups = channels_of(site, grid);
        let layer = Layer {
            cell: Cell::Lstm,
            grid: grid.with(width),
            groups,
            reads: &[Earlier::Left, Earlier::Above],
            kernel: 1,
            steps: grid.positions(),
        };
        let features = grid.with(2 * width);
        let mut f = first_features(site, inputs, grid, groups, settings);
        let mut k = 1;
        for number in 0..settings.count("layers") {
            let states = |k: usize, f: Expr<'g>| {
                let arriving = layer.arriving(site, k, (f, features.channels), 1, inputs);
                layer.build(site, k, arriving)
            };
            let to_the_right = states(k, f);
            let to_the_left = mirrored(states(k + 1, mirrored(f, features)), layer.grid);
            let h = to_the_right + Earlier::Above.moved(to_the_left, layer.grid);
            f = (f + upwards(site, k + 2, h, layer, groups)).named(&format!("features_{}", number + 1));
            k += 3;
        }
        output(site, k, f, features, groups, per_element)
    }

    fn check(&self, grid: Grid, settings: Checked, span: Span, errors: &mut Diagnostics) {
        check_rows("diagonal_bilstm", grid, span, errors);
        let kernels = [(settings.count("first_kernel"), settings.span("first_kernel"))];
        let width = (settings.count("hidden"), settings.span("hidden"));
        check_causal("diagonal_bilstm", grid, &kernels, width, span, errors);
    }

    fn field(&self, _: Checked) -> [usize; 3] {
        [usize::MAX; 3]
    }

    fn field_in_words(&self, _: Grid, _: Checked) -> String {
        ALL_BEFORE.into()
    }

    fn examples(&self) -> Vec<(Event, Filled)> {
        let small = self.defaults().with("hidden", Value::Count(4)).with("first_kernel", Value::Count(3));
        let examples = [small.clone(), small.with("layers", Value::Count(2)).with("first_kernel", Value::Count(1))];
        examples.map(|filled| (Event::of(&[2, 2, 2]), filled)).into()
    }
}

/// Each row from its other end.
fn mirrored<'g>(value: Expr<'g>, grid: Grid) -> Expr<'g> {
    let Grid { height, width, channels } = grid;
    let columns = |y: usize| (0..width).rev().map(move |x| y * width + x);
    let positions = (0..height).flat_map(columns);
    let elements: Vec<usize> = positions.flat_map(|p| (0..channels).map(move |c| p * channels + c)).collect();
    value.gather(value.graph.index(&elements))
}
