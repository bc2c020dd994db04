//! `made`: a masked perceptron.

use super::{ACTIVATIONS, LAST_LAYER_GAIN, activate};
use crate::catalog::{Init, MaskedConditioner, Site, Word};
use crate::diag::Diagnostics;
use crate::ir::Expr;
use crate::settings::{Filled, Settings, Value};
use crate::shape::{Degrees, Shape, Stairs};
use crate::span::Span;

/// A perceptron whose hidden units have degrees: a unit reads what has at most its degree, an output what has less than its element's.
///
/// Elements have degrees 1 to D in the order of their levels, the context has degree 0. Hidden units lie in ascending degree, 1 to
/// D − 1, or from 0 where there is a context: with one element the context is all that a unit can read.
pub struct Made;

impl Word for Made {
    fn name(&self) -> &'static str {
        "made"
    }
    fn doc(&self) -> &'static str {
        "Masked autoencoder for distribution estimation: a perceptron in which the parameters of an element depend on the context \
         and on the elements before it alone. (Germain et al. 2015)"
    }
    fn settings(&self) -> Settings {
        Settings::none().counts("hidden", &[64, 64], "width of each hidden layer").choice(
            "activation",
            ACTIVATIONS,
            "function after each hidden layer",
        )
    }
    fn masked_conditioner(&self) -> Option<&dyn MaskedConditioner> {
        Some(self)
    }
}

impl MaskedConditioner for Made {
    fn build<'g>(
        &self,
        site: &Site<'g>,
        inputs: Expr<'g>,
        context: usize,
        per_element: usize,
        settings: &Filled,
    ) -> Expr<'g> {
        let size = inputs.size() - context;
        let hidden = settings.counts("hidden");
        let (first, groups) = hidden_degrees(size, context);
        let mut columns = Degrees { always: context, first: 1, groups: size, size };
        let mut h = inputs;
        for (k, &width) in hidden.iter().chain([&(size * per_element)]).enumerate() {
            let last = k == hidden.len();
            let rows = if last {
                Degrees { always: 0, first: 1, groups: size, size: width }
            } else {
                Degrees { always: 0, first, groups, size: width }
            };
            let stairs = Stairs { rows, columns, strict: last };
            let bound = 1.0 / (h.size() as f64).sqrt();
            let (weight_init, bias_init) = if last {
                (Init::Uniform(LAST_LAYER_GAIN * bound), Init::Constant(0.0))
            } else {
                (Init::Uniform(bound), Init::Uniform(bound))
            };
            let weight =
                site.parameter(&format!("conditioner.{k}.weight"), Shape::matrix(width, h.size()), weight_init);
            let bias = site.parameter(&format!("conditioner.{k}.bias"), Shape::vector(width), bias_init);
            h = weight.masked_matmul(h, Some(stairs)) + bias;
            if !last {
                h = activate(h, settings.word("activation")).named(&format!("hidden_{k}"));
            }
            columns = rows;
        }
        h.named("raw")
    }

    fn check(&self, size: usize, settings: &Filled, _: Span, errors: &mut Diagnostics) {
        for width in settings.counts("hidden").iter().filter(|w| **w + 1 < size) {
            errors
                .error(settings.span("hidden"), format!("a hidden layer of `made` has {width} units, expected at least {}", size - 1))
                .help("each hidden layer needs a unit of every degree, else elements become independent of some before them");
        }
    }

    fn examples(&self) -> Vec<Filled> {
        let defaults = self.settings().defaults();
        let with = |hidden: &[usize], word: &str| {
            defaults.clone().with("hidden", Value::Counts(hidden.to_vec())).with("activation", Value::Word(word.into()))
        };
        vec![with(&[7], "relu"), with(&[6, 5], "tanh"), with(&[5], "softplus"), with(&[], "relu")]
    }
}

/// The lowest degree of a hidden unit and how many degrees there are.
fn hidden_degrees(size: usize, context: usize) -> (usize, usize) {
    if context > 0 { (0, size) } else { (1.min(size - 1), (size - 1).max(1)) }
}
