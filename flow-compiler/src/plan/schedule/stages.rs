//! The stage in which a loop can have a value.

use super::Scheduler;
use crate::ir::{Binary, Expr, Op};

impl<'g> Scheduler<'g> {
    pub(super) fn is_fused(&self, e: Expr) -> bool {
        e.op().is_elementwise() && !self.products.contains_key(&e.value) && !self.homes.contains_key(&e.value)
    }

    /// The first stage in which a loop of this many rows can have the value.
    pub(super) fn stage(&mut self, e: Expr<'g>) -> usize {
        if e.constant().is_some() || (self.per_lane && !e.node().varying) {
            return 0;
        }
        // Values that this plan computes keep their stage also when they are stored: loops of that
        // stage have them at hand.
        if let Some(stage) = self.stages.get(&e.value) {
            return *stage;
        }
        if let Some(home) = self.homes.get(&e.value) {
            return home.for_loops;
        }
        let stage = if self.is_fused(e) {
            e.args().into_iter().map(|a| self.stage_for(a, e)).max().unwrap_or(0)
        } else if let Op::Gather(_) | Op::Repeat(_) = e.op() {
            self.home(e.arg(0)).for_loops
        } else {
            self.home(e).for_loops
        };
        self.stages.insert(e.value, stage);
        stage
    }

    /// The first stage in which the loop of `user` can read its argument.
    fn stage_for(&mut self, a: Expr<'g>, user: Expr<'g>) -> usize {
        // A condition is no number that could be stored: it is asked again where it is needed.
        if is_condition(a) && (a.size(), a.is_scalar()) != (user.size(), user.is_scalar()) {
            return a.args().into_iter().map(|x| self.stage_for(x, user)).max().unwrap_or(0);
        }
        if self.is_fused(a) && a.size() != user.size() && self.computes(a) {
            return self.home(a).for_loops;
        }
        if self.is_fused(a) && a.is_scalar() != user.is_scalar() && self.computes(a) {
            return self.home(a).for_loops;
        }
        self.stage(a)
    }

    pub(super) fn computes(&self, e: Expr) -> bool {
        e.constant().is_none() && (!self.per_lane || e.node().varying || is_condition(e))
    }
}

/// A condition is no number that could be stored.
pub(super) fn is_condition(e: Expr) -> bool {
    e.op() == Op::Binary(Binary::Less)
}
