//! The event: one `x`, how its numbers lie.

use std::fmt;

use crate::shape::Shape;

/// The shape of one `x`: numbers in a row, or a grid of one to three extents.
///
/// Layers, conditioners and bases see the event and not its size alone, so that a layer of a grid
/// finds rows and columns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    shape: Shape,
}

impl Event {
    /// `size` numbers in a row.
    pub fn row(size: usize) -> Self {
        Event { shape: Shape::vector(size) }
    }

    /// Numbers that lie in a grid of these extents, one to three of them.
    pub fn of(extents: &[usize]) -> Self {
        Event { shape: Shape::of(extents) }
    }

    /// Its extents.
    pub fn shape(&self) -> &Shape {
        &self.shape
    }

    /// How many numbers it has.
    pub fn size(&self) -> usize {
        self.shape.size()
    }
}

impl fmt::Display for Event {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        self.shape.fmt(f)
    }
}
