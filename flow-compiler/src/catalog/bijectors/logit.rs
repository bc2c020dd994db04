//! `logit`: from the numbers between 0 and 1.

use crate::derive::Refusal;
use crate::diag::Diagnostics;
use crate::event::Event;
use crate::ir::Expr;
use crate::span::Span;
use crate::vocabulary::{Checked, Direction, Filled, Layer, Settings, Site, Support, Word, in_a_row};

/// `z = sigmoid(x)`: the density direction is the declared one, since the other holds its argument
/// twice.
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
    fn check(&self, _: &Event, _: usize, _: Checked, _: Span, _: &mut Diagnostics) {}

    fn levels(&self, event: &Event, _: Checked) -> Vec<usize> {
        vec![0; event.size()]
    }

    fn explicit(&self, _: Checked) -> Direction {
        Direction::Inverse
    }

    fn declare<'g>(&self, _: &Site<'g>, x: Expr<'g>, _: Checked) -> Result<Expr<'g>, Refusal> {
        Ok(x.sigmoid())
    }

    fn supports(&self, _: Checked) -> Option<(Support, Support)> {
        Some((Support::UNIT, Support::REAL))
    }

    fn examples(&self) -> Vec<(Event, Filled)> {
        in_a_row([1, 3].map(|size| (size, self.defaults())))
    }
}
