//! `exp`: onto the positive numbers.

use crate::ir::Expr;
use crate::vocabulary::{Checked, Elementwise, Filled, Settings, Support, Word};

/// `x = eᶻ`.
pub struct Exp;

impl Word for Exp {
    fn name(&self) -> &'static str {
        "exp"
    }
    fn doc(&self) -> &'static str {
        "Exponential: `x = exp(z)`, from the real numbers onto the positive ones."
    }
    fn settings(&self) -> Settings {
        Settings::none()
    }
    fn elementwise(&self) -> Option<&dyn Elementwise> {
        Some(self)
    }
}

impl Elementwise for Exp {
    fn forward<'g>(&self, z: Expr<'g>, _: &[Expr<'g>], _: Checked) -> Expr<'g> {
        z.exp()
    }
    fn codomain(&self) -> Support {
        Support::POSITIVE
    }
    fn examples(&self) -> Vec<Filled> {
        vec![self.defaults()]
    }
}
