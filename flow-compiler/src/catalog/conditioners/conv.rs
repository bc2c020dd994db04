//! `conv`: a convolutional network.

use super::{Start, activate, check_kernels, convolution, grid_of, of_context, shared};
use crate::diag::Diagnostics;
use crate::event::Grid;
use crate::ir::Expr;
use crate::span::Span;
use crate::vocabulary::{Checked, Conditioner, Filled, Inputs, Settings, Site, Value, Word};

/// `h ← activation(W ∗ h + b)` for each hidden layer, and `W ∗ h + b` at the end.
pub struct Conv;

impl Word for Conv {
    fn name(&self) -> &'static str {
        "conv"
    }
    fn doc(&self) -> &'static str {
        "Convolutional network on a grid: `h ← activation(W ∗ h + b)` for each hidden layer, then `W ∗ h + b`, with zeros beyond the \
         edges. A context adds a number to each channel of the first layer. Weights start uniform in `±1/√(inputs · kernel²)`; the last \
         layer starts small."
    }
    fn settings(&self) -> Settings {
        shared(Settings::none().counts("hidden", &[32, 32], "channels of each hidden layer").counts(
            "kernels",
            &[3],
            "places of a window along an axis: one number, or one for each layer and the last",
        ))
    }
    fn conditioner(&self) -> Option<&dyn Conditioner> {
        Some(self)
    }
}

/// The kernel of a layer.
fn kernel(settings: Checked, k: usize) -> usize {
    let kernels = settings.counts("kernels");
    kernels.get(k).or(kernels.first()).copied().unwrap_or(1)
}

impl Conditioner for Conv {
    fn build<'g>(&self, site: &Site<'g>, inputs: Inputs<'g>, outputs: usize, settings: Checked) -> Expr<'g> {
        let (hidden, grid) = (settings.counts("hidden"), grid_of(inputs));
        let (mut h, mut channels) = (inputs.value, grid.channels);
        for (k, &width) in hidden.iter().enumerate() {
            h = convolution(site, k, h, grid.with(channels), (kernel(settings, k), width), Start::Usual);
            if k == 0 {
                h = of_context(site, k, h, inputs, width);
            }
            h = activate(h, settings).named(&format!("hidden_{k}"));
            h = site.channel_dropout(h, width, settings.number("dropout"));
            channels = width;
        }
        let last = hidden.len();
        let of = (kernel(settings, last), outputs / grid.positions());
        h = convolution(site, last, h, grid.with(channels), of, Start::Small);
        if last == 0 { of_context(site, 0, h, inputs, of.1).named("raw") } else { h.named("raw") }
    }

    fn is_on_grid(&self) -> bool {
        true
    }

    fn check(&self, grid: Option<Grid>, settings: Checked, span: Span, errors: &mut Diagnostics) {
        let (kernels, layers) = (settings.counts("kernels"), settings.counts("hidden").len() + 1);
        if kernels.len() != 1 && kernels.len() != layers {
            errors
                .error(
                    settings.span("kernels"),
                    format!("`kernels` of `conv` has {} numbers, expected 1 or {layers}", kernels.len()),
                )
                .help("write one kernel for all layers, or one for each hidden layer and one for the last");
        }
        let kernels: Vec<(usize, Span)> =
            kernels.iter().enumerate().map(|(i, kernel)| (*kernel, settings.item_span("kernels", i))).collect();
        check_kernels("conv", grid, &kernels, span, errors);
    }

    fn examples(&self) -> Vec<Filled> {
        let with = |hidden: &[usize], kernels: &[usize], word: &str| {
            self.defaults()
                .with("hidden", Value::Counts(hidden.to_vec()))
                .with("kernels", Value::Counts(kernels.to_vec()))
                .with("activation", Value::Word(word.into()))
        };
        vec![
            with(&[3], &[3], "relu"),
            with(&[4, 2], &[3, 1, 3], "tanh"),
            with(&[], &[3], "relu"),
            with(&[2], &[1], "softplus").with("dropout", Value::Number(0.4)),
        ]
    }
}
