//! `residual_mlp`: a perceptron whose blocks add to what they read.

use super::{Start, activate, linear, shared};
use crate::ir::Expr;
use crate::vocabulary::{Checked, Conditioner, Filled, Inputs, Settings, Site, Value, Word};

/// `h = W x + b`, then `h ← h + W₂ a(W₁ a(h) + b₁) + b₂` for each block, then `W h + b`.
pub struct ResidualMlp;

impl Word for ResidualMlp {
    fn name(&self) -> &'static str {
        "residual_mlp"
    }
    fn doc(&self) -> &'static str {
        "Residual perceptron: `h = W x + b`, then `h ← h + W₂ a(W₁ a(h) + b₁) + b₂` for each block with activation a, then `W h + b`. \
         (He et al. 2016; Durkan et al. 2019)"
    }
    fn settings(&self) -> Settings {
        shared(Settings::none().count_or("hidden", 1, 64, "width of all hidden layers").few(
            "blocks",
            (1, 128),
            2,
            "how many blocks",
        ))
    }
    fn conditioner(&self) -> Option<&dyn Conditioner> {
        Some(self)
    }
}

impl Conditioner for ResidualMlp {
    fn build<'g>(&self, site: &Site<'g>, inputs: Inputs<'g>, outputs: usize, settings: Checked) -> Expr<'g> {
        let (width, blocks) = (settings.count("hidden"), settings.count("blocks"));
        let active = |h: Expr<'g>| activate(h, settings);
        let mut h = linear(site, 0, inputs.flat(), width, Start::Usual, None).named("hidden_0");
        for block in 0..blocks {
            let k = 2 * block + 1;
            let inner = active(linear(site, k, active(h), width, Start::Usual, None));
            let inner = site.dropout(inner, settings.number("dropout"));
            h = (h + linear(site, k + 1, inner, width, Start::Small, None)).named(&format!("hidden_{}", block + 1));
        }
        linear(site, 2 * blocks + 1, h, outputs, Start::Small, None).named("raw")
    }

    fn examples(&self) -> Vec<Filled> {
        let small = self.defaults().with("hidden", Value::Count(4));
        vec![
            small.clone(),
            small
                .clone()
                .with("blocks", Value::Count(1))
                .with("activation", Value::Word("tanh".into()))
                .with("dropout", Value::Number(0.3)),
        ]
    }
}
