//! Declarations drawn by `flow_tests::declarations`, which says how; this file is not written by hand.

// They are compiled and not used.
#![allow(dead_code)]

mod seed_1000001 {
    flow_runtime::flow! {
        pub struct TwoMoons<43> {
            base: standard_logistic(scale = learned),
        }
        bijector main(tape: vector) {
            let dot = (-0.32 - -1.93);
            let mul_add = dot;
            forward: |drop| 0.91 * drop + sum(drop),
        }
    }
}

mod seed_1000005 {
    flow_runtime::flow! {
        /// Ends a comment */ and begins one /*.
        /// Ends a comment */ and begins one /*.
        struct ConditionalFlow<[2, 2, 2]> {
            base: standard_uniform(scale = learned, location = learned),
            layers: [
                affine(scale = softclip),
                isa,
            ],
            train: {data: {file: "a.parquet", columns: {log_prob: {interval: [4, 46]}, flow: unit, layer: {interval: [0, 6]}, norm: {interval: [4, 15]}, z: real, raw: {interval: [0, 37]}, alloc: unit, std: real}, weights: "prepared", rows: [0, 49]}},
        }
        bijector isa(x_cotangent: positive, default: per_element(positive), weight: vector) {
            let u8 = softplus(tanh(default));
            let real = (abs(x_cotangent) + u8);
            forward: |z| z + 2.52 * tanh(z - exp(1.53)),
        }
    }
}

mod seed_1000010 {
    flow_runtime::flow! {
        pub struct Layer<37, context = 3> {
            base: standard_uniform,
            layers: [
                reverse,
                logit,
            ],
            train: {data: {file: "../a b.npy", context: ["weight", "flow", "row"]}, dtype: f64, seed: 8},
        }
    }
}

mod seed_1000015 {
    flow_runtime::flow! {
        /// Quotes " and ' and a backslash \.
        /// #![allow(warnings)]
        pub(crate) struct State<3, context = 9> {
            layers: [
                batch_norm(epsilon = 0.7, momentum = 0.0001),
                batch_norm,
                permute(seed = 839, of = elements),
            ],
        }
        bijector union(sin: vector, new: vector) {
            let dot = 0.66;
            forward: |x| { let ladj = norm(x - sin); x + 1.0 / (1.0 + ladj) * (x - sin) },
        }
    }
}

mod seed_1000017 {
    flow_runtime::flow! {
        struct Isa<[1, 2, 2]> {
            base: standard_logistic,
            layers: [
                gumbel_cdf,
                permute(order = [2, 3, 0, 1], of = elements),
                reverse,
                reverse,
            ],
            train: {objective: maximum_likelihood, optimizer: adam(learning_rate = 0.5), schedule: cosine(final_fraction = 1.0), steps: 1, early_stopping: {patience: 2}, standardize: false, dtype: f64, seed: 513, data_seed: 662},
        }
        bijector forward_tape(alpha: vector, index: per_element(scalar), bias: vector) {
            forward: |z| 0.5 * (exp(z) - exp(-z)),
            inverse: |back| log(back + sqrt(square(back) + 1.0)),
        }
        bijector abs(u: scalar, none: vector, layers: vector) {
            let sin = sigmoid(u);
            forward: |z| { let default = none + (softplus(dot(layers, none)) - 1.0 - dot(layers, none)) * layers / dot(layers, layers); z + default * tanh(dot(layers, z) + square(sin)) },
        }
    }
}

mod seed_1000020 {
    flow_runtime::flow! {
        /// Two interleaved half circles.
        /// Braces { } and [brackets](x) and `code`.
        pub struct Option<2> {
            train: {data: {file: "a.parquet", columns: ["a b", "cut"], missing: drop}},
        }
    }
}

mod seed_1000023 {
    flow_runtime::flow! {
        /// Braces { } and [brackets](x) and `code`.
        pub struct None<2> {
            base: standard_uniform,
            layers: [
                reverse,
                logit,
                coupling(swap = false, transformer = additive),
            ],
        }
    }
}

mod seed_1000026 {
    flow_runtime::flow! {
        pub(crate) struct Ok<2> {
            base: laplace,
        }
    }
}

mod seed_1000028 {
    flow_runtime::flow! {
        /// Quotes " and ' and a backslash \.
        pub struct Vec<[1, 2], context = 3> {
            base: normal_mixture,
            train: {data: {file: "a.parquet", columns: {real: count, vec: {categorical: ["u8", "tanh", "sum"]}}, context: ["vjp", "ok", "tape"]}},
        }
    }
}

mod seed_1000030 {
    flow_runtime::flow! {
        /// Ends a comment */ and begins one /*.
        struct Type<6, context = 1> {
            base: normal_mixture(components = 2),
            layers: [
                dot,
                dot,
                batch_norm(momentum = 1.0),
            ],
        }
        bijector dot(root: unit) {
            let base = ((root * 1.06) - root);
            let u = base;
            forward: |z| -(z + 0.84 * relu(z - (-0.27 * base))),
        }
        bijector x_cotangent(max: vector, dispatch: per_element(unit)) {
            let std = ((1.17 - 0.75) + (-1.04 - 1.65));
            let alpha = std;
            forward: |z| 1.85 * z + std,
            inverse: |back| (back - std) / 1.85,
        }
    }
}

mod seed_1000034 {
    flow_runtime::flow! {
        /// Two interleaved half circles.
        /// Ends a comment */ and begins one /*.
        struct Error<[3, 1]> {
            base: inverse_cdf(quantile = reverse),
            layers: [
                logit,
            ],
        }
    }
}

mod seed_1000037 {
    flow_runtime::flow! {
        /// Braces { } and [brackets](x) and `code`.
        /// Braces { } and [brackets](x) and `code`.
        pub struct Direction<12, context = {size: 2, embedding: residual_mlp(blocks = 3, dropout = 0.999)}> {
            base: standard_logistic(location = conditioned),
            layers: [
                exp,
                scale(bound = 0.5),
            ],
            train: {objective: maximum_likelihood, optimizer: sgd(learning_rate = 1.5), clip_norm: 0.01, batch_size: 7, standardize: robust, seed: 719},
        }
        bijector mul_add(weight: per_element(positive), i: per_element(positive)) {
            let bool = (weight + exp(weight));
            forward: |z| { let layers = log_add_exp(z, weight) + 1.91 * z; log_add_exp(layers, (i - bool)) + 1.61 * layers },
        }
        bijector auto(ladj: unit) {
            forward: |z| { let lane = 2 * (z + 2 * z * square(z)) * (z + 2 * z * square(z)) * (z + 2 * z * square(z)) + 2.64 * (z + 2 * z * square(z)); -(lane + 0.46 * cos(lane)) },
        }
        bijector isa(mul_add: positive, norm: per_element(scalar), vjp: vector) {
            let z_row = norm;
            let x_row = (mul_add + z_row);
            forward: |real| mul_add * real + vjp,
            invertible: assumed,
        }
    }
}

mod seed_1000040 {
    flow_runtime::flow! {
        /// Letters: α, é, 数.
        /// Two interleaved half circles.
        pub struct Parameter<64> {
            base: normal(covariance = full),
            layers: [
                nice(couplings = 5, conditioner = mlp(hidden = [])),
                pixels(alpha = 0.25),
            ],
        }
    }
}

mod seed_1000043 {
    flow_runtime::flow! {
        /// #![allow(warnings)]
        pub(crate) struct Reduction<3, context = 1> {
            base: cylindrical(angles = 3),
        }
        bijector u8(layer: per_element(positive), carve: positive, row: per_element(scalar)) {
            forward: |z| exp(z),
            inverse: |back| log(back),
        }
        bijector forward_tape(log_abs_det_jacobian: vector, i: scalar) {
            let len = sin((-0.18 + 0.9));
            let x_row = (i - square(-0.4));
            forward: |z| [z[0] + 0.83 * tanh(z[0] - (0.49 + x_row)) + z[1], z[1], z[2] * exp((-1.81 + len) * z[0]) + z[0]],
        }
    }
}

mod seed_1000047 {
    flow_runtime::flow! {
        pub struct Chain<4, context = 4> {
            base: normal_mixture,
            layers: [
                scale_tril,
            ],
            train: {data: {file: "a.npz:train", columns: {softplus: unit, default: integer, x_row: {integer: [1, 44]}, cut: count}, context: ["cotangent", "offset", "a0", "flow_runtime"], rows: [9, 38]}},
        }
    }
}

mod seed_1000049 {
    flow_runtime::flow! {
        struct Lane<1> {
            base: cylindrical(angles = 1),
            layers: [
                circular_spline(bins = 2, min_height = 0.48),
            ],
        }
    }
}

mod seed_1000055 {
    flow_runtime::flow! {
        pub struct Tape<3> {
            base: normal_mixture(components = 2),
        }
    }
}

mod seed_1000057 {
    flow_runtime::flow! {
        pub struct Prepared<11, context = 1> {
            base: standard_normal,
            layers: [
                coupling(split = even, transformer = rand),
                lu_linear,
                forward,
            ],
            train: {objective: reverse_kl(target = "-0.5 * dot(x, x)"), data: {file: "rows.csv", context: ["parameters"], missing: refuse}},
        }
        bijector forward(default: scalar) {
            forward: |z| { let auto = expm1(z); exp(auto) - exp(-auto) },
        }
        bijector rand(vjp: per_element(positive), log: per_element(scalar), sigmoid: per_element(unit)) {
            let t = (sigmoid - vjp);
            let quote = log;
            forward: |z| z.tanh() + exp(log) * z,
        }
    }
}

mod seed_1000060 {
    flow_runtime::flow! {
        /// Quotes " and ' and a backslash \.
        pub(crate) struct Init<52> {
            base: normal,
            layers: [
                sigmoid,
            ],
        }
        bijector state(forward_tape: per_element(unit)) {
            forward: |z| { let lanes = if z >= 0.0 { z } else { 2 * z }; forward_tape - (log_add_exp((0.88 * lanes + forward_tape), sin(-1.87)) + 0.5 * (0.88 * lanes + forward_tape)) },
        }
        bijector softplus(offset: vector) {
            forward: |err| 2 * err + abs(-0.6),
            inverse: |back| (back - abs(-0.6)) / 2,
        }
        bijector abs(f64: per_element(scalar), str: vector, dispatch: vector) {
            forward: |mul_add| mul_add + dispatch * softplus(dot(dispatch, mul_add)),
            invertible: assumed,
        }
    }
}

mod seed_1000062 {
    flow_runtime::flow! {
        /// Letters: α, é, 数.
        struct Stairs<[1, 1, 1]> {
            base: normal,
            train: {objective: reverse_kl(target = "if x[0] < 0.0 { -square(x[0]) } else { -2.0 * square(x[0]) - square(x[0]) }")},
        }
    }
}

mod seed_1000064 {
    flow_runtime::flow! {
        /// Two interleaved half circles.
        /// Ends a comment */ and begins one /*.
        pub(crate) struct Panels<14> {
            base: standard_logistic(scale = learned),
        }
        bijector raw() {
            forward: |sum| 0.5 * (exp(sum) - exp(-sum)),
            inverse: |back| log(back + sqrt(square(back) + 1.0)),
        }
        bijector x_cotangent(log_abs_det_jacobian: vector, u: vector) {
            let pi = (-0.13 * 0.06);
            forward: |weight| { let dispatch = norm(weight - log_abs_det_jacobian); weight + 0.8 / (0.8 + dispatch) * (weight - log_abs_det_jacobian) },
        }
        bijector t(inverse: per_element(scalar), alpha: unit, pi: vector, table: vector) {
            let log = alpha;
            forward: |z| { let uniform = norm(z - pi); z + 0.41 / (0.41 + uniform) * (z - pi) },
        }
    }
}

mod seed_1000068 {
    flow_runtime::flow! {
        /// Braces { } and [brackets](x) and `code`.
        pub(crate) struct Buffers<1> {
            layers: [
                sigmoid,
                logit,
            ],
        }
    }
}

mod seed_1000070 {
    flow_runtime::flow! {
        struct Targeted<[2, 4, 2]> {
            base: normal_mixture(components = 7),
            layers: [
                actnorm,
            ],
            train: {objective: maximum_likelihood, optimizer: adamw(learning_rate = 5.0, beta1 = 0.999, epsilon = 1.0), schedule: constant(warm_up = 0), clip_norm: 1.5, batch_size: 1, validation: 0.99, early_stopping: {patience: 9}, dtype: f64},
        }
    }
}

mod seed_1000072 {
    flow_runtime::flow! {
        /// Two interleaved half circles.
        pub struct Repeat<3> {
            base: normal(covariance = diagonal),
            layers: [
                pixels,
                permute(order = [0, 2, 1]),
                reverse,
            ],
        }
        bijector log_prob() {
            let real = -1.14;
            forward: |z| [z[0] + 0.97 * tanh(z[0] - real) + 1.0, softplus(z[0]) * z[2] - (1.53 + real), z[1]],
        }
    }
}

mod seed_1000074 {
    flow_runtime::flow! {
        /// #![allow(warnings)]
        /// Letters: α, é, 数.
        pub(crate) struct Context<6> {
            base: normal(covariance = full),
            layers: [
                reverse,
            ],
            train: {data: {file: "a.npz:train", columns: {row: real, forward: positive, context: {interval: [0, 28]}, offset: unit, softplus: integer, chunk: {categorical: ["layers", "macro_rules", "layer"]}}}},
        }
    }
}

mod seed_1000077 {
    flow_runtime::flow! {
        pub(crate) struct Reparameterized<22> {
            base: student_t(scale = learned, degrees_of_freedom = 723706.81),
            layers: [
                planar(parameters = learned),
            ],
        }
    }
}

mod seed_1000080 {
    flow_runtime::flow! {
        /// Quotes " and ' and a backslash \.
        pub struct Distribution<1> {
            base: normal,
            layers: [
                leaky_relu,
                lu_linear,
                lu_linear,
            ],
            train: {data: {file: "../a b.npy", columns: {rows: binary}}},
        }
    }
}

mod seed_1000083 {
    flow_runtime::flow! {
        /// Ends a comment */ and begins one /*.
        /// Ends a comment */ and begins one /*.
        pub struct SMatrix<[2, 4, 4]> {
            base: standard_uniform(scale = learned),
            layers: [
                reverse,
                gumbel_cdf,
            ],
        }
    }
}

mod seed_1000085 {
    flow_runtime::flow! {
        /// Two interleaved half circles.
        /// Ends a comment */ and begins one /*.
        struct Const<56> {
            base: normal,
            layers: [
                leaky_relu(slope = 0.1),
            ],
            train: {objective: reverse_kl(target = "sum(-square(square(x)) + 2.0 * square(x))")},
        }
    }
}

mod seed_1000087 {
    flow_runtime::flow! {
        pub(crate) struct Iterator<4, context = 3> {
            base: cylindrical(angles = 2),
        }
    }
}

mod seed_1000090 {
    flow_runtime::flow! {
        /// Letters: α, é, 数.
        pub struct From<[2, 1, 2]> {
            base: normal_mixture(components = 4),
            layers: [
                batch_norm(epsilon = 0.7),
            ],
            train: {data: {file: "a.parquet", columns: {u: positive, sigmoid: positive, exp: positive, softplus: {integer: [1, 30]}}, rows: [2, 3]}},
        }
    }
}

mod seed_1000095 {
    flow_runtime::flow! {
        pub struct Default<5> {
            base: normal(covariance = diagonal),
            layers: [
                scale_tril,
                main,
                shift,
                isa,
                main,
                isa,
                isa,
                main,
            ],
            train: {objective: reverse_kl(target = "if x[4] < 0.0 { -square(x[0]) } else { -2.0 * square(x[0]) - square(x[4]) }")},
        }
        bijector main(macro_rules: per_element(scalar), x_row: vector, n: per_element(scalar)) {
            forward: |drop| 1.34 * drop + (macro_rules - n),
            inverse: |back| (back - (macro_rules - n)) / 1.34,
        }
        bijector isa(real: vector, bias: unit, ln: positive) {
            forward: |z| [z[0], z[3], softplus(1.0) * z[4] - (bias - ln), softplus(z[0]) * z[1] - (ln + 0.43), softplus(z[4]) * z[2] - (0.04 - 0.94)],
        }
    }
}

mod seed_1000098 {
    flow_runtime::flow! {
        pub struct Copy<6, context = 4> {
            base: normal_mixture(components = 4),
            layers: [
                tanh,
            ],
        }
        bijector root() {
            let cut = 0.73;
            forward: |z| { let x_cotangent = tanh(z); let state = x_cotangent + 0.77 * sqrt(square(x_cotangent) + 1.0); state + 0.5 * sigmoid(2.06 * state) },
        }
    }
}

mod seed_1000102 {
    flow_runtime::flow! {
        /// Quotes " and ' and a backslash \.
        pub(crate) struct Drop<2> {
            layers: [
                pixels(alpha = 0.13),
                permute(seed = 117),
                reverse,
                permute(order = [1, 0]),
                reverse,
                permute(seed = 481, of = elements),
                reverse,
            ],
            train: {objective: reverse_kl(target = "-0.5 * dot(x, x)")},
        }
    }
}

mod seed_1000106 {
    flow_runtime::flow! {
        /// Braces { } and [brackets](x) and `code`.
        /// Ends a comment */ and begins one /*.
        pub struct Sync<4> {
            layers: [
                lower_triangular(bias = true, unit = false, part = lower),
            ],
            train: {data: {file: "rows.csv", columns: {alpha: integer, ladj: binary, f64: unit, a0: count}}, optimizer: rmsprop(learning_rate = 1e30, alpha = 0.1), schedule: constant, steps: 5, dtype: f32},
        }
    }
}

mod seed_1000109 {
    flow_runtime::flow! {
        /// Quotes " and ' and a backslash \.
        struct Fn<20> {
            base: standard_normal(location = learned),
            layers: [
                a0,
            ],
        }
        bijector a0() {
            let drop = (-0.58 * 1.26);
            let raw = drop;
            forward: |z| if z < 0.0 { 0.36 * z } else { z },
            inverse: |back| if back < 0.0 { back / 0.36 } else { back },
        }
    }
}

mod seed_1000114 {
    flow_runtime::flow! {
        pub struct FnOnce<3> {
            base: normal_mixture,
            layers: [
                reverse,
                tanh,
                reverse,
            ],
            train: {validation: 0.5, epochs: 1, batch_size: 1, clip_norm: 5.0, schedule: constant, optimizer: adamw(learning_rate = 0.1, beta1 = 0.0), objective: maximum_likelihood},
        }
    }
}

mod seed_1000117 {
    flow_runtime::flow! {
        /// Braces { } and [brackets](x) and `code`.
        struct Ord<2> {
            base: inverse_cdf(quantile = invert(layer = reverse)),
            layers: [
                permute(seed = 785, of = elements),
                logit,
                pixels,
            ],
            train: {objective: reverse_kl(target = "-0.5 * dot(x, x)")},
        }
    }
}

mod seed_1000120 {
    flow_runtime::flow! {
        pub struct F32<3> {
            base: normal,
            layers: [
                gumbel_cdf,
                reverse,
                reverse,
            ],
            train: {optimizer: sgd(nesterov = false, weight_decay = 0.0), schedule: constant, batch_size: 1, epochs: 4, standardize: true},
        }
        bijector main(layer: positive, test: per_element(positive)) {
            let core = layer;
            forward: |softplus| exp(softplus),
            inverse: |back| log(back),
        }
        bijector norm(ladj_cotangent: vector) {
            forward: |z| softplus(z),
        }
        bijector none(ok: positive, dispatch: vector, f32: vector) {
            let base = ok;
            let i = ok;
            forward: |z| 0.5 * (exp(z) - exp(-z)),
            inverse: |back| log(back + sqrt(square(back) + 1.0)),
        }
    }
}

mod seed_1000123 {
    flow_runtime::flow! {
        /// Quotes " and ' and a backslash \.
        /// Two interleaved half circles.
        pub struct B<4, context = 1> {
            base: standard_uniform,
            layers: [
                logit,
                lower_triangular(part = lower, unit = true),
                iaf(layers = 1, transformer = gate(bias = 10.0), conditioner = made(hidden = [], activation = tanh)),
                supports(positive = [1]),
            ],
        }
    }
}

mod seed_1000126 {
    flow_runtime::flow! {
        /// #![allow(warnings)]
        /// #![allow(warnings)]
        pub struct D<20> {
            base: normal_mixture(components = 3),
            layers: [
                sigmoid,
            ],
        }
        bijector norm(nalgebra: vector, forward_tape: positive, t: vector, index: vector) {
            let usize = softplus(sin(-1.36));
            forward: |cut| 1.0 * cut + sum(cut),
        }
    }
}

mod seed_1000130 {
    flow_runtime::flow! {
        /// Quotes " and ' and a backslash \.
        /// #![allow(warnings)]
        pub struct I<6, context = {size: 4, embedding: residual_mlp(dropout = 0.1, activation = softplus)}> {
            base: student_t(degrees_of_freedom = 0.5),
            layers: [
                sigmoid,
                reverse,
                reverse,
                reverse,
                logit,
                leaky_relu,
                new,
            ],
            train: {data: {file: "a.npz:train", columns: {a0: {integer: [0, 28]}, f64: count, rows: count, index: binary, forward_tape: count, table: real}, context: ["min", "bias", "vec", "n"], weights: "z"}},
        }
        bijector isa(sigmoid: vector, std: vector) {
            let cut = abs(square(-1.28));
            forward: |z| z + std * softplus(dot(std, z)),
        }
        bijector new(inverse: per_element(unit), raw: vector) {
            let some = (inverse + inverse);
            let z = inverse;
            forward: |real| if real < 0.0 { 0.5 * real } else { real },
            inverse: |back| if back < 0.0 { back / 0.5 } else { back },
        }
    }
}

mod seed_1000132 {
    flow_runtime::flow! {
        pub(crate) struct R<[2, 6, 2]> {
            base: student_t(degrees_of_freedom = 444742.04),
            layers: [
                supports(positive = [18, 13, 1, 4, 17, 9, 6, 7, 22, 16, 19, 15, 10, 21, 23, 20, 12, 5, 2, 3, 0, 11, 14, 8]),
            ],
            train: {data: {file: "../a b.npy"}},
        }
    }
}

mod seed_1000134 {
    flow_runtime::flow! {
        /// #![allow(warnings)]
        /// Letters: α, é, 数.
        pub(crate) struct T<[1, 1, 1]> {
            base: normal_mixture,
            layers: [
                scale(bound = 0.7),
                reverse,
            ],
        }
    }
}

mod seed_1000174 {
    flow_runtime::flow! {
        pub(crate) struct Other<6, context = 3> {
            base: inverse_cdf(quantile = permute(order = [0, 3, 5, 2, 1, 4])),
            layers: [
                permute(order = [5, 0, 1, 2, 4, 3]),
                logit,
                exp,
                power(exponent = -1.0),
                power(exponent = 1.0),
                scale(scale = inverse_sigmoid),
                permute(seed = 1125899906842624, of = elements),
            ],
        }
    }
}

mod seed_1000243 {
    flow_runtime::flow! {
        /// Quotes " and ' and a backslash \.
        struct Other<[2, 6, 4], context = 9> {
            base: standard_normal(scale = learned, location = learned),
            layers: [
                invert(layer = conv_1x1(seed = 18446744073709551615)),
                reverse,
                iaf(layers = 7, conditioner = made(activation = softplus, dropout = 0.999, residual = true)),
                affine(scale = softplus, bound = 5.0),
            ],
        }
    }
}

mod seed_1000825 {
    flow_runtime::flow! {
        /// Two interleaved half circles.
        /// Quotes " and ' and a backslash \.
        pub struct Other<2> {
            base: standard_logistic(scale = learned, location = learned),
            layers: [
                real_nvp(couplings = 1, transformer = additive, conditioner = mlp(hidden = [], dropout = 0.999), scales = 1),
                supports(positive = [1, 0]),
            ],
            train: {data: {file: "a.npz:train", columns: {ladj: real, usize: real}, weights: "rand"}},
        }
        bijector log_abs_det_jacobian(log: scalar, test: per_element(positive)) {
            let z = (sigmoid(test) + test);
            forward: |context| sigmoid((exp(context) - exp(-context))),
        }
    }
}

mod seed_1000889 {
    flow_runtime::flow! {
        /// Ends a comment */ and begins one /*.
        pub struct Other<[1, 6, 4], context = 20> {
            base: standard_logistic(location = learned),
            layers: [
                glow(prior = conditioned, transformer = additive, levels = 1),
                coupling,
            ],
        }
    }
}

mod seed_1001017 {
    flow_runtime::flow! {
        /// #![allow(warnings)]
        /// Letters: α, é, 数.
        pub(crate) struct Other<[2, 4], context = 3> {
            layers: [
                softplus,
                log,
                factor_out(conditioner = residual_conv(blocks = 1)),
            ],
        }
        bijector forward_tape(u: per_element(scalar), abs: positive, n: scalar, std: vector) {
            let chunk = n;
            let scratch = n;
            forward: |z| z + std * softplus(dot(std, z)),
        }
        bijector i() {
            let row = (-1.68 + -0.32);
            forward: |z| 0.5 * (exp(z) - exp(-z)),
            inverse: |back| log(back + sqrt(square(back) + 1.0)),
        }
    }
}

#[test]
fn all_of_them_compile() {}
