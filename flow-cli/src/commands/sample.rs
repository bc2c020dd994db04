//! `flow sample RUN -n N -o FILE`: rows drawn from a trained model.

use std::path::PathBuf;

use clap::Args;

use crate::exit::Outcome;
use crate::piped::{Source, named};
use crate::runs::open_best;
use crate::runtime_dependency::CompileFlag;

/// Flags of `flow sample`.
#[derive(Args, Debug)]
pub struct Sample {
    /// The folder that `flow train` wrote; of the runs of several seeds, the best by validation
    run: PathBuf,
    /// Number of rows, by default one for each context; the first rows of more are the same
    #[arg(short = 'n', long = "rows", value_name = "N")]
    rows: Option<usize>,
    /// Seed of the randomness; equal seeds give equal rows
    #[arg(long, default_value_t = 0)]
    seed: u64,
    /// Draw with the base's deviations from its location multiplied by T: 1 draws from the model itself,
    /// less gives rows that are more alike, and 0 what the mode of the base becomes
    #[arg(long, value_name = "T", allow_hyphen_values = true)]
    temperature: Option<String>,
    /// The file for the rows, CSV or NPY by its ending, or - for standard output
    #[arg(short, long, value_name = "FILE")]
    output: PathBuf,
    /// The format of standard output, which is CSV without it
    #[arg(long = "as", value_name = "csv|npy")]
    as_format: Option<String>,
    /// Add the log-density of each row, in nats, as a last column
    #[arg(long)]
    log_prob: bool,
    /// Contexts of a conditional model: FILE.csv, FILE.npy, FILE.npz, FILE.npz:ARRAY or
    /// FILE.parquet
    #[arg(long, value_name = "FILE")]
    context: Option<String>,
    /// Draw K rows for each context, in place of -n
    #[arg(long, value_name = "K", conflicts_with = "rows")]
    each: Option<usize>,
    /// Write the context beside each row
    #[arg(long)]
    with_context: bool,
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
        command.args(["--seed", &self.seed.to_string()]).arg("-o").arg(&self.output);
        let counts = [("-n", self.rows), ("--each", self.each)];
        for (flag, count) in counts.iter().filter_map(|(flag, count)| Some((flag, (*count)?))) {
            command.args([flag, count.to_string().as_str()]);
        }
        command.args(self.temperature.iter().flat_map(|temperature| ["--temperature", temperature]));
        command.args(self.as_format.iter().flat_map(|format| ["--as", format]));
        if self.with_context {
            command.arg("--with-context");
        }
        if self.log_prob {
            command.arg("--log-prob");
        }
        let context = self.context.as_deref().map(Source::of).transpose()?;
        command.args(context.iter().flat_map(|context| ["--context", context.file()]));
        command.args(self.missing.iter().flat_map(|missing| ["--missing", missing]));
        if let Some(threads) = self.threads {
            command.args(["--threads", &threads.to_string()]);
        }
        command.run().map_err(|failure| named(context.as_ref(), failure))
    }
}
