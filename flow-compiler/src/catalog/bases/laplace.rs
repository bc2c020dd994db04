//! `laplace`: independent two-sided exponentials.

use super::{located, location_and_scale};
use crate::diag::Diagnostics;
use crate::ir::{Expr, Unary};
use crate::spec::Node;
use crate::vocabulary::{Base, Checked, Chosen, Filled, Settings, Site, Support, Word};

/// `p(z) = Π e^(−|z|) / 2`.
pub struct Laplace;

impl Word for Laplace {
    fn name(&self) -> &'static str {
        "laplace"
    }
    fn doc(&self) -> &'static str {
        "Laplace: `log p(z) = Σ −|z| − ln 2`, of heavier tails than the normal; its density has a kink at 0."
    }
    fn settings(&self) -> Settings {
        location_and_scale(Settings::none())
    }
    fn base(&self) -> Option<&dyn Base> {
        Some(self)
    }
}

impl Base for Laplace {
    fn log_prob<'g>(&self, _: &Site<'g>, z: Expr<'g>, _: Checked) -> Expr<'g> {
        (-z.unary(Unary::Abs)).sum() - std::f64::consts::LN_2 * z.size() as f64
    }
    fn support(&self, _: Checked) -> Support {
        Support::REAL
    }
    fn sampler(&self, _: Checked) -> &'static str {
        "laplace"
    }
    fn bottom(&self, base: &Chosen, context: usize, errors: &mut Diagnostics) -> Vec<(&'static str, Node)> {
        located(base, context, errors)
    }
    fn examples(&self) -> Vec<Filled> {
        vec![self.defaults()]
    }
}
