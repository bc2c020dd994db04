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
                affine(scale = inverse_sigmoid),
                isa,
            ],
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
                permute(order = [15, 21, 5, 10, 14, 33, 11, 13, 18, 28, 22, 36, 27, 4, 26, 32, 7, 35, 1, 17, 0, 6, 8, 19, 9, 2, 23, 31, 20, 24, 34, 29, 25, 30, 16, 3, 12]),
                logit,
            ],
            train: {data: {file: "../a b.npy", context: ["table", "macro_rules", "sum"], missing: drop, rows: [3, 51]}},
        }
    }
}

mod seed_1000012 {
    flow_runtime::flow! {
        pub struct State<1> {
            base: normal(covariance = full),
            layers: [
                pixels(levels = 3),
                repeat(times = 1, layers = [reverse]),
                reverse,
            ],
            train: {data: {file: "a.parquet", columns: {softplus: integer}, rows: [2, 4]}},
        }
    }
}

mod seed_1000016 {
    flow_runtime::flow! {
        /// Two interleaved half circles.
        pub struct Isa<[1, 1, 1]> {
            base: standard_uniform,
            layers: [
                reverse,
            ],
            train: {data: {file: "rows.csv", missing: refuse, rows: [0, 43]}},
        }
        bijector macro_rules(beta: positive, norm: positive, a0: vector) {
            let k = (norm * norm);
            forward: |tape| if tape < 0.0 { beta * tape } else { tape },
            inverse: |back| if back < 0.0 { back / beta } else { back },
        }
        bijector context(new: positive, inverse: positive) {
            domain: real,
            forward: |lane| { let flow = lane + 0.5 * sigmoid(new * lane); if (flow + 0.76 * cos(flow)) < (-1.44 * inverse) { pi * ((flow + 0.76 * cos(flow)) - (-1.44 * inverse)) } else { 0.5 * ((flow + 0.76 * cos(flow)) - (-1.44 * inverse)) } },
        }
        bijector test(x: per_element(scalar), sample: vector, x_cotangent: unit) {
            forward: |offset| 0.5 * (exp(offset) - exp(-offset)),
            inverse: |back| log(back + sqrt(square(back) + 1.0)),
        }
    }
}

mod seed_1000023 {
    flow_runtime::flow! {
        /// Braces { } and [brackets](x) and `code`.
        pub struct Option<2> {
            base: standard_uniform,
            layers: [
                reverse,
                logit,
                householder,
            ],
        }
    }
}

mod seed_1000026 {
    flow_runtime::flow! {
        pub(crate) struct None<2> {
            base: laplace,
        }
    }
}

mod seed_1000028 {
    flow_runtime::flow! {
        /// Quotes " and ' and a backslash \.
        pub struct Ok<[1, 2], context = 3> {
            base: normal_mixture,
            train: {data: {file: "a.parquet", columns: {real: count, vec: {categorical: ["u8", "tanh", "sum"]}}, context: ["vjp", "ok", "tape"]}},
        }
    }
}

mod seed_1000030 {
    flow_runtime::flow! {
        /// Ends a comment */ and begins one /*.
        struct Vec<6, context = 1> {
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
        struct Type<[3, 1]> {
            base: inverse_cdf(quantile = reverse),
            layers: [
                logit,
            ],
        }
    }
}

mod seed_1000040 {
    flow_runtime::flow! {
        /// Letters: α, é, 数.
        /// Two interleaved half circles.
        pub struct Error<64> {
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
        pub(crate) struct Direction<3, context = 1> {
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

mod seed_1000048 {
    flow_runtime::flow! {
        pub(crate) struct Parameter<3, context = 3> {
            base: student_t(degrees_of_freedom = 1000000.0, scale = conditioned),
            layers: [
                table,
            ],
        }
        bijector rand() {
            let row = exp(1.08);
            domain: unit,
            forward: |main| -(main / pi + 0.17 * atanh(0.17 * tanh(main))),
        }
        bijector table() {
            forward: |t| exp(t),
            inverse: |back| log(back),
        }
    }
}

mod seed_1000050 {
    flow_runtime::flow! {
        /// #![allow(warnings)]
        /// Quotes " and ' and a backslash \.
        pub struct Reduction<[2, 2, 1], context = 2> {
            base: normal_mixture,
            train: {data: {file: "a.parquet", context: ["tape", "x_row"]}},
        }
    }
}

mod seed_1000052 {
    flow_runtime::flow! {
        /// Two interleaved half circles.
        /// Braces { } and [brackets](x) and `code`.
        pub(crate) struct Chain<[1, 4, 2]> {
            base: laplace,
            layers: [
                squeeze,
                exp,
                reverse,
                scale(scale = inverse_sigmoid, bound = 1.5),
                log,
                iaf(transformer = scale),
                shift,
                tanh,
            ],
            train: {data: two_moons(rows = 4, noise = 0.1, fresh = true), objective: maximum_likelihood, optimizer: adam(weight_decay = 372755.44, epsilon = 0.1, beta1 = 0.5), clip_norm: 0.7, batch_size: 2, epochs: 4, standardize: true},
        }
    }
}

mod seed_1000055 {
    flow_runtime::flow! {
        pub struct Lane<3> {
            base: normal_mixture(components = 2),
        }
    }
}

mod seed_1000060 {
    flow_runtime::flow! {
        /// Quotes " and ' and a backslash \.
        pub(crate) struct Tape<52> {
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
        struct Prepared<[1, 1, 1]> {
            base: normal,
            train: {objective: reverse_kl(target = "if x[0] < 0.0 { -square(x[0]) } else { -2.0 * square(x[0]) - square(x[0]) }")},
        }
    }
}

mod seed_1000064 {
    flow_runtime::flow! {
        /// Two interleaved half circles.
        /// Ends a comment */ and begins one /*.
        pub(crate) struct Init<14> {
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
        pub(crate) struct Stairs<1> {
            layers: [
                sigmoid,
                logit,
            ],
        }
    }
}

mod seed_1000072 {
    flow_runtime::flow! {
        /// Two interleaved half circles.
        pub struct Panels<3> {
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
        pub(crate) struct Buffers<6> {
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
        pub(crate) struct Targeted<22> {
            base: student_t(scale = learned, degrees_of_freedom = 723706.81),
            layers: [
                planar,
            ],
            train: {data: {file: "rows.csv"}},
        }
    }
}

mod seed_1000083 {
    flow_runtime::flow! {
        /// Ends a comment */ and begins one /*.
        /// Ends a comment */ and begins one /*.
        pub struct Repeat<[2, 4, 4]> {
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
        struct Context<56> {
            base: normal,
            layers: [
                leaky_relu(slope = 0.1),
            ],
            train: {data_seed: 0, seed: 152, dtype: f32, standardize: robust, validation: 0.5, epochs: 1, batch_size: 5, schedule: cosine(warm_up = 4), optimizer: adamw(learning_rate = 1.5, beta1 = 0.1, beta2 = 0.1), objective: maximum_likelihood},
        }
    }
}

mod seed_1000087 {
    flow_runtime::flow! {
        pub(crate) struct Reparameterized<4, context = 3> {
            base: cylindrical(angles = 2),
        }
    }
}

mod seed_1000096 {
    flow_runtime::flow! {
        /// #![allow(warnings)]
        /// Quotes " and ' and a backslash \.
        pub(crate) struct Distribution<1> {
            base: standard_uniform,
            layers: [
                logit,
                lower_triangular(unit = true),
                sigmoid,
                logit,
                householder,
            ],
            train: {objective: reverse_kl(target = "sum((exp(softplus(x)) + ((x / x) - -x)))")},
        }
    }
}

mod seed_1000101 {
    flow_runtime::flow! {
        /// Braces { } and [brackets](x) and `code`.
        pub struct SMatrix<1, context = 9> {
            base: normal_mixture(components = 2),
        }
    }
}

mod seed_1000104 {
    flow_runtime::flow! {
        /// Two interleaved half circles.
        /// Two interleaved half circles.
        pub struct Const<10> {
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
        pub(crate) struct Iterator<1, context = 1> {
            base: student_t(conditioner = mlp(hidden = [1]), scale = conditioned, degrees_of_freedom = 35813.99),
            layers: [
                invert(layer = planar),
                iaf(conditioner = made(hidden = [2, 5], activation = tanh, dropout = 0.0, residual = true), transformer = additive),
                scale(scale = exp, bound = 2.5),
            ],
            train: {objective: maximum_likelihood, optimizer: sgd(nesterov = false), schedule: cosine, batch_size: 6, epochs: 4, validation: banana(rows = 3), early_stopping: {patience: 1}, seed: 990, data_seed: 0},
        }
    }
}

mod seed_1000115 {
    flow_runtime::flow! {
        pub struct From<8> {
            layers: [
                affine(scale = sigmoid, bound = 5.0),
                repeat(times = 1, layers = [leaky_relu]),
                householder,
                tanh,
                invert(layer = tanh),
                scale(bound = 0.01, scale = sigmoid),
                sigmoid,
                reverse,
            ],
        }
    }
}

mod seed_1000117 {
    flow_runtime::flow! {
        /// Braces { } and [brackets](x) and `code`.
        struct Default<2> {
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
        pub struct Copy<3> {
            base: normal,
            layers: [
                gumbel_cdf,
                reverse,
                permute(seed = 647),
            ],
            train: {data: {file: "a.npz:train", columns: ["0", "char", "flow"], rows: [4, 48]}},
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

mod seed_1000122 {
    flow_runtime::flow! {
        /// Two interleaved half circles.
        /// Braces { } and [brackets](x) and `code`.
        struct Drop<4> {
        }
        bijector cotangent(exp: per_element(unit), new: unit, cut: per_element(positive)) {
            let vec = exp;
            let len = new;
            forward: |lane| 0.5 * (exp(lane) - exp(-lane)),
            inverse: |back| log(back + sqrt(square(back) + 1.0)),
        }
    }
}

mod seed_1000125 {
    flow_runtime::flow! {
        /// Ends a comment */ and begins one /*.
        /// Braces { } and [brackets](x) and `code`.
        pub struct Sync<[2, 4, 2], context = 2> {
            base: normal(covariance = full),
            layers: [
                conv_1x1,
                sigmoid,
            ],
            train: {data: {file: "a.npz:train", context: ["log_prob", "tables"], rows: [5, 44]}},
        }
    }
}

mod seed_1000130 {
    flow_runtime::flow! {
        /// Quotes " and ' and a backslash \.
        /// #![allow(warnings)]
        pub struct Fn<6, context = {size: 4, embedding: residual_mlp(dropout = 0.1, activation = softplus)}> {
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
            train: {objective: maximum_likelihood, schedule: constant, clip_norm: 0.5, batch_size: 6, steps: 1, standardize: true, dtype: f32, data_seed: 203},
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
        pub(crate) struct FnOnce<[2, 6, 2]> {
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
        pub(crate) struct Ord<[1, 1, 1]> {
            base: normal_mixture,
            layers: [
                scale(bound = 1.0),
                leaky_relu(slope = 1.0),
            ],
        }
    }
}

mod seed_1000140 {
    flow_runtime::flow! {
        pub struct F32<[2, 4, 4]> {
            base: student_t(degrees_of_freedom = 0.5, location = learned),
        }
        bijector t(norm: vector, f64: per_element(scalar), softplus: vector) {
            let alpha = (square(f64) * f64);
            let weight = exp(alpha);
            forward: |z| (z + 1.0 * tanh(z - f64)) + softplus(f64) * tanh((z + 1.0 * tanh(z - f64)) - weight),
        }
    }
}

mod seed_1000144 {
    flow_runtime::flow! {
        /// #![allow(warnings)]
        /// #![allow(warnings)]
        struct B<3> {
            layers: [
                coupling(transformer = additive, split = even),
                householder,
                shift,
                tanh,
            ],
            train: {objective: reverse_kl(target = "log_add_exp(-0.5 * square(x[0] - 2.0), -0.5 * square(x[2] + 2.0)) - dot(x, x)")},
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

mod seed_1000148 {
    flow_runtime::flow! {
        /// Braces { } and [brackets](x) and `code`.
        pub struct D<3> {
            base: standard_uniform(location = learned),
            train: {objective: reverse_kl(target = "{ let r = norm(x); -0.5 * square((r - 2.0) / 0.4) }")},
        }
    }
}

mod seed_1000151 {
    flow_runtime::flow! {
        /// Two interleaved half circles.
        pub(crate) struct I<2> {
            base: normal_mixture,
            layers: [
                pixels,
            ],
        }
    }
}

mod seed_1000155 {
    flow_runtime::flow! {
        struct R<6> {
            layers: [
                tanh,
                invert(layer = reverse),
            ],
            train: {data_seed: 654, seed: 388, dtype: f64, early_stopping: {patience: 8}, steps: 7, schedule: constant(warm_up = 5), objective: maximum_likelihood},
        }
    }
}

mod seed_1000159 {
    flow_runtime::flow! {
        /// Letters: α, é, 数.
        /// Two interleaved half circles.
        struct T<[1, 1, 1]> {
            layers: [
                shift,
            ],
        }
    }
}

mod seed_1000211 {
    flow_runtime::flow! {
        pub struct Other<1> {
            layers: [
                scale_tril,
                actnorm,
                len,
                parameters,
                leaky_relu(slope = 5.0),
                len,
                scale_tril(rank = 1),
                softplus,
            ],
        }
        bijector len(flow: vector, uniform: positive) {
            let ladj = ((uniform * -1.82) - uniform);
            forward: |z| exp(z),
            inverse: |back| log(back),
        }
        bijector parameters(u: per_element(unit), vec: per_element(positive), log_prob: unit) {
            let auto = log_prob;
            forward: |z| 0.5 * z + (vec + log_prob),
            inverse: |back| (back - (vec + log_prob)) / 0.5,
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

mod seed_1000404 {
    flow_runtime::flow! {
        pub struct Other<2, context = {size: 9, embedding: mlp(hidden = [1, 1], activation = softplus, dropout = 0.5)}> {
            layers: [
                conditional(transformer = additive),
                sylvester(rank = 2),
                rows,
                core,
            ],
        }
        bijector min(offset: scalar, usize: vector) {
            let uniform = square(offset);
            let tape = uniform;
            forward: |sum| log_add_exp(sum, abs(tape)) + 3.0 * sum,
        }
        bijector rows(vec: per_element(positive), min: positive, alloc: scalar) {
            forward: |z| { let sin = exp(alloc) * z * z * z + (square(alloc) + 0.5) * z; let cut = if sin < vec { exp(alloc) * (sin - vec) } else { pi * (sin - vec) }; cut / vec + 0.83 * atanh(0.83 * tanh(cut)) },
        }
        bijector core(prepared: unit, abs: per_element(positive), uniform: per_element(unit)) {
            forward: |z| [z[0] * exp((-1.38 + -0.84) * z[1]) + z[1], if 1.0 < 0.0 { z[1] } else { z[1] * (1.0 + square(1.0)) }],
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

mod seed_1001052 {
    flow_runtime::flow! {
        /// Quotes " and ' and a backslash \.
        /// Quotes " and ' and a backslash \.
        struct Other<2> {
            base: standard_normal(scale = learned),
            layers: [
                maf(transformer = affine, conditioner = residual_made(hidden = 4, activation = relu, blocks = 1)),
            ],
        }
    }
}

mod seed_1001762 {
    flow_runtime::flow! {
        /// Letters: α, é, 数.
        /// Letters: α, é, 数.
        pub struct Other<[1, 4, 4], context = 20> {
            base: standard_logistic,
            layers: [
                batch_norm(momentum = 1.0),
                batch_norm(epsilon = 0.01),
                repeat(times = 1, layers = [glow(seed = 73, conditioner = residual_mlp(hidden = 1, blocks = 5, dropout = 0.1), transformer = affine(scale = sigmoid))]),
            ],
        }
    }
}

mod seed_1003287 {
    flow_runtime::flow! {
        /// #![allow(warnings)]
        struct Other<[2, 4, 4]> {
            base: normal,
            layers: [
                coupling(split = channels, transformer = affine, conditioner = conv(hidden = [5], kernels = [3])),
                tanh,
                squeeze,
            ],
            train: {data: {file: "../a b.npy"}},
        }
    }
}

#[test]
fn all_of_them_compile() {}
