//! Architectures drawn by `flow_tests::architectures`, which says how; this file is not written by hand.

use flow_runtime::flow;
use flow_tests::emitted::{check, check_given};

flow! {
    pub struct Architecture01<2, context = 2> {
        base: standard_logistic,
        layers: [
            reverse,
            invert(layer = lower_triangular),
            maf(layers = 2, transformer = rational_quadratic_spline(bins = 2, bound = 2.0), conditioner = made(hidden = [2, 2], activation = relu)),
            affine(bound = 1.5),
        ],
    }
}
const ARCHITECTURE_01: &str = r#"
flow: Architecture01
event: 2
context: 2
base: standard_logistic
layers:
  - reverse
  - {invert: {layer: lower_triangular}}
  - {maf: {layers: 2, transformer: {rational_quadratic_spline: {bins: 2, bound: 2.0}}, conditioner: {made: {hidden: [2, 2], activation: relu}}}}
  - {affine: {bound: 1.5}}
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
            wave,
        ],
    }
    bijector wave() { forward: |z| z + 0.4 * sin(z) }
}
const ARCHITECTURE_06: &str = r#"
flow: Architecture06
event: 7
base: {student_t: {degrees_of_freedom: 4.0}}
bijectors:
  wave: {forward: "|z| z + 0.4 * sin(z)"}
layers:
  - sigmoid
  - {invert: {layer: sigmoid}}
  - wave
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
            nsf(form = autoregressive, steps = 1, bins = 3, bound = 3.0, hidden = [14]),
        ],
    }
}
const ARCHITECTURE_11: &str = r#"
flow: Architecture11
event: 12
base: standard_uniform
layers:
  - logit
  - {nsf: {form: autoregressive, steps: 1, bins: 3, bound: 3.0, hidden: [14]}}
"#;

#[test]
fn architecture_11() {
    check(Architecture11::new(11), Architecture11::new(11).cast::<f64>(), ARCHITECTURE_11);
}

flow! {
    pub struct Architecture16<1, context = 1> {
        base: standard_normal,
        layers: [
            affine(scale = softplus),
        ],
    }
}
const ARCHITECTURE_16: &str = r#"
flow: Architecture16
event: 1
context: 1
base: standard_normal
layers:
  - {affine: {scale: softplus}}
"#;

#[test]
fn architecture_16() {
    check_given(Architecture16::new(16), Architecture16::new(16).cast::<f64>(), ARCHITECTURE_16);
}

flow! {
    pub struct Architecture21<6> {
        base: standard_logistic,
        layers: [
            affine,
            gumbel_cdf,
            logit,
            nice(couplings = 2, conditioner = mlp(hidden = [5], activation = tanh)),
            autoregressive(explicit = forward, order = [5, 0, 4, 2, 3, 1], transformer = additive, conditioner = made(hidden = [6], activation = sigmoid, residual = true)),
            rational_quadratic_spline(bins = 3, bound = 4.0),
            prelu,
            coupling(split = odd, transformer = affine(scale = softplus), conditioner = residual_mlp(hidden = 4, blocks = 1, activation = tanh)),
        ],
    }
    bijector prelu(alpha: positive) { forward: |z| if z < 0.0 { alpha * z } else { z } }
}
const ARCHITECTURE_21: &str = r#"
flow: Architecture21
event: 6
base: standard_logistic
bijectors:
  prelu: {parameters: {alpha: positive}, forward: "|z| if z < 0.0 { alpha * z } else { z }"}
layers:
  - affine
  - gumbel_cdf
  - logit
  - {nice: {couplings: 2, conditioner: {mlp: {hidden: [5], activation: tanh}}}}
  - {autoregressive: {explicit: forward, order: [5, 0, 4, 2, 3, 1], transformer: additive, conditioner: {made: {hidden: [6], activation: sigmoid, residual: true}}}}
  - {rational_quadratic_spline: {bins: 3, bound: 4.0}}
  - prelu
  - {coupling: {split: odd, transformer: {affine: {scale: softplus}}, conditioner: {residual_mlp: {hidden: 4, blocks: 1, activation: tanh}}}}
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
            leaky_relu(slope = 1.6),
            permute(seed = 26),
            repeat(times = 2, layers = [coupling(split = odd, transformer = scale(scale = sigmoid), conditioner = mlp(hidden = [], activation = softplus, dropout = 0.2)), permute(seed = 26)]),
            iaf(layers = 2, transformer = affine(bound = 1.5), conditioner = made(hidden = [10, 10], activation = softplus)),
            scale(bound = 1.5),
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
  - {leaky_relu: {slope: 1.6}}
  - {permute: {seed: 26}}
  - {repeat: {times: 2, layers: [{coupling: {split: odd, transformer: {scale: {scale: sigmoid}}, conditioner: {mlp: {hidden: [], activation: softplus, dropout: 0.2}}}}, {permute: {seed: 26}}]}}
  - {iaf: {layers: 2, transformer: {affine: {bound: 1.5}}, conditioner: {made: {hidden: [10, 10], activation: softplus}}}}
  - {scale: {bound: 1.5}}
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
            scale(scale = sigmoid),
            reverse,
            invert(layer = lower_triangular),
            maf(layers = 2, transformer = affine(bound = 1.5), conditioner = made(hidden = [18, 18], activation = softplus)),
            affine(bound = 1.5),
        ],
    }
}
const ARCHITECTURE_31: &str = r#"
flow: Architecture31
event: 16
context: 2
base: standard_uniform
layers:
  - {invert: {layer: sigmoid}}
  - {scale: {scale: sigmoid}}
  - reverse
  - {invert: {layer: lower_triangular}}
  - {maf: {layers: 2, transformer: {affine: {bound: 1.5}}, conditioner: {made: {hidden: [18, 18], activation: softplus}}}}
  - {affine: {bound: 1.5}}
"#;

#[test]
fn architecture_31() {
    check_given(Architecture31::new(31), Architecture31::new(31).cast::<f64>(), ARCHITECTURE_31);
}

flow! {
    pub struct Architecture36<5> {
        base: standard_normal(location = learned),
        layers: [
            affine(scale = sigmoid),
            lower_triangular(part = lower, unit = false),
            wave,
            nice(couplings = 2, conditioner = residual_mlp(hidden = 4, blocks = 1, activation = softplus)),
            autoregressive(explicit = forward, order = [1, 3, 0, 2, 4], transformer = scale(scale = sigmoid), conditioner = made(hidden = [4, 4], activation = tanh, residual = true)),
        ],
    }
    bijector wave() { forward: |z| z + 0.4 * sin(z) }
}
const ARCHITECTURE_36: &str = r#"
flow: Architecture36
event: 5
base: {standard_normal: {location: learned}}
bijectors:
  wave: {forward: "|z| z + 0.4 * sin(z)"}
layers:
  - {affine: {scale: sigmoid}}
  - {lower_triangular: {part: lower, unit: false}}
  - wave
  - {nice: {couplings: 2, conditioner: {residual_mlp: {hidden: 4, blocks: 1, activation: softplus}}}}
  - {autoregressive: {explicit: forward, order: [1, 3, 0, 2, 4], transformer: {scale: {scale: sigmoid}}, conditioner: {made: {hidden: [4, 4], activation: tanh, residual: true}}}}
"#;

#[test]
fn architecture_36() {
    check(Architecture36::new(36), Architecture36::new(36).cast::<f64>(), ARCHITECTURE_36);
}

flow! {
    pub struct Architecture41<10> {
        base: standard_logistic(location = learned),
        layers: [
            coupling(split = [2], transformer = additive, conditioner = mlp(hidden = [4], activation = tanh)),
            nsf(form = autoregressive, steps = 1, bins = 3, bound = 3.0, hidden = [12]),
            leaky_relu(slope = 1.6),
            permute(seed = 41),
        ],
    }
}
const ARCHITECTURE_41: &str = r#"
flow: Architecture41
event: 10
base: {standard_logistic: {location: learned}}
layers:
  - {coupling: {split: [2], transformer: additive, conditioner: {mlp: {hidden: [4], activation: tanh}}}}
  - {nsf: {form: autoregressive, steps: 1, bins: 3, bound: 3.0, hidden: [12]}}
  - {leaky_relu: {slope: 1.6}}
  - {permute: {seed: 41}}
"#;

#[test]
fn architecture_41() {
    check(Architecture41::new(41), Architecture41::new(41).cast::<f64>(), ARCHITECTURE_41);
}

flow! {
    pub struct Architecture46<15, context = 1> {
        base: student_t(degrees_of_freedom = 4.0),
        layers: [
            coupling(split = even, transformer = scale, conditioner = mlp(hidden = [3], activation = tanh)),
            nsf(form = autoregressive, steps = 1, bins = 3, bound = 3.0, hidden = [17]),
            scale(scale = sigmoid),
        ],
    }
}
const ARCHITECTURE_46: &str = r#"
flow: Architecture46
event: 15
context: 1
base: {student_t: {degrees_of_freedom: 4.0}}
layers:
  - {coupling: {split: even, transformer: scale, conditioner: {mlp: {hidden: [3], activation: tanh}}}}
  - {nsf: {form: autoregressive, steps: 1, bins: 3, bound: 3.0, hidden: [17]}}
  - {scale: {scale: sigmoid}}
"#;

#[test]
fn architecture_46() {
    check_given(Architecture46::new(46), Architecture46::new(46).cast::<f64>(), ARCHITECTURE_46);
}
