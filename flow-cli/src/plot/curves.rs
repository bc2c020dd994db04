//! Training curves: what the fit was judged by after each epoch, the best epoch marked.

use super::axes::{Axes, Labelled, Words, legend};
use super::color::{Color, DATA, INK, PAPER, SAMPLES};
use super::scene::{Anchor, Area, Figure, Point, Shape, TextStyle};
use super::window::Range;

/// The quantity that a fit is judged by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quantity {
    /// The mean log-density of rows.
    LogLikelihood,
    /// The mean evidence lower bound of rows.
    Elbo,
    /// The mean log-density of rows given their codes.
    Reconstruction,
    /// The free energy of draws. Its negative is a lower bound of log Z.
    FreeEnergy,
}

impl Quantity {
    /// The number that is drawn, of which larger ones are better.
    pub fn score(self, value: f64) -> f64 {
        match self {
            Quantity::LogLikelihood | Quantity::Elbo | Quantity::Reconstruction => value,
            Quantity::FreeEnergy => -value,
        }
    }

    /// Its name with its unit.
    pub fn name(self) -> &'static str {
        match self {
            Quantity::LogLikelihood => "log-likelihood in nats per row",
            Quantity::Elbo => "evidence lower bound in nats per row",
            Quantity::Reconstruction => "log p(x | z) in nats per row",
            Quantity::FreeEnergy => "free energy in nats",
        }
    }

    fn label(self) -> &'static str {
        match self {
            Quantity::LogLikelihood => "log-likelihood [nats per row]",
            Quantity::Elbo => "evidence lower bound [nats per row]",
            Quantity::Reconstruction => "log p(x | z) [nats per row]",
            Quantity::FreeEnergy => "−free energy [nats]",
        }
    }
}

/// The scores of one epoch; larger ones are better.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Epoch {
    /// Its number; the first is 1.
    pub epoch: f64,
    /// The mean over training rows or draws during it, in nats.
    pub train: f64,
    /// The mean over validation rows or draws after it, in nats, where there are any.
    pub validation: Option<f64>,
    /// The validation rows that this mean leaves out, since they have no finite log-density.
    pub left_out: usize,
}

/// The epoch that the validation finds best: with the fewest rows left out, then the largest mean.
pub fn best_validated(epochs: &[Epoch]) -> Option<(&Epoch, f64)> {
    let judged = epochs.iter().filter_map(|epoch| Some((epoch, epoch.validation.filter(|v| v.is_finite())?)));
    judged.max_by(|(a, x), (b, y)| b.left_out.cmp(&a.left_out).then(x.total_cmp(y)))
}

const AREA: Area = Area { x: 70.0, y: 40.0, width: 520.0, height: 290.0 };

/// Draws both curves. Epochs whose values are not finite leave a gap in their curve.
pub fn curves(quantity: Quantity, epochs: &[Epoch]) -> Figure {
    let train: Vec<(f64, f64)> = epochs.iter().map(|epoch| (epoch.epoch, epoch.train)).collect();
    let validation: Vec<(f64, f64)> =
        epochs.iter().filter_map(|epoch| Some((epoch.epoch, epoch.validation?))).collect();
    let best = match validation.is_empty() {
        true => train.iter().copied().filter(|point| point.1.is_finite()).max_by(|a, b| a.1.total_cmp(&b.1)),
        false => best_validated(epochs).map(|(epoch, value)| (epoch.epoch, value)),
    };

    let axes = Axes {
        area: AREA,
        x: across(epochs),
        y: worth_seeing(train.iter().chain(&validation).map(|point| point.1)),
        whole: true,
    };
    let mut figure = Figure::new(AREA.right() + 20.0, AREA.bottom() + 46.0);
    axes.grid_lines(&mut figure);
    let mut entries = vec![(DATA, "training".to_owned())];
    curve(&mut figure, &axes, &train, DATA);
    if !validation.is_empty() {
        curve(&mut figure, &axes, &validation, SAMPLES);
        entries.push((SAMPLES, "validation".to_owned()));
    }
    let words = Words { title: "", x: "epoch", y: quantity.label() };
    axes.frame(&mut figure, &words, Labelled { x: true, y: true });
    legend(&mut figure, AREA.x, 22.0, &entries);
    if let Some((epoch, value)) = best {
        mark(&mut figure, &axes, (epoch, value));
        let text = format!("best: epoch {epoch}, {} nats", flow_runtime::error::fixed(value, 4)).replace('-', "−");
        let style = TextStyle { size: 11.0, color: INK, anchor: Anchor::End, upward: false };
        figure.text(AREA.right(), 22.0, &text, style);
    }
    figure
}

fn across(epochs: &[Epoch]) -> Range {
    let low = epochs.first().map_or(0.0, |epoch| epoch.epoch);
    let high = epochs.last().map_or(1.0, |epoch| epoch.epoch);
    let margin = (0.02 * (high - low)).max(0.2);
    Range { low: low - margin, high: high + margin }
}

/// The heights at which something can be seen: the first epochs may start so low that all the rest
/// would be one flat line, so the range reaches down twice as far as the upper nine tenths of all
/// values do.
fn worth_seeing(values: impl Iterator<Item = f64>) -> Range {
    let mut values: Vec<f64> = values.filter(|value| value.is_finite()).collect();
    values.sort_by(f64::total_cmp);
    let (Some(&lowest), Some(&high)) = (values.first(), values.last()) else { return Range { low: 0.0, high: 1.0 } };
    let low = lowest.max(high - 2.0 * (high - values[values.len() / 10]));
    let margin = (0.06 * (high - low)).max(1e-6 * high.abs()).max(1e-6);
    Range { low: low - margin, high: high + margin }
}

/// Runs of finite values as lines; short curves show their points too, and a single one would show
/// nothing else.
fn curve(figure: &mut Figure, axes: &Axes, values: &[(f64, f64)], color: Color) {
    for run in values.split(|point| !point.1.is_finite()) {
        axes.line(figure, run, color, 1.8);
    }
    if values.len() <= 30 {
        let shown = values.iter().filter(|point| axes.y.contains(point.1));
        let centers = shown.map(|&(x, y)| axes.at(x, y)).collect();
        figure.add(Shape::Dots { centers, radius: 2.4, color, opacity: 1.0 });
    }
}

/// A ring on the curve and a line down to the epoch.
fn mark(figure: &mut Figure, axes: &Axes, (epoch, value): (f64, f64)) {
    let center = axes.at(epoch, value);
    let foot = Point { y: axes.area.bottom(), ..center };
    figure.add(Shape::Line { points: vec![center, foot], color: INK, width: 0.9, dashed: true });
    for (radius, color) in [(4.4, INK), (2.8, PAPER)] {
        figure.add(Shape::Dots { centers: vec![center], radius, color, opacity: 1.0 });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bad_start_does_not_flatten_the_rest() {
        let values = [-1e6, -3.0, -2.5, -2.2, -2.1, -2.05, -2.0, -2.0, -1.99, -1.98];
        let range = worth_seeing(values.into_iter());
        assert!(range.low > -5.0 && range.low < -2.5 && range.contains(-1.98), "{range:?}");
        assert!(worth_seeing([5.0].into_iter()).contains(5.0));
        assert!(worth_seeing([f64::NAN].into_iter()).contains(0.5));
    }
}
