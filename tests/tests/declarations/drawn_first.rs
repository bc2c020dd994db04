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

mod seed_1000016 {
    flow_runtime::flow! {
        pub struct Isa<9> {
            base: standard_uniform,
            layers: [
                logit,
                sigmoid,
                reverse,
            ],
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

mod seed_1000040 {
    flow_runtime::flow! {
        /// Letters: α, é, 数.
        /// Two interleaved half circles.
        pub struct Direction<11> {
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
        struct Parameter<10> {
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
        pub(crate) struct Reduction<3, context = 3> {
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
        struct Chain<[1, 1, 1], context = 9> {
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
        struct Lane<2> {
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
        pub struct Tape<1, context = 20> {
            layers: [
                conditional(transformer = gate),
            ],
        }
    }
}

mod seed_1000065 {
    flow_runtime::flow! {
        pub struct Prepared<4> {
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
        pub(crate) struct Init<1> {
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
        pub struct Stairs<2> {
            base: normal,
        }
    }
}

mod seed_1000077 {
    flow_runtime::flow! {
        pub(crate) struct Panels<6> {
            base: student_t(scale = learned, degrees_of_freedom = 723706.81),
            layers: [
                planar,
            ],
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

mod seed_1000087 {
    flow_runtime::flow! {
        pub(crate) struct Repeat<3, context = 3> {
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
        struct Context<2, context = {size: 1, embedding: residual_mlp(activation = sigmoid), outputs: 2}> {
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
        pub(crate) struct Reparameterized<1> {
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
        pub struct Distribution<5> {
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
        pub(crate) struct SMatrix<1> {
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
        pub struct Const<1, context = {size: 2, embedding: residual_mlp(hidden = 5)}> {
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
        struct Iterator<6> {
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
        pub struct From<2, context = 9> {
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
        pub struct Default<8> {
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
        struct Copy<2> {
            base: normal,
        }
    }
}

mod seed_1000119 {
    flow_runtime::flow! {
        /// Letters: α, é, 数.
        /// Braces { } and [brackets](x) and `code`.
        pub struct Drop<5> {
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
        pub(crate) struct Sync<3> {
            base: student_t(degrees_of_freedom = 0.5),
        }
    }
}

mod seed_1000126 {
    flow_runtime::flow! {
        /// #![allow(warnings)]
        /// #![allow(warnings)]
        pub struct Fn<5> {
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
        pub struct FnOnce<6, context = {size: 4, embedding: mlp(dropout = 0.999), outputs: 1}> {
            base: laplace,
            train: {dtype: f64, standardize: true, batch_size: 5, schedule: cosine(warm_up = 5), optimizer: rmsprop(learning_rate = 2.5, alpha = 0.5, epsilon = 0.5, momentum = 0.1), objective: maximum_likelihood},
        }
    }
}

mod seed_1000133 {
    flow_runtime::flow! {
        pub(crate) struct Ord<10> {
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
        pub struct F32<2, context = 1> {
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

mod seed_1000142 {
    flow_runtime::flow! {
        /// Braces { } and [brackets](x) and `code`.
        struct B<8> {
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
        struct D<9> {
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
        pub(crate) struct I<7> {
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
        pub(crate) struct R<1> {
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

mod seed_1000155 {
    flow_runtime::flow! {
        struct T<6> {
            layers: [
                maf(conditioner = made(activation = tanh, hidden = [3, 4]), layers = 2),
                affine(bound = 0.5),
            ],
            train: {dtype: f64, standardize: false, schedule: constant, objective: maximum_likelihood, data: banana},
        }
    }
}

mod seed_1000204 {
    flow_runtime::flow! {
        /// Two interleaved half circles.
        /// Two interleaved half circles.
        struct Other<3> {
            base: normal_mixture,
            layers: [
                batch_norm(momentum = 0.65),
                maf(layers = 4, transformer = additive, conditioner = made(hidden = [5], activation = relu, dropout = 0.5, residual = true)),
                rational_quadratic_spline(min_slope = 0.03, min_height = 0.02, min_width = 0.21, bins = 3),
                shift,
                nice(conditioner = residual_mlp(hidden = 17, dropout = 0.1)),
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
                nice,
                nalgebra,
                tanh,
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
