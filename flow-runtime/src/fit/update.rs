//! Steps from a gradient to the next parameters: clipping, schedule, optimizer, preparation.

use std::sync::Arc;

use super::options::FitOptions;
use super::trainer::StepReport;
use crate::engine::prepare::prepare;
use crate::engine::program::Parametric;
use crate::engine::workers::{Parts, Pieces, Workers};
use crate::error::Result;
use crate::numeric::Real;
use crate::optim::{Optimizer, OptimizerState, Part, Schedule, clip_factor, square_sum};

/// Parameters that one thread updates at a time.
const UPDATE_PART: usize = 4096;

/// Gradients whose squares one thread adds up at a time. Their number is that of parameters alone,
/// and so are the bits of the norm.
const NORM_PART: usize = 16384;

/// The state that lives across the steps of a fit, whatever is minimised.
pub struct Descent<T> {
    pub(super) workers: Arc<Workers>,
    /// Steps in all.
    pub(super) steps: u64,
    pub(super) state: OptimizerState<T>,
    optimizer: Optimizer,
    schedule: Schedule,
    clip_norm: Option<f64>,
    /// Σ g² of each part of a piece of the gradient.
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
            squares: Vec::new(),
        })
    }

    /// Clips the gradient of a step that gave this mean log-density, and says what the step comes
    /// to. The gradient is in pieces, in the order of the parameters.
    pub fn clip<const N: usize>(&mut self, log_prob: f64, mut gradient: [&mut [T]; N]) -> StepReport {
        let mut sum = 0.0;
        for piece in &gradient {
            self.squares.resize(piece.len().div_ceil(NORM_PART), 0.0);
            let squares = (Parts::new(&**piece, NORM_PART), Parts::new(&mut self.squares[..], 1));
            self.workers.share(squares, |((_, part), (_, sum))| sum[0] = square_sum(part));
            sum += self.squares.iter().sum::<f64>();
        }
        let gradient_norm = sum.sqrt();
        if let Some(factor) = self.clip_norm.and_then(|max| clip_factor(gradient_norm, max)) {
            let factor = T::from_f64(factor);
            for piece in &mut gradient {
                let parts = Parts::new(&mut **piece, NORM_PART);
                self.workers.share(parts, |(_, part)| part.iter_mut().for_each(|g| *g *= factor));
            }
        }
        StepReport { log_prob, gradient_norm, learning_rate: self.optimizer.learning_rate() * self.rate_scale() }
    }

    /// The learning rate of the last step.
    pub fn last_rate(&self) -> f64 {
        self.optimizer.learning_rate() * self.schedule.rate(self.state.step.saturating_sub(1), self.steps)
    }

    /// Names what a step has made infinite: a parameter, or what the optimizer keeps of one. Neither
    /// can be undone, and an infinite mean of squared gradients stops its parameter for good without
    /// a word.
    pub fn overflown<P: Parametric<T>>(&self, flow: &P) -> Option<String> {
        let state = flow.program_state();
        let kept = [
            ("the parameter", state.parameters()),
            ("the optimizer's mean of the gradients of", &self.state.first),
            ("the optimizer's mean of the squared gradients of", &self.state.second),
        ];
        kept.into_iter().find_map(|(what, numbers)| {
            let place = numbers.iter().position(|x| !x.is_finite())?;
            let named = state.layout().named.iter().find(|named| named.range.contains(&place));
            let name = named.map_or("a parameter", |named| named.name.as_str());
            Some(format!("{what} `{name}` overflows {}", T::NAME))
        })
    }

    fn rate_scale(&self) -> f64 {
        self.schedule.rate(self.state.step, self.steps)
    }

    /// Moves the parameters by the gradient, which is in pieces as in [`clip`](Self::clip); what is prepared
    /// from them is left to [`prepare`](crate::engine::prepare).
    pub fn step<P: Parametric<T>, const N: usize>(&mut self, flow: &mut P, gradient: [&[T]; N]) {
        let rate_scale = self.rate_scale();
        self.state.step += 1;
        let (optimizer, step) = (self.optimizer, self.state.step);
        let (mut rest, mut at) = (flow.program_state_mut().parameters_mut(), 0);
        for piece in gradient {
            let (parameters, after) = rest.split_at_mut(piece.len());
            let updates = Updates(self.state.part_from(at, parameters, piece));
            self.workers.share(updates, |part| optimizer.update_part(part, step, rate_scale));
            (rest, at) = (after, at + piece.len());
        }
    }

    /// Brings what is prepared up to date.
    pub fn prepare<P: Parametric<T>>(&self, flow: &mut P) {
        prepare(flow, &self.workers);
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::optim::clip_by_norm;

    #[test]
    fn threads_clip_as_one_does() {
        let gradient: Vec<f32> = (0..40_000).map(|i| (i as f32 * 0.37).sin()).collect();
        for clip_norm in [None, Some(0.5), Some(1e9)] {
            let clipped = |threads: usize| {
                let options = FitOptions { threads: Some(threads), clip_norm, ..FitOptions::default() };
                let mut gradient = gradient.clone();
                let report = Descent::new(&options, gradient.len(), 1).unwrap().clip(0.0, [&mut gradient]);
                (report.gradient_norm, gradient)
            };
            let ((norm, found), mut expected) = (clipped(1), gradient.clone());
            let whole = clip_by_norm(&mut expected, clip_norm.unwrap_or(f64::INFINITY));
            assert!((norm / whole - 1.0).abs() < 1e-14, "{norm}, not {whole}");
            assert!(found.iter().zip(&expected).all(|(a, b)| (a - b).abs() <= 1e-6 * b.abs()), "{clip_norm:?}");
            assert!((2..4).all(|threads| clipped(threads) == (norm, found.clone())), "{clip_norm:?}");
        }
    }
}
