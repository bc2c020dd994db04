//! `flow encode RUN --data FILE -o FILE` and `flow decode`: from rows to latent variables, and back.

use std::path::PathBuf;

use clap::Args;

use crate::exit::Outcome;
use crate::piped::{Source, named};
use crate::runs::open_best;

/// Flags of `flow encode`.
#[derive(Args, Debug)]
pub struct Encode {
    /// The folder that `flow train` wrote; of the runs of several seeds, the best by validation
    run: PathBuf,
    /// The rows: FILE.csv, FILE.npy, FILE.npz, FILE.npz:ARRAY or FILE.parquet
    #[arg(long, value_name = "FILE")]
    data: String,
    /// Encode only the rows of the half-open range A:B, counted from 0
    #[arg(long, value_name = "A:B")]
    rows: Option<String>,
    /// The file for the latent variables, CSV or NPY by its ending, or - for standard output
    #[arg(short, long, value_name = "FILE")]
    output: PathBuf,
    /// The format of standard output, which is CSV without it
    #[arg(long = "as", value_name = "csv|npy")]
    as_format: Option<String>,
    /// Draw from the posterior with this seed; without it, each row gets what the location of the
    /// posterior's base becomes: of a normal posterior, its mean
    #[arg(long)]
    seed: Option<u64>,
    /// Number of threads; results do not depend on it
    #[arg(long, value_name = "N")]
    threads: Option<usize>,
}

/// Flags of `flow decode`.
#[derive(Args, Debug)]
pub struct Decode {
    /// The folder that `flow train` wrote; of the runs of several seeds, the best by validation
    run: PathBuf,
    /// The latent variables, one a row: FILE.csv, FILE.npy, FILE.npz or FILE.npz:ARRAY
    #[arg(long, value_name = "FILE")]
    data: String,
    /// The file for the rows, CSV or NPY by its ending, or - for standard output
    #[arg(short, long, value_name = "FILE")]
    output: PathBuf,
    /// The format of standard output, which is CSV without it
    #[arg(long = "as", value_name = "csv|npy")]
    as_format: Option<String>,
    /// Seed of the draws
    #[arg(long, default_value_t = 0)]
    seed: u64,
    /// Write the mean of K draws for each latent variable, in place of one draw
    #[arg(long, value_name = "K")]
    mean: Option<String>,
    /// Number of threads; results do not depend on it
    #[arg(long, value_name = "N")]
    threads: Option<usize>,
}

impl Encode {
    pub fn run(self) -> Outcome {
        let seed = self.seed.map(|seed| seed.to_string());
        let flags = [("--rows", self.rows), ("--as", self.as_format), ("--seed", seed)];
        call("encode", &self.run, &self.data, &self.output, (flags, self.threads))
    }
}

impl Decode {
    pub fn run(self) -> Outcome {
        let flags = [("--mean", self.mean), ("--as", self.as_format), ("--seed", Some(self.seed.to_string()))];
        call("decode", &self.run, &self.data, &self.output, (flags, self.threads))
    }
}

/// Calls the command of the run's model with its flags.
fn call(
    name: &str,
    run: &std::path::Path,
    data: &str,
    output: &std::path::Path,
    (flags, threads): ([(&str, Option<String>); 3], Option<usize>),
) -> Outcome {
    let run = open_best(run, None)?;
    let data = Source::of(data)?;
    let mut command = run.call(name);
    command.args(["--data", data.file()]).arg("-o").arg(output);
    let threads = threads.map(|threads| threads.to_string());
    let given = flags.into_iter().chain([("--threads", threads)]);
    for (flag, value) in given.filter_map(|(flag, value)| Some((flag, value?))) {
        command.args([flag, value.as_str()]);
    }
    command.run().map_err(|failure| named(Some(&data), failure))
}
