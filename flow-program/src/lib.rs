//! The commands of one flow, `train`, `score`, `sample`, `diagnose` and `info`, as a library.
//!
//! ```text
//! words of the command line ─▶ Command: a struct of typed arguments ─▶ Commands of the number type
//!                                                                       │
//!               TrainDefaults, the declaration's section `train` ──────▶┘
//! ```
//! The `main` of a generated program is one call of [`main`], with the flow in each number type that
//! the program is compiled for and the `train` section of its declaration. Data go to stdout and all
//! talk to stderr. The exit code is that of [`Error`], or 130 and 143 after a signal. [`run`] is the
//! same without the process around it: words in, an [`Answer`] out.

mod answer;
mod arguments;
mod arrays;
mod console;
mod data_checks;
mod data_notes;
mod defaults;
mod diagnose;
mod free_space;
mod holm;
mod info;
mod input;
mod latent;
mod on_model;
mod output;
mod progress;
mod reading;
mod reverse_kl;
mod runtime;
mod sample;
mod score;
mod scores;
mod signals;
mod threads;
mod train;
mod watcher;

use std::process::ExitCode;

use flow_runtime::error::quoted;
use flow_runtime::fit::{Elbo, ReverseKl};
use flow_runtime::latent::Latent;
use flow_runtime::{Error, Real, Result};

use console::{print, say};
use on_model::on_model;
use runtime::{
    Checkpoint, Description, Emitted, InstructionSet, Parametric, Program, Reparameterized, Targeted, blank,
};

pub use answer::Answer;
pub use arguments::{
    Command, DecodeArguments, DiagnoseArguments, EncodeArguments, InfoArguments, SampleArguments, ScoreArguments,
    Style, TrainArguments, ValidationFlag,
};
pub use arrays::{Arrays, context_columns, contexts, log_prob};
pub use console::embedded;
pub use data_checks::help_of_sound;
pub use defaults::{TrainDefaults, ValidationChoice};
pub use flow_runtime::data::{Binarize, ColumnKind, Dtype, Encoding, FileRows, Interval, Missing};
pub use holm::holm;
pub use input::{GeneratorRows, Input, Loaded, Sizes};
pub use output::OutputFile;
pub use scores::RowScores;
pub use threads::with_threads;
pub use train::refuse_model;
pub use watcher::Watcher;

/// Does one command for a flow in one number type.
type Execute = Box<dyn Fn(&Command, &TrainDefaults, &dyn Watcher) -> Result<Answer>>;

/// The commands of a flow in one number type.
pub struct Commands {
    description: &'static Description,
    dtype: Dtype,
    execute: Execute,
}

impl Commands {
    /// The commands of a flow that is fitted to data.
    pub fn fitted_to_data<T: Real, P: Emitted<T>>() -> Self {
        Self::of_data(blank::<T, P>())
    }

    /// The commands of a flow that is fitted to data, by a value of it, whose numbers do not matter.
    pub fn of_data<T: Real, P: Program<T>>(flow: P) -> Self {
        Self::of(flow, |flow, command, defaults, watcher| match command {
            Command::Train(arguments) => train::train(flow, arguments, defaults, watcher),
            other => on_model(flow, other, defaults),
        })
    }

    /// The commands of a flow that is fitted to the density of its declaration.
    pub fn fitted_to_density<T: Real, P: Emitted<T> + Targeted<T>>(objective: ReverseKl) -> Self {
        Self::of_density(blank::<T, P>(), objective)
    }

    /// The commands of a flow that is fitted to the density of its declaration, by a value of it,
    /// whose numbers do not matter.
    pub fn of_density<T: Real, P: Targeted<T>>(flow: P, objective: ReverseKl) -> Self {
        Self::of(flow, move |flow, command, defaults, watcher| {
            reverse_kl::execute(flow, command, defaults, &objective, watcher)
        })
    }

    /// The commands of a latent variable model, by a value of it, whose numbers do not matter.
    pub fn of_latent<T: Real, L: Program<T>, Q: Reparameterized<T>, P: Program<T>>(
        model: Latent<T, L, Q, P>,
        objective: Elbo,
    ) -> Self {
        Self::of(model, move |model, command, defaults, watcher| {
            latent::execute(model, command, defaults, &objective, watcher)
        })
    }

    fn of<T: Real, P: Parametric<T>>(
        flow: P,
        execute: impl Fn(&P, &Command, &TrainDefaults, &dyn Watcher) -> Result<Answer> + 'static,
    ) -> Self {
        let (description, dtype) = (flow.program_description(), output::dtype::<T>());
        Commands {
            description,
            dtype,
            execute: Box::new(move |command, defaults, watcher| execute(&flow, command, defaults, watcher)),
        }
    }
}

/// Does what the arguments of this process say, and shows what went wrong.
pub fn main(flows: &[Commands], defaults: &TrainDefaults) -> ExitCode {
    let answer = arguments().and_then(|arguments| run(flows, defaults, &arguments));
    match answer.and_then(|answer| print(&answer.text).map(|()| answer.code)) {
        Ok(code) => ExitCode::from(code),
        Err(error) => {
            say(&format!("error: {error}"));
            ExitCode::from(error.exit_code())
        }
    }
}

/// Does what `arguments`, those behind the program's name, say. `flows` are one flow in the number
/// types that the program has.
///
/// # Errors
/// For arguments that are not understood, and whatever the command fails with.
pub fn run(flows: &[Commands], defaults: &TrainDefaults, arguments: &[String]) -> Result<Answer> {
    run_watched(flows, defaults, arguments, &())
}

/// The same, while somebody looks on.
///
/// # Errors
/// As for [`run`].
pub fn run_watched(
    flows: &[Commands],
    defaults: &TrainDefaults,
    arguments: &[String],
    watcher: &dyn Watcher,
) -> Result<Answer> {
    let Some(Commands { description, .. }) = flows.first() else { return Err(Error::bug("a program without a flow")) };
    let Some(command) = Command::parse(arguments)? else { return Ok(arguments::help(description.name).into()) };
    let dtype = match &command {
        Command::Architecture => return Ok(format!("{}\n", description.architecture).into()),
        Command::Train(arguments) => {
            refuse_another(description, arguments.architecture.as_deref())?;
            arguments.dtype.unwrap_or(defaults.dtype)
        }
        Command::Score(ScoreArguments { model, .. })
        | Command::Sample(SampleArguments { model, .. })
        | Command::Diagnose(DiagnoseArguments { model, .. })
        | Command::Encode(EncodeArguments { model, .. })
        | Command::Decode(DecodeArguments { model, .. })
        | Command::Info(InfoArguments { model }) => Checkpoint::load(model)?.dtype,
    };
    match flows.iter().find(|commands| commands.dtype == dtype) {
        Some(commands) => (commands.execute)(&command, defaults, watcher),
        None => Err(other_numbers(flows, dtype)),
    }
}

/// The words behind the program's name.
fn arguments() -> Result<Vec<String>> {
    if InstructionSet::available().is_empty() {
        let message = "this program was compiled for one machine's instruction set, which this one lacks";
        return Err(Error::environment(message).help("build it again, with the feature `baseline` of flow-runtime"));
    }
    let text = |argument: std::ffi::OsString| {
        argument.into_string().map_err(|argument| {
            Error::input(format!("found the argument `{}`, expected valid UTF-8", argument.to_string_lossy()))
        })
    };
    std::env::args_os().skip(1).map(text).collect()
}

/// Succeeds where this is the flow that the caller expects.
fn refuse_another(flow: &Description, expected: Option<&str>) -> Result<()> {
    match expected {
        Some(expected) if expected != flow.architecture => {
            let (name, found, expected) = (quoted(flow.name), flow.architecture, quoted(expected));
            let message = format!("this program holds the flow {name} ({found}), expected the architecture {expected}");
            Err(Error::bug(message))
        }
        _ => Ok(()),
    }
}

/// The error of a program that is asked for numbers that it was not compiled for.
fn other_numbers(flows: &[Commands], asked: Dtype) -> Error {
    let known: Vec<&str> = flows.iter().map(|commands| commands.dtype.name()).collect();
    let message = format!("found {}, expected {}, the only numbers of this program", asked.name(), known.join(" or "));
    Error::input(message).help("`flow generate` writes a crate whose program has both")
}
