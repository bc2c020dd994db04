//! Trials: jobs that people have reported from their own tables, each with its right value. The log
//! of all trials, with where they come from, is `docs/trials.md`.
//!
//! Each module holds the trials of one kind. They run the real binary on files that they write.

mod between;
mod binarize;
mod choices;
mod drawing;
mod foreign;
mod kinds;
mod new;
mod reading;

mod fits;
mod images;
mod import;
mod import_nflows;
mod latent;
mod scales;
mod sound;
mod temperature;
mod whole_numbers;

use std::path::Path;
use std::process::{Command, Output};

/// Runs the command `flow` in a folder.
pub fn flow(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_flow")).args(arguments).current_dir(folder).output().expect("the binary runs")
}

/// Standard output as text.
pub fn stdout(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// Standard error as text.
pub fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}
