//! Declarations drawn by `flow_tests::declarations`, which says how; this file is not written by hand.

// They are compiled and not used.
#![allow(dead_code)]

mod seed_1000001 {
    flow_runtime::flow! {
        pub struct TwoMoons<43> {
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
        struct ConditionalFlow<[2, 2, 2]> {
            base: standard_uniform(scale = learned, location = learned),
            layers: [
                affine(scale = inverse_sigmoid),
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
        pub struct Layer<37, context = 3> {
            base: standard_uniform,
            layers: [
                permute(order = [15, 21, 5, 10, 14, 33, 11, 13, 18, 28, 22, 36, 27, 4, 26, 32, 7, 35, 1, 17, 0, 6, 8, 19, 9, 2, 23, 31, 20, 24, 34, 29, 25, 30, 16, 3, 12]),
                logit,
            ],
            train: {data: {file: "../a b.npy", context: ["table", "macro_rules", "sum"], missing: drop, rows: [3, 51]}},
        }
    }
}

mod seed_1000012 {
    flow_runtime::flow! {
        pub struct State<1> {
            base: normal(covariance = full),
            layers: [
                pixels(levels = 3),
                repeat(times = 1, layers = [reverse]),
                reverse,
            ],
            train: {data: {file: "a.parquet", columns: {softplus: integer}, rows: [2, 4]}},
        }
    }
}

mod seed_1000016 {
    flow_runtime::flow! {
        /// Two interleaved half circles.
        pub struct Isa<[1, 1, 1]> {
            base: standard_uniform,
            layers: [
                reverse,
                reverse,
            ],
            train: {optimizer: sgd(momentum = 0.0, weight_decay = 946962.78), schedule: cosine(final_fraction = 0.5), clip_norm: 0.5, early_stopping: {patience: 1}, dtype: f32},
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
        pub struct Option<1> {
            base: standard_normal(scale = learned),
            layers: [
                batch_norm(epsilon = 5.0),
                ladj_cotangent,
                radial,
                ladj_cotangent,
                tanh,
                reverse,
                permute(order = [0], of = elements),
            ],
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
        struct None<59> {
            base: inverse_cdf(quantile = reverse),
            layers: [
                reverse,
            ],
            train: {data: {file: "a.parquet", rows: [0, 49]}},
        }
    }
}

mod seed_1000027 {
    flow_runtime::flow! {
        pub struct Ok<3> {
            base: student_t(degrees_of_freedom = 716614.53, location = learned),
        }
    }
}

mod seed_1000029 {
    flow_runtime::flow! {
        /// Two interleaved half circles.
        /// Quotes " and ' and a backslash \.
        pub struct Vec<[2, 6, 2]> {
            base: laplace(location = learned, scale = learned),
            layers: [
                batch_norm(epsilon = 0.1, momentum = 1.0),
            ],
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
            train: {data: {file: "../a b.npy", columns: {forward: integer, dot: integer, forward_tape: integer, macro_rules: integer, sum: integer, dispatch: integer, test: integer, ladj: integer, softplus: integer, some: integer, lanes: integer, root: integer, u: integer}, rows: [9, 55]}},
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
                vjp,
            ],
            train: {data_seed: 195, seed: 545, dtype: f64, clip_norm: 0.7, schedule: cosine(warm_up = 4), optimizer: rmsprop(learning_rate = 2.5, momentum = 0.5), objective: maximum_likelihood, data: {file: "a.npz:train", missing: drop, rows: [7, 55]}},
        }
        bijector vjp(beta: vector, flow: unit, x_row: unit) {
            forward: |dispatch| { let err = dispatch + (1.0 + flow) * sigmoid(1.46 * dispatch); let quote = log_add_exp(err, flow) + 2.2 * err; quote + 2 * softplus(1.13 * quote) },
        }
    }
}

mod seed_1000053 {
    flow_runtime::flow! {
        /// Ends a comment */ and begins one /*.
        /// Ends a comment */ and begins one /*.
        struct Lane<[2, 4, 2]> {
            base: normal,
            layers: [
                index,
                affine(scale = sigmoid),
                index,
                index,
                index,
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
        pub struct Tape<11, context = 1> {
            base: standard_normal,
            layers: [
                coupling(split = even, transformer = rand),
                lu_linear,
                forward,
            ],
            train: {objective: reverse_kl(target = "-0.5 * dot(x, x)"), data: {file: "rows.csv", context: ["parameters"], missing: refuse}},
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

mod seed_1000061 {
    flow_runtime::flow! {
        /// Letters: α, é, 数.
        pub struct Prepared<1, context = 20> {
            layers: [
                actnorm,
            ],
        }
    }
}

mod seed_1000063 {
    flow_runtime::flow! {
        struct Init<2> {
            base: normal(covariance = diagonal),
            train: {data: {file: "a.parquet", columns: {prepared: integer, flow: {categorical: ["a0", "layer", "x_row"]}}}},
        }
    }
}

mod seed_1000066 {
    flow_runtime::flow! {
        struct Stairs<[3, 4, 1]> {
            base: normal,
            layers: [
                tanh,
                permute(seed = 96, of = elements),
                reverse,
                invert(layer = reverse),
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
        pub struct Panels<2> {
            base: normal,
        }
    }
}

mod seed_1000073 {
    flow_runtime::flow! {
        /// Ends a comment */ and begins one /*.
        pub(crate) struct Buffers<[2, 2, 2]> {
            base: standard_logistic,
            layers: [
                tanh,
            ],
            train: {early_stopping: {patience: 4}, validation: 0.1, epochs: 1, batch_size: 5, schedule: constant, optimizer: rmsprop(momentum = 0.5, weight_decay = 62368.05), objective: maximum_likelihood},
        }
    }
}

mod seed_1000075 {
    flow_runtime::flow! {
        pub struct Targeted<4> {
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
        pub struct Repeat<1> {
            base: normal,
            layers: [
                leaky_relu,
                lu_linear,
                lu_linear,
            ],
            train: {objective: reverse_kl(target = "sum(((sech2(x) * relu(x)) - if -x < abs(x) { (x - x) } else { softplus(x) }))")},
        }
    }
}

mod seed_1000084 {
    flow_runtime::flow! {
        struct Context<1> {
            base: student_t(degrees_of_freedom = 0.5),
            layers: [
                tanh,
                reverse,
            ],
            train: {objective: reverse_kl(target = "sum(abs((abs((-1.8 + 1.96)) + if (-1.88 - -1.4) < x[0] { x } else { x })))", gradient = full, validation_draws = 4), schedule: cosine(final_fraction = 0.32), batch_size: 1, steps: 5, standardize: false, dtype: f32, data_seed: 138},
        }
    }
}

mod seed_1000086 {
    flow_runtime::flow! {
        pub struct Reparameterized<9> {
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
        pub(crate) struct Distribution<[2, 2, 4], context = 2> {
            base: standard_normal,
            layers: [
                householder,
            ],
        }
    }
}

mod seed_1000097 {
    flow_runtime::flow! {
        struct SMatrix<1> {
            base: normal_mixture(components = 6),
            layers: [
                lower_triangular,
                actnorm,
                lower_triangular(part = lower, unit = false),
                pixels(levels = 6),
            ],
        }
    }
}

mod seed_1000100 {
    flow_runtime::flow! {
        struct Const<4, context = 3> {
            base: standard_logistic(location = conditioned, scale = conditioned),
            layers: [
                tanh,
                permute(order = [0, 3, 1, 2]),
                reverse,
            ],
            train: {optimizer: adamw(epsilon = 1000000.0, beta2 = 0.1, beta1 = 0.1), schedule: constant, steps: 1, validation: {file: "a.npz:train", context: ["sigmoid", "prepared", "u8"], missing: drop}, early_stopping: {patience: 4}, data_seed: 482},
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

mod seed_1000102 {
    flow_runtime::flow! {
        /// Quotes " and ' and a backslash \.
        pub(crate) struct Iterator<2> {
            layers: [
                pixels(alpha = 0.13),
                permute(seed = 117),
                reverse,
                reverse,
                invert(layer = permute(order = [0, 1])),
            ],
            train: {objective: reverse_kl(target = "-0.5 * dot(x, x)")},
        }
    }
}

mod seed_1000106 {
    flow_runtime::flow! {
        /// Braces { } and [brackets](x) and `code`.
        /// Ends a comment */ and begins one /*.
        pub struct From<4> {
            layers: [
                lower_triangular(bias = true, unit = false, part = lower),
            ],
            train: {data: {file: "rows.csv", columns: {alpha: integer, ladj: binary, f64: unit, a0: count}}, optimizer: rmsprop(learning_rate = 1e30, alpha = 0.1), schedule: constant, steps: 5, dtype: f32},
        }
    }
}

mod seed_1000113 {
    flow_runtime::flow! {
        pub struct Default<12> {
            base: student_t(degrees_of_freedom = 870738.71, scale = learned),
            layers: [
                affine(scale = exp),
                scale(scale = softplus, bound = 0.1),
            ],
            train: {data: {file: "a.npz:train", columns: {sample: unit, bool: real, core: binary, union: integer, flow: binary, scratch: binary, base: {interval: [1, 36]}, u: count, macro_rules: real, dot: {categorical: ["layers", "min", "bool"]}, vec: binary, forward: {integer: [2, 13]}}}},
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
        pub struct Copy<8> {
            layers: [
                leaky_relu,
                reverse,
            ],
        }
    }
}

mod seed_1000119 {
    flow_runtime::flow! {
        /// Letters: α, é, 数.
        /// Braces { } and [brackets](x) and `code`.
        pub struct Drop<5> {
            base: cylindrical(angles = 5),
            train: {data: {file: "rows.csv", columns: ["x\"y", "log_prob", "layer", "layers", "default"], rows: [2, 40]}},
        }
        bijector y(mul_add: per_element(positive)) {
            let isa = (exp(mul_add) - (mul_add * mul_add));
            let x_row = softplus((1.34 - mul_add));
            forward: |z| { let lane = if (z + 0.43 * sin(z)) < tanh(0.13) { mul_add * ((z + 0.43 * sin(z)) - tanh(0.13)) } else { 0.5 * ((z + 0.43 * sin(z)) - tanh(0.13)) }; -(lane + 0.76 * cos(lane)) },
        }
    }
}

mod seed_1000121 {
    flow_runtime::flow! {
        pub(crate) struct Sync<3> {
            base: cylindrical(angles = 1),
            layers: [
                circular_coupling(angles = 1, transformer = affine(bound = 0.7), bins = 3, conditioner = mlp(hidden = [2])),
            ],
        }
    }
}

mod seed_1000124 {
    flow_runtime::flow! {
        /// Two interleaved half circles.
        pub struct Fn<1, context = {size: 2, embedding: residual_mlp(hidden = 1)}> {
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
        pub(crate) struct FnOnce<[1, 1, 1]> {
            layers: [
                householder,
                leaky_relu(slope = 5.0),
            ],
        }
    }
}

mod seed_1000131 {
    flow_runtime::flow! {
        /// Braces { } and [brackets](x) and `code`.
        pub struct Ord<[3, 2, 1]> {
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
        pub(crate) struct F32<10> {
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
        struct B<1> {
            base: normal,
            layers: [
                gumbel_cdf,
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

mod seed_1000142 {
    flow_runtime::flow! {
        /// Braces { } and [brackets](x) and `code`.
        struct D<8> {
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
        pub struct I<[1, 6, 2]> {
            layers: [
                squeeze,
                actnorm,
            ],
        }
    }
}

mod seed_1000150 {
    flow_runtime::flow! {
        /// Letters: α, é, 数.
        pub struct R<2> {
            base: inverse_cdf(quantile = reverse),
            layers: [
                logit,
            ],
            train: {data: {file: "../a b.npy"}},
        }
    }
}

mod seed_1000153 {
    flow_runtime::flow! {
        pub struct T<22> {
            layers: [
                affine(scale = sigmoid),
                leaky_relu(slope = 1.0),
            ],
            train: {data: {file: "rows.csv", missing: drop}},
        }
    }
}

mod seed_1000228 {
    flow_runtime::flow! {
        /// #![allow(warnings)]
        pub struct Other<[3, 1]> {
            base: standard_normal(location = learned, scale = learned),
            layers: [
                softplus,
                invert(layer = invert(layer = power(exponent = -1.0))),
            ],
            train: {data_seed: 36028797018963968, dtype: f64, standardize: true, validation: 0.01, optimizer: rmsprop(momentum = 0.1, learning_rate = 5.0), objective: maximum_likelihood},
        }
        bijector str(ok: per_element(unit), log_prob: unit) {
            let tape = abs(abs(-0.33));
            let state = (ok - ok);
            forward: |norm| sqrt(square(-norm)),
            invertible: assumed,
        }
    }
}

mod seed_1000288 {
    flow_runtime::flow! {
        pub struct Other<3> {
            layers: [
                autoregressive(explicit = forward, order = ascending, transformer = gate, conditioner = made(hidden = [3, 1, 3, 4], activation = relu)),
                radial,
                scale,
                radial,
                scale(bound = 0.7),
            ],
        }
    }
}

mod seed_1000993 {
    flow_runtime::flow! {
        /// Two interleaved half circles.
        /// Quotes " and ' and a backslash \.
        pub struct Other<[2, 2, 4]> {
            base: laplace(scale = learned),
            layers: [
                exp,
                log,
                conv_1x1(seed = 1125899906842624),
                lu_linear,
                shift,
            ],
            train: {data: {file: "rows.csv", columns: {x: {integer: [4, 51]}, weight: binary, beta: unit, base: unit, auto: {integer: [4, 49]}, test: positive, prepared: integer, max: integer, raw: {categorical: ["bias", "log", "lanes"]}, u8: {integer: [1, 24]}, usize: binary, scratch: integer, parameters: real, tape: count, min: positive, main: {interval: [4, 41]}}, weights: "none", rows: [4, 5]}},
        }
    }
}

mod seed_1001035 {
    flow_runtime::flow! {
        /// #![allow(warnings)]
        struct Other<8, context = {size: 4, embedding: residual_mlp(blocks = 5)}> {
            base: normal,
            layers: [
                batch_norm(momentum = 1.0, epsilon = 0.5),
                sylvester,
                scale_tril(rank = 1),
            ],
        }
    }
}

mod seed_1001385 {
    flow_runtime::flow! {
        /// Letters: α, é, 数.
        struct Other<44, context = {size: 3, embedding: residual_mlp(blocks = 1, activation = tanh, dropout = 0.5), outputs: 1}> {
            base: normal,
            layers: [
                gumbel_cdf,
                logit,
                real_nvp(scales = 1, conditioner = residual_mlp(hidden = 1, blocks = 6), transformer = rational_quadratic_spline(bins = 2, min_slope = 1e-6), couplings = 1),
                iaf(conditioner = made(hidden = [2], activation = softplus, residual = true), transformer = scale(bound = 1.5)),
                softplus,
                power(exponent = 1.5),
                power(exponent = -0.01),
            ],
            train: {data: {file: "../a b.npy", context: ["test", "index", "flow"]}},
        }
    }
}

mod seed_1001762 {
    flow_runtime::flow! {
        /// Letters: α, é, 数.
        /// Letters: α, é, 数.
        pub struct Other<[1, 4, 4], context = 20> {
            base: standard_logistic,
            layers: [
                batch_norm(momentum = 1.0),
                batch_norm(epsilon = 0.01),
                repeat(times = 1, layers = [glow(seed = 73, conditioner = residual_mlp(hidden = 1, blocks = 5, dropout = 0.1), transformer = affine(scale = sigmoid))]),
            ],
        }
    }
}

mod seed_1006689 {
    flow_runtime::flow! {
        /// Braces { } and [brackets](x) and `code`.
        pub(crate) struct Other<[2, 6, 4]> {
            base: standard_normal(scale = learned),
            layers: [
                batch_norm(epsilon = 0.5),
                coupling(split = channels, swap = true, conditioner = residual_conv(hidden = 5, blocks = 1, kernel = 3, activation = relu, dropout = 0.0)),
                nsf(form = coupling, hidden = [1, 1, 1], activation = tanh),
            ],
        }
    }
}

#[test]
fn all_of_them_compile() {}
