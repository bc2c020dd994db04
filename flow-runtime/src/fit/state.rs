//! Where a fit stands, beyond the parameters and the optimizer's state.

use super::divergence::Divergence;
use super::parts::ElboParts;
use super::report::EpochRecord;
use super::trainer::StepReport;
use crate::engine::scores::Scores;

/// Everything that the rest of a fit and its report depend on.
#[derive(Clone, Debug, PartialEq)]
pub struct Course<T> {
    /// The current epoch, from 1.
    pub epoch: usize,
    /// Over the steps of this epoch that are taken.
    pub sums: Sums,
    /// Rows trained on so far, each time counted.
    pub seen: u64,
    /// Seconds of training before the fit was resumed.
    pub seconds: f64,
    /// The completed epochs.
    pub records: Vec<EpochRecord>,
    /// Parameters to go back to: of the best epoch, or without validation of the last.
    pub best: Vec<T>,
    /// The epoch of these; 0 before the first.
    pub best_epoch: usize,
    /// How they were judged.
    pub validation: Option<Scores>,
    /// By what it is told that the fit diverges.
    pub divergence: Divergence,
}

/// Sums over the steps of one epoch.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sums {
    /// Σ w · log p
    pub log_prob: f64,
    /// Σ w
    pub weight: f64,
    /// The sum of the norms of the gradients.
    pub gradient_norm: f64,
    /// The last step's.
    pub learning_rate: f64,
    /// Their number.
    pub steps: usize,
    /// The least loss, `−log p`, of the steps in the epoch's second half; infinite before.
    pub least_loss: f64,
    /// Σ w · the parts of an evidence lower bound.
    pub parts: [f64; 2],
}

impl Default for Sums {
    fn default() -> Self {
        Sums {
            log_prob: 0.0,
            weight: 0.0,
            gradient_norm: 0.0,
            learning_rate: 0.0,
            steps: 0,
            least_loss: f64::INFINITY,
            parts: [0.0; 2],
        }
    }
}

impl<T> Course<T> {
    /// Before the first step, from these parameters, which may have been judged.
    pub fn start(parameters: Vec<T>, validation: Option<Scores>) -> Self {
        Course {
            epoch: 1,
            sums: Sums::default(),
            seen: 0,
            seconds: 0.0,
            records: Vec::new(),
            best: parameters,
            best_epoch: 0,
            validation,
            divergence: Divergence::start(),
        }
    }
}

impl Sums {
    /// One more step, on rows of this weight.
    pub fn add(&mut self, report: StepReport, weight: f64, parts: Option<ElboParts>) {
        if let Some(ElboParts { reconstruction, kl }) = parts {
            self.parts[0] += weight * reconstruction;
            self.parts[1] += weight * kl;
        }
        self.log_prob += report.log_prob * weight;
        self.weight += weight;
        self.gradient_norm += report.gradient_norm;
        self.learning_rate = report.learning_rate;
        self.steps += 1;
    }

    /// The means of the parts of an evidence lower bound.
    pub fn mean_parts(&self) -> ElboParts {
        let [reconstruction, kl] = self.parts.map(|sum| sum / self.weight);
        ElboParts { reconstruction, kl }
    }
}
