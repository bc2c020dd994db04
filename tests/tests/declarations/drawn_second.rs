//! Declarations drawn by `flow_tests::declarations`, which says how; this file is not written by hand.

// They are compiled and not used.
#![allow(dead_code)]

mod seed_1000001 {
    flow_runtime::flow! {
        pub struct Flow<9> {
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
        pub struct Box<[1, 1, 1]> {
            layers: [
                leaky_relu,
            ],
            train: {objective: reverse_kl(target = "log_add_exp(-0.5 * square(x[0] - 2.0), -0.5 * square(x[0] + 2.0)) - dot(x, x)")},
        }
    }
}

mod seed_1000010 {
    flow_runtime::flow! {
        pub struct Real<8, context = 3> {
            base: standard_uniform,
            layers: [
                reverse,
            ],
            train: {data: banana(fresh = false), optimizer: rmsprop(momentum = 0.1, weight_decay = 870010.39), schedule: cosine(warm_up = 17), epochs: 4, data_seed: 18446744073709551615},
        }
    }
}

mod seed_1000015 {
    flow_runtime::flow! {
        /// Quotes " and ' and a backslash \.
        /// #![allow(warnings)]
        pub(crate) struct Program<2, context = 9> {
            layers: [
                conditional(transformer = scale(scale = exp), conditioner = residual_mlp),
                invert(layer = actnorm),
                affine(bound = 0.1, scale = softplus),
            ],
            train: {data: {file: "a.npz:train", columns: {norm: {interval: [3, 14]}, x_cotangent: unit}, context: ["softplus", "state", "table", "nalgebra", "sigmoid", "cotangent", "i", "f64", "rand"]}},
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
                repeat(times = 1, layers = [logit]),
                sigmoid,
                reverse,
            ],
            train: {objective: maximum_likelihood, optimizer: sgd(learning_rate = 0.1, momentum = 0.1), batch_size: 3, validation: 0.01, dtype: f32, data_seed: 386},
        }
    }
}

mod seed_1000025 {
    flow_runtime::flow! {
        /// #![allow(warnings)]
        /// Letters: α, é, 数.
        pub struct Result<1> {
            base: normal,
            layers: [
                softplus,
                power(exponent = -1.5),
                power(exponent = 5.0),
                power(exponent = -5.0),
                power(exponent = -1.0),
                reverse,
                scale(bound = 1.5),
                log,
            ],
            train: {seed: 432, dtype: f32, early_stopping: {patience: 5}, clip_norm: 2.5, data: two_moons},
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
        pub struct Err<2> {
            base: student_t(degrees_of_freedom = 716614.53, location = learned),
        }
    }
}

mod seed_1000029 {
    flow_runtime::flow! {
        struct String<[1, 4, 4]> {
            base: standard_normal(scale = learned),
            layers: [
                radial,
                tanh,
                reverse,
                reverse,
            ],
            train: {optimizer: rmsprop(learning_rate = 0.5, alpha = 0.999, epsilon = 0.7, momentum = 0.0, weight_decay = 0.0), schedule: constant, clip_norm: 2.5, steps: 2, dtype: f32, seed: 0, data_seed: 900},
        }
        bijector vjp() {
            let u8 = abs(-1.39);
            let nalgebra = u8;
            domain: real,
            forward: |z| { let f64 = z + pi * sigmoid(pi * z); let flow = if f64 >= 0.0 { f64 } else { 2.74 * f64 }; exp(flow) - exp(-flow) },
        }
        bijector cut(log_abs_det_jacobian: vector, t: positive, table: vector) {
            let drop = t;
            let beta = tanh(softplus(t));
            forward: |z| { let rand = table + (softplus(dot(table, table)) - 1.0 - dot(table, table)) * table / dot(table, table); z + rand * tanh(dot(table, z) + abs(1.3)) },
        }
        bijector scratch(ok: unit) {
            let real = ok;
            forward: |z| exp(z) - exp(-z),
        }
    }
}

mod seed_1000031 {
    flow_runtime::flow! {
        /// Quotes " and ' and a backslash \.
        pub struct Selfish<10> {
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

mod seed_1000037 {
    flow_runtime::flow! {
        /// Braces { } and [brackets](x) and `code`.
        /// Braces { } and [brackets](x) and `code`.
        pub struct Sampler<12, context = {size: 2, embedding: mlp(hidden = [7])}> {
            base: standard_normal,
            layers: [
                sigmoid,
            ],
            train: {objective: reverse_kl(target = "sum(log_add_exp(-expm1(x), sum(abs(exp(-0.37))))) - square(x[0] - context[1])"), data: {file: "../a b.npy", context: ["vec", "row"], missing: refuse}},
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
            train: {data: {file: "rows.csv", columns: ["T", "tape", "layer", "lane", "x_cotangent", "forward", "ln", "alpha", "x_row", "y"], rows: [0, 13]}, optimizer: adam(learning_rate = 1.0, beta1 = 0.999, weight_decay = 717538.79), standardize: robust, dtype: f64},
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
            train: {data: {file: "a.parquet", columns: {prepared: integer, flow: {categorical: ["a0", "layer", "x_row"]}}}},
        }
    }
}

mod seed_1000066 {
    flow_runtime::flow! {
        struct Layout<[3, 4, 1]> {
            base: normal,
            layers: [
                tanh,
                reverse,
                reverse,
                permute(seed = 284),
                reverse,
                reverse,
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

mod seed_1000073 {
    flow_runtime::flow! {
        /// Letters: α, é, 数.
        pub struct Mask<55> {
            base: normal,
            layers: [
                default,
                reverse,
                sigmoid,
            ],
            train: {data: {file: "rows.csv"}},
        }
        bijector default(sigmoid: positive) {
            let core = sigmoid;
            forward: |z| 0.5 * (exp(z) - exp(-z)),
            inverse: |back| log(back + sqrt(square(back) + 1.0)),
        }
    }
}

mod seed_1000080 {
    flow_runtime::flow! {
        /// Quotes " and ' and a backslash \.
        pub struct Buffer<1> {
            base: normal,
            layers: [
                batch_norm,
                lower_triangular(bias = true, unit = true, part = upper),
                affine(scale = exp),
            ],
        }
    }
}

mod seed_1000084 {
    flow_runtime::flow! {
        struct Target<1> {
            base: student_t(degrees_of_freedom = 0.5),
            layers: [
                softplus,
                log,
            ],
        }
    }
}

mod seed_1000088 {
    flow_runtime::flow! {
        /// Letters: α, é, 数.
        pub(crate) struct Standardize<7, context = 3> {
            base: inverse_cdf(quantile = permute(order = [2, 0, 5, 6, 3, 4, 1])),
            layers: [
                reverse,
                reverse,
                reverse,
                reverse,
            ],
        }
    }
}

mod seed_1000091 {
    flow_runtime::flow! {
        /// Braces { } and [brackets](x) and `code`.
        pub(crate) struct Base<8> {
            base: normal_mixture(components = 2),
            layers: [
                invert(layer = log),
                permute(seed = 33),
                reverse,
                power(exponent = -0.01),
            ],
            train: {standardize: true, batch_size: 1, schedule: cosine, objective: maximum_likelihood},
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
            ],
            train: {optimizer: adamw(beta2 = 0.1), schedule: cosine(warm_up = 0), clip_norm: 5.0, early_stopping: {patience: 10}, dtype: f32, data_seed: 663},
        }
    }
}

mod seed_1000097 {
    flow_runtime::flow! {
        struct Differentiable<1> {
            base: normal_mixture(components = 6),
            layers: [
                actnorm,
                scale(scale = sigmoid, bound = 1.0),
                exp,
                log,
            ],
        }
    }
}

mod seed_1000100 {
    flow_runtime::flow! {
        struct SVector<3, context = 3> {
            base: laplace(location = learned),
            layers: [
                coupling,
                i,
                z,
                z,
            ],
            train: {data: {file: "a.npz:train", columns: {new: {integer: [1, 48]}, weight: real, f64: positive}, context: ["tanh", "pi", "core"]}},
        }
        bijector i(uniform: vector, real: per_element(unit), vjp: unit) {
            forward: |alloc| alloc + 0.1 * uniform * dot(uniform, alloc),
        }
        bijector z() {
            let ladj = -1.38;
            let x_cotangent = ladj;
            forward: |drop| [drop[2], drop[1], drop[0] * exp(x_cotangent * drop[2]) + drop[2]],
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

mod seed_1000106 {
    flow_runtime::flow! {
        /// Braces { } and [brackets](x) and `code`.
        /// Ends a comment */ and begins one /*.
        pub struct Dyn<4> {
            layers: [
                actnorm,
            ],
            train: {data: {file: "a.parquet", columns: ["0", "carve", "vec", "str"]}},
        }
    }
}

mod seed_1000110 {
    flow_runtime::flow! {
        pub(crate) struct IntoIterator<[1, 1, 1]> {
            base: normal_mixture(components = 5),
            layers: [
                repeat(layers = [reverse, carve], times = 1),
            ],
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

mod seed_1000118 {
    flow_runtime::flow! {
        /// #![allow(warnings)]
        /// Ends a comment */ and begins one /*.
        pub struct Clone<70> {
            base: student_t(scale = learned, degrees_of_freedom = 797058.3),
            layers: [
                iaf(conditioner = made(dropout = 0.0, hidden = [7]), transformer = affine(scale = sigmoid)),
                lu_linear,
                leaky_relu,
            ],
        }
    }
}

mod seed_1000120 {
    flow_runtime::flow! {
        pub struct Debug<3> {
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

mod seed_1000124 {
    flow_runtime::flow! {
        /// Two interleaved half circles.
        pub struct Send<1, context = {size: 2, embedding: mlp(dropout = 0.999, activation = sigmoid, hidden = []), outputs: 8}> {
            base: standard_logistic(scale = conditioned, conditioner = residual_mlp(hidden = 1, activation = relu, dropout = 0.1)),
            layers: [
                exp,
                scale(bound = 5.0),
            ],
            train: {data: {file: "rows.csv", columns: {prepared: integer}, context: ["log", "union"]}},
        }
        bijector str() {
            let bias = -0.8;
            let forward = bias;
            forward: |z| { let test = (z + 0.27 * sin(z) * sech2(z)) + 2 * softplus(0.5 * (z + 0.27 * sin(z) * sech2(z))); test / 2.08 + 0.49 * atanh(0.49 * tanh(test)) },
        }
        bijector flow_runtime() {
            forward: |z| [if 1.0 < 0.0 { z[0] } else { z[0] * (1.0 + square(1.0)) }],
        }
        bijector log(prepared: unit, n: per_element(scalar)) {
            let k = n;
            let drop = k;
            forward: |x_row| [if 1.0 < 0.0 { x_row[0] } else { x_row[0] * (1.0 + square(1.0)) }],
            invertible: assumed,
        }
    }
}

mod seed_1000129 {
    flow_runtime::flow! {
        pub struct Sized<1> {
            base: student_t(degrees_of_freedom = 915176.1),
            layers: [
                reverse,
                planar,
                householder,
                sigmoid,
                sigmoid,
                actnorm,
                actnorm,
                reverse,
            ],
        }
        bijector char(sum: per_element(positive), offset: vector) {
            domain: unit,
            forward: |cotangent| if cotangent < sin(1.01) { 2 * (cotangent - sin(1.01)) } else { 0.5 * (cotangent - sin(1.01)) },
        }
        bijector sigmoid(log: vector) {
            let auto = abs(-0.34);
            forward: |main| { let str = exp(main) - exp(-main); 1.0 * str + auto },
        }
    }
}

mod seed_1000131 {
    flow_runtime::flow! {
        /// Braces { } and [brackets](x) and `code`.
        pub struct FnMut<[3, 2, 1]> {
            layers: [
                scale,
                iaf(conditioner = made(dropout = 0.1, hidden = [3]), transformer = scale(scale = exp)),
                vec,
            ],
            train: {dtype: f64, standardize: true, early_stopping: {patience: 2}, batch_size: 64, schedule: constant(warm_up = 4), optimizer: sgd(nesterov = false), objective: maximum_likelihood},
        }
        bijector z(u: vector, context: per_element(scalar)) {
            let macro_rules = context;
            let tables = exp((macro_rules - 1.47));
            forward: |isa| { let log_prob = isa + 0.57 * sqrt(square(isa) + 1.0); log_prob + 0.22 * relu(log_prob - square(0.97)) },
        }
        bijector vec(default: unit) {
            let rows = default;
            forward: |uniform| -sigmoid(if exp(default) < tanh(default) { uniform } else { uniform }),
            invertible: assumed,
        }
    }
}

mod seed_1000133 {
    flow_runtime::flow! {
        pub(crate) struct Eq<10> {
            base: normal,
            layers: [
                mul_add,
            ],
            train: {objective: maximum_likelihood, optimizer: adamw(learning_rate = 1.0, beta1 = 0.5, beta2 = 0.1), schedule: constant, epochs: 1, early_stopping: {patience: 7}, standardize: true, seed: 787, data_seed: 500},
        }
        bijector mul_add(lane: unit, main: positive) {
            let y = main;
            let log = y;
            forward: |default| { let len = default + 0.5 * tanh(default - (main * y)); let cotangent = len + 0.3 * cos(len); -(softplus(cotangent)) },
        }
        bijector nalgebra(dispatch: scalar, f32: scalar, ladj: scalar) {
            domain: unit,
            forward: |z| (z + pi * z * square(z)) + 0.22 * sin((z + pi * z * square(z))) * sech2((z + pi * z * square(z))),
        }
    }
}

mod seed_1000135 {
    flow_runtime::flow! {
        /// Ends a comment */ and begins one /*.
        struct Usize<1> {
            base: standard_uniform(scale = learned),
            layers: [
                sigmoid,
                repeat(times = 1, layers = [logit]),
                lu_linear,
                affine,
                char,
            ],
        }
        bijector sample() {
            let real = ((0.97 * 0.7) * sin(0.31));
            let cut = real;
            forward: |alloc| { let norm = alloc + 0.17 * sigmoid(2.76 * alloc); let log_prob = log_add_exp(norm, cut) + pi * norm; 1.51 * log_prob + cut },
        }
        bijector f32() {
            let char = -0.65;
            let real = char;
            forward: |z| [z[0] + 0.5 * relu(z[0] - real) + 1.0],
        }
        bijector char(layers: positive, auto: unit, main: vector) {
            let z = layers;
            let none = layers;
            forward: |some| (((some + some) * (sigmoid(layers) - some)) * tanh(exp(some))),
            invertible: assumed,
        }
    }
}

mod seed_1000137 {
    flow_runtime::flow! {
        /// Braces { } and [brackets](x) and `code`.
        /// Letters: α, é, 数.
        struct A<2> {
            layers: [
                reverse,
                lower_triangular(unit = true),
                radial,
                shift,
            ],
            train: {data: {file: "a.parquet", columns: {t: real, bool: {interval: [4, 23]}}}},
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

mod seed_1000143 {
    flow_runtime::flow! {
        /// Quotes " and ' and a backslash \.
        pub struct C<2> {
            base: normal,
            layers: [
                exp,
                power(exponent = -0.5),
                power(exponent = 1.0),
                scale(scale = sigmoid),
            ],
        }
    }
}

mod seed_1000146 {
    flow_runtime::flow! {
        struct F<9> {
            base: normal,
            layers: [
                forward_tape,
                exp,
                permute(order = [6, 1, 5, 8, 7, 3, 0, 4, 2]),
                power(exponent = 0.7),
                power(exponent = -0.1),
                reverse,
                reverse,
                power(exponent = -5.0),
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

mod seed_1000150 {
    flow_runtime::flow! {
        /// Letters: α, é, 数.
        pub struct P<2> {
            base: inverse_cdf(quantile = reverse),
            layers: [
                logit,
            ],
            train: {data: {file: "../a b.npy"}},
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
            train: {data: {file: "../a b.npy", columns: ["é", "min", "root"], context: ["tape"], weights: "pi", missing: drop, rows: [1, 19]}, optimizer: adam(weight_decay = 320127.23, learning_rate = 0.01), batch_size: 4, validation: banana, standardize: robust, data_seed: 260},
        }
        bijector lane() {
            forward: |norm| exp(norm),
            inverse: |back| log(back),
        }
    }
}

mod seed_1000159 {
    flow_runtime::flow! {
        /// Two interleaved half circles.
        /// Two interleaved half circles.
        pub(crate) struct U<5, context = 9> {
            layers: [
                scale(bound = 2.5, scale = softplus),
                affine,
                supports(positive = [3, 4, 2, 0, 1]),
            ],
            train: {objective: reverse_kl(target = "sum(-sin(sum(x[0])))"), data: {file: "a.npz:train", context: ["tables", "table", "u", "quote", "dot", "ladj", "auto", "weight", "x_row"]}},
        }
        bijector softplus() {
            let carve = -0.2;
            let drop = carve;
            forward: |z| { let bool = z + 0.87 * relu(z - (drop + drop)); exp(bool) },
        }
        bijector tanh(alloc: vector, x_row: per_element(unit), y: scalar) {
            let ok = x_row;
            let mul_add = x_row;
            forward: |z| if z >= 0.0 { z } else { 0.8 * z },
        }
    }
}

mod seed_1000186 {
    flow_runtime::flow! {
        /// Two interleaved half circles.
        /// Two interleaved half circles.
        struct Other<1> {
            layers: [
                scale_tril,
                actnorm,
                rational_quadratic_spline(bins = 2, min_slope = 1e-6),
                planar,
            ],
        }
    }
}

mod seed_1000222 {
    flow_runtime::flow! {
        /// Two interleaved half circles.
        struct Other<8> {
            base: standard_normal,
            layers: [
                nsf(bins = 3, activation = softplus, seed = 140737488355328),
                nsf(bins = 6, bound = 0.5, hidden = [1], dropout = 0.0, seed = 692),
                invert(layer = sylvester(rank = 1)),
                supports(positive = [5, 6, 4, 0, 7]),
            ],
        }
        bijector nalgebra(chunk: unit) {
            let ladj_cotangent = softplus((-1.82 - -0.23));
            domain: real,
            forward: |a0| { let auto = a0.tanh() + 0.5 * a0; if auto < ladj_cotangent { 0.5 * (auto - ladj_cotangent) } else { (1.0 + chunk) * (auto - ladj_cotangent) } },
        }
    }
}

#[test]
fn all_of_them_compile() {}
