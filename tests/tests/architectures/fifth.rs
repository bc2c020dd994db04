//! Architectures drawn by `flow_tests::architectures`, which says how; this file is not written by hand.

use flow_runtime::flow;
use flow_tests::emitted::{check, check_given};

flow! {
    pub struct Architecture04<5, context = 1> {
        base: standard_normal,
        layers: [
            scale,
            actnorm,
            exp,
            invert(layer = softplus),
            iaf(layers = 2, transformer = bend, conditioner = made(hidden = [5], activation = tanh)),
        ],
    }
    bijector bend(rate: unit) { let gain = 1.0 + rate; forward: |z| gain * z + rate * softplus(z) }
}
const ARCHITECTURE_04: &str = r#"
flow: Architecture04
event: 5
context: 1
base: standard_normal
bijectors:
  bend: {parameters: {rate: unit}, let: {gain: "1.0 + rate"}, forward: "|z| gain * z + rate * softplus(z)"}
layers:
  - scale
  - actnorm
  - exp
  - {invert: {layer: softplus}}
  - {iaf: {layers: 2, transformer: bend, conditioner: {made: {hidden: [5], activation: tanh}}}}
"#;

#[test]
fn architecture_04() {
    check_given(Architecture04::new(4), Architecture04::new(4).cast::<f64>(), ARCHITECTURE_04);
}

flow! {
    pub struct Architecture09<10> {
        base: standard_logistic,
        layers: [
            prelu,
            gumbel_cdf,
            invert(layer = gumbel_cdf),
            softplus,
        ],
    }
    bijector prelu(alpha: positive) { forward: |z| if z < 0.0 { alpha * z } else { z } }
}
const ARCHITECTURE_09: &str = r#"
flow: Architecture09
event: 10
base: standard_logistic
bijectors:
  prelu: {parameters: {alpha: positive}, forward: "|z| if z < 0.0 { alpha * z } else { z }"}
layers:
  - prelu
  - gumbel_cdf
  - {invert: {layer: gumbel_cdf}}
  - softplus
"#;

#[test]
fn architecture_09() {
    check(Architecture09::new(9), Architecture09::new(9).cast::<f64>(), ARCHITECTURE_09);
}

flow! {
    pub struct Architecture14<15> {
        base: student_t(degrees_of_freedom = 9.0),
        layers: [
            sigmoid,
            invert(layer = sigmoid),
            exp,
        ],
    }
}
const ARCHITECTURE_14: &str = r#"
flow: Architecture14
event: 15
base: {student_t: {degrees_of_freedom: 9.0}}
layers:
  - sigmoid
  - {invert: {layer: sigmoid}}
  - exp
"#;

#[test]
fn architecture_14() {
    check(Architecture14::new(14), Architecture14::new(14).cast::<f64>(), ARCHITECTURE_14);
}

flow! {
    pub struct Architecture19<4, context = 2> {
        base: standard_uniform,
        layers: [
            invert(layer = sigmoid),
            batch_norm(epsilon = 0.5),
        ],
    }
}
const ARCHITECTURE_19: &str = r#"
flow: Architecture19
event: 4
context: 2
base: standard_uniform
layers:
  - {invert: {layer: sigmoid}}
  - {batch_norm: {epsilon: 0.5}}
"#;

#[test]
fn architecture_19() {
    check_given(Architecture19::new(19), Architecture19::new(19).cast::<f64>(), ARCHITECTURE_19);
}

flow! {
    pub struct Architecture24<9> {
        base: standard_normal(location = learned),
        layers: [
            coupling(split = halves, transformer = scale(scale = sigmoid), conditioner = mlp(hidden = [3], activation = sigmoid)),
        ],
    }
}
const ARCHITECTURE_24: &str = r#"
flow: Architecture24
event: 9
base: {standard_normal: {location: learned}}
layers:
  - {coupling: {split: halves, transformer: {scale: {scale: sigmoid}}, conditioner: {mlp: {hidden: [3], activation: sigmoid}}}}
"#;

#[test]
fn architecture_24() {
    check(Architecture24::new(24), Architecture24::new(24).cast::<f64>(), ARCHITECTURE_24);
}

flow! {
    pub struct Architecture29<14> {
        base: standard_logistic(location = learned),
        layers: [
            leaky_relu(slope = 0.7),
            batch_norm(epsilon = 0.5),
            prelu,
            coupling(split = odd, transformer = affine(scale = sigmoid), conditioner = mlp(hidden = [5, 6], activation = tanh)),
            nsf(form = autoregressive, steps = 1, bins = 3, bound = 3.0, hidden = [16]),
            leaky_relu(slope = 0.3),
            batch_norm(epsilon = 0.5),
            prelu,
        ],
    }
    bijector prelu(alpha: positive) { forward: |z| if z < 0.0 { alpha * z } else { z } }
}
const ARCHITECTURE_29: &str = r#"
flow: Architecture29
event: 14
base: {standard_logistic: {location: learned}}
bijectors:
  prelu: {parameters: {alpha: positive}, forward: "|z| if z < 0.0 { alpha * z } else { z }"}
layers:
  - {leaky_relu: {slope: 0.7}}
  - {batch_norm: {epsilon: 0.5}}
  - prelu
  - {coupling: {split: odd, transformer: {affine: {scale: sigmoid}}, conditioner: {mlp: {hidden: [5, 6], activation: tanh}}}}
  - {nsf: {form: autoregressive, steps: 1, bins: 3, bound: 3.0, hidden: [16]}}
  - {leaky_relu: {slope: 0.3}}
  - {batch_norm: {epsilon: 0.5}}
  - prelu
"#;

#[test]
fn architecture_29() {
    check(Architecture29::new(29), Architecture29::new(29).cast::<f64>(), ARCHITECTURE_29);
}

flow! {
    pub struct Architecture34<3, context = 1> {
        base: student_t(degrees_of_freedom = 2.5, scale = learned),
        layers: [
            cross,
            exp,
            log,
            cross,
            autoregressive(explicit = forward, order = ascending, transformer = affine(scale = softplus), conditioner = made(hidden = [], activation = relu)),
            leaky_relu(slope = 1.6),
            cross,
        ],
    }
    bijector cross(k: scalar) { forward: |z| [z[0], z[1] * exp(k * z[0]), z[2] + z[0] * z[1]] }
}
const ARCHITECTURE_34: &str = r#"
flow: Architecture34
event: 3
context: 1
base: {student_t: {degrees_of_freedom: 2.5, scale: learned}}
bijectors:
  cross: {parameters: {k: scalar}, forward: "|z| [z[0], z[1] * exp(k * z[0]), z[2] + z[0] * z[1]]"}
layers:
  - cross
  - exp
  - log
  - cross
  - {autoregressive: {explicit: forward, order: ascending, transformer: {affine: {scale: softplus}}, conditioner: {made: {hidden: [], activation: relu}}}}
  - {leaky_relu: {slope: 1.6}}
  - cross
"#;

#[test]
fn architecture_34() {
    check_given(Architecture34::new(34), Architecture34::new(34).cast::<f64>(), ARCHITECTURE_34);
}

flow! {
    pub struct Architecture39<8> {
        base: standard_uniform,
        layers: [
            invert(layer = gumbel_cdf),
            leaky_relu(slope = 1.6),
            batch_norm(epsilon = 0.5),
            prelu,
            coupling(split = odd, transformer = scale(bound = 1.5), conditioner = residual_mlp(hidden = 5, blocks = 1, activation = relu)),
            nsf(form = autoregressive, steps = 1, bins = 3, bound = 3.0, hidden = [10]),
        ],
    }
    bijector prelu(alpha: positive) { forward: |z| if z < 0.0 { alpha * z } else { z } }
}
const ARCHITECTURE_39: &str = r#"
flow: Architecture39
event: 8
base: standard_uniform
bijectors:
  prelu: {parameters: {alpha: positive}, forward: "|z| if z < 0.0 { alpha * z } else { z }"}
layers:
  - {invert: {layer: gumbel_cdf}}
  - {leaky_relu: {slope: 1.6}}
  - {batch_norm: {epsilon: 0.5}}
  - prelu
  - {coupling: {split: odd, transformer: {scale: {bound: 1.5}}, conditioner: {residual_mlp: {hidden: 5, blocks: 1, activation: relu}}}}
  - {nsf: {form: autoregressive, steps: 1, bins: 3, bound: 3.0, hidden: [10]}}
"#;

#[test]
fn architecture_39() {
    check(Architecture39::new(39), Architecture39::new(39).cast::<f64>(), ARCHITECTURE_39);
}

flow! {
    pub struct Architecture44<13> {
        base: standard_normal(location = learned),
        layers: [
            batch_norm(epsilon = 0.5),
            prelu,
            coupling(split = [8], transformer = scale(scale = softplus), conditioner = mlp(hidden = [], activation = softplus, dropout = 0.2)),
            nsf(form = coupling, steps = 1, bins = 3, bound = 3.0, hidden = [15]),
            leaky_relu(slope = 0.3),
        ],
    }
    bijector prelu(alpha: positive) { forward: |z| if z < 0.0 { alpha * z } else { z } }
}
const ARCHITECTURE_44: &str = r#"
flow: Architecture44
event: 13
base: {standard_normal: {location: learned}}
bijectors:
  prelu: {parameters: {alpha: positive}, forward: "|z| if z < 0.0 { alpha * z } else { z }"}
layers:
  - {batch_norm: {epsilon: 0.5}}
  - prelu
  - {coupling: {split: [8], transformer: {scale: {scale: softplus}}, conditioner: {mlp: {hidden: [], activation: softplus, dropout: 0.2}}}}
  - {nsf: {form: coupling, steps: 1, bins: 3, bound: 3.0, hidden: [15]}}
  - {leaky_relu: {slope: 0.3}}
"#;

#[test]
fn architecture_44() {
    check(Architecture44::new(44), Architecture44::new(44).cast::<f64>(), ARCHITECTURE_44);
}

flow! {
    pub struct Architecture49<2, context = 2> {
        base: standard_logistic,
        layers: [
            lower_triangular(part = lower, unit = true),
            radial,
            bend,
            real_nvp(couplings = 2, transformer = prelu, conditioner = mlp(hidden = [4], activation = sigmoid)),
        ],
    }
    bijector prelu(alpha: positive) { forward: |z| if z < 0.0 { alpha * z } else { z } }
    bijector bend(rate: unit) { let gain = 1.0 + rate; forward: |z| gain * z + rate * softplus(z) }
}
const ARCHITECTURE_49: &str = r#"
flow: Architecture49
event: 2
context: 2
base: standard_logistic
bijectors:
  prelu: {parameters: {alpha: positive}, forward: "|z| if z < 0.0 { alpha * z } else { z }"}
  bend: {parameters: {rate: unit}, let: {gain: "1.0 + rate"}, forward: "|z| gain * z + rate * softplus(z)"}
layers:
  - {lower_triangular: {part: lower, unit: true}}
  - radial
  - bend
  - {real_nvp: {couplings: 2, transformer: prelu, conditioner: {mlp: {hidden: [4], activation: sigmoid}}}}
"#;

#[test]
fn architecture_49() {
    check_given(Architecture49::new(49), Architecture49::new(49).cast::<f64>(), ARCHITECTURE_49);
}
