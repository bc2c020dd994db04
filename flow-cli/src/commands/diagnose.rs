//! `flow diagnose RUN --data FILE`: what can be checked of a model without knowing the truth.

use std::path::PathBuf;

use clap::Args;

use super::score::Format;
use crate::exit::Outcome;
use crate::piped::{Source, named};
use crate::runs::open_best;
use crate::runtime_dependency::CompileFlag;

/// Flags of `flow diagnose`.
#[derive(Args, Debug)]
pub struct Diagnose {
    /// The folder that `flow train` wrote; of the runs of several seeds, the best by validation
    run: PathBuf,
    /// Rows that the model was not trained on: FILE.csv, FILE.npy, FILE.npz, FILE.npz:ARRAY or
    /// FILE.parquet, or - for standard input; without it, a flow that is fitted to a density estimates its normaliser
    #[arg(long, value_name = "FILE")]
    data: Option<String>,
    /// Diagnose only the rows of the half-open range A:B, counted from 0
    #[arg(long, value_name = "A:B")]
    rows: Option<String>,
    /// How to treat rows in which a value is missing, instead of as the spec says
    #[arg(long, value_name = "refuse|drop")]
    missing: Option<String>,
    /// The form of the answer: for people, or as JSON
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Number of threads; results do not depend on it
    #[arg(long, value_name = "N")]
    threads: Option<usize>,
    #[command(flatten)]
    compile: CompileFlag,
}

impl Diagnose {
    pub fn run(self) -> Outcome {
        let run = open_best(&self.run, self.compile.resolve()?.as_ref())?;
        let data = self.data.as_deref().map(Source::of).transpose()?;
        let mut command = run.call("diagnose");
        command.args(data.iter().flat_map(|data| ["--data", data.file()]));
        command.args(self.rows.iter().flat_map(|rows| ["--rows", rows]));
        command.args(self.missing.iter().flat_map(|missing| ["--missing", missing]));
        if let Format::Json = self.format {
            command.args(["--format", "json"]);
        }
        if let Some(threads) = self.threads {
            command.args(["--threads", &threads.to_string()]);
        }
        command.run().map_err(|failure| named(data.as_ref(), failure))
    }
}
