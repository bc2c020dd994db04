//! `tanh`: onto the numbers between −1 and 1.

use crate::ir::Expr;
use crate::vocabulary::{Checked, Elementwise, Filled, Settings, Support, Word};

/// `x = tanh z`.
pub struct Tanh;

impl Word for Tanh {
    fn name(&self) -> &'static str {
        "tanh"
    }
    fn doc(&self) -> &'static str {
        "Hyperbolic tangent: `x = tanh(z)`, from the real numbers onto those between −1 and 1."
    }
    fn settings(&self) -> Settings {
        Settings::none()
    }
    fn elementwise(&self) -> Option<&dyn Elementwise> {
        Some(self)
    }
}

impl Elementwise for Tanh {
    fn forward<'g>(&self, z: Expr<'g>, _: &[Expr<'g>], _: Checked) -> Expr<'g> {
        z.tanh()
    }
    fn codomain(&self) -> Support {
        Support::SYMMETRIC
    }
    fn examples(&self) -> Vec<Filled> {
        vec![self.defaults()]
    }
}
