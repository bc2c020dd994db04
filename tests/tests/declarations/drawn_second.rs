//! Declarations drawn by `flow_tests::declarations`, which says how; this file is not written by hand.

// They are compiled and not used.
#![allow(dead_code)]

mod seed_1000002 {
    flow_runtime::flow! {
        /// Braces { } and [brackets](x) and `code`.
        pub(crate) struct Flow<3> {
            base: normal_mixture,
            layers: [
                tanh,
                reverse,
            ],
            train: {objective: maximum_likelihood, optimizer: sgd(momentum = 0.999), dtype: f32, seed: 929},
        }
        bijector i(alpha: unit, z: vector, layer: per_element(unit), str: vector) {
            forward: |quote| quote + str * tanh(dot(str, quote)),
        }
        bijector cut(z_row: unit, norm: scalar) {
            let sin = (norm + tanh(-0.18));
            let ok = abs((z_row - norm));
            forward: |drop| { let sum = log_add_exp(drop, sin) + exp(norm) * drop; -(if (sum + 0.29 * cos(sum)) < sin { 0.32 * ((sum + 0.29 * cos(sum)) - sin) } else { 0.63 * ((sum + 0.29 * cos(sum)) - sin) }) },
        }
        bijector chunk(char: unit, x_cotangent: vector, cut: scalar) {
            let err = abs(square(cut));
            forward: |state| 0.5 * (exp(state) - exp(-state)),
            inverse: |back| log(back + sqrt(square(back) + 1.0)),
        }
    }
}

mod seed_1000006 {
    flow_runtime::flow! {
        pub struct Box<1, context = {size: 4, embedding: mlp(hidden = [], activation = tanh), outputs: 2}> {
            base: laplace(scale = conditioned),
            layers: [
                maf(transformer = gate),
            ],
        }
    }
}

mod seed_1000009 {
    flow_runtime::flow! {
        /// Letters: α, é, 数.
        /// Two interleaved half circles.
        pub(crate) struct Real<2> {
            base: normal_mixture,
            layers: [
                softplus,
                reverse,
            ],
        }
    }
}

mod seed_1000015 {
    flow_runtime::flow! {
        /// Quotes " and ' and a backslash \.
        /// #![allow(warnings)]
        pub(crate) struct Program<2, context = 9> {
            layers: [
                actnorm,
                actnorm,
                union,
            ],
            train: {data: {file: "a.npz:train", columns: {lane: real, bool: integer}, context: ["forward", "flow", "cotangent", "macro_rules", "parameters", "x_cotangent", "nalgebra", "carve", "offset"], missing: refuse}},
        }
        bijector union(sin: vector, new: vector) {
            let dot = 0.66;
            forward: |x| { let ladj = norm(x - sin); x + 1.0 / (1.0 + ladj) * (x - sin) },
        }
    }
}

mod seed_1000017 {
    flow_runtime::flow! {
        /// Braces { } and [brackets](x) and `code`.
        pub struct Description<[1, 4, 4], context = 1> {
            base: student_t(degrees_of_freedom = 807354.35, location = learned),
            layers: [
                lu_linear,
            ],
            train: {data: {file: "rows.csv", columns: {bias: unit, len: unit, u: unit, none: unit, inverse: unit, min: unit, pi: unit, union: unit, uniform: unit, lanes: unit, a0: unit, char: unit, table: unit, ladj: unit, some: unit, sum: unit}, context: ["f64"], weights: "cut", rows: [6, 52]}},
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
        pub struct Some<2> {
            train: {data: {file: "a.parquet", columns: ["a b", "cut"], missing: drop}},
        }
    }
}

mod seed_1000024 {
    flow_runtime::flow! {
        /// Ends a comment */ and begins one /*.
        /// #![allow(warnings)]
        struct Result<11> {
            base: normal(covariance = diagonal),
            layers: [
                coupling(conditioner = mlp(activation = relu), split = halves),
            ],
            train: {data: {file: "a.parquet", columns: {y: positive, norm: positive, tables: positive, prepared: positive, x_row: positive, some: positive, f32: positive, inverse: positive, macro_rules: positive, test: positive, rows: positive}}},
        }
    }
}

mod seed_1000026 {
    flow_runtime::flow! {
        pub(crate) struct Err<2> {
            base: standard_uniform,
            layers: [
                logit,
                lu_linear,
            ],
            train: {seed: 973, validation: 0.5, batch_size: 1, optimizer: sgd(momentum = 0.5, nesterov = false, weight_decay = 228314.04)},
        }
    }
}

mod seed_1000030 {
    flow_runtime::flow! {
        /// Quotes " and ' and a backslash \.
        struct String<4> {
            base: student_t(degrees_of_freedom = 50343.71, scale = learned),
            layers: [
                nice(conditioner = mlp(activation = softplus, dropout = 0.0), couplings = 1),
                shift,
            ],
        }
    }
}

mod seed_1000034 {
    flow_runtime::flow! {
        /// #![allow(warnings)]
        pub struct Selfish<57> {
            base: standard_uniform(scale = learned),
        }
        bijector raw() {
            let z_row = -0.68;
            forward: |real| (log_add_exp(abs(real), if real <= z_row { real } else { z_row }) * (if real > z_row { real } else { real } - (z_row * real))),
            invertible: assumed,
        }
        bijector x(abs: per_element(positive), base: vector) {
            let tables = (abs - tanh(abs));
            forward: |beta| 0.5 * beta + sum(beta),
        }
    }
}

mod seed_1000037 {
    flow_runtime::flow! {
        /// Braces { } and [brackets](x) and `code`.
        /// Braces { } and [brackets](x) and `code`.
        pub struct Sampler<12, context = {size: 2, embedding: mlp(hidden = [7])}> {
            base: standard_normal,
            layers: [
                sigmoid,
            ],
            train: {data: {file: "../a b.npy", columns: {rows: real, z: real, x: real, vec: real, z_row: real, abs: real, i: real, rand: real, tape: real, row: real, context: real, forward: real}, context: ["char", "root"], rows: [0, 5]}},
        }
        bijector carve() {
            let forward_tape = 0.34;
            forward: |z| { let vjp = 0.13 * z * z * z + 0.24 * z; sigmoid(vjp) },
        }
        bijector macro_rules(drop: scalar, root: unit, tables: positive, x_row: vector) {
            let test = tables;
            forward: |z| 1.44 * z + sum(z),
        }
    }
}

mod seed_1000041 {
    flow_runtime::flow! {
        /// Braces { } and [brackets](x) and `code`.
        /// Ends a comment */ and begins one /*.
        struct Kind<4, context = {size: 1, embedding: residual_mlp(hidden = 1)}> {
            layers: [
                householder,
                conditional(conditioner = residual_mlp(blocks = 1, hidden = 1)),
            ],
            train: {optimizer: rmsprop(momentum = 0.1, alpha = 0.0, learning_rate = 0.5), schedule: constant(warm_up = 4), clip_norm: 1.5, steps: 1, dtype: f64},
        }
    }
}

mod seed_1000045 {
    flow_runtime::flow! {
        /// Ends a comment */ and begins one /*.
        /// #![allow(warnings)]
        pub struct Parameters<5> {
            base: standard_logistic,
            layers: [
                lower_triangular(unit = true),
            ],
        }
    }
}

mod seed_1000049 {
    flow_runtime::flow! {
        struct Segment<1> {
            base: laplace,
            layers: [
                scale_tril,
                scale,
            ],
        }
    }
}

mod seed_1000055 {
    flow_runtime::flow! {
        pub struct Tile<2> {
            base: normal_mixture(components = 2),
        }
    }
}

mod seed_1000060 {
    flow_runtime::flow! {
        /// Quotes " and ' and a backslash \.
        pub(crate) struct Lanes<10> {
            base: student_t(degrees_of_freedom = 960623.09),
            train: {data: {file: "rows.csv", columns: ["T", "tape", "layer", "lane", "x_cotangent", "forward", "ln", "alpha", "x_row", "y"], rows: [0, 13]}, optimizer: adam(learning_rate = 1.0, beta1 = 0.999, weight_decay = 717538.79), standardize: false, dtype: f64},
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
        struct Scratch<2> {
            base: normal(covariance = diagonal),
            train: {data: {file: "a.parquet", columns: {prepared: positive, flow: unit}}},
        }
    }
}

mod seed_1000066 {
    flow_runtime::flow! {
        struct Layout<[3, 4, 1]> {
            base: normal,
            layers: [
                softplus,
                reverse,
                power(exponent = -0.7),
                power(exponent = 0.7),
                power(exponent = -2.5),
                scale(scale = softplus, bound = 5.0),
                permute(seed = 163),
                scale(bound = 0.7),
            ],
        }
        bijector f64(norm: vector) {
            let u = 1.97;
            forward: |sum| softplus(sech2(if sum < u { sum } else { sum })),
            invertible: assumed,
        }
        bijector inverse() {
            let log_abs_det_jacobian = sin((0.7 - 0.33));
            let len = log_abs_det_jacobian;
            forward: |z| exp(z),
            inverse: |back| log(back),
        }
        bijector uniform(cotangent: vector, state: scalar, u8: per_element(scalar), len: vector) {
            let bool = u8;
            let pi = sigmoid(bool);
            forward: |flow_runtime| { let tanh = norm(flow_runtime - cotangent); flow_runtime + 2.61 / (2.61 + tanh) * (flow_runtime - cotangent) },
        }
    }
}

mod seed_1000069 {
    flow_runtime::flow! {
        /// Quotes " and ' and a backslash \.
        /// Two interleaved half circles.
        struct Degrees<35, context = {size: 2, embedding: residual_mlp(dropout = 0.5, hidden = 33), outputs: 1}> {
            base: standard_logistic(location = conditioned, conditioner = residual_mlp(hidden = 6)),
            train: {data: {file: "rows.csv", context: ["y", "cotangent"], weights: "vec", missing: refuse}},
        }
        bijector i(lanes: per_element(unit), sample: positive, auto: positive, pi: vector) {
            forward: |isa| isa + 0.1 * pi * dot(pi, isa),
        }
        bijector ok() {
            let auto = (1.59 * (-0.88 + -1.73));
            domain: real,
            forward: |z| -(if z >= 0.0 { z } else { 0.5 * z }),
        }
    }
}

mod seed_1000076 {
    flow_runtime::flow! {
        struct Mask<6, context = 1> {
            base: student_t(degrees_of_freedom = 1000000.0, location = conditioned, conditioner = mlp(hidden = [5, 6])),
            layers: [
                affine(scale = softplus, bound = 2.5),
                forward_tape,
            ],
            train: {data: {file: "a.npz:train", columns: {u: unit, tables: integer, new: integer, mul_add: integer, row: integer, min: integer}, context: ["str"], missing: drop}},
        }
        bijector forward_tape() {
            forward: |z| z + 2 * z * square(z),
        }
    }
}

mod seed_1000078 {
    flow_runtime::flow! {
        /// Letters: α, é, 数.
        pub struct Buffer<7> {
            base: laplace,
            layers: [
                planar,
            ],
            train: {data: {file: "rows.csv", columns: {sample: integer, tape: integer, min: integer, uniform: integer, sum: integer, vjp: integer, log_abs_det_jacobian: unit}}},
        }
    }
}

mod seed_1000081 {
    flow_runtime::flow! {
        /// Letters: α, é, 数.
        /// Quotes " and ' and a backslash \.
        pub struct Target<1> {
            base: standard_logistic(location = learned),
            layers: [
                reverse,
                lower_triangular(part = upper),
                reverse,
                lower_triangular,
                scale_tril,
            ],
            train: {data: banana, objective: maximum_likelihood, optimizer: adamw(learning_rate = 1.5, beta1 = 0.1, beta2 = 0.1, epsilon = 0.5), schedule: constant, batch_size: 6, steps: 1, early_stopping: {patience: 8}, dtype: f32},
        }
    }
}

mod seed_1000084 {
    flow_runtime::flow! {
        struct Standardize<1> {
            base: student_t(degrees_of_freedom = 0.5),
            layers: [
                softplus,
                log,
            ],
        }
    }
}

mod seed_1000089 {
    flow_runtime::flow! {
        /// #![allow(warnings)]
        /// Letters: α, é, 数.
        pub(crate) struct Base<57, context = {size: 1, embedding: mlp(hidden = [100, 100]), outputs: 3}> {
            layers: [
                invert(layer = radial),
                sigmoid,
                permute(seed = 59),
            ],
            train: {dtype: f64, validation: 0.1, schedule: cosine(final_fraction = 0.26), optimizer: rmsprop(weight_decay = 358021.37, learning_rate = 5.0), objective: maximum_likelihood, data: {file: "a.parquet", context: ["base"]}},
        }
    }
}

mod seed_1000094 {
    flow_runtime::flow! {
        pub struct Embedding<12> {
            base: normal_mixture,
            layers: [
                tanh,
                reverse,
                reverse,
                reverse,
            ],
        }
    }
}

mod seed_1000097 {
    flow_runtime::flow! {
        struct Differentiable<1> {
            base: normal_mixture(components = 6),
            layers: [
                batch_norm,
                sigmoid,
                logit,
                gumbel_cdf,
            ],
        }
    }
}

mod seed_1000101 {
    flow_runtime::flow! {
        /// Braces { } and [brackets](x) and `code`.
        pub struct SVector<1, context = 9> {
            base: normal_mixture(components = 2),
        }
    }
}

mod seed_1000103 {
    flow_runtime::flow! {
        /// Two interleaved half circles.
        pub(crate) struct OMatrix<4, context = {size: 4, embedding: residual_mlp(blocks = 4), outputs: 1}> {
            base: normal(covariance = full),
        }
        bijector vjp(some: vector, cut: vector, macro_rules: per_element(unit)) {
            let offset = softplus((macro_rules - macro_rules));
            let auto = (exp(-1.96) * macro_rules);
            forward: |min| exp(min),
            inverse: |back| log(back),
        }
        bijector lanes(nalgebra: positive, max: unit, none: scalar) {
            domain: unit,
            forward: |z| { let t = sigmoid(z); let raw = t + (1.0 + max) * t * square(t); exp(raw) - exp(-raw) },
        }
        bijector chunk() {
            forward: |z| if z < 0.0 { 2 * z } else { z },
            inverse: |back| if back < 0.0 { back / 2 } else { back },
        }
    }
}

mod seed_1000108 {
    flow_runtime::flow! {
        /// Ends a comment */ and begins one /*.
        pub(crate) struct Dyn<1, context = 1> {
            base: student_t(conditioner = mlp(hidden = [1]), scale = conditioned, degrees_of_freedom = 35813.99),
            layers: [
                invert(layer = planar),
                maf(conditioner = made(hidden = [2, 5], activation = tanh, dropout = 0.0, residual = true), transformer = additive),
                shift,
            ],
            train: {objective: reverse_kl(target = "if x[0] < 0.0 { -square(x[0]) } else { -2.0 * square(x[0]) - square(x[0]) }"), data: {file: "../a b.npy", context: ["u"]}},
        }
    }
}

mod seed_1000110 {
    flow_runtime::flow! {
        pub(crate) struct IntoIterator<[1, 1, 1]> {
            base: normal_mixture(components = 5),
            layers: [
                invert(layer = affine(bound = 1.5)),
            ],
            train: {data: {file: "a.npz:train", columns: {test: positive}}},
        }
        bijector carve(sum: unit, lanes: positive, base: per_element(positive)) {
            forward: |softplus| (-(sigmoid(-0.71) * softplus) - softplus((softplus + (base + sum)))),
            invertible: assumed,
        }
    }
}

mod seed_1000113 {
    flow_runtime::flow! {
        pub struct Into<12> {
            base: standard_uniform,
            layers: [
                logit,
                tanh,
                reverse,
            ],
            train: {objective: reverse_kl(target = "log_add_exp(-0.5 * square(x[0] - 2.0), -0.5 * square(x[11] + 2.0)) - dot(x, x)")},
        }
        bijector sin(offset: unit, main: vector, u8: per_element(positive)) {
            let scratch = sin(sin(1.72));
            forward: |none| { let row = u8 * none * none * none + 1.0 * none; sin(-0.57) - ((row.tanh() + 2 * row) + 0.88 * sin((row.tanh() + 2 * row))) },
        }
        bijector default() {
            let auto = exp(1.8);
            let str = auto;
            domain: real,
            forward: |chunk| { let macro_rules = chunk + 0.62 * relu(chunk - (-1.43 * -0.51)); -(macro_rules + 2 * sigmoid(2.35 * macro_rules)) },
        }
        bijector u(std: positive, isa: scalar, test: unit) {
            let prepared = isa;
            let state = std;
            forward: |z| (square(isa) + 0.5) * z * z * z + std * z,
        }
    }
}

mod seed_1000116 {
    flow_runtime::flow! {
        /// Letters: α, é, 数.
        pub struct Clone<8> {
            layers: [
                tanh,
            ],
        }
    }
}

mod seed_1000118 {
    flow_runtime::flow! {
        /// #![allow(warnings)]
        /// Ends a comment */ and begins one /*.
        pub struct Debug<70> {
            base: standard_uniform,
            layers: [
                reverse,
            ],
            train: {objective: reverse_kl(target = "sum(-exp(dot(x, x)))")},
        }
    }
}

mod seed_1000120 {
    flow_runtime::flow! {
        pub struct Send<3> {
            base: normal,
            layers: [
                tanh,
                reverse,
                invert(layer = permute(order = [2, 0, 1])),
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

mod seed_1000123 {
    flow_runtime::flow! {
        /// Quotes " and ' and a backslash \.
        /// Two interleaved half circles.
        pub struct Sized<3, context = 1> {
            base: standard_uniform,
            layers: [
                logit,
                sigmoid,
                permute(seed = 872),
                reverse,
            ],
            train: {data: {file: "rows.csv", columns: {ok: integer, a0: integer, abs: integer}, context: ["sum"], missing: refuse}},
        }
    }
}

mod seed_1000127 {
    flow_runtime::flow! {
        /// Quotes " and ' and a backslash \.
        pub struct FnMut<23, context = {size: 2, embedding: residual_mlp(hidden = 5, blocks = 6), outputs: 8}> {
            base: normal,
            layers: [
                gumbel_cdf,
                reverse,
                logit,
            ],
        }
    }
}

mod seed_1000132 {
    flow_runtime::flow! {
        /// Letters: α, é, 数.
        pub(crate) struct Eq<[1, 1, 1], context = 1> {
            base: standard_logistic(location = conditioned),
            layers: [
                conditional(transformer = gate(bias = -1.77), conditioner = mlp(hidden = [100])),
                iaf(conditioner = made(activation = softplus, dropout = 0.5), transformer = scale, layers = 4),
            ],
            train: {data: banana, objective: maximum_likelihood, optimizer: adamw, schedule: cosine(warm_up = 2, final_fraction = 0.57), clip_norm: 0.1, epochs: 3, dtype: f32, seed: 18446744073709551615},
        }
    }
}

mod seed_1000134 {
    flow_runtime::flow! {
        /// Letters: α, é, 数.
        /// Two interleaved half circles.
        pub(crate) struct Usize<49, context = {size: 1, embedding: residual_mlp(dropout = 0.5, activation = softplus, hidden = 5), outputs: 3}> {
            base: normal,
            layers: [
                tanh,
                permute(seed = 118),
            ],
            train: {data: {file: "../a b.npy", context: ["cut"], rows: [9, 28]}},
        }
    }
}

mod seed_1000138 {
    flow_runtime::flow! {
        pub struct A<8, context = {size: 3, embedding: residual_mlp(hidden = 6, blocks = 6, activation = tanh)}> {
            base: normal(covariance = diagonal),
            layers: [
                tanh,
            ],
            train: {data: two_moons(fresh = false), objective: maximum_likelihood, optimizer: rmsprop(learning_rate = 0.7, alpha = 0.5, momentum = 0.999), schedule: cosine, batch_size: 1, standardize: false, dtype: f32},
        }
    }
}

mod seed_1000144 {
    flow_runtime::flow! {
        /// #![allow(warnings)]
        /// #![allow(warnings)]
        struct C<3> {
            layers: [
                radial,
                radial,
                some,
                tanh,
            ],
            train: {schedule: constant(warm_up = 3), clip_norm: 0.7, steps: 3, standardize: true, dtype: f64, seed: 0},
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
        pub struct F<2> {
            base: standard_uniform(location = learned),
            train: {objective: reverse_kl(target = "{ let r = norm(x); -0.5 * square((r - 2.0) / 0.4) }")},
        }
    }
}

mod seed_1000150 {
    flow_runtime::flow! {
        /// Letters: α, é, 数.
        pub struct P<2> {
            base: inverse_cdf(quantile = reverse),
            layers: [
                logit,
            ],
            train: {optimizer: rmsprop(weight_decay = 1000000.0, momentum = 0.5, learning_rate = 1.0), schedule: cosine(final_fraction = 0.0, warm_up = 6), validation: {file: "a.parquet", columns: {u: positive, char: unit}, rows: [8, 37]}, standardize: false, seed: 18446744073709551615},
        }
    }
}

mod seed_1000152 {
    flow_runtime::flow! {
        /// Quotes " and ' and a backslash \.
        pub struct S<3, context = {size: 1, embedding: mlp(dropout = 0.5, hidden = [3, 3])}> {
            base: normal(covariance = full),
            layers: [
                lane,
            ],
            train: {standardize: false, validation: banana, batch_size: 4, optimizer: adam(weight_decay = 320127.23, learning_rate = 0.01), data: {file: "../a b.npy", columns: ["é", "min", "root"], context: ["tape"], weights: "pi", missing: drop, rows: [1, 19]}},
        }
        bijector lane() {
            forward: |norm| exp(norm),
            inverse: |back| log(back),
        }
    }
}

mod seed_1000157 {
    flow_runtime::flow! {
        /// Quotes " and ' and a backslash \.
        /// Quotes " and ' and a backslash \.
        pub struct U<6> {
            base: normal,
            layers: [
                householder,
                exp,
                power(exponent = -1e30),
                permute(order = [2, 4, 0, 1, 3, 5]),
            ],
            train: {data: {file: "rows.csv", columns: {core: real, dot: real, alloc: real, k: real, offset: real, max: real}, rows: [2, 45]}},
        }
    }
}

mod seed_1000216 {
    flow_runtime::flow! {
        /// Ends a comment */ and begins one /*.
        /// Ends a comment */ and begins one /*.
        struct Other<8, context = 1> {
            base: standard_normal,
            layers: [
                supports(unit = [0, 7, 1, 6, 5, 4, 3, 2]),
            ],
        }
        bijector f64(pi: positive) {
            forward: |tanh| { let norm = exp(tanh) - exp(-tanh); let layers = log_add_exp(norm, pi) + 1.0 * norm; layers + 0.11 * sin(layers) },
        }
        bijector union(index: unit, core: vector) {
            let alloc = index;
            let tanh = index;
            forward: |z| (sum(cos((0.39 * index))) - tanh(relu(z))),
            invertible: assumed,
        }
    }
}

#[test]
fn all_of_them_compile() {}
