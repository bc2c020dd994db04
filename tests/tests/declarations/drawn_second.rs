//! Declarations drawn by `flow_tests::declarations`, which says how; this file is not written by hand.

// They are compiled and not used.
#![allow(dead_code)]

mod seed_1000001 {
    flow_runtime::flow! {
        pub struct Flow<43> {
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
        struct Box<[2, 2, 2]> {
            base: standard_uniform(scale = learned, location = learned),
            layers: [
                affine(scale = sigmoid),
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
        pub struct Real<37, context = 3> {
            base: standard_uniform,
            layers: [
                logit,
                affine(scale = softplus, bound = 1.5),
            ],
            train: {data: {file: "a.parquet", context: ["flow", "alpha", "row"], weights: "drop"}},
        }
    }
}

mod seed_1000012 {
    flow_runtime::flow! {
        pub struct Program<1> {
            base: normal(covariance = full),
            layers: [
                softplus,
                log,
                planar,
                shift,
            ],
        }
    }
}

mod seed_1000016 {
    flow_runtime::flow! {
        /// Two interleaved half circles.
        pub struct Description<[1, 1, 1]> {
            base: standard_uniform,
            layers: [
                logit,
                softplus,
                log,
            ],
            train: {data: {file: "a.npz:train", columns: {prepared: integer}}},
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

mod seed_1000021 {
    flow_runtime::flow! {
        pub struct Some<1> {
            base: standard_normal(scale = learned),
            layers: [
                actnorm,
                ladj_cotangent,
                leaky_relu,
                gumbel_cdf,
                invert(layer = reverse),
                logit,
                ladj_cotangent,
                gumbel_cdf,
            ],
            train: {data: {file: "rows.csv", columns: ["é"], missing: drop, rows: [5, 28]}},
        }
        bijector ladj_cotangent(scratch: unit, ok: per_element(scalar)) {
            forward: |z| 0.5 * (exp(z) - exp(-z)),
            inverse: |back| log(back + sqrt(square(back) + 1.0)),
        }
    }
}

mod seed_1000024 {
    flow_runtime::flow! {
        /// Ends a comment */ and begins one /*.
        /// #![allow(warnings)]
        struct Result<59> {
            base: normal(covariance = diagonal),
            layers: [
                affine(bound = 5.0),
            ],
        }
    }
}

mod seed_1000027 {
    flow_runtime::flow! {
        pub struct Err<3> {
            base: student_t(degrees_of_freedom = 716614.53, location = learned),
        }
    }
}

mod seed_1000029 {
    flow_runtime::flow! {
        /// Two interleaved half circles.
        /// Quotes " and ' and a backslash \.
        pub struct String<[2, 6, 2]> {
            base: laplace(location = learned, scale = learned),
            layers: [
                actnorm,
            ],
            train: {data: {file: "rows.csv"}},
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
                invert(layer = reverse),
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
                exp,
                log,
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

mod seed_1000053 {
    flow_runtime::flow! {
        /// Ends a comment */ and begins one /*.
        /// Ends a comment */ and begins one /*.
        struct Tile<[2, 4, 2]> {
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
        pub struct Lanes<11, context = 1> {
            base: standard_normal,
            layers: [
                batch_norm,
                sigmoid,
                reverse,
                logit,
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
        struct Scratch<[1, 1, 1]> {
            base: normal,
            train: {objective: reverse_kl(target = "if x[0] < 0.0 { -square(x[0]) } else { -2.0 * square(x[0]) - square(x[0]) }")},
        }
    }
}

mod seed_1000066 {
    flow_runtime::flow! {
        struct Layout<[3, 4, 1]> {
            base: normal,
            layers: [
                tanh,
                repeat(layers = [reverse, invert(layer = permute(seed = 8589934592))], times = 4),
                repeat(times = 1, layers = [reverse]),
                invert(layer = reverse),
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
        pub struct Degrees<2> {
            base: normal,
        }
    }
}

mod seed_1000074 {
    flow_runtime::flow! {
        /// #![allow(warnings)]
        /// Letters: α, é, 数.
        pub(crate) struct Mask<6> {
            base: normal(covariance = full),
            layers: [
                sylvester(rank = 1),
            ],
            train: {data: banana(fresh = false), objective: maximum_likelihood, optimizer: adamw(learning_rate = 1.0, weight_decay = 0.0), schedule: cosine(warm_up = 33), batch_size: 7, early_stopping: {patience: 9}},
        }
    }
}

mod seed_1000077 {
    flow_runtime::flow! {
        pub(crate) struct Buffer<22> {
            base: student_t(scale = learned, degrees_of_freedom = 723706.81),
            layers: [
                radial,
            ],
        }
    }
}

mod seed_1000081 {
    flow_runtime::flow! {
        /// Letters: α, é, 数.
        /// Quotes " and ' and a backslash \.
        pub struct Target<1> {
            base: standard_uniform(location = learned),
            layers: [
                reverse,
                lower_triangular(part = upper),
                tanh,
                reverse,
            ],
        }
    }
}

mod seed_1000085 {
    flow_runtime::flow! {
        /// Two interleaved half circles.
        /// Ends a comment */ and begins one /*.
        struct Standardize<56> {
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
        pub(crate) struct Base<4, context = 3> {
            base: cylindrical(angles = 2),
        }
    }
}

mod seed_1000091 {
    flow_runtime::flow! {
        /// Braces { } and [brackets](x) and `code`.
        pub(crate) struct Embedding<8> {
            base: normal_mixture(components = 2),
            layers: [
                invert(layer = log),
                permute(of = elements, seed = 33),
                permute(seed = 0),
                scale(bound = 2.5),
            ],
        }
    }
}

mod seed_1000098 {
    flow_runtime::flow! {
        pub struct Differentiable<6, context = 4> {
            base: normal_mixture(components = 4),
            layers: [
                softplus,
                scale,
                permute(order = [5, 4, 2, 0, 1, 3]),
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
        pub struct SVector<1, context = 9> {
            base: normal_mixture(components = 2),
        }
    }
}

mod seed_1000107 {
    flow_runtime::flow! {
        pub(crate) struct OMatrix<8, context = {size: 1, embedding: residual_mlp(blocks = 1, dropout = 0.5), outputs: 8}> {
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
        pub struct Dyn<2, context = 9> {
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
        pub struct IntoIterator<8> {
            layers: [
                leaky_relu,
                sylvester,
            ],
        }
    }
}

mod seed_1000121 {
    flow_runtime::flow! {
        pub(crate) struct Into<3> {
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
        pub struct Clone<4, context = 1> {
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
        pub struct Debug<20> {
            base: normal_mixture(components = 3),
            layers: [
                exp,
                permute(seed = 0),
                log,
            ],
            train: {standardize: false, early_stopping: {patience: 9}, validation: 0.01, batch_size: 100, clip_norm: 2.5, schedule: cosine(warm_up = 3, final_fraction = 0.0), optimizer: adam(learning_rate = 0.1, weight_decay = 0.0), objective: maximum_likelihood, data: {file: "a.parquet", columns: {none: positive, usize: positive, y: positive, norm: positive, f32: positive, context: positive, base: positive, new: positive, prepared: positive, nalgebra: positive, uniform: positive, core: positive, z: positive, z_row: positive, sigmoid: positive, forward: positive, auto: positive, min: positive, row: positive, some: positive}}},
        }
        bijector norm(nalgebra: vector, forward_tape: positive, t: vector, index: vector) {
            let usize = softplus(sin(-1.36));
            forward: |cut| 1.0 * cut + sum(cut),
        }
    }
}

mod seed_1000131 {
    flow_runtime::flow! {
        /// Braces { } and [brackets](x) and `code`.
        pub struct Send<[3, 2, 1]> {
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
        pub(crate) struct Sized<10> {
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
        struct FnMut<1> {
            base: normal,
            layers: [
                reverse,
            ],
            train: {data: {file: "rows.csv", columns: {new: {interval: [2, 28]}}, missing: refuse}},
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

mod seed_1000140 {
    flow_runtime::flow! {
        pub struct Eq<[2, 4, 4]> {
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
        struct Usize<3> {
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
        struct A<9> {
            base: normal,
            layers: [
                forward_tape,
                pixels,
                reverse,
                reverse,
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
        pub struct C<2> {
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
        pub struct F<14> {
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
        struct P<[1, 1, 1]> {
            layers: [
                shift,
            ],
        }
    }
}

mod seed_1000162 {
    flow_runtime::flow! {
        struct S<1, context = {size: 1, embedding: mlp(activation = relu)}> {
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
        pub struct U<11, context = 9> {
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

mod seed_1000264 {
    flow_runtime::flow! {
        /// Letters: α, é, 数.
        struct Other<8, context = {size: 4, embedding: residual_mlp(activation = softplus, blocks = 5, hidden = 1), outputs: 1}> {
            base: laplace(scale = conditioned),
            layers: [
                invert(layer = scale_tril),
                maf(conditioner = made(dropout = 0.5, activation = relu, hidden = [1, 1])),
                coupling(conditioner = mlp(hidden = [3, 3, 3], activation = sigmoid), transformer = affine, swap = false),
                invert(layer = coupling(swap = true, transformer = affine(bound = 1.5), conditioner = mlp(hidden = [1, 4, 33, 1], activation = tanh))),
                tanh,
                reverse,
                reverse,
                reverse,
            ],
        }
    }
}

mod seed_1000524 {
    flow_runtime::flow! {
        /// Ends a comment */ and begins one /*.
        /// Ends a comment */ and begins one /*.
        pub struct Other<[1, 4, 4], context = 1> {
            base: normal(covariance = diagonal),
            layers: [
                squeeze,
                tanh,
                reverse,
                reverse,
                reverse,
            ],
            train: {data: {file: "../a b.npy", columns: ["Self", "k", "u8", "ladj_cotangent", "u", "carve", "x", "sigmoid", "x_row", "some", "uniform", "raw", "cotangent", "ln", "base", "rows"], context: ["sum"], rows: [6, 47]}},
        }
        bijector isa(f64: vector) {
            let none = exp(sigmoid(0.49));
            forward: |core| core + f64 * sigmoid(dot(f64, core)),
        }
    }
}

mod seed_1000580 {
    flow_runtime::flow! {
        /// Quotes " and ' and a backslash \.
        /// Quotes " and ' and a backslash \.
        pub struct Other<[2, 4, 1]> {
            base: normal(covariance = full),
            layers: [
                invert(layer = sylvester),
                nsf(steps = 2, bins = 4, bound = 2.5, hidden = [1, 3, 2]),
                planar,
                scale_tril,
                shift,
            ],
            train: {objective: reverse_kl(target = "sum(-square(square(x)) + 2.0 * square(x))")},
        }
    }
}

mod seed_1004929 {
    flow_runtime::flow! {
        /// Braces { } and [brackets](x) and `code`.
        struct Other<[1, 4, 4]> {
            base: normal(covariance = full),
            layers: [
                real_nvp(couplings = 2, transformer = scale(scale = sigmoid), conditioner = residual_conv(hidden = 3, blocks = 2, kernel = 3, activation = sigmoid, dropout = 0.5)),
                leaky_relu(slope = 0.7),
                z,
                tanh,
                reverse,
            ],
            train: {data: {file: "../a b.npy", columns: ["0", "z", "root", "weight", "flow_runtime", "f32", "len", "u8", "flow", "bias", "z_row", "std", "dispatch", "index", "tape", "macro_rules"]}},
        }
        bijector beta(tanh: scalar, state: per_element(scalar)) {
            forward: |bias| { let y = bias / 0.8 + 0.6 * atanh(0.6 * tanh(bias)); let exp = if y < tanh { 0.37 * (y - tanh) } else { 1.03 * (y - tanh) }; log_add_exp(exp, tanh) + (square(tanh) + 0.5) * exp },
        }
        bijector z(cotangent: per_element(positive), layer: scalar, char: vector) {
            let flow_runtime = cotangent;
            let x = layer;
            forward: |z| softplus(layer) * z + char,
        }
    }
}

#[test]
fn all_of_them_compile() {}
