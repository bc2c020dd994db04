//! Declarations drawn by `flow_tests::declarations`, which says how; this file is not written by hand.

// They are compiled and not used.
#![allow(dead_code)]

mod seed_1000004 {
    flow_runtime::flow! {
        /// Quotes " and ' and a backslash \.
        struct Flow<7, context = 1> {
            train: {data: {file: "a.npz:train", columns: {none: unit, pi: unit, u8: unit, ladj_cotangent: unit, log_prob: unit, macro_rules: unit, new: count}, context: ["ok"]}},
        }
    }
}

mod seed_1000010 {
    flow_runtime::flow! {
        pub struct Box<37, context = 3> {
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
        pub(crate) struct Real<3, context = 9> {
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
        struct Program<[1, 2, 2]> {
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

mod seed_1000023 {
    flow_runtime::flow! {
        /// Braces { } and [brackets](x) and `code`.
        pub struct Description<2> {
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
        pub(crate) struct Some<2> {
            base: laplace,
        }
    }
}

mod seed_1000028 {
    flow_runtime::flow! {
        /// Quotes " and ' and a backslash \.
        pub struct Result<[1, 2], context = 3> {
            base: normal_mixture,
            train: {data: {file: "a.parquet", columns: {real: count, vec: {categorical: ["u8", "tanh", "sum"]}}, context: ["vjp", "ok", "tape"]}},
        }
    }
}

mod seed_1000030 {
    flow_runtime::flow! {
        /// Ends a comment */ and begins one /*.
        struct Err<6, context = 1> {
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
        struct String<[3, 1]> {
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
        pub struct Selfish<12, context = {size: 2, embedding: residual_mlp(blocks = 3, dropout = 0.999)}> {
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
        pub struct Sampler<64> {
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
        pub(crate) struct Kind<3, context = 1> {
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
        pub struct Parameters<4, context = 4> {
            base: normal_mixture,
            layers: [
                scale_tril,
            ],
            train: {data: {file: "a.npz:train", columns: {softplus: unit, default: integer, x_row: {integer: [1, 44]}, cut: count}, context: ["cotangent", "offset", "a0", "flow_runtime"], rows: [9, 38]}},
        }
    }
}

mod seed_1000051 {
    flow_runtime::flow! {
        pub(crate) struct Segment<[1, 2, 4]> {
            base: standard_logistic(scale = learned),
            layers: [
                vjp,
            ],
            train: {data: {file: "a.npz:train", columns: {layer: integer, layers: integer, u: integer, err: integer, dispatch: integer, context: integer, x_row: integer, log_abs_det_jacobian: integer}, missing: drop}},
        }
        bijector vjp(beta: vector, flow: unit, x_row: unit) {
            forward: |dispatch| { let err = dispatch + (1.0 + flow) * sigmoid(1.46 * dispatch); let quote = log_add_exp(err, flow) + 2.2 * err; quote + 2 * softplus(1.13 * quote) },
        }
    }
}

mod seed_1000056 {
    flow_runtime::flow! {
        /// #![allow(warnings)]
        struct Tile<2> {
            base: normal,
            layers: [
                y,
                shift,
                softplus,
            ],
            train: {objective: reverse_kl(target = "sum(-square(square(x)) + 2.0 * square(x))")},
        }
        bijector y(quote: vector, drop: vector) {
            let tables = -1.98;
            let flow_runtime = tables;
            forward: |z| pi * z + quote,
        }
        bijector abs(table: unit, str: scalar, tape: per_element(scalar), offset: vector) {
            let tables = (tanh(0.77) * table);
            forward: |z| exp(str) * z + offset,
        }
        bijector log_abs_det_jacobian(a0: positive, min: positive, std: vector, ladj_cotangent: vector) {
            let cut = (a0 * (0.24 * 1.38));
            forward: |z| { let tanh = norm(z - std); z + a0 / (a0 + tanh) * (z - std) },
        }
    }
}

mod seed_1000059 {
    flow_runtime::flow! {
        /// Letters: α, é, 数.
        struct Lanes<4> {
            base: laplace,
            layers: [
                softplus,
            ],
        }
        bijector sigmoid() {
            let ladj = softplus((1.08 - -0.6));
            forward: |row| { let alloc = 2.16 * row * row * row + pi * row; let ladj_cotangent = alloc + 0.12 * sin(alloc); ladj_cotangent + 1.9 * tanh(ladj_cotangent - ladj) },
        }
    }
}

mod seed_1000061 {
    flow_runtime::flow! {
        /// Letters: α, é, 数.
        pub struct Scratch<1, context = 20> {
            layers: [
                actnorm,
            ],
        }
    }
}

mod seed_1000063 {
    flow_runtime::flow! {
        struct Layout<2> {
            base: normal(covariance = diagonal),
            train: {data: {file: "a.parquet", columns: {prepared: integer, flow: {categorical: ["a0", "layer", "x_row"]}}}},
        }
    }
}

mod seed_1000067 {
    flow_runtime::flow! {
        /// #![allow(warnings)]
        pub struct Degrees<8> {
            base: normal_mixture(components = 4),
            layers: [
                actnorm,
                scale(scale = shifted_sigmoid, min_scale = 0.5),
                actnorm,
            ],
        }
    }
}

mod seed_1000069 {
    flow_runtime::flow! {
        /// #![allow(warnings)]
        /// Quotes " and ' and a backslash \.
        struct Mask<[1, 4, 4]> {
            base: inverse_cdf(quantile = squeeze),
            layers: [
                invert(layer = reverse),
                logit,
                affine(bound = 5.0),
                sylvester(rank = 1),
                softplus,
                reverse,
                reverse,
                squeeze,
            ],
        }
    }
}

mod seed_1000072 {
    flow_runtime::flow! {
        /// Two interleaved half circles.
        pub struct Buffer<3> {
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
        pub(crate) struct Target<6> {
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
        pub(crate) struct Standardize<22> {
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
        pub struct Base<1> {
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
        pub struct Embedding<[2, 4, 4]> {
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
        struct Differentiable<56> {
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
        pub(crate) struct SVector<4, context = 3> {
            base: cylindrical(angles = 2),
        }
    }
}

mod seed_1000090 {
    flow_runtime::flow! {
        /// Letters: α, é, 数.
        pub struct OMatrix<[2, 1, 2]> {
            base: normal_mixture(components = 4),
            layers: [
                batch_norm(epsilon = 0.7),
            ],
            train: {data: {file: "a.parquet", columns: {u: positive, sigmoid: positive, exp: positive, softplus: {integer: [1, 30]}}, rows: [2, 3]}},
        }
    }
}

mod seed_1000096 {
    flow_runtime::flow! {
        /// #![allow(warnings)]
        /// Quotes " and ' and a backslash \.
        pub(crate) struct Dyn<1> {
            base: standard_uniform,
            layers: [
                logit,
                lower_triangular(unit = true),
                sigmoid,
                permute(seed = 706, of = elements),
            ],
        }
    }
}

mod seed_1000101 {
    flow_runtime::flow! {
        /// Braces { } and [brackets](x) and `code`.
        pub struct IntoIterator<1, context = 9> {
            base: normal_mixture(components = 2),
        }
    }
}

mod seed_1000104 {
    flow_runtime::flow! {
        /// Two interleaved half circles.
        /// Two interleaved half circles.
        pub struct Into<10> {
            layers: [
                state,
                pixels(alpha = 0.02),
            ],
        }
        bijector state() {
            let auto = -0.52;
            forward: |y| y + 0.5 * softplus(1.0 * y),
        }
    }
}

mod seed_1000108 {
    flow_runtime::flow! {
        /// Ends a comment */ and begins one /*.
        pub(crate) struct Clone<1, context = 1> {
            base: student_t(conditioner = mlp(hidden = [1]), scale = conditioned, degrees_of_freedom = 35813.99),
            layers: [
                invert(layer = planar),
                sigmoid,
                reverse,
            ],
        }
    }
}

mod seed_1000111 {
    flow_runtime::flow! {
        /// #![allow(warnings)]
        /// #![allow(warnings)]
        pub struct Debug<7> {
            base: cylindrical(angles = 1),
            layers: [
                circular_coupling(angles = 1, transformer = affine, bins = 5),
            ],
            train: {data: two_moons(rows = 33), objective: maximum_likelihood, optimizer: adamw(weight_decay = 0.0, beta1 = 0.5, learning_rate = 0.1), schedule: cosine, steps: 2, standardize: false, dtype: f64},
        }
    }
}

mod seed_1000116 {
    flow_runtime::flow! {
        /// Letters: α, é, 数.
        pub struct Send<8> {
            layers: [
                leaky_relu,
                reverse,
            ],
        }
    }
}

mod seed_1000119 {
    flow_runtime::flow! {
        /// Letters: α, é, 数.
        /// Braces { } and [brackets](x) and `code`.
        pub struct Sized<5> {
            base: cylindrical(angles = 5),
            train: {data: {file: "rows.csv", columns: ["x\"y", "log_prob", "layer", "layers", "default"], rows: [2, 40]}},
        }
        bijector y(mul_add: per_element(positive)) {
            let isa = (exp(mul_add) - (mul_add * mul_add));
            let x_row = softplus((1.34 - mul_add));
            forward: |z| { let lane = if (z + 0.43 * sin(z)) < tanh(0.13) { mul_add * ((z + 0.43 * sin(z)) - tanh(0.13)) } else { 0.5 * ((z + 0.43 * sin(z)) - tanh(0.13)) }; -(lane + 0.76 * cos(lane)) },
        }
    }
}

mod seed_1000122 {
    flow_runtime::flow! {
        /// Two interleaved half circles.
        /// Braces { } and [brackets](x) and `code`.
        struct FnMut<4> {
        }
        bijector cotangent(exp: per_element(unit), new: unit, cut: per_element(positive)) {
            let vec = exp;
            let len = new;
            forward: |lane| 0.5 * (exp(lane) - exp(-lane)),
            inverse: |back| log(back + sqrt(square(back) + 1.0)),
        }
    }
}

mod seed_1000126 {
    flow_runtime::flow! {
        /// #![allow(warnings)]
        /// #![allow(warnings)]
        pub struct Eq<20> {
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
        pub struct Usize<6, context = {size: 4, embedding: residual_mlp(dropout = 0.1, activation = softplus)}> {
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
        pub(crate) struct A<[2, 6, 2]> {
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
        pub(crate) struct C<[1, 1, 1]> {
            base: normal_mixture,
            layers: [
                scale(bound = 0.7),
                reverse,
            ],
        }
    }
}

mod seed_1000136 {
    flow_runtime::flow! {
        pub struct F<2, context = 1> {
            base: laplace(scale = learned),
            layers: [
                batch_norm(epsilon = 0.5, momentum = 0.0001),
                tanh,
            ],
        }
        bijector macro_rules(state: positive) {
            let row = (state + (state * 0.55));
            let context = ((state + row) * (row + 0.25));
            forward: |z| if z < (1.4 - -0.22) { 1.0 * (z - (1.4 - -0.22)) } else { 0.5 * (z - (1.4 - -0.22)) },
        }
        bijector k() {
            domain: unit,
            forward: |rand| rand + 0.5 * rand * square(rand),
        }
        bijector sigmoid() {
            forward: |z| -1.68 - ((z + 0.37 * cos(z)).tanh() + 2 * (z + 0.37 * cos(z))),
        }
    }
}

mod seed_1000141 {
    flow_runtime::flow! {
        pub struct P<45, context = 4> {
            base: normal(covariance = diagonal),
            layers: [
                reverse,
                scale_tril,
                leaky_relu,
                pixels,
                reverse,
            ],
            train: {objective: reverse_kl(target = "-0.5 * dot(x, x)"), data: {file: "../a b.npy", context: ["layer", "row", "chunk", "tape"]}},
        }
    }
}

mod seed_1000144 {
    flow_runtime::flow! {
        /// #![allow(warnings)]
        /// #![allow(warnings)]
        struct S<3> {
            layers: [
                coupling(transformer = additive, split = even),
                leaky_relu(slope = 5.0),
                tanh,
                permute(seed = 18446744073709551615),
            ],
            train: {data: {file: "../a b.npy", columns: {test: real, f32: real, min: real}, weights: "x_cotangent"}},
        }
        bijector carve(rows: vector, default: vector) {
            let f32 = 0.83;
            let quote = f32;
            domain: unit,
            forward: |z| { let z_row = z + 0.68 * relu(z - sigmoid(quote)); let sum = z_row / 0.69 + 0.1 * atanh(0.1 * tanh(z_row)); exp(sum) - exp(-sum) },
        }
        bijector drop(offset: vector, core: vector) {
            domain: unit,
            forward: |z| pi * (exp(z) - exp(-z)) + -0.81,
        }
        bijector some(err: vector) {
            let ladj_cotangent = abs((1.35 + -1.42));
            forward: |u8| exp(u8),
            inverse: |back| log(back),
        }
    }
}

mod seed_1000146 {
    flow_runtime::flow! {
        struct U<9> {
            base: normal,
            layers: [
                forward_tape,
                sigmoid,
                reverse,
                permute(order = [2, 8, 5, 0, 3, 4, 1, 6, 7], of = elements),
                logit,
            ],
        }
        bijector log(x_row: positive) {
            forward: |z| if z < 0.0 { 2 * z } else { z },
            inverse: |back| if back < 0.0 { back / 2 } else { back },
        }
        bijector forward_tape(dot: unit, rand: scalar, a0: vector) {
            let forward = dot;
            let pi = rand;
            forward: |z| exp(z),
            inverse: |back| log(back),
        }
    }
}

mod seed_1000241 {
    flow_runtime::flow! {
        /// Quotes " and ' and a backslash \.
        /// Ends a comment */ and begins one /*.
        pub struct Other<[1, 6, 2]> {
            base: normal,
            layers: [
                none,
                isa,
                rational_quadratic_spline(bins = 2, bound = 1e-30, min_width = 0.44, min_slope = 1e-6),
            ],
            train: {optimizer: adamw(beta2 = 0.0, epsilon = 0.7), schedule: constant, validation: {file: "rows.csv", columns: ["Voltage", "min", "isa", "offset", "x_row", "row", "max", "sample", "tables", "forward_tape", "a0", "softplus"]}, early_stopping: {patience: 2}, standardize: true, dtype: f32},
        }
        bijector none(u: unit, max: vector) {
            let f64 = u;
            forward: |flow| { let vjp = max + (softplus(dot(max, max)) - 1.0 - dot(max, max)) * max / dot(max, max); flow + vjp * tanh(dot(max, flow) + abs(1.9)) },
        }
        bijector isa(default: positive, usize: vector) {
            let log_abs_det_jacobian = default;
            forward: |sin| 0.21 * sin + usize,
        }
    }
}

mod seed_1000573 {
    flow_runtime::flow! {
        /// #![allow(warnings)]
        /// Two interleaved half circles.
        pub struct Other<[3, 1], context = 3> {
            base: standard_normal,
            layers: [
                reverse,
                conv_1x1,
                invert(layer = leaky_relu(slope = 1.5)),
            ],
        }
    }
}

mod seed_1000905 {
    flow_runtime::flow! {
        /// Braces { } and [brackets](x) and `code`.
        /// Quotes " and ' and a backslash \.
        pub struct Other<2, context = 1> {
            base: laplace,
            layers: [
                scale_tril,
                real_nvp(couplings = 5, prior = conditioned),
                batch_norm,
            ],
            train: {data: {file: "../a b.npy", columns: {parameters: unit, dot: positive}, context: ["main"]}},
        }
        bijector mul_add(z_row: vector) {
            forward: |z| z + z_row * sigmoid(dot(z_row, z)),
        }
    }
}

mod seed_1001002 {
    flow_runtime::flow! {
        pub struct Other<[4, 1], context = 2> {
            layers: [
                nsf(seed = 415, dropout = 0.5, activation = tanh, hidden = [1, 1, 1], bound = 1.5, bins = 7),
            ],
            train: {data: {file: "a.npz:train", columns: {n: integer, offset: integer, bool: integer, raw: integer}, context: ["f32", "u"], missing: drop, rows: [8, 14]}},
        }
    }
}

mod seed_1003632 {
    flow_runtime::flow! {
        /// Ends a comment */ and begins one /*.
        /// Quotes " and ' and a backslash \.
        pub struct Other<8> {
            layers: [
                layer,
                shift,
                actnorm,
                layer,
                coupling(swap = false, transformer = gate),
            ],
            train: {data: {file: "a.npz:train", columns: {norm: count, u: binary, chunk: binary, some: real, parameters: {interval: [3, 28]}, cut: {categorical: ["cut", "cotangent", "lane"]}, union: unit, tape: positive}, missing: refuse}},
        }
        bijector layer(union: positive, dot: scalar) {
            let cut = union;
            let std = (dot + exp(union));
            domain: real,
            forward: |auto| -(if auto < union { (square(dot) + 0.5) * (auto - union) } else { union * (auto - union) }),
        }
        bijector real(isa: vector, auto: unit, t: vector) {
            forward: |prepared| prepared * exp(auto * tanh(norm(prepared))),
        }
    }
}

mod seed_1006456 {
    flow_runtime::flow! {
        /// Braces { } and [brackets](x) and `code`.
        struct Other<[2, 4, 4]> {
            base: normal_mixture(components = 3),
            layers: [
                factor_out(conditioner = residual_conv(hidden = 5, kernel = 5, dropout = 0.5)),
                supports(unit = [3, 28, 23, 20, 7, 29, 4, 30, 2, 9, 5, 24, 0, 21, 17, 16, 15, 11, 8, 14, 31, 10, 1, 6, 22, 27, 19, 13]),
            ],
        }
    }
}

#[test]
fn all_of_them_compile() {}
