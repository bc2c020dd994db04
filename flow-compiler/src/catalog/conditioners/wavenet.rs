//! `wavenet`: dilated causal convolutions of a sequence.

use super::{Start, causal_map, channels_of, check_causal, check_sequence, grid_of, of_context};
use crate::diag::Diagnostics;
use crate::event::{Event, Grid};
use crate::ir::Expr;
use crate::shape::{Axis, Causal, Window};
use crate::span::Span;
use crate::vocabulary::{CausalConditioner, Checked, Filled, Inputs, Settings, Site, Value, Word};

/// A map of the element before each one, then for each dilation `a = tanh(V ∗ h) sigmoid(U ∗ h)` by windows
/// whose taps lie so far apart, and `h ← h + W a`; a sum `s` of maps of all `a`, and twice relu and a map.
pub struct WaveNet;

impl Word for WaveNet {
    fn name(&self) -> &'static str {
        "wavenet"
    }
    fn doc(&self) -> &'static str {
        "Dilated causal convolutions of a sequence, `[channels, length]`: a map of the element before, then for each of `dilations` \
         `a = tanh(V ∗ h) sigmoid(U ∗ h)` by windows of `kernel` places so far apart, `h ← h + W a`, and a sum of maps of all a, \
         to `skip` channels, which two maps of each position follow. All dilations stand `repeats` times. A context adds a number \
         to each channel of V and U. (van den Oord et al. 2016)"
    }
    fn settings(&self) -> Settings {
        Settings::none()
            .count_or("hidden", 1, 32, "channels of the layers, a multiple of the event's channels")
            .count_or("skip", 1, 64, "channels of the sum, a multiple of the event's channels")
            .count_or("kernel", 2, 2, "places of a window")
            .counts("dilations", &[1, 2, 4, 8, 16, 32, 64, 128, 256], "how far apart the places of each layer lie")
            .few("repeats", (1, 64), 1, "how often all dilations follow one another")
    }
    fn causal_conditioner(&self) -> Option<&dyn CausalConditioner> {
        Some(self)
    }
}

impl CausalConditioner for WaveNet {
    fn build<'g>(&self, site: &Site<'g>, inputs: Inputs<'g>, per_element: usize, settings: Checked) -> Expr<'g> {
        let (width, skip, kernel) = (settings.count("hidden"), settings.count("skip"), settings.count("kernel"));
        let grid = grid_of(inputs);
        let channels = channels_of(site, grid);
        let own = |strict: bool| Some(Causal { groups: channels, strict });
        // A window of so many places that ends with the position itself.
        let window = |kernel: usize, dilation: usize, [read, made]: [usize; 2], strict: bool| {
            let (input, output) = (grid.width, grid.width);
            let axis = Axis { input, output, kernel, stride: 1, dilation, before: dilation * (kernel - 1) };
            Window { causal: own(strict), ..Window::new(Axis::same(1, 1, 1), axis, read, made) }
        };
        let map = |k: usize, h: Expr<'g>, [read, made]: [usize; 2], start: Start| {
            causal_map(site, k, h, window(1, 1, [read, made], false), start)
        };
        let before = window(2, 1, [grid.channels, width], true);
        let mut h = causal_map(site, 0, inputs.value, before, Start::OneOf(inputs.one_of));
        let (mut k, mut sum) = (1, None);
        let dilations = settings.counts("dilations");
        let layers = dilations.len() * settings.count("repeats");
        for (layer, &dilation) in dilations.iter().cycle().take(layers).enumerate() {
            let of = |k: usize| {
                let map = causal_map(site, k, h, window(kernel, dilation, [width, width], false), Start::Usual);
                of_context(site, k, map, inputs, width)
            };
            let a = (of(k).tanh() * of(k + 1).sigmoid()).named(&format!("gated_{layer}"));
            let skipped = map(k + 2, a, [width, skip], Start::Usual);
            sum = Some(sum.map_or(skipped, |sum: Expr<'g>| sum + skipped));
            k += 3;
            // Nothing reads the last layer but the sum.
            if layer + 1 < layers {
                h = (h + map(k, a, [width, width], Start::Usual)).named(&format!("hidden_{}", layer + 1));
                k += 1;
            }
        }
        let sum = sum.expect("there is a dilation");
        let hidden = map(k, sum.relu(), [skip, skip], Start::Usual).relu();
        map(k + 1, hidden, [skip, channels * per_element], Start::Small).named("raw")
    }

    fn check(&self, grid: Grid, settings: Checked, span: Span, errors: &mut Diagnostics) {
        for name in ["hidden", "skip"] {
            check_causal("wavenet", grid, &[], (settings.count(name), settings.span(name)), span, errors);
        }
        check_sequence("wavenet", grid, span, errors);
        let dilations = settings.counts("dilations");
        if dilations.is_empty() {
            errors
                .error(settings.span("dilations"), "`dilations` of `wavenet` is empty, expected at least one")
                .help("write `dilations = [1, 2, 4, 8]`");
        }
        for (i, &dilation) in dilations.iter().enumerate().filter(|(_, dilation)| **dilation >= grid.width) {
            let length = grid.width;
            errors
                .error(
                    settings.item_span("dilations", i),
                    format!("a dilation of `wavenet` is {dilation}, in a sequence of {length}"),
                )
                .help("beyond the length of the sequence a window reads nothing but zeros");
        }
    }

    fn field(&self, settings: Checked) -> [usize; 3] {
        let places: usize = settings.counts("dilations").iter().sum();
        [0, 1 + places * settings.count("repeats") * (settings.count("kernel") - 1), 0]
    }

    fn examples(&self) -> Vec<(Event, Filled)> {
        let small = self.defaults().with("hidden", Value::Count(6)).with("skip", Value::Count(6));
        let examples = [
            small.clone().with("dilations", Value::Counts(vec![1, 2])),
            small
                .with("dilations", Value::Counts(vec![1, 3]))
                .with("kernel", Value::Count(3))
                .with("repeats", Value::Count(2)),
        ];
        examples.map(|filled| (Event::of(&[2, 4]), filled)).into()
    }
}
