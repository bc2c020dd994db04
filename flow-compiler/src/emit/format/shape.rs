//! The room that a piece of code has.

/// Columns of a level of indentation.
pub const STEP: usize = 4;

/// A place in the text: the piece begins on a line that may hold something already, and its other
/// lines are indented.
#[derive(Clone, Copy, Debug)]
pub struct Shape {
    /// The column that no line exceeds.
    pub limit: usize,
    /// Columns in front of the lines after the first.
    pub indent: usize,
    /// Columns behind the indentation that the first line holds already.
    pub offset: usize,
    /// Columns that the piece may fill on its first line.
    pub width: usize,
}

impl Shape {
    /// The beginning of a line.
    pub fn line(limit: usize, indent: usize) -> Self {
        Shape { limit, indent, offset: 0, width: limit.saturating_sub(indent) }
    }

    /// The beginning of a line that is indented like this one.
    pub fn outer(self) -> Self {
        Shape::line(self.limit, self.indent)
    }

    /// The beginning of a line that is indented by one level more.
    pub fn inner(self) -> Self {
        Shape::line(self.limit, self.indent + STEP)
    }

    /// With `n` columns kept free at the end, if there are so many.
    pub fn without(self, n: usize) -> Option<Self> {
        Some(Shape { width: self.width.checked_sub(n)?, ..self })
    }

    /// Behind `n` more columns of the first line, if there are so many.
    pub fn after(self, n: usize) -> Option<Self> {
        Some(Shape { offset: self.offset + n, ..self.without(n)? })
    }

    /// Columns of the first line that are taken.
    pub fn used(self) -> usize {
        self.indent + self.offset
    }

    /// Columns at the end of the line that are meant for something else.
    pub fn overhead(self) -> usize {
        self.limit.saturating_sub(self.used() + self.width)
    }

    /// The whole rest of the line, whatever was kept free.
    pub fn to_the_end(self) -> Self {
        Shape { width: self.limit.saturating_sub(self.used()), ..self }
    }

    /// A new line with this indentation.
    pub fn newline(self) -> String {
        format!("\n{}", " ".repeat(self.indent))
    }
}
