//! Elementary functions that vectorise.
//!
//! Each function is straight-line scalar code: reduce the argument to a small interval, evaluate a
//! polynomial, put the exponent back with integer arithmetic on the bits. Cases are selects on
//! values, never jumps, and nothing is called but what maps to an instruction. So a loop over lanes
//! around such a function becomes vector code for whichever instruction set the loop is compiled
//! for, with the same bits for AVX2 and AVX-512. Algorithms are written once for both types; what
//! differs, layout and coefficients, is in [`Elementary`].
//!
//! Special values follow the limits of the functions and NaN propagates everywhere. Worst errors
//! over all 2³² `f32` inputs are stated at each function; `examples/ulp_sweep` measures them, and
//! those in `f64` (`docs/accuracy.md`).

mod elementary;
mod exp;
mod hyperbolic;
mod log;
mod root;
mod trig;

pub use elementary::Elementary;
pub use exp::{exp, expm1, sech2, sigmoid, softplus, tanh, tanh_sech2};
pub use hyperbolic::{acosh, asinh, cosh, sinh};
pub use log::{atanh, log_abs, log1p};
pub use root::{Search, root};
pub use trig::{cos, sin};

use crate::numeric::Real;
use crate::numeric::isa::Isa;

/// The polynomial with these coefficients, highest power first, by Horner's scheme.
#[inline(always)]
fn polynomial<T: Real, I: Isa>(isa: I, coefficients: &[T], x: T) -> T {
    let mut sum = T::ZERO;
    for &c in coefficients {
        sum = isa.mul_add(sum, x, c);
    }
    sum
}

/// The integer nearest to `x`, for `|x|` below 2²² (`f32`) or 2⁵¹ (`f64`).
#[inline(always)]
fn round<T: Real>(x: T) -> T {
    (x + T::ROUND) - T::ROUND
}

/// The smaller number; `x` where it is NaN.
#[inline(always)]
fn at_most<T: Real>(x: T, limit: T) -> T {
    if x > limit { limit } else { x }
}

/// The larger number; `x` where it is NaN.
#[inline(always)]
fn at_least<T: Real>(x: T, limit: T) -> T {
    if x < limit { limit } else { x }
}

#[cfg(test)]
#[path = "../../../tests/support/exact.rs"]
mod exact;
#[cfg(test)]
#[path = "../../../tests/support/oracle.rs"]
mod oracle;
