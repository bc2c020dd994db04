//! Test support: functions by name in every instruction set, compared with the platform's `f64`
//! functions in `f32`, and with 30 digits in `f64`.

use super::exact::Scaled;
use super::*;
use crate::numeric::isa::{InstructionSet, Segment};
use std::num::FpCategory::{self, Subnormal};

/// A function under test, what it should be, and the worst error allowed.
pub struct Case {
    pub name: &'static str,
    pub plain: fn(f64) -> f64,
    /// Asked where the plain result is finite and not 0.
    pub exact: fn(f64) -> Scaled,
    pub f32_ulp: f64,
    pub f64_ulp: f64,
}

/// `log(1 + eˣ)` in `f64`.
pub fn softplus(x: f64) -> f64 {
    x.max(0.0) + (-x.abs()).exp().ln_1p()
}

struct Map<'a, T> {
    name: &'a str,
    x: &'a [T],
}

impl<T: Real> Segment for Map<'_, T> {
    type Output = Vec<T>;

    #[inline(always)]
    fn run<I: Isa>(self, isa: I) -> Vec<T> {
        let x = self.x.iter().copied();
        match self.name {
            "exp" => x.map(|x| isa.exp(x)).collect(),
            "expm1" => x.map(|x| isa.expm1(x)).collect(),
            "log_abs" => x.map(|x| isa.log_abs(x)).collect(),
            "log1p" => x.map(|x| isa.log1p(x)).collect(),
            "tanh" => x.map(|x| isa.tanh(x)).collect(),
            "sech2" => x.map(|x| isa.sech2(x)).collect(),
            "atanh" => x.map(|x| isa.atanh(x)).collect(),
            "sinh" => x.map(|x| isa.sinh(x)).collect(),
            "cosh" => x.map(|x| isa.cosh(x)).collect(),
            "asinh" => x.map(|x| isa.asinh(x)).collect(),
            "acosh" => x.map(|x| isa.acosh(x)).collect(),
            "sigmoid" => x.map(|x| isa.sigmoid(x)).collect(),
            "softplus" => x.map(|x| isa.softplus(x)).collect(),
            "sin" => x.map(|x| isa.sin(x)).collect(),
            "cos" => x.map(|x| isa.cos(x)).collect(),
            name => panic!("no function is called {name}"),
        }
    }
}

struct TanhSech2<'a, T>(&'a [T]);

impl<T: Real> Segment for TanhSech2<'_, T> {
    type Output = (Vec<T>, Vec<T>);

    #[inline(always)]
    fn run<I: Isa>(self, isa: I) -> Self::Output {
        self.0.iter().map(|&x| isa.tanh_sech2(x)).unzip()
    }
}

/// Distance in units of the last place that `exact` would have as an `f32` (24 bits) or `f64` (53
/// bits).
fn ulps(found: f64, exact: f64, digits: i32, min_exponent: i32, max: f64) -> f64 {
    if found == exact || (found.is_nan() && exact.is_nan()) || (found.is_infinite() && exact.abs() >= max) {
        return 0.0;
    }
    let exponent = ((exact.to_bits() >> 52) & 0x7ff) as i32 - 1023;
    (found - exact).abs() / f64::from(exponent.max(min_exponent) + 1 - digits).exp2()
}

/// The fused sets agree to the bit; returns the results of each set.
fn in_every_set<T: Real>(name: &str, x: &[T]) -> Vec<(&'static str, Vec<T>)> {
    let results: Vec<_> = InstructionSet::available().into_iter().map(|set| (set, set.run(Map { name, x }))).collect();
    let fused: Vec<_> = results.iter().filter(|(set, _)| set.fused()).collect();
    for pair in fused.windows(2) {
        let same = pulp::bytemuck::cast_slice::<T, u8>(&pair[0].1) == pulp::bytemuck::cast_slice::<T, u8>(&pair[1].1);
        assert!(same, "{name} in {} differs between instruction sets", T::NAME);
    }
    results.into_iter().map(|(set, y)| (set.name(), y)).collect()
}

/// Checks each function on numbers of every exponent and sign.
pub fn check(cases: &[Case]) {
    check_within(cases, f64::INFINITY);
}

/// The same for |x| up to `limit`.
pub fn check_within(cases: &[Case], limit: f64) {
    let singles: Vec<f32> =
        (0..=u32::MAX).step_by(997).map(f32::from_bits).filter(|x| f64::from(x.abs()) <= limit).collect();
    // A prime stride through the bits, then a dense walk through the numbers that functions of real
    // data meet.
    let doubles = (0..=u64::MAX).step_by(36_028_797_018_963_971 / 256).map(f64::from_bits);
    let dense = (-50_000..50_000).map(|i| f64::from(i) * 9.876_543_210_123e-4);
    let doubles: Vec<f64> = doubles.chain(dense).filter(|x| x.abs() <= limit).collect();
    for case in cases {
        for (set, y) in in_every_set(case.name, &singles) {
            let error = |(&x, y): (&f32, f32)| {
                (ulps(y.into(), (case.plain)(x.into()), 24, f32::MIN_EXP - 1, f32::MAX.into()), x.into())
            };
            report(case.name, set, "f32", singles.iter().zip(y).map(error), case.f32_ulp);
        }
        for (set, y) in in_every_set(case.name, &doubles) {
            let error = |(&x, y): (&f64, f64)| match (case.plain)(x) {
                plain if plain.is_finite() && plain != 0.0 => ((case.exact)(x).ulps(y), x),
                plain => (ulps(y, plain, 53, f64::MIN_EXP - 1, f64::MAX), x),
            };
            report(case.name, set, "f64", doubles.iter().zip(y).map(error), case.f64_ulp);
        }
    }
}

fn report(name: &str, set: &str, kind: &str, errors: impl Iterator<Item = (f64, f64)>, allowed: f64) {
    let worst = errors.fold((0.0, 0.0), |worst, now| if now.0 > worst.0 || now.0.is_nan() { now } else { worst });
    println!("{name} {set} {kind}: {:.3} ulp at {:e}", worst.0, worst.1);
    assert!(worst.0 <= allowed, "{name} {set} {kind}: {} ulp at {:e}, allowed {allowed}", worst.0, worst.1);
}

/// A function's name with pairs of an argument and the exact result.
pub type Special<'a> = (&'a str, &'a [(f64, f64)]);

/// Checks exact results, signs of zeros included, in both types and every instruction set.
pub fn special(cases: &[Special]) {
    for &(name, pairs) in cases {
        let doubles: Vec<f64> = pairs.iter().map(|pair| pair.0).collect();
        let singles: Vec<f32> = doubles.iter().map(|&x| x as f32).collect();
        let mut results: Vec<Vec<f64>> =
            in_every_set(name, &singles).into_iter().map(|(_, y)| y.into_iter().map(f64::from).collect()).collect();
        results.extend(in_every_set(name, &doubles).into_iter().map(|(_, y)| y));
        for y in results {
            for (&(x, exact), y) in pairs.iter().zip(y) {
                let close = (y - exact).abs() <= 1e-6 * exact.abs();
                let same = y == exact && y.is_sign_negative() == exact.is_sign_negative();
                assert!(
                    same || close && exact != 0.0 || y.is_nan() && exact.is_nan(),
                    "{name}({x}) = {y}, not {exact}"
                );
            }
        }
    }
}

/// Checks results to the bit, in one type and every instruction set.
pub fn exactly<T: Real>(name: &str, pairs: &[(T, T)]) {
    let x: Vec<T> = pairs.iter().map(|pair| pair.0).collect();
    for (set, y) in in_every_set(name, &x) {
        for ((x, exact), y) in pairs.iter().zip(y) {
            let sign = |v: T| v.to_f64().is_sign_negative();
            assert!(y == *exact && sign(y) == sign(*exact), "{name}({x:?}) = {y:?} in {set}, not {exact:?}");
        }
    }
}

/// Checks that `tanh_sech2` is `tanh` and `sech2` to the bit, in every instruction set.
pub fn tanh_with_slope<T: Real>(x: &[T]) {
    for set in InstructionSet::available() {
        let (tanh, sech2) = set.run(TanhSech2(x));
        for (name, together) in [("tanh", tanh), ("sech2", sech2)] {
            let alone = set.run(Map { name, x });
            for ((x, a), b) in x.iter().zip(together).zip(alone) {
                let [bits_a, bits_b] = [a, b].map(|y| y.to_f64().to_bits());
                let both_nan = a.to_f64().is_nan() && b.to_f64().is_nan();
                assert!(
                    bits_a == bits_b || both_nan,
                    "{name}({x:?}) in {}: {a:?} with the other, {b:?} alone",
                    set.name()
                );
            }
        }
    }
}

/// Checks on which side of the ends of the number type results fall: 0, subnormal, normal or
/// infinite.
pub fn falls<T: Real>(name: &str, pairs: &[(T, FpCategory)]) {
    let x: Vec<T> = pairs.iter().map(|pair| pair.0).collect();
    for (set, y) in in_every_set(name, &x) {
        for ((x, category), y) in pairs.iter().zip(y) {
            // Of an f32, what is subnormal is normal as an f64.
            let found = if y.magnitude() < T::MIN_NORMAL && y != T::ZERO { Subnormal } else { y.to_f64().classify() };
            assert_eq!(found, *category, "{name}({x:?}) = {y:?} in {set}");
        }
    }
}
