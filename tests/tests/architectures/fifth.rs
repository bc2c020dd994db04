//! Architectures drawn by `flow_tests::architectures`, which says how; this file is not written by hand.

use flow_runtime::flow;
use flow_tests::emitted::{check, check_given};

#[test]
fn with_every_instruction_set() {
    flow_tests::engine::with_every_instruction_set();
}

flow! {
    pub struct Architecture04<5, context = 1> {
        base: laplace,
        layers: [
            conditional(transformer = scale(scale = softplus), conditioner = mlp(hidden = [], activation = tanh, dropout = 0.2)),
            exp,
            invert(layer = softplus),
            reverse,
            invert(layer = rational_quadratic_spline(bins = 3, bound = 2.0)),
        ],
    }
}
const ARCHITECTURE_04: &str = r#"
flow: Architecture04
event: 5
context: 1
base: laplace
layers:
  - {conditional: {transformer: {scale: {scale: softplus}}, conditioner: {mlp: {hidden: [], activation: tanh, dropout: 0.2}}}}
  - exp
  - {invert: {layer: softplus}}
  - reverse
  - {invert: {layer: {rational_quadratic_spline: {bins: 3, bound: 2.0}}}}
"#;

#[test]
fn architecture_04() {
    check_given(Architecture04::new(4), Architecture04::new(4).cast::<f64>(), ARCHITECTURE_04);
}

flow! {
    pub struct Architecture09<10> {
        base: student_t(degrees_of_freedom = 9.0, location = learned),
        layers: [
            actnorm,
            sylvester(rank = 2),
            wave,
            nice(couplings = 2, conditioner = residual_mlp(hidden = 5, blocks = 1, activation = softplus)),
        ],
    }
    bijector wave() {
        forward: |z| z + 0.4 * sin(z),
    }
}
const ARCHITECTURE_09: &str = r#"
flow: Architecture09
event: 10
bijectors:
  wave: {forward: "|z| z + 0.4 * sin(z)"}
base: {student_t: {degrees_of_freedom: 9.0, location: learned}}
layers:
  - actnorm
  - {sylvester: {rank: 2}}
  - wave
  - {nice: {couplings: 2, conditioner: {residual_mlp: {hidden: 5, blocks: 1, activation: softplus}}}}
"#;

#[test]
fn architecture_09() {
    check(Architecture09::new(9), Architecture09::new(9).cast::<f64>(), ARCHITECTURE_09);
}

flow! {
    pub struct Architecture14<15> {
        base: standard_normal(scale = learned),
        layers: [
            reverse,
            invert(layer = rational_quadratic_spline(bins = 3, bound = 2.0)),
            maf(layers = 2, transformer = gate, conditioner = made(hidden = [15, 15], activation = softplus, residual = true)),
        ],
    }
}
const ARCHITECTURE_14: &str = r#"
flow: Architecture14
event: 15
base: {standard_normal: {scale: learned}}
layers:
  - reverse
  - {invert: {layer: {rational_quadratic_spline: {bins: 3, bound: 2.0}}}}
  - {maf: {layers: 2, transformer: gate, conditioner: {made: {hidden: [15, 15], activation: softplus, residual: true}}}}
"#;

#[test]
fn architecture_14() {
    check(Architecture14::new(14), Architecture14::new(14).cast::<f64>(), ARCHITECTURE_14);
}

flow! {
    pub struct Architecture19<4, context = 2> {
        base: normal_mixture(components = 3),
        layers: [
            gumbel_cdf,
            logit,
        ],
    }
}
const ARCHITECTURE_19: &str = r#"
flow: Architecture19
event: 4
context: 2
base: {normal_mixture: {components: 3}}
layers:
  - gumbel_cdf
  - logit
"#;

#[test]
fn architecture_19() {
    check_given(Architecture19::new(19), Architecture19::new(19).cast::<f64>(), ARCHITECTURE_19);
}

flow! {
    pub struct Architecture24<9> {
        base: standard_uniform,
        layers: [
            invert(layer = sigmoid),
        ],
    }
}
const ARCHITECTURE_24: &str = r#"
flow: Architecture24
event: 9
base: standard_uniform
layers:
  - {invert: {layer: sigmoid}}
"#;

#[test]
fn architecture_24() {
    check(Architecture24::new(24), Architecture24::new(24).cast::<f64>(), ARCHITECTURE_24);
}

flow! {
    pub struct Architecture29<14> {
        base: standard_logistic(scale = learned),
        layers: [
            actnorm,
            sylvester(rank = 2),
            gumbel_cdf,
            logit,
            autoregressive(explicit = forward, order = ascending, transformer = additive, conditioner = made(hidden = [16], activation = relu)),
            rational_quadratic_spline(bins = 3, bound = 2.0),
            planar,
            reverse,
        ],
    }
}
const ARCHITECTURE_29: &str = r#"
flow: Architecture29
event: 14
base: {standard_logistic: {scale: learned}}
layers:
  - actnorm
  - {sylvester: {rank: 2}}
  - gumbel_cdf
  - logit
  - {autoregressive: {explicit: forward, order: ascending, transformer: additive, conditioner: {made: {hidden: [16], activation: relu}}}}
  - {rational_quadratic_spline: {bins: 3, bound: 2.0}}
  - planar
  - reverse
"#;

#[test]
fn architecture_29() {
    check(Architecture29::new(29), Architecture29::new(29).cast::<f64>(), ARCHITECTURE_29);
}

flow! {
    pub struct Architecture34<3, context = 1> {
        base: inverse_cdf(quantile = logit),
        layers: [
            cross,
            gumbel_cdf,
            logit,
            cross,
            tanh,
            invert(layer = tanh),
            cross,
        ],
    }
    bijector cross(k: scalar) {
        forward: |z| [z[0], z[1] * exp(k * z[0]), z[2] + z[0] * z[1]],
    }
}
const ARCHITECTURE_34: &str = r#"
flow: Architecture34
event: 3
context: 1
bijectors:
  cross: {parameters: {k: scalar}, forward: "|z| [z[0], z[1] * exp(k * z[0]), z[2] + z[0] * z[1]]"}
base: {inverse_cdf: {quantile: logit}}
layers:
  - cross
  - gumbel_cdf
  - logit
  - cross
  - tanh
  - {invert: {layer: tanh}}
  - cross
"#;

#[test]
fn architecture_34() {
    check_given(Architecture34::new(34), Architecture34::new(34).cast::<f64>(), ARCHITECTURE_34);
}

flow! {
    pub struct Architecture39<8> {
        base: laplace(location = learned),
        layers: [
            coupling(split = odd, transformer = gate, conditioner = mlp(hidden = [], activation = softplus)),
            nsf(form = autoregressive, steps = 1, bins = 3, bound = 3.0, hidden = [10]),
            exp,
            power(exponent = -0.5),
            scale(scale = softplus),
            scale,
        ],
    }
}
const ARCHITECTURE_39: &str = r#"
flow: Architecture39
event: 8
base: {laplace: {location: learned}}
layers:
  - {coupling: {split: odd, transformer: gate, conditioner: {mlp: {hidden: [], activation: softplus}}}}
  - {nsf: {form: autoregressive, steps: 1, bins: 3, bound: 3.0, hidden: [10]}}
  - exp
  - {power: {exponent: -0.5}}
  - {scale: {scale: softplus}}
  - scale
"#;

#[test]
fn architecture_39() {
    check(Architecture39::new(39), Architecture39::new(39).cast::<f64>(), ARCHITECTURE_39);
}

flow! {
    pub struct Architecture44<13> {
        base: student_t(degrees_of_freedom = 2.5, scale = learned),
        layers: [
            affine,
            softplus,
            power(exponent = -0.5),
            power(exponent = 0.7),
            power(exponent = -0.5),
        ],
    }
}
const ARCHITECTURE_44: &str = r#"
flow: Architecture44
event: 13
base: {student_t: {degrees_of_freedom: 2.5, scale: learned}}
layers:
  - affine
  - softplus
  - {power: {exponent: -0.5}}
  - {power: {exponent: 0.7}}
  - {power: {exponent: -0.5}}
"#;

#[test]
fn architecture_44() {
    check(Architecture44::new(44), Architecture44::new(44).cast::<f64>(), ARCHITECTURE_44);
}

flow! {
    pub struct Architecture49<2, context = 2> {
        base: standard_normal(location = conditioned, conditioner = mlp(hidden = [3])),
        layers: [
            maf(layers = 2, transformer = affine(scale = softplus), conditioner = made(hidden = [4, 4], activation = tanh)),
            affine(scale = sigmoid),
            lower_triangular(part = lower, unit = false),
            radial,
        ],
    }
}
const ARCHITECTURE_49: &str = r#"
flow: Architecture49
event: 2
context: 2
base: {standard_normal: {location: conditioned, conditioner: {mlp: {hidden: [3]}}}}
layers:
  - {maf: {layers: 2, transformer: {affine: {scale: softplus}}, conditioner: {made: {hidden: [4, 4], activation: tanh}}}}
  - {affine: {scale: sigmoid}}
  - {lower_triangular: {part: lower, unit: false}}
  - radial
"#;

#[test]
fn architecture_49() {
    check_given(Architecture49::new(49), Architecture49::new(49).cast::<f64>(), ARCHITECTURE_49);
}
