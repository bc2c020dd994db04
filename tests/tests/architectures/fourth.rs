//! Architectures drawn by `flow_tests::architectures`, which says how; this file is not written by hand.

use flow_runtime::flow;
use flow_tests::emitted::{check, check_given};

flow! {
    pub struct Architecture03<4> {
        base: standard_uniform,
        layers: [
            invert(layer = gumbel_cdf),
            shift,
        ],
    }
}
const ARCHITECTURE_03: &str = r#"
flow: Architecture03
event: 4
base: standard_uniform
layers:
  - {invert: {layer: gumbel_cdf}}
  - shift
"#;

#[test]
fn architecture_03() {
    check(Architecture03::new(3), Architecture03::new(3).cast::<f64>(), ARCHITECTURE_03);
}

flow! {
    pub struct Architecture08<9> {
        base: standard_normal(location = learned, scale = learned),
        layers: [
            lu_linear,
        ],
    }
}
const ARCHITECTURE_08: &str = r#"
flow: Architecture08
event: 9
base: {standard_normal: {location: learned, scale: learned}}
layers:
  - lu_linear
"#;

#[test]
fn architecture_08() {
    check(Architecture08::new(8), Architecture08::new(8).cast::<f64>(), ARCHITECTURE_08);
}

flow! {
    pub struct Architecture13<14, context = 2> {
        base: standard_logistic,
        layers: [
            prelu,
            gumbel_cdf,
            invert(layer = gumbel_cdf),
            scale(scale = softplus),
            actnorm,
            permute(order = [0, 7, 2, 6, 1, 4, 10, 8, 11, 3, 5, 12, 13, 9]),
            repeat(times = 2, layers = [coupling(split = even, transformer = additive, conditioner = mlp(hidden = [3, 4], activation = relu)), permute(seed = 13)]),
            iaf(layers = 2, transformer = bend, conditioner = made(hidden = [16, 16], activation = sigmoid)),
        ],
    }
    bijector prelu(alpha: positive) { forward: |z| if z < 0.0 { alpha * z } else { z } }
    bijector bend(rate: unit) { let gain = 1.0 + rate; forward: |z| gain * z + rate * softplus(z) }
}
const ARCHITECTURE_13: &str = r#"
flow: Architecture13
event: 14
context: 2
base: standard_logistic
bijectors:
  prelu: {parameters: {alpha: positive}, forward: "|z| if z < 0.0 { alpha * z } else { z }"}
  bend: {parameters: {rate: unit}, let: {gain: "1.0 + rate"}, forward: "|z| gain * z + rate * softplus(z)"}
layers:
  - prelu
  - gumbel_cdf
  - {invert: {layer: gumbel_cdf}}
  - {scale: {scale: softplus}}
  - actnorm
  - {permute: {order: [0, 7, 2, 6, 1, 4, 10, 8, 11, 3, 5, 12, 13, 9]}}
  - {repeat: {times: 2, layers: [{coupling: {split: even, transformer: additive, conditioner: {mlp: {hidden: [3, 4], activation: relu}}}}, {permute: {seed: 13}}]}}
  - {iaf: {layers: 2, transformer: bend, conditioner: {made: {hidden: [16, 16], activation: sigmoid}}}}
"#;

#[test]
fn architecture_13() {
    check_given(Architecture13::new(13), Architecture13::new(13).cast::<f64>(), ARCHITECTURE_13);
}

flow! {
    pub struct Architecture18<3> {
        base: student_t(degrees_of_freedom = 9.0, scale = learned),
        layers: [
            shift,
            cross,
            reverse,
            softplus,
            scale(scale = sigmoid),
            log,
            cross,
        ],
    }
    bijector cross(k: scalar) { forward: |z| [z[0], z[1] * exp(k * z[0]), z[2] + z[0] * z[1]] }
}
const ARCHITECTURE_18: &str = r#"
flow: Architecture18
event: 3
base: {student_t: {degrees_of_freedom: 9.0, scale: learned}}
bijectors:
  cross: {parameters: {k: scalar}, forward: "|z| [z[0], z[1] * exp(k * z[0]), z[2] + z[0] * z[1]]"}
layers:
  - shift
  - cross
  - reverse
  - softplus
  - {scale: {scale: sigmoid}}
  - log
  - cross
"#;

#[test]
fn architecture_18() {
    check(Architecture18::new(18), Architecture18::new(18).cast::<f64>(), ARCHITECTURE_18);
}

flow! {
    pub struct Architecture23<8> {
        base: standard_uniform,
        layers: [
            logit,
            gumbel_cdf,
            invert(layer = sigmoid),
            shift,
            lu_linear,
            reverse,
        ],
    }
}
const ARCHITECTURE_23: &str = r#"
flow: Architecture23
event: 8
base: standard_uniform
layers:
  - logit
  - gumbel_cdf
  - {invert: {layer: sigmoid}}
  - shift
  - lu_linear
  - reverse
"#;

#[test]
fn architecture_23() {
    check(Architecture23::new(23), Architecture23::new(23).cast::<f64>(), ARCHITECTURE_23);
}

flow! {
    pub struct Architecture28<13, context = 1> {
        base: standard_normal(location = learned),
        layers: [
            softplus,
            scale(scale = softplus),
            invert(layer = softplus),
            leaky_relu(slope = 1.6),
            batch_norm(epsilon = 0.5),
        ],
    }
}
const ARCHITECTURE_28: &str = r#"
flow: Architecture28
event: 13
context: 1
base: {standard_normal: {location: learned}}
layers:
  - softplus
  - {scale: {scale: softplus}}
  - {invert: {layer: softplus}}
  - {leaky_relu: {slope: 1.6}}
  - {batch_norm: {epsilon: 0.5}}
"#;

#[test]
fn architecture_28() {
    check_given(Architecture28::new(28), Architecture28::new(28).cast::<f64>(), ARCHITECTURE_28);
}

flow! {
    pub struct Architecture33<2> {
        base: standard_logistic,
        layers: [
            lu_linear,
            reverse,
            exp,
            power(exponent = 0.7),
        ],
    }
}
const ARCHITECTURE_33: &str = r#"
flow: Architecture33
event: 2
base: standard_logistic
layers:
  - lu_linear
  - reverse
  - exp
  - {power: {exponent: 0.7}}
"#;

#[test]
fn architecture_33() {
    check(Architecture33::new(33), Architecture33::new(33).cast::<f64>(), ARCHITECTURE_33);
}

flow! {
    pub struct Architecture38<7> {
        base: student_t(degrees_of_freedom = 4.0, scale = learned),
        layers: [
            invert(layer = coupling(split = even, transformer = scale(scale = sigmoid), conditioner = mlp(hidden = [3], activation = relu))),
            maf(layers = 2, transformer = affine(scale = softplus), conditioner = made(hidden = [], activation = relu)),
            shift,
        ],
    }
}
const ARCHITECTURE_38: &str = r#"
flow: Architecture38
event: 7
base: {student_t: {degrees_of_freedom: 4.0, scale: learned}}
layers:
  - {invert: {layer: {coupling: {split: even, transformer: {scale: {scale: sigmoid}}, conditioner: {mlp: {hidden: [3], activation: relu}}}}}}
  - {maf: {layers: 2, transformer: {affine: {scale: softplus}}, conditioner: {made: {hidden: [], activation: relu}}}}
  - shift
"#;

#[test]
fn architecture_38() {
    check(Architecture38::new(38), Architecture38::new(38).cast::<f64>(), ARCHITECTURE_38);
}

flow! {
    pub struct Architecture43<12, context = 2> {
        base: standard_uniform,
        layers: [
            logit,
            gumbel_cdf,
        ],
    }
}
const ARCHITECTURE_43: &str = r#"
flow: Architecture43
event: 12
context: 2
base: standard_uniform
layers:
  - logit
  - gumbel_cdf
"#;

#[test]
fn architecture_43() {
    check_given(Architecture43::new(43), Architecture43::new(43).cast::<f64>(), ARCHITECTURE_43);
}

flow! {
    pub struct Architecture48<1> {
        base: standard_normal,
        layers: [
            tanh,
        ],
    }
}
const ARCHITECTURE_48: &str = r#"
flow: Architecture48
event: 1
base: standard_normal
layers:
  - tanh
"#;

#[test]
fn architecture_48() {
    check(Architecture48::new(48), Architecture48::new(48).cast::<f64>(), ARCHITECTURE_48);
}
