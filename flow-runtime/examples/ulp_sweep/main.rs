//! Measures the worst errors of the elementary functions: in `f32` over all 2³² inputs, in `f64` over millions of samples.
//!
//! `cargo run --release --example ulp_sweep -- tanh f64` (any names and types; all without). A line is a row of `docs/accuracy.md`. The
//! oracle of `f32` is the platform's `f64` function, whose own error is below 10⁻⁸ of an `f32` ulp; that of `f64` is the module
//! `exact`, with 30 digits. Sine and cosine are judged up to |x| = 10⁴ and 10⁶.

#[path = "../../tests/support/exact.rs"]
mod exact;
mod functions;
mod samples;

use exact::Scaled;
use flow_runtime::__private::numeric::isa::InstructionSet;
use functions::Map;
use std::process::ExitCode;

/// A function: in `f64`, exactly where it has a finite value other than a zero's, and where that is.
struct Function {
    name: &'static str,
    plain: fn(f64) -> f64,
    exact: fn(f64) -> Scaled,
    inside: fn(f64) -> bool,
    /// The largest |x| at which it is judged, in `f32` and `f64`.
    limits: [f64; 2],
}

const EVERYWHERE: [f64; 2] = [f64::INFINITY; 2];
const PERIODIC: [f64; 2] = [1e4, 1e6];

const FUNCTIONS: [Function; 15] = [
    Function { name: "exp", plain: f64::exp, exact: exact::exp, inside: f64::is_finite, limits: EVERYWHERE },
    Function { name: "log_abs", plain: log_abs, exact: exact::log_abs, inside: |x| x != 0.0, limits: EVERYWHERE },
    Function { name: "log1p", plain: f64::ln_1p, exact: exact::log1p, inside: |x| x > -1.0, limits: EVERYWHERE },
    Function { name: "expm1", plain: f64::exp_m1, exact: exact::expm1, inside: f64::is_finite, limits: EVERYWHERE },
    Function { name: "tanh", plain: f64::tanh, exact: exact::tanh, inside: f64::is_finite, limits: EVERYWHERE },
    Function { name: "sigmoid", plain: sigmoid, exact: exact::sigmoid, inside: f64::is_finite, limits: EVERYWHERE },
    Function { name: "softplus", plain: softplus, exact: exact::softplus, inside: f64::is_finite, limits: EVERYWHERE },
    Function { name: "sin", plain: f64::sin, exact: exact::sin, inside: f64::is_finite, limits: PERIODIC },
    Function { name: "cos", plain: f64::cos, exact: exact::cos, inside: f64::is_finite, limits: PERIODIC },
    Function { name: "sech2", plain: sech2, exact: exact::sech2, inside: f64::is_finite, limits: EVERYWHERE },
    Function { name: "atanh", plain: atanh, exact: exact::atanh, inside: |x| x.abs() < 1.0, limits: EVERYWHERE },
    Function { name: "sinh", plain: f64::sinh, exact: exact::sinh, inside: f64::is_finite, limits: EVERYWHERE },
    Function { name: "cosh", plain: f64::cosh, exact: exact::cosh, inside: f64::is_finite, limits: EVERYWHERE },
    Function { name: "asinh", plain: asinh, exact: exact::asinh, inside: f64::is_finite, limits: EVERYWHERE },
    Function { name: "acosh", plain: acosh, exact: exact::acosh, inside: |x| x > 1.0, limits: EVERYWHERE },
];

fn log_abs(x: f64) -> f64 {
    x.abs().ln()
}

fn sech2(x: f64) -> f64 {
    (1.0 / x.cosh()).powi(2)
}

/// The standard library's `atanh` loses digits near 0; this form does not.
fn atanh(x: f64) -> f64 {
    0.5 * (2.0 * x.abs() / (1.0 - x.abs())).ln_1p().copysign(x)
}

/// The standard library's `asinh` overflows before its argument does.
fn asinh(x: f64) -> f64 {
    if x.abs() > 1e100 { (x.abs().ln() + std::f64::consts::LN_2).copysign(x) } else { x.asinh() }
}

/// The standard library's `acosh` loses digits near 1; this form does not.
fn acosh(x: f64) -> f64 {
    let t = x - 1.0;
    if x > 1e100 { x.ln() + std::f64::consts::LN_2 } else { (t + (t * (t + 2.0)).sqrt()).ln_1p() }
}

fn sigmoid(x: f64) -> f64 {
    1.0 / (1.0 + (-x).exp())
}

fn softplus(x: f64) -> f64 {
    x.max(0.0) + (-x.abs()).exp().ln_1p()
}

/// Inputs evaluated at once.
const BLOCK: usize = 1 << 12;

/// Distance in units of the last place of an `f32` near `exact`; infinite where one is NaN or infinite and the other not.
fn ulps(found: f32, exact: f64) -> f64 {
    let nearest = exact as f32;
    if found == nearest && !nearest.is_finite() || found.is_nan() && exact.is_nan() {
        return 0.0;
    }
    let exponent = ((exact.to_bits() >> 52) & 0x7ff) as i32 - 1023;
    let last = f64::from_bits(((exponent.max(f32::MIN_EXP - 1) - 23 + 1023) as u64) << 52);
    (f64::from(found) - exact).abs() / last
}

/// The worst error so far, where it is, and of how many inputs.
#[derive(Default)]
struct Worst {
    error: f64,
    x: f64,
    inputs: u64,
}

impl Worst {
    fn take(&mut self, x: f64, error: f64) {
        self.inputs += 1;
        let error = if error.is_nan() { f64::INFINITY } else { error };
        if error > self.error {
            (self.error, self.x) = (error, x);
        }
    }
}

/// How a function is tried.
type Measure = fn(&Function, InstructionSet) -> Worst;

/// Over all inputs.
fn singles(function: &Function, set: InstructionSet) -> Worst {
    let (mut x, mut y) = ([0.0f32; BLOCK], [0.0; BLOCK]);
    let mut worst = Worst::default();
    for first in (0..=u32::MAX).step_by(BLOCK) {
        for (bits, x) in (first..=u32::MAX).zip(&mut x) {
            *x = f32::from_bits(bits);
        }
        set.run(Map { name: function.name, x: &x, y: &mut y });
        for (&x, &y) in x.iter().zip(&y) {
            let x = f64::from(x);
            if x.abs() <= function.limits[0] || x.is_nan() {
                worst.take(x, ulps(y, (function.plain)(x)));
            }
        }
    }
    worst
}

/// Over samples.
fn doubles(function: &Function, set: InstructionSet) -> Worst {
    let mut worst = Worst::default();
    samples::blocks(BLOCK, |x| {
        let mut y = vec![0.0; x.len()];
        set.run(Map { name: function.name, x, y: &mut y });
        for (&x, &y) in x.iter().zip(&y) {
            let plain = (function.plain)(x);
            let error = match x.is_finite() && (function.inside)(x) {
                true if x.abs() > function.limits[1] => continue,
                true if x == 0.0 && plain == 0.0 && y == 0.0 => 0.0,
                true => (function.exact)(x).ulps(y),
                // Poles and what lies outside of the domain.
                false if y == plain || y.is_nan() && plain.is_nan() => 0.0,
                false => f64::INFINITY,
            };
            worst.take(x, error);
        }
    });
    worst
}

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let known: Vec<&str> = FUNCTIONS.iter().map(|f| f.name).chain(["f32", "f64"]).collect();
    if let Some(unknown) = words.iter().find(|word| !known.contains(&word.as_str())) {
        eprintln!("no function or type is called `{unknown}`; there are {}", known.join(", "));
        return ExitCode::from(2);
    }
    let wanted = |word: &str, kind: &dyn Fn(&str) -> bool| {
        let mut of_kind = words.iter().filter(|w| kind(w)).peekable();
        of_kind.peek().is_none() || of_kind.any(|w| w == word)
    };
    let is_type = |word: &str| word == "f32" || word == "f64";
    let set = InstructionSet::chosen();
    let measures: [(&str, Measure); 2] = [("f32", singles), ("f64", doubles)];
    for (kind, measure) in measures {
        for function in &FUNCTIONS {
            if wanted(kind, &is_type) && wanted(function.name, &|w| !is_type(w)) {
                let Worst { error, x, inputs } = measure(function, set);
                println!("| {} | {kind} | {} | {error:.3} | {x:e} | {inputs} |", function.name, set.name());
            }
        }
    }
    ExitCode::SUCCESS
}
