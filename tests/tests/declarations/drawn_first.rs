//! Declarations drawn by `flow_tests::declarations`, which says how; this file is not written by hand.

// They are compiled and not used.
#![allow(dead_code)]

mod seed_1000000 {
    flow_runtime::flow! {
        pub struct TwoMoons<2, context = 3> {
            base: standard_uniform,
            layers: [
                reverse,
                logit,
            ],
            train: {data: {file: "a.npz:train", columns: {core: real, t: {integer: [4, 36]}}, context: ["max", "dispatch", "mul_add"]}},
        }
    }
}

mod seed_1000002 {
    flow_runtime::flow! {
        /// Braces { } and [brackets](x) and `code`.
        pub(crate) struct ConditionalFlow<3> {
            base: normal_mixture,
            layers: [
                tanh,
                reverse,
            ],
            train: {seed: 929, dtype: f32, optimizer: sgd(momentum = 0.999), objective: maximum_likelihood},
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

mod seed_1000009 {
    flow_runtime::flow! {
        /// Letters: α, é, 数.
        /// Two interleaved half circles.
        pub(crate) struct Layer<2> {
            base: normal,
            layers: [
                softplus,
                power(exponent = -0.5),
            ],
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
                householder,
            ],
            train: {data: {file: "a.npz:train", columns: {i: positive}}},
        }
    }
}

mod seed_1000016 {
    flow_runtime::flow! {
        pub struct Isa<9> {
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

mod seed_1000021 {
    flow_runtime::flow! {
        pub struct Option<1> {
            base: standard_normal(scale = learned),
            layers: [
                ladj_cotangent,
                householder,
                ladj_cotangent,
                sigmoid,
                invert(layer = reverse),
                permute(order = [0]),
                logit,
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
        struct None<11> {
            base: normal(covariance = diagonal),
            layers: [
                coupling(conditioner = mlp(activation = relu), split = halves),
            ],
            train: {data: {file: "a.parquet", columns: {y: unit, norm: unit, tables: unit, prepared: unit, x_row: unit, some: unit, f32: unit, inverse: unit, macro_rules: unit, test: unit, rows: unit}}},
        }
    }
}

mod seed_1000026 {
    flow_runtime::flow! {
        pub(crate) struct Ok<2> {
            base: standard_uniform,
            layers: [
                reverse,
                invert(layer = reverse),
            ],
            train: {objective: reverse_kl(target = "if x[1] < 0.0 { -square(x[0]) } else { -2.0 * square(x[0]) - square(x[1]) }")},
        }
    }
}

mod seed_1000028 {
    flow_runtime::flow! {
        pub(crate) struct Vec<20> {
            base: laplace,
            layers: [
                planar,
            ],
            train: {objective: reverse_kl(target = "-sum(softplus(x) + softplus(-x))")},
        }
        bijector cotangent() {
            let layers = (square(0.0) - -1.65);
            let core = sin(sigmoid(layers));
            forward: |z| pi * z + core,
            inverse: |back| (back - core) / pi,
        }
        bijector quote(inverse: vector, x_row: vector, n: unit, chunk: vector, exp: vector) {
            forward: |rand| rand + exp * softplus(dot(exp, rand)),
        }
    }
}

mod seed_1000030 {
    flow_runtime::flow! {
        /// Quotes " and ' and a backslash \.
        struct Type<4> {
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
        pub struct Error<57> {
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

mod seed_1000039 {
    flow_runtime::flow! {
        /// Ends a comment */ and begins one /*.
        pub(crate) struct Direction<[1, 4, 4]> {
            layers: [
                shift,
                householder,
                sigmoid,
                permute(seed = 151),
                reverse,
            ],
        }
        bijector carve(lanes: vector, f64: vector, alpha: positive) {
            forward: |ladj_cotangent| 2 * ladj_cotangent + alpha,
            inverse: |back| (back - alpha) / 2,
        }
    }
}

mod seed_1000045 {
    flow_runtime::flow! {
        /// Ends a comment */ and begins one /*.
        /// #![allow(warnings)]
        pub struct Parameter<5> {
            base: standard_uniform,
            layers: [
                logit,
            ],
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

mod seed_1000052 {
    flow_runtime::flow! {
        /// #![allow(warnings)]
        struct Chain<[1, 1, 1], context = 9> {
            base: cylindrical(angles = 1),
            train: {objective: reverse_kl(target = "sum(((((x[0] - x[0]) / x) * if x[0] <= (0.79 - x[0]) { x } else { x }) + ((x / x) / -softplus(-0.55)))) - square(x[0] - context[8])"), data: {file: "a.parquet", context: ["uniform", "nalgebra", "isa", "bias", "index", "ladj", "u8", "root", "i"]}},
        }
    }
}

mod seed_1000056 {
    flow_runtime::flow! {
        /// #![allow(warnings)]
        struct Lane<2> {
            base: standard_normal,
            layers: [
                lower_triangular(part = lower, unit = true),
            ],
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
                autoregressive,
            ],
            train: {data: {file: "../a b.npy", columns: {dispatch: unit}, context: ["t", "x", "layer", "default", "log", "pi", "std", "uniform", "raw", "parameters", "u", "u8", "context", "y", "auto", "log_abs_det_jacobian", "ladj_cotangent", "offset", "scratch", "usize"]}},
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
            train: {data: {file: "rows.csv", rows: [7, 25]}},
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
                lu_linear,
            ],
            train: {data: {file: "rows.csv", columns: {log: integer, norm: integer, carve: integer, log_prob: integer, macro_rules: integer, pi: unit}, weights: "quote"}},
        }
    }
}

mod seed_1000083 {
    flow_runtime::flow! {
        /// Two interleaved half circles.
        pub struct Buffers<[1, 1, 1]> {
            base: student_t(degrees_of_freedom = 0.5),
            layers: [
                leaky_relu,
                affine(bound = 0.5),
            ],
        }
    }
}

mod seed_1000087 {
    flow_runtime::flow! {
        pub(crate) struct Targeted<3, context = 3> {
            base: cylindrical(angles = 1),
        }
    }
}

mod seed_1000089 {
    flow_runtime::flow! {
        /// #![allow(warnings)]
        /// Letters: α, é, 数.
        pub(crate) struct Repeat<57, context = {size: 1, embedding: mlp(hidden = [100, 100]), outputs: 3}> {
            layers: [
                invert(layer = planar),
                softplus,
                repeat(times = 4, layers = [reverse]),
            ],
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
                reverse,
                permute(seed = 9007199254740992),
                shift,
            ],
            train: {seed: 24, dtype: f32, standardize: robust, epochs: 5, schedule: cosine(warm_up = 1, final_fraction = 0.7), optimizer: adam(beta1 = 0.0)},
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
            base: standard_uniform,
            layers: [
                logit,
                actnorm,
                lower_triangular(part = upper, unit = true),
                permute(seed = 364),
                leaky_relu,
            ],
        }
    }
}

mod seed_1000098 {
    flow_runtime::flow! {
        pub struct Distribution<6, context = 4> {
            base: normal_mixture(components = 4),
            layers: [
                softplus,
                scale,
                reverse,
            ],
        }
        bijector root() {
            let cut = 0.73;
            forward: |z| { let x_cotangent = tanh(z); let state = x_cotangent + 0.77 * sqrt(square(x_cotangent) + 1.0); state + 0.5 * sigmoid(2.06 * state) },
        }
    }
}

mod seed_1000101 {
    flow_runtime::flow! {
        /// Braces { } and [brackets](x) and `code`.
        pub struct SMatrix<1, context = 9> {
            base: normal_mixture(components = 2),
        }
    }
}

mod seed_1000105 {
    flow_runtime::flow! {
        pub struct Const<1, context = {size: 2, embedding: residual_mlp(hidden = 5)}> {
            base: normal(covariance = full),
            layers: [
                scale(scale = exp, bound = 1.5),
                invert(layer = affine(scale = exp)),
                leaky_relu(slope = 0.7),
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
                invert(layer = lower_triangular),
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

mod seed_1000116 {
    flow_runtime::flow! {
        /// Letters: α, é, 数.
        pub struct Default<8> {
            layers: [
                tanh,
            ],
        }
    }
}

mod seed_1000119 {
    flow_runtime::flow! {
        /// Letters: α, é, 数.
        /// Braces { } and [brackets](x) and `code`.
        pub struct Copy<5> {
            base: normal,
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

mod seed_1000123 {
    flow_runtime::flow! {
        /// Quotes " and ' and a backslash \.
        /// Two interleaved half circles.
        pub struct Drop<3, context = 1> {
            base: standard_uniform,
            layers: [
                logit,
                sigmoid,
                permute(order = [1, 2, 0]),
                invert(layer = sigmoid),
            ],
        }
    }
}

mod seed_1000126 {
    flow_runtime::flow! {
        /// #![allow(warnings)]
        /// #![allow(warnings)]
        pub struct Sync<5> {
            base: normal(covariance = full),
            layers: [
                batch_norm(epsilon = 0.5),
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
        pub struct Fn<6, context = {size: 4, embedding: mlp(dropout = 0.999), outputs: 1}> {
            base: laplace,
            train: {objective: maximum_likelihood, optimizer: adam(learning_rate = 0.01), schedule: cosine(final_fraction = 0.01), validation: {file: "../a b.npy", columns: {lane: real, macro_rules: {interval: [0, 9]}, f64: unit, main: integer, exp: unit, vec: binary}, context: ["forward_tape", "tanh", "max", "alpha"]}, early_stopping: {patience: 10}, dtype: f32, seed: 602, data_seed: 718},
        }
    }
}

mod seed_1000132 {
    flow_runtime::flow! {
        /// Letters: α, é, 数.
        pub(crate) struct FnOnce<[1, 1, 1], context = 1> {
            base: standard_logistic(location = conditioned),
            layers: [
                autoregressive(explicit = forward, order = ascending, transformer = additive, conditioner = made(hidden = [])),
                exp,
            ],
            train: {objective: reverse_kl(target = "sum(expm1((sech2(x[0]) / norm(x)))) - square(x[0] - context[0])"), data: {file: "../a b.npy", context: ["base"]}},
        }
    }
}

mod seed_1000134 {
    flow_runtime::flow! {
        /// Letters: α, é, 数.
        /// Two interleaved half circles.
        pub(crate) struct Ord<49, context = {size: 1, embedding: residual_mlp(dropout = 0.5, activation = softplus, hidden = 5), outputs: 3}> {
            base: laplace(scale = learned),
            layers: [
                invert(layer = real_nvp(transformer = gate(bias = -1.48))),
            ],
        }
    }
}

mod seed_1000136 {
    flow_runtime::flow! {
        pub struct F32<2, context = 1> {
            base: laplace(scale = learned),
            layers: [
                conditional(transformer = additive, conditioner = mlp(dropout = 0.5, activation = softplus)),
                reverse,
                nice(conditioner = mlp(activation = tanh), couplings = 1),
            ],
            train: {data: {file: "a.npz:train", columns: {tanh: unit, f64: {categorical: ["rows", "lane", "forward"]}}, context: ["tape"]}, optimizer: adam(learning_rate = 0.1, beta1 = 0.0, beta2 = 0.999), schedule: cosine(warm_up = 2, final_fraction = 0.47), clip_norm: 0.1, steps: 1, early_stopping: {patience: 5}, standardize: true},
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
                radial,
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

mod seed_1000145 {
    flow_runtime::flow! {
        pub(crate) struct D<[1, 1, 1]> {
            base: student_t(scale = learned, degrees_of_freedom = 814231.82),
            layers: [
                permute(seed = 894),
                shift,
            ],
            train: {objective: reverse_kl(target = "-sum(softplus(x) + softplus(-x))")},
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
        pub struct I<2> {
            base: standard_uniform(location = learned),
            train: {objective: reverse_kl(target = "{ let r = norm(x); -0.5 * square((r - 2.0) / 0.4) }")},
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
            train: {standardize: false, schedule: cosine(warm_up = 0), objective: reverse_kl(target = "sum(norm(if (x + x) < (x[0] + x) { (x / (1.5 * 1.19)) } else { if x <= x { x[0] } else { x[0] } }))", variables = ["default"], annealing = {start: 0.01, steps: 929}, gradient = full)},
        }
    }
}

mod seed_1000153 {
    flow_runtime::flow! {
        pub struct T<6> {
            layers: [
                lower_triangular(unit = false, part = lower),
                shift,
            ],
        }
    }
}

mod seed_1000171 {
    flow_runtime::flow! {
        /// #![allow(warnings)]
        pub struct Other<10> {
            layers: [
                gumbel_cdf,
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

mod seed_1000208 {
    flow_runtime::flow! {
        pub struct Other<3> {
            base: cylindrical(angles = 1),
            layers: [
                circular_coupling(angles = 1, transformer = rational_quadratic_spline(bins = 5, bound = 0.5, min_height = 0.07, min_slope = 0.21), bins = 2, conditioner = residual_mlp(blocks = 3, dropout = 0.0)),
                circular_coupling(angles = 1, bins = 6, conditioner = mlp(hidden = [1], activation = tanh)),
            ],
            train: {data: {file: "rows.csv", columns: ["Voltage", "default", "carve"], rows: [9, 42]}},
        }
    }
}

mod seed_1000231 {
    flow_runtime::flow! {
        /// Ends a comment */ and begins one /*.
        pub(crate) struct Other<10, context = {size: 9, embedding: mlp(hidden = [7, 100, 6, 1], activation = softplus)}> {
            base: standard_normal,
            layers: [
                actnorm,
                radial,
                reverse,
                maf(layers = 5, transformer = additive, conditioner = made(hidden = [])),
                gumbel_cdf,
                reverse,
                logit,
                autoregressive(explicit = forward, transformer = scale),
            ],
        }
    }
}

#[test]
fn all_of_them_compile() {}
