//! `planar`: a bend along one direction.

use super::amortized::{self, Amortized};
use crate::derive::Refusal;
use crate::diag::Diagnostics;
use crate::event::Event;
use crate::ir::Expr;
use crate::shape::Shape;
use crate::span::Span;
use crate::vocabulary::{Checked, Filled, Init, Layer, Settings, Site, Support, Word, in_a_row};

/// `x = z + û tanh(w · z + b)`.
pub struct Planar;

impl Word for Planar {
    fn name(&self) -> &'static str {
        "planar"
    }
    fn doc(&self) -> &'static str {
        "Planar: `x = z + û tanh(w · z + b)` with `û = u + (softplus(w · u) − 1 − w · u) w / (w · w)`, so that `w · û > −1`; û is 0 where \
         w · w is below 1e-30. Sampling is one pass, the density direction a bracketed root in `w · z`. (Rezende and Mohamed 2015)"
    }
    fn settings(&self) -> Settings {
        amortized::settings(Settings::none())
    }
    fn layer(&self) -> Option<&dyn Layer> {
        Some(self)
    }
}

impl Layer for Planar {
    fn check(&self, _: &Event, context: usize, settings: Checked, span: Span, errors: &mut Diagnostics) {
        amortized::check(self.name(), context, settings, span, errors);
    }

    fn levels(&self, event: &Event, _: Checked) -> Vec<usize> {
        vec![0; event.size()]
    }

    fn declare<'g>(&self, site: &Site<'g>, z: Expr<'g>, settings: Checked) -> Result<Expr<'g>, Refusal> {
        let bound = 1.0 / (z.size() as f64).sqrt();
        let parameters = Amortized::new(site, 2 * z.size() + 1, settings);
        let u = parameters.take("u", z.shape(), Init::Uniform(bound));
        let w = parameters.take("w", z.shape(), Init::Uniform(bound));
        let b = parameters.take("b", Shape::scalar(), Init::Constant(0.0));
        let (wu, ww) = ((w * u).sum(), (w * w).sum());
        // Where w vanishes there is no direction to keep û from folding back along.
        let u_hat = ww.less(1e-30).select(0.0, u + (wu.softplus() - 1.0 - wu) * w / ww).named("u_hat");
        Ok(z + u_hat * ((w * z).sum() + b).tanh())
    }

    fn supports(&self, _: Checked) -> Option<(Support, Support)> {
        Some((Support::REAL, Support::REAL))
    }

    fn examples(&self) -> Vec<(Event, Filled)> {
        let learned = [1, 2, 5].map(|size| (size, self.defaults()));
        in_a_row(learned.into_iter().chain([(3, amortized::example(self.defaults()))]))
    }
}
