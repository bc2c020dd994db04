//! The values of an element, and the places along an axis.

use crate::ir::{Expr, Graph};
use crate::shape::{Copies, Shape};
use crate::vocabulary::Settings;

/// The most values of an element: those of two bytes.
const MOST_LEVELS: usize = 1 << 16;

/// How many values there are.
pub(super) fn levels(settings: Settings) -> Settings {
    settings.few("levels", (2, MOST_LEVELS), 256, "how many values an element can have, as the event says")
}

/// The place of each number along an axis, counted from 0.
pub fn numbers(graph: &Graph, axis: Copies) -> Expr<'_> {
    let one_each = graph.filled(1.0, Shape::vector(axis.times));
    let from_one = one_each.cumulative_sum(Copies { outer: 1, times: axis.times, inner: 1 });
    (from_one - 1.0).repeat(Copies { outer: 1, times: axis.outer, inner: axis.times })
}

/// The condition that holds, of the places along an axis, at the one that x says.
pub fn one_hot(x: Expr<'_>, axis: Copies) -> Expr<'_> {
    let off = numbers(x.graph, axis) - x.repeat(axis);
    off.square().less(0.25)
}
