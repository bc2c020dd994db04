//! Declarations drawn by `flow_tests::declarations`, which says how; this file is not written by hand.

// They are compiled and not used.
#![allow(dead_code)]

mod seed_1000002 {
    flow_runtime::flow! {
        /// Braces { } and [brackets](x) and `code`.
        pub(crate) struct Flow<3> {
            layers: [
                actnorm,
                tanh,
                reverse,
            ],
            train: {data: {file: "a.npz:train", columns: {core: integer, nalgebra: integer, cut: integer}}},
        }
        bijector i(alpha: unit, z: vector, layer: per_element(unit), str: vector) {
            forward: |quote| quote + str * tanh(dot(str, quote)),
        }
        bijector dispatch(base: positive, char: scalar) {
            let state = abs(square(char));
            forward: |flow| 0.5 * (exp(flow) - exp(-flow)),
            inverse: |back| log(back + sqrt(square(back) + 1.0)),
        }
        bijector layers(ladj: unit) {
            let alpha = ladj;
            let char = alpha;
            forward: |quote| { let beta = if quote < alpha { 1.0 * (quote - alpha) } else { 0.59 * (quote - alpha) }; beta + 2.29 * tanh(beta - (-1.42 * 0.9)) },
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

mod seed_1000013 {
    flow_runtime::flow! {
        pub(crate) struct Program<4> {
            layers: [
                gumbel_cdf,
                reverse,
            ],
            train: {data: {file: "../a b.npy"}},
        }
        bijector ln() {
            forward: |z| z + 0.11 * relu(z - 1.6),
        }
        bijector tables(table: vector, std: positive, y: vector) {
            forward: |z| z + pi * z * square(z),
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

mod seed_1000036 {
    flow_runtime::flow! {
        /// Two interleaved half circles.
        pub struct Sampler<[3, 3, 1]> {
            base: normal(covariance = diagonal),
            layers: [
                softplus,
                reverse,
            ],
        }
        bijector nalgebra(scratch: per_element(unit), dispatch: unit) {
            forward: |z| { let uniform = z + (1.0 + scratch) * tanh(z - tanh(scratch)); uniform.tanh() + 0.5 * uniform },
        }
        bijector a0(carve: per_element(scalar)) {
            let min = (carve - carve);
            forward: |real| if (-carve + -real) >= -if abs(1.34) >= carve { real } else { softplus(-1.61) } { log_add_exp(-real, sech2(real)) } else { softplus((carve + real)) },
            invertible: assumed,
        }
    }
}

mod seed_1000040 {
    flow_runtime::flow! {
        /// Letters: α, é, 数.
        /// Two interleaved half circles.
        pub struct Kind<11> {
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
        struct Parameters<10> {
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
        pub(crate) struct Segment<3, context = 3> {
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
        struct Tile<[1, 1, 1], context = 9> {
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
        struct Lanes<2> {
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
        pub struct Scratch<1, context = 20> {
            layers: [
                conditional(transformer = gate),
            ],
        }
    }
}

mod seed_1000065 {
    flow_runtime::flow! {
        pub struct Layout<4> {
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
        pub(crate) struct Degrees<1> {
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
        pub struct Mask<2> {
            base: normal,
        }
    }
}

mod seed_1000077 {
    flow_runtime::flow! {
        pub(crate) struct Buffer<6> {
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

mod seed_1000087 {
    flow_runtime::flow! {
        pub(crate) struct Base<3, context = 3> {
            base: laplace(location = learned),
            layers: [
                conditional(conditioner = residual_mlp(blocks = 3, activation = relu)),
                softplus,
            ],
            train: {objective: maximum_likelihood, optimizer: adamw(learning_rate = 0.1, beta1 = 0.5, epsilon = 1.0), schedule: constant, clip_norm: 0.01, batch_size: 17, validation: 0.1},
        }
    }
}

mod seed_1000092 {
    flow_runtime::flow! {
        /// Braces { } and [brackets](x) and `code`.
        /// Letters: α, é, 数.
        struct Embedding<2, context = {size: 1, embedding: residual_mlp(activation = sigmoid), outputs: 2}> {
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

mod seed_1000096 {
    flow_runtime::flow! {
        /// #![allow(warnings)]
        /// Quotes " and ' and a backslash \.
        pub(crate) struct Differentiable<1> {
            base: standard_logistic,
            layers: [
                scale(scale = softplus),
                gumbel_cdf,
                logit,
                scale(bound = 1.5),
                tanh,
            ],
        }
    }
}

mod seed_1000098 {
    flow_runtime::flow! {
        pub struct SVector<6, context = 4> {
            base: normal(covariance = diagonal),
            layers: [
                bool,
                gumbel_cdf,
                logit,
            ],
        }
        bijector bool(macro_rules: per_element(scalar), isa: vector) {
            let exp = exp(macro_rules);
            forward: |z| (z + 0.32 * sin(z)) + exp(macro_rules) * softplus(softplus(macro_rules) * (z + 0.32 * sin(z))),
        }
    }
}

mod seed_1000101 {
    flow_runtime::flow! {
        /// Braces { } and [brackets](x) and `code`.
        pub struct OMatrix<1, context = 9> {
            base: normal_mixture(components = 2),
        }
    }
}

mod seed_1000103 {
    flow_runtime::flow! {
        /// Two interleaved half circles.
        pub(crate) struct Dyn<4, context = {size: 4, embedding: residual_mlp(blocks = 5), outputs: 1}> {
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
        pub(crate) struct IntoIterator<1, context = 1> {
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
        pub(crate) struct Into<[1, 1, 1]> {
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

mod seed_1000115 {
    flow_runtime::flow! {
        pub struct Clone<8> {
            layers: [
                affine(scale = softplus, bound = 5.0),
                invert(layer = logit),
                reverse,
                reverse,
                logit,
                invert(layer = logit),
                reverse,
            ],
            train: {optimizer: rmsprop(momentum = 0.1, weight_decay = 1000000.0), batch_size: 1, steps: 1, early_stopping: {patience: 1}, dtype: f64},
        }
    }
}

mod seed_1000117 {
    flow_runtime::flow! {
        /// Braces { } and [brackets](x) and `code`.
        struct Debug<2> {
            base: normal,
        }
    }
}

mod seed_1000119 {
    flow_runtime::flow! {
        /// Letters: α, é, 数.
        /// Braces { } and [brackets](x) and `code`.
        pub struct Send<5> {
            base: normal_mixture(components = 2),
            layers: [
                householder,
                lower_triangular(part = lower, unit = false, bias = true),
            ],
        }
        bijector base() {
            let weight = tanh(-1.83);
            forward: |z| if (if (-1.1 - weight) >= z { weight } else { z } - (z + (weight * 0.18))) < ln(if weight >= tanh(weight) { z } else { weight }) { (log1p(z) - log(softplus(weight))) } else { ((z - z) / (z * sigmoid(0.3))) },
            invertible: assumed,
        }
    }
}

mod seed_1000121 {
    flow_runtime::flow! {
        pub(crate) struct Sized<3> {
            base: student_t(degrees_of_freedom = 0.5),
        }
    }
}

mod seed_1000126 {
    flow_runtime::flow! {
        /// #![allow(warnings)]
        /// #![allow(warnings)]
        pub struct FnMut<5> {
            base: normal(covariance = full),
            layers: [
                lower_triangular(part = lower, unit = false),
            ],
        }
        bijector core() {
            let default = (-1.37 + tanh(1.58));
            let flow = default;
            forward: |cotangent| [cotangent[4] + cotangent[3] * cotangent[0], cotangent[0] + cotangent[2] * cotangent[2], if cotangent[2] < 0.0 { cotangent[1] } else { cotangent[1] * (1.0 + square(cotangent[2])) }, cotangent[3] + 0.42 * sin(cotangent[3]) + cotangent[2], if 1.0 < 0.0 { cotangent[2] } else { cotangent[2] * (1.0 + square(1.0)) }],
        }
    }
}

mod seed_1000130 {
    flow_runtime::flow! {
        /// Quotes " and ' and a backslash \.
        /// #![allow(warnings)]
        pub struct Eq<6, context = {size: 4, embedding: mlp(dropout = 0.999), outputs: 1}> {
            base: laplace,
            train: {dtype: f64, standardize: true, batch_size: 5, schedule: cosine(warm_up = 5), optimizer: rmsprop(learning_rate = 2.5, alpha = 0.5, epsilon = 0.5, momentum = 0.1), objective: maximum_likelihood},
        }
    }
}

mod seed_1000133 {
    flow_runtime::flow! {
        pub(crate) struct Usize<10> {
            base: laplace,
            layers: [
                mul_add,
                permute(seed = 764),
                reverse,
                scale,
                reverse,
                reverse,
                reverse,
            ],
        }
        bijector mul_add(lane: unit, main: positive) {
            let y = main;
            let log = y;
            forward: |default| { let len = default + 0.5 * tanh(default - (main * y)); let cotangent = len + 0.3 * cos(len); -(softplus(cotangent)) },
        }
        bijector sigmoid() {
            let isa = 1.91;
            let u = ((isa * -1.01) + isa);
            forward: |main| exp(main),
            inverse: |back| log(back),
        }
    }
}

mod seed_1000136 {
    flow_runtime::flow! {
        pub struct A<2, context = 1> {
            base: laplace(scale = learned),
            layers: [
                actnorm,
                gumbel_cdf,
                k,
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

mod seed_1000140 {
    flow_runtime::flow! {
        struct C<59> {
            base: student_t(degrees_of_freedom = 621434.62),
            layers: [
                leaky_relu,
                bool,
                sigmoid,
                logit,
                actnorm,
                householder,
                exp,
                bool,
            ],
        }
        bijector bool(err: unit, alpha: per_element(unit), x: vector, log: vector) {
            let flow = alpha;
            let weight = flow;
            forward: |exp| 1.0 * exp + sum(exp),
            invertible: assumed,
        }
        bijector exp(x: unit) {
            let z = square(x);
            let tanh = (exp(z) - (x * 1.1));
            forward: |alloc| alloc / (1.0 + x) + 0.66 * atanh(0.66 * tanh(alloc)),
        }
    }
}

mod seed_1000144 {
    flow_runtime::flow! {
        /// #![allow(warnings)]
        /// #![allow(warnings)]
        struct F<3> {
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
        pub struct P<2> {
            base: standard_uniform(location = learned),
            train: {objective: reverse_kl(target = "{ let r = norm(x); -0.5 * square((r - 2.0) / 0.4) }")},
        }
    }
}

mod seed_1000150 {
    flow_runtime::flow! {
        /// Letters: α, é, 数.
        pub struct S<2> {
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
        pub struct U<3, context = {size: 1, embedding: mlp(dropout = 0.5, hidden = [3, 3])}> {
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

mod seed_1000182 {
    flow_runtime::flow! {
        /// Letters: α, é, 数.
        pub(crate) struct Other<[1, 1, 1]> {
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

#[test]
fn all_of_them_compile() {}
