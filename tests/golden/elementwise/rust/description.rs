//! The layers: from latent `z` to data `x`, back, and the cotangents of both.

use crate::Slopes;
use ::flow_runtime::__private::{
    Backward, BaseInfo, Description, Init, Isa, Layer, LayerInfo, ParameterInfo, Program,
    Real, Reduction, Reparameterized, Sampler, Stage, State, TableInfo, Target, carve, real, row_of, row_of_mut,
};

static DESCRIPTION: Description = Description {
    name: "Slopes",
    architecture: "7f0d499541a50e9f6c6fee3db54fb1aa",
    specification: "flow Slopes\nevent [5]\nbase standard_normal\nlayers.0 affine(bound = 5, scale = exp)\nlayers.1 leaky_relu(slope = 0.5)\nlayers.2 permute(order = [2, 0, 1, 4, 3])\n",
    event: &[5],
    context: 0,
    embedded: 0,
    support: (f64::NEG_INFINITY, f64::INFINITY),
    layers: &[
        LayerInfo {
            path: "layers.0",
            parameters: &[
                ParameterInfo { name: "raw_scale", shape: &[5], init: Init::Constant(0.0) },
                ParameterInfo { name: "shift", shape: &[5], init: Init::Constant(0.0) },
            ],
            prepared: 64,
            uniforms: 12,
            dropouts: 0,
            tables: &[],
            density: Backward {
                tape: 16,
                reductions: &[
                    Reduction::Sum { target: Target::Parameters(5), at: 5, rows: 5, add: false },
                    Reduction::Sum { target: Target::Uniform(6), at: 10, rows: 6, add: false },
                ],
            },
            sampling: Backward {
                tape: 16,
                reductions: &[
                    Reduction::Sum { target: Target::Parameters(5), at: 5, rows: 5, add: false },
                    Reduction::Sum { target: Target::Uniform(0), at: 10, rows: 6, add: false },
                ],
            },
        },
        LayerInfo {
            path: "layers.1", parameters: &[], prepared: 0, uniforms: 0, dropouts: 0, tables: &[],
            density: Backward { tape: 0, reductions: &[] }, sampling: Backward { tape: 5, reductions: &[] },
        },
        LayerInfo {
            path: "layers.2", parameters: &[], prepared: 0, uniforms: 0, dropouts: 0,
            tables: &[TableInfo::Given(&[2, 0, 1, 4, 3]), TableInfo::InverseOf(0)],
            density: Backward { tape: 0, reductions: &[] }, sampling: Backward { tape: 0, reductions: &[] },
        },
        LayerInfo {
            path: "base", parameters: &[], prepared: 0, uniforms: 0, dropouts: 0, tables: &[],
            density: Backward { tape: 5, reductions: &[] }, sampling: Backward { tape: 0, reductions: &[] },
        },
    ],
    chain: &[Stage::Layer(0), Stage::Layer(1), Stage::Layer(2)],
    base: BaseInfo { sampler: Sampler::StandardNormal },
    scratch: 0,
    intervals: &[],
};

