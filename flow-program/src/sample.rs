//! `sample`: rows drawn from a model, block by block, so that memory does not grow with their number.

use std::io;

use flow_runtime::data::{Column, ColumnKind, FileRows};
use flow_runtime::{Error, Real, Result};

use crate::answer::Answer;
use crate::arguments::SampleArguments;
use crate::defaults::TrainDefaults;
use crate::input::{Contexts, Input};
use crate::output::Whole;
use crate::runtime::{Draw, Program, Units, reload, rows, standardize, unstandardize};
use crate::signals::Signals;
use crate::threads::with_threads;

/// Numbers of a block, about. A sample's bits depend on its number alone, so blocks of any size give the same ones.
const BLOCK: usize = 1 << 20;

/// Draws rows to where `-o` says.
///
/// # Errors
/// For a model or contexts that cannot be read or do not fit, and a file that cannot be written.
pub fn sample<T: Real, P: Program<T>>(
    declared: &P,
    arguments: &SampleArguments,
    defaults: &TrainDefaults,
) -> Result<Answer> {
    if let Some(context) = &arguments.context {
        arguments.output.refuse_over(context)?;
    }
    let flow = reload(declared, &arguments.model)?;
    let (d, statistics) = (flow.program_description(), &flow.program_state().statistics);
    let of_base = Draw::at_temperature(arguments.seed, arguments.temperature, d.base.sampler)?;
    let given = Given::read::<T, P>(&flow, arguments, defaults)?;
    let drawn = columns(&statistics.columns.event, d.size(), "x");
    let mut all = drawn.clone();
    let mut shape = [&[given.rows], d.event].concat();
    if let Some(beside) = given.beside(arguments) {
        all.extend(columns(&beside.columns, beside.table.columns, "context"));
    }
    if arguments.log_prob {
        all.push(Column { name: "log_prob".into(), kind: ColumnKind::Real });
    }
    if all.len() > drawn.len() {
        shape = vec![given.rows, all.len()];
    }
    // Without units of the data, all numbers are the flow's own.
    let exact = statistics.event.is_none() && given.beside(arguments).is_none();
    let in_bytes = all.len() == drawn.len() && drawn.iter().all(|column| column.kind.is_byte());
    let (signals, block) = (Signals::listen()?, (BLOCK / all.len()).max(1));
    let draw = |first: usize| -> io::Result<Vec<f64>> {
        if signals.exit_code().is_some() {
            return Err(io::ErrorKind::Interrupted.into());
        }
        let count = block.min(given.rows - first);
        let contexts: Vec<T> = standardize(&given.numbers(first, count, d.context), statistics.context.as_ref());
        let draw = || rows::sample(&flow, first, count, &contexts, Units::Standardized, of_base);
        let (events, log_prob) = with_threads(arguments.threads, draw).map_err(io::Error::other)?;
        let mut events = unstandardize(&events, statistics.event.as_ref());
        statistics.columns.settle(&mut events, d.size());
        if all.len() == drawn.len() {
            return Ok(events);
        }
        let mut values = Vec::with_capacity(count * all.len());
        for (k, row) in events.chunks(d.size()).enumerate() {
            values.extend_from_slice(row);
            if let Some(beside) = given.beside(arguments) {
                values.extend_from_slice(beside.table.row(given.context_of(first + k)));
            }
            values.extend(arguments.log_prob.then(|| log_prob[k].to_f64()));
        }
        Ok(values)
    };
    let whole = Whole { columns: &all, shape: &shape, exact, in_bytes };
    let written = arguments.output.stream::<T>(whole, (0..given.rows).step_by(block).map(draw));
    match signals.exit_code() {
        // What was begun is removed.
        Some(code) if written.is_err() => Ok(Answer { code, ..Answer::default() }),
        _ => written.map(|()| Answer::default()),
    }
}

/// The columns of a file of samples, which have names in any case.
fn columns(known: &[Column], size: usize, prefix: &str) -> Vec<Column> {
    let column = |k: usize| {
        let column = known.get(k).cloned().unwrap_or_default();
        if column.name.is_empty() { Column { name: format!("{prefix}{}", k + 1), ..column } } else { column }
    };
    (0..size).map(column).collect()
}

/// How many rows are drawn, and what each is given.
struct Given {
    rows: usize,
    contexts: Option<Contexts>,
    /// How many rows in sequence have one context.
    each: usize,
}

impl Given {
    fn read<T: Real, P: Program<T>>(flow: &P, arguments: &SampleArguments, defaults: &TrainDefaults) -> Result<Self> {
        let SampleArguments { rows, each, with_context, missing, .. } = arguments;
        let d = flow.program_description();
        let file = match (&arguments.context, d.context, rows) {
            (None, 0, Some(rows)) if each.is_none() && !with_context => {
                return Ok(Given { rows: *rows, contexts: None, each: 1 });
            }
            (None, 0, None) if each.is_none() && !with_context => return Err(Error::input("`sample` needs `-n N`")),
            (_, 0, _) => {
                let flags = [("--context", arguments.context.is_some()), ("--each", each.is_some())];
                let found = flags.into_iter().find(|(_, given)| *given).map_or("--with-context", |(flag, _)| flag);
                return Err(Error::input(format!("found `{found}`, but `{}` has no context", d.name)));
            }
            (None, context, _) => {
                let message = format!("`{}` has {context} numbers of context, expected `--context FILE`", d.name);
                return Err(Error::input(message));
            }
            (Some(file), ..) => file,
        };
        if rows.is_some() && each.is_some() {
            let message = "found both `-n` and `--each`, expected one of them";
            return Err(Error::input(message).help("`--each K` draws K rows for each context"));
        }
        // A file with the columns of the training data may hold the event too.
        let input =
            Input::File(FileRows::new(file)).like(defaults.data.as_ref(), &flow.program_state().statistics.columns);
        let contexts = input.with_missing(*missing).load_contexts(d)?;
        let found = contexts.table.rows;
        let (rows, each) = match (rows, each) {
            (Some(n), _) if found == 1 => (*n, (*n).max(1)),
            (Some(n), _) if found != *n => {
                let message = format!("found {found} contexts, expected {n}, or one for all");
                return Err(Error::input(message).at(file).help("`--each K` draws K rows for each context"));
            }
            (_, Some(each)) => match found.checked_mul(*each) {
                Some(rows) => (rows, *each),
                None => {
                    return Err(Error::input(format!(
                        "found {each} rows for each of {found} contexts, which are too many"
                    )));
                }
            },
            _ => (found, 1),
        };
        Ok(Given { rows, contexts: Some(contexts), each })
    }

    /// The number of the context that a row is given.
    fn context_of(&self, row: usize) -> usize {
        row / self.each
    }

    /// The contexts of some rows, in the units of the data.
    fn numbers(&self, first: usize, count: usize, width: usize) -> Vec<f64> {
        let Some(contexts) = &self.contexts else { return Vec::new() };
        let context = |row: usize| &contexts.values[self.context_of(row) * width..][..width];
        (first..first + count).flat_map(context).copied().collect()
    }

    /// The contexts that are written beside the rows, where they are.
    fn beside(&self, arguments: &SampleArguments) -> Option<&Contexts> {
        self.contexts.as_ref().filter(|_| arguments.with_context)
    }
}
