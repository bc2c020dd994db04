//! Functions and powers of formulas, with their values written out here.

use crate::front::yaml;
use crate::{Compiled, compile};

/// A flow of one number by this formula, of whose parameters each is of this kind.
fn formula(parameters: &str, forward: &str, more: &str) -> Result<Compiled, String> {
    let text = format!(
        "flow: A\nevent: 1\nlayers: [own]\nbijectors:\n  own: {{parameters: {{{parameters}}}, forward: \"{forward}\"{more}}}\n"
    );
    yaml::parse(&text).and_then(|spec| compile(&spec)).map_err(|errors| errors.render("spec", &text))
}

/// `x` by the formula, and back; with the log-determinant against a central difference.
fn both_ways(flow: &Compiled, parameters: &[f64], z: f64, expected: f64) {
    let program = flow.program();
    let at = |z: f64| program.forward(parameters, &[z], &[]);
    let (x, ladj) = at(z);
    assert!((x[0] - expected).abs() <= 1e-12 * expected.abs().max(1.0), "{z}: {}, expected {expected}", x[0]);
    let (back, other) = program.inverse(parameters, &x, &[]);
    assert!((back[0] - z).abs() < 1e-8 * z.abs().max(1.0), "{z}: {}", back[0]);
    let step = 1e-6 * z.abs().max(1e-2);
    let slope = (at(z + step).0[0] - at(z - step).0[0]) / (2.0 * step);
    assert!((ladj - slope.abs().ln()).abs() < 1e-6 && (ladj + other).abs() < 1e-7, "{z}: {ladj} and {slope}");
}

/// `sinh(δ asinh z + ε)` of Jones and Pewsey: proved by its slope, and inverted by its parts.
#[test]
fn sinh_arcsinh_is_proved_and_inverted() {
    let flow = formula("epsilon: scalar, delta: positive", "|z| sinh(delta * asinh(z) + epsilon)", "").unwrap();
    let delta = (0.3 + (std::f64::consts::E - 1.0).ln()).exp().ln_1p();
    for z in [-40.0, -1.5, -1e-3, 0.0, 0.2, 3.0, 1e4] {
        both_ways(&flow, &[-0.7, 0.3], z, (delta * f64::asinh(z) - 0.7).sinh());
    }
    // Nothing is searched for.
    assert!(!flow.explain(Some(crate::Stage::Ir)).contains("root"));
}

#[test]
fn hyperbolic_functions_go_both_ways() {
    type Row = (&'static str, &'static str, fn(f64) -> f64);
    let rows: [Row; 4] = [
        ("|z| sinh(z) + z", "", |z| z.sinh() + z),
        ("|z| asinh(2 * z)", "", |z| (2.0 * z).asinh()),
        ("|z| cosh(z)", ", domain: positive", f64::cosh),
        ("|z| acosh(1 + z)", ", domain: positive", |z| (1.0 + z).acosh()),
    ];
    for (forward, domain, value) in rows {
        let with_domain = |layers: &str| {
            let text = format!(
                "flow: A\nevent: 1\nlayers: [{layers}]\nbijectors: {{own: {{forward: \"{forward}\"{domain}}}}}\n"
            );
            yaml::parse(&text).and_then(|spec| compile(&spec)).map_err(|e| e.render("spec", &text)).unwrap()
        };
        let positive = !domain.is_empty();
        let flow = with_domain(if positive { "exp, own" } else { "own" });
        for z in [-1.5, -0.25, 0.5, 2.0] {
            both_ways(&flow, &[], z, value(if positive { z.exp() } else { z }));
        }
    }
}

#[test]
fn powers_bind_as_in_mathematics() {
    // Of positive numbers, which `exp` makes of all.
    let value = |body: &str, z: f64| {
        let text = format!(
            "flow: A\nevent: 1\nlayers: [exp, own]\n\
             bijectors: {{own: {{forward: \"|z| {body}\", domain: positive, invertible: assumed}}}}\n"
        );
        let flow = yaml::parse(&text).and_then(|spec| compile(&spec)).map_err(|e| e.render("spec", &text)).unwrap();
        flow.program().forward(&[], &[z.ln()], &[]).0[0]
    };
    type Row = (&'static str, fn(f64) -> f64);
    let rows: [Row; 14] = [
        ("z + z ** 3", |z| z + z.powi(3)),
        ("z + 2 * z ** 3 * 4", |z| z + 8.0 * z.powi(3)),
        ("z - z ** 2 / 9", |z| z - z * z / 9.0),
        ("4 * z - -z ** 2", |z| 4.0 * z + z * z),
        ("z + 1 / z ** 2", |z| z + 1.0 / (z * z)),
        ("z + (z + 1) ** -2", |z| z + (z + 1.0).powi(-2)),
        ("z + z ** 2 ** 3", |z| z + z.powi(8)),
        ("z + z ** 0", |z| z + 1.0),
        ("z + z ** 0.5", |z| z + z.sqrt()),
        ("z + z ** 1.7", |z| z + z.powf(1.7)),
        ("z + 1.5 ** z", |z| z + 1.5_f64.powf(z)),
        ("z + powi(z, 5)", |z| z + z.powi(5)),
        ("z + z.powf(2.5)", |z| z + z.powf(2.5)),
        ("z + pow(z, 7) * 2", |z| z + 2.0 * z.powi(7)),
    ];
    for (body, expected) in rows {
        for z in [0.3, 1.2, 2.5] {
            let (found, expected) = (value(body, z), expected(z));
            assert!((found - expected).abs() < 1e-12 * expected.abs().max(1.0), "{body} at {z}: {found}, {expected}");
        }
    }
    // Of whole powers, negative numbers have values.
    both_ways(&formula("", "|z| z + z ** 3", "").unwrap(), &[], -1.25, -1.25 - 1.25_f64.powi(3));
    let refused = formula("", "|z| z + powi(z, 1.5)", "").err().unwrap();
    assert!(refused.contains("expected a whole number for the power of `powi`"), "{refused}");
}

/// Known values of ln Γ, by mpmath.
#[test]
fn lgamma_of_positive_numbers() {
    let known = [
        (0.01, 4.599479878042022),
        (0.5, 0.5723649429247001),
        (1.0, 0.0),
        (1.5, -0.12078223763524522),
        (2.0, 0.0),
        (3.75, 1.486815578593417),
        (7.999, 8.523145786158915),
        (8.0, 8.525161361065415),
        (12.5, 18.734347511936445),
        (100.0, 359.1342053695754),
        (50000.0, 490984.4232715718),
    ];
    // The map `z + ln Γ(exp z)` need not be invertible to have values.
    let flow = formula("", "|z| z + lgamma(exp(z))", ", invertible: assumed").unwrap();
    for (a, expected) in known {
        let z = f64::ln(a);
        let (x, ladj) = flow.program().forward(&[], &[z], &[]);
        assert!(
            (x[0] - z - expected).abs() < 2e-14 * expected.abs().max(1.0),
            "{a}: {}, expected {expected}",
            x[0] - z
        );
        let at = |z: f64| flow.program().forward(&[], &[z], &[]).0[0];
        let slope = (at(z + 1e-5) - at(z - 1e-5)) / 2e-5;
        assert!((ladj - slope.abs().ln()).abs() < 1e-5, "{a}: {ladj} and {}", slope.abs().ln());
    }
    let refused = formula("", "|z| z + lgamma(z)", "").err().unwrap();
    assert!(refused.contains("`lgamma` is given what may be 0 or negative"), "{refused}");
}

#[test]
fn lets_without_braces() {
    let flow = formula("", "|z| let a = 2 * z; a + tanh(a)", "").unwrap();
    both_ways(&flow, &[], 0.4, 0.8 + 0.8_f64.tanh());
    let nothing = formula("", "|z| let a = 2 * z;", "").err().unwrap();
    assert!(nothing.contains("the block has no value"), "{nothing}");
    let tokens = "struct A<1> { layers: [own] } bijector own { forward: |z| let a = 2.0; a * z }";
    let errors = crate::front::tokens::parse(tokens.parse().unwrap()).unwrap_err().render("tokens", tokens);
    assert!(errors.contains("found `let` without the braces of a block"), "{errors}");
}

/// A formula that is not invertible is refused at its own place, not where it is used.
#[test]
fn refusals_stand_at_forward() {
    for (forward, more) in [("|z| z ** 2", ""), ("|z| z + 2 * sin(z)", ""), ("|z| cosh(z)", "")] {
        let refused = formula("", forward, more).err().unwrap();
        assert!(refused.starts_with("spec:5:39: error: `own` at layers.0: "), "{refused}");
    }
}
