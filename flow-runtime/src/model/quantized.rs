//! Whole numbers as continuous ones: `y = x + u`, with u uniform in [0, 1), which `⌊y⌋` undoes.
//!
//! A density `p(y)` then gives the whole numbers the probability `P(x) = ∫ p(x + u) du`, exactly
//! and with no further constant, since the noise has density 1. By Jensen's inequality `E log p(x +
//! u) ≤ log P(x)`: fitting the noisy rows maximises a lower bound of the log-likelihood of the
//! counts, and the mean score of noisy rows is one. (Theis et al. 2016) A fit has other noise in
//! every epoch, since the same would let it learn where each number happened to fall.

use crate::noise::{Noise, Purpose};

/// The elements of an event that hold whole numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Quantized(Vec<usize>);

impl Quantized {
    /// Larger numbers have no neighbours a unit away.
    pub const LARGEST: f64 = (1u64 << 53) as f64;

    /// These elements, counted from 0.
    pub fn new(mut elements: Vec<usize>) -> Self {
        elements.sort_unstable();
        elements.dedup();
        Quantized(elements)
    }

    /// The elements in order.
    pub fn elements(&self) -> &[usize] {
        &self.0
    }

    /// True where an element is one of them.
    pub fn has(&self, element: usize) -> bool {
        self.0.binary_search(&element).is_ok()
    }

    /// Adds noise to events of `size` elements, addressed by draw, row and element.
    pub fn add_noise(&self, events: &mut [f64], size: usize, seed: u64, draw: u64) {
        if self.0.is_empty() {
            return;
        }
        let noise = Noise::new(seed, Purpose::Dequantization);
        let mut uniform = vec![0.0; events.len()];
        noise.fill_uniform(draw, 0, size, &mut uniform);
        for (row, uniform) in events.chunks_mut(size).zip(uniform.chunks(size)) {
            for &k in &self.0 {
                // Rounding must not reach the next whole number.
                row[k] = (row[k] + uniform[k]).min((row[k] + 1.0).next_down());
            }
        }
    }

    /// Takes the noise away again.
    pub fn floor(&self, events: &mut [f64], size: usize) {
        for row in events.chunks_mut(size) {
            self.0.iter().for_each(|&k| row[k] = row[k].floor());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn noise_is_undone_and_addressed() {
        let counts = [3.0, 0.5, -2.0, 0.25, 1e15, 7.0];
        let quantized = Quantized::new(vec![0, 0]);
        let noisy = |draw| {
            let mut events = counts;
            quantized.add_noise(&mut events, 2, 7, draw);
            events
        };
        let first = noisy(0);
        assert!(first.iter().zip(counts).skip(1).step_by(2).all(|(noisy, count)| *noisy == count));
        assert!(first.iter().zip(counts).step_by(2).all(|(noisy, count)| *noisy > count && *noisy < count + 1.0));
        assert_ne!(first, noisy(1));
        let mut back = first;
        quantized.floor(&mut back, 2);
        assert_eq!(back, counts);
    }

    /// The density of a uniform on [0, n) gives each of n whole numbers probability 1/n: the mean
    /// score is exact there.
    #[test]
    fn the_constant_is_exact() {
        let n = 8.0;
        let mut events: Vec<f64> = (0..8).map(f64::from).collect();
        Quantized::new(vec![0]).add_noise(&mut events, 1, 1, 0);
        let log_density = |y: f64| if (0.0..n).contains(&y) { -n.ln() } else { f64::NEG_INFINITY };
        let mean = events.iter().map(|y| log_density(*y)).sum::<f64>() / n;
        assert!((mean - (1.0 / n).ln()).abs() < 1e-15);
    }
}
