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
                reverse,
            ],
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
                permute(order = [0]),
                reverse,
            ],
            train: {data: {file: "a.npz:train", columns: {macro_rules: integer}}},
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

mod seed_1000031 {
    flow_runtime::flow! {
        /// Quotes " and ' and a backslash \.
        pub struct String<52> {
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
        pub struct Selfish<[1, 6, 4]> {
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
        pub(crate) struct Sampler<11> {
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
        pub struct Kind<13> {
            base: standard_uniform,
            layers: [
                logit,
            ],
        }
    }
}

mod seed_1000049 {
    flow_runtime::flow! {
        struct Parameters<1> {
            base: cylindrical(angles = 1),
            layers: [
                circular_spline(bins = 2, min_height = 0.48),
            ],
        }
    }
}

mod seed_1000051 {
    flow_runtime::flow! {
        pub(crate) struct Segment<[1, 2, 4]> {
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
        pub struct Tile<3> {
            base: normal_mixture(components = 2),
        }
    }
}

mod seed_1000060 {
    flow_runtime::flow! {
        /// Quotes " and ' and a backslash \.
        pub(crate) struct Lanes<52> {
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
        struct Scratch<2> {
            base: normal(covariance = diagonal),
            train: {data: {file: "a.parquet", columns: {prepared: integer, flow: {categorical: ["a0", "layer", "x_row"]}}}},
        }
    }
}

mod seed_1000068 {
    flow_runtime::flow! {
        /// Braces { } and [brackets](x) and `code`.
        pub(crate) struct Layout<1> {
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
        pub(crate) struct Degrees<[2, 2, 2]> {
            base: standard_logistic,
            layers: [
                softplus,
            ],
            train: {early_stopping: {patience: 4}, validation: 0.1, epochs: 1, batch_size: 5, schedule: constant, optimizer: rmsprop(momentum = 0.5, weight_decay = 62368.05), objective: maximum_likelihood},
        }
    }
}

mod seed_1000077 {
    flow_runtime::flow! {
        pub(crate) struct Mask<22> {
            base: student_t(scale = learned, degrees_of_freedom = 723706.81),
            layers: [
                radial,
            ],
        }
    }
}

mod seed_1000084 {
    flow_runtime::flow! {
        struct Buffer<1> {
            base: student_t(degrees_of_freedom = 0.5),
            layers: [
                softplus,
                power(exponent = 0.5),
            ],
            train: {data: two_moons(rows = 1, noise = 1.5, fresh = false), objective: maximum_likelihood, optimizer: adam(learning_rate = 1.5, beta2 = 0.0, epsilon = 0.5, weight_decay = 141074.72), schedule: constant(warm_up = 0), clip_norm: 2.5, batch_size: 6, epochs: 2, early_stopping: {patience: 4}, standardize: false, seed: 31, data_seed: 0},
        }
    }
}

mod seed_1000086 {
    flow_runtime::flow! {
        pub struct Target<9> {
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
        pub(crate) struct Standardize<[2, 2, 4], context = 2> {
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
        pub(crate) struct Base<1> {
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
        struct Embedding<4, context = 3> {
            base: standard_logistic(location = conditioned, scale = conditioned),
            layers: [
                tanh,
                reverse,
            ],
            train: {data: {file: "../a b.npy", context: ["sample", "char", "layer"], weights: "lane"}},
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
        pub struct Differentiable<10> {
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
        pub(crate) struct SVector<1, context = 1> {
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
        pub struct OMatrix<8> {
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
        pub struct Dyn<3> {
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

mod seed_1000122 {
    flow_runtime::flow! {
        /// Two interleaved half circles.
        /// Braces { } and [brackets](x) and `code`.
        struct IntoIterator<4> {
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
        pub struct Into<1, context = {size: 2, embedding: residual_mlp(hidden = 1)}> {
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
        pub(crate) struct Clone<[1, 1, 1]> {
            layers: [
                radial,
                invert(layer = batch_norm),
            ],
            train: {data: {file: "a.npz:train", columns: {base: integer}, rows: [7, 21]}},
        }
    }
}

mod seed_1000131 {
    flow_runtime::flow! {
        /// Braces { } and [brackets](x) and `code`.
        pub struct Debug<[3, 2, 1]> {
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
        pub(crate) struct Send<10> {
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
        struct Sized<1> {
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

mod seed_1000142 {
    flow_runtime::flow! {
        /// Braces { } and [brackets](x) and `code`.
        struct FnMut<8> {
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
        pub struct Eq<[1, 6, 2]> {
            layers: [
                permute(seed = 575),
                scale(scale = sigmoid),
            ],
            train: {standardize: false, early_stopping: {patience: 5}, steps: 7, schedule: constant, optimizer: adam(beta1 = 0.1, beta2 = 0.0, epsilon = 0.01, weight_decay = 41906.41)},
        }
    }
}

mod seed_1000148 {
    flow_runtime::flow! {
        /// Braces { } and [brackets](x) and `code`.
        pub struct Usize<3> {
            base: standard_uniform(location = learned),
            train: {objective: reverse_kl(target = "{ let r = norm(x); -0.5 * square((r - 2.0) / 0.4) }")},
        }
    }
}

mod seed_1000151 {
    flow_runtime::flow! {
        /// Two interleaved half circles.
        pub(crate) struct A<2> {
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
        pub struct C<6> {
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
        pub(crate) struct F<1> {
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
        pub struct P<[1, 1]> {
            base: standard_logistic(location = learned),
            layers: [
                lu_linear,
                sigmoid,
                repeat(times = 1, layers = [reverse, permute(seed = 18446744073709551615), permute(seed = 0)]),
                logit,
                planar,
            ],
            train: {objective: reverse_kl(target = "sum(-square(square(x)) + 2.0 * square(x))")},
        }
    }
}

mod seed_1000169 {
    flow_runtime::flow! {
        /// Letters: α, é, 数.
        pub(crate) struct S<2> {
            base: normal_mixture,
            layers: [
                affine,
                lower_triangular(part = lower, bias = true),
            ],
            train: {data: {file: "a.npz:train", columns: {quote: unit, i: unit}, missing: drop}},
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
        struct U<2> {
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

mod seed_1000309 {
    flow_runtime::flow! {
        /// Quotes " and ' and a backslash \.
        pub struct Other<5> {
            base: normal_mixture(components = 6),
            layers: [
                coupling(swap = false, conditioner = residual_mlp(dropout = 0.0, blocks = 1)),
                planar,
            ],
            train: {data: {file: "rows.csv", columns: {sample: positive, some: count, cut: positive, sigmoid: positive, parameters: count}}, objective: maximum_likelihood, schedule: constant, clip_norm: 1.5, steps: 2},
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

mod seed_1000624 {
    flow_runtime::flow! {
        /// Quotes " and ' and a backslash \.
        /// Braces { } and [brackets](x) and `code`.
        pub(crate) struct Other<59> {
            layers: [
                nsf(form = coupling, steps = 6, bins = 3, hidden = [64], activation = tanh),
                radial,
            ],
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
            train: {objective: reverse_kl(target = "-0.5 * dot(x, x)")},
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
