//! `score`: log-densities of rows.

use std::ops::Range;

use flow_runtime::data::{Column, ColumnKind, FileRows};
use flow_runtime::fit::Scores;
use flow_runtime::{Error, Real, Result};

use crate::arguments::{ScoreArguments, Style};
use crate::data_checks;
use crate::input::{Draws, Input, Loaded};
use crate::output::OutputFile;
use crate::runtime::{Program, reload, rows};
use crate::scores::RowScores;
use crate::threads::with_threads;

/// The draw of noise that scores use, apart from those of the validation, 0, and of epochs.
const SCORES: u64 = u64::MAX;

/// Reads rows of a file with the columns of the model, and adds noise where they hold whole numbers: one draw, by which the mean score
/// is a lower bound of the log-likelihood of the whole numbers.
///
/// # Errors
/// For data that cannot be read or do not fit.
pub fn rows_to_score<T: Real, P: Program<T>>(
    flow: &P,
    file: &str,
    rows: Option<Range<usize>>,
    seed: u64,
) -> Result<Loaded> {
    let (d, statistics) = (flow.program_description(), &flow.program_state().statistics);
    let input = Input::File(FileRows { rows, ..FileRows::new(file) });
    let mut loaded = input.like(&statistics.columns).load(d, 0, Draws::Fixed)?;
    data_checks::check_judged(&loaded, d)?;
    statistics.columns.add_noise(&mut loaded.events, d.size(), seed, SCORES);
    Ok(loaded)
}

/// The file of rows that a command cannot do without.
///
/// # Errors
/// Where it is not named.
pub fn required_data<'a>(command: &str, data: Option<&'a String>) -> Result<&'a String> {
    data.ok_or_else(|| Error::input(format!("`{command}` needs `--data FILE`")))
}

/// Scores the rows of `--data`; their mean log-density as text.
///
/// # Errors
/// For a model or data that cannot be read or do not fit, and where no row has a log-density that is a
/// number.
pub fn score<T: Real, P: Program<T>>(declared: &P, arguments: &ScoreArguments) -> Result<String> {
    let data = required_data("score", arguments.data.as_ref())?;
    let flow = reload(declared, &arguments.model)?;
    let loaded = rows_to_score(&flow, data, arguments.rows.clone(), arguments.seed)?;
    let log_prob = || rows::log_prob_of_data(&flow, &loaded.events, &loaded.contexts);
    let log_prob = with_threads(arguments.threads, log_prob)?;
    // Every row is written, whatever another one is.
    if let Some(output) = &arguments.output {
        write_scores(output, &log_prob)?;
    }
    let scores = Scores::of(&log_prob);
    if scores.undefined.is_some_and(|undefined| undefined.rows == log_prob.len()) {
        let rows = log_prob.len();
        return Err(Error::numerical(format!("none of the {rows} rows has a log-density that is a number")).at(data));
    }
    let found = RowScores::of(scores, |row| loaded.origin(row) + 1);
    Ok(match arguments.style {
        Style::Text => format!("mean log-likelihood: {found}\n"),
        Style::Json => format!("{}\n", found.as_json()),
    })
}

/// Writes one log-density a row.
///
/// # Errors
/// Where the file cannot be written.
pub fn write_scores<T: Real>(output: &OutputFile, log_prob: &[T]) -> Result<()> {
    let values: Vec<f64> = log_prob.iter().map(|l| l.to_f64()).collect();
    output.write::<T>(&[Column { name: "log_prob".into(), kind: ColumnKind::Real }], &[values.len()], &values)
}
