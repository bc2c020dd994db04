//! The exponential and its relatives.
//!
//! Everything here starts from one reduction: `eˣ = 2ⁿ (1 + p)` with integer n = round(x / log 2)
//! and p = eʳ − 1 = r + r²q for the rest |r| ≤ ½ log 2, where p keeps its full relative precision.
//! `exp` adds 1 to p; `expm1` and `tanh` never do.

use super::log::log1p_unit;
use super::{at_least, at_most, polynomial, round};
use crate::numeric::Real;
use crate::numeric::isa::Isa;

/// `(n, r, tail, q)` with `eˣ = 2ⁿ (1 + r + tail + r²q)`, tail being what rounding took from r, for
/// x in the range where 2ⁿ is about normal.
#[inline(always)]
fn reduce<T: Real, I: Isa>(isa: I, x: T) -> (T, T, T, T) {
    let n = round(x * T::LOG2_E);
    let high = isa.mul_add(n, -T::LN_2[0], x);
    let low = -(n * T::LN_2[1]);
    let r = high + low;
    (n, r, (high - r) + low, polynomial(isa, T::EXP, r))
}

/// `2ⁿ·y` in two factors, so that n may exceed the exponents of normal numbers and a subnormal
/// result is rounded once.
#[inline(always)]
fn scale<T: Real>(y: T, n: T) -> T {
    let half = round(n * T::HALF);
    y * T::exp2_integer(half) * T::exp2_integer(n - half)
}

/// 2⁻ⁿ for n ≥ −64, held at 2⁻⁶⁴, which is nothing beside 1.
#[inline(always)]
fn inverse_power<T: Real>(n: T) -> T {
    T::exp2_integer(-at_most(n, T::from_f64(64.0)))
}

/// `eˣ`. Worst error 0.8 ulp, also of subnormal results.
#[inline(always)]
pub fn exp<T: Real, I: Isa>(isa: I, x: T) -> T {
    let x = at_most(at_least(x, T::EXP_RANGE[0]), T::EXP_RANGE[1]);
    let (n, r, tail, q) = reduce(isa, x);
    // The large sum 1 + r is corrected by what it lost, so that only the last addition rounds
    // visibly.
    let sum = T::ONE + r;
    let lost = (T::ONE - sum) + r;
    scale(sum + (lost + isa.mul_add(r * r, q, tail)), n)
}

/// `eˣ − 1`. Worst error 1.5 ulp.
#[inline(always)]
pub fn expm1<T: Real, I: Isa>(isa: I, x: T) -> T {
    let held = at_most(at_least(x, T::EXPM1_FLOOR), T::EXP_RANGE[1]);
    let (n, r, _, q) = reduce(isa, held);
    let p = isa.mul_add(r * r, q, r);
    // 2ⁿ (1 + p) − 1 = 2ⁿ (p + (1 − 2⁻ⁿ)). The sign is that of x, which keeps −0.
    scale(p + (T::ONE - inverse_power(n)), n).with_sign_of(x)
}

/// Hyperbolic tangent: `(e²ˣ − 1) / (e²ˣ + 1)`. Worst error 2 ulp.
#[inline(always)]
pub fn tanh<T: Real, I: Isa>(isa: I, x: T) -> T {
    tanh_sech2(isa, x).0
}

/// `sech² x = d (2 − d)` with d = 1 − tanh |x| = 2 / (1 + exp 2|x|): 1 − tanh² without its
/// cancellation. Worst error 2.5 ulp, also of subnormal results.
#[inline(always)]
pub fn sech2<T: Real, I: Isa>(isa: I, x: T) -> T {
    tanh_sech2(isa, x).1
}

/// [`tanh`] and its slope [`sech2`], to the bit, from one exponential and one division. Each of
/// them is this function, of which the compiler leaves out what makes the other.
#[inline(always)]
pub fn tanh_sech2<T: Real, I: Isa>(isa: I, x: T) -> (T, T) {
    let a = x.magnitude();
    // Beyond, sech² is 0; the 2 is for its factor 4, by which it lasts longer than the exponential.
    let double = at_most(a + a, T::TWO - T::EXP_RANGE[0]);
    let (n, r, tail, q) = reduce(isa, double);
    let square = isa.mul_add(r * r, q, tail);
    let p = r + square;
    // Numerators and denominator are divided by 2ⁿ: by what of it is something beside 1, and sech²
    // at last by the rest.
    let held = at_most(n, T::from_f64(64.0));
    let (inverse, fall) = (T::exp2_integer(-held), T::exp2_integer(held - n));
    let over = T::ONE / (p + (T::ONE + inverse));
    let twice = inverse + inverse;
    // The fraction of tanh is written as a base and a small rest, since only the rest suffers
    // roundings: base a where n = 0 (there r = 2a), 1 from n = 2 on, ¼ between.
    let (near, far) = (n < T::ONE, n > T::ONE);
    let rest = isa.mul_add(T::from_f64(0.75), p, T::from_f64(0.125));
    let rest = if near { isa.mul_add(-a, p, square) } else { rest };
    let rest = if far { -twice } else { rest };
    let base = if near { a } else { T::from_f64(0.25) };
    let base = if far { T::ONE } else { base };
    let tanh = isa.mul_add(rest, over, base).with_sign_of(x);
    let d = twice * over;
    (tanh, isa.mul_add(-d, d, d + d) * fall)
}

/// `1 / (1 + e⁻ˣ)`. Worst error 2 ulp, also of subnormal results.
#[inline(always)]
pub fn sigmoid<T: Real, I: Isa>(isa: I, x: T) -> T {
    // The exponential of −|x| cannot overflow; below 0 the fraction is multiplied through by it.
    let e = exp(isa, -x.magnitude());
    let d = T::ONE + e;
    let negative = x < T::ZERO;
    let y = (if negative { e } else { T::ONE }) / d;
    // What the denominator lost, to first order: y / (1 + lost/d), where 1/d is y or 1 − y.
    let lost = (T::ONE - d) + e;
    let inverse = if negative { T::ONE - y } else { y };
    isa.mul_add(-y, lost * inverse, y)
}

/// `log(1 + eˣ) = max(x, 0) + log(1 + exp(−|x|))`. Worst error 2 ulp.
#[inline(always)]
pub fn softplus<T: Real, I: Isa>(isa: I, x: T) -> T {
    isa.relu(x) + log1p_unit(isa, exp(isa, -x.magnitude()))
}

#[cfg(test)]
mod tests {
    use crate::numeric::math::exact;
    use crate::numeric::math::oracle::{Case, check, exactly, falls, softplus, special, tanh_with_slope};
    use std::num::FpCategory::{Infinite, Normal, Subnormal, Zero};

    #[test]
    fn accurate_over_the_whole_range() {
        let sigmoid = |x: f64| if x < 0.0 { x.exp() / (1.0 + x.exp()) } else { 1.0 / (1.0 + (-x).exp()) };
        let sech2 = |x: f64| (1.0 / x.cosh()).powi(2);
        check(&[
            Case { name: "exp", plain: f64::exp, exact: exact::exp, f32_ulp: 1.0, f64_ulp: 1.0 },
            Case { name: "expm1", plain: f64::exp_m1, exact: exact::expm1, f32_ulp: 1.5, f64_ulp: 2.0 },
            Case { name: "tanh", plain: f64::tanh, exact: exact::tanh, f32_ulp: 2.0, f64_ulp: 2.0 },
            Case { name: "sigmoid", plain: sigmoid, exact: exact::sigmoid, f32_ulp: 2.0, f64_ulp: 2.0 },
            Case { name: "softplus", plain: softplus, exact: exact::softplus, f32_ulp: 2.0, f64_ulp: 2.0 },
            Case { name: "sech2", plain: sech2, exact: exact::sech2, f32_ulp: 2.5, f64_ulp: 2.5 },
        ]);
    }

    #[test]
    fn special_values() {
        let (inf, nan) = (f64::INFINITY, f64::NAN);
        special(&[
            ("exp", &[(inf, inf), (-inf, 0.0), (nan, nan), (0.0, 1.0), (1e30, inf), (-1e30, 0.0)]),
            ("expm1", &[(inf, inf), (-inf, -1.0), (nan, nan), (-0.0, -0.0), (0.0, 0.0)]),
            ("tanh", &[(inf, 1.0), (-inf, -1.0), (nan, nan), (-0.0, -0.0), (0.0, 0.0)]),
            ("sigmoid", &[(inf, 1.0), (-inf, 0.0), (nan, nan), (0.0, 0.5)]),
            ("softplus", &[(inf, inf), (-inf, 0.0), (nan, nan), (1e30, 1e30_f32 as f64)]),
            ("sech2", &[(inf, 0.0), (-inf, 0.0), (nan, nan), (0.0, 1.0)]),
        ]);
    }

    #[test]
    fn a_function_with_its_slope_is_each_of_them_to_the_bit() {
        let edges =
            [0.0, 0.1, 0.173, 0.3, 0.52, 1.0, 9.0, 22.0, 43.7, 52.0, 53.0, 354.0, 373.0, f64::INFINITY, f64::NAN];
        let mut x: Vec<f64> = edges.into_iter().flat_map(|x| [x, -x]).collect();
        x.extend((-50_000..50_000).map(|i| f64::from(i) * 9.876_543_210_123e-4));
        let bits = (0..=u32::MAX).step_by(9_973).map(f32::from_bits);
        tanh_with_slope(&x.iter().map(|x| *x as f32).chain(bits).collect::<Vec<f32>>());
        x.extend((0..=u64::MAX).step_by(36_028_797_018_963_971 / 256).map(f64::from_bits));
        tanh_with_slope(&x);
    }

    #[test]
    fn where_exponentials_leave_the_numbers() {
        falls("exp", &[(88.72283_f32, Normal), (88.7229, Infinite), (-87.33654, Normal), (-87.3366, Subnormal)]);
        falls("exp", &[(-103.9_f32, Subnormal), (-104.0, Zero), (f32::MAX, Infinite), (f32::MIN, Zero)]);
        falls("exp", &[(709.782712893384_f64, Normal), (709.7827128933842, Infinite), (-708.3964185322641, Normal)]);
        falls("exp", &[(-708.3964185322642_f64, Subnormal), (-745.13, Subnormal), (-745.2, Zero), (f64::MIN, Zero)]);
        falls("expm1", &[(88.72283_f32, Normal), (88.7229, Infinite)]);
        falls("expm1", &[(709.782712893384_f64, Normal), (709.7827128933842, Infinite)]);
        for name in ["sigmoid", "softplus"] {
            falls(name, &[(-87.0_f32, Normal), (-88.0, Subnormal), (-104.0, Zero), (f32::MAX, Normal)]);
            falls(name, &[(-708.0_f64, Normal), (-709.0, Subnormal), (-745.2, Zero), (f64::MAX, Normal)]);
        }
        falls("sech2", &[(43.0_f32, Normal), (45.0, Subnormal), (53.0, Zero), (f32::MAX, Zero)]);
    }

    #[test]
    fn numbers_so_small_that_they_stay() {
        let (single, double) = (f32::from_bits(1), f64::from_bits(1));
        for name in ["expm1", "tanh"] {
            exactly(name, &[single, -single, 0.5 * f32::MIN_POSITIVE, -f32::MIN_POSITIVE].map(|x| (x, x)));
            exactly(name, &[double, -double, 0.5 * f64::MIN_POSITIVE, -f64::MIN_POSITIVE].map(|x| (x, x)));
        }
        exactly("tanh", &[(f32::MAX, 1.0), (f32::MIN, -1.0)]);
        exactly("expm1", &[(-104.0_f32, -1.0), (f32::MIN, -1.0)]);
    }
}
