//! Declarations drawn by `flow_tests::declarations`, which says how; this file is not written by hand.

// They are compiled and not used.
#![allow(dead_code)]

mod seed_1000004 {
    flow_runtime::flow! {
        /// Quotes " and ' and a backslash \.
        struct Flow<7, context = 1> {
            train: {data: {file: "a.parquet", columns: ["x\"y", "layers", "quote", "log_abs_det_jacobian", "layer", "rows", "std"], context: ["row"]}},
        }
    }
}

mod seed_1000009 {
    flow_runtime::flow! {
        /// Letters: α, é, 数.
        /// Two interleaved half circles.
        pub(crate) struct Box<2> {
            base: normal,
            layers: [
                tanh,
                reverse,
            ],
        }
    }
}

mod seed_1000011 {
    flow_runtime::flow! {
        struct Real<4, context = 2> {
            base: laplace(scale = conditioned),
            layers: [
                lower_triangular(part = upper),
            ],
        }
    }
}

mod seed_1000015 {
    flow_runtime::flow! {
        /// Quotes " and ' and a backslash \.
        /// #![allow(warnings)]
        pub(crate) struct Program<3, context = 9> {
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

mod seed_1000020 {
    flow_runtime::flow! {
        /// Two interleaved half circles.
        /// Braces { } and [brackets](x) and `code`.
        pub struct Description<2> {
            train: {data: {file: "a.parquet", columns: ["a b", "cut"], missing: drop}},
        }
    }
}

mod seed_1000023 {
    flow_runtime::flow! {
        /// Braces { } and [brackets](x) and `code`.
        pub struct Some<2> {
            base: standard_uniform,
            layers: [
                reverse,
                logit,
                pixels(alpha = 0.13),
            ],
            train: {objective: maximum_likelihood, schedule: cosine(final_fraction = 0.0), dtype: f32},
        }
    }
}

mod seed_1000026 {
    flow_runtime::flow! {
        pub(crate) struct Result<2> {
            base: laplace,
        }
    }
}

mod seed_1000028 {
    flow_runtime::flow! {
        /// Quotes " and ' and a backslash \.
        pub struct Err<[1, 2], context = 3> {
            base: normal_mixture,
            train: {data: {file: "a.parquet", columns: {real: count, vec: {categorical: ["u8", "tanh", "sum"]}}, context: ["vjp", "ok", "tape"]}},
        }
    }
}

mod seed_1000030 {
    flow_runtime::flow! {
        /// Ends a comment */ and begins one /*.
        struct String<6, context = 1> {
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
        struct Selfish<[3, 1]> {
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

mod seed_1000048 {
    flow_runtime::flow! {
        pub(crate) struct Parameters<3, context = 3> {
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
        pub struct Segment<[2, 2, 1], context = 2> {
            base: normal_mixture,
            train: {data: {file: "a.parquet", context: ["tape", "x_row"]}},
        }
    }
}

mod seed_1000052 {
    flow_runtime::flow! {
        /// Two interleaved half circles.
        /// Braces { } and [brackets](x) and `code`.
        pub(crate) struct Tile<[1, 4, 2]> {
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
        pub struct Lanes<3> {
            base: normal_mixture(components = 2),
        }
    }
}

mod seed_1000060 {
    flow_runtime::flow! {
        /// Quotes " and ' and a backslash \.
        pub(crate) struct Scratch<52> {
            base: student_t(degrees_of_freedom = 960623.09),
            train: {data: {file: "rows.csv", missing: drop}, objective: maximum_likelihood, optimizer: rmsprop(learning_rate = 0.01, alpha = 0.5, epsilon = 2.5, weight_decay = 717538.79), standardize: robust, dtype: f64},
        }
        bijector state(forward_tape: per_element(unit)) {
            forward: |z| { let lanes = if z >= 0.0 { z } else { 2 * z }; forward_tape - (log_add_exp((0.88 * lanes + forward_tape), sin(-1.87)) + 0.5 * (0.88 * lanes + forward_tape)) },
        }
        bijector x(raw: vector) {
            let err = -1.43;
            let main = err;
            forward: |log| { let vjp = log + 0.38 * cos(log); 1.0 * vjp + err },
        }
        bijector bias() {
            let log = 0.15;
            let y = square((-1.19 + log));
            forward: |sum| exp(sum),
            inverse: |back| log(back),
        }
    }
}

mod seed_1000062 {
    flow_runtime::flow! {
        /// Letters: α, é, 数.
        struct Layout<[1, 1, 1]> {
            base: normal,
            train: {objective: reverse_kl(target = "if x[0] < 0.0 { -square(x[0]) } else { -2.0 * square(x[0]) - square(x[0]) }")},
        }
    }
}

mod seed_1000064 {
    flow_runtime::flow! {
        /// Two interleaved half circles.
        /// Ends a comment */ and begins one /*.
        pub(crate) struct Degrees<14> {
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
        pub(crate) struct Mask<1> {
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
        pub struct Base<[2, 4, 4]> {
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
        struct Embedding<56> {
            base: normal,
            layers: [
                leaky_relu(slope = 0.1),
            ],
            train: {optimizer: sgd, steps: 7, early_stopping: {patience: 10}, dtype: f64, data_seed: 386},
        }
    }
}

mod seed_1000087 {
    flow_runtime::flow! {
        pub(crate) struct Differentiable<4, context = 3> {
            base: cylindrical(angles = 2),
        }
    }
}

mod seed_1000096 {
    flow_runtime::flow! {
        /// #![allow(warnings)]
        /// Quotes " and ' and a backslash \.
        pub(crate) struct SVector<1> {
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

mod seed_1000098 {
    flow_runtime::flow! {
        pub struct OMatrix<6, context = 4> {
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

mod seed_1000101 {
    flow_runtime::flow! {
        /// Braces { } and [brackets](x) and `code`.
        pub struct Dyn<1, context = 9> {
            base: normal_mixture(components = 2),
        }
    }
}

mod seed_1000104 {
    flow_runtime::flow! {
        /// Two interleaved half circles.
        /// Two interleaved half circles.
        pub struct IntoIterator<10> {
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
        pub(crate) struct Into<1, context = 1> {
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
        pub struct Clone<8> {
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
        struct Debug<2> {
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
        pub struct Send<3> {
            base: normal,
            layers: [
                gumbel_cdf,
                reverse,
            ],
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
        struct Sized<4> {
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
        pub struct FnMut<20> {
            base: normal_mixture(components = 3),
            layers: [
                sigmoid,
                invert(layer = gumbel_cdf),
                softplus,
            ],
            train: {data: {file: "rows.csv", columns: ["T", "min", "macro_rules", "u8", "drop", "vjp", "cut", "core", "x_row", "sample", "rows", "real", "alloc", "norm", "vec", "root", "main", "parameters", "tanh", "log_prob"]}},
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
        pub struct Eq<6, context = {size: 4, embedding: residual_mlp(dropout = 0.1, activation = softplus)}> {
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
        pub(crate) struct Usize<[2, 6, 2]> {
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
        pub(crate) struct A<[1, 1, 1]> {
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
        pub struct C<[2, 4, 4]> {
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
        struct F<3> {
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
        pub struct P<3> {
            base: standard_uniform(location = learned),
            train: {objective: reverse_kl(target = "{ let r = norm(x); -0.5 * square((r - 2.0) / 0.4) }")},
        }
    }
}

mod seed_1000151 {
    flow_runtime::flow! {
        /// Two interleaved half circles.
        pub(crate) struct S<2> {
            base: normal_mixture,
            layers: [
                pixels,
            ],
        }
    }
}

mod seed_1000155 {
    flow_runtime::flow! {
        struct U<6> {
            layers: [
                maf(conditioner = made(activation = tanh, hidden = [3, 4]), layers = 2),
                affine(bound = 0.5),
            ],
            train: {data: banana, objective: maximum_likelihood, schedule: constant, standardize: false, dtype: f64, data_seed: 398},
        }
    }
}

mod seed_1000276 {
    flow_runtime::flow! {
        /// Braces { } and [brackets](x) and `code`.
        /// Two interleaved half circles.
        struct Other<1> {
            base: standard_normal(location = learned),
            layers: [
                rational_quadratic_spline,
                sigmoid,
            ],
        }
    }
}

mod seed_1000409 {
    flow_runtime::flow! {
        /// Letters: α, é, 数.
        pub(crate) struct Other<4, context = 9> {
            base: laplace(location = conditioned),
            layers: [
                conditional(transformer = gate, conditioner = mlp(hidden = [6, 6])),
            ],
        }
    }
}

mod seed_1001030 {
    flow_runtime::flow! {
        /// Braces { } and [brackets](x) and `code`.
        pub struct Other<[1, 4, 4]> {
            base: standard_logistic,
            layers: [
                repeat(times = 1, layers = [householder]),
                usize,
                scale_tril,
            ],
            train: {optimizer: adam(learning_rate = 5.0), schedule: constant(warm_up = 0), clip_norm: 1e30, batch_size: 1, standardize: true, dtype: f32, data_seed: 35},
        }
        bijector usize(tape: vector, y: scalar, sigmoid: unit) {
            let real = sigmoid;
            let bias = softplus(real);
            forward: |z| (log_add_exp((z / y), -bias) / if (z + z) < (z * z) { -bias } else { if z > z { exp(sigmoid) } else { y } }),
            invertible: assumed,
        }
    }
}

mod seed_1001274 {
    flow_runtime::flow! {
        pub struct Other<[2, 2, 2], context = 2> {
            base: standard_normal(scale = conditioned, conditioner = residual_mlp(blocks = 5)),
            layers: [
                factor_out(prior = conditioned),
                gumbel_cdf,
                logit,
                coupling(split = channels, transformer = lanes, conditioner = residual_mlp(activation = sigmoid)),
                maf(conditioner = made(dropout = 0.0, hidden = [7, 7]), transformer = scale(bound = 0.01, scale = inverse_sigmoid)),
                exp,
                invert(layer = scale),
            ],
        }
        bijector real(default: per_element(unit), x_row: unit, rows: per_element(scalar)) {
            let alpha = default;
            domain: real,
            forward: |log| log + (1.0 + default) * tanh(log - tanh(rows)),
        }
        bijector lanes(f32: per_element(positive), macro_rules: scalar) {
            let log_prob = macro_rules;
            let flow_runtime = (f32 - sigmoid(-1.84));
            forward: |z| (square(macro_rules) + 0.5) * z + macro_rules,
            inverse: |back| (back - macro_rules) / (square(macro_rules) + 0.5),
        }
        bijector norm() {
            forward: |z| exp(z),
            inverse: |back| log(back),
        }
    }
}

mod seed_1001425 {
    flow_runtime::flow! {
        /// #![allow(warnings)]
        pub(crate) struct Other<2, context = 1> {
            base: normal,
            layers: [
                actnorm,
                nsf(dropout = 0.999, hidden = [2, 2], steps = 1, form = coupling),
                maf(layers = 1),
                affine(scale = inverse_sigmoid, bound = 0.5),
                shift,
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
            ],
        }
    }
}

#[test]
fn all_of_them_compile() {}
