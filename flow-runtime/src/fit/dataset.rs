//! Rows for a fit: checked, split, standardised once, and in the flow's number type.

use super::options::{FitOptions, Validation};
use crate::error::{Error, Result};
use crate::evaluate::standardize;
use crate::noise::{Noise, Purpose, shuffle_order};
use crate::program::{Description, Program};
use crate::real::Real;
use crate::state::{Standardize, Statistics};

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
    /// The number of each row in the data it came from.
    pub numbers: Vec<usize>,
}

/// Training and validation rows. Measures the flow's statistics on the training rows where the options ask for it.
pub fn prepare_data<T: Real, P: Program<T>>(
    flow: &mut P,
    data: &Data<'_>,
    options: &FitOptions,
) -> Result<(Dataset<T>, Option<Dataset<T>>)> {
    let n = check::<T, P>(data.events, data.contexts, "")?;
    let (training, validation) = split(n, options)?;
    let statistics = &mut flow.state_mut().statistics;
    if options.standardize {
        measure::<T, P>(statistics, data, &training);
    }
    let validation = match &options.validation {
        Validation::None => None,
        Validation::Fraction(_) => Some(dataset::<T, P>(data, validation, statistics)),
        Validation::Rows { events, contexts } => {
            let rows = check::<T, P>(events, contexts, "validation ")?;
            Some(dataset::<T, P>(&Data { events, contexts }, (0..rows).collect(), statistics))
        }
    };
    Ok((dataset::<T, P>(data, training, statistics), validation))
}

/// The number of rows, if they are whole and finite.
fn check<T: Real, P: Program<T>>(events: &[f64], contexts: &[f64], which: &str) -> Result<usize> {
    let d = P::description();
    let (size, context) = (d.size(), d.context);
    let n = events.len() / size;
    if n == 0 || events.len() != n * size || contexts.len() != n * context {
        return Err(Error::input(format!(
            "found {} numbers of {which}rows and {} of their contexts, expected at least one row of {size} and {context} for each",
            events.len(),
            contexts.len()
        )));
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

/// Whether `x` can be any number.
fn is_real(d: &Description) -> bool {
    d.support == (f64::NEG_INFINITY, f64::INFINITY)
}

/// What `x` can be, in words.
fn support(d: &Description) -> String {
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
    let mut validation = shuffle_order(&Noise::new(options.seed, Purpose::Split), 0, n);
    let mut training = validation.split_off(held_out);
    validation.sort_unstable();
    training.sort_unstable();
    Ok((training, validation))
}

fn measure<T: Real, P: Program<T>>(statistics: &mut Statistics, data: &Data<'_>, rows: &[usize]) {
    let d = P::description();
    // A shift would move an end of the support, and a scale any end but 0.
    let scales = [d.support.0, d.support.1].into_iter().all(|end| end == 0.0 || end.is_infinite());
    if statistics.event.is_none() && scales {
        let mut measured = Standardize::measure(&select(data.events, rows, d.size()), d.size());
        if !is_real(d) {
            measured.mean.fill(0.0);
        }
        statistics.event = Some(measured);
    }
    if statistics.context.is_none() && d.context > 0 {
        statistics.context = Some(Standardize::measure(&select(data.contexts, rows, d.context), d.context));
    }
}

fn dataset<T: Real, P: Program<T>>(data: &Data<'_>, numbers: Vec<usize>, statistics: &Statistics) -> Dataset<T> {
    let d = P::description();
    Dataset {
        events: standardize(&select(data.events, &numbers, d.size()), statistics.event.as_ref()),
        contexts: standardize(&select(data.contexts, &numbers, d.context), statistics.context.as_ref()),
        numbers,
    }
}

fn select(values: &[f64], rows: &[usize], columns: usize) -> Vec<f64> {
    rows.iter().flat_map(|row| &values[row * columns..][..columns]).copied().collect()
}
