//! Figures, drawn without a display, a system font or a C library.
//!
//! A figure is a [`Figure`]: a size and a list of shapes in CSS pixels. The plots
//! ([`density()`], [`pairs()`], [`curves()`], [`sheets()`], …) only build that list; two small writers turn the same list
//! into PNG and SVG, so both always show the same picture. Every function takes plain slices and no
//! file, so a figure is a pure function of its numbers.
//!
//! Why these crates: `tiny-skia` (anti-aliased fills and strokes, PNG) and `ttf-parser` (glyph
//! outlines) are small, pure Rust and widely used; `dejavu` carries DejaVu Sans, the face that most
//! scientific figures are set in, under a free licence. Of plotters we would have used the
//! rectangle and the line; its bitmap back end has no dots with opacity and its text needs a font
//! from the system or the same two crates. Bitmap fonts (8×8) have no readable small sizes.

mod axes;
mod color;
mod curves;
mod density;
mod font;
mod histogram;
mod pairs;
mod pit;
mod png;
mod scene;
mod sheet;
mod svg;
mod ticks;
mod waves;
mod window;

pub use curves::{Epoch, Quantity, best_validated, curves};
pub use density::{DensityGrid, density};
pub use pairs::{Rows, pairs};
pub use pit::pit;
pub use scene::Figure;
pub use sheet::{Pictures, captioned, sheets, strip};
pub use waves::{Waves, waves};
pub use window::Window;

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    /// Three columns of a deterministic, uneven cloud.
    fn cloud(rows: usize, columns: usize) -> Vec<f64> {
        (0..rows * columns).map(|i| ((i * i) as f64 * 0.618).sin() + (i % columns) as f64).collect()
    }

    #[test]
    fn every_figure_is_an_image_of_its_size_and_a_document() {
        let (data, samples) = (cloud(500, 2), cloud(100, 2));
        let window = Window::around(&data);
        let (points, columns) = window.grid(50);
        let log_density: Vec<f64> = points.chunks_exact(2).map(|point| -point[0].powi(2) - point[1].powi(2)).collect();
        let grid = DensityGrid { window, columns, log_density: &log_density };
        let epoch = |k: i32| Epoch {
            epoch: k.into(),
            train: -1.0 / f64::from(k),
            validation: (k > 2).then_some(f64::NAN),
            left_out: 0,
        };
        let names = ["a", "b<&>", "c"].map(String::from);
        let (wide, one, images) = (cloud(40, 12), cloud(40, 1), cloud(70, 20));
        let rows = |values, columns| Rows { values, columns };
        let table = [
            ("density", density(["x", "y"], Some(&data), ("samples", &samples), &grid, None)),
            ("density without data", density(["x", "y"], None, ("samples", &[]), &grid, None)),
            ("density beside its target", density(["x", "y"], None, ("samples", &samples), &grid, Some(&log_density))),
            ("pairs", pairs(&names, Some(rows(&data, 2)), ("samples", rows(&samples, 2)))),
            ("more columns than shown", pairs(&names, None, ("samples", rows(&wide, 12)))),
            ("one column", pairs(&[], Some(rows(&one, 1)), ("samples", rows(&one, 1)))),
            ("no rows", pairs(&names, Some(rows(&[], 2)), ("samples", rows(&[], 2)))),
            ("curves", curves(Quantity::LogLikelihood, &(1..9).map(epoch).collect::<Vec<_>>())),
            ("no epoch", curves(Quantity::FreeEnergy, &[])),
            ("pictures", sheets(Pictures::of([1, 4, 5], &images), &[("data", &images), ("samples", &images)])),
            (
                "captioned",
                captioned(
                    Pictures::of([1, 4, 5], &images),
                    &[("row 1: <3>".into(), &images[..20]), ("row 2".into(), &images[20..40])],
                ),
            ),
            (
                "sequences",
                waves(
                    Waves { shape: [1, 10], rate: 4.0, names: ["s", "y"] },
                    &[("data", &images), ("samples", &images)],
                ),
            ),
            (
                "a long sequence",
                waves(Waves { shape: [2, 700], rate: 1.0, names: ["", ""] }, &[("samples", &cloud(1400, 1))]),
            ),
            ("transforms", pit(&[vec![0.25; 4], vec![0.5, 0.0, 0.2, 0.3]])),
        ];
        for (name, figure) in table {
            let bytes = png::encode(&figure).expect(name);
            let image = tiny_skia::Pixmap::decode_png(&bytes).expect(name);
            let size = [figure.width, figure.height].map(|units| (2.0 * units).round() as u32);
            assert_eq!([image.width(), image.height()], size, "{name}");
            let colors: HashSet<_> =
                image.pixels().iter().map(|pixel| (pixel.red(), pixel.green(), pixel.blue())).collect();
            assert!(colors.len() > 10, "{name}: {} colours", colors.len());
            let text = svg::encode(&figure).expect(name);
            assert!(svg::tests::well_formed(&text).is_ok_and(|elements| elements > 5), "{name}: {text}");
            assert!(!text.contains("NaN") && !text.contains("inf"), "{name}");
        }
    }
}
