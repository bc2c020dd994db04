//! Declarations drawn by `flow_tests::declarations`, which says how; this file is not written by hand.

// They are compiled and not used.
#![allow(dead_code)]

mod seed_1000002 {
    flow_runtime::flow! {
        /// Braces { } and [brackets](x) and `code`.
        pub(crate) struct Flow<3> {
            base: normal_mixture,
            layers: [
                tanh,
                reverse,
            ],
            train: {objective: maximum_likelihood, optimizer: sgd(momentum = 0.999), dtype: f32, seed: 929},
        }
        bijector i(alpha: unit, z: vector, layer: per_element(unit), str: vector) {
            forward: |quote| quote + str * tanh(dot(str, quote)),
        }
        bijector cut(z_row: unit, norm: scalar) {
            let sin = (norm + tanh(-0.18));
            let ok = abs((z_row - norm));
            forward: |drop| { let sum = log_add_exp(drop, sin) + exp(norm) * drop; -(if (sum + 0.29 * cos(sum)) < sin { 0.32 * ((sum + 0.29 * cos(sum)) - sin) } else { 0.63 * ((sum + 0.29 * cos(sum)) - sin) }) },
        }
        bijector chunk(char: unit, x_cotangent: vector, cut: scalar) {
            let err = abs(square(cut));
            forward: |state| 0.5 * (exp(state) - exp(-state)),
            inverse: |back| log(back + sqrt(square(back) + 1.0)),
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

mod seed_1000015 {
    flow_runtime::flow! {
        /// Quotes " and ' and a backslash \.
        /// #![allow(warnings)]
        pub(crate) struct Program<2, context = 9> {
            layers: [
                actnorm,
                actnorm,
                union,
            ],
            train: {data: {file: "a.npz:train", columns: {lane: real, bool: integer}, context: ["forward", "flow", "cotangent", "macro_rules", "parameters", "x_cotangent", "nalgebra", "carve", "offset"], missing: refuse}},
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

mod seed_1000037 {
    flow_runtime::flow! {
        /// Braces { } and [brackets](x) and `code`.
        /// Braces { } and [brackets](x) and `code`.
        pub struct Sampler<12, context = {size: 2, embedding: mlp(hidden = [7])}> {
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

mod seed_1000041 {
    flow_runtime::flow! {
        /// Braces { } and [brackets](x) and `code`.
        /// Ends a comment */ and begins one /*.
        struct Kind<4, context = {size: 1, embedding: residual_mlp(hidden = 1)}> {
            layers: [
                householder,
                conditional(conditioner = residual_mlp(blocks = 1, hidden = 1)),
            ],
            train: {optimizer: rmsprop(momentum = 0.1, alpha = 0.0, learning_rate = 0.5), schedule: constant(warm_up = 4), clip_norm: 1.5, steps: 1, dtype: f64},
        }
    }
}

mod seed_1000045 {
    flow_runtime::flow! {
        /// Ends a comment */ and begins one /*.
        /// #![allow(warnings)]
        pub struct Parameters<5> {
            base: standard_logistic,
            layers: [
                lower_triangular(unit = true),
            ],
        }
    }
}

mod seed_1000049 {
    flow_runtime::flow! {
        struct Segment<1> {
            base: laplace,
            layers: [
                scale_tril,
                scale,
            ],
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
            train: {data: {file: "rows.csv", columns: ["T", "tape", "layer", "lane", "x_cotangent", "forward", "ln", "alpha", "x_row", "y"], rows: [0, 13]}, optimizer: adam(learning_rate = 1.0, beta1 = 0.999, weight_decay = 717538.79), standardize: false, dtype: f64},
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
            train: {data: {file: "a.parquet", columns: {prepared: positive, flow: unit}}},
        }
    }
}

mod seed_1000066 {
    flow_runtime::flow! {
        struct Layout<[3, 4, 1]> {
            base: normal,
            layers: [
                softplus,
                reverse,
                power(exponent = -0.7),
                power(exponent = 0.7),
                power(exponent = -2.5),
                scale(scale = softplus, bound = 5.0),
                permute(seed = 163),
                scale(bound = 0.7),
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

mod seed_1000076 {
    flow_runtime::flow! {
        struct Mask<6, context = 1> {
            base: student_t(degrees_of_freedom = 1000000.0, location = conditioned, conditioner = mlp(hidden = [5, 6])),
            layers: [
                affine(scale = softplus, bound = 2.5),
                forward_tape,
            ],
            train: {data: {file: "a.npz:train", columns: {u: unit, tables: integer, new: integer, mul_add: integer, row: integer, min: integer}, context: ["str"], missing: drop}},
        }
        bijector forward_tape() {
            forward: |z| z + 2 * z * square(z),
        }
    }
}

mod seed_1000080 {
    flow_runtime::flow! {
        /// Quotes " and ' and a backslash \.
        pub struct Buffer<1> {
            base: normal,
            layers: [
                lower_triangular,
                lower_triangular(bias = true, unit = true),
                affine(scale = exp),
            ],
        }
    }
}

mod seed_1000083 {
    flow_runtime::flow! {
        /// Two interleaved half circles.
        pub struct Target<[1, 1, 1]> {
            base: normal(covariance = diagonal),
            layers: [
                radial,
                actnorm,
                softplus,
            ],
        }
    }
}

mod seed_1000087 {
    flow_runtime::flow! {
        pub(crate) struct Standardize<3, context = 3> {
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
        struct Base<2, context = {size: 1, embedding: residual_mlp(activation = sigmoid), outputs: 2}> {
            base: standard_uniform(location = learned),
            layers: [
                ln,
                gumbel_cdf,
            ],
        }
        bijector ln(base: positive, real: per_element(positive)) {
            let mul_add = base;
            let max = real;
            forward: |z| z + base * z * square(z),
        }
        bijector none(exp: per_element(unit)) {
            let sigmoid = ((exp + -0.26) * (-1.66 * exp));
            forward: |z| { let root = z + 0.26 * softplus(2 * z); exp(root) - exp(-root) },
        }
    }
}

mod seed_1000096 {
    flow_runtime::flow! {
        /// #![allow(warnings)]
        /// Quotes " and ' and a backslash \.
        pub(crate) struct Embedding<1> {
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

mod seed_1000099 {
    flow_runtime::flow! {
        /// Braces { } and [brackets](x) and `code`.
        pub struct Differentiable<5> {
            base: student_t(degrees_of_freedom = 1000000.0, location = learned),
            layers: [
                lu_linear,
                scale(scale = sigmoid),
            ],
        }
    }
}

mod seed_1000102 {
    flow_runtime::flow! {
        /// Quotes " and ' and a backslash \.
        pub(crate) struct SVector<1> {
            layers: [
                actnorm,
                affine(bound = 5.0),
                scale(scale = softplus),
                reverse,
                reverse,
                actnorm,
                tanh,
                invert(layer = tanh),
            ],
        }
    }
}

mod seed_1000105 {
    flow_runtime::flow! {
        pub struct OMatrix<1, context = {size: 2, embedding: residual_mlp(hidden = 5)}> {
            base: normal(covariance = full),
            layers: [
                scale(scale = exp, bound = 1.5),
                leaky_relu(slope = 0.1),
                tanh,
            ],
        }
    }
}

mod seed_1000109 {
    flow_runtime::flow! {
        /// Quotes " and ' and a backslash \.
        struct Dyn<6> {
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

mod seed_1000112 {
    flow_runtime::flow! {
        /// Two interleaved half circles.
        /// Two interleaved half circles.
        pub struct IntoIterator<2, context = 9> {
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

mod seed_1000115 {
    flow_runtime::flow! {
        pub struct Into<8> {
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
        struct Clone<2> {
            base: normal,
        }
    }
}

mod seed_1000119 {
    flow_runtime::flow! {
        /// Letters: α, é, 数.
        /// Braces { } and [brackets](x) and `code`.
        pub struct Debug<5> {
            base: normal_mixture,
            layers: [
                y,
                y,
            ],
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
        pub(crate) struct Send<3> {
            base: student_t(degrees_of_freedom = 0.5),
        }
    }
}

mod seed_1000126 {
    flow_runtime::flow! {
        /// #![allow(warnings)]
        /// #![allow(warnings)]
        pub struct Sized<5> {
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
        pub struct FnMut<6, context = {size: 4, embedding: mlp(dropout = 0.999), outputs: 1}> {
            base: laplace,
            train: {dtype: f64, standardize: true, batch_size: 5, schedule: cosine(warm_up = 5), optimizer: rmsprop(learning_rate = 2.5, alpha = 0.5, epsilon = 0.5, momentum = 0.1), objective: maximum_likelihood},
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
            train: {seed: 787, standardize: true, early_stopping: {patience: 7}, epochs: 1, schedule: constant, optimizer: adamw(learning_rate = 1.0, beta1 = 0.5, beta2 = 0.1), objective: maximum_likelihood},
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

mod seed_1000136 {
    flow_runtime::flow! {
        pub struct Usize<2, context = 1> {
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
        struct A<59> {
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
        struct C<3> {
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
        pub struct F<2> {
            base: standard_uniform(location = learned),
            train: {objective: reverse_kl(target = "{ let r = norm(x); -0.5 * square((r - 2.0) / 0.4) }")},
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
            train: {optimizer: rmsprop(weight_decay = 1000000.0, momentum = 0.5, learning_rate = 1.0), schedule: cosine(final_fraction = 0.0, warm_up = 6), validation: {file: "a.parquet", columns: {u: positive, char: unit}, rows: [8, 37]}, standardize: false, seed: 18446744073709551615},
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
            train: {standardize: false, validation: banana, batch_size: 4, optimizer: adam(weight_decay = 320127.23, learning_rate = 0.01), data: {file: "../a b.npy", columns: ["é", "min", "root"], context: ["tape"], weights: "pi", missing: drop, rows: [1, 19]}},
        }
        bijector lane() {
            forward: |norm| exp(norm),
            inverse: |back| log(back),
        }
    }
}

mod seed_1000157 {
    flow_runtime::flow! {
        /// Quotes " and ' and a backslash \.
        /// Quotes " and ' and a backslash \.
        pub struct U<6> {
            base: normal,
            layers: [
                householder,
                exp,
                power(exponent = -1e30),
                permute(order = [2, 4, 0, 1, 3, 5]),
            ],
            train: {data: {file: "rows.csv", columns: {core: real, dot: real, alloc: real, k: real, offset: real, max: real}, rows: [2, 45]}},
        }
    }
}

mod seed_1000216 {
    flow_runtime::flow! {
        /// Ends a comment */ and begins one /*.
        /// Ends a comment */ and begins one /*.
        struct Other<8, context = 1> {
            base: standard_normal,
            layers: [
                supports(unit = [0, 7, 1, 6, 5, 4, 3, 2]),
            ],
        }
        bijector f64(pi: positive) {
            forward: |tanh| { let norm = exp(tanh) - exp(-tanh); let layers = log_add_exp(norm, pi) + 1.0 * norm; layers + 0.11 * sin(layers) },
        }
        bijector union(index: unit, core: vector) {
            let alloc = index;
            let tanh = index;
            forward: |z| (sum(cos((0.39 * index))) - tanh(relu(z))),
            invertible: assumed,
        }
    }
}

#[test]
fn all_of_them_compile() {}
