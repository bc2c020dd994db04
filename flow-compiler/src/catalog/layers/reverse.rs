//! `reverse`: the elements in opposite order.

use crate::derive::Refusal;
use crate::diag::Diagnostics;
use crate::ir::Expr;
use crate::shape::Index;
use crate::span::Span;
use crate::vocabulary::{Filled, Layer, Settings, Site, Support, Word};

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
    fn check(&self, _: usize, _: usize, _: &Filled, _: Span, _: &mut Diagnostics) {}

    fn levels(&self, size: usize, _: &Filled) -> Vec<usize> {
        vec![0; size]
    }

    fn declare<'g>(&self, _: &Site<'g>, z: Expr<'g>, _: &Filled) -> Result<Expr<'g>, Refusal> {
        Ok(z.gather(Index::reversal(z.size())))
    }

    fn supports(&self, _: &Filled) -> Option<(Support, Support)> {
        None
    }

    fn examples(&self) -> Vec<(usize, Filled)> {
        [1, 2, 5].map(|size| (size, Filled::default())).to_vec()
    }
}
