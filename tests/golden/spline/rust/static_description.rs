static DESCRIPTION: Description = Description {
    name: "Bins",
    architecture: "654028fdef2f61b02097e29cd4d414e8",
    specification: "flow Bins\nevent [5]\nbase standard_normal\nlayers.0 rational_quadratic_spline(bins = 2, bound = 5, min_height = 0.001, min_slope = 0.001, min_width = 0.001)\n",
    layers: &[
        LayerInfo {
            path: "layers.0",
            parameters: &[
                ParameterInfo { name: "raw_widths", shape: &[10], init: Init::Constant(0.0) },
                ParameterInfo { name: "raw_heights", shape: &[10], init: Init::Constant(0.0) },
                ParameterInfo { name: "raw_slopes", shape: &[5], init: Init::Constant(0.0) },
            ],
            prepared: 48,
            uniforms: 15,
            dropouts: 0,
            tables: &[],
            density: Some(Backward {
                tape: 95,
                reductions: &[Reduction::Sum {
                    target: Target::Uniform(RATIONAL_QUADRATIC_SPLINE_KNOT_1_COTANGENT.start),
                    at: RATIONAL_QUADRATIC_SPLINE_INVERSE_TAPE_KNOT_1_COTANGENT.start,
                    rows: 15,
                    add: false,
                }],
            }),
            sampling: Some(Backward {
                tape: 70,
                reductions: &[Reduction::Sum {
                    target: Target::Uniform(RATIONAL_QUADRATIC_SPLINE_KNOT_1_COTANGENT.start),
                    at: RATIONAL_QUADRATIC_SPLINE_FORWARD_TAPE_KNOT_1_COTANGENT.start,
                    rows: 15,
                    add: false,
                }],
            }),
        },
        LayerInfo {
            path: "base",
            parameters: &[],
            prepared: 0,
            uniforms: 0,
            dropouts: 0,
            tables: &[],
            density: Some(Backward { tape: 5, reductions: &[] }),
            sampling: None,
        },
    ],
    members: &[Member {
        event: &[5],
        context: 0,
        embedded: 0,
        support: (f64::NEG_INFINITY, f64::INFINITY),
        intervals: &[],
        chain: &[Stage::Layer(0)],
        embedding: None,
        base: BaseInfo { layer: 1, sampler: Sampler::StandardNormal },
        scratch: 0,
    }],
};
