//! One step of training: gradient, clipping, optimizer, preparation.

use std::sync::Arc;

use super::dataset::{Data, Dataset, prepare_data};
use super::gradient::{Batch, Gradient};
use super::options::{FitOptions, Optimizer};
use super::prepare::prepare;
use super::start::measure_starts;
use super::workers::Workers;
use crate::error::Result;
use crate::evaluate::{LANES, Rows, Summary, What, run_tile};
use crate::optim::{Adam, AdamState, Schedule, clip_by_norm, global_norm};
use crate::program::Program;
use crate::real::Real;
use crate::state::Standardize;

/// Parameters that one thread updates at a time.
const UPDATE_PART: usize = 16_384;

/// Everything that lives across the steps of a fit: rows, memory, the optimizer's state, threads.
pub struct Trainer<T: Real> {
    pub(super) training: Dataset<T>,
    pub(super) validation: Option<Dataset<T>>,
    pub(super) gradient: Gradient<T>,
    pub(super) workers: Arc<Workers>,
    pub(super) steps: u64,
    adam: Adam,
    moments: AdamState<T>,
    schedule: Schedule,
    clip_norm: Option<f64>,
    log_scale: f64,
}

/// What one step came to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct StepReport {
    /// Mean `log p(x)` of the batch before the step, in nats.
    pub log_prob: f64,
    /// Norm of the gradient, before clipping.
    pub gradient_norm: f64,
    /// The learning rate of the step.
    pub learning_rate: f64,
}

impl StepReport {
    /// Whether the step was taken.
    pub fn is_finite(&self) -> bool {
        self.log_prob.is_finite() && self.gradient_norm.is_finite()
    }
}

impl<T: Real> Trainer<T> {
    /// For a flow and its rows. Measures the flow's statistics where the options ask for it.
    ///
    /// # Errors
    /// For options out of their range, rows that do not fit the flow, or threads that cannot be started.
    pub fn new<P: Program<T>>(flow: &mut P, data: &Data<'_>, options: &FitOptions) -> Result<Self> {
        options.check()?;
        let workers = Arc::new(Workers::new(options.threads)?);
        let (training, validation) = prepare_data(flow, data, options)?;
        if options.standardize {
            measure_starts(flow, &training);
        }
        let n = training.numbers.len();
        let batch = options.batch_size.min(n);
        let Optimizer::Adam(adam) = options.optimizer;
        Ok(Trainer {
            gradient: Gradient::new(flow, batch, false, &workers),
            steps: (options.epochs as u64).saturating_mul(n.div_ceil(batch) as u64),
            adam,
            moments: AdamState::new(flow.state().parameters().len()),
            schedule: options.schedule,
            clip_norm: options.clip_norm,
            log_scale: flow.state().statistics.event.as_ref().map_or(0.0, Standardize::log_scale),
            training,
            validation,
            workers,
        })
    }

    /// Number of training rows.
    pub fn rows(&self) -> usize {
        self.training.numbers.len()
    }

    /// Steps taken so far.
    pub fn step_count(&self) -> u64 {
        self.moments.step
    }

    /// One step on a batch, by the numbers of its training rows: at least one, at most the batch size. Where loss or gradient is not
    /// finite, the flow is left as it is.
    pub fn step<P: Program<T>>(&mut self, flow: &mut P, rows: &[usize]) -> StepReport {
        let workers = self.workers.clone();
        workers.install(|| self.step_here(flow, rows))
    }

    fn step_here<P: Program<T>>(&mut self, flow: &mut P, rows: &[usize]) -> StepReport {
        // The loss is the mean of −log p.
        let weight = T::from_f64(-1.0 / rows.len() as f64);
        let batch = Batch { events: &self.training.events, contexts: &self.training.contexts, rows, weight };
        self.gradient.run(flow, batch, &self.workers);
        let total: f64 = self.gradient.log_prob().iter().map(|l| l.to_f64()).sum();
        let gradient_norm = match self.clip_norm {
            Some(max) => clip_by_norm(self.gradient.parameters_mut(), max),
            None => global_norm(self.gradient.parameters()),
        };
        let rate_scale = self.schedule.rate(self.moments.step, self.steps);
        let report = StepReport {
            log_prob: total / rows.len() as f64 - self.log_scale,
            gradient_norm,
            learning_rate: self.adam.learning_rate * rate_scale,
        };
        if report.is_finite() {
            self.update(flow, rate_scale);
        }
        report
    }

    fn update<P: Program<T>>(&mut self, flow: &mut P, rate_scale: f64) {
        self.moments.step += 1;
        let (adam, step) = (self.adam, self.moments.step);
        let parameters = flow.state_mut().parts_mut().0.chunks_mut(UPDATE_PART);
        let gradients = self.gradient.parameters().chunks(UPDATE_PART);
        let (first, second) = (&mut self.moments.first, &mut self.moments.second);
        let moments = first.chunks_mut(UPDATE_PART).zip(second.chunks_mut(UPDATE_PART));
        let parts = parameters.zip(gradients).zip(moments);
        let parts = parts.map(|((p, g), (m, v))| Part { parameters: p, gradient: g, first: m, second: v }).collect();
        self.workers.each(parts, |part: Part<'_, T>| {
            adam.update_part(part.parameters, part.gradient, part.first, part.second, step, rate_scale);
        });
        prepare(flow, &self.workers);
    }

    /// Log-density of the validation rows.
    pub(super) fn validate<P: Program<T>>(&self, flow: &P) -> Option<Summary> {
        let set = self.validation.as_ref()?;
        let d = P::description();
        let mut log_prob = vec![T::ZERO; set.numbers.len()];
        let tiles = log_prob.chunks_mut(LANES).enumerate().collect();
        self.workers.each(tiles, |(tile, log_prob): (usize, &mut [T])| {
            let (first, count) = (tile * LANES, log_prob.len());
            let events = &set.events[first * d.size()..][..count * d.size()];
            let contexts = &set.contexts[first * d.context..][..count * d.context];
            run_tile(flow, What::LogProb, Rows::standardized(events, contexts), &mut [], log_prob, None);
        });
        Some(Summary::of(&log_prob))
    }
}

/// What one thread updates at a time.
struct Part<'a, T> {
    parameters: &'a mut [T],
    gradient: &'a [T],
    first: &'a mut [T],
    second: &'a mut [T],
}
