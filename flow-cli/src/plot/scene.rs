//! A figure: a size, and shapes in CSS pixels with y pointing down, painted in order.
//!
//! There are just enough kinds of shapes for the plots. Whoever adds one adds it to both writers;
//! the compiler finds them.

use super::color::Color;

/// A place on the page.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    pub x: f32,
    pub y: f32,
}

/// An upright rectangle on the page.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Area {
    pub x: f32,
    pub y: f32,
    pub width: f32,
    pub height: f32,
}

impl Area {
    pub fn right(&self) -> f32 {
        self.x + self.width
    }

    pub fn bottom(&self) -> f32 {
        self.y + self.height
    }
}

/// The part of a text that stands at its point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    Start,
    Middle,
    End,
}

/// One painted thing.
#[derive(Clone, Debug)]
pub enum Shape {
    /// An open polyline.
    Line { points: Vec<Point>, color: Color, width: f32, dashed: bool },
    /// A filled polygon.
    Polygon { points: Vec<Point>, color: Color, opacity: f32 },
    /// Filled circles of one size; where they overlap, they add up.
    Dots { centers: Vec<Point>, radius: f32, color: Color, opacity: f32 },
    /// One line of text on the baseline through `at`; `upward` turns it a quarter to the left.
    Text { at: Point, text: String, size: f32, color: Color, anchor: Anchor, upward: bool },
    /// An image stretched over `area`: rows from the top, each of `columns` pixels.
    Raster { area: Area, columns: usize, pixels: Vec<Color> },
    /// Shapes of which only the part inside `area` shows.
    Clip { area: Area, shapes: Vec<Shape> },
}

/// A finished drawing, to be written as PNG or SVG.
#[derive(Clone, Debug)]
pub struct Figure {
    pub(super) width: f32,
    pub(super) height: f32,
    pub(super) shapes: Vec<Shape>,
}

impl Figure {
    pub(super) fn new(width: f32, height: f32) -> Figure {
        Figure { width, height, shapes: vec![] }
    }

    pub(super) fn add(&mut self, shape: Shape) {
        self.shapes.push(shape);
    }

    pub(super) fn text(&mut self, x: f32, y: f32, text: &str, style: TextStyle) {
        let TextStyle { size, color, anchor, upward } = style;
        self.add(Shape::Text { at: Point { x, y }, text: text.to_owned(), size, color, anchor, upward });
    }
}

/// The style in which [`Figure::text`] writes.
#[derive(Clone, Copy)]
pub struct TextStyle {
    pub size: f32,
    pub color: Color,
    pub anchor: Anchor,
    pub upward: bool,
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::plot::color;

    /// Every kind of shape once, on a page of 60 × 40.
    pub fn specimen() -> Figure {
        let point = |x, y| Point { x, y };
        let mut figure = Figure::new(60.0, 40.0);
        let area = Area { x: 30.0, y: 10.0, width: 20.0, height: 20.0 };
        figure.add(Shape::Raster { area, columns: 2, pixels: vec![color::INK, color::DATA, color::DATA, color::INK] });
        let points = vec![point(0.0, 0.0), point(20.0, 0.0), point(0.0, 20.0)];
        let polygon = Shape::Polygon { points: points.clone(), color: color::SAMPLES, opacity: 1.0 };
        figure.add(Shape::Clip { area: Area { x: 0.0, y: 0.0, width: 5.0, height: 40.0 }, shapes: vec![polygon] });
        figure.add(Shape::Line { points, color: color::INK, width: 1.0, dashed: true });
        figure.add(Shape::Dots { centers: vec![point(10.0, 30.0)], radius: 4.0, color: color::DATA, opacity: 1.0 });
        let style = TextStyle { size: 8.0, color: color::INK, anchor: Anchor::Middle, upward: false };
        figure.text(30.0, 36.0, "a < b & \"c\"", style);
        figure
    }
}
