//! `power`: positive numbers to a fixed power.

use crate::ir::Expr;
use crate::vocabulary::{Checked, Elementwise, Filled, Settings, Support, Takes, Value, Word};

/// `x = z^exponent`.
pub struct Power;

impl Word for Power {
    fn name(&self) -> &'static str {
        "power"
    }
    fn doc(&self) -> &'static str {
        "Power: `x = z^exponent = exp(exponent · ln z)`, from the positive numbers onto themselves."
    }
    fn settings(&self) -> Settings {
        Settings::none().required("exponent", Takes::NonZero, "the power, which may be negative or a fraction")
    }
    fn elementwise(&self) -> Option<&dyn Elementwise> {
        Some(self)
    }
}

impl Elementwise for Power {
    fn forward<'g>(&self, z: Expr<'g>, _: &[Expr<'g>], settings: Checked) -> Expr<'g> {
        (settings.number("exponent") * z.log()).exp()
    }
    fn domain(&self) -> Support {
        Support::POSITIVE
    }
    fn codomain(&self) -> Support {
        Support::POSITIVE
    }
    fn examples(&self) -> Vec<Filled> {
        [2.0, 0.5, -1.0, -2.5].map(|v| self.defaults().with("exponent", Value::Number(v))).to_vec()
    }
}
