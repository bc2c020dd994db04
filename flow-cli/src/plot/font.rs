//! Text without system fonts: DejaVu Sans, read from the binary itself.

use tiny_skia::{Path, PathBuilder, Transform};
use ttf_parser::{Face, GlyphId, OutlineBuilder};

/// Parsed once per figure; all lengths are for text of the size asked for.
pub struct Font {
    face: Face<'static>,
}

impl Font {
    /// The embedded face. `None` only if the embedded bytes were not a font, which a test excludes.
    pub fn new() -> Option<Font> {
        Face::parse(dejavu::sans::regular(), 0).ok().map(|face| Font { face })
    }

    /// A character without a glyph shows as the face's empty box, never as nothing.
    fn glyph(&self, character: char) -> GlyphId {
        self.face.glyph_index(character).unwrap_or(GlyphId(0))
    }

    fn advance(&self, glyph: GlyphId) -> f32 {
        f32::from(self.face.glyph_hor_advance(glyph).unwrap_or(0))
    }

    /// The advance width of `text` at `size` pixels an em.
    pub fn width(&self, text: &str, size: f32) -> f32 {
        let units: f32 = text.chars().map(|character| self.advance(self.glyph(character))).sum();
        units * size / f32::from(self.face.units_per_em())
    }

    /// The outlines of `text`, starting at the origin of a baseline that runs to the right; y
    /// points down.
    pub fn outline(&self, text: &str, size: f32) -> Option<Path> {
        let mut pen = Pen { path: PathBuilder::new(), x: 0.0 };
        for character in text.chars() {
            let glyph = self.glyph(character);
            // A blank has no outline, and only moves the pen.
            let _ = self.face.outline_glyph(glyph, &mut pen);
            pen.x += self.advance(glyph);
        }
        let scale = size / f32::from(self.face.units_per_em());
        pen.path.finish()?.transform(Transform::from_scale(scale, -scale))
    }
}

/// Joins the outlines of successive glyphs, in font units.
struct Pen {
    path: PathBuilder,
    x: f32,
}

impl OutlineBuilder for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.path.move_to(self.x + x, y);
    }
    fn line_to(&mut self, x: f32, y: f32) {
        self.path.line_to(self.x + x, y);
    }
    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        self.path.quad_to(self.x + x1, y1, self.x + x, y);
    }
    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        self.path.cubic_to(self.x + x1, y1, self.x + x2, y2, self.x + x, y);
    }
    fn close(&mut self) {
        self.path.close();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_face_has_what_figures_write() {
        let font = Font::new().expect("the embedded face parses");
        for character in "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 .,:;()[]_−–…·±×".chars()
        {
            assert_ne!(font.glyph(character), GlyphId(0), "{character}");
        }
        assert!(font.width("mm", 10.0) > 2.0 * font.width("ii", 10.0));
        let bounds = font.outline("H", 100.0).expect("an outline").bounds();
        assert!((70.0..76.0).contains(&-bounds.top()) && bounds.bottom().abs() < 1.0, "{bounds:?}");
        assert!(font.outline("   ", 10.0).is_none());
    }
}
