//! A figure as SVG: real text, real shapes, rasters embedded.
//!
//! Text stays text, so that a reader can search it and an author can edit it; its font is named,
//! with fallbacks.

use std::fmt::{self, Write};
use std::io;

use super::color::{Color, PAPER};
use super::png::encode_raster;
use super::scene::{Anchor, Area, Figure, Point, Shape};

impl Figure {
    /// Writes the figure as SVG 1.1, in one file without references.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn write_svg(&self, path: &std::path::Path) -> io::Result<()> {
        std::fs::write(path, encode(self)?)
    }

    /// The figure as an image inside a page.
    ///
    /// # Errors
    /// None in practice.
    pub fn data_uri(&self) -> io::Result<String> {
        Ok(format!("data:image/svg+xml;base64,{}", base64(encode(self)?.as_bytes())))
    }
}

/// The file's text.
///
/// # Errors
/// None in practice: writing to a string does not fail.
pub fn encode(figure: &Figure) -> io::Result<String> {
    let mut writer = Writer { text: String::new(), clips: 0 };
    writer.figure(figure).map_err(io::Error::other)?;
    Ok(writer.text)
}

struct Writer {
    text: String,
    clips: usize,
}

impl Writer {
    fn figure(&mut self, figure: &Figure) -> fmt::Result {
        let Figure { width, height, shapes } = figure;
        writeln!(
            self.text,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" \
             width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" \
             font-family=\"DejaVu Sans, Verdana, sans-serif\">"
        )?;
        writeln!(self.text, "<rect width=\"{width}\" height=\"{height}\" fill=\"{}\"/>", hex(PAPER))?;
        self.shapes(shapes)?;
        writeln!(self.text, "</svg>")
    }

    fn shapes(&mut self, shapes: &[Shape]) -> fmt::Result {
        shapes.iter().try_for_each(|shape| self.shape(shape))
    }

    fn shape(&mut self, shape: &Shape) -> fmt::Result {
        match shape {
            Shape::Line { points, color, width, dashed } => {
                let dash = if *dashed { " stroke-dasharray=\"4 3\"" } else { "" };
                let (color, points) = (hex(*color), coordinates(points));
                writeln!(
                    self.text,
                    "<polyline points=\"{points}\" fill=\"none\" stroke=\"{color}\" stroke-width=\"{width}\" \
                     stroke-linejoin=\"round\"{dash}/>"
                )
            }
            Shape::Polygon { points, color, opacity } => {
                let (color, points) = (hex(*color), coordinates(points));
                writeln!(self.text, "<polygon points=\"{points}\" fill=\"{color}\" fill-opacity=\"{opacity}\"/>")
            }
            Shape::Dots { centers, radius, color, opacity } => {
                writeln!(self.text, "<g fill=\"{}\" fill-opacity=\"{opacity}\">", hex(*color))?;
                for Point { x, y } in centers {
                    writeln!(self.text, "<circle cx=\"{x:.2}\" cy=\"{y:.2}\" r=\"{radius}\"/>")?;
                }
                writeln!(self.text, "</g>")
            }
            Shape::Text { at, text, size, color, anchor, upward } => {
                let anchor = match anchor {
                    Anchor::Start => "start",
                    Anchor::Middle => "middle",
                    Anchor::End => "end",
                };
                let Point { x, y } = at;
                let turn = if *upward { format!(" transform=\"rotate(-90 {x:.2} {y:.2})\"") } else { String::new() };
                let (color, text) = (hex(*color), escape(text));
                writeln!(
                    self.text,
                    "<text x=\"{x:.2}\" y=\"{y:.2}\" font-size=\"{size}\" fill=\"{color}\" \
                     text-anchor=\"{anchor}\"{turn}>{text}</text>"
                )
            }
            Shape::Raster { area, columns, pixels } => self.raster(area, *columns, pixels),
            Shape::Clip { area: Area { x, y, width, height }, shapes } => {
                self.clips += 1;
                let id = self.clips;
                writeln!(
                    self.text,
                    "<clipPath id=\"clip{id}\"><rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\"/></clipPath>"
                )?;
                writeln!(self.text, "<g clip-path=\"url(#clip{id})\">")?;
                self.shapes(shapes)?;
                writeln!(self.text, "</g>")
            }
        }
    }

    /// `xlink:href` is the spelling that every reader of SVG 1.1 knows.
    fn raster(&mut self, area: &Area, columns: usize, pixels: &[Color]) -> fmt::Result {
        let Some(image) = encode_raster(columns, pixels) else { return Ok(()) };
        let Area { x, y, width, height } = area;
        writeln!(
            self.text,
            "<image x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" preserveAspectRatio=\"none\" \
             xlink:href=\"data:image/png;base64,{}\"/>",
            base64(&image)
        )
    }
}

fn hex(Color(red, green, blue): Color) -> String {
    format!("#{red:02x}{green:02x}{blue:02x}")
}

fn coordinates(points: &[Point]) -> String {
    points.iter().map(|Point { x, y }| format!("{x:.2},{y:.2}")).collect::<Vec<_>>().join(" ")
}

/// Column names come from data files, so they may hold anything; characters that XML has no way to
/// write become `�`.
fn escape(text: &str) -> String {
    let mut escaped = String::new();
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            control if control.is_control() || matches!(control, '\u{fffe}' | '\u{ffff}') => escaped.push('\u{fffd}'),
            other => escaped.push(other),
        }
    }
    escaped
}

/// RFC 4648, with padding.
fn base64(bytes: &[u8]) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for chunk in bytes.chunks(3) {
        let group = chunk.iter().fold(0u32, |group, &byte| group << 8 | u32::from(byte)) << (8 * (3 - chunk.len()));
        for place in 0..4 {
            let digit = group >> (18 - 6 * place) & 63;
            text.push(if place <= chunk.len() { char::from(ALPHABET[digit as usize]) } else { '=' });
        }
    }
    text
}

#[cfg(test)]
pub mod tests {
    use super::*;
    use crate::plot::scene::tests::specimen;

    /// A checker of its own: tags nest, attributes are quoted, no stray markup. Returns the number
    /// of elements.
    pub fn well_formed(text: &str) -> Result<usize, String> {
        let (mut open, mut rest, mut elements) = (vec![], text, 0);
        while let Some(start) = rest.find('<') {
            if rest[..start].contains('>') || (open.is_empty() && !rest[..start].trim().is_empty()) {
                return Err(format!("stray text {:?}", &rest[..start]));
            }
            let end = start + rest[start..].find('>').ok_or("a tag without end")?;
            let tag = &rest[start + 1..end];
            if tag.contains('<') || tag.matches('"').count() % 2 == 1 {
                return Err(format!("bad tag {tag:?}"));
            }
            let name = |tag: &str| tag.split([' ', '/']).next().unwrap_or_default().to_owned();
            if let Some(closing) = tag.strip_prefix('/') {
                if open.pop().as_deref() != Some(closing) {
                    return Err(format!("{closing} closes nothing"));
                }
            } else {
                elements += 1;
                if !tag.ends_with('/') {
                    open.push(name(tag));
                }
            }
            rest = &rest[end + 1..];
        }
        if open.is_empty() && rest.trim().is_empty() { Ok(elements) } else { Err(format!("{open:?} left open")) }
    }

    #[test]
    fn the_checker_refuses_what_is_not_xml() {
        for text in ["<a>", "<a></b>", "<a x=\"1></a>", "<a>1 > 0</a>", "x<a/>"] {
            assert!(well_formed(text).is_err(), "{text}");
        }
        assert_eq!(well_formed("<a><b x=\"1\"/>c</a>\n"), Ok(2));
    }

    #[test]
    fn every_shape_is_written_and_nests() {
        let text = encode(&specimen()).expect("text");
        assert_eq!(well_formed(&text), Ok(11), "{text}");
        for part in ["a &lt; b &amp; &quot;c&quot;", "data:image/png;base64,iVBOR", "url(#clip1)", "stroke-dasharray"] {
            assert!(text.contains(part), "{part} is not in {text}");
        }
        assert_eq!(escape("a\u{0}b"), "a\u{fffd}b");
    }

    #[test]
    fn base64_follows_the_standard() {
        // The test vectors of RFC 4648, section 10.
        let table =
            [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("foobar", "Zm9vYmFy")];
        for (plain, encoded) in table {
            assert_eq!(base64(plain.as_bytes()), encoded);
        }
    }
}
