static DESCRIPTION: Description = Description {
    name: "Embedded",
    architecture: "81d5d3b7fb803d49074af1f307258902",
    specification: "flow Embedded\nevent [5]\ncontext 3\nembedding mlp(activation = relu, dropout = 0, hidden = [8]) to 6\nbase standard_normal\nlayers.0 conditional(conditioner = mlp(activation = relu, dropout = 0, hidden = [8]), transformer = affine(bound = 5, scale = exp))\n",
    layers: &[
        LayerInfo {
            path: "layers.0",
            rows: 5,
            parameters: &[
                ParameterInfo { name: "conditioner.0.weight", shape: &[8, 6], init: Init::Uniform(0.4082482904638631) },
                ParameterInfo { name: "conditioner.0.bias", shape: &[8], init: Init::Uniform(0.4082482904638631) },
                ParameterInfo {
                    name: "conditioner.1.weight",
                    shape: &[10, 8],
                    init: Init::Uniform(0.0035355339059327372),
                },
                ParameterInfo { name: "conditioner.1.bias", shape: &[10], init: Init::Constant(0.0) },
            ],
            prepared: 512,
            density: Some(Backward {
                tape: 57,
                reductions: &[
                    Reduction::Outer {
                        of: Contraction::Matrix(None),
                        matrix: Target::Parameters(CONDITIONAL_CONDITIONER_0_WEIGHT.start),
                        bias: Some(Target::Parameters(CONDITIONAL_CONDITIONER_0_BIAS.start)),
                        a: CONDITIONAL_INVERSE_TAPE_CONDITIONER_0_BIAS_COTANGENT.start,
                        b: CONDITIONAL_INVERSE_TAPE_CONTEXT_2.start,
                        rows: 8,
                        columns: 6,
                        add: false,
                    },
                    Reduction::Outer {
                        of: Contraction::Matrix(None),
                        matrix: Target::Parameters(CONDITIONAL_CONDITIONER_1_WEIGHT.start),
                        bias: Some(Target::Parameters(CONDITIONAL_CONDITIONER_1_BIAS.start)),
                        a: CONDITIONAL_INVERSE_TAPE_RAW_COTANGENT.start,
                        b: CONDITIONAL_INVERSE_TAPE_HIDDEN_0.start,
                        rows: 10,
                        columns: 8,
                        add: false,
                    },
                ],
            }),
            sampling: Some(Backward {
                tape: 47,
                reductions: &[
                    Reduction::Outer {
                        of: Contraction::Matrix(None),
                        matrix: Target::Parameters(CONDITIONAL_CONDITIONER_0_WEIGHT.start),
                        bias: Some(Target::Parameters(CONDITIONAL_CONDITIONER_0_BIAS.start)),
                        a: CONDITIONAL_FORWARD_TAPE_CONDITIONER_0_BIAS_COTANGENT.start,
                        b: CONDITIONAL_FORWARD_TAPE_CONTEXT_2.start,
                        rows: 8,
                        columns: 6,
                        add: false,
                    },
                    Reduction::Outer {
                        of: Contraction::Matrix(None),
                        matrix: Target::Parameters(CONDITIONAL_CONDITIONER_1_WEIGHT.start),
                        bias: Some(Target::Parameters(CONDITIONAL_CONDITIONER_1_BIAS.start)),
                        a: CONDITIONAL_FORWARD_TAPE_RAW_COTANGENT.start,
                        b: CONDITIONAL_FORWARD_TAPE_HIDDEN_0.start,
                        rows: 10,
                        columns: 8,
                        add: false,
                    },
                ],
            }),
            ..LayerInfo::EMPTY
        },
        LayerInfo {
            path: "context.embedding",
            rows: 3,
            parameters: &[
                ParameterInfo { name: "0.weight", shape: &[8, 3], init: Init::Uniform(0.5773502691896258) },
                ParameterInfo { name: "0.bias", shape: &[8], init: Init::Uniform(0.5773502691896258) },
                ParameterInfo { name: "1.weight", shape: &[6, 8], init: Init::Uniform(0.35355339059327373) },
                ParameterInfo { name: "1.bias", shape: &[6], init: Init::Constant(0.0) },
            ],
            prepared: 400,
            density: Some(Backward {
                tape: 25,
                reductions: &[
                    Reduction::Outer {
                        of: Contraction::Matrix(None),
                        matrix: Target::Parameters(EMBEDDING_CONDITIONER_0_WEIGHT.start),
                        bias: Some(Target::Parameters(EMBEDDING_CONDITIONER_0_BIAS.start)),
                        a: EMBEDDING_EMBED_TAPE_CONDITIONER_0_BIAS_COTANGENT.start,
                        b: EMBEDDING_EMBED_TAPE_X.start,
                        rows: 8,
                        columns: 3,
                        add: false,
                    },
                    Reduction::Outer {
                        of: Contraction::Matrix(None),
                        matrix: Target::Parameters(EMBEDDING_CONDITIONER_1_WEIGHT.start),
                        bias: Some(Target::Parameters(EMBEDDING_CONDITIONER_1_BIAS.start)),
                        a: EMBEDDING_EMBED_TAPE_RESULT_COTANGENT_2.start,
                        b: EMBEDDING_EMBED_TAPE_HIDDEN_0.start,
                        rows: 6,
                        columns: 8,
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
        context: 3,
        embedded: 6,
        chain: &[Stage::Layer(0)],
        embedding: Some(1),
        base: BaseInfo { layer: 2, sampler: Sampler::StandardNormal },
        scratch: 18,
        ..Member::EMPTY
    }],
};
