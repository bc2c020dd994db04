//! Sequences as lines: recordings of the data beside those of a model.

use super::axes::{Axes, Labelled, Words};
use super::color::{Color, DATA, SAMPLES};
use super::scene::{Area, Figure};
use super::window::Range;

/// The panel of one sequence, and the room around it.
const WIDTH: f32 = 430.0;
const HEIGHT: f32 = 74.0;
const LEFT: f32 = 58.0;
const TITLE: f32 = 30.0;
const GAP: f32 = 12.0;
const BELOW: f32 = 40.0;

/// Points of a line at most: more stand in one column of a figure.
const POINTS: usize = 900;

/// The form of the sequences of a figure.
#[derive(Clone, Copy, Debug)]
pub struct Waves<'a> {
    /// Channels, and the length of each.
    pub shape: [usize; 2],
    /// How many numbers of a channel a unit of the axis has: the rate of a sound, or 1.
    pub rate: f64,
    /// The names of both axes.
    pub names: [&'a str; 2],
}

/// Draws the sequences of each set, `(title, [n, channels, length])`, one below another; sets stand side by side, and
/// all panels show the same interval.
pub fn waves(of: Waves<'_>, sets: &[(&str, &[f64])]) -> Figure {
    let [channels, length] = of.shape;
    let size = (channels * length).max(1);
    let most = sets.iter().map(|(_, rows)| rows.len() / size).max().unwrap_or(0).max(1);
    let y = Range::around(sets.iter().flat_map(|(_, rows)| rows.iter().copied()));
    let x = Range { low: 0.0, high: length.max(1) as f64 / of.rate };
    let step = LEFT + WIDTH + GAP;
    let mut figure = Figure::new(GAP + sets.len().max(1) as f32 * step, TITLE + most as f32 * (HEIGHT + GAP) + BELOW);
    for (column, (title, rows)) in sets.iter().enumerate() {
        let color = if *title == "data" { DATA } else { SAMPLES };
        let shown = rows.len() / size;
        for (k, row) in rows.chunks_exact(size).enumerate() {
            let area = Area {
                x: GAP + column as f32 * step + LEFT,
                y: TITLE + k as f32 * (HEIGHT + GAP),
                width: WIDTH,
                height: HEIGHT,
            };
            let axes = Axes { area, x, y, whole: false };
            axes.grid_lines(&mut figure);
            row.chunks_exact(length).for_each(|channel| line(&mut figure, &axes, channel, of.rate, color));
            let last = k + 1 == shown;
            let words = Words {
                title: if k == 0 { title } else { "" },
                x: if last { of.names[0] } else { "" },
                y: if k == 0 { of.names[1] } else { "" },
            };
            axes.frame(&mut figure, &words, Labelled { x: last, y: true });
        }
    }
    figure
}

/// A line through all numbers; of a long one, through the least and the largest of every few.
fn line(figure: &mut Figure, axes: &Axes, numbers: &[f64], rate: f64, color: Color) {
    let each = (2 * numbers.len()).div_ceil(POINTS).max(1);
    let mut points = Vec::new();
    for (k, some) in numbers.chunks(each).enumerate() {
        let at = |place: usize| (k * each + place) as f64 / rate;
        let order = |(_, a): &(usize, &f64), (_, b): &(usize, &f64)| a.total_cmp(b);
        let all = || some.iter().enumerate().filter(|(_, x)| x.is_finite());
        let ends: Vec<(usize, &f64)> = all().min_by(order).into_iter().chain(all().max_by(order)).collect();
        let mut ends: Vec<(f64, f64)> = ends.into_iter().map(|(place, x)| (at(place), *x)).collect();
        ends.sort_by(|a, b| a.0.total_cmp(&b.0));
        ends.dedup();
        points.extend(ends);
    }
    axes.line(figure, &points, color, 0.8);
}
