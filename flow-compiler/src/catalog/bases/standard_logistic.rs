//! `standard_logistic`: independent logistics of location 0 and scale 1.

use super::{located, location_and_scale};
use crate::diag::Diagnostics;
use crate::ir::Expr;
use crate::spec::Node;
use crate::vocabulary::{Base, Checked, Chosen, Filled, Settings, Site, Support, Word};

/// `p(z) = Π e⁻ᶻ / (1 + e⁻ᶻ)²`.
pub struct StandardLogistic;

impl Word for StandardLogistic {
    fn name(&self) -> &'static str {
        "standard_logistic"
    }
    fn doc(&self) -> &'static str {
        "Standard logistic: `log p(z) = Σ −softplus(z) − softplus(−z)`, of heavier tails than the normal. (Dinh et al. 2015)"
    }
    fn settings(&self) -> Settings {
        location_and_scale(Settings::none())
    }
    fn base(&self) -> Option<&dyn Base> {
        Some(self)
    }
}

impl Base for StandardLogistic {
    fn log_prob<'g>(&self, _: &Site<'g>, z: Expr<'g>, _: Checked) -> Expr<'g> {
        (-z.softplus() - (-z).softplus()).sum()
    }
    fn support(&self, _: Checked) -> Support {
        Support::REAL
    }
    fn sampler(&self, _: Checked) -> &'static str {
        "standard_logistic"
    }
    fn bottom(&self, base: &Chosen, context: usize, errors: &mut Diagnostics) -> Vec<(&'static str, Node)> {
        located(base, context, errors)
    }
    fn examples(&self) -> Vec<Filled> {
        vec![self.defaults()]
    }
}
