//! The layers: from latent `z` to data `x`, back, and the cotangents of both.

use crate::Pair;
use ::flow_runtime::__private::{
    Backward, BaseInfo, Description, Init, Isa, Layer, LayerInfo, ParameterInfo, Program,
    Real, Reduction, Reparameterized, Sampler, Stage, State, Target, carve, real, row_of, row_of_mut, rows_of_mut,
};

static DESCRIPTION: Description = Description {
    name: "Pair",
    architecture: "84be33dc55c9dcba86d02e55e92713dd",
    specification: "flow Pair\nevent [2]\nbase standard_normal\nlayers.0 affine(bound = 5, scale = exp)\n",
    event: &[2],
    context: 0,
    embedded: 0,
    support: (f64::NEG_INFINITY, f64::INFINITY),
    layers: &[
        LayerInfo {
            path: "layers.0",
            parameters: &[
                ParameterInfo { name: "raw_scale", shape: &[2], init: Init::Constant(0.0) },
                ParameterInfo { name: "shift", shape: &[2], init: Init::Constant(0.0) },
            ],
            prepared: 128,
            uniforms: 8,
            dropouts: 0,
            tables: &[],
            density: Backward {
                tape: 7, reductions: &[Reduction::Sum { target: Target::Uniform(1), at: 2, rows: 5, add: false }],
            },
            sampling: Backward {
                tape: 7,
                reductions: &[
                    Reduction::Sum { target: Target::Uniform(0), at: 2, rows: 1, add: false },
                    Reduction::Sum { target: Target::Uniform(2), at: 3, rows: 1, add: false },
                    Reduction::Sum { target: Target::Uniform(4), at: 4, rows: 1, add: false },
                    Reduction::Sum { target: Target::Uniform(6), at: 5, rows: 2, add: false },
                ],
            },
        },
        LayerInfo {
            path: "base", parameters: &[], prepared: 0, uniforms: 0, dropouts: 0, tables: &[],
            density: Backward { tape: 2, reductions: &[] }, sampling: Backward { tape: 0, reductions: &[] },
        },
    ],
    chain: &[Stage::Layer(0)],
    base: BaseInfo { sampler: Sampler::StandardNormal },
    scratch: 0,
    intervals: &[],
};

