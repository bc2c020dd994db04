static DESCRIPTION: Description = Description {
    name: "Image",
    architecture: "3024443864e257f5084494105b421b7e",
    specification: "flow Image\nevent [1, 8, 8]\nbase standard_normal\nlayers.0 actnorm\nlayers.1 squeeze\nlayers.2 coupling(conditioner = conv(activation = relu, dropout = 0, hidden = [4], kernels = [3]), split = checkerboard, swap = false, transformer = affine(bound = 5, scale = exp))\nlayers.3 pixels(alpha = 0.05, levels = 256)\n",
    layers: &[
        LayerInfo {
            path: "layers.0",
            rows: 64,
            parameters: &[
                ParameterInfo { name: "mean", shape: &[4], init: Init::FirstMean },
                ParameterInfo { name: "log_deviation", shape: &[4], init: Init::FirstLogDeviation },
            ],
            prepared: 64,
            uniforms: 10,
            density: Some(Backward {
                tape: 73,
                reductions: &[
                    Reduction::Sum {
                        target: Target::Parameters(ACTNORM_MEAN.start),
                        at: ACTNORM_INVERSE_TAPE_MEAN_COTANGENT.start,
                        rows: 4,
                        add: false,
                    },
                    Reduction::Sum {
                        target: Target::Uniform(ACTNORM_EXP_COTANGENT.start),
                        at: ACTNORM_INVERSE_TAPE_FOLD_COTANGENT.start,
                        rows: 5,
                        add: false,
                    },
                ],
            }),
            sampling: Some(Backward {
                tape: 73,
                reductions: &[
                    Reduction::Sum {
                        target: Target::Parameters(ACTNORM_MEAN.start),
                        at: ACTNORM_FORWARD_TAPE_MEAN_COTANGENT.start,
                        rows: 4,
                        add: false,
                    },
                    Reduction::Sum {
                        target: Target::Uniform(ACTNORM_EXP_COTANGENT.start),
                        at: ACTNORM_FORWARD_TAPE_FOLD_COTANGENT.start,
                        rows: 4,
                        add: false,
                    },
                    Reduction::Sum {
                        target: Target::Uniform(ACTNORM_PRODUCT_COTANGENT_2.start),
                        at: ACTNORM_FORWARD_TAPE_LADJ_COTANGENT_2.start,
                        rows: 1,
                        add: false,
                    },
                ],
            }),
            ..LayerInfo::EMPTY
        },
        LayerInfo {
            path: "layers.1",
            rows: 64,
            density: Some(Backward { tape: 0, reductions: &[] }),
            sampling: Some(Backward { tape: 0, reductions: &[] }),
            ..LayerInfo::EMPTY
        },
        LayerInfo {
            path: "layers.2",
            rows: 64,
            parameters: &[
                ParameterInfo {
                    name: "conditioner.0.weight",
                    shape: &[4, 1, 3, 3],
                    init: Init::Uniform(0.3333333333333333),
                },
                ParameterInfo { name: "conditioner.0.bias", shape: &[4], init: Init::Uniform(0.3333333333333333) },
                ParameterInfo {
                    name: "conditioner.1.weight",
                    shape: &[2, 4, 3, 3],
                    init: Init::Uniform(0.0016666666666666666),
                },
                ParameterInfo { name: "conditioner.1.bias", shape: &[2], init: Init::Constant(0.0) },
            ],
            prepared: 1584,
            density: Some(Backward {
                tape: 966,
                reductions: &[
                    Reduction::Outer {
                        of: Contraction::Window(WINDOW_0),
                        matrix: Target::Parameters(COUPLING_CONDITIONER_0_WEIGHT.start),
                        bias: None,
                        a: COUPLING_INVERSE_TAPE_SELECT_COTANGENT.start,
                        b: COUPLING_INVERSE_TAPE_MASKED.start,
                        rows: 256,
                        columns: 64,
                        add: false,
                    },
                    Reduction::Sum {
                        target: Target::Parameters(COUPLING_CONDITIONER_0_BIAS.start),
                        at: COUPLING_INVERSE_TAPE_CONDITIONER_0_BIAS_COTANGENT.start,
                        rows: 4,
                        add: false,
                    },
                    Reduction::Outer {
                        of: Contraction::Window(WINDOW_1),
                        matrix: Target::Parameters(COUPLING_CONDITIONER_1_WEIGHT.start),
                        bias: None,
                        a: COUPLING_INVERSE_TAPE_RAW_COTANGENT.start,
                        b: COUPLING_INVERSE_TAPE_HIDDEN_0.start,
                        rows: 128,
                        columns: 256,
                        add: false,
                    },
                    Reduction::Sum {
                        target: Target::Parameters(COUPLING_CONDITIONER_1_BIAS.start),
                        at: COUPLING_INVERSE_TAPE_CONDITIONER_1_BIAS_COTANGENT.start,
                        rows: 2,
                        add: false,
                    },
                ],
            }),
            sampling: Some(Backward {
                tape: 838,
                reductions: &[
                    Reduction::Outer {
                        of: Contraction::Window(WINDOW_0),
                        matrix: Target::Parameters(COUPLING_CONDITIONER_0_WEIGHT.start),
                        bias: None,
                        a: COUPLING_FORWARD_TAPE_SELECT_COTANGENT.start,
                        b: COUPLING_FORWARD_TAPE_MASKED.start,
                        rows: 256,
                        columns: 64,
                        add: false,
                    },
                    Reduction::Sum {
                        target: Target::Parameters(COUPLING_CONDITIONER_0_BIAS.start),
                        at: COUPLING_FORWARD_TAPE_CONDITIONER_0_BIAS_COTANGENT.start,
                        rows: 4,
                        add: false,
                    },
                    Reduction::Outer {
                        of: Contraction::Window(WINDOW_1),
                        matrix: Target::Parameters(COUPLING_CONDITIONER_1_WEIGHT.start),
                        bias: None,
                        a: COUPLING_FORWARD_TAPE_RAW_COTANGENT.start,
                        b: COUPLING_FORWARD_TAPE_HIDDEN_0.start,
                        rows: 128,
                        columns: 256,
                        add: false,
                    },
                    Reduction::Sum {
                        target: Target::Parameters(COUPLING_CONDITIONER_1_BIAS.start),
                        at: COUPLING_FORWARD_TAPE_CONDITIONER_1_BIAS_COTANGENT.start,
                        rows: 2,
                        add: false,
                    },
                ],
            }),
            ..LayerInfo::EMPTY
        },
        LayerInfo {
            path: "layers.3",
            rows: 64,
            density: Some(Backward { tape: 256, reductions: &[] }),
            sampling: Some(Backward { tape: 128, reductions: &[] }),
            ..LayerInfo::EMPTY
        },
        LayerInfo { path: "base", rows: 64, density: Some(Backward { tape: 64, reductions: &[] }), ..LayerInfo::EMPTY },
    ],
    members: &[Member {
        event: &[1, 8, 8],
        support: (-14.222222222222223, 270.22222222222223),
        chain: &[Stage::Layer(0), Stage::Layer(1), Stage::Layer(2), Stage::Layer(3)],
        base: BaseInfo { layer: 4, sampler: Sampler::StandardNormal },
        scratch: 384,
        ..Member::EMPTY
    }],
};
