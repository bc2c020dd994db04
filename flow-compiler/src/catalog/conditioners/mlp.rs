//! `mlp`: a multi-layer perceptron.

use super::{Start, activate, linear, shared};
use crate::ir::Expr;
use crate::vocabulary::{Checked, Conditioner, Filled, Inputs, Settings, Site, Value, Word};

/// `h ← activation(W h + b)` for each hidden layer, and `W h + b` at the end.
pub struct Mlp;

impl Word for Mlp {
    fn name(&self) -> &'static str {
        "mlp"
    }
    fn doc(&self) -> &'static str {
        "Multi-layer perceptron: `h ← activation(W h + b)` for each hidden layer, then `W h + b`. Weights start uniform in \
         `±1/√inputs`; the last layer starts small."
    }
    fn settings(&self) -> Settings {
        shared(Settings::none().counts("hidden", &[64, 64], "width of each hidden layer"))
    }
    fn conditioner(&self) -> Option<&dyn Conditioner> {
        Some(self)
    }
}

impl Conditioner for Mlp {
    fn build<'g>(&self, site: &Site<'g>, inputs: Inputs<'g>, outputs: usize, settings: Checked) -> Expr<'g> {
        let hidden = settings.counts("hidden");
        let mut h = inputs.flat();
        for (k, &width) in hidden.iter().enumerate() {
            h = activate(linear(site, k, h, width, Start::Usual, None), settings);
            h = site.dropout(h.named(&format!("hidden_{k}")), settings.number("dropout"));
        }
        linear(site, hidden.len(), h, outputs, Start::Small, None).named("raw")
    }

    fn examples(&self) -> Vec<Filled> {
        let defaults = self.defaults();
        let with = |hidden: &[usize], word: &str| {
            defaults.clone().with("hidden", Value::Counts(hidden.to_vec())).with("activation", Value::Word(word.into()))
        };
        vec![
            with(&[5], "relu"),
            with(&[4, 3], "tanh"),
            with(&[3], "sigmoid"),
            with(&[3], "softplus"),
            with(&[], "relu"),
            with(&[4, 3], "relu").with("dropout", Value::Number(0.4)),
        ]
    }
}
