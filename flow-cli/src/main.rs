//! `flow`: normalizing flows from the command line.
//!
//! Commands compile a spec and run its plans in this process, or, with `--compile`, build the crate
//! that comes of it and run its program. Stdout carries data only; everything said to people goes to
//! stderr; the exit code says whose turn it is ([`exit`]).

mod beside;
mod cargo_build;
mod commands;
mod comparison;
mod exit;
mod folder;
mod history;
mod model;
mod numbers;
mod observed;
mod piped;
mod plot;
mod process;
mod progress;
mod recordings;
mod report;
mod runs;
mod runtime_dependency;
mod seeds;
mod suggest;

use std::panic::catch_unwind;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use commands::{
    check::Check, codes::Decode, codes::Encode, compare::Compare, diagnose::Diagnose, explain::Explain,
    generate::Generate, import::Import, new::New, plot::Plot, sample::Sample, score::Score, train::Train,
};
use exit::{Failure, Outcome};

/// A compiler for normalizing flows: declare a density model, train it, score and sample with it
#[derive(Parser, Debug)]
#[command(name = "flow", version, propagate_version = true, arg_required_else_help = true, after_help = EXIT_CODES)]
struct Flow {
    #[command(subcommand)]
    command: Command,
}

const EXIT_CODES: &str = "\
Exit codes: 0 done; 1 a bug of ours; 2 wrong input or usage; 3 the environment (a missing tool, a full disk);
4 a numerical failure, with the last good checkpoint kept; 130 and 143 after a signal.";

#[derive(Subcommand, Debug)]
enum Command {
    /// Start a spec from a template, or a crate with --crate
    New(New),
    /// Report everything that is wrong with a spec
    Check(Check),
    /// Show layers, shapes, derived Jacobians, directions and their cost, or a stage of the
    /// compiler
    Explain(Explain),
    /// Write the crate of a spec
    Generate(Generate),
    /// Fit the flow of a spec to its data
    Train(Train),
    /// Make a run of the weights that zuko, nflows or normflows trained
    Import(Import),
    /// Mean log-density of rows under a trained flow, in nats
    Score(Score),
    /// Which of several trained flows the rows of a file prefer, if they do
    Compare(Compare),
    /// Draw rows from a trained flow
    Sample(Sample),
    /// The latent variable of each row under a trained latent variable model
    Encode(Encode),
    /// A row for each latent variable
    Decode(Decode),
    /// Round trip, normalisation, calibration and least likely rows of a trained flow
    Diagnose(Diagnose),
    /// Draw density, marginals, pairs and training curves of a run
    Plot(Plot),
}

impl Command {
    fn run(self) -> Outcome {
        match self {
            Command::New(command) => command.run(),
            Command::Check(command) => command.run(),
            Command::Explain(command) => command.run(),
            Command::Generate(command) => command.run(),
            Command::Train(command) => command.run(),
            Command::Import(command) => command.run(),
            Command::Score(command) => command.run(),
            Command::Compare(command) => command.run(),
            Command::Sample(command) => command.run(),
            Command::Encode(command) => command.run(),
            Command::Decode(command) => command.run(),
            Command::Diagnose(command) => command.run(),
            Command::Plot(command) => command.run(),
        }
    }
}

fn main() -> ExitCode {
    let flow = Flow::parse();
    // A panic has printed its place by then; what is left to say is what to do with it.
    match catch_unwind(|| flow.command.run()) {
        Ok(Ok(())) => ExitCode::SUCCESS,
        Ok(Err(failure)) => failure.end(),
        Err(_) => Failure::bug("flow ended unexpectedly").end(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_flags_are_consistent() {
        Flow::command().debug_assert();
    }
}
