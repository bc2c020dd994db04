//! `residual_conv`: a convolutional network whose blocks add to what they read.

use super::{Start, activate, check_kernels, convolution, grid_of, of_context, shared};
use crate::diag::Diagnostics;
use crate::event::Grid;
use crate::ir::Expr;
use crate::span::Span;
use crate::vocabulary::{Checked, Conditioner, Filled, Inputs, Settings, Site, Value, Word};

/// `h = W ∗ x + b`, then `h ← h + W₂ ∗ a(W₁ ∗ a(h) + b₁) + b₂` for each block, then `W ∗ a(h) + b`.
pub struct ResidualConv;

impl Word for ResidualConv {
    fn name(&self) -> &'static str {
        "residual_conv"
    }
    fn doc(&self) -> &'static str {
        "Residual convolutional network on a grid: `h = W ∗ x + b`, then `h ← h + W₂ ∗ a(W₁ ∗ a(h) + b₁) + b₂` for each block with \
         activation a, then `W ∗ a(h) + b`, with zeros beyond the edges. A context adds a number to each channel of the first layer. \
         (He et al. 2016; Dinh et al. 2017)"
    }
    fn settings(&self) -> Settings {
        shared(
            Settings::none()
                .count_or("hidden", 1, 32, "channels of all hidden layers")
                .few("blocks", (1, 128), 2, "how many blocks")
                .count_or("kernel", 1, 3, "places of a window along an axis"),
        )
    }
    fn conditioner(&self) -> Option<&dyn Conditioner> {
        Some(self)
    }
}

impl Conditioner for ResidualConv {
    fn build<'g>(&self, site: &Site<'g>, inputs: Inputs<'g>, outputs: usize, settings: Checked) -> Expr<'g> {
        let (width, blocks, kernel) = (settings.count("hidden"), settings.count("blocks"), settings.count("kernel"));
        let grid = grid_of(inputs);
        let active = |h: Expr<'g>| activate(h, settings);
        let map =
            |k: usize, h: Expr<'g>, start: Start| convolution(site, k, h, grid.with(width), (kernel, width), start);
        let first = convolution(site, 0, inputs.value, grid, (kernel, width), Start::Usual);
        let mut h = of_context(site, 0, first, inputs, width).named("hidden_0");
        for block in 0..blocks {
            let k = 2 * block + 1;
            let inner = active(map(k, active(h), Start::Usual));
            let inner = site.channel_dropout(inner, width, settings.number("dropout"));
            h = (h + map(k + 1, inner, Start::Small)).named(&format!("hidden_{}", block + 1));
        }
        let of = (kernel, outputs / grid.positions());
        convolution(site, 2 * blocks + 1, active(h), grid.with(width), of, Start::Small).named("raw")
    }

    fn is_on_grid(&self) -> bool {
        true
    }

    fn check(&self, grid: Option<Grid>, settings: Checked, span: Span, errors: &mut Diagnostics) {
        check_kernels("residual_conv", grid, &[(settings.count("kernel"), settings.span("kernel"))], span, errors);
    }

    fn examples(&self) -> Vec<Filled> {
        let small = self.defaults().with("hidden", Value::Count(3)).with("blocks", Value::Count(1));
        vec![
            small.clone(),
            small
                .with("kernel", Value::Count(1))
                .with("activation", Value::Word("tanh".into()))
                .with("dropout", Value::Number(0.3)),
        ]
    }
}
