//! `batch_norm`: elements brought to a common mean and scale by the batch's moments.

use crate::derive::Refusal;
use crate::diag::Diagnostics;
use crate::event::Event;
use crate::ir::{Expr, Unary};
use crate::span::Span;
use crate::vocabulary::{Checked, Direction, Filled, Init, Layer, Settings, Site, Support, Value, Word, in_a_row};

/// `z = exp(log_gain) (x − mean) / √(variance + ε) + shift`.
pub struct BatchNorm;

impl Word for BatchNorm {
    fn name(&self) -> &'static str {
        "batch_norm"
    }
    fn doc(&self) -> &'static str {
        "Batch normalisation: `z = exp(log_gain) (x − mean) / √(variance + epsilon) + shift`, each element by the moments of what enters \
         the layer: of the batch in training, where gradients go through them, of their moving averages for validation, and of all \
         training rows in the end. On a grid, by one mean and one variance a channel. (Ioffe and Szegedy 2015; Dinh et al. 2017; Papamakarios et al. 2017)"
    }
    fn settings(&self) -> Settings {
        Settings::none().positive("epsilon", 1e-5, "added to the variance").within(
            "momentum",
            (1e-4, 1.0),
            0.1,
            "the share of the newest batch in the moving averages",
        )
    }
    fn layer(&self) -> Option<&dyn Layer> {
        Some(self)
    }
}

impl Layer for BatchNorm {
    fn check(&self, _: &Event, _: usize, _: Checked, _: Span, _: &mut Diagnostics) {}

    fn levels(&self, event: &Event, _: Checked) -> Vec<usize> {
        vec![0; event.size()]
    }

    fn explicit(&self, _: Checked) -> Direction {
        Direction::Inverse
    }

    fn declare<'g>(&self, site: &Site<'g>, x: Expr<'g>, settings: Checked) -> Result<Expr<'g>, Refusal> {
        let momentum = settings.number("momentum");
        let mean = site.parameter_of_each("mean", Init::Mean(momentum));
        let variance = site.parameter_of_each("variance", Init::Variance(momentum));
        let log_gain = site.parameter_of_each("log_gain", Init::Constant(0.0));
        let shift = site.parameter_of_each("shift", Init::Constant(0.0));
        // A variance is a mean of squares; as |v| it is one for every number, so that the proof
        // needs no more than the formula.
        let variance = variance.unary(Unary::Abs) + settings.number("epsilon");
        let scale = (log_gain - 0.5 * variance.log()).exp().named("scale");
        Ok((x - mean) * scale + shift)
    }

    fn supports(&self, _: Checked) -> Option<(Support, Support)> {
        Some((Support::REAL, Support::REAL))
    }

    fn examples(&self) -> Vec<(Event, Filled)> {
        let defaults = self.defaults();
        let rows = [(1, defaults.clone()), (3, defaults.clone())];
        let mut out = in_a_row(rows.into_iter().chain([(2, defaults.clone().with("epsilon", Value::Number(0.01)))]));
        out.push((Event::of(&[2, 3, 2]), defaults));
        out
    }
}
