//! `transposed_conv`: a convolutional network from numbers in a row to a grid.

use super::{Start, activate, check_strides, linear, shared, smaller, strided_window};
use crate::diag::Diagnostics;
use crate::event::Grid;
use crate::ir::Expr;
use crate::shape::{Contraction, Copies, Shape};
use crate::span::Span;
use crate::vocabulary::{Checked, Conditioner, Filled, Inputs, Settings, Site, Word};

/// A perceptron to the numbers of the smallest grid, then `h ← activation(Wᵀ ∗ h + b)`, each on a larger one.
pub struct TransposedConv;

impl Word for TransposedConv {
    fn name(&self) -> &'static str {
        "transposed_conv"
    }
    fn doc(&self) -> &'static str {
        "Convolutional network that reads numbers in a row and outputs some for each position of the event's grid, the reverse of \
         `strided_conv`: `h ← activation(W h + b)` for each of `hidden` and for the numbers of the smallest grid, which is the event's \
         divided by `stride` once for each of `channels`, rounded up; then `Wᵀ ∗ h + b`, a transposed convolution, on a grid `stride` \
         times as large for each of them, with `activation` behind all but the last. Weights start uniform in `±1/√inputs`, and the last \
         layer starts small. (Zeiler et al. 2010)"
    }
    fn settings(&self) -> Settings {
        let strides = super::strides(Settings::none(), &[64, 32], "channels of each grid, the smallest first");
        shared(strides.counts("hidden", &[], "width of each hidden layer before them"))
    }
    fn conditioner(&self) -> Option<&dyn Conditioner> {
        Some(self)
    }
}

impl Conditioner for TransposedConv {
    fn build<'g>(&self, site: &Site<'g>, inputs: Inputs<'g>, outputs: usize, settings: Checked) -> Expr<'g> {
        let (channels, hidden, rate) =
            (settings.counts("channels"), settings.counts("hidden"), settings.number("dropout"));
        let event = site.event.grid().expect("`transposed_conv` was checked to stand under a grid");
        // The grids from that of the event on, each smaller than the one before it.
        let grids: Vec<Grid> = std::iter::successors(Some(event), |grid| Some(smaller(*grid, settings)))
            .take(channels.len() + 1)
            .collect();
        let mut h = inputs.flat();
        for (k, &width) in hidden.iter().enumerate() {
            h = activate(linear(site, k, h, width, Start::Usual, None), settings);
            h = site.dropout(h.named(&format!("hidden_{k}")), rate);
        }
        let smallest = grids[channels.len()].with(channels[0]);
        h = linear(site, hidden.len(), h, smallest.size(), Start::Usual, None);
        for (k, &width) in channels.iter().enumerate() {
            let layer = hidden.len() + k;
            h = activate(h, settings).named(&format!("hidden_{layer}"));
            h = site.channel_dropout(h, width, rate);
            let of_next = channels.get(k + 1).copied().unwrap_or(outputs / event.positions());
            let (from, to) = (grids[channels.len() - k].with(width), grids[channels.len() - k - 1].with(of_next));
            let window = strided_window(to, from, settings);
            // A position is reached by the windows around it, not by every place of each.
            let reached = |axis: crate::shape::Axis| axis.kernel.div_ceil(axis.stride);
            let start = if k + 1 == channels.len() { Start::Small } else { Start::Usual };
            let (weight_init, bias_init) = start.of(site, width * reached(window.height) * reached(window.width));
            let weight = site.network_parameter(layer + 1, "weight", window.weight(), weight_init);
            let bias = site.network_parameter(layer + 1, "bias", Shape::vector(of_next), bias_init);
            h = weight.product(Contraction::Window(window), true, h) + bias.repeat(Copies::of(to.positions(), of_next));
        }
        h.named("raw")
    }

    fn check(&self, grid: Option<Grid>, settings: Checked, span: Span, errors: &mut Diagnostics) {
        match grid {
            Some(grid) => check_strides(self.name(), grid, settings, errors),
            None => {
                errors
                    .error(
                        span,
                        "`transposed_conv` outputs numbers for the positions of a grid, found an event in a row",
                    )
                    .help("declare the event as `[channels, height, width]`, or use `mlp`");
            }
        }
    }

    fn examples(&self) -> Vec<Filled> {
        super::strided_conv::StridedConv.examples()
    }
}
