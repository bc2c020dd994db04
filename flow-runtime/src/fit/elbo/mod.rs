//! Fitting a latent variable model to rows by the evidence lower bound `E_q[log p(x | z) + β (log p(z) −
//! log q(z | x))]`, over fresh draws of the posterior.
//!
//! ```text
//! x ─encoder─▶ q(z | x) ─out─▶ z ─▶ log p(x | z), its gradient by z and θ
//!                               └─▶ log p(z), its gradient by z and θ
//! θ̄ ◀───────────────back────── z̄ = −w (∂ log p(x | z)/∂z + β ∂ log p(z)/∂z),  l̄ = −β w
//! ```
//! The gradient is that of what is computed, draws moving with the parameters (Kingma and Welling 2014,
//! Rezende, Mohamed and Wierstra 2014). A draw's numbers are a function of seed, step and number, so the
//! same bits come out on any number of threads and after a resumed fit.

mod steps;

use std::sync::OnceLock;
use std::time::Instant;

use super::run::{Observer, Run, begin};
use super::{Feed, FitOptions, FitReport, checkpoint as files, go};
use crate::engine::program::{Parametric, Program, Reparameterized};
use crate::error::{Error, Result, number};
use crate::latent::Latent;
use crate::model::checkpoint::Checkpoint;
use crate::model::description::{Description, Sampler};
use crate::numeric::Real;
use steps::Steps;

/// The score that is followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LowerBound {
    /// The evidence lower bound, as the mean over the draws of a row.
    Evidence,
    /// That of draws weighted by importance, `log mean exp(log p(x | z) + log p(z) − log q(z | x))`, with its
    /// plain gradient: each draw counts by its normalised weight. (Burda, Grosse and Salakhutdinov 2016)
    Importance,
    /// No bound: the mean of `log p(x | z)` at the z that the location of the posterior's base becomes, of
    /// which nothing is drawn. That is an autoencoder, whose codes these z are.
    Reconstruction,
}

/// How the KL term of the evidence lower bound is computed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kl {
    /// The mean of `log q(z | x) − log p(z)` over the draws.
    Drawn,
    /// `KL(q ‖ p)` itself, where both are normal distributions of independent elements: with the mean μ and
    /// the deviation σ of the posterior, under a standard normal prior, `½ Σ (μ² + σ² − 1) − Σ ln σ`.
    /// (Kingma and Welling 2014, appendix B) It is the mean of the same difference at `μ + σ` and `μ − σ`,
    /// to which the posterior is walked.
    ClosedForm,
}

/// How a latent variable model is fitted. `..Default::default()` fills what is not named.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Elbo {
    /// Steps over which β, by which the KL term is multiplied, rises from 0 to 1; 0 for 1 from the
    /// first step.
    pub warm_up: usize,
    /// Draws of the posterior for each row of a step.
    pub draws: usize,
    /// The score that is followed.
    pub bound: LowerBound,
    /// Nats of KL that cost nothing: where the mean KL of a batch is less, its gradient is left out.
    /// (Kingma et al. 2016)
    pub free_nats: f64,
    /// How the KL term is computed.
    pub kl: Kl,
}

impl Default for Elbo {
    fn default() -> Self {
        Elbo { warm_up: 0, draws: 1, bound: LowerBound::Evidence, free_nats: 0.0, kl: Kl::Drawn }
    }
}

impl Elbo {
    /// β of a step, from 0.
    pub fn beta(&self, step: u64) -> f64 {
        if self.bound == LowerBound::Reconstruction {
            return 0.0;
        }
        if self.warm_up == 0 { 1.0 } else { ((step as f64 + 1.0) / self.warm_up as f64).min(1.0) }
    }

    fn check(&self) -> Result<()> {
        if self.draws == 0 {
            return Err(Error::input("found 0 draws of the posterior for a row, expected at least 1"));
        }
        if !(self.free_nats >= 0.0 && self.free_nats.is_finite()) {
            let found = number(self.free_nats);
            return Err(Error::input(format!("found {found} free nats, expected a finite number from 0")));
        }
        let free = self.free_nats > 0.0;
        match self.bound {
            LowerBound::Reconstruction if free || self.warm_up > 0 || self.draws > 1 => {
                let message = "found a warm-up, free nats or several draws for reconstruction, which draws nothing";
                Err(Error::input(message).help("leave them out, or follow the evidence lower bound"))
            }
            LowerBound::Importance if free || self.warm_up > 0 => {
                let message = "found a warm-up or free nats for the bound by importance, which has no KL term";
                Err(Error::input(message).help("leave them out, or follow the evidence lower bound"))
            }
            LowerBound::Importance | LowerBound::Reconstruction if self.kl == Kl::ClosedForm => {
                let message = "found a KL in closed form for a score that has no KL term of its own";
                Err(Error::input(message).help("leave it out, or follow the evidence lower bound"))
            }
            _ => Ok(()),
        }
    }

    /// Refuses a KL in closed form of members that have none.
    fn check_members(&self, posterior: &Description, prior: &Description) -> Result<()> {
        let members = [("posterior", posterior), ("prior", prior)];
        let other = members.iter().find(|(_, member)| !is_normal(member));
        match (self.kl, other) {
            (Kl::ClosedForm, Some((name, _))) => {
                let message = format!(
                    "found a {name} that is no normal distribution of independent elements, expected one for a KL in closed form"
                );
                Err(Error::input(message).help("leave it out: the mean over draws is the same in the mean"))
            }
            _ => Ok(()),
        }
    }
}

/// True for a standard normal base that at most its location and scale move.
fn is_normal(member: &Description) -> bool {
    let mut layers = member.layers.iter();
    member.base.sampler == Sampler::StandardNormal && layers.all(|layer| !layer.path.starts_with("layers."))
}

/// Fits a latent variable model to rows and tells `observer` after each step and each epoch; scores are
/// the bound.
///
/// # Errors
/// For options out of their range or rows that do not fit, members that measure batches, and a KL in closed form of
/// members that have none. For a loss
/// or gradient that is not finite, naming step and row, for numbers that overflow, and for a fit that
/// diverges: the model then has the best parameters so far, and the message says which.
pub fn fit_elbo<T: Real, L: Program<T>, Q: Reparameterized<T>, P: Program<T>>(
    model: &mut Latent<T, L, Q, P>,
    feed: Feed<'_>,
    objective: &Elbo,
    options: &FitOptions,
    observer: &mut Observer<'_, Latent<T, L, Q, P>>,
) -> Result<FitReport> {
    let steps = Steps::new(model, feed, *objective, options)?;
    let course = begin(model, &steps, options)?;
    go(
        Run { flow: model, objective: steps, options, course, began: Instant::now(), identity: OnceLock::new() },
        observer,
    )
}

/// Goes on with such a fit from a checkpoint, to the same bits that it would have ended with.
///
/// # Errors
/// As [`fit_elbo`]; where the checkpoint is of another model or fit.
pub fn resume_elbo<T: Real, L: Program<T>, Q: Reparameterized<T>, P: Program<T>>(
    model: &mut Latent<T, L, Q, P>,
    feed: Feed<'_>,
    objective: &Elbo,
    options: &FitOptions,
    checkpoint: &Checkpoint,
    observer: &mut Observer<'_, Latent<T, L, Q, P>>,
) -> Result<FitReport> {
    *model = crate::engine::construct::from_checkpoint(model, checkpoint)?;
    let mut steps = Steps::new(model, feed, *objective, options)?;
    let identity = steps.facts();
    files::check_identity(checkpoint, &identity)?;
    let course = files::restore(checkpoint, steps.state_mut(), model.program_state().parameters().len())?;
    go(
        Run { flow: model, objective: steps, options, course, began: Instant::now(), identity: identity.into() },
        observer,
    )
}

/// The bound of the rows, as the first step of a fit would draw it, and its gradient by the parameters.
///
/// # Errors
/// As [`fit_elbo`].
pub fn elbo_and_grad<T: Real, L: Program<T>, Q: Reparameterized<T>, P: Program<T>>(
    model: &mut Latent<T, L, Q, P>,
    feed: Feed<'_>,
    objective: &Elbo,
    options: &FitOptions,
    step: u64,
) -> Result<(f64, Vec<T>)> {
    let mut steps = Steps::new(model, feed, *objective, options)?;
    let rows: Vec<usize> = (0..options.batch_size.min(steps.row_count())).collect();
    let loss = steps.gradient(model, &rows, step);
    Ok((-loss, steps.parameters().concat().into_iter().map(|g: T| -g).collect()))
}
