//! Declarations drawn by `flow_tests::declarations`, which says how; this file is not written by hand.

// They are compiled and not used.
#![allow(dead_code)]

mod seed_1000004 {
    flow_runtime::flow! {
        /// Quotes " and ' and a backslash \.
        struct Flow<7, context = 1> {
            train: {data: {file: "a.parquet", columns: ["x\"y", "layers", "quote", "log_abs_det_jacobian", "layer", "rows", "std"], context: ["row"]}},
        }
    }
}

mod seed_1000009 {
    flow_runtime::flow! {
        /// Letters: α, é, 数.
        /// Two interleaved half circles.
        pub(crate) struct Box<2> {
            base: normal,
            layers: [
                pixels(alpha = 0.05, levels = 2),
            ],
            train: {data: {file: "rows.csv"}},
        }
    }
}

mod seed_1000011 {
    flow_runtime::flow! {
        struct Real<4, context = 2> {
            base: laplace(scale = conditioned),
            layers: [
                lower_triangular(part = upper),
            ],
        }
    }
}

mod seed_1000015 {
    flow_runtime::flow! {
        /// Quotes " and ' and a backslash \.
        /// #![allow(warnings)]
        pub(crate) struct Program<3, context = 9> {
            layers: [
                batch_norm(epsilon = 0.7, momentum = 0.0001),
                batch_norm,
                permute(seed = 839, of = elements),
            ],
        }
        bijector union(sin: vector, new: vector) {
            let dot = 0.66;
            forward: |x| { let ladj = norm(x - sin); x + 1.0 / (1.0 + ladj) * (x - sin) },
        }
    }
}

mod seed_1000020 {
    flow_runtime::flow! {
        /// Two interleaved half circles.
        /// Braces { } and [brackets](x) and `code`.
        pub struct Description<2> {
            train: {data: {file: "a.parquet", columns: ["a b", "cut"], missing: drop}},
        }
    }
}

mod seed_1000024 {
    flow_runtime::flow! {
        /// Ends a comment */ and begins one /*.
        /// #![allow(warnings)]
        struct Some<59> {
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
        pub struct Result<3> {
            base: student_t(degrees_of_freedom = 716614.53, location = learned),
        }
    }
}

mod seed_1000029 {
    flow_runtime::flow! {
        /// Two interleaved half circles.
        /// Quotes " and ' and a backslash \.
        pub struct Err<[2, 6, 2]> {
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
            train: {objective: maximum_likelihood, schedule: cosine(warm_up = 1), clip_norm: 0.5, batch_size: 1, epochs: 2, early_stopping: {patience: 9}},
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
            train: {data: {file: "../a b.npy", columns: {forward: integer, dot: integer, forward_tape: integer, macro_rules: integer, sum: integer, dispatch: integer, test: integer, ladj: integer, softplus: integer, some: integer, lanes: integer, root: integer, u: integer}, rows: [9, 55]}},
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
        struct Tile<[2, 4, 2]> {
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
        pub struct Lanes<11, context = 1> {
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
        pub struct Scratch<1, context = 20> {
            layers: [
                actnorm,
            ],
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

mod seed_1000067 {
    flow_runtime::flow! {
        /// #![allow(warnings)]
        pub struct Degrees<8> {
            base: normal_mixture(components = 4),
            layers: [
                actnorm,
                scale(scale = inverse_sigmoid),
                batch_norm(momentum = 0.8),
            ],
            train: {data: {file: "rows.csv", columns: {quote: {integer: [0, 23]}, sin: real, prepared: positive, uniform: positive, vec: integer, scratch: integer, forward: positive, x: {interval: [1, 9]}}}},
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

mod seed_1000073 {
    flow_runtime::flow! {
        /// Ends a comment */ and begins one /*.
        pub(crate) struct Buffer<[2, 2, 2]> {
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
        pub struct Target<4> {
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

mod seed_1000080 {
    flow_runtime::flow! {
        /// Quotes " and ' and a backslash \.
        pub struct Standardize<1> {
            base: normal,
            layers: [
                leaky_relu,
                lu_linear,
                lu_linear,
            ],
            train: {objective: maximum_likelihood, optimizer: rmsprop(epsilon = 0.01, alpha = 0.1, learning_rate = 1.0), schedule: cosine(warm_up = 1), clip_norm: 1e30, validation: 0.5, dtype: f64},
        }
    }
}

mod seed_1000084 {
    flow_runtime::flow! {
        struct Base<1> {
            base: student_t(degrees_of_freedom = 0.5),
            layers: [
                tanh,
                reverse,
            ],
            train: {data: {file: "a.parquet", columns: ["-1.5"]}},
        }
    }
}

mod seed_1000086 {
    flow_runtime::flow! {
        pub struct Embedding<9> {
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
        pub(crate) struct Differentiable<[2, 2, 4], context = 2> {
            base: standard_normal,
            layers: [
                householder,
            ],
        }
    }
}

mod seed_1000098 {
    flow_runtime::flow! {
        pub struct SVector<6, context = 4> {
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
        pub(crate) struct OMatrix<2> {
            layers: [
                pixels(alpha = 0.13),
                permute(seed = 117),
                permute(order = [1, 0]),
                reverse,
                reverse,
                reverse,
            ],
            train: {objective: reverse_kl(target = "sum(-square(square(x)) + 2.0 * square(x))")},
        }
    }
}

mod seed_1000106 {
    flow_runtime::flow! {
        /// Braces { } and [brackets](x) and `code`.
        /// Ends a comment */ and begins one /*.
        pub struct Dyn<4> {
            layers: [
                lower_triangular(bias = true, unit = false, part = lower),
            ],
            train: {data: {file: "rows.csv", columns: {alpha: integer, ladj: binary, f64: unit, a0: count}}, optimizer: rmsprop(learning_rate = 1e30, alpha = 0.1), schedule: constant, steps: 5, dtype: f32},
        }
    }
}

mod seed_1000113 {
    flow_runtime::flow! {
        pub struct IntoIterator<12> {
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
        pub struct Into<8> {
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
        pub struct Clone<5> {
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
        pub(crate) struct Debug<3> {
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
        pub struct Send<1, context = {size: 2, embedding: residual_mlp(hidden = 1)}> {
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
        pub(crate) struct Sized<[1, 1, 1]> {
            layers: [
                householder,
                gumbel_cdf,
            ],
        }
    }
}

mod seed_1000131 {
    flow_runtime::flow! {
        /// Braces { } and [brackets](x) and `code`.
        pub struct FnMut<[3, 2, 1]> {
            base: inverse_cdf(quantile = reverse),
            train: {data: {file: "a.parquet", columns: ["Voltage", "min", "layer", "i", "a0", "state"]}},
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
        pub(crate) struct Eq<10> {
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
        struct Usize<1> {
            base: laplace(scale = learned),
            train: {data: coloured_shapes(fresh = true, rows = 4), objective: maximum_likelihood, optimizer: adamw(beta1 = 0.1, beta2 = 0.1), schedule: cosine(warm_up = 0), batch_size: 3, epochs: 1, validation: two_moons(rows = 1), standardize: robust, dtype: f32, seed: 922, data_seed: 85},
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

mod seed_1000142 {
    flow_runtime::flow! {
        /// Braces { } and [brackets](x) and `code`.
        struct A<8> {
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
        pub struct C<[1, 6, 2]> {
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
        pub struct F<2> {
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
        pub struct P<22> {
            layers: [
                affine(scale = sigmoid),
                leaky_relu(slope = 1.0),
            ],
            train: {data: {file: "rows.csv", missing: drop}},
        }
    }
}

mod seed_1000156 {
    flow_runtime::flow! {
        /// Ends a comment */ and begins one /*.
        /// Braces { } and [brackets](x) and `code`.
        pub struct S<14> {
            base: standard_logistic,
            layers: [
                sigmoid,
                reverse,
            ],
            train: {optimizer: sgd(learning_rate = 5.0, weight_decay = 944984.6), schedule: constant(warm_up = 0), clip_norm: 0.01, batch_size: 5, steps: 1, standardize: robust, dtype: f32, seed: 493},
        }
    }
}

mod seed_1000161 {
    flow_runtime::flow! {
        /// Letters: α, é, 数.
        pub(crate) struct U<1> {
            base: standard_logistic,
            layers: [
                t,
            ],
        }
        bijector t(macro_rules: positive, sigmoid: unit) {
            let table = tanh(sigmoid);
            let mul_add = tanh(macro_rules);
            forward: |z| sigmoid(((z + mul_add) - (z + z))),
            invertible: assumed,
        }
        bijector macro_rules(weight: vector) {
            let some = -0.89;
            forward: |root| pi * root + square(1.14),
            inverse: |back| (back - square(1.14)) / pi,
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
            forward: |norm| square(sin(-norm)),
            invertible: assumed,
        }
    }
}

mod seed_1000319 {
    flow_runtime::flow! {
        pub struct Other<4> {
            base: student_t(degrees_of_freedom = 1000000.0, location = learned),
            layers: [
                autoregressive(explicit = inverse, transformer = affine(bound = 0.1)),
                softplus,
                scale,
            ],
        }
        bijector prepared() {
            let inverse = (-1.96 * 1.58);
            let context = inverse;
            forward: |z| [z[2] * exp((inverse + -0.33) * z[0]) + z[0], softplus(z[1]) * z[0] - context, z[1], softplus(z[0]) * z[3] - square(0.42)],
            invertible: assumed,
        }
        bijector inverse(a0: scalar) {
            let f64 = a0;
            let table = exp(sigmoid(-0.89));
            forward: |std| exp(std),
            inverse: |back| log(back),
        }
        bijector log_abs_det_jacobian(isa: scalar, prepared: vector, none: scalar) {
            let k = (isa * isa);
            forward: |macro_rules| { let context = macro_rules + 0.49 * cos(macro_rules); 1.98 * context * context * context + 1.26 * context },
        }
    }
}

mod seed_1000424 {
    flow_runtime::flow! {
        pub(crate) struct Other<2, context = 3> {
            base: student_t(degrees_of_freedom = 0.5),
            layers: [
                radial,
                t,
                index,
                t,
            ],
        }
        bijector t(u: vector) {
            forward: |z| { let main = norm(z - u); z + 1.0 / (1.0 + main) * (z - u) },
        }
        bijector index() {
            let f32 = -0.17;
            let beta = sigmoid(tanh(f32));
            forward: |cotangent| ((-cotangent * (cotangent + (beta + 1.1))) + tanh(atanh(cotangent))),
            invertible: assumed,
        }
    }
}

mod seed_1001036 {
    flow_runtime::flow! {
        /// Quotes " and ' and a backslash \.
        /// Ends a comment */ and begins one /*.
        pub(crate) struct Other<4> {
            base: laplace,
            layers: [
                real_nvp(prior = conditioned, transformer = affine, couplings = 1),
                nice(couplings = 17, conditioner = mlp(hidden = [4, 4, 4, 4])),
                sylvester,
                exp,
            ],
            train: {data: {file: "a.parquet", rows: [2, 9]}},
        }
    }
}

mod seed_1001133 {
    flow_runtime::flow! {
        /// Two interleaved half circles.
        pub struct Other<23> {
            layers: [
                nsf(bins = 4, bound = 2.5, activation = tanh),
                batch_norm(momentum = 0.0001),
            ],
        }
    }
}

mod seed_1001807 {
    flow_runtime::flow! {
        /// Ends a comment */ and begins one /*.
        struct Other<2> {
            base: normal_mixture(components = 6),
            layers: [
                iaf(transformer = gate, conditioner = made(hidden = [1])),
                leaky_relu,
                leaky_relu,
            ],
        }
    }
}

#[test]
fn all_of_them_compile() {}
