//! Draws from the bases: a fixed number of words for each number, so that every draw has its
//! address.

use super::mixture::Mixture;
use crate::engine::program::Program;
use crate::model::description::Sampler;
use crate::noise::{BLOCK, Noise};
use crate::numeric::Real;

/// A base to draw from.
#[derive(Clone, Copy, Debug)]
pub struct Base<'a, T> {
    /// How.
    pub sampler: Sampler,
    /// Elements of a row.
    pub size: usize,
    /// Its parameters.
    pub parameters: &'a [T],
}

impl<'a, T: Real> Base<'a, T> {
    /// The base of a flow.
    pub fn of<P: Program<T>>(flow: &'a P) -> Self {
        let (d, state) = (flow.program_member(), flow.program_state());
        let parameters = &state.parameters()[state.layout().base().parameters.clone()];
        Base { sampler: d.base.sampler, size: d.size(), parameters }
    }

    /// The rows of a draw from number `first` on.
    pub fn fill(&self, noise: &Noise, draw: u64, first: u64, out: &mut [T]) {
        // Where elements are independent, their numbers are addressed as one long column.
        let column = first * self.size as u64;
        match self.sampler {
            Sampler::StandardNormal => noise.fill_normal(draw, column, 1, out),
            // Rounding must not reach the end of the support.
            Sampler::StandardUniform => by_blocks(column, out, |at, z| {
                noise.fill_uniform(draw, at, 1, z);
                z.iter_mut().for_each(|u| *u = u.min(1.0 - 0.5 * T::EPSILON.to_f64()));
            }),
            Sampler::StandardLogistic => by_blocks(column, out, |at, z| {
                noise.fill_uniform(draw, at, 1, z);
                z.iter_mut().for_each(|u| *u = u.ln() - (-*u).ln_1p());
            }),
            // ln 2u below the median and −ln 2(1 − u) above it.
            Sampler::Laplace => by_blocks(column, out, |at, z| {
                noise.fill_uniform(draw, at, 1, z);
                z.iter_mut().for_each(|u| *u = if *u < 0.5 { (2.0 * *u).ln() } else { -(2.0 * (1.0 - *u)).ln() });
            }),
            Sampler::StudentT(degrees_of_freedom) => by_blocks(column, out, |at, z| {
                let mut pairs = [0.0; 2 * BLOCK];
                noise.fill_uniform(draw, at, 2, &mut pairs[..2 * z.len()]);
                let draw = |(t, pair): (&mut f64, &[f64])| *t = student_t(pair[0], pair[1], degrees_of_freedom);
                z.iter_mut().zip(pairs.chunks(2)).for_each(draw);
            }),
            Sampler::Cylindrical(angles) => {
                noise.fill_normal(draw, column, 1, out);
                let first = self.size - angles as usize;
                by_places(column, self.size, out, |at, place, z| {
                    if place >= first {
                        let mut uniform = [0.0];
                        noise.fill_uniform(draw, at, 1, &mut uniform);
                        *z = T::from_f64(std::f64::consts::PI * (2.0 * uniform[0] - 1.0));
                    }
                });
            }
            Sampler::NormalMixture => Mixture::new(self.parameters, self.size).fill(noise, draw, first, out),
        }
    }
}

/// Numbers from number `first` of a column on; `fill` is given the place of a block.
fn by_blocks<T: Real>(first: u64, out: &mut [T], fill: impl Fn(u64, &mut [f64])) {
    let mut numbers = [0.0; BLOCK];
    for (block, out) in out.chunks_mut(BLOCK).enumerate() {
        let numbers = &mut numbers[..out.len()];
        fill(first + (block * BLOCK) as u64, numbers);
        out.iter_mut().zip(numbers).for_each(|(z, n)| *z = T::from_f64(*n));
    }
}

/// Numbers from number `first` of a column on, each with its place in its row of `size`.
fn by_places<T>(first: u64, size: usize, out: &mut [T], draw: impl Fn(u64, usize, &mut T)) {
    for (at, z) in (first..).zip(out) {
        draw(at, (at % size as u64) as usize, z);
    }
}

/// A number with Student's t distribution, from two uniform ones.
///
/// The bivariate t distribution has `P(radius > r) = (1 + r²/ν)^(−ν/2)`, and each of its
/// coordinates is t distributed: Bailey, R. W. (1994), Polar generation of random variates with the
/// t-distribution, Mathematics of Computation 62, 779–781.
fn student_t(radial: f64, angular: f64, degrees_of_freedom: f64) -> f64 {
    let grown = (-2.0 / degrees_of_freedom * radial.ln()).exp_m1();
    (degrees_of_freedom * grown).sqrt() * (std::f64::consts::TAU * angular).cos()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::noise::Purpose;
    use crate::noise::quantile::tests::normal_cdf;
    use crate::noise::tests::ks_p_value;
    use std::f64::consts::{FRAC_1_PI, SQRT_2};

    /// Numbers of a column, from one on.
    fn column(sampler: Sampler, noise: &Noise, draw: u64, first: u64, n: usize) -> Vec<f64> {
        let mut out = vec![0.0; n];
        Base { sampler, size: 1, parameters: &[] }.fill(noise, draw, first, &mut out);
        out
    }

    fn sample(sampler: Sampler) -> Vec<f64> {
        column(sampler, &Noise::new(21, Purpose::Base), 0, 0, 100_000)
    }

    /// The samplers of independent elements.
    const ALL: [Sampler; 5] = [
        Sampler::StandardNormal,
        Sampler::StandardUniform,
        Sampler::StandardLogistic,
        Sampler::Laplace,
        Sampler::StudentT(2.5),
    ];

    #[test]
    fn draws_of_other_numbers_differ() {
        let noise = Noise::new(3, Purpose::Base);
        for sampler in ALL {
            let [zeroth, first] = [0, 1].map(|draw| column(sampler, &noise, draw, 0, 20));
            assert!(zeroth.iter().zip(&first).all(|(a, b)| a != b), "{sampler:?}");
        }
    }

    /// `P(X ≤ x)` of a density that is even, by Simpson's rule in `s` with `x = sinh s`.
    fn cdf_of_even(density: impl Fn(f64) -> f64, x: f64) -> f64 {
        const STEPS: usize = 400;
        let (end, weight) = (x.asinh(), |i: usize| if i % 2 == 1 { 4.0 } else { 2.0 });
        let f = |i: usize| {
            let s = end * i as f64 / STEPS as f64;
            density(s.sinh()) * s.cosh()
        };
        let inner: f64 = (1..STEPS).map(|i| weight(i) * f(i)).sum();
        0.5 + (f(0) + inner + f(STEPS)) * end / STEPS as f64 / 3.0
    }

    #[test]
    fn the_last_elements_of_a_cylinder_are_angles() {
        let noise = Noise::new(21, Purpose::Base);
        let mut rows = vec![0.0; 3 * 50_000];
        Base::<f64> { sampler: Sampler::Cylindrical(2.0), size: 3, parameters: &[] }.fill(&noise, 0, 0, &mut rows);
        let element = |k: usize| rows.iter().skip(k).step_by(3).copied().collect::<Vec<f64>>();
        assert!(ks_p_value(element(0), normal_cdf) > 1e-6);
        for k in [1, 2] {
            assert!(ks_p_value(element(k), |x| 0.5 + 0.5 * FRAC_1_PI * x) > 1e-6);
        }
        let mut later = vec![0.0; 30];
        Base::<f64> { sampler: Sampler::Cylindrical(2.0), size: 3, parameters: &[] }.fill(&noise, 0, 7, &mut later);
        assert_eq!(later, rows[21..51]);
    }

    /// A false alarm has probability 10⁻⁶ each; the seed is fixed.
    #[test]
    fn draws_have_their_distributions() {
        assert!(ks_p_value(sample(Sampler::StandardNormal), normal_cdf) > 1e-6);
        assert!(ks_p_value(sample(Sampler::StandardUniform), |x| x) > 1e-6);
        assert!(ks_p_value(sample(Sampler::StandardLogistic), |x| 0.5 + 0.5 * (0.5 * x).tanh()) > 1e-6);
    }

    /// Closed forms of the distribution function for 1, 2 and 3 degrees of freedom.
    #[test]
    fn draws_of_few_degrees_of_freedom_have_their_distributions() {
        let laplace = |x: f64| if x < 0.0 { 0.5 * x.exp() } else { 1.0 - 0.5 * (-x).exp() };
        assert!(ks_p_value(sample(Sampler::Laplace), laplace) > 1e-6);
        assert!(ks_p_value(sample(Sampler::StudentT(1.0)), |x| 0.5 + FRAC_1_PI * x.atan()) > 1e-6);
        assert!(ks_p_value(sample(Sampler::StudentT(2.0)), |x| 0.5 + 0.5 * x / (2.0 + x * x).sqrt()) > 1e-6);
        let three = |x: f64| {
            let s = x / 3f64.sqrt();
            0.5 + FRAC_1_PI * (s / (1.0 + s * s) + s.atan())
        };
        assert!(ks_p_value(sample(Sampler::StudentT(3.0)), three) > 1e-6);
    }

    /// By quadrature of the density, which is normalised by its own integral.
    #[test]
    fn draws_of_any_degrees_of_freedom_have_their_distributions() {
        for nu in [0.7, 2.5, 17.3] {
            let raw = |x: f64| (1.0 + x * x / nu).powf(-0.5 * (nu + 1.0));
            let half = cdf_of_even(raw, 1e25) - 0.5;
            let cdf = |x: f64| 0.5 + 0.5 * (cdf_of_even(raw, x) - 0.5) / half;
            let mut few = sample(Sampler::StudentT(nu));
            few.truncate(20_000);
            assert!(ks_p_value(few, cdf) > 1e-6, "{nu}");
        }
    }

    #[test]
    fn many_degrees_of_freedom_are_nearly_normal() {
        let t = student_t(0.3, 0.1, 1e6);
        let normal = (-2.0 * 0.3f64.ln()).sqrt() * (0.1 * std::f64::consts::TAU).cos();
        assert!((t - normal).abs() < 1e-5, "{t} and {normal}");
        assert!((student_t(0.25, 0.125, 1.0) - 15f64.sqrt() / SQRT_2).abs() < 1e-14);
    }

    #[test]
    fn a_number_depends_on_its_place_alone() {
        let noise = Noise::new(3, Purpose::Base);
        for sampler in ALL {
            let whole = column(sampler, &noise, 0, 5, 600);
            for from in [0, 1, 255, 256, 400] {
                let part = column(sampler, &noise, 0, 5 + from as u64, 130);
                assert_eq!(part, whole[from..from + 130], "{sampler:?} from {from}");
            }
        }
    }

    #[test]
    fn rounded_uniform_numbers_stay_below_one() {
        let highest = 1.0 - 0.5 * f64::from(f32::EPSILON);
        assert!((highest as f32) < 1.0 && (f64::from(highest as f32)) == highest);
        assert!(((1.0 - 1e-9) as f32) == 1.0);
    }
}
