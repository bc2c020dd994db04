//! The output of `flow explain`: formula, structure, inverse, cost and warnings of a declaration.

use flow_tests::doors::{from_yaml, right};

/// A spec below `flow` and `event: 3`, and lines that its report holds, without what stands before them.
const REPORTS: &[(&str, &[&str])] = &[
    (
        "bijectors: {wave: {forward: '|z| z + 0.4 * sin(z)'}}\nlayers: [wave]",
        &[
            "forward  x = (z + 0.4*sin(z))",
            "layers.0 wave: Jacobian diagonal, 0 parameters",
            "declared  z → x: x = (z + 0.4*sin(z)), ladj = sum(log|1 + 0.4*cos(z)|)",
            "derived   x → z: z = root(unknown + 0.4*sin(unknown) = x), ladj = sum(-log|1 + 0.4*cos(root(unknown + 0.4*sin(unknown) = x))|)",
            "costs 0 multiply-adds, 3 roots by search",
            "costs 0 multiply-adds",
        ],
    ),
    (
        "bijectors: {prelu: {parameters: {alpha: positive}, forward: '|z| if z < 0.0 { alpha * z } else { z }'}}\nlayers: [prelu, reverse, affine, prelu]",
        &[
            "bijector prelu(alpha: positive)",
            "forward  x = (if z < 0 { z*alpha } else { z })",
            "warning: the slopes of layers.0, layers.3 jump, so the density jumps too, and pathwise gradients miss the movement of the jump",
        ],
    ),
    (
        "bijectors: {twist: {parameters: {k: scalar}, forward: '|z| [z[1] * exp(k * z[2]) + z[0], 2.0 * z[2], z[0] - k * z[2]]'}}\nlayers: [twist]",
        &[
            "order    x[0] gives z[1], x[1] gives z[2], x[2] gives z[0]",
            "layers.0 twist: Jacobian triangular in 3 levels, 1 parameters",
        ],
    ),
    (
        "bijectors: {cube: {parameters: {a: positive}, forward: '|z| z * z * z + a * z', invertible: assumed}}\nlayers: [cube]",
        &[
            "invertible as assumed, not proved: where no rule applies, the inverse is what bisection finds",
            "costs 0 multiply-adds, 3 roots by search",
        ],
    ),
    (
        "bijectors: {double: {forward: '|z| 2.0 * z', inverse: '|x| 0.5 * x'}}\nlayers: [coupling: {transformer: double}]",
        &["inverse  z = 0.5*x  (stated, and right where it was tried)"],
    ),
    (
        "layers: [autoregressive: {conditioner: {made: {hidden: [6]}}}]\ncontext: 2",
        &[
            "layers.0 autoregressive: Jacobian triangular in 3 levels, 78 parameters",
            "costs 42 multiply-adds",
            "costs 42 multiply-adds, 3 steps one after another",
        ],
    ),
    (
        "layers: [coupling, affine, maf: {layers: 2}]",
        &[
            "costs 4416 multiply-adds",
            "costs 3360 multiply-adds, 3 steps one after another",
            "multiply-adds a row: density 11136, sampling 11136, training step 33408",
        ],
    ),
    (
        "layers: [affine, leaky_relu]\ncontext: 2",
        &[
            "warning: the slope of layers.1 jumps, so the density jumps too, and pathwise gradients miss the movement of the jump",
            "warning: no layer reads the context",
        ],
    ),
];

#[test]
fn reports_say_formula_structure_inverse_cost_and_warnings() {
    for (fields, lines) in REPORTS {
        let source = format!("flow: Shown\nevent: 3\n{fields}");
        let report = right(from_yaml(&source), &source).explain(None);
        for line in *lines {
            assert!(report.lines().any(|l| l.trim_start() == *line), "{source}\n{line}\nis no line of\n{report}");
        }
    }
}

#[test]
fn a_layer_that_reads_the_context_leaves_nothing_to_warn_of() {
    let source = "flow: Shown\nevent: 3\ncontext: 2\nlayers: [coupling, affine]";
    assert_eq!(right(from_yaml(source), source).warnings(), Vec::<String>::new());
}
