use ::core::ops::Range;
use ::flow_runtime::__private::{
    Activation, Backward, BaseInfo, Contraction, Description, Emitted, Init, Isa, Layer, LayerInfo, Member,
    ParameterInfo, Parametric, Program, Real, Reduction, Reparameterized, Sampler, Stage, State, Target, carve,
    carve_from, each_lane, pack, pack_transposed, product, product_gated, real, row_of_mut, rows_of_mut,
};
