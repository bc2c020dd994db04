//! `nsf`: spline flows.

use super::{call, parts, spelled};
use crate::catalog::transformers::knots::{MOST_BINS, least_share};
use crate::event::Grid;
use crate::span::Span;
use crate::spec::{Kind, Node};
use crate::vocabulary::{Checked, Expansion, Filled, Settings, Sugar, Takes, Value, Word};

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
            .few("bins", (2, MOST_BINS), 8, "bins of each spline")
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
    fn expand(&self, settings: Checked, span: Span) -> Expansion {
        steps(settings, span, vec![])
    }
    fn expand_on(&self, _: Grid, settings: Checked, span: Span) -> Expansion {
        // A grid's channels alone would be too few to be mixed.
        steps(settings, span, vec![("of", spelled(&Value::Word("elements".into()), span))])
    }
    fn examples(&self) -> Vec<Filled> {
        let small = self.defaults().with("steps", Value::Count(2)).with("bins", Value::Count(3));
        vec![small.clone(), small.with("form", Value::Word("autoregressive".into()))]
    }
}

/// The layers, where those that mix elements have these settings beside their own.
fn steps(settings: Checked, span: Span, of_mixing: Vec<(&str, Node)>) -> Expansion {
    let (layer, network) = match settings.word("form") {
        "autoregressive" => ("autoregressive", "made"),
        "coupling" => ("coupling", "mlp"),
        _ => settings.unknown("form"),
    };
    let conditioner = call(network, parts(settings, &["hidden", "activation", "dropout"], span), span);
    let mut of_spline = parts(settings, &["bins", "bound"], span);
    let least = || spelled(&Value::Number(least_share(settings.count("bins"))), span);
    of_spline.extend([("min_width", least()), ("min_height", least())]);
    let transformer = call("rational_quadratic_spline", of_spline, span);
    let spline = call(layer, vec![("transformer", transformer), ("conditioner", conditioner)], span);
    let seed = settings.seed("seed").unwrap_or(0).to_string();
    let mut entries = vec![("seed", Node::new(Kind::Number(seed), span))];
    entries.extend(of_mixing.clone());
    let permute = call("permute", entries, span);
    Expansion::Repeat(settings.count("steps"), vec![spline, call("lu_linear", of_mixing, span), permute])
}
