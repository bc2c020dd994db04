//! Architectures drawn by `flow_tests::architectures`, which says how; this file is not written by hand.

use flow_runtime::flow;
use flow_tests::emitted::{check, check_given};

flow! {
    pub struct Architecture00<1> {
        base: standard_normal,
        layers: [
            affine,
        ],
    }
}
const ARCHITECTURE_00: &str = r#"
flow: Architecture00
event: 1
base: standard_normal
layers:
  - affine
"#;

#[test]
fn architecture_00() {
    check(Architecture00::new(0), Architecture00::new(0).cast::<f64>(), ARCHITECTURE_00);
}

flow! {
    pub struct Architecture05<6> {
        base: standard_logistic(location = learned),
        layers: [
            radial,
            bend,
            real_nvp(couplings = 2, transformer = affine(scale = softplus), conditioner = residual_mlp(hidden = 5, blocks = 1, activation = tanh)),
            affine(scale = sigmoid),
            lower_triangular(part = upper, unit = false),
            radial,
            bend,
            real_nvp(couplings = 2, transformer = affine(bound = 1.5), conditioner = residual_mlp(hidden = 5, blocks = 1, activation = tanh)),
        ],
    }
    bijector bend(rate: unit) { let gain = 1.0 + rate; forward: |z| gain * z + rate * softplus(z) }
}
const ARCHITECTURE_05: &str = r#"
flow: Architecture05
event: 6
base: {standard_logistic: {location: learned}}
bijectors:
  bend: {parameters: {rate: unit}, let: {gain: "1.0 + rate"}, forward: "|z| gain * z + rate * softplus(z)"}
layers:
  - radial
  - bend
  - {real_nvp: {couplings: 2, transformer: {affine: {scale: softplus}}, conditioner: {residual_mlp: {hidden: 5, blocks: 1, activation: tanh}}}}
  - {affine: {scale: sigmoid}}
  - {lower_triangular: {part: upper, unit: false}}
  - radial
  - bend
  - {real_nvp: {couplings: 2, transformer: {affine: {bound: 1.5}}, conditioner: {residual_mlp: {hidden: 5, blocks: 1, activation: tanh}}}}
"#;

#[test]
fn architecture_05() {
    check(Architecture05::new(5), Architecture05::new(5).cast::<f64>(), ARCHITECTURE_05);
}

flow! {
    pub struct Architecture10<11, context = 1> {
        base: student_t(degrees_of_freedom = 2.5),
        layers: [
            coupling(split = odd, transformer = additive, conditioner = mlp(hidden = [3, 4], activation = tanh)),
            nsf(form = autoregressive, steps = 1, bins = 3, bound = 3.0, hidden = [13]),
            scale(bound = 1.5),
            actnorm,
            permute(order = [3, 6, 1, 5, 10, 2, 4, 0, 9, 7, 8]),
            repeat(times = 2, layers = [coupling(split = halves, transformer = bend, conditioner = mlp(hidden = [], activation = softplus)), permute(seed = 10)]),
            softplus,
        ],
    }
    bijector bend(rate: unit) { let gain = 1.0 + rate; forward: |z| gain * z + rate * softplus(z) }
}
const ARCHITECTURE_10: &str = r#"
flow: Architecture10
event: 11
context: 1
base: {student_t: {degrees_of_freedom: 2.5}}
bijectors:
  bend: {parameters: {rate: unit}, let: {gain: "1.0 + rate"}, forward: "|z| gain * z + rate * softplus(z)"}
layers:
  - {coupling: {split: odd, transformer: additive, conditioner: {mlp: {hidden: [3, 4], activation: tanh}}}}
  - {nsf: {form: autoregressive, steps: 1, bins: 3, bound: 3.0, hidden: [13]}}
  - {scale: {bound: 1.5}}
  - actnorm
  - {permute: {order: [3, 6, 1, 5, 10, 2, 4, 0, 9, 7, 8]}}
  - {repeat: {times: 2, layers: [{coupling: {split: halves, transformer: bend, conditioner: {mlp: {hidden: [], activation: softplus}}}}, {permute: {seed: 10}}]}}
  - softplus
"#;

#[test]
fn architecture_10() {
    check_given(Architecture10::new(10), Architecture10::new(10).cast::<f64>(), ARCHITECTURE_10);
}

flow! {
    pub struct Architecture15<16> {
        base: standard_uniform,
        layers: [
            logit,
            radial,
            bend,
            tanh,
            invert(layer = tanh),
            lower_triangular(part = lower, unit = true),
        ],
    }
    bijector bend(rate: unit) { let gain = 1.0 + rate; forward: |z| gain * z + rate * softplus(z) }
}
const ARCHITECTURE_15: &str = r#"
flow: Architecture15
event: 16
base: standard_uniform
bijectors:
  bend: {parameters: {rate: unit}, let: {gain: "1.0 + rate"}, forward: "|z| gain * z + rate * softplus(z)"}
layers:
  - logit
  - radial
  - bend
  - tanh
  - {invert: {layer: tanh}}
  - {lower_triangular: {part: lower, unit: true}}
"#;

#[test]
fn architecture_15() {
    check(Architecture15::new(15), Architecture15::new(15).cast::<f64>(), ARCHITECTURE_15);
}

flow! {
    pub struct Architecture20<5> {
        base: standard_normal(location = learned),
        layers: [
            bend,
            real_nvp(couplings = 2, transformer = affine(bound = 1.5), conditioner = mlp(hidden = [3], activation = tanh)),
            affine(bound = 1.5),
            lower_triangular(part = upper, unit = true),
            radial,
        ],
    }
    bijector bend(rate: unit) { let gain = 1.0 + rate; forward: |z| gain * z + rate * softplus(z) }
}
const ARCHITECTURE_20: &str = r#"
flow: Architecture20
event: 5
base: {standard_normal: {location: learned}}
bijectors:
  bend: {parameters: {rate: unit}, let: {gain: "1.0 + rate"}, forward: "|z| gain * z + rate * softplus(z)"}
layers:
  - bend
  - {real_nvp: {couplings: 2, transformer: {affine: {bound: 1.5}}, conditioner: {mlp: {hidden: [3], activation: tanh}}}}
  - {affine: {bound: 1.5}}
  - {lower_triangular: {part: upper, unit: true}}
  - radial
"#;

#[test]
fn architecture_20() {
    check(Architecture20::new(20), Architecture20::new(20).cast::<f64>(), ARCHITECTURE_20);
}

flow! {
    pub struct Architecture25<10, context = 2> {
        base: standard_logistic,
        layers: [
            nice(couplings = 2, conditioner = mlp(hidden = [4], activation = tanh)),
            autoregressive(explicit = inverse, order = descending, transformer = additive, conditioner = made(hidden = [11], activation = relu, residual = true)),
            leaky_relu(slope = 0.3),
            batch_norm(epsilon = 0.5),
        ],
    }
}
const ARCHITECTURE_25: &str = r#"
flow: Architecture25
event: 10
context: 2
base: standard_logistic
layers:
  - {nice: {couplings: 2, conditioner: {mlp: {hidden: [4], activation: tanh}}}}
  - {autoregressive: {explicit: inverse, order: descending, transformer: additive, conditioner: {made: {hidden: [11], activation: relu, residual: true}}}}
  - {leaky_relu: {slope: 0.3}}
  - {batch_norm: {epsilon: 0.5}}
"#;

#[test]
fn architecture_25() {
    check_given(Architecture25::new(25), Architecture25::new(25).cast::<f64>(), ARCHITECTURE_25);
}

flow! {
    pub struct Architecture30<15> {
        base: student_t(degrees_of_freedom = 2.5),
        layers: [
            radial,
            bend,
            real_nvp(couplings = 2, transformer = affine, conditioner = mlp(hidden = [3], activation = softplus)),
        ],
    }
    bijector bend(rate: unit) { let gain = 1.0 + rate; forward: |z| gain * z + rate * softplus(z) }
}
const ARCHITECTURE_30: &str = r#"
flow: Architecture30
event: 15
base: {student_t: {degrees_of_freedom: 2.5}}
bijectors:
  bend: {parameters: {rate: unit}, let: {gain: "1.0 + rate"}, forward: "|z| gain * z + rate * softplus(z)"}
layers:
  - radial
  - bend
  - {real_nvp: {couplings: 2, transformer: affine, conditioner: {mlp: {hidden: [3], activation: softplus}}}}
"#;

#[test]
fn architecture_30() {
    check(Architecture30::new(30), Architecture30::new(30).cast::<f64>(), ARCHITECTURE_30);
}

flow! {
    pub struct Architecture35<4> {
        base: standard_uniform,
        layers: [
            invert(layer = gumbel_cdf),
            affine(scale = softplus),
        ],
    }
}
const ARCHITECTURE_35: &str = r#"
flow: Architecture35
event: 4
base: standard_uniform
layers:
  - {invert: {layer: gumbel_cdf}}
  - {affine: {scale: softplus}}
"#;

#[test]
fn architecture_35() {
    check(Architecture35::new(35), Architecture35::new(35).cast::<f64>(), ARCHITECTURE_35);
}

flow! {
    pub struct Architecture40<9, context = 1> {
        base: standard_normal,
        layers: [
            real_nvp(couplings = 2, transformer = affine(scale = softplus), conditioner = mlp(hidden = [4, 5], activation = sigmoid, dropout = 0.2)),
        ],
    }
}
const ARCHITECTURE_40: &str = r#"
flow: Architecture40
event: 9
context: 1
base: standard_normal
layers:
  - {real_nvp: {couplings: 2, transformer: {affine: {scale: softplus}}, conditioner: {mlp: {hidden: [4, 5], activation: sigmoid, dropout: 0.2}}}}
"#;

#[test]
fn architecture_40() {
    check_given(Architecture40::new(40), Architecture40::new(40).cast::<f64>(), ARCHITECTURE_40);
}

flow! {
    pub struct Architecture45<14> {
        base: standard_logistic(location = learned),
        layers: [
            bend,
            tanh,
            invert(layer = tanh),
            lower_triangular(part = upper, unit = true),
            radial,
            bend,
            exp,
            log,
        ],
    }
    bijector bend(rate: unit) { let gain = 1.0 + rate; forward: |z| gain * z + rate * softplus(z) }
}
const ARCHITECTURE_45: &str = r#"
flow: Architecture45
event: 14
base: {standard_logistic: {location: learned}}
bijectors:
  bend: {parameters: {rate: unit}, let: {gain: "1.0 + rate"}, forward: "|z| gain * z + rate * softplus(z)"}
layers:
  - bend
  - tanh
  - {invert: {layer: tanh}}
  - {lower_triangular: {part: upper, unit: true}}
  - radial
  - bend
  - exp
  - log
"#;

#[test]
fn architecture_45() {
    check(Architecture45::new(45), Architecture45::new(45).cast::<f64>(), ARCHITECTURE_45);
}
