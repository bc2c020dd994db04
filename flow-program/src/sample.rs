//! `sample`: rows drawn from a model.

use flow_runtime::data::{Column, ColumnKind, FileRows};
use flow_runtime::{Error, Real, Result};

use crate::arguments::SampleArguments;
use crate::console::say;
use crate::defaults::TrainDefaults;
use crate::input::Input;
use crate::runtime::{Program, Units, reload, rows, standardize, unstandardize};
use crate::threads::with_threads;

/// No file gets more numbers than a table that is read may have.
const MOST_VALUES: usize = 1 << 31;

/// Draws rows into the file of `-o`.
///
/// # Errors
/// For a model or contexts that cannot be read or do not fit, and a file that cannot be written.
pub fn sample<T: Real, P: Program<T>>(
    declared: &P,
    arguments: &SampleArguments,
    defaults: &TrainDefaults,
) -> Result<()> {
    let flow = reload(declared, &arguments.model)?;
    let contexts = contexts::<T, P>(&flow, arguments, defaults)?;
    let d = flow.program_description();
    let n = match (arguments.rows, d.context) {
        (Some(n), _) => n,
        (None, 0) => return Err(Error::input("`sample` needs `-n N`")),
        (None, context) => contexts.len() / context,
    };
    let most = MOST_VALUES / (d.size() + 1);
    if n > most {
        let message = format!("found {n} rows to draw, expected at most {most} of {} numbers each", d.size());
        return Err(Error::input(message).help("draw them into several files, with a seed of its own each"));
    }
    let statistics = &flow.program_state().statistics;
    let contexts: Vec<T> = standardize(&contexts, statistics.context.as_ref());
    let draw = || rows::sample(&flow, 0, n, &contexts, Units::Standardized, arguments.seed);
    let (events, log_prob) = with_threads(arguments.threads, draw)?;
    let mut values = unstandardize(&events, statistics.event.as_ref());
    statistics.columns.settle(&mut values, d.size());
    let mut columns = columns(&statistics.columns.event, d.size());
    let mut shape = [&[n], d.event].concat();
    if arguments.log_prob {
        let rows = values.chunks(d.size()).zip(&log_prob);
        values = rows.flat_map(|(row, l)| row.iter().copied().chain([l.to_f64()])).collect();
        columns.push(Column { name: "log_prob".into(), kind: ColumnKind::Real });
        shape = vec![n, d.size() + 1];
    }
    arguments.output.write::<T>(&columns, &shape, &values)
}

/// The columns of a file of samples, which have names in any case.
fn columns(known: &[Column], size: usize) -> Vec<Column> {
    let column = |k: usize| {
        let column = known.get(k).cloned().unwrap_or_default();
        if column.name.is_empty() { Column { name: format!("x{}", k + 1), ..column } } else { column }
    };
    (0..size).map(column).collect()
}

/// One context a row, in the units of the data. A file with one context gives it to all rows.
fn contexts<T: Real, P: Program<T>>(
    flow: &P,
    arguments: &SampleArguments,
    defaults: &TrainDefaults,
) -> Result<Vec<f64>> {
    let d = flow.program_description();
    let file = match (&arguments.context, d.context) {
        (None, 0) => return Ok(Vec::new()),
        (Some(_), 0) => return Err(Error::input(format!("found `--context`, but `{}` has no context", d.name))),
        (None, context) => {
            return Err(Error::input(format!(
                "`{}` has {context} numbers of context, expected `--context FILE`",
                d.name
            )));
        }
        (Some(file), _) => file,
    };
    // A file with the columns of the training data may hold the event too.
    let columns = &flow.program_state().statistics.columns;
    let rows = Input::File(FileRows::new(file)).like(defaults.data.as_ref(), columns);
    let read = rows.with_missing(arguments.missing).load_contexts(d)?;
    if read.table.dropped > 0 {
        let (dropped, all) = (read.table.dropped, read.table.dropped + read.table.rows);
        say(&format!("{file}: {dropped} of {all} contexts left out because a value is missing in them"));
    }
    let contexts = read.values;
    let found = contexts.len() / d.context;
    match arguments.rows {
        Some(n) if found == 1 => Ok(contexts.repeat(n)),
        Some(n) if found != n => {
            Err(Error::input(format!("found {found} contexts, expected {n}, or one for all")).at(file))
        }
        _ => Ok(contexts),
    }
}
