//! Logarithms.
//!
//! `x = m·2ᵏ` with m near 1, so `log x = k log 2 + log m`; and with f = m − 1 and s = f / (2 + f),
//! `log m = 2 artanh s`, whose odd series converges fast. It is summed as `f − (f²/2 − s (f²/2 +
//! R(s²)))` so that f itself is never rounded.

use super::{at_most, polynomial};
use crate::numeric::Real;
use crate::numeric::isa::Isa;

/// `log(1 + f) + k log 2` for f from √½ − 1 to √2 − 1.
#[inline(always)]
fn log_sum<T: Real, I: Isa>(isa: I, f: T, k: T) -> T {
    let s = f / (T::TWO + f);
    let z = s * s;
    let half_square = T::HALF * f * f;
    let rest = z * polynomial(isa, T::LOG, z);
    let small = isa.mul_add(s, half_square + rest, k * T::LN_2[1]);
    isa.mul_add(k, T::LN_2[0], f - (half_square - small))
}

/// `log |x|`; −∞ at 0. Worst error 1 ulp.
#[inline(always)]
pub fn log_abs<T: Real, I: Isa>(isa: I, x: T) -> T {
    let a = x.magnitude();
    let small = a < T::MIN_NORMAL;
    let (m, k) = (if small { a * T::LIFT } else { a }).split();
    let k = if small { k - T::FRACTION_BITS } else { k };
    let log = log_sum(isa, m - T::ONE, k);
    let log = if a < T::INFINITY { log } else { a };
    if a == T::ZERO { -T::INFINITY } else { log }
}

/// `log(1 + x)` given what rounding takes from that sum, exactly.
#[inline(always)]
fn log_of_sum<T: Real, I: Isa>(isa: I, x: T, lost: T) -> T {
    let (m, k) = (T::ONE + x).split();
    // What was lost counts where the sum is small; it is 0 where the power of 2 is held to keep it
    // normal.
    let f = isa.mul_add(lost, T::exp2_integer(-at_most(k, T::from_f64(64.0))), m - T::ONE);
    log_sum(isa, f, k)
}

/// `log(1 + x)` for x from 0 to 1.
#[inline(always)]
pub(super) fn log1p_unit<T: Real, I: Isa>(isa: I, x: T) -> T {
    log_of_sum(isa, x, x - ((T::ONE + x) - T::ONE))
}

/// `log(1 + x)`; −∞ at −1, NaN below. Worst error 1.5 ulp.
#[inline(always)]
pub fn log1p<T: Real, I: Isa>(isa: I, x: T) -> T {
    let u = T::ONE + x;
    let lost = if x < T::ONE { x - (u - T::ONE) } else { T::ONE - (u - x) };
    let log = log_of_sum(isa, x, lost).with_sign_of(x);
    let log = if x < T::INFINITY { log } else { x };
    let outside = if x == -T::ONE { -T::INFINITY } else { T::NAN };
    if x > -T::ONE { log } else { outside }
}

/// Inverse hyperbolic tangent: `½ log(1 + 2a / (1 − a))` for a = |x|, with the sign of x. Worst
/// error 2.5 ulp.
#[inline(always)]
pub fn atanh<T: Real, I: Isa>(isa: I, x: T) -> T {
    let a = x.magnitude();
    (T::HALF * log1p(isa, (a + a) / (T::ONE - a))).with_sign_of(x)
}

#[cfg(test)]
mod tests {
    use crate::numeric::math::exact;
    use crate::numeric::math::oracle::{Case, check, exactly, special};

    #[test]
    fn accurate_over_the_whole_range() {
        let log_abs = |x: f64| x.abs().ln();
        let atanh = |x: f64| 0.5 * (2.0 * x.abs() / (1.0 - x.abs())).ln_1p().copysign(x);
        check(&[
            Case { name: "log_abs", plain: log_abs, exact: exact::log_abs, f32_ulp: 1.0, f64_ulp: 1.0 },
            Case { name: "log1p", plain: f64::ln_1p, exact: exact::log1p, f32_ulp: 1.5, f64_ulp: 2.0 },
            Case { name: "atanh", plain: atanh, exact: exact::atanh, f32_ulp: 2.5, f64_ulp: 4.0 },
        ]);
    }

    #[test]
    fn special_values() {
        let (inf, nan) = (f64::INFINITY, f64::NAN);
        special(&[
            ("log_abs", &[(0.0, -inf), (-0.0, -inf), (inf, inf), (-inf, inf), (nan, nan), (1.0, 0.0), (-1.0, 0.0)]),
            ("log1p", &[(-1.0, -inf), (-2.0, nan), (-inf, nan), (inf, inf), (nan, nan), (0.0, 0.0), (-0.0, -0.0)]),
            ("atanh", &[(1.0, inf), (-1.0, -inf), (1.5, nan), (-inf, nan), (nan, nan), (0.0, 0.0), (-0.0, -0.0)]),
        ]);
    }

    #[test]
    fn numbers_at_the_ends() {
        let (single, double) = (f32::from_bits(1), f64::from_bits(1));
        for name in ["log1p", "atanh"] {
            exactly(name, &[single, -single, 0.5 * f32::MIN_POSITIVE, -f32::MIN_POSITIVE].map(|x| (x, x)));
            exactly(name, &[double, -double, 0.5 * f64::MIN_POSITIVE, -f64::MIN_POSITIVE].map(|x| (x, x)));
        }
        // ln 2⁻¹⁴⁹, ln 2⁻¹⁰⁷⁴, and those of the largest numbers, 2¹²⁸ and 2¹⁰²⁴ to the last place.
        exactly("log_abs", &[(single, -103.27893_f32), (-f32::MAX, 88.72284)]);
        exactly("log_abs", &[(double, -744.4400719213812_f64), (f64::MAX, 709.782712893384)]);
    }
}
