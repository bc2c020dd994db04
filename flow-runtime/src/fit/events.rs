//! Events of fits for [`tracing`](https://docs.rs/tracing), where the feature of that name is on; else nothing is done.
//!
//! | level | message | fields |
//! |---|---|---|
//! | `INFO` | `epoch ended` | `flow`, `epoch`, `train`, `validation`, `gradient_norm`, `learning_rate`, `seconds`, `improved` |
//! | `INFO` | `fit ended` | `flow`, `steps`, `epochs`, `best_epoch`, `stopped` |
//! | `WARN` | `fit failed` | `flow`, `error` |

use super::report::{EpochRecord, FitReport};
use crate::error::Error;

/// An epoch of a fit ended.
#[cfg_attr(not(feature = "tracing"), expect(unused_variables, reason = "nobody is told"))]
pub(super) fn epoch_ended(flow: &str, record: &EpochRecord, improved: bool) {
    #[cfg(feature = "tracing")]
    tracing::info!(
        flow,
        epoch = record.epoch,
        train = record.train_log_prob,
        validation = record.validation_log_prob,
        gradient_norm = record.gradient_norm,
        learning_rate = record.learning_rate,
        seconds = record.seconds,
        improved,
        "epoch ended"
    );
}

/// A fit ended, well or not.
#[cfg_attr(not(feature = "tracing"), expect(unused_variables, reason = "nobody is told"))]
pub(super) fn fit_ended(flow: &str, outcome: &Result<FitReport, Error>) {
    #[cfg(feature = "tracing")]
    match outcome {
        Ok(report) => tracing::info!(
            flow,
            steps = report.steps,
            epochs = report.epochs.len(),
            best_epoch = report.best_epoch,
            stopped = ?report.stopped,
            "fit ended"
        ),
        Err(error) => tracing::warn!(flow, %error, "fit failed"),
    }
}
