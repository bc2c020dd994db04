//! `flow sample RUN -n N -o FILE`: rows drawn from a trained model, or on the way between two rows.

use std::path::{Path, PathBuf};

use clap::Args;

use super::pictures;
use crate::exit::{Failure, Outcome, say};
use crate::model::{Call, Run};
use crate::numbers;
use crate::piped::{PIPE, Source, named};
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
    /// Draw recordings of so many seconds, at the rate of the recordings that the model was fitted to, in place of
    /// the length of its event. The flow is compiled for that length in this process
    #[arg(long, value_name = "S", conflicts_with_all = ["between", "given"])]
    seconds: Option<f64>,
    /// Seed of the randomness; equal seeds give equal rows
    #[arg(long, default_value_t = 0)]
    seed: u64,
    /// Draw with the base's deviations from its location multiplied by T: 1 draws from the model itself,
    /// less gives rows that are more alike, and 0 what the mode of the base becomes
    #[arg(long, value_name = "T", allow_hyphen_values = true)]
    temperature: Option<String>,
    /// Draw the latents of one scale anew for each row: the coarse ones (of the scale nearest to the
    /// base) or the fine ones (all others). Every 8 rows share the rest. The flow has several scales
    #[arg(long, value_name = "coarse|fine")]
    redraw: Option<String>,
    /// In place of draws, the way between the rows A and B of data, counted from 0, along their latents: for
    /// a normal base on an arc, whose direction turns at a constant pace, since it stays as far from 0 as
    /// draws are, and for other bases on a line. Images are also drawn, as a sheet beside the file
    #[arg(long, value_name = "A,B", conflicts_with_all = ["rows", "each", "context", "with_context", "temperature", "redraw"])]
    between: Option<String>,
    /// The steps of the way, both ends counted [default: 8]
    #[arg(long, value_name = "N")]
    steps: Option<String>,
    /// The rows that the way leads between, by default those of the spec: FILE.csv, FILE.npy, FILE.npz,
    /// FILE.npz:ARRAY or FILE.parquet
    #[arg(long, value_name = "FILE")]
    data: Option<String>,
    /// Rows whose first positions are known: the others are drawn given these. The flow has the base
    /// `autoregressive`
    #[arg(long, value_name = "FILE", requires = "known", conflicts_with_all = ["between", "context", "with_context", "temperature", "redraw"])]
    given: Option<String>,
    /// How many positions of each row of --given are known: row by row, with all their channels
    #[arg(long, value_name = "K", requires = "given")]
    known: Option<String>,
    /// The file for the rows, CSV or NPY by its ending, or - for standard output. Of a model that was fitted to
    /// recordings also WAV, which holds one of them
    #[arg(short, long, value_name = "FILE")]
    output: PathBuf,
    /// The format of standard output, which is CSV without it
    #[arg(long = "as", value_name = "csv|npy")]
    as_format: Option<String>,
    /// Write the latent variable of each row in place of the row: draws of the prior of a latent variable
    /// model
    #[arg(long)]
    latent: bool,
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
    /// How to treat contexts in which a value is missing, instead of as the spec says
    #[arg(long, value_name = "refuse|drop")]
    missing: Option<String>,
    /// Number of threads; results do not depend on it
    #[arg(long, value_name = "N")]
    threads: Option<usize>,
    #[command(flatten)]
    compile: CompileFlag,
}

/// The longest event that the compiler takes.
const MOST_SAMPLES: f64 = (1 << 20) as f64;

/// The samples of so many seconds.
fn samples(run: &Run, seconds: f64) -> Result<usize, Failure> {
    let Some(sound) = run.columns()?.sound else {
        return Err(Failure::input(
            "found `--seconds`, but the model was not fitted to recordings, whose rate says how many samples a second has\n\
             help: leave `--seconds` out",
        ));
    };
    let samples = (seconds * f64::from(sound.rate)).round();
    if !(1.0..=MOST_SAMPLES).contains(&samples) {
        let rate = sound.rate;
        return Err(Failure::input(format!(
            "found `--seconds {seconds}`, expected from 1 to {MOST_SAMPLES} samples, of {rate} a second\n\
             help: draw several recordings, each with a `--seed` of its own"
        )));
    }
    Ok(samples as usize)
}

impl Sample {
    pub fn run(self) -> Outcome {
        let run = open_best(&self.run, self.compile.resolve()?.as_ref())?;
        let scratch = tempfile::tempdir().map_err(|error| Failure::io(&std::env::temp_dir(), "write", &error))?;
        let run = match self.seconds {
            None => run,
            Some(seconds) => run.at_length(samples(&run, seconds)?, scratch.path())?,
        };
        let context = self.context.as_deref().map(Source::of).transpose()?;
        let data = self.data.as_deref().map(Source::of).transpose()?;
        let given = self.given.as_deref().map(Source::of).transpose()?;
        let command = self.call(&run, context.as_ref(), [data.as_ref(), given.as_ref()]);
        let read = data.as_ref().or(given.as_ref()).or(context.as_ref());
        command.run().map_err(|failure| named(read, failure))?;
        match (&self.between, run.declaration.image()) {
            (Some(between), Some(shape)) if self.output != Path::new(PIPE) => self.draw_way(shape, between),
            _ => Ok(()),
        }
    }

    /// Draws the images that were written as a sheet beside their file.
    fn draw_way(&self, shape: [usize; 3], between: &str) -> Outcome {
        let (size, width) = (shape.iter().product(), shape.iter().product::<usize>() + usize::from(self.log_prob));
        let images: Vec<f64> = numbers::read_written(&self.output)?
            .chunks(width)
            .flat_map(|row| &row[..row.len().min(size)])
            .copied()
            .collect();
        let sheet = self.output.with_extension("png");
        let figure = pictures::way(shape, between, &images);
        figure.write_png(&sheet).map_err(|error| Failure::io(&sheet, "write", &error))?;
        say(&format!("wrote {}", sheet.display()));
        Ok(())
    }

    /// The command that writes the rows.
    fn call<'r>(&self, run: &'r Run, context: Option<&Source>, [data, given]: [Option<&Source>; 2]) -> Call<'r> {
        let mut command = run.call("sample");
        command.args(["--seed", &self.seed.to_string()]).arg("-o").arg(&self.output);
        let (rows, each) = (self.rows.map(|n| n.to_string()), self.each.map(|n| n.to_string()));
        let threads = self.threads.map(|n| n.to_string());
        let values = [
            ("-n", rows.as_deref()),
            ("--each", each.as_deref()),
            ("--temperature", self.temperature.as_deref()),
            ("--redraw", self.redraw.as_deref()),
            ("--between", self.between.as_deref()),
            ("--steps", self.steps.as_deref()),
            ("--data", data.map(Source::file)),
            ("--given", given.map(Source::file)),
            ("--known", self.known.as_deref()),
            ("--as", self.as_format.as_deref()),
            ("--context", context.map(Source::file)),
            ("--missing", self.missing.as_deref()),
            ("--threads", threads.as_deref()),
        ];
        for (flag, value) in values.into_iter().filter_map(|(flag, value)| Some((flag, value?))) {
            command.args([flag, value]);
        }
        let switches =
            [("--with-context", self.with_context), ("--log-prob", self.log_prob), ("--latent", self.latent)];
        command.args(switches.into_iter().filter(|(_, given)| *given).map(|(switch, _)| switch));
        command
    }
}
