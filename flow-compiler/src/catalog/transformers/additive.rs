//! `additive`: a shift.

use crate::ir::Expr;
use crate::vocabulary::{Checked, Elementwise, Filled, Scalar, Settings, Word};

/// `x = z + shift`.
pub struct Additive;

impl Word for Additive {
    fn name(&self) -> &'static str {
        "additive"
    }
    fn doc(&self) -> &'static str {
        "Additive: `x = z + shift`, of unit determinant. (Dinh et al. 2015)"
    }
    fn settings(&self) -> Settings {
        Settings::none()
    }
    fn elementwise(&self) -> Option<&dyn Elementwise> {
        Some(self)
    }
}

impl Elementwise for Additive {
    fn parameters(&self, _: Checked) -> Vec<Scalar> {
        vec![Scalar::each("shift", 0.0)]
    }
    fn forward<'g>(&self, z: Expr<'g>, parameters: &[Expr<'g>], _: Checked) -> Expr<'g> {
        z + parameters[0]
    }
    fn examples(&self) -> Vec<Filled> {
        vec![self.defaults()]
    }
}
