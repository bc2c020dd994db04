//! The arguments of `encode` and `decode`.

use std::path::PathBuf;

use flow_runtime::Result;

use super::flags::{AS, DATA, DRAW_COUNT, DrawCount, Flag, Given, MODEL, ROWS, SEED, THREADS, flag, output};
use crate::output::OutputFile;
use flow_runtime::Error;

const Z: Flag = output("where the latent variables go");
const X: Flag = output("where the rows go");
const DRAWN: Flag =
    flag("seed", "S", "draw from the posterior with this seed; without it, what the location of its base becomes");
const MEAN: Flag = flag("mean", "K", "the mean of K draws for each latent variable, in place of one draw");

pub(super) const ENCODE: &str = "the latent variable of each row";
pub(super) const ENCODE_FLAGS: &[Flag] = &[MODEL, DATA, ROWS, Z, AS, DRAWN, THREADS];
pub(super) const DECODE: &str = "a row for each latent variable";
pub(super) const DECODE_FLAGS: &[Flag] = &[MODEL, DATA, X, AS, SEED, MEAN, THREADS];

/// The arguments of `encode`.
#[derive(Clone, Debug, PartialEq)]
pub struct EncodeArguments {
    /// The model file.
    pub model: PathBuf,
    /// The file of the rows.
    pub data: String,
    /// Some of its rows, counted from 0.
    pub rows: Option<std::ops::Range<usize>>,
    /// Where the latent variables go.
    pub output: OutputFile,
    /// The seed of draws; without it nothing is drawn.
    pub seed: Option<u64>,
    /// The number of threads.
    pub threads: Option<usize>,
}

/// The arguments of `decode`.
#[derive(Clone, Debug, PartialEq)]
pub struct DecodeArguments {
    /// The model file.
    pub model: PathBuf,
    /// The file of the latent variables.
    pub data: String,
    /// Where the rows go.
    pub output: OutputFile,
    /// The seed of the draws.
    pub seed: u64,
    /// How many draws a row is the mean of; `None` is one draw.
    pub mean: Option<usize>,
    /// The number of threads.
    pub threads: Option<usize>,
}

fn written(given: &Given, flag: Flag) -> Result<OutputFile> {
    given.required(flag)?;
    given.output_file(flag)?.ok_or_else(|| Error::bug("a flag that was given is missing"))
}

impl EncodeArguments {
    pub(super) fn read(given: &Given) -> Result<Self> {
        Ok(EncodeArguments {
            model: given.required(MODEL)?.into(),
            data: given.required(DATA)?.to_owned(),
            rows: given.range()?,
            output: written(given, Z)?,
            seed: given.seed()?,
            threads: given.threads()?,
        })
    }
}

impl DecodeArguments {
    pub(super) fn read(given: &Given) -> Result<Self> {
        Ok(DecodeArguments {
            model: given.required(MODEL)?.into(),
            data: given.required(DATA)?.to_owned(),
            output: written(given, X)?,
            seed: given.seed()?.unwrap_or(0),
            mean: given.parsed::<DrawCount>(MEAN, DRAW_COUNT)?.map(|draws| draws.0),
            threads: given.threads()?,
        })
    }
}
