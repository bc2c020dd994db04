//! The epochs of a fit: order, batches, validation, and which parameters to keep.

use std::time::Instant;

use super::failure::explain;
use super::options::FitOptions;
use super::prepare::prepare;
use super::report::{Control, EpochRecord, Finished, FitReport, Progress, Stopped};
use super::trainer::Trainer;
use crate::error::Result;
use crate::evaluate::Summary;
use crate::noise::{Noise, Purpose, shuffle_order};
use crate::program::Program;
use crate::real::Real;

/// A fit under way.
pub struct Run<'a, T: Real, P> {
    flow: &'a mut P,
    trainer: Trainer<T>,
    options: &'a FitOptions,
    observer: &'a mut (dyn FnMut(&Progress<'_, P>) -> Control + Send),
    began: Instant,
    seen: u64,
    records: Vec<EpochRecord>,
    /// Parameters to go back to: of the best epoch, or without validation of the last.
    best: Vec<T>,
    best_epoch: usize,
    validation: Option<Summary>,
}

/// Sums over the steps of one epoch.
#[derive(Default)]
struct Sums {
    log_prob: f64,
    gradient_norm: f64,
    learning_rate: f64,
    rows: usize,
    steps: usize,
}

impl<'a, T: Real, P: Program<T>> Run<'a, T, P> {
    pub fn new(
        flow: &'a mut P,
        trainer: Trainer<T>,
        options: &'a FitOptions,
        observer: &'a mut (dyn FnMut(&Progress<'_, P>) -> Control + Send),
    ) -> Self {
        let best = flow.state().parameters().to_vec();
        Run {
            flow,
            trainer,
            options,
            observer,
            began: Instant::now(),
            seen: 0,
            records: Vec::new(),
            best,
            best_epoch: 0,
            validation: None,
        }
    }

    pub fn run(mut self) -> Result<FitReport> {
        let stopped = self.epochs();
        // Whatever ended the fit, the flow leaves with parameters that were good at the end of an epoch, if there was one.
        let unfinished =
            matches!(stopped, Ok(Stopped::Observer)) && (self.best_epoch == 0 || self.validation.is_none());
        if !unfinished {
            self.flow.state_mut().parts_mut().0.copy_from_slice(&self.best);
            prepare(self.flow, &self.trainer.workers);
        }
        Ok(FitReport {
            epochs: self.records,
            best_epoch: self.best_epoch,
            validation: self.validation,
            stopped: stopped?,
            steps: self.trainer.step_count(),
            training_rows: self.trainer.rows(),
        })
    }

    fn epochs(&mut self) -> Result<Stopped> {
        let shuffle = Noise::new(self.options.seed, Purpose::Shuffle);
        for epoch in 1..=self.options.epochs {
            let order = shuffle_order(&shuffle, epoch as u64, self.trainer.rows());
            let Some(sums) = self.epoch(epoch, &order)? else { return Ok(Stopped::Observer) };
            if self.finish(epoch, &sums) == Control::Stop {
                return Ok(Stopped::Observer);
            }
            let waited = epoch - self.best_epoch;
            if self.options.patience.is_some_and(|patience| waited >= patience.max(1)) {
                return Ok(Stopped::Patience);
            }
        }
        Ok(Stopped::Completed)
    }

    /// All steps of an epoch; `None` where the observer ended it.
    fn epoch(&mut self, epoch: usize, order: &[usize]) -> Result<Option<Sums>> {
        let mut sums = Sums::default();
        for batch in order.chunks(self.options.batch_size) {
            let report = self.trainer.step(self.flow, batch);
            if !report.is_finite() {
                return Err(explain(self.flow, &self.trainer, batch, epoch, report));
            }
            sums.log_prob += report.log_prob * batch.len() as f64;
            sums.gradient_norm += report.gradient_norm;
            sums.learning_rate = report.learning_rate;
            sums.rows += batch.len();
            sums.steps += 1;
            self.seen += batch.len() as u64;
            let progress = self.progress(epoch, report.log_prob);
            if (self.observer)(&progress) == Control::Stop {
                return Ok(None);
            }
        }
        Ok(Some(sums))
    }

    /// Judges an epoch, keeps its parameters if they are better, and tells the observer.
    fn finish(&mut self, epoch: usize, sums: &Sums) -> Control {
        let summary = self.trainer.validate(self.flow);
        let record = EpochRecord {
            epoch,
            train_log_prob: sums.log_prob / sums.rows as f64,
            validation_log_prob: summary.map(|s| s.mean),
            gradient_norm: sums.gradient_norm / sums.steps as f64,
            learning_rate: sums.learning_rate,
            seconds: self.began.elapsed().as_secs_f64(),
        };
        let improved = match (summary, self.validation) {
            // A mean that is NaN is never better.
            (Some(new), Some(best)) => new.mean > best.mean,
            (Some(new), None) => !new.mean.is_nan(),
            (None, _) => true,
        };
        if improved {
            self.best.copy_from_slice(self.flow.state().parameters());
            self.best_epoch = epoch;
            self.validation = summary;
        }
        let mut progress = self.progress(epoch, record.train_log_prob);
        progress.finished = Some(Finished { record: &record, improved, flow: self.flow });
        let control = (self.observer)(&progress);
        self.records.push(record);
        control
    }

    fn progress<'p>(&self, epoch: usize, log_prob: f64) -> Progress<'p, P> {
        Progress {
            epoch,
            epochs: self.options.epochs,
            step: self.trainer.step_count(),
            steps: self.trainer.steps,
            log_prob,
            rows_per_second: self.seen as f64 / self.began.elapsed().as_secs_f64().max(1e-9),
            finished: None,
        }
    }
}
