//! The epochs of a fit: order, batches, validation, and which parameters to keep.

use std::sync::OnceLock;
use std::time::Instant;

use super::checkpoint::{Snapshot, snapshot};
use super::objective::Objective;
use super::options::FitOptions;
use super::report::{Control, EpochRecord, Finished, FitReport, Progress, Stopped};
use super::state::Course;
use crate::engine::program::Program;
use crate::error::Result;
use crate::model::checkpoint::Checkpoint;
use crate::numeric::Real;

/// Whom a fit tells where it stands.
pub type Observer<'a, P> = dyn FnMut(&Progress<'_, P>) -> Control + Send + 'a;

/// A fit under way.
pub struct Run<'a, T: Real, P, O> {
    pub flow: &'a mut P,
    pub objective: O,
    pub options: &'a FitOptions,
    pub course: Course<T>,
    pub began: Instant,
    /// The facts that tell this fit from others, once somebody wants to know.
    pub identity: OnceLock<Vec<(&'static str, String)>>,
}

impl<T: Real, P: Program<T>, O: Objective<T, P>> Run<'_, T, P, O> {
    pub fn run(mut self, observer: &mut Observer<'_, P>) -> Result<FitReport> {
        let stopped = self.epochs(observer);
        let course = &self.course;
        // Whatever ended the fit, the flow leaves with parameters that were good at the end of an
        // epoch, if there was one.
        let unfinished =
            matches!(stopped, Ok(Stopped::Observer)) && (course.best_epoch == 0 || course.validation.is_none());
        let mut met = Ok(());
        if !unfinished {
            self.flow.program_state_mut().parameters_mut().copy_from_slice(&course.best);
            self.objective.descent().prepare(self.flow);
            met = self.objective.leave(self.flow);
        }
        let stopped = stopped?;
        met?;
        Ok(FitReport {
            stopped,
            steps: self.objective.descent().state.step,
            training_rows: self.objective.rows(),
            epochs: self.course.records,
            best_epoch: self.course.best_epoch,
            validation: self.course.validation,
        })
    }

    fn epochs(&mut self, observer: &mut Observer<'_, P>) -> Result<Stopped> {
        loop {
            let epoch = self.course.epoch;
            if self.out_of_patience() {
                return Ok(Stopped::Patience);
            }
            if epoch > self.epochs_in_all() {
                return Ok(Stopped::Completed);
            }
            self.objective.enter(self.flow, epoch)?;
            if self.steps(observer)? == Control::Stop || self.finish(observer) == Control::Stop {
                return Ok(Stopped::Observer);
            }
        }
    }

    fn epochs_in_all(&self) -> usize {
        let passes = self.objective.descent().steps.div_ceil(self.objective.epoch_steps() as u64);
        usize::try_from(passes).unwrap_or(usize::MAX)
    }

    fn out_of_patience(&self) -> bool {
        let waited = self.course.records.len() - self.course.best_epoch;
        self.options.patience.is_some_and(|patience| waited >= patience.max(1))
    }

    /// The steps of an epoch that are not taken yet.
    fn steps(&mut self, observer: &mut Observer<'_, P>) -> Result<Control> {
        for k in self.course.sums.steps..self.objective.epoch_steps() {
            let descent = self.objective.descent();
            if descent.state.step == descent.steps {
                break;
            }
            let taken = self.objective.step(self.flow, self.course.epoch, k)?;
            self.course.sums.add(taken.report, taken.weight);
            self.course.seen += taken.rows as u64;
            if observer(&self.progress(self.course.epoch, taken.report.log_prob)) == Control::Stop {
                return Ok(Control::Stop);
            }
        }
        Ok(Control::Continue)
    }

    /// Judges an epoch, keeps its parameters if they are better, and tells the observer.
    fn finish(&mut self, observer: &mut Observer<'_, P>) -> Control {
        let summary = self.objective.validate(self.flow);
        let sums = std::mem::take(&mut self.course.sums);
        let epoch = self.course.epoch;
        let record = EpochRecord {
            epoch,
            train_log_prob: sums.log_prob / sums.weight,
            validation_log_prob: summary.map(|s| s.mean),
            gradient_norm: sums.gradient_norm / sums.steps as f64,
            learning_rate: sums.learning_rate,
            seconds: self.seconds(),
        };
        let improved = match (summary, self.course.validation) {
            // A mean that is NaN is never better.
            (Some(new), Some(best)) => new.mean > best.mean,
            (Some(new), None) => !new.mean.is_nan(),
            (None, _) => true,
        };
        if improved {
            self.course.best.copy_from_slice(self.flow.program_state().parameters());
            self.course.best_epoch = epoch;
            self.course.validation = summary;
        }
        self.course.epoch += 1;
        self.course.records.push(record.clone());
        let last = self.course.epoch > self.epochs_in_all() || self.out_of_patience();
        let mut progress = self.progress(epoch, record.train_log_prob);
        let records = &self.course.records;
        progress.finished = Some(Finished { record: &record, records, improved, last, flow: self.flow });
        observer(&progress)
    }

    /// Seconds since the fit began, without those in which it was interrupted.
    fn seconds(&self) -> f64 {
        self.course.seconds + self.began.elapsed().as_secs_f64()
    }

    fn progress(&self, epoch: usize, log_prob: f64) -> Progress<'_, P> {
        Progress {
            epoch,
            epochs: self.epochs_in_all(),
            step: self.objective.descent().state.step,
            steps: self.objective.descent().steps,
            log_prob,
            rows_per_second: self.course.seen as f64 / self.seconds().max(1e-9),
            finished: None,
            snapshot: self,
        }
    }
}

impl<T: Real, P: Program<T>, O: Objective<T, P>> Snapshot for Run<'_, T, P, O> {
    fn checkpoint(&self) -> Checkpoint {
        let course = Course { seconds: self.seconds(), ..self.course.clone() };
        let identity = self.identity.get_or_init(|| self.objective.identity());
        snapshot::<T, P>(self.flow, &self.objective.descent().state, &course, identity)
    }
}
