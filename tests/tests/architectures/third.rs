//! Architectures drawn by `flow_tests::architectures`, which says how; this file is not written by hand.

use flow_runtime::flow;
use flow_tests::emitted::{check, check_given};

#[test]
fn with_every_instruction_set() {
    flow_tests::engine::with_every_instruction_set();
}

flow! {
    pub struct Architecture02<3> {
        base: student_t(degrees_of_freedom = 2.5, scale = learned),
        layers: [
            reverse,
            cross,
            cross,
            cross,
            cross,
            cross,
            prelu,
        ],
    }
    bijector prelu(alpha: positive) {
        forward: |z| if z < 0.0 { alpha * z } else { z },
    }
    bijector cross(k: scalar) {
        forward: |z| [z[0], z[1] * exp(k * z[0]), z[2] + z[0] * z[1]],
    }
}
const ARCHITECTURE_02: &str = r#"
flow: Architecture02
event: 3
bijectors:
  prelu: {parameters: {alpha: positive}, forward: "|z| if z < 0.0 { alpha * z } else { z }"}
  cross: {parameters: {k: scalar}, forward: "|z| [z[0], z[1] * exp(k * z[0]), z[2] + z[0] * z[1]]"}
base: {student_t: {degrees_of_freedom: 2.5, scale: learned}}
layers:
  - reverse
  - cross
  - cross
  - cross
  - cross
  - cross
  - prelu
"#;

#[test]
fn architecture_02() {
    check(Architecture02::new(2), Architecture02::new(2).cast::<f64>(), ARCHITECTURE_02);
}

flow! {
    pub struct Architecture07<8, context = 2> {
        base: standard_normal(location = conditioned, scale = learned, conditioner = mlp(hidden = [3])),
        layers: [
            repeat(times = 2, layers = [coupling(split = even, transformer = affine(scale = sigmoid), conditioner = mlp(hidden = [5], activation = softplus, dropout = 0.2)), permute(seed = 7)]),
            iaf(layers = 2, transformer = additive, conditioner = made(hidden = [], activation = tanh)),
            shift,
            lu_linear,
            householder,
            prelu,
        ],
    }
    bijector prelu(alpha: positive) {
        forward: |z| if z < 0.0 { alpha * z } else { z },
    }
}
const ARCHITECTURE_07: &str = r#"
flow: Architecture07
event: 8
context: 2
bijectors:
  prelu: {parameters: {alpha: positive}, forward: "|z| if z < 0.0 { alpha * z } else { z }"}
base: {standard_normal: {location: conditioned, scale: learned, conditioner: {mlp: {hidden: [3]}}}}
layers:
  - {repeat: {times: 2, layers: [{coupling: {split: even, transformer: {affine: {scale: sigmoid}}, conditioner: {mlp: {hidden: [5], activation: softplus, dropout: 0.2}}}}, {permute: {seed: 7}}]}}
  - {iaf: {layers: 2, transformer: additive, conditioner: {made: {hidden: [], activation: tanh}}}}
  - shift
  - lu_linear
  - householder
  - prelu
"#;

#[test]
fn architecture_07() {
    check_given(Architecture07::new(7), Architecture07::new(7).cast::<f64>(), ARCHITECTURE_07);
}

flow! {
    pub struct Architecture12<13> {
        base: normal(covariance = diagonal),
        layers: [
            affine(scale = softplus),
            lower_triangular(part = upper, unit = false),
            radial,
            permute(seed = 12),
            repeat(times = 2, layers = [coupling(split = even, transformer = gate, conditioner = mlp(hidden = [4, 5], activation = softplus)), permute(seed = 12)]),
        ],
    }
}
const ARCHITECTURE_12: &str = r#"
flow: Architecture12
event: 13
base: {normal: {covariance: diagonal}}
layers:
  - {affine: {scale: softplus}}
  - {lower_triangular: {part: upper, unit: false}}
  - radial
  - {permute: {seed: 12}}
  - {repeat: {times: 2, layers: [{coupling: {split: even, transformer: gate, conditioner: {mlp: {hidden: [4, 5], activation: softplus}}}}, {permute: {seed: 12}}]}}
"#;

#[test]
fn architecture_12() {
    check(Architecture12::new(12), Architecture12::new(12).cast::<f64>(), ARCHITECTURE_12);
}

flow! {
    pub struct Architecture17<2> {
        base: standard_uniform,
        layers: [
            logit,
            sigmoid,
            logit,
            nice(couplings = 2, conditioner = mlp(hidden = [5, 6], activation = tanh)),
        ],
    }
}
const ARCHITECTURE_17: &str = r#"
flow: Architecture17
event: 2
base: standard_uniform
layers:
  - logit
  - sigmoid
  - logit
  - {nice: {couplings: 2, conditioner: {mlp: {hidden: [5, 6], activation: tanh}}}}
"#;

#[test]
fn architecture_17() {
    check(Architecture17::new(17), Architecture17::new(17).cast::<f64>(), ARCHITECTURE_17);
}

flow! {
    pub struct Architecture22<7, context = 1> {
        base: standard_logistic(location = conditioned, scale = conditioned, conditioner = mlp(hidden = [3])),
        layers: [
            planar,
            softplus,
            log,
        ],
    }
}
const ARCHITECTURE_22: &str = r#"
flow: Architecture22
event: 7
context: 1
base: {standard_logistic: {location: conditioned, scale: conditioned, conditioner: {mlp: {hidden: [3]}}}}
layers:
  - planar
  - softplus
  - log
"#;

#[test]
fn architecture_22() {
    check_given(Architecture22::new(22), Architecture22::new(22).cast::<f64>(), ARCHITECTURE_22);
}

flow! {
    pub struct Architecture27<12> {
        base: inverse_cdf(quantile = logit),
        layers: [
            coupling(split = halves, transformer = bend, conditioner = mlp(hidden = [4], activation = softplus)),
            nsf(form = autoregressive, steps = 1, bins = 3, bound = 3.0, hidden = [14]),
        ],
    }
    bijector bend(rate: unit) {
        let gain = 1.0 + rate;
        forward: |z| gain * z + rate * softplus(z),
    }
}
const ARCHITECTURE_27: &str = r#"
flow: Architecture27
event: 12
bijectors:
  bend: {parameters: {rate: unit}, let: {gain: "1.0 + rate"}, forward: "|z| gain * z + rate * softplus(z)"}
base: {inverse_cdf: {quantile: logit}}
layers:
  - {coupling: {split: halves, transformer: bend, conditioner: {mlp: {hidden: [4], activation: softplus}}}}
  - {nsf: {form: autoregressive, steps: 1, bins: 3, bound: 3.0, hidden: [14]}}
"#;

#[test]
fn architecture_27() {
    check(Architecture27::new(27), Architecture27::new(27).cast::<f64>(), ARCHITECTURE_27);
}

flow! {
    pub struct Architecture32<1> {
        base: laplace,
        layers: [
            reverse,
        ],
    }
}
const ARCHITECTURE_32: &str = r#"
flow: Architecture32
event: 1
base: laplace
layers:
  - reverse
"#;

#[test]
fn architecture_32() {
    check(Architecture32::new(32), Architecture32::new(32).cast::<f64>(), ARCHITECTURE_32);
}

flow! {
    pub struct Architecture37<6, context = 2> {
        base: student_t(degrees_of_freedom = 9.0, location = learned, scale = learned),
        layers: [
            autoregressive(explicit = forward, order = [3, 1, 5, 2, 4, 0], transformer = affine(scale = softplus), conditioner = made(hidden = [], activation = relu, residual = true)),
            exp,
            log,
            tanh,
            invert(layer = tanh),
            real_nvp(couplings = 2, transformer = rational_quadratic_spline(bins = 3, bound = 4.0), conditioner = mlp(hidden = [3], activation = relu)),
            conditional(transformer = additive, conditioner = residual_mlp(hidden = 3, blocks = 1, activation = softplus)),
            rational_quadratic_spline(bins = 2, bound = 2.0),
        ],
    }
}
const ARCHITECTURE_37: &str = r#"
flow: Architecture37
event: 6
context: 2
base: {student_t: {degrees_of_freedom: 9.0, location: learned, scale: learned}}
layers:
  - {autoregressive: {explicit: forward, order: [3, 1, 5, 2, 4, 0], transformer: {affine: {scale: softplus}}, conditioner: {made: {hidden: [], activation: relu, residual: true}}}}
  - exp
  - log
  - tanh
  - {invert: {layer: tanh}}
  - {real_nvp: {couplings: 2, transformer: {rational_quadratic_spline: {bins: 3, bound: 4.0}}, conditioner: {mlp: {hidden: [3], activation: relu}}}}
  - {conditional: {transformer: additive, conditioner: {residual_mlp: {hidden: 3, blocks: 1, activation: softplus}}}}
  - {rational_quadratic_spline: {bins: 2, bound: 2.0}}
"#;

#[test]
fn architecture_37() {
    check_given(Architecture37::new(37), Architecture37::new(37).cast::<f64>(), ARCHITECTURE_37);
}

flow! {
    pub struct Architecture42<11> {
        base: standard_normal,
        layers: [
            reverse,
            tanh,
            invert(layer = tanh),
            shift,
            exp,
            invert(layer = softplus),
            prelu,
        ],
    }
    bijector prelu(alpha: positive) {
        forward: |z| if z < 0.0 { alpha * z } else { z },
    }
}
const ARCHITECTURE_42: &str = r#"
flow: Architecture42
event: 11
bijectors:
  prelu: {parameters: {alpha: positive}, forward: "|z| if z < 0.0 { alpha * z } else { z }"}
base: standard_normal
layers:
  - reverse
  - tanh
  - {invert: {layer: tanh}}
  - shift
  - exp
  - {invert: {layer: softplus}}
  - prelu
"#;

#[test]
fn architecture_42() {
    check(Architecture42::new(42), Architecture42::new(42).cast::<f64>(), ARCHITECTURE_42);
}

flow! {
    pub struct Architecture47<16> {
        base: normal_mixture(components = 3),
        layers: [
            gumbel_cdf,
            logit,
            leaky_relu(slope = 0.7),
            batch_norm(epsilon = 0.5),
            exp,
            power(exponent = 0.7),
        ],
    }
}
const ARCHITECTURE_47: &str = r#"
flow: Architecture47
event: 16
base: {normal_mixture: {components: 3}}
layers:
  - gumbel_cdf
  - logit
  - {leaky_relu: {slope: 0.7}}
  - {batch_norm: {epsilon: 0.5}}
  - exp
  - {power: {exponent: 0.7}}
"#;

#[test]
fn architecture_47() {
    check(Architecture47::new(47), Architecture47::new(47).cast::<f64>(), ARCHITECTURE_47);
}
