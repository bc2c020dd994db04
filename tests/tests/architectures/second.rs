//! Architectures drawn by `flow_tests::architectures`, which says how; this file is not written by hand.

use flow_runtime::flow;
use flow_tests::emitted::{check, check_given};

flow! {
    pub struct Architecture01<2, context = 2> {
        base: standard_logistic,
        layers: [
            actnorm,
            permute(seed = 1),
            repeat(times = 2, layers = [coupling(split = even, transformer = additive, conditioner = mlp(hidden = [4, 5], activation = relu)), permute(seed = 1)]),
            iaf(layers = 2, transformer = bend, conditioner = made(hidden = [], activation = relu)),
        ],
    }
    bijector bend(rate: unit) { let gain = 1.0 + rate; forward: |z| gain * z + rate * softplus(z) }
}
const ARCHITECTURE_01: &str = r#"
flow: Architecture01
event: 2
context: 2
base: standard_logistic
bijectors:
  bend: {parameters: {rate: unit}, let: {gain: "1.0 + rate"}, forward: "|z| gain * z + rate * softplus(z)"}
layers:
  - actnorm
  - {permute: {seed: 1}}
  - {repeat: {times: 2, layers: [{coupling: {split: even, transformer: additive, conditioner: {mlp: {hidden: [4, 5], activation: relu}}}}, {permute: {seed: 1}}]}}
  - {iaf: {layers: 2, transformer: bend, conditioner: {made: {hidden: [], activation: relu}}}}
"#;

#[test]
fn architecture_01() {
    check_given(Architecture01::new(1), Architecture01::new(1).cast::<f64>(), ARCHITECTURE_01);
}

flow! {
    pub struct Architecture06<7> {
        base: student_t(degrees_of_freedom = 4.0),
        layers: [
            sigmoid,
            invert(layer = sigmoid),
            scale,
        ],
    }
}
const ARCHITECTURE_06: &str = r#"
flow: Architecture06
event: 7
base: {student_t: {degrees_of_freedom: 4.0}}
layers:
  - sigmoid
  - {invert: {layer: sigmoid}}
  - scale
"#;

#[test]
fn architecture_06() {
    check(Architecture06::new(6), Architecture06::new(6).cast::<f64>(), ARCHITECTURE_06);
}

flow! {
    pub struct Architecture11<12> {
        base: standard_uniform,
        layers: [
            logit,
            actnorm,
        ],
    }
}
const ARCHITECTURE_11: &str = r#"
flow: Architecture11
event: 12
base: standard_uniform
layers:
  - logit
  - actnorm
"#;

#[test]
fn architecture_11() {
    check(Architecture11::new(11), Architecture11::new(11).cast::<f64>(), ARCHITECTURE_11);
}

flow! {
    pub struct Architecture16<1, context = 1> {
        base: standard_normal,
        layers: [
            permute(order = [0]),
        ],
    }
}
const ARCHITECTURE_16: &str = r#"
flow: Architecture16
event: 1
context: 1
base: standard_normal
layers:
  - {permute: {order: [0]}}
"#;

#[test]
fn architecture_16() {
    check_given(Architecture16::new(16), Architecture16::new(16).cast::<f64>(), ARCHITECTURE_16);
}

flow! {
    pub struct Architecture21<6> {
        base: standard_logistic,
        layers: [
            iaf(layers = 2, transformer = affine, conditioner = made(hidden = [7, 7], activation = sigmoid)),
            scale(scale = sigmoid),
            actnorm,
            permute(seed = 21),
            repeat(times = 2, layers = [coupling(split = odd, transformer = additive, conditioner = mlp(hidden = [3], activation = softplus)), permute(seed = 21)]),
            iaf(layers = 2, transformer = affine(bound = 1.5), conditioner = made(hidden = [8, 8], activation = softplus)),
            scale(scale = softplus),
            actnorm,
        ],
    }
}
const ARCHITECTURE_21: &str = r#"
flow: Architecture21
event: 6
base: standard_logistic
layers:
  - {iaf: {layers: 2, transformer: affine, conditioner: {made: {hidden: [7, 7], activation: sigmoid}}}}
  - {scale: {scale: sigmoid}}
  - actnorm
  - {permute: {seed: 21}}
  - {repeat: {times: 2, layers: [{coupling: {split: odd, transformer: additive, conditioner: {mlp: {hidden: [3], activation: softplus}}}}, {permute: {seed: 21}}]}}
  - {iaf: {layers: 2, transformer: {affine: {bound: 1.5}}, conditioner: {made: {hidden: [8, 8], activation: softplus}}}}
  - {scale: {scale: softplus}}
  - actnorm
"#;

#[test]
fn architecture_21() {
    check(Architecture21::new(21), Architecture21::new(21).cast::<f64>(), ARCHITECTURE_21);
}

flow! {
    pub struct Architecture26<11> {
        base: student_t(degrees_of_freedom = 2.5, location = learned, scale = learned),
        layers: [
            sigmoid,
            logit,
            repeat(times = 2, layers = [coupling(split = odd, transformer = scale(scale = sigmoid), conditioner = mlp(hidden = [5, 6], activation = tanh, dropout = 0.2)), permute(seed = 26)]),
            iaf(layers = 2, transformer = affine, conditioner = made(hidden = [], activation = sigmoid)),
            scale(scale = sigmoid),
            actnorm,
            permute(seed = 26),
        ],
    }
}
const ARCHITECTURE_26: &str = r#"
flow: Architecture26
event: 11
base: {student_t: {degrees_of_freedom: 2.5, location: learned, scale: learned}}
layers:
  - sigmoid
  - logit
  - {repeat: {times: 2, layers: [{coupling: {split: odd, transformer: {scale: {scale: sigmoid}}, conditioner: {mlp: {hidden: [5, 6], activation: tanh, dropout: 0.2}}}}, {permute: {seed: 26}}]}}
  - {iaf: {layers: 2, transformer: affine, conditioner: {made: {hidden: [], activation: sigmoid}}}}
  - {scale: {scale: sigmoid}}
  - actnorm
  - {permute: {seed: 26}}
"#;

#[test]
fn architecture_26() {
    check(Architecture26::new(26), Architecture26::new(26).cast::<f64>(), ARCHITECTURE_26);
}

flow! {
    pub struct Architecture31<16, context = 2> {
        base: standard_uniform,
        layers: [
            invert(layer = sigmoid),
            wave,
            nice(couplings = 2, conditioner = mlp(hidden = [4], activation = softplus)),
            sigmoid,
            logit,
            batch_norm(epsilon = 0.5),
        ],
    }
    bijector wave() { forward: |z| z + 0.4 * sin(z) }
}
const ARCHITECTURE_31: &str = r#"
flow: Architecture31
event: 16
context: 2
base: standard_uniform
bijectors:
  wave: {forward: "|z| z + 0.4 * sin(z)"}
layers:
  - {invert: {layer: sigmoid}}
  - wave
  - {nice: {couplings: 2, conditioner: {mlp: {hidden: [4], activation: softplus}}}}
  - sigmoid
  - logit
  - {batch_norm: {epsilon: 0.5}}
"#;

#[test]
fn architecture_31() {
    check_given(Architecture31::new(31), Architecture31::new(31).cast::<f64>(), ARCHITECTURE_31);
}

flow! {
    pub struct Architecture36<5> {
        base: standard_normal(location = learned),
        layers: [
            scale(scale = sigmoid),
            actnorm,
            gumbel_cdf,
            logit,
            iaf(layers = 2, transformer = scale(scale = softplus), conditioner = made(hidden = [7], activation = tanh)),
        ],
    }
}
const ARCHITECTURE_36: &str = r#"
flow: Architecture36
event: 5
base: {standard_normal: {location: learned}}
layers:
  - {scale: {scale: sigmoid}}
  - actnorm
  - gumbel_cdf
  - logit
  - {iaf: {layers: 2, transformer: {scale: {scale: softplus}}, conditioner: {made: {hidden: [7], activation: tanh}}}}
"#;

#[test]
fn architecture_36() {
    check(Architecture36::new(36), Architecture36::new(36).cast::<f64>(), ARCHITECTURE_36);
}

flow! {
    pub struct Architecture41<10> {
        base: standard_logistic(location = learned),
        layers: [
            permute(seed = 41),
            repeat(times = 2, layers = [coupling(split = even, transformer = scale(bound = 1.5), conditioner = mlp(hidden = [4, 5], activation = softplus)), permute(seed = 41)]),
            iaf(layers = 2, transformer = bend, conditioner = made(hidden = [9, 9], activation = tanh)),
            scale(scale = sigmoid),
        ],
    }
    bijector bend(rate: unit) { let gain = 1.0 + rate; forward: |z| gain * z + rate * softplus(z) }
}
const ARCHITECTURE_41: &str = r#"
flow: Architecture41
event: 10
base: {standard_logistic: {location: learned}}
bijectors:
  bend: {parameters: {rate: unit}, let: {gain: "1.0 + rate"}, forward: "|z| gain * z + rate * softplus(z)"}
layers:
  - {permute: {seed: 41}}
  - {repeat: {times: 2, layers: [{coupling: {split: even, transformer: {scale: {bound: 1.5}}, conditioner: {mlp: {hidden: [4, 5], activation: softplus}}}}, {permute: {seed: 41}}]}}
  - {iaf: {layers: 2, transformer: bend, conditioner: {made: {hidden: [9, 9], activation: tanh}}}}
  - {scale: {scale: sigmoid}}
"#;

#[test]
fn architecture_41() {
    check(Architecture41::new(41), Architecture41::new(41).cast::<f64>(), ARCHITECTURE_41);
}

flow! {
    pub struct Architecture46<15, context = 1> {
        base: student_t(degrees_of_freedom = 4.0),
        layers: [
            radial,
            bend,
            real_nvp(couplings = 2, transformer = scale, conditioner = mlp(hidden = [3], activation = tanh)),
        ],
    }
    bijector bend(rate: unit) { let gain = 1.0 + rate; forward: |z| gain * z + rate * softplus(z) }
}
const ARCHITECTURE_46: &str = r#"
flow: Architecture46
event: 15
context: 1
base: {student_t: {degrees_of_freedom: 4.0}}
bijectors:
  bend: {parameters: {rate: unit}, let: {gain: "1.0 + rate"}, forward: "|z| gain * z + rate * softplus(z)"}
layers:
  - radial
  - bend
  - {real_nvp: {couplings: 2, transformer: scale, conditioner: {mlp: {hidden: [3], activation: tanh}}}}
"#;

#[test]
fn architecture_46() {
    check_given(Architecture46::new(46), Architecture46::new(46).cast::<f64>(), ARCHITECTURE_46);
}
