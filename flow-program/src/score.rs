//! `score`: log-densities of rows.

use std::ops::Range;

use flow_runtime::data::{Column, ColumnKind, FileRows, Missing};
use flow_runtime::{Error, Real, Result};

use crate::arguments::{ScoreArguments, Style};
use crate::console::say;
use crate::data_checks;
use crate::defaults::TrainDefaults;
use crate::input::{Input, Loaded};
use crate::output::OutputFile;
use crate::runtime::{Program, Summary, reload, rows};
use crate::threads::with_threads;

/// The draw of noise that scores use, apart from those of the validation, 0, and of epochs.
const SCORES: u64 = u64::MAX;

/// Rows that are judged by a model, as the arguments name them.
pub struct Judged<'a> {
    pub file: &'a str,
    /// Some of its rows, counted from 0.
    pub rows: Option<Range<usize>>,
    /// What becomes of rows in which a value is missing; `None` is what the declaration says.
    pub missing: Option<Missing>,
    /// The seed of the noise that is added to whole numbers.
    pub seed: u64,
}

impl<'a> Judged<'a> {
    /// The rows of `file` that these arguments name.
    pub fn of_score(file: &'a str, ScoreArguments { rows, missing, seed, .. }: &ScoreArguments) -> Self {
        Judged { file, rows: rows.clone(), missing: *missing, seed: *seed }
    }
}

/// Reads rows of a file in the ways and with the columns of those that the model was fitted to, and adds noise where they hold whole
/// numbers: one draw, by which the mean score is a lower bound of the log-likelihood of the whole numbers.
///
/// # Errors
/// For data that cannot be read or do not fit.
pub fn rows_to_score<T: Real, P: Program<T>>(flow: &P, judged: Judged<'_>, defaults: &TrainDefaults) -> Result<Loaded> {
    let (d, statistics) = (flow.program_description(), &flow.program_state().statistics);
    let Judged { file, rows, missing, seed } = judged;
    let input = Input::File(FileRows { rows, ..FileRows::new(file) });
    let input = input.like(defaults.data.as_ref(), &statistics.columns).with_missing(missing);
    let mut loaded = input.load_judged(d, say)?;
    loaded.columns.clone_from(&statistics.columns);
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
/// For a model or data that cannot be read or do not fit, and a log-density that is not a number.
pub fn score<T: Real, P: Program<T>>(
    declared: &P,
    arguments: &ScoreArguments,
    defaults: &TrainDefaults,
) -> Result<String> {
    let data = required_data("score", arguments.data.as_ref())?;
    let flow = reload(declared, &arguments.model)?;
    let loaded = rows_to_score(&flow, Judged::of_score(data, arguments), defaults)?;
    let log_prob = || rows::log_prob_of_data(&flow, &loaded.events, &loaded.contexts);
    let log_prob = with_threads(arguments.threads, log_prob)?;
    // Every row is written, whatever another one is.
    if let Some(output) = &arguments.output {
        write_scores(output, &log_prob, &loaded)?;
    }
    if let Some(row) = log_prob.iter().position(|l| l.to_f64().is_nan()) {
        let row = loaded.origin(row) + 1;
        return Err(Error::numerical(format!("the log-density of row {row} (counted from 1) is not a number")).at(data));
    }
    let found = Scores::of(&log_prob, &loaded.weights, |row| loaded.origin(row) + 1);
    let text = match arguments.style {
        Style::Text => found.as_text(),
        Style::Json => found.as_json(),
    };
    if arguments.output.as_ref().is_some_and(OutputFile::is_stdout) {
        // Standard output holds the scores of the rows.
        say(text.trim_end());
        return Ok(String::new());
    }
    Ok(text)
}

/// Writes one log-density for each row that was asked for, also for those that were left out because a value is missing in them: theirs is
/// not a number, so that scores stand beside the rows of the file.
///
/// # Errors
/// Where the file cannot be written.
pub fn write_scores<T: Real>(output: &OutputFile, log_prob: &[T], loaded: &Loaded) -> Result<()> {
    let mut values = vec![f64::NAN; log_prob.len() + loaded.dropped];
    for (k, l) in log_prob.iter().enumerate() {
        values[loaded.place_of(k)] = l.to_f64();
    }
    output.write::<T>(&[Column { name: "log_prob".into(), kind: ColumnKind::Real }], &[values.len()], &values)
}

/// The log-densities of some rows, of which those with density 0 are told apart: one of them takes
/// every mean with it.
struct Scores {
    all: Summary,
    /// How many rows have density 0, and the number of the first of them in its source, from 1.
    zero: Option<(usize, usize)>,
    others: Summary,
}

impl Scores {
    /// `weights` say what each row counts; they are empty where all count alike.
    fn of<T: Real>(log_prob: &[T], weights: &[f64], number: impl Fn(usize) -> usize) -> Self {
        let is_zero = |l: &T| l.to_f64() == f64::NEG_INFINITY;
        let first = log_prob.iter().position(is_zero);
        let others: Vec<T> = log_prob.iter().copied().filter(|l| !is_zero(l)).collect();
        let weights_of_others: Vec<f64> =
            weights.iter().zip(log_prob).filter(|(_, l)| !is_zero(l)).map(|(w, _)| *w).collect();
        Scores {
            all: Summary::weighted(log_prob, weights),
            zero: first.map(|row| (log_prob.len() - others.len(), number(row))),
            others: Summary::weighted(&others, &weights_of_others),
        }
    }

    fn as_text(&self) -> String {
        let told = |s: Summary| format!("{:.4} ± {:.4} nats (2 s.e., {} rows)", s.mean, s.two_se, s.rows);
        let Some((count, first)) = self.zero else { return format!("mean log-likelihood: {}\n", told(self.all)) };
        let mut text = format!("mean log-likelihood: -inf nats ({} rows)\n", self.all.rows);
        text += &format!("{count} of {} rows have density 0, the first is row {first}", self.all.rows);
        if self.others.rows > 0 {
            text += &format!("; mean log-likelihood of the others: {}", told(self.others));
        }
        text + "\n"
    }

    /// A density of zero has a mean of −∞, which JSON cannot say: it is `null`.
    fn as_json(&self) -> String {
        let number = |n: f64| if n.is_finite() { format!("{n:?}") } else { "null".to_string() };
        let told = |s: Summary| {
            format!("\"mean\": {}, \"two_se\": {}, \"rows\": {}", number(s.mean), number(s.two_se), s.rows)
        };
        let more = self.zero.map_or(String::new(), |(count, first)| {
            format!(
                ", \"zero_density\": {{\"rows\": {count}, \"first\": {first}}}, \"others\": {{{}}}",
                told(self.others)
            )
        });
        format!("{{{}{more}}}\n", told(self.all))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn summaries_in_both_formats() {
        let s = Scores::of(&[0.5, 1.0, 1.5, 1.0], &[], |row| row + 1);
        // The standard deviation is √(1/6), over √4.
        assert!((s.all.two_se - (1.0_f64 / 6.0).sqrt()).abs() < 1e-15 && s.all.mean == 1.0);
        assert_eq!(s.as_text(), "mean log-likelihood: 1.0000 ± 0.4082 nats (2 s.e., 4 rows)\n");
        assert!(s.as_json().starts_with("{\"mean\": 1.0, \"two_se\": 0.408"));
    }

    #[test]
    fn rows_of_density_zero_are_told_apart() {
        let s = Scores::of(&[0.5, f64::NEG_INFINITY, 1.5, f64::NEG_INFINITY], &[], |row| row + 11);
        assert_eq!(
            s.as_text(),
            "mean log-likelihood: -inf nats (4 rows)\n2 of 4 rows have density 0, the first is row 12; \
             mean log-likelihood of the others: 1.0000 ± 1.0000 nats (2 s.e., 2 rows)\n"
        );
        assert_eq!(
            s.as_json(),
            "{\"mean\": null, \"two_se\": null, \"rows\": 4, \"zero_density\": {\"rows\": 2, \"first\": 12}, \
             \"others\": {\"mean\": 1.0, \"two_se\": 1.0, \"rows\": 2}}\n"
        );
        let none = Scores::of(&[f64::NEG_INFINITY], &[], |row| row + 1);
        assert_eq!(
            none.as_text(),
            "mean log-likelihood: -inf nats (1 rows)\n1 of 1 rows have density 0, the first is row 1\n"
        );
    }
}
