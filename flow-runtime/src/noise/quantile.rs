//! The standard normal quantile Φ⁻¹, which turns one uniform number into one normal number.
//!
//! Rational approximations on three ranges: Wichura, M. J. (1988), Algorithm AS 241: The percentage
//! points of the normal distribution, Applied Statistics 37, 477–484 (routines PPND16 and PPND7;
//! the published digits beyond those of the type are left out). The ranges choose coefficients and
//! not ways, so that a loop over numbers becomes vector code.

use crate::numeric::Real;
use crate::numeric::isa::{Baseline, Isa, Segment};

/// Φ⁻¹(p) for p in (0, 1), with a relative error of about 10⁻¹⁶; ±∞ at the ends, NaN outside.
pub fn normal_quantile(p: f64) -> f64 {
    let (tail, q) = apart(p);
    quantile(Baseline, tail, q)
}

/// Writes the normal number of each uniform one.
pub(super) struct Normals<'a, T> {
    pub uniform: &'a [f64],
    pub out: &'a mut [T],
}

impl<T: Real> Segment for Normals<'_, T> {
    type Output = ();

    #[inline(always)]
    fn run<I: Isa>(self, isa: I) {
        // Two loops, since vectors of the first have as few numbers as those of f64.
        let ([mut tail, mut q], mut out) = ([[T::ZERO; AT_ONCE]; 2], self.out);
        for uniform in self.uniform.chunks(AT_ONCE) {
            let n = uniform.len();
            for ((tail, q), &p) in tail.iter_mut().zip(&mut q).zip(uniform) {
                (*tail, *q) = apart(p);
            }
            let (here, after) = out.split_at_mut(n);
            for ((z, &tail), &q) in here.iter_mut().zip(&tail).zip(&q) {
                *z = quantile(isa, tail, q);
            }
            out = after;
        }
    }
}

/// Numbers that one loop hands to the next.
const AT_ONCE: usize = 128;

/// The smaller of p and 1 − p, and p − ½: both are exact before they are rounded to the type.
#[inline(always)]
fn apart<T: Real>(p: f64) -> (T, T) {
    let q = p - 0.5;
    (T::from_f64(if q < 0.0 { p } else { 1.0 - p }), T::from_f64(q))
}

#[inline(always)]
fn quantile<T: Real, I: Isa>(isa: I, tail: T, q: T) -> T {
    // A tail below 0 makes a NaN here, which is the answer.
    let out = isa.sqrt(-isa.log(tail));
    let middle = q.magnitude() <= T::from_f64(0.425);
    let far = out > T::from_f64(5.0);
    let beyond = out - if far { T::from_f64(5.0) } else { T::from_f64(1.6) };
    let r = if middle { isa.mul_add(-q, q, T::from_f64(0.180625)) } else { beyond };
    let [mut above, mut below] = [T::ZERO; 2];
    for [numerator, denominator] in T::NORMAL_QUANTILE {
        above = isa.mul_add(above, r, of_range(numerator, middle, far));
        below = isa.mul_add(below, r, of_range(denominator, middle, far));
    }
    let ratio = above / below;
    let ratio = if tail == T::ZERO { T::INFINITY } else { ratio };
    if middle { q * ratio } else { ratio * T::ONE.with_sign_of(q) }
}

/// The coefficient in the middle (|p − ½| ≤ 0.425), of a tail (√(−log tail) ≤ 5) or far out.
#[inline(always)]
fn of_range<T: Real>(coefficients: &[T; 3], middle: bool, far: bool) -> T {
    let outer = if far { coefficients[2] } else { coefficients[1] };
    if middle { coefficients[0] } else { outer }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::numeric::isa::InstructionSet;
    use std::f64::consts::PI;

    fn normal_density(x: f64) -> f64 {
        (-0.5 * x * x).exp() / (2.0 * PI).sqrt()
    }

    /// Φ(x) by `½ + φ(x) · (x + x³/3 + x⁵/(3·5) + …)`.
    pub fn normal_cdf(x: f64) -> f64 {
        let (mut term, mut sum) = (x, x);
        for k in 1..400 {
            term *= x * x / f64::from(2 * k + 1);
            sum += term;
        }
        0.5 + normal_density(x) * sum
    }

    /// 1 − Φ(x) for x > 2 by Laplace's continued fraction `φ(x) / (x + 1/(x + 2/(x + 3/(x + …))))`.
    fn normal_tail(x: f64) -> f64 {
        normal_density(x) / (1..400).rev().fold(x, |fraction, k| x + f64::from(k) / fraction)
    }

    #[test]
    fn published_values() {
        let cases = [
            (0.5, 0.0),
            (0.75, 0.674_489_750_196_081_7),
            (0.975, 1.959_963_984_540_054),
            (0.995, 2.575_829_303_548_901),
            (0.9995, 3.290_526_731_491_895),
        ];
        for (p, x) in cases {
            assert!((normal_quantile(p) - x).abs() <= 1e-14 * (1.0 + x), "{p}");
        }
    }

    #[test]
    fn inverts_the_distribution_function() {
        for i in 1..2000 {
            let p = f64::from(i) / 2000.0;
            assert!((normal_cdf(normal_quantile(p)) - p).abs() < 1e-15 * 4.0, "{p}");
        }
        for exponent in 2..300 {
            let p = 10f64.powi(-exponent);
            let x = -normal_quantile(p);
            // An error δ in x is a relative error x·δ in the tail, hence x² times the relative
            // error of x.
            assert!((normal_tail(x) / p - 1.0).abs() < x * x * 1e-15, "1e-{exponent}");
        }
    }

    #[test]
    fn ends_and_outside() {
        assert_eq!(normal_quantile(0.0), f64::NEG_INFINITY);
        assert_eq!(normal_quantile(1.0), f64::INFINITY);
        assert!([-0.1, 1.1, f64::NAN].iter().all(|&p| normal_quantile(p).is_nan()));
    }

    /// The numbers of each instruction set, with their distances from those of the plain function
    /// in units of ε.
    fn in_every_set<T: Real>(uniform: &[f64], limit: f64) {
        let mut fused: Option<Vec<T>> = None;
        for set in InstructionSet::available() {
            let mut out = vec![T::ZERO; uniform.len()];
            set.run(Normals { uniform, out: &mut out });
            for (p, z) in uniform.iter().zip(&out) {
                let exact = normal_quantile(*p);
                let error = (z.to_f64() - exact).abs() / exact.abs() / T::EPSILON.to_f64();
                assert!(error <= limit, "{p} in {} with {}: {error}", T::NAME, set.name());
            }
            if set.fused() {
                assert_eq!(fused.get_or_insert(out.clone()), &out, "{}", set.name());
            }
        }
    }

    #[test]
    fn every_instruction_set_has_the_same_numbers() {
        let even = (1..5000).map(|i| f64::from(i) / 5000.0).filter(|p| *p != 0.5);
        let tails = (2..53).map(|k| 0.5f64.powi(k)).flat_map(|p| [p, 1.7 * p, 1.0 - p]);
        let uniform: Vec<f64> = even.chain(tails).collect();
        in_every_set::<f64>(&uniform, 6.0);
        in_every_set::<f32>(&uniform, 4.0);
    }
}
