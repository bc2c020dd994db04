//! Calibration: where the model is right, each element of z has the base's distribution, so that its place among draws of the
//! base is uniform (the probability-integral transform).
//!
//! The distribution function is that of many draws, so that no base needs a formula here; their error is a tenth of a percent.

use flow_runtime::Real;

use crate::runtime::{Program, Sampler, draw_base};

/// Draws of the base that stand for its distribution function, all its elements together.
const DRAWS: usize = 1 << 19;

/// The fewest draws of an element, where elements differ.
const LEAST: usize = 1 << 16;

/// Bars of a histogram.
const BARS: usize = 20;

/// One latent dimension.
pub struct Calibration {
    /// Kolmogorov's distance from the uniform distribution.
    pub distance: f64,
    /// The probability of a distance at least as large where the model is right.
    pub p: f64,
    /// The share of the rows in each twentieth.
    pub histogram: Vec<f64>,
}

/// Each dimension of `z`, `[rows, size]`.
pub fn calibrate<T: Real, P: Program<T>>(flow: &P, z: &[T]) -> Vec<Calibration> {
    let d = flow.program_description();
    let alike = !matches!(d.base.sampler, Sampler::NormalMixture | Sampler::Cylindrical(_));
    let size = d.size();
    let rows = if alike { DRAWS.div_ceil(size) } else { (DRAWS / size).max(LEAST) };
    let mut draws = vec![T::ZERO; rows * size];
    draw_base(flow, 0, 0, &mut draws);
    let sorted = |draws: &mut dyn Iterator<Item = &T>| {
        let mut draws: Vec<f64> = draws.map(|x| x.to_f64()).collect();
        draws.sort_by(f64::total_cmp);
        draws
    };
    let of_all = if alike { sorted(&mut draws.iter()) } else { Vec::new() };
    let element = |k: usize| {
        let own = if alike { Vec::new() } else { sorted(&mut draws.iter().skip(k).step_by(size)) };
        let draws = if alike { &of_all } else { &own };
        let place = |x: f64| (draws.partition_point(|draw| *draw < x) as f64 + 0.5) / (draws.len() as f64 + 1.0);
        judge(z.chunks_exact(size).map(|row| place(row[k].to_f64())).collect(), draws.len() as f64)
    };
    (0..size).map(element).collect()
}

/// How far numbers in (0, 1) are from uniform, where each is a place among so many draws, or by a known distribution where `draws` is
/// infinite.
pub fn judge(mut places: Vec<f64>, draws: f64) -> Calibration {
    places.sort_by(f64::total_cmp);
    let n = places.len().max(1) as f64;
    let distance = places
        .iter()
        .enumerate()
        .map(|(i, u)| (u - i as f64 / n).abs().max(((i + 1) as f64 / n - u).abs()))
        .fold(0.0, f64::max);
    let mut histogram = vec![0.0; BARS];
    places.iter().for_each(|u| histogram[((u * BARS as f64) as usize).min(BARS - 1)] += 1.0 / n);
    Calibration { distance, p: kolmogorov_tail(distance / (1.0 / n + 1.0 / draws).sqrt()), histogram }
}

/// The asymptotic probability that `√n · distance` exceeds `t`: `2 Σ (−1)^{k−1} exp(−2 k² t²)`.
fn kolmogorov_tail(t: f64) -> f64 {
    // Below, the series of alternating ones converges too slowly, and the sum is 1 to six digits.
    if t < 0.3 {
        return 1.0;
    }
    let term = |k: i32| f64::from(k % 2 * 2 - 1) * (-2.0 * f64::from(k * k) * t * t).exp();
    (2.0 * (1..40).map(term).sum::<f64>()).clamp(0.0, 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Quantiles of Kolmogorov's distribution, as Smirnov (1948) gives them.
    #[test]
    fn known_tails() {
        for (t, tail) in [(0.2, 1.0), (0.827_57, 0.5), (1.223_85, 0.1), (1.358_10, 0.05), (1.627_62, 0.01)] {
            assert!((kolmogorov_tail(t) - tail).abs() < 1e-4, "{t}: {}", kolmogorov_tail(t));
        }
    }

    #[test]
    fn even_numbers_are_uniform_and_squares_are_not() {
        let even: Vec<f64> = (0..1000).map(|k| (f64::from(k) + 0.5) / 1000.0).collect();
        let squares = judge(even.iter().map(|u| u * u).collect(), f64::INFINITY);
        let even = judge(even, f64::INFINITY);
        assert!((even.distance - 0.0005).abs() < 1e-12 && even.p == 1.0);
        assert!(even.histogram.iter().all(|share| (share - 0.05).abs() < 1e-12));
        // The largest difference of √u and u is 1/4.
        assert!((squares.distance - 0.25).abs() < 0.001 && squares.p < 1e-12);
    }
}
