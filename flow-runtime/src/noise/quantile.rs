//! The standard normal quantile Φ⁻¹, which turns one uniform number into one normal number.

/// Φ⁻¹(p) for p in (0, 1), with a relative error of about 10⁻¹⁶; ±∞ at the ends, NaN outside.
///
/// Rational approximations on three ranges: Wichura, M. J. (1988), Algorithm AS 241: The percentage points of the normal
/// distribution, Applied Statistics 37, 477–484 (routine PPND16; the published digits
/// beyond f64's are left out).
pub fn normal_quantile(p: f64) -> f64 {
    let q = p - 0.5;
    if q.abs() <= 0.425 {
        let r = 0.180625 - q * q;
        return q * polynomial(&A, r) / polynomial(&B, r);
    }
    let tail = if q < 0.0 { p } else { 1.0 - p };
    if tail == 0.0 {
        return f64::INFINITY.copysign(q);
    }
    // A tail below 0 makes a NaN here, which is the answer.
    let r = (-tail.ln()).sqrt();
    let magnitude = if r > 5.0 {
        polynomial(&E, r - 5.0) / polynomial(&F, r - 5.0)
    } else {
        polynomial(&C, r - 1.6) / polynomial(&D, r - 1.6)
    };
    if q < 0.0 { -magnitude } else { magnitude }
}

/// `c[0] + c[1]·x + … + c[7]·x⁷`.
fn polynomial(c: &[f64; 8], x: f64) -> f64 {
    c.iter().rev().fold(0.0, |sum, &coefficient| sum * x + coefficient)
}

/// Numerator and denominator for |p − ½| ≤ 0.425.
const A: [f64; 8] = [
    3.3871328727963665,
    133.14166789178438,
    1971.5909503065513,
    13731.69376550946,
    45921.95393154987,
    67265.7709270087,
    33430.57558358813,
    2509.0809287301227,
];
const B: [f64; 8] = [
    1.0,
    42.31333070160091,
    687.1870074920579,
    5394.196021424751,
    21213.794301586597,
    39307.89580009271,
    28729.085735721943,
    5226.495278852854,
];

/// Numerator and denominator for √(−ln tail) ≤ 5.
const C: [f64; 8] = [
    1.4234371107496835,
    4.630337846156546,
    5.769497221460691,
    3.6478483247632045,
    1.2704582524523684,
    0.2417807251774506,
    0.022723844989269184,
    0.0007745450142783414,
];
const D: [f64; 8] = [
    1.0,
    2.053191626637759,
    1.6763848301838038,
    0.6897673349851,
    0.14810397642748008,
    0.015198666563616457,
    0.0005475938084995345,
    1.0507500716444169e-09,
];

/// Numerator and denominator for √(−ln tail) > 5.
const E: [f64; 8] = [
    6.657904643501103,
    5.463784911164114,
    1.7848265399172913,
    0.29656057182850487,
    0.026532189526576124,
    0.0012426609473880784,
    2.7115555687434876e-05,
    2.0103343992922881e-07,
];
const F: [f64; 8] = [
    1.0,
    0.599832206555888,
    0.1369298809227358,
    0.014875361290850615,
    0.0007868691311456133,
    1.8463183175100548e-05,
    1.421511758316446e-07,
    2.0442631033899397e-15,
];

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use std::f64::consts::PI;

    fn normal_density(x: f64) -> f64 {
        (-0.5 * x * x).exp() / (2.0 * PI).sqrt()
    }

    /// Φ(x) by `½ + φ(x) · (x + x³/3 + x⁵/(3·5) + …)`.
    pub fn normal_cdf(x: f64) -> f64 {
        let (mut term, mut sum) = (x, x);
        for k in 1..400 {
            term *= x * x / f64::from(2 * k + 1);
            sum += term;
        }
        0.5 + normal_density(x) * sum
    }

    /// 1 − Φ(x) for x > 2 by Laplace's continued fraction `φ(x) / (x + 1/(x + 2/(x + 3/(x + …))))`.
    fn normal_tail(x: f64) -> f64 {
        normal_density(x) / (1..400).rev().fold(x, |fraction, k| x + f64::from(k) / fraction)
    }

    #[test]
    fn published_values() {
        let cases = [
            (0.5, 0.0),
            (0.75, 0.674_489_750_196_081_7),
            (0.975, 1.959_963_984_540_054),
            (0.995, 2.575_829_303_548_901),
            (0.9995, 3.290_526_731_491_895),
        ];
        for (p, x) in cases {
            assert!((normal_quantile(p) - x).abs() <= 1e-14 * (1.0 + x), "{p}");
        }
    }

    #[test]
    fn inverts_the_distribution_function() {
        for i in 1..2000 {
            let p = f64::from(i) / 2000.0;
            assert!((normal_cdf(normal_quantile(p)) - p).abs() < 1e-15 * 4.0, "{p}");
        }
        for exponent in 2..300 {
            let p = 10f64.powi(-exponent);
            let x = -normal_quantile(p);
            // An error δ in x is a relative error x·δ in the tail, hence x² times the relative error of x.
            assert!((normal_tail(x) / p - 1.0).abs() < x * x * 1e-15, "1e-{exponent}");
        }
    }

    #[test]
    fn ends_and_outside() {
        assert_eq!(normal_quantile(0.0), f64::NEG_INFINITY);
        assert_eq!(normal_quantile(1.0), f64::INFINITY);
        assert!([-0.1, 1.1, f64::NAN].iter().all(|&p| normal_quantile(p).is_nan()));
    }
}
