//! `log`: from the positive numbers.

use crate::ir::Expr;
use crate::vocabulary::{Checked, Elementwise, Filled, Settings, Support, Word};

/// `x = ln z`.
pub struct Log;

impl Word for Log {
    fn name(&self) -> &'static str {
        "log"
    }
    fn doc(&self) -> &'static str {
        "Logarithm: `x = ln z`, from the positive numbers onto the real ones."
    }
    fn settings(&self) -> Settings {
        Settings::none()
    }
    fn elementwise(&self) -> Option<&dyn Elementwise> {
        Some(self)
    }
}

impl Elementwise for Log {
    fn forward<'g>(&self, z: Expr<'g>, _: &[Expr<'g>], _: Checked) -> Expr<'g> {
        z.log()
    }
    fn domain(&self) -> Support {
        Support::POSITIVE
    }
    fn examples(&self) -> Vec<Filled> {
        vec![self.defaults()]
    }
}
