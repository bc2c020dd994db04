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
                gumbel_cdf,
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
                permute(order = [4, 6, 5, 7, 3, 0, 2, 1]),
                repeat(times = 1, layers = [invert(layer = reverse), reverse, reverse]),
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
                affine(bound = 0.01),
            ],
        }
    }
}

mod seed_1000016 {
    flow_runtime::flow! {
        pub struct Description<9> {
            base: standard_uniform,
            layers: [
                logit,
                softplus,
                log,
            ],
            train: {data: {file: "a.npz:train", columns: {prepared: integer, vjp: positive, main: integer, u8: {categorical: ["main", "log_prob", "z_row"]}, softplus: count, z_row: integer, sigmoid: {categorical: ["log", "alloc", "str"]}, ladj_cotangent: {categorical: ["pi", "auto", "x"]}, sample: positive}}},
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
        struct Some<[1, 4, 4]> {
            base: normal(covariance = diagonal),
            layers: [
                lu_linear,
                affine(bound = 2.5, scale = exp),
                shift,
            ],
            train: {epochs: 1, batch_size: 1, clip_norm: 0.1, schedule: cosine(final_fraction = 1.0), optimizer: adam(epsilon = 1.0, weight_decay = 783596.28), objective: maximum_likelihood, data: {file: "a.parquet", columns: {log_abs_det_jacobian: {integer: [1, 37]}, char: integer, auto: {integer: [2, 36]}, ok: positive, z: unit, union: unit, i: positive, bias: integer, layers: real, offset: binary, sigmoid: positive, drop: positive, new: positive, carve: {integer: [4, 27]}, dispatch: real, t: {categorical: ["forward", "lane", "f32"]}}}},
        }
    }
}

mod seed_1000021 {
    flow_runtime::flow! {
        pub struct Result<1> {
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
        struct Err<11> {
            base: normal(covariance = diagonal),
            layers: [
                affine(bound = 5.0),
            ],
        }
    }
}

mod seed_1000027 {
    flow_runtime::flow! {
        pub struct String<2> {
            base: student_t(degrees_of_freedom = 716614.53, location = learned),
        }
    }
}

mod seed_1000029 {
    flow_runtime::flow! {
        struct Selfish<[1, 4, 4]> {
            base: standard_normal(scale = learned),
            layers: [
                householder,
                gumbel_cdf,
                squeeze,
            ],
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
        pub struct Sampler<10> {
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

mod seed_1000034 {
    flow_runtime::flow! {
        /// #![allow(warnings)]
        pub struct Kind<57> {
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

mod seed_1000043 {
    flow_runtime::flow! {
        /// #![allow(warnings)]
        pub(crate) struct Parameters<3, context = 1> {
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

mod seed_1000050 {
    flow_runtime::flow! {
        /// #![allow(warnings)]
        /// Quotes " and ' and a backslash \.
        pub struct Tile<[2, 2, 1], context = 2> {
            base: normal_mixture,
            train: {data: {file: "a.parquet", context: ["tape", "x_row"]}},
        }
    }
}

mod seed_1000055 {
    flow_runtime::flow! {
        pub struct Lanes<2> {
            base: normal_mixture(components = 2),
        }
    }
}

mod seed_1000060 {
    flow_runtime::flow! {
        /// Quotes " and ' and a backslash \.
        pub(crate) struct Scratch<10> {
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
        struct Layout<2> {
            base: normal(covariance = diagonal),
            train: {data: {file: "a.parquet", columns: {prepared: integer, flow: {categorical: ["a0", "layer", "x_row"]}}}},
        }
    }
}

mod seed_1000066 {
    flow_runtime::flow! {
        struct Degrees<[3, 4, 1]> {
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

mod seed_1000070 {
    flow_runtime::flow! {
        /// Ends a comment */ and begins one /*.
        /// Two interleaved half circles.
        pub struct Mask<[4, 3], context = {size: 2, embedding: mlp(hidden = [6, 1, 3, 1]), outputs: 3}> {
            base: laplace,
            layers: [
                lower_triangular(part = upper, bias = true),
                reverse,
                autoregressive(explicit = forward, transformer = additive, conditioner = made(hidden = [], dropout = 0.999)),
            ],
        }
    }
}

mod seed_1000077 {
    flow_runtime::flow! {
        pub(crate) struct Buffer<6> {
            base: student_t(scale = learned, degrees_of_freedom = 723706.81),
            layers: [
                radial,
            ],
        }
    }
}

mod seed_1000083 {
    flow_runtime::flow! {
        /// Two interleaved half circles.
        pub struct Target<[1, 1, 1]> {
            base: student_t(degrees_of_freedom = 0.5),
            layers: [
                leaky_relu,
                affine(bound = 0.5),
            ],
        }
    }
}

mod seed_1000085 {
    flow_runtime::flow! {
        /// Two interleaved half circles.
        /// Ends a comment */ and begins one /*.
        struct Standardize<10> {
            base: standard_normal,
            layers: [
                reverse,
                actnorm,
                gumbel_cdf,
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

mod seed_1000096 {
    flow_runtime::flow! {
        /// #![allow(warnings)]
        /// Quotes " and ' and a backslash \.
        pub(crate) struct Embedding<1> {
            base: standard_uniform,
            layers: [
                logit,
                actnorm,
                lu_linear,
                softplus,
                reverse,
            ],
        }
    }
}

mod seed_1000101 {
    flow_runtime::flow! {
        /// Braces { } and [brackets](x) and `code`.
        pub struct Differentiable<1, context = 9> {
            base: normal_mixture(components = 2),
        }
    }
}

mod seed_1000107 {
    flow_runtime::flow! {
        pub(crate) struct SVector<8, context = {size: 1, embedding: residual_mlp(blocks = 1, dropout = 0.5), outputs: 8}> {
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
        pub struct OMatrix<2, context = 9> {
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
        pub struct Dyn<8> {
            layers: [
                leaky_relu,
                sylvester,
            ],
        }
    }
}

mod seed_1000121 {
    flow_runtime::flow! {
        pub(crate) struct IntoIterator<3> {
            base: cylindrical(angles = 1),
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

mod seed_1000129 {
    flow_runtime::flow! {
        pub struct Clone<1> {
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

mod seed_1000133 {
    flow_runtime::flow! {
        pub(crate) struct Debug<10> {
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

mod seed_1000143 {
    flow_runtime::flow! {
        /// Quotes " and ' and a backslash \.
        pub struct Send<2> {
            base: cylindrical(angles = 1),
        }
    }
}

mod seed_1000145 {
    flow_runtime::flow! {
        pub(crate) struct Sized<[1, 1, 1]> {
            base: student_t(scale = learned, degrees_of_freedom = 814231.82),
            layers: [
                pixels(alpha = 0.25),
                reverse,
            ],
            train: {objective: reverse_kl(gradient = path, annealing = {start: 0.0, steps: 633}, target = "sum((expm1((x - x[0])) - (-x - cos(x))))"), optimizer: adamw(learning_rate = 0.7, beta1 = 0.0, beta2 = 0.1, weight_decay = 417245.63), schedule: constant, batch_size: 7, standardize: false, dtype: f64, seed: 113},
        }
        bijector default(ok: vector) {
            let alloc = 0.41;
            forward: |z| { let str = ok + (softplus(dot(ok, ok)) - 1.0 - dot(ok, ok)) * ok / dot(ok, ok); z + str * tanh(dot(ok, z) + sigmoid(-0.4)) },
        }
    }
}

mod seed_1000148 {
    flow_runtime::flow! {
        /// Braces { } and [brackets](x) and `code`.
        pub struct FnMut<2> {
            base: standard_uniform(location = learned),
            train: {objective: reverse_kl(target = "{ let r = norm(x); -0.5 * square((r - 2.0) / 0.4) }")},
        }
    }
}

mod seed_1000153 {
    flow_runtime::flow! {
        pub struct Eq<6> {
            layers: [
                lu_linear,
                invert(layer = invert(layer = radial)),
            ],
        }
    }
}

mod seed_1000157 {
    flow_runtime::flow! {
        /// Quotes " and ' and a backslash \.
        /// Quotes " and ' and a backslash \.
        pub struct Usize<6> {
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
        pub(crate) struct A<1> {
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

mod seed_1000168 {
    flow_runtime::flow! {
        pub struct C<11, context = 9> {
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
        pub struct F<10> {
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

mod seed_1000173 {
    flow_runtime::flow! {
        /// Braces { } and [brackets](x) and `code`.
        /// Two interleaved half circles.
        pub struct P<2, context = 20> {
        }
    }
}

mod seed_1000175 {
    flow_runtime::flow! {
        pub(crate) struct S<[1, 1], context = 1> {
            base: standard_logistic(location = conditioned),
            layers: [
                shift,
                gumbel_cdf,
                logit,
                reverse,
            ],
        }
    }
}

mod seed_1000177 {
    flow_runtime::flow! {
        pub struct U<6> {
            base: standard_uniform,
        }
        bijector sigmoid(nalgebra: vector) {
            let state = (-1.96 + 0.53);
            forward: |scratch| { let z = norm(scratch - nalgebra); scratch + 0.5 / (0.5 + z) * (scratch - nalgebra) },
            invertible: assumed,
        }
        bijector lane(sigmoid: vector) {
            forward: |tanh| 0.5 * tanh + sum(tanh),
            invertible: assumed,
        }
        bijector isa(layer: vector, err: unit) {
            forward: |f32| [f32[0] + 1.0 * 1.0, if f32[4] < 0.0 { f32[5] } else { f32[5] * (1.0 + square(f32[1])) }, f32[1] * exp((err - err) * f32[3]) + f32[0], f32[3] * exp(err * f32[0]) + f32[0], softplus(f32[4]) * f32[2] - err, f32[4]],
            invertible: assumed,
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

mod seed_1000647 {
    flow_runtime::flow! {
        /// #![allow(warnings)]
        pub struct Other<[1, 1, 1], context = 20> {
            base: laplace(scale = conditioned),
            layers: [
                conditional(transformer = scale(bound = 0.1)),
            ],
            train: {objective: reverse_kl(target = "sum((softplus(-x) * --x)) - square(x[0] - context[19])"), data: {file: "rows.csv", context: ["flow", "u8", "dispatch", "alloc", "weight", "sin", "log_prob", "cut", "f64", "mul_add", "k", "drop", "index", "prepared", "chunk", "base", "core", "f32", "ok", "bias"]}},
        }
    }
}

mod seed_1052570 {
    flow_runtime::flow! {
        /// #![allow(warnings)]
        pub struct Other<[1, 4, 4]> {
            layers: [
                tables,
                real_nvp(transformer = affine(bound = 0.1), conditioner = conv(hidden = [6], kernels = [1], activation = relu)),
                tables,
                radial,
                lu_linear,
            ],
        }
        bijector scratch(u8: vector, z: vector) {
            forward: |x| { let row = x + pi * tanh(x - sigmoid(-1.72)); row.tanh() + 2 * row },
        }
        bijector tables() {
            forward: |z| square(-0.85) - (z + pi * softplus(1.03 * z)),
        }
    }
}

#[test]
fn all_of_them_compile() {}
