static DESCRIPTION: Description = Description {
    name: "Masked",
    architecture: "ab79ffb2f044b6adf5f7b6954f953566",
    specification: "flow Masked\nevent [4]\nbase standard_normal\nlayers.0 autoregressive(conditioner = made(activation = relu, dropout = 0, hidden = [6], residual = false), explicit = inverse, order = ascending, transformer = affine(bound = 5, scale = exp))\n",
    layers: &[
        LayerInfo {
            path: "layers.0",
            rows: 4,
            parameters: &[
                ParameterInfo { name: "conditioner.0.weight", shape: &[6, 4], init: Init::Uniform(0.5) },
                ParameterInfo { name: "conditioner.0.bias", shape: &[6], init: Init::Uniform(0.5) },
                ParameterInfo {
                    name: "conditioner.1.weight",
                    shape: &[8, 6],
                    init: Init::Uniform(0.004082482904638631),
                },
                ParameterInfo { name: "conditioner.1.bias", shape: &[8], init: Init::Constant(0.0) },
            ],
            prepared: 464,
            density: Some(Backward {
                tape: 40,
                reductions: &[
                    Reduction::Outer {
                        of: Contraction::Matrix(Some(MASK_0)),
                        matrix: Target::Parameters(AUTOREGRESSIVE_CONDITIONER_0_WEIGHT.start),
                        bias: Some(Target::Parameters(AUTOREGRESSIVE_CONDITIONER_0_BIAS.start)),
                        a: AUTOREGRESSIVE_INVERSE_TAPE_CONDITIONER_0_BIAS_COTANGENT.start,
                        b: AUTOREGRESSIVE_INVERSE_TAPE_X.start,
                        rows: 6,
                        columns: 4,
                        add: false,
                    },
                    Reduction::Outer {
                        of: Contraction::Matrix(Some(MASK_1)),
                        matrix: Target::Parameters(AUTOREGRESSIVE_CONDITIONER_1_WEIGHT.start),
                        bias: Some(Target::Parameters(AUTOREGRESSIVE_CONDITIONER_1_BIAS.start)),
                        a: AUTOREGRESSIVE_INVERSE_TAPE_RAW_COTANGENT.start,
                        b: AUTOREGRESSIVE_INVERSE_TAPE_HIDDEN_0.start,
                        rows: 8,
                        columns: 6,
                        add: false,
                    },
                ],
            }),
            sampling: Some(Backward {
                tape: 44,
                reductions: &[
                    Reduction::Outer {
                        of: Contraction::Matrix(Some(MASK_0)),
                        matrix: Target::Parameters(AUTOREGRESSIVE_CONDITIONER_0_WEIGHT.start),
                        bias: Some(Target::Parameters(AUTOREGRESSIVE_CONDITIONER_0_BIAS.start)),
                        a: AUTOREGRESSIVE_FORWARD_TAPE_CONDITIONER_0_BIAS_COTANGENT.start,
                        b: AUTOREGRESSIVE_FORWARD_TAPE_X.start,
                        rows: 6,
                        columns: 4,
                        add: false,
                    },
                    Reduction::Outer {
                        of: Contraction::Matrix(Some(MASK_1)),
                        matrix: Target::Parameters(AUTOREGRESSIVE_CONDITIONER_1_WEIGHT.start),
                        bias: Some(Target::Parameters(AUTOREGRESSIVE_CONDITIONER_1_BIAS.start)),
                        a: AUTOREGRESSIVE_FORWARD_TAPE_RAW_COTANGENT.start,
                        b: AUTOREGRESSIVE_FORWARD_TAPE_HIDDEN_0.start,
                        rows: 8,
                        columns: 6,
                        add: false,
                    },
                ],
            }),
            ..LayerInfo::EMPTY
        },
        LayerInfo { path: "base", rows: 4, density: Some(Backward { tape: 4, reductions: &[] }), ..LayerInfo::EMPTY },
    ],
    members: &[Member {
        event: &[4],
        chain: &[Stage::Layer(0)],
        base: BaseInfo { layer: 1, sampler: Sampler::StandardNormal },
        scratch: 18,
        ..Member::EMPTY
    }],
};
