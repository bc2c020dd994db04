//! The event: one `x`, how its numbers lie.

use std::fmt;

use crate::shape::Shape;

/// Positions that lie in rows and columns, each with so many channels.
///
/// Inside of a chain a grid lies position by position, row by row, the channels of a position side by
/// side: a window is then a few runs of neighbours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Grid {
    /// Rows.
    pub height: usize,
    /// Columns.
    pub width: usize,
    /// Numbers of a position.
    pub channels: usize,
}

impl Grid {
    /// How many positions it has.
    pub fn positions(self) -> usize {
        self.height * self.width
    }

    /// How many numbers.
    pub fn size(self) -> usize {
        self.positions() * self.channels
    }

    /// The same positions with so many channels.
    pub fn with(self, channels: usize) -> Self {
        Grid { channels, ..self }
    }

    /// Where a number lies in a chain, counted as in the event `[channels, height, width]`: channel by
    /// channel, and row by row in each.
    pub fn row(self, number: usize) -> usize {
        number % self.positions() * self.channels + number / self.positions()
    }

    /// The event of its numbers.
    pub fn event(self) -> Event {
        Event::of(&[self.channels, self.height, self.width])
    }
}

/// The values that the numbers of an event can have.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Elements {
    /// Real numbers.
    #[default]
    Real,
    /// 0 and 1.
    Binary,
    /// Whole numbers from 0, so many of them.
    Categorical(usize),
}

impl Elements {
    /// How many values a number can have, where these are whole numbers from 0.
    pub fn levels(self) -> Option<usize> {
        match self {
            Elements::Real => None,
            Elements::Binary => Some(2),
            Elements::Categorical(levels) => Some(levels),
        }
    }
}

impl fmt::Display for Elements {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Elements::Real => write!(f, "real"),
            Elements::Binary => write!(f, "binary"),
            Elements::Categorical(levels) => write!(f, "categorical(levels = {levels})"),
        }
    }
}

/// The shape of one `x`: numbers in a row, or a grid of one to three extents.
///
/// Layers, conditioners and bases see the event and not its size alone, so that a layer of a grid
/// finds rows and columns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    shape: Shape,
    elements: Elements,
}

impl Event {
    /// `size` numbers in a row.
    pub fn row(size: usize) -> Self {
        Event { shape: Shape::vector(size), elements: Elements::Real }
    }

    /// Numbers that lie in a grid of these extents, one to three of them.
    pub fn of(extents: &[usize]) -> Self {
        Event { shape: Shape::of(extents), elements: Elements::Real }
    }

    /// The same event with numbers of this kind.
    #[must_use]
    pub fn with_elements(self, elements: Elements) -> Self {
        Event { elements, ..self }
    }

    /// The values that its numbers can have.
    pub fn elements(&self) -> Elements {
        self.elements
    }

    /// Its extents.
    pub fn shape(&self) -> &Shape {
        &self.shape
    }

    /// How many numbers it has.
    pub fn size(&self) -> usize {
        self.shape.size()
    }

    /// Where each of its numbers lies in a chain, in the order in which users count them: a grid lies
    /// there position by position.
    pub fn rows(&self) -> Vec<usize> {
        let grid = self.grid();
        (0..self.size()).map(|number| grid.map_or(number, |grid| grid.row(number))).collect()
    }

    /// The grid of its numbers: `[channels, height, width]`, or `[channels, length]` in one row.
    pub fn grid(&self) -> Option<Grid> {
        match *self.shape.extents() {
            [channels, height, width] => Some(Grid { height, width, channels }),
            [channels, width] => Some(Grid { height: 1, width, channels }),
            _ => None,
        }
    }
}

impl fmt::Display for Event {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        self.shape.fmt(f)
    }
}
