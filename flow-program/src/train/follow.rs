//! A fit that is followed to its end: its progress is shown, and its run folder is kept up to date.

use std::path::PathBuf;

use flow_runtime::fit::{FitOptions, FitReport, Observer, Progress, Stopped};
use flow_runtime::{Real, Result};

use super::curves::Curves;
use super::run_folder::RunFolder;
use super::start::Start;
use crate::arguments::TrainArguments;
use crate::progress::Display;
use crate::runtime::{Checkpoint, Parametric, reload, restart};
use crate::signals::Signals;
use crate::watcher::Watcher;

/// The result of a fit that was followed to its end.
pub struct Outcome<P> {
    pub flow: P,
    pub report: FitReport,
    /// The model file.
    pub model: PathBuf,
    /// The exit code of the signal that ended it, or 0.
    pub code: u8,
    /// True where the watcher ended it.
    pub handed_over: bool,
}

/// Runs `fit` from its start: shows its progress, and keeps the run folder up to date. `begin` makes a flow ready that is not resumed.
///
/// # Errors
/// Those of `begin` and of the fit, and files that cannot be written.
pub fn follow<T: Real, P: Parametric<T>>(
    declared: &P,
    arguments: &TrainArguments,
    start: Start,
    (options, curves, watcher): (&FitOptions, Curves, &dyn Watcher),
    begin: impl FnOnce(&mut P) -> Result<()>,
    fit: impl FnOnce(&mut P, Option<&Checkpoint>, &mut Observer<'_, P>) -> Result<FitReport>,
) -> Result<Outcome<P>> {
    let Start { interrupted: from, before } = start;
    let mut run = RunFolder::of(arguments, curves, before)?;
    let continued = options.continued && from.is_none();
    let mut flow = if continued { reload(declared, &run.model_file())? } else { restart(declared, options.seed) };
    begin(&mut flow)?;
    let signals = Signals::listen()?;
    run.prepare(from.is_some())?;
    let (mut display, mut handed_over) = (Display::new(curves, options.steps.is_some()), false);
    let mut observe = |progress: &Progress<'_, P>| {
        display.show(progress);
        if let Some(finished) = &progress.finished {
            watcher.epoch(finished.record, progress.epochs.saturating_sub(progress.epoch));
        }
        handed_over = signals.exit_code().is_none() && watcher.ends();
        run.observe(progress, handed_over || signals.exit_code().is_some())
    };
    let mut outcome = fit(&mut flow, from.as_ref(), &mut observe);
    if from.is_some() {
        outcome = outcome.map_err(|error| error.at(run.training_file().display()));
    }
    display.finish();
    if let Some(error) = run.failed.take() {
        return Err(error);
    }
    let report = match outcome {
        Ok(report) => report,
        Err(error) => {
            run.give_up(&flow, from.is_some())?;
            return Err(error);
        }
    };
    run.finish(&flow, &report.epochs)?;
    let code = if report.stopped == Stopped::Observer { signals.exit_code().unwrap_or(0) } else { 0 };
    let handed_over = handed_over && report.stopped == Stopped::Observer;
    Ok(Outcome { flow, report, model: run.model_file(), code, handed_over })
}
