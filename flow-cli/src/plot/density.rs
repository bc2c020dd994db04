//! A density in the plane beside what it was learned from: data, samples and density in equal
//! windows.

use super::axes::{Axes, Labelled, Words};
use super::color::{Color, DATA, SAMPLES, sequential};
use super::scene::{Area, Figure, Shape};
use super::window::{Range, Window};

/// Log-densities on the grid of a [`Window`].
pub struct DensityGrid<'a> {
    /// The rectangle that the grid covers.
    pub window: Window,
    /// Its number of columns.
    pub columns: usize,
    /// One log-density in nats for each point of [`Window::grid`], in its order.
    pub log_density: &'a [f64],
}

/// Longer side of a panel.
const SIDE: f64 = 250.0;
/// Margins around the panels, and the gap between two of them.
const LEFT: f32 = 70.0;
const TOP: f32 = 34.0;
const BOTTOM: f32 = 46.0;
const GAP: f32 = 22.0;
/// Width of the colour bar, and the room for its numbers.
const BAR: f32 = 12.0;
const BAR_NUMBERS: f32 = 58.0;

/// Draws scatter plots of `data` (where there is any) and `samples`, which have words that they are
/// called by, both as `x, y, x, y, …`, and
/// the density `exp` of the grid with a colour bar; before it the density of `target`, up to its
/// factor, at the same points. `names` are those of the two columns.
pub fn density(
    names: [&str; 2],
    data: Option<&[f64]>,
    (called, samples): (&str, &[f64]),
    grid: &DensityGrid,
    target: Option<&[f64]>,
) -> Figure {
    let window = grid.window;
    let aspect = window.aspect();
    let (width, height) = if aspect < 1.0 { (SIDE, SIDE * aspect) } else { (SIDE / aspect, SIDE) };
    let (width, height) = (width.max(150.0) as f32, height as f32);
    let clouds: Vec<_> =
        data.map(|data| ("data", data, DATA)).into_iter().chain([(called, samples, SAMPLES)]).collect();
    let left = |panel: usize| LEFT + panel as f32 * (width + GAP);
    let area = |panel: usize| Area { x: left(panel), y: TOP, width, height };

    let images = 1 + usize::from(target.is_some());
    let mut figure = Figure::new(left(clouds.len() + images) - GAP + 10.0 + BAR + BAR_NUMBERS, TOP + height + BOTTOM);
    for (panel, &(title, points, color)) in clouds.iter().enumerate() {
        let axes = Axes { area: area(panel), x: window.x, y: window.y, whole: false };
        axes.grid_lines(&mut figure);
        axes.dots(&mut figure, points.chunks_exact(2).map(|point| (point[0], point[1])), color);
        axes.frame(&mut figure, &Words { title, x: names[0], y: names[1] }, Labelled { x: true, y: panel == 0 });
    }
    if let Some(log_density) = target {
        let axes = Axes { area: area(clouds.len()), x: window.x, y: window.y, whole: false };
        image(&mut figure, &axes, &DensityGrid { log_density, ..*grid });
        axes.frame(&mut figure, &Words { title: "target", x: names[0], y: "" }, Labelled { x: true, y: false });
    }
    let axes = Axes { area: area(clouds.len() + images - 1), x: window.x, y: window.y, whole: false };
    let top = image(&mut figure, &axes, grid);
    axes.frame(&mut figure, &Words { title: "density", x: names[0], y: "" }, Labelled { x: true, y: false });
    color_bar(&mut figure, axes.area, top);
    figure
}

/// Paints the grid and returns the density of its brightest cell.
fn image(figure: &mut Figure, axes: &Axes, grid: &DensityGrid) -> f64 {
    let highest = grid.log_density.iter().copied().filter(|value| value.is_finite()).fold(f64::NEG_INFINITY, f64::max);
    // Relative to the highest: a density of 1e400 is shown as well as any other.
    let pixels: Vec<Color> = grid.log_density.iter().map(|value| sequential((value - highest).exp())).collect();
    figure.add(Shape::Raster { area: axes.area, columns: grid.columns, pixels });
    if highest.is_finite() { highest.exp() } else { 0.0 }
}

fn color_bar(figure: &mut Figure, beside: Area, top: f64) {
    const STEPS: usize = 128;
    let area = Area { x: beside.right() + 10.0, width: BAR, ..beside };
    let pixels = (0..STEPS).map(|step| sequential(1.0 - (step as f64 + 0.5) / STEPS as f64)).collect();
    figure.add(Shape::Raster { area, columns: 1, pixels });
    let axes = Axes { area, x: Range { low: 0.0, high: 1.0 }, y: Range { low: 0.0, high: top }, whole: false };
    axes.frame(figure, &Words::default(), Labelled { x: false, y: false });
    axes.ticks_at_right(figure);
}
