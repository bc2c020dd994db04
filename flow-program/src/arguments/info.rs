//! The arguments of `info`.

use std::path::PathBuf;

use flow_runtime::Result;

use super::flags::{Flag, Given, MODEL};

pub(super) const ABOUT: &str = "what a model file holds";

pub(super) const FLAGS: &[Flag] = &[MODEL];

/// The arguments of `info`.
#[derive(Clone, Debug, PartialEq)]
pub struct InfoArguments {
    /// The model file.
    pub model: PathBuf,
}

impl InfoArguments {
    pub(super) fn read(given: &Given) -> Result<Self> {
        Ok(InfoArguments { model: given.required(MODEL)?.into() })
    }
}
