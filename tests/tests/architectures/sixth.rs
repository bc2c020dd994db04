//! Architectures drawn by `flow_tests::architectures`, which says how; this file is not written by hand.

use flow_runtime::flow;
use flow_tests::emitted::{check, check_given};

#[test]
fn with_every_instruction_set() {
    flow_tests::engine::with_every_instruction_set();
}

flow! {
    pub struct Architecture50<[1, 4, 4]> {
        layers: [
            glow(levels = 1, steps = 2, transformer = affine(bound = 1.5), conditioner = conv(hidden = [], kernels = [1], activation = softplus, dropout = 0.2)),
            coupling(split = checkerboard, swap = false, transformer = affine(bound = 1.5), conditioner = conv(hidden = [], kernels = [3], activation = relu, dropout = 0.2)),
            autoregressive(transformer = additive, conditioner = pixel_cnn(hidden = 4, blocks = 1, first_kernel = 3, gated = true)),
            factor_out(prior = learned),
            lower_triangular(part = lower),
            squeeze,
            coupling(split = checkerboard, swap = false, transformer = affine(bound = 1.5), conditioner = residual_conv(hidden = 4, blocks = 1, kernel = 3, activation = sigmoid)),
        ],
    }
}
const ARCHITECTURE_50: &str = r#"
flow: Architecture50
event: [1, 4, 4]
layers:
  - {glow: {levels: 1, steps: 2, transformer: {affine: {bound: 1.5}}, conditioner: {conv: {hidden: [], kernels: [1], activation: softplus, dropout: 0.2}}}}
  - {coupling: {split: checkerboard, swap: false, transformer: {affine: {bound: 1.5}}, conditioner: {conv: {hidden: [], kernels: [3], activation: relu, dropout: 0.2}}}}
  - {autoregressive: {transformer: additive, conditioner: {pixel_cnn: {hidden: 4, blocks: 1, first_kernel: 3, gated: true}}}}
  - {factor_out: {prior: learned}}
  - {lower_triangular: {part: lower}}
  - squeeze
  - {coupling: {split: checkerboard, swap: false, transformer: {affine: {bound: 1.5}}, conditioner: {residual_conv: {hidden: 4, blocks: 1, kernel: 3, activation: sigmoid}}}}
"#;

#[test]
fn architecture_50() {
    check(Architecture50::new(50), Architecture50::new(50).cast::<f64>(), ARCHITECTURE_50);
}

flow! {
    pub struct Architecture51<[2, 2, 4]> {
        layers: [
            coupling(split = checkerboard, swap = false, transformer = rational_quadratic_spline(bins = 3, bound = 3.0), conditioner = mlp(hidden = [4], activation = softplus)),
            squeeze,
            lower_triangular(part = upper),
        ],
    }
}
const ARCHITECTURE_51: &str = r#"
flow: Architecture51
event: [2, 2, 4]
layers:
  - {coupling: {split: checkerboard, swap: false, transformer: {rational_quadratic_spline: {bins: 3, bound: 3.0}}, conditioner: {mlp: {hidden: [4], activation: softplus}}}}
  - squeeze
  - {lower_triangular: {part: upper}}
"#;

#[test]
fn architecture_51() {
    check(Architecture51::new(51), Architecture51::new(51).cast::<f64>(), ARCHITECTURE_51);
}

flow! {
    pub struct Architecture52<[3, 2, 3], context = 2> {
        layers: [
            actnorm,
            factor_out(conditioner = residual_conv(hidden = 4, blocks = 1, kernel = 3, activation = sigmoid)),
            coupling(split = checkerboard, swap = true, transformer = affine(bound = 1.5), conditioner = conv(hidden = [4, 4], kernels = [3], activation = tanh)),
            autoregressive(transformer = affine(bound = 1.5), conditioner = pixel_cnn(hidden = 6, blocks = 1, first_kernel = 3, gated = false)),
            pixels(levels = 4, alpha = 0.1),
        ],
    }
}
const ARCHITECTURE_52: &str = r#"
flow: Architecture52
event: [3, 2, 3]
context: 2
layers:
  - actnorm
  - {factor_out: {conditioner: {residual_conv: {hidden: 4, blocks: 1, kernel: 3, activation: sigmoid}}}}
  - {coupling: {split: checkerboard, swap: true, transformer: {affine: {bound: 1.5}}, conditioner: {conv: {hidden: [4, 4], kernels: [3], activation: tanh}}}}
  - {autoregressive: {transformer: {affine: {bound: 1.5}}, conditioner: {pixel_cnn: {hidden: 6, blocks: 1, first_kernel: 3, gated: false}}}}
  - {pixels: {levels: 4, alpha: 0.1}}
"#;

#[test]
fn architecture_52() {
    check_given(Architecture52::new(52), Architecture52::new(52).cast::<f64>(), ARCHITECTURE_52);
}

flow! {
    pub struct Architecture53<[1, 5, 3]> {
        layers: [
            permute(seed = 56, of = elements),
            batch_norm(epsilon = 0.5),
            actnorm,
            coupling(split = checkerboard, swap = true, transformer = additive, conditioner = residual_conv(hidden = 4, blocks = 1, kernel = 3, activation = softplus)),
        ],
    }
}
const ARCHITECTURE_53: &str = r#"
flow: Architecture53
event: [1, 5, 3]
layers:
  - {permute: {seed: 56, of: elements}}
  - {batch_norm: {epsilon: 0.5}}
  - actnorm
  - {coupling: {split: checkerboard, swap: true, transformer: additive, conditioner: {residual_conv: {hidden: 4, blocks: 1, kernel: 3, activation: softplus}}}}
"#;

#[test]
fn architecture_53() {
    check(Architecture53::new(53), Architecture53::new(53).cast::<f64>(), ARCHITECTURE_53);
}

flow! {
    pub struct Architecture54<[2, 6]> {
        layers: [
            factor_out,
            batch_norm(epsilon = 0.5),
            actnorm,
        ],
    }
}
const ARCHITECTURE_54: &str = r#"
flow: Architecture54
event: [2, 6]
layers:
  - factor_out
  - {batch_norm: {epsilon: 0.5}}
  - actnorm
"#;

#[test]
fn architecture_54() {
    check(Architecture54::new(54), Architecture54::new(54).cast::<f64>(), ARCHITECTURE_54);
}

flow! {
    pub struct Architecture55<[4, 2, 2], context = 2> {
        layers: [
            repeat(times = 2, layers = [coupling(split = channels, swap = false, transformer = additive, conditioner = conv(hidden = [], kernels = [1], activation = sigmoid)), coupling(split = channels, swap = true, transformer = additive, conditioner = residual_conv(hidden = 2, blocks = 1, kernel = 1, activation = softplus))]),
            permute(seed = 56),
            squeeze,
            batch_norm(epsilon = 0.5),
        ],
    }
}
const ARCHITECTURE_55: &str = r#"
flow: Architecture55
event: [4, 2, 2]
context: 2
layers:
  - {repeat: {times: 2, layers: [{coupling: {split: channels, swap: false, transformer: additive, conditioner: {conv: {hidden: [], kernels: [1], activation: sigmoid}}}}, {coupling: {split: channels, swap: true, transformer: additive, conditioner: {residual_conv: {hidden: 2, blocks: 1, kernel: 1, activation: softplus}}}}]}}
  - {permute: {seed: 56}}
  - squeeze
  - {batch_norm: {epsilon: 0.5}}
"#;

#[test]
fn architecture_55() {
    check_given(Architecture55::new(55), Architecture55::new(55).cast::<f64>(), ARCHITECTURE_55);
}

flow! {
    pub struct Architecture56<[1, 4, 4]> {
        layers: [
            conv_1x1(seed = 59),
            invert(layer = coupling(split = channels, swap = false, transformer = affine(bound = 1.5), conditioner = residual_conv(hidden = 4, blocks = 1, kernel = 3, activation = softplus))),
            factor_out(conditioner = residual_conv(hidden = 2, blocks = 1, kernel = 1, activation = tanh)),
            repeat(times = 2, layers = [coupling(split = checkerboard, swap = false, transformer = additive, conditioner = conv(hidden = [3], kernels = [3], activation = relu)), coupling(split = channels, swap = false, transformer = affine(bound = 1.5), conditioner = conv(hidden = [4], kernels = [1], activation = sigmoid))]),
            squeeze,
            permute(seed = 56, of = elements),
            pixels(levels = 4, alpha = 0.1),
        ],
    }
}
const ARCHITECTURE_56: &str = r#"
flow: Architecture56
event: [1, 4, 4]
layers:
  - {conv_1x1: {seed: 59}}
  - {invert: {layer: {coupling: {split: channels, swap: false, transformer: {affine: {bound: 1.5}}, conditioner: {residual_conv: {hidden: 4, blocks: 1, kernel: 3, activation: softplus}}}}}}
  - {factor_out: {conditioner: {residual_conv: {hidden: 2, blocks: 1, kernel: 1, activation: tanh}}}}
  - {repeat: {times: 2, layers: [{coupling: {split: checkerboard, swap: false, transformer: additive, conditioner: {conv: {hidden: [3], kernels: [3], activation: relu}}}}, {coupling: {split: channels, swap: false, transformer: {affine: {bound: 1.5}}, conditioner: {conv: {hidden: [4], kernels: [1], activation: sigmoid}}}}]}}
  - squeeze
  - {permute: {seed: 56, of: elements}}
  - {pixels: {levels: 4, alpha: 0.1}}
"#;

#[test]
fn architecture_56() {
    check(Architecture56::new(56), Architecture56::new(56).cast::<f64>(), ARCHITECTURE_56);
}

flow! {
    pub struct Architecture57<[2, 2, 4]> {
        layers: [
            invert(layer = coupling(split = checkerboard, swap = false, transformer = additive, conditioner = mlp(hidden = [4], activation = softplus))),
            squeeze,
            repeat(times = 2, layers = [coupling(split = channels, swap = false, transformer = affine(bound = 1.5), conditioner = residual_conv(hidden = 2, blocks = 1, kernel = 3, activation = sigmoid)), coupling(split = channels, swap = true, transformer = additive, conditioner = residual_conv(hidden = 4, blocks = 1, kernel = 3, activation = softplus))]),
        ],
    }
}
const ARCHITECTURE_57: &str = r#"
flow: Architecture57
event: [2, 2, 4]
layers:
  - {invert: {layer: {coupling: {split: checkerboard, swap: false, transformer: additive, conditioner: {mlp: {hidden: [4], activation: softplus}}}}}}
  - squeeze
  - {repeat: {times: 2, layers: [{coupling: {split: channels, swap: false, transformer: {affine: {bound: 1.5}}, conditioner: {residual_conv: {hidden: 2, blocks: 1, kernel: 3, activation: sigmoid}}}}, {coupling: {split: channels, swap: true, transformer: additive, conditioner: {residual_conv: {hidden: 4, blocks: 1, kernel: 3, activation: softplus}}}}]}}
"#;

#[test]
fn architecture_57() {
    check(Architecture57::new(57), Architecture57::new(57).cast::<f64>(), ARCHITECTURE_57);
}

flow! {
    pub struct Architecture58<[3, 2, 3], context = 2> {
        layers: [
            lower_triangular(part = lower),
            factor_out,
            conv_1x1(seed = 59),
            invert(layer = coupling(split = channels, swap = false, transformer = affine(bound = 1.5), conditioner = residual_conv(hidden = 2, blocks = 1, kernel = 1, activation = softplus))),
        ],
    }
}
const ARCHITECTURE_58: &str = r#"
flow: Architecture58
event: [3, 2, 3]
context: 2
layers:
  - {lower_triangular: {part: lower}}
  - factor_out
  - {conv_1x1: {seed: 59}}
  - {invert: {layer: {coupling: {split: channels, swap: false, transformer: {affine: {bound: 1.5}}, conditioner: {residual_conv: {hidden: 2, blocks: 1, kernel: 1, activation: softplus}}}}}}
"#;

#[test]
fn architecture_58() {
    check_given(Architecture58::new(58), Architecture58::new(58).cast::<f64>(), ARCHITECTURE_58);
}

flow! {
    pub struct Architecture59<[1, 5, 3]> {
        layers: [
            coupling(split = checkerboard, swap = false, transformer = affine(bound = 1.5), conditioner = conv(hidden = [3], kernels = [1], activation = tanh)),
            autoregressive(transformer = affine(bound = 1.5), conditioner = pixel_cnn(hidden = 2, blocks = 1, first_kernel = 3, gated = true)),
            coupling(split = checkerboard, swap = true, transformer = additive, conditioner = residual_conv(hidden = 4, blocks = 1, kernel = 3, activation = sigmoid)),
            coupling(split = checkerboard, swap = false, transformer = affine(bound = 1.5), conditioner = residual_conv(hidden = 2, blocks = 1, kernel = 3, activation = relu)),
        ],
    }
}
const ARCHITECTURE_59: &str = r#"
flow: Architecture59
event: [1, 5, 3]
layers:
  - {coupling: {split: checkerboard, swap: false, transformer: {affine: {bound: 1.5}}, conditioner: {conv: {hidden: [3], kernels: [1], activation: tanh}}}}
  - {autoregressive: {transformer: {affine: {bound: 1.5}}, conditioner: {pixel_cnn: {hidden: 2, blocks: 1, first_kernel: 3, gated: true}}}}
  - {coupling: {split: checkerboard, swap: true, transformer: additive, conditioner: {residual_conv: {hidden: 4, blocks: 1, kernel: 3, activation: sigmoid}}}}
  - {coupling: {split: checkerboard, swap: false, transformer: {affine: {bound: 1.5}}, conditioner: {residual_conv: {hidden: 2, blocks: 1, kernel: 3, activation: relu}}}}
"#;

#[test]
fn architecture_59() {
    check(Architecture59::new(59), Architecture59::new(59).cast::<f64>(), ARCHITECTURE_59);
}

flow! {
    pub struct Architecture60<[2, 6]> {
        layers: [
            factor_out,
            autoregressive(transformer = additive, conditioner = wavenet(hidden = 4, skip = 2, dilations = [1, 2])),
            lower_triangular(part = lower),
            pixels(levels = 4, alpha = 0.1),
        ],
    }
}
const ARCHITECTURE_60: &str = r#"
flow: Architecture60
event: [2, 6]
layers:
  - factor_out
  - {autoregressive: {transformer: additive, conditioner: {wavenet: {hidden: 4, skip: 2, dilations: [1, 2]}}}}
  - {lower_triangular: {part: lower}}
  - {pixels: {levels: 4, alpha: 0.1}}
"#;

#[test]
fn architecture_60() {
    check(Architecture60::new(60), Architecture60::new(60).cast::<f64>(), ARCHITECTURE_60);
}

flow! {
    pub struct Architecture61<[4, 2, 2], context = 2> {
        layers: [
            actnorm,
            coupling(split = channels, swap = false, transformer = additive, conditioner = mlp(hidden = [3], activation = softplus)),
            squeeze,
            autoregressive(transformer = additive, conditioner = pixel_cnn(hidden = 8, blocks = 1, first_kernel = 3, gated = false)),
        ],
    }
}
const ARCHITECTURE_61: &str = r#"
flow: Architecture61
event: [4, 2, 2]
context: 2
layers:
  - actnorm
  - {coupling: {split: channels, swap: false, transformer: additive, conditioner: {mlp: {hidden: [3], activation: softplus}}}}
  - squeeze
  - {autoregressive: {transformer: additive, conditioner: {pixel_cnn: {hidden: 8, blocks: 1, first_kernel: 3, gated: false}}}}
"#;

#[test]
fn architecture_61() {
    check_given(Architecture61::new(61), Architecture61::new(61).cast::<f64>(), ARCHITECTURE_61);
}
