//! The arguments of `sample`.

use std::path::PathBuf;

use flow_runtime::Result;
use flow_runtime::data::Missing;

use super::flags::{Flag, Given, MISSING, MODEL, SEED, THREADS, flag, output, short, switch};
use crate::output::OutputFile;

const ROWS: Flag = short("n", "rows", "N", "how many, by default one for each context");
const OUTPUT: Flag = output("where they go");
const LOG_PROB: Flag = switch("log-prob", "add the log-density of each row as a last column");
const CONTEXT: Flag = flag("context", "FILE", "contexts: one for each row, or one for all");

pub(super) const ABOUT: &str = "draw rows; fewer are the first of more";

pub(super) const FLAGS: &[Flag] = &[MODEL, ROWS, SEED, OUTPUT, LOG_PROB, CONTEXT, MISSING, THREADS];

/// The arguments of `sample`.
#[derive(Clone, Debug, PartialEq)]
pub struct SampleArguments {
    /// The model file.
    pub model: PathBuf,
    /// How many rows to draw; `None` is one for each context.
    pub rows: Option<usize>,
    /// The seed of the draws.
    pub seed: u64,
    /// Where they go.
    pub output: OutputFile,
    /// Whether the log-density of each row is added as a last column.
    pub log_prob: bool,
    /// A file of contexts.
    pub context: Option<String>,
    /// What becomes of contexts in which a value is missing; `None` is what the declaration says.
    pub missing: Option<Missing>,
    /// The number of threads.
    pub threads: Option<usize>,
}

impl SampleArguments {
    pub(super) fn read(given: &Given) -> Result<Self> {
        Ok(SampleArguments {
            model: given.required(MODEL)?.into(),
            rows: given.parsed(ROWS, "a whole number")?,
            seed: given.seed()?.unwrap_or(0),
            output: given.required(OUTPUT)?.parse()?,
            log_prob: given.has(LOG_PROB),
            context: given.text(CONTEXT).map(str::to_string),
            missing: given.missing()?,
            threads: given.threads()?,
        })
    }
}
