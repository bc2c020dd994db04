//! `score`: log-densities of rows.

use std::ops::Range;
use std::path::Path;

use super::source::{Draws, Loaded, Source};
use super::{Arguments, model, print, with_threads};
use crate::data::{DataSource, Dtype, Format, write_csv, write_npy};
use crate::error::{Error, Result, quoted};
use crate::evaluate::{Rows, Summary, standardize};
use crate::flow::rows;
use crate::program::Program;
use crate::real::Real;

/// The draw of noise that scores use, apart from those of the validation, 0, and of epochs.
const SCORES: u64 = u64::MAX;

/// Whether `--format` asks for JSON.
///
/// # Errors
/// For another word than `text` and `json`.
pub fn is_json(arguments: &Arguments) -> Result<bool> {
    match arguments.text("format") {
        None | Some("text") => Ok(false),
        Some("json") => Ok(true),
        Some(other) => Err(Error::input(format!("found {} for `--format`, expected `text` or `json`", quoted(other)))),
    }
}

/// The rows of `--data` with the columns of the model, and noise where they hold whole numbers: one draw, by which the mean score is
/// a lower bound of the log-likelihood of the whole numbers.
///
/// # Errors
/// For data that cannot be read or do not fit, and a seed that is none.
pub fn rows_to_score<T: Real, P: Program<T>>(flow: &P, arguments: &Arguments) -> Result<Loaded> {
    let (d, statistics) = (P::program_description(), &flow.program_state().statistics);
    let source = Source::file(arguments.required("data")?, vec![], vec![], None)?.with_rows(range(arguments)?);
    let mut loaded = source.like(&statistics.columns, d.size()).load(d, 0, Draws::Fixed)?;
    let seed = arguments.parsed("seed", "a whole number")?.unwrap_or(0);
    statistics.quantized.add_noise(&mut loaded.events, d.size(), seed, SCORES);
    Ok(loaded)
}

/// The range that `--rows` names.
fn range(arguments: &Arguments) -> Result<Option<Range<usize>>> {
    let Some(text) = arguments.text("rows") else { return Ok(None) };
    let ends = text.split_once(':').and_then(|(first, end)| Some(first.parse().ok()?..end.parse().ok()?));
    let wrong = || Error::input(format!("found {} for `--rows`, expected two whole numbers, `0:1000`", quoted(text)));
    ends.map(Some).ok_or_else(wrong)
}

/// Scores the rows of `--data`.
///
/// # Errors
/// For a model or data that cannot be read or do not fit, and a log-density that is not a number.
pub fn score<T: Real, P: Program<T>>(arguments: &Arguments) -> Result<()> {
    let json = is_json(arguments)?;
    let output = arguments.text("output").map(output_format).transpose()?;
    let data = arguments.required("data")?;
    let flow: P = model(arguments)?;
    let loaded = rows_to_score::<T, P>(&flow, arguments)?;
    let statistics = &flow.program_state().statistics;
    let events: Vec<T> = standardize(&loaded.events, statistics.event.as_ref());
    let contexts: Vec<T> = standardize(&loaded.contexts, statistics.context.as_ref());
    let log_prob = with_threads(arguments, || rows::log_prob(&flow, Rows::standardized(&events, &contexts)))?;
    if let Some(row) = log_prob.iter().position(|l| l.to_f64().is_nan()) {
        let row = loaded.origin(row);
        return Err(Error::numerical(format!("the log-density of row {row} (counted from 0) is not a number")).at(data));
    }
    if let (Some(path), Some(format)) = (arguments.text("output"), output) {
        write_scores(path, format, &log_prob)?;
    }
    let summary = Summary::of(&log_prob);
    print(&if json { as_json(summary) } else { as_text(summary) })
}

/// Writes one log-density a row.
///
/// # Errors
/// Where the file cannot be written.
pub fn write_scores<T: Real>(path: &str, format: Format, log_prob: &[T]) -> Result<()> {
    let values: Vec<f64> = log_prob.iter().map(|l| l.to_f64()).collect();
    write(path, format, Some(&["log_prob".into()]), &[values.len()], &values, dtype::<T>())
}

fn as_text(s: Summary) -> String {
    format!("mean log-likelihood: {:.4} ± {:.4} nats (2 s.e., {} rows)\n", s.mean, s.two_se, s.rows)
}

/// A density of zero has a mean of −∞, which JSON cannot say: it is `null`.
fn as_json(s: Summary) -> String {
    let number = |n: f64| if n.is_finite() { format!("{n:?}") } else { "null".to_string() };
    format!("{{\"mean\": {}, \"two_se\": {}, \"rows\": {}}}\n", number(s.mean), number(s.two_se), s.rows)
}

/// The format of a file to write.
///
/// # Errors
/// For another ending than `.csv` and `.npy`.
pub fn output_format(path: &str) -> Result<Format> {
    match path.parse::<DataSource>().map(|source| source.format) {
        Ok(format @ (Format::Csv | Format::Npy)) => Ok(format),
        _ => Err(Error::input("found a name of another format, expected the ending .csv or .npy").at(path)),
    }
}

/// Writes values of a shape; a CSV file has the last extent as columns, or one column for a list.
pub fn write(
    path: &str,
    format: Format,
    names: Option<&[String]>,
    shape: &[usize],
    values: &[f64],
    dtype: Dtype,
) -> Result<()> {
    let columns = if shape.len() > 1 { shape[1..].iter().product() } else { 1 };
    match format {
        Format::Csv => write_csv(Path::new(path), names, columns, values, dtype),
        Format::Npy | Format::Npz | Format::Parquet => write_npy(Path::new(path), shape, values, dtype),
    }
}

/// The type of numbers in files.
pub fn dtype<T: Real>() -> Dtype {
    if T::NAME == "f64" { Dtype::F64 } else { Dtype::F32 }
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

    #[test]
    fn only_formats_that_are_written() {
        for path in ["a.npz", "a.txt", "a", "a.npz:x"] {
            assert_eq!(output_format(path).unwrap_err().exit_code(), 2);
        }
        assert_eq!((output_format("a.csv").unwrap(), output_format("a.NPY").unwrap()), (Format::Csv, Format::Npy));
    }
}
