//! The commands that work on a trained model.

use flow_runtime::{Error, Real, Result};

use crate::answer::Answer;
use crate::arguments::Command;
use crate::defaults::TrainDefaults;
use crate::runtime::Program;
use crate::{diagnose, info, sample, score};

/// Does a command that works on a trained model, whatever that was fitted to. Files are read as the declaration says.
pub fn on_model<T: Real, P: Program<T>>(flow: &P, command: &Command, defaults: &TrainDefaults) -> Result<Answer> {
    let text = match command {
        Command::Encode(_) | Command::Decode(_) => {
            return Err(Error::input("`encode` and `decode` are of latent variable models, and this is a flow")
                .help("in Rust, `flow.inverse(&x)` and `flow.forward(&z)` lead to the base and back"));
        }
        Command::Train(_) | Command::Architecture => return Err(Error::bug("this command has no model to work on")),
        Command::Score(arguments) => score::score(flow, arguments, defaults)?,
        Command::Sample(arguments) => return sample::sample(flow, arguments, defaults),
        Command::Diagnose(arguments) => diagnose::diagnose(flow, arguments, defaults)?,
        Command::Info(arguments) => info::info(flow, arguments)?,
    };
    Ok(text.into())
}
