//! The machine's own peak: independent chains of multiply-adds in registers, with the instruction set that the kernels use.

use flow_runtime::__private::numeric::isa::{Isa, Segment, dispatch};
use flow_runtime::Real;
use std::hint::black_box;
use std::time::Instant;

/// Multiply-adds in registers, nothing else; returns how many.
struct Peak<T>(T);

impl<T: Real> Segment for Peak<T> {
    type Output = f64;

    #[inline(always)]
    fn run<I: Isa>(self, isa: I) -> f64 {
        const CHAINS: usize = 12;
        const STEPS: usize = 2000;
        let factor = T::splat(isa, self.0);
        let mut sums = [factor; CHAINS];
        for _ in 0..STEPS {
            for sum in &mut sums {
                *sum = T::multiply_add(isa, *sum, factor, factor);
            }
        }
        black_box(sums);
        (STEPS * CHAINS * size_of_val(&factor) / size_of::<T>()) as f64
    }
}

/// Does some multiply-adds, for a fraction of a millisecond; how many.
pub fn burst<T: Real>() -> f64 {
    dispatch(Peak(black_box(T::from_f64(0.5))))
}

/// Multiply-adds per second of one thread: the best that was seen within a time budget in seconds.
pub fn peak<T: Real>(budget: f64) -> f64 {
    let (begin, mut best) = (Instant::now(), 0.0_f64);
    while begin.elapsed().as_secs_f64() < budget {
        let start = Instant::now();
        let count = burst::<T>();
        best = best.max(count / start.elapsed().as_secs_f64());
    }
    best
}
