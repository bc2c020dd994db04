//! Sweeps an elementary function over all 2³² `f32` inputs and prints its worst error.
//!
//! `cargo run --release --example ulp_sweep -- tanh` (or several names, or none for all functions). The oracle is the
//! platform's `f64` function, whose own error is below 10⁻⁸ of an `f32` ulp. Sine and cosine are judged up to |x| = 10⁴.

use flow_runtime::isa::{InstructionSet, Isa, Segment};
use std::process::ExitCode;

/// A function, what it should be, and the largest |x| at which it is judged.
struct Function {
    name: &'static str,
    exact: fn(f64) -> f64,
    limit: f32,
}

const FUNCTIONS: [Function; 11] = [
    Function { name: "exp", exact: f64::exp, limit: f32::INFINITY },
    Function { name: "expm1", exact: f64::exp_m1, limit: f32::INFINITY },
    Function { name: "log_abs", exact: |x| x.abs().ln(), limit: f32::INFINITY },
    Function { name: "log1p", exact: f64::ln_1p, limit: f32::INFINITY },
    Function { name: "tanh", exact: f64::tanh, limit: f32::INFINITY },
    Function { name: "sech2", exact: |x| (1.0 / x.cosh()).powi(2), limit: f32::INFINITY },
    Function { name: "atanh", exact: atanh, limit: f32::INFINITY },
    Function { name: "sigmoid", exact: |x| 1.0 / (1.0 + (-x).exp()), limit: f32::INFINITY },
    Function { name: "softplus", exact: |x| x.max(0.0) + (-x.abs()).exp().ln_1p(), limit: f32::INFINITY },
    Function { name: "sin", exact: f64::sin, limit: 1e4 },
    Function { name: "cos", exact: f64::cos, limit: 1e4 },
];

/// The standard library's `atanh` loses digits near 0; this form does not.
fn atanh(x: f64) -> f64 {
    0.5 * (2.0 * x.abs() / (1.0 - x.abs())).ln_1p().copysign(x)
}

/// Inputs evaluated at once.
const BLOCK: usize = 1 << 12;

/// A function by name over a block.
struct Map<'a> {
    name: &'static str,
    x: &'a [f32; BLOCK],
    y: &'a mut [f32; BLOCK],
}

impl Segment for Map<'_> {
    type Output = ();

    #[inline(always)]
    fn run<I: Isa>(self, isa: I) {
        let pairs = self.x.iter().zip(self.y);
        match self.name {
            "exp" => pairs.for_each(|(&x, y)| *y = isa.exp(x)),
            "expm1" => pairs.for_each(|(&x, y)| *y = isa.expm1(x)),
            "log_abs" => pairs.for_each(|(&x, y)| *y = isa.log_abs(x)),
            "log1p" => pairs.for_each(|(&x, y)| *y = isa.log1p(x)),
            "tanh" => pairs.for_each(|(&x, y)| *y = isa.tanh(x)),
            "sech2" => pairs.for_each(|(&x, y)| *y = isa.sech2(x)),
            "atanh" => pairs.for_each(|(&x, y)| *y = isa.atanh(x)),
            "sigmoid" => pairs.for_each(|(&x, y)| *y = isa.sigmoid(x)),
            "softplus" => pairs.for_each(|(&x, y)| *y = isa.softplus(x)),
            "sin" => pairs.for_each(|(&x, y)| *y = isa.sin(x)),
            _ => pairs.for_each(|(&x, y)| *y = isa.cos(x)),
        }
    }
}

/// Distance in units of the last place of an `f32` near `exact`; infinite where one is NaN or infinite and the other not.
fn ulps(found: f32, exact: f64) -> f64 {
    let nearest = exact as f32;
    if found == nearest && !exact.is_finite() || found.is_nan() && exact.is_nan() {
        return 0.0;
    }
    if found.is_infinite() && nearest.is_infinite() && found == nearest {
        return 0.0;
    }
    let exponent = ((exact.to_bits() >> 52) & 0x7ff) as i32 - 1023;
    let error = (f64::from(found) - exact).abs() / 2f64.powi(exponent.max(f32::MIN_EXP - 1) - 23);
    if error.is_nan() { f64::INFINITY } else { error }
}

/// The worst error over all inputs, and where.
fn sweep(function: &Function, set: InstructionSet) -> (f64, f32) {
    let (mut x, mut y) = ([0.0; BLOCK], [0.0; BLOCK]);
    let mut worst = (0.0, 0.0);
    for first in (0..=u32::MAX).step_by(BLOCK) {
        for (bits, x) in (first..).zip(&mut x) {
            *x = f32::from_bits(bits);
        }
        set.run(Map { name: function.name, x: &x, y: &mut y });
        for (&x, &y) in x.iter().zip(&y) {
            if x.abs() <= function.limit || x.is_nan() {
                let error = ulps(y, (function.exact)(x.into()));
                if error > worst.0 {
                    worst = (error, x);
                }
            }
        }
    }
    worst
}

fn main() -> ExitCode {
    let names: Vec<String> = std::env::args().skip(1).collect();
    if let Some(unknown) = names.iter().find(|name| !FUNCTIONS.iter().any(|f| f.name == **name)) {
        let known: Vec<&str> = FUNCTIONS.iter().map(|f| f.name).collect();
        eprintln!("no function is called `{unknown}`; there are {}", known.join(", "));
        return ExitCode::from(2);
    }
    let set = InstructionSet::chosen();
    for function in FUNCTIONS.iter().filter(|f| names.is_empty() || names.iter().any(|name| name == f.name)) {
        let (error, x) = sweep(function, set);
        println!("{} {}: {error:.3} ulp at {x:e}", function.name, set.name());
    }
    ExitCode::SUCCESS
}
