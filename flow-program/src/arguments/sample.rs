//! The arguments of `sample`.

use std::path::PathBuf;

use flow_runtime::data::Missing;
use flow_runtime::{Error, Result};

use super::flags::{AS, COUNT, Flag, Given, MISSING, MODEL, SEED, THREADS, flag, output, short, switch};
use crate::output::OutputFile;

const ROWS: Flag = short("n", "rows", "N", "how many, by default one for each context");
const OUTPUT: Flag = output("where they go");
const TEMPERATURE: Flag =
    flag("temperature", "T", "the factor of the base's deviations from its location, 1 without it");
const LOG_PROB: Flag = switch("log-prob", "add the log-density of each row as a last column");
const CONTEXT: Flag = flag("context", "FILE", "contexts: one for each row, or one for all");
const EACH: Flag = flag("each", "K", "K rows for each context, in place of -n");
const WITH_CONTEXT: Flag = switch("with-context", "write the context beside each row");

pub(super) const ABOUT: &str = "draw rows; fewer are the first of more";

pub(super) const FLAGS: &[Flag] =
    &[MODEL, ROWS, SEED, TEMPERATURE, OUTPUT, AS, LOG_PROB, CONTEXT, EACH, WITH_CONTEXT, MISSING, THREADS];

/// The arguments of `sample`.
#[derive(Clone, Debug, PartialEq)]
pub struct SampleArguments {
    /// The model file.
    pub model: PathBuf,
    /// How many rows to draw; `None` is one for each context.
    pub rows: Option<usize>,
    /// The seed of the draws.
    pub seed: u64,
    /// The factor of the base's deviations from its location.
    pub temperature: f64,
    /// Where they go.
    pub output: OutputFile,
    /// Whether the log-density of each row is added as a last column.
    pub log_prob: bool,
    /// A file of contexts.
    pub context: Option<String>,
    /// How many rows are drawn for each context; `None` is one.
    pub each: Option<usize>,
    /// Whether the context is written beside each row.
    pub with_context: bool,
    /// What becomes of contexts in which a value is missing; `None` is what the declaration says.
    pub missing: Option<Missing>,
    /// The number of threads.
    pub threads: Option<usize>,
}

impl SampleArguments {
    pub(super) fn read(given: &Given) -> Result<Self> {
        given.required(OUTPUT)?;
        let Some(output) = given.output_file(OUTPUT)? else {
            return Err(Error::bug("a flag that was given is missing"));
        };
        Ok(SampleArguments {
            model: given.required(MODEL)?.into(),
            rows: given.parsed(ROWS, "a whole number")?,
            seed: given.seed()?.unwrap_or(0),
            temperature: given.parsed(TEMPERATURE, "a number from 0")?.unwrap_or(1.0),
            output,
            log_prob: given.has(LOG_PROB),
            context: given.text(CONTEXT).map(str::to_string),
            each: given.parsed::<std::num::NonZeroUsize>(EACH, COUNT)?.map(Into::into),
            with_context: given.has(WITH_CONTEXT),
            missing: given.missing()?,
            threads: given.threads()?,
        })
    }
}
