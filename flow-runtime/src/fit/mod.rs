//! Maximum likelihood: batches of rows, gradients, an optimizer, validation and early stopping.
//!
//! [`fit`] is the whole of it; [`fit_rows`] also tells an observer after each step, which may end
//! it; [`fit_with`] takes rows, or noise on them, that are drawn anew for every epoch; [`resume`]
//! goes on where an observer took a checkpoint; [`Trainer`] is a single step.
//!
//! ```text
//! Feed ──▶ Dataset ──▶ Run: epochs ──▶ Trainer: steps ──▶ Gradient, Optimizer
//!                       │ Course                 │ OptimizerState
//!                       └──── snapshot ◀─────────┘        a checkpoint, from which the rest gives the same bits
//! ```
//! The same seed and options give the same bits on any number of threads: order and split of the
//! rows come from addressed random numbers, and every sum has a fixed order.

mod checkpoint;
mod data_init;
mod dataset;
mod divergence;
pub(crate) mod elbo;
mod events;
mod failure;
mod fingerprint;
mod objective;
mod options;
mod parts;
mod report;
pub(crate) mod reverse_kl;
pub(crate) mod room;
mod rows;
mod run;
mod scales;
mod state;
#[cfg(test)]
mod tests;
mod trainer;
mod update;
pub(crate) mod weights;

use std::io::Write;
use std::sync::{Once, OnceLock};
use std::time::Instant;

use crate::engine::program::{Parametric, Program};
use crate::error::Result;
pub use crate::model::Standardization;
pub use crate::model::checkpoint::Checkpoint;
use crate::numeric::Real;
use objective::{Likelihood, Objective};
use run::{Run, begin};

pub use crate::engine::batch::Summary;
pub use crate::engine::scores::{Apart, Scores};
pub use crate::optim::Optimizer;
pub use dataset::Data;
pub use elbo::{Elbo, Kl, LowerBound, elbo_and_grad, fit_elbo, resume_elbo};
pub use options::{FitOptions, Validation};
pub use parts::ElboParts;
pub use report::{Control, EpochRecord, Finished, FitReport, Progress, Stopped};
pub use reverse_kl::{
    Annealing, ConditionalTarget, Declared, DensityTile, DrawGradient, EnergyRecord, Importance, ReverseKl,
    ReverseKlReport, Target, TileDensity, fit_reverse_kl, free_energy_and_grad, resume_reverse_kl,
};
pub(crate) use reverse_kl::{OfEvents, OfGivenEvents, estimate};
pub use rows::{Draw, Drawn, Feed, VALIDATION_NOISE};
pub use run::Observer;
pub use trainer::{StepReport, Trainer};

/// Fits a flow to rows.
///
/// # Errors
/// As [`fit_rows`].
pub fn fit<T: Real, P: Program<T>>(flow: &mut P, data: &Data<'_>, options: &FitOptions) -> Result<FitReport> {
    fit_rows(flow, data, options, &mut |_| Control::Continue)
}

/// Fits a flow to rows and tells `observer` after each step and each epoch.
///
/// # Errors
/// For options out of their range or rows that do not fit the flow. For a loss or gradient that is
/// not finite, naming step, row and layer; for numbers that overflow, and for a fit that diverges:
/// the flow then has the best parameters so far (without a validation, those of the last epoch that
/// came out well), and the message says which.
pub fn fit_rows<T: Real, P: Program<T>>(
    flow: &mut P,
    data: &Data<'_>,
    options: &FitOptions,
    observer: &mut Observer<'_, P>,
) -> Result<FitReport> {
    let warnings = match flow.program_state().statistics.event {
        Some(_) => Vec::new(),
        None => scales::warnings(data.events, flow.program_member().size(), options),
    };
    Ok(FitReport { warnings, ..fit_with(flow, Feed::Rows(*data), options, observer)? })
}

/// Fits a flow to rows that are there or drawn anew for every epoch, or whose noise is, and tells
/// `observer` after each step and each epoch.
///
/// # Errors
/// As [`fit_rows`], and those of the source.
pub fn fit_with<T: Real, P: Program<T>>(
    flow: &mut P,
    feed: Feed<'_>,
    options: &FitOptions,
    observer: &mut Observer<'_, P>,
) -> Result<FitReport> {
    let trainer = Trainer::with(flow, feed, options)?;
    let columns = flow.program_state().statistics.columns.clone();
    let objective = Likelihood::new(trainer, feed, options, columns);
    let course = begin(flow, &objective, options)?;
    go(Run { flow, objective, options, course, began: Instant::now(), identity: OnceLock::new() }, observer)
}

/// Goes on with a fit from a checkpoint that [`Progress::checkpoint`] gave, to the same bits that
/// it would have ended with. The flow's own parameters do not matter.
///
/// ```
/// use flow_runtime::fit::{Control, Data, Feed, fit_with, resume};
/// use flow_runtime::{FitOptions, Flow, flow};
///
/// flow! {
///     pub struct Line<2> { layers: [affine] }
/// }
///
/// let rows: Vec<f64> = (0..200).map(|k| f64::from(k).sin()).collect();
/// let feed = Feed::Rows(Data { events: &rows, contexts: &[] });
/// let options = FitOptions { epochs: 4, batch_size: 30, ..Default::default() };
/// let mut whole = Line::new(1);
/// fit_with(&mut whole, feed, &options, &mut |_| Control::Continue)?;
///
/// let (mut cut, mut checkpoint) = (Line::new(1), None);
/// fit_with(&mut cut, feed, &options, &mut |progress| {
///     if progress.step < 7 {
///         return Control::Continue;
///     }
///     checkpoint = Some(progress.checkpoint()); // its `save` writes a file, which `Checkpoint::load` reads
///     Control::Stop
/// })?;
/// if let Some(checkpoint) = checkpoint {
///     resume(&mut cut, feed, &options, &checkpoint, &mut |_| Control::Continue)?;
/// }
/// assert!(cut.parameters().eq(whole.parameters()));
/// # Ok::<(), flow_runtime::Error>(())
/// ```
///
/// # Errors
/// As [`fit_with`]; where the checkpoint is of another flow, or of a fit with other rows or
/// options, naming what differs. The number of threads may differ.
pub fn resume<T: Real, P: Program<T>>(
    flow: &mut P,
    feed: Feed<'_>,
    options: &FitOptions,
    checkpoint: &Checkpoint,
    observer: &mut Observer<'_, P>,
) -> Result<FitReport> {
    let restored: P = crate::engine::construct::from_checkpoint(flow, checkpoint)?;
    let identity = fingerprint::of_rows::<T>(feed, &restored.program_state().statistics.columns, options);
    checkpoint::check_identity(checkpoint, &identity)?;
    // What the trainer measures is where a fit starts; this one has parameters already.
    let parameters = restored.program_state().parameters().to_vec();
    *flow = restored;
    let mut trainer = Trainer::with(flow, feed, options)?;
    flow.program_state_mut().parameters_mut().copy_from_slice(&parameters);
    trainer.descent.prepare(flow);
    let course = checkpoint::restore(checkpoint, &mut trainer.descent.state, parameters.len())?;
    let objective = Likelihood::new(trainer, feed, options, flow.program_state().statistics.columns.clone());
    go(Run { flow, objective, options, course, began: Instant::now(), identity: identity.into() }, observer)
}

fn go<T: Real, P: Parametric<T>, O: Objective<T, P>>(
    run: Run<'_, T, P, O>,
    observer: &mut Observer<'_, P>,
) -> Result<FitReport> {
    warn_once();
    let workers = run.objective.descent().workers.clone();
    let name = run.flow.program_description().name;
    let outcome = workers.install(move || run.run(observer));
    events::fit_ended(name, &outcome);
    outcome
}

/// Says that a debug build is slow, and how to have a fast one.
fn warn_once() {
    static ONCE: Once = Once::new();
    if cfg!(debug_assertions) {
        ONCE.call_once(|| {
            // Nobody may be reading; that is no reason to stop.
            let _ = writeln!(
                std::io::stderr(),
                "note: training is slow in a debug build; use `--release`, or add to Cargo.toml:\n\
                 [profile.dev]\nopt-level = 3\ndebug-assertions = false"
            );
        });
    }
}
