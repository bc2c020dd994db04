static DESCRIPTION: Description = Description {
    name: "Ring",
    architecture: "2b9163f39accc7300d780c197b46692b",
    specification: "flow Ring\nevent [2]\nbase standard_normal\nlayers.0 affine(bound = 5, scale = exp)\n",
    layers: &[
        LayerInfo {
            path: "layers.0",
            rows: 2,
            parameters: &[
                ParameterInfo { name: "raw_scale", shape: &[2], init: Init::Constant(0.0) },
                ParameterInfo { name: "shift", shape: &[2], init: Init::Constant(0.0) },
            ],
            prepared: 128,
            uniforms: 8,
            density: Some(Backward {
                tape: 7,
                reductions: &[Reduction::Sum {
                    target: Target::Uniform(AFFINE_SUM_COTANGENT_2.start),
                    at: AFFINE_INVERSE_TAPE_LADJ_COTANGENT_2.start,
                    rows: 5,
                    add: false,
                }],
            }),
            sampling: Some(Backward {
                tape: 7,
                reductions: &[
                    Reduction::Sum {
                        target: Target::Uniform(AFFINE_SUM_COTANGENT.start),
                        at: AFFINE_FORWARD_TAPE_LADJ_COTANGENT_2.start,
                        rows: 1,
                        add: false,
                    },
                    Reduction::Sum {
                        target: Target::Uniform(AFFINE_SHIFT_0_COTANGENT.start),
                        at: AFFINE_FORWARD_TAPE_SHIFT_0_COTANGENT.start,
                        rows: 1,
                        add: false,
                    },
                    Reduction::Sum {
                        target: Target::Uniform(AFFINE_SHIFT_1_COTANGENT.start),
                        at: AFFINE_FORWARD_TAPE_SHIFT_1_COTANGENT.start,
                        rows: 1,
                        add: false,
                    },
                    Reduction::Sum {
                        target: Target::Uniform(AFFINE_SCALE_0_COTANGENT.start),
                        at: AFFINE_FORWARD_TAPE_SCALE_0_COTANGENT.start,
                        rows: 2,
                        add: false,
                    },
                ],
            }),
            ..LayerInfo::EMPTY
        },
        LayerInfo { path: "base", rows: 2, density: Some(Backward { tape: 2, reductions: &[] }), ..LayerInfo::EMPTY },
    ],
    members: &[Member {
        event: &[2],
        chain: &[Stage::Layer(0)],
        base: BaseInfo { layer: 1, sampler: Sampler::StandardNormal },
        ..Member::EMPTY
    }],
};
