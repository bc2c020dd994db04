//! `score`: log-densities of rows.

use std::ops::Range;

use flow_runtime::data::FileRows;
use flow_runtime::{Error, Real, Result};

use crate::arguments::{ScoreArguments, Style};
use crate::input::{Draws, Input, Loaded};
use crate::output::OutputFile;
use crate::runtime::{Program, Rows, Summary, reload, rows, standardize};
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
    let mut loaded = input.like(&statistics.columns, d.size()).load(d, 0, Draws::Fixed)?;
    statistics.quantized.add_noise(&mut loaded.events, d.size(), seed, SCORES);
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
/// For a model or data that cannot be read or do not fit, and a log-density that is not a number.
pub fn score<T: Real, P: Program<T>>(declared: &P, arguments: &ScoreArguments) -> Result<String> {
    let data = required_data("score", arguments.data.as_ref())?;
    let flow = reload(declared, &arguments.model)?;
    let loaded = rows_to_score(&flow, data, arguments.rows.clone(), arguments.seed)?;
    let statistics = &flow.program_state().statistics;
    let events: Vec<T> = standardize(&loaded.events, statistics.event.as_ref());
    let contexts: Vec<T> = standardize(&loaded.contexts, statistics.context.as_ref());
    let log_prob = || rows::log_prob(&flow, Rows::standardized(&events, &contexts));
    let log_prob = with_threads(arguments.threads, log_prob)?;
    if let Some(row) = log_prob.iter().position(|l| l.to_f64().is_nan()) {
        let row = loaded.origin(row);
        return Err(Error::numerical(format!("the log-density of row {row} (counted from 0) is not a number")).at(data));
    }
    if let Some(output) = &arguments.output {
        write_scores(output, &log_prob)?;
    }
    let summary = Summary::of(&log_prob);
    Ok(match arguments.style {
        Style::Text => as_text(summary),
        Style::Json => as_json(summary),
    })
}

/// Writes one log-density a row.
///
/// # Errors
/// Where the file cannot be written.
pub fn write_scores<T: Real>(output: &OutputFile, log_prob: &[T]) -> Result<()> {
    let values: Vec<f64> = log_prob.iter().map(|l| l.to_f64()).collect();
    output.write::<T>(&["log_prob".into()], &[values.len()], &values)
}

fn as_text(s: Summary) -> String {
    format!("mean log-likelihood: {:.4} ± {:.4} nats (2 s.e., {} rows)\n", s.mean, s.two_se, s.rows)
}

/// A density of zero has a mean of −∞, which JSON cannot say: it is `null`.
fn as_json(s: Summary) -> String {
    let number = |n: f64| if n.is_finite() { format!("{n:?}") } else { "null".to_string() };
    format!("{{\"mean\": {}, \"two_se\": {}, \"rows\": {}}}\n", number(s.mean), number(s.two_se), s.rows)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn summaries_in_both_formats() {
        let s = Summary::of(&[0.5, 1.0, 1.5, 1.0]);
        // The standard deviation is √(1/6), over √4.
        assert!((s.two_se - (1.0_f64 / 6.0).sqrt()).abs() < 1e-15 && s.mean == 1.0);
        assert_eq!(as_text(s), "mean log-likelihood: 1.0000 ± 0.4082 nats (2 s.e., 4 rows)\n");
        let zero = Summary::of(&[0.5, f64::NEG_INFINITY]);
        assert_eq!(as_json(zero), "{\"mean\": null, \"two_se\": null, \"rows\": 2}\n");
        assert!(as_json(s).starts_with("{\"mean\": 1.0, \"two_se\": 0.408"));
    }
}
