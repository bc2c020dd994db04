use ::core::ops::Range;
use ::flow_runtime::__private::{
    Backward, BaseInfo, Description, Emitted, Init, Isa, Layer, LayerInfo, Member, ParameterInfo, Parametric, Program,
    Real, Reduction, Reparameterized, Sampler, Stage, State, TableInfo, Target, carve, clear, each_lane, real,
    row_of_mut,
};
