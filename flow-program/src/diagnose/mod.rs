//! `diagnose` checks a model as far as that is possible without knowing the truth.
//!
//! ```text
//! rows ─▶ z ─▶ rows again             round trip: the two directions undo each other
//!         z ─▶ base's distribution    calibration: uniform in each dimension where the model is right
//! rows among the model's draws        calibration of each column, by its name
//! ∫ p(x) dx                           normalisation: by quadrature or importance sampling, with its error
//! log p of each row                   the rows that the model finds least likely
//! ```

mod calibration;
mod columns;
mod normalisation;

use calibration::{Calibration, calibrate};
use columns::Column;
use normalisation::{Integral, normalise};
use serde_json::{Value, json};

use flow_runtime::error::fixed;
use flow_runtime::fit::Scores;
use flow_runtime::{Real, Result};

use crate::arguments::{DiagnoseArguments, Style};
use crate::defaults::TrainDefaults;
use crate::input::Loaded;
use crate::runtime::{Program, Rows, What, reload, rows, standardize};
use crate::score::{Judged, RowsToScore, required_data};
use crate::scores::{RowScores, bits_per_dimension};
use crate::threads::with_threads;

/// Rows that are named as least likely.
const LEAST: usize = 10;

/// Rows of grids that go the round trip, at most.
const GRIDS: usize = 1000;

/// All that is found.
struct Report {
    scores: RowScores,
    /// The largest change of a standardised element on the way to z and back, and the row of the source (from 1) where it is.
    round_trip: Option<(f64, usize)>,
    /// Nothing for grids, such as images: neither quadrature nor kernels reach so many dimensions.
    integral: Option<Integral>,
    calibration: Vec<Calibration>,
    by_column: Vec<Column>,
    /// Changes on the round trip that the number type explains.
    exact: f64,
    /// Numbers of rows of the source (from 1), their log-densities and values.
    least: Vec<(usize, f64, Vec<f64>)>,
    columns: Vec<String>,
    /// The number of rows, the first ones, that have gone the round trip, where not all have.
    walked: Option<usize>,
    /// The number of elements of an event, where all are whole numbers and have a code in bits.
    whole: Option<usize>,
}

/// Checks a model on the rows of `--data`; its findings as text.
///
/// # Errors
/// As for `score`.
pub fn diagnose<T: Real, P: Program<T>>(
    declared: &P,
    arguments: &DiagnoseArguments,
    defaults: &TrainDefaults,
) -> Result<String> {
    let data = required_data("diagnose", arguments.data.as_ref())?;
    let flow = reload(declared, &arguments.model)?;
    let DiagnoseArguments { rows, missing, seed, .. } = arguments;
    let judged = Judged { file: data, rows: rows.clone(), missing: *missing, context: None, seed: *seed };
    let judged = RowsToScore::read(&flow, judged, defaults)?;
    let report = || examine(&flow, &judged);
    let report = with_threads(arguments.threads, report)?;
    Ok(match arguments.style {
        Style::Text => report.as_text(),
        Style::Json => format!("{}\n", report.as_json()),
    })
}

fn examine<T: Real, P: Program<T>>(flow: &P, judged: &RowsToScore) -> Report {
    let Loaded { contexts, weights, .. } = &judged.loaded;
    let number = |row: usize| judged.loaded.origin(row) + 1;
    let d = flow.program_description();
    // Draws of whole numbers are no images of a bijection: there is nothing to undo, and no latent to look at.
    let is_drawn = d.levels.is_some();
    let (size, is_grid) = (d.size(), d.event.len() > 1 || is_drawn);
    let all = judged.loaded.rows(size);
    let walked = if is_grid { all.min(GRIDS) } else { all };
    let statistics = &flow.program_state().statistics;
    let events = judged.events(flow, 0..walked);
    let standardized: Vec<T> = standardize(&events, statistics.event.as_ref());
    let given: Vec<T> = standardize(&contexts[..walked * d.context], statistics.context.as_ref());
    let log_prob = judged.log_prob(flow);
    let (z, _) = rows::apply(flow, What::Inverse, Rows::standardized(&standardized, &given));
    let (again, _) = rows::apply(flow, What::Forward, Rows::standardized(&z, &given));
    let change = |(a, b): (&T, &T)| (a.to_f64() - b.to_f64()).abs();
    let worst = standardized.iter().zip(&again).map(change).enumerate();
    let (largest, row) =
        worst.fold((0.0, 0), |worst, (i, e)| if e > worst.0 || e.is_nan() { (e, i / size) } else { worst });
    let mut order: Vec<usize> = (0..log_prob.len()).collect();
    order.sort_by(|a, b| log_prob[*a].to_f64().total_cmp(&log_prob[*b].to_f64()));
    let least = order.into_iter().take(LEAST);
    let values = |row: usize| {
        let mut values = judged.events(flow, row..row + 1).into_owned();
        statistics.columns.settle(&mut values, size);
        values
    };
    Report {
        scores: RowScores::of(Scores::weighted(&log_prob, weights), number),
        round_trip: (!is_drawn).then(|| (largest, number(row))),
        integral: (!is_grid).then(|| normalise(flow, contexts)),
        calibration: if is_grid { Vec::new() } else { calibrate(flow, &z) },
        by_column: match is_grid {
            true => Vec::new(),
            false => columns::columns(flow, &events, &given, &statistics.columns.event_names()),
        },
        exact: if T::NAME == "f64" { 1e-8 } else { 1e-3 },
        least: least.map(|row| (number(row), log_prob[row].to_f64(), values(row))).collect(),
        walked: (walked < all).then_some(walked),
        whole: statistics.columns.are_whole(size).then_some(size),
        columns: statistics.columns.event_names(),
    }
}

impl Report {
    fn as_text(&self) -> String {
        let mut text = format!("mean log-likelihood: {}\n", self.scores);
        if let Some(size) = self.whole {
            text += &format!("bits per dimension: {}\n", self.scores.others_in_bits(size));
        }
        if let Some((largest, row)) = self.round_trip {
            let walked = self.walked.map_or(String::new(), |rows| format!(" of the first {rows} rows"));
            text += &format!(
                "round trip{walked}: the largest change of a standardised element is {largest:.1e}, at row {row}: {}\n",
                self.round_trip_verdict(largest)
            );
        }
        if let Some(integral) = &self.integral {
            text += &format!("{}\n", integral.as_text());
            text += &columns::as_text(&self.by_column);
            text += "calibration of each latent dimension (uniform if the model is right; p below 0.01 says that it is not):\n";
        }
        for (k, c) in self.calibration.iter().enumerate() {
            text += &format!("  z{:<4} Kolmogorov–Smirnov {:.4}, p = {:.3}\n", k + 1, c.distance, c.p);
        }
        text += "least likely rows (from 1):\n";
        for (row, log_prob, values) in &self.least {
            let shown: Vec<String> = values.iter().enumerate().map(|(k, x)| self.shown(k, *x)).collect();
            // Nobody reads an image as numbers.
            let at = if self.integral.is_some() { format!(" at {}", shown.join(", ")) } else { String::new() };
            let bits = self.in_bits(*log_prob).map_or(String::new(), |bits| format!(", {} bits/dim", fixed(bits, 4)));
            text += &format!("  row {row}: {} nats{bits}{at}\n", fixed(*log_prob, 3));
        }
        text
    }

    /// A log-density in bits per dimension, where it has a meaning in them.
    fn in_bits(&self, log_prob: f64) -> Option<f64> {
        self.whole.map(|size| bits_per_dimension(log_prob, size))
    }

    fn round_trip_verdict(&self, largest: f64) -> &'static str {
        match largest {
            change if change <= self.exact => "the two directions undo each other",
            change if change <= 100.0 * self.exact => "digits are lost where the flow stretches most",
            _ => "the two directions do not undo each other there, so that samples and densities do not agree",
        }
    }

    fn shown(&self, k: usize, x: f64) -> String {
        match self.columns.get(k) {
            Some(name) => format!("{name} {}", fixed(x, 6)),
            None => fixed(x, 6),
        }
    }

    fn as_json(&self) -> Value {
        let calibration: Vec<Value> = self
            .calibration
            .iter()
            .map(|c| json!({"distance": c.distance, "p": c.p, "histogram": c.histogram}))
            .collect();
        let least: Vec<Value> = self
            .least
            .iter()
            .map(|(row, log_prob, values)| {
                let mut told = json!({"row": row, "log_prob": log_prob, "values": values});
                if let Some(bits) = self.in_bits(*log_prob) {
                    told["bits_per_dimension"] = json!(bits);
                }
                told
            })
            .collect();
        let mut answer: Value = serde_json::from_str(&self.scores.as_json()).unwrap_or_default();
        if let Some(size) = self.whole {
            answer["bits_per_dimension"] = json!(self.scores.in_bits(size).0);
            answer["bits_per_dimension_two_se"] = json!(self.scores.in_bits(size).1);
        }
        let round_trip = self.round_trip.map(|(largest, row)| {
            json!({"largest": largest, "row": row, "verdict": self.round_trip_verdict(largest), "rows": self.walked})
        });
        let more = json!({
            "round_trip": round_trip,
            "normalisation": self.integral.as_ref().map(Integral::as_json),
            "calibration": calibration,
            "columns": self.by_column.iter().map(Column::as_json).collect::<Vec<_>>(),
            "least_likely": least,
        });
        if let (Value::Object(answer), Value::Object(more)) = (&mut answer, more) {
            answer.extend(more);
        }
        answer
    }
}
