//! Two interleaved half circles with Gaussian noise.
//!
//! With θ uniform on (0, π), a sample is `(cos θ, sin θ) + σ·ε` or, equally likely, `(1 − cos θ, ½
//! − sin θ) + σ·ε`, where ε ~ N(0, I) and σ is the noise. Its density is a mean over both moons of
//! `1/π ∫₀^π N(x; moon(θ), σ² I) dθ`. The point reflection `x ↦ (1, ½) − x` exchanges the moons.

use super::{Entropy, Generator, setting};
use crate::data::Table;
use crate::error::{Error, Result};
use crate::noise::{Noise, Purpose, normal_quantile};
use std::f64::consts::PI;

/// Two interleaved half circles of radius 1 with Gaussian noise.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TwoMoons {
    noise: f64,
}

/// The generator from a spec's settings: `noise`, 0.05 unless given.
pub(super) fn from_settings(settings: &[(&str, f64)]) -> Result<Box<dyn Generator>> {
    Ok(Box::new(TwoMoons::new(setting(settings, &["noise"], "noise", 0.05)?)?))
}

impl TwoMoons {
    /// Two moons with noise of this standard deviation.
    ///
    /// # Errors
    /// When `noise` is not a finite number above 0: without noise there is no density.
    pub fn new(noise: f64) -> Result<Self> {
        if noise > 0.0 && noise.is_finite() {
            return Ok(Self { noise });
        }
        Err(Error::input(format!("found noise {noise}, expected a finite number above 0")))
    }

    /// Log of `1/π ∫₀^π N(x; (cos θ, sin θ), σ² I) dθ`, the density of the upper moon.
    ///
    /// In polar coordinates `x = r (cos φ, sin φ)` the integrand is `exp(−2κ sin²((θ − φ)/2))`
    /// times `exp(−(r − 1)²/2σ²) / 2πσ²`, with `κ = r/σ²`. Only the part near its peaks is
    /// integrated: those are φ if that lies on the moon, otherwise its ends, as the integrand falls
    /// from both ends to a point between. At a distance w from the peaks it has fallen by a factor
    /// of `exp(−2κ sin²(w/2)) ≤ exp(−2κ (w/π)²)` or more from the larger one.
    fn log_moon(&self, x: f64, y: f64) -> f64 {
        let variance = self.noise * self.noise;
        let (r, angle) = (x.hypot(y), y.atan2(x));
        let kappa = r / variance;
        // `2 sin²(δ/2)` is `1 − cos δ` without cancellation.
        let exponent = |theta: f64| -2.0 * kappa * (0.5 * (theta - angle)).sin().powi(2);
        let window = PI * (0.5 * CUT / kappa).sqrt();
        let (parts, largest) = if y >= 0.0 {
            ([((angle - window).max(0.0), (angle + window).min(PI)), (0.0, 0.0)], 0.0)
        } else {
            let width = window.min(0.5 * PI);
            ([(0.0, width), (PI - width, PI)], exponent(0.0).max(exponent(PI)))
        };
        let integrand = |theta| (exponent(theta) - largest).exp();
        let integral: f64 = parts.iter().map(|&(from, to)| integrate(integrand, from, to, kappa.sqrt())).sum();
        largest + (integral / PI).ln() - 0.5 * (r - 1.0).powi(2) / variance - (2.0 * PI * variance).ln()
    }

    /// `−∫ p log p` by the trapezoid rule with this step, over all points within [`REACH`] standard
    /// deviations of a moon.
    ///
    /// The integrand is smooth on the scale of σ and vanishes at the edge, so the rule's error
    /// falls like `exp(−2π²σ²/step²)`. The grid is symmetric about the point that reflects the
    /// moons onto each other, so half of it is enough.
    fn entropy_with_step(&self, step: f64) -> f64 {
        let reach = REACH * self.noise;
        let columns = ((1.5 + reach) / step).ceil() as i64;
        let rows = ((0.75 + reach) / step).ceil() as i64;
        let mut sum = 0.0;
        for row in 0..rows {
            let y = 0.25 + (row as f64 + 0.5) * step;
            for column in -columns..columns {
                let x = 0.5 + (column as f64 + 0.5) * step;
                if distance_to_moon(x, y).min(distance_to_moon(1.0 - x, 0.5 - y)) < reach {
                    let log_density = self.log_density(&[x, y]);
                    sum -= log_density.exp() * log_density;
                }
            }
        }
        2.0 * step * step * sum
    }
}

impl Generator for TwoMoons {
    fn name(&self) -> &'static str {
        "two_moons"
    }

    fn settings(&self) -> Vec<(&'static str, f64)> {
        vec![("noise", self.noise)]
    }

    fn columns(&self) -> usize {
        2
    }

    fn draw(&self, rows: usize, seed: u64, epoch: u64) -> Table {
        let mut uniforms = vec![0.0; 4 * rows];
        Noise::new(seed, Purpose::Data).fill_uniform(epoch, 0, 4, &mut uniforms);
        let mut values = Vec::with_capacity(2 * rows);
        for sample in uniforms.chunks_exact(4) {
            let (sin, cos) = (PI * sample[0]).sin_cos();
            let (x, y) = if sample[1] < 0.5 { (cos, sin) } else { (1.0 - cos, 0.5 - sin) };
            values.extend([x + self.noise * normal_quantile(sample[2]), y + self.noise * normal_quantile(sample[3])]);
        }
        let source = format!("two_moons(noise = {})", self.noise);
        Table {
            names: Some(vec!["x".into(), "y".into()]),
            rows,
            columns: 2,
            event: vec![2],
            values,
            source,
            ..Table::default()
        }
    }

    fn log_density(&self, x: &[f64]) -> f64 {
        let (upper, lower) = (self.log_moon(x[0], x[1]), self.log_moon(1.0 - x[0], 0.5 - x[1]));
        let larger = upper.max(lower);
        larger + (0.5 * ((upper - larger).exp() + (lower - larger).exp())).ln()
    }

    /// By quadrature, for noise from 0.001 (below, a grid that is finer than σ takes too long) to
    /// 1000.
    fn entropy(&self) -> Option<Entropy> {
        if !(1e-3..=1e3).contains(&self.noise) {
            return None;
        }
        let value = self.entropy_with_step(0.5 * self.noise);
        let coarse = self.entropy_with_step(0.75 * self.noise);
        // Rounding of the sum is far below this floor.
        Some(Entropy { value, error: (value - coarse).abs().max(1e-12) })
    }
}

/// Beyond this many standard deviations the density is below 10⁻¹⁵ of its peak.
const REACH: f64 = 8.5;

/// Parts of the integrand below `exp(−CUT)` of its peak are left out.
const CUT: f64 = 40.0;

/// Width of a panel of the quadrature in units of the integrand's scale.
const PANEL_WIDTH: f64 = 2.0;

/// The integral over `[from, to]` of a function that varies on the scale `1/rate`, by
/// Gauss–Legendre on panels of that scale.
fn integrate(f: impl Fn(f64) -> f64, from: f64, to: f64, rate: f64) -> f64 {
    let panels = ((to - from) * rate.max(1.0) / PANEL_WIDTH).ceil().max(1.0);
    let half = 0.5 * (to - from) / panels;
    let mut sum = 0.0;
    for panel in 0..panels as usize {
        let centre = from + half * (2 * panel + 1) as f64;
        for (node, weight) in NODES {
            sum += weight * (f(centre - half * node) + f(centre + half * node));
        }
    }
    half * sum
}

/// Positive nodes of the Gauss–Legendre rule with 16 points on [−1, 1], and their weights.
const NODES: [(f64, f64); 8] = [
    (0.09501250983763744, 0.1894506104550685),
    (0.2816035507792589, 0.1826034150449236),
    (0.45801677765722737, 0.16915651939500254),
    (0.6178762444026438, 0.14959598881657674),
    (0.755404408355003, 0.12462897125553388),
    (0.8656312023878318, 0.09515851168249279),
    (0.9445750230732326, 0.062253523938647894),
    (0.9894009349916499, 0.027152459411754096),
];

/// Distance from the upper moon without noise.
fn distance_to_moon(x: f64, y: f64) -> f64 {
    if y >= 0.0 { (x.hypot(y) - 1.0).abs() } else { (x.abs() - 1.0).hypot(y) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOISES: [f64; 3] = [0.04, 0.1, 0.5];

    /// The definition, summed over many angles: at the ends of a moon its relative error is up to
    /// 10⁻⁷.
    fn density_by_definition(noise: f64, x: f64, y: f64) -> f64 {
        let n = 50_000;
        let normal =
            |dx: f64, dy: f64| (-0.5 * (dx * dx + dy * dy) / (noise * noise)).exp() / (2.0 * PI * noise * noise);
        let at = |i: i32| {
            let (sin, cos) = (PI * (f64::from(i) + 0.5) / f64::from(n)).sin_cos();
            0.5 * (normal(x - cos, y - sin) + normal(x - 1.0 + cos, y - 0.5 + sin))
        };
        (0..n).map(at).sum::<f64>() / f64::from(n)
    }

    #[test]
    fn density_is_the_mean_over_angles() {
        for noise in NOISES {
            let moons = TwoMoons::new(noise).unwrap();
            for (x, y) in [
                (0.0, 1.0),
                (1.0, 0.0),
                (1.0 + noise, -noise),
                (0.5, 0.25),
                (0.0, 0.0),
                (-1.0, 2.0 * noise),
                (0.6, 0.8),
                (0.0, -8.0 * noise),
                (-0.3, -5.0 * noise),
            ] {
                let (expected, found) = (density_by_definition(noise, x, y).ln(), moons.log_density(&[x, y]));
                if expected > -300.0 {
                    assert!(
                        (found - expected).abs() < 2e-7,
                        "noise {noise} at ({x}, {y}): {found}, expected {expected}"
                    );
                }
                assert!(found.is_finite());
            }
        }
    }

    #[test]
    fn density_integrates_to_one_and_is_symmetric() {
        for noise in NOISES {
            let moons = TwoMoons::new(noise).unwrap();
            let step = noise * 0.8;
            let (mut mass, mut asymmetry) = (0.0, 0.0f64);
            let reach = (1.5 + 8.0 * noise) / step;
            for i in -(reach as i64)..=reach as i64 {
                for j in -(reach as i64)..=reach as i64 {
                    let (x, y) = (0.5 + (i as f64 + 0.3) * step, 0.25 + (j as f64 + 0.3) * step);
                    let log_density = moons.log_density(&[x, y]);
                    mass += log_density.exp() * step * step;
                    asymmetry = asymmetry
                        .max((log_density - moons.log_density(&[1.0 - x, 0.5 - y])).abs() / log_density.abs().max(1.0));
                }
            }
            assert!((mass - 1.0).abs() < 1e-6, "noise {noise}: {mass}");
            assert!(asymmetry < 1e-9, "noise {noise}: {asymmetry}");
        }
    }

    /// The mean over samples of `−log p` has standard error s; five of them are exceeded with
    /// probability 6 · 10⁻⁷ each.
    #[test]
    fn entropy_is_the_mean_over_samples() {
        for noise in NOISES {
            let moons = TwoMoons::new(noise).unwrap();
            let sample = moons.draw(10_000, 3, 0);
            let losses: Vec<f64> = sample.iter().map(|x| -moons.log_density(x)).collect();
            let n = losses.len() as f64;
            let mean = losses.iter().sum::<f64>() / n;
            let standard_error =
                (losses.iter().map(|loss| (loss - mean).powi(2)).sum::<f64>() / (n * (n - 1.0))).sqrt();
            let entropy = moons.entropy().unwrap();
            assert!(
                (entropy.value - mean).abs() < 5.0 * standard_error,
                "noise {noise}: {entropy:?}, {mean} ± {standard_error}"
            );
            assert!(entropy.error < 1e-5, "noise {noise}: {entropy:?}");
        }
    }

    /// Little noise spreads mass 1 evenly over arcs of length 2π with a normal profile across; much
    /// noise is one Gaussian.
    #[test]
    fn entropy_has_its_limits() {
        let small = TwoMoons::new(0.02).unwrap().entropy().unwrap().value;
        let normal = |variance: f64| 0.5 * (2.0 * PI * std::f64::consts::E * variance).ln();
        assert!((small - ((2.0 * PI).ln() + normal(0.02f64.powi(2)))).abs() < 0.03, "{small}");
        let large = TwoMoons::new(100.0).unwrap().entropy().unwrap().value;
        assert!((large - 2.0 * normal(1e4)).abs() < 1e-3, "{large}");
        assert!(TwoMoons::new(1e-4).unwrap().entropy().is_none());
    }

    #[test]
    fn draws_are_prefixes_and_epochs_differ() {
        let moons = TwoMoons::new(0.1).unwrap();
        let long = moons.draw(100, 7, 2);
        assert_eq!(moons.draw(10, 7, 2).values, long.values[..20]);
        assert_ne!(moons.draw(100, 7, 3).values, long.values);
        assert_ne!(moons.draw(100, 8, 2).values, long.values);
        assert!([0.0, -1.0, f64::NAN, f64::INFINITY].iter().all(|&noise| TwoMoons::new(noise).is_err()));
    }
}
