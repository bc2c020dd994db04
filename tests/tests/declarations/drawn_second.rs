//! Declarations drawn by `flow_tests::declarations`, which says how; this file is not written by hand.

// They are compiled and not used.
#![allow(dead_code)]

mod seed_1000004 {
    flow_runtime::flow! {
        /// Quotes " and ' and a backslash \.
        struct Flow<7, context = 1> {
            train: {data: {file: "a.npz:train", columns: {none: unit, pi: unit, u8: unit, ladj_cotangent: unit, log_prob: unit, macro_rules: unit, new: count}, context: ["ok"]}},
        }
    }
}

mod seed_1000006 {
    flow_runtime::flow! {
        pub struct Box<1, context = {size: 4, embedding: mlp(hidden = [], activation = tanh), outputs: 2}> {
            base: cylindrical(angles = 1),
            layers: [
                circular_spline(min_height = 1e-6),
            ],
            train: {objective: reverse_kl(target = "if x[0] < 0.0 { -square(x[0]) } else { -2.0 * square(x[0]) - square(x[0]) }"), data: {file: "rows.csv", context: ["nalgebra", "vjp", "norm", "bool"]}},
        }
    }
}

mod seed_1000013 {
    flow_runtime::flow! {
        pub(crate) struct Real<4> {
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
        pub struct Program<[1, 1, 1]> {
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

mod seed_1000019 {
    flow_runtime::flow! {
        /// Ends a comment */ and begins one /*.
        /// #![allow(warnings)]
        pub struct Description<2, context = 1> {
            base: laplace(conditioner = residual_mlp(dropout = 0.999, blocks = 3, hidden = 3), scale = conditioned),
            layers: [
                householder(parameters = conditioned),
            ],
        }
    }
}

mod seed_1000021 {
    flow_runtime::flow! {
        pub struct Some<1> {
            base: standard_normal(scale = learned),
            layers: [
                batch_norm(epsilon = 5.0),
                ladj_cotangent,
                radial,
                ladj_cotangent,
                ladj_cotangent,
                householder,
                ladj_cotangent,
                sigmoid,
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
        struct Result<59> {
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
                batch_norm(epsilon = 0.1, momentum = 1.0),
            ],
        }
    }
}

mod seed_1000031 {
    flow_runtime::flow! {
        /// Quotes " and ' and a backslash \.
        pub struct Selfish<52> {
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
        pub struct Sampler<[3, 3, 1]> {
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
        pub struct Kind<[1, 6, 4]> {
            base: normal_mixture,
            train: {data: {file: "a.npz:train", missing: refuse}},
        }
    }
}

mod seed_1000042 {
    flow_runtime::flow! {
        pub(crate) struct Parameters<11> {
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
        pub struct Segment<13> {
            base: standard_uniform,
        }
    }
}

mod seed_1000048 {
    flow_runtime::flow! {
        pub(crate) struct Tile<3, context = 3> {
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

mod seed_1000051 {
    flow_runtime::flow! {
        pub(crate) struct Lanes<[1, 2, 4]> {
            base: standard_logistic(scale = learned),
            layers: [
                vjp,
            ],
            train: {data: {file: "a.npz:train", columns: {layer: integer, layers: integer, u: integer, err: integer, dispatch: integer, context: integer, x_row: integer, log_abs_det_jacobian: integer}, missing: drop}},
        }
        bijector vjp(beta: vector, flow: unit, x_row: unit) {
            forward: |dispatch| { let err = dispatch + (1.0 + flow) * sigmoid(1.46 * dispatch); let quote = log_add_exp(err, flow) + 2.2 * err; quote + 2 * softplus(1.13 * quote) },
        }
    }
}

mod seed_1000056 {
    flow_runtime::flow! {
        /// #![allow(warnings)]
        struct Scratch<2> {
            base: normal,
            layers: [
                y,
                shift,
                softplus,
            ],
            train: {objective: reverse_kl(target = "sum(-square(square(x)) + 2.0 * square(x))")},
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

mod seed_1000059 {
    flow_runtime::flow! {
        /// Letters: α, é, 数.
        struct Layout<4> {
            base: laplace,
            layers: [
                softplus,
            ],
        }
        bijector sigmoid() {
            let ladj = softplus((1.08 - -0.6));
            forward: |row| { let alloc = 2.16 * row * row * row + pi * row; let ladj_cotangent = alloc + 0.12 * sin(alloc); ladj_cotangent + 1.9 * tanh(ladj_cotangent - ladj) },
        }
    }
}

mod seed_1000061 {
    flow_runtime::flow! {
        /// Letters: α, é, 数.
        pub struct Degrees<1, context = 20> {
            layers: [
                actnorm,
            ],
        }
    }
}

mod seed_1000063 {
    flow_runtime::flow! {
        struct Mask<2> {
            base: normal(covariance = diagonal),
            train: {data: {file: "a.parquet", columns: {prepared: integer, flow: {categorical: ["a0", "layer", "x_row"]}}}},
        }
    }
}

mod seed_1000067 {
    flow_runtime::flow! {
        /// #![allow(warnings)]
        pub struct Buffer<8> {
            base: normal_mixture(components = 4),
            layers: [
                actnorm,
                scale(scale = shifted_sigmoid, min_scale = 0.5),
                actnorm,
            ],
        }
    }
}

mod seed_1000069 {
    flow_runtime::flow! {
        /// #![allow(warnings)]
        /// Quotes " and ' and a backslash \.
        struct Target<[1, 4, 4]> {
            base: inverse_cdf(quantile = squeeze),
            layers: [
                invert(layer = reverse),
                logit,
                affine(bound = 5.0),
                sylvester(rank = 1),
                softplus,
                reverse,
                reverse,
                squeeze,
            ],
        }
    }
}

mod seed_1000071 {
    flow_runtime::flow! {
        /// Quotes " and ' and a backslash \.
        pub struct Standardize<2> {
            base: normal,
        }
    }
}

mod seed_1000073 {
    flow_runtime::flow! {
        /// Ends a comment */ and begins one /*.
        pub(crate) struct Base<[2, 2, 2]> {
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
        pub struct Embedding<4> {
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
        pub struct Differentiable<28> {
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
        pub struct SVector<1> {
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
        struct OMatrix<1> {
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
        pub struct Dyn<9> {
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
        pub(crate) struct IntoIterator<[2, 2, 4], context = 2> {
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
        pub struct Into<7, context = 1> {
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

mod seed_1000096 {
    flow_runtime::flow! {
        /// #![allow(warnings)]
        /// Quotes " and ' and a backslash \.
        pub(crate) struct Clone<1> {
            base: standard_uniform,
            layers: [
                logit,
                lower_triangular(unit = true),
                sigmoid,
                permute(seed = 706, of = elements),
            ],
        }
    }
}

mod seed_1000101 {
    flow_runtime::flow! {
        /// Braces { } and [brackets](x) and `code`.
        pub struct Debug<1, context = 9> {
            base: normal_mixture(components = 2),
        }
    }
}

mod seed_1000104 {
    flow_runtime::flow! {
        /// Two interleaved half circles.
        /// Two interleaved half circles.
        pub struct Send<10> {
            layers: [
                state,
                pixels(alpha = 0.02),
            ],
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
        pub(crate) struct Sized<1, context = 1> {
            base: student_t(conditioner = mlp(hidden = [1]), scale = conditioned, degrees_of_freedom = 35813.99),
            layers: [
                invert(layer = planar),
                sigmoid,
                reverse,
            ],
        }
    }
}

mod seed_1000111 {
    flow_runtime::flow! {
        /// #![allow(warnings)]
        /// #![allow(warnings)]
        pub struct FnMut<7> {
            base: cylindrical(angles = 1),
            layers: [
                circular_coupling(angles = 1, transformer = affine, bins = 5),
            ],
            train: {data: two_moons(rows = 33), objective: maximum_likelihood, optimizer: adamw(weight_decay = 0.0, beta1 = 0.5, learning_rate = 0.1), schedule: cosine, steps: 2, standardize: false, dtype: f64},
        }
    }
}

mod seed_1000116 {
    flow_runtime::flow! {
        /// Letters: α, é, 数.
        pub struct Eq<8> {
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
        pub struct Usize<5> {
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

mod seed_1000122 {
    flow_runtime::flow! {
        /// Two interleaved half circles.
        /// Braces { } and [brackets](x) and `code`.
        struct A<4> {
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
        pub struct C<1, context = {size: 2, embedding: residual_mlp(hidden = 1)}> {
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
        pub(crate) struct F<[1, 1, 1]> {
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
        pub struct P<[3, 2, 1]> {
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
        pub(crate) struct S<10> {
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
        struct U<1> {
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

mod seed_1000241 {
    flow_runtime::flow! {
        /// Quotes " and ' and a backslash \.
        /// Ends a comment */ and begins one /*.
        pub struct Other<[1, 6, 2]> {
            base: normal,
            layers: [
                none,
                isa,
                rational_quadratic_spline(bins = 2, bound = 1e-30, min_width = 0.44, min_slope = 1e-6),
            ],
            train: {optimizer: adamw(beta2 = 0.0, epsilon = 0.7), schedule: constant, validation: {file: "rows.csv", columns: ["Voltage", "min", "isa", "offset", "x_row", "row", "max", "sample", "tables", "forward_tape", "a0", "softplus"]}, early_stopping: {patience: 2}, standardize: true, dtype: f32},
        }
        bijector none(u: unit, max: vector) {
            let f64 = u;
            forward: |flow| { let vjp = max + (softplus(dot(max, max)) - 1.0 - dot(max, max)) * max / dot(max, max); flow + vjp * tanh(dot(max, flow) + abs(1.9)) },
        }
        bijector isa(default: positive, usize: vector) {
            let log_abs_det_jacobian = default;
            forward: |sin| 0.21 * sin + usize,
        }
    }
}

mod seed_1000656 {
    flow_runtime::flow! {
        /// Ends a comment */ and begins one /*.
        struct Other<[3, 1, 3], context = {size: 9, embedding: mlp(hidden = [3, 3], activation = relu, dropout = 0.1)}> {
            base: standard_normal(location = conditioned, conditioner = mlp(hidden = [1, 1, 1, 1], activation = sigmoid)),
            layers: [
                factor_out(prior = learned),
                nsf(bound = 5.0, hidden = [1], activation = sigmoid),
                rational_quadratic_spline(clip = 1.5, min_slope = 0.38, min_width = 0.12, bins = 5),
                actnorm,
                lu_linear,
                leaky_relu,
                lu_linear,
                shift,
            ],
            train: {optimizer: rmsprop(alpha = 0.1), epochs: 5, early_stopping: {patience: 3}, standardize: robust, dtype: f32},
        }
    }
}

mod seed_1000877 {
    flow_runtime::flow! {
        struct Other<2> {
            base: student_t(degrees_of_freedom = 0.5),
            layers: [
                affine(bound = 0.1),
                actnorm,
                batch_norm,
                maf(conditioner = made(activation = sigmoid, residual = false), transformer = affine(scale = sigmoid, bound = 2.5)),
            ],
            train: {dtype: f64, early_stopping: {patience: 6}, validation: {file: "a.parquet", columns: {u8: {categorical: ["layers", "tables", "k"]}, str: {interval: [3, 16]}}, missing: refuse}, steps: 2, batch_size: 1, schedule: cosine(warm_up = 0), data: {file: "a.npz:train", columns: {alloc: real, quote: unit}}},
        }
        bijector y(x: positive, isa: vector) {
            let cotangent = x;
            let sigmoid = x;
            forward: |std| std * exp(sigmoid * tanh(norm(std))),
        }
        bijector err(x_row: scalar, alloc: per_element(positive)) {
            let carve = sin(x_row);
            let uniform = square(exp(-1.25));
            forward: |z| exp(if (z * (0.54 + carve)) >= -z { (z + z) } else { (z * z) }),
            invertible: assumed,
        }
        bijector sin(err: scalar, union: vector) {
            let lanes = err;
            let none = lanes;
            forward: |z| if relu(sech2(lanes)) <= if -tanh(lanes) <= sigmoid(square(0.3)) { -exp(1.92) } else { (z * z) } { (-z * log_add_exp(z, z)) } else { (-z / (z - none)) },
        }
    }
}

mod seed_1000911 {
    flow_runtime::flow! {
        /// #![allow(warnings)]
        /// Ends a comment */ and begins one /*.
        struct Other<[3, 4, 3]> {
            base: normal(covariance = full),
            layers: [
                nsf(form = coupling, steps = 1, bound = 5.0, hidden = [3]),
                factor_out(conditioner = conv(hidden = [6], kernels = [1], activation = sigmoid)),
                actnorm,
            ],
        }
    }
}

mod seed_1001070 {
    flow_runtime::flow! {
        /// Ends a comment */ and begins one /*.
        pub(crate) struct Other<2> {
            base: normal(covariance = diagonal),
            layers: [
                maf(conditioner = residual_made(activation = softplus, hidden = 1)),
                batch_norm(momentum = 0.0001),
                scale_tril,
                batch_norm(epsilon = 1.0, momentum = 0.0001),
                lu_linear,
                sigmoid,
                permute(seed = 473, of = elements),
                logit,
            ],
        }
    }
}

#[test]
fn all_of_them_compile() {}
