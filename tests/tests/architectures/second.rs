//! Architectures drawn by `flow_tests::architectures`, which says how; this file is not written by hand.

use flow_runtime::flow;
use flow_tests::emitted::{check, check_given};

#[test]
fn with_every_instruction_set() {
    flow_tests::engine::with_every_instruction_set();
}

flow! {
    pub struct Architecture01<2, context = 2> {
        base: standard_logistic,
        layers: [
            actnorm,
            sylvester(rank = 2),
            wave,
            nice(couplings = 2, conditioner = mlp(hidden = [], activation = tanh, dropout = 0.2)),
        ],
    }
    bijector wave() {
        forward: |z| z + 0.4 * sin(z),
    }
}
const ARCHITECTURE_01: &str = r#"
flow: Architecture01
event: 2
context: 2
bijectors:
  wave: {forward: "|z| z + 0.4 * sin(z)"}
base: standard_logistic
layers:
  - actnorm
  - {sylvester: {rank: 2}}
  - wave
  - {nice: {couplings: 2, conditioner: {mlp: {hidden: [], activation: tanh, dropout: 0.2}}}}
"#;

#[test]
fn architecture_01() {
    check_given(Architecture01::new(1), Architecture01::new(1).cast::<f64>(), ARCHITECTURE_01);
}

flow! {
    pub struct Architecture06<7> {
        base: inverse_cdf(quantile = logit),
        layers: [
            reverse,
            invert(layer = coupling(split = even, transformer = affine(bound = 1.5), conditioner = mlp(hidden = [3], activation = softplus))),
            maf(layers = 2, transformer = scale(scale = softplus), conditioner = made(hidden = [8], activation = tanh)),
        ],
    }
}
const ARCHITECTURE_06: &str = r#"
flow: Architecture06
event: 7
base: {inverse_cdf: {quantile: logit}}
layers:
  - reverse
  - {invert: {layer: {coupling: {split: even, transformer: {affine: {bound: 1.5}}, conditioner: {mlp: {hidden: [3], activation: softplus}}}}}}
  - {maf: {layers: 2, transformer: {scale: {scale: softplus}}, conditioner: {made: {hidden: [8], activation: tanh}}}}
"#;

#[test]
fn architecture_06() {
    check(Architecture06::new(6), Architecture06::new(6).cast::<f64>(), ARCHITECTURE_06);
}

flow! {
    pub struct Architecture11<12> {
        base: laplace(location = learned),
        layers: [
            coupling(split = halves, transformer = affine, conditioner = residual_mlp(hidden = 3, blocks = 1, activation = relu)),
            nsf(form = autoregressive, steps = 1, bins = 3, bound = 3.0, hidden = [14]),
        ],
    }
}
const ARCHITECTURE_11: &str = r#"
flow: Architecture11
event: 12
base: {laplace: {location: learned}}
layers:
  - {coupling: {split: halves, transformer: affine, conditioner: {residual_mlp: {hidden: 3, blocks: 1, activation: relu}}}}
  - {nsf: {form: autoregressive, steps: 1, bins: 3, bound: 3.0, hidden: [14]}}
"#;

#[test]
fn architecture_11() {
    check(Architecture11::new(11), Architecture11::new(11).cast::<f64>(), ARCHITECTURE_11);
}

flow! {
    pub struct Architecture16<1, context = 1> {
        base: student_t(degrees_of_freedom = 2.5),
        layers: [
            repeat(times = 2, layers = [affine(scale = softplus), permute(seed = 16)]),
        ],
    }
}
const ARCHITECTURE_16: &str = r#"
flow: Architecture16
event: 1
context: 1
base: {student_t: {degrees_of_freedom: 2.5}}
layers:
  - {repeat: {times: 2, layers: [{affine: {scale: softplus}}, {permute: {seed: 16}}]}}
"#;

#[test]
fn architecture_16() {
    check_given(Architecture16::new(16), Architecture16::new(16).cast::<f64>(), ARCHITECTURE_16);
}

flow! {
    pub struct Architecture21<6> {
        base: standard_normal(location = learned),
        layers: [
            actnorm,
            sylvester(rank = 2),
            wave,
            nice(couplings = 2, conditioner = mlp(hidden = [4], activation = softplus)),
            tanh,
            invert(layer = tanh),
            planar,
            reverse,
        ],
    }
    bijector wave() {
        forward: |z| z + 0.4 * sin(z),
    }
}
const ARCHITECTURE_21: &str = r#"
flow: Architecture21
event: 6
bijectors:
  wave: {forward: "|z| z + 0.4 * sin(z)"}
base: {standard_normal: {location: learned}}
layers:
  - actnorm
  - {sylvester: {rank: 2}}
  - wave
  - {nice: {couplings: 2, conditioner: {mlp: {hidden: [4], activation: softplus}}}}
  - tanh
  - {invert: {layer: tanh}}
  - planar
  - reverse
"#;

#[test]
fn architecture_21() {
    check(Architecture21::new(21), Architecture21::new(21).cast::<f64>(), ARCHITECTURE_21);
}

flow! {
    pub struct Architecture26<11> {
        base: normal(covariance = full),
        layers: [
            exp,
            invert(layer = softplus),
            exp,
            log,
            lu_linear,
            householder,
            prelu,
        ],
    }
    bijector prelu(alpha: positive) {
        forward: |z| if z < 0.0 { alpha * z } else { z },
    }
}
const ARCHITECTURE_26: &str = r#"
flow: Architecture26
event: 11
bijectors:
  prelu: {parameters: {alpha: positive}, forward: "|z| if z < 0.0 { alpha * z } else { z }"}
base: {normal: {covariance: full}}
layers:
  - exp
  - {invert: {layer: softplus}}
  - exp
  - log
  - lu_linear
  - householder
  - prelu
"#;

#[test]
fn architecture_26() {
    check(Architecture26::new(26), Architecture26::new(26).cast::<f64>(), ARCHITECTURE_26);
}

flow! {
    pub struct Architecture31<16, context = 2> {
        base: standard_uniform,
        layers: [
            logit,
            invert(layer = autoregressive(explicit = forward, order = [9, 1, 6, 14, 12, 4, 15, 0, 11, 7, 8, 2, 3, 10, 13, 5], transformer = scale(scale = softplus), conditioner = made(hidden = [], activation = tanh))),
            maf(layers = 2, transformer = prelu, conditioner = made(hidden = [], activation = tanh, residual = true)),
            affine(bound = 1.5),
            lower_triangular(part = upper, unit = false),
            radial,
        ],
    }
    bijector prelu(alpha: positive) {
        forward: |z| if z < 0.0 { alpha * z } else { z },
    }
}
const ARCHITECTURE_31: &str = r#"
flow: Architecture31
event: 16
context: 2
bijectors:
  prelu: {parameters: {alpha: positive}, forward: "|z| if z < 0.0 { alpha * z } else { z }"}
base: standard_uniform
layers:
  - logit
  - {invert: {layer: {autoregressive: {explicit: forward, order: [9, 1, 6, 14, 12, 4, 15, 0, 11, 7, 8, 2, 3, 10, 13, 5], transformer: {scale: {scale: softplus}}, conditioner: {made: {hidden: [], activation: tanh}}}}}}
  - {maf: {layers: 2, transformer: prelu, conditioner: {made: {hidden: [], activation: tanh, residual: true}}}}
  - {affine: {bound: 1.5}}
  - {lower_triangular: {part: upper, unit: false}}
  - radial
"#;

#[test]
fn architecture_31() {
    check_given(Architecture31::new(31), Architecture31::new(31).cast::<f64>(), ARCHITECTURE_31);
}

flow! {
    pub struct Architecture36<5> {
        base: standard_logistic(location = learned),
        layers: [
            affine(scale = sigmoid),
            lower_triangular(part = upper, unit = true),
            exp,
            log,
            softplus,
        ],
    }
}
const ARCHITECTURE_36: &str = r#"
flow: Architecture36
event: 5
base: {standard_logistic: {location: learned}}
layers:
  - {affine: {scale: sigmoid}}
  - {lower_triangular: {part: upper, unit: true}}
  - exp
  - log
  - softplus
"#;

#[test]
fn architecture_36() {
    check(Architecture36::new(36), Architecture36::new(36).cast::<f64>(), ARCHITECTURE_36);
}

flow! {
    pub struct Architecture41<10> {
        base: inverse_cdf(quantile = logit),
        layers: [
            sigmoid,
            invert(layer = gumbel_cdf),
            wave,
            nice(couplings = 2, conditioner = mlp(hidden = [], activation = tanh, dropout = 0.2)),
        ],
    }
    bijector wave() {
        forward: |z| z + 0.4 * sin(z),
    }
}
const ARCHITECTURE_41: &str = r#"
flow: Architecture41
event: 10
bijectors:
  wave: {forward: "|z| z + 0.4 * sin(z)"}
base: {inverse_cdf: {quantile: logit}}
layers:
  - sigmoid
  - {invert: {layer: gumbel_cdf}}
  - wave
  - {nice: {couplings: 2, conditioner: {mlp: {hidden: [], activation: tanh, dropout: 0.2}}}}
"#;

#[test]
fn architecture_41() {
    check(Architecture41::new(41), Architecture41::new(41).cast::<f64>(), ARCHITECTURE_41);
}

flow! {
    pub struct Architecture46<15, context = 1> {
        base: laplace,
        layers: [
            softplus,
            power(exponent = 0.7),
            invert(layer = softplus),
        ],
    }
}
const ARCHITECTURE_46: &str = r#"
flow: Architecture46
event: 15
context: 1
base: laplace
layers:
  - softplus
  - {power: {exponent: 0.7}}
  - {invert: {layer: softplus}}
"#;

#[test]
fn architecture_46() {
    check_given(Architecture46::new(46), Architecture46::new(46).cast::<f64>(), ARCHITECTURE_46);
}
