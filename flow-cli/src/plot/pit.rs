//! Probability-integral transforms: one small histogram for each latent dimension, flat where the
//! model is right.

use super::axes::{Axes, Labelled, Words};
use super::color::{DATA, INK};
use super::scene::{Area, Figure};
use super::window::Range;

/// Dimensions shown at most.
const MOST: usize = 24;
const SIDE: f32 = 120.0;
const ACROSS: usize = 6;
const GAP: f32 = 30.0;
const MARGIN: f32 = 50.0;

/// Draws the shares of the rows in equal parts of the unit interval, one list a dimension, with a
/// line where all are equal.
pub fn pit(histograms: &[Vec<f64>]) -> Figure {
    let shown = &histograms[..histograms.len().min(MOST)];
    let (columns, lines) = (shown.len().clamp(1, ACROSS), shown.len().div_ceil(ACROSS).max(1));
    let extent = |count: usize| count as f32 * (SIDE + GAP) - GAP;
    let mut figure = Figure::new(MARGIN + extent(columns) + 16.0, 30.0 + extent(lines) + 22.0);
    let heights: Vec<Vec<f64>> =
        shown.iter().map(|shares| shares.iter().map(|share| share * shares.len() as f64).collect()).collect();
    let highest = heights.iter().flatten().copied().fold(1.5, f64::max);
    for (k, heights) in heights.iter().enumerate() {
        let (line, column) = (k / ACROSS, k % ACROSS);
        let (x, y) = (MARGIN + column as f32 * (SIDE + GAP), 30.0 + line as f32 * (SIDE + GAP));
        let area = Area { x, y, width: SIDE, height: SIDE };
        let axes =
            Axes { area, x: Range { low: 0.0, high: 1.0 }, y: Range { low: 0.0, high: 1.08 * highest }, whole: false };
        let edge = |bar: usize| bar as f64 / heights.len() as f64;
        let bars =
            heights.iter().enumerate().flat_map(|(bar, height)| [(edge(bar), *height), (edge(bar + 1), *height)]);
        let outline: Vec<(f64, f64)> = [(0.0, 0.0)].into_iter().chain(bars).chain([(1.0, 0.0)]).collect();
        axes.polygon(&mut figure, &outline, DATA, 0.3);
        axes.line(&mut figure, &outline, DATA, 1.0);
        axes.line(&mut figure, &[(0.0, 1.0), (1.0, 1.0)], INK, 1.0);
        let name = format!("z{}", k + 1);
        let labelled = Labelled { x: line + 1 == lines, y: column == 0 };
        axes.frame(&mut figure, &Words { title: &name, x: "", y: "" }, labelled);
    }
    figure
}
