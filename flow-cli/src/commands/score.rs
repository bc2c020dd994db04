//! `flow score RUN --data FILE`: log-densities of rows under a trained model.

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use flow_program::OutputFile;
use flow_runtime::data::Columns;

use crate::exit::{Failure, Outcome, print, say};
use crate::model::{Call, Run};
use crate::numbers;
use crate::piped::{Source, named};
use crate::recordings;
use crate::runs::{best_of, runs_in};
use crate::runtime_dependency::{CompileFlag, RuntimeDependency};
use crate::seeds;

/// Flags of `flow score`.
#[derive(Args, Debug)]
pub struct Score {
    /// The folder that `flow train` wrote; of several seeds, each is scored, and their mixture
    run: PathBuf,
    /// The rows: FILE.csv, FILE.npy, FILE.npz, FILE.npz:ARRAY, FILE.parquet, FILE.wav, or - for
    /// standard input; without it, a flow that is fitted to a density estimates its normaliser
    #[arg(long, value_name = "FILE")]
    data: Option<String>,
    /// Score only the rows of the half-open range A:B, counted from 0
    #[arg(long, value_name = "A:B")]
    rows: Option<String>,
    /// How to treat rows in which a value is missing, instead of as the spec says
    #[arg(long, value_name = "refuse|drop")]
    missing: Option<String>,
    /// The contexts of recordings, a table with a row for each, instead of that of the spec
    #[arg(long, value_name = "FILE", requires = "data")]
    context: Option<String>,
    /// The form of the summary: for people, or as {"mean", "two_se", "rows"}
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Write one log-density a row, in nats, CSV or NPY by the file's ending; NaN for rows that are
    /// left out; - is standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// The format of standard output, which is CSV without it
    #[arg(long = "as", value_name = "csv|npy", requires = "output")]
    as_format: Option<String>,
    /// Draws of the posterior by which a latent variable model scores each row: of one, the evidence lower
    /// bound; of more, an estimate of log p(x) by importance, which tends to it from below
    #[arg(long, value_name = "K")]
    draws: Option<String>,
    /// Number of threads; results do not depend on it
    #[arg(long, value_name = "N")]
    threads: Option<usize>,
    #[command(flatten)]
    compile: CompileFlag,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum Format {
    Text,
    Json,
}

impl Score {
    pub fn run(self) -> Outcome {
        let runtime = self.compile.resolve()?;
        let data = self.data.as_deref().map(Source::of).transpose()?;
        let outcome = match (&runs_in(&self.run)?[..], &data) {
            ([run], _) => self.score_one(&Run::open(run, runtime.as_ref())?, data.as_ref()),
            (_, None) => Err(Failure::input(format!(
                "{}: found the runs of several seeds, expected `--data FILE` to score them\n\
                 help: name one of them, such as {0}/seed-1",
                self.run.display()
            ))),
            (runs, Some(data)) => self.score_seeds(runs, data, runtime.as_ref()),
        };
        outcome.map_err(|failure| named(data.as_ref(), failure))
    }

    /// Scores the rows for one run: recordings whole, where the flow has a density of any length.
    fn score_one(&self, run: &Run, data: Option<&Source>) -> Outcome {
        let range = |rows: &String| {
            let (start, end) = rows.split_once(':')?;
            Some(start.parse().ok()?..end.parse().ok()?)
        };
        let rows = self.rows.as_ref().map(range);
        let scored = match (data, rows) {
            // A malformed range is told by the command.
            (None, _) | (_, Some(None)) => None,
            // So is a flag that is not of flows.
            _ if self.draws.is_some() => None,
            (Some(data), rows) => {
                recordings::score(run, data.file(), rows.flatten(), self.context.as_deref(), self.threads)?
            }
        };
        let Some(scored) = scored else { return self.score(run, data, self.output.as_deref()).run() };
        self.write(&scored.log_prob, || scored.as_text(), || scored.as_json())
    }

    /// Writes one log-density a row where they are asked for, and the summary.
    fn write(&self, log_prob: &[f64], text: impl Fn() -> String, json: impl Fn() -> String) -> Outcome {
        if let Some(output) = &self.output {
            let mut output: OutputFile = output.display().to_string().parse()?;
            if let Some(format) = &self.as_format {
                output = output.written_as(format)?;
            }
            output.write::<f64>(&Columns::named(["log_prob"], []).event, &[log_prob.len()], log_prob)?;
            if output.is_stdout() {
                say(text().trim_end());
                return Ok(());
            }
        }
        print(&match self.format {
            Format::Text => text(),
            Format::Json => json(),
        })
    }

    /// The command that scores the rows for one run.
    fn score<'r>(&self, run: &'r Run, data: Option<&Source>, output: Option<&Path>) -> Call<'r> {
        let mut command = run.call("score");
        command.args(data.iter().flat_map(|data| ["--data", data.file()]));
        command.args(self.rows.iter().flat_map(|rows| ["--rows", rows]));
        command.args(self.missing.iter().flat_map(|missing| ["--missing", missing]));
        command.args(self.context.iter().flat_map(|context| ["--context", context]));
        if let Format::Json = self.format {
            command.args(["--format", "json"]);
        }
        if let Some(output) = output {
            command.arg("-o").arg(output);
        }
        if output == self.output.as_deref() {
            command.args(self.as_format.iter().flat_map(|format| ["--as", format]));
        }
        command.args(self.draws.iter().flat_map(|draws| ["--draws", draws]));
        if let Some(threads) = self.threads {
            command.args(["--threads", &threads.to_string()]);
        }
        command
    }

    /// Scores each of several runs, and the mixture of their models in equal parts.
    fn score_seeds(&self, runs: &[PathBuf], data: &Source, runtime: Option<&RuntimeDependency>) -> Outcome {
        let scratch = tempfile::tempdir().map_err(|error| Failure::io(&std::env::temp_dir(), "write", &error))?;
        let file = scratch.path().join("scores.npy");
        let (mut scores, mut name) = (Vec::new(), String::new());
        for run in runs {
            let run = Run::open(run, runtime)?;
            self.score(&run, Some(data), Some(&file)).quietly()?;
            scores.push(numbers::read(&file, None)?);
            name = match &self.draws {
                Some(draws) => format!("log-likelihood by importance, {draws} draws a row"),
                None => run.declaration.score_name().into(),
            };
        }
        let scored = seeds::Scored::of(runs, &scores, best_of(runs)?, name);
        self.write(&seeds::mixture(&scores), || scored.as_text(), || format!("{:#}\n", scored.as_json()))
    }
}
