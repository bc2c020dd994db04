use crate::Pushed;
use ::flow_runtime::Real;
use ::flow_runtime::chain::{Layer, carve, real, row_of, row_of_mut};
use ::flow_runtime::isa::Isa;
use ::flow_runtime::program::{
    Backward, BaseInfo, Description, Init, LayerInfo, ParameterInfo, Program, Reduction, Reparameterized, Sampler,
    Stage, Target,
};
use ::flow_runtime::state::State;
