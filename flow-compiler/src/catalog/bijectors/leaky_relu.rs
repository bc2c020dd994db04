//! `leaky_relu`: two slopes.

use crate::ir::Expr;
use crate::vocabulary::{Checked, Elementwise, Filled, Settings, Value, Word};

/// `x = z` where `z ≥ 0`, `slope · z` below.
pub struct LeakyRelu;

impl Word for LeakyRelu {
    fn name(&self) -> &'static str {
        "leaky_relu"
    }
    fn doc(&self) -> &'static str {
        "Leaky ReLU: `x = z` where `z ≥ 0`, `slope · z` below. Its slope jumps at 0, so the density does too. (Maas et al. 2013)"
    }
    fn settings(&self) -> Settings {
        Settings::none().positive("slope", 0.01, "slope for negative z")
    }
    fn elementwise(&self) -> Option<&dyn Elementwise> {
        Some(self)
    }
}

impl Elementwise for LeakyRelu {
    fn forward<'g>(&self, z: Expr<'g>, _: &[Expr<'g>], settings: Checked) -> Expr<'g> {
        z.less(0.0).select(settings.number("slope") * z, z)
    }
    fn examples(&self) -> Vec<Filled> {
        let slope = |v| self.defaults().with("slope", Value::Number(v));
        vec![self.defaults(), slope(0.5), slope(1.7)]
    }
}
