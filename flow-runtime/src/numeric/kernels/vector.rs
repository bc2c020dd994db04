//! Explicit vectors, generic over the number type.
//!
//! pulp names its operations by type (`mul_add_f32s`, `mul_add_f64s`); this trait gives each pair
//! one name, so that a kernel is written once.

use crate::numeric::isa::Isa;
use pulp::Simd;
use pulp::bytemuck::Pod;

/// The vector of `T` in instruction set `I`.
pub type VectorOf<T, I> = <T as Vector>::Of<<I as Isa>::Simd>;

/// A number type with vectors. Hidden: users see [`crate::numeric::Real`].
#[doc(hidden)]
pub trait Vector: Pod {
    /// The vector type of an instruction set.
    type Of<S: Simd>: Pod;

    /// All lanes equal `x`.
    fn splat<I: Isa>(isa: I, x: Self) -> VectorOf<Self, I>;
    /// `a·b + c`, rounded once where the instruction set can.
    fn multiply_add<I: Isa>(
        isa: I,
        a: VectorOf<Self, I>,
        b: VectorOf<Self, I>,
        c: VectorOf<Self, I>,
    ) -> VectorOf<Self, I>;
    /// `a + b`.
    fn plus<I: Isa>(isa: I, a: VectorOf<Self, I>, b: VectorOf<Self, I>) -> VectorOf<Self, I>;
    /// `a − b`.
    fn minus<I: Isa>(isa: I, a: VectorOf<Self, I>, b: VectorOf<Self, I>) -> VectorOf<Self, I>;
    /// `max(a, 0)`; NaN stays NaN.
    fn rectify<I: Isa>(isa: I, a: VectorOf<Self, I>) -> VectorOf<Self, I>;
    /// The numbers of two vectors in turn, `a₀ b₀ a₁ b₁ …`, as two vectors.
    fn in_turn<I: Isa>(isa: I, a: VectorOf<Self, I>, b: VectorOf<Self, I>) -> [VectorOf<Self, I>; 2];
    /// At most one vector's worth of numbers, zeros after them.
    fn load<I: Isa>(isa: I, from: &[Self]) -> VectorOf<Self, I>;
    /// The first lanes, as many as `to` holds.
    fn store<I: Isa>(isa: I, to: &mut [Self], vector: VectorOf<Self, I>);
    /// The whole vectors at the start of a slice.
    fn whole<I: Isa>(from: &[Self]) -> &[VectorOf<Self, I>];
    /// The whole vectors at the start of a slice.
    fn whole_mut<I: Isa>(from: &mut [Self]) -> &mut [VectorOf<Self, I>];
}

/// The number of lanes in a vector.
pub const fn width<T: Vector, I: Isa>() -> usize {
    size_of::<VectorOf<T, I>>() / size_of::<T>()
}

/// V whole vectors; or, for V = 1, perhaps less than one, filled up with zeros.
#[inline(always)]
pub fn read<T: Vector, I: Isa, const V: usize>(isa: I, from: &[T]) -> [VectorOf<T, I>; V] {
    let mut vectors = [T::splat(isa, T::zeroed()); V];
    if V == 1 && from.len() < width::<T, I>() {
        // Kept out of the common case: a partial load is a jump by length where there are no mask
        // registers.
        vectors.fill(T::load(isa, from));
    } else {
        for (vector, &whole) in vectors.iter_mut().zip(T::whole::<I>(from)) {
            *vector = whole;
        }
    }
    vectors
}

/// The counterpart of [`read`].
#[inline(always)]
pub fn write<T: Vector, I: Isa, const V: usize>(isa: I, to: &mut [T], vectors: [VectorOf<T, I>; V]) {
    if V == 1 && to.len() < width::<T, I>() {
        for vector in vectors {
            T::store(isa, to, vector);
        }
    } else {
        for (whole, vector) in T::whole_mut::<I>(to).iter_mut().zip(vectors) {
            *whole = vector;
        }
    }
}

macro_rules! vector {
    ($type:ident, $vector:ident, $splat:ident, $fma:ident, $mul:ident, $add:ident, $subtract:ident, $less:ident, $select:ident,
     $load:ident, $store:ident, $whole:ident, $whole_mut:ident, $in_turn:ident) => {
        impl Vector for $type {
            type Of<S: Simd> = S::$vector;

            #[inline(always)]
            fn splat<I: Isa>(isa: I, x: Self) -> VectorOf<Self, I> {
                isa.simd().$splat(x)
            }

            #[inline(always)]
            fn multiply_add<I: Isa>(
                isa: I,
                a: VectorOf<Self, I>,
                b: VectorOf<Self, I>,
                c: VectorOf<Self, I>,
            ) -> VectorOf<Self, I> {
                let simd = isa.simd();
                if I::FUSED { simd.$fma(a, b, c) } else { simd.$add(simd.$mul(a, b), c) }
            }

            #[inline(always)]
            fn plus<I: Isa>(isa: I, a: VectorOf<Self, I>, b: VectorOf<Self, I>) -> VectorOf<Self, I> {
                isa.simd().$add(a, b)
            }

            #[inline(always)]
            fn minus<I: Isa>(isa: I, a: VectorOf<Self, I>, b: VectorOf<Self, I>) -> VectorOf<Self, I> {
                isa.simd().$subtract(a, b)
            }

            #[inline(always)]
            fn rectify<I: Isa>(isa: I, a: VectorOf<Self, I>) -> VectorOf<Self, I> {
                let simd = isa.simd();
                let zero = simd.$splat(0.0);
                simd.$select(simd.$less(a, zero), zero, a)
            }

            #[inline(always)]
            fn in_turn<I: Isa>(isa: I, a: VectorOf<Self, I>, b: VectorOf<Self, I>) -> [VectorOf<Self, I>; 2] {
                isa.$in_turn(a, b)
            }

            #[inline(always)]
            fn load<I: Isa>(isa: I, from: &[Self]) -> VectorOf<Self, I> {
                isa.simd().$load(from)
            }

            #[inline(always)]
            fn store<I: Isa>(isa: I, to: &mut [Self], vector: VectorOf<Self, I>) {
                isa.simd().$store(to, vector);
            }

            #[inline(always)]
            fn whole<I: Isa>(from: &[Self]) -> &[VectorOf<Self, I>] {
                I::Simd::$whole(from).0
            }

            #[inline(always)]
            fn whole_mut<I: Isa>(from: &mut [Self]) -> &mut [VectorOf<Self, I>] {
                I::Simd::$whole_mut(from).0
            }
        }
    };
}

vector!(
    f32,
    f32s,
    splat_f32s,
    mul_add_f32s,
    mul_f32s,
    add_f32s,
    sub_f32s,
    less_than_f32s,
    select_f32s,
    partial_load_f32s,
    partial_store_f32s,
    as_simd_f32s,
    as_mut_simd_f32s,
    in_turn_f32s
);
vector!(
    f64,
    f64s,
    splat_f64s,
    mul_add_f64s,
    mul_f64s,
    add_f64s,
    sub_f64s,
    less_than_f64s,
    select_f64s,
    partial_load_f64s,
    partial_store_f64s,
    as_simd_f64s,
    as_mut_simd_f64s,
    in_turn_f64s
);
