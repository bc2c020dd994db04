//! Hyperbolic sine and cosine and their inverses.
//!
//! Near 0 they are written by `eˣ − 1` and `log(1 + x)`, which keep their relative accuracy there; far
//! out, where an exponential or a square would overflow too early, by half of the argument and by the
//! logarithm alone.

use super::{exp, expm1, log_abs, log1p};
use crate::numeric::Real;
use crate::numeric::isa::Isa;

/// From here on `x² + 1` is `x²` in both types.
const LARGE: f64 = (1u64 << 30) as f64;

/// `eˣ / 2` for large x, without the overflow of eˣ.
#[inline(always)]
fn half_exp<T: Real, I: Isa>(isa: I, x: T) -> T {
    let root = exp(isa, T::HALF * x);
    (T::HALF * root) * root
}

/// Hyperbolic sine: `½ (m + m / (m + 1))` with m = exp |x| − 1, and the sign of x. Worst error 3 ulp.
#[inline(always)]
pub fn sinh<T: Real, I: Isa>(isa: I, x: T) -> T {
    let a = x.magnitude();
    let m = expm1(isa, a);
    let near = T::HALF * (m + m / (m + T::ONE));
    let far = half_exp(isa, a);
    (if m < T::INFINITY { near } else { far }).with_sign_of(x)
}

/// Hyperbolic cosine: `½ (e + 1 / e)` with e = exp |x|. Worst error 3 ulp.
#[inline(always)]
pub fn cosh<T: Real, I: Isa>(isa: I, x: T) -> T {
    let a = x.magnitude();
    let e = exp(isa, a);
    let near = T::HALF * (e + T::ONE / e);
    let far = half_exp(isa, a);
    if e < T::INFINITY { near } else { far }
}

/// `log 2x` for large x.
#[inline(always)]
fn log_double<T: Real, I: Isa>(isa: I, x: T) -> T {
    log_abs(isa, x) + (T::LN_2[0] + T::LN_2[1])
}

/// Inverse hyperbolic sine: `log(1 + a + a² / (1 + √(1 + a²)))` with a = |x|, and the sign of x. Worst
/// error 3 ulp.
#[inline(always)]
pub fn asinh<T: Real, I: Isa>(isa: I, x: T) -> T {
    let a = x.magnitude();
    let square = a * a;
    let near = log1p(isa, a + square / (T::ONE + (T::ONE + square).square_root()));
    let far = log_double(isa, a);
    (if a < T::from_f64(LARGE) { near } else { far }).with_sign_of(x)
}

/// Inverse hyperbolic cosine: `log(1 + t + √(t (t + 2)))` with t = x − 1; NaN below 1. Worst error 3
/// ulp.
#[inline(always)]
pub fn acosh<T: Real, I: Isa>(isa: I, x: T) -> T {
    let t = x - T::ONE;
    let near = log1p(isa, t + (t * (t + T::TWO)).square_root());
    let far = log_double(isa, x);
    let acosh = if x < T::from_f64(LARGE) { near } else { far };
    if x < T::ONE { T::NAN } else { acosh }
}

#[cfg(test)]
mod tests {
    use crate::numeric::math::exact;
    use crate::numeric::math::oracle::{Case, check, exactly, falls, special};
    use std::num::FpCategory::{Infinite, Normal};

    #[test]
    fn accurate_over_the_whole_range() {
        // The standard library's loses digits near 1.
        let acosh = |x: f64| {
            let near = ((x - 1.0) + ((x - 1.0) * (x + 1.0)).sqrt()).ln_1p();
            match x {
                x if x < 1.0 => f64::NAN,
                x if x > 1e100 => x.ln() + std::f64::consts::LN_2,
                _ => near,
            }
        };
        // And its asinh overflows before its argument does.
        let asinh = |x: f64| match x.abs() > 1e100 {
            true => (x.abs().ln() + std::f64::consts::LN_2).copysign(x),
            false => x.asinh(),
        };
        check(&[
            Case { name: "sinh", plain: f64::sinh, exact: exact::sinh, f32_ulp: 3.0, f64_ulp: 3.0 },
            Case { name: "cosh", plain: f64::cosh, exact: exact::cosh, f32_ulp: 3.0, f64_ulp: 3.0 },
            Case { name: "asinh", plain: asinh, exact: exact::asinh, f32_ulp: 3.0, f64_ulp: 3.0 },
            Case { name: "acosh", plain: acosh, exact: exact::acosh, f32_ulp: 3.0, f64_ulp: 3.0 },
        ]);
    }

    #[test]
    fn special_values() {
        let (inf, nan) = (f64::INFINITY, f64::NAN);
        special(&[
            ("sinh", &[(inf, inf), (-inf, -inf), (nan, nan), (0.0, 0.0), (-0.0, -0.0)]),
            ("cosh", &[(inf, inf), (-inf, inf), (nan, nan), (0.0, 1.0)]),
            ("asinh", &[(inf, inf), (-inf, -inf), (nan, nan), (0.0, 0.0), (-0.0, -0.0)]),
            ("acosh", &[(inf, inf), (1.0, 0.0), (0.5, nan), (-1.0, nan), (-1e30, nan), (-inf, nan), (nan, nan)]),
        ]);
    }

    #[test]
    fn numbers_at_the_ends() {
        let (single, double) = (f32::from_bits(1), f64::from_bits(1));
        for name in ["sinh", "asinh"] {
            exactly(name, &[single, -single, 0.5 * f32::MIN_POSITIVE, -f32::MIN_POSITIVE].map(|x| (x, x)));
            exactly(name, &[double, -double, 0.5 * f64::MIN_POSITIVE, -f64::MIN_POSITIVE].map(|x| (x, x)));
        }
        // They overflow where they do, and not where the exponential does.
        for name in ["sinh", "cosh"] {
            falls(name, &[(89.41_f32, Normal), (89.42, Infinite)]);
            falls(name, &[(710.47_f64, Normal), (710.48, Infinite)]);
        }
    }
}
