//! `shift`: elements move by a learned distance.

use crate::catalog::{Elementwise, Scalar, Word};
use crate::ir::Expr;
use crate::settings::{Filled, Settings};

/// `x = z + shift`.
pub struct Shift;

impl Word for Shift {
    fn name(&self) -> &'static str {
        "shift"
    }
    fn doc(&self) -> &'static str {
        "Shift: `x = z + shift`, with a learned shift for each element."
    }
    fn settings(&self) -> Settings {
        Settings::none()
    }
    fn elementwise(&self) -> Option<&dyn Elementwise> {
        Some(self)
    }
}

impl Elementwise for Shift {
    fn parameters(&self, _: &Filled) -> Vec<Scalar> {
        vec![Scalar::each("shift", 0.0)]
    }
    fn forward<'g>(&self, z: Expr<'g>, parameters: &[Expr<'g>], _: &Filled) -> Expr<'g> {
        z + parameters[0]
    }
    fn examples(&self) -> Vec<Filled> {
        vec![Filled::default()]
    }
}
