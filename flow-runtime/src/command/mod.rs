//! The program of a generated crate: `train`, `score`, `sample`, `diagnose`, `info`.
//!
//! Its `main` is one call of [`run`] with the flow in both number types and the `train` section of its declaration. Data go to stdout,
//! all talk to stderr. The exit code is that of [`Error`](crate::Error), or 130 and 143 after a signal.

mod arguments;
#[cfg(test)]
mod bad_files;
#[cfg(test)]
mod bad_input;
mod care;
mod defaults;
mod diagnose;
mod energy;
mod info;
mod progress;
mod sample;
mod score;
mod signals;
mod source;
#[cfg(test)]
mod tests;
mod train;

use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

use crate::checkpoint::Checkpoint;
use crate::data::Dtype;
use crate::error::{Error, Result, quoted};
use crate::fit::ReverseKl;
use crate::isa::InstructionSet;
use crate::program::{Description, Program, Targeted};
use crate::real::Real;
use crate::workers::Workers;
use arguments::{Arguments, COMMANDS};

pub use crate::data::Missing;
pub use defaults::{DataDefault, TrainDefaults, ValidationDefault};

/// The command that prints the hash of the flow's architecture, and the flag of `train` that says which one is expected.
const ARCHITECTURE: &str = "architecture";

/// Does what the program's arguments say. `P32` and `P64` are one flow in both number types.
pub fn run<P32: Program<f32>, P64: Program<f64>>(defaults: TrainDefaults) -> ExitCode {
    exit(|arguments| execute::<P32, P64>(arguments, defaults))
}

/// The same for a flow that is fitted to the density of its declaration.
pub fn run_reverse_kl<P32: Targeted<f32>, P64: Targeted<f64>>(
    defaults: TrainDefaults,
    objective: ReverseKl,
) -> ExitCode {
    exit(|arguments| execute_reverse_kl::<P32, P64>(arguments, defaults, objective))
}

/// The same for a program that holds the flow in one number type.
pub fn run_in<T: Real, P: Program<T>>(defaults: TrainDefaults) -> ExitCode {
    exit(|arguments| execute_in::<T, P>(arguments, defaults))
}

/// The same for a flow that is fitted to the density of its declaration.
pub fn run_reverse_kl_in<T: Real, P: Targeted<T>>(defaults: TrainDefaults, objective: ReverseKl) -> ExitCode {
    exit(|arguments| {
        let Some(arguments) = parsed(P::program_description(), arguments)? else { return Ok(0) };
        refuse_other_type::<T>(is_double(&arguments, &defaults)?)?;
        energy::execute::<T, P>(&arguments, defaults, objective)
    })
}

/// Where a program in one number type is asked for the other.
fn refuse_other_type<T: Real>(asked_for_double: bool) -> Result<()> {
    if asked_for_double == (T::NAME == "f64") {
        return Ok(());
    }
    let other = if asked_for_double { "f64" } else { "f32" };
    let error = Error::input(format!("found {other}, expected {}, the only numbers of this program", T::NAME));
    Err(error.help("`flow generate` writes a crate whose program has both"))
}

fn exit(execute: impl FnOnce(&[String]) -> Result<u8>) -> ExitCode {
    let arguments = std::env::args_os().skip(1).map(|argument| {
        argument.into_string().map_err(|argument| {
            Error::input(format!("found the argument `{}`, expected valid UTF-8", argument.to_string_lossy()))
        })
    });
    let fits = match InstructionSet::available().is_empty() {
        true => {
            Err(Error::environment("this program was compiled for one machine's instruction set, which this one lacks")
                .help("build it again, with the feature `baseline` of flow-runtime"))
        }
        false => Ok(()),
    };
    let outcome =
        fits.and_then(|()| arguments.collect::<Result<Vec<String>>>()).and_then(|arguments| execute(&arguments));
    match outcome {
        Ok(code) => ExitCode::from(code),
        Err(error) => {
            say(&format!("error: {error}"));
            ExitCode::from(error.exit_code())
        }
    }
}

/// One command; the exit code where nothing failed.
fn execute<P32: Program<f32>, P64: Program<f64>>(arguments: &[String], defaults: TrainDefaults) -> Result<u8> {
    let Some(arguments) = parsed(P32::program_description(), arguments)? else { return Ok(0) };
    match is_double(&arguments, &defaults)? {
        true => fitted_to_data::<f64, P64>(&arguments, defaults),
        false => fitted_to_data::<f32, P32>(&arguments, defaults),
    }
}

/// The same in one number type.
fn execute_in<T: Real, P: Program<T>>(arguments: &[String], defaults: TrainDefaults) -> Result<u8> {
    let Some(arguments) = parsed(P::program_description(), arguments)? else { return Ok(0) };
    refuse_other_type::<T>(is_double(&arguments, &defaults)?)?;
    fitted_to_data::<T, P>(&arguments, defaults)
}

fn fitted_to_data<T: Real, P: Program<T>>(arguments: &Arguments, defaults: TrainDefaults) -> Result<u8> {
    match arguments.command() {
        "train" => train::train::<T, P>(arguments, defaults),
        _ => in_type::<T, P>(arguments),
    }
}

/// The same for a flow that is fitted to the density of its declaration.
fn execute_reverse_kl<P32: Targeted<f32>, P64: Targeted<f64>>(
    arguments: &[String],
    defaults: TrainDefaults,
    objective: ReverseKl,
) -> Result<u8> {
    let Some(arguments) = parsed(P32::program_description(), arguments)? else { return Ok(0) };
    match is_double(&arguments, &defaults)? {
        true => energy::execute::<f64, P64>(&arguments, defaults, objective),
        false => energy::execute::<f32, P32>(&arguments, defaults, objective),
    }
}

/// The arguments; where help or the architecture is asked for, it is printed.
fn parsed(description: &Description, arguments: &[String]) -> Result<Option<Arguments>> {
    if arguments == [ARCHITECTURE] {
        print(&format!("{}\n", description.architecture))?;
        return Ok(None);
    }
    let parsed = Arguments::parse(arguments)?;
    match &parsed {
        None => print(&arguments::help(description.name))?,
        Some(parsed) => refuse_another(description, parsed.text(ARCHITECTURE))?,
    }
    Ok(parsed)
}

/// Succeeds where this is the flow that the caller expects.
fn refuse_another(description: &Description, expected: Option<&str>) -> Result<()> {
    match expected {
        Some(expected) if expected != description.architecture => Err(Error::bug(format!(
            "this program holds the flow {} ({}), expected the architecture {}",
            quoted(description.name),
            description.architecture,
            quoted(expected)
        ))),
        _ => Ok(()),
    }
}

/// Whether the command works with `f64`.
fn is_double(arguments: &Arguments, defaults: &TrainDefaults) -> Result<bool> {
    let dtype = match arguments.command() {
        "train" => arguments.dtype()?.unwrap_or(if defaults.f64 { Dtype::F64 } else { Dtype::F32 }),
        _ => checkpoint(arguments)?.dtype,
    };
    Ok(dtype == Dtype::F64)
}

/// What every flow does, whatever it was fitted to.
fn in_type<T: Real, P: Program<T>>(arguments: &Arguments) -> Result<u8> {
    match arguments.command() {
        "score" => score::score::<T, P>(arguments).map(|()| 0),
        "sample" => sample::sample::<T, P>(arguments).map(|()| 0),
        "diagnose" => diagnose::diagnose::<T, P>(arguments).map(|()| 0),
        "info" => info::info::<T, P>(arguments).map(|()| 0),
        other => Err(Error::bug(format!("`{other}` is one of {} commands, and does nothing", COMMANDS.len()))),
    }
}

fn checkpoint(arguments: &Arguments) -> Result<Checkpoint> {
    Checkpoint::load(Path::new(arguments.required("model")?))
}

/// The flow of `--model`.
fn model<T: Real, P: Program<T>>(arguments: &Arguments) -> Result<P> {
    let path = arguments.required("model")?;
    crate::flow::from_checkpoint(&checkpoint(arguments)?).map_err(|error| error.at(path))
}

/// Runs `work` with `--threads` threads, by default with all.
fn with_threads<R: Send>(arguments: &Arguments, work: impl FnOnce() -> R + Send) -> Result<R> {
    match arguments.threads()? {
        None => Ok(work()),
        // Also one thread is a pool, whose size batches then find.
        Some(threads) => Ok(Workers::pool(threads)?.install(work)),
    }
}

/// Writes to stdout. That nobody reads any more is no error.
fn print(text: &str) -> Result<()> {
    let mut out = io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(Error::environment(format!("cannot write to stdout: {error}")))
        }
        _ => Ok(()),
    }
}

/// Writes a line to stderr; that nobody reads it is no reason to stop.
fn say(text: &str) {
    let _ = writeln!(io::stderr(), "{text}");
}
