//! Layers that measure the batch on the way from data to base (batch normalisation, starts by the
//! first batch): here its samples meet.
//!
//! Sums go sample by sample in f64, so the moments are the same bits for any number of threads.

use std::ops::Range;

use crate::engine::prepare::prepare_one;
use crate::engine::program::Program;
use crate::model::description::Init;
use crate::model::layout::Meeting;
use crate::numeric::Real;

/// Mean and variance of each element, `Σ x / n` and `Σ (x − mean)² / n`.
#[derive(Clone, Debug, PartialEq)]
pub struct Moments {
    /// The means.
    pub mean: Vec<f64>,
    /// The variances.
    pub variance: Vec<f64>,
}

impl Moments {
    /// Computes them from elements with their numbers, sample by sample.
    pub fn of(values: impl Iterator<Item = (usize, f64)> + Clone, size: usize, samples: usize) -> Self {
        let n = samples.max(1) as f64;
        let (mut mean, mut variance) = (vec![0.0; size], vec![0.0; size]);
        values.clone().for_each(|(f, x)| mean[f] += x);
        mean.iter_mut().for_each(|m| *m /= n);
        values.for_each(|(f, x)| variance[f] += (x - mean[f]) * (x - mean[f]));
        variance.iter_mut().for_each(|v| *v /= n);
        Moments { mean, variance }
    }
}

/// Gives a layer what was measured, and prepares it. What the first batch decides is left alone
/// unless `first`.
pub fn measured<T: Real, P: Program<T>>(flow: &mut P, meeting: &Meeting, moments: &Moments, first: bool) {
    let parameters = flow.program_state_mut().parameters_mut();
    for (init, range) in &meeting.parts {
        let numbers: Vec<f64> = match init {
            Init::Mean(_) => moments.mean.clone(),
            Init::Variance(_) => moments.variance.clone(),
            Init::FirstMean if first => moments.mean.clone(),
            // An element that does not vary keeps its scale.
            Init::FirstLogDeviation if first => {
                moments.variance.iter().map(|v| if *v > 0.0 { 0.5 * v.ln() } else { 0.0 }).collect()
            }
            _ => continue,
        };
        parameters[range.clone()].iter_mut().zip(numbers).for_each(|(p, v)| *p = T::from_f64(v));
    }
    prepare_one(flow, meeting.layer);
}

/// The statistics that the flow had before a step, the average over the batches so far. Between
/// steps the flow holds the average: `s ← (1 − momentum) s + momentum · batch`, the first batch
/// taken whole.
#[derive(Clone, Debug, Default)]
pub struct Averages<T> {
    before: Vec<(f64, Range<usize>, Vec<T>)>,
}

impl<T: Real> Averages<T> {
    /// Remembers what the flow has.
    pub fn remember(&mut self, parameters: &[T], meetings: &[Meeting]) {
        self.before.clear();
        for (init, range) in meetings.iter().flat_map(|m| &m.parts) {
            if let Init::Mean(momentum) | Init::Variance(momentum) = init {
                self.before.push((*momentum, range.clone(), parameters[range.clone()].to_vec()));
            }
        }
    }

    /// Takes the same parts of other parameters.
    pub fn of(&self, parameters: &[T]) -> Self {
        let part = |(momentum, range, _): &(f64, Range<usize>, Vec<T>)| {
            (*momentum, range.clone(), parameters[range.clone()].to_vec())
        };
        Averages { before: self.before.iter().map(part).collect() }
    }

    /// Takes the batch's statistics, which the flow now has, into the average; the first batch is
    /// the average.
    pub fn take_in(&self, parameters: &mut [T], first: bool) {
        for (momentum, range, before) in self.before.iter().filter(|_| !first) {
            let (new, old) = (T::from_f64(*momentum), T::from_f64(1.0 - momentum));
            parameters[range.clone()].iter_mut().zip(before).for_each(|(s, before)| *s = old * *before + new * *s);
        }
    }

    /// Gives the flow back what it had.
    pub fn restore(&self, parameters: &mut [T]) {
        self.before.iter().for_each(|(_, range, before)| parameters[range.clone()].copy_from_slice(before));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_by_hand() {
        let values = [1.0, 10.0, 3.0, 10.0, 8.0, 13.0];
        let found = Moments::of(values.iter().enumerate().map(|(i, x)| (i % 2, *x)), 2, 3);
        assert_eq!(found, Moments { mean: vec![4.0, 11.0], variance: vec![26.0 / 3.0, 2.0] });
    }
}
