//! Architectures drawn by `flow_tests::architectures`, which says how; this file is not written by hand.

use flow_runtime::flow;
use flow_tests::emitted::{check, check_given};

flow! {
    pub struct Architecture04<5, context = 1> {
        base: standard_normal,
        layers: [
            lu_linear,
            gumbel_cdf,
            invert(layer = sigmoid),
            conditional(transformer = additive, conditioner = mlp(hidden = [], activation = softplus)),
            rational_quadratic_spline(bins = 2, bound = 2.0),
        ],
    }
}
const ARCHITECTURE_04: &str = r#"
flow: Architecture04
event: 5
context: 1
base: standard_normal
layers:
  - lu_linear
  - gumbel_cdf
  - {invert: {layer: sigmoid}}
  - {conditional: {transformer: additive, conditioner: {mlp: {hidden: [], activation: softplus}}}}
  - {rational_quadratic_spline: {bins: 2, bound: 2.0}}
"#;

#[test]
fn architecture_04() {
    check_given(Architecture04::new(4), Architecture04::new(4).cast::<f64>(), ARCHITECTURE_04);
}

flow! {
    pub struct Architecture09<10> {
        base: standard_logistic,
        layers: [
            affine,
            lower_triangular(part = lower, unit = true),
            wave,
            nice(couplings = 2, conditioner = residual_mlp(hidden = 4, blocks = 1, activation = relu)),
        ],
    }
    bijector wave() { forward: |z| z + 0.4 * sin(z) }
}
const ARCHITECTURE_09: &str = r#"
flow: Architecture09
event: 10
base: standard_logistic
bijectors:
  wave: {forward: "|z| z + 0.4 * sin(z)"}
layers:
  - affine
  - {lower_triangular: {part: lower, unit: true}}
  - wave
  - {nice: {couplings: 2, conditioner: {residual_mlp: {hidden: 4, blocks: 1, activation: relu}}}}
"#;

#[test]
fn architecture_09() {
    check(Architecture09::new(9), Architecture09::new(9).cast::<f64>(), ARCHITECTURE_09);
}

flow! {
    pub struct Architecture14<15> {
        base: student_t(degrees_of_freedom = 9.0),
        layers: [
            sigmoid,
            invert(layer = sigmoid),
            exp,
        ],
    }
}
const ARCHITECTURE_14: &str = r#"
flow: Architecture14
event: 15
base: {student_t: {degrees_of_freedom: 9.0}}
layers:
  - sigmoid
  - {invert: {layer: sigmoid}}
  - exp
"#;

#[test]
fn architecture_14() {
    check(Architecture14::new(14), Architecture14::new(14).cast::<f64>(), ARCHITECTURE_14);
}

flow! {
    pub struct Architecture19<4, context = 2> {
        base: standard_uniform,
        layers: [
            invert(layer = sigmoid),
            lu_linear,
        ],
    }
}
const ARCHITECTURE_19: &str = r#"
flow: Architecture19
event: 4
context: 2
base: standard_uniform
layers:
  - {invert: {layer: sigmoid}}
  - lu_linear
"#;

#[test]
fn architecture_19() {
    check_given(Architecture19::new(19), Architecture19::new(19).cast::<f64>(), ARCHITECTURE_19);
}

flow! {
    pub struct Architecture24<9> {
        base: standard_normal(location = learned),
        layers: [
            affine(scale = softplus),
        ],
    }
}
const ARCHITECTURE_24: &str = r#"
flow: Architecture24
event: 9
base: {standard_normal: {location: learned}}
layers:
  - {affine: {scale: softplus}}
"#;

#[test]
fn architecture_24() {
    check(Architecture24::new(24), Architecture24::new(24).cast::<f64>(), ARCHITECTURE_24);
}

flow! {
    pub struct Architecture29<14> {
        base: standard_logistic(location = learned),
        layers: [
            coupling(split = odd, transformer = bend, conditioner = mlp(hidden = [], activation = tanh)),
            nsf(form = autoregressive, steps = 1, bins = 3, bound = 3.0, hidden = [16]),
            leaky_relu(slope = 0.3),
            permute(seed = 29),
            repeat(times = 2, layers = [coupling(split = even, transformer = affine(scale = sigmoid), conditioner = mlp(hidden = [], activation = sigmoid)), permute(seed = 29)]),
            iaf(layers = 2, transformer = affine, conditioner = made(hidden = [13], activation = tanh)),
            scale,
            reverse,
        ],
    }
    bijector bend(rate: unit) { let gain = 1.0 + rate; forward: |z| gain * z + rate * softplus(z) }
}
const ARCHITECTURE_29: &str = r#"
flow: Architecture29
event: 14
base: {standard_logistic: {location: learned}}
bijectors:
  bend: {parameters: {rate: unit}, let: {gain: "1.0 + rate"}, forward: "|z| gain * z + rate * softplus(z)"}
layers:
  - {coupling: {split: odd, transformer: bend, conditioner: {mlp: {hidden: [], activation: tanh}}}}
  - {nsf: {form: autoregressive, steps: 1, bins: 3, bound: 3.0, hidden: [16]}}
  - {leaky_relu: {slope: 0.3}}
  - {permute: {seed: 29}}
  - {repeat: {times: 2, layers: [{coupling: {split: even, transformer: {affine: {scale: sigmoid}}, conditioner: {mlp: {hidden: [], activation: sigmoid}}}}, {permute: {seed: 29}}]}}
  - {iaf: {layers: 2, transformer: affine, conditioner: {made: {hidden: [13], activation: tanh}}}}
  - scale
  - reverse
"#;

#[test]
fn architecture_29() {
    check(Architecture29::new(29), Architecture29::new(29).cast::<f64>(), ARCHITECTURE_29);
}

flow! {
    pub struct Architecture34<3, context = 1> {
        base: student_t(degrees_of_freedom = 2.5, scale = learned),
        layers: [
            cross,
            exp,
            log,
            cross,
            real_nvp(couplings = 2, transformer = scale, conditioner = mlp(hidden = [], activation = relu, dropout = 0.2)),
            cross,
            rational_quadratic_spline(bins = 3, bound = 4.0),
        ],
    }
    bijector cross(k: scalar) { forward: |z| [z[0], z[1] * exp(k * z[0]), z[2] + z[0] * z[1]] }
}
const ARCHITECTURE_34: &str = r#"
flow: Architecture34
event: 3
context: 1
base: {student_t: {degrees_of_freedom: 2.5, scale: learned}}
bijectors:
  cross: {parameters: {k: scalar}, forward: "|z| [z[0], z[1] * exp(k * z[0]), z[2] + z[0] * z[1]]"}
layers:
  - cross
  - exp
  - log
  - cross
  - {real_nvp: {couplings: 2, transformer: scale, conditioner: {mlp: {hidden: [], activation: relu, dropout: 0.2}}}}
  - cross
  - {rational_quadratic_spline: {bins: 3, bound: 4.0}}
"#;

#[test]
fn architecture_34() {
    check_given(Architecture34::new(34), Architecture34::new(34).cast::<f64>(), ARCHITECTURE_34);
}

flow! {
    pub struct Architecture39<8> {
        base: standard_uniform,
        layers: [
            invert(layer = gumbel_cdf),
            lower_triangular(part = upper, unit = false),
            wave,
            nice(couplings = 2, conditioner = mlp(hidden = [4], activation = sigmoid)),
            exp,
            power(exponent = 0.7),
        ],
    }
    bijector wave() { forward: |z| z + 0.4 * sin(z) }
}
const ARCHITECTURE_39: &str = r#"
flow: Architecture39
event: 8
base: standard_uniform
bijectors:
  wave: {forward: "|z| z + 0.4 * sin(z)"}
layers:
  - {invert: {layer: gumbel_cdf}}
  - {lower_triangular: {part: upper, unit: false}}
  - wave
  - {nice: {couplings: 2, conditioner: {mlp: {hidden: [4], activation: sigmoid}}}}
  - exp
  - {power: {exponent: 0.7}}
"#;

#[test]
fn architecture_39() {
    check(Architecture39::new(39), Architecture39::new(39).cast::<f64>(), ARCHITECTURE_39);
}

flow! {
    pub struct Architecture44<13> {
        base: standard_normal(location = learned),
        layers: [
            coupling(split = halves, transformer = affine(scale = softplus), conditioner = mlp(hidden = [5, 6], activation = relu)),
            exp,
            invert(layer = softplus),
            permute(seed = 44),
            exp,
        ],
    }
}
const ARCHITECTURE_44: &str = r#"
flow: Architecture44
event: 13
base: {standard_normal: {location: learned}}
layers:
  - {coupling: {split: halves, transformer: {affine: {scale: softplus}}, conditioner: {mlp: {hidden: [5, 6], activation: relu}}}}
  - exp
  - {invert: {layer: softplus}}
  - {permute: {seed: 44}}
  - exp
"#;

#[test]
fn architecture_44() {
    check(Architecture44::new(44), Architecture44::new(44).cast::<f64>(), ARCHITECTURE_44);
}

flow! {
    pub struct Architecture49<2, context = 2> {
        base: standard_logistic,
        layers: [
            repeat(times = 2, layers = [coupling(split = halves, transformer = prelu, conditioner = mlp(hidden = [3], activation = softplus)), permute(seed = 49)]),
            iaf(layers = 2, transformer = additive, conditioner = made(hidden = [2], activation = sigmoid, residual = true)),
            shift,
            lu_linear,
        ],
    }
    bijector prelu(alpha: positive) { forward: |z| if z < 0.0 { alpha * z } else { z } }
}
const ARCHITECTURE_49: &str = r#"
flow: Architecture49
event: 2
context: 2
base: standard_logistic
bijectors:
  prelu: {parameters: {alpha: positive}, forward: "|z| if z < 0.0 { alpha * z } else { z }"}
layers:
  - {repeat: {times: 2, layers: [{coupling: {split: halves, transformer: prelu, conditioner: {mlp: {hidden: [3], activation: softplus}}}}, {permute: {seed: 49}}]}}
  - {iaf: {layers: 2, transformer: additive, conditioner: {made: {hidden: [2], activation: sigmoid, residual: true}}}}
  - shift
  - lu_linear
"#;

#[test]
fn architecture_49() {
    check_given(Architecture49::new(49), Architecture49::new(49).cast::<f64>(), ARCHITECTURE_49);
}
