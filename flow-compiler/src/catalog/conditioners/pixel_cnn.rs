//! `pixel_cnn`: masked convolutions with residual blocks.

use super::{Start, causal_convolution, channels_of, check_causal, grid_of, of_context};
use crate::diag::Diagnostics;
use crate::event::{Event, Grid};
use crate::ir::Expr;
use crate::shape::Causal;
use crate::span::Span;
use crate::vocabulary::{CausalConditioner, Checked, Filled, Inputs, Settings, Site, Value, Word};

/// A masked convolution that leaves the element itself out, then for each block `h ← h + W ∗ a` with
/// `a = relu(V ∗ relu(h))`, or gated `a = tanh(V ∗ h) sigmoid(U ∗ h)`, then twice relu and a map of each
/// position.
pub struct PixelCnn;

impl Word for PixelCnn {
    fn name(&self) -> &'static str {
        "pixel_cnn"
    }
    fn doc(&self) -> &'static str {
        "Masked convolutional network: a first window of `first_kernel` places without the element itself, `blocks` residual blocks \
         whose windows see what comes before, `h ← h + W a` with `a = relu(V ∗ relu(h))`, or with `gated` `a = tanh(V ∗ h) \
         sigmoid(U ∗ h)`, and two maps of each position. Channels of a position see those before them. A context adds a number to \
         each channel of every block. (van den Oord et al. 2016)"
    }
    fn settings(&self) -> Settings {
        Settings::none()
            .count_or("hidden", 1, 32, "channels of all hidden layers, a multiple of the event's channels")
            .few("blocks", (0, 128), 5, "how many blocks")
            .count_or("kernel", 1, 3, "places of a block's window along an axis")
            .count_or("first_kernel", 1, 7, "places of the first window along an axis")
            .flag("gated", false, "whether a block multiplies a tanh by a gate")
            .fraction("dropout", 0.0, "the share of a block's channels that a training step switches off")
    }
    fn causal_conditioner(&self) -> Option<&dyn CausalConditioner> {
        Some(self)
    }
}

impl CausalConditioner for PixelCnn {
    fn build<'g>(&self, site: &Site<'g>, inputs: Inputs<'g>, per_element: usize, settings: Checked) -> Expr<'g> {
        let (width, kernel, gated) = (settings.count("hidden"), settings.count("kernel"), settings.flag("gated"));
        let grid = grid_of(inputs);
        let channels = channels_of(site, grid);
        let own = |strict: bool| Causal { groups: channels, strict };
        let hidden = grid.with(width);
        let first = (settings.count("first_kernel"), width);
        let start = Start::OneOf(inputs.one_of);
        let h = causal_convolution(site, 0, inputs.value, grid, first, own(true), start);
        let mut h = of_context(site, 0, h, inputs, width).named("hidden_0");
        let mut k = 1;
        for block in 0..settings.count("blocks") {
            let map = |k: usize, h: Expr<'g>| {
                let map = causal_convolution(site, k, h, hidden, (kernel, width), own(false), Start::Usual);
                of_context(site, k, map, inputs, width)
            };
            let inner = if gated { map(k, h).tanh() * map(k + 1, h).sigmoid() } else { map(k, h.relu()).relu() };
            let inner = site.channel_dropout(inner, width, settings.number("dropout"));
            k += if gated { 2 } else { 1 };
            let back = causal_convolution(site, k, inner, hidden, (1, width), own(false), Start::Usual);
            h = (h + back).named(&format!("hidden_{}", block + 1));
            k += 1;
        }
        let map = causal_convolution(site, k, h.relu(), hidden, (1, width), own(false), Start::Usual).relu();
        let of = (1, channels * per_element);
        causal_convolution(site, k + 1, map, hidden, of, own(false), Start::Small).named("raw")
    }

    fn check(&self, grid: Grid, settings: Checked, span: Span, errors: &mut Diagnostics) {
        let kernels = ["kernel", "first_kernel"].map(|name| (settings.count(name), settings.span(name)));
        let width = (settings.count("hidden"), settings.span("hidden"));
        check_causal("pixel_cnn", grid, &kernels, width, span, errors);
    }

    fn field(&self, settings: Checked) -> [usize; 3] {
        let (blocks, kernel) = (settings.count("blocks"), settings.count("kernel"));
        [settings.count("first_kernel") / 2 + blocks * (kernel / 2); 3]
    }

    fn examples(&self) -> Vec<(Event, Filled)> {
        let small = self.defaults().with("hidden", Value::Count(6)).with("blocks", Value::Count(1));
        let small = small.with("first_kernel", Value::Count(3));
        let examples = [
            small.clone(),
            small.clone().with("gated", Value::Flag(true)).with("blocks", Value::Count(2)),
            small.clone().with("kernel", Value::Count(1)).with("dropout", Value::Number(0.3)),
            small.with("blocks", Value::Count(0)),
        ];
        examples.map(|filled| (Event::of(&[2, 2, 2]), filled)).into()
    }
}
