//! `strided_conv`: a convolutional network from a grid to numbers in a row.

use super::{Start, activate, check_strides, grid_of, linear, shared, smaller, strided_window};
use crate::diag::Diagnostics;
use crate::event::Grid;
use crate::ir::Expr;
use crate::shape::{Copies, Shape};
use crate::span::Span;
use crate::vocabulary::{Checked, Conditioner, Filled, Inputs, Settings, Site, Value, Word};

/// `h ← activation(W ∗ h + b)`, each on a smaller grid, then a perceptron of all that is left.
pub struct StridedConv;

impl Word for StridedConv {
    fn name(&self) -> &'static str {
        "strided_conv"
    }
    fn doc(&self) -> &'static str {
        "Convolutional network that reads a grid and outputs numbers in a row: `h ← activation(W ∗ h + b)` for each of `channels`, on \
         a grid of `⌈height / stride⌉ × ⌈width / stride⌉` positions, with zeros beyond the edges; then, of all numbers that are left, \
         `h ← activation(W h + b)` for each of `hidden` and `W h + b`. A sequence gets shorter. Weights start uniform in \
         `±1/√(inputs · kernel²)`. (LeCun et al. 1989)"
    }
    fn settings(&self) -> Settings {
        let strides =
            super::strides(Settings::none(), &[32, 64], "channels of each layer of windows, from the input on");
        shared(strides.counts("hidden", &[], "width of each hidden layer behind them"))
    }
    fn conditioner(&self) -> Option<&dyn Conditioner> {
        Some(self)
    }
}

impl Conditioner for StridedConv {
    fn build<'g>(&self, site: &Site<'g>, inputs: Inputs<'g>, outputs: usize, settings: Checked) -> Expr<'g> {
        let (channels, hidden, rate) =
            (settings.counts("channels"), settings.counts("hidden"), settings.number("dropout"));
        let (mut h, mut grid) = (inputs.value, grid_of(inputs));
        for (k, &width) in channels.iter().enumerate() {
            let next = smaller(grid, settings).with(width);
            let window = strided_window(grid, next, settings);
            let (weight_init, bias_init) = Start::Usual.of(site, grid.channels * window.taps());
            let weight = site.network_parameter(k, "weight", window.weight(), weight_init);
            let bias = site.network_parameter(k, "bias", Shape::vector(width), bias_init);
            h = weight.convolve(h, window) + bias.repeat(Copies::of(next.positions(), width));
            h = activate(h, settings).named(&format!("hidden_{k}"));
            h = site.channel_dropout(h, width, rate);
            grid = next;
        }
        for (k, &width) in (channels.len()..).zip(hidden) {
            h = activate(linear(site, k, h, width, Start::Usual, None), settings);
            h = site.dropout(h.named(&format!("hidden_{k}")), rate);
        }
        linear(site, channels.len() + hidden.len(), h, outputs, Start::Small, None).named("raw")
    }

    fn reads_grid(&self) -> bool {
        true
    }

    fn check(&self, grid: Option<Grid>, settings: Checked, span: Span, errors: &mut Diagnostics) {
        match grid {
            Some(grid) => check_strides(self.name(), grid, settings, errors),
            None => {
                errors
                    .error(span, "`strided_conv` needs a grid of positions, found numbers in a row")
                    .help("as `encoder` it reads an event that is declared as `[channels, height, width]`, as `embedding` a context with such a `shape`; or use `mlp`");
            }
        }
    }

    fn examples(&self) -> Vec<Filled> {
        let with = |channels: &[usize], hidden: &[usize], [kernel, stride]: [usize; 2]| {
            self.defaults()
                .with("channels", Value::Counts(channels.to_vec()))
                .with("hidden", Value::Counts(hidden.to_vec()))
                .with("kernel", Value::Count(kernel))
                .with("stride", Value::Count(stride))
                .with("activation", Value::Word("tanh".into()))
        };
        vec![
            with(&[3, 2], &[4], [4, 2]),
            with(&[2], &[], [3, 2]),
            with(&[2], &[3], [3, 1]).with("dropout", Value::Number(0.4)),
        ]
    }
}
