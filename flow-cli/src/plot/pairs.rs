//! Marginals and pairs: a lower triangle of panels, with a histogram of each column on the diagonal
//! and a scatter plot of each two columns below it; data in blue, samples in orange over them.

use super::axes::{Axes, Labelled, Words, legend};
use super::color::{Color, DATA, SAMPLES};
use super::histogram::Bins;
use super::scene::{Area, Figure};
use super::window::Range;

/// Rows of numbers, row-major, `columns` to a row.
#[derive(Clone, Copy)]
pub struct Rows<'a> {
    /// The numbers; a last row that is not whole is left out.
    pub values: &'a [f64],
    /// Numbers in a row, at least 1.
    pub columns: usize,
}

impl<'a> Rows<'a> {
    fn len(&self) -> usize {
        self.values.len() / self.columns.max(1)
    }

    fn column(self, column: usize) -> impl ExactSizeIterator<Item = f64> + Clone + 'a {
        self.values.chunks_exact(self.columns.max(1)).map(move |row| row[column])
    }

    fn pair(self, x: usize, y: usize) -> impl ExactSizeIterator<Item = (f64, f64)> + 'a {
        self.values.chunks_exact(self.columns.max(1)).map(move |row| (row[x], row[y]))
    }
}

/// Columns shown at most; the rest are said to be left out.
const MOST_COLUMNS: usize = 8;
const LEFT: f32 = 70.0;
const TOP: f32 = 50.0;
const BOTTOM: f32 = 44.0;
const GAP: f32 = 9.0;

/// Draws the panels for the first eight columns of `samples`, with the words that they are called by,
/// and, where there are any, of `data` with the same columns.
pub fn pairs(names: &[String], data: Option<Rows>, (called, samples): (&str, Rows)) -> Figure {
    let shown = samples.columns.min(MOST_COLUMNS);
    let sets: Vec<(Rows, Color, &str)> =
        data.map(|data| (data, DATA, "data")).into_iter().chain([(samples, SAMPLES, called)]).collect();
    // Few columns get large panels.
    let side = (660.0 / shown as f32).clamp(104.0, 300.0);
    let ranges: Vec<Range> = (0..shown).map(|column| Range::around(data.unwrap_or(samples).column(column))).collect();
    let extent = shown as f32 * (side + GAP) - GAP;
    let mut figure = Figure::new(LEFT + extent + 16.0, TOP + extent + BOTTOM);

    let left_out = samples.columns - shown;
    let mut entries: Vec<(Color, String)> =
        sets.iter().map(|(rows, color, name)| (*color, format!("{name} ({} rows)", rows.len()))).collect();
    if let (Some((_, last)), true) = (entries.last_mut(), left_out > 0) {
        last.push_str(&format!(", first {shown} of {} columns", samples.columns));
    }
    legend(&mut figure, LEFT, 20.0, &entries);

    let area = |row: usize, column: usize| Area {
        x: LEFT + column as f32 * (side + GAP),
        y: TOP + row as f32 * (side + GAP),
        width: side,
        height: side,
    };
    let words: Vec<String> =
        (0..shown).map(|column| shortened(names.get(column).map_or("", String::as_str), side)).collect();
    let name = |column: usize| words[column].as_str();
    for row in 0..shown {
        for column in 0..row {
            let axes = Axes { area: area(row, column), x: ranges[column], y: ranges[row], whole: false };
            axes.grid_lines(&mut figure);
            for (rows, color, _) in &sets {
                axes.dots(&mut figure, rows.pair(column, row), *color);
            }
            let labelled = Labelled { x: row + 1 == shown, y: column == 0 };
            axes.frame(&mut figure, &Words { title: "", x: name(column), y: name(row) }, labelled);
        }
        let last = row + 1 == shown;
        marginal(&mut figure, area(row, row), ranges[row], &sets, (row, last, name(row), shown == 1));
    }
    figure
}

/// A name that stays within its panel, since its neighbours stand on both sides.
fn shortened(name: &str, side: f32) -> String {
    let most = (side / 6.8) as usize;
    if name.chars().count() <= most { name.to_owned() } else { name.chars().take(most - 1).chain(['…']).collect() }
}

/// A histogram of one column. Its heights are densities; only where it stands alone is there room
/// to say so.
fn marginal(
    figure: &mut Figure,
    area: Area,
    range: Range,
    sets: &[(Rows, Color, &str)],
    (column, last, name, alone): (usize, bool, &str, bool),
) {
    let bins = Bins::new(range, sets[0].0.column(column));
    let heights: Vec<Vec<f64>> = sets.iter().map(|(rows, ..)| bins.densities(rows.column(column))).collect();
    let highest = heights.iter().flatten().copied().fold(0.0, f64::max);
    let axes = Axes {
        area,
        x: range,
        y: Range { low: 0.0, high: if highest > 0.0 { 1.08 * highest } else { 1.0 } },
        whole: false,
    };
    if alone {
        axes.grid_lines(figure);
    }
    for ((_, color, _), heights) in sets.iter().zip(&heights) {
        let outline = bins.outline(heights);
        axes.polygon(figure, &outline, *color, 0.22);
        axes.line(figure, &outline, *color, 1.2);
    }
    // The names at the edges may be far away.
    let words = Words { title: if alone { "" } else { name }, x: name, y: if alone { "density" } else { "" } };
    axes.frame(figure, &words, Labelled { x: last, y: alone });
}
