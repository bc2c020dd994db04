//! Maximum likelihood: batches of rows, gradients, Adam, validation and early stopping.
//!
//! [`fit`] is the whole of it; [`fit_rows`] also tells an observer after each step, which may end it; [`Trainer`] is a single step.
//!
//! The same seed and options give the same bits on any number of threads: order and split of the rows come from addressed random
//! numbers, and every sum has a fixed order.

mod dataset;
mod failure;
pub(crate) mod gradient;
mod options;
pub(crate) mod prepare;
mod reductions;
mod report;
mod run;
mod start;
#[cfg(test)]
mod tests;
mod trainer;
pub(crate) mod workers;

use std::io::Write;
use std::sync::Once;

use crate::error::Result;
use crate::program::Program;
use crate::real::Real;

pub use dataset::Data;
pub use options::{FitOptions, Optimizer, Validation};
pub use report::{Control, EpochRecord, Finished, FitReport, Progress, Stopped};
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
/// For options out of their range or rows that do not fit the flow; for a loss or gradient that is not finite, naming step, row and
/// layer, with the best parameters so far (without a validation, those of the last completed epoch) restored.
pub fn fit_rows<T: Real, P: Program<T>>(
    flow: &mut P,
    data: &Data<'_>,
    options: &FitOptions,
    observer: &mut (dyn FnMut(&Progress<'_, P>) -> Control + Send),
) -> Result<FitReport> {
    let trainer = Trainer::new(flow, data, options)?;
    warn_once();
    let workers = trainer.workers.clone();
    workers.install(|| run::Run::new(flow, trainer, options, observer).run())
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
