//! The reports of a fit without data: free energies instead of log-densities.

use crate::engine::batch::Summary;
use crate::fit::{EpochRecord, FitReport, Stopped};

/// The record of one epoch.
#[derive(Clone, Debug, PartialEq)]
pub struct EnergyRecord {
    /// Its number, from 1.
    pub epoch: usize,
    /// The mean of `log q − log p` over the draws of its steps, each under the parameters before
    /// its step.
    pub free_energy: f64,
    /// The same over the draws that judge every epoch, under the parameters after it.
    pub validation: f64,
    /// Mean norm of the gradient, before clipping.
    pub gradient_norm: f64,
    /// The learning rate of the last step.
    pub learning_rate: f64,
    /// Seconds since the fit began.
    pub seconds: f64,
}

impl From<EpochRecord> for EnergyRecord {
    fn from(r: EpochRecord) -> Self {
        EnergyRecord {
            epoch: r.epoch,
            free_energy: -r.train_log_prob,
            validation: r.validation_log_prob.map_or(f64::NAN, |v| -v),
            gradient_norm: r.gradient_norm,
            learning_rate: r.learning_rate,
            seconds: r.seconds,
        }
    }
}

/// The course of a fit without data.
#[derive(Clone, Debug, PartialEq)]
pub struct ReverseKlReport {
    /// One record an epoch, in order.
    pub epochs: Vec<EnergyRecord>,
    /// The epoch whose parameters the flow has, from 1; 0 where none was completed.
    pub best_epoch: usize,
    /// The free energy under these parameters, over the draws that judged them.
    pub free_energy: Option<Summary>,
    /// Why it ended.
    pub stopped: Stopped,
    /// Steps taken.
    pub steps: u64,
}

impl From<FitReport> for ReverseKlReport {
    fn from(report: FitReport) -> Self {
        ReverseKlReport {
            epochs: report.epochs.into_iter().map(EnergyRecord::from).collect(),
            best_epoch: report.best_epoch,
            free_energy: report.validation.map(|s| Summary { mean: -s.mean(), ..s.finite }),
            stopped: report.stopped,
            steps: report.steps,
        }
    }
}
