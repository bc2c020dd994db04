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

mod seed_1000005 {
    flow_runtime::flow! {
        pub struct ConditionalFlow<[1, 1, 1]> {
            layers: [
                leaky_relu,
            ],
            train: {objective: reverse_kl(target = "log_add_exp(-0.5 * square(x[0] - 2.0), -0.5 * square(x[0] + 2.0)) - dot(x, x)")},
        }
    }
}

mod seed_1000008 {
    flow_runtime::flow! {
        /// #![allow(warnings)]
        /// Letters: α, é, 数.
        pub struct Layer<8, context = 3> {
            base: student_t(degrees_of_freedom = 867565.79, location = learned),
        }
    }
}

mod seed_1000012 {
    flow_runtime::flow! {
        pub struct State<1> {
            base: normal(covariance = full),
            layers: [
                permute(order = [0]),
                shift,
                shift,
                sylvester(rank = 1),
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

mod seed_1000018 {
    flow_runtime::flow! {
        /// Quotes " and ' and a backslash \.
        /// Ends a comment */ and begins one /*.
        struct Option<[1, 4, 4]> {
            base: normal(covariance = diagonal),
            layers: [
                autoregressive(conditioner = made(hidden = [4, 4, 4, 4], activation = relu, dropout = 0.0, residual = false), order = [8, 3, 13, 9, 4, 6, 15, 11, 5, 10, 12, 1, 7, 2, 0, 14], explicit = inverse),
                shift,
                tanh,
            ],
            train: {data: {file: "../a b.npy"}},
        }
    }
}

mod seed_1000023 {
    flow_runtime::flow! {
        /// Braces { } and [brackets](x) and `code`.
        pub struct None<2> {
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
        pub struct Ok<1> {
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

mod seed_1000027 {
    flow_runtime::flow! {
        pub struct Vec<2> {
            base: standard_uniform,
        }
    }
}

mod seed_1000031 {
    flow_runtime::flow! {
        /// Quotes " and ' and a backslash \.
        pub struct Type<10> {
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
        struct Error<3> {
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
        pub struct Direction<12, context = {size: 2, embedding: mlp(hidden = [7])}> {
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
        struct Parameter<4, context = {size: 1, embedding: residual_mlp(hidden = 1)}> {
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
        pub struct Reduction<5> {
            base: standard_logistic,
            layers: [
                lower_triangular(unit = true),
            ],
        }
    }
}

mod seed_1000049 {
    flow_runtime::flow! {
        struct Chain<1> {
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
        pub struct Lane<2> {
            base: normal_mixture(components = 2),
        }
    }
}

mod seed_1000059 {
    flow_runtime::flow! {
        /// Letters: α, é, 数.
        struct Tape<3> {
            layers: [
                lower_triangular,
                gumbel_cdf,
            ],
            train: {seed: 0, dtype: f32, standardize: true, validation: {file: "a.parquet", columns: {exp: positive, t: positive, z_row: integer}, missing: drop}, steps: 100, batch_size: 6, optimizer: rmsprop(learning_rate = 1.5, epsilon = 0.5), objective: maximum_likelihood, data: two_moons(rows = 3)},
        }
        bijector tables() {
            domain: real,
            forward: |max| max + 0.2 * sin(max) * sech2(max),
        }
    }
}

mod seed_1000063 {
    flow_runtime::flow! {
        struct Prepared<2> {
            base: normal(covariance = diagonal),
            train: {data: {file: "a.parquet", columns: {prepared: positive, flow: unit}}},
        }
    }
}

mod seed_1000066 {
    flow_runtime::flow! {
        struct Init<[3, 4, 1]> {
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
        struct Stairs<35, context = {size: 2, embedding: residual_mlp(dropout = 0.5, hidden = 33), outputs: 1}> {
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
        struct Panels<6, context = 1> {
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
        pub struct Buffers<1> {
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
        pub struct Targeted<[1, 1, 1]> {
            base: normal(covariance = diagonal),
            layers: [
                radial,
                actnorm,
                softplus,
            ],
        }
    }
}

mod seed_1000086 {
    flow_runtime::flow! {
        /// Ends a comment */ and begins one /*.
        struct Repeat<4> {
            base: student_t(degrees_of_freedom = 0.5, scale = learned),
            layers: [
                isa,
            ],
            train: {data: {file: "a.npz:train", columns: {chunk: real, main: integer, base: integer, alpha: integer}, weights: "core"}},
        }
        bijector isa(norm: scalar, u: positive, sin: positive) {
            let t = u;
            let n = t;
            domain: real,
            forward: |abs| { let quote = exp(abs); -(quote + 0.57 * relu(quote - sin)) },
        }
    }
}

mod seed_1000089 {
    flow_runtime::flow! {
        /// #![allow(warnings)]
        /// Letters: α, é, 数.
        pub(crate) struct Context<57, context = {size: 1, embedding: mlp(hidden = [100, 100]), outputs: 3}> {
            layers: [
                invert(layer = radial),
                sigmoid,
                permute(seed = 59),
            ],
            train: {dtype: f64, validation: 0.1, schedule: cosine(final_fraction = 0.26), optimizer: rmsprop(weight_decay = 358021.37, learning_rate = 5.0), objective: maximum_likelihood, data: {file: "a.parquet", context: ["base"]}},
        }
    }
}

mod seed_1000094 {
    flow_runtime::flow! {
        pub struct Reparameterized<12> {
            base: normal_mixture,
            layers: [
                tanh,
                reverse,
                reverse,
                reverse,
            ],
        }
    }
}

mod seed_1000097 {
    flow_runtime::flow! {
        struct Distribution<1> {
            base: normal_mixture(components = 6),
            layers: [
                batch_norm,
                sigmoid,
                logit,
                gumbel_cdf,
            ],
        }
    }
}

mod seed_1000099 {
    flow_runtime::flow! {
        /// Braces { } and [brackets](x) and `code`.
        pub struct SMatrix<5> {
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
        pub(crate) struct Const<1> {
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
        pub struct Iterator<1, context = {size: 2, embedding: residual_mlp(hidden = 5)}> {
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
        struct From<6> {
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
        pub struct Default<2, context = 9> {
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
        pub struct Copy<8> {
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
        pub struct Drop<70> {
            base: standard_uniform,
            layers: [
                reverse,
            ],
            train: {objective: reverse_kl(target = "sum(-exp(dot(x, x)))")},
        }
    }
}

mod seed_1000120 {
    flow_runtime::flow! {
        pub struct Sync<3> {
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

mod seed_1000123 {
    flow_runtime::flow! {
        /// Quotes " and ' and a backslash \.
        /// Two interleaved half circles.
        pub struct Fn<3, context = 1> {
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

mod seed_1000127 {
    flow_runtime::flow! {
        /// Quotes " and ' and a backslash \.
        pub struct FnOnce<23, context = {size: 2, embedding: residual_mlp(hidden = 5, blocks = 7), outputs: 8}> {
            base: normal,
            layers: [
                gumbel_cdf,
                reverse,
                logit,
            ],
        }
    }
}

mod seed_1000132 {
    flow_runtime::flow! {
        /// Letters: α, é, 数.
        pub(crate) struct Ord<[1, 1, 1], context = 1> {
            base: standard_logistic(location = conditioned),
            layers: [
                conditional(transformer = gate(bias = -1.77), conditioner = mlp(hidden = [100])),
                iaf(conditioner = made(activation = softplus, dropout = 0.5), transformer = scale, layers = 4),
            ],
            train: {data: banana, objective: maximum_likelihood, optimizer: adamw, schedule: cosine(warm_up = 2, final_fraction = 0.57), clip_norm: 0.1, epochs: 3, dtype: f32, seed: 18446744073709551615},
        }
    }
}

mod seed_1000134 {
    flow_runtime::flow! {
        /// Letters: α, é, 数.
        /// Two interleaved half circles.
        pub(crate) struct F32<49, context = {size: 1, embedding: residual_mlp(dropout = 0.5, activation = softplus, hidden = 5), outputs: 3}> {
            base: normal,
            layers: [
                tanh,
                permute(seed = 118),
            ],
            train: {data: {file: "../a b.npy", context: ["cut"], rows: [9, 28]}},
        }
    }
}

mod seed_1000138 {
    flow_runtime::flow! {
        pub struct B<8, context = {size: 3, embedding: residual_mlp(hidden = 6, blocks = 7, activation = tanh)}> {
            base: normal(covariance = diagonal),
            layers: [
                tanh,
            ],
            train: {data: two_moons(fresh = false), objective: maximum_likelihood, optimizer: rmsprop(learning_rate = 0.7, alpha = 0.5, momentum = 0.999), schedule: cosine, batch_size: 1, standardize: false, dtype: f32},
        }
    }
}

mod seed_1000142 {
    flow_runtime::flow! {
        /// Braces { } and [brackets](x) and `code`.
        struct D<8> {
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

mod seed_1000146 {
    flow_runtime::flow! {
        struct I<9> {
            base: normal,
            layers: [
                forward_tape,
                exp,
                permute(order = [6, 1, 5, 8, 7, 3, 0, 4, 2]),
                power(exponent = 0.7),
                reverse,
                reverse,
                power(exponent = -5.0),
                reverse,
            ],
            train: {standardize: false, validation: two_moons, batch_size: 17, clip_norm: 2.5, schedule: constant(warm_up = 3), optimizer: adam(beta2 = 0.0, weight_decay = 409183.76), objective: maximum_likelihood},
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

mod seed_1000149 {
    flow_runtime::flow! {
        /// Ends a comment */ and begins one /*.
        pub(crate) struct R<7> {
            base: normal(covariance = full),
            layers: [
                real_nvp(couplings = 6, conditioner = mlp(hidden = [], activation = softplus)),
            ],
        }
    }
}

mod seed_1000151 {
    flow_runtime::flow! {
        /// Two interleaved half circles.
        pub(crate) struct T<1> {
            base: standard_uniform,
            layers: [
                logit,
                softplus,
                scale(scale = softplus),
            ],
            train: {optimizer: adam(beta1 = 0.999, epsilon = 5.0), schedule: cosine(warm_up = 0), standardize: true},
        }
    }
}

mod seed_1000153 {
    flow_runtime::flow! {
        pub struct Other<6> {
            layers: [
                lu_linear,
                rational_quadratic_spline(bins = 7, bound = 1.5, min_height = 1e-6, min_slope = 0.5),
            ],
            train: {data: {file: "rows.csv", columns: {parameters: unit, tables: positive, nalgebra: unit, base: positive, a0: unit, dot: integer}}},
        }
    }
}

mod seed_1000191 {
    flow_runtime::flow! {
        /// Ends a comment */ and begins one /*.
        struct Other<2> {
            layers: [
                nsf(hidden = [17, 1, 100, 2], bound = 0.7, bins = 2, steps = 1, form = coupling),
                gumbel_cdf,
            ],
            train: {objective: reverse_kl(target = "-0.5 * dot(x, x)")},
        }
        bijector table(i: per_element(positive), sin: per_element(scalar)) {
            let sigmoid = sin(sin);
            let bias = abs(sigmoid);
            forward: |state| state + 0.42 * relu(state - tanh(sin)),
        }
    }
}

#[test]
fn all_of_them_compile() {}
