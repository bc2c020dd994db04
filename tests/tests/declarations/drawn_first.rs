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
                affine(scale = softclip),
                isa,
            ],
            train: {data: {file: "a.parquet", columns: {log_prob: {interval: [4, 46]}, flow: unit, layer: {interval: [0, 6]}, norm: {interval: [4, 15]}, z: real, raw: {interval: [0, 37]}, alloc: unit, std: real}, weights: "prepared", rows: [0, 49]}},
        }
        bijector isa(x_cotangent: positive, default: per_element(positive), weight: vector) {
            let u8 = softplus(tanh(default));
            let real = (abs(x_cotangent) + u8);
            forward: |z| z + 2.52 * tanh(z - exp(1.53)),
        }
    }
}

mod seed_1000013 {
    flow_runtime::flow! {
        pub(crate) struct Layer<4> {
            base: normal,
            layers: [
                affine(scale = inverse_sigmoid),
                log,
            ],
        }
        bijector vec() {
            let x = sin((1.24 - 1.34));
            domain: unit,
            forward: |z| { let sample = z + 0.45 * cos(z); let tape = sample + 0.7 * sin(sample); tape + pi * sigmoid(1.0 * tape) },
        }
        bijector log() {
            forward: |z| 2 * z + 0.81,
            inverse: |back| (back - 0.81) / 2,
        }
    }
}

mod seed_1000016 {
    flow_runtime::flow! {
        /// Two interleaved half circles.
        pub struct State<[1, 1, 1]> {
            base: standard_uniform,
            layers: [
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

mod seed_1000020 {
    flow_runtime::flow! {
        /// Two interleaved half circles.
        /// Braces { } and [brackets](x) and `code`.
        pub struct Isa<2> {
            train: {data: {file: "a.parquet", columns: ["a b", "cut"], missing: drop}},
        }
    }
}

mod seed_1000024 {
    flow_runtime::flow! {
        /// Ends a comment */ and begins one /*.
        /// #![allow(warnings)]
        struct Option<59> {
            base: normal(covariance = diagonal),
            layers: [
                affine(scale = softclip),
            ],
            train: {data: {file: "rows.csv"}},
        }
    }
}

mod seed_1000027 {
    flow_runtime::flow! {
        pub struct None<3> {
            base: student_t(degrees_of_freedom = 716614.53, location = learned),
        }
    }
}

mod seed_1000029 {
    flow_runtime::flow! {
        /// Two interleaved half circles.
        /// Quotes " and ' and a backslash \.
        pub struct Ok<[2, 6, 2]> {
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
        pub struct Vec<52> {
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

mod seed_1000036 {
    flow_runtime::flow! {
        /// Two interleaved half circles.
        pub struct Type<[3, 3, 1]> {
            base: normal_mixture,
            layers: [
                forward_tape,
                autoregressive(explicit = inverse),
                reverse,
                forward_tape,
            ],
        }
        bijector err(softplus: per_element(unit), a0: positive) {
            let tape = ((0.67 - softplus) * (a0 + softplus));
            let test = tape;
            forward: |z| { let raw = if (exp(z)) >= 0.0 { (exp(z)) } else { 1.29 * (exp(z)) }; raw + 0.83 * sin(raw) },
        }
        bijector forward_tape() {
            let x_cotangent = 0.58;
            let exp = x_cotangent;
            forward: |z| { let dot = if z >= 0.0 { z } else { 2.99 * z }; dot.tanh() + 1.79 * dot },
        }
    }
}

mod seed_1000039 {
    flow_runtime::flow! {
        pub struct Error<[1, 6, 4]> {
            base: normal_mixture,
            train: {data: {file: "a.npz:train", missing: refuse}},
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
            train: {objective: maximum_likelihood, schedule: cosine(warm_up = 1), clip_norm: 0.5, batch_size: 1, epochs: 2, early_stopping: {patience: 9}},
        }
    }
}

mod seed_1000045 {
    flow_runtime::flow! {
        /// Ends a comment */ and begins one /*.
        /// #![allow(warnings)]
        pub struct Parameter<13> {
            base: standard_uniform,
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

mod seed_1000055 {
    flow_runtime::flow! {
        pub struct Chain<3> {
            base: normal_mixture(components = 2),
        }
    }
}

mod seed_1000057 {
    flow_runtime::flow! {
        pub struct Lane<11, context = 1> {
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

mod seed_1000060 {
    flow_runtime::flow! {
        /// Quotes " and ' and a backslash \.
        pub(crate) struct Tape<52> {
            base: normal,
            layers: [
                sigmoid,
            ],
        }
        bijector state(forward_tape: per_element(unit)) {
            forward: |z| { let lanes = if z >= 0.0 { z } else { 2 * z }; forward_tape - (log_add_exp((0.88 * lanes + forward_tape), sin(-1.87)) + 0.5 * (0.88 * lanes + forward_tape)) },
        }
        bijector softplus(offset: vector) {
            forward: |err| 2 * err + abs(-0.6),
            inverse: |back| (back - abs(-0.6)) / 2,
        }
        bijector abs(f64: per_element(scalar), str: vector, dispatch: vector) {
            forward: |mul_add| mul_add + dispatch * softplus(dot(dispatch, mul_add)),
            invertible: assumed,
        }
    }
}

mod seed_1000062 {
    flow_runtime::flow! {
        /// Letters: α, é, 数.
        struct Prepared<[1, 1, 1]> {
            base: normal,
            train: {objective: reverse_kl(target = "if x[0] < 0.0 { -square(x[0]) } else { -2.0 * square(x[0]) - square(x[0]) }")},
        }
    }
}

mod seed_1000064 {
    flow_runtime::flow! {
        /// Two interleaved half circles.
        /// Ends a comment */ and begins one /*.
        pub(crate) struct Init<14> {
            base: standard_logistic(scale = learned),
        }
        bijector raw() {
            forward: |sum| 0.5 * (exp(sum) - exp(-sum)),
            inverse: |back| log(back + sqrt(square(back) + 1.0)),
        }
        bijector x_cotangent(log_abs_det_jacobian: vector, u: vector) {
            let pi = (-0.13 * 0.06);
            forward: |weight| { let dispatch = norm(weight - log_abs_det_jacobian); weight + 0.8 / (0.8 + dispatch) * (weight - log_abs_det_jacobian) },
        }
        bijector t(inverse: per_element(scalar), alpha: unit, pi: vector, table: vector) {
            let log = alpha;
            forward: |z| { let uniform = norm(z - pi); z + 0.41 / (0.41 + uniform) * (z - pi) },
        }
    }
}

mod seed_1000068 {
    flow_runtime::flow! {
        /// Braces { } and [brackets](x) and `code`.
        pub(crate) struct Stairs<1> {
            layers: [
                sigmoid,
                logit,
            ],
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

mod seed_1000078 {
    flow_runtime::flow! {
        /// Letters: α, é, 数.
        pub struct Repeat<28> {
            base: normal_mixture,
            layers: [
                scale(bound = 0.01),
            ],
        }
    }
}

mod seed_1000081 {
    flow_runtime::flow! {
        /// Letters: α, é, 数.
        /// Quotes " and ' and a backslash \.
        pub struct Context<1> {
            base: standard_uniform(location = learned),
            layers: [
                scale,
                shift,
                batch_norm(epsilon = 1.5),
                lu_linear,
                scale(bound = 1.0),
            ],
        }
    }
}

mod seed_1000084 {
    flow_runtime::flow! {
        struct Reparameterized<1> {
            base: student_t(degrees_of_freedom = 0.5),
            layers: [
                tanh,
                reverse,
            ],
            train: {objective: reverse_kl(target = "if x[0] < 0.0 { -square(x[0]) } else { -2.0 * square(x[0]) - square(x[0]) }")},
        }
    }
}

mod seed_1000086 {
    flow_runtime::flow! {
        pub struct Distribution<9> {
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
        pub(crate) struct SMatrix<[2, 2, 4], context = 2> {
            base: standard_normal,
            layers: [
                householder,
            ],
        }
    }
}

mod seed_1000093 {
    flow_runtime::flow! {
        /// Quotes " and ' and a backslash \.
        /// #![allow(warnings)]
        pub struct Const<7, context = 1> {
            base: standard_normal,
            layers: [
                repeat(layers = [softplus], times = 1),
                log,
                conditional(transformer = affine(scale = inverse_sigmoid, bound = 0.7, min_scale = 1e-6), conditioner = mlp(hidden = [7], activation = sigmoid, dropout = 0.1)),
                shift,
                pixels(levels = 5, alpha = 1e-6),
            ],
        }
    }
}

mod seed_1000098 {
    flow_runtime::flow! {
        pub struct Iterator<6, context = 4> {
            base: normal_mixture(components = 4),
            layers: [
                tanh,
            ],
        }
        bijector root() {
            let cut = 0.73;
            forward: |z| { let x_cotangent = tanh(z); let state = x_cotangent + 0.77 * sqrt(square(x_cotangent) + 1.0); state + 0.5 * sigmoid(2.06 * state) },
        }
    }
}

mod seed_1000102 {
    flow_runtime::flow! {
        /// Quotes " and ' and a backslash \.
        pub(crate) struct From<2> {
            layers: [
                pixels(alpha = 0.13),
                permute(seed = 117),
                reverse,
                permute(order = [1, 0]),
                reverse,
                permute(seed = 481, of = elements),
                reverse,
            ],
            train: {objective: reverse_kl(target = "-0.5 * dot(x, x)")},
        }
    }
}

mod seed_1000106 {
    flow_runtime::flow! {
        /// Braces { } and [brackets](x) and `code`.
        /// Ends a comment */ and begins one /*.
        pub struct Default<4> {
            layers: [
                lower_triangular(bias = true, unit = false, part = lower),
            ],
            train: {data: {file: "rows.csv", columns: {alpha: integer, ladj: binary, f64: unit, a0: count}}, optimizer: rmsprop(learning_rate = 1e30, alpha = 0.1), schedule: constant, steps: 5, dtype: f32},
        }
    }
}

mod seed_1000109 {
    flow_runtime::flow! {
        /// Quotes " and ' and a backslash \.
        struct Copy<20> {
            base: standard_normal(location = learned),
            layers: [
                a0,
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

mod seed_1000114 {
    flow_runtime::flow! {
        pub struct Drop<3> {
            base: normal_mixture,
            layers: [
                reverse,
                tanh,
                reverse,
            ],
            train: {validation: 0.5, epochs: 1, batch_size: 1, clip_norm: 5.0, schedule: constant, optimizer: adamw(learning_rate = 0.1, beta1 = 0.0), objective: maximum_likelihood},
        }
    }
}

mod seed_1000117 {
    flow_runtime::flow! {
        /// Braces { } and [brackets](x) and `code`.
        struct Sync<2> {
            base: inverse_cdf(quantile = invert(layer = reverse)),
            layers: [
                permute(seed = 785, of = elements),
                logit,
                pixels,
            ],
            train: {objective: reverse_kl(target = "-0.5 * dot(x, x)")},
        }
    }
}

mod seed_1000120 {
    flow_runtime::flow! {
        pub struct Fn<3> {
            base: normal,
            layers: [
                gumbel_cdf,
                reverse,
                reverse,
            ],
            train: {optimizer: sgd(nesterov = false, weight_decay = 0.0), schedule: constant, batch_size: 1, epochs: 4, standardize: true},
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
        pub struct FnOnce<1, context = {size: 2, embedding: residual_mlp(hidden = 1)}> {
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
        pub(crate) struct Ord<[1, 1, 1]> {
            layers: [
                radial,
                gumbel_cdf,
            ],
            train: {objective: reverse_kl(target = "sum(if acosh(expm1(square(x[0]))) < -sigmoid(x) { (asinh(sin(-0.34)) * if (0.21 - -1.01) <= x { x } else { x[0] }) } else { (if x >= x { x } else { x[0] } * atanh(x)) })")},
        }
    }
}

mod seed_1000131 {
    flow_runtime::flow! {
        /// Braces { } and [brackets](x) and `code`.
        pub struct F32<[3, 2, 1]> {
            base: inverse_cdf(quantile = reverse),
            layers: [
                logit,
            ],
        }
        bijector z(u: vector, context: per_element(scalar)) {
            let macro_rules = context;
            let tables = exp((macro_rules - 1.47));
            forward: |isa| { let log_prob = isa + 0.57 * sqrt(square(isa) + 1.0); log_prob + 0.22 * relu(log_prob - square(0.97)) },
        }
        bijector new(usize: scalar, flow_runtime: vector, len: vector) {
            let z = ((usize * -0.48) + (usize * usize));
            forward: |tanh| 2.93 * tanh + flow_runtime,
        }
    }
}

mod seed_1000133 {
    flow_runtime::flow! {
        pub(crate) struct B<10> {
            base: normal,
            layers: [
                mul_add,
            ],
            train: {objective: reverse_kl(target = "if x[9] < 0.0 { -square(x[0]) } else { -2.0 * square(x[0]) - square(x[9]) }")},
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
        struct D<1> {
            base: standard_uniform,
            layers: [
                reverse,
                reverse,
                reverse,
            ],
            train: {data: {file: "a.npz:train"}},
        }
        bijector test(layers: vector, rand: unit, u8: vector) {
            forward: |tables| tables + u8 * softplus(dot(u8, tables)),
        }
        bijector sigmoid(nalgebra: scalar, none: scalar) {
            let sample = none;
            forward: |ladj_cotangent| (((ladj_cotangent - sample) / (ladj_cotangent + none)) - softplus(sinh(ladj_cotangent))),
            invertible: assumed,
        }
        bijector softplus(isa: scalar, log: positive) {
            forward: |auto| [log * auto[0] + isa + 1.0],
        }
    }
}

mod seed_1000140 {
    flow_runtime::flow! {
        pub struct I<[2, 4, 4]> {
            base: student_t(degrees_of_freedom = 0.5, location = learned),
        }
        bijector t(norm: vector, f64: per_element(scalar), softplus: vector) {
            let alpha = (square(f64) * f64);
            let weight = exp(alpha);
            forward: |z| (z + 1.0 * tanh(z - f64)) + softplus(f64) * tanh((z + 1.0 * tanh(z - f64)) - weight),
        }
    }
}

mod seed_1000142 {
    flow_runtime::flow! {
        /// Braces { } and [brackets](x) and `code`.
        struct R<8> {
            base: student_t(degrees_of_freedom = 0.5),
            layers: [
                isa,
                sample,
            ],
            train: {objective: reverse_kl(target = "{ let r = norm(x); -0.5 * square((r - 2.0) / 0.4) }")},
        }
        bijector sample() {
            let uniform = exp((1.06 - 0.35));
            let y = uniform;
            forward: |quote| quote + 0.22 * sin(quote) * sech2(quote),
        }
        bijector isa(root: vector) {
            forward: |forward_tape| { let union = exp(forward_tape) - exp(-forward_tape); let x = union.tanh() + 1.0 * union; x + 1.77 * x * square(x) },
        }
    }
}

mod seed_1000145 {
    flow_runtime::flow! {
        pub struct T<[1, 6, 2]> {
            layers: [
                squeeze,
                actnorm,
            ],
        }
    }
}

mod seed_1000174 {
    flow_runtime::flow! {
        pub(crate) struct Other<6, context = 3> {
            base: inverse_cdf(quantile = permute(order = [0, 3, 5, 2, 1, 4])),
            layers: [
                permute(order = [5, 0, 1, 2, 4, 3]),
                logit,
                exp,
                power(exponent = -1.0),
                power(exponent = 1.0),
                scale(scale = inverse_sigmoid),
                permute(seed = 1125899906842624, of = elements),
            ],
        }
    }
}

mod seed_1000257 {
    flow_runtime::flow! {
        /// Letters: α, é, 数.
        struct Other<2, context = {size: 9, embedding: mlp(hidden = [1])}> {
            base: cylindrical(angles = 2),
            layers: [
                circular_spline(min_slope = 0.06, min_width = 0.46, bins = 2),
                circular_coupling(angles = 2, transformer = affine(bound = 0.01, scale = sigmoid), bins = 2, conditioner = mlp(hidden = [2, 2])),
            ],
            train: {data: banana(fresh = true), objective: maximum_likelihood, optimizer: adamw(weight_decay = 0.0, epsilon = 1.0, beta2 = 0.5, beta1 = 0.999, learning_rate = 1.0), schedule: cosine(warm_up = 0), clip_norm: 2.5, batch_size: 1, steps: 6},
        }
    }
}

mod seed_1000899 {
    flow_runtime::flow! {
        /// #![allow(warnings)]
        /// Ends a comment */ and begins one /*.
        pub(crate) struct Other<[3, 3, 3], context = 2> {
            base: normal(covariance = full),
            layers: [
                maf(conditioner = made(hidden = [2, 4, 6], activation = tanh, residual = true)),
                lu_linear,
                factor_out(prior = standard),
            ],
        }
    }
}

mod seed_1000950 {
    flow_runtime::flow! {
        /// Ends a comment */ and begins one /*.
        /// Ends a comment */ and begins one /*.
        pub struct Other<2> {
            base: standard_logistic(scale = learned),
            layers: [
                reverse,
                nice(conditioner = mlp(hidden = [5, 5, 5], dropout = 0.1)),
                iaf(layers = 6, transformer = affine(bound = 0.5)),
                batch_norm(epsilon = 2.5, momentum = 0.0001),
                scale_tril(rank = 1),
            ],
            train: {data: {file: "a.npz:train", columns: {macro_rules: real, alloc: positive}}},
        }
    }
}

mod seed_1003491 {
    flow_runtime::flow! {
        /// Two interleaved half circles.
        pub(crate) struct Other<[1, 4, 4]> {
            layers: [
                glow(prior = learned, conditioner = residual_mlp(hidden = 1, blocks = 3, dropout = 0.0), transformer = affine(bound = 1.5), steps = 100),
                scale_tril,
                gumbel_cdf,
                logit,
            ],
        }
    }
}

mod seed_1005521 {
    flow_runtime::flow! {
        /// Letters: α, é, 数.
        /// Ends a comment */ and begins one /*.
        struct Other<[1, 4, 4], context = 1> {
            base: laplace(location = conditioned),
            layers: [
                gumbel_cdf,
                squeeze,
                reverse,
                reverse,
                logit,
                nsf(hidden = [2], bound = 1e-30, bins = 3, form = coupling),
                real_nvp(couplings = 1, conditioner = conv(dropout = 0.5, kernels = [3], hidden = [])),
            ],
            train: {optimizer: adam(learning_rate = 0.1, beta2 = 0.0, epsilon = 0.5), schedule: cosine, clip_norm: 5.0, batch_size: 1, steps: 1, seed: 4398046511104, data_seed: 32},
        }
    }
}

mod seed_1006484 {
    flow_runtime::flow! {
        pub struct Other<7, context = 2> {
            layers: [
                maf(conditioner = residual_made(hidden = 1, blocks = 1, activation = tanh), layers = 5),
                nsf(steps = 1, bins = 3, bound = 0.1, hidden = [2, 2], seed = 0),
            ],
            train: {data: {file: "a.parquet", columns: ["x\"y", "macro_rules", "carve", "alpha", "layer", "min", "char"], context: ["offset", "x"], weights: "max"}},
        }
    }
}

#[test]
fn all_of_them_compile() {}
