//! `categorical`: any distribution of a few whole numbers.

use super::values::{levels, numbers, one_hot};
use crate::ir::Expr;
use crate::shape::Copies;
use crate::vocabulary::{Checked, Family, Filled, Settings, Value, Word};

/// `p(x = k) = e^(raw k) / Σ e^(raw j)`
pub struct Categorical;

impl Word for Categorical {
    fn name(&self) -> &'static str {
        "categorical"
    }
    fn doc(&self) -> &'static str {
        "Categorical: k from 0 to `levels` − 1 with the probability `e^(l_k) / Σ e^(l_j)`, where the network outputs a number l for \
         each of them; `log p(x) = l_x − log_sum_exp(l)`."
    }
    fn settings(&self) -> Settings {
        levels(Settings::none())
    }
    fn family(&self) -> Option<&dyn Family> {
        Some(self)
    }
}

/// The axis of the values of each of x's elements, which lie side by side.
fn axis(x: Expr, settings: Checked) -> Copies {
    Copies { outer: x.size(), times: settings.count("levels"), inner: 1 }
}

impl Family for Categorical {
    fn levels(&self, settings: Checked) -> usize {
        settings.count("levels")
    }
    fn parameters(&self, settings: Checked) -> usize {
        settings.count("levels")
    }
    fn log_prob<'g>(&self, x: Expr<'g>, raw: Expr<'g>, settings: Checked) -> Expr<'g> {
        let axis = axis(x, settings);
        one_hot(x, axis).select(raw, 0.0).fold(axis) - raw.log_sum_exp(axis)
    }
    fn position<'g>(&self, x: Expr<'g>, raw: Expr<'g>, settings: Checked) -> Expr<'g> {
        let axis = axis(x, settings);
        let p = (raw - raw.log_sum_exp(axis).repeat(axis)).exp();
        let off = numbers(x.graph, axis) - x.repeat(axis);
        // All below x, and half of x.
        let share = off.less(-0.5).select(p, off.less(0.5).select(0.5 * p, 0.0));
        share.fold(axis)
    }
    fn quantile<'g>(&self, u: Expr<'g>, raw: Expr<'g>, settings: Checked) -> Expr<'g> {
        let axis = axis(u, settings);
        let p = (raw - raw.log_sum_exp(axis).repeat(axis)).exp();
        let below = p.cumulative_sum(axis);
        // As many values as have all their probability below u; the last one has what rounding leaves.
        let last = numbers(u.graph, axis).less(settings.count("levels") as f64 - 1.5);
        last.select(below.less(u.repeat(axis)).select(1.0, 0.0), 0.0).fold(axis)
    }
    fn examples(&self) -> Vec<Filled> {
        vec![self.defaults().with("levels", Value::Count(3)), self.defaults().with("levels", Value::Count(5))]
    }
}
