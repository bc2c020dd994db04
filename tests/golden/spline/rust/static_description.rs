static DESCRIPTION: Description = Description {
    name: "Bins",
    architecture: "2e27f393e4e019ddef66b2f18ac22750",
    specification: "flow Bins\nevent [5]\nbase standard_normal\nlayers.0 rational_quadratic_spline(bins = 2, bound = 5, min_height = 0.001, min_slope = 0.001, min_width = 0.001)\n",
    layers: &[
        LayerInfo {
            path: "layers.0",
            rows: 5,
            parameters: &[
                ParameterInfo { name: "raw_widths", shape: &[10], init: Init::Constant(0.0) },
                ParameterInfo { name: "raw_heights", shape: &[10], init: Init::Constant(0.0) },
                ParameterInfo { name: "raw_slopes", shape: &[5], init: Init::Constant(0.0) },
            ],
            prepared: 96,
            uniforms: 60,
            density: Some(Backward {
                tape: 145,
                reductions: &[Reduction::Sum {
                    target: Target::Uniform(RATIONAL_QUADRATIC_SPLINE_KNOTS_COTANGENT.start),
                    at: RATIONAL_QUADRATIC_SPLINE_INVERSE_TAPE_KNOTS_COTANGENT.start,
                    rows: 60,
                    add: false,
                }],
            }),
            sampling: Some(Backward {
                tape: 135,
                reductions: &[Reduction::Sum {
                    target: Target::Uniform(RATIONAL_QUADRATIC_SPLINE_KNOTS_COTANGENT.start),
                    at: RATIONAL_QUADRATIC_SPLINE_FORWARD_TAPE_KNOTS_COTANGENT.start,
                    rows: 60,
                    add: false,
                }],
            }),
            ..LayerInfo::EMPTY
        },
        LayerInfo { path: "base", rows: 5, density: Some(Backward { tape: 5, reductions: &[] }), ..LayerInfo::EMPTY },
    ],
    members: &[Member {
        event: &[5],
        chain: &[Stage::Layer(0)],
        base: BaseInfo { layer: 1, sampler: Sampler::StandardNormal },
        scratch: 35,
        ..Member::EMPTY
    }],
};
