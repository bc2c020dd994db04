//! A figure as PNG.

use std::io;

use tiny_skia::{
    Color as Ink, FillRule, FilterQuality, LineCap, LineJoin, Mask, Paint, Path, PathBuilder, Pixmap, PixmapPaint,
    Rect, Stroke, StrokeDash, Transform,
};

use super::color::{Color, PAPER};
use super::font::Font;
use super::scene::{Anchor, Area, Figure, Point, Shape};

/// Pixels to a unit: sharp on dense screens and about 200 dots an inch in print.
const SCALE: f32 = 2.0;

impl Figure {
    /// Writes the figure as PNG, at two pixels to a unit.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn write_png(&self, path: &std::path::Path) -> io::Result<()> {
        std::fs::write(path, encode(self)?)
    }
}

/// The file's bytes.
///
/// # Errors
/// `InvalidData` for a figure without extent; no plot builds one.
pub fn encode(figure: &Figure) -> io::Result<Vec<u8>> {
    let size = |units: f32| (units * SCALE).round() as u32;
    let mut pixmap = Pixmap::new(size(figure.width), size(figure.height))
        .ok_or_else(|| io::Error::other("a figure without extent"))?;
    pixmap.fill(Ink::from_rgba8(PAPER.0, PAPER.1, PAPER.2, 255));
    let font = Font::new().ok_or_else(|| io::Error::other("the embedded font cannot be read"))?;
    Painter { pixmap: &mut pixmap, font, clip: None }.shapes(&figure.shapes);
    pixmap.encode_png().map_err(io::Error::other)
}

/// An image's pixels as PNG, one to one; `None` if it has none.
pub fn encode_raster(columns: usize, pixels: &[Color]) -> Option<Vec<u8>> {
    raster(columns, pixels)?.encode_png().ok()
}

fn raster(columns: usize, pixels: &[Color]) -> Option<Pixmap> {
    let rows = pixels.len().checked_div(columns)?;
    let mut pixmap = Pixmap::new(u32::try_from(columns).ok()?, u32::try_from(rows).ok()?)?;
    for (bytes, &Color(red, green, blue)) in pixmap.data_mut().chunks_exact_mut(4).zip(pixels) {
        bytes.copy_from_slice(&[red, green, blue, 255]);
    }
    Some(pixmap)
}

struct Painter<'a> {
    pixmap: &'a mut Pixmap,
    font: Font,
    clip: Option<Mask>,
}

impl Painter<'_> {
    fn shapes(&mut self, shapes: &[Shape]) {
        for shape in shapes {
            self.shape(shape);
        }
    }

    /// A shape without extent (a line of one point, an empty text) paints nothing.
    fn shape(&mut self, shape: &Shape) {
        match shape {
            Shape::Line { points, color, width, dashed } => self.line(points, *color, *width, *dashed),
            Shape::Polygon { points, color, opacity } => {
                if let Some(path) = polyline(points, true) {
                    self.fill(&path, paint(*color, *opacity));
                }
            }
            Shape::Dots { centers, radius, color, opacity } => {
                for center in centers {
                    if let Some(path) = PathBuilder::from_circle(center.x, center.y, *radius) {
                        self.fill(&path, paint(*color, *opacity));
                    }
                }
            }
            Shape::Text { at, text, size, color, anchor, upward } => {
                let shift = match anchor {
                    Anchor::Start => 0.0,
                    Anchor::Middle => -0.5 * self.font.width(text, *size),
                    Anchor::End => -self.font.width(text, *size),
                };
                let turn = if *upward { Transform::from_rotate(-90.0) } else { Transform::identity() };
                let place = Transform::from_translate(shift, 0.0).post_concat(turn).post_translate(at.x, at.y);
                if let Some(path) = self.font.outline(text, *size).and_then(|path| path.transform(place)) {
                    self.fill(&path, paint(*color, 1.0));
                }
            }
            Shape::Raster { area, columns, pixels } => self.raster(area, *columns, pixels),
            Shape::Clip { area, shapes } => {
                let outer = self.clip.replace(self.mask(area));
                self.shapes(shapes);
                self.clip = outer;
            }
        }
    }

    fn fill(&mut self, path: &Path, paint: Paint) {
        self.pixmap.fill_path(path, &paint, FillRule::Winding, zoom(), self.clip.as_ref());
    }

    fn line(&mut self, points: &[Point], color: Color, width: f32, dashed: bool) {
        let Some(path) = polyline(points, false) else { return };
        let dash = if dashed { StrokeDash::new(vec![4.0, 3.0], 0.0) } else { None };
        let stroke = Stroke { width, line_cap: LineCap::Butt, line_join: LineJoin::Round, dash, ..Stroke::default() };
        self.pixmap.stroke_path(&path, &paint(color, 1.0), &stroke, zoom(), self.clip.as_ref());
    }

    fn raster(&mut self, area: &Area, columns: usize, pixels: &[Color]) {
        let Some(image) = raster(columns, pixels) else { return };
        let (across, down) = (area.width / image.width() as f32, area.height / image.height() as f32);
        let place = Transform::from_scale(across, down).post_translate(area.x, area.y).post_concat(zoom());
        let paint = PixmapPaint { quality: FilterQuality::Bilinear, ..PixmapPaint::default() };
        self.pixmap.draw_pixmap(0, 0, image.as_ref(), &paint, place, self.clip.as_ref());
    }

    /// Everything outside `area` is masked; nested clips do not occur.
    fn mask(&self, area: &Area) -> Mask {
        let mut mask = Mask::from_pixmap(self.pixmap.as_ref(), tiny_skia::MaskType::Alpha);
        mask.clear();
        if let Some(rect) = Rect::from_xywh(area.x, area.y, area.width, area.height) {
            mask.fill_path(&PathBuilder::from_rect(rect), FillRule::Winding, true, zoom());
        }
        mask
    }
}

fn zoom() -> Transform {
    Transform::from_scale(SCALE, SCALE)
}

fn paint(color: Color, opacity: f32) -> Paint<'static> {
    let mut paint = Paint { anti_alias: true, ..Paint::default() };
    paint.set_color_rgba8(color.0, color.1, color.2, (255.0 * opacity).round() as u8);
    paint
}

fn polyline(points: &[Point], closed: bool) -> Option<Path> {
    let (first, rest) = points.split_first()?;
    let mut builder = PathBuilder::new();
    builder.move_to(first.x, first.y);
    for point in rest {
        builder.line_to(point.x, point.y);
    }
    if closed {
        builder.close();
    }
    builder.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plot::scene::tests::specimen;

    #[test]
    fn every_shape_leaves_its_color_where_it_stands() {
        let image = Pixmap::decode_png(&encode(&specimen()).expect("bytes")).expect("a PNG file");
        assert_eq!((image.width(), image.height()), (120, 80));
        let color = |x: u32, y: u32| {
            let pixel = image.pixel(2 * x, 2 * y).expect("inside the image");
            Color(pixel.red(), pixel.green(), pixel.blue())
        };
        assert_eq!(color(3, 3), super::super::color::SAMPLES, "inside the clip");
        assert_eq!(color(7, 3), PAPER, "outside the clip");
        assert_eq!(color(10, 30), super::super::color::DATA, "a dot");
        assert_eq!(color(31, 11), super::super::color::INK, "a corner of the raster");
        assert_eq!(color(58, 2), PAPER, "an empty place");
        let dark = |x: u32| (60..76).any(|y| image.pixel(x, y).is_some_and(|pixel| pixel.red() < 100));
        assert!((30..80).filter(|&x| dark(x)).count() > 15, "the text");
    }
}
