//! Declarations drawn by `flow_tests::declarations`, which says how; this file is not written by hand.

// They are compiled and not used.
#![allow(dead_code)]

mod seed_1000002 {
    flow_runtime::flow! {
        /// Braces { } and [brackets](x) and `code`.
        pub(crate) struct Flow<3> {
            layers: [
                actnorm,
                tanh,
                reverse,
            ],
            train: {data: {file: "a.npz:train", columns: {core: integer, nalgebra: integer, cut: integer}}},
        }
        bijector i(alpha: unit, z: vector, layer: per_element(unit), str: vector) {
            forward: |quote| quote + str * tanh(dot(str, quote)),
        }
        bijector dispatch(base: positive, char: scalar) {
            let state = abs(square(char));
            forward: |flow| 0.5 * (exp(flow) - exp(-flow)),
            inverse: |back| log(back + sqrt(square(back) + 1.0)),
        }
        bijector layers(ladj: unit) {
            let alpha = ladj;
            let char = alpha;
            forward: |quote| { let beta = if quote < alpha { 1.0 * (quote - alpha) } else { 0.59 * (quote - alpha) }; beta + 2.29 * tanh(beta - (-1.42 * 0.9)) },
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

mod seed_1000013 {
    flow_runtime::flow! {
        pub(crate) struct Program<4> {
            layers: [
                gumbel_cdf,
                reverse,
            ],
            train: {data: {file: "../a b.npy"}},
        }
        bijector ln() {
            forward: |z| z + 0.11 * relu(z - 1.6),
        }
        bijector tables(table: vector, std: positive, y: vector) {
            forward: |z| z + pi * z * square(z),
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

mod seed_1000036 {
    flow_runtime::flow! {
        /// Two interleaved half circles.
        pub struct Sampler<[3, 3, 1]> {
            base: normal(covariance = diagonal),
            layers: [
                softplus,
                reverse,
            ],
        }
        bijector nalgebra(scratch: per_element(unit), dispatch: unit) {
            forward: |z| { let uniform = z + (1.0 + scratch) * tanh(z - tanh(scratch)); uniform.tanh() + 0.5 * uniform },
        }
        bijector a0(carve: per_element(scalar)) {
            let min = (carve - carve);
            forward: |real| if (-carve + -real) >= -if abs(1.34) >= carve { real } else { softplus(-1.61) } { log_add_exp(-real, sech2(real)) } else { softplus((carve + real)) },
            invertible: assumed,
        }
    }
}

mod seed_1000040 {
    flow_runtime::flow! {
        /// Letters: α, é, 数.
        /// Two interleaved half circles.
        pub struct Kind<11> {
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
        struct Parameters<10> {
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

mod seed_1000052 {
    flow_runtime::flow! {
        /// #![allow(warnings)]
        struct Tile<[1, 1, 1], context = 9> {
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
        struct Lanes<2> {
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
        pub struct Scratch<1, context = 20> {
            layers: [
                conditional(transformer = gate),
            ],
        }
    }
}

mod seed_1000065 {
    flow_runtime::flow! {
        pub struct Layout<4> {
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
        pub(crate) struct Degrees<1> {
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
        pub struct Mask<2> {
            base: normal,
        }
    }
}

mod seed_1000077 {
    flow_runtime::flow! {
        pub(crate) struct Buffer<6> {
            base: student_t(scale = learned, degrees_of_freedom = 723706.81),
            layers: [
                planar,
            ],
        }
    }
}

mod seed_1000081 {
    flow_runtime::flow! {
        /// Letters: α, é, 数.
        /// Quotes " and ' and a backslash \.
        pub struct Target<1> {
            base: standard_logistic(location = learned),
            layers: [
                reverse,
                lower_triangular(part = upper),
                reverse,
                lower_triangular,
                scale_tril,
            ],
            train: {data: banana, objective: maximum_likelihood, optimizer: adamw(learning_rate = 1.5, beta1 = 0.1, beta2 = 0.1, epsilon = 0.5), schedule: constant, batch_size: 6, steps: 1, early_stopping: {patience: 8}, dtype: f32},
        }
    }
}

mod seed_1000084 {
    flow_runtime::flow! {
        struct Standardize<1> {
            base: student_t(degrees_of_freedom = 0.5),
            layers: [
                softplus,
                log,
            ],
        }
    }
}

mod seed_1000087 {
    flow_runtime::flow! {
        pub(crate) struct Base<3, context = 3> {
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
        struct Embedding<2, context = {size: 1, embedding: residual_mlp(activation = sigmoid), outputs: 2}> {
            layers: [
                tanh,
                reverse,
            ],
            train: {objective: reverse_kl(target = "{ let r = norm(x); -0.5 * square((r - 2.0) / 0.4) } - square(x[0] - context[0])"), data: {file: "a.npz:train", context: ["layers"]}},
        }
        bijector main(new: scalar, quote: per_element(unit)) {
            forward: |z| exp(new) * z + sigmoid(0.42),
            inverse: |back| (back - sigmoid(0.42)) / exp(new),
        }
        bijector usize(std: scalar, forward_tape: per_element(unit), dot: vector, main: vector) {
            forward: |z| { let rows = norm(z - dot); z + softplus(std) / (softplus(std) + rows) * (z - dot) },
        }
    }
}

mod seed_1000096 {
    flow_runtime::flow! {
        /// #![allow(warnings)]
        /// Quotes " and ' and a backslash \.
        pub(crate) struct Differentiable<1> {
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

mod seed_1000098 {
    flow_runtime::flow! {
        pub struct SVector<6, context = 4> {
            base: normal(covariance = diagonal),
            layers: [
                bool,
                gumbel_cdf,
                logit,
            ],
        }
        bijector bool(macro_rules: per_element(scalar), isa: vector) {
            let exp = exp(macro_rules);
            forward: |z| (z + 0.32 * sin(z)) + exp(macro_rules) * softplus(softplus(macro_rules) * (z + 0.32 * sin(z))),
        }
    }
}

mod seed_1000101 {
    flow_runtime::flow! {
        /// Braces { } and [brackets](x) and `code`.
        pub struct OMatrix<1, context = 9> {
            base: normal_mixture(components = 2),
        }
    }
}

mod seed_1000103 {
    flow_runtime::flow! {
        /// Two interleaved half circles.
        pub(crate) struct Dyn<4, context = {size: 4, embedding: residual_mlp(blocks = 5), outputs: 1}> {
            base: normal(covariance = full),
        }
        bijector vjp(some: vector, cut: vector, macro_rules: per_element(unit)) {
            let offset = softplus((macro_rules - macro_rules));
            let auto = (exp(-1.96) * macro_rules);
            forward: |min| exp(min),
            inverse: |back| log(back),
        }
        bijector lanes(nalgebra: positive, max: unit, none: scalar) {
            domain: unit,
            forward: |z| { let t = sigmoid(z); let raw = t + (1.0 + max) * t * square(t); exp(raw) - exp(-raw) },
        }
        bijector chunk() {
            forward: |z| if z < 0.0 { 2 * z } else { z },
            inverse: |back| if back < 0.0 { back / 2 } else { back },
        }
    }
}

mod seed_1000107 {
    flow_runtime::flow! {
        pub(crate) struct IntoIterator<8, context = {size: 1, embedding: mlp(hidden = [1])}> {
            base: normal,
            layers: [
                householder,
            ],
            train: {standardize: true, batch_size: 4, schedule: constant(warm_up = 6), optimizer: adam(beta2 = 0.999, weight_decay = 872862.51), objective: maximum_likelihood, data: banana(rows = 3, fresh = true)},
        }
        bijector sum() {
            let weight = -0.75;
            let default = tanh((0.61 + weight));
            forward: |z| { let context = 0.5 * z * z * z + pi * z; if context < default { 1.0 * (context - default) } else { 2 * (context - default) } },
        }
        bijector f32(isa: per_element(scalar), nalgebra: unit, lane: per_element(unit)) {
            let ln = nalgebra;
            let rows = ln;
            domain: unit,
            forward: |z| isa - (z + 2.56 * softplus(softplus(isa) * z)),
        }
        bijector norm(k: scalar, new: per_element(positive)) {
            forward: |z| { let real = log_add_exp(z, abs(-0.7)) + new * z; -((softplus(k) * real + k).tanh() + exp(k) * (softplus(k) * real + k)) },
        }
    }
}

mod seed_1000109 {
    flow_runtime::flow! {
        /// Quotes " and ' and a backslash \.
        struct Into<6> {
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
        pub struct Clone<2, context = 9> {
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
        pub struct Debug<8> {
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
        pub struct Send<70> {
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
        pub struct Sized<3> {
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
        pub struct FnMut<3, context = 1> {
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
        pub struct Eq<23, context = {size: 2, embedding: residual_mlp(hidden = 5, blocks = 7), outputs: 8}> {
            base: normal,
            layers: [
                gumbel_cdf,
                reverse,
                logit,
            ],
        }
    }
}

mod seed_1000130 {
    flow_runtime::flow! {
        /// Quotes " and ' and a backslash \.
        /// #![allow(warnings)]
        pub struct Usize<6, context = {size: 4, embedding: mlp(dropout = 0.999), outputs: 1}> {
            base: laplace,
            train: {dtype: f64, standardize: true, batch_size: 5, schedule: cosine(warm_up = 5), optimizer: rmsprop(learning_rate = 2.5, alpha = 0.5, epsilon = 0.5, momentum = 0.1), objective: maximum_likelihood},
        }
    }
}

mod seed_1000133 {
    flow_runtime::flow! {
        pub(crate) struct A<10> {
            base: standard_uniform,
            layers: [
                invert(layer = reverse),
                reverse,
                logit,
            ],
        }
        bijector mul_add(lane: unit, main: positive) {
            let y = main;
            let log = y;
            forward: |default| { let len = default + 0.5 * tanh(default - (main * y)); let cotangent = len + 0.3 * cos(len); -(softplus(cotangent)) },
        }
        bijector dot(drop: positive) {
            forward: |z| relu(if atanh(exp(drop)) >= ln(z) { log1p(drop) } else { (z + drop) }),
            invertible: assumed,
        }
    }
}

mod seed_1000138 {
    flow_runtime::flow! {
        pub struct C<8, context = {size: 3, embedding: residual_mlp(hidden = 6, blocks = 7, activation = tanh)}> {
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
        struct F<8> {
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
        struct P<9> {
            base: standard_normal(scale = learned),
            layers: [
                rows,
                reverse,
                softplus,
                invert(layer = invert(layer = reverse)),
            ],
            train: {objective: reverse_kl(target = "sum(dot(sqrt((x * x)), ((x - x) - (x + x))))")},
        }
        bijector inverse(bool: per_element(unit), nalgebra: vector) {
            let n = (bool + bool);
            let new = softplus(tanh(n));
            forward: |state| state / 1.0 + 0.19 * atanh(0.19 * tanh(state)),
        }
        bijector rows(offset: positive, flow_runtime: per_element(scalar), ln: vector) {
            let err = (tanh(offset) * (1.63 * offset));
            forward: |dispatch| dispatch / (square(flow_runtime) + 0.5) + 0.34 * atanh(0.34 * tanh(dispatch)),
        }
    }
}

mod seed_1000149 {
    flow_runtime::flow! {
        /// Ends a comment */ and begins one /*.
        pub(crate) struct S<7> {
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
        pub(crate) struct U<1> {
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

#[test]
fn all_of_them_compile() {}
