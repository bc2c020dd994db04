//! `standard_normal`: independent normals of mean 0 and variance 1.

use super::{located, location_and_scale};
use crate::diag::Diagnostics;
use crate::ir::Expr;
use crate::spec::Node;
use crate::vocabulary::{Base, Checked, Chosen, Filled, Settings, Site, Support, Word};

/// `p(z) = Π exp(−z²/2) / √(2π)`.
pub struct StandardNormal;

impl Word for StandardNormal {
    fn name(&self) -> &'static str {
        "standard_normal"
    }
    fn doc(&self) -> &'static str {
        "Standard normal: `log p(z) = Σ −½ z² − ½ ln 2π`."
    }
    fn settings(&self) -> Settings {
        location_and_scale(Settings::none())
    }
    fn base(&self) -> Option<&dyn Base> {
        Some(self)
    }
}

impl Base for StandardNormal {
    fn log_prob<'g>(&self, _: &Site<'g>, z: Expr<'g>, _: Checked) -> Expr<'g> {
        let normaliser = 0.5 * (2.0 * std::f64::consts::PI).ln();
        (-0.5 * z.square()).sum() - normaliser * z.size() as f64
    }
    fn support(&self, _: Checked) -> Support {
        Support::REAL
    }
    fn sampler(&self, _: Checked) -> &'static str {
        "standard_normal"
    }
    fn bottom(&self, base: &Chosen, context: usize, errors: &mut Diagnostics) -> Vec<(&'static str, Node)> {
        located(base, context, errors)
    }
    fn examples(&self) -> Vec<Filled> {
        vec![self.defaults()]
    }
}
