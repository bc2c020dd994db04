//! Maps through one number against values printed elsewhere, and a planar and a radial map as a researcher would write them.

use flow_tests::oracle::compiled;

const RAW: &str = r#"
flow: Raw
event: 2
bijectors:
  raw_planar: {parameters: {u: vector, w: vector, b: scalar}, forward: "|z| z + u * tanh(dot(w, z) + b)", invertible: assumed}
layers: [LAYER]
"#;

fn check(layer: &str, parameters: &[f64], rows: &[([f64; 2], [f64; 2], f64)]) {
    let compiled = compiled(&RAW.replace("LAYER", layer));
    for (z, expected, ladj) in rows {
        let (x, found) = compiled.program().forward(parameters, z, &[]);
        for (a, b) in x.iter().zip(expected) {
            assert!((a - b).abs() < 5e-8, "{layer} maps {z:?} to {x:?}, expected {expected:?}");
        }
        assert!((found - ladj).abs() < 5e-8, "{layer} at {z:?}: ladj {found}, expected {ladj}");
        let (back, other) = compiled.program().inverse(parameters, &x, &[]);
        assert!(back.iter().zip(z).all(|(a, b)| (a - b).abs() < 1e-10), "{layer} back from {x:?}: {back:?}");
        assert!((other + found).abs() < 1e-9, "{layer}: ladj {other} of the inverse");
    }
}

/// Every digit of the tutorial's examples: `w = (5, 0)`, `u = (1, 0)`, `b = 0`; `z₀ = (1, 0)`, `α = 2`, `β = 5`.
#[test]
fn the_examples_of_the_tutorial() {
    let planar = [1.0, 0.0, 5.0, 0.0, 0.0];
    check(
        "raw_planar",
        &planar,
        &[([0.0, 0.0], [0.0, 0.0], 6.0_f64.ln()), ([0.3, -0.2], [1.2051483, -0.2], 0.6437117)],
    );
    let raw = |value: f64| value.exp_m1().ln();
    // α = softplus(raw) = 2 and β̂ = softplus(raw) − α = 5.
    let radial = [1.0, 0.0, raw(2.0), raw(7.0)];
    check(
        "radial",
        &radial,
        &[([1.0, 0.0], [1.0, 0.0], 12.25_f64.ln()), ([0.3, -0.2], [-0.9829860, -0.5665674], 1.8930168)],
    );
    // The density of the image of a standard normal at these points.
    let at = |layer: &str, parameters: &[f64], x: &[f64]| {
        let compiled = compiled(&RAW.replace("LAYER", layer));
        compiled.program().log_prob(parameters, x, &[]).exp()
    };
    assert!((at("raw_planar", &planar, &[0.0, 0.0]) - 0.0265258).abs() < 5e-8);
    assert!((at("radial", &radial, &[1.0, 0.0]) - 0.00788019).abs() < 5e-9);
}

/// The same maps at other points, against their closed forms.
#[test]
fn the_closed_forms_of_the_examples() {
    let planar = compiled(&RAW.replace("LAYER", "raw_planar"));
    let radial = compiled(&RAW.replace("LAYER", "radial"));
    let raw = |value: f64| value.exp_m1().ln();
    let agree = |what: &str, found: &[f64], expected: &[f64]| {
        let near = found.iter().zip(expected).all(|(a, b)| (a - b).abs() < 1e-12 * b.abs().max(1.0));
        assert!(near && found.len() == expected.len(), "{what}: {found:?}, expected {expected:?}");
    };
    for z in [[0.0, 0.0], [0.3, -0.2], [-1.7, 2.5], [0.05, 40.0]] {
        let (x, ladj) = planar.program().forward(&[1.0, 0.0, 5.0, 0.0, 0.0], &z, &[]);
        let slope = 5.0 * (5.0 * z[0]).cosh().powi(-2);
        agree("planar", &[x[0], x[1], ladj], &[z[0] + (5.0 * z[0]).tanh(), z[1], slope.ln_1p()]);
        let (x, ladj) = radial.program().forward(&[1.0, 0.0, raw(2.0), raw(7.0)], &z, &[]);
        let away = [z[0] - 1.0, z[1]];
        let r = away[0].hypot(away[1]);
        let h = 1.0 / (2.0 + r);
        // (1 + β h)(1 + β h + β h' r) with h' = −h².
        let expected = ((1.0 + 5.0 * h) * (1.0 + 5.0 * h - 5.0 * h * h * r)).ln();
        agree("radial", &[x[0], x[1], ladj], &[z[0] + 5.0 * h * away[0], z[1] + 5.0 * h * away[1], expected]);
    }
}

/// A planar map far out and with `w · u` far below zero, where `softplus(w · u) − 1` rounds to −1 in few digits.
#[test]
fn the_determinant_keeps_its_digits_where_it_is_small() {
    let compiled = compiled("{flow: A, event: 2, layers: [planar]}");
    for size in [1.0, 5.0, 17.0, 40.0] {
        let (u, w) = ([-size, 0.0], [1.0, 0.0]);
        let parameters = [u[0], u[1], w[0], w[1], 0.0];
        let (_, ladj) = compiled.program().forward(&parameters, &[0.0, 0.0], &[]);
        // At w · z = 0 the determinant is softplus(w · u).
        let expected = (-size).exp().ln_1p().ln();
        assert!((ladj - expected).abs() < 1e-12 * expected.abs(), "w · u = −{size}: {ladj}, expected {expected}");
    }
}

/// No direction at all, and the centre itself.
#[test]
fn guards_hold() {
    let planar = compiled("{flow: A, event: 2, layers: [planar]}");
    let (x, ladj) = planar.program().forward(&[0.7, -1.0, 0.0, 0.0, 0.3], &[0.4, 0.2], &[]);
    assert_eq!((x, ladj), (vec![0.4, 0.2], 0.0));
    let radial = compiled("{flow: A, event: 2, layers: [radial]}");
    let parameters = [0.5, -1.0, 0.2, 1.3];
    let (x, ladj) = radial.program().forward(&parameters, &[0.5, -1.0], &[]);
    assert_eq!(x, [0.5, -1.0]);
    let (back, other) = radial.program().inverse(&parameters, &x, &[]);
    assert!(
        back.iter().zip([0.5, -1.0]).all(|(a, b)| (a - b).abs() < 1e-12) && (ladj + other).abs() < 1e-12,
        "{back:?}"
    );
}
