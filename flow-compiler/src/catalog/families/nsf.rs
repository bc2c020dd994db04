//! `nsf`: spline flows.

use super::call;
use crate::span::Span;
use crate::spec::{Kind, Node};
use crate::vocabulary::{Expansion, Filled, Settings, Sugar, Takes, Value, Word};

/// `repeat(times = steps, layers = [coupling or autoregressive, lu_linear, permute])`.
pub struct Nsf;

impl Word for Nsf {
    fn name(&self) -> &'static str {
        "nsf"
    }
    fn doc(&self) -> &'static str {
        "Neural spline flow: `steps` times a coupling, or with `form = autoregressive` an autoregressive layer, with \
         rational-quadratic splines, then `lu_linear` and a drawn permutation. (Durkan et al. 2019)"
    }
    fn settings(&self) -> Settings {
        Settings::none()
            .choice("form", &["coupling", "autoregressive"], "the kind of the spline layers")
            .count_or("steps", 1, 5, "how many spline layers")
            .few("bins", (2, 128), 8, "bins of each spline")
            .positive("bound", 5.0, "outside of -bound to bound splines are the identity")
            .counts("hidden", &[64, 64], "width of each hidden layer of the networks")
            .choice("activation", &["relu", "tanh", "sigmoid", "softplus"], "function after each hidden layer")
            .fraction("dropout", 0.0, "the share of hidden units that a training step switches off")
            .optional("seed", Takes::Seed, "of the permutations; 0 by default")
    }
    fn sugar(&self) -> Option<&dyn Sugar> {
        Some(self)
    }
}

impl Sugar for Nsf {
    fn expand(&self, settings: &Filled, span: Span) -> Expansion {
        let part = |name: &'static str| settings.value(name).map(|value| (name, super::spelled(value, span)));
        let parts = |names: &[&'static str]| names.iter().copied().filter_map(part).collect::<Vec<_>>();
        let autoregressive = settings.word("form") == "autoregressive";
        let network = if autoregressive { "made" } else { "mlp" };
        let conditioner = call(network, parts(&["hidden", "activation", "dropout"]), span);
        let transformer = call("rational_quadratic_spline", parts(&["bins", "bound"]), span);
        let layer = if autoregressive { "autoregressive" } else { "coupling" };
        let spline = call(layer, vec![("transformer", transformer), ("conditioner", conditioner)], span);
        let seed = settings.value("seed").map_or("0".to_string(), |seed| match seed {
            Value::Seed(seed) => seed.to_string(),
            _ => "0".into(),
        });
        let permute = call("permute", vec![("seed", Node::new(Kind::Number(seed), span))], span);
        Expansion::Repeat(settings.count("steps"), vec![spline, call("lu_linear", vec![], span), permute])
    }
    fn examples(&self) -> Vec<Filled> {
        let small = self.settings().defaults().with("steps", Value::Count(2)).with("bins", Value::Count(3));
        vec![small.clone(), small.with("form", Value::Word("autoregressive".into()))]
    }
}
