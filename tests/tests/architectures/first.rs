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
            coupling(split = odd, transformer = affine(scale = softplus), conditioner = residual_mlp(hidden = 5, blocks = 1, activation = tanh)),
            nsf(form = autoregressive, steps = 1, bins = 3, bound = 3.0, hidden = [8]),
            leaky_relu(slope = 1.6),
            permute(order = [4, 2, 5, 0, 1, 3]),
            repeat(times = 2, layers = [coupling(split = halves, transformer = affine(scale = sigmoid), conditioner = residual_mlp(hidden = 4, blocks = 1, activation = tanh)), permute(seed = 5)]),
            iaf(layers = 2, transformer = scale(bound = 1.5), conditioner = made(hidden = [5, 5], activation = tanh)),
            scale(scale = sigmoid),
            reverse,
        ],
    }
}
const ARCHITECTURE_05: &str = r#"
flow: Architecture05
event: 6
base: {standard_logistic: {location: learned}}
layers:
  - {coupling: {split: odd, transformer: {affine: {scale: softplus}}, conditioner: {residual_mlp: {hidden: 5, blocks: 1, activation: tanh}}}}
  - {nsf: {form: autoregressive, steps: 1, bins: 3, bound: 3.0, hidden: [8]}}
  - {leaky_relu: {slope: 1.6}}
  - {permute: {order: [4, 2, 5, 0, 1, 3]}}
  - {repeat: {times: 2, layers: [{coupling: {split: halves, transformer: {affine: {scale: sigmoid}}, conditioner: {residual_mlp: {hidden: 4, blocks: 1, activation: tanh}}}}, {permute: {seed: 5}}]}}
  - {iaf: {layers: 2, transformer: {scale: {bound: 1.5}}, conditioner: {made: {hidden: [5, 5], activation: tanh}}}}
  - {scale: {scale: sigmoid}}
  - reverse
"#;

#[test]
fn architecture_05() {
    check(Architecture05::new(5), Architecture05::new(5).cast::<f64>(), ARCHITECTURE_05);
}

flow! {
    pub struct Architecture10<11, context = 1> {
        base: student_t(degrees_of_freedom = 2.5),
        layers: [
            rational_quadratic_spline(bins = 3, bound = 4.0),
            prelu,
            sigmoid,
            logit,
            scale(bound = 1.5),
            reverse,
            invert(layer = autoregressive(explicit = inverse, order = descending, transformer = additive, conditioner = made(hidden = [], activation = relu))),
        ],
    }
    bijector prelu(alpha: positive) { forward: |z| if z < 0.0 { alpha * z } else { z } }
}
const ARCHITECTURE_10: &str = r#"
flow: Architecture10
event: 11
context: 1
base: {student_t: {degrees_of_freedom: 2.5}}
bijectors:
  prelu: {parameters: {alpha: positive}, forward: "|z| if z < 0.0 { alpha * z } else { z }"}
layers:
  - {rational_quadratic_spline: {bins: 3, bound: 4.0}}
  - prelu
  - sigmoid
  - logit
  - {scale: {bound: 1.5}}
  - reverse
  - {invert: {layer: {autoregressive: {explicit: inverse, order: descending, transformer: additive, conditioner: {made: {hidden: [], activation: relu}}}}}}
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
            lower_triangular(part = lower, unit = true),
            wave,
            nice(couplings = 2, conditioner = mlp(hidden = [3], activation = relu)),
            autoregressive(explicit = forward, order = [5, 12, 15, 3, 8, 9, 6, 1, 4, 13, 2, 0, 11, 7, 10, 14], transformer = prelu, conditioner = made(hidden = [18, 18], activation = sigmoid)),
            softplus,
        ],
    }
    bijector prelu(alpha: positive) { forward: |z| if z < 0.0 { alpha * z } else { z } }
    bijector wave() { forward: |z| z + 0.4 * sin(z) }
}
const ARCHITECTURE_15: &str = r#"
flow: Architecture15
event: 16
base: standard_uniform
bijectors:
  prelu: {parameters: {alpha: positive}, forward: "|z| if z < 0.0 { alpha * z } else { z }"}
  wave: {forward: "|z| z + 0.4 * sin(z)"}
layers:
  - logit
  - {lower_triangular: {part: lower, unit: true}}
  - wave
  - {nice: {couplings: 2, conditioner: {mlp: {hidden: [3], activation: relu}}}}
  - {autoregressive: {explicit: forward, order: [5, 12, 15, 3, 8, 9, 6, 1, 4, 13, 2, 0, 11, 7, 10, 14], transformer: prelu, conditioner: {made: {hidden: [18, 18], activation: sigmoid}}}}
  - softplus
"#;

#[test]
fn architecture_15() {
    check(Architecture15::new(15), Architecture15::new(15).cast::<f64>(), ARCHITECTURE_15);
}

flow! {
    pub struct Architecture20<5> {
        base: standard_normal(location = learned),
        layers: [
            coupling(split = halves, transformer = scale(bound = 1.5), conditioner = mlp(hidden = [4, 5], activation = softplus)),
            nsf(form = autoregressive, steps = 1, bins = 3, bound = 3.0, hidden = [7]),
            leaky_relu(slope = 0.3),
            permute(order = [0, 3, 1, 2, 4]),
            repeat(times = 2, layers = [coupling(split = even, transformer = affine, conditioner = mlp(hidden = [3, 4], activation = tanh)), permute(seed = 20)]),
        ],
    }
}
const ARCHITECTURE_20: &str = r#"
flow: Architecture20
event: 5
base: {standard_normal: {location: learned}}
layers:
  - {coupling: {split: halves, transformer: {scale: {bound: 1.5}}, conditioner: {mlp: {hidden: [4, 5], activation: softplus}}}}
  - {nsf: {form: autoregressive, steps: 1, bins: 3, bound: 3.0, hidden: [7]}}
  - {leaky_relu: {slope: 0.3}}
  - {permute: {order: [0, 3, 1, 2, 4]}}
  - {repeat: {times: 2, layers: [{coupling: {split: even, transformer: affine, conditioner: {mlp: {hidden: [3, 4], activation: tanh}}}}, {permute: {seed: 20}}]}}
"#;

#[test]
fn architecture_20() {
    check(Architecture20::new(20), Architecture20::new(20).cast::<f64>(), ARCHITECTURE_20);
}

flow! {
    pub struct Architecture25<10, context = 2> {
        base: standard_logistic,
        layers: [
            conditional(transformer = scale(bound = 1.5), conditioner = mlp(hidden = [], activation = sigmoid)),
            rational_quadratic_spline(bins = 2, bound = 4.0),
            prelu,
            sigmoid,
        ],
    }
    bijector prelu(alpha: positive) { forward: |z| if z < 0.0 { alpha * z } else { z } }
}
const ARCHITECTURE_25: &str = r#"
flow: Architecture25
event: 10
context: 2
base: standard_logistic
bijectors:
  prelu: {parameters: {alpha: positive}, forward: "|z| if z < 0.0 { alpha * z } else { z }"}
layers:
  - {conditional: {transformer: {scale: {bound: 1.5}}, conditioner: {mlp: {hidden: [], activation: sigmoid}}}}
  - {rational_quadratic_spline: {bins: 2, bound: 4.0}}
  - prelu
  - sigmoid
"#;

#[test]
fn architecture_25() {
    check_given(Architecture25::new(25), Architecture25::new(25).cast::<f64>(), ARCHITECTURE_25);
}

flow! {
    pub struct Architecture30<15> {
        base: student_t(degrees_of_freedom = 2.5),
        layers: [
            affine(scale = sigmoid),
            lower_triangular(part = lower, unit = true),
            wave,
        ],
    }
    bijector wave() { forward: |z| z + 0.4 * sin(z) }
}
const ARCHITECTURE_30: &str = r#"
flow: Architecture30
event: 15
base: {student_t: {degrees_of_freedom: 2.5}}
bijectors:
  wave: {forward: "|z| z + 0.4 * sin(z)"}
layers:
  - {affine: {scale: sigmoid}}
  - {lower_triangular: {part: lower, unit: true}}
  - wave
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
            nsf(form = autoregressive, steps = 1, bins = 3, bound = 3.0, hidden = [6]),
        ],
    }
}
const ARCHITECTURE_35: &str = r#"
flow: Architecture35
event: 4
base: standard_uniform
layers:
  - {invert: {layer: gumbel_cdf}}
  - {nsf: {form: autoregressive, steps: 1, bins: 3, bound: 3.0, hidden: [6]}}
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
            affine,
            lower_triangular(part = upper, unit = false),
            tanh,
            invert(layer = tanh),
            autoregressive(explicit = forward, order = [12, 10, 9, 5, 4, 0, 1, 13, 3, 2, 8, 11, 7, 6], transformer = affine, conditioner = made(hidden = [], activation = relu)),
            rational_quadratic_spline(bins = 2, bound = 4.0),
            gumbel_cdf,
            logit,
        ],
    }
}
const ARCHITECTURE_45: &str = r#"
flow: Architecture45
event: 14
base: {standard_logistic: {location: learned}}
layers:
  - affine
  - {lower_triangular: {part: upper, unit: false}}
  - tanh
  - {invert: {layer: tanh}}
  - {autoregressive: {explicit: forward, order: [12, 10, 9, 5, 4, 0, 1, 13, 3, 2, 8, 11, 7, 6], transformer: affine, conditioner: {made: {hidden: [], activation: relu}}}}
  - {rational_quadratic_spline: {bins: 2, bound: 4.0}}
  - gumbel_cdf
  - logit
"#;

#[test]
fn architecture_45() {
    check(Architecture45::new(45), Architecture45::new(45).cast::<f64>(), ARCHITECTURE_45);
}
