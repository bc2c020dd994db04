//! Half-precision floats, the `float16` of NumPy and Parquet.

/// The number that 16 bits hold: a sign, five bits of exponent and ten of significand.
pub(super) fn half(bits: u16) -> f64 {
    let (exponent, significand) = (i32::from(bits >> 10 & 31), f64::from(bits & 0x3FF));
    let size = match exponent {
        0 => significand * 2f64.powi(-24),
        31 if significand == 0.0 => f64::INFINITY,
        31 => f64::NAN,
        _ => (1.0 + significand / 1024.0) * 2f64.powi(exponent - 15),
    };
    if bits >> 15 == 1 { -size } else { size }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The examples of IEEE 754's page in Wikipedia, and the neighbours of powers of two.
    #[test]
    fn known_numbers() {
        let cases = [
            (0x0000, 0.0),
            (0x0001, 5.960_464_477_539_063e-8),
            (0x03FF, 6.097_555_160_522_461e-5),
            (0x0400, 6.103_515_625e-5),
            (0x3555, 0.333_251_953_125),
            (0x3C00, 1.0),
            (0x3C01, 1.000_976_562_5),
            (0x7BFF, 65504.0),
            (0xC000, -2.0),
            (0xFC00, f64::NEG_INFINITY),
        ];
        for (bits, number) in cases {
            assert_eq!(half(bits), number, "{bits:#06x}");
        }
        assert!(half(0x8000).is_sign_negative() && half(0x7E00).is_nan());
    }
}
