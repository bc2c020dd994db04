//! From a gradient to the next parameters: clipping, schedule, optimizer, preparation.

use std::sync::Arc;

use super::options::FitOptions;
use super::prepare::prepare;
use super::trainer::StepReport;
use super::workers::Workers;
use crate::error::Result;
use crate::optim::{Optimizer, OptimizerState, Part, Schedule, clip_factor, square_sum};
use crate::program::Program;
use crate::real::Real;

/// Parameters that one thread updates at a time.
const UPDATE_PART: usize = 4096;

/// Gradients whose squares one thread adds up at a time. Their number is that of parameters alone, and so are the bits of the norm.
const NORM_PART: usize = 16384;

/// What lives across the steps of a fit, whatever is minimised.
pub struct Descent<T> {
    pub(super) workers: Arc<Workers>,
    /// Steps in all.
    pub(super) steps: u64,
    pub(super) state: OptimizerState<T>,
    optimizer: Optimizer,
    schedule: Schedule,
    clip_norm: Option<f64>,
    /// Σ g² of each part of the gradient.
    squares: Vec<f64>,
}

impl<T: Real> Descent<T> {
    /// For so many parameters and steps.
    ///
    /// # Errors
    /// Where the threads cannot be started.
    pub fn new(options: &FitOptions, parameters: usize, steps: u64) -> Result<Self> {
        Ok(Descent {
            workers: Arc::new(Workers::new(options.threads)?),
            steps,
            state: OptimizerState::new(&options.optimizer, parameters),
            optimizer: options.optimizer,
            schedule: options.schedule,
            clip_norm: options.clip_norm,
            squares: vec![0.0; parameters.div_ceil(NORM_PART)],
        })
    }

    /// Clips the gradient of a step that gave this mean log-density, and says what the step comes to.
    pub fn clip(&mut self, log_prob: f64, gradient: &mut [T]) -> StepReport {
        let parts = gradient.chunks(NORM_PART).zip(&mut self.squares);
        self.workers.each(parts, |(part, sum)| *sum = square_sum(part));
        let gradient_norm = self.squares.iter().sum::<f64>().sqrt();
        if let Some(factor) = self.clip_norm.and_then(|max| clip_factor(gradient_norm, max)) {
            let factor = T::from_f64(factor);
            let parts = gradient.chunks_mut(NORM_PART);
            self.workers.each(parts, |part| part.iter_mut().for_each(|g| *g *= factor));
        }
        StepReport { log_prob, gradient_norm, learning_rate: self.optimizer.learning_rate() * self.rate_scale() }
    }

    fn rate_scale(&self) -> f64 {
        self.schedule.rate(self.state.step, self.steps)
    }

    /// Moves the parameters; what is prepared from them is left to [`prepare`](super::prepare).
    pub fn step<P: Program<T>>(&mut self, flow: &mut P, gradient: &[T]) {
        let rate_scale = self.rate_scale();
        self.state.step += 1;
        let (optimizer, step) = (self.optimizer, self.state.step);
        let parameters = flow.state_mut().parts_mut().0;
        let parts = self.state.parts(parameters, gradient, UPDATE_PART);
        self.workers.each(parts, |part: Part<'_, T>| optimizer.update_part(part, step, rate_scale));
    }

    /// Brings what is prepared up to date.
    pub fn prepare<P: Program<T>>(&self, flow: &mut P) {
        prepare(flow, &self.workers);
    }
}
