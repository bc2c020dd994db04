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
            ],
            train: {data: banana(fresh = false), objective: maximum_likelihood, optimizer: rmsprop(learning_rate = 1.0, alpha = 0.1, epsilon = 0.1, weight_decay = 512869.49), schedule: cosine, clip_norm: 1.0, batch_size: 3, validation: {file: "a.npz:train", columns: {layer: integer, x: positive}}, standardize: true},
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
                reverse,
                logit,
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

mod seed_1000034 {
    flow_runtime::flow! {
        /// Two interleaved half circles.
        /// Ends a comment */ and begins one /*.
        struct Type<[3, 1]> {
            base: inverse_cdf(quantile = reverse),
            layers: [
                invert(layer = reverse),
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
                exp,
                log,
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

mod seed_1000053 {
    flow_runtime::flow! {
        /// Ends a comment */ and begins one /*.
        /// Ends a comment */ and begins one /*.
        struct Chain<[2, 4, 2]> {
            base: normal,
            layers: [
                index,
                autoregressive(explicit = inverse, transformer = additive, conditioner = made(hidden = [4], activation = relu, dropout = 0.999, residual = true)),
                index,
                index,
                invert(layer = index),
            ],
        }
        bijector index(u: per_element(positive), lane: vector, none: vector) {
            let log = softplus((u - u));
            let f64 = (square(-1.16) * log);
            forward: |z_row| 0.5 * (exp(z_row) - exp(-z_row)),
            inverse: |back| log(back + sqrt(square(back) + 1.0)),
        }
    }
}

mod seed_1000057 {
    flow_runtime::flow! {
        pub struct Lane<11, context = 1> {
            base: standard_normal,
            layers: [
                batch_norm,
                sigmoid,
                reverse,
                invert(layer = reverse),
            ],
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

mod seed_1000062 {
    flow_runtime::flow! {
        /// Letters: α, é, 数.
        struct Tape<[1, 1, 1]> {
            base: normal,
            train: {objective: reverse_kl(target = "if x[0] < 0.0 { -square(x[0]) } else { -2.0 * square(x[0]) - square(x[0]) }")},
        }
    }
}

mod seed_1000066 {
    flow_runtime::flow! {
        struct Prepared<[3, 4, 1]> {
            base: normal,
            layers: [
                tanh,
                repeat(times = 4, layers = [reverse, invert(layer = permute(seed = 8589934592))]),
                reverse,
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

mod seed_1000071 {
    flow_runtime::flow! {
        /// Quotes " and ' and a backslash \.
        pub struct Init<2> {
            base: normal,
        }
    }
}

mod seed_1000074 {
    flow_runtime::flow! {
        /// #![allow(warnings)]
        /// Letters: α, é, 数.
        pub(crate) struct Stairs<6> {
            base: normal(covariance = full),
            layers: [
                sylvester(rank = 1),
            ],
            train: {data: banana(fresh = false), objective: maximum_likelihood, optimizer: adamw(learning_rate = 1.0, weight_decay = 0.0), schedule: cosine(warm_up = 33), batch_size: 7, early_stopping: {patience: 9}},
        }
    }
}

mod seed_1000080 {
    flow_runtime::flow! {
        /// Quotes " and ' and a backslash \.
        pub struct Panels<1> {
            base: normal,
            layers: [
                supports(positive = [0]),
            ],
            train: {objective: reverse_kl(target = "log_add_exp(-0.5 * square(x[0] - 2.0), -0.5 * square(x[0] + 2.0)) - dot(x, x)")},
        }
    }
}

mod seed_1000085 {
    flow_runtime::flow! {
        /// Two interleaved half circles.
        /// Ends a comment */ and begins one /*.
        struct Buffers<56> {
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
        pub(crate) struct Targeted<4, context = 3> {
            base: cylindrical(angles = 2),
        }
    }
}

mod seed_1000091 {
    flow_runtime::flow! {
        /// Braces { } and [brackets](x) and `code`.
        pub(crate) struct Repeat<8> {
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

mod seed_1000098 {
    flow_runtime::flow! {
        pub struct Context<6, context = 4> {
            base: normal_mixture(components = 4),
            layers: [
                softplus,
                scale,
                reverse,
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
        pub struct Reparameterized<1, context = 9> {
            base: normal_mixture(components = 2),
        }
    }
}

mod seed_1000107 {
    flow_runtime::flow! {
        pub(crate) struct Distribution<8, context = {size: 1, embedding: residual_mlp(blocks = 1, dropout = 0.5), outputs: 8}> {
            base: normal(covariance = diagonal),
            layers: [
                batch_norm,
                real_nvp(conditioner = residual_mlp(dropout = 0.999), transformer = additive),
            ],
            train: {data: {file: "a.npz:train", columns: {usize: positive, a0: positive, ok: positive, pi: positive, z_row: positive, layer: positive, n: positive, rows: positive}, context: ["t"], missing: drop, rows: [9, 25]}, objective: maximum_likelihood, optimizer: rmsprop(epsilon = 0.5, momentum = 0.0, weight_decay = 217299.6), schedule: constant, standardize: false, seed: 962},
        }
        bijector sum() {
            let weight = -0.75;
            let default = tanh((0.61 + weight));
            forward: |z| { let context = 0.5 * z * z * z + pi * z; if context < default { 1.0 * (context - default) } else { 2 * (context - default) } },
        }
        bijector sigmoid(norm: unit, rows: scalar, sin: per_element(scalar)) {
            let drop = sin;
            let str = (rows * (sin + rows));
            forward: |z| -(z + exp(rows) * softplus(0.75 * z)),
        }
        bijector f32(dot: vector) {
            forward: |rand| square((-rand * softplus(1.75))),
            invertible: assumed,
        }
    }
}

mod seed_1000112 {
    flow_runtime::flow! {
        /// Two interleaved half circles.
        /// Two interleaved half circles.
        pub struct SMatrix<2, context = 9> {
            base: laplace(scale = conditioned, conditioner = mlp(hidden = [5, 5, 5, 5])),
            layers: [
                iaf(conditioner = made(hidden = [6, 5, 3, 1]), transformer = affine(bound = 0.1), layers = 6),
            ],
        }
        bijector std(log_abs_det_jacobian: per_element(scalar)) {
            let t = log_abs_det_jacobian;
            let x_row = sigmoid(log_abs_det_jacobian);
            domain: unit,
            forward: |u| (u + 0.24 * sin(u)).tanh() + 0.79 * (u + 0.24 * sin(u)),
        }
        bijector quote(some: vector, cotangent: positive) {
            let dot = (softplus(cotangent) * exp(cotangent));
            let real = cotangent;
            forward: |k| k + 0.48 * relu(k - exp(dot)),
        }
        bijector none(exp: per_element(scalar), alpha: per_element(unit), f64: per_element(scalar)) {
            forward: |offset| if (if offset < exp { offset } else { (-1.17 + exp) } / -offset) < log1p(sech2(offset)) { (if offset <= (f64 - alpha) { offset } else { offset } * (offset * exp)) } else { (sigmoid(offset) * abs(offset)) },
            invertible: assumed,
        }
    }
}

mod seed_1000116 {
    flow_runtime::flow! {
        /// Letters: α, é, 数.
        pub struct Const<8> {
            layers: [
                leaky_relu,
                sylvester,
            ],
        }
    }
}

mod seed_1000121 {
    flow_runtime::flow! {
        pub(crate) struct Iterator<3> {
            base: cylindrical(angles = 1),
            layers: [
                circular_coupling(angles = 1, transformer = affine(bound = 0.7), bins = 3, conditioner = mlp(hidden = [2])),
            ],
        }
    }
}

mod seed_1000123 {
    flow_runtime::flow! {
        /// Quotes " and ' and a backslash \.
        /// Two interleaved half circles.
        pub struct From<4, context = 1> {
            base: standard_uniform,
            layers: [
                logit,
                softplus,
                log,
                leaky_relu,
            ],
        }
    }
}

mod seed_1000126 {
    flow_runtime::flow! {
        /// #![allow(warnings)]
        /// #![allow(warnings)]
        pub struct Default<20> {
            base: normal_mixture(components = 3),
            layers: [
                exp,
                permute(seed = 0),
                reverse,
            ],
        }
        bijector norm(nalgebra: vector, forward_tape: positive, t: vector, index: vector) {
            let usize = softplus(sin(-1.36));
            forward: |cut| 1.0 * cut + sum(cut),
        }
    }
}

mod seed_1000129 {
    flow_runtime::flow! {
        pub struct Copy<1> {
            base: student_t(degrees_of_freedom = 915176.1),
            layers: [
                planar,
                actnorm,
                supports(unit = [0]),
            ],
            train: {data: {file: "rows.csv", columns: ["Voltage"], weights: "usize"}},
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

mod seed_1000132 {
    flow_runtime::flow! {
        pub(crate) struct Drop<[2, 6, 2]> {
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
        pub(crate) struct Sync<[1, 1, 1]> {
            base: normal_mixture,
            layers: [
                householder,
                lu_linear,
            ],
        }
    }
}

mod seed_1000140 {
    flow_runtime::flow! {
        pub struct Fn<[2, 4, 4]> {
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
        struct FnOnce<3> {
            layers: [
                householder,
                some,
                leaky_relu(slope = 0.5),
                actnorm,
            ],
            train: {data: {file: "../a b.npy", columns: {nalgebra: unit, exp: unit, isa: unit}}},
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
        struct Ord<9> {
            base: normal,
            layers: [
                forward_tape,
                pixels,
                reverse,
                reverse,
                invert(layer = repeat(times = 1, layers = [permute(seed = 227)])),
            ],
            train: {objective: reverse_kl(target = "-sum(softplus(x) + softplus(-x))")},
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
        pub struct F32<2> {
            base: inverse_cdf(quantile = reverse),
            layers: [
                logit,
            ],
            train: {data: {file: "../a b.npy"}},
        }
    }
}

mod seed_1000156 {
    flow_runtime::flow! {
        /// Ends a comment */ and begins one /*.
        /// Braces { } and [brackets](x) and `code`.
        pub struct B<14> {
            base: standard_logistic,
            layers: [
                autoregressive(conditioner = made(hidden = [1, 1, 1], dropout = 0.0), order = descending, explicit = inverse),
                tanh,
            ],
            train: {data: {file: "a.parquet"}},
        }
    }
}

mod seed_1000159 {
    flow_runtime::flow! {
        /// Letters: α, é, 数.
        /// Two interleaved half circles.
        struct D<[1, 1, 1]> {
            layers: [
                shift,
            ],
        }
    }
}

mod seed_1000162 {
    flow_runtime::flow! {
        struct I<1, context = {size: 1, embedding: mlp(activation = relu)}> {
            base: standard_logistic,
            layers: [
                exp,
            ],
            train: {objective: reverse_kl(target = "sum((log_add_exp((x + x[0]), softplus(x)) / if -x[0] <= -x { square(x) } else { sum(x) })) - square(x[0] - context[0])"), data: {file: "rows.csv", context: ["x_cotangent"]}},
        }
    }
}

mod seed_1000168 {
    flow_runtime::flow! {
        pub struct R<11, context = 9> {
            layers: [
                abs,
                radial,
                lanes,
            ],
        }
        bijector abs(forward_tape: unit, mul_add: vector, u: per_element(scalar)) {
            let sin = sin((-1.72 - u));
            forward: |z| { let norm = z + exp(u) * sigmoid(softplus(u) * z); let real = exp(u) * norm + softplus(1.1); if real >= 0.0 { real } else { (1.0 + forward_tape) * real } },
        }
        bijector lanes() {
            let sum = (1.31 + sigmoid(1.41));
            forward: |z| { let table = 2.1 * z + abs(sum); expm1(table) },
        }
    }
}

mod seed_1000171 {
    flow_runtime::flow! {
        /// #![allow(warnings)]
        pub struct T<10> {
            layers: [
                pixels,
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

mod seed_1000184 {
    flow_runtime::flow! {
        struct Other<2> {
            base: standard_normal,
            layers: [
                softplus,
                log,
                min,
                iaf(transformer = rational_quadratic_spline(bins = 5, bound = 0.7, min_height = 0.19), conditioner = made(dropout = 0.999, hidden = [17, 17])),
            ],
        }
        bijector min(char: vector, sigmoid: unit, alloc: scalar, sample: vector, f64: vector) {
            let prepared = sigmoid;
            forward: |x_cotangent| { let nalgebra = norm(x_cotangent - sample); x_cotangent + 1.6 / (1.6 + nalgebra) * (x_cotangent - sample) },
            invertible: assumed,
        }
        bijector n() {
            forward: |z| softplus(if if exp(0.26) > z { (1.2 - 1.77) } else { z } <= (z * z) { if square(1.01) <= -0.68 { z } else { square(0.4) } } else { (-1.24 / z) }),
            invertible: assumed,
        }
        bijector cotangent() {
            let log_abs_det_jacobian = (0.49 + softplus(1.02));
            forward: |root| { let bool = root + 0.73 * cos(root); let test = bool + pi * softplus(2.1 * bool); -(if test >= 0.0 { test } else { 1.4 * test }) },
        }
    }
}

mod seed_1000414 {
    flow_runtime::flow! {
        pub struct Other<1, context = 20> {
            base: standard_normal(scale = conditioned, conditioner = residual_mlp(activation = tanh)),
            layers: [
                sigmoid,
                permute(seed = 947),
                logit,
                softplus,
                log,
                conditional(transformer = gate, conditioner = residual_mlp),
                iaf(conditioner = made(hidden = [], activation = softplus, residual = true), transformer = gate(bias = -7.88)),
                tanh,
            ],
            train: {objective: reverse_kl(target = "sum(((-x / softplus(square(1.87))) * -if (x[0] + x[0]) <= sigmoid(0.81) { x } else { x[0] })) - square(x[0] - context[19])"), data: {file: "rows.csv", context: ["bias", "parameters", "rows", "min", "scratch", "nalgebra", "tanh", "std", "tables", "tape", "offset", "rand", "i", "index", "f64", "prepared", "row", "abs", "pi", "main"], rows: [9, 27]}},
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
