//! The reports of a fit, while it runs and afterwards.

use std::fmt;

use super::checkpoint::Snapshot;
use super::parts::ElboParts;
use crate::engine::scores::Scores;
use crate::error::fixed;
use crate::model::checkpoint::Checkpoint;

/// The record of one epoch.
#[derive(Clone, Debug, PartialEq)]
pub struct EpochRecord {
    /// Its number, from 1.
    pub epoch: usize,
    /// Mean `log p(x)` of the training rows by weight, in nats, each under the parameters before
    /// its step.
    pub train_log_prob: f64,
    /// Mean `log p(x)` of the validation rows by weight, under the parameters after the epoch, over
    /// the rows whose log-density is finite.
    pub validation_log_prob: Option<f64>,
    /// How many validation rows have no finite log-density: density 0, or none that is a number.
    pub validation_apart: usize,
    /// Mean norm of the gradient, before clipping.
    pub gradient_norm: f64,
    /// The learning rate of the last step.
    pub learning_rate: f64,
    /// Seconds since the fit began.
    pub seconds: f64,
    /// The parts of `train_log_prob` where that is an evidence lower bound.
    pub parts: Option<ElboParts>,
}

/// Why a fit ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stopped {
    /// All epochs or steps are done.
    Completed,
    /// No improvement for as many epochs as the patience.
    Patience,
    /// The observer asked for it.
    Observer,
}

/// The course of a fit.
#[derive(Clone, Debug, PartialEq)]
pub struct FitReport {
    /// One record an epoch, in order.
    pub epochs: Vec<EpochRecord>,
    /// The epoch whose parameters the flow has, from 1; 0 where none was completed.
    pub best_epoch: usize,
    /// Log-density of the validation rows under these parameters.
    pub validation: Option<Scores>,
    /// Why it ended.
    pub stopped: Stopped,
    /// Steps taken.
    pub steps: u64,
    /// Rows trained on in an epoch; those of weight 0 are none.
    pub training_rows: usize,
    /// Warnings of what is right and may still surprise, a sentence each: columns whose scales differ
    /// by decades and are not standardised.
    pub warnings: Vec<String>,
}

/// `20 epochs, 1600 steps; epoch 18 is kept, of mean log p −1.2345 on validation rows`
impl fmt::Display for FitReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} epochs, {} steps", self.epochs.len(), self.steps)?;
        let kept = self.best_epoch.checked_sub(1).and_then(|place| self.epochs.get(place));
        if let Some(kept) = kept {
            let (mean, rows) = match kept.validation_log_prob {
                Some(mean) => (mean, "validation"),
                None => (kept.train_log_prob, "training"),
            };
            write!(f, "; epoch {} is kept, of mean log p {} on {rows} rows", kept.epoch, fixed(mean, 4))?;
        }
        self.warnings.iter().try_for_each(|warning| write!(f, "\nwarning: {warning}"))
    }
}

/// The decision of an observer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Control {
    /// Go on.
    Continue,
    /// End now, with the best parameters so far.
    Stop,
}

/// Where a fit stands, after each step and after each epoch.
pub struct Progress<'a, P> {
    /// The current epoch, from 1.
    pub epoch: usize,
    /// Epochs in all; the last may be cut short where steps were asked for.
    pub epochs: usize,
    /// Steps taken.
    pub step: u64,
    /// Steps in all.
    pub steps: u64,
    /// Mean `log p(x)` of the last batch by weight.
    pub log_prob: f64,
    /// Rows trained on per second, since the fit began.
    pub rows_per_second: f64,
    /// After an epoch's last step, what it came to.
    pub finished: Option<Finished<'a, P>>,
    pub(crate) snapshot: &'a dyn Snapshot,
}

impl<P> Progress<'_, P> {
    /// Everything that the rest of the fit depends on; [`resume`](super::resume) goes on from it
    /// and ends with the same bits. It costs a copy of the parameters, the best ones and the
    /// optimizer's state.
    pub fn checkpoint(&self) -> Checkpoint {
        self.snapshot.checkpoint()
    }
}

/// A completed epoch.
pub struct Finished<'a, P> {
    /// Its numbers.
    pub record: &'a EpochRecord,
    /// The records of all epochs so far, in order.
    pub records: &'a [EpochRecord],
    /// True where the parameters are the best so far.
    pub improved: bool,
    /// The epoch of the best parameters so far, from 1, if they are worth keeping where the fit fails;
    /// 0 where they are much worse than those that it began with.
    pub good_epoch: usize,
    /// True where the fit ends with it.
    pub last: bool,
    /// The flow with these parameters.
    pub flow: &'a P,
}
