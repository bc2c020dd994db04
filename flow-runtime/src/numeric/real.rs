//! The two number types a flow can be computed in.
//!
//! Emitted code, kernels and optimizers are generic over one bound, `T: Real`. The trait is sealed:
//! its hidden supertraits carry per type the bit layout and polynomial coefficients of
//! [`crate::numeric::math`], the vectors of [`crate::numeric::kernels`] and the entry points that
//! are compiled once in this crate. It is not one of nalgebra's field traits, whose methods `exp`,
//! `abs`, … would become ambiguous; both types are nalgebra `Scalar`s all the same.

use crate::numeric::kernels::{Compiled, Vector};
use crate::numeric::math::Elementary;
use std::fmt::{Debug, Display};
use std::ops::{Add, AddAssign, Div, Mul, MulAssign, Neg, Sub, SubAssign};

mod sealed {
    pub trait Sealed {}
    impl Sealed for f32 {}
    impl Sealed for f64 {}
}

/// A real number as the machine has it: `f32` or `f64`.
pub trait Real:
    sealed::Sealed
    + Copy
    + Default
    + PartialEq
    + PartialOrd
    + Debug
    + Display
    + Send
    + Sync
    + 'static
    + Add<Output = Self>
    + Sub<Output = Self>
    + Mul<Output = Self>
    + Div<Output = Self>
    + Neg<Output = Self>
    + AddAssign
    + SubAssign
    + MulAssign
    + pulp::bytemuck::Pod
    + Elementary
    + Vector
    + Compiled
{
    /// The number 0.
    const ZERO: Self;
    /// The number 1.
    const ONE: Self;
    /// The type's name as files and command lines write it: `"f32"` or `"f64"`.
    const NAME: &'static str;
    /// The distance from 1 to the next larger number.
    const EPSILON: Self;
    /// The smallest positive number with all its digits.
    const MIN_POSITIVE: Self;

    /// The nearest number to `x`; infinite where `x` exceeds the type's range.
    fn from_f64(x: f64) -> Self;

    /// The same number as an `f64`, which is exact.
    fn to_f64(self) -> f64;

    /// True unless the number is infinite or NaN.
    fn is_finite(self) -> bool;

    /// The next larger number of the type.
    fn next_up(self) -> Self;

    /// The next smaller number of the type.
    fn next_down(self) -> Self;
}

macro_rules! real {
    ($type:ident) => {
        impl Real for $type {
            const ZERO: Self = 0.0;
            const ONE: Self = 1.0;
            const NAME: &'static str = stringify!($type);
            const EPSILON: Self = $type::EPSILON;
            const MIN_POSITIVE: Self = $type::MIN_POSITIVE;

            #[inline(always)]
            fn from_f64(x: f64) -> Self {
                x as $type
            }

            #[inline(always)]
            fn to_f64(self) -> f64 {
                self.into()
            }

            #[inline(always)]
            fn is_finite(self) -> bool {
                self.is_finite()
            }

            #[inline(always)]
            fn next_up(self) -> Self {
                self.next_up()
            }

            #[inline(always)]
            fn next_down(self) -> Self {
                self.next_down()
            }
        }
    };
}

real!(f32);
real!(f64);

#[cfg(test)]
mod tests {
    use super::*;

    fn round_trip<T: Real>(values: &[f64]) {
        for &x in values {
            assert_eq!(T::from_f64(x).to_f64(), x, "{}", T::NAME);
        }
        assert!(T::ONE + T::EPSILON > T::ONE && T::ONE + T::EPSILON * T::from_f64(0.5) == T::ONE);
        assert!(!T::from_f64(f64::NAN).is_finite() && !T::from_f64(f64::INFINITY).is_finite() && T::ZERO.is_finite());
    }

    #[test]
    fn conversions_keep_what_the_type_can_hold() {
        round_trip::<f32>(&[0.0, 1.0, -0.375, 16_777_216.0]);
        round_trip::<f64>(&[0.0, 0.1, -1e300]);
        assert_eq!((f32::NAME, f64::NAME), ("f32", "f64"));
        assert_eq!(<f32 as Real>::from_f64(1e300), f32::INFINITY);
    }
}
