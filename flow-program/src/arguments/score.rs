//! The arguments of `score`.

use std::ops::Range;
use std::path::PathBuf;

use flow_runtime::Result;
use flow_runtime::data::Missing;

use super::flags::{
    AS, DATA, DRAW_COUNT, DrawCount, Flag, Given, MISSING, MODEL, ROWS, Style, THREADS, flag, output, switch,
};
use crate::output::OutputFile;

const FORMAT: Flag = flag("format", "text|json", "for people, or as {\"mean\", \"two_se\", \"rows\"}");
const SEED: Flag = flag("seed", "S", "seed of draws, and of the noise that is added to columns of whole numbers");
const OUTPUT: Flag = output("where one log-density a row goes, in nats; NaN for rows that are left out");
const DRAWS: Flag =
    flag("draws", "K", "of a latent variable model: draws of the posterior by which each row is scored");
const CONTEXT: Flag = flag("context", "FILE", "the contexts of recordings, a table with a row for each");
const TARGET: Flag = switch("target", "of a flow that is fitted to a density: the log-density of that, with -o");

pub(super) const ABOUT: &str = "mean log-density of rows, and the log-density of each with -o";

pub(super) const FLAGS: &[Flag] =
    &[MODEL, DATA, ROWS, MISSING, CONTEXT, FORMAT, OUTPUT, AS, TARGET, DRAWS, SEED, THREADS];

/// The arguments of `score`.
#[derive(Clone, Debug, PartialEq)]
pub struct ScoreArguments {
    /// The model file.
    pub model: PathBuf,
    /// The file of the rows.
    pub data: Option<String>,
    /// Some of its rows, counted from 0.
    pub rows: Option<Range<usize>>,
    /// How rows in which a value is missing are treated; `None` leaves it to the declaration.
    pub missing: Option<Missing>,
    /// The table of the contexts of recordings, a row for each; `None` leaves it to the declaration.
    pub context: Option<String>,
    /// How the summary is written.
    pub style: Style,
    /// Where one log-density a row goes.
    pub output: Option<OutputFile>,
    /// True if the density that the flow was fitted to is meant in place of the flow's.
    pub target: bool,
    /// Draws of the posterior by which each row is scored under a latent variable model; `None` is one.
    pub draws: Option<usize>,
    /// The seed of draws, and of the noise that is added to columns of whole numbers.
    pub seed: u64,
    /// The number of threads.
    pub threads: Option<usize>,
}

impl ScoreArguments {
    pub(super) fn read(given: &Given) -> Result<Self> {
        let target = given.has(TARGET);
        if target {
            given.required(OUTPUT)?;
        }
        Ok(ScoreArguments {
            model: given.required(MODEL)?.into(),
            data: given.text(DATA).map(str::to_string),
            rows: given.range()?,
            missing: given.missing()?,
            context: given.text(CONTEXT).map(str::to_string),
            style: given.style()?,
            output: given.output_file(OUTPUT)?,
            target,
            draws: given.parsed::<DrawCount>(DRAWS, DRAW_COUNT)?.map(|draws| draws.0),
            seed: given.seed()?.unwrap_or(0),
            threads: given.threads()?,
        })
    }
}
