//! `logit`: from the numbers between 0 and 1.

use crate::derive::Refusal;
use crate::diag::Diagnostics;
use crate::ir::Expr;
use crate::span::Span;
use crate::vocabulary::{Direction, Filled, Layer, Settings, Site, Support, Word};

/// `z = sigmoid(x)`: the density direction is the declared one, since the other holds its argument twice.
pub struct Logit;

impl Word for Logit {
    fn name(&self) -> &'static str {
        "logit"
    }
    fn doc(&self) -> &'static str {
        "Logit: `x = ln(z / (1 − z))`, from the numbers between 0 and 1 onto the real ones: the inverse of `sigmoid`."
    }
    fn settings(&self) -> Settings {
        Settings::none()
    }
    fn layer(&self) -> Option<&dyn Layer> {
        Some(self)
    }
}

impl Layer for Logit {
    fn check(&self, _: usize, _: usize, _: &Filled, _: Span, _: &mut Diagnostics) {}

    fn levels(&self, size: usize, _: &Filled) -> Vec<usize> {
        vec![0; size]
    }

    fn explicit(&self, _: &Filled) -> Direction {
        Direction::Inverse
    }

    fn declare<'g>(&self, _: &Site<'g>, x: Expr<'g>, _: &Filled) -> Result<Expr<'g>, Refusal> {
        Ok(x.sigmoid())
    }

    fn supports(&self, _: &Filled) -> Option<(Support, Support)> {
        Some((Support::UNIT, Support::REAL))
    }

    fn examples(&self) -> Vec<(usize, Filled)> {
        [1, 3].map(|size| (size, Filled::default())).to_vec()
    }
}
