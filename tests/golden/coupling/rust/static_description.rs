static DESCRIPTION: Description = Description {
    name: "Coupled",
    architecture: "2c0d3af007f54de38238902417c6829b",
    specification: "flow Coupled\nevent [3]\ncontext 2\nbase standard_normal\nlayers.0 coupling(conditioner = mlp(activation = relu, dropout = 0, hidden = [8]), split = halves, swap = false, transformer = affine(bound = 5, scale = exp))\n",
    layers: &[
        LayerInfo {
            path: "layers.0",
            rows: 3,
            parameters: &[
                ParameterInfo { name: "conditioner.0.weight", shape: &[8, 3], init: Init::Uniform(0.5773502691896258) },
                ParameterInfo { name: "conditioner.0.bias", shape: &[8], init: Init::Uniform(0.5773502691896258) },
                ParameterInfo {
                    name: "conditioner.1.weight",
                    shape: &[4, 8],
                    init: Init::Uniform(0.0035355339059327372),
                },
                ParameterInfo { name: "conditioner.1.bias", shape: &[4], init: Init::Constant(0.0) },
            ],
            prepared: 368,
            density: Some(Backward {
                tape: 34,
                reductions: &[
                    Reduction::Outer {
                        of: Contraction::Matrix(None),
                        matrix: Target::Parameters(COUPLING_CONDITIONER_0_WEIGHT.start),
                        bias: Some(Target::Parameters(COUPLING_CONDITIONER_0_BIAS.start)),
                        a: COUPLING_INVERSE_TAPE_CONDITIONER_0_BIAS_COTANGENT.start,
                        b: COUPLING_INVERSE_TAPE_INPUTS.start,
                        rows: 8,
                        columns: 3,
                        add: false,
                    },
                    Reduction::Outer {
                        of: Contraction::Matrix(None),
                        matrix: Target::Parameters(COUPLING_CONDITIONER_1_WEIGHT.start),
                        bias: Some(Target::Parameters(COUPLING_CONDITIONER_1_BIAS.start)),
                        a: COUPLING_INVERSE_TAPE_RAW_COTANGENT.start,
                        b: COUPLING_INVERSE_TAPE_HIDDEN_0.start,
                        rows: 4,
                        columns: 8,
                        add: false,
                    },
                ],
            }),
            sampling: Some(Backward {
                tape: 30,
                reductions: &[
                    Reduction::Outer {
                        of: Contraction::Matrix(None),
                        matrix: Target::Parameters(COUPLING_CONDITIONER_0_WEIGHT.start),
                        bias: Some(Target::Parameters(COUPLING_CONDITIONER_0_BIAS.start)),
                        a: COUPLING_FORWARD_TAPE_CONDITIONER_0_BIAS_COTANGENT.start,
                        b: COUPLING_FORWARD_TAPE_INPUTS.start,
                        rows: 8,
                        columns: 3,
                        add: false,
                    },
                    Reduction::Outer {
                        of: Contraction::Matrix(None),
                        matrix: Target::Parameters(COUPLING_CONDITIONER_1_WEIGHT.start),
                        bias: Some(Target::Parameters(COUPLING_CONDITIONER_1_BIAS.start)),
                        a: COUPLING_FORWARD_TAPE_RAW_COTANGENT.start,
                        b: COUPLING_FORWARD_TAPE_HIDDEN_0.start,
                        rows: 4,
                        columns: 8,
                        add: false,
                    },
                ],
            }),
            ..LayerInfo::EMPTY
        },
        LayerInfo { path: "base", rows: 3, density: Some(Backward { tape: 3, reductions: &[] }), ..LayerInfo::EMPTY },
    ],
    members: &[Member {
        event: &[3],
        context: 2,
        chain: &[Stage::Layer(0)],
        base: BaseInfo { layer: 1, sampler: Sampler::StandardNormal },
        scratch: 12,
        ..Member::EMPTY
    }],
};
