//! `softplus`: onto the positive numbers, close to the identity far out.

use crate::ir::Expr;
use crate::vocabulary::{Checked, Elementwise, Filled, Settings, Support, Word};

/// `x = ln(1 + eᶻ)`.
pub struct Softplus;

impl Word for Softplus {
    fn name(&self) -> &'static str {
        "softplus"
    }
    fn doc(&self) -> &'static str {
        "Softplus: `x = ln(1 + exp(z))`, from the real numbers onto the positive ones; close to `z` where that is large."
    }
    fn settings(&self) -> Settings {
        Settings::none()
    }
    fn elementwise(&self) -> Option<&dyn Elementwise> {
        Some(self)
    }
}

impl Elementwise for Softplus {
    fn forward<'g>(&self, z: Expr<'g>, _: &[Expr<'g>], _: Checked) -> Expr<'g> {
        z.softplus()
    }
    fn codomain(&self) -> Support {
        Support::POSITIVE
    }
    fn examples(&self) -> Vec<Filled> {
        vec![self.defaults()]
    }
}
