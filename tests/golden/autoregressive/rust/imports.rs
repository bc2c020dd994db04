use ::core::ops::Range;
use ::flow_runtime::__private::{
    Activation, Backward, BaseInfo, Contraction, Degrees, Description, Emitted, Init, Isa, Layer, LayerInfo, Member,
    ParameterInfo, Parametric, Program, Real, Reduction, Reparameterized, Sampler, Stage, Stairs, State, Target, carve,
    carve_from, each_lane, pack_stairs, pack_stairs_transposed, product_level, product_level_transposed,
    product_stairs, product_stairs_transposed, product_stairs_transposed_gated, real, rows_of, rows_of_mut, transpose,
};
