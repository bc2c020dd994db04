//! `sigmoid`: onto the numbers between 0 and 1.

use crate::ir::Expr;
use crate::vocabulary::{Checked, Elementwise, Filled, Settings, Support, Word};

/// `x = 1 / (1 + e⁻ᶻ)`.
pub struct Sigmoid;

impl Word for Sigmoid {
    fn name(&self) -> &'static str {
        "sigmoid"
    }
    fn doc(&self) -> &'static str {
        "Sigmoid: `x = 1 / (1 + exp(−z))`, from the real numbers onto those between 0 and 1."
    }
    fn settings(&self) -> Settings {
        Settings::none()
    }
    fn elementwise(&self) -> Option<&dyn Elementwise> {
        Some(self)
    }
}

impl Elementwise for Sigmoid {
    fn forward<'g>(&self, z: Expr<'g>, _: &[Expr<'g>], _: Checked) -> Expr<'g> {
        z.sigmoid()
    }
    fn codomain(&self) -> Support {
        Support::UNIT
    }
    fn examples(&self) -> Vec<Filled> {
        vec![self.defaults()]
    }
}
