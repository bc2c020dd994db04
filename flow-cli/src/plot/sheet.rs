//! Sheets of pictures: events that are images, as a grid of images for each set of them.

use super::color::{Color, INK};
use super::scene::{Anchor, Area, Figure, Shape, TextStyle};

/// Images in a row of a sheet, and rows of it, at most.
const SIDE: usize = 8;
/// The width of a sheet, in units of the page.
const WIDTH: f32 = 300.0;
/// Room above a sheet for its title, between sheets and around them.
const TITLE: f32 = 24.0;
const GAP: f32 = 14.0;
/// The width of an image with a caption, and such images in a row.
const CAPTIONED: f32 = 150.0;
const IN_A_ROW: usize = 5;
/// White pixels between two images.
const SEAM: usize = 1;

/// The form of the images of a figure.
#[derive(Clone, Copy, Debug)]
pub struct Pictures {
    /// Channels, height and width.
    pub shape: [usize; 3],
    /// The values that are shown as black and as white.
    pub range: [f64; 2],
}

impl Pictures {
    /// Images of this shape, from black at the least value of `rows` to white at the largest.
    pub fn of(shape: [usize; 3], rows: &[f64]) -> Self {
        let finite = || rows.iter().copied().filter(|x| x.is_finite());
        let (low, high) = (finite().fold(f64::INFINITY, f64::min), finite().fold(f64::NEG_INFINITY, f64::max));
        Pictures { shape, range: if low < high { [low, high] } else { [0.0, 1.0] } }
    }

    /// The colour of a pixel: three channels are red, green and blue, and of any other number the
    /// first is a grey.
    fn pixel(&self, image: &[f64], y: usize, x: usize) -> Color {
        let [channels, height, width] = self.shape;
        let [low, high] = self.range;
        let level = |channel: usize| {
            let value = image[(channel * height + y) * width + x];
            (255.0 * ((value - low) / (high - low)).clamp(0.0, 1.0)).round() as u8
        };
        if channels == 3 { Color(level(0), level(1), level(2)) } else { Color(level(0), level(0), level(0)) }
    }
}

/// Draws images in rows of five, each with words below it.
pub fn captioned(pictures: Pictures, images: &[(String, &[f64])]) -> Figure {
    let [_, height, width] = pictures.shape;
    let (wide, tall) = (CAPTIONED, CAPTIONED * height as f32 / width as f32);
    let columns = images.len().clamp(1, IN_A_ROW);
    let lines = images.len().div_ceil(IN_A_ROW).max(1);
    let step = [wide + GAP, tall + TITLE + GAP];
    let mut figure = Figure::new(GAP + columns as f32 * step[0], GAP + lines as f32 * step[1]);
    for (place, (words, image)) in images.iter().enumerate() {
        let (x, y) = (GAP + (place % IN_A_ROW) as f32 * step[0], GAP + (place / IN_A_ROW) as f32 * step[1]);
        let pixels = (0..height).flat_map(|y| (0..width).map(move |x| (y, x)));
        let pixels = pixels.map(|(y, x)| pictures.pixel(image, y, x)).collect();
        figure.add(Shape::Raster { area: Area { x, y, width: wide, height: tall }, columns: width, pixels });
        let style = TextStyle { size: 10.0, color: INK, anchor: Anchor::Middle, upward: false };
        figure.text(x + 0.5 * wide, y + tall + 14.0, words, style);
    }
    figure
}

/// Draws the first images of each set, `(title, [n, C, H, W])`, as a sheet of up to 8 × 8 of them;
/// sheets stand side by side.
pub fn sheets(pictures: Pictures, sets: &[(&str, &[f64])]) -> Figure {
    let tall = height_of(pictures, SIDE);
    let left = |k: usize| GAP + k as f32 * (WIDTH + GAP);
    let mut figure = Figure::new(left(sets.len().max(1)), TITLE + tall + GAP);
    for (k, (title, images)) in sets.iter().enumerate() {
        sheet(&mut figure, pictures, (title, images), left(k), SIDE);
    }
    figure
}

/// Draws images in their order, 8 in a row, `[n, C, H, W]`.
pub fn strip(pictures: Pictures, title: &str, images: &[f64]) -> Figure {
    let lines = (images.len() / pictures.shape.iter().product::<usize>()).div_ceil(SIDE).max(1);
    let mut figure = Figure::new(WIDTH + 2.0 * GAP, TITLE + height_of(pictures, lines) + GAP);
    sheet(&mut figure, pictures, (title, images), GAP, lines);
    figure
}

/// The height of so many rows of images.
fn height_of(Pictures { shape: [_, height, width], .. }: Pictures, lines: usize) -> f32 {
    WIDTH * (lines * (height + SEAM) - SEAM) as f32 / (SIDE * (width + SEAM) - SEAM) as f32
}

/// Draws up to as many rows of images below their title.
fn sheet(figure: &mut Figure, pictures: Pictures, (title, images): (&str, &[f64]), left: f32, lines: usize) {
    let [channels, height, width] = pictures.shape;
    let columns = SIDE * (width + SEAM) - SEAM;
    let mut pixels = vec![Color(255, 255, 255); columns * (lines * (height + SEAM) - SEAM)];
    for (place, image) in images.chunks_exact(channels * height * width).take(SIDE * lines).enumerate() {
        let (top, start) = (place / SIDE * (height + SEAM), place % SIDE * (width + SEAM));
        for (y, x) in (0..height).flat_map(|y| (0..width).map(move |x| (y, x))) {
            pixels[(top + y) * columns + start + x] = pictures.pixel(image, y, x);
        }
    }
    let area = Area { x: left, y: TITLE, width: WIDTH, height: height_of(pictures, lines) };
    figure.add(Shape::Raster { area, columns, pixels });
    let style = TextStyle { size: 12.0, color: INK, anchor: Anchor::Middle, upward: false };
    figure.text(left + 0.5 * WIDTH, TITLE - 8.0, title, style);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_image_stands_above_its_words() {
        let pictures = Pictures { shape: [1, 2, 1], range: [0.0, 1.0] };
        let images: Vec<(String, &[f64])> = (0..7).map(|k| (format!("row {k}"), &[0.0, 1.0][..])).collect();
        let figure = captioned(pictures, &images);
        let rasters = figure.shapes.iter().filter_map(|shape| match shape {
            Shape::Raster { area, columns, pixels } => Some((area.x, area.y, *columns, pixels.clone())),
            _ => None,
        });
        let rasters: Vec<_> = rasters.collect();
        assert_eq!(rasters.len(), 7);
        assert_eq!((rasters[0].2, rasters[0].3.as_slice()), (1, &[Color(0, 0, 0), Color(255, 255, 255)][..]));
        assert!(rasters[5].0 == rasters[0].0 && rasters[5].1 > rasters[0].1 + 2.0 * CAPTIONED);
    }

    #[test]
    fn a_strip_has_as_many_rows_as_its_images_fill() {
        let images: Vec<f64> = (0..18).map(f64::from).collect();
        let figure = strip(Pictures::of([1, 1, 2], &images), "rows 0 to 1", &images);
        let Some(Shape::Raster { columns, pixels, area }) = figure.shapes.first() else { panic!("a raster") };
        assert_eq!((*columns, pixels.len()), (23, 23 * 3));
        assert_eq!((pixels[0], pixels[2 * 23 + 1]), (Color(0, 0, 0), Color(255, 255, 255)));
        assert!((area.width / area.height - 23.0 / 3.0).abs() < 1e-3);
    }

    #[test]
    fn images_stand_in_rows_and_keep_their_colours() {
        // Two images of 1 × 2 pixels: dark to light, and red to blue where there are three channels.
        let pictures = Pictures::of([1, 1, 2], &[0.0, 10.0, 5.0, 0.0]);
        let figure = sheets(pictures, &[("data", &[0.0, 10.0, 5.0, 0.0])]);
        let Some(Shape::Raster { columns, pixels, .. }) = figure.shapes.first() else { panic!("a raster") };
        assert_eq!(*columns, 8 * 3 - 1);
        assert_eq!(pixels[..5].iter().map(|p| p.0).collect::<Vec<_>>(), [0, 255, 255, 128, 0]);
        let pictures = Pictures { shape: [3, 1, 2], range: [0.0, 1.0] };
        let figure = sheets(pictures, &[("samples", &[1.0, 0.0, 0.0, 0.0, 0.0, 1.0])]);
        let Some(Shape::Raster { pixels, .. }) = figure.shapes.first() else { panic!("a raster") };
        assert_eq!((pixels[0], pixels[1]), (Color(255, 0, 0), Color(0, 0, 255)));
        // What is not finite, and what lies beyond the range, has a colour too.
        assert_eq!(Pictures::of([1, 1, 1], &[f64::NAN]).pixel(&[f64::INFINITY], 0, 0), Color(255, 255, 255));
    }
}
