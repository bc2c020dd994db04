use ::core::ops::Range;
use ::flow_runtime::__private::{
    Backward, BaseInfo, Description, Emitted, Init, Isa, Layer, LayerInfo, Member, ParameterInfo, Parametric, Program,
    Real, Reduction, Reparameterized, Sampler, Stage, State, Target, carve, carve_from, clear, each_lane, real,
    rows_of_mut,
};
