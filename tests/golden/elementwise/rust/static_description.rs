static DESCRIPTION: Description = Description {
    name: "Slopes",
    architecture: "60c2a57d199bc1b06015f1bc9edd43f0",
    specification: "flow Slopes\nevent [5]\nbase standard_normal\nlayers.0 affine(bound = 5, scale = exp)\nlayers.1 leaky_relu(slope = 0.5)\nlayers.2 permute(order = [2, 0, 1, 4, 3])\n",
    layers: &[
        LayerInfo {
            path: "layers.0",
            rows: 5,
            parameters: &[
                ParameterInfo { name: "raw_scale", shape: &[5], init: Init::Constant(0.0) },
                ParameterInfo { name: "shift", shape: &[5], init: Init::Constant(0.0) },
            ],
            prepared: 64,
            uniforms: 12,
            density: Some(Backward {
                tape: 16,
                reductions: &[
                    Reduction::Sum {
                        target: Target::Parameters(AFFINE_SHIFT.start),
                        at: AFFINE_INVERSE_TAPE_SHIFT_COTANGENT.start,
                        rows: 5,
                        add: false,
                    },
                    Reduction::Sum {
                        target: Target::Uniform(AFFINE_EXP_COTANGENT.start),
                        at: AFFINE_INVERSE_TAPE_PRODUCT_COTANGENT.start,
                        rows: 6,
                        add: false,
                    },
                ],
            }),
            sampling: Some(Backward {
                tape: 16,
                reductions: &[
                    Reduction::Sum {
                        target: Target::Parameters(AFFINE_SHIFT.start),
                        at: AFFINE_FORWARD_TAPE_RESULT_COTANGENT_2.start,
                        rows: 5,
                        add: false,
                    },
                    Reduction::Sum {
                        target: Target::Uniform(AFFINE_SCALE_COTANGENT.start),
                        at: AFFINE_FORWARD_TAPE_SCALE_COTANGENT.start,
                        rows: 6,
                        add: false,
                    },
                ],
            }),
            ..LayerInfo::EMPTY
        },
        LayerInfo {
            path: "layers.1",
            rows: 5,
            density: Some(Backward { tape: 0, reductions: &[] }),
            sampling: Some(Backward { tape: 5, reductions: &[] }),
            ..LayerInfo::EMPTY
        },
        LayerInfo {
            path: "layers.2",
            rows: 5,
            tables: &[TableInfo::Given(&[2, 0, 1, 4, 3]), TableInfo::InverseOf(0)],
            density: Some(Backward { tape: 0, reductions: &[] }),
            sampling: Some(Backward { tape: 0, reductions: &[] }),
            ..LayerInfo::EMPTY
        },
        LayerInfo { path: "base", rows: 5, density: Some(Backward { tape: 5, reductions: &[] }), ..LayerInfo::EMPTY },
    ],
    members: &[Member {
        event: &[5],
        chain: &[Stage::Layer(0), Stage::Layer(1), Stage::Layer(2)],
        base: BaseInfo { layer: 3, sampler: Sampler::StandardNormal },
        ..Member::EMPTY
    }],
};
