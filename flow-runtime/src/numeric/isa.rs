//! The instruction set, chosen at run time.
//!
//! Plain loops over lanes become vector code when the compiler may use the machine's widest
//! instructions. A [`Segment`] is such a piece of work; [`dispatch`] holds it compiled for plain
//! x86-64, AVX2 with FMA, and AVX-512, and runs the best one that the machine has. Everything a
//! segment calls must be inlined into it, or it is compiled for plain x86-64 after all. The
//! features `baseline`, `avx2` and `avx512` say which of them; where none is named, all are there.
//!
//! [`Isa`] also carries the elementary functions: `isa.exp(x)`, `isa.tanh(x)`, … are branch-free
//! and vectorise with the loop around them. AVX2 and AVX-512 give the same bits; without fused
//! multiply-add, roundings differ.
//!
//! The environment variable `FLOW_ISA` (`baseline`, `avx2` or `avx512`; read once) lowers the
//! choice among these, never raises it.

use crate::numeric::Real;
use crate::numeric::math;
#[cfg(target_arch = "x86_64")]
use pulp::NullaryFnOnce;
use pulp::{Scalar128b, Simd, cast};
use std::sync::LazyLock;

#[cfg(target_arch = "x86_64")]
use pulp::x86::{V3, V4};

/// The vector of 32-bit numbers of an instruction set.
type F32s<I> = <<I as Isa>::Simd as Simd>::f32s;

/// The vector of 64-bit numbers of an instruction set.
type F64s<I> = <<I as Isa>::Simd as Simd>::f64s;

/// An instruction set as a type: what code inside a [`Segment`] may use.
pub trait Isa: Copy + 'static {
    /// True where [`mul_add`](Isa::mul_add) rounds once.
    const FUSED: bool;

    /// True where kernels keep large blocks of results in registers; false where they are compiled small, because
    /// few machines run them.
    const LARGE_BLOCKS: bool;

    /// The explicit vectors of this instruction set.
    type Simd: Simd;

    /// The token that gives access to the explicit vectors.
    fn simd(self) -> Self::Simd;

    /// Runs a segment compiled for this set, as a function of its own.
    #[inline(always)]
    fn enter<S: Segment>(self, segment: S) -> S::Output {
        segment.run(self)
    }

    /// The numbers of two vectors in turn, `a₀ b₀ a₁ b₁ …`, as two vectors.
    fn in_turn_f32s(self, a: F32s<Self>, b: F32s<Self>) -> [F32s<Self>; 2];

    /// The same for 64-bit numbers.
    fn in_turn_f64s(self, a: F64s<Self>, b: F64s<Self>) -> [F64s<Self>; 2];

    /// `a·b + c`, rounded once where [`FUSED`](Isa::FUSED), twice otherwise.
    #[inline(always)]
    fn mul_add<T: Real>(self, a: T, b: T, c: T) -> T {
        if Self::FUSED { a.fused_mul_add(b, c) } else { a * b + c }
    }

    /// `eˣ`.
    #[inline(always)]
    fn exp<T: Real>(self, x: T) -> T {
        math::exp(self, x)
    }

    /// `eˣ − 1`, accurate near 0.
    #[inline(always)]
    fn expm1<T: Real>(self, x: T) -> T {
        math::expm1(self, x)
    }

    /// `log |x|`; −∞ at 0.
    #[inline(always)]
    fn log_abs<T: Real>(self, x: T) -> T {
        math::log_abs(self, x)
    }

    /// `log x`; −∞ at 0, NaN below.
    #[inline(always)]
    fn log<T: Real>(self, x: T) -> T {
        let log = math::log_abs(self, x);
        if x < T::ZERO { T::from_f64(f64::NAN) } else { log }
    }

    /// `log(1 + x)`, accurate near 0; −∞ at −1, NaN below.
    #[inline(always)]
    fn log1p<T: Real>(self, x: T) -> T {
        math::log1p(self, x)
    }

    /// Hyperbolic tangent.
    #[inline(always)]
    fn tanh<T: Real>(self, x: T) -> T {
        math::tanh(self, x)
    }

    /// `sech² x = 1 − tanh² x`, the slope of tanh, without cancellation.
    #[inline(always)]
    fn sech2<T: Real>(self, x: T) -> T {
        math::sech2(self, x)
    }

    /// [`tanh`](Isa::tanh) and [`sech2`](Isa::sech2), to the bit, for little more than one of them.
    #[inline(always)]
    fn tanh_sech2<T: Real>(self, x: T) -> (T, T) {
        math::tanh_sech2(self, x)
    }

    /// Inverse hyperbolic tangent; ±∞ at ±1, NaN outside.
    #[inline(always)]
    fn atanh<T: Real>(self, x: T) -> T {
        math::atanh(self, x)
    }

    /// Hyperbolic sine.
    #[inline(always)]
    fn sinh<T: Real>(self, x: T) -> T {
        math::sinh(self, x)
    }

    /// Hyperbolic cosine.
    #[inline(always)]
    fn cosh<T: Real>(self, x: T) -> T {
        math::cosh(self, x)
    }

    /// Inverse hyperbolic sine.
    #[inline(always)]
    fn asinh<T: Real>(self, x: T) -> T {
        math::asinh(self, x)
    }

    /// Inverse hyperbolic cosine; NaN below 1.
    #[inline(always)]
    fn acosh<T: Real>(self, x: T) -> T {
        math::acosh(self, x)
    }

    /// `1 / (1 + e⁻ˣ)`.
    #[inline(always)]
    fn sigmoid<T: Real>(self, x: T) -> T {
        math::sigmoid(self, x)
    }

    /// `log(1 + eˣ)`.
    #[inline(always)]
    fn softplus<T: Real>(self, x: T) -> T {
        math::softplus(self, x)
    }

    /// The solution of an equation; see [`math::root`].
    #[inline(always)]
    fn root<T: Real>(self, right: T, increasing: bool, left: impl Fn(T) -> (T, T)) -> T {
        math::root(self, right, increasing, left)
    }

    /// Sine of `x` radians; see [`math::sin`] for its range.
    #[inline(always)]
    fn sin<T: Real>(self, x: T) -> T {
        math::sin(self, x)
    }

    /// Cosine of `x` radians; see [`math::cos`] for its range.
    #[inline(always)]
    fn cos<T: Real>(self, x: T) -> T {
        math::cos(self, x)
    }

    /// Square root, correctly rounded; NaN below 0.
    #[inline(always)]
    fn sqrt<T: Real>(self, x: T) -> T {
        x.square_root()
    }

    /// The largest whole number that is at most `x`; infinities and NaN stay as they are.
    #[inline(always)]
    fn floor<T: Real>(self, x: T) -> T {
        // Numbers of this size and more have no digits behind the point, so a sum with it is rounded.
        let coarse = T::from_f64(1.5) / T::EPSILON;
        let nearest = (x + coarse) - coarse;
        let floor = if x < nearest { nearest - T::ONE } else { nearest };
        if x.magnitude() * T::EPSILON < T::from_f64(0.5) { floor } else { x }
    }

    /// `|x|`.
    #[inline(always)]
    fn abs<T: Real>(self, x: T) -> T {
        x.magnitude()
    }

    /// `max(x, 0)`; NaN stays NaN.
    #[inline(always)]
    fn relu<T: Real>(self, x: T) -> T {
        if x < T::ZERO { T::ZERO } else { x }
    }
}

/// The instructions that every machine of the architecture has.
#[derive(Clone, Copy)]
pub struct Baseline;

impl Isa for Baseline {
    const FUSED: bool = cfg!(any(target_feature = "fma", target_arch = "aarch64"));
    // x86-64 without AVX2 is a machine of 2013 or before; elsewhere these kernels are all there are.
    const LARGE_BLOCKS: bool = cfg!(not(target_arch = "x86_64"));
    type Simd = Scalar128b;

    #[inline(always)]
    fn simd(self) -> Scalar128b {
        Scalar128b
    }

    #[inline(always)]
    fn in_turn_f32s(self, a: F32s<Self>, b: F32s<Self>) -> [F32s<Self>; 2] {
        let ([a0, a1, a2, a3], [b0, b1, b2, b3]) = (cast::<_, [f32; 4]>(a), cast::<_, [f32; 4]>(b));
        [cast([a0, b0, a1, b1]), cast([a2, b2, a3, b3])]
    }

    #[inline(always)]
    fn in_turn_f64s(self, a: F64s<Self>, b: F64s<Self>) -> [F64s<Self>; 2] {
        let ([a0, a1], [b0, b1]) = (cast::<_, [f64; 2]>(a), cast::<_, [f64; 2]>(b));
        [cast([a0, b0]), cast([a1, b1])]
    }
}

/// AVX2 with FMA: 16 registers of 256 bits. The token proves that the machine has them.
#[cfg(target_arch = "x86_64")]
#[derive(Clone, Copy)]
pub struct Avx2(V3);

#[cfg(target_arch = "x86_64")]
impl Isa for Avx2 {
    const FUSED: bool = true;
    const LARGE_BLOCKS: bool = true;
    type Simd = V3;

    #[inline(always)]
    fn enter<S: Segment>(self, segment: S) -> S::Output {
        self.0.vectorize(Bound { segment, isa: self })
    }

    #[inline(always)]
    fn simd(self) -> V3 {
        self.0
    }

    #[inline(always)]
    fn in_turn_f32s(self, a: F32s<Self>, b: F32s<Self>) -> [F32s<Self>; 2] {
        // In turn within each half; then the first halves, and the second ones.
        let (a, b, avx) = (cast(a), cast(b), self.0.avx);
        let (low, high) = (avx._mm256_unpacklo_ps(a, b), avx._mm256_unpackhi_ps(a, b));
        [cast(avx._mm256_permute2f128_ps::<0x20>(low, high)), cast(avx._mm256_permute2f128_ps::<0x31>(low, high))]
    }

    #[inline(always)]
    fn in_turn_f64s(self, a: F64s<Self>, b: F64s<Self>) -> [F64s<Self>; 2] {
        let (a, b, avx) = (cast(a), cast(b), self.0.avx);
        let (low, high) = (avx._mm256_unpacklo_pd(a, b), avx._mm256_unpackhi_pd(a, b));
        [cast(avx._mm256_permute2f128_pd::<0x20>(low, high)), cast(avx._mm256_permute2f128_pd::<0x31>(low, high))]
    }
}

/// AVX-512 (F, BW, CD, DQ, VL): 32 registers of 512 bits. The token proves that the machine has
/// them.
#[cfg(target_arch = "x86_64")]
#[derive(Clone, Copy)]
pub struct Avx512(V4);

#[cfg(target_arch = "x86_64")]
impl Isa for Avx512 {
    const FUSED: bool = true;
    const LARGE_BLOCKS: bool = true;
    type Simd = V4;

    #[inline(always)]
    fn enter<S: Segment>(self, segment: S) -> S::Output {
        self.0.vectorize(Bound { segment, isa: self })
    }

    #[inline(always)]
    fn simd(self) -> V4 {
        self.0
    }

    #[inline(always)]
    fn in_turn_f32s(self, a: F32s<Self>, b: F32s<Self>) -> [F32s<Self>; 2] {
        // Numbers of b count from 16.
        const LOW: [u32; 16] = [0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23];
        const HIGH: [u32; 16] = [8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31];
        let (a, b, avx) = (cast(a), cast(b), self.0.avx512f);
        [cast(avx._mm512_permutex2var_ps(a, cast(LOW), b)), cast(avx._mm512_permutex2var_ps(a, cast(HIGH), b))]
    }

    #[inline(always)]
    fn in_turn_f64s(self, a: F64s<Self>, b: F64s<Self>) -> [F64s<Self>; 2] {
        // Numbers of b count from 8.
        const LOW: [u64; 8] = [0, 8, 1, 9, 2, 10, 3, 11];
        const HIGH: [u64; 8] = [4, 12, 5, 13, 6, 14, 7, 15];
        let (a, b, avx) = (cast(a), cast(b), self.0.avx512f);
        [cast(avx._mm512_permutex2var_pd(a, cast(LOW), b)), cast(avx._mm512_permutex2var_pd(a, cast(HIGH), b))]
    }
}

/// Work that is compiled for each instruction set. Implementors mark `run`, and all that it calls,
/// `#[inline(always)]`. Plain `for` loops are safe; a closure handed to a library function such as
/// `[T; N]::map` may stay a function of its own, compiled for the baseline, which costs a factor of
/// ten and more.
pub trait Segment {
    /// The result of the work.
    type Output;

    /// Does the work with the instructions of `isa`.
    fn run<I: Isa>(self, isa: I) -> Self::Output;
}

/// An instruction set that programs are compiled for.
trait Set: Isa {
    /// The word by which `FLOW_ISA` means it, and the feature that compiles for it.
    const NAME: &'static str;

    /// The token, where this machine has the set.
    fn find() -> Option<Self>;
}

impl Set for Baseline {
    const NAME: &'static str = "baseline";

    fn find() -> Option<Self> {
        Some(Baseline)
    }
}

#[cfg(target_arch = "x86_64")]
impl Set for Avx2 {
    const NAME: &'static str = "avx2";

    fn find() -> Option<Self> {
        V3::try_new().map(Avx2)
    }
}

#[cfg(target_arch = "x86_64")]
impl Set for Avx512 {
    const NAME: &'static str = "avx512";

    fn find() -> Option<Self> {
        V4::try_new().map(Avx512)
    }
}

/// Sets, the least first, each with the condition on which programs are compiled for it.
macro_rules! sets {
    ($(#[$compiled:meta] $set:ident)*) => {
        /// One instruction set that this machine has and this program is compiled for.
        #[derive(Clone, Copy)]
        #[non_exhaustive]
        pub enum InstructionSet {
            $(
                #[doc = concat!("See [`", stringify!($set), "`].")]
                #[$compiled]
                $set($set),
            )*
        }

        impl InstructionSet {
            /// All that this machine has and this program is compiled for, the least first.
            pub fn available() -> Vec<Self> {
                let sets = [$(#[$compiled] $set::find().map(Self::$set)),*];
                sets.into_iter().flatten().collect()
            }

            /// The word by which `FLOW_ISA` means it, and the feature that compiles for it.
            pub fn name(self) -> &'static str {
                match self {
                    $(#[$compiled] Self::$set(_) => $set::NAME,)*
                }
            }

            /// True where its multiply-adds round once: sets of equal answer give equal bits.
            pub fn fused(self) -> bool {
                match self {
                    $(#[$compiled] Self::$set(_) => $set::FUSED,)*
                }
            }

            /// Runs a segment compiled for this instruction set.
            #[inline]
            pub fn run<S: Segment>(self, segment: S) -> S::Output {
                match self {
                    $(#[$compiled] Self::$set(isa) => isa.enter(segment),)*
                }
            }
        }
    };
}

// A set is compiled for where its feature is on, or none of the others is.
sets! {
    #[cfg(any(feature = "baseline", not(target_arch = "x86_64"), not(any(feature = "avx2", feature = "avx512"))))]
    Baseline
    #[cfg(all(target_arch = "x86_64", any(feature = "avx2", not(any(feature = "baseline", feature = "avx512")))))]
    Avx2
    #[cfg(all(target_arch = "x86_64", any(feature = "avx512", not(any(feature = "baseline", feature = "avx2")))))]
    Avx512
}

impl InstructionSet {
    /// The one that [`dispatch`] uses: the best available, or the best up to `FLOW_ISA` where that
    /// names one.
    ///
    /// # Panics
    /// Where this machine has none that the program is compiled for: it was compiled for another
    /// machine alone.
    pub fn chosen() -> Self {
        *CHOSEN
    }
}

/// Runs a segment with the best instruction set of this machine.
#[inline]
pub fn dispatch<S: Segment>(segment: S) -> S::Output {
    InstructionSet::chosen().run(segment)
}

static CHOSEN: LazyLock<InstructionSet> = LazyLock::new(|| choose(std::env::var("FLOW_ISA").ok().as_deref()));

/// The best available set up to the one named `limit`; a name that this machine lacks limits
/// nothing.
fn choose(limit: Option<&str>) -> InstructionSet {
    let sets = InstructionSet::available();
    let named = sets.iter().find(|set| Some(set.name()) == limit);
    *named
        .or(sets.last())
        .expect("an instruction set that this program is compiled for; build it with flow-runtime's feature `baseline`")
}

/// The name of the best set that this machine has, up to `FLOW_ISA` where that names one, whatever
/// this program is compiled for: the feature for programs that are to run here.
pub fn best_of_this_machine() -> &'static str {
    #[cfg(target_arch = "x86_64")]
    let better = [Avx2::find().map(|_| Avx2::NAME), Avx512::find().map(|_| Avx512::NAME)];
    #[cfg(not(target_arch = "x86_64"))]
    let better = [None; 2];
    let limit = std::env::var("FLOW_ISA").ok();
    let here = || [Baseline::NAME].into_iter().chain(better.into_iter().flatten());
    here().find(|name| Some(*name) == limit.as_deref()).or(here().last()).unwrap_or(Baseline::NAME)
}

/// A segment with its instruction set: the form in which pulp compiles it inside a
/// `#[target_feature]` function.
#[cfg(target_arch = "x86_64")]
struct Bound<S, I> {
    segment: S,
    isa: I,
}

#[cfg(target_arch = "x86_64")]
impl<S: Segment, I: Isa> NullaryFnOnce for Bound<S, I> {
    type Output = S::Output;

    #[inline(always)]
    fn call(self) -> S::Output {
        self.segment.run(self.isa)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Width;

    impl Segment for Width {
        type Output = usize;

        #[inline(always)]
        fn run<I: Isa>(self, _: I) -> usize {
            <I::Simd as Simd>::F32_LANES
        }
    }

    #[test]
    fn each_set_runs_with_its_own_vectors() {
        for set in InstructionSet::available() {
            let expected = match set.name() {
                "avx512" => 16,
                "avx2" => 8,
                _ => 4,
            };
            assert_eq!(set.run(Width), expected, "{}", set.name());
        }
    }

    #[cfg(feature = "baseline")]
    #[test]
    fn the_limit_lowers_and_unknown_words_do_nothing() {
        let best = InstructionSet::available().last().map(|set| set.name());
        assert_eq!(choose(Some("baseline")).name(), "baseline");
        for limit in [None, Some("avx512"), Some("neon"), Some("")] {
            assert_eq!(Some(choose(limit).name()), best);
        }
    }

    struct Fma;

    impl Segment for Fma {
        type Output = (f64, bool);

        #[inline(always)]
        fn run<I: Isa>(self, isa: I) -> (f64, bool) {
            let tiny = f64::EPSILON;
            (isa.mul_add(1.0 + tiny, 1.0 - tiny, -1.0), I::FUSED)
        }
    }

    #[test]
    fn fused_means_one_rounding() {
        for set in InstructionSet::available() {
            let (value, fused) = set.run(Fma);
            assert_eq!(fused, set.fused());
            assert_eq!(value, if fused { -f64::EPSILON * f64::EPSILON } else { 0.0 });
        }
    }

    #[cfg(all(feature = "avx2", feature = "avx512"))]
    #[test]
    fn a_program_for_all_machines_runs_the_best_of_this_one() {
        assert_eq!(best_of_this_machine(), InstructionSet::chosen().name());
    }

    #[test]
    fn relu_keeps_nan() {
        assert!(Baseline.relu(f32::NAN).is_nan());
        assert_eq!((Baseline.relu(-2.0_f32), Baseline.relu(3.0_f64)), (0.0, 3.0));
    }
}
