//! Bases against values computed by hand, moved and stretched bases against the layers that they stand for.

use std::f64::consts::PI;

use flow_compiler::Compiled;
use flow_tests::doors::{from_tokens, right};
use flow_tests::numbers::close;

fn compiled(declaration: &str) -> Compiled {
    right(from_tokens(declaration), declaration)
}

fn log_prob(base: &str, z: f64) -> f64 {
    compiled(&format!("struct X<1> {{ base: {base} }}")).program().log_prob(&[], &[z], &[])
}

#[test]
fn densities_have_their_known_values() {
    let rows = [
        ("standard_normal", 1.5, (-1.125f64).exp() / (2.0 * PI).sqrt()),
        ("standard_logistic", 0.0, 0.25),
        ("standard_logistic", -2.0, (-2.0f64).exp() / (1.0 + (-2.0f64).exp()).powi(2)),
        ("standard_uniform", 0.25, 1.0),
        ("laplace", -1.5, 0.5 * (-1.5f64).exp()),
        ("inverse_cdf(quantile = logit)", -2.0, (-2.0f64).exp() / (1.0 + (-2.0f64).exp()).powi(2)),
        ("cylindrical(angles = 1)", 2.0, 0.5 / PI),
        ("student_t(degrees_of_freedom = 1)", 0.0, 1.0 / PI),
        ("student_t(degrees_of_freedom = 1)", -3.0, 0.1 / PI),
        ("student_t(degrees_of_freedom = 2)", 1.0, 3f64.powf(-1.5)),
        ("student_t(degrees_of_freedom = 3)", 2.0, 2.0 / (PI * 3f64.sqrt() * (7.0f64 / 3.0).powi(2))),
        ("student_t(degrees_of_freedom = 4)", 1.0, 0.375 * 1.25f64.powf(-2.5)),
    ];
    for (base, z, density) in rows {
        let found = log_prob(base, z);
        assert!(close(found, f64::ln(density), 1e-14), "{base} at {z}: {found}, expected {}", density.ln());
    }
}

/// With `L = [[a, 0], [c, b]]` and the mean m: the quadratic form of the inverse covariance, by hand.
#[test]
fn a_full_normal_has_the_density_of_its_covariance() {
    let full = compiled("struct X<2> { base: normal(covariance = full) }");
    let raw = |scale: f64| scale.exp_m1().ln() - (std::f64::consts::E - 1.0).ln();
    let (a, b, c, mean) = (0.7, 1.9, -1.2, [0.3, -0.8]);
    let parameters = [raw(a), raw(b), 0.0, 0.0, c, 0.0, mean[0], mean[1]];
    for x in [[0.0, 0.0], [1.5, -2.0]] {
        let d = [x[0] - mean[0], x[1] - mean[1]];
        // The covariance [[a², a c], [a c, c² + b²]] has the determinant a² b².
        let (s00, s01, s11) = (a * a, a * c, c * c + b * b);
        let quadratic = (s11 * d[0] * d[0] - 2.0 * s01 * d[0] * d[1] + s00 * d[1] * d[1]) / (a * a * b * b);
        let expected = -0.5 * quadratic - (2.0 * PI).ln() - (a * b).ln();
        let found = full.program().log_prob(&parameters, &x, &[]);
        assert!(close(found, expected, 1e-13), "{found}, expected {expected}");
    }
}

/// Two components, the sum written out.
#[test]
fn a_mixture_has_the_density_of_its_components() {
    let mixture = compiled("struct X<2> { base: normal_mixture(components = 2) }");
    // Weights ¼ and ¾, given up to a constant.
    let parameters = [0.3, 0.3 + 3f64.ln(), -2.0, 0.5, 1.0, 4.0, 0.2, -0.7, -0.4, 1.1];
    let normal = |x: f64, mean: f64, log_scale: f64| {
        let scale = log_scale.exp();
        (-0.5 * ((x - mean) / scale).powi(2)).exp() / (scale * (2.0 * PI).sqrt())
    };
    for x in [[0.0, 0.0], [-2.5, 1.0], [3.0, -4.0]] {
        let first = normal(x[0], -2.0, 0.2) * normal(x[1], 0.5, -0.7);
        let second = normal(x[0], 1.0, -0.4) * normal(x[1], 4.0, 1.1);
        let expected = (0.25 * first + 0.75 * second).ln();
        let found = mixture.program().log_prob(&parameters, &x, &[]);
        assert!(close(found, expected, 1e-13), "{found}, expected {expected}");
    }
    // Where each density is below the least number.
    let found = mixture.program().log_prob(&parameters, &[1e3, 1e3], &[]);
    assert!((-3e6..-1e5).contains(&found), "{found}");
}

/// The tutorial's change of variables: p(x) = 2x on [0, 1] by inverse transform, then y = eˣ.
#[test]
fn a_quantile_function_is_a_base() {
    let text = "struct X<1> { base: inverse_cdf(quantile = root), layers: [grow] }
        bijector root { domain: unit, forward: |u| sqrt(u) }
        bijector grow { domain: unit, forward: |x| exp(x) }";
    let flow = compiled(text);
    for y in [1.0001, 1.5, 2.0, 2.7] {
        let found = flow.program().log_prob(&[], &[y], &[]).exp();
        let expected = 2.0 * y.ln() / y;
        assert!(close(found, expected, 1e-12), "{y}: {found}, expected {expected}");
    }
    // E[Y] = 2 and E[Y²] = (e² + 1) / 2, by Simpson's rule.
    let moment = |power: i32| -> f64 {
        let n = 2000;
        let weight = |i: usize| {
            if i == 0 || i == n {
                1.0
            } else if i % 2 == 1 {
                4.0
            } else {
                2.0
            }
        };
        let at = |i: usize| -> f64 {
            (1.0 + (i as f64 / n as f64) * (1f64.exp() - 1.0)).clamp(1.0 + 1e-12, 1f64.exp() - 1e-12)
        };
        let value = |y: f64| flow.program().log_prob(&[], &[y], &[]).exp() * y.powi(power);
        (0..=n).map(|i| weight(i) * value(at(i))).sum::<f64>() * (1f64.exp() - 1.0) / n as f64 / 3.0
    };
    assert!((moment(0) - 1.0).abs() < 1e-9 && (moment(1) - 2.0).abs() < 1e-9, "{} {}", moment(0), moment(1));
    assert!((moment(2) - moment(1).powi(2) - (2f64.exp() - 7.0) / 2.0).abs() < 1e-8, "{}", moment(2));
}

#[test]
fn densities_far_out_are_the_limits_of_their_formulas() {
    assert_eq!(log_prob("standard_logistic", 800.0), -800.0);
    assert_eq!(log_prob("standard_logistic", -800.0), -800.0);
    // ln(1/π) − 2 ln z, up to z⁻².
    let far = log_prob("student_t(degrees_of_freedom = 1)", 1e100);
    assert!(close(far, -PI.ln() - 200.0 * 10f64.ln(), 1e-14), "{far}");
    for z in [0.0, 1.0, -0.0, 1.5, -1e300, f64::INFINITY] {
        assert_eq!(log_prob("standard_uniform", z), f64::NEG_INFINITY, "{z}");
    }
    assert!(log_prob("standard_uniform", f64::NAN).is_nan());
    assert_eq!(log_prob("standard_uniform", 1e-300), 0.0);
}

/// The report and the checked flow show a base's location and scale as layers at `base`.
#[test]
fn a_moved_base_says_which_layers_it_stands_for() {
    let rows = [
        ("location = learned, scale = learned", vec!["base affine(bound = 5, scale = exp)"]),
        ("location = learned", vec!["base.location shift"]),
        ("scale = learned", vec!["base.scale scale(bound = 5, scale = exp)"]),
        (
            "location = conditioned, scale = learned, conditioner = mlp(hidden = [3])",
            vec![
                "base.scale scale(bound = 5, scale = exp)",
                "base.location conditional(conditioner = mlp(activation = relu, dropout = 0, hidden = [3]), transformer = additive)",
            ],
        ),
    ];
    for (settings, layers) in rows {
        let flow =
            compiled(&format!("struct X<2, context = 1> {{ base: standard_normal({settings}), layers: [exp] }}"));
        let text = flow.flow().text();
        let found: Vec<&str> =
            text.lines().filter(|l| l.starts_with("base") && !l.contains("standard_normal")).collect();
        assert_eq!(found, layers, "{text}");
        for layer in layers {
            let path = layer.split(' ').next().unwrap_or_default();
            assert!(
                flow.explain(None).lines().any(|l| l.starts_with(path) && l.contains("Jacobian diagonal")),
                "{path}"
            );
        }
    }
}

#[test]
fn a_learned_location_and_scale_are_those_of_the_distribution() {
    let flow = compiled("struct X<1> { base: standard_normal(location = learned, scale = learned) }");
    let names: Vec<String> = flow.program().flow().parameter_table().into_iter().map(|p| p.0).collect();
    assert_eq!(names, ["base.raw_scale", "base.shift"]);
    // The scale is exp(5 tanh(raw / 5)).
    let (raw, mean, x) = (0.7, -1.2, 0.4);
    let deviation = (5.0 * f64::tanh(raw / 5.0)).exp();
    let z = (x - mean) / deviation;
    let expected = -0.5 * z * z - 0.5 * (2.0 * PI).ln() - deviation.ln();
    assert!(close(flow.program().log_prob(&[raw, mean], &[x], &[]), expected, 1e-14));
}

#[test]
fn a_conditioned_location_is_a_function_of_the_context() {
    let base = "standard_normal(location = conditioned, conditioner = mlp(hidden = []))";
    let flow = compiled(&format!("struct X<2, context = 1> {{ base: {base} }}"));
    let names: Vec<String> = flow.program().flow().parameter_table().into_iter().map(|p| p.0).collect();
    assert_eq!(names, ["base.location.conditioner.0.weight", "base.location.conditioner.0.bias"]);
    let (weight, bias, context, x): ([f64; 2], [f64; 2], f64, [f64; 2]) = ([0.5, -2.0], [0.1, 0.3], 1.7, [0.4, -3.0]);
    let parameters = [weight, bias].concat();
    let squares: f64 = (0..2).map(|i| (x[i] - weight[i] * context - bias[i]).powi(2)).sum();
    let found = flow.program().log_prob(&parameters, &x, &[context]);
    assert!(close(found, -0.5 * squares - (2.0 * PI).ln(), 1e-14), "{found}");
}
