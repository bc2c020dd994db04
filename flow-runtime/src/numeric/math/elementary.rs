//! The facts of a number type that the algorithms need: its bit layout and polynomial coefficients.
//!
//! Coefficients are Chebyshev fits (mpmath's `chebyfit` at 200 bits, one degree beyond what half an
//! ulp needs) of the function named, over the reduced interval, highest power first; the absolute
//! error of each fit stands beside it.

/// Coefficients of equal power of a quotient's numerator and denominator, each on three ranges.
pub type Ranges<T> = [[T; 3]; 2];

/// Layout and coefficients of `f32` or `f64`. Hidden: users see [`crate::numeric::Real`].
#[doc(hidden)]
pub trait Elementary: Sized + 'static {
    /// 1.5·2ᵖ with p fraction bits: adding it rounds to an integer, which then stands in the lowest
    /// bits.
    const ROUND: Self;
    const HALF: Self;
    const TWO: Self;
    const INFINITY: Self;
    const NAN: Self;
    const MIN_NORMAL: Self;
    /// Number of fraction bits p, and 2ᵖ: the power that lifts subnormal numbers into the normal
    /// range.
    const FRACTION_BITS: Self;
    const LIFT: Self;

    const LOG2_E: Self;
    /// log 2 in two parts; an exponent times the first is exact.
    const LN_2: [Self; 2];
    /// `exp` is 0 below, infinite above; `sech2(x)` is 0 where 2|x| exceeds the negative of the
    /// first by 2.
    const EXP_RANGE: [Self; 2];
    /// `expm1` is −1 below.
    const EXPM1_FLOOR: Self;
    /// (eʳ − 1 − r) / r² for |r| ≤ ½ log 2.
    const EXP: &'static [Self];
    /// (2 artanh s − 2 s) / s³ as a function of s² for |s| ≤ 3 − √8.
    const LOG: &'static [Self];

    const TWO_OVER_PI: Self;
    /// π/2 in parts; a quadrant number below 2¹³ (`f32`) or 2²⁰ (`f64`) times any but the last is
    /// exact.
    const HALF_PI: &'static [Self];
    /// Beyond it neighbouring numbers are a good part of a period apart.
    const TRIG_LIMIT: Self;
    /// (sin r − r) / r³ as a function of r² for |r| ≤ π/4.
    const SIN: &'static [Self];
    /// (cos r − 1 + r²/2) / r⁴ as a function of r² for |r| ≤ π/4.
    const COS: &'static [Self];

    /// The normal quantile, highest power first; see `noise/quantile.rs`, which names the ranges.
    const NORMAL_QUANTILE: &'static [Ranges<Self>];

    /// 2ⁿ for an integer n whose power is a normal number.
    fn exp2_integer(n: Self) -> Self;
    /// `(m, k)` with x = m·2ᵏ and √½ ≤ m < √2, for a positive normal x.
    fn split(self) -> (Self, Self);
    /// Bit `i` of the integer n in two's complement.
    fn bit(n: Self, i: u32) -> bool;
    fn fused_mul_add(self, b: Self, c: Self) -> Self;
    fn square_root(self) -> Self;
    fn magnitude(self) -> Self;
    fn with_sign_of(self, sign: Self) -> Self;
}

macro_rules! layout {
    ($type:ident) => {
        const ROUND: Self = 1.5 * Self::LIFT;
        const HALF: Self = 0.5;
        const TWO: Self = 2.0;
        const INFINITY: Self = $type::INFINITY;
        const NAN: Self = $type::NAN;
        const MIN_NORMAL: Self = $type::MIN_POSITIVE;
        const FRACTION_BITS: Self = ($type::MANTISSA_DIGITS - 1) as $type;
        const LIFT: Self = (1u64 << ($type::MANTISSA_DIGITS - 1)) as $type;
        const LOG2_E: Self = std::$type::consts::LOG2_E;
        const TWO_OVER_PI: Self = std::$type::consts::FRAC_2_PI;

        #[inline(always)]
        fn exp2_integer(n: Self) -> Self {
            let low = (n + Self::ROUND).to_bits() << ($type::MANTISSA_DIGITS - 1);
            $type::from_bits(low.wrapping_add((1.0 as $type).to_bits()))
        }

        #[inline(always)]
        fn split(self) -> (Self, Self) {
            // Counting exponents from √½ instead of ½ centres m on 1. One bias is added to keep the
            // difference positive: unsigned shifts exist as vector instructions for both widths,
            // signed ones do not.
            let base = std::$type::consts::FRAC_1_SQRT_2.to_bits();
            let one = (1.0 as $type).to_bits();
            let fraction = (1 << ($type::MANTISSA_DIGITS - 1)) - 1;
            let shifted = self.to_bits().wrapping_sub(base).wrapping_add(one);
            let exponent = shifted >> ($type::MANTISSA_DIGITS - 1);
            let m = $type::from_bits((shifted & fraction).wrapping_add(base));
            let k = $type::from_bits(exponent | Self::LIFT.to_bits()) - (Self::LIFT + ($type::MAX_EXP - 1) as $type);
            (m, k)
        }

        #[inline(always)]
        fn bit(n: Self, i: u32) -> bool {
            (n + Self::ROUND).to_bits() & (1 << i) != 0
        }

        #[inline(always)]
        fn fused_mul_add(self, b: Self, c: Self) -> Self {
            self.mul_add(b, c)
        }

        #[inline(always)]
        fn square_root(self) -> Self {
            self.sqrt()
        }

        #[inline(always)]
        fn magnitude(self) -> Self {
            self.abs()
        }

        #[inline(always)]
        fn with_sign_of(self, sign: Self) -> Self {
            self.copysign(sign)
        }
    };
}

impl Elementary for f32 {
    layout!(f32);

    const LN_2: [Self; 2] = [0.693_145_75, 1.428_606_8e-6];
    const EXP_RANGE: [Self; 2] = [-104.0, 89.0];
    const EXPM1_FLOOR: Self = -40.0;
    // 1.4e-9
    const EXP: &'static [Self] = &[1.989_108e-4, 1.393_373_1e-3, 8.333_31e-3, 4.166_646_3e-2, 1.666_666_7e-1, 0.5];
    // 1.2e-9
    const LOG: &'static [Self] = &[0.233_316_14, 0.285_507_8, 0.400_001_23, 0.666_666_7];
    const HALF_PI: &'static [Self] = &[1.570_312_5, 4.837_513e-4, 7.549_533_6e-8, 2.563_283e-12, 6.123_234e-17];
    const TRIG_LIMIT: Self = 2_097_152.0;
    // 2.9e-11
    const SIN: &'static [Self] = &[2.724_687e-6, -1.984_006_4e-4, 8.333_332e-3, -1.666_666_7e-1];
    // 2.4e-12
    const COS: &'static [Self] = &[-2.729_840_7e-7, 2.480_058e-5, -1.388_888_8e-3, 4.166_666_8e-2];
    const NORMAL_QUANTILE: &'static [Ranges<Self>] = &[
        [[59.109375, 0.17023821, 0.017337204], [67.18756, 0.0, 0.0]],
        [[159.29113, 1.3067285, 0.42868294], [78.75776, 0.12021133, 0.012258203]],
        [[50.434272, 2.7568154, 3.0812264], [17.89517, 0.73700164, 0.24197894]],
        [[3.3871327, 1.4234373, 6.657905], [1.0, 1.0, 1.0]],
    ];
}

impl Elementary for f64 {
    layout!(f64);

    const LN_2: [Self; 2] = [0.693147180559663, 2.8235290563031577e-13];
    const EXP_RANGE: [Self; 2] = [-746.0, 710.0];
    const EXPM1_FLOOR: Self = -44.0;
    // 1.4e-18
    const EXP: &'static [Self] = &[
        2.09147553258932e-09,
        2.5105312729622103e-08,
        2.755727347871858e-07,
        2.755725517000089e-06,
        2.480158732567746e-05,
        0.0001984126987500228,
        0.0013888888888883711,
        0.008333333333326084,
        0.04166666666666667,
        0.1666666666666667,
        0.5,
    ];
    // 2.1e-18
    const LOG: &'static [Self] = &[
        0.13088034850927555,
        0.13268638369266825,
        0.15386244737621665,
        0.18181795547521137,
        0.22222222392581045,
        0.28571428570799784,
        0.40000000000000885,
        0.6666666666666666,
    ];
    const HALF_PI: &'static [Self] =
        &[1.5707963267341256, 6.077100506303966e-11, 2.0222662487111665e-21, 8.4784276603689e-32];
    const TRIG_LIMIT: Self = 1_125_899_906_842_624.0;
    // 1.2e-20
    const SIN: &'static [Self] = &[
        -7.586094789672621e-13,
        1.6058521349954986e-10,
        -2.5052106167335705e-08,
        2.7557319219150783e-06,
        -0.00019841269841264821,
        0.008333333333333331,
        -0.16666666666666666,
    ];
    // 6.9e-22
    const COS: &'static [Self] = &[
        4.745537017319258e-14,
        -1.1470455178216906e-11,
        2.0876755754879594e-09,
        -2.755731922129809e-07,
        2.480158730158451e-05,
        -0.0013888888888888887,
        0.041666666666666664,
    ];
    const NORMAL_QUANTILE: &'static [Ranges<Self>] = &[
        [
            [2509.0809287301227, 0.0007745450142783414, 2.0103343992922881e-07],
            [5226.495278852854, 1.0507500716444169e-09, 2.0442631033899397e-15],
        ],
        [
            [33430.57558358813, 0.022723844989269184, 2.7115555687434876e-05],
            [28729.085735721943, 0.0005475938084995345, 1.421511758316446e-07],
        ],
        [
            [67265.7709270087, 0.2417807251774506, 0.0012426609473880784],
            [39307.89580009271, 0.015198666563616457, 1.8463183175100548e-05],
        ],
        [
            [45921.95393154987, 1.2704582524523684, 0.026532189526576124],
            [21213.794301586597, 0.14810397642748008, 0.0007868691311456133],
        ],
        [
            [13731.69376550946, 3.6478483247632045, 0.29656057182850487],
            [5394.196021424751, 0.6897673349851, 0.014875361290850615],
        ],
        [
            [1971.5909503065513, 5.769497221460691, 1.7848265399172913],
            [687.1870074920579, 1.6763848301838038, 0.1369298809227358],
        ],
        [
            [133.14166789178438, 4.630337846156546, 5.463784911164114],
            [42.31333070160091, 2.053191626637759, 0.599832206555888],
        ],
        [[3.3871328727963665, 1.4234371107496835, 6.657904643501103], [1.0, 1.0, 1.0]],
    ];
}
