//! Sine and cosine.
//!
//! The quadrant n = round(x / (π/2)) is taken out in parts of π/2 short enough that each product
//! with n is exact (Cody and Waite), which holds for |x| up to 1.2e4 (`f32`) or 1.6e6 (`f64`).
//! Beyond, the error grows with the spacing of the numbers themselves; from 2²¹ (`f32`) or 2⁵⁰
//! (`f64`) on the result is NaN rather than noise.

use super::{polynomial, round};
use crate::numeric::Real;
use crate::numeric::isa::Isa;

/// `(sin r, cos r, n)` with a = n·π/2 + r, for a ≥ 0.
#[inline(always)]
fn reduce<T: Real, I: Isa>(isa: I, a: T) -> (T, T, T) {
    let n = round(a * T::TWO_OVER_PI);
    // What the differences round away is kept (Knuth's sum), or it would be seen in the last place.
    let mut r = a - n * T::HALF_PI[0];
    let mut tail = T::ZERO;
    for &part in &T::HALF_PI[1..] {
        let step = -(n * part);
        let sum = r + step;
        let of_step = sum - r;
        tail += (r - (sum - of_step)) + (step - of_step);
        r = sum;
    }
    let u = r * r;
    let half = T::HALF * u;
    let one_less = T::ONE - half;
    let rest = isa.mul_add(u * u, polynomial(isa, T::COS, u), -(r * tail));
    let cos = one_less + (((T::ONE - one_less) - half) + rest);
    let sin = r + isa.mul_add(r * u, polynomial(isa, T::SIN, u), tail * cos);
    (sin, cos, n)
}

/// Sine of `x` radians. Worst error 0.8 ulp for |x| up to 1e4; see the module for larger ones.
#[inline(always)]
pub fn sin<T: Real, I: Isa>(isa: I, x: T) -> T {
    let a = x.magnitude();
    let (sin, cos, n) = reduce(isa, a);
    let value = if T::bit(n, 0) { cos } else { sin };
    let value = (if T::bit(n, 1) { -value } else { value }) * T::ONE.with_sign_of(x);
    if a < T::TRIG_LIMIT { value } else { T::NAN }
}

/// Cosine of `x` radians, with the range and errors of [`sin`].
#[inline(always)]
pub fn cos<T: Real, I: Isa>(isa: I, x: T) -> T {
    let a = x.magnitude();
    let (sin, cos, n) = reduce(isa, a);
    let value = if T::bit(n, 0) { sin } else { cos };
    // Quadrants 1 and 2 are the negative ones.
    let value = if T::bit(n, 0) != T::bit(n, 1) { -value } else { value };
    if a < T::TRIG_LIMIT { value } else { T::NAN }
}

#[cfg(test)]
mod tests {
    use crate::numeric::math::exact;
    use crate::numeric::math::oracle::{Case, check_within, exactly, special};

    #[test]
    fn accurate_up_to_ten_thousand() {
        let cases = [
            Case { name: "sin", plain: f64::sin, exact: exact::sin, f32_ulp: 1.0, f64_ulp: 1.0 },
            Case { name: "cos", plain: f64::cos, exact: exact::cos, f32_ulp: 1.0, f64_ulp: 1.0 },
        ];
        check_within(&cases, 1e4);
    }

    #[test]
    fn special_values() {
        let (inf, nan) = (f64::INFINITY, f64::NAN);
        special(&[
            ("sin", &[(0.0, 0.0), (-0.0, -0.0), (inf, nan), (-inf, nan), (nan, nan), (1e30, nan)]),
            ("cos", &[(0.0, 1.0), (-0.0, 1.0), (inf, nan), (-inf, nan), (nan, nan), (1e30, nan)]),
        ]);
    }

    #[test]
    fn sines_of_numbers_so_small_that_they_stay() {
        let (single, double) = (f32::from_bits(1), f64::from_bits(1));
        exactly("sin", &[single, -single, 0.5 * f32::MIN_POSITIVE, -f32::MIN_POSITIVE].map(|x| (x, x)));
        exactly("sin", &[double, -double, 0.5 * f64::MIN_POSITIVE, -f64::MIN_POSITIVE].map(|x| (x, x)));
        exactly("cos", &[(single, 1.0), (-f32::MIN_POSITIVE, 1.0)]);
        exactly("cos", &[(double, 1.0), (-f64::MIN_POSITIVE, 1.0)]);
    }
}
