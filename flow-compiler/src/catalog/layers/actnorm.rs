//! `actnorm`: a scale and a shift that start by the first batch.

use crate::derive::Refusal;
use crate::diag::Diagnostics;
use crate::event::Event;
use crate::ir::Expr;
use crate::span::Span;
use crate::vocabulary::{Checked, Direction, Filled, Init, Layer, Settings, Site, Support, Word, in_a_row};

/// `z = (x − mean) exp(−log_deviation)`.
pub struct Actnorm;

impl Word for Actnorm {
    fn name(&self) -> &'static str {
        "actnorm"
    }
    fn doc(&self) -> &'static str {
        "Activation normalisation: `z = (x − mean) exp(−log_deviation)`, learned, and started by the first batch so that z has mean 0 \
         and deviation 1 there; an element that does not vary in it keeps its scale. On a grid, one mean and one deviation a channel. (Kingma and Dhariwal 2018)"
    }
    fn settings(&self) -> Settings {
        Settings::none()
    }
    fn layer(&self) -> Option<&dyn Layer> {
        Some(self)
    }
}

impl Layer for Actnorm {
    fn check(&self, _: &Event, _: usize, _: Checked, _: Span, _: &mut Diagnostics) {}

    fn levels(&self, event: &Event, _: Checked) -> Vec<usize> {
        vec![0; event.size()]
    }

    fn explicit(&self, _: Checked) -> Direction {
        Direction::Inverse
    }

    fn declare<'g>(&self, site: &Site<'g>, x: Expr<'g>, _: Checked) -> Result<Expr<'g>, Refusal> {
        let mean = site.parameter_of_each("mean", Init::FirstMean);
        let log_deviation = site.parameter_of_each("log_deviation", Init::FirstLogDeviation);
        Ok((x - mean) * (-log_deviation).exp().named("scale"))
    }

    fn supports(&self, _: Checked) -> Option<(Support, Support)> {
        Some((Support::REAL, Support::REAL))
    }

    fn examples(&self) -> Vec<(Event, Filled)> {
        let mut out = in_a_row(vec![(1, self.defaults()), (3, self.defaults())]);
        out.push((Event::of(&[2, 3, 2]), self.defaults()));
        out
    }
}
