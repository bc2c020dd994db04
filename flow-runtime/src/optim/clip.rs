//! Gradient clipping by the global norm.

use crate::numeric::Real;
use crate::numeric::isa::{Isa, Segment, dispatch};

/// Partial sums that run side by side: two full vectors of `f64`.
const CHAINS: usize = 16;

/// Added to the norm before dividing, as PyTorch does.
const MARGIN: f64 = 1e-6;

/// The Euclidean norm of all gradients, `√Σ g²`, summed in `f64`.
///
/// Element i belongs to chain i mod 16 and the chains are added as a binary tree: the result depends on the gradients alone. A fit adds up
/// parts of 16,384 gradients so, and then the parts.
pub fn global_norm<T: Real>(grads: &[T]) -> f64 {
    square_sum(grads).sqrt()
}

/// `Σ g²` as [`global_norm`] adds it up.
pub(crate) fn square_sum<T: Real>(grads: &[T]) -> f64 {
    dispatch(SquareSum(grads))
}

/// Returns the factor by which gradients of this norm are scaled, if they are scaled at all.
pub(crate) fn clip_factor(norm: f64, max: f64) -> Option<f64> {
    Some(max / (norm + MARGIN)).filter(|factor| norm.is_finite() && *factor < 1.0)
}

/// Scales the gradients by `min(1, max / (norm + 1e-6))`, as PyTorch's `clip_grad_norm_`; returns the norm before.
///
/// A norm that is infinite or NaN is returned with the gradients untouched: that step is not to be taken.
pub fn clip_by_norm<T: Real>(grads: &mut [T], max: f64) -> f64 {
    let norm = global_norm(grads);
    if let Some(factor) = clip_factor(norm, max) {
        let factor = T::from_f64(factor);
        grads.iter_mut().for_each(|g| *g *= factor);
    }
    norm
}

struct SquareSum<'a, T>(&'a [T]);

impl<T: Real> Segment for SquareSum<'_, T> {
    type Output = f64;

    #[inline(always)]
    fn run<I: Isa>(self, _: I) -> f64 {
        let (blocks, rest) = self.0.as_chunks::<CHAINS>();
        let mut sums = [0.0; CHAINS];
        for block in blocks {
            // Product and sum are rounded apart, so that machines without fused operations agree too.
            for (sum, g) in sums.iter_mut().zip(block) {
                *sum += g.to_f64() * g.to_f64();
            }
        }
        for (sum, g) in sums.iter_mut().zip(rest) {
            *sum += g.to_f64() * g.to_f64();
        }
        let mut half = CHAINS / 2;
        while half > 0 {
            for i in 0..half {
                sums[i] += sums[i + half];
            }
            half /= 2;
        }
        sums[0]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::numeric::isa::InstructionSet;

    #[test]
    fn norms_and_scales() {
        for len in [0, 1, 15, 16, 17, 1000] {
            let grads: Vec<f32> = (0..len).map(|i| (i as f32 * 0.37).sin()).collect();
            let exact = grads.iter().map(|&g| f64::from(g).powi(2)).sum::<f64>().sqrt();
            let bits: Vec<u64> =
                InstructionSet::available().iter().map(|set| set.run(SquareSum(&grads)).to_bits()).collect();
            assert!(bits.windows(2).all(|pair| pair[0] == pair[1]));
            let mut clipped = grads.clone();
            assert!((clip_by_norm(&mut clipped, 1e9) - exact).abs() <= 1e-14 * exact);
            assert_eq!(clipped, grads);
            clip_by_norm(&mut clipped, 0.25);
            assert!((global_norm(&clipped) - exact.min(0.25)).abs() < 1e-5);
        }
    }

    #[test]
    fn large_gradients_do_not_overflow_and_bad_ones_are_reported() {
        assert!((global_norm(&[3e30_f32, 4e30]) / 5e30 - 1.0).abs() < 1e-7);
        let mut bad = [1.0, f64::NAN];
        assert!(clip_by_norm(&mut bad, 0.5).is_nan());
        assert_eq!(bad[0], 1.0);
    }
}
