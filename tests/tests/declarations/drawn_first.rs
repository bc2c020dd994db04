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

mod seed_1000008 {
    flow_runtime::flow! {
        /// #![allow(warnings)]
        /// Letters: α, é, 数.
        pub struct ConditionalFlow<8, context = 3> {
            base: student_t(degrees_of_freedom = 867565.79, location = learned),
        }
    }
}

mod seed_1000018 {
    flow_runtime::flow! {
        /// Quotes " and ' and a backslash \.
        /// Ends a comment */ and begins one /*.
        struct Layer<[1, 4, 4]> {
            base: normal(covariance = diagonal),
            layers: [
                sigmoid,
                reverse,
                logit,
            ],
            train: {objective: reverse_kl(target = "-0.5 * dot(x, x)")},
        }
    }
}

mod seed_1000023 {
    flow_runtime::flow! {
        /// Braces { } and [brackets](x) and `code`.
        pub struct State<2> {
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
        pub struct Isa<1> {
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

mod seed_1000031 {
    flow_runtime::flow! {
        /// Quotes " and ' and a backslash \.
        pub struct Option<10> {
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
        struct None<3> {
            base: standard_uniform,
            layers: [
                invert(layer = gumbel_cdf),
                tanh,
                reverse,
            ],
        }
    }
}

mod seed_1000037 {
    flow_runtime::flow! {
        /// Braces { } and [brackets](x) and `code`.
        /// Braces { } and [brackets](x) and `code`.
        pub struct Ok<12, context = {size: 2, embedding: mlp(hidden = [7])}> {
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

mod seed_1000045 {
    flow_runtime::flow! {
        /// Ends a comment */ and begins one /*.
        /// #![allow(warnings)]
        pub struct Vec<5> {
            base: standard_logistic,
            layers: [
                lower_triangular(unit = true),
            ],
        }
    }
}

mod seed_1000049 {
    flow_runtime::flow! {
        struct Type<1> {
            base: laplace,
            layers: [
                scale_tril,
                scale,
            ],
        }
    }
}

mod seed_1000061 {
    flow_runtime::flow! {
        /// Letters: α, é, 数.
        pub struct Error<1, context = 20> {
            layers: [
                conditional(transformer = gate),
            ],
        }
    }
}

mod seed_1000069 {
    flow_runtime::flow! {
        /// Quotes " and ' and a backslash \.
        /// Two interleaved half circles.
        struct Direction<35, context = {size: 2, embedding: residual_mlp(dropout = 0.5, hidden = 33), outputs: 1}> {
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

mod seed_1000077 {
    flow_runtime::flow! {
        pub(crate) struct Parameter<6> {
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
        pub struct Reduction<1> {
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

mod seed_1000092 {
    flow_runtime::flow! {
        /// Braces { } and [brackets](x) and `code`.
        /// Letters: α, é, 数.
        struct Chain<2, context = {size: 1, embedding: residual_mlp(activation = sigmoid), outputs: 2}> {
            layers: [
                tanh,
                reverse,
            ],
            train: {objective: reverse_kl(target = "{ let r = norm(x); -0.5 * square((r - 2.0) / 0.4) } - square(x[0] - context[0])"), data: {file: "a.npz:train", context: ["layers"]}},
        }
        bijector main(new: scalar, quote: per_element(unit)) {
            forward: |z| exp(new) * z + sigmoid(0.42),
            inverse: |back| (back - sigmoid(0.42)) / exp(new),
        }
        bijector usize(std: scalar, forward_tape: per_element(unit), dot: vector, main: vector) {
            forward: |z| { let rows = norm(z - dot); z + softplus(std) / (softplus(std) + rows) * (z - dot) },
        }
    }
}

mod seed_1000099 {
    flow_runtime::flow! {
        /// Braces { } and [brackets](x) and `code`.
        pub struct Lane<5> {
            base: student_t(degrees_of_freedom = 1000000.0, location = learned),
            layers: [
                lu_linear,
                scale(scale = sigmoid),
            ],
        }
    }
}

mod seed_1000109 {
    flow_runtime::flow! {
        /// Quotes " and ' and a backslash \.
        struct Tape<6> {
            base: standard_logistic,
            layers: [
                a0,
                nice(couplings = 4),
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

mod seed_1000116 {
    flow_runtime::flow! {
        /// Letters: α, é, 数.
        pub struct Prepared<8> {
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
        pub struct Init<70> {
            base: standard_uniform,
            layers: [
                reverse,
            ],
            train: {objective: reverse_kl(target = "sum(-exp(dot(x, x)))")},
        }
    }
}

mod seed_1000123 {
    flow_runtime::flow! {
        /// Quotes " and ' and a backslash \.
        /// Two interleaved half circles.
        pub struct Stairs<3, context = 1> {
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

mod seed_1000130 {
    flow_runtime::flow! {
        /// Quotes " and ' and a backslash \.
        /// #![allow(warnings)]
        pub struct Panels<6, context = {size: 4, embedding: mlp(dropout = 0.999), outputs: 1}> {
            base: laplace,
            train: {dtype: f64, standardize: true, batch_size: 5, schedule: cosine(warm_up = 5), optimizer: rmsprop(learning_rate = 2.5, alpha = 0.5, epsilon = 0.5, momentum = 0.1), objective: maximum_likelihood},
        }
    }
}

mod seed_1000134 {
    flow_runtime::flow! {
        /// Letters: α, é, 数.
        /// Two interleaved half circles.
        pub(crate) struct Buffers<49, context = {size: 1, embedding: residual_mlp(dropout = 0.5, activation = softplus, hidden = 5), outputs: 3}> {
            base: normal,
            layers: [
                tanh,
                permute(seed = 118),
            ],
            train: {data: {file: "../a b.npy", context: ["cut"], rows: [9, 28]}},
        }
    }
}

mod seed_1000142 {
    flow_runtime::flow! {
        /// Braces { } and [brackets](x) and `code`.
        struct Targeted<8> {
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

mod seed_1000148 {
    flow_runtime::flow! {
        /// Braces { } and [brackets](x) and `code`.
        pub struct Repeat<2> {
            base: standard_uniform(location = learned),
            train: {objective: reverse_kl(target = "{ let r = norm(x); -0.5 * square((r - 2.0) / 0.4) }")},
        }
    }
}

mod seed_1000150 {
    flow_runtime::flow! {
        /// Letters: α, é, 数.
        pub struct Context<2> {
            base: inverse_cdf(quantile = reverse),
            layers: [
                logit,
            ],
            train: {optimizer: rmsprop(weight_decay = 1000000.0, momentum = 0.5, learning_rate = 1.0), schedule: cosine(final_fraction = 0.0, warm_up = 6), validation: {file: "a.parquet", columns: {u: positive, char: unit}, rows: [8, 37]}, standardize: false, seed: 18446744073709551615},
        }
    }
}

mod seed_1000155 {
    flow_runtime::flow! {
        struct Reparameterized<6> {
            layers: [
                softplus,
                invert(layer = reverse),
            ],
            train: {optimizer: sgd(nesterov = false, momentum = 0.5), schedule: constant, clip_norm: 5.0, standardize: true, dtype: f64},
        }
    }
}

mod seed_1000158 {
    flow_runtime::flow! {
        /// #![allow(warnings)]
        pub struct Distribution<1> {
            base: student_t(degrees_of_freedom = 1000000.0, location = learned),
        }
    }
}

mod seed_1000162 {
    flow_runtime::flow! {
        struct SMatrix<1, context = {size: 1, embedding: mlp(activation = relu)}> {
            base: standard_logistic,
            layers: [
                exp,
            ],
            train: {objective: reverse_kl(target = "sum((log_add_exp((x + x[0]), softplus(x)) / if -x[0] <= -x { square(x) } else { sum(x) })) - square(x[0] - context[0])"), data: {file: "rows.csv", context: ["x_cotangent"]}},
        }
    }
}

mod seed_1000171 {
    flow_runtime::flow! {
        /// #![allow(warnings)]
        pub struct Const<10> {
            layers: [
                gumbel_cdf,
            ],
        }
        bijector x_row(parameters: vector, index: vector) {
            let mul_add = (0.38 + (1.83 + 0.11));
            let i = (mul_add - mul_add);
            forward: |ladj| pi * ladj + parameters,
        }
        bijector uniform(dot: per_element(unit), forward_tape: per_element(positive), dispatch: vector) {
            let flow_runtime = softplus((1.23 * -1.7));
            let isa = (flow_runtime + (flow_runtime - 0.59));
            forward: |err| err * exp(softplus(isa) * tanh(norm(err))),
            invertible: assumed,
        }
    }
}

mod seed_1000174 {
    flow_runtime::flow! {
        pub(crate) struct Iterator<6, context = 3> {
            base: inverse_cdf(quantile = permute(order = [0, 3, 5, 2, 1, 4])),
            layers: [
                logit,
            ],
        }
    }
}

mod seed_1000180 {
    flow_runtime::flow! {
        /// Letters: α, é, 数.
        /// Ends a comment */ and begins one /*.
        pub(crate) struct From<1> {
            base: laplace,
            layers: [
                shift,
                lower_triangular(part = lower),
                reverse,
            ],
            train: {data: {file: "../a b.npy", columns: {context: integer}}},
        }
    }
}

mod seed_1000182 {
    flow_runtime::flow! {
        /// Letters: α, é, 数.
        pub(crate) struct Default<[1, 1, 1]> {
            base: normal_mixture(components = 3),
            layers: [
                supports(unit = [0]),
            ],
        }
        bijector union(max: positive, y: scalar, a0: positive, prepared: vector) {
            let rows = a0;
            forward: |row| (square(y) + 0.5) * row + prepared,
            invertible: assumed,
        }
    }
}

mod seed_1000185 {
    flow_runtime::flow! {
        /// Two interleaved half circles.
        /// Braces { } and [brackets](x) and `code`.
        pub struct Copy<[1, 4, 4], context = {size: 9, embedding: residual_mlp(blocks = 2, dropout = 0.0), outputs: 3}> {
            base: normal,
            layers: [
                exp,
                scale(scale = exp, bound = 0.7),
            ],
        }
    }
}

mod seed_1000188 {
    flow_runtime::flow! {
        /// Quotes " and ' and a backslash \.
        struct Drop<8> {
            train: {data: {file: "a.parquet", columns: ["T", "macro_rules", "forward_tape", "new", "k", "flow", "log_prob", "uniform"]}, schedule: cosine(final_fraction = 0.76, warm_up = 4), clip_norm: 5.0, validation: 0.1, standardize: false, seed: 0},
        }
    }
}

mod seed_1000190 {
    flow_runtime::flow! {
        /// Quotes " and ' and a backslash \.
        pub struct Sync<1> {
            base: standard_normal(scale = learned),
            layers: [
                softplus,
                power(exponent = 1.0),
            ],
            train: {objective: reverse_kl(target = "sum(if (((0.0 - -1.5) - x[0]) + (x[0] / x)) <= (if x[0] < x[0] { x[0] } else { x } * expm1(x)) { (-x * -x) } else { (-x * ln(sigmoid(0.51))) })")},
        }
    }
}

mod seed_1000193 {
    flow_runtime::flow! {
        /// Letters: α, é, 数.
        struct Fn<3> {
        }
    }
}

mod seed_1000200 {
    flow_runtime::flow! {
        /// #![allow(warnings)]
        /// Letters: α, é, 数.
        pub struct FnOnce<2> {
            layers: [
                shift,
                exp,
            ],
            train: {data: {file: "../a b.npy", columns: ["0", "sin"]}},
        }
    }
}

mod seed_1000206 {
    flow_runtime::flow! {
        /// Braces { } and [brackets](x) and `code`.
        pub(crate) struct Ord<2> {
            base: student_t(degrees_of_freedom = 525926.98, location = learned),
            layers: [
                softplus,
                scale(bound = 5.0),
            ],
            train: {optimizer: rmsprop(learning_rate = 1.5, alpha = 0.5, epsilon = 0.7, momentum = 0.0, weight_decay = 1000000.0), schedule: cosine, epochs: 1, early_stopping: {patience: 2}, seed: 4398046511104},
        }
    }
}

mod seed_1000209 {
    flow_runtime::flow! {
        pub struct F32<[1, 4, 4]> {
            layers: [
                scale(bound = 1.5),
                tanh,
                permute(seed = 153),
                permute(order = [11, 9, 8, 13, 4, 14, 7, 2, 15, 0, 10, 3, 1, 5, 6, 12]),
                permute(order = [12, 2, 13, 6, 5, 1, 3, 10, 7, 0, 14, 11, 9, 15, 4, 8]),
                permute(order = [3, 11, 14, 2, 7, 4, 6, 0, 8, 12, 9, 1, 10, 15, 5, 13]),
                reverse,
                reverse,
            ],
        }
    }
}

mod seed_1000212 {
    flow_runtime::flow! {
        /// Quotes " and ' and a backslash \.
        /// Quotes " and ' and a backslash \.
        pub struct B<1> {
            base: normal,
            train: {objective: reverse_kl(target = "-0.5 * dot(x, x)")},
        }
        bijector z() {
            let i = (1.17 + square(1.43));
            forward: |carve| 1.0 * carve + square(i),
            inverse: |back| (back - square(i)) / 1.0,
        }
        bijector carve(nalgebra: vector, ladj_cotangent: scalar) {
            forward: |layers| [if 1.0 < 0.0 { layers[0] } else { layers[0] * (1.0 + square(1.0)) }],
        }
        bijector isa(carve: positive) {
            let nalgebra = tanh(carve);
            let ok = nalgebra;
            forward: |chunk| 0.5 * (exp(chunk) - exp(-chunk)),
            inverse: |back| log(back + sqrt(square(back) + 1.0)),
        }
    }
}

mod seed_1000215 {
    flow_runtime::flow! {
        pub struct D<15, context = 9> {
            layers: [
                isa,
                maf(transformer = scale(bound = 0.01, scale = exp), conditioner = made(hidden = [64, 64], residual = true)),
                isa,
            ],
        }
        bijector isa(rows: per_element(scalar), forward_tape: scalar, none: scalar) {
            let some = sigmoid(forward_tape);
            let lanes = exp(square(some));
            forward: |z| (z + 0.24 * cos(z)) + 0.25 * relu((z + 0.24 * cos(z)) - none),
        }
    }
}

mod seed_1000220 {
    flow_runtime::flow! {
        /// Two interleaved half circles.
        /// Letters: α, é, 数.
        pub struct I<8, context = {size: 3, embedding: mlp(activation = tanh), outputs: 3}> {
            layers: [
                householder,
                tanh,
                reverse,
            ],
            train: {objective: reverse_kl(target = "-sum(softplus(x) + softplus(-x)) - square(x[0] - context[2])"), data: {file: "a.parquet", context: ["max", "quote", "exp"], missing: drop}},
        }
        bijector weight(alloc: per_element(unit)) {
            forward: |chunk| (--alloc - square(sin(chunk))),
            invertible: assumed,
        }
        bijector parameters(root: vector, tape: positive, f64: positive) {
            forward: |z| 0.5 * (exp(z) - exp(-z)),
            inverse: |back| log(back + sqrt(square(back) + 1.0)),
        }
    }
}

mod seed_1000229 {
    flow_runtime::flow! {
        pub struct R<10, context = 1> {
            base: standard_logistic(scale = learned),
            layers: [
                tanh,
            ],
            train: {data: {file: "a.parquet", columns: ["0", "flow", "ladj_cotangent", "f32", "auto", "lane", "dot", "y", "rand", "cotangent"], context: ["norm"]}},
        }
        bijector vjp(ladj_cotangent: per_element(positive)) {
            let auto = (ladj_cotangent - ladj_cotangent);
            forward: |rows| { let raw = rows + 0.5 * tanh(rows - ladj_cotangent); (exp(raw) - exp(-raw)) + 0.77 * sigmoid(2 * (exp(raw) - exp(-raw))) },
        }
    }
}

mod seed_1000236 {
    flow_runtime::flow! {
        /// Quotes " and ' and a backslash \.
        pub(crate) struct T<8> {
            layers: [
                tanh,
                invert(layer = reverse),
            ],
            train: {standardize: false, validation: 0.5, epochs: 6, clip_norm: 1.0, schedule: cosine(warm_up = 3), objective: maximum_likelihood, data: {file: "../a b.npy", columns: {max: integer, real: integer, z_row: integer, tape: integer, dispatch: integer, flow: integer, n: integer, err: integer}}},
        }
    }
}

#[test]
fn all_of_them_compile() {}
