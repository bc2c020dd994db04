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
        pub(crate) struct ConditionalFlow<4> {
            base: laplace,
            layers: [
                exp,
                reverse,
                scale(bound = 1.0, scale = softplus),
                permute(seed = 0),
            ],
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
        pub(crate) struct Isa<2, context = 9> {
            layers: [
                actnorm,
                invert(layer = actnorm),
                shift,
            ],
            train: {data: {file: "a.npz:train", columns: {f32: count, auto: integer}, context: ["k", "ln", "raw", "alpha", "vec", "core", "x_cotangent", "uniform", "dispatch"]}},
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
        pub struct Option<[1, 4, 4], context = 1> {
            base: standard_logistic(scale = conditioned),
            layers: [
                reverse,
            ],
            train: {data_seed: 6, dtype: f32, early_stopping: {patience: 5}, validation: banana(rows = 1), steps: 1, batch_size: 3, clip_norm: 2.5, schedule: cosine(final_fraction = 0.0), objective: maximum_likelihood, data: two_moons(rows = 7, noise = 0.7)},
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
        pub struct None<2> {
            train: {data: {file: "a.parquet", columns: ["a b", "cut"], missing: drop}},
        }
    }
}

mod seed_1000023 {
    flow_runtime::flow! {
        /// Braces { } and [brackets](x) and `code`.
        pub struct Ok<2> {
            base: standard_uniform,
            layers: [
                reverse,
            ],
            train: {objective: maximum_likelihood, schedule: constant(warm_up = 1), clip_norm: 0.1, epochs: 1, early_stopping: {patience: 2}, dtype: f64},
        }
    }
}

mod seed_1000026 {
    flow_runtime::flow! {
        pub(crate) struct Vec<2> {
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
        pub(crate) struct Type<20> {
            base: laplace,
            layers: [
                radial,
            ],
            train: {objective: reverse_kl(target = "-sum(softplus(x) + softplus(-x))")},
        }
        bijector cotangent() {
            let layers = (square(0.0) - -1.65);
            let core = sin(sigmoid(layers));
            forward: |z| pi * z + core,
            inverse: |back| (back - core) / pi,
        }
        bijector quote(inverse: vector, x_row: vector, n: unit, chunk: vector, exp: vector) {
            forward: |rand| rand + exp * softplus(dot(exp, rand)),
        }
    }
}

mod seed_1000030 {
    flow_runtime::flow! {
        /// Quotes " and ' and a backslash \.
        struct Error<4> {
            base: student_t(degrees_of_freedom = 50343.71, scale = learned),
            layers: [
                nice(conditioner = mlp(activation = softplus, dropout = 0.0), couplings = 1),
                shift,
            ],
        }
    }
}

mod seed_1000032 {
    flow_runtime::flow! {
        /// Two interleaved half circles.
        pub struct Direction<3> {
            base: student_t(degrees_of_freedom = 762215.35),
            layers: [
                test,
                leaky_relu(slope = 0.01),
                reverse,
            ],
        }
        bijector union(drop: positive) {
            let log_abs_det_jacobian = sin(drop);
            forward: |z| exp(z),
            inverse: |back| log(back),
        }
        bijector k(dispatch: unit, state: vector, uniform: vector, new: vector) {
            let rand = dispatch;
            let offset = rand;
            forward: |i| 2.8 * i + sum(i),
            invertible: assumed,
        }
        bijector test(prepared: scalar, union: scalar) {
            forward: |z| log_add_exp(z, sin(0.27)) + exp(prepared) * z,
        }
    }
}

mod seed_1000040 {
    flow_runtime::flow! {
        /// Letters: α, é, 数.
        /// Two interleaved half circles.
        pub struct Parameter<11> {
            base: normal(covariance = full),
            layers: [
                tanh,
            ],
        }
    }
}

mod seed_1000045 {
    flow_runtime::flow! {
        /// Ends a comment */ and begins one /*.
        /// #![allow(warnings)]
        pub struct Reduction<5> {
            base: standard_uniform,
            layers: [
                logit,
            ],
        }
    }
}

mod seed_1000049 {
    flow_runtime::flow! {
        struct Chain<1> {
            base: cylindrical(angles = 1),
            layers: [
                circular_spline(bins = 2, min_height = 0.48),
            ],
        }
    }
}

mod seed_1000052 {
    flow_runtime::flow! {
        /// #![allow(warnings)]
        struct Lane<[1, 1, 1], context = 9> {
            base: cylindrical(angles = 1),
            train: {objective: reverse_kl(target = "sum(((((x[0] - x[0]) / x) * if x[0] <= (0.79 - x[0]) { x } else { x }) + ((x / x) / -softplus(-0.55)))) - square(x[0] - context[8])"), data: {file: "a.parquet", context: ["uniform", "nalgebra", "isa", "bias", "index", "ladj", "u8", "root", "i"]}},
        }
    }
}

mod seed_1000057 {
    flow_runtime::flow! {
        pub struct Tape<11, context = 1> {
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
        /// Two interleaved half circles.
        /// #![allow(warnings)]
        pub struct Prepared<49, context = {size: 1, embedding: mlp(activation = tanh, hidden = [1, 17])}> {
            base: laplace(location = conditioned, scale = learned),
            layers: [
                drop,
                log,
                shift,
                some,
            ],
        }
        bijector some(n: vector) {
            forward: |z| 0.12 * z + n,
        }
        bijector drop(min: unit, sample: unit) {
            let test = (abs(sample) * (-0.24 * sample));
            let f32 = (sigmoid(sample) + sample);
            forward: |z| exp(z),
            inverse: |back| log(back),
        }
    }
}

mod seed_1000065 {
    flow_runtime::flow! {
        pub struct Init<4> {
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
        pub(crate) struct Stairs<1> {
            layers: [
                exp,
                log,
            ],
            train: {data: {file: "rows.csv", rows: [7, 25]}},
        }
    }
}

mod seed_1000071 {
    flow_runtime::flow! {
        /// Quotes " and ' and a backslash \.
        pub struct Panels<2> {
            base: normal,
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
                power(exponent = 0.5),
            ],
            train: {data: two_moons(rows = 1, noise = 1.5, fresh = false), objective: maximum_likelihood, optimizer: adam(learning_rate = 1.5, beta2 = 0.0, epsilon = 0.5, weight_decay = 141074.72), schedule: constant(warm_up = 0), clip_norm: 2.5, batch_size: 6, epochs: 2, early_stopping: {patience: 4}, standardize: false, seed: 31, data_seed: 0},
        }
    }
}

mod seed_1000087 {
    flow_runtime::flow! {
        pub(crate) struct Repeat<3, context = 3> {
            base: cylindrical(angles = 1),
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
            ],
        }
    }
}

mod seed_1000098 {
    flow_runtime::flow! {
        pub struct Reparameterized<6, context = 4> {
            base: normal_mixture(components = 4),
            layers: [
                softplus,
                scale,
                log,
            ],
        }
        bijector root() {
            let cut = 0.73;
            forward: |z| { let x_cotangent = tanh(z); let state = x_cotangent + 0.77 * sqrt(square(x_cotangent) + 1.0); state + 0.5 * sigmoid(2.06 * state) },
        }
    }
}

mod seed_1000104 {
    flow_runtime::flow! {
        /// Two interleaved half circles.
        /// Two interleaved half circles.
        pub struct Distribution<10> {
            layers: [
                gumbel_cdf,
                permute(order = [1, 2, 8, 9, 5, 4, 3, 7, 0, 6]),
                reverse,
            ],
            train: {data: {file: "../a b.npy", columns: {base: integer, flow: integer, forward: integer, len: integer, none: integer, real: integer, tanh: integer, f32: integer, t: integer, flow_runtime: integer}, missing: refuse}, objective: maximum_likelihood, optimizer: adam(weight_decay = 0.0, epsilon = 0.7, beta2 = 0.999, learning_rate = 0.5), schedule: cosine(final_fraction = 0.0, warm_up = 0), batch_size: 5, epochs: 1, validation: 0.5, early_stopping: {patience: 10}, seed: 712},
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
        pub(crate) struct SMatrix<1, context = 1> {
            base: student_t(conditioner = mlp(hidden = [1]), scale = conditioned, degrees_of_freedom = 35813.99),
            layers: [
                gumbel_cdf,
                permute(order = [0]),
                invert(layer = gumbel_cdf),
            ],
            train: {data: {file: "../a b.npy", columns: {rand: unit}, context: ["log"], missing: refuse}},
        }
    }
}

mod seed_1000115 {
    flow_runtime::flow! {
        pub struct Const<8> {
            layers: [
                affine(scale = softplus, bound = 5.0),
                repeat(times = 1, layers = [tanh]),
                reverse,
                reverse,
                reverse,
            ],
            train: {seed: 517, early_stopping: {patience: 5}, batch_size: 1, schedule: constant(warm_up = 6)},
        }
    }
}

mod seed_1000120 {
    flow_runtime::flow! {
        pub struct Iterator<3> {
            base: normal,
            layers: [
                leaky_relu(slope = 1.0),
                maf(conditioner = made(hidden = [6, 4], activation = sigmoid, dropout = 0.0, residual = false), layers = 3),
                norm,
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
        pub struct From<3, context = 1> {
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
        pub struct Default<5> {
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

mod seed_1000131 {
    flow_runtime::flow! {
        /// Braces { } and [brackets](x) and `code`.
        pub struct Copy<[3, 2, 1]> {
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

mod seed_1000135 {
    flow_runtime::flow! {
        /// Ends a comment */ and begins one /*.
        struct Drop<1> {
            base: standard_logistic,
            layers: [
                scale(scale = exp),
            ],
            train: {objective: reverse_kl(target = "{ let r = norm(x); -0.5 * square((r - 2.0) / 0.4) }")},
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

mod seed_1000144 {
    flow_runtime::flow! {
        /// #![allow(warnings)]
        /// #![allow(warnings)]
        struct Sync<3> {
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
        struct Fn<9> {
            base: normal,
            layers: [
                forward_tape,
                pixels,
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
        pub struct FnOnce<2> {
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
        pub struct Ord<5> {
            base: standard_logistic,
            layers: [
                autoregressive(conditioner = made(hidden = [1, 1, 1], dropout = 0.0), order = descending, explicit = inverse),
                householder,
            ],
            train: {standardize: false, epochs: 5, batch_size: 1, optimizer: sgd(weight_decay = 922496.15, momentum = 0.5)},
        }
    }
}

mod seed_1000159 {
    flow_runtime::flow! {
        /// Two interleaved half circles.
        /// Two interleaved half circles.
        pub(crate) struct F32<5, context = 9> {
            layers: [
                exp,
                power(exponent = 0.5),
                scale(scale = sigmoid),
                invert(layer = reverse),
            ],
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

mod seed_1000162 {
    flow_runtime::flow! {
        struct B<1, context = {size: 1, embedding: mlp(activation = relu)}> {
            base: standard_logistic,
            layers: [
                exp,
            ],
            train: {objective: reverse_kl(target = "sum((log_add_exp((x + x[0]), softplus(x)) / if -x[0] <= -x { square(x) } else { sum(x) })) - square(x[0] - context[0])"), data: {file: "rows.csv", context: ["x_cotangent"]}},
        }
    }
}

mod seed_1000169 {
    flow_runtime::flow! {
        /// Letters: α, é, 数.
        pub(crate) struct D<2> {
            base: cylindrical(angles = 2),
        }
        bijector forward(n: per_element(scalar)) {
            let index = sigmoid(n);
            domain: unit,
            forward: |beta| { let dot = beta + 0.94 * beta * square(beta); if dot >= 0.0 { dot } else { softplus(n) * dot } },
        }
    }
}

mod seed_1000172 {
    flow_runtime::flow! {
        /// Two interleaved half circles.
        struct I<2> {
            base: cylindrical(angles = 2),
        }
        bijector min() {
            forward: |nalgebra| nalgebra.tanh() + 0.5 * nalgebra,
        }
        bijector x_row(tables: positive, test: vector) {
            let rand = exp(tables);
            let root = exp((1.98 * 1.18));
            forward: |vjp| exp(vjp),
            inverse: |back| log(back),
        }
        bijector vjp(f64: unit, x_row: unit, usize: unit) {
            domain: real,
            forward: |uniform| uniform / 0.92 + 0.73 * atanh(0.73 * tanh(uniform)),
        }
    }
}

mod seed_1000174 {
    flow_runtime::flow! {
        pub(crate) struct R<6, context = 3> {
            base: inverse_cdf(quantile = permute(order = [0, 3, 5, 2, 1, 4])),
            layers: [
                reverse,
            ],
        }
    }
}

mod seed_1000176 {
    flow_runtime::flow! {
        pub(crate) struct T<2, context = 2> {
            base: normal,
            layers: [
                radial,
                lower_triangular(unit = true, bias = false),
            ],
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

mod seed_1000330 {
    flow_runtime::flow! {
        struct Other<4> {
            base: cylindrical(angles = 2),
            layers: [
                circular_coupling(angles = 2, split = halves, transformer = gate(bias = -10.0), conditioner = mlp(dropout = 0.1, activation = softplus)),
            ],
        }
    }
}

mod seed_1000689 {
    flow_runtime::flow! {
        /// #![allow(warnings)]
        /// #![allow(warnings)]
        pub struct Other<12, context = 3> {
            layers: [
                scale_tril,
                affine,
                nsf(steps = 4, bins = 2, hidden = [], activation = tanh),
            ],
        }
        bijector none(real: vector) {
            let weight = (sin(-1.78) * abs(-1.41));
            let std = sin(weight);
            forward: |chunk| if chunk < 0.0 { 1.32 * chunk } else { chunk },
            inverse: |back| if back < 0.0 { back / 1.32 } else { back },
        }
    }
}

mod seed_1054654 {
    flow_runtime::flow! {
        /// Ends a comment */ and begins one /*.
        pub struct Other<[1, 4, 4]> {
            base: normal,
            layers: [
                real_nvp(conditioner = residual_conv(hidden = 3), transformer = affine),
                affine(bound = 1.0),
                invert(layer = shift),
            ],
        }
    }
}

#[test]
fn all_of_them_compile() {}
