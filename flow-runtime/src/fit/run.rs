//! The epochs of a fit: order, batches, validation, and which parameters to keep.

use std::sync::OnceLock;
use std::time::Instant;

use super::checkpoint::{Snapshot, snapshot};
use super::divergence::rate_help;
use super::events::epoch_ended;
use super::objective::Objective;
use super::options::FitOptions;
use super::report::{Control, EpochRecord, Finished, FitReport, Progress, Stopped};
use super::state::Course;
use crate::engine::program::Parametric;
use crate::error::{Error, ErrorKind, Result, number};
use crate::model::checkpoint::Checkpoint;
use crate::numeric::Real;

/// A gradient with a larger norm may have made something overflow, which is looked for at once.
const LARGE_NORM: f64 = 1e15;

/// Whom a fit tells where it stands.
pub type Observer<'a, P> = dyn FnMut(&Progress<'_, P>) -> Control + Send + 'a;

/// Where a fit begins: with the parameters of `flow`. Those of a fit that is continued are judged, so that only
/// better ones replace them.
///
/// # Errors
/// Those of the objective.
pub fn begin<T: Real, P: Parametric<T>>(
    flow: &P,
    objective: &impl Objective<T, P>,
    options: &FitOptions,
) -> Result<Course<T>> {
    let validation = if options.continued { objective.validate(flow)? } else { None };
    Ok(Course::start(flow.program_state().parameters().to_vec(), validation))
}

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

impl<T: Real, P: Parametric<T>, O: Objective<T, P>> Run<'_, T, P, O> {
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
        let stopped = stopped.map_err(|error| self.told(error))?;
        met?;
        Ok(FitReport {
            stopped,
            steps: self.objective.descent().state.step,
            training_rows: self.objective.rows(),
            epochs: self.course.records,
            best_epoch: self.course.best_epoch,
            validation: self.course.validation,
            warnings: Vec::new(),
        })
    }

    fn epochs(&mut self, observer: &mut Observer<'_, P>) -> Result<Stopped> {
        loop {
            let epoch = self.course.epoch;
            if let Some(reason) = self.end() {
                let (size, best_epoch) = (self.flow.program_member().size(), self.course.best_epoch);
                // A fit that goes on with a model leaves it as it was where nothing better came of it.
                let settled_badly = best_epoch > 0 && self.course.divergence.never_came_back(size);
                return match (self.course.divergence.is_within() && !settled_badly, best_epoch) {
                    (false, _) => Err(self.diverged()),
                    // A fit that goes on with a model may find nothing better than that.
                    (true, 0) if self.course.validation.is_none() => Err(self.unjudged()),
                    _ => Ok(reason),
                };
            }
            if self.course.divergence.is_hopeless() {
                return Err(self.diverged());
            }
            self.objective.enter(self.flow, epoch)?;
            if self.steps(observer)? == Control::Stop || self.finish(observer)? == Control::Stop {
                return Ok(Stopped::Observer);
            }
        }
    }

    /// Why the fit is at its end, if it is.
    fn end(&self) -> Option<Stopped> {
        if self.out_of_patience() {
            return Some(Stopped::Patience);
        }
        (self.course.epoch > self.epochs_in_all()).then_some(Stopped::Completed)
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
        let done = self.course.sums.steps;
        let planned = self.steps_of_epoch();
        for k in done..planned {
            let settled = self.objective.is_settled(self.objective.descent().state.step);
            let taken = self.objective.step(self.flow, self.course.epoch, k)?;
            if taken.report.gradient_norm > LARGE_NORM {
                self.refuse_overflow(taken.report.gradient_norm)?;
            }
            self.course.divergence.step(-taken.report.log_prob);
            self.course.sums.add(taken.report, taken.weight, taken.parts);
            if settled && 2 * (k + 1) > planned {
                self.course.sums.least_loss = self.course.sums.least_loss.min(-taken.report.log_prob);
            }
            self.course.seen += taken.rows as u64;
            if observer(&self.progress(self.course.epoch, taken.report.log_prob)) == Control::Stop {
                return Ok(Control::Stop);
            }
        }
        Ok(Control::Continue)
    }

    /// The steps of this epoch, of which the last may be cut short.
    fn steps_of_epoch(&self) -> usize {
        let (descent, done) = (self.objective.descent(), self.course.sums.steps);
        let left = descent.steps.saturating_sub(descent.state.step);
        self.objective.epoch_steps().min(done.saturating_add(usize::try_from(left).unwrap_or(usize::MAX)))
    }

    /// The error of a fit that is out of reason.
    fn diverged(&self) -> Error {
        let loss = self.course.records.last().map_or(f64::NAN, |last| -last.train_log_prob);
        self.course.divergence.error(self.course.records.len(), loss, self.objective.descent().last_rate())
    }

    /// The error of a fit whose validation has found no epoch the best.
    fn unjudged(&self) -> Error {
        let scores = self.objective.validate(self.flow).ok().flatten();
        let first = scores.and_then(|s| s.zero_density.or(s.undefined)).map_or(1, |apart| apart.first + 1);
        let rows = scores.map_or(0, |s| s.rows());
        Error::numerical(format!(
            "none of the {rows} validation rows, from row {first} on, has a finite log-density in any epoch"
        ))
        .help("look at these rows: they may lie outside of what the flow can have, or too far from the rows to fit")
    }

    /// The best epoch, where its parameters are worth keeping when the fit fails; else 0.
    fn good_epoch(&self) -> usize {
        let (best, size) = (self.course.best_epoch, self.flow.program_member().size());
        if self.course.divergence.never_came_back(size) {
            return 0;
        }
        let record = best.checked_sub(1).and_then(|place| self.course.records.get(place));
        let loss = record.map_or(f64::NAN, |r| -r.validation_log_prob.unwrap_or(r.train_log_prob));
        if self.course.divergence.is_worth_keeping(loss, size) { best } else { 0 }
    }

    /// An error of the numbers that says which parameters the flow has been left with.
    fn told(&self, error: Error) -> Error {
        match (error.kind(), self.good_epoch(), self.course.best_epoch) {
            (ErrorKind::Numerical, 0, 0) => {
                error.and("; no epoch came out well, so no parameters of this fit are kept")
            }
            (ErrorKind::Numerical, 0, best) => error.and(&format!(
                "; epoch {best}, the best, came out worse than the first step, so no parameters of this fit are kept"
            )),
            (ErrorKind::Numerical, epoch, _) => {
                error.and(&format!("; the parameters of epoch {epoch}, the best so far, are kept"))
            }
            _ => error,
        }
    }

    /// Succeeds where parameters and optimizer are finite after a step whose gradient had this norm.
    fn refuse_overflow(&self, gradient_norm: f64) -> Result<()> {
        let descent = self.objective.descent();
        let Some(what) = descent.overflown(self.flow) else { return Ok(()) };
        let (step, epoch, norm) = (descent.state.step, self.course.epoch, number(gradient_norm));
        let message =
            format!("the fit diverged at step {step} (epoch {epoch}): the gradient's norm is {norm}, and {what}");
        Err(Error::numerical(message).help(rate_help(descent.last_rate())))
    }

    /// Judges an epoch, keeps its parameters if they are better, and tells the observer.
    fn finish(&mut self, observer: &mut Observer<'_, P>) -> Result<Control> {
        let sums = std::mem::take(&mut self.course.sums);
        self.refuse_overflow(sums.gradient_norm / sums.steps as f64)?;
        let scores = self.objective.validate(self.flow)?;
        let epoch = self.course.epoch;
        let size = self.flow.program_member().size();
        self.course.divergence.judge(epoch, size, &sums);
        let record = EpochRecord {
            epoch,
            train_log_prob: sums.log_prob / sums.weight,
            validation_log_prob: scores.map(|s| s.finite.mean),
            validation_apart: scores.map_or(0, |s| s.apart()),
            gradient_norm: sums.gradient_norm / sums.steps as f64,
            learning_rate: sums.learning_rate,
            seconds: self.seconds(),
            parts: self.objective.has_parts().then(|| sums.mean_parts()),
        };
        let better = match (scores, self.course.validation) {
            (Some(new), Some(best)) => new.is_better_than(&best),
            // Rows none of which has a density above 0 judge nothing.
            (Some(new), None) => new.finite.rows > 0,
            (None, _) => true,
        };
        let improved = better && self.course.divergence.is_within();
        if improved {
            self.course.best.copy_from_slice(self.flow.program_state().parameters());
            self.course.best_epoch = epoch;
            self.course.validation = scores;
        }
        epoch_ended(self.flow.program_description().name, &record, improved);
        self.course.epoch += 1;
        self.course.records.push(record.clone());
        let last = self.end().is_some() || self.course.divergence.is_hopeless();
        let mut progress = self.progress(epoch, record.train_log_prob);
        let (records, good_epoch) = (&self.course.records, self.good_epoch());
        progress.finished = Some(Finished { record: &record, records, improved, good_epoch, last, flow: self.flow });
        Ok(observer(&progress))
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

impl<T: Real, P: Parametric<T>, O: Objective<T, P>> Snapshot for Run<'_, T, P, O> {
    fn checkpoint(&self) -> Checkpoint {
        let course = Course { seconds: self.seconds(), ..self.course.clone() };
        let identity = self.identity.get_or_init(|| self.objective.identity());
        snapshot::<T, P>(self.flow, &self.objective.descent().state, &course, identity)
    }
}
