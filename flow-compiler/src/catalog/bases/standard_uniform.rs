//! `standard_uniform`: independent uniforms between 0 and 1.

use super::{located, location_and_scale};
use crate::diag::Diagnostics;
use crate::ir::{Expr, Unary};
use crate::spec::Node;
use crate::vocabulary::{Base, Checked, Chosen, Filled, Settings, Site, Support, Word};

/// `p(z) = 1` where every element lies between 0 and 1.
pub struct StandardUniform;

impl Word for StandardUniform {
    fn name(&self) -> &'static str {
        "standard_uniform"
    }
    fn doc(&self) -> &'static str {
        "Standard uniform: `log p(z) = 0` where every element lies between 0 and 1, −∞ elsewhere."
    }
    fn settings(&self) -> Settings {
        location_and_scale(Settings::none())
    }
    fn base(&self) -> Option<&dyn Base> {
        Some(self)
    }
}

impl Base for StandardUniform {
    fn log_prob<'g>(&self, _: &Site<'g>, z: Expr<'g>, _: Checked) -> Expr<'g> {
        let inside = z.graph.number(0.0).less(z * (1.0 - z));
        // −∞ − |z| is −∞ for every number, and NaN for NaN; its derivative is finite.
        let nothing = f64::NEG_INFINITY - z.unary(Unary::Abs);
        inside.select(0.0, nothing).sum()
    }
    fn support(&self, _: Checked) -> Support {
        Support::UNIT
    }
    fn sampler(&self, _: Checked) -> &'static str {
        "standard_uniform"
    }
    fn bottom(&self, base: &Chosen, context: usize, errors: &mut Diagnostics) -> Vec<(&'static str, Node)> {
        located(base, context, errors)
    }
    fn examples(&self) -> Vec<Filled> {
        vec![self.defaults()]
    }
}
