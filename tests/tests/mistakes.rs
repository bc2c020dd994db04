//! Wrong declarations, each typed twice: as tokens of the macro and as YAML.
//!
//! Both doors must find the same mistakes and say them in the same words, and both must point at the same text. The table
//! states the words, and for YAML the exact line and column.

#[path = "mistakes/grids.rs"]
mod grids;

use flow_compiler::diag::Diagnostics;
use flow_tests::doors::{from_tokens, from_yaml, pointed_at};

/// Fields of `struct X<2> { … }`, the same from line 3 of a YAML file, and every mistake as `line:column message`.
const FIELDS: &[(&str, &str, &str)] = &[
    // Unknown words.
    ("layer: [affine]", "layer: [affine]", "3:1 a flow has no field `layer`, did you mean `layers`?"),
    (
        "base: standard_nromal",
        "base: standard_nromal",
        "3:7 there is no base `standard_nromal`, did you mean `standard_normal`?",
    ),
    ("base: cauchy", "base: cauchy", "3:7 there is no base `cauchy`"),
    ("layers: [couplng]", "layers: [couplng]", "3:10 there is no layer `couplng`, did you mean `coupling`?"),
    ("layers: [Affine]", "layers: [Affine]", "3:10 found the text `Affine`, expected a layer, did you mean `affine`?"),
    (
        "layers: [coupling(transformer = afine)]",
        "layers:\n  - coupling: {transformer: afine}",
        "4:29 there is no transformer `afine`, did you mean `affine`?",
    ),
    (
        "layers: [coupling(conditioner = mpl)]",
        "layers:\n  - coupling: {conditioner: mpl}",
        "4:29 there is no conditioner `mpl`, did you mean `mlp`?",
    ),
    (
        "layers: [coupling(conditioner = mlp(activation = relo))]",
        "layers:\n  - coupling:\n      conditioner: {mlp: {activation: relo}}",
        "5:39 `activation` of `mlp` cannot be `relo`, did you mean `relu`?",
    ),
    (
        "layers: [coupling(transfromer = affine)]",
        "layers:\n  - coupling: {transfromer: affine}",
        "4:16 `coupling` has no setting `transfromer`, did you mean `transformer`?",
    ),
    ("layers: [reverse(axis = 1)]", "layers: [reverse: {axis: 1}]", "3:20 `reverse` has no setting `axis`"),
    (
        "layers: [coupling(split = thirds)]",
        "layers:\n  - coupling: {split: thirds}",
        "4:23 `split` of `coupling` cannot be `thirds`",
    ),
    // Numbers out of their range, and values of the wrong type.
    (
        "layers: [coupling(conditioner = mlp(hidden = [64, 0]))]",
        "layers:\n  - coupling: {conditioner: {mlp: {hidden: [64, 0]}}}",
        "4:49 `hidden` of `mlp` holds the number 0, expected a whole number from 1 to 1048576",
    ),
    (
        "layers: [coupling(conditioner = mlp(hidden = [-8, 2.5, wide]))]",
        "layers:\n  - coupling: {conditioner: {mlp: {hidden: [-8, 2.5, wide]}}}",
        "4:45 `hidden` of `mlp` holds the number -8, expected a whole number from 1 to 1048576\n\
         4:49 `hidden` of `mlp` holds the number 2.5, expected a whole number from 1 to 1048576\n\
         4:54 `hidden` of `mlp` holds the word `wide`, expected a whole number from 1 to 1048576",
    ),
    (
        "layers: [coupling(conditioner = mlp(hidden = 64))]",
        "layers:\n  - coupling: {conditioner: {mlp: {hidden: 64}}}",
        "4:44 `hidden` of `mlp` is the number 64, expected a list of whole numbers from 1 to 1048576",
    ),
    (
        "layers: [affine(bound = 0)]",
        "layers: [affine: {bound: 0}]",
        "3:26 `bound` of `affine` is the number 0, expected a positive number",
    ),
    (
        "layers: [leaky_relu(slope = -0.5)]",
        "layers:\n  - leaky_relu: {slope: -0.5}",
        "4:25 `slope` of `leaky_relu` is the number -0.5, expected a positive number",
    ),
    (
        "layers: [leaky_relu(slope = steep)]",
        "layers: [leaky_relu: {slope: steep}]",
        "3:30 `slope` of `leaky_relu` is the word `steep`, expected a positive number",
    ),
    (
        "layers: [leaky_relu(slope = 1e300), leaky_relu(slope = 1e-300)]",
        "layers:\n  - leaky_relu: {slope: 1e300}\n  - leaky_relu: {slope: 1e-300}",
        "4:25 `slope` of `leaky_relu` is the number 1e300, which `f32` cannot hold\n\
         5:25 `slope` of `leaky_relu` is the number 1e-300, which `f32` cannot hold",
    ),
    (
        "layers: [affine(scale = 2)]",
        "layers: [affine: {scale: 2}]",
        "3:26 `scale` of `affine` is the number 2, expected one of `exp`, `softplus`, `sigmoid`, `inverse_sigmoid`, `softclip`, \
         `shifted_sigmoid`",
    ),
    (
        "layers: [affine(min_scale = 0.1)]",
        "layers: [affine: {min_scale: 0.1}]",
        "3:30 `min_scale` is written for the scale `exp`, which has none",
    ),
    ("layers: affine", "layers: affine", "3:9 `layers` is the word `affine`, expected a list of layers"),
    (
        "layers: [3, [reverse]]",
        "layers: [3, [reverse]]",
        "3:10 found the number 3, expected a layer\n3:13 found a list, expected a layer",
    ),
    ("base: null", "base: null", "3:7 found nothing, expected a base"),
    ("layers: null", "layers: null", "3:9 `layers` is nothing, expected a list of layers"),
    // Elements of the event.
    (
        "layers: [permute(order = [0])]",
        "layers: [permute: {order: [0]}]",
        "3:27 `order` of `permute` names 1 of 2 elements",
    ),
    (
        "layers: [permute(order = [1, 1])]",
        "layers: [permute: {order: [1, 1]}]",
        "3:31 `order` of `permute` names element 1 twice",
    ),
    (
        "layers: [permute(order = [0, 1, 2])]",
        "layers: [permute: {order: [0, 1, 2]}]",
        "3:34 `order` of `permute` names element 2, the last one is 1",
    ),
    (
        "layers: [permute(order = [0, x])]",
        "layers: [permute: {order: [0, x]}]",
        "3:31 `order` of `permute` holds the word `x`, expected a whole number from 0 to 1048576",
    ),
    ("layers: [permute]", "layers: [permute]", "3:10 `permute` needs `order` or `seed`"),
    (
        "layers: [permute(order = [1, 0], seed = 3)]",
        "layers: [permute: {order: [1, 0], seed: 3}]",
        "3:41 `permute` has both `order` and `seed`",
    ),
    (
        "layers: [permute(seed = -1)]",
        "layers: [permute: {seed: -1}]",
        "3:26 `seed` of `permute` is the number -1, expected a whole number",
    ),
    (
        "layers: [coupling(split = [0, 1])]",
        "layers: [coupling: {split: [0, 1]}]",
        "3:28 `split` of `coupling` conditions on 2 of 2 elements",
    ),
    (
        "layers: [coupling(split = [])]",
        "layers: [coupling: {split: []}]",
        "3:28 `split` of `coupling` conditions on 0 of 2 elements",
    ),
    (
        "layers: [coupling(split = [0, 7, 0])]",
        "layers: [coupling: {split: [0, 7, 0]}]",
        "3:32 `split` of `coupling` names element 7, the last one is 1\n\
         3:35 `split` of `coupling` names element 0 twice",
    ),
    // Layers made of layers.
    (
        "layers: [repeat(times = 0, layers = [affine])]",
        "layers:\n  - repeat: {times: 0, layers: [affine]}",
        "4:21 `times` of `repeat` is the number 0, expected a whole number from 1 to 1048576",
    ),
    ("layers: [repeat(layers = [affine])]", "layers:\n  - repeat: {layers: [affine]}", "4:5 `repeat` needs `times`"),
    ("layers: [repeat(times = 2)]", "layers:\n  - repeat: {times: 2}", "4:5 `repeat` needs `layers`"),
    (
        "layers: [repeat(times = 2, layers = [])]",
        "layers:\n  - repeat: {times: 2, layers: []}",
        "4:32 `layers` of `repeat` is an empty list, expected a list of layers",
    ),
    (
        "layers: [repeat(times = 1048576, layers = [repeat(times = 2, layers = [affine])])]",
        "layers:\n  - repeat:\n      times: 1048576\n      layers:\n        - repeat: {times: 2, layers: [affine]}",
        "7:11 `repeat` runs its layers 1048576 × 2 = 2097152 times, expected at most 1048576",
    ),
    ("layers: [invert]", "layers: [invert]", "3:10 `invert` needs `layer`"),
    (
        "layers: [invert(layer = [affine])]",
        "layers:\n  - invert: {layer: [affine]}",
        "4:21 found a list, expected a layer",
    ),
    (
        "layers: [real_nvp(couplings = 0)]",
        "layers: [real_nvp: {couplings: 0}]",
        "3:32 `couplings` of `real_nvp` is the number 0, expected a whole number from 1 to 1048576",
    ),
    (
        "layers: [coupling(conditioner = mlp(hidden = [1048576, 1048576]))]",
        "layers:\n  - coupling: {conditioner: {mlp: {hidden: [1048576, 1048576]}}}",
        "4:5 `coupling` has 1099516870658 parameters, expected at most 2147483648",
    ),
    (
        "layers: [repeat(times = 100000, layers = [coupling(conditioner = mlp(hidden = [1000, 1000]))])]",
        "layers:\n  - repeat:\n      times: 100000\n      layers:\n        - coupling: {conditioner: {mlp: {hidden: [1000, 1000]}}}",
        "7:11 `coupling` has 100000 × 1005002 = 100500200000 parameters, expected at most 2147483648",
    ),
    // Domains.
    (
        "layers: [exp, affine]",
        "layers: [exp, affine]",
        "3:15 `affine` maps from the real numbers, but `exp` before it gives the positive numbers",
    ),
    (
        "layers: [exp, reverse, coupling]",
        "layers: [exp, reverse, coupling]",
        "3:24 `coupling` maps from the real numbers, but `exp` before it gives the positive numbers",
    ),
    (
        "layers: [repeat(times = 2, layers = [exp])]",
        "layers:\n  - repeat: {times: 2, layers: [exp]}",
        "4:33 `exp` maps from the real numbers, but `exp` before it gives the positive numbers",
    ),
    (
        "layers: [invert(layer = exp)]",
        "layers:\n  - invert: {layer: exp}",
        "4:21 `invert(exp)` maps from the positive numbers, but `standard_normal` before it gives the real numbers",
    ),
    (
        "layers: [tanh, logit]",
        "layers: [tanh, logit]",
        "3:16 `logit` maps from the numbers between 0 and 1, but `tanh` before it gives the numbers between -1 and 1",
    ),
    (
        "layers: [log]",
        "layers: [log]",
        "3:10 `log` maps from the positive numbers, but `standard_normal` before it gives the real numbers",
    ),
    (
        "layers: [sigmoid, scale]",
        "layers: [sigmoid, scale]",
        "3:19 `scale` maps from the real numbers, but `sigmoid` before it gives the numbers between 0 and 1",
    ),
    (
        "layers: [exp, scale, affine]",
        "layers: [exp, scale, affine]",
        "3:22 `affine` maps from the real numbers, but `exp` before it gives the positive numbers",
    ),
    (
        "base: standard_uniform, layers: [affine]",
        "base: standard_uniform\nlayers: [affine]",
        "4:10 `affine` maps from the real numbers, but `standard_uniform` before it gives the numbers between 0 and 1",
    ),
    (
        "layers: [invert(layer = sigmoid)]",
        "layers:\n  - invert: {layer: sigmoid}",
        "4:21 `invert(sigmoid)` maps from the numbers between 0 and 1, but `standard_normal` before it gives the real numbers",
    ),
    (
        "layers: [softplus, gumbel_cdf]",
        "layers: [softplus, gumbel_cdf]",
        "3:20 `gumbel_cdf` maps from the real numbers, but `softplus` before it gives the positive numbers",
    ),
    // Settings of words between supports, and of bases.
    (
        "layers: [exp, power(exponent = 0)]",
        "layers:\n  - exp\n  - power: {exponent: 0}",
        "5:23 `exponent` of `power` is the number 0, expected a number other than 0",
    ),
    ("layers: [exp, power]", "layers: [exp, power]", "3:15 `power` needs `exponent`"),
    ("base: student_t", "base: student_t", "3:7 `student_t` needs `degrees_of_freedom`"),
    (
        "base: student_t(degrees_of_freedom = 0.1)",
        "base: {student_t: {degrees_of_freedom: 0.1}}",
        "3:40 `degrees_of_freedom` of `student_t` is the number 0.1, expected a number from 0.5 to 1000000",
    ),
    (
        "base: standard_normal(location = moved)",
        "base: {standard_normal: {location: moved}}",
        "3:36 `location` of `standard_normal` cannot be `moved`",
    ),
    (
        "base: standard_normal(scale = conditioned)",
        "base: {standard_normal: {scale: conditioned}}",
        "3:33 `scale` of `standard_normal` is conditioned, but the flow has no context",
    ),
    (
        "base: standard_normal(scale = learned, conditioner = mlp)",
        "base: {standard_normal: {scale: learned, conditioner: mlp}}",
        "3:55 `standard_normal` has a conditioner, but nothing that is conditioned",
    ),
    ("layers: [conditional]", "layers: [conditional]", "3:10 `conditional` needs a context, found none"),
    ("layers: [nice(layers = 3)]", "layers: [nice: {layers: 3}]", "3:17 `nice` has no setting `layers`"),
    // The section `train`.
    ("train: 5", "train: 5", "3:8 `train` is the number 5, expected a map"),
    ("train: adam", "train: adam", "3:8 `train` is the word `adam`, expected a map"),
    ("train: { epoch: 5 }", "train: {epoch: 5}", "3:9 `train` has no setting `epoch`, did you mean `epochs`?"),
    (
        "train: { epochs: 0, batch_size: -1, seed: 1.5 }",
        "train:\n  epochs: 0\n  batch_size: -1\n  seed: 1.5",
        "4:11 `epochs` of `train` is the number 0, expected a whole number from 1 to 1048576\n\
         5:15 `batch_size` of `train` is the number -1, expected a whole number from 1 to 1048576\n\
         6:9 `seed` of `train` is the number 1.5, expected a whole number",
    ),
    ("train: { optimizer: adm }", "train: {optimizer: adm}", "3:20 there is no optimizer `adm`, did you mean `adam`?"),
    (
        "train: { optimizer: adam(learning_rate = 0, beta1 = 1) }",
        "train: {optimizer: {adam: {learning_rate: 0, beta1: 1}}}",
        "3:43 `learning_rate` of `adam` is the number 0, expected a positive number\n\
         3:53 `beta1` of `adam` is the number 1, expected a number from 0, below 1",
    ),
    (
        "train: { optimizer: adamv }",
        "train: {optimizer: adamv}",
        "3:20 there is no optimizer `adamv`, did you mean `adam`?",
    ),
    (
        "train: { optimizer: adamw(weight_decay = -1, beta2 = 1.5) }",
        "train: {optimizer: {adamw: {weight_decay: -1, beta2: 1.5}}}",
        "3:43 `weight_decay` of `adamw` is the number -1, expected a number from 0 to 1000000\n\
         3:54 `beta2` of `adamw` is the number 1.5, expected a number from 0, below 1",
    ),
    (
        "train: { optimizer: sgd(momentum = 1, nesterov = 2) }",
        "train: {optimizer: {sgd: {momentum: 1, nesterov: 2}}}",
        "3:37 `momentum` of `sgd` is the number 1, expected a number from 0, below 1\n\
         3:50 `nesterov` of `sgd` is the number 2, expected true or false",
    ),
    (
        "train: { optimizer: sgd(nesterov = true) }",
        "train: {optimizer: {sgd: {nesterov: true}}}",
        "3:37 `nesterov` of `sgd` needs `momentum`",
    ),
    (
        "train: { optimizer: sgd(beta1 = 0.9) }",
        "train: {optimizer: {sgd: {beta1: 0.9}}}",
        "3:27 `sgd` has no setting `beta1`",
    ),
    (
        "train: { optimizer: rmsprop(alpha = 1, epsilon = 0, momentm = 0.9) }",
        "train: {optimizer: {rmsprop: {alpha: 1, epsilon: 0, momentm: 0.9}}}",
        "3:38 `alpha` of `rmsprop` is the number 1, expected a number from 0, below 1\n\
         3:50 `epsilon` of `rmsprop` is the number 0, expected a positive number\n\
         3:53 `rmsprop` has no setting `momentm`, did you mean `momentum`?",
    ),
    (
        "train: { schedule: constant(warm_up = -1) }",
        "train: {schedule: {constant: {warm_up: -1}}}",
        "3:40 `warm_up` of `constant` is the number -1, expected a whole number from 0 to 1048576",
    ),
    (
        "train: { schedule: constant(final_fraction = 0.1) }",
        "train: {schedule: {constant: {final_fraction: 0.1}}}",
        "3:31 `constant` has no setting `final_fraction`",
    ),
    (
        "train: { epochs: 5, steps: 100 }",
        "train: {epochs: 5, steps: 100}",
        "3:27 `train` has both `epochs` and `steps`",
    ),
    (
        "train: { steps: 0 }",
        "train: {steps: 0}",
        "3:16 `steps` of `train` is the number 0, expected a whole number from 1 to 1048576",
    ),
    // A density in place of data.
    ("train: { objective: reverse_kl }", "train: {objective: reverse_kl}", "3:20 `reverse_kl` needs `target`"),
    (
        "train: { objective: reverse_kl(target = 3) }",
        "train: {objective: {reverse_kl: {target: 3}}}",
        "3:42 `target` is the number 3, expected a formula of `x`",
    ),
    (
        "train: { objective: reverse_kl(target = \"-0.5 * x\") }",
        "train: {objective: {reverse_kl: {target: \"-0.5 * x\"}}}",
        "3:43 the target is a list of 2, expected one number",
    ),
    (
        "train: { objective: reverse_kl(target = \"-dot(x, y)\") }",
        "train: {objective: {reverse_kl: {target: \"-dot(x, y)\"}}}",
        "3:51 there is no value `y`",
    ),
    (
        "train: { objective: reverse_kl(target = \"-square(x[2])\") }",
        "train: {objective: {reverse_kl: {target: \"-square(x[2])\"}}}",
        "3:53 there is no element 2, the last is 1",
    ),
    (
        "train: { objective: reverse_kl(target = \"1 + pi\") }",
        "train: {objective: {reverse_kl: {target: \"1 + pi\"}}}",
        "3:43 the target does not depend on `x`",
    ),
    (
        "train: { objective: reverse_kl(target = \"-context[0] * norm(x)\") }",
        "train: {objective: {reverse_kl: {target: \"-context[0] * norm(x)\"}}}",
        "3:44 there is no value `context`",
    ),
    (
        "train: { objective: reverse_kl(target = \"log_add_exp(x[0])\") }",
        "train: {objective: {reverse_kl: {target: \"log_add_exp(x[0])\"}}}",
        "3:43 `log_add_exp` is given 1 values, expected 2",
    ),
    (
        "train: { objective: reverse_kl(target = \"-norm(x)\", gradient = stl, annealing = 3) }",
        "train: {objective: {reverse_kl: {target: \"-norm(x)\", gradient: stl, annealing: 3}}}",
        "3:64 `gradient` of `reverse_kl` cannot be `stl`\n\
         3:80 `annealing` is the number 3, expected a map",
    ),
    (
        "train: { objective: reverse_kl(target = \"-norm(x)\", annealing = { start: 2 }) }",
        "train: {objective: {reverse_kl: {target: \"-norm(x)\", annealing: {start: 2}}}}",
        "3:65 `annealing` needs `steps`\n\
         3:73 `start` of `annealing` is the number 2, expected a number from 0 to 1",
    ),
    (
        "train: { data: { file: \"a.csv\" }, validation: 0.1, standardize: true, objective: reverse_kl(target = \"-norm(x)\") }",
        "train:\n  data: {file: a.csv}\n  validation: 0.1\n  standardize: true\n  objective: {reverse_kl: {target: \"-norm(x)\"}}",
        "4:9 `reverse_kl` has `data`, but it fits the flow to its `target` alone\n\
         5:15 `reverse_kl` has a `validation`, but it is judged by fresh draws of the flow\n\
         6:16 `standardize` measures data, and `reverse_kl` has none",
    ),
    (
        "layers: [batch_norm, affine, actnorm], train: { objective: reverse_kl(target = \"-norm(x)\") }",
        "layers: [batch_norm, affine, actnorm]\ntrain: {objective: {reverse_kl: {target: \"-norm(x)\"}}}",
        "3:10 `batch_norm` measures batches of data, and `reverse_kl` has none\n\
         3:30 `actnorm` measures batches of data, and `reverse_kl` has none",
    ),
    (
        "base: normal_mixture, layers: [affine], train: { objective: reverse_kl(target = \"-norm(x)\") }",
        "base: normal_mixture\nlayers: [affine]\ntrain: {objective: {reverse_kl: {target: \"-norm(x)\"}}}",
        "3:7 draws of `normal_mixture` do not move with its parameters, and `reverse_kl` differentiates them",
    ),
    (
        "train: { data: { file: \"a.csv\", weights: true } }",
        "train: {data: {file: a.csv, weights: true}}",
        "3:38 `weights` of `data` is true, expected the name of a column",
    ),
    (
        "train: { data: { file: \"a.csv\", columns: [a, w], weights: w } }",
        "train: {data: {file: a.csv, columns: [a, w], weights: w}}",
        "3:55 the column `w` of weights is also one of the data",
    ),
    (
        "train: { data: { file: \"a.npz:a\", rows: [5, 5] }, validation: { file: \"a.npz:a\", rows: [0, -1, 2] } }",
        "train:\n  data: {file: 'a.npz:a', rows: [5, 5]}\n  validation: {file: 'a.npz:a', rows: [0, -1, 2]}",
        "4:33 `rows` of `data` goes from 5 to 5, expected a range of at least one row\n\
         5:39 `rows` of `data` has 3 items, expected two\n\
         5:43 found the number -1, expected the number of a row",
    ),
    (
        "train: { data: { file: \"a.csv\", rows: 100 } }",
        "train: {data: {file: a.csv, rows: 100}}",
        "3:35 `rows` of `data` is the number 100, expected two numbers",
    ),
    (
        "train: { data: { file: \"a.csv\", weigths: w } }",
        "train: {data: {file: a.csv, weigths: w}}",
        "3:29 `data` has no setting `weigths`, did you mean `weights`?",
    ),
    (
        "train: { data: two_moons(fresh = 1) }",
        "train: {data: {two_moons: {fresh: 1}}}",
        "3:35 `fresh` of `two_moons` is the number 1, expected true or false",
    ),
    (
        "train: { validation: two_moons(fresh = true) }",
        "train: {validation: {two_moons: {fresh: true}}}",
        "3:41 `fresh` rows cannot be a validation",
    ),
    (
        "train: { schedule: cosin }",
        "train: {schedule: cosin}",
        "3:19 there is no schedule `cosin`, did you mean `cosine`?",
    ),
    ("train: { dtype: f16 }", "train: {dtype: f16}", "3:16 `dtype` of `train` cannot be `f16`"),
    (
        "train: { standardize: yes }",
        "train: {standardize: yes}",
        "3:22 `standardize` of `train` is the word `yes`, expected true, false or `robust`",
    ),
    (
        "train: { clip_norm: -1 }",
        "train: {clip_norm: -1}",
        "3:20 `clip_norm` of `train` is the number -1, expected a positive number",
    ),
    (
        "train: { validation: 1.5 }",
        "train: {validation: 1.5}",
        "3:21 `validation` is the number 1.5, expected a fraction between 0 and 1",
    ),
    (
        "train: { validation: 0 }",
        "train: {validation: 0}",
        "3:21 `validation` is the number 0, expected a fraction between 0 and 1",
    ),
    (
        "train: { early_stopping: 10 }",
        "train: {early_stopping: 10}",
        "3:25 `early_stopping` is the number 10, expected a map",
    ),
    (
        "train: { early_stopping: { patiense: 3 } }",
        "train: {early_stopping: {patiense: 3}}",
        "3:26 `early_stopping` has no setting `patiense`, did you mean `patience`?",
    ),
    (
        "train: { data: { fil: \"a.csv\" } }",
        "train: {data: {fil: a.csv}}",
        "3:16 `data` has no setting `fil`, did you mean `file`?",
    ),
    ("train: { data: 3 }", "train: {data: 3}", "3:15 the data are the number 3, expected a file or a generator"),
    (
        "train: { data: two_moon }",
        "train: {data: two_moon}",
        "3:15 there is no generator `two_moon`, did you mean `two_moons`?",
    ),
    (
        "train: { data: two_moons(rows = 0, noise = 0) }",
        "train: {data: {two_moons: {rows: 0, noise: 0}}}",
        "3:34 `rows` of `two_moons` is the number 0, expected a whole number from 1 to 1048576\n\
         3:44 `noise` of `two_moons` is the number 0, expected a positive number",
    ),
    (
        "train: { data: { file: \"a.csv\", columns: { a: positiv, b: 3 }, missing: keep } }",
        "train:\n  data:\n    file: a.csv\n    columns: {a: positiv, b: 3}\n    missing: keep",
        "6:18 the column `a` is the word `positiv`, expected one of `real`, `positive`, `unit`, `integer`, `count`, `binary`, \
         or `interval`, `angle`, `integer` or `categorical` with a list, did you mean `positive`?\n\
         6:30 the column `b` is the number 3, expected one of `real`, `positive`, `unit`, `integer`, `count`, `binary`, \
         or `interval`, `angle`, `integer` or `categorical` with a list\n\
         7:14 `missing` of `data` is the word `keep`, expected `refuse` or `drop`",
    ),
    (
        "train: { data: { file: \"a.csv\", columns: { a: positive, b: unit, c: real } } }",
        "train:\n  data:\n    file: a.csv\n    columns: {a: positive, b: unit, c: real}",
        "6:14 `columns` of `data` names 3 columns for the 2 elements of the event",
    ),
    (
        "train: { data: { file: \"a.csv\", columns: { a: { interval: [3, 1] }, b: { integer: [0.5, 2] } } } }",
        "train:\n  data:\n    file: a.csv\n    columns: {a: {interval: [3, 1]}, b: {integer: [0.5, 2]}}",
        "6:29 `interval` goes from 3 to 1, expected two ends in order\n\
         6:52 `integer` has the number 0.5, expected a whole number",
    ),
    (
        "train: { data: { file: \"a.csv\", columns: { a: { categorical: [x] }, b: { categorical: [x, y, x] } } } }",
        "train:\n  data:\n    file: a.csv\n    columns: {a: {categorical: [x]}, b: {categorical: [x, y, x]}}",
        "6:32 `categorical` has 1 labels, expected from 2 to 1000\n\
         6:62 `categorical` has the label `x` twice",
    ),
    (
        "layers: [supports(positive = [0, 2], unit = [0])]",
        "layers:\n  - supports: {positive: [0, 2], unit: [0]}",
        "4:30 `positive` of `supports` names element 2, the last one is 1",
    ),
    (
        "layers: [supports(positive = [0], unit = [0])]",
        "layers:\n  - supports: {positive: [0], unit: [0]}",
        "4:38 `supports` names element 0 as positive and as unit",
    ),
    ("layers: [supports]", "layers: [supports]", "3:10 `supports` names no element"),
    (
        "layers: [supports(unit = [0]), affine]",
        "layers:\n  - supports: {unit: [0]}\n  - affine",
        "4:5 `supports` is not the last layer, or its directions are swapped",
    ),
    (
        "layers: [exp], train: { data: { file: \"a.csv\", columns: { a: positive, b: real } } }",
        "layers: [exp]\ntrain:\n  data:\n    file: a.csv\n    columns: {a: positive, b: real}",
        "7:14 the column `a` has a kind that needs layers which give all real numbers, but the last layer gives the positive numbers",
    ),
    ("train: { data: { columns: [a, b] } }", "train: {data: {columns: [a, b]}}", "3:15 `data` needs `file`"),
    (
        "train: { data: { file: \"a.csv\", columns: [a, b, c], context: [d] } }",
        "train:\n  data:\n    file: a.csv\n    columns: [a, b, c]\n    context: [d]",
        "6:14 `columns` of `data` names 3 columns for the 2 elements of the event\n\
         7:14 `context` of `data` names columns, but the flow has no context",
    ),
    (
        "train: { data: { file: \"a.wav\", context_file: 3 } }",
        "train:\n  data:\n    file: a.wav\n    context_file: 3",
        "6:5 `context_file` of `data` names contexts, but the flow has no context\n\
         6:19 `context_file` of `data` is the number 3, expected a path",
    ),
    (
        "train: { data: { file: 3, columns: [1, a, a] } }",
        "train:\n  data: {file: 3, columns: [1, a, a]}",
        "4:16 `file` of `data` is the number 3, expected a path\n\
         4:28 `columns` of `data` names 3 columns for the 2 elements of the event\n\
         4:35 `columns` of `data` names the column `a` twice",
    ),
    // Names and keys.
    (
        "base: standard_normal, base: standard_normal",
        "base: standard_normal\nbase: standard_normal",
        "4:1 `base` is given twice",
    ),
    ("layers: [affine(bound = 1, bound = 2)]", "layers: [affine: {bound: 1, bound: 2}]", "3:29 `bound` is given twice"),
    ("type: 1", "type: 1", "3:1 `type` is a reserved word of Rust"),
    ("layers: [Affine(bound = 1)]", "layers: [Affine: {bound: 1}]", "3:10 expected a name, found `Affine`"),
    ("base: 0x1F", "base: 0x1F", "3:7 numbers are decimal, found `0x1F`"),
    // Several at once, in several sections.
    (
        "layers: [coupling(split = [7], conditioner = mlp(hidden = [-8]))]",
        "layers:\n  - coupling: {split: [7], conditioner: {mlp: {hidden: [-8]}}}",
        "4:24 `split` of `coupling` names element 7, the last one is 1\n\
         4:57 `hidden` of `mlp` holds the number -8, expected a whole number from 1 to 1048576",
    ),
    (
        "base: norml, layers: [coupling(split = [9]), permute, nothing], train: { epochs: none }",
        "base: norml\nlayers:\n  - coupling: {split: [9]}\n  - permute\n  - nothing\ntrain:\n  epochs: none",
        "3:7 there is no base `norml`, did you mean `normal`?\n\
         5:24 `split` of `coupling` names element 9, the last one is 1\n\
         6:5 `permute` needs `order` or `seed`\n\
         7:5 there is no layer `nothing`\n\
         9:11 `epochs` of `train` is the word `none`, expected a whole number from 1 to 1048576",
    ),
    (
        "layers: [repeat(times = 0, layers = [afine, permute(order = [0, 0])])]",
        "layers:\n  - repeat:\n      times: 0\n      layers:\n        - afine\n        - permute: {order: [0, 0]}",
        "5:14 `times` of `repeat` is the number 0, expected a whole number from 1 to 1048576\n\
         7:11 there is no layer `afine`, did you mean `affine`?\n\
         8:32 `order` of `permute` names element 0 twice",
    ),
];

/// Whole declarations, for mistakes of the header.
const HEADERS: &[(&str, &str, &str)] = &[
    (
        "struct X<2, context = 2> { train: { data: { file: \"a.csv\", context: { c: { categorical: [x, y, z] } } } } }",
        "flow: X\nevent: 2\ncontext: 2\ntrain:\n  data:\n    file: a.csv\n    context: {c: {categorical: [x, y, z]}}",
        "7:14 `context` of `data` names 1 columns with 3 numbers for the 2 elements of the context",
    ),
    (
        "struct X<2, context = 1> { train: { objective: reverse_kl(target = \"-norm(x)\") } }",
        "flow: X\nevent: 2\ncontext: 1\ntrain: {objective: {reverse_kl: {target: \"-norm(x)\"}}}",
        "4:21 `reverse_kl` needs `data` for a flow with context",
    ),
    (
        "struct X<2, context = 1> { train: { data: { file: \"a.csv\", columns: [a, b] }, objective: reverse_kl(target = \"-norm(x)\") } }",
        "flow: X\nevent: 2\ncontext: 1\ntrain:\n  data: {file: a.csv, columns: [a, b]}\n  objective: {reverse_kl: {target: \"-norm(x)\"}}",
        "5:9 `reverse_kl` takes contexts from `data`, and nothing else",
    ),
    ("struct two_moons<2> {}", "flow: two_moons\nevent: 2", "1:7 expected the name of a flow, found `two_moons`"),
    ("struct Self<2> {}", "flow: Self\nevent: 2", "1:7 `Self` is a reserved word of Rust"),
    ("struct X<0> {}", "flow: X\nevent: 0", "2:8 the event is the number 0, expected a whole number from 1 to 1048576"),
    (
        "struct X<-2> {}",
        "flow: X\nevent: -2",
        "2:8 the event is the number -2, expected a whole number from 1 to 1048576",
    ),
    (
        "struct X<1.5> {}",
        "flow: X\nevent: 1.5",
        "2:8 the event is the number 1.5, expected a whole number from 1 to 1048576",
    ),
    (
        "struct X<[3, 0]> {}",
        "flow: X\nevent: [3, 0]",
        "2:12 an extent of the event is the number 0, expected a whole number from 1 to 1048576",
    ),
    (
        "struct X<[1000, 1000, 1000]> {}",
        "flow: X\nevent: [1000, 1000, 1000]",
        "2:8 the event has 1000 × 1000 × 1000 = 1000000000 elements, expected at most 1048576",
    ),
    ("struct X<[1, 2, 3, 4]> {}", "flow: X\nevent: [1, 2, 3, 4]", "2:8 the event has 4 extents, expected 1 to 3"),
    ("struct X<two> {}", "flow: X\nevent: two", "2:8 expected the shape of an event, found the word `two`"),
    (
        "struct X<2, context = 0> {}",
        "flow: X\nevent: 2\ncontext: 0",
        "3:10 the context is the number 0, expected a whole number from 1 to 1048576",
    ),
    (
        "struct X<2, context = { sise: 3 }> {}",
        "flow: X\nevent: 2\ncontext: {sise: 3}",
        "3:11 `context` has no setting `sise`, did you mean `size`?",
    ),
    (
        "struct X<2, context = { size: 3, embedding: made }> {}",
        "flow: X\nevent: 2\ncontext: {size: 3, embedding: made}",
        "3:31 there is no conditioner `made`",
    ),
    (
        "struct X<2, context = { size: 3, outputs: 4 }> {}",
        "flow: X\nevent: 2\ncontext: {size: 3, outputs: 4}",
        "3:20 `context` has `outputs`, which belongs to an `embedding`",
    ),
    (
        "struct X<1> { layers: [coupling] }",
        "flow: X\nevent: 1\nlayers: [coupling]",
        "3:10 `coupling` needs an event of at least 2 elements, found 1",
    ),
    (
        "struct X<1> { layers: [affine, real_nvp] }",
        "flow: X\nevent: 1\nlayers: [affine, real_nvp]",
        "3:18 `coupling` needs an event of at least 2 elements, found 1",
    ),
    // Users' bijectors.
    (
        "struct X<2> { layers: [p] } bijector p(alpha: positve) { forward: |z| alpha * z }",
        "flow: X\nevent: 2\nlayers: [p]\nbijectors:\n  p: {parameters: {alpha: positve}, forward: '|z| alpha * z'}",
        "5:27 there is no parameter type `positve`, did you mean `positive`?",
    ),
    (
        "struct X<2> { layers: [p] } bijector p(alpha: positive) { forward: |z| alpa * expo(z) }",
        "flow: X\nevent: 2\nlayers: [p]\nbijectors:\n  p: {parameters: {alpha: positive}, forward: '|z| alpa * expo(z)'}",
        "5:52 there is no value `alpa`, did you mean `alpha`?",
    ),
    (
        "struct X<2> { layers: [p] } bijector p { forward: |z| z * z }",
        "flow: X\nevent: 2\nlayers: [p]\nbijectors:\n  p: {forward: '|z| z * z'}",
        "5:21 `p` at layers.0: the slope `2*z` lies in (-∞, ∞), which contains 0: the map is not proved invertible",
    ),
    (
        "struct X<2> { layers: [grow, affine] } bijector grow(a: positive) { forward: |z| exp(a * z) }",
        "flow: X\nevent: 2\nlayers: [grow, affine]\nbijectors:\n  grow: {parameters: {a: positive}, forward: '|z| exp(a * z)'}",
        "3:16 `affine` maps from the real numbers, but `grow` before it gives the positive numbers",
    ),
    (
        "struct X<2> { layers: [coupling(transformer = grow)] } bijector grow { forward: |z| 2.0 * softplus(z) - 1.0 }",
        "flow: X\nevent: 2\nlayers: [coupling: {transformer: grow}]\nbijectors:\n  grow: {forward: '|z| 2.0 * softplus(z) - 1.0'}",
        "3:34 the transformer `grow` maps from the real numbers to the numbers above -1, expected onto the same numbers",
    ),
    (
        "struct X<2> { layers: [affine] } bijector affine { forward: |z| z * z }",
        "flow: X\nevent: 2\nlayers: [affine]\nbijectors:\n  affine: {forward: '|z| z * z'}",
        "5:26 `affine` at layers.0: the slope `2*z` lies in (-∞, ∞), which contains 0: the map is not proved invertible",
    ),
    (
        "struct X<2> { layers: [p(beta = 1)] } bijector p(alpha: scalar) { forward: |z| z + alpha }",
        "flow: X\nevent: 2\nlayers: [p: {beta: 1}]\nbijectors:\n  p: {parameters: {alpha: scalar}, forward: '|z| z + alpha'}",
        "3:14 `p` has no setting `beta`",
    ),
    (
        "struct X<2> { layers: [t] } bijector t { forward: |z| [z[0] + z[1], 0.5 * z[1] + z[0]] }",
        "flow: X\nevent: 2\nlayers: [t]\nbijectors:\n  t: {forward: '|z| [z[0] + z[1], 0.5 * z[1] + z[0]]'}",
        "5:21 `t`: outputs 0 and 1 need inputs 0 and 1 in a circle: the Jacobian is triangular in no order",
    ),
    (
        "struct X<2> { layers: [t] } bijector t { forward: |z| [exp(z[1]), 0.5 * z[1]] }",
        "flow: X\nevent: 2\nlayers: [t]\nbijectors:\n  t: {forward: '|z| [exp(z[1]), 0.5 * z[1]]'}",
        "5:21 `t`: outputs 0 and 1 both determine input 1 alone: the map is singular",
    ),
    (
        "struct X<3> { layers: [t] } bijector t { forward: |z| [z[0], z[2], z[0] * z[2]] }",
        "flow: X\nevent: 3\nlayers: [t]\nbijectors:\n  t: {forward: '|z| [z[0], z[2], z[0] * z[2]]'}",
        "5:21 `t`: output 2 needs inputs 0 and 2 alone, determined by outputs 0 and 1 already: the map is singular",
    ),
    (
        "struct X<2> { layers: [t] } bijector t { forward: |z| [z, z[1]] }",
        "flow: X\nevent: 2\nlayers: [t]\nbijectors:\n  t: {forward: '|z| [z, z[1]]'}",
        "5:22 found 2 elements in one entry of the list",
    ),
    (
        "struct X<2> { layers: [t] } bijector t(k: per_element(scalar)) { forward: |z| [z[0] * k, z[1]] }",
        "flow: X\nevent: 2\nlayers: [t]\nbijectors:\n  t: {parameters: {k: {per_element: scalar}}, forward: '|z| [z[0] * k, z[1]]'}",
        "5:62 a list of 1 meets one of 2",
    ),
    (
        "struct X<2> { layers: [wave] } bijector wave { forward: |z| z + 1.4 * sin(z) }",
        "flow: X\nevent: 2\nlayers: [wave]\nbijectors:\n  wave: {forward: '|z| z + 1.4 * sin(z)'}",
        "5:24 `wave` at layers.0: the slope `1 + 1.4*cos(z)` lies in [-0.4, 2.4], which contains 0: the map is not proved invertible",
    ),
    (
        "struct X<2> { layers: [p] } bijector p { forward: |z| z * z * z, invertible: yes }",
        "flow: X\nevent: 2\nlayers: [p]\nbijectors:\n  p: {forward: '|z| z * z * z', invertible: yes}",
        "5:45 `invertible` is `yes`, expected `assumed`",
    ),
    (
        "struct X<2> { layers: [p] } bijector p { forward: |z| exp(2.0), invertible: assumed }",
        "flow: X\nevent: 2\nlayers: [p]\nbijectors:\n  p: {forward: '|z| exp(2.0)', invertible: assumed}",
        "5:21 the formula does not depend on its argument",
    ),
    (
        "struct X<2> { layers: [p] } bijector p { forward: |z| log(z), invertible: assumed }",
        "flow: X\nevent: 2\nlayers: [p]\nbijectors:\n  p: {forward: '|z| log(z)', invertible: assumed}",
        "5:21 `forward` maps z = -2.6 to NaN",
    ),
    (
        "struct X<2> { layers: [p] } bijector p(a: positive) { forward: |z| a * z + 1.0, inverse: |x| x / a - 1.0 }",
        "flow: X\nevent: 2\nlayers: [p]\nbijectors:\n  p: {parameters: {a: positive}, forward: '|z| a * z + 1.0', inverse: '|x| x / a - 1.0'}",
        "5:76 `inverse` maps x = -2.8875 to z = -2.93119, expected -2.6, which `forward` maps to that x where a = 1.495192",
    ),
    (
        "struct X<2> { layers: [p] } bijector p { forward: |z| [z[1], z[0] + z[1]], inverse: |x| [x[1], x[0]] }",
        "flow: X\nevent: 2\nlayers: [p]\nbijectors:\n  p: {forward: '|z| [z[1], z[0] + z[1]]', inverse: '|x| [x[1], x[0]]'}",
        "5:57 `inverse` maps x = [0.2, -2.4] to z = [-2.4, 0.2], expected [-2.6, 0.2], which `forward` maps to that x",
    ),
    (
        "struct X<2> { layers: [p] } bijector p { forward: |z| [z[1], z[0]], inverse: |x| x }",
        "flow: X\nevent: 2\nlayers: [p]\nbijectors:\n  p: {forward: '|z| [z[1], z[0]]', inverse: '|x| x'}",
        "5:50 `inverse` gives one number, `forward` a list of 2",
    ),
    (
        "struct X<2> { layers: [p] } bijector p { forward: |z| 2.0 * z, invers: 3 }",
        "flow: X\nevent: 2\nlayers: [p]\nbijectors:\n  p: {forward: '|z| 2.0 * z', invers: 3}",
        "5:31 a bijector has no field `invers`, did you mean `inverse`?",
    ),
    (
        "struct X<2> { layers: [sylvester(rank = 3), scale_tril(rank = 0)] }",
        "flow: X\nevent: 2\nlayers: [{sylvester: {rank: 3}}, {scale_tril: {rank: 0}}]",
        "3:11 `sylvester` has rank 3 in an event of 2 elements\n\
         3:54 `rank` of `scale_tril` is the number 0, expected a whole number from 1 to 1048576",
    ),
    (
        "struct X<2> { layers: [b] } bijector b(a: vector, c: vector) { forward: |z| z + a * dot(c, tanh(a * dot(c, z))), invertible: assumed }",
        "flow: X\nevent: 2\nlayers: [b]\nbijectors:\n  b: {parameters: {a: vector, c: vector}, forward: '|z| z + a * dot(c, tanh(a * dot(c, z)))', invertible: assumed}",
        "5:57 `b` at layers.0: no inverse: the equation in `sum(z*c)` is not one of single numbers",
    ),
    (
        "struct X<2> { layers: [root] } bijector root { domain: unti, forward: |u| sqrt(u) }",
        "flow: X\nevent: 2\nlayers: [root]\nbijectors: {root: {domain: unti, forward: '|u| sqrt(u)'}}",
        "4:28 there is no domain `unti`, did you mean `unit`?",
    ),
    (
        "struct X<2> { layers: [coupling(transformer = root)] } bijector root { domain: unit, forward: |u| sqrt(u) }",
        "flow: X\nevent: 2\nlayers: [{coupling: {transformer: root}}]\nbijectors: {root: {domain: unit, forward: '|u| sqrt(u)'}}",
        "3:35 `root` is a bijector of the numbers between 0 and 1, a transformer is one of the real numbers",
    ),
    (
        "struct X<0, context = many> { layer: [], base: norml }",
        "flow: X\nevent: 0\ncontext: many\nlayer: []\nbase: norml",
        "2:8 the event is the number 0, expected a whole number from 1 to 1048576\n\
         3:10 the context is the word `many`, expected a whole number from 1 to 1048576\n\
         4:1 a flow has no field `layer`, did you mean `layers`?\n\
         5:7 there is no base `norml`, did you mean `normal`?",
    ),
];

/// Every mistake as `line:column message`, and what it points at.
fn found(result: Result<flow_compiler::Compiled, Diagnostics>, source: &str) -> Vec<(String, String, String)> {
    let Err(mistakes) = result else { return Vec::new() };
    let mistakes = mistakes.iter().map(|mistake| {
        let place = mistake.span.place().map_or(String::new(), |place| format!("{}:{} ", place.line, place.column));
        let said = format!("{} / {}", mistake.message, mistake.help.as_deref().unwrap_or_default());
        (format!("{place}{}", mistake.message), said, pointed_at(mistake, source))
    });
    mistakes.collect()
}

/// Reports how the mistakes found differ from those of a row of a table, if they do.
fn fault(tokens: &str, yaml: &str, expected: &str) -> Option<String> {
    let (mut macro_mistakes, mut yaml_mistakes) = (found(from_tokens(tokens), tokens), found(from_yaml(yaml), yaml));
    let stated: Vec<&str> = yaml_mistakes.iter().map(|m| m.0.as_str()).collect();
    if stated.join("\n") != expected {
        return Some(format!("{yaml}\n-- found\n{}\n-- expected\n{expected}\n", stated.join("\n")));
    }
    macro_mistakes.sort_by(|a, b| a.1.cmp(&b.1));
    yaml_mistakes.sort_by(|a, b| a.1.cmp(&b.1));
    let words = |mistakes: &[(String, String, String)]| mistakes.iter().map(|m| m.1.clone()).collect::<Vec<_>>();
    if words(&macro_mistakes) != words(&yaml_mistakes) {
        return Some(format!(
            "{tokens}\n-- macro {:#?}\n-- YAML {:#?}\n",
            words(&macro_mistakes),
            words(&yaml_mistakes)
        ));
    }
    // Braces, brackets and the punctuation between keys and values differ; what a caret begins at does not.
    // Inside a text, the macro can only point at the whole of it.
    let within = |a: &str, b: &str| a.starts_with('"') && a.contains(b);
    let same =
        |a: &str, b: &str| !a.is_empty() && !b.is_empty() && (a.starts_with(b) || b.starts_with(a) || within(a, b));
    let apart = macro_mistakes.iter().zip(&yaml_mistakes).find(|(a, b)| !same(&a.2, &b.2));
    apart.map(|(a, b)| format!("{tokens}\n{}: the macro points at {:?}, YAML at {:?}\n", a.1, a.2, b.2))
}

fn check(rows: impl Iterator<Item = (String, String, String)>) {
    let faults: Vec<String> = rows.filter_map(|(tokens, yaml, expected)| fault(&tokens, &yaml, &expected)).collect();
    assert!(faults.is_empty(), "{} rows:\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn both_doors_find_the_same_mistakes_in_fields() {
    let whole = |(tokens, yaml, expected): &(&str, &str, &str)| {
        (format!("struct X<2> {{ {tokens} }}"), format!("flow: X\nevent: 2\n{yaml}\n"), expected.to_string())
    };
    check(FIELDS.iter().map(whole));
}

#[test]
fn both_doors_find_the_same_mistakes_in_headers() {
    check(HEADERS.iter().map(|row| (row.0.to_string(), row.1.to_string(), row.2.to_string())));
}

#[test]
fn both_doors_find_the_same_mistakes_in_grids() {
    let whole = |(event, tokens, yaml, expected): &(&str, &str, &str, &str)| {
        (
            format!("struct X<{event}> {{ {tokens} }}"),
            format!("flow: X\nevent: {event}\n{yaml}\n"),
            expected.to_string(),
        )
    };
    check(grids::GRIDS.iter().map(whole));
}
