//! Moments that fade away.

use crate::real::Real;

/// `x`, or 0 where it is subnormal.
///
/// A parameter that no gradient reaches any more, such as a weight of a unit that stays at 0, has moments that shrink by the same factor
/// at every step. Once they are subnormal, processors take some hundred cycles for each, and before it they have stopped moving anything.
#[inline(always)]
pub fn or_zero<T: Real>(x: T) -> T {
    let subnormal = x > -T::MIN_POSITIVE && x < T::MIN_POSITIVE;
    if subnormal { T::ZERO } else { x }
}
