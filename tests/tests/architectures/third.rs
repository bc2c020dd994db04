//! Architectures drawn by `flow_tests::architectures`, which says how; this file is not written by hand.

use flow_runtime::flow;
use flow_tests::emitted::{check, check_given};

flow! {
    pub struct Architecture02<3> {
        base: student_t(degrees_of_freedom = 2.5, scale = learned),
        layers: [
            wave,
            cross,
            autoregressive(explicit = inverse, order = [1, 0, 2], transformer = bend, conditioner = made(hidden = [4], activation = sigmoid)),
            rational_quadratic_spline(bins = 2, bound = 4.0),
            cross,
            wave,
            cross,
        ],
    }
    bijector wave() { forward: |z| z + 0.4 * sin(z) }
    bijector bend(rate: unit) { let gain = 1.0 + rate; forward: |z| gain * z + rate * softplus(z) }
    bijector cross(k: scalar) { forward: |z| [z[0], z[1] * exp(k * z[0]), z[2] + z[0] * z[1]] }
}
const ARCHITECTURE_02: &str = r#"
flow: Architecture02
event: 3
base: {student_t: {degrees_of_freedom: 2.5, scale: learned}}
bijectors:
  wave: {forward: "|z| z + 0.4 * sin(z)"}
  bend: {parameters: {rate: unit}, let: {gain: "1.0 + rate"}, forward: "|z| gain * z + rate * softplus(z)"}
  cross: {parameters: {k: scalar}, forward: "|z| [z[0], z[1] * exp(k * z[0]), z[2] + z[0] * z[1]]"}
layers:
  - wave
  - cross
  - {autoregressive: {explicit: inverse, order: [1, 0, 2], transformer: bend, conditioner: {made: {hidden: [4], activation: sigmoid}}}}
  - {rational_quadratic_spline: {bins: 2, bound: 4.0}}
  - cross
  - wave
  - cross
"#;

#[test]
fn architecture_02() {
    check(Architecture02::new(2), Architecture02::new(2).cast::<f64>(), ARCHITECTURE_02);
}

flow! {
    pub struct Architecture07<8, context = 2> {
        base: standard_uniform,
        layers: [
            invert(layer = gumbel_cdf),
            scale(bound = 1.5),
            actnorm,
            sigmoid,
            invert(layer = gumbel_cdf),
            iaf(layers = 2, transformer = additive, conditioner = made(hidden = [7, 7], activation = softplus)),
        ],
    }
}
const ARCHITECTURE_07: &str = r#"
flow: Architecture07
event: 8
context: 2
base: standard_uniform
layers:
  - {invert: {layer: gumbel_cdf}}
  - {scale: {bound: 1.5}}
  - actnorm
  - sigmoid
  - {invert: {layer: gumbel_cdf}}
  - {iaf: {layers: 2, transformer: additive, conditioner: {made: {hidden: [7, 7], activation: softplus}}}}
"#;

#[test]
fn architecture_07() {
    check_given(Architecture07::new(7), Architecture07::new(7).cast::<f64>(), ARCHITECTURE_07);
}

flow! {
    pub struct Architecture12<13> {
        base: standard_normal,
        layers: [
            planar,
            wave,
            nice(couplings = 2, conditioner = mlp(hidden = [3, 4], activation = softplus, dropout = 0.2)),
            tanh,
            invert(layer = tanh),
        ],
    }
    bijector wave() { forward: |z| z + 0.4 * sin(z) }
}
const ARCHITECTURE_12: &str = r#"
flow: Architecture12
event: 13
base: standard_normal
bijectors:
  wave: {forward: "|z| z + 0.4 * sin(z)"}
layers:
  - planar
  - wave
  - {nice: {couplings: 2, conditioner: {mlp: {hidden: [3, 4], activation: softplus, dropout: 0.2}}}}
  - tanh
  - {invert: {layer: tanh}}
"#;

#[test]
fn architecture_12() {
    check(Architecture12::new(12), Architecture12::new(12).cast::<f64>(), ARCHITECTURE_12);
}

flow! {
    pub struct Architecture17<2> {
        base: standard_logistic(scale = learned),
        layers: [
            sigmoid,
            logit,
            rational_quadratic_spline(bins = 2, bound = 2.0),
            planar,
        ],
    }
}
const ARCHITECTURE_17: &str = r#"
flow: Architecture17
event: 2
base: {standard_logistic: {scale: learned}}
layers:
  - sigmoid
  - logit
  - {rational_quadratic_spline: {bins: 2, bound: 2.0}}
  - planar
"#;

#[test]
fn architecture_17() {
    check(Architecture17::new(17), Architecture17::new(17).cast::<f64>(), ARCHITECTURE_17);
}

flow! {
    pub struct Architecture22<7, context = 1> {
        base: student_t(degrees_of_freedom = 4.0),
        layers: [
            autoregressive(explicit = inverse, order = descending, transformer = affine(bound = 1.5), conditioner = made(hidden = [8, 8], activation = relu, residual = true)),
            leaky_relu(slope = 1.6),
            batch_norm(epsilon = 0.5),
        ],
    }
}
const ARCHITECTURE_22: &str = r#"
flow: Architecture22
event: 7
context: 1
base: {student_t: {degrees_of_freedom: 4.0}}
layers:
  - {autoregressive: {explicit: inverse, order: descending, transformer: {affine: {bound: 1.5}}, conditioner: {made: {hidden: [8, 8], activation: relu, residual: true}}}}
  - {leaky_relu: {slope: 1.6}}
  - {batch_norm: {epsilon: 0.5}}
"#;

#[test]
fn architecture_22() {
    check_given(Architecture22::new(22), Architecture22::new(22).cast::<f64>(), ARCHITECTURE_22);
}

flow! {
    pub struct Architecture27<12> {
        base: standard_uniform,
        layers: [
            invert(layer = gumbel_cdf),
            nice(couplings = 2, conditioner = residual_mlp(hidden = 3, blocks = 1, activation = sigmoid)),
        ],
    }
}
const ARCHITECTURE_27: &str = r#"
flow: Architecture27
event: 12
base: standard_uniform
layers:
  - {invert: {layer: gumbel_cdf}}
  - {nice: {couplings: 2, conditioner: {residual_mlp: {hidden: 3, blocks: 1, activation: sigmoid}}}}
"#;

#[test]
fn architecture_27() {
    check(Architecture27::new(27), Architecture27::new(27).cast::<f64>(), ARCHITECTURE_27);
}

flow! {
    pub struct Architecture32<1> {
        base: standard_normal(location = learned, scale = learned),
        layers: [
            batch_norm(epsilon = 0.5),
        ],
    }
}
const ARCHITECTURE_32: &str = r#"
flow: Architecture32
event: 1
base: {standard_normal: {location: learned, scale: learned}}
layers:
  - {batch_norm: {epsilon: 0.5}}
"#;

#[test]
fn architecture_32() {
    check(Architecture32::new(32), Architecture32::new(32).cast::<f64>(), ARCHITECTURE_32);
}

flow! {
    pub struct Architecture37<6, context = 2> {
        base: standard_logistic(location = learned),
        layers: [
            conditional(transformer = additive, conditioner = mlp(hidden = [], activation = tanh)),
            rational_quadratic_spline(bins = 3, bound = 4.0),
            planar,
            wave,
            nice(couplings = 2, conditioner = residual_mlp(hidden = 4, blocks = 1, activation = sigmoid)),
            autoregressive(explicit = forward, order = descending, transformer = prelu, conditioner = made(hidden = [7], activation = softplus)),
            leaky_relu(slope = 1.6),
            batch_norm(epsilon = 0.5),
        ],
    }
    bijector prelu(alpha: positive) { forward: |z| if z < 0.0 { alpha * z } else { z } }
    bijector wave() { forward: |z| z + 0.4 * sin(z) }
}
const ARCHITECTURE_37: &str = r#"
flow: Architecture37
event: 6
context: 2
base: {standard_logistic: {location: learned}}
bijectors:
  prelu: {parameters: {alpha: positive}, forward: "|z| if z < 0.0 { alpha * z } else { z }"}
  wave: {forward: "|z| z + 0.4 * sin(z)"}
layers:
  - {conditional: {transformer: additive, conditioner: {mlp: {hidden: [], activation: tanh}}}}
  - {rational_quadratic_spline: {bins: 3, bound: 4.0}}
  - planar
  - wave
  - {nice: {couplings: 2, conditioner: {residual_mlp: {hidden: 4, blocks: 1, activation: sigmoid}}}}
  - {autoregressive: {explicit: forward, order: descending, transformer: prelu, conditioner: {made: {hidden: [7], activation: softplus}}}}
  - {leaky_relu: {slope: 1.6}}
  - {batch_norm: {epsilon: 0.5}}
"#;

#[test]
fn architecture_37() {
    check_given(Architecture37::new(37), Architecture37::new(37).cast::<f64>(), ARCHITECTURE_37);
}

flow! {
    pub struct Architecture42<11> {
        base: student_t(degrees_of_freedom = 9.0),
        layers: [
            nice(couplings = 2, conditioner = mlp(hidden = [], activation = softplus)),
            autoregressive(explicit = forward, order = descending, transformer = additive, conditioner = made(hidden = [11], activation = softplus)),
            rational_quadratic_spline(bins = 2, bound = 2.0),
            planar,
            wave,
            exp,
            log,
        ],
    }
    bijector wave() { forward: |z| z + 0.4 * sin(z) }
}
const ARCHITECTURE_42: &str = r#"
flow: Architecture42
event: 11
base: {student_t: {degrees_of_freedom: 9.0}}
bijectors:
  wave: {forward: "|z| z + 0.4 * sin(z)"}
layers:
  - {nice: {couplings: 2, conditioner: {mlp: {hidden: [], activation: softplus}}}}
  - {autoregressive: {explicit: forward, order: descending, transformer: additive, conditioner: {made: {hidden: [11], activation: softplus}}}}
  - {rational_quadratic_spline: {bins: 2, bound: 2.0}}
  - planar
  - wave
  - exp
  - log
"#;

#[test]
fn architecture_42() {
    check(Architecture42::new(42), Architecture42::new(42).cast::<f64>(), ARCHITECTURE_42);
}

flow! {
    pub struct Architecture47<16> {
        base: standard_uniform,
        layers: [
            invert(layer = sigmoid),
            planar,
            wave,
            nice(couplings = 2, conditioner = mlp(hidden = [3], activation = relu)),
            autoregressive(explicit = inverse, order = descending, transformer = rational_quadratic_spline(bins = 2, bound = 2.0), conditioner = made(hidden = [17, 17], activation = softplus, residual = true)),
            rational_quadratic_spline(bins = 3, bound = 2.0),
        ],
    }
    bijector wave() { forward: |z| z + 0.4 * sin(z) }
}
const ARCHITECTURE_47: &str = r#"
flow: Architecture47
event: 16
base: standard_uniform
bijectors:
  wave: {forward: "|z| z + 0.4 * sin(z)"}
layers:
  - {invert: {layer: sigmoid}}
  - planar
  - wave
  - {nice: {couplings: 2, conditioner: {mlp: {hidden: [3], activation: relu}}}}
  - {autoregressive: {explicit: inverse, order: descending, transformer: {rational_quadratic_spline: {bins: 2, bound: 2.0}}, conditioner: {made: {hidden: [17, 17], activation: softplus, residual: true}}}}
  - {rational_quadratic_spline: {bins: 3, bound: 2.0}}
"#;

#[test]
fn architecture_47() {
    check(Architecture47::new(47), Architecture47::new(47).cast::<f64>(), ARCHITECTURE_47);
}
