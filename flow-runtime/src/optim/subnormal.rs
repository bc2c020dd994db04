//! Moments that fade away.
//!
//! A parameter that no gradient reaches any more, such as a weight of a unit that stays at 0, has moments that shrink by the same factor
//! at every step. Once they, or their product with the learning rate, are subnormal, processors take some hundred cycles for each, and
//! long before it they have stopped moving anything.

use crate::numeric::Real;

/// A first moment, or 0 where a product with a learning rate may be subnormal: below 1e-31 in `f32`, 1e-292 in `f64`.
#[inline(always)]
pub fn first<T: Real>(moment: T) -> T {
    or_zero(moment, T::MIN_POSITIVE / T::EPSILON)
}

/// A second moment, or 0 where it is subnormal. No sooner: what it divides may be as small as its root.
#[inline(always)]
pub fn second<T: Real>(moment: T) -> T {
    or_zero(moment, T::MIN_POSITIVE)
}

/// NaN stays NaN.
#[inline(always)]
fn or_zero<T: Real>(x: T, bound: T) -> T {
    let faded = x > -bound && x < bound;
    if faded { T::ZERO } else { x }
}
