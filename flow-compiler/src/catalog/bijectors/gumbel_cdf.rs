//! `gumbel_cdf`: the distribution function of the Gumbel distribution.

use crate::ir::Expr;
use crate::vocabulary::{Checked, Elementwise, Filled, Settings, Support, Word};

/// `x = exp(−e⁻ᶻ)`.
pub struct GumbelCdf;

impl Word for GumbelCdf {
    fn name(&self) -> &'static str {
        "gumbel_cdf"
    }
    fn doc(&self) -> &'static str {
        "Gumbel distribution function: `x = exp(−exp(−z))`, from the real numbers onto those between 0 and 1. (Gumbel 1935)"
    }
    fn settings(&self) -> Settings {
        Settings::none()
    }
    fn elementwise(&self) -> Option<&dyn Elementwise> {
        Some(self)
    }
}

impl Elementwise for GumbelCdf {
    fn forward<'g>(&self, z: Expr<'g>, _: &[Expr<'g>], _: Checked) -> Expr<'g> {
        (-(-z).exp()).exp()
    }
    fn codomain(&self) -> Support {
        Support::UNIT
    }
    fn examples(&self) -> Vec<Filled> {
        vec![self.defaults()]
    }
}
