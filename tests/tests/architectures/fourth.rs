//! Architectures drawn by `flow_tests::architectures`, which says how; this file is not written by hand.

use flow_runtime::flow;
use flow_tests::emitted::{check, check_given};

#[test]
fn with_every_instruction_set() {
    flow_tests::engine::with_every_instruction_set();
}

flow! {
    pub struct Architecture03<4> {
        base: standard_uniform,
        layers: [
            invert(layer = sigmoid),
            nsf(form = autoregressive, steps = 1, bins = 3, bound = 3.0, hidden = [6]),
        ],
    }
}
const ARCHITECTURE_03: &str = r#"
flow: Architecture03
event: 4
base: standard_uniform
layers:
  - {invert: {layer: sigmoid}}
  - {nsf: {form: autoregressive, steps: 1, bins: 3, bound: 3.0, hidden: [6]}}
"#;

#[test]
fn architecture_03() {
    check(Architecture03::new(3), Architecture03::new(3).cast::<f64>(), ARCHITECTURE_03);
}

flow! {
    pub struct Architecture08<9> {
        base: standard_logistic,
        layers: [
            gumbel_cdf,
        ],
    }
}
const ARCHITECTURE_08: &str = r#"
flow: Architecture08
event: 9
base: standard_logistic
layers:
  - gumbel_cdf
"#;

#[test]
fn architecture_08() {
    check(Architecture08::new(8), Architecture08::new(8).cast::<f64>(), ARCHITECTURE_08);
}

flow! {
    pub struct Architecture13<14, context = 2> {
        base: inverse_cdf(quantile = logit),
        layers: [
            rational_quadratic_spline(bins = 3, bound = 2.0),
            planar,
            reverse,
            invert(layer = autoregressive(explicit = forward, order = ascending, transformer = rational_quadratic_spline(bins = 3, bound = 2.0), conditioner = made(hidden = [15, 15], activation = relu))),
            maf(layers = 2, transformer = bend, conditioner = made(hidden = [], activation = sigmoid, residual = true)),
            affine(scale = sigmoid),
            lower_triangular(part = upper, unit = false),
            radial,
        ],
    }
    bijector bend(rate: unit) {
        let gain = 1.0 + rate;
        forward: |z| gain * z + rate * softplus(z),
    }
}
const ARCHITECTURE_13: &str = r#"
flow: Architecture13
event: 14
context: 2
bijectors:
  bend: {parameters: {rate: unit}, let: {gain: "1.0 + rate"}, forward: "|z| gain * z + rate * softplus(z)"}
base: {inverse_cdf: {quantile: logit}}
layers:
  - {rational_quadratic_spline: {bins: 3, bound: 2.0}}
  - planar
  - reverse
  - {invert: {layer: {autoregressive: {explicit: forward, order: ascending, transformer: {rational_quadratic_spline: {bins: 3, bound: 2.0}}, conditioner: {made: {hidden: [15, 15], activation: relu}}}}}}
  - {maf: {layers: 2, transformer: bend, conditioner: {made: {hidden: [], activation: sigmoid, residual: true}}}}
  - {affine: {scale: sigmoid}}
  - {lower_triangular: {part: upper, unit: false}}
  - radial
"#;

#[test]
fn architecture_13() {
    check_given(Architecture13::new(13), Architecture13::new(13).cast::<f64>(), ARCHITECTURE_13);
}

flow! {
    pub struct Architecture18<3> {
        base: laplace(location = learned),
        layers: [
            cross,
            invert(layer = lower_triangular),
            gumbel_cdf,
            logit,
            lu_linear,
            householder,
            prelu,
        ],
    }
    bijector prelu(alpha: positive) {
        forward: |z| if z < 0.0 { alpha * z } else { z },
    }
    bijector cross(k: scalar) {
        forward: |z| [z[0], z[1] * exp(k * z[0]), z[2] + z[0] * z[1]],
    }
}
const ARCHITECTURE_18: &str = r#"
flow: Architecture18
event: 3
bijectors:
  prelu: {parameters: {alpha: positive}, forward: "|z| if z < 0.0 { alpha * z } else { z }"}
  cross: {parameters: {k: scalar}, forward: "|z| [z[0], z[1] * exp(k * z[0]), z[2] + z[0] * z[1]]"}
base: {laplace: {location: learned}}
layers:
  - cross
  - {invert: {layer: lower_triangular}}
  - gumbel_cdf
  - logit
  - lu_linear
  - householder
  - prelu
"#;

#[test]
fn architecture_18() {
    check(Architecture18::new(18), Architecture18::new(18).cast::<f64>(), ARCHITECTURE_18);
}

flow! {
    pub struct Architecture23<8> {
        base: student_t(degrees_of_freedom = 9.0, location = learned, scale = learned),
        layers: [
            coupling(split = [3], transformer = additive, conditioner = residual_mlp(hidden = 3, blocks = 1, activation = relu)),
            nsf(form = coupling, steps = 1, bins = 3, bound = 3.0, hidden = [10]),
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
const ARCHITECTURE_23: &str = r#"
flow: Architecture23
event: 8
bijectors:
  bend: {parameters: {rate: unit}, let: {gain: "1.0 + rate"}, forward: "|z| gain * z + rate * softplus(z)"}
base: {student_t: {degrees_of_freedom: 9.0, location: learned, scale: learned}}
layers:
  - {coupling: {split: [3], transformer: additive, conditioner: {residual_mlp: {hidden: 3, blocks: 1, activation: relu}}}}
  - {nsf: {form: coupling, steps: 1, bins: 3, bound: 3.0, hidden: [10]}}
  - {leaky_relu: {slope: 1.6}}
  - {batch_norm: {epsilon: 0.5}}
  - {scale_tril: {rank: 2}}
  - bend
"#;

#[test]
fn architecture_23() {
    check(Architecture23::new(23), Architecture23::new(23).cast::<f64>(), ARCHITECTURE_23);
}

flow! {
    pub struct Architecture28<13, context = 1> {
        base: standard_normal(location = learned, scale = conditioned, conditioner = mlp(hidden = [3])),
        layers: [
            gumbel_cdf,
            logit,
            leaky_relu(slope = 1.6),
            batch_norm(epsilon = 0.5),
            scale_tril(rank = 2),
        ],
    }
}
const ARCHITECTURE_28: &str = r#"
flow: Architecture28
event: 13
context: 1
base: {standard_normal: {location: learned, scale: conditioned, conditioner: {mlp: {hidden: [3]}}}}
layers:
  - gumbel_cdf
  - logit
  - {leaky_relu: {slope: 1.6}}
  - {batch_norm: {epsilon: 0.5}}
  - {scale_tril: {rank: 2}}
"#;

#[test]
fn architecture_28() {
    check_given(Architecture28::new(28), Architecture28::new(28).cast::<f64>(), ARCHITECTURE_28);
}

flow! {
    pub struct Architecture33<2> {
        base: normal_mixture(components = 3),
        layers: [
            actnorm,
            sigmoid,
            invert(layer = sigmoid),
            nice(couplings = 2, conditioner = residual_mlp(hidden = 4, blocks = 1, activation = softplus)),
        ],
    }
}
const ARCHITECTURE_33: &str = r#"
flow: Architecture33
event: 2
base: {normal_mixture: {components: 3}}
layers:
  - actnorm
  - sigmoid
  - {invert: {layer: sigmoid}}
  - {nice: {couplings: 2, conditioner: {residual_mlp: {hidden: 4, blocks: 1, activation: softplus}}}}
"#;

#[test]
fn architecture_33() {
    check(Architecture33::new(33), Architecture33::new(33).cast::<f64>(), ARCHITECTURE_33);
}

flow! {
    pub struct Architecture38<7> {
        base: standard_uniform,
        layers: [
            logit,
            invert(layer = coupling(split = halves, transformer = scale(scale = softplus), conditioner = mlp(hidden = [], activation = relu))),
            gumbel_cdf,
        ],
    }
}
const ARCHITECTURE_38: &str = r#"
flow: Architecture38
event: 7
base: standard_uniform
layers:
  - logit
  - {invert: {layer: {coupling: {split: halves, transformer: {scale: {scale: softplus}}, conditioner: {mlp: {hidden: [], activation: relu}}}}}}
  - gumbel_cdf
"#;

#[test]
fn architecture_38() {
    check(Architecture38::new(38), Architecture38::new(38).cast::<f64>(), ARCHITECTURE_38);
}

flow! {
    pub struct Architecture43<12, context = 2> {
        base: standard_logistic(scale = conditioned, conditioner = mlp(hidden = [3])),
        layers: [
            householder,
            prelu,
        ],
    }
    bijector prelu(alpha: positive) {
        forward: |z| if z < 0.0 { alpha * z } else { z },
    }
}
const ARCHITECTURE_43: &str = r#"
flow: Architecture43
event: 12
context: 2
bijectors:
  prelu: {parameters: {alpha: positive}, forward: "|z| if z < 0.0 { alpha * z } else { z }"}
base: {standard_logistic: {scale: conditioned, conditioner: {mlp: {hidden: [3]}}}}
layers:
  - householder
  - prelu
"#;

#[test]
fn architecture_43() {
    check_given(Architecture43::new(43), Architecture43::new(43).cast::<f64>(), ARCHITECTURE_43);
}

flow! {
    pub struct Architecture48<1> {
        base: inverse_cdf(quantile = logit),
        layers: [
            affine(scale = sigmoid),
        ],
    }
}
const ARCHITECTURE_48: &str = r#"
flow: Architecture48
event: 1
base: {inverse_cdf: {quantile: logit}}
layers:
  - {affine: {scale: sigmoid}}
"#;

#[test]
fn architecture_48() {
    check(Architecture48::new(48), Architecture48::new(48).cast::<f64>(), ARCHITECTURE_48);
}
