//! `bernoulli`: 0 or 1.

use crate::ir::Expr;
use crate::vocabulary::{Checked, Family, Filled, Settings, Word};

/// `p(x = 1) = sigmoid(raw)`
pub struct Bernoulli;

impl Word for Bernoulli {
    fn name(&self) -> &'static str {
        "bernoulli"
    }
    fn doc(&self) -> &'static str {
        "Bernoulli: 1 with the probability `sigmoid(l)`, where the network outputs l, and 0 otherwise; `log p(x) = x l − softplus(l)`."
    }
    fn settings(&self) -> Settings {
        Settings::none()
    }
    fn family(&self) -> Option<&dyn Family> {
        Some(self)
    }
}

impl Family for Bernoulli {
    fn levels(&self, _: Checked) -> usize {
        2
    }
    fn parameters(&self, _: Checked) -> usize {
        1
    }
    fn log_prob<'g>(&self, x: Expr<'g>, raw: Expr<'g>, _: Checked) -> Expr<'g> {
        x * raw - raw.softplus()
    }
    fn position<'g>(&self, x: Expr<'g>, raw: Expr<'g>, _: Checked) -> Expr<'g> {
        let half = 0.5 * raw.sigmoid();
        x.graph.number(0.5).less(x).select(1.0 - half, 0.5 - half)
    }
    fn quantile<'g>(&self, u: Expr<'g>, raw: Expr<'g>, _: Checked) -> Expr<'g> {
        // 1 − p, without cancellation where p is close to 1.
        (-raw).sigmoid().less(u).select(1.0, 0.0)
    }
    fn examples(&self) -> Vec<Filled> {
        vec![self.defaults()]
    }
}
