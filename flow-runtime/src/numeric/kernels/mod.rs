//! Products, the work of a flow's networks: explicit vectors, run-time extents, compiled once in
//! this crate.
//!
//! Data is feature-major: a tile is a buffer of `rows · lanes` numbers whose row r, one feature of
//! all samples of the tile, is `[r·lanes..][..lanes]`. Weights are packed in panels ([`pack()`]),
//! one layout for tiles and for a single sample.
//!
//! **Sameness.** Every output is a chain of multiply-adds in a fixed order, ascending features in a
//! product, ascending samples in a sum over the batch, or 16 such chains (8 in `f64`), added in a
//! fixed order, where vectors run along the samples. A window by patches (`winograd`) adds sixteen such
//! sums in a fixed order. Vectors and blocks only choose which chains run side by side. So the bits do
//! not depend on the number of lanes (in multiples of 16, where there are several tiles), on how rows
//! are split between threads, or on AVX2 against AVX-512. One sum is an exception: the weight of a
//! window by patches is summed tile by tile, so that its bits depend on the lanes of a tile, which for
//! flows with windows depend on the batch alone.
//!
//! Weights of masked networks are staircases ([`Stairs`]): their kernels leave the zero blocks out.
//! Products have the bits of the dense ones; sums over the batch are chains by lane up to more
//! columns than those.
//!
//! Extents that do not fit the buffers are errors of the caller and panic; emitted code passes
//! constants.

mod aligned;
mod along;
mod by_taps;
mod convolve;
mod cotangent;
mod lane_sums;
mod mask;
mod masked;
mod one_lane_cotangent;
mod pack;
mod pointwise;
mod product;
mod register_blocks;
mod sequential;
mod slab;
mod transpose;
mod triangular;
mod vector;
mod window;
mod window_cotangent;
mod winograd;

pub use aligned::AlignedVec;
pub use along::{cumulative_sum, log_sum_exp};
pub use convolve::{
    convolve, convolve_level, convolve_level_transposed, convolve_transposed, pack_window, pack_window_transposed,
};
pub use cotangent::{Tape, row_sum, turned_len, weight_cotangent, weight_cotangent_stairs};
pub use mask::{Degrees, Stairs};
pub use masked::{product_stairs, product_stairs_transposed, product_stairs_transposed_gated};
pub use pack::{pack, pack_stairs, pack_stairs_transposed, pack_transposed, packed_len, unpack};
pub use product::{Activation, product, product_add, product_gated};
pub use sequential::{product_level, product_level_transposed, rows_of, transpose};
pub use slab::product_slab;
pub use triangular::{add_outer, triangular_inverse, triangular_solve};
pub use vector::Vector;
pub use window::{Axis, Window};
pub use window_cotangent::{window_cotangent, window_cotangent_len};

use along::Along;
use convolve::Convolve;
use cotangent::WeightCotangent;
#[cfg(feature = "train")]
pub(crate) use cotangent::is_chained;
pub(crate) use lane_sums::CHAINS;
use lane_sums::RowSum;
use product::{Activate, Product};
use slab::Slab;
use transpose::Turn;
use window_cotangent::WindowCotangent;

/// The kernels of one number type. The public functions are generic and thin; these methods are not
/// generic, so they are compiled in this crate and not again in each crate that uses them.
#[doc(hidden)]
pub trait Compiled: Sized {
    /// Runs a product with the best instruction set.
    fn product(job: Product<'_, Self>);
    /// Runs an activation with the best instruction set.
    fn activate(job: Activate<'_, Self>);
    /// Runs a few rows of a product with the best instruction set.
    fn product_slab(job: Slab<'_, Self>);
    /// Runs a sum of outer products over the batch with the best instruction set.
    fn weight_cotangent(job: WeightCotangent<'_, Self>);
    /// Runs a sum over the batch with the best instruction set.
    fn row_sum(job: RowSum<'_, Self>);
    /// Turns a matrix with the best instruction set.
    fn turn(job: Turn<'_, Self>);
    /// Runs a function along an axis with the best instruction set.
    fn along(job: Along<'_, Self>);
    /// Runs a convolution with the best instruction set.
    fn convolve(job: Convolve<'_, Self>);
    /// Runs the sum of a window's weight over the batch with the best instruction set.
    fn window_cotangent(job: WindowCotangent<'_, Self>);
}

/// Runs a kernel that this crate holds with some features alone: those of convolutions are most of what there
/// is to compile. Nobody asks for it without: such a flow does not compile ([`assert_convolutions`]), and the sums
/// over a batch are those of training.
macro_rules! compiled_with {
    ($features:meta, $job:ident) => {{
        #[cfg($features)]
        crate::numeric::isa::dispatch($job);
        #[cfg(not($features))]
        unreachable!("a kernel that is not compiled, for {} numbers", size_of_val(&$job));
    }};
}

/// A flow with convolutions compiles where their kernels do.
#[inline(always)]
#[expect(clippy::extra_unused_type_parameters, reason = "by it the constant is computed where a flow asks for it")]
fn assert_convolutions<T>() {
    const {
        assert!(
            cfg!(feature = "convolutions"),
            "this flow has convolutions: add `convolutions` to the features of `flow-runtime`"
        );
    }
}

macro_rules! compiled {
    ($type:ident) => {
        impl Compiled for $type {
            #[inline(never)]
            fn product(job: Product<'_, Self>) {
                crate::numeric::isa::dispatch(job);
            }

            #[inline(never)]
            fn activate(job: Activate<'_, Self>) {
                crate::numeric::isa::dispatch(job);
            }

            #[inline(never)]
            fn product_slab(job: Slab<'_, Self>) {
                crate::numeric::isa::dispatch(job);
            }

            #[inline(never)]
            fn weight_cotangent(job: WeightCotangent<'_, Self>) {
                compiled_with!(feature = "train", job);
            }

            #[inline(never)]
            fn row_sum(job: RowSum<'_, Self>) {
                compiled_with!(feature = "train", job);
            }

            #[inline(never)]
            fn turn(job: Turn<'_, Self>) {
                crate::numeric::isa::dispatch(job);
            }

            #[inline(never)]
            fn along(job: Along<'_, Self>) {
                crate::numeric::isa::dispatch(job);
            }

            #[inline(never)]
            fn convolve(job: Convolve<'_, Self>) {
                compiled_with!(feature = "convolutions", job);
            }

            #[inline(never)]
            fn window_cotangent(job: WindowCotangent<'_, Self>) {
                compiled_with!(all(feature = "train", feature = "convolutions"), job);
            }
        }
    };
}

compiled!(f32);
compiled!(f64);
