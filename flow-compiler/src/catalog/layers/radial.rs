//! `radial`: a stretch about a point.

use super::amortized::{self, Amortized};
use crate::derive::Refusal;
use crate::diag::Diagnostics;
use crate::event::Event;
use crate::ir::Expr;
use crate::shape::Shape;
use crate::span::Span;
use crate::vocabulary::{Checked, Filled, Init, Layer, Settings, Site, Support, Word, in_a_row};

/// `x = z + β̂ (z − centre) / (α + ‖z − centre‖)`.
pub struct Radial;

impl Word for Radial {
    fn name(&self) -> &'static str {
        "radial"
    }
    fn doc(&self) -> &'static str {
        "Radial: `x = z + β̂ (z − centre) / (α + ‖z − centre‖)` with `α = softplus(raw_alpha)` and `β̂ = softplus(raw_beta) − α`, so that \
         `β̂ > −α`. Sampling is one pass, the density direction a root in the distance. (Rezende and Mohamed 2015)"
    }
    fn settings(&self) -> Settings {
        amortized::settings(Settings::none())
    }
    fn layer(&self) -> Option<&dyn Layer> {
        Some(self)
    }
}

impl Layer for Radial {
    fn check(&self, _: &Event, context: usize, settings: Checked, span: Span, errors: &mut Diagnostics) {
        amortized::check(self.name(), context, settings, span, errors);
    }

    fn levels(&self, event: &Event, _: Checked) -> Vec<usize> {
        vec![0; event.size()]
    }

    fn declare<'g>(&self, site: &Site<'g>, z: Expr<'g>, settings: Checked) -> Result<Expr<'g>, Refusal> {
        let parameters = Amortized::new(site, z.size() + 2, settings);
        let centre = parameters.take("centre", z.shape(), Init::Uniform(1.0));
        // Equal raw numbers make β̂ 0: the identity.
        let alpha = parameters.take("raw_alpha", Shape::scalar(), Init::Constant(0.0)).softplus().named("alpha");
        let sum = parameters.take("raw_beta", Shape::scalar(), Init::Constant(0.0)).softplus().named("alpha_and_beta");
        let away = z - centre;
        let radius = away.norm();
        // 1 + β̂ / (α + r) as one quotient: where β̂ is nearly −α, the sum would lose all its
        // digits at the centre.
        Ok(centre + (sum + radius) / (alpha + radius) * away)
    }

    fn supports(&self, _: Checked) -> Option<(Support, Support)> {
        Some((Support::REAL, Support::REAL))
    }

    fn examples(&self) -> Vec<(Event, Filled)> {
        let learned = [1, 2, 5].map(|size| (size, self.defaults()));
        in_a_row(learned.into_iter().chain([(3, amortized::example(self.defaults()))]))
    }
}
