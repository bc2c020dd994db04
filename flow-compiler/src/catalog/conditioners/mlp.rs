//! `mlp`: a multi-layer perceptron.

use super::{ACTIVATIONS, LAST_LAYER_GAIN, activate};
use crate::catalog::{Conditioner, Init, Site, Word};
use crate::ir::Expr;
use crate::settings::{Filled, Settings, Value};
use crate::shape::Shape;

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
        Settings::none().counts("hidden", &[64, 64], "width of each hidden layer").choice(
            "activation",
            ACTIVATIONS,
            "function after each hidden layer",
        )
    }
    fn conditioner(&self) -> Option<&dyn Conditioner> {
        Some(self)
    }
}

impl Conditioner for Mlp {
    fn build<'g>(&self, site: &Site<'g>, inputs: Expr<'g>, outputs: usize, settings: &Filled) -> Expr<'g> {
        let hidden = settings.counts("hidden");
        let mut h = inputs;
        for (k, &width) in hidden.iter().chain([&outputs]).enumerate() {
            let last = k == hidden.len();
            let bound = 1.0 / (h.size() as f64).sqrt();
            let (weight_init, bias_init) = if last {
                (Init::Uniform(LAST_LAYER_GAIN * bound), Init::Constant(0.0))
            } else {
                (Init::Uniform(bound), Init::Uniform(bound))
            };
            let weight =
                site.parameter(&format!("conditioner.{k}.weight"), Shape::matrix(width, h.size()), weight_init);
            let bias = site.parameter(&format!("conditioner.{k}.bias"), Shape::vector(width), bias_init);
            h = weight.matmul(h) + bias;
            if !last {
                h = activate(h, settings.word("activation")).named(&format!("hidden_{k}"));
            }
        }
        h.named("raw")
    }

    fn examples(&self) -> Vec<Filled> {
        let defaults = self.settings().defaults();
        let with = |hidden: &[usize], word: &str| {
            defaults.clone().with("hidden", Value::Counts(hidden.to_vec())).with("activation", Value::Word(word.into()))
        };
        vec![
            with(&[5], "relu"),
            with(&[4, 3], "tanh"),
            with(&[3], "sigmoid"),
            with(&[3], "softplus"),
            with(&[], "relu"),
        ]
    }
}
