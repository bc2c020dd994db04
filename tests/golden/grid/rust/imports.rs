use ::core::ops::Range;
use ::flow_runtime::__private::{
    Activation, Axis, Backward, BaseInfo, Contraction, Description, Emitted, Init, Isa, Layer, LayerInfo, Member,
    ParameterInfo, Parametric, Program, Real, Reduction, Reparameterized, Sampler, Stage, State, Target, Window, carve,
    convolve, convolve_transposed, pack_window, pack_window_transposed, real, row_of, row_of_mut, rows_of_mut,
};
