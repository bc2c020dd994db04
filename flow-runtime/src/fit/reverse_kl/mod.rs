//! Fitting a flow to a density that is known up to a factor, without data: the free energy `E_q[log
//! q(x) − log p(x)]` over fresh draws of the flow itself, which is `KL(q ‖ p) − log Z`.
//!
//! ```text
//! base ─▶ z ──forward──▶ x ──▶ log p(x), its gradient      target: TileDensity
//!              tape      ├──▶ ∂ log q/∂x, parameters held   path: through the inverse direction
//!              ◀─────────┘ x̄ = ∂ log q/∂x − β ∂ log p/∂x
//! ```
//! With `z` fixed, `log q(x) = log p(z) − ladj(z)`, so the whole gradient is that of `−ladj(z) − β
//! log p(f(z))`: the cotangents of the sampling direction with `x̄ = −β ∂ log p/∂x` and `l̄ = −1`.
//! It differs from the *path* gradient (x̄ as above, `l̄ = 0`) by the score of `q` at the draw,
//! whose mean is 0: Roeder, Wu and Duvenaud (2017), Sticking the landing. Where `q = p`, the path
//! gradient is 0 at every draw.
//!
//! A draw's numbers are a function of seed, step and number, so the same bits come out on any
//! number of threads and after a resumed fit.

mod estimate;
mod pareto;
mod report;
mod steps;
mod target;
mod tile;

use std::sync::OnceLock;
use std::time::Instant;

pub use estimate::{Importance, estimate};
pub use report::{EnergyRecord, ReverseKlReport};
pub use target::{ConditionalTarget, Declared, DensityTile, Target, TileDensity};

pub(crate) use target::{OfEvents, OfGivenEvents};

use super::run::{Observer, Run, begin};
use super::{FitOptions, FitReport, Validation, checkpoint as files, go};
use crate::engine::program::Reparameterized;
use crate::error::{Error, Result};
use crate::model::Standardization;
use crate::model::checkpoint::Checkpoint;
use crate::numeric::Real;
use steps::Steps;

/// Steps of an epoch: after each, the flow is judged.
pub const EPOCH_STEPS: usize = 100;

/// How a flow is fitted to a density. `..Default::default()` fills what is not named.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ReverseKl {
    /// How the density comes in: at once without.
    pub annealing: Option<Annealing>,
    /// Which gradient is followed.
    pub gradient: DrawGradient,
    /// Fresh draws, the same every time, that judge an epoch.
    pub validation_draws: usize,
}

impl Default for ReverseKl {
    fn default() -> Self {
        ReverseKl { annealing: None, gradient: DrawGradient::Full, validation_draws: 4096 }
    }
}

/// `β = min(1, start + step / steps)`, by which `log p` is multiplied. (Rezende and Mohamed 2015)
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Annealing {
    /// β before the first step.
    pub start: f64,
    /// Steps over which it would rise by 1.
    pub steps: usize,
}

/// Which gradient of the free energy is followed; the means of both are equal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DrawGradient {
    /// The derivative of what is computed: the sampling direction alone.
    Full,
    /// Without the score of `q` at the draw: less noise near the solution. The inverse is walked
    /// too, which is slow where it is solved for.
    Path,
}

impl ReverseKl {
    /// β of a step, from 0.
    pub fn beta(&self, step: u64) -> f64 {
        self.annealing.map_or(1.0, |a| (a.start + step as f64 / a.steps.max(1) as f64).min(1.0))
    }

    fn check(&self, options: &FitOptions) -> Result<()> {
        if self.validation_draws == 0 {
            return Err(Error::input("found 0 draws for the validation, expected at least 1"));
        }
        if let Some(a) = self.annealing.filter(|a| a.steps == 0 || !(0.0..=1.0).contains(&a.start)) {
            let message = format!("found an annealing from {} over {} steps", a.start, a.steps);
            return Err(Error::input(format!("{message}, expected from a number between 0 and 1 over at least 1")));
        }
        let of_rows = [
            ("weights", !options.weights.is_empty()),
            ("a validation", options.validation != Validation::None),
            ("`standardize`", options.standardize != Standardization::Off),
        ];
        match of_rows.iter().find(|(_, given)| *given) {
            Some((what, _)) => Err(Error::input(format!("found {what}, which are of rows, for a fit without data"))),
            None => FitOptions { patience: None, ..options.clone() }.check(),
        }
    }
}

/// Fits a flow to a density and tells `observer` after each step and each epoch; scores are
/// negative free energies. `contexts` are `[n, context]` in the units of the data: each draw is
/// given one of them; empty for a flow without context.
///
/// # Errors
/// For options out of their range or contexts that do not fit the flow. For a free energy or
/// gradient that is not finite, naming step and draw and the point in the units of the data, for
/// numbers that overflow, and for a fit that diverges: the flow then has the best parameters so far,
/// and the message says which.
pub fn fit_reverse_kl<T: Real, P: Reparameterized<T>>(
    flow: &mut P,
    target: &dyn TileDensity<T>,
    contexts: &[f64],
    objective: &ReverseKl,
    options: &FitOptions,
    observer: &mut Observer<'_, P>,
) -> Result<FitReport> {
    let steps = Steps::new(flow, target, contexts, *objective, options)?;
    let course = begin(flow, &steps, options)?;
    go(Run { flow, objective: steps, options, course, began: Instant::now(), identity: OnceLock::new() }, observer)
}

/// The free energy `mean of log q − β log p` of the draws of one step, and its gradient by the
/// parameters, as the fit would follow it.
///
/// # Errors
/// As [`fit_reverse_kl`].
pub fn free_energy_and_grad<T: Real, P: Reparameterized<T>>(
    flow: &P,
    target: &dyn TileDensity<T>,
    contexts: &[f64],
    objective: &ReverseKl,
    options: &FitOptions,
    step: u64,
) -> Result<(f64, Vec<T>)> {
    let mut steps = Steps::new(flow, target, contexts, *objective, options)?;
    steps.gradient(flow, step);
    Ok((-steps.score(objective.beta(step)), steps.parameters().to_vec()))
}

/// Goes on with such a fit from a checkpoint, to the same bits that it would have ended with.
///
/// # Errors
/// As [`fit_reverse_kl`]; where the checkpoint is of another flow, density or fit.
pub fn resume_reverse_kl<T: Real, P: Reparameterized<T>>(
    flow: &mut P,
    target: &dyn TileDensity<T>,
    contexts: &[f64],
    objective: &ReverseKl,
    options: &FitOptions,
    checkpoint: &Checkpoint,
    observer: &mut Observer<'_, P>,
) -> Result<FitReport> {
    let restored: P = crate::engine::construct::from_checkpoint(flow, checkpoint)?;
    let mut steps = Steps::new(&restored, target, contexts, *objective, options)?;
    let identity = super::objective::Objective::<T, P>::identity(&steps);
    files::check_identity(checkpoint, &identity)?;
    *flow = restored;
    let course = files::restore(checkpoint, &mut steps.descent.state, flow.program_state().parameters().len())?;
    go(Run { flow, objective: steps, options, course, began: Instant::now(), identity: identity.into() }, observer)
}
