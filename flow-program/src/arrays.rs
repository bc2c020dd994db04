//! Rows that a program holds, looked at and scored as `score` does those of a file.

use flow_runtime::data::{Columns, Lines, check_array};
use flow_runtime::error::{number, quoted};
use flow_runtime::{Error, Real, Result};

use crate::data_checks;
use crate::input::Loaded;
use crate::runtime::{Program, rows};
use crate::score::RowsToScore;

/// The names of the two arrays in messages.
const EVENTS: &str = "x";
const CONTEXTS: &str = "context";

/// Events and contexts in the units of the data, row after row.
#[derive(Clone, Debug, Default)]
pub struct Arrays {
    /// `[rows, elements of an event]`
    pub events: Vec<f64>,
    /// `[rows, columns of the context]`, or one row for all; empty without a context.
    pub contexts: Vec<f64>,
}

/// `log p` of each event, in nats.
///
/// # Errors
/// For arrays that do not fit, and values that are missing, infinite, or none of their columns'.
pub fn log_prob<T: Real, P: Program<T>>(flow: &P, Arrays { events, contexts }: Arrays) -> Result<Vec<T>> {
    let (d, columns) = (flow.program_description(), &flow.program_state().statistics.columns);
    let size = d.size();
    if !events.len().is_multiple_of(size) {
        let message = format!("found {} numbers, expected a multiple of {size}", events.len());
        return Err(Error::input(message).at(EVENTS));
    }
    check_array(&events, size, EVENTS)?;
    let contexts = self::contexts(flow, contexts, events.len() / size)?;
    if events.is_empty() {
        return Ok(Vec::new());
    }
    // Values of these columns can be any numbers, and get no noise: the way of a single point.
    if columns.binarize.is_none() && columns.event.iter().all(|column| !column.kind.is_whole()) {
        return Ok(rows::log_prob_of_data(flow, &events, &contexts));
    }
    let loaded = in_memory(events, contexts, columns.clone());
    data_checks::check_judged(&loaded, d)?;
    Ok(RowsToScore::of(loaded, 0).log_prob(flow))
}

/// How many columns an array of contexts has.
pub fn context_columns<T: Real, P: Program<T>>(flow: &P) -> usize {
    match flow.program_state().statistics.columns.context.len() {
        0 => flow.program_member().context,
        columns => columns,
    }
}

/// The numbers of a context for each of `rows` rows, of an array with a context for each or one for all.
///
/// # Errors
/// For an array that does not fit, and values that are missing, infinite, or none of their columns'.
pub fn contexts<T: Real, P: Program<T>>(flow: &P, contexts: Vec<f64>, rows: usize) -> Result<Vec<f64>> {
    let (name, width) = (flow.program_description().name, context_columns(flow));
    match (contexts.len(), width) {
        (0, 0) => return Ok(contexts),
        (0, width) => {
            let message = format!("{} has {width} numbers of context, expected `context`", quoted(name));
            return Err(Error::input(message));
        }
        (_, 0) => return Err(Error::input(format!("found `context`, but {} has no context", quoted(name)))),
        (found, width) if found != width && found != rows * width => {
            let message = format!("found {} contexts, expected {rows}, or one for all", found / width);
            return Err(Error::input(message).at(CONTEXTS));
        }
        _ => {}
    }
    check_array(&contexts, width, CONTEXTS)?;
    let columns = &flow.program_state().statistics.columns.context;
    for (row, values) in contexts.chunks(width).enumerate() {
        if let Some((x, column)) = values.iter().zip(columns).find(|(x, column)| !column.kind.has(**x)) {
            let (x, name, expected) = (number(*x), quoted(&column.name), column.kind.expected());
            let message = format!("found {x} in {name} of row {}, expected {expected}", row + 1);
            return Err(Error::input(message).at(CONTEXTS));
        }
    }
    // Most columns are their numbers.
    let numbers: Vec<f64> = match columns.iter().any(|column| column.kind.gives_other_numbers()) {
        false => contexts,
        true => contexts
            .chunks(width)
            .flat_map(|row| row.iter().zip(columns).flat_map(|(x, column)| column.kind.context_numbers(*x)))
            .collect(),
    };
    let one = flow.program_member().context;
    Ok(if numbers.len() == one && rows != 1 { numbers.repeat(rows) } else { numbers })
}

/// Rows as a command has them that has read them.
fn in_memory(events: Vec<f64>, contexts: Vec<f64>, columns: Columns) -> Loaded {
    Loaded {
        events,
        recordings: None,
        contexts,
        columns,
        place: EVENTS.into(),
        bytes: Vec::new(),
        weights: Vec::new(),
        generator: None,
        origins: Vec::new(),
        dropped: 0,
        first: 0,
        lines: Lines::default(),
        fresh: false,
    }
}
