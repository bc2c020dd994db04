//! `flow score RUN --data FILE`: log-densities of rows under a trained model.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use crate::exit::Outcome;
use crate::model::Run;
use crate::runtime_dependency::CompileFlag;

/// Flags of `flow score`.
#[derive(Args, Debug)]
pub struct Score {
    /// The folder that `flow train` wrote
    run: PathBuf,
    /// The rows: FILE.csv, FILE.npy, FILE.npz, FILE.npz:ARRAY or FILE.parquet; without it, a flow
    /// that is fitted to a density estimates its normaliser
    #[arg(long, value_name = "FILE")]
    data: Option<String>,
    /// Score only the rows of the half-open range A:B, counted from 0
    #[arg(long, value_name = "A:B")]
    rows: Option<String>,
    /// The form of the summary: for people, or as {"mean", "two_se", "rows"}
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Write one log-density a row, in nats
    #[arg(short, long, value_name = "FILE.npy")]
    output: Option<PathBuf>,
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
        let run = Run::open(&self.run, self.compile.resolve()?.as_ref())?;
        let mut command = run.call("score");
        command.args(self.data.iter().flat_map(|data| ["--data", data]));
        command.args(self.rows.iter().flat_map(|rows| ["--rows", rows]));
        if let Format::Json = self.format {
            command.args(["--format", "json"]);
        }
        if let Some(output) = &self.output {
            command.arg("-o").arg(output);
        }
        if let Some(threads) = self.threads {
            command.args(["--threads", &threads.to_string()]);
        }
        command.run()
    }
}
