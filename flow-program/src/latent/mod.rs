//! Commands of a latent variable model: bounds in place of log-likelihoods, and latent variables.
//!
//! ```text
//! train    the evidence lower bound of its rows, by fresh draws of the posterior
//! score    that bound, and by `--draws K` an estimate of log p(x) by importance
//! sample   z from the prior, x from the likelihood
//! encode   x ─▶ z          decode   z ─▶ x
//! ```

mod codes;
mod score;

use std::io;

use flow_runtime::data::Columns;
use flow_runtime::fit::{Elbo, LowerBound, fit_elbo, resume_elbo};
use flow_runtime::latent::Latent;
use flow_runtime::{Error, Real, Result};

use crate::answer::Answer;
use crate::arguments::{Command, SampleArguments};
use crate::defaults::TrainDefaults;
use crate::info;
use crate::output::Whole;
use crate::runtime::{Parametric, Program, Reparameterized, reload};
use crate::sample::{BLOCK, columns};
use crate::signals::Signals;
use crate::threads::with_threads;
use crate::train::{self, Curves};
use crate::watcher::Watcher;

/// Does one command.
///
/// # Errors
/// Whatever the command fails with.
pub fn execute<T: Real, L: Program<T>, Q: Reparameterized<T>, P: Program<T>>(
    declared: &Latent<T, L, Q, P>,
    command: &Command,
    defaults: &TrainDefaults,
    objective: &Elbo,
    watcher: &dyn Watcher,
) -> Result<Answer> {
    let text = match command {
        Command::Train(arguments) => {
            let is_code = objective.bound == LowerBound::Reconstruction;
            let curves = |_: &Columns| if is_code { Curves::Reconstruction } else { Curves::Elbo };
            let fit = train::Fit {
                begin: &|model, feed, options, observe| fit_elbo(model, feed, objective, options, observe),
                resume: &|model, feed, options, checkpoint, observe| {
                    resume_elbo(model, feed, objective, options, checkpoint, observe)
                },
            };
            return train::train_with(declared, arguments, defaults, watcher, curves, fit).map(|(answer, _)| answer);
        }
        Command::Score(arguments) => score::score(declared, arguments, defaults, objective)?,
        Command::Sample(arguments) => return sample(declared, arguments),
        Command::Encode(arguments) => codes::encode(declared, arguments, defaults)?,
        Command::Decode(arguments) => codes::decode(declared, arguments)?,
        Command::Info(arguments) => info::info(declared, arguments)?,
        Command::Diagnose(_) => {
            return Err(Error::input(
                "`diagnose` compares a flow with its base, and a latent variable model is no flow",
            )
            .help(
                "`flow score RUN --data FILE --draws 128` estimates log p(x) and says how far the bound is from it",
            ));
        }
        Command::Architecture => return Err(Error::bug("this command has no model to work on")),
    };
    Ok(text.into())
}

/// Draws rows to where `-o` says.
fn sample<T: Real, L: Program<T>, Q: Reparameterized<T>, P: Program<T>>(
    declared: &Latent<T, L, Q, P>,
    arguments: &SampleArguments,
) -> Result<Answer> {
    let SampleArguments {
        rows,
        seed,
        temperature,
        redraw,
        between,
        known,
        log_prob,
        context,
        each,
        with_context,
        missing,
        ..
    } = arguments;
    let others = [
        (*temperature != 1.0, "--temperature"),
        (redraw.is_some(), "--redraw"),
        (between.is_some(), "--between"),
        (known.is_some(), "--given"),
        (*log_prob, "--log-prob"),
        (context.is_some(), "--context"),
        (each.is_some(), "--each"),
        (*with_context, "--with-context"),
        (missing.is_some(), "--missing"),
    ];
    if let Some((_, flag)) = others.into_iter().find(|(given, _)| *given) {
        return Err(Error::input(format!("found `{flag}`, which is of flows, for a latent variable model"))
            .help("`flow encode` and `flow decode` lead to latent variables and back"));
    }
    let Some(n) = *rows else { return Err(Error::input("`sample` needs `-n N`")) };
    let model = reload(declared, &arguments.model)?;
    let (d, statistics) = (model.program_description(), &model.program_state().statistics);
    let (columns, shape) = match arguments.latent {
        true => (codes::latent_columns(model.latent()), vec![n, model.latent()]),
        false => (columns(&statistics.columns.event, d.size(), "x"), [&[n], d.event].concat()),
    };
    let in_bytes = columns.iter().all(|column| column.kind.is_byte());
    let (signals, block) = (Signals::listen()?, (BLOCK / d.size()).max(1));
    let draw = |first: usize| -> io::Result<Vec<f64>> {
        if signals.exit_code().is_some() {
            return Err(io::ErrorKind::Interrupted.into());
        }
        let count = block.min(n - first);
        let draw = || match arguments.latent {
            true => model.sample_latent_rows(first, count, *seed).into_iter().map(|z| z.to_f64()).collect(),
            false => model.sample_rows(first, count, *seed),
        };
        with_threads(arguments.threads, draw).map_err(io::Error::other)
    };
    let exact = arguments.latent || statistics.event.is_none();
    let sound = statistics.columns.sound.filter(|_| !arguments.latent);
    let whole = Whole { columns: &columns, shape: &shape, exact, in_bytes, sound };
    let written = arguments.output.stream::<T>(whole, (0..n).step_by(block).map(draw));
    match signals.exit_code() {
        // What was begun is removed.
        Some(code) if written.is_err() => Ok(Answer { code, ..Answer::default() }),
        _ => written.map(|()| Answer::default()),
    }
}
