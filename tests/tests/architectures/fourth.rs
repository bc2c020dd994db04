//! Architectures drawn by `flow_tests::architectures`, which says how; this file is not written by hand.

use flow_runtime::flow;
use flow_tests::emitted::{check, check_given};

flow! {
    pub struct Architecture03<4> {
        base: standard_uniform,
        layers: [
            invert(layer = gumbel_cdf),
            lower_triangular(part = lower, unit = false),
        ],
    }
}
const ARCHITECTURE_03: &str = r#"
flow: Architecture03
event: 4
base: standard_uniform
layers:
  - {invert: {layer: gumbel_cdf}}
  - {lower_triangular: {part: lower, unit: false}}
"#;

#[test]
fn architecture_03() {
    check(Architecture03::new(3), Architecture03::new(3).cast::<f64>(), ARCHITECTURE_03);
}

flow! {
    pub struct Architecture08<9> {
        base: standard_normal(location = learned, scale = learned),
        layers: [
            coupling(split = halves, transformer = bend, conditioner = mlp(hidden = [4], activation = relu)),
        ],
    }
    bijector bend(rate: unit) { let gain = 1.0 + rate; forward: |z| gain * z + rate * softplus(z) }
}
const ARCHITECTURE_08: &str = r#"
flow: Architecture08
event: 9
base: {standard_normal: {location: learned, scale: learned}}
bijectors:
  bend: {parameters: {rate: unit}, let: {gain: "1.0 + rate"}, forward: "|z| gain * z + rate * softplus(z)"}
layers:
  - {coupling: {split: halves, transformer: bend, conditioner: {mlp: {hidden: [4], activation: relu}}}}
"#;

#[test]
fn architecture_08() {
    check(Architecture08::new(8), Architecture08::new(8).cast::<f64>(), ARCHITECTURE_08);
}

flow! {
    pub struct Architecture13<14, context = 2> {
        base: standard_logistic,
        layers: [
            leaky_relu(slope = 0.3),
            permute(seed = 13),
            repeat(times = 2, layers = [coupling(split = halves, transformer = bend, conditioner = mlp(hidden = [4, 5], activation = sigmoid)), permute(seed = 13)]),
            iaf(layers = 2, transformer = additive, conditioner = made(hidden = [15, 15], activation = relu)),
            shift,
            lu_linear,
            bend,
            real_nvp(couplings = 2, transformer = scale(scale = sigmoid), conditioner = residual_mlp(hidden = 4, blocks = 1, activation = relu)),
        ],
    }
    bijector bend(rate: unit) { let gain = 1.0 + rate; forward: |z| gain * z + rate * softplus(z) }
}
const ARCHITECTURE_13: &str = r#"
flow: Architecture13
event: 14
context: 2
base: standard_logistic
bijectors:
  bend: {parameters: {rate: unit}, let: {gain: "1.0 + rate"}, forward: "|z| gain * z + rate * softplus(z)"}
layers:
  - {leaky_relu: {slope: 0.3}}
  - {permute: {seed: 13}}
  - {repeat: {times: 2, layers: [{coupling: {split: halves, transformer: bend, conditioner: {mlp: {hidden: [4, 5], activation: sigmoid}}}}, {permute: {seed: 13}}]}}
  - {iaf: {layers: 2, transformer: additive, conditioner: {made: {hidden: [15, 15], activation: relu}}}}
  - shift
  - lu_linear
  - bend
  - {real_nvp: {couplings: 2, transformer: {scale: {scale: sigmoid}}, conditioner: {residual_mlp: {hidden: 4, blocks: 1, activation: relu}}}}
"#;

#[test]
fn architecture_13() {
    check_given(Architecture13::new(13), Architecture13::new(13).cast::<f64>(), ARCHITECTURE_13);
}

flow! {
    pub struct Architecture18<3> {
        base: student_t(degrees_of_freedom = 9.0, scale = learned),
        layers: [
            affine,
            softplus,
            log,
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
  - affine
  - softplus
  - log
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
            permute(order = [4, 5, 2, 1, 0, 3, 6, 7]),
            repeat(times = 2, layers = [coupling(split = halves, transformer = bend, conditioner = mlp(hidden = [3], activation = tanh)), permute(seed = 23)]),
            tanh,
        ],
    }
    bijector bend(rate: unit) { let gain = 1.0 + rate; forward: |z| gain * z + rate * softplus(z) }
}
const ARCHITECTURE_23: &str = r#"
flow: Architecture23
event: 8
base: standard_uniform
bijectors:
  bend: {parameters: {rate: unit}, let: {gain: "1.0 + rate"}, forward: "|z| gain * z + rate * softplus(z)"}
layers:
  - logit
  - gumbel_cdf
  - {invert: {layer: sigmoid}}
  - {permute: {order: [4, 5, 2, 1, 0, 3, 6, 7]}}
  - {repeat: {times: 2, layers: [{coupling: {split: halves, transformer: bend, conditioner: {mlp: {hidden: [3], activation: tanh}}}}, {permute: {seed: 23}}]}}
  - tanh
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
            repeat(times = 2, layers = [coupling(split = even, transformer = scale(scale = softplus), conditioner = mlp(hidden = [3, 4], activation = sigmoid)), permute(seed = 28)]),
            iaf(layers = 2, transformer = affine(scale = sigmoid), conditioner = made(hidden = [12, 12], activation = relu)),
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
  - {repeat: {times: 2, layers: [{coupling: {split: even, transformer: {scale: {scale: softplus}}, conditioner: {mlp: {hidden: [3, 4], activation: sigmoid}}}}, {permute: {seed: 28}}]}}
  - {iaf: {layers: 2, transformer: {affine: {scale: sigmoid}}, conditioner: {made: {hidden: [12, 12], activation: relu}}}}
"#;

#[test]
fn architecture_28() {
    check_given(Architecture28::new(28), Architecture28::new(28).cast::<f64>(), ARCHITECTURE_28);
}

flow! {
    pub struct Architecture33<2> {
        base: standard_logistic,
        layers: [
            affine(scale = softplus),
            softplus,
            log,
            nice(couplings = 2, conditioner = mlp(hidden = [], activation = softplus)),
        ],
    }
}
const ARCHITECTURE_33: &str = r#"
flow: Architecture33
event: 2
base: standard_logistic
layers:
  - {affine: {scale: softplus}}
  - softplus
  - log
  - {nice: {couplings: 2, conditioner: {mlp: {hidden: [], activation: softplus}}}}
"#;

#[test]
fn architecture_33() {
    check(Architecture33::new(33), Architecture33::new(33).cast::<f64>(), ARCHITECTURE_33);
}

flow! {
    pub struct Architecture38<7> {
        base: student_t(degrees_of_freedom = 4.0, scale = learned),
        layers: [
            coupling(split = [5], transformer = additive, conditioner = mlp(hidden = [], activation = softplus, dropout = 0.2)),
            nsf(form = coupling, steps = 1, bins = 3, bound = 3.0, hidden = [9]),
            leaky_relu(slope = 0.7),
        ],
    }
}
const ARCHITECTURE_38: &str = r#"
flow: Architecture38
event: 7
base: {student_t: {degrees_of_freedom: 4.0, scale: learned}}
layers:
  - {coupling: {split: [5], transformer: additive, conditioner: {mlp: {hidden: [], activation: softplus, dropout: 0.2}}}}
  - {nsf: {form: coupling, steps: 1, bins: 3, bound: 3.0, hidden: [9]}}
  - {leaky_relu: {slope: 0.7}}
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
