//! What optimizers remember between steps: at most two numbers a parameter.
//!
//! ```text
//!              part 0      part 1      part 2
//! parameters  ▭▭▭▭▭▭▭▭    ▭▭▭▭▭▭▭▭    ▭▭▭▭       each part is a step of its own, on any thread
//! gradient    ▭▭▭▭▭▭▭▭    ▭▭▭▭▭▭▭▭    ▭▭▭▭
//! first       ▭▭▭▭▭▭▭▭    ▭▭▭▭▭▭▭▭    ▭▭▭▭       empty where the optimizer keeps no such number
//! second      ▭▭▭▭▭▭▭▭    ▭▭▭▭▭▭▭▭    ▭▭▭▭
//! ```

use super::Optimizer;
use crate::real::Real;

/// What an optimizer remembers between steps.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct OptimizerState<T> {
    /// A moving mean of the gradients or of the steps, one number a parameter; empty where the optimizer keeps none.
    pub first: Vec<T>,
    /// A moving mean of the squared gradients, one number a parameter; empty where the optimizer keeps none.
    pub second: Vec<T>,
    /// Steps taken.
    pub step: u64,
}

/// A part of the parameters with what belongs to it. Slices are equally long; moments that the optimizer does not keep are empty.
#[derive(Debug)]
pub struct Part<'a, T> {
    /// The parameters.
    pub parameters: &'a mut [T],
    /// The gradient of the loss by them.
    pub gradient: &'a [T],
    /// Their first moments.
    pub first: &'a mut [T],
    /// Their second moments.
    pub second: &'a mut [T],
}

impl<T: Real> OptimizerState<T> {
    /// The state before the first step of `len` parameters.
    pub fn new(optimizer: &Optimizer, len: usize) -> Self {
        let [first, second] = optimizer.moments().map(|kept| vec![T::ZERO; if kept { len } else { 0 }]);
        Self { first, second, step: 0 }
    }

    /// Parameters, gradient and moments, cut into parts of `size`.
    pub fn parts<'a>(
        &'a mut self,
        parameters: &'a mut [T],
        gradient: &'a [T],
        size: usize,
    ) -> impl Iterator<Item = Part<'a, T>> {
        let (mut first, mut second) = (self.first.as_mut_slice(), self.second.as_mut_slice());
        let pairs = parameters.chunks_mut(size).zip(gradient.chunks(size));
        let part = move |(parameters, gradient): (&'a mut [T], &'a [T])| {
            let n = parameters.len();
            Part { parameters, gradient, first: take(&mut first, n), second: take(&mut second, n) }
        };
        pairs.map(part)
    }
}

/// The next `n` numbers of moments, or none where there are none.
fn take<'a, T>(rest: &mut &'a mut [T], n: usize) -> &'a mut [T] {
    let n = n.min(rest.len());
    let (taken, after) = std::mem::take(rest).split_at_mut(n);
    *rest = after;
    taken
}
