//! Adam (Kingma and Ba 2015), with decoupled weight decay (Loshchilov and Hutter 2019) where it is not 0.
//!
//! With gradient g, step t = 1, 2, … and rate η (the learning rate times the schedule's factor):
//! ```text
//! θ ← (1 − η·decay)·θ
//! m ← m + (1 − β₁)·(g − m)                    v ← β₂·v + (1 − β₂)·g²
//! θ ← θ − η / (1 − β₁ᵗ) · m / (√v / √(1 − β₂ᵗ) + ε)
//! ```
//! in the order of PyTorch's `AdamW` (its `Adam` where the decay is 0), the factors being computed in `f64`.

use crate::isa::{Isa, Segment, dispatch};
use crate::real::Real;

/// Adam's settings.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Adam {
    /// η, the step size before the schedule's factor.
    pub learning_rate: f64,
    /// β₁, the decay of the gradients' moving mean.
    pub beta1: f64,
    /// β₂, the decay of the squared gradients' moving mean.
    pub beta2: f64,
    /// ε, added to the denominator.
    pub epsilon: f64,
    /// The fraction η·decay of each parameter that a step takes away.
    pub weight_decay: f64,
}

impl Default for Adam {
    fn default() -> Self {
        Self { learning_rate: 1e-3, beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weight_decay: 0.0 }
    }
}

/// What Adam remembers between steps.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AdamState<T> {
    /// m, the gradients' moving mean, one per parameter.
    pub first: Vec<T>,
    /// v, the squared gradients' moving mean, one per parameter.
    pub second: Vec<T>,
    /// Steps taken.
    pub step: u64,
}

impl<T: Real> AdamState<T> {
    /// The state before the first step of `len` parameters.
    pub fn new(len: usize) -> Self {
        Self { first: vec![T::ZERO; len], second: vec![T::ZERO; len], step: 0 }
    }
}

impl Adam {
    /// One step for all parameters; `rate_scale` is the schedule's factor. All slices have the state's length.
    pub fn update<T: Real>(&self, params: &mut [T], grads: &[T], state: &mut AdamState<T>, rate_scale: f64) {
        state.step += 1;
        self.update_part(params, grads, &mut state.first, &mut state.second, state.step, rate_scale);
    }

    /// Step number `step` (from 1) for a part of the parameters and the same part of gradients and moments. Any division
    /// into parts gives the same bits.
    pub fn update_part<T: Real>(
        &self,
        params: &mut [T],
        grads: &[T],
        first: &mut [T],
        second: &mut [T],
        step: u64,
        rate_scale: f64,
    ) {
        assert!(
            grads.len() == params.len() && first.len() == params.len() && second.len() == params.len(),
            "parameters, gradients and moments differ in length"
        );
        let rate = self.learning_rate * rate_scale;
        T::adam(Update {
            params,
            grads,
            first,
            second,
            keep: T::from_f64(1.0 - rate * self.weight_decay),
            gain1: T::from_f64(1.0 - self.beta1),
            beta2: T::from_f64(self.beta2),
            gain2: T::from_f64(1.0 - self.beta2),
            rate: T::from_f64(rate / (1.0 - power(self.beta1, step))),
            root: T::from_f64((1.0 - power(self.beta2, step)).sqrt()),
            epsilon: T::from_f64(self.epsilon),
        });
    }
}

/// `baseⁿ` by repeated squaring: the standard library's may differ between platforms.
fn power(base: f64, n: u64) -> f64 {
    let (mut result, mut square, mut n) = (1.0, base, n);
    while n > 0 {
        if n % 2 == 1 {
            result *= square;
        }
        square *= square;
        n /= 2;
    }
    result
}

/// Optimizer steps compiled once per type, in this crate.
#[doc(hidden)]
pub trait Optimized: Sized {
    /// One step of Adam.
    fn adam(update: Update<'_, Self>);
}

impl Optimized for f32 {
    #[inline(never)]
    fn adam(update: Update<'_, Self>) {
        dispatch(update);
    }
}

impl Optimized for f64 {
    #[inline(never)]
    fn adam(update: Update<'_, Self>) {
        dispatch(update);
    }
}

/// One step with all its factors.
#[doc(hidden)]
pub struct Update<'a, T> {
    params: &'a mut [T],
    grads: &'a [T],
    first: &'a mut [T],
    second: &'a mut [T],
    keep: T,
    gain1: T,
    beta2: T,
    gain2: T,
    rate: T,
    root: T,
    epsilon: T,
}

impl<T: Real> Segment for Update<'_, T> {
    type Output = ();

    #[inline(always)]
    fn run<I: Isa>(self, isa: I) {
        let moments = self.first.iter_mut().zip(self.second);
        for ((param, &g), (m, v)) in self.params.iter_mut().zip(self.grads).zip(moments) {
            *m = isa.mul_add(self.gain1, g - *m, *m);
            *v = isa.mul_add(self.gain2 * g, g, self.beta2 * *v);
            let denominator = isa.sqrt(*v) / self.root + self.epsilon;
            *param = self.keep * *param - self.rate * *m / denominator;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The paper's algorithm, one number at a time in `f64`, with the standard library's powers.
    fn by_hand(adam: Adam, grads: &[f64], theta: f64, scale: f64) -> f64 {
        let (mut theta, mut m, mut v) = (theta, 0.0, 0.0);
        for (t, g) in grads.iter().enumerate() {
            let t = t as i32 + 1;
            theta -= scale * adam.learning_rate * adam.weight_decay * theta;
            m = adam.beta1 * m + (1.0 - adam.beta1) * g;
            v = adam.beta2 * v + (1.0 - adam.beta2) * g * g;
            let (m_hat, v_hat) = (m / (1.0 - adam.beta1.powi(t)), v / (1.0 - adam.beta2.powi(t)));
            theta -= scale * adam.learning_rate * m_hat / (v_hat.sqrt() + adam.epsilon);
        }
        theta
    }

    fn follows<T: Real>(adam: Adam, tolerance: f64) {
        let grad = |i: usize, t: usize| ((i * 7 + t * 3) as f64).sin() * 10f64.powi(i as i32 % 5 - 2);
        let mut params: Vec<T> = (0..37).map(|i| T::from_f64(i as f64 / 7.0)).collect();
        let start: Vec<f64> = params.iter().map(|x| x.to_f64()).collect();
        let mut state = AdamState::new(params.len());
        for t in 0..20 {
            let grads: Vec<T> = (0..37).map(|i| T::from_f64(grad(i, t))).collect();
            adam.update(&mut params, &grads, &mut state, 0.5);
        }
        for (i, (param, start)) in params.iter().zip(start).enumerate() {
            let grads: Vec<f64> = (0..20).map(|t| T::from_f64(grad(i, t)).to_f64()).collect();
            let expected = by_hand(adam, &grads, start, 0.5);
            assert!((param.to_f64() - expected).abs() <= tolerance * (1.0 + expected.abs()), "{param} not {expected}");
        }
    }

    #[test]
    fn equals_the_papers_algorithm() {
        let decayed = Adam { learning_rate: 0.1, weight_decay: 0.3, ..Adam::default() };
        for adam in [Adam::default(), decayed, Adam { beta1: 0.0, epsilon: 0.1, ..decayed }] {
            follows::<f64>(adam, 1e-14);
            follows::<f32>(adam, 3e-6);
        }
    }

    #[test]
    fn parts_give_the_same_bits() {
        let grads: Vec<f32> = (0..100).map(|i| (i as f32).cos()).collect();
        let adam = Adam::default();
        let (mut whole, mut state) = (vec![1.0_f32; 100], AdamState::new(100));
        adam.update(&mut whole, &grads, &mut state, 1.0);
        for cut in [1, 17, 50, 99] {
            let (mut params, mut first, mut second) = (vec![1.0_f32; 100], vec![0.0; 100], vec![0.0; 100]);
            for range in [0..cut, cut..100] {
                let (m, v) = (&mut first[range.clone()], &mut second[range.clone()]);
                adam.update_part(&mut params[range.clone()], &grads[range], m, v, 1, 1.0);
            }
            assert_eq!((&params, &first, &second), (&whole, &state.first, &state.second));
        }
    }

    #[test]
    fn finds_the_bottom_of_a_bowl() {
        let (mut params, mut state) = (vec![3.0_f64, -2.0, 0.5], AdamState::new(3));
        let adam = Adam { learning_rate: 0.05, ..Adam::default() };
        for _ in 0..2000 {
            let grads: Vec<f64> = params.iter().zip([1.0, 10.0, 100.0]).map(|(x, a)| a * (x - 1.0)).collect();
            adam.update(&mut params, &grads, &mut state, 1.0);
        }
        assert!(params.iter().all(|x| (x - 1.0).abs() < 1e-6), "{params:?}");
    }
}
