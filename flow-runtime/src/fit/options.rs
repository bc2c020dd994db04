//! The options of a fit.

use crate::error::{Error, Result, number};
use crate::model::Standardization;
use crate::optim::{Optimizer, Schedule};
use crate::points::Batch;

/// The rows that judge a fit after each epoch.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Validation {
    /// Nothing: the last parameters are kept.
    #[default]
    None,
    /// This fraction of the rows, drawn by the seed and not trained on.
    Fraction(f64),
    /// Rows of their own.
    Rows {
        /// Row-major, `[n, size]`, in the units of the data.
        events: Vec<f64>,
        /// Their contexts, `[n, context]`.
        contexts: Vec<f64>,
        /// Their weights; empty where all count alike.
        weights: Vec<f64>,
    },
}

impl Validation {
    /// The points of a [`Batch`], for a flow without context.
    pub fn points<const D: usize, By>(x: impl Batch<D, By>) -> Self {
        Validation::Rows { events: x.with_numbers(<[f64]>::to_vec), contexts: Vec::new(), weights: Vec::new() }
    }

    /// The points of a [`Batch`] and the context of each.
    pub fn given<const D: usize, const C: usize, Xs, Contexts>(
        x: impl Batch<D, Xs>,
        contexts: impl Batch<C, Contexts>,
    ) -> Self {
        let (events, contexts) = (x.with_numbers(<[f64]>::to_vec), contexts.with_numbers(<[f64]>::to_vec));
        Validation::Rows { events, contexts, weights: Vec::new() }
    }
}

/// How to fit. `..Default::default()` fills what is not named.
///
/// ```
/// use flow_runtime::nalgebra::Matrix2xX;
/// use flow_runtime::optim::{Optimizer, Rmsprop, Schedule};
/// use flow_runtime::{FitOptions, Flow, flow};
///
/// flow! {
///     pub struct Line<2> { layers: [affine] }
/// }
///
/// let rows = Matrix2xX::from_fn(300, |i, k| (i as f32 + 1.0) * (k as f32).sin());
/// let report = Line::new(1).fit(&rows, &FitOptions {
///     steps: Some(20),
///     optimizer: Optimizer::Rmsprop(Rmsprop { momentum: 0.9, ..Default::default() }),
///     schedule: Schedule::Constant { warm_up: 5 },
///     weights: (0..300).map(f64::from).collect(),
///     ..Default::default()
/// })?;
/// assert_eq!(report.steps, 20);
/// # Ok::<(), flow_runtime::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct FitOptions {
    /// Passes over the rows, unless `steps` are given.
    pub epochs: usize,
    /// Optimizer steps in all, in place of `epochs`; the last pass may be cut short.
    pub steps: Option<usize>,
    /// Rows of a step; the last batch of an epoch may be shorter.
    pub batch_size: usize,
    /// How parameters move.
    pub optimizer: Optimizer,
    /// The learning rate's course over all steps.
    pub schedule: Schedule,
    /// The largest norm of the whole gradient; longer ones are scaled down to it.
    pub clip_norm: Option<f64>,
    /// The rows that judge the fit: with them, the parameters of the best epoch are kept.
    pub validation: Validation,
    /// Epochs without improvement after which to stop; needs a validation.
    pub patience: Option<usize>,
    /// The weight of each row in the loss `Σ w · (−log p) / Σ w` of a batch, in every mean that is
    /// reported and in what `standardize` measures: finite numbers from 0, one a row. Empty where
    /// all count alike.
    pub weights: Vec<f64>,
    /// How location and scale of each column are measured, which the flow undoes. A flow that has
    /// them keeps them.
    pub standardize: Standardization,
    /// True for a flow that was fitted before: it begins with the parameters and statistics that it
    /// has, nothing of it is measured on the data, and where there is a validation only better
    /// parameters replace those it began with. The optimizer begins anew.
    pub continued: bool,
    /// The seed of everything random: of the order of rows, of noise, and of the data unless they
    /// have a seed of their own.
    pub seed: u64,
    /// The seed of the choice of validation rows and of the noise by which they are judged; `None`
    /// is `seed`. Fits that share it are judged by the same rows, whatever their `seed`.
    pub data_seed: Option<u64>,
    /// Threads, by default one for each processor. They change no bit of the result.
    pub threads: Option<usize>,
}

impl Default for FitOptions {
    fn default() -> Self {
        FitOptions {
            epochs: 50,
            steps: None,
            batch_size: 256,
            optimizer: Optimizer::default(),
            schedule: Schedule::default(),
            clip_norm: None,
            validation: Validation::None,
            patience: None,
            weights: Vec::new(),
            standardize: Standardization::Off,
            continued: false,
            seed: 0,
            data_seed: None,
            threads: None,
        }
    }
}

impl FitOptions {
    /// How the data are measured: those of a fit that is continued are not.
    pub(crate) fn standardization(&self) -> Standardization {
        if self.continued { Standardization::Off } else { self.standardize }
    }

    /// The seed by which validation rows are chosen.
    pub fn seed_of_data(&self) -> u64 {
        self.data_seed.unwrap_or(self.seed)
    }

    /// Succeeds when every number is in its range.
    ///
    /// # Errors
    /// Names the first that is not.
    pub fn check(&self) -> Result<()> {
        let wrong = |what: &str, found: String, expected: &str| {
            Err(Error::input(format!("found {what} {found}, expected {expected}")))
        };
        let counts = [("epochs", self.epochs), ("batch_size", self.batch_size), ("steps", self.steps.unwrap_or(1))];
        if let Some((what, _)) = counts.iter().find(|(_, count)| *count == 0) {
            return Err(Error::input(format!("`{what}` is 0, expected at least 1")));
        }
        self.optimizer.check()?;
        if let Some(norm) = self.clip_norm.filter(|norm| *norm <= 0.0 || norm.is_nan()) {
            return wrong("clip norm", number(norm), "a number above 0");
        }
        match &self.validation {
            Validation::Fraction(fraction) if !(*fraction > 0.0 && *fraction < 1.0) => {
                wrong("validation", number(*fraction), "a fraction between 0 and 1")
            }
            Validation::None if self.patience.is_some() => {
                wrong("patience", "without a validation".into(), "rows to judge the fit by")
            }
            _ => Ok(()),
        }
    }
}
