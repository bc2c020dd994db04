//! `flow sample RUN -n N -o FILE`: rows drawn from a trained model.

use std::path::PathBuf;

use clap::Args;

use crate::exit::Outcome;
use crate::runs::open_best;
use crate::runtime_dependency::CompileFlag;

/// Flags of `flow sample`.
#[derive(Args, Debug)]
pub struct Sample {
    /// The folder that `flow train` wrote; of the runs of several seeds, the best by validation
    run: PathBuf,
    /// Number of rows; the first rows of more are the same
    #[arg(short = 'n', long = "rows", value_name = "N")]
    rows: usize,
    /// Seed of the randomness; equal seeds give equal rows
    #[arg(long, default_value_t = 0)]
    seed: u64,
    /// The file for the rows, CSV or NPY by its ending
    #[arg(short, long, value_name = "FILE")]
    output: PathBuf,
    /// Add the log-density of each row, in nats, as a last column
    #[arg(long)]
    log_prob: bool,
    /// Contexts of a conditional model: FILE.csv, FILE.npy, FILE.npz, FILE.npz:ARRAY or
    /// FILE.parquet
    #[arg(long, value_name = "FILE")]
    context: Option<String>,
    /// What becomes of contexts in which a value is missing, instead of what the spec says
    #[arg(long, value_name = "refuse|drop")]
    missing: Option<String>,
    /// Number of threads; results do not depend on it
    #[arg(long, value_name = "N")]
    threads: Option<usize>,
    #[command(flatten)]
    compile: CompileFlag,
}

impl Sample {
    pub fn run(self) -> Outcome {
        let run = open_best(&self.run, self.compile.resolve()?.as_ref())?;
        let mut command = run.call("sample");
        command.args(["-n", &self.rows.to_string(), "--seed", &self.seed.to_string()]).arg("-o").arg(&self.output);
        if self.log_prob {
            command.arg("--log-prob");
        }
        if let Some(context) = &self.context {
            command.arg("--context").arg(context);
        }
        command.args(self.missing.iter().flat_map(|missing| ["--missing", missing]));
        if let Some(threads) = self.threads {
            command.args(["--threads", &threads.to_string()]);
        }
        command.run()
    }
}
