use ::core::ops::Range;
use ::flow_runtime::__private::{
    Activation, Axis, Backward, BaseInfo, Contraction, Description, Emitted, Init, Isa, Layer, LayerInfo, Member,
    ParameterInfo, Parametric, Program, Real, Reduction, Reparameterized, Sampler, Stage, State, Target, Window, carve,
    carve_from, clear, convolve, convolve_transposed, each_lane, pack_window, pack_window_transposed, real, row_of_mut,
    rows_of_mut,
};
