//! Architectures drawn by `flow_tests::architectures`, which says how; this file is not written by hand.

use flow_runtime::flow;
use flow_tests::emitted::{check, check_given};

#[test]
fn with_every_instruction_set() {
    flow_tests::engine::with_every_instruction_set();
}

flow! {
    pub struct Architecture00<1> {
        base: standard_normal,
        layers: [
            gumbel_cdf,
        ],
    }
}
const ARCHITECTURE_00: &str = r#"
flow: Architecture00
event: 1
base: standard_normal
layers:
  - gumbel_cdf
"#;

#[test]
fn architecture_00() {
    check(Architecture00::new(0), Architecture00::new(0).cast::<f64>(), ARCHITECTURE_00);
}

flow! {
    pub struct Architecture05<6> {
        base: normal_mixture(components = 3),
        layers: [
            actnorm,
            sylvester(rank = 2),
            wave,
            nice(couplings = 2, conditioner = mlp(hidden = [], activation = relu, dropout = 0.2)),
            autoregressive(explicit = inverse, order = ascending, transformer = additive, conditioner = made(hidden = [7, 7], activation = softplus)),
            rational_quadratic_spline(bins = 2, bound = 4.0),
            planar,
            reverse,
        ],
    }
    bijector wave() {
        forward: |z| z + 0.4 * sin(z),
    }
}
const ARCHITECTURE_05: &str = r#"
flow: Architecture05
event: 6
bijectors:
  wave: {forward: "|z| z + 0.4 * sin(z)"}
base: {normal_mixture: {components: 3}}
layers:
  - actnorm
  - {sylvester: {rank: 2}}
  - wave
  - {nice: {couplings: 2, conditioner: {mlp: {hidden: [], activation: relu, dropout: 0.2}}}}
  - {autoregressive: {explicit: inverse, order: ascending, transformer: additive, conditioner: {made: {hidden: [7, 7], activation: softplus}}}}
  - {rational_quadratic_spline: {bins: 2, bound: 4.0}}
  - planar
  - reverse
"#;

#[test]
fn architecture_05() {
    check(Architecture05::new(5), Architecture05::new(5).cast::<f64>(), ARCHITECTURE_05);
}

flow! {
    pub struct Architecture10<11, context = 1> {
        base: standard_uniform,
        layers: [
            invert(layer = gumbel_cdf),
            wave,
            nice(couplings = 2, conditioner = mlp(hidden = [5], activation = tanh)),
            gumbel_cdf,
            invert(layer = sigmoid),
            batch_norm(epsilon = 0.5),
            scale_tril(rank = 2),
        ],
    }
    bijector wave() {
        forward: |z| z + 0.4 * sin(z),
    }
}
const ARCHITECTURE_10: &str = r#"
flow: Architecture10
event: 11
context: 1
bijectors:
  wave: {forward: "|z| z + 0.4 * sin(z)"}
base: standard_uniform
layers:
  - {invert: {layer: gumbel_cdf}}
  - wave
  - {nice: {couplings: 2, conditioner: {mlp: {hidden: [5], activation: tanh}}}}
  - gumbel_cdf
  - {invert: {layer: sigmoid}}
  - {batch_norm: {epsilon: 0.5}}
  - {scale_tril: {rank: 2}}
"#;

#[test]
fn architecture_10() {
    check_given(Architecture10::new(10), Architecture10::new(10).cast::<f64>(), ARCHITECTURE_10);
}

flow! {
    pub struct Architecture15<16> {
        base: standard_logistic(scale = learned),
        layers: [
            coupling(split = odd, transformer = affine(scale = softplus), conditioner = mlp(hidden = [], activation = sigmoid)),
            nsf(form = coupling, steps = 1, bins = 3, bound = 3.0, hidden = [18]),
            leaky_relu(slope = 1.6),
            batch_norm(epsilon = 0.5),
            scale_tril(rank = 2),
            bend,
        ],
    }
    bijector bend(rate: unit) {
        let gain = 1.0 + rate;
        forward: |z| gain * z + rate * softplus(z),
    }
}
const ARCHITECTURE_15: &str = r#"
flow: Architecture15
event: 16
bijectors:
  bend: {parameters: {rate: unit}, let: {gain: "1.0 + rate"}, forward: "|z| gain * z + rate * softplus(z)"}
base: {standard_logistic: {scale: learned}}
layers:
  - {coupling: {split: odd, transformer: {affine: {scale: softplus}}, conditioner: {mlp: {hidden: [], activation: sigmoid}}}}
  - {nsf: {form: coupling, steps: 1, bins: 3, bound: 3.0, hidden: [18]}}
  - {leaky_relu: {slope: 1.6}}
  - {batch_norm: {epsilon: 0.5}}
  - {scale_tril: {rank: 2}}
  - bend
"#;

#[test]
fn architecture_15() {
    check(Architecture15::new(15), Architecture15::new(15).cast::<f64>(), ARCHITECTURE_15);
}

flow! {
    pub struct Architecture20<5> {
        base: inverse_cdf(quantile = logit),
        layers: [
            affine,
            lower_triangular(part = lower, unit = false),
            radial,
            permute(seed = 20),
            repeat(times = 2, layers = [coupling(split = even, transformer = prelu, conditioner = residual_mlp(hidden = 5, blocks = 1, activation = softplus)), permute(seed = 20)]),
        ],
    }
    bijector prelu(alpha: positive) {
        forward: |z| if z < 0.0 { alpha * z } else { z },
    }
}
const ARCHITECTURE_20: &str = r#"
flow: Architecture20
event: 5
bijectors:
  prelu: {parameters: {alpha: positive}, forward: "|z| if z < 0.0 { alpha * z } else { z }"}
base: {inverse_cdf: {quantile: logit}}
layers:
  - affine
  - {lower_triangular: {part: lower, unit: false}}
  - radial
  - {permute: {seed: 20}}
  - {repeat: {times: 2, layers: [{coupling: {split: even, transformer: prelu, conditioner: {residual_mlp: {hidden: 5, blocks: 1, activation: softplus}}}}, {permute: {seed: 20}}]}}
"#;

#[test]
fn architecture_20() {
    check(Architecture20::new(20), Architecture20::new(20).cast::<f64>(), ARCHITECTURE_20);
}

flow! {
    pub struct Architecture25<10, context = 2> {
        base: laplace,
        layers: [
            shift,
            lu_linear,
            householder,
            sigmoid,
        ],
    }
}
const ARCHITECTURE_25: &str = r#"
flow: Architecture25
event: 10
context: 2
base: laplace
layers:
  - shift
  - lu_linear
  - householder
  - sigmoid
"#;

#[test]
fn architecture_25() {
    check_given(Architecture25::new(25), Architecture25::new(25).cast::<f64>(), ARCHITECTURE_25);
}

flow! {
    pub struct Architecture30<15> {
        base: student_t(degrees_of_freedom = 4.0),
        layers: [
            reverse,
            invert(layer = coupling(split = even, transformer = bend, conditioner = residual_mlp(hidden = 3, blocks = 1, activation = sigmoid))),
            sigmoid,
        ],
    }
    bijector bend(rate: unit) {
        let gain = 1.0 + rate;
        forward: |z| gain * z + rate * softplus(z),
    }
}
const ARCHITECTURE_30: &str = r#"
flow: Architecture30
event: 15
bijectors:
  bend: {parameters: {rate: unit}, let: {gain: "1.0 + rate"}, forward: "|z| gain * z + rate * softplus(z)"}
base: {student_t: {degrees_of_freedom: 4.0}}
layers:
  - reverse
  - {invert: {layer: {coupling: {split: even, transformer: bend, conditioner: {residual_mlp: {hidden: 3, blocks: 1, activation: sigmoid}}}}}}
  - sigmoid
"#;

#[test]
fn architecture_30() {
    check(Architecture30::new(30), Architecture30::new(30).cast::<f64>(), ARCHITECTURE_30);
}

flow! {
    pub struct Architecture35<4> {
        base: standard_normal(location = learned),
        layers: [
            coupling(split = halves, transformer = scale(scale = sigmoid), conditioner = mlp(hidden = [3, 4], activation = sigmoid)),
            nsf(form = coupling, steps = 1, bins = 3, bound = 3.0, hidden = [6]),
        ],
    }
}
const ARCHITECTURE_35: &str = r#"
flow: Architecture35
event: 4
base: {standard_normal: {location: learned}}
layers:
  - {coupling: {split: halves, transformer: {scale: {scale: sigmoid}}, conditioner: {mlp: {hidden: [3, 4], activation: sigmoid}}}}
  - {nsf: {form: coupling, steps: 1, bins: 3, bound: 3.0, hidden: [6]}}
"#;

#[test]
fn architecture_35() {
    check(Architecture35::new(35), Architecture35::new(35).cast::<f64>(), ARCHITECTURE_35);
}

flow! {
    pub struct Architecture40<9, context = 1> {
        base: normal(covariance = diagonal),
        layers: [
            invert(layer = lower_triangular),
        ],
    }
}
const ARCHITECTURE_40: &str = r#"
flow: Architecture40
event: 9
context: 1
base: {normal: {covariance: diagonal}}
layers:
  - {invert: {layer: lower_triangular}}
"#;

#[test]
fn architecture_40() {
    check_given(Architecture40::new(40), Architecture40::new(40).cast::<f64>(), ARCHITECTURE_40);
}

flow! {
    pub struct Architecture45<14> {
        base: standard_uniform,
        layers: [
            invert(layer = gumbel_cdf),
            tanh,
            invert(layer = tanh),
            nice(couplings = 2, conditioner = mlp(hidden = [3, 4], activation = relu)),
            autoregressive(explicit = inverse, order = [11, 0, 10, 9, 6, 5, 2, 1, 13, 12, 7, 8, 3, 4], transformer = additive, conditioner = made(hidden = [16, 16], activation = relu, residual = true)),
            rational_quadratic_spline(bins = 3, bound = 2.0),
            planar,
            reverse,
        ],
    }
}
const ARCHITECTURE_45: &str = r#"
flow: Architecture45
event: 14
base: standard_uniform
layers:
  - {invert: {layer: gumbel_cdf}}
  - tanh
  - {invert: {layer: tanh}}
  - {nice: {couplings: 2, conditioner: {mlp: {hidden: [3, 4], activation: relu}}}}
  - {autoregressive: {explicit: inverse, order: [11, 0, 10, 9, 6, 5, 2, 1, 13, 12, 7, 8, 3, 4], transformer: additive, conditioner: {made: {hidden: [16, 16], activation: relu, residual: true}}}}
  - {rational_quadratic_spline: {bins: 3, bound: 2.0}}
  - planar
  - reverse
"#;

#[test]
fn architecture_45() {
    check(Architecture45::new(45), Architecture45::new(45).cast::<f64>(), ARCHITECTURE_45);
}
