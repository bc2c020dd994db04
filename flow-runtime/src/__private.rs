//! Items that emitted code and the other crates of this project need, and users do not. Nothing
//! here is promised to stay.

pub use crate::each_lane;
pub use crate::engine::chain::{Layer, carve, carve_from, clear, drop_units, real, row_of, row_of_mut, rows_of_mut};
pub use crate::engine::construct::{cast, describe, from_bytes, load, start};
pub use crate::engine::program::{Emitted, Parametric, Program, Reparameterized, Targeted};
#[cfg(feature = "train")]
pub use crate::flow::check_laws;
pub use crate::flow::{ConditionalFlow, Flow, foreign};
pub use crate::model::State;
pub use crate::model::description::{
    Backward, BaseInfo, Contraction, Description, Init, LayerInfo, Member, ParameterInfo, Reduction, Sampler, Stage,
    TableInfo, Target,
};
pub use crate::numeric::isa::Isa;
pub use crate::numeric::kernels::{
    Activation, Axis, Degrees, Stairs, Window, add_outer, convolve, convolve_level, convolve_level_transposed,
    convolve_transposed, cumulative_sum, log_sum_exp, pack, pack_stairs, pack_stairs_transposed, pack_transposed,
    pack_window, pack_window_transposed, product, product_gated, product_level, product_level_transposed,
    product_stairs, product_stairs_transposed, product_stairs_transposed_gated, rows_of, transpose, triangular_inverse,
    triangular_solve,
};
pub use crate::{Error, Real, Result, nalgebra, rand};

pub use crate::atomic;
#[cfg(feature = "train")]
pub use crate::fit::reverse_kl::estimate;
#[cfg(feature = "train")]
pub use crate::fit::weights::check_each;

/// Tiles of samples through the layers of a flow.
pub mod engine {
    pub use crate::engine::*;
}
/// Latent variable models.
pub mod latent {
    pub use crate::latent::*;
}
/// A flow as data.
pub mod model {
    pub use crate::model::*;
}
/// Numbers and what a machine does with them.
pub mod numeric {
    pub use crate::numeric::*;
}

/// Memory that is free.
#[cfg(feature = "train")]
pub mod room {
    pub use crate::fit::room::available;
}
