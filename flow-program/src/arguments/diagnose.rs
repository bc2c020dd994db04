//! The arguments of `diagnose`.

use std::ops::Range;
use std::path::PathBuf;

use flow_runtime::Result;
use flow_runtime::data::Missing;

use super::flags::{DATA, FORMAT, Flag, Given, MISSING, MODEL, ROWS, SEED, Style, THREADS};

pub(super) const ABOUT: &str = "round trip, normalisation, calibration, and the least likely rows";

pub(super) const FLAGS: &[Flag] = &[MODEL, DATA, ROWS, MISSING, FORMAT, SEED, THREADS];

/// The arguments of `diagnose`.
#[derive(Clone, Debug, PartialEq)]
pub struct DiagnoseArguments {
    /// The model file.
    pub model: PathBuf,
    /// The file of the rows.
    pub data: Option<String>,
    /// Some of its rows, counted from 0.
    pub rows: Option<Range<usize>>,
    /// How rows in which a value is missing are treated; `None` leaves it to the declaration.
    pub missing: Option<Missing>,
    /// How the findings are written.
    pub style: Style,
    /// The seed of the noise that is added to columns of whole numbers.
    pub seed: u64,
    /// The number of threads.
    pub threads: Option<usize>,
}

impl DiagnoseArguments {
    pub(super) fn read(given: &Given) -> Result<Self> {
        Ok(DiagnoseArguments {
            model: given.required(MODEL)?.into(),
            data: given.text(DATA).map(str::to_string),
            rows: given.range()?,
            missing: given.missing()?,
            style: given.style()?,
            seed: given.seed()?.unwrap_or(0),
            threads: given.threads()?,
        })
    }
}
