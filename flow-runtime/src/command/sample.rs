//! `sample`: rows drawn from a model.

use super::score::{dtype, output_format, write};
use super::{Arguments, model, with_threads};
use crate::data::{DataSource, ReadOptions, read};
use crate::error::{Error, Result};
use crate::evaluate::{Units, standardize, unstandardize};
use crate::flow::rows;
use crate::program::Program;
use crate::real::Real;

/// Draws rows into the file of `-o`.
///
/// # Errors
/// For a model or contexts that cannot be read or do not fit, and a file that cannot be written.
pub fn sample<T: Real, P: Program<T>>(arguments: &Arguments) -> Result<()> {
    let path = arguments.required("output")?;
    let format = output_format(path)?;
    let seed = arguments.parsed("seed", "a whole number")?.unwrap_or(0);
    let wanted: Option<usize> = arguments.parsed("rows", "a whole number")?;
    let flow: P = model(arguments)?;
    let contexts = contexts::<T, P>(&flow, arguments, wanted)?;
    let d = P::program_description();
    let n = match (wanted, d.context) {
        (Some(n), _) => n,
        (None, 0) => return Err(Error::input("`sample` needs `-n N`")),
        (None, context) => contexts.len() / context,
    };
    let statistics = &flow.program_state().statistics;
    let contexts: Vec<T> = standardize(&contexts, statistics.context.as_ref());
    let (events, log_prob) =
        with_threads(arguments, || rows::sample(&flow, 0, n, &contexts, Units::Standardized, seed))?;
    let mut values = unstandardize(&events, statistics.event.as_ref());
    statistics.quantized.floor(&mut values, d.size());
    let mut names = names(&statistics.columns, d.size());
    let mut shape = [&[n], d.event].concat();
    if arguments.text("log-prob").is_some() {
        let rows = values.chunks(d.size()).zip(&log_prob);
        values = rows.flat_map(|(row, l)| row.iter().copied().chain([l.to_f64()])).collect();
        names.push("log_prob".into());
        shape = vec![n, d.size() + 1];
    }
    write(path, format, Some(&names), &shape, &values, dtype::<T>())
}

fn names(columns: &[String], size: usize) -> Vec<String> {
    if columns.len() >= size { columns[..size].to_vec() } else { (1..=size).map(|k| format!("x{k}")).collect() }
}

/// One context a row, in the units of the data. A file with one context gives it to all rows.
fn contexts<T: Real, P: Program<T>>(flow: &P, arguments: &Arguments, wanted: Option<usize>) -> Result<Vec<f64>> {
    let d = P::program_description();
    let file = match (arguments.text("context"), d.context) {
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
    let source: DataSource = file.parse()?;
    let known = &flow.program_state().statistics.columns;
    // A file with the columns of the training data may hold the event too.
    let named = (source.format.has_names() && known.len() > d.size()).then(|| known[d.size()..].to_vec());
    let table = read(&source, &ReadOptions { columns: named, flatten: true, ..Default::default() })?;
    if table.columns != d.context {
        let message =
            format!("`{}` has {} numbers of context, {file} has {} columns", d.name, d.context, table.columns);
        return Err(Error::input(message));
    }
    match wanted {
        Some(n) if table.rows == 1 => Ok(table.values.repeat(n)),
        Some(n) if table.rows != n => {
            Err(Error::input(format!("found {} contexts, expected {n}, or one for all", table.rows)).at(file))
        }
        _ => Ok(table.values),
    }
}
