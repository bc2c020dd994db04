//! Declarations drawn by `flow_tests::declarations`, which says how; this file is not written by hand.

// They are compiled and not used.
#![allow(dead_code)]

mod seed_1000001 {
    flow_runtime::flow! {
        pub struct TwoMoons<9> {
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
        pub struct ConditionalFlow<[1, 1, 1]> {
            layers: [
                leaky_relu,
            ],
            train: {objective: reverse_kl(target = "log_add_exp(-0.5 * square(x[0] - 2.0), -0.5 * square(x[0] + 2.0)) - dot(x, x)")},
        }
    }
}

mod seed_1000008 {
    flow_runtime::flow! {
        /// #![allow(warnings)]
        /// Letters: α, é, 数.
        pub struct Layer<8, context = 3> {
            base: student_t(degrees_of_freedom = 867565.79, location = learned),
        }
    }
}

mod seed_1000012 {
    flow_runtime::flow! {
        pub struct State<1> {
            base: normal(covariance = full),
            layers: [
                permute(order = [0]),
                shift,
                shift,
                sylvester(rank = 1),
            ],
        }
    }
}

mod seed_1000016 {
    flow_runtime::flow! {
        pub struct Isa<9> {
            base: standard_uniform,
            layers: [
                logit,
                sigmoid,
                reverse,
            ],
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

mod seed_1000018 {
    flow_runtime::flow! {
        /// Quotes " and ' and a backslash \.
        /// Ends a comment */ and begins one /*.
        struct Option<[1, 4, 4]> {
            base: normal(covariance = diagonal),
            layers: [
                autoregressive(conditioner = made(hidden = [4, 4, 4, 4], activation = relu, dropout = 0.0, residual = false), order = [8, 3, 13, 9, 4, 6, 15, 11, 5, 10, 12, 1, 7, 2, 0, 14], explicit = inverse),
                shift,
                tanh,
            ],
            train: {data: {file: "../a b.npy"}},
        }
    }
}

mod seed_1000023 {
    flow_runtime::flow! {
        /// Braces { } and [brackets](x) and `code`.
        pub struct None<2> {
            base: standard_uniform,
            layers: [
                repeat(times = 1, layers = [logit]),
                sigmoid,
                reverse,
            ],
            train: {dtype: f32, validation: 0.01, batch_size: 3, optimizer: sgd(learning_rate = 0.1, momentum = 0.1), objective: maximum_likelihood},
        }
    }
}

mod seed_1000025 {
    flow_runtime::flow! {
        /// #![allow(warnings)]
        /// Letters: α, é, 数.
        pub struct Ok<1> {
            base: laplace(location = learned),
            layers: [
                lower_triangular(part = lower, unit = false),
                offset,
            ],
            train: {data: {file: "a.parquet", columns: {main: unit}, rows: [8, 54]}},
        }
        bijector offset(err: vector) {
            let i = square(abs(0.68));
            let ln = square(i);
            forward: |z| 0.5 * (exp(z) - exp(-z)),
            inverse: |back| log(back + sqrt(square(back) + 1.0)),
        }
    }
}

mod seed_1000027 {
    flow_runtime::flow! {
        pub struct Vec<2> {
            base: standard_uniform,
        }
    }
}

mod seed_1000031 {
    flow_runtime::flow! {
        /// Quotes " and ' and a backslash \.
        pub struct Type<10> {
            base: normal,
            layers: [
                sigmoid,
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

mod seed_1000035 {
    flow_runtime::flow! {
        struct Error<3> {
            base: standard_uniform,
            layers: [
                invert(layer = gumbel_cdf),
                tanh,
                reverse,
            ],
        }
    }
}

mod seed_1000040 {
    flow_runtime::flow! {
        /// Letters: α, é, 数.
        /// Two interleaved half circles.
        pub struct Direction<11> {
            base: normal(covariance = full),
            layers: [
                real_nvp(transformer = scale(scale = softplus)),
                coupling(conditioner = mlp(hidden = [1], dropout = 0.0), transformer = additive),
            ],
        }
    }
}

mod seed_1000044 {
    flow_runtime::flow! {
        /// Quotes " and ' and a backslash \.
        /// Braces { } and [brackets](x) and `code`.
        struct Parameter<10> {
            base: standard_uniform,
            layers: [
                logit,
                affine(bound = 1.5),
            ],
        }
    }
}

mod seed_1000048 {
    flow_runtime::flow! {
        pub(crate) struct Reduction<3, context = 3> {
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

mod seed_1000052 {
    flow_runtime::flow! {
        /// #![allow(warnings)]
        struct Chain<[1, 1, 1], context = 9> {
            base: student_t(degrees_of_freedom = 0.5, location = conditioned, conditioner = mlp(hidden = [33, 5, 1])),
            layers: [
                affine(scale = sigmoid, bound = 1.5),
                scale,
                reverse,
                householder,
                reverse,
            ],
            train: {data: {file: "a.npz:train", columns: ["Self"], context: ["auto", "usize", "raw", "macro_rules", "f64", "default", "drop", "x_cotangent", "alloc"], weights: "layer", missing: refuse, rows: [8, 41]}},
        }
    }
}

mod seed_1000056 {
    flow_runtime::flow! {
        /// #![allow(warnings)]
        struct Lane<2> {
            base: normal,
            layers: [
                iaf(transformer = affine(bound = 0.7, scale = softplus), conditioner = made(hidden = [4, 1, 1], residual = true)),
                sigmoid,
            ],
            train: {data: {file: "../a b.npy", columns: {i: integer, sin: integer}}},
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

mod seed_1000061 {
    flow_runtime::flow! {
        /// Letters: α, é, 数.
        pub struct Tape<1, context = 20> {
            layers: [
                conditional(transformer = gate),
            ],
        }
    }
}

mod seed_1000065 {
    flow_runtime::flow! {
        pub struct Prepared<4> {
            base: normal_mixture,
            layers: [
                sigmoid,
            ],
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
            train: {objective: reverse_kl(target = "-0.5 * dot(x, x)")},
        }
    }
}

mod seed_1000071 {
    flow_runtime::flow! {
        /// Quotes " and ' and a backslash \.
        pub struct Stairs<2> {
            base: normal,
        }
    }
}

mod seed_1000077 {
    flow_runtime::flow! {
        pub(crate) struct Panels<6> {
            base: student_t(scale = learned, degrees_of_freedom = 723706.81),
            layers: [
                planar,
            ],
        }
    }
}

mod seed_1000081 {
    flow_runtime::flow! {
        /// Letters: α, é, 数.
        /// Quotes " and ' and a backslash \.
        pub struct Buffers<1> {
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
        struct Targeted<1> {
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
        pub(crate) struct Repeat<57, context = {size: 1, embedding: mlp(hidden = [100, 100]), outputs: 3}> {
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
        pub struct Context<12> {
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
        struct Reparameterized<1> {
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
        pub struct Distribution<1, context = 9> {
            base: normal_mixture(components = 2),
        }
    }
}

mod seed_1000103 {
    flow_runtime::flow! {
        /// Two interleaved half circles.
        pub(crate) struct SMatrix<4, context = {size: 4, embedding: residual_mlp(blocks = 5), outputs: 1}> {
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
        pub(crate) struct Const<1, context = 1> {
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
        pub(crate) struct Iterator<[1, 1, 1]> {
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
        pub struct From<12> {
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
        pub struct Default<8> {
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
        pub struct Copy<70> {
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
        pub struct Drop<3> {
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
        pub struct Sync<3, context = 1> {
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
        pub struct Fn<23, context = {size: 2, embedding: residual_mlp(hidden = 5, blocks = 7), outputs: 8}> {
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
        pub(crate) struct FnOnce<[1, 1, 1], context = 1> {
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
        pub(crate) struct Ord<49, context = {size: 1, embedding: residual_mlp(dropout = 0.5, activation = softplus, hidden = 5), outputs: 3}> {
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
        pub struct F32<8, context = {size: 3, embedding: residual_mlp(hidden = 6, blocks = 7, activation = tanh)}> {
            base: normal(covariance = diagonal),
            layers: [
                tanh,
            ],
            train: {data: two_moons(fresh = false), objective: maximum_likelihood, optimizer: rmsprop(learning_rate = 0.7, alpha = 0.5, momentum = 0.999), schedule: cosine, batch_size: 1, standardize: false, dtype: f32},
        }
    }
}

mod seed_1000142 {
    flow_runtime::flow! {
        /// Braces { } and [brackets](x) and `code`.
        struct B<8> {
            base: student_t(location = learned, degrees_of_freedom = 1000000.0),
            layers: [
                real_nvp(conditioner = mlp(dropout = 0.0, hidden = [5]), transformer = scale(bound = 0.1)),
                householder,
            ],
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

mod seed_1000146 {
    flow_runtime::flow! {
        struct D<9> {
            base: normal,
            layers: [
                forward_tape,
                exp,
                permute(order = [6, 1, 5, 8, 7, 3, 0, 4, 2]),
                power(exponent = 0.7),
                reverse,
                reverse,
                power(exponent = -5.0),
                reverse,
            ],
            train: {standardize: false, validation: two_moons, batch_size: 17, clip_norm: 2.5, schedule: constant(warm_up = 3), optimizer: adam(beta2 = 0.0, weight_decay = 409183.76), objective: maximum_likelihood},
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

mod seed_1000149 {
    flow_runtime::flow! {
        /// Ends a comment */ and begins one /*.
        pub(crate) struct I<7> {
            base: normal(covariance = full),
            layers: [
                real_nvp(couplings = 6, conditioner = mlp(hidden = [], activation = softplus)),
            ],
        }
    }
}

mod seed_1000151 {
    flow_runtime::flow! {
        /// Two interleaved half circles.
        pub(crate) struct R<1> {
            base: standard_uniform,
            layers: [
                logit,
                softplus,
                scale(scale = softplus),
            ],
            train: {optimizer: adam(beta1 = 0.999, epsilon = 5.0), schedule: cosine(warm_up = 0), standardize: true},
        }
    }
}

mod seed_1000155 {
    flow_runtime::flow! {
        struct T<6> {
            layers: [
                maf(conditioner = made(activation = tanh, hidden = [3, 4]), layers = 2),
                affine(bound = 0.5),
            ],
            train: {dtype: f64, standardize: false, schedule: constant, objective: maximum_likelihood, data: banana},
        }
    }
}

mod seed_1000204 {
    flow_runtime::flow! {
        /// Two interleaved half circles.
        /// Two interleaved half circles.
        struct Other<3> {
            base: normal_mixture,
            layers: [
                batch_norm(momentum = 0.65),
                maf(layers = 4, transformer = additive, conditioner = made(hidden = [5], activation = relu, dropout = 0.5, residual = true)),
                rational_quadratic_spline(min_slope = 0.03, min_height = 0.02, min_width = 0.21, bins = 3),
                shift,
                nice(conditioner = residual_mlp(hidden = 17, dropout = 0.1)),
            ],
        }
    }
}

mod seed_1000233 {
    flow_runtime::flow! {
        /// Two interleaved half circles.
        /// Ends a comment */ and begins one /*.
        pub struct Other<3> {
            base: normal(covariance = diagonal),
            layers: [
                iaf(layers = 3, transformer = affine),
                nsf(steps = 6, bins = 2),
            ],
            train: {standardize: true, validation: {file: "a.npz:train", columns: {char: positive, none: positive, vjp: positive}, missing: drop, rows: [7, 43]}, epochs: 5, batch_size: 2, clip_norm: 0.01, schedule: cosine, optimizer: adamw(beta1 = 0.0, beta2 = 0.999, epsilon = 0.7, weight_decay = 904826.73), objective: maximum_likelihood},
        }
    }
}

#[test]
fn all_of_them_compile() {}
