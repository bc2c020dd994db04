//! Emitted code, compiled, against the f64 interpreter: values, log-determinants and gradients.
//!
//! Each flow stands here in both spellings: the macro's is emitted and compiled into this test, YAML's goes to the interpreter.

use flow_runtime::nalgebra::SVector;
use flow_runtime::{ConditionalFlow, Flow, flow};
use flow_tests::engine::{same_bits, same_bits_of_draws};
use flow_tests::numbers::{Stream, close};
use flow_tests::oracle::{compiled, gradient};
use flow_tests::tolerance::{EMITTED_F32, EMITTED_F64};

flow! { pub struct Moons<2> { layers: [repeat(times = 3, layers = [coupling(conditioner = mlp(hidden = [9, 7], activation = relu)), reverse])] } }
const MOONS: &str = "
flow: Moons
event: 2
layers: [{repeat: {times: 3, layers: [{coupling: {conditioner: {mlp: {hidden: [9, 7], activation: relu}}}}, reverse]}}]
";

flow! { pub struct Plain<3> { layers: [affine, leaky_relu(slope = 0.3), permute(order = [2, 0, 1]), affine(scale = softplus), affine(scale = sigmoid), exp] } }
const PLAIN: &str = "
flow: Plain
event: 3
layers: [affine, {leaky_relu: {slope: 0.3}}, {permute: {order: [2, 0, 1]}}, {affine: {scale: softplus}}, {affine: {scale: sigmoid}}, exp]
";

// Layers whose arguments are found from what came of them: `leaky_relu` before what keeps its own, a network too.
flow! { pub struct Undone<5> { layers: [
    affine, repeat(times = 3, layers = [leaky_relu(slope = 0.4), affine, householder]), leaky_relu(slope = 2.0),
    coupling(conditioner = mlp(hidden = [4], activation = tanh)), leaky_relu(slope = 0.4), affine(scale = softplus),
] } }
const UNDONE: &str = "
flow: Undone
event: 5
layers:
  - affine
  - repeat: {times: 3, layers: [{leaky_relu: {slope: 0.4}}, affine, householder]}
  - {leaky_relu: {slope: 2.0}}
  - {coupling: {conditioner: {mlp: {hidden: [4], activation: tanh}}}}
  - {leaky_relu: {slope: 0.4}}
  - {affine: {scale: softplus}}
";

flow! { pub struct Mixed<5> { layers: [
    repeat(times = 2, layers = [
        coupling(split = even, transformer = additive, conditioner = mlp(hidden = [6], activation = tanh)),
        permute(seed = 5),
        coupling(split = [3, 0], transformer = affine(bound = 1.5), conditioner = mlp(hidden = [], activation = relu)),
    ]),
    invert(layer = coupling(split = odd, transformer = affine(scale = softplus), conditioner = mlp(hidden = [4, 4], activation = softplus))),
    real_nvp(couplings = 2, conditioner = mlp(hidden = [5], activation = sigmoid)),
] } }
const MIXED: &str = "
flow: Mixed
event: 5
layers:
  - repeat:
      times: 2
      layers:
        - coupling: {split: even, transformer: additive, conditioner: {mlp: {hidden: [6], activation: tanh}}}
        - permute: {seed: 5}
        - coupling: {split: [3, 0], transformer: {affine: {bound: 1.5}}, conditioner: {mlp: {hidden: [], activation: relu}}}
  - invert: {layer: {coupling: {split: odd, transformer: {affine: {scale: softplus}}, conditioner: {mlp: {hidden: [4, 4], activation: softplus}}}}}
  - real_nvp: {couplings: 2, conditioner: {mlp: {hidden: [5], activation: sigmoid}}}
";

flow! {
    pub struct Users<3> { layers: [wave, coupling(transformer = prelu, conditioner = mlp(hidden = [4])), bend, invert(layer = wave), cross] }
    bijector prelu(alpha: positive) { forward: |z| if z < 0.0 { alpha * z } else { z } }
    bijector wave() { forward: |z| z + 0.4 * sin(z) }
    bijector bend(rate: unit) { let gain = 1.0 + rate; forward: |z| gain * z + rate * softplus(z) }
    bijector cross(k: scalar) { forward: |z| [z[0], z[1] * exp(k * z[0]), z[2] + z[0] * z[1]] }
}
const USERS: &str = r#"
flow: Users
event: 3
bijectors:
  prelu: {parameters: {alpha: positive}, forward: "|z| if z < 0.0 { alpha * z } else { z }"}
  wave: {forward: "|z| z + 0.4 * sin(z)"}
  bend: {parameters: {rate: unit}, let: {gain: "1.0 + rate"}, forward: "|z| gain * z + rate * softplus(z)"}
  cross: {parameters: {k: scalar}, forward: "|z| [z[0], z[1] * exp(k * z[0]), z[2] + z[0] * z[1]]"}
layers: [wave, {coupling: {transformer: prelu, conditioner: {mlp: {hidden: [4]}}}}, bend, {invert: {layer: wave}}, cross]
"#;

flow! {
    pub struct Authored<3> { layers: [
        shrink, skew, coupling(transformer = skew, conditioner = mlp(hidden = [4])), falling,
        autoregressive(transformer = cube, conditioner = made(hidden = [5])), twist, tied, invert(layer = coupled),
        coupling(transformer = shrink, split = odd, conditioner = mlp(hidden = [4])),
    ] }
    bijector shrink(keep: unit) { forward: |z| z - keep * tanh(z) }
    bijector skew(tail: positive, lean: scalar) {
        forward: |z| {
            let far = log(abs(z) + sqrt(square(z) + 1.0));
            let a = tail * (if z < 0.0 { -far } else { far }) + lean;
            0.5 * (exp(a) - exp(-a))
        },
        inverse: |x| {
            let far = log(abs(x) + sqrt(square(x) + 1.0));
            let a = ((if x < 0.0 { -far } else { far }) - lean) / tail;
            0.5 * (exp(a) - exp(-a))
        },
    }
    bijector falling(rate: positive) {
        forward: |z| if z < 0.0 { -z } else { -rate * z }, inverse: |x| if x < 0.0 { -x / rate } else { -x },
    }
    bijector cube(a: positive) { forward: |z| -0.1 * z * z * z - a * z, invertible: assumed }
    bijector twist(k: scalar, c: per_element(positive)) {
        forward: |z| [z[1] * exp(k * z[2]) + z[0], c[2] * z[2], z[0] - k * tanh(z[2])],
    }
    bijector tied(k: scalar) { forward: |z| [z[1] + 0.1 * z[1] * z[1] * z[1], z[0] + k * z[1], z[2]], invertible: assumed }
    bijector coupled(k: scalar) {
        forward: |z| [z[2] + k * z[0], z[0] - 1.0, z[1] * (1.0 + z[2] * z[2]) - z[0]],
        inverse: |x| { let a = x[1] + 1.0; let c = x[0] - k * a; [a, (x[2] + a) / (1.0 + c * c), c] },
    }
}
const AUTHORED: &str = r#"
flow: Authored
event: 3
bijectors:
  shrink: {parameters: {keep: unit}, forward: "|z| z - keep * tanh(z)"}
  skew:
    parameters: {tail: positive, lean: scalar}
    forward: "|z| {
      let far = log(abs(z) + sqrt(square(z) + 1.0));
      let a = tail * (if z < 0.0 { -far } else { far }) + lean;
      0.5 * (exp(a) - exp(-a)) }"
    inverse: "|x| {
      let far = log(abs(x) + sqrt(square(x) + 1.0));
      let a = ((if x < 0.0 { -far } else { far }) - lean) / tail;
      0.5 * (exp(a) - exp(-a)) }"
  falling: {parameters: {rate: positive}, forward: "|z| if z < 0.0 { -z } else { -rate * z }", inverse: "|x| if x < 0.0 { -x / rate } else { -x }"}
  cube: {parameters: {a: positive}, forward: "|z| -0.1 * z * z * z - a * z", invertible: assumed}
  twist:
    parameters: {k: scalar, c: {per_element: positive}}
    forward: "|z| [z[1] * exp(k * z[2]) + z[0], c[2] * z[2], z[0] - k * tanh(z[2])]"
  tied: {parameters: {k: scalar}, forward: "|z| [z[1] + 0.1 * z[1] * z[1] * z[1], z[0] + k * z[1], z[2]]", invertible: assumed}
  coupled:
    parameters: {k: scalar}
    forward: "|z| [z[2] + k * z[0], z[0] - 1.0, z[1] * (1.0 + z[2] * z[2]) - z[0]]"
    inverse: "|x| { let a = x[1] + 1.0; let c = x[0] - k * a; [a, (x[2] + a) / (1.0 + c * c), c] }"
layers:
  - shrink
  - skew
  - coupling: {transformer: skew, conditioner: {mlp: {hidden: [4]}}}
  - falling
  - autoregressive: {transformer: cube, conditioner: {made: {hidden: [5]}}}
  - twist
  - tied
  - invert: {layer: coupled}
  - coupling: {transformer: shrink, split: odd, conditioner: {mlp: {hidden: [4]}}}
"#;

// Parameters have names that emitted functions use themselves; five elements are not written out, so their loops have many rows.
flow! {
    pub struct Kept<5> { layers: [odd] }
    bijector odd(isa: per_element(positive), each_lane: per_element(scalar), lane: per_element(scalar), row: scalar) {
        forward: |z| isa * z + lane * tanh(row) + each_lane,
    }
}
const KEPT: &str = r#"
flow: Kept
event: 5
bijectors:
  odd:
    parameters: {isa: {per_element: positive}, each_lane: {per_element: scalar}, lane: {per_element: scalar}, row: scalar}
    forward: "|z| isa * z + lane * tanh(row) + each_lane"
layers: [odd]
"#;

flow! { pub struct Given<4, context = 2> { layers: [real_nvp(couplings = 3, conditioner = mlp(hidden = [8, 8])), affine] } }
const GIVEN: &str = "
flow: Given
event: 4
context: 2
layers: [{real_nvp: {couplings: 3, conditioner: {mlp: {hidden: [8, 8]}}}}, affine]
";

flow! { pub struct Masked<5> { layers: [
    maf(layers = 2, conditioner = made(hidden = [9, 8], activation = relu)),
    autoregressive(order = [2, 0, 4, 3, 1], transformer = affine(scale = softplus), conditioner = made(hidden = [6], activation = tanh)),
    autoregressive(order = descending, transformer = additive, conditioner = made(hidden = [])),
] } }
const MASKED: &str = "
flow: Masked
event: 5
layers:
  - maf: {layers: 2, conditioner: {made: {hidden: [9, 8], activation: relu}}}
  - autoregressive: {order: [2, 0, 4, 3, 1], transformer: {affine: {scale: softplus}}, conditioner: {made: {hidden: [6], activation: tanh}}}
  - autoregressive: {order: descending, transformer: additive, conditioner: {made: {hidden: []}}}
";

flow! { pub struct MaskedGiven<3, context = 2> { layers: [maf(layers = 2, conditioner = made(hidden = [7]))] } }
const MASKED_GIVEN: &str = "
flow: MaskedGiven
event: 3
context: 2
layers: [{maf: {layers: 2, conditioner: {made: {hidden: [7]}}}}]
";

flow! { pub struct Inverse<4> { layers: [
    iaf(layers = 2, conditioner = made(hidden = [9, 8], activation = relu)),
    autoregressive(explicit = forward, order = [2, 0, 3, 1], transformer = rational_quadratic_spline(bins = 3, bound = 2.5), conditioner = made(hidden = [6], activation = softplus)),
] } }
const INVERSE: &str = "
flow: Inverse
event: 4
layers:
  - iaf: {layers: 2, conditioner: {made: {hidden: [9, 8], activation: relu}}}
  - autoregressive: {explicit: forward, order: [2, 0, 3, 1], transformer: {rational_quadratic_spline: {bins: 3, bound: 2.5}}, conditioner: {made: {hidden: [6], activation: softplus}}}
";

flow! { pub struct InverseGiven<3, context = 2> { layers: [iaf(layers = 2, conditioner = made(hidden = [7], activation = tanh))] } }
const INVERSE_GIVEN: &str = "
flow: InverseGiven
event: 3
context: 2
layers: [{iaf: {layers: 2, conditioner: {made: {hidden: [7], activation: tanh}}}}]
";

flow! { pub struct Splines<3> { layers: [
    nsf(steps = 2, bins = 4, bound = 3.0, hidden = [8]),
    nsf(form = autoregressive, steps = 1, bins = 3, hidden = [8], dropout = 0.2),
    coupling(conditioner = residual_mlp(hidden = 6, blocks = 1, dropout = 0.1)),
    autoregressive(conditioner = made(hidden = [7, 7], residual = true, activation = tanh)),
    lower_triangular(part = upper),
] } }
const SPLINES: &str = "
flow: Splines
event: 3
layers:
  - nsf: {steps: 2, bins: 4, bound: 3.0, hidden: [8]}
  - nsf: {form: autoregressive, steps: 1, bins: 3, hidden: [8], dropout: 0.2}
  - coupling: {conditioner: {residual_mlp: {hidden: 6, blocks: 1, dropout: 0.1}}}
  - autoregressive: {conditioner: {made: {hidden: [7, 7], residual: true, activation: tanh}}}
  - lower_triangular: {part: upper}
";
flow! { pub struct LowRank<3> { layers: [
    sylvester(rank = 2), planar, scale_tril(rank = 2), radial, householder, invert(layer = sylvester(rank = 3)), invert(layer = scale_tril),
    iaf(layers = 1, transformer = gate, conditioner = made(hidden = [5])),
] } }
const LOW_RANK: &str = "
flow: LowRank
event: 3
layers:
  - sylvester: {rank: 2}
  - planar
  - scale_tril: {rank: 2}
  - radial
  - householder
  - invert: {layer: {sylvester: {rank: 3}}}
  - invert: {layer: scale_tril}
  - iaf: {layers: 1, transformer: gate, conditioner: {made: {hidden: [5]}}}
";

flow! {
    pub struct Domains<2> { layers: [sigmoid, climb, root, logit, exp, deep] }
    bijector climb { domain: unit, forward: |u| 0.5 * (u * sqrt(u) + u) }
    bijector root { domain: unit, forward: |u| sqrt(u) }
    bijector deep { domain: positive, forward: |u| log(u) + u }
}
const DOMAINS: &str = r#"
flow: Domains
event: 2
bijectors:
  climb: {domain: unit, forward: "|u| 0.5 * (u * sqrt(u) + u)"}
  root: {domain: unit, forward: "|u| sqrt(u)"}
  deep: {domain: positive, forward: "|u| log(u) + u"}
layers: [sigmoid, climb, root, logit, exp, deep]
"#;

flow! { pub struct Supports<2> { base: standard_logistic, layers: [
    shift, scale, gumbel_cdf, logit, softplus, power(exponent = -0.5), scale(scale = softplus), log, tanh,
] } }
const SUPPORTS: &str = "
flow: Supports
event: 2
base: standard_logistic
layers: [shift, scale, gumbel_cdf, logit, softplus, {power: {exponent: -0.5}}, {scale: {scale: softplus}}, log, tanh]
";

flow! { pub struct Moved<2> { base: standard_uniform(location = learned, scale = learned), layers: [sigmoid] } }
const MOVED: &str = "
flow: Moved
event: 2
base: {standard_uniform: {location: learned, scale: learned}}
layers: [sigmoid]
";

flow! { pub struct Tails<3, context = 2> {
    base: student_t(degrees_of_freedom = 2.5, location = conditioned, scale = learned, conditioner = mlp(hidden = [4])),
    layers: [nice(couplings = 2, conditioner = mlp(hidden = [5]))],
} }
const TAILS: &str = "
flow: Tails
event: 3
context: 2
base: {student_t: {degrees_of_freedom: 2.5, location: conditioned, scale: learned, conditioner: {mlp: {hidden: [4]}}}}
layers: [{nice: {couplings: 2, conditioner: {mlp: {hidden: [5]}}}}]
";

flow! { pub struct Lumps<2> { base: normal_mixture(components = 3), layers: [coupling(conditioner = mlp(hidden = [5])), affine] } }
const LUMPS: &str = "
flow: Lumps
event: 2
base: {normal_mixture: {components: 3}}
layers: [{coupling: {conditioner: {mlp: {hidden: [5]}}}}, affine]
";

flow! { pub struct LumpsGiven<3, context = 2> {
    base: normal_mixture(components = 2), layers: [coupling(conditioner = mlp(hidden = [5])), batch_norm],
} }
const LUMPS_GIVEN: &str = "
flow: LumpsGiven
event: 3
context: 2
base: {normal_mixture: {components: 2}}
layers: [{coupling: {conditioner: {mlp: {hidden: [5]}}}}, batch_norm]
";

flow! { pub struct LumpsEmbedded<2, context = { size: 2, embedding: mlp(hidden = [4]), outputs: 3 }> {
    base: normal_mixture(components = 2), layers: [conditional],
} }
const LUMPS_EMBEDDED: &str = "
flow: LumpsEmbedded
event: 2
context: {size: 2, embedding: {mlp: {hidden: [4]}}, outputs: 3}
base: {normal_mixture: {components: 2}}
layers: [conditional]
";

flow! { pub struct Sigmoid<1> { layers: [sigmoid] } }
flow! { pub struct Logistic<2> { base: standard_logistic(scale = learned), layers: [sigmoid] } }
flow! { pub struct Softplus<1> { layers: [softplus] } }
flow! { pub struct Tanh<1> { layers: [tanh] } }
flow! { pub struct GumbelCdf<1> { layers: [gumbel_cdf] } }
flow! { pub struct Logit<1> { base: standard_uniform, layers: [logit] } }
flow! { pub struct Power<1> { layers: [exp, power(exponent = -2.5)] } }

flow! { pub struct Image<[1, 4, 6]> { layers: [
    repeat(times = 2, layers = [actnorm, permute(seed = 3), coupling(split = channels, conditioner = residual_conv(hidden = 4, blocks = 1))]),
    squeeze,
    coupling(split = checkerboard, conditioner = conv(hidden = [5, 3], kernels = [3, 1, 3])),
    coupling(split = checkerboard, swap = true, transformer = additive, conditioner = conv(hidden = [4], activation = tanh)),
] } }
const IMAGE: &str = "
flow: Image
event: [1, 4, 6]
layers:
  - repeat: {times: 2, layers: [actnorm, {permute: {seed: 3}}, {coupling: {split: channels, conditioner: {residual_conv: {hidden: 4, blocks: 1}}}}]}
  - squeeze
  - coupling: {split: checkerboard, conditioner: {conv: {hidden: [5, 3], kernels: [3, 1, 3]}}}
  - coupling: {split: checkerboard, swap: true, transformer: additive, conditioner: {conv: {hidden: [4], activation: tanh}}}
";
flow! { pub struct Pixels<[1, 2, 2]> { layers: [affine, pixels(levels = 4)] } }
const PIXELS: &str = "flow: Pixels\nevent: [1, 2, 2]\nlayers: [affine, {pixels: {levels: 4}}]\n";

// An odd number of layers maps each prefix, so that what has left stands in both buffers of a chain.
flow! { pub struct Grey<[2, 3, 4], elements = categorical(levels = 6), context = 2> {
    base: autoregressive(
        family = discretized_logistic_mixture(components = 3, levels = 6),
        conditioner = pixel_cnn(hidden = 4, blocks = 1, first_kernel = 3, gated = true),
    ),
} }
const GREY: &str = "
flow: Grey
event: {shape: [2, 3, 4], elements: {categorical: {levels: 6}}}
context: 2
base:
  autoregressive:
    family: {discretized_logistic_mixture: {components: 3, levels: 6}}
    conditioner: {pixel_cnn: {hidden: 4, blocks: 1, first_kernel: 3, gated: true}}
";

flow! { pub struct Codes<[1, 9], elements = categorical(levels = 5)> {
    base: autoregressive(
        family = categorical(levels = 5),
        conditioner = wavenet(hidden = 5, skip = 7, dilations = [1, 2, 4]),
        inputs = one_hot,
    ),
} }
const CODES: &str = "
flow: Codes
event: {shape: [1, 9], elements: {categorical: {levels: 5}}}
base:
  autoregressive:
    family: {categorical: {levels: 5}}
    conditioner: {wavenet: {hidden: 5, skip: 7, dilations: [1, 2, 4]}}
    inputs: one_hot
";

flow! { pub struct Ink<[1, 4, 5], elements = binary> {
    base: autoregressive(conditioner = pixel_cnn(hidden = 6, blocks = 2, first_kernel = 5)),
} }
const INK: &str = "
flow: Ink
event: {shape: [1, 4, 5], elements: binary}
base: {autoregressive: {conditioner: {pixel_cnn: {hidden: 6, blocks: 2, first_kernel: 5}}}}
";

flow! { pub struct Rows<[2, 3, 4], elements = binary> {
    base: autoregressive(conditioner = row_lstm(hidden = 4, layers = 2, first_kernel = 3)),
} }
const ROWS: &str = "
flow: Rows
event: {shape: [2, 3, 4], elements: binary}
base: {autoregressive: {conditioner: {row_lstm: {hidden: 4, layers: 2, first_kernel: 3}}}}
";

flow! { pub struct Diagonals<[1, 4, 5], elements = binary> {
    base: autoregressive(conditioner = diagonal_bilstm(hidden = 5, layers = 2, first_kernel = 3)),
} }
const DIAGONALS: &str = "
flow: Diagonals
event: {shape: [1, 4, 5], elements: binary}
base: {autoregressive: {conditioner: {diagonal_bilstm: {hidden: 5, layers: 2, first_kernel: 3}}}}
";

flow! { pub struct Letters<[1, 7], elements = categorical(levels = 3)> {
    base: autoregressive(family = categorical(levels = 3), conditioner = lstm(hidden = 5), inputs = one_hot),
} }
const LETTERS: &str = "
flow: Letters
event: {shape: [1, 7], elements: {categorical: {levels: 3}}}
base: {autoregressive: {family: {categorical: {levels: 3}}, conditioner: {lstm: {hidden: 5}}, inputs: one_hot}}
";

flow! { pub struct Beats<[2, 6], elements = binary> {
    base: autoregressive(conditioner = gru(hidden = 6, layers = 2)),
} }
const BEATS: &str = "
flow: Beats
event: {shape: [2, 6], elements: binary}
base: {autoregressive: {conditioner: {gru: {hidden: 6, layers: 2}}}}
";

flow! { pub struct Waves<[2, 3, 3]> { layers: [
    autoregressive(conditioner = pixel_cnn(hidden = 4, blocks = 1, first_kernel = 3)),
    reverse,
    autoregressive(
        transformer = rational_quadratic_spline(bins = 3, bound = 3.0),
        conditioner = pixel_cnn(hidden = 4, blocks = 1, first_kernel = 3, gated = true),
    ),
] } }
const WAVES: &str = "
flow: Waves
event: [2, 3, 3]
layers:
  - autoregressive: {conditioner: {pixel_cnn: {hidden: 4, blocks: 1, first_kernel: 3}}}
  - reverse
  - autoregressive:
      transformer: {rational_quadratic_spline: {bins: 3, bound: 3.0}}
      conditioner: {pixel_cnn: {hidden: 4, blocks: 1, first_kernel: 3, gated: true}}
";

flow! { pub struct Scales<[1, 4, 8]> { layers: [
    actnorm, coupling(split = checkerboard, conditioner = conv(hidden = [3])), affine, factor_out(prior = learned), actnorm,
    repeat(times = 2, layers = [batch_norm, conv_1x1(seed = 5)]), coupling(split = channels, swap = true, conditioner = conv(hidden = [3])),
    factor_out(conditioner = residual_conv(hidden = 3, blocks = 1)),
    repeat(times = 2, layers = [conv_1x1, coupling(split = channels, conditioner = conv(hidden = [4], kernels = [3, 1]))]), squeeze,
] } }
const SCALES: &str = "
flow: Scales
event: [1, 4, 8]
layers:
  - actnorm
  - coupling: {split: checkerboard, conditioner: {conv: {hidden: [3]}}}
  - affine
  - factor_out: {prior: learned}
  - actnorm
  - repeat: {times: 2, layers: [batch_norm, {conv_1x1: {seed: 5}}]}
  - coupling: {split: channels, swap: true, conditioner: {conv: {hidden: [3]}}}
  - factor_out: {conditioner: {residual_conv: {hidden: 3, blocks: 1}}}
  - repeat: {times: 2, layers: [conv_1x1, {coupling: {split: channels, conditioner: {conv: {hidden: [4], kernels: [3, 1]}}}}]}
  - squeeze
";
flow! { pub struct Colours<[3, 2, 3], context = 2> { layers: [
    batch_norm, coupling(split = channels, conditioner = conv(hidden = [4])), permute(order = [2, 0, 1]),
    coupling(split = checkerboard, conditioner = residual_conv(hidden = 3, blocks = 1)),
] } }
const COLOURS: &str = "
flow: Colours
event: [3, 2, 3]
context: 2
layers:
  - batch_norm
  - coupling: {split: channels, conditioner: {conv: {hidden: [4]}}}
  - permute: {order: [2, 0, 1]}
  - coupling: {split: checkerboard, conditioner: {residual_conv: {hidden: 3, blocks: 1}}}
";

/// Agreement relative to the size of the numbers of the row.
fn agree(what: &str, found: &[f64], expected: &[f64], tolerance: f64) {
    let size = expected.iter().fold(1.0, |m: f64, v| m.max(v.abs()));
    for (i, (f, e)) in found.iter().zip(expected).enumerate() {
        assert!((f - e).abs() <= tolerance * size, "{what}[{i}]: emitted {f:e}, interpreted {e:e}");
    }
    assert_eq!(found.len(), expected.len(), "{what}");
}

fn check<F32, F64, const D: usize>(fresh: F32, double: F64, yaml: &str)
where
    F32: Flow<f32, D>,
    F64: Flow<f64, D>,
{
    check_at(fresh, double, yaml, 0.4);
}

/// `scale` is the deviation of the parameters: the larger, the worse the flow's condition.
fn check_at<F32, F64, const D: usize>(fresh: F32, double: F64, yaml: &str, scale: f64)
where
    F32: Flow<f32, D>,
    F64: Flow<f64, D>,
{
    let (mut flow, mut single) = (double, fresh);
    let compiled = compiled(yaml);
    let program = compiled.program();
    assert_eq!(F64::emitted_description().architecture, compiled.architecture_hash());
    let mut stream = Stream::new(D as u64);
    let parameters = stream.normals(program.flow().parameter_count(), scale);
    flow.set_parameters(&parameters).unwrap();
    single.set_parameters(&parameters.iter().map(|p| *p as f32).collect::<Vec<_>>()).unwrap();
    same_bits(&flow, yaml);
    same_bits(&single, yaml);
    for _ in 0..20 {
        let z = stream.normals(D, 1.0);
        let (expected_x, expected_ladj) = program.forward(&parameters, &z, &[]);
        let (x, ladj) = flow.forward(&SVector::from_column_slice(&z));
        agree("x", x.as_slice(), &expected_x, EMITTED_F64);
        agree("ladj", &[ladj], &[expected_ladj], EMITTED_F64);
        let (expected_z, expected_back) = program.inverse(&parameters, x.as_slice(), &[]);
        let (back, ladj) = flow.inverse(&x);
        agree("z", back.as_slice(), &expected_z, EMITTED_F64);
        agree("inverse ladj", &[ladj], &[expected_back], EMITTED_F64);
        let expected = program.log_prob(&parameters, x.as_slice(), &[]);
        agree("log_prob", &[flow.log_prob(&x)], &[expected], EMITTED_F64);
        let (value, of_x, of_parameters) = flow.log_prob_and_grad(&x);
        let (expected_of_x, expected_of_parameters) = gradient(program, &parameters, x.as_slice(), &[]);
        agree("log_prob with gradient", &[value], &[expected], EMITTED_F64);
        agree("gradient in x", of_x.as_slice(), &expected_of_x, EMITTED_F64);
        agree("gradient in parameters", of_parameters.as_slice(), &expected_of_parameters, EMITTED_F64);
        let f32_value = f64::from(single.log_prob(&x.map(|v| v as f32)));
        assert!(close(f32_value, expected, EMITTED_F32), "f32: {f32_value}, expected {expected}");
    }
}

#[test]
fn couplings() {
    check(Moons::new(1), Moons::new(1).cast::<f64>(), MOONS);
}

#[test]
fn elementwise_layers() {
    check(Plain::new(1), Plain::new(1).cast::<f64>(), PLAIN);
}

#[test]
fn layers_that_are_recomputed_for_their_cotangents() {
    check(Undone::new(1), Undone::new(1).cast::<f64>(), UNDONE);
}

#[test]
fn layers_between_supports() {
    check(Supports::new(1), Supports::new(1).cast::<f64>(), SUPPORTS);
}

/// The laws in a generated crate's tests hold for rows close to the ends of their support.
#[test]
fn the_laws_of_a_crate_hold_near_the_ends_of_a_support() {
    let flow = Logistic::new(1).cast::<f64>();
    let x = flow.sample(200, 5);
    assert!(x.iter().any(|x| *x < 5e-3) && x.iter().any(|x| *x > 1.0 - 5e-3));
    flow_runtime::check_laws(&flow, 200, 5).unwrap();
}

/// A point that the base cannot have given has density zero, in the support of the flow or not.
#[test]
fn density_is_zero_outside_a_bounded_base() {
    let mut flow = Moved::new(1).cast::<f64>();
    let compiled = compiled(MOVED);
    let program = compiled.program();
    // Scales of 1 and locations of −1 and 0.5: z in (−1, 0) and (0.5, 1.5) before the sigmoid.
    let parameters = [0.0, 0.0, -1.0, 0.5];
    flow.set_parameters(&parameters).unwrap();
    let sigmoid = |v: f64| 1.0 / (1.0 + (-v).exp());
    let (inside, outside) = ([sigmoid(-0.3), sigmoid(1.4)], [sigmoid(-0.3), sigmoid(1.6)]);
    let expected = -inside.iter().map(|x| (x * (1.0 - x)).ln()).sum::<f64>();
    let log_prob = |x: [f64; 2]| (program.log_prob(&parameters, &x, &[]), flow.log_prob(&SVector::from(x)));
    let (interpreted, emitted) = log_prob(inside);
    assert!(close(interpreted, expected, EMITTED_F64) && close(emitted, expected, EMITTED_F64));
    let (_, of_x, _) = flow.log_prob_and_grad(&SVector::from(inside));
    for (x, g) in inside.iter().zip(of_x.iter()) {
        assert!(close(*g, 1.0 / (1.0 - x) - 1.0 / x, EMITTED_F64), "{g}");
    }
    for x in [outside, [0.4, -0.1], [1.0, 0.7], [2.0, 0.7]] {
        assert_eq!(log_prob(x), (f64::NEG_INFINITY, f64::NEG_INFINITY), "{x:?}");
        assert_eq!(flow.log_prob_and_grad(&SVector::from(x)).0, f64::NEG_INFINITY, "{x:?}");
    }
    let (interpreted, emitted) = log_prob([f64::NAN, 0.7]);
    assert!(interpreted.is_nan() && emitted.is_nan());
    let samples = flow.sample(1000, 3);
    assert!(flow.log_prob_batch(&samples).iter().all(|l| l.is_finite()));
}

/// At the ends of `f32`: the log-determinant of the sampling direction at z, and `z` of the other direction at x, in closed form.
fn at_the_ends<F: Flow<f32, 1>>(name: &str, flow: F, forward: &[(f32, f64)], inverse: &[(f32, f64)]) {
    let near = |found: f32, expected: f64| close(f64::from(found), expected, 1e-6);
    for (z, ladj) in forward {
        let found = flow.forward(&SVector::from([*z])).1;
        assert!(near(found, *ladj), "{name} at z = {z}: ladj is {found}, expected {ladj}");
    }
    for (x, z) in inverse {
        let found = flow.inverse(&SVector::from([*x])).0[0];
        assert!(near(found, *z), "{name} at x = {x}: z is {found}, expected {z}");
    }
}

#[test]
fn layers_between_supports_are_accurate_at_the_ends_of_f32() {
    let ln = |x: f32| f64::from(x).ln();
    let below_one = 1.0 - f32::EPSILON / 2.0;
    let logit = |x: f32| ln(x) - (-f64::from(x)).ln_1p();
    let points = [(1e-30, logit(1e-30)), (below_one, logit(below_one))];
    at_the_ends("sigmoid", Sigmoid::new(1), &[(80.0, -80.0), (-80.0, -80.0)], &points);
    let small = [(1e-30, ln(1e-30)), (1e30, 1e30)];
    at_the_ends("softplus", Softplus::new(1), &[(-80.0, -80.0), (80.0, 0.0)], &small);
    let far = 2.0 * std::f64::consts::LN_2 - 160.0;
    let atanh = f64::from(below_one).atanh();
    at_the_ends("tanh", Tanh::new(1), &[(80.0, far), (-80.0, far)], &[(below_one, atanh), (1e-30, 1e-30)]);
    let gumbel = |x: f32| -(-ln(x)).ln();
    let points = [(1e-30, gumbel(1e-30)), (below_one, gumbel(below_one))];
    at_the_ends("gumbel_cdf", GumbelCdf::new(1), &[(80.0, -80.0), (-4.0, 4.0 - 4f64.exp())], &points);
    let points = [(1e-30, -ln(1e-30)), (below_one, -ln(below_one) - (-f64::from(below_one)).ln_1p())];
    at_the_ends("logit", Logit::new(1), &points, &[(-80.0, (-80f64).exp()), (80.0, 1.0)]);
    // z ↦ −2.5 z before the logarithm's scale: ladj = ln 2.5 − 2.5 z.
    at_the_ends("power", Power::new(1), &[(30.0, 2.5f64.ln() - 75.0)], &[(1e-30, -ln(1e-30) / 2.5)]);
}

#[test]
fn splits_permutations_and_inverted_layers() {
    check(Mixed::new(1), Mixed::new(1).cast::<f64>(), MIXED);
}

#[test]
fn users_bijectors() {
    check(Users::new(1), Users::new(1).cast::<f64>(), USERS);
}

#[test]
fn parameters_named_as_emitted_code_names_its_own() {
    check(Kept::new(1), Kept::new(1).cast::<f64>(), KEPT);
}

#[test]
fn users_bijectors_with_claims_and_in_any_order() {
    check_at(Authored::new(1), Authored::new(1).cast::<f64>(), AUTHORED, 0.3);
}

#[test]
fn masked_networks_and_the_sequential_direction() {
    check(Masked::new(1), Masked::new(1).cast::<f64>(), MASKED);
}

fn check_given<F: ConditionalFlow<f64, D, C>, const D: usize, const C: usize>(mut flow: F, yaml: &str) {
    let compiled = compiled(yaml);
    let program = compiled.program();
    let mut stream = Stream::new(9);
    let parameters = stream.normals(program.flow().parameter_count(), 0.4);
    flow.set_parameters(&parameters).unwrap();
    same_bits(&flow, yaml);
    for _ in 0..20 {
        let (z, given) = (stream.normals(D, 1.0), stream.normals(C, 1.0));
        let context = SVector::<f64, C>::from_column_slice(&given);
        let (expected_x, expected_ladj) = program.forward(&parameters, &z, &given);
        let (x, ladj) = flow.forward(&SVector::from_column_slice(&z), &context);
        agree("x", x.as_slice(), &expected_x, EMITTED_F64);
        agree("ladj", &[ladj], &[expected_ladj], EMITTED_F64);
        let expected = program.log_prob(&parameters, x.as_slice(), &given);
        agree("log_prob", &[flow.log_prob(&x, &context)], &[expected], EMITTED_F64);
    }
}

#[test]
fn densities_that_go_level_by_level() {
    check(Inverse::new(1), Inverse::new(1).cast::<f64>(), INVERSE);
}

#[test]
fn splines_triangular_matrices_and_residual_networks() {
    check_at(Splines::new(1), Splines::new(1).cast::<f64>(), SPLINES, 0.2);
}

#[test]
fn users_bijectors_with_a_domain() {
    check(Domains::new(1), Domains::new(1).cast::<f64>(), DOMAINS);
}

#[test]
fn a_base_with_parameters_of_its_own() {
    check(Lumps::new(1), Lumps::new(1).cast::<f64>(), LUMPS);
    flow_tests::emitted::check_given(LumpsGiven::new(1), LumpsGiven::new(1).cast::<f64>(), LUMPS_GIVEN);
    check_given(LumpsEmbedded::new(1).cast::<f64>(), LUMPS_EMBEDDED);
}

#[test]
fn grids() {
    check_at(Image::new(1), Image::new(1).cast::<f64>(), IMAGE, 0.2);
    check_at(Pixels::new(1), Pixels::new(1).cast::<f64>(), PIXELS, 0.1);
    check_at(Scales::new(1), Scales::new(1).cast::<f64>(), SCALES, 0.2);
    check_given(Colours::new(1).cast::<f64>(), COLOURS);
}

/// Draws go element by element in emitted code as they do in the engine, and are whole numbers of the
/// density that the interpreter finds.
#[test]
fn whole_numbers_element_by_element() {
    fn drawn<F: Flow<f64, D>, const D: usize>(mut flow: F, yaml: &str, levels: f64) {
        let compiled = compiled(yaml);
        let program = compiled.program();
        let parameters = Stream::new(11).normals(program.flow().parameter_count(), 0.4);
        flow.set_parameters(&parameters).unwrap();
        same_bits(&flow, yaml);
        let (samples, log_prob) = flow.sample_with_log_prob(40, 3);
        for (x, found) in samples.column_iter().zip(&log_prob) {
            let x: Vec<f64> = x.iter().copied().collect();
            assert!(x.iter().all(|x| x.fract() == 0.0 && (0.0..levels).contains(x)), "{x:?}");
            agree("log_prob", &[*found], &[program.log_prob(&parameters, &x, &[])], EMITTED_F64);
        }
    }
    drawn(Ink::new(1).cast::<f64>(), INK, 2.0);
    drawn(Codes::new(1).cast::<f64>(), CODES, 5.0);
    drawn(Rows::new(1).cast::<f64>(), ROWS, 2.0);
    drawn(Diagonals::new(1).cast::<f64>(), DIAGONALS, 2.0);
    drawn(Letters::new(1).cast::<f64>(), LETTERS, 3.0);
    drawn(Beats::new(1).cast::<f64>(), BEATS, 2.0);
    same_bits(&Rows::new(1), ROWS);
    same_bits(&Diagonals::new(1), DIAGONALS);
    check_at(Waves::new(1), Waves::new(1).cast::<f64>(), WAVES, 0.2);
    let mut grey = Grey::new(1);
    let count = grey.parameters().map(|p| p.values.len()).sum();
    let parameters: Vec<f32> = Stream::new(12).normals(count, 0.4).into_iter().map(|p| p as f32).collect();
    grey.set_parameters(&parameters).unwrap();
    same_bits(&grey, GREY);
    same_bits(&grey.cast::<f64>(), GREY);
    let context = SVector::<f32, 2>::new(0.3, -1.0);
    let x = grey.sample(&context, 1, 4).column(0).into_owned();
    let completed = grey.complete(&x, &context, 5, 9).expect("an event of levels");
    // Channels stand one after another: the first five positions of both are known.
    assert_eq!(
        (&x.as_slice()[..5], &x.as_slice()[12..17]),
        (&completed.as_slice()[..5], &completed.as_slice()[12..17])
    );
    assert!(grey.complete(&x.add_scalar(0.5), &context, 1, 9).is_err() && grey.complete(&x, &context, 13, 9).is_err());
}

#[test]
fn maps_of_low_rank() {
    check_at(LowRank::new(1), LowRank::new(1).cast::<f64>(), LOW_RANK, 0.3);
}

#[test]
fn context() {
    check_given(InverseGiven::new(1).cast::<f64>(), INVERSE_GIVEN);
    check_given(Given::new(1).cast::<f64>(), GIVEN);
    check_given(MaskedGiven::new(1).cast::<f64>(), MASKED_GIVEN);
    check_given(Tails::new(1).cast::<f64>(), TAILS);
}

/// Draws at drawn parameters, in both numbers.
macro_rules! draws {
    ($($flow:ident $yaml:ident),*) => {
        $({
            let mut flow = $flow::new(1);
            let count = flow.parameters().map(|p| p.values.len()).sum();
            let drawn: Vec<f32> = Stream::new(5).normals(count, 0.3).into_iter().map(|p| p as f32).collect();
            flow.set_parameters(&drawn).unwrap();
            same_bits_of_draws(&flow, $yaml);
            same_bits_of_draws(&flow.cast::<f64>(), $yaml);
        })*
    };
}

#[test]
fn draws_that_move_with_the_parameters_have_the_bits_of_the_engine() {
    draws!(Moons MOONS, Plain PLAIN, Undone UNDONE, Mixed MIXED, Users USERS, Kept KEPT, Authored AUTHORED);
    draws!(Masked MASKED, Inverse INVERSE, Splines SPLINES, Domains DOMAINS, LowRank LOW_RANK);
}

#[test]
fn with_every_instruction_set() {
    flow_tests::engine::with_every_instruction_set();
}
