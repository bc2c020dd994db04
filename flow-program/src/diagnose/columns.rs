//! Calibration of the columns: each value's place among draws of the model for that column, which is uniform where the model is right.
//! Latent dimensions show departures of the whole; this shows in which column they are, and of which kind.

use flow_runtime::Real;
use serde_json::{Value, json};

use super::calibration::{Calibration, judge};
use crate::holm::holm;
use crate::runtime::{Program, Units, rows, unstandardize};

/// Draws that stand for a column's distribution, where there is no context.
const DRAWS: usize = 1 << 16;
/// Draws for each row, given its context, and the rows that are looked at then.
const EACH: usize = 99;
const ROWS: usize = 2000;
/// No more numbers than this are drawn.
const MOST: usize = 1 << 24;
/// The chance of a false alarm, over all columns.
const LEVEL: f64 = 0.01;
/// Departures of less than this are told as slight.
const SLIGHT: f64 = 0.03;

/// One column of the event.
pub struct Column {
    name: String,
    calibration: Calibration,
    /// The p-value, corrected for the number of columns.
    p: f64,
    /// Mean and variance of the places, which are 1/2 and 1/12 where the model is right.
    mean: f64,
    variance: f64,
}

/// The columns of `events`, which are in the units of the data; `given` are their standardised contexts.
pub fn columns<T: Real, P: Program<T>>(flow: &P, events: &[f64], given: &[T], names: &[String]) -> Vec<Column> {
    let (size, context) = (flow.program_description().size(), flow.program_description().context);
    let n = events.len() / size;
    let draw = |count: usize, contexts: &[T]| {
        let (drawn, _) = rows::sample(flow, 0, count, contexts, Units::Standardized, 0);
        unstandardize(&drawn, flow.program_state().statistics.event.as_ref())
    };
    let places: Vec<Vec<f64>>;
    let draws;
    if context == 0 {
        draws = DRAWS.min((MOST / size).max(1000));
        let drawn = draw(draws, &[]);
        let place = |k: usize| {
            let mut column: Vec<f64> = drawn.iter().skip(k).step_by(size).copied().collect();
            column.sort_by(f64::total_cmp);
            let place = |x: f64| (column.partition_point(|d| *d < x) as f64 + 0.5) / (draws as f64 + 1.0);
            events.iter().skip(k).step_by(size).map(|x| place(*x)).collect()
        };
        places = (0..size).map(place).collect();
    } else {
        // Every row has a distribution of its own, so that the draws of one do not serve another.
        draws = usize::MAX;
        let stride = n.div_ceil(ROWS.min((MOST / (EACH * size)).max(100)));
        let looked_at: Vec<usize> = (0..n).step_by(stride).collect();
        let contexts: Vec<T> =
            looked_at.iter().flat_map(|row| given[row * context..][..context].repeat(EACH)).collect();
        let drawn = draw(looked_at.len() * EACH, &contexts);
        let place = |(row, drawn): (&usize, &[f64]), k: usize| {
            let below = drawn.iter().skip(k).step_by(size).filter(|d| **d < events[row * size + k]).count();
            (below as f64 + 0.5) / (EACH as f64 + 1.0)
        };
        let column = |k: usize| looked_at.iter().zip(drawn.chunks(EACH * size)).map(|pair| place(pair, k)).collect();
        places = (0..size).map(column).collect();
    }
    let found: Vec<(f64, f64, Calibration)> = places.into_iter().map(|places| moments(places, draws as f64)).collect();
    let corrected = holm(&found.iter().map(|(_, _, calibration)| calibration.p).collect::<Vec<_>>());
    let name = |k: usize| names.get(k).cloned().unwrap_or_else(|| format!("x{}", k + 1));
    let column = |(k, ((mean, variance, calibration), p))| Column { name: name(k), calibration, p, mean, variance };
    found.into_iter().zip(corrected).enumerate().map(column).collect()
}

fn moments(places: Vec<f64>, draws: f64) -> (f64, f64, Calibration) {
    let n = places.len().max(1) as f64;
    let mean = places.iter().sum::<f64>() / n;
    let variance = places.iter().map(|u| (u - mean).powi(2)).sum::<f64>() / n;
    (mean, variance, judge(places, draws))
}

impl Column {
    fn departs(&self) -> bool {
        self.p < LEVEL
    }

    /// Says in words what the places show.
    fn verdict(&self) -> String {
        if !self.departs() {
            return "no departure is seen".into();
        }
        let slight = if self.calibration.distance < SLIGHT { "slightly, " } else { "" };
        // In standard deviations of the uniform distribution, and as a ratio to its variance.
        let (shift, spread) = ((self.mean - 0.5) * 12.0_f64.sqrt(), self.variance * 12.0);
        let kind = match () {
            () if shift.abs() >= (spread - 1.0).abs() && shift > 0.0 => "the rows lie higher than the model's values",
            () if shift.abs() >= (spread - 1.0).abs() => "the rows lie lower than the model's values",
            () if spread > 1.05 => "the model is too narrow",
            () if spread < 0.95 => "the model is too wide",
            () => "the model has another shape",
        };
        format!("departs: {slight}{kind}")
    }

    fn as_text(&self) -> String {
        let Column { name, calibration, p, .. } = self;
        let distance = calibration.distance;
        format!("  `{name}`: {} (Kolmogorov–Smirnov {distance:.4}, p = {})\n", self.verdict(), shown(*p))
    }

    pub fn as_json(&self) -> Value {
        json!({
            "name": self.name,
            "distance": self.calibration.distance,
            "p": self.p,
            "departs": self.departs(),
            "verdict": self.verdict(),
        })
    }
}

/// `0.43`, `1.2e-9`
fn shown(p: f64) -> String {
    if p >= 0.001 { format!("{p:.3}") } else { format!("{p:.1e}") }
}

/// The columns in words: those that depart, and where none does, that.
pub fn as_text(columns: &[Column]) -> String {
    let departing: Vec<&Column> = columns.iter().filter(|column| column.departs()).collect();
    let n = columns.len();
    let mut text = format!(
        "calibration of the columns, each by itself: {} of {n} {} from the model (p below {LEVEL}, by Holm's correction for {n} tests)\n",
        departing.len(),
        if departing.len() == 1 { "departs" } else { "depart" },
    );
    departing.iter().for_each(|column| text += &column.as_text());
    text.extend(columns.iter().filter(|column| !column.departs() && n <= 12).map(Column::as_text));
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Places of rows whose model is of another place or width, by the kind that has to be said.
    #[test]
    fn departures_have_kinds() {
        let even: Vec<f64> = (0..500).map(|k| (f64::from(k) + 0.5) / 500.0).collect();
        let bent = |f: fn(f64) -> f64| {
            let (mean, variance, calibration) = moments(even.iter().map(|u| f(*u)).collect(), f64::INFINITY);
            let p = calibration.p;
            Column { name: "a".into(), calibration, p, mean, variance }.verdict()
        };
        assert_eq!(bent(|u| u), "no departure is seen");
        assert_eq!(bent(|u| u * u), "departs: the rows lie lower than the model's values");
        assert_eq!(bent(|u| u.sqrt()), "departs: the rows lie higher than the model's values");
        assert_eq!(bent(|u| 0.25 + u / 2.0), "departs: the model is too wide");
        assert_eq!(bent(|u| if u < 0.5 { u / 2.0 } else { 0.5 + u / 2.0 }), "departs: the model is too narrow");
    }
}
