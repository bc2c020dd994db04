static DESCRIPTION: Description = Description {
    name: "Pushed",
    architecture: "a3f30ac94ca3a76d919267d03f65d262",
    specification: "flow Pushed\nevent [5]\nbase standard_normal\nlayers.0 planar\n",
    layers: &[
        LayerInfo {
            path: "layers.0",
            rows: 5,
            parameters: &[
                ParameterInfo { name: "u", shape: &[5], init: Init::Uniform(0.4472135954999579) },
                ParameterInfo { name: "w", shape: &[5], init: Init::Uniform(0.4472135954999579) },
                ParameterInfo { name: "b", shape: &[], init: Init::Constant(0.0) },
            ],
            prepared: 48,
            uniforms: 7,
            density: Some(Backward {
                tape: 23,
                reductions: &[
                    Reduction::Sum {
                        target: Target::Parameters(PLANAR_W.start),
                        at: PLANAR_INVERSE_TAPE_W_COTANGENT.start,
                        rows: 6,
                        add: false,
                    },
                    Reduction::Sum {
                        target: Target::Uniform(PLANAR_SOFTPLUS_COTANGENT.start),
                        at: PLANAR_INVERSE_TAPE_DIFFERENCE_COTANGENT.start,
                        rows: 6,
                        add: false,
                    },
                ],
            }),
            sampling: Some(Backward {
                tape: 20,
                reductions: &[
                    Reduction::Sum {
                        target: Target::Parameters(PLANAR_W.start),
                        at: PLANAR_FORWARD_TAPE_W_COTANGENT.start,
                        rows: 6,
                        add: false,
                    },
                    Reduction::Sum {
                        target: Target::Uniform(PLANAR_SOFTPLUS_COTANGENT.start),
                        at: PLANAR_FORWARD_TAPE_SELECT_COTANGENT.start,
                        rows: 6,
                        add: false,
                    },
                ],
            }),
            ..LayerInfo::EMPTY
        },
        LayerInfo { path: "base", rows: 5, density: Some(Backward { tape: 5, reductions: &[] }), ..LayerInfo::EMPTY },
    ],
    members: &[Member {
        event: &[5],
        chain: &[Stage::Layer(0)],
        base: BaseInfo { layer: 1, sampler: Sampler::StandardNormal },
        scratch: 2,
        ..Member::EMPTY
    }],
};
