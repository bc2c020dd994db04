//! Rows for a fit: checked, split, standardised once, and in the flow's number type.

use super::options::{FitOptions, Validation};
use super::rows::{Draw, Drawn, Feed, VALIDATION_NOISE};
use super::weights::Weights;
use crate::engine::program::Program;
use crate::error::{Error, Result};
use crate::model::description::Member;
use crate::model::standardize::standardize;
use crate::model::{Standardize, Statistics};
use crate::noise::{Noise, Purpose, shuffle_order};
use crate::numeric::Real;

/// Rows to fit, row-major, in the units of the data.
#[derive(Clone, Copy, Debug)]
pub struct Data<'a> {
    /// `[n, size]`
    pub events: &'a [f64],
    /// `[n, context]`; empty for a flow without context.
    pub contexts: &'a [f64],
}

/// Standardised rows.
pub struct Dataset<T> {
    /// `[n, size]`
    pub events: Vec<T>,
    /// `[n, context]`
    pub contexts: Vec<T>,
    /// The weight of each row, above 0.
    pub weights: Weights,
    /// The number of each row in the data it came from.
    pub numbers: Vec<usize>,
}

/// Training and validation rows. Measures the flow's statistics on the training rows where the
/// options ask for it.
pub fn prepare_data<T: Real, P: Program<T>>(
    flow: &mut P,
    feed: Feed<'_>,
    options: &FitOptions,
) -> Result<(Dataset<T>, Option<Dataset<T>>)> {
    match feed {
        Feed::Rows(data) => prepare_rows(flow, &data, options),
        Feed::Counts(data, quantized) => {
            let noisy = data.with_noise(quantized, flow.program_member().size(), options.seed_of_data(), VALIDATION_NOISE);
            prepare_rows(flow, &noisy.data(), options)
        }
        Feed::Fresh(draw) => prepare_fresh(flow, draw, options),
    }
}

fn prepare_rows<T: Real, P: Program<T>>(
    flow: &mut P,
    data: &Data<'_>,
    options: &FitOptions,
) -> Result<(Dataset<T>, Option<Dataset<T>>)> {
    let d = flow.program_member();
    let n = check::<T>(d, data.events, data.contexts, "")?;
    let weights = Weights::new(&options.weights, n, "")?;
    let (mut training, mut held_out) = split(n, options)?;
    // Rows of weight 0 change nothing; without them every batch has a loss.
    for (rows, which) in [(&mut training, "training"), (&mut held_out, "validation")] {
        let before = rows.len();
        rows.retain(|row| weights.of(*row) > 0.0);
        if rows.is_empty() && before > 0 {
            return Err(Error::input(format!("found the weight 0 for all {which} rows, expected one above 0")));
        }
    }
    if options.measures() {
        measure(d, &mut flow.program_state_mut().statistics, data, &training, &weights);
    }
    let statistics = &flow.program_state().statistics;
    let validation = match &options.validation {
        Validation::Fraction(_) => Some(dataset(d, data, held_out, &weights, statistics)),
        other => given_rows(d, other, statistics)?,
    };
    Ok((dataset(d, data, training, &weights, statistics), validation))
}

/// Rows of the first epoch. A fraction of them, from epoch 0, is the validation; all others are
/// trained on.
fn prepare_fresh<T: Real, P: Program<T>>(
    flow: &mut P,
    draw: &Draw<'_>,
    options: &FitOptions,
) -> Result<(Dataset<T>, Option<Dataset<T>>)> {
    if !options.weights.is_empty() {
        return Err(Error::input("found weights beside fresh rows, expected rows that all count alike"));
    }
    let first = draw(1)?;
    let d = flow.program_member();
    let n = check::<T>(d, &first.events, &first.contexts, "")?;
    if options.measures() {
        let rows: Vec<usize> = (0..n).collect();
        measure(d, &mut flow.program_state_mut().statistics, &first.data(), &rows, &Weights::default());
    }
    let statistics = &flow.program_state().statistics;
    let validation = match &options.validation {
        Validation::Fraction(fraction) => {
            let held_out = draw(0)?;
            let rows = check::<T>(d, &held_out.events, &held_out.contexts, "validation ")?;
            let count = ((n as f64 * fraction).round() as usize).clamp(1, rows);
            let weights = Weights::default();
            Some(dataset(d, &held_out.data(), (0..count).collect(), &weights, statistics))
        }
        other => given_rows(d, other, statistics)?,
    };
    Ok((fresh(d, &first, statistics)?, validation))
}

/// Rows that were drawn for an epoch.
pub fn fresh<T: Real>(d: &Member, drawn: &Drawn, statistics: &Statistics) -> Result<Dataset<T>> {
    let n = check::<T>(d, &drawn.events, &drawn.contexts, "")?;
    Ok(dataset(d, &drawn.data(), (0..n).collect(), &Weights::default(), statistics))
}

impl<T: Real> Dataset<T> {
    /// Takes the events of other rows with the same numbers: those with the noise of another epoch.
    pub fn renew(&mut self, d: &Member, rows: &Drawn, statistics: &Statistics) -> Result<()> {
        check::<T>(d, &rows.events, &rows.contexts, "")?;
        let events = select(&rows.events, &self.numbers, d.size());
        self.events = standardize(&events, statistics.event.as_ref());
        Ok(())
    }
}

/// Validation rows of their own, where there are such.
fn given_rows<T: Real>(d: &Member, validation: &Validation, statistics: &Statistics) -> Result<Option<Dataset<T>>> {
    let Validation::Rows { events, contexts, weights } = validation else { return Ok(None) };
    let n = check::<T>(d, events, contexts, "validation ")?;
    let weights = Weights::new(weights, n, "validation ")?;
    Ok(Some(dataset(d, &Data { events, contexts }, (0..n).collect(), &weights, statistics)))
}

/// The number of rows, if they are whole and finite.
fn check<T: Real>(d: &Member, events: &[f64], contexts: &[f64], which: &str) -> Result<usize> {
    let (size, context) = (d.size(), d.context);
    let n = events.len() / size;
    if n == 0 || events.len() != n * size || contexts.len() != n * context {
        return Err(Error::input(format!(
            "found {} numbers of {which}rows and {} of their contexts, expected at least one row of {size} and {context} for each",
            events.len(),
            contexts.len()
        )));
    }
    let inside = |(i, x): &(usize, &f64)| d.intervals.get(i % size).is_none_or(|(low, high)| *x > low && *x < high);
    if let Some((i, value)) = events.iter().enumerate().find(|at| !inside(at)) {
        let (row, column) = (i / size, i % size);
        let (low, high) = d.intervals[column];
        let place = format!("{which}row {row}, column {column} (counted from 0)");
        return Err(Error::input(format!("found {value}, expected a number above {low} and below {high}")).at(place));
    }
    for (values, columns) in [(events, size), (contexts, context)] {
        if let Some(i) = values.iter().position(|x| !x.is_finite()) {
            let (row, column, value) = (i / columns, i % columns, values[i]);
            let place = format!("{which}row {row}, column {column} (counted from 0)");
            return Err(Error::input(format!("found {value}, expected finite numbers")).at(place));
        }
    }
    let rounded = |x: f64| T::from_f64(x).to_f64();
    if let Some(i) = events.iter().position(|x| d.is_outside(*x) || (!is_real(d) && d.is_outside(rounded(*x)))) {
        let (value, place) = (events[i], format!("{which}row {}, column {} (counted from 0)", i / size, i % size));
        let becomes =
            if d.is_outside(value) { String::new() } else { format!(" (in {}: {})", T::NAME, rounded(value)) };
        let message = format!("found {value}{becomes}, expected {}, where the flow has a density", support(d));
        return Err(Error::input(message).at(place));
    }
    Ok(n)
}

/// True where `x` can be any number.
fn is_real(d: &Member) -> bool {
    d.support == (f64::NEG_INFINITY, f64::INFINITY)
}

/// The numbers that `x` can be, in words.
fn support(d: &Member) -> String {
    match d.support {
        (low, f64::INFINITY) => format!("numbers above {low}"),
        (f64::NEG_INFINITY, high) => format!("numbers below {high}"),
        (low, high) => format!("numbers between {low} and {high}"),
    }
}

/// Numbers of training and validation rows, each in order.
fn split(n: usize, options: &FitOptions) -> Result<(Vec<usize>, Vec<usize>)> {
    let Validation::Fraction(fraction) = options.validation else { return Ok(((0..n).collect(), Vec::new())) };
    if n < 2 {
        return Err(Error::input("found 1 row, expected at least 2 to hold some out for validation"));
    }
    let held_out = ((n as f64 * fraction).round() as usize).clamp(1, n - 1);
    let mut validation = shuffle_order(&Noise::new(options.seed_of_data(), Purpose::Split), 0, n);
    let mut training = validation.split_off(held_out);
    validation.sort_unstable();
    training.sort_unstable();
    Ok((training, validation))
}

fn measure(d: &Member, statistics: &mut Statistics, data: &Data<'_>, rows: &[usize], weights: &Weights) {
    let weights = weights.select(rows);
    // A shift would move an end of the support, and a scale any end but 0.
    let scales = [d.support.0, d.support.1].into_iter().all(|end| end == 0.0 || end.is_infinite());
    if statistics.event.is_none() && scales {
        let mut measured = Standardize::measure(&select(data.events, rows, d.size()), d.size(), weights.as_slice());
        if !is_real(d) {
            measured.mean.fill(0.0);
        }
        for (k, (low, high)) in d.intervals.iter().enumerate().filter(|(_, (low, _))| low.is_finite()) {
            // So do a shift here and, where both ends are finite, a scale.
            measured.mean[k] = 0.0;
            measured.scale[k] = if high.is_finite() || *low != 0.0 { 1.0 } else { measured.scale[k] };
        }
        statistics.event = Some(measured);
    }
    if statistics.context.is_none() && d.context > 0 {
        let contexts = select(data.contexts, rows, d.context);
        statistics.context = Some(Standardize::measure(&contexts, d.context, weights.as_slice()));
    }
}

fn dataset<T: Real>(
    d: &Member,
    data: &Data<'_>,
    numbers: Vec<usize>,
    weights: &Weights,
    statistics: &Statistics,
) -> Dataset<T> {
    Dataset {
        events: standardize(&select(data.events, &numbers, d.size()), statistics.event.as_ref()),
        contexts: standardize(&select(data.contexts, &numbers, d.context), statistics.context.as_ref()),
        weights: weights.select(&numbers),
        numbers,
    }
}

fn select(values: &[f64], rows: &[usize], columns: usize) -> Vec<f64> {
    rows.iter().flat_map(|row| &values[row * columns..][..columns]).copied().collect()
}
