//! The elementary functions of an `f64` to about 30 digits: what errors in `f64` are measured
//! against.
//!
//! Numbers are sums of two `f64` (Dekker 1971), results a number times a power of 2, so that none
//! underflows. Series are summed with as many terms as 2⁻¹¹⁰ needs, and logarithms are one
//! correction of the platform's: no step is shared with the functions under test.

use std::f64::consts;
use std::ops::{Add, Div, Mul, Neg, Sub};

/// `high + low`, where `low` is below half a unit in the last place of `high`.
#[derive(Clone, Copy, Debug)]
pub struct Double(f64, f64);

/// `value · 2^power`
#[derive(Clone, Copy, Debug)]
pub struct Scaled {
    value: Double,
    power: i32,
}

const ONE: Double = Double(1.0, 0.0);
const LN_2: [f64; 3] = [consts::LN_2, 2.3190468138462996e-17, 5.707708438416212e-34];
const HALF_PI: [f64; 3] = [consts::FRAC_PI_2, 6.123233995736766e-17, -1.4973849048591698e-33];

fn two_sum(a: f64, b: f64) -> Double {
    let sum = a + b;
    let of_b = sum - a;
    Double(sum, (a - (sum - of_b)) + (b - of_b))
}

fn two_product(a: f64, b: f64) -> Double {
    let product = a * b;
    Double(product, a.mul_add(b, -product))
}

impl From<f64> for Double {
    fn from(x: f64) -> Self {
        Double(x, 0.0)
    }
}

impl Add for Double {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        let (high, low) = (two_sum(self.0, other.0), two_sum(self.1, other.1));
        let high = two_sum(high.0, high.1 + low.0);
        two_sum(high.0, high.1 + low.1)
    }
}

impl Neg for Double {
    type Output = Self;
    fn neg(self) -> Self {
        Double(-self.0, -self.1)
    }
}

impl Sub for Double {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        self + -other
    }
}

impl Mul for Double {
    type Output = Self;
    fn mul(self, other: Self) -> Self {
        let product = two_product(self.0, other.0);
        two_sum(product.0, product.1 + (self.0 * other.1 + self.1 * other.0))
    }
}

impl Div for Double {
    type Output = Self;
    fn div(self, other: Self) -> Self {
        let first = self.0 / other.0;
        let rest = self - other * first.into();
        let second = rest.0 / other.0;
        let rest = rest - other * second.into();
        Double(first, 0.0) + Double(second, 0.0) + Double(rest.0 / other.0, 0.0)
    }
}

/// `first + first·x/a + first·x²/(a b) + …` where the k-th ratio, from 1, is `x / divisor(k)`.
fn series(first: Double, x: Double, divisor: impl Fn(f64) -> f64) -> Double {
    let (mut term, mut sum) = (first, first);
    for k in 1..60 {
        if term.0.abs() < 1e-34 * first.0.abs() {
            break;
        }
        term = term * x / divisor(f64::from(k)).into();
        sum = sum + term;
    }
    sum
}

/// `x − n · (the number with these parts)`, for an integer n below 2²¹.
fn reduced(x: f64, n: f64, parts: [f64; 3]) -> Double {
    parts.iter().fold(x.into(), |rest, part| rest - two_product(n, *part))
}

/// `(n, eʳ − 1)` with `x = n ln 2 + r`.
fn exp_parts(x: f64) -> (i32, Double) {
    let n = (x / LN_2[0]).round();
    let r = reduced(x, n, LN_2);
    (n as i32, series(r, r, |k| k + 1.0))
}

impl Double {
    /// One step of Newton's from the root of the larger part.
    fn sqrt(self) -> Double {
        let root = Double::from(self.0.sqrt());
        if root.0 == 0.0 { root } else { root + (self - root * root) / (root + root) }
    }

    fn scaled(self, power: i32) -> Scaled {
        Scaled { value: self, power }
    }

    /// `ln(1 + self)` for a number above −1.
    fn log1p(self) -> Double {
        // ln(1 + f) = y + ln(1 + (f − f₀)/(1 + f₀)) with f₀ = eʸ − 1, whose last term is 10⁻¹⁶ of
        // y.
        let y = self.0.ln_1p();
        let (n, p) = exp_parts(y);
        let sum = (ONE + p) * two_power(n);
        let apart = if n == 0 { self - p } else { ONE + self - sum };
        let d = apart / sum;
        d * (ONE - d * 0.5.into()) + y.into()
    }
}

fn two_power(n: i32) -> Double {
    2f64.powi(n).into()
}

/// Twice as far lies every result from 0 or infinity, in any precision.
fn held(x: f64) -> f64 {
    x.clamp(-1500.0, 1500.0)
}

/// `eˣ`
pub fn exp(x: f64) -> Scaled {
    let (n, p) = exp_parts(held(x));
    (ONE + p).scaled(n)
}

/// `eˣ − 1`
pub fn expm1(x: f64) -> Scaled {
    let (n, p) = exp_parts(held(x).max(-200.0));
    // 2ⁿ (p + (1 − 2⁻ⁿ)), where the power underflows to what does not count.
    let of_power = || (p + (ONE - two_power(-n))).scaled(n);
    small(x).unwrap_or_else(|| if n == 0 { p.scaled(0) } else { of_power() })
}

/// `ln |x|` for a number that is finite and not 0.
pub fn log_abs(x: f64) -> Scaled {
    let lifted = if x.abs() < f64::MIN_POSITIVE { x.abs() * 2f64.powi(60) } else { x.abs() };
    let exponent = ((lifted.to_bits() >> 52) as i32) - 1023;
    let mantissa = lifted / 2f64.powi(exponent);
    let (mantissa, exponent) = if mantissa > 1.4 { (0.5 * mantissa, exponent + 1) } else { (mantissa, exponent) };
    let n = f64::from(if x.abs() < f64::MIN_POSITIVE { exponent - 60 } else { exponent });
    let of_power = LN_2.iter().rev().fold(Double(0.0, 0.0), |sum, part| sum + two_product(n, *part));
    ((Double::from(mantissa) - ONE).log1p() + of_power).scaled(0)
}

/// `ln(1 + x)` for a finite number above −1.
pub fn log1p(x: f64) -> Scaled {
    // Where 1 does not count, and a quotient by 1 + x might.
    if x > 1e40 { log_abs(x) } else { small(x).unwrap_or_else(|| Double::from(x).log1p().scaled(0)) }
}

/// Returns the number itself where that is exact to 30 digits, with the power that keeps its low part normal.
fn small(x: f64) -> Option<Scaled> {
    (x.abs() < 1e-40).then(|| Double::from(x * 2f64.powi(200)).scaled(-200))
}

/// Hyperbolic tangent.
pub fn tanh(x: f64) -> Scaled {
    let half = |a: f64| {
        let p = expm1(2.0 * a.min(60.0));
        let p = p.value * two_power(p.power);
        p / (p + 2.0.into())
    };
    let value = half(x.abs());
    small(x).unwrap_or(if x < 0.0 { -value } else { value }.scaled(0))
}

/// `sech² x = 4 e / (1 + e)²` with e = exp(−2|x|).
pub fn sech2(x: f64) -> Scaled {
    let e = exp(-2.0 * x.abs());
    let d = ONE + e.value * two_power(e.power);
    (e.value / (d * d)).scaled(e.power + 2)
}

/// Inverse hyperbolic tangent of a number between −1 and 1.
pub fn atanh(x: f64) -> Scaled {
    let a = Double::from(x.abs());
    let half = ((a + a) / (ONE - a)).log1p() * 0.5.into();
    small(x).unwrap_or(if x < 0.0 { -half } else { half }.scaled(0))
}

/// Hyperbolic sine.
pub fn sinh(x: f64) -> Scaled {
    if let Some(small) = small(x) {
        return small;
    }
    let sign = Double::from(x.signum());
    if x.abs() > 60.0 {
        // The other exponential is 0 to 30 digits.
        let e = exp(x.abs());
        return (e.value * sign).scaled(e.power - 1);
    }
    let m = expm1(x.abs());
    let m = m.value * two_power(m.power);
    ((m + m / (m + ONE)) * sign).scaled(-1)
}

/// Hyperbolic cosine.
pub fn cosh(x: f64) -> Scaled {
    let e = exp(x.abs());
    if x.abs() > 60.0 {
        return e.value.scaled(e.power - 1);
    }
    let e = e.value * two_power(e.power);
    (e + ONE / e).scaled(-1)
}

/// `ln 2a` of a large number.
fn log_double(a: f64) -> Double {
    let log = log_abs(a);
    log.value * two_power(log.power) + Double(LN_2[0], LN_2[1])
}

/// Inverse hyperbolic sine.
pub fn asinh(x: f64) -> Scaled {
    let a = Double::from(x.abs());
    let log = match x.abs() > 1e40 {
        true => log_double(x.abs()),
        false => (a + a * a / (ONE + (ONE + a * a).sqrt())).log1p(),
    };
    small(x).unwrap_or(if x < 0.0 { -log } else { log }.scaled(0))
}

/// Inverse hyperbolic cosine of a number above 1.
pub fn acosh(x: f64) -> Scaled {
    if x > 1e40 {
        return log_double(x).scaled(0);
    }
    let t = Double::from(x) - ONE;
    (t + (t * (t + 2.0.into())).sqrt()).log1p().scaled(0)
}

/// `1 / (1 + e⁻ˣ)`
pub fn sigmoid(x: f64) -> Scaled {
    let e = exp(-x.abs());
    let d = ONE + e.value * two_power(e.power);
    if x < 0.0 { (e.value / d).scaled(e.power) } else { (ONE / d).scaled(0) }
}

/// `ln(1 + eˣ)`
pub fn softplus(x: f64) -> Scaled {
    let e = exp(-x.abs());
    if e.power < -150 {
        // ln(1 + e) = e to 30 digits.
        return if x < 0.0 { e } else { Double::from(x).scaled(0) };
    }
    let log = (e.value * two_power(e.power)).log1p();
    (if x < 0.0 { log } else { Double::from(x) + log }).scaled(0)
}

/// Sine and cosine for |x| up to 10⁶.
fn sin_cos(x: f64) -> (Double, Double) {
    let n = (x / HALF_PI[0]).round();
    let r = reduced(x, n, HALF_PI);
    let sin = series(r, -(r * r), |k| 2.0 * k * (2.0 * k + 1.0));
    let cos = series(ONE, -(r * r), |k| 2.0 * k * (2.0 * k - 1.0));
    match (n as i64).rem_euclid(4) {
        0 => (sin, cos),
        1 => (cos, -sin),
        2 => (-sin, -cos),
        _ => (-cos, sin),
    }
}

/// Sine for |x| up to 10⁶.
pub fn sin(x: f64) -> Scaled {
    small(x).unwrap_or_else(|| sin_cos(x).0.scaled(0))
}

/// Cosine for |x| up to 10⁶.
pub fn cos(x: f64) -> Scaled {
    sin_cos(x).1.scaled(0)
}

impl Scaled {
    /// How far `found` is from this number, in units that the last place of an `f64` near it has.
    pub fn ulps(self, found: f64) -> f64 {
        // Both are brought to the power of the value, in two steps, since one may not be a number.
        let exponent = ((self.value.0.to_bits() >> 52) & 0x7ff) as i32 - 1023;
        let (power, last) = (self.power + exponent, (self.power + exponent).max(-1022) - 52);
        if !(-1200..=1023).contains(&power) {
            let limit = if power > 0 { f64::INFINITY } else { 0.0 };
            return if found.abs() == limit { 0.0 } else { f64::INFINITY };
        }
        if found.is_infinite() {
            // The number that comes after the last, which rounding knows nothing of.
            return (Double(2f64.powi(1023 - power), 0.0) * 2.0.into() - self.value * two_power(-exponent)).0.abs()
                / 2f64.powi(last - power);
        }
        let scale = |x: f64, n: i32| x * 2f64.powi(n / 2) * 2f64.powi(n - n / 2);
        let apart = Double::from(scale(found, -power)) - self.value * two_power(-exponent);
        apart.0.abs() / 2f64.powi((last - power).max(-1000))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A function, its argument, and the exact result in two parts, by mpmath at 400 bits.
    type Known = (fn(f64) -> Scaled, f64, f64, f64);

    #[test]
    #[rustfmt::skip]
    fn thirty_digits_of_known_numbers() {
        let known: [Known; 47] = [
            (sinh, 0.001, 0.001000000166666675, -3.571742859983052e-20),
            (sinh, -2.5, -6.0502044810397875, 1.5266669624477375e-16),
            (sinh, 300.25, 1.2470624307674607e+130, -3.077472701531412e+113),
            (cosh, 0.25, 1.0314130998795732, -1.5782222089554954e-17),
            (cosh, -40.0, 1.1769263341851e+17, -7.296050044625483),
            (cosh, 700.5, 8.360929810337492e+303, 5.478867888784669e+287),
            (asinh, 0.01, 0.009999833340832888, -4.498989430941035e-19),
            (asinh, -3.0, -1.8184464592320668, 1.7674960777856547e-18),
            (asinh, 1e+50, 115.82240183026222, 6.898253141178123e-15),
            (acosh, 1.0001, 0.014142017775251545, 4.639956141471696e-19),
            (acosh, 2.5, 1.566799236972411, -1.4958157913136428e-18),
            (acosh, 1e+50, 115.82240183026222, 6.898253141178123e-15),
            (exp, 1.0, consts::E, 1.4456468917292502e-16),
            (exp, -0.3, 0.7408182206817179, -1.805530505953e-18),
            (exp, 700.5, 1.6721859620674984e+304, 1.0957735777569338e+288),
            (exp, -20.25, 1.6052280551856116e-09, -3.657643988865463e-26),
            (expm1, 0.001, 0.0010005001667083417, 2.598544094203749e-20),
            (expm1, -0.75, -0.5276334472589853, 1.7984004434373214e-17),
            (expm1, 30.0, 10686474581523.463, -0.0007436345313492586),
            (log_abs, 2.0, consts::LN_2, 2.3190468138462996e-17),
            (log_abs, -0.75, -0.2876820724517809, -2.607160616442564e-17),
            (log_abs, 1.0000001, 9.999999505838704e-08, 1.5249709528441489e-24),
            (log_abs, 1e+300, 690.7755278982137, 2.3747660028800243e-14),
            (log1p, 1e-05, 9.999950000333332e-06, -2.3868637284493416e-22),
            (log1p, -0.999, -6.907755278982136, -2.369515526854508e-16),
            (log1p, 7.0, 2.0794415416798357, 1.8059370687790465e-16),
            (log1p, 1e+50, 115.12925464970229, -5.448412900299577e-15),
            (tanh, 0.01, 0.00999966667999946, 2.249494707259477e-19),
            (tanh, -0.7, -0.6043677771171635, 2.7916180015425346e-17),
            (tanh, 3.0, 0.9950547536867305, -1.2991892863562624e-17),
            (sech2, 0.25, 0.940014848806378, -2.2085791732112516e-17),
            (sech2, -30.0, 3.502604305078608e-26, 1.2052790586886852e-42),
            (atanh, 0.0001, 0.00010000000033333334, -1.185574723232157e-21),
            (atanh, -0.5, -0.5493061443340549, 4.535648617500765e-17),
            (atanh, 0.999, 3.8002011672501994, 1.7973237658080288e-16),
            (sigmoid, 0.5, 0.6224593312018546, -2.855738705812305e-17),
            (sigmoid, -50.0, 1.9287498479639178e-22, -3.7546473078837696e-39),
            (softplus, 0.5, 0.9740769841801067, -5.522109052790765e-18),
            (softplus, -3.0, 0.04858735157374206, -2.8911149045062954e-18),
            (softplus, 40.0, 40.0, 4.248354255291589e-18),
            (sin, 0.5, 0.479425538604203, -5.103969860556013e-18),
            (sin, 3.0, 0.1411200080598672, 8.577269787017502e-18),
            (sin, -100000.0, -0.03574879797201651, -1.5429743706109861e-18),
            (sin, 355.0, -3.014435335948845e-05, 1.3012643991046347e-21),
            (cos, 0.5, 0.8775825618903728, -4.2623149864279997e-17),
            (cos, 11.0, 0.004425697988050785, 3.2449142686784373e-19),
            (cos, 999999.5, 0.654281508650351, -1.6593939113181322e-17),
        ];
        for (function, x, high, low) in known {
            let Scaled { value, power } = function(x);
            let scaled = |part: f64| part * 2f64.powi(-power / 2) * 2f64.powi(-power - -power / 2);
            let apart = value - (Double::from(scaled(high)) + scaled(low).into());
            assert!(apart.0.abs() < 1e-29 * value.0.abs(), "{apart:?} at {x}, {high:e}");
        }
    }

    #[test]
    fn distances_in_last_places() {
        let next = |x: f64| f64::from_bits(x.to_bits() + 1);
        assert!((exp(0.0).ulps(next(1.0)) - 1.0).abs() < 1e-12);
        assert!(exp(1.0).ulps(consts::E) < 0.5);
        // 2⁻¹⁰⁷³ is two of the least steps.
        assert!((exp(-1073.0 * consts::LN_2).ulps(0.0) - 2.0).abs() < 1e-12);
        assert_eq!((exp(710.0).ulps(f64::INFINITY), exp(710.0).ulps(1.0)), (0.0, f64::INFINITY));
        assert!(exp(-f64::INFINITY).ulps(0.0) == 0.0 && sin(0.5).ulps(f64::NAN).is_nan());
    }
}
