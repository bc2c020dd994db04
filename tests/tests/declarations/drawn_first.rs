//! Declarations drawn by `flow_tests::declarations`, which says how; this file is not written by hand.

// They are compiled and not used.
#![allow(dead_code)]

mod seed_1000000 {
    flow_runtime::flow! {
        pub struct TwoMoons<2, context = 3> {
            base: standard_uniform,
            layers: [
                reverse,
                logit,
            ],
        }
    }
}

mod seed_1000004 {
    flow_runtime::flow! {
        /// Quotes " and ' and a backslash \.
        struct ConditionalFlow<7, context = 1> {
            train: {data: {file: "a.parquet", columns: ["x\"y", "layers", "quote", "log_abs_det_jacobian", "layer", "rows", "std"], context: ["row"]}},
        }
    }
}

mod seed_1000009 {
    flow_runtime::flow! {
        /// Letters: α, é, 数.
        /// Two interleaved half circles.
        pub(crate) struct Layer<2> {
            base: normal,
            layers: [
                tanh,
                reverse,
            ],
            train: {objective: reverse_kl(target = "sum(norm(-norm(x)))")},
        }
    }
}

mod seed_1000011 {
    flow_runtime::flow! {
        struct State<4, context = 2> {
            base: laplace(scale = conditioned),
            layers: [
                batch_norm(epsilon = 2.5),
            ],
        }
    }
}

mod seed_1000015 {
    flow_runtime::flow! {
        /// Quotes " and ' and a backslash \.
        /// #![allow(warnings)]
        pub(crate) struct Isa<3, context = 9> {
            layers: [
                actnorm,
                invert(layer = actnorm),
                shift,
            ],
            train: {data: {file: "a.npz:train", columns: {f32: count, auto: integer, cut: integer}, context: ["ln", "raw", "alpha", "vec", "core", "x_cotangent", "uniform", "dispatch", "beta"]}},
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
                logit,
                actnorm,
            ],
        }
    }
}

mod seed_1000026 {
    flow_runtime::flow! {
        pub(crate) struct Ok<2> {
            base: standard_uniform,
            layers: [
                logit,
                planar,
            ],
            train: {data: {file: "rows.csv", columns: {a0: integer, log: {interval: [0, 28]}}}},
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

mod seed_1000031 {
    flow_runtime::flow! {
        /// Quotes " and ' and a backslash \.
        pub struct Type<52> {
            base: laplace(scale = learned),
            layers: [
                uniform,
            ],
        }
        bijector uniform(alloc: per_element(positive), state: positive, ladj_cotangent: vector) {
            let log = square(tanh(1.36));
            let index = (alloc - softplus(-1.74));
            forward: |parameters| parameters.tanh() + alloc * parameters,
        }
        bijector norm(layers: positive, usize: per_element(positive), test: vector) {
            let parameters = (softplus(1.58) + (0.95 + layers));
            forward: |mul_add| { let core = if mul_add < (1.59 - usize) { 0.33 * (mul_add - (1.59 - usize)) } else { 1.0 * (mul_add - (1.59 - usize)) }; core + layers * sigmoid(1.0 * core) },
        }
    }
}

mod seed_1000039 {
    flow_runtime::flow! {
        pub struct Error<[1, 6, 4]> {
            base: student_t(degrees_of_freedom = 1000000.0),
            layers: [
                scale(scale = exp),
            ],
            train: {data: {file: "rows.csv", weights: "beta"}},
        }
    }
}

mod seed_1000042 {
    flow_runtime::flow! {
        pub(crate) struct Direction<11> {
            base: normal(covariance = diagonal),
            layers: [
                tanh,
            ],
            train: {objective: reverse_kl(target = "-sum(softplus(x) + softplus(-x))")},
        }
    }
}

mod seed_1000045 {
    flow_runtime::flow! {
        /// Ends a comment */ and begins one /*.
        /// #![allow(warnings)]
        pub struct Parameter<13> {
            base: standard_uniform,
            layers: [
                logit,
            ],
        }
    }
}

mod seed_1000049 {
    flow_runtime::flow! {
        struct Reduction<1> {
            base: cylindrical(angles = 1),
            layers: [
                circular_spline(bins = 2, min_height = 0.48),
            ],
        }
    }
}

mod seed_1000051 {
    flow_runtime::flow! {
        pub(crate) struct Chain<[1, 2, 4]> {
            base: standard_logistic(scale = learned),
            layers: [
                repeat(times = 3, layers = [planar]),
            ],
        }
        bijector vjp(beta: vector, flow: unit, x_row: unit) {
            forward: |dispatch| { let err = dispatch + (1.0 + flow) * sigmoid(1.46 * dispatch); let quote = log_add_exp(err, flow) + 2.2 * err; quote + 2 * softplus(1.13 * quote) },
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

mod seed_1000063 {
    flow_runtime::flow! {
        struct Prepared<2> {
            base: normal(covariance = diagonal),
            train: {data: {file: "a.parquet", columns: {prepared: integer, flow: {categorical: ["a0", "layer", "x_row"]}}}},
        }
    }
}

mod seed_1000068 {
    flow_runtime::flow! {
        /// Braces { } and [brackets](x) and `code`.
        pub(crate) struct Init<1> {
            layers: [
                exp,
                log,
            ],
            train: {data: {file: "rows.csv", rows: [7, 25]}},
        }
    }
}

mod seed_1000073 {
    flow_runtime::flow! {
        /// Ends a comment */ and begins one /*.
        pub(crate) struct Stairs<[2, 2, 2]> {
            base: standard_logistic,
            layers: [
                softplus,
            ],
            train: {early_stopping: {patience: 4}, validation: 0.1, epochs: 1, batch_size: 5, schedule: constant, optimizer: rmsprop(momentum = 0.5, weight_decay = 62368.05), objective: maximum_likelihood},
        }
    }
}

mod seed_1000075 {
    flow_runtime::flow! {
        pub struct Panels<4> {
            base: inverse_cdf(quantile = permute(order = [1, 2, 0, 3])),
            layers: [
                logit,
            ],
            train: {data: {file: "a.parquet", columns: {dispatch: {integer: [4, 24]}, log_prob: {categorical: ["uniform", "a0", "main"]}, table: {categorical: ["vec", "usize", "table"]}, layers: unit}}},
        }
        bijector log_prob() {
            let weight = exp(-0.2);
            let quote = weight;
            forward: |i| -(if i < (0.45 * -1.75) { 1.89 * (i - (0.45 * -1.75)) } else { 1.0 * (i - (0.45 * -1.75)) }),
        }
        bijector prepared() {
            let mul_add = -1.02;
            forward: |auto| [auto[3] * exp(mul_add * auto[1]) + auto[1], if 1.0 < 0.0 { auto[1] } else { auto[1] * (1.0 + square(1.0)) }, auto[2] * exp(mul_add * auto[1]) + auto[1], auto[0] * exp(exp(mul_add) * auto[1]) + auto[2]],
        }
    }
}

mod seed_1000080 {
    flow_runtime::flow! {
        /// Quotes " and ' and a backslash \.
        pub struct Buffers<1> {
            base: normal,
            layers: [
                supports(positive = [0]),
            ],
            train: {objective: reverse_kl(target = "log_add_exp(-0.5 * square(x[0] - 2.0), -0.5 * square(x[0] + 2.0)) - dot(x, x)")},
        }
    }
}

mod seed_1000084 {
    flow_runtime::flow! {
        struct Targeted<1> {
            base: student_t(degrees_of_freedom = 0.5),
            layers: [
                softplus,
                log,
            ],
            train: {data_seed: 4398046511104, early_stopping: {patience: 9}, validation: 0.5, schedule: cosine(final_fraction = 0.31), optimizer: rmsprop(epsilon = 0.01, momentum = 0.1, weight_decay = 745143.28), objective: maximum_likelihood, data: {file: "a.parquet", columns: {a0: {interval: [4, 47]}}, weights: "vec"}},
        }
    }
}

mod seed_1000086 {
    flow_runtime::flow! {
        pub struct Repeat<9> {
            base: normal_mixture,
            layers: [
                base,
            ],
            train: {data: {file: "a.parquet", columns: ["é", "state", "main", "vjp", "tanh", "abs", "isa", "t", "alloc"]}},
        }
        bijector base(sample: unit, char: vector, rows: per_element(positive)) {
            let bias = exp(sigmoid(1.77));
            let alpha = rows;
            forward: |table| 2.83 * (exp(table) - exp(-table)) * (exp(table) - exp(-table)) * (exp(table) - exp(-table)) + rows * (exp(table) - exp(-table)),
        }
    }
}

mod seed_1000089 {
    flow_runtime::flow! {
        /// #![allow(warnings)]
        /// Ends a comment */ and begins one /*.
        pub(crate) struct Context<[2, 2, 4], context = 2> {
            base: standard_normal,
            layers: [
                radial,
            ],
        }
    }
}

mod seed_1000096 {
    flow_runtime::flow! {
        /// #![allow(warnings)]
        /// Quotes " and ' and a backslash \.
        pub(crate) struct Reparameterized<1> {
            base: standard_uniform,
            layers: [
                logit,
                actnorm,
                lu_linear,
                householder,
                softplus,
            ],
            train: {data: {file: "rows.csv"}},
        }
    }
}

mod seed_1000100 {
    flow_runtime::flow! {
        struct Distribution<4, context = 3> {
            base: standard_logistic(location = conditioned, scale = conditioned),
            layers: [
                tanh,
                permute(seed = 12),
            ],
            train: {objective: reverse_kl(target = "log_add_exp(-0.5 * square(x[0] - 2.0), -0.5 * square(x[3] + 2.0)) - dot(x, x) - square(x[0] - context[2])"), data: {file: "../a b.npy", context: ["char", "usize", "cut"], missing: drop}},
        }
        bijector i(uniform: vector, real: per_element(unit), vjp: unit) {
            forward: |alloc| alloc + 0.1 * uniform * dot(uniform, alloc),
        }
        bijector z() {
            let ladj = -1.38;
            let x_cotangent = ladj;
            forward: |drop| [drop[1] * exp(square(ladj) * drop[0]) + drop[2], drop[2] * exp(tanh(ladj) * 1.0) + 1.0, drop[3] + drop[1] * drop[2], drop[0] / 0.97 + 0.29 * atanh(0.29 * tanh(drop[0])) + drop[2]],
        }
    }
}

mod seed_1000104 {
    flow_runtime::flow! {
        /// Two interleaved half circles.
        /// Two interleaved half circles.
        pub struct SMatrix<10> {
            layers: [
                gumbel_cdf,
                permute(order = [1, 2, 8, 9, 5, 4, 3, 7, 0, 6]),
                permute(seed = 18446744073709551615, of = elements),
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
        pub(crate) struct Const<1, context = 1> {
            base: student_t(conditioner = mlp(hidden = [1]), scale = conditioned, degrees_of_freedom = 35813.99),
            layers: [
                gumbel_cdf,
                permute(order = [0]),
                reverse,
            ],
        }
    }
}

mod seed_1000115 {
    flow_runtime::flow! {
        pub struct Iterator<8> {
            layers: [
                affine(scale = softplus, bound = 5.0),
                repeat(times = 1, layers = [tanh]),
                reverse,
                reverse,
                reverse,
                reverse,
            ],
        }
    }
}

mod seed_1000120 {
    flow_runtime::flow! {
        pub struct From<3> {
            base: normal,
            layers: [
                leaky_relu(slope = 1.0),
                none,
                iaf(layers = 5, transformer = gate(bias = 4.61), conditioner = made(dropout = 0.0, hidden = [1])),
            ],
            train: {data: {file: "../a b.npy", columns: {core: binary, scratch: positive, lanes: positive}, missing: drop}},
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
        struct Default<4> {
        }
        bijector cotangent(exp: per_element(unit), new: unit, cut: per_element(positive)) {
            let vec = exp;
            let len = new;
            forward: |lane| 0.5 * (exp(lane) - exp(-lane)),
            inverse: |back| log(back + sqrt(square(back) + 1.0)),
        }
    }
}

mod seed_1000124 {
    flow_runtime::flow! {
        /// Two interleaved half circles.
        pub struct Copy<1, context = {size: 2, embedding: residual_mlp(hidden = 1)}> {
            layers: [
                sin,
                rand,
            ],
        }
        bijector sin(abs: unit, ladj: per_element(positive)) {
            forward: |auto| auto + 0.75 * sin(auto),
        }
        bijector forward_tape(tanh: unit, rand: per_element(positive), uniform: unit) {
            let table = rand;
            forward: |z| exp(z),
            inverse: |back| log(back),
        }
        bijector rand(char: unit, inverse: vector) {
            let some = (char + char);
            let new = some;
            forward: |z| [z[0] + 1.0 * 1.0],
        }
    }
}

mod seed_1000127 {
    flow_runtime::flow! {
        pub(crate) struct Drop<[1, 1, 1]> {
            layers: [
                radial,
                invert(layer = batch_norm),
            ],
            train: {data: {file: "a.npz:train", columns: {base: integer}, rows: [7, 21]}},
        }
    }
}

mod seed_1000132 {
    flow_runtime::flow! {
        pub(crate) struct Sync<[2, 6, 2]> {
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
        pub(crate) struct Fn<[1, 1, 1]> {
            base: normal_mixture,
            layers: [
                householder,
                lu_linear,
            ],
        }
    }
}

mod seed_1000137 {
    flow_runtime::flow! {
        /// Braces { } and [brackets](x) and `code`.
        /// Letters: α, é, 数.
        struct FnOnce<2> {
            layers: [
                leaky_relu,
                lower_triangular(bias = false, part = lower),
                exp,
                power(exponent = -1.0),
            ],
            train: {objective: maximum_likelihood, optimizer: rmsprop(epsilon = 0.1, weight_decay = 153345.21), batch_size: 5, epochs: 4, seed: 18446744073709551615},
        }
        bijector drop() {
            domain: unit,
            forward: |z| { let lane = z + 0.55 * sin(z); lane / 0.76 + 0.41 * atanh(0.41 * tanh(lane)) },
        }
        bijector beta(vjp: vector, drop: per_element(scalar)) {
            forward: |tables| if tables < 0.0 { pi * tables } else { tables },
            inverse: |back| if back < 0.0 { back / pi } else { back },
        }
    }
}

mod seed_1000142 {
    flow_runtime::flow! {
        /// Braces { } and [brackets](x) and `code`.
        struct Ord<8> {
            base: cylindrical(angles = 6),
        }
        bijector context(i: vector, tables: unit, none: per_element(unit)) {
            forward: |z| sech2(if if none <= (none - tables) { tables } else { z } < sum(tables) { ((0.48 - tables) - z) } else { (tables + none) }),
            invertible: assumed,
        }
        bijector base(forward: per_element(scalar), k: vector, weight: vector) {
            forward: |z| -(dot(z, z) - (z - tanh(forward))),
            invertible: assumed,
        }
    }
}

mod seed_1000145 {
    flow_runtime::flow! {
        pub struct F32<[1, 6, 2]> {
            layers: [
                radial,
                tanh,
            ],
            train: {data: {file: "a.npz:train", columns: ["a b", "exp", "f64", "inverse", "log_abs_det_jacobian", "ladj", "x", "bias", "std", "alloc", "abs", "u"]}, optimizer: sgd(weight_decay = 1000000.0), clip_norm: 0.5, steps: 6, standardize: false, dtype: f32},
        }
    }
}

mod seed_1000148 {
    flow_runtime::flow! {
        /// Braces { } and [brackets](x) and `code`.
        pub struct B<3> {
            base: standard_uniform(location = learned),
            train: {objective: reverse_kl(target = "{ let r = norm(x); -0.5 * square((r - 2.0) / 0.4) }")},
        }
    }
}

mod seed_1000151 {
    flow_runtime::flow! {
        /// Two interleaved half circles.
        pub(crate) struct D<2> {
            base: normal_mixture,
            layers: [
                pixels,
            ],
        }
    }
}

mod seed_1000157 {
    flow_runtime::flow! {
        /// Quotes " and ' and a backslash \.
        /// Quotes " and ' and a backslash \.
        pub struct I<6> {
            base: normal,
            layers: [
                householder,
                reverse,
                leaky_relu,
                scale_tril(rank = 1),
            ],
            train: {data: {file: "rows.csv", columns: {ok: real, real: real, min: real, err: real, default: real, n: real}}},
        }
    }
}

mod seed_1000161 {
    flow_runtime::flow! {
        /// Letters: α, é, 数.
        pub(crate) struct R<1> {
            base: standard_uniform,
            layers: [
                logit,
            ],
            train: {data: {file: "../a b.npy", columns: ["-1.5"]}},
        }
        bijector t(macro_rules: positive, sigmoid: unit) {
            let table = tanh(sigmoid);
            let mul_add = tanh(macro_rules);
            forward: |z| softplus(((z + mul_add) - (z + z))),
            invertible: assumed,
        }
        bijector macro_rules(weight: vector) {
            let some = -0.89;
            forward: |root| pi * root + square(1.14),
            inverse: |back| (back - square(1.14)) / pi,
        }
    }
}

mod seed_1000165 {
    flow_runtime::flow! {
        pub struct T<[1, 1]> {
            base: standard_logistic(location = learned),
            layers: [
                lu_linear,
                sigmoid,
                logit,
                planar,
                softplus,
            ],
            train: {data: {file: "a.npz:train", columns: ["Voltage"]}},
        }
    }
}

mod seed_1000185 {
    flow_runtime::flow! {
        /// #![allow(warnings)]
        /// #![allow(warnings)]
        struct Other<[2, 2, 4], context = 9> {
            base: normal_mixture(components = 2),
            layers: [
                radial,
                rational_quadratic_spline(min_height = 1e-6),
                leaky_relu(slope = 2.5),
            ],
        }
    }
}

mod seed_1000476 {
    flow_runtime::flow! {
        /// Ends a comment */ and begins one /*.
        /// Ends a comment */ and begins one /*.
        struct Other<[1, 4, 2], context = {size: 1, embedding: residual_mlp(hidden = 33, dropout = 0.1), outputs: 1}> {
            base: normal,
            layers: [
                conditional(transformer = rational_quadratic_spline(min_slope = 0.42, min_width = 0.5, bins = 3)),
                lower_triangular(part = upper, bias = false),
            ],
        }
    }
}

mod seed_1000568 {
    flow_runtime::flow! {
        /// Two interleaved half circles.
        pub struct Other<2, context = 3> {
            base: standard_normal,
            layers: [
                nice(conditioner = mlp(hidden = [1, 1], activation = relu, dropout = 0.1), couplings = 17),
                affine,
                autoregressive(transformer = scale(scale = exp), order = [1, 0]),
                scale(bound = 5.0),
                sylvester,
            ],
            train: {data: {file: "rows.csv", columns: {new: real, layer: {categorical: ["tables", "state", "x_row"]}}, context: ["len", "tanh", "norm"]}},
        }
        bijector parameters() {
            let x_row = -0.43;
            forward: |beta| { let core = if beta < x_row { 1.53 * (beta - x_row) } else { 2 * (beta - x_row) }; exp(core) - exp(-core) },
        }
        bijector err(ladj_cotangent: scalar, norm: positive, layer: vector) {
            let cotangent = norm;
            let union = (ladj_cotangent * ladj_cotangent);
            forward: |z| { let alloc = layer + (softplus(dot(layer, layer)) - 1.0 - dot(layer, layer)) * layer / dot(layer, layer); z + alloc * tanh(dot(layer, z) + ladj_cotangent) },
            invertible: assumed,
        }
    }
}

mod seed_1001426 {
    flow_runtime::flow! {
        /// Letters: α, é, 数.
        pub struct Other<[2, 4, 4]> {
            base: standard_normal(location = learned),
            layers: [
                nsf(form = coupling, bins = 3, bound = 1.0, hidden = [1, 1]),
                real_nvp(conditioner = conv(hidden = [1, 1], kernels = [3])),
                shift,
                invert(layer = lu_linear),
                sigmoid,
            ],
        }
    }
}

#[test]
fn all_of_them_compile() {}
