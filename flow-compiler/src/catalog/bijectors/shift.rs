//! `shift`: elements move by a learned distance.

use crate::catalog::transformers::additive::Additive;
use crate::ir::Expr;
use crate::vocabulary::{Checked, Elementwise, Filled, Scalar, Settings, Word};

/// The transformer `additive` with learned parameters: a layer goes by the name of what it does.
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
    fn parameters(&self, settings: Checked) -> Vec<Scalar> {
        Additive.parameters(settings)
    }
    fn forward<'g>(&self, z: Expr<'g>, parameters: &[Expr<'g>], settings: Checked) -> Expr<'g> {
        Additive.forward(z, parameters, settings)
    }
    fn examples(&self) -> Vec<Filled> {
        Additive.examples()
    }
}
