//! The layers: from latent `z` to data `x`, back, and the cotangents of both.

use crate::Coupled;
use ::flow_runtime::__private::{
    Activation, Backward, BaseInfo, Description, Init, Isa, Layer, LayerInfo,
    ParameterInfo, Program, Real, Reduction, Reparameterized, Sampler, Stage, State,
    Target, carve, pack, pack_transposed, product, product_gated, real, row_of, row_of_mut, rows_of_mut,
};

static DESCRIPTION: Description = Description {
    name: "Coupled",
    architecture: "b556ddefabd8eed59623050215daacf8",
    specification: "flow Coupled\nevent [3]\ncontext 2\nbase standard_normal\nlayers.0 coupling(conditioner = mlp(activation = relu, dropout = 0, hidden = [8]), split = halves, transformer = affine(bound = 5, scale = exp))\n",
    event: &[3],
    context: 2,
    embedded: 0,
    support: (f64::NEG_INFINITY, f64::INFINITY),
    layers: &[
        LayerInfo {
            path: "layers.0",
            parameters: &[
                ParameterInfo { name: "conditioner.0.weight", shape: &[8, 3], init: Init::Uniform(0.5773502691896258) },
                ParameterInfo { name: "conditioner.0.bias", shape: &[8], init: Init::Uniform(0.5773502691896258) },
                ParameterInfo {
                    name: "conditioner.1.weight", shape: &[4, 8], init: Init::Uniform(0.0035355339059327372),
                },
                ParameterInfo { name: "conditioner.1.bias", shape: &[4], init: Init::Constant(0.0) },
            ],
            prepared: 368,
            uniforms: 0,
            dropouts: 0,
            tables: &[],
            density: Backward {
                tape: 34,
                reductions: &[
                    Reduction::Outer {
                        matrix: Target::Parameters(0), bias: Some(Target::Parameters(24)), a: 22, b: 19, rows: 8,
                        columns: 3, add: false,
                    },
                    Reduction::Outer {
                        matrix: Target::Parameters(32), bias: Some(Target::Parameters(64)), a: 30, b: 11, rows: 4,
                        columns: 8, add: false,
                    },
                ],
            },
            sampling: Backward {
                tape: 30,
                reductions: &[
                    Reduction::Outer {
                        matrix: Target::Parameters(0), bias: Some(Target::Parameters(24)), a: 18, b: 15, rows: 8,
                        columns: 3, add: false,
                    },
                    Reduction::Outer {
                        matrix: Target::Parameters(32), bias: Some(Target::Parameters(64)), a: 26, b: 7, rows: 4,
                        columns: 8, add: false,
                    },
                ],
            },
        },
        LayerInfo {
            path: "base", parameters: &[], prepared: 0, uniforms: 0, dropouts: 0, tables: &[],
            density: Backward { tape: 3, reductions: &[] }, sampling: Backward { tape: 0, reductions: &[] },
        },
    ],
    chain: &[Stage::Layer(0)],
    base: BaseInfo { sampler: Sampler::StandardNormal },
    scratch: 12,
    intervals: &[],
};

