//! Rows for a fit: checked, split, standardised once, and in the flow's number type.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

use super::options::{FitOptions, Validation};
use super::rows::{Draw, Drawn, Feed, VALIDATION_NOISE};
use super::weights::Weights;
use crate::engine::images::Images;
use crate::engine::program::Parametric;
use crate::engine::tile::keep_inside;
use crate::error::{Error, Result, number};
use crate::model::description::Member;
use crate::model::standardize::standardize;
use crate::model::{Columns, Interval, Recordings, Standardization, Standardize, Statistics};
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
    /// `[n, size]`; empty where they are images.
    pub events: Vec<T>,
    /// The rows where they are such.
    pub images: Option<Images>,
    /// `[n, context]`
    pub contexts: Vec<T>,
    /// The weight of each row, above 0.
    pub weights: Weights,
    /// The number of each row in the data it came from.
    pub numbers: Vec<usize>,
    /// `ln |dx/dz|` of standardising each row; empty where it is the same for all, that of the scales.
    pub volumes: Vec<f64>,
}

/// Training and validation rows. Measures the flow's statistics on the training rows where the
/// options ask for it.
pub fn prepare_data<T: Real, P: Parametric<T>>(
    flow: &mut P,
    feed: Feed<'_>,
    options: &FitOptions,
) -> Result<(Dataset<T>, Option<Dataset<T>>)> {
    match feed {
        Feed::Rows(data) => {
            let (size, columns) = (flow.program_member().size(), &flow.program_state().statistics.columns);
            if columns.are_drawn() {
                let drawn = data.drawn(columns, size, options.seed_of_data(), VALIDATION_NOISE);
                return prepare_rows(flow, &drawn.data(), options);
            }
            prepare_rows(flow, &data, options)
        }
        Feed::Images(bytes) => prepare_images(flow, bytes, options),
        Feed::Crops(recordings) => prepare_crops(flow, recordings, options),
        Feed::Fresh(draw) => prepare_fresh(flow, draw, options),
    }
}

/// Rows that stay bytes. Nothing of them is measured.
fn prepare_images<T: Real, P: Parametric<T>>(
    flow: &mut P,
    bytes: &[u8],
    options: &FitOptions,
) -> Result<(Dataset<T>, Option<Dataset<T>>)> {
    let (d, statistics) = (flow.program_member(), &flow.program_state().statistics);
    let n = bytes.len() / d.size();
    if n == 0 || bytes.len() != n * d.size() || d.context > 0 {
        let message = format!("found {} bytes, expected rows of {} each and no context", bytes.len(), d.size());
        return Err(Error::input(message));
    }
    refuse_standardized_bytes(options, statistics)?;
    let (mut lowest, mut highest) = (vec![u8::MAX; d.size()], vec![0; d.size()]);
    for row in bytes.chunks_exact(d.size()) {
        row.iter().zip(&mut lowest).for_each(|(byte, low)| *low = (*low).min(*byte));
        row.iter().zip(&mut highest).for_each(|(byte, high)| *high = (*high).max(*byte));
    }
    let columns = &statistics.columns;
    // Noise takes a byte to somewhere before the next.
    let noise = if columns.have_noise() { 0.5 } else { 0.0 };
    let ends = |k: usize| if columns.binarize.is_some() { [0, 1] } else { [lowest[k], highest[k]] };
    let outside = |k: usize| ends(k).into_iter().find(|b| !d.interval(k).contains(f64::from(*b) + noise));
    if let Some((k, byte)) = (0..d.size()).find_map(|k| Some((k, outside(k)?))) {
        let message = format!("found {byte}, expected {}, where the flow has a density", within(d.interval(k)));
        return Err(Error::input(message).at(format!("element {}", k + 1)));
    }
    let weights = Weights::new(&options.weights, n, "")?;
    let (training, held_out) = split_by_weight(n, &weights, options)?;
    let bytes: Arc<[u8]> = bytes.into();
    let of = |numbers: Vec<usize>| Dataset {
        events: Vec::new(),
        images: Some(Images::new(bytes.clone(), numbers.clone(), columns, (options.seed_of_data(), VALIDATION_NOISE))),
        contexts: Vec::new(),
        weights: weights.select(&numbers),
        volumes: Vec::new(),
        numbers,
    };
    let validation = match &options.validation {
        Validation::Fraction(_) => Some(of(held_out)),
        other => given_rows(d, other, statistics)?,
    };
    Ok((of(training), validation))
}

fn refuse_standardized_bytes(options: &FitOptions, statistics: &Statistics) -> Result<()> {
    if options.standardization() != Standardization::Off || statistics.event.is_some() {
        return Err(Error::input("found bytes to standardize, expected numbers"));
    }
    Ok(())
}

/// Crops of recordings, which stay bytes.
fn prepare_crops<T: Real, P: Parametric<T>>(
    flow: &mut P,
    recordings: &Recordings,
    options: &FitOptions,
) -> Result<(Dataset<T>, Option<Dataset<T>>)> {
    let (d, statistics) = (flow.program_member(), &flow.program_state().statistics);
    let size = d.size();
    if recordings.is_empty() || recordings.iter().any(|levels| levels.len() < size) {
        return Err(Error::input(format!("expected recordings of at least {size} samples each")));
    }
    let contexts: Vec<f64> = (0..recordings.len()).flat_map(|k| recordings.context(k)).copied().collect();
    check_contexts(d, &statistics.columns, &contexts, recordings.len(), "", "recording")?;
    if !options.weights.is_empty() {
        return Err(Error::input("found weights beside recordings, expected crops that all count alike"));
    }
    refuse_standardized_bytes(options, statistics)?;
    let highest = recordings.iter().flatten().max().copied().unwrap_or_default();
    if !(0..size).all(|k| d.interval(k).contains(0.0) && d.interval(k).contains(highest.into())) {
        let message = format!("found levels from 0 to {highest}, expected {}", within(d.interval(0)));
        return Err(Error::input(message));
    }
    let (training, validation) = match &options.validation {
        Validation::Fraction(_) => {
            let (training, held_out) = split(recordings.len(), options).map_err(|_| {
                Error::input("found 1 recording, expected at least 2 to hold some out for validation")
                    .help("name other recordings by `validation`, or leave it out")
            })?;
            let rows = recordings.select(&held_out);
            let events = rows.consecutive(size).flatten().map(|level| f64::from(*level)).collect();
            let contexts = rows.consecutive_contexts(size).flatten().copied().collect();
            (recordings.select(&training), Validation::Rows { events, contexts, weights: Vec::new() })
        }
        other => (recordings.clone(), other.clone()),
    };
    let statistics = &mut flow.program_state_mut().statistics;
    let contexts: Vec<f64> = training.consecutive_contexts(size).flatten().copied().collect();
    measure_contexts(d, statistics, &contexts, &Weights::default(), options.standardization());
    let statistics = &flow.program_state().statistics;
    let validation = given_rows(d, &validation, statistics)?;
    let images = Images::crops(training.clone(), &statistics.columns, (options.seed_of_data(), VALIDATION_NOISE));
    let training = Dataset {
        events: Vec::new(),
        contexts: standardize(&images.contexts_of_crops(size), statistics.context.as_ref()),
        weights: Weights::default(),
        volumes: Vec::new(),
        numbers: (0..training.crops(size)).collect(),
        images: Some(images),
    };
    Ok((training, validation))
}

fn prepare_rows<T: Real, P: Parametric<T>>(
    flow: &mut P,
    data: &Data<'_>,
    options: &FitOptions,
) -> Result<(Dataset<T>, Option<Dataset<T>>)> {
    let d = flow.program_member();
    let n = check(d, &flow.program_state().statistics.columns, data.events, data.contexts, "")?;
    let weights = Weights::new(&options.weights, n, "")?;
    let (training, held_out) = split_by_weight(n, &weights, options)?;
    measure(d, &mut flow.program_state_mut().statistics, data, &training, &weights, options.standardization());
    let statistics = &flow.program_state().statistics;
    let validation = match &options.validation {
        Validation::Fraction(_) => Some(dataset(d, data, held_out, &weights, statistics)),
        other => given_rows(d, other, statistics)?,
    };
    Ok((dataset(d, data, training, &weights, statistics), validation))
}

/// Rows of the first epoch. A fraction of them, from epoch 0, is the validation; all others are
/// trained on.
fn prepare_fresh<T: Real, P: Parametric<T>>(
    flow: &mut P,
    draw: &Draw<'_>,
    options: &FitOptions,
) -> Result<(Dataset<T>, Option<Dataset<T>>)> {
    if !options.weights.is_empty() {
        return Err(Error::input("found weights beside fresh rows, expected rows that all count alike"));
    }
    let first = draw(1)?;
    let d = flow.program_member();
    let n = check(d, &flow.program_state().statistics.columns, &first.events, &first.contexts, "")?;
    let rows: Vec<usize> = (0..n).collect();
    let statistics = &mut flow.program_state_mut().statistics;
    measure(d, statistics, &first.data(), &rows, &Weights::default(), options.standardization());
    let statistics = &flow.program_state().statistics;
    let validation = match &options.validation {
        Validation::Fraction(fraction) => {
            let held_out = draw(0)?;
            let rows = check(d, &statistics.columns, &held_out.events, &held_out.contexts, "validation ")?;
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
    let n = check(d, &statistics.columns, &drawn.events, &drawn.contexts, "")?;
    Ok(dataset(d, &drawn.data(), (0..n).collect(), &Weights::default(), statistics))
}

impl<T: Real> Dataset<T> {
    /// Puts the rows of an epoch in place of the training rows, where epochs have rows of their
    /// own.
    pub(super) fn turn_to<P: Parametric<T>>(
        &mut self,
        flow: &P,
        feed: Feed<'_>,
        seed: u64,
        epoch: usize,
    ) -> Result<()> {
        match feed {
            Feed::Rows(data) => {
                let (d, statistics) = (flow.program_member(), &flow.program_state().statistics);
                if !statistics.columns.are_drawn() {
                    return Ok(());
                }
                let drawn = data.drawn(&statistics.columns, d.size(), seed, epoch as u64);
                self.renew(d, &drawn, statistics)
            }
            Feed::Images(_) | Feed::Crops(_) => {
                let (d, statistics) = (flow.program_member(), &flow.program_state().statistics);
                if let Some(images) = &mut self.images {
                    images.turn_to((seed, epoch as u64));
                    self.contexts = standardize(&images.contexts_of_crops(d.size()), statistics.context.as_ref());
                }
                Ok(())
            }
            Feed::Fresh(draw) => self.refill(flow, &draw(epoch as u64)?, epoch),
        }
    }

    fn refill<P: Parametric<T>>(&mut self, flow: &P, drawn: &Drawn, epoch: usize) -> Result<()> {
        let rows: Dataset<T> = fresh(flow.program_member(), drawn, &flow.program_state().statistics)?;
        let (found, expected) = (rows.numbers.len(), self.numbers.len());
        if found != expected {
            let message = format!("found {found} rows for epoch {epoch}, expected {expected} as for the first");
            return Err(Error::input(message));
        }
        *self = rows;
        Ok(())
    }

    /// Takes the events of other rows with the same numbers: those with the noise of another epoch.
    pub fn renew(&mut self, d: &Member, rows: &Drawn, statistics: &Statistics) -> Result<()> {
        check(d, &statistics.columns, &rows.events, &rows.contexts, "")?;
        let events = select(&rows.events, &self.numbers, d.size());
        self.take_events(d, &events, statistics);
        Ok(())
    }

    /// Some consecutive rows as the flow takes them up.
    pub fn events_of(&self, d: &Member, rows: Range<usize>) -> Cow<'_, [T]> {
        match &self.images {
            Some(images) => rows.flat_map(|row| images.event(d, row)).collect::<Vec<T>>().into(),
            None => self.events[rows.start * d.size()..rows.end * d.size()].into(),
        }
    }

    /// Standardises events of the data.
    fn take_events(&mut self, d: &Member, events: &[f64], statistics: &Statistics) {
        self.events = standardize(events, statistics.event.as_ref());
        // Rounding to the flow's type must not leave its support.
        keep_inside(d, &mut self.events);
        let with_ends = statistics.event.as_ref().filter(|s| !s.intervals.is_empty());
        self.volumes = with_ends.map_or_else(Vec::new, |s| {
            self.events.chunks(d.size()).map(|row| s.log_volume(row.iter().copied())).collect()
        });
    }
}

/// Validation rows of their own, where there are such.
fn given_rows<T: Real>(d: &Member, validation: &Validation, statistics: &Statistics) -> Result<Option<Dataset<T>>> {
    let Validation::Rows { events, contexts, weights } = validation else { return Ok(None) };
    let n = check(d, &statistics.columns, events, contexts, "validation ")?;
    let weights = Weights::new(weights, n, "validation ")?;
    Ok(Some(dataset(d, &Data { events, contexts }, (0..n).collect(), &weights, statistics)))
}

/// The number of rows, if they are whole and every number is one that its column can have.
fn check(d: &Member, columns: &Columns, events: &[f64], contexts: &[f64], which: &str) -> Result<usize> {
    let (size, context) = (d.size(), d.context);
    let n = events.len() / size;
    if n == 0 || events.len() != n * size || contexts.len() != n * context {
        return Err(Error::input(format!(
            "found {} numbers of {which}rows and {} of their contexts, expected at least one row of {size} and {context} for each",
            events.len(),
            contexts.len()
        )));
    }
    let kinds = columns.event_intervals();
    let fits = |k: usize, x: f64| d.interval(k).contains(x) && kinds.get(k).is_none_or(|i| i.contains(x));
    if let Some(i) = events.iter().enumerate().position(|(i, x)| !x.is_finite() || !fits(i % size, *x)) {
        let (value, own) = (events[i], d.interval(i % size));
        let expected = match kinds.get(i % size) {
            Some(kind) if own.contains(value) && value.is_finite() => within(*kind),
            _ => within(own),
        };
        let why = if own.is_real() { "" } else { ", where the flow has a density" };
        let message = format!("found {}, expected {expected}{why}", number(value));
        let (row, column) = (i / size + 1, i % size + 1);
        return Err(Error::input(message).at(format!("{which}row {row}, column {column}")));
    }
    check_contexts(d, columns, contexts, n, which, "row")?;
    Ok(n)
}

/// Succeeds where every number of the contexts of `n` rows, or of what else has them, is one that its column can have.
fn check_contexts(d: &Member, columns: &Columns, contexts: &[f64], n: usize, which: &str, what: &str) -> Result<()> {
    let context = d.context;
    if contexts.len() != n * context {
        let found = contexts.len();
        return Err(Error::input(format!("found {found} numbers of contexts, expected {context} for each {what}")));
    }
    let kinds = columns.context_intervals();
    let fits = |k: usize, x: f64| x.is_finite() && kinds.get(k).is_none_or(|i| i.contains(x));
    if let Some(i) = contexts.iter().enumerate().position(|(i, x)| !fits(i % context, *x)) {
        let expected = within(kinds.get(i % context).copied().unwrap_or(Interval::REALS));
        let message = format!("found {}, expected {expected}", number(contexts[i]));
        let (row, column) = (i / context + 1, i % context + 1);
        return Err(Error::input(message).at(format!("{which}{what} {row}, column {column} of the context")));
    }
    Ok(())
}

/// The numbers of an interval, in words.
fn within(interval: Interval) -> String {
    match interval {
        Interval { low: f64::NEG_INFINITY, high: f64::INFINITY, .. } => "finite numbers".into(),
        Interval { low, high: f64::INFINITY, .. } => format!("numbers above {}", number(low)),
        Interval { low: f64::NEG_INFINITY, high, .. } => format!("numbers below {}", number(high)),
        Interval { low, high, .. } => format!("numbers between {} and {}", number(low), number(high)),
    }
}

/// Numbers of training and validation rows, each in order, without those of weight 0: they change
/// nothing, and without them every batch has a loss.
fn split_by_weight(n: usize, weights: &Weights, options: &FitOptions) -> Result<(Vec<usize>, Vec<usize>)> {
    let (mut training, mut held_out) = split(n, options)?;
    for (rows, which) in [(&mut training, "training"), (&mut held_out, "validation")] {
        let before = rows.len();
        rows.retain(|row| weights.of(*row) > 0.0);
        if rows.is_empty() && before > 0 {
            return Err(Error::input(format!("found the weight 0 for all {which} rows, expected one above 0")));
        }
    }
    Ok((training, held_out))
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

/// Measures what the flow undoes, unless it has that already.
fn measure(
    d: &Member,
    statistics: &mut Statistics,
    data: &Data<'_>,
    rows: &[usize],
    weights: &Weights,
    how: Standardization,
) {
    let weights = weights.select(rows);
    let measured = |values: &[f64], columns: usize, intervals: Vec<Interval>| {
        let wanted = how != Standardization::Off || !intervals.is_empty();
        wanted
            .then(|| Standardize::measure(&select(values, rows, columns), columns, weights.as_slice(), intervals, how))
    };
    // A shift would move an end of the flow's own support, and a scale any end but 0.
    let scales = [d.support.0, d.support.1].into_iter().all(|end| end == 0.0 || end.is_infinite());
    if statistics.event.is_none() && scales {
        statistics.event = measured(data.events, d.size(), statistics.columns.event_intervals());
        for (k, own) in (0..d.size()).map(|k| (k, d.interval(k))).filter(|(_, own)| !own.is_real()) {
            if let Some(s) = &mut statistics.event {
                s.mean[k] = 0.0;
                let from_zero = [own.low, own.high].into_iter().all(|end| end == 0.0 || end.is_infinite());
                s.scale[k] = if from_zero { s.scale[k] } else { 1.0 };
            }
        }
    }
    measure_contexts(d, statistics, &select(data.contexts, rows, d.context), &weights, how);
}

/// Measures what the flow undoes of contexts, unless it has that already.
fn measure_contexts(
    d: &Member,
    statistics: &mut Statistics,
    contexts: &[f64],
    weights: &Weights,
    how: Standardization,
) {
    let intervals = statistics.columns.context_intervals();
    if statistics.context.is_none() && d.context > 0 && (how != Standardization::Off || !intervals.is_empty()) {
        statistics.context = Some(Standardize::measure(contexts, d.context, weights.as_slice(), intervals, how));
    }
}

fn dataset<T: Real>(
    d: &Member,
    data: &Data<'_>,
    numbers: Vec<usize>,
    weights: &Weights,
    statistics: &Statistics,
) -> Dataset<T> {
    let mut dataset = Dataset {
        events: Vec::new(),
        images: None,
        contexts: standardize(&select(data.contexts, &numbers, d.context), statistics.context.as_ref()),
        weights: weights.select(&numbers),
        volumes: Vec::new(),
        numbers,
    };
    let events = select(data.events, &dataset.numbers, d.size());
    dataset.take_events(d, &events, statistics);
    dataset
}

fn select(values: &[f64], rows: &[usize], columns: usize) -> Vec<f64> {
    rows.iter().flat_map(|row| &values[row * columns..][..columns]).copied().collect()
}
