//! `reverse`: the elements in opposite order.

use crate::derive::Refusal;
use crate::diag::Diagnostics;
use crate::event::Event;
use crate::ir::Expr;
use crate::shape::Index;
use crate::span::Span;
use crate::vocabulary::{Checked, Filled, Layer, Settings, Site, Support, Word, in_a_row};

/// `x[i] = z[D − 1 − i]`.
pub struct Reverse;

impl Word for Reverse {
    fn name(&self) -> &'static str {
        "reverse"
    }
    fn doc(&self) -> &'static str {
        "Reversal: `x[i] = z[D − 1 − i]`."
    }
    fn settings(&self) -> Settings {
        Settings::none()
    }
    fn layer(&self) -> Option<&dyn Layer> {
        Some(self)
    }
}

impl Layer for Reverse {
    fn check(&self, _: &Event, _: usize, _: Checked, _: Span, _: &mut Diagnostics) {}

    fn levels(&self, event: &Event, _: Checked) -> Vec<usize> {
        vec![0; event.size()]
    }

    fn declare<'g>(&self, _: &Site<'g>, z: Expr<'g>, _: Checked) -> Result<Expr<'g>, Refusal> {
        Ok(z.gather(Index::reversal(z.size())))
    }

    fn supports(&self, _: Checked) -> Option<(Support, Support)> {
        None
    }

    fn examples(&self) -> Vec<(Event, Filled)> {
        in_a_row([1, 2, 5].map(|size| (size, self.defaults())))
    }
}
