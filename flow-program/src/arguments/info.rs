//! The arguments of `info`.

use std::path::PathBuf;

use flow_runtime::Result;

use super::flags::{Given, MODEL};
use super::{Command, Syntax};

pub(super) const SYNTAX: Syntax = Syntax {
    name: "info",
    about: "what a model file holds",
    flags: &[MODEL],
    read: |given| InfoArguments::read(given).map(Command::Info),
};

/// The arguments of `info`.
#[derive(Clone, Debug, PartialEq)]
pub struct InfoArguments {
    /// The model file.
    pub model: PathBuf,
}

impl InfoArguments {
    fn read(given: &Given) -> Result<Self> {
        Ok(InfoArguments { model: given.required(MODEL)?.into() })
    }
}
