//! Draws from a mixture of normals: one uniform number a row chooses the component, and one an
//! element is its normal.

use crate::noise::{Noise, normal_quantile};
use crate::numeric::Real;
use crate::numeric::workspace::with_workspace;

/// Its parameters, as [`Sampler::NormalMixture`](crate::model::description::Sampler::NormalMixture)
/// lists them.
pub struct Mixture<'a, T> {
    logits: &'a [T],
    location: &'a [T],
    log_scale: &'a [T],
    size: usize,
}

impl<'a, T: Real> Mixture<'a, T> {
    /// A mixture over rows of `size` elements.
    pub fn new(parameters: &'a [T], size: usize) -> Self {
        let components = parameters.len() / (1 + 2 * size);
        let (logits, tables) = parameters.split_at(components);
        let (location, log_scale) = tables.split_at(components * size);
        Mixture { logits, location, log_scale, size }
    }

    /// The rows of a draw from number `first` on.
    pub fn fill(&self, noise: &Noise, draw: u64, first: u64, out: &mut [T]) {
        let size = self.size;
        with_workspace(self.logits.len() + 1 + size, |work: &mut [f64]| {
            let (up_to, uniform) = work.split_at_mut(self.logits.len());
            self.sum_up(up_to);
            for (row, out) in out.chunks_mut(size).enumerate() {
                noise.fill_uniform(draw, first + row as u64, size + 1, uniform);
                let place = uniform[0] * up_to[up_to.len() - 1];
                let chosen = up_to.iter().take(up_to.len() - 1).filter(|sum| **sum <= place).count();
                let part = chosen * size..(chosen + 1) * size;
                let component = self.location[part.clone()].iter().zip(&self.log_scale[part]);
                for ((z, u), (mean, log_scale)) in out.iter_mut().zip(&uniform[1..]).zip(component) {
                    *z = T::from_f64(mean.to_f64() + log_scale.to_f64().exp() * normal_quantile(*u));
                }
            }
        });
    }

    /// For each component the weights up to its own, over the largest.
    fn sum_up(&self, up_to: &mut [f64]) {
        let logits = self.logits.iter().map(|l| l.to_f64());
        let largest = logits.clone().fold(f64::NEG_INFINITY, f64::max);
        let mut sum = 0.0;
        for (up_to, logit) in up_to.iter_mut().zip(logits) {
            sum += (logit - largest).exp();
            *up_to = sum;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Mixture;
    use crate::noise::quantile::tests::normal_cdf;
    use crate::noise::tests::ks_p_value;
    use crate::noise::{Noise, Purpose};

    /// Weights 1 : 3, the first at (−2, 0) with deviations (1, ½), the second at (1, 4) with (½,
    /// 2).
    const PARAMETERS: [f64; 10] = [0.5, 1.598_612_288_668_11, -2.0, 0.0, 1.0, 4.0, 0.0, -LN_2, -LN_2, LN_2];
    const LN_2: f64 = std::f64::consts::LN_2;

    fn rows(first: u64, n: usize) -> Vec<f64> {
        let mut out = vec![0.0; 2 * n];
        Mixture::new(&PARAMETERS, 2).fill(&Noise::new(5, Purpose::Base), 3, first, &mut out);
        out
    }

    /// A false alarm has probability 10⁻⁶ each; the seed is fixed.
    #[test]
    fn draws_have_the_distribution_of_the_mixture() {
        let rows = rows(0, 100_000);
        let element = |i: usize| rows.iter().skip(i).step_by(2).copied().collect::<Vec<f64>>();
        let first = |x: f64| 0.25 * normal_cdf(x + 2.0) + 0.75 * normal_cdf(2.0 * (x - 1.0));
        let second = |x: f64| 0.25 * normal_cdf(2.0 * x) + 0.75 * normal_cdf(0.5 * (x - 4.0));
        assert!(ks_p_value(element(0), first) > 1e-6);
        assert!(ks_p_value(element(1), second) > 1e-6);
        // Elements of a row are of one component: E[(x₀ − 0.25)(x₁ − 3)] = Σ wₖ (μₖ₀ − 0.25)(μₖ₁ −
        // 3) = 2.25.
        let products: Vec<f64> = rows.chunks(2).map(|r| (r[0] - 0.25) * (r[1] - 3.0)).collect();
        let mean = products.iter().sum::<f64>() / products.len() as f64;
        let variance = products.iter().map(|p| (p - mean).powi(2)).sum::<f64>() / products.len() as f64;
        assert!((mean - 2.25).abs() < 5.0 * (variance / products.len() as f64).sqrt(), "{mean}");
    }

    #[test]
    fn draws_of_other_numbers_differ() {
        let draw = |number: u64| {
            let mut out = [0.0; 20];
            Mixture::new(&PARAMETERS, 2).fill(&Noise::new(5, Purpose::Base), number, 0, &mut out);
            out
        };
        assert!(draw(0).iter().zip(draw(1)).all(|(a, b)| *a != b));
    }

    #[test]
    fn a_row_depends_on_its_number_alone() {
        let whole = rows(7, 50);
        assert_eq!(rows(7 + 13, 20), whole[26..66]);
    }
}
