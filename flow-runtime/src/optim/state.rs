//! The numbers that optimizers remember between steps: at most two a parameter.
//!
//! ```text
//!              part 0      part 1      part 2
//! parameters  ▭▭▭▭▭▭▭▭    ▭▭▭▭▭▭▭▭    ▭▭▭▭       each part is a step of its own, on any thread
//! gradient    ▭▭▭▭▭▭▭▭    ▭▭▭▭▭▭▭▭    ▭▭▭▭
//! first       ▭▭▭▭▭▭▭▭    ▭▭▭▭▭▭▭▭    ▭▭▭▭       empty where the optimizer keeps no such number
//! second      ▭▭▭▭▭▭▭▭    ▭▭▭▭▭▭▭▭    ▭▭▭▭
//! ```

use super::Optimizer;
use crate::numeric::Real;
use pulp::bytemuck::{cast_slice, cast_slice_mut};

/// The numbers that an optimizer remembers between steps.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct OptimizerState<T> {
    /// A moving mean of the gradients or of the steps, one number a parameter; empty where the optimizer keeps none.
    pub first: Vec<T>,
    /// A moving mean of the squared gradients, one number a parameter; empty where the optimizer keeps none.
    pub second: Vec<T>,
    /// Steps taken.
    pub step: u64,
}

/// A part in the number type that it has.
pub(super) enum Typed<'a> {
    F32(Part<'a, f32>),
    F64(Part<'a, f64>),
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

    /// Parameters and their gradient with the moments.
    pub fn part<'a>(&'a mut self, parameters: &'a mut [T], gradient: &'a [T]) -> Part<'a, T> {
        self.part_from(0, parameters, gradient)
    }

    /// The same for parameters from the `at`-th on.
    pub(crate) fn part_from<'a>(&'a mut self, at: usize, parameters: &'a mut [T], gradient: &'a [T]) -> Part<'a, T> {
        let of = |moments: &'a mut Vec<T>| match moments.is_empty() {
            true => &mut moments[..],
            false => &mut moments[at..at + gradient.len()],
        };
        Part { parameters, gradient, first: of(&mut self.first), second: of(&mut self.second) }
    }
}

impl<'a, T> Part<'a, T> {
    /// The first `n` parameters and the others. Moments that an optimizer does not keep are none in both.
    pub fn split_at(self, n: usize) -> (Self, Self) {
        let (parameters, parameters_after) = self.parameters.split_at_mut(n);
        let (gradient, gradient_after) = self.gradient.split_at(n);
        let (first, first_after) = self.first.split_at_mut(n.min(self.first.len()));
        let (second, second_after) = self.second.split_at_mut(n.min(self.second.len()));
        let part = Part { parameters, gradient, first, second };
        let (parameters, gradient) = (parameters_after, gradient_after);
        (part, Part { parameters, gradient, first: first_after, second: second_after })
    }
}

impl<'a, T: Real> Part<'a, T> {
    /// The same part, as code that is not generic takes it.
    pub(super) fn typed(self) -> Typed<'a> {
        if T::NAME == f32::NAME { Typed::F32(self.cast()) } else { Typed::F64(self.cast()) }
    }

    /// The same part under the other name of its type.
    fn cast<U: Real>(self) -> Part<'a, U> {
        let Part { parameters, gradient, first, second } = self;
        Part {
            parameters: cast_slice_mut(parameters),
            gradient: cast_slice(gradient),
            first: cast_slice_mut(first),
            second: cast_slice_mut(second),
        }
    }
}
