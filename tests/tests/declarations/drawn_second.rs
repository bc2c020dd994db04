//! Declarations drawn by `flow_tests::declarations`, which says how; this file is not written by hand.

// They are compiled and not used.
#![allow(dead_code)]

mod seed_1000005 {
    flow_runtime::flow! {
        pub struct Flow<[1, 1, 1]> {
            layers: [
                leaky_relu,
            ],
            train: {objective: reverse_kl(target = "log_add_exp(-0.5 * square(x[0] - 2.0), -0.5 * square(x[0] + 2.0)) - dot(x, x)")},
        }
    }
}

mod seed_1000013 {
    flow_runtime::flow! {
        pub(crate) struct Box<4> {
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

mod seed_1000020 {
    flow_runtime::flow! {
        /// Two interleaved half circles.
        /// Braces { } and [brackets](x) and `code`.
        pub struct Real<2> {
            train: {data: {file: "a.parquet", columns: ["a b", "cut"], missing: drop}},
        }
    }
}

mod seed_1000024 {
    flow_runtime::flow! {
        /// Ends a comment */ and begins one /*.
        /// #![allow(warnings)]
        struct Program<11> {
            base: normal(covariance = diagonal),
            layers: [
                coupling(conditioner = mlp(activation = relu), split = halves),
            ],
            train: {data: {file: "a.parquet", columns: {y: positive, norm: positive, tables: positive, prepared: positive, x_row: positive, some: positive, f32: positive, inverse: positive, macro_rules: positive, test: positive, rows: positive}}},
        }
    }
}

mod seed_1000027 {
    flow_runtime::flow! {
        pub struct Description<2> {
            base: standard_uniform,
        }
    }
}

mod seed_1000034 {
    flow_runtime::flow! {
        /// #![allow(warnings)]
        pub struct Some<57> {
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
        pub struct Result<[3, 3, 1]> {
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

mod seed_1000044 {
    flow_runtime::flow! {
        /// Quotes " and ' and a backslash \.
        /// Braces { } and [brackets](x) and `code`.
        struct Err<10> {
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
        pub(crate) struct String<3, context = 3> {
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
        pub struct Selfish<2> {
            base: normal_mixture(components = 2),
        }
    }
}

mod seed_1000068 {
    flow_runtime::flow! {
        /// Braces { } and [brackets](x) and `code`.
        pub(crate) struct Sampler<1> {
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
        pub struct Kind<2> {
            base: normal,
        }
    }
}

mod seed_1000080 {
    flow_runtime::flow! {
        /// Quotes " and ' and a backslash \.
        pub struct Parameters<1> {
            base: normal,
            layers: [
                lower_triangular,
                lower_triangular(bias = true, unit = true),
                affine(scale = exp),
            ],
        }
    }
}

mod seed_1000084 {
    flow_runtime::flow! {
        struct Segment<1> {
            base: student_t(degrees_of_freedom = 0.5),
            layers: [
                softplus,
                log,
            ],
        }
    }
}

mod seed_1000096 {
    flow_runtime::flow! {
        /// #![allow(warnings)]
        /// Quotes " and ' and a backslash \.
        pub(crate) struct Tile<1> {
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

mod seed_1000101 {
    flow_runtime::flow! {
        /// Braces { } and [brackets](x) and `code`.
        pub struct Lanes<1, context = 9> {
            base: normal_mixture(components = 2),
        }
    }
}

mod seed_1000115 {
    flow_runtime::flow! {
        pub struct Scratch<8> {
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
        struct Layout<2> {
            base: normal,
        }
    }
}

mod seed_1000121 {
    flow_runtime::flow! {
        pub(crate) struct Degrees<3> {
            base: student_t(degrees_of_freedom = 0.5),
        }
    }
}

mod seed_1000126 {
    flow_runtime::flow! {
        /// #![allow(warnings)]
        /// #![allow(warnings)]
        pub struct Mask<5> {
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

mod seed_1000133 {
    flow_runtime::flow! {
        pub(crate) struct Buffer<10> {
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

mod seed_1000140 {
    flow_runtime::flow! {
        struct Target<59> {
            base: standard_uniform(scale = learned),
            layers: [
                bool,
            ],
            train: {data: {file: "a.npz:train"}, optimizer: rmsprop(alpha = 0.5, epsilon = 0.01, weight_decay = 1000000.0), schedule: constant, clip_norm: 1.5, epochs: 1, early_stopping: {patience: 1}, standardize: false, dtype: f32},
        }
        bijector bool(err: unit, alpha: per_element(unit), x: vector, log: vector) {
            let flow = alpha;
            let weight = flow;
            forward: |exp| 1.0 * exp + sum(exp),
            invertible: assumed,
        }
        bijector sin(parameters: positive) {
            forward: |max| exp(max),
        }
    }
}

mod seed_1000146 {
    flow_runtime::flow! {
        struct Standardize<9> {
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
        pub(crate) struct Base<7> {
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
        pub(crate) struct Embedding<1> {
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

mod seed_1000157 {
    flow_runtime::flow! {
        /// Quotes " and ' and a backslash \.
        /// Quotes " and ' and a backslash \.
        pub struct Differentiable<6> {
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

mod seed_1000161 {
    flow_runtime::flow! {
        /// Letters: α, é, 数.
        pub(crate) struct SVector<1> {
            base: inverse_cdf(quantile = logit),
            layers: [
                macro_rules,
                t,
                scale(bound = 2.5),
            ],
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

mod seed_1000166 {
    flow_runtime::flow! {
        /// Letters: α, é, 数.
        /// Ends a comment */ and begins one /*.
        pub struct OMatrix<2, context = {size: 20, embedding: residual_mlp(dropout = 0.0), outputs: 1}> {
            train: {data: banana, optimizer: adamw(weight_decay = 851015.7, epsilon = 0.01, beta2 = 0.999, beta1 = 0.5), steps: 1, validation: {file: "../a b.npy", columns: {forward: positive, ladj: unit}, context: ["y", "inverse", "rows", "k", "pi", "x", "union", "isa", "some", "n", "i", "carve", "layer", "default", "t", "x_cotangent", "offset", "main", "lanes", "sample"]}},
        }
    }
}

mod seed_1000173 {
    flow_runtime::flow! {
        /// Braces { } and [brackets](x) and `code`.
        /// Two interleaved half circles.
        pub struct Dyn<2, context = 20> {
        }
    }
}

mod seed_1000178 {
    flow_runtime::flow! {
        pub struct IntoIterator<[1, 3, 1]> {
            train: {data: {file: "a.parquet", columns: {quote: positive, cotangent: positive, forward: unit}, rows: [0, 2]}},
        }
    }
}

mod seed_1000181 {
    flow_runtime::flow! {
        /// #![allow(warnings)]
        struct Into<4> {
            base: standard_normal(scale = learned),
            train: {seed: 480, early_stopping: {patience: 2}, validation: 0.1, steps: 1, schedule: cosine(warm_up = 5), optimizer: sgd(learning_rate = 2.5, momentum = 0.1), objective: maximum_likelihood},
        }
    }
}

mod seed_1000183 {
    flow_runtime::flow! {
        /// #![allow(warnings)]
        pub struct Clone<2, context = 3> {
            layers: [
                exp,
                power(exponent = -0.7),
                scale(bound = 0.01),
            ],
        }
    }
}

mod seed_1000187 {
    flow_runtime::flow! {
        /// Quotes " and ' and a backslash \.
        struct Debug<9> {
            base: laplace,
            layers: [
                lower_triangular(bias = false),
                actnorm,
            ],
            train: {data: {file: "rows.csv", columns: {exp: positive, raw: positive, main: positive, vjp: positive, lane: positive, macro_rules: positive, test: positive, uniform: positive, rows: positive}}},
        }
    }
}

mod seed_1000189 {
    flow_runtime::flow! {
        struct Send<4> {
        }
    }
}

mod seed_1000192 {
    flow_runtime::flow! {
        /// Quotes " and ' and a backslash \.
        pub struct Sized<[1, 2, 1]> {
            layers: [
                lu_linear,
                leaky_relu(slope = 0.7),
            ],
        }
    }
}

mod seed_1000195 {
    flow_runtime::flow! {
        /// #![allow(warnings)]
        pub struct FnMut<2> {
            base: student_t(degrees_of_freedom = 1000000.0, scale = learned),
        }
    }
}

mod seed_1000201 {
    flow_runtime::flow! {
        /// Quotes " and ' and a backslash \.
        /// Ends a comment */ and begins one /*.
        pub struct Eq<2> {
            base: standard_logistic(location = learned),
        }
        bijector table(parameters: positive) {
            let carve = (parameters + sin(-0.33));
            domain: unit,
            forward: |z| z + 0.21 * sin(z) * sech2(z),
        }
        bijector min(base: scalar, ladj_cotangent: positive) {
            forward: |z| [z[1] + 1.0 * 1.0, z[0]],
        }
        bijector main(auto: per_element(scalar), cut: unit, alloc: unit) {
            let drop = alloc;
            forward: |beta| [beta[0] * exp(square(-1.51) * beta[1]) + beta[1], if 1.0 < 0.0 { beta[1] } else { beta[1] * (1.0 + square(1.0)) }],
            invertible: assumed,
        }
    }
}

mod seed_1000207 {
    flow_runtime::flow! {
        /// Braces { } and [brackets](x) and `code`.
        /// Ends a comment */ and begins one /*.
        struct Usize<[1, 4, 4]> {
            base: normal(covariance = diagonal),
            layers: [
                gumbel_cdf,
            ],
        }
        bijector alpha() {
            let layers = 1.09;
            let rows = exp((-0.7 + layers));
            forward: |row| if (-layers + (row - row)) < ln((row / layers)) { ((row * layers) / (row - layers)) } else { (expm1(layers) * square(row)) },
            invertible: assumed,
        }
        bijector len(ok: vector) {
            forward: |cut| pi * cut + sum(cut),
            invertible: assumed,
        }
        bijector table(f32: scalar, min: per_element(unit), sin: scalar, prepared: vector, n: vector) {
            let uniform = f32;
            let drop = ((1.17 + min) * square(0.09));
            forward: |char| { let lane = prepared + (softplus(dot(n, prepared)) - 1.0 - dot(n, prepared)) * n / dot(n, n); char + lane * tanh(dot(n, char) + uniform) },
        }
    }
}

mod seed_1000211 {
    flow_runtime::flow! {
        pub struct A<1> {
            layers: [
                scale_tril,
                len,
                exp,
                power(exponent = -1.5),
                log,
                exp,
                reverse,
            ],
            train: {objective: reverse_kl(target = "-sum(softplus(x) + softplus(-x))")},
        }
        bijector len(flow: vector, uniform: positive) {
            let ladj = ((uniform * -1.82) - uniform);
            forward: |z| exp(z),
            inverse: |back| log(back),
        }
        bijector parameters(u: per_element(unit), vec: per_element(positive), log_prob: unit) {
            let auto = log_prob;
            forward: |z| 0.5 * z + (vec + log_prob),
            inverse: |back| (back - (vec + log_prob)) / 0.5,
        }
    }
}

mod seed_1000213 {
    flow_runtime::flow! {
        /// Braces { } and [brackets](x) and `code`.
        struct C<2, context = 20> {
            base: standard_logistic(location = learned, scale = learned),
            layers: [
                exp,
                reverse,
            ],
            train: {data: two_moons, optimizer: rmsprop(momentum = 0.5), schedule: constant, batch_size: 17, early_stopping: {patience: 1}, dtype: f64},
        }
        bijector row() {
            let some = tanh(0.23);
            forward: |sum| [sum[1] * exp(abs(1.48) * sum[0]) + sum[0], sum[0]],
        }
    }
}

mod seed_1000217 {
    flow_runtime::flow! {
        /// Quotes " and ' and a backslash \.
        pub(crate) struct F<7> {
            base: inverse_cdf(quantile = reverse),
            layers: [
                reverse,
            ],
        }
    }
}

mod seed_1000227 {
    flow_runtime::flow! {
        /// Letters: α, é, 数.
        /// Letters: α, é, 数.
        pub struct P<9, context = {size: 4, embedding: residual_mlp(blocks = 1), outputs: 8}> {
            base: laplace,
            layers: [
                exp,
            ],
            train: {data: banana, objective: maximum_likelihood, schedule: cosine(final_fraction = 0.81, warm_up = 64), batch_size: 6, validation: {file: "a.npz:train", columns: ["Voltage", "k", "weight", "forward", "u", "std", "log", "softplus", "bool"], context: ["exp", "i", "min", "union"], missing: drop}, seed: 718},
        }
    }
}

mod seed_1000232 {
    flow_runtime::flow! {
        pub struct S<12> {
            base: normal(covariance = diagonal),
            layers: [
                permute(order = [1, 7, 4, 5, 11, 9, 2, 10, 0, 3, 8, 6]),
                sigmoid,
            ],
        }
        bijector offset(abs: vector) {
            forward: |z| { let mul_add = norm(z - abs); z + 2.47 / (2.47 + mul_add) * (z - abs) },
            invertible: assumed,
        }
        bijector cut(row: per_element(positive), z_row: scalar, macro_rules: vector, core: vector) {
            forward: |i| (square(z_row) + 0.5) * i + sum(i),
        }
    }
}

mod seed_1000241 {
    flow_runtime::flow! {
        /// Quotes " and ' and a backslash \.
        pub struct U<36, context = 2> {
            base: student_t(location = conditioned, degrees_of_freedom = 1000000.0),
            layers: [
                scale,
                ok,
            ],
        }
        bijector ok(isa: positive, u8: vector, z_row: vector) {
            let log_abs_det_jacobian = isa;
            forward: |z| z + z_row * tanh(dot(z_row, z)),
        }
    }
}

#[test]
fn all_of_them_compile() {}
