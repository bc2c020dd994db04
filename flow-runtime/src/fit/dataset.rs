//! Rows for a fit: checked, split, standardised once, and in the flow's number type.

use super::options::{FitOptions, Validation};
use crate::error::{Error, Result};
use crate::evaluate::standardize;
use crate::noise::{Noise, Purpose, shuffle_order};
use crate::program::Program;
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
    Ok(n)
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
    if statistics.event.is_none() {
        let mut measured = Standardize::measure(&select(data.events, rows, d.size()), d.size());
        if d.positive {
            // A shift would move the edge of the support; a scale does not.
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
