//! The files of a run folder.

use std::path::Path;

use flow_runtime::{Error, Result};

use super::curves::Curves;

/// The model.
pub const MODEL: &str = "model.safetensors";

/// The checkpoint that a fit is resumed from.
pub const TRAINING: &str = "training.safetensors";

/// The curves of the fit.
pub const HISTORY: &str = "history.csv";

/// The name of the last column of a history in which validation rows were left out.
pub const LEFT_OUT: &str = ",validation_left_out";

/// The names of the columns before it in a history of whole numbers.
pub const BITS: &str = ",train_bits_per_dimension,validation_bits_per_dimension";

/// The names of the columns of the parts of an evidence lower bound.
pub const PARTS: &str = ",train_reconstruction,train_kl";

/// The first line of a history, without these last columns.
pub fn header(curves: Curves) -> String {
    let name = curves.column();
    format!("epoch,train_{name},validation_{name},gradient_norm,learning_rate,seconds")
}

/// Succeeds where a folder holds no model.
///
/// # Errors
/// Names the ways out where it holds one.
pub fn refuse_model(folder: &Path) -> Result<()> {
    if !folder.join(MODEL).is_file() {
        return Ok(());
    }
    Err(Error::input("found the model of an earlier run, expected a folder without one").at(folder.display()).help(
        "choose another folder, train that model for more epochs by `--continue`, or write over it by `--replace`",
    ))
}
