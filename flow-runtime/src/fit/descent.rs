//! From a gradient to the next parameters: clipping, schedule, optimizer, preparation.

use std::sync::Arc;

use super::options::FitOptions;
use super::prepare::prepare;
use super::trainer::StepReport;
use super::workers::{Parts, Pieces, Workers};
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
        let squares = Squares { gradient, sums: &mut self.squares };
        self.workers.share(squares, |(part, sum)| *sum = square_sum(part));
        let gradient_norm = self.squares.iter().sum::<f64>().sqrt();
        if let Some(factor) = self.clip_norm.and_then(|max| clip_factor(gradient_norm, max)) {
            let factor = T::from_f64(factor);
            let parts = Parts { numbers: gradient, size: NORM_PART };
            self.workers.share(parts, |part| part.iter_mut().for_each(|g| *g *= factor));
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
        let updates = Updates(self.state.part(parameters, gradient));
        self.workers.share(updates, |part| optimizer.update_part(part, step, rate_scale));
    }

    /// Brings what is prepared up to date.
    pub fn prepare<P: Program<T>>(&self, flow: &mut P) {
        prepare(flow, &self.workers);
    }
}

/// A gradient in parts, with a place for the sum of each one's squares.
struct Squares<'a, T> {
    gradient: &'a [T],
    sums: &'a mut [f64],
}

impl<'a, T: Real> Pieces for Squares<'a, T> {
    type Piece = (&'a [T], &'a mut f64);

    fn count(&self) -> usize {
        self.sums.len()
    }

    fn cut(self, at: usize) -> (Self, Self) {
        let (gradient, gradient_after) = self.gradient.split_at((at * NORM_PART).min(self.gradient.len()));
        let (sums, sums_after) = self.sums.split_at_mut(at);
        (Squares { gradient, sums }, Squares { gradient: gradient_after, sums: sums_after })
    }

    fn only(self) -> Self::Piece {
        (self.gradient, &mut self.sums[0])
    }
}

/// Parameters to be updated, in parts of [`UPDATE_PART`].
struct Updates<'a, T>(Part<'a, T>);

impl<'a, T: Real> Pieces for Updates<'a, T> {
    type Piece = Part<'a, T>;

    fn count(&self) -> usize {
        self.0.parameters.len().div_ceil(UPDATE_PART)
    }

    fn cut(self, at: usize) -> (Self, Self) {
        let n = (at * UPDATE_PART).min(self.0.parameters.len());
        let (first, others) = self.0.split_at(n);
        (Updates(first), Updates(others))
    }

    fn only(self) -> Part<'a, T> {
        self.0
    }
}
