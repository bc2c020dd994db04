//! `sample`: rows drawn from a model, on the way between two rows, or with known first positions, block by block, so that memory does
//! not grow with their number.

mod between;
mod completion;
mod given;
mod redraw;

use std::io;

use flow_runtime::data::{Column, ColumnKind};
use flow_runtime::{Error, Real, Result};

use crate::answer::Answer;
use crate::arguments::SampleArguments;
use crate::defaults::TrainDefaults;
use crate::output::Whole;
use crate::runtime::{Completion, Draw, LatentPath, Program, Units, reload, rows, standardize, unstandardize};
use crate::signals::Signals;
use crate::threads::with_threads;
use given::Given;

/// Numbers of a block, about. A sample's bits depend on its number alone, so blocks of any size give the same ones.
pub const BLOCK: usize = 1 << 20;

/// Draws rows to where `-o` says.
///
/// # Errors
/// For a model or contexts that cannot be read or do not fit, and a file that cannot be written.
pub fn sample<T: Real, P: Program<T>>(
    declared: &P,
    arguments: &SampleArguments,
    defaults: &TrainDefaults,
) -> Result<Answer> {
    if arguments.latent {
        return Err(Error::input("found `--latent`, which is of latent variable models, for a flow")
            .help("in Rust, `flow.inverse(&x)` leads to the latent variable"));
    }
    if let Some(context) = &arguments.context {
        arguments.output.refuse_over(context)?;
    }
    let flow = reload(declared, &arguments.model)?;
    let (d, statistics) = (flow.program_description(), &flow.program_state().statistics);
    let (source, given) = Source::of(&flow, arguments, defaults)?;
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
        let draw = || source.rows(&flow, first, count, &contexts);
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
    let sound = statistics.columns.sound.filter(|_| all.len() == drawn.len());
    let whole = Whole { columns: &all, shape: &shape, exact, in_bytes, sound };
    let written = arguments.output.stream::<T>(whole, (0..given.rows).step_by(block).map(draw));
    match signals.exit_code() {
        // What was begun is removed.
        Some(code) if written.is_err() => Ok(Answer { code, ..Answer::default() }),
        _ => written.map(|()| Answer::default()),
    }
}

/// The latent values that rows are made of.
enum Source {
    /// Draws from the base.
    Base(Draw),
    /// The way between two rows of data.
    Path(LatentPath),
    /// Rows of data whose first positions are known.
    Completion(Completion),
}

impl Source {
    /// The source that the arguments ask for, and what its rows are given.
    ///
    /// # Errors
    /// For a temperature, rows or contexts that do not fit the flow.
    fn of<T: Real, P: Program<T>>(
        flow: &P,
        arguments: &SampleArguments,
        defaults: &TrainDefaults,
    ) -> Result<(Self, Given)> {
        if let Some(between) = &arguments.between {
            let ends = between::Ends::read(flow, between, arguments, defaults)?;
            let path = with_threads(arguments.threads, || ends.path(flow, between.steps))?;
            return Ok((Source::Path(path?), Given::sharing(between.steps, ends.context)));
        }
        if let Some(known) = &arguments.known {
            let (completion, given) = completion::read(flow, known, arguments, defaults)?;
            return Ok((Source::Completion(completion), given));
        }
        let draw = Draw::at_temperature(arguments.seed, arguments.temperature, flow.program_member().base.sampler)?;
        let draw = match arguments.redraw {
            Some(scale) => draw.keeping(redraw::kept(flow, scale)?),
            None => draw,
        };
        Ok((Source::Base(draw), Given::read::<T, P>(flow, arguments, defaults)?))
    }

    /// `count` rows from number `first` on, standardised, and their log-densities.
    fn rows<T: Real, P: Program<T>>(&self, flow: &P, first: usize, count: usize, contexts: &[T]) -> (Vec<T>, Vec<T>) {
        match self {
            Source::Base(draw) => rows::sample(flow, first, count, contexts, Units::Standardized, *draw),
            Source::Completion(rows) => rows.rows(flow, first, count, contexts, Units::Standardized),
            Source::Path(path) => rows::along(flow, path, first, count, contexts, Units::Standardized),
        }
    }
}

/// The columns of a file of samples, which have names in any case.
pub fn columns(known: &[Column], size: usize, prefix: &str) -> Vec<Column> {
    let column = |k: usize| {
        let column = known.get(k).cloned().unwrap_or_default();
        if column.name.is_empty() { Column { name: format!("{prefix}{}", k + 1), ..column } } else { column }
    };
    (0..size).map(column).collect()
}
