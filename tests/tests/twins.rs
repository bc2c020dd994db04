//! One flow in two spellings is one flow: the same hash, the same text of every stage, the same emitted bytes. And what is
//! emitted grows with what was typed, never with a dimension, a width or a number of repetitions.

use std::fs;
use std::path::Path;

use flow_compiler::emit::Dependencies;
use flow_compiler::front::{tokens, yaml};
use flow_compiler::{Compiled, Stage};
use flow_tests::doors::{from_tokens, from_yaml, right};
use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// The dependencies of a generated crate.
const VERSIONS: Dependencies<'_> = Dependencies::both("\"0.1\"");

/// The same flow as tokens and as YAML, each the way one would write it there.
const TWINS: [(&str, &str); 16] = [
    (
        "pub struct Read<2, context = { size: 4, embedding: mlp(hidden = [16]), outputs: 3 }> { layers: [coupling] }",
        "flow: Read\nevent: 2\ncontext: {size: 4, embedding: {mlp: {hidden: [16]}}, outputs: 3}\nlayers: [coupling]",
    ),
    (
        "pub struct Own<2> { layers: [bend, swap, coupling(transformer = bend)] }
         bijector bend(a: positive) { let b = 1.0 + a; forward: |z| b * z + tanh(z), invertible: assumed }
         bijector swap { forward: |z| [z[1], z[0] * exp(z[1])], inverse: |x| [x[1] * exp(-x[0]), x[0]] }",
        "flow: Own\nevent: 2\nlayers: [bend, swap, coupling: {transformer: bend}]\nbijectors:\n  \
         bend: {parameters: {a: positive}, let: {b: 1.0 + a}, forward: '|z| b * z + tanh(z)', invertible: assumed}\n  \
         swap: {forward: '|z| [z[1], z[0] * exp(z[1])]', inverse: '|x| [x[1] * exp(-x[0]), x[0]]'}",
    ),
    ("pub struct Line<1> { layers: [affine] }", "flow: Line\nevent: 1\nlayers: [affine]"),
    ("pub struct Base<3> { base: standard_normal }", "flow: Base\nevent: 3\nbase: standard_normal"),
    (
        "/// Two slopes.\n pub struct Kink<2> { layers: [leaky_relu(slope = 1.0e-1), affine(scale = softplus)] }",
        "flow: Kink\nevent: 2\ndoc: Two slopes.\nlayers:\n  - leaky_relu: {slope: 0.1}\n  - affine: {scale: softplus}",
    ),
    (
        "pub struct Positive<2> { layers: [affine, exp], base: standard_normal() }",
        "layers:\n- affine: {}\n- exp:\nevent: 2\nflow: Positive",
    ),
    (
        "pub struct Orders<4> { layers: [permute(order = [2, 0, 3, 1]), reverse, permute(seed = 1_000)] }",
        "flow: Orders\nevent: 4\nlayers: [permute: {order: [2, 0, 3, 1]}, reverse, permute: {seed: 1000}]",
    ),
    (
        "pub struct Given<2, context = 3> { layers: [coupling(conditioner = mlp(hidden = [8]))] }",
        "flow: Given\nevent: 2\ncontext: {size: 3}\nlayers: [coupling: {conditioner: {mlp: {hidden: [8]}}}]",
    ),
    (
        "pub struct Splits<5> { layers: [coupling(split = odd), coupling(split = [4, 0, 1], transformer = additive)] }",
        "flow: Splits\nevent: [5]\nlayers:\n  - coupling: {split: odd}\n  - coupling: {transformer: additive, split: [4, 0, 1]}",
    ),
    (
        "pub struct Back<2> { layers: [invert(layer = coupling(transformer = affine(bound = 2.0), split = even))] }",
        "flow: Back\nevent: 2\nlayers:\n  - invert: {layer: {coupling: {split: even, transformer: {affine: {bound: 2}}}}}",
    ),
    (
        "pub struct Nested<3> { layers: [repeat(times = 2, layers = [repeat(times = 3, layers = [coupling]), reverse])] }",
        "flow: Nested\nevent: 3\nlayers:\n  - repeat:\n      layers:\n        - repeat: {layers: [coupling], times: 3}\n        - reverse\n      times: 2",
    ),
    (
        "pub struct Family<4> { layers: [real_nvp(couplings = 3, transformer = additive)] }",
        "flow: Family\nevent: 4\nlayers: [{real_nvp: {transformer: additive, couplings: 3}}]",
    ),
    (
        "pub struct Image<[1, 2, 3]> { layers: [invert(layer = repeat(times = 2, layers = [affine, reverse]))] }",
        "flow: Image\nevent: [1, 2, 3]\nlayers:\n- invert:\n    layer:\n      repeat:\n        times: 2\n        layers:\n        - affine\n        - reverse",
    ),
    (
        "pub struct Fitted<2> {
            layers: [affine],
            train: {
                data: { file: \"a b.csv\", columns: [x, \"y z\"] },
                validation: 0.25,
                early_stopping: { patience: 3 },
                optimizer: adam(learning_rate = 1e-4),
                standardize: false,
            },
        }",
        "flow: Fitted\nevent: 2\nlayers: [affine]\ntrain:\n  standardize: false\n  data: {columns: [x, y z], file: a b.csv}\n  \
         validation: 0.25\n  early_stopping: {patience: 3}\n  optimizer:\n    adam: {learning_rate: 1.0e-4}",
    ),
    (
        "pub struct Weighted<2> {
            layers: [affine],
            train: {
                data: { file: \"a.csv\", weights: w, rows: [10, 2_956] },
                validation: { rows: [0, 10], file: \"a.csv\" },
                optimizer: sgd(momentum = 0.9, nesterov = true),
                schedule: constant(warm_up = 10),
                steps: 100,
            },
        }",
        "flow: Weighted\nevent: 2\nlayers: [affine]\ntrain:\n  steps: 100\n  schedule: {constant: {warm_up: 10}}\n  \
         optimizer: {sgd: {nesterov: true, momentum: 0.9}}\n  data: {rows: [10, 2956], weights: w, file: a.csv}\n  \
         validation: {file: a.csv, rows: [0, 10]}",
    ),
    (
        "pub struct Fresh<2> { layers: [affine], train: { data: two_moons(fresh = true), optimizer: rmsprop } }",
        "flow: Fresh\nevent: 2\nlayers: [affine]\ntrain: {optimizer: rmsprop, data: {two_moons: {fresh: true}}}",
    ),
];

fn assert_same(a: &Compiled, b: &Compiled, what: &str) {
    assert_eq!(a.architecture_hash(), b.architecture_hash(), "{what}");
    for stage in [None, Some(Stage::Graph), Some(Stage::Ir), Some(Stage::Grad), Some(Stage::Plan), Some(Stage::Rust)] {
        assert_eq!(a.explain(stage), b.explain(stage), "{what} {stage:?}");
    }
    let (first, second) = (a.emit(), b.emit());
    assert_eq!(first.layers.to_string(), second.layers.to_string(), "{what}");
    assert_eq!(first.user_type.to_string(), second.user_type.to_string(), "{what}");
    assert_eq!(a.crate_files(VERSIONS), b.crate_files(VERSIONS), "{what}");
}

#[test]
fn twins_are_one_flow() {
    for (tokens, yaml) in TWINS {
        let (a, b) = (right(from_tokens(tokens), tokens), right(from_yaml(yaml), yaml));
        assert_same(&a, &b, tokens);
    }
}

/// Every specification in and below a folder as name and text.
fn specs(folder: &str) -> Vec<(String, String)> {
    fn walk(folder: &Path, found: &mut Vec<(String, String)>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, found);
            } else if path.extension().is_some_and(|e| e == "yaml") {
                found.push((path.display().to_string(), fs::read_to_string(&path).unwrap()));
            }
        }
    }
    let mut found = Vec::new();
    walk(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder), &mut found);
    found
}

/// Returns the text between the braces of `flow! { … }`.
fn inside(call: &str) -> &str {
    call.strip_prefix("flow! {\n").and_then(|rest| rest.strip_suffix("}\n")).expect("a call of the macro")
}

#[test]
fn specifications_read_the_same_in_the_macros_spelling() {
    let specs = specs("../specs");
    assert!(specs.len() >= 30);
    for (name, text) in specs {
        let spec = yaml::parse(&text).unwrap();
        let call = spec.to_macro();
        let again = tokens::parse(inside(&call).parse().unwrap());
        let again = again.unwrap_or_else(|errors| panic!("{name}: {}\n{call}", errors.render("macro", &call)));
        assert_eq!(again.to_text(), spec.to_text(), "{name}");
        assert_eq!(again.to_macro(), call, "{name}");
    }
}

/// The macro can spell all that a specification may hold, also what none in the repository holds.
#[test]
fn all_of_the_language_has_a_macros_spelling() {
    let text = r#"
flow: Everything
doc: "Two \"lines\".\n\nAnd more."
event: 2
context: {size: 3, embedding: {mlp: {hidden: [8]}}}
base: student_t
layers:
  - {own: {}}
  - {coupling: {transformer: own, conditioner: {mlp: {hidden: [8], activation: tanh}}}}
  - {invert: {layer: affine}}
  - pushed
bijectors:
  own:
    parameters: {alpha: positive, beta: {per_element: unit}}
    let: {gamma: "alpha + 1"}
    forward: "|z| z * gamma + beta"
    inverse: "|x| (x - beta) / gamma"
  pushed:
    forward: "|z| [z[0], z[1] + sin(z[0])]"
    invertible: assumed
train:
  data:
    file: "a b.csv"
    columns: {"first one": {integer: [0, 5]}, b: positive}
    context: {c: {categorical: [x, "y z"]}, d: real}
    missing_marker: {"first one": -999}
  validation: {file: "b.csv"}
  early_stopping: {patience: 3}
"#;
    let spec = yaml::parse(text).unwrap();
    let call = spec.to_macro();
    let again = tokens::parse(inside(&call).parse().unwrap());
    let again = again.unwrap_or_else(|errors| panic!("{}\n{call}", errors.render("macro", &call)));
    assert_eq!(again.to_text(), spec.to_text(), "{call}");
}

/// The benchmark's flows, which have bijectors of their own, against its specifications.
#[test]
fn workloads_are_the_specifications_of_the_benchmark() {
    let source: TokenStream = include_str!("../benches/workloads/flows.rs").parse().unwrap();
    let declared = source.into_iter().filter_map(|token| match token {
        TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => Some(group.stream().to_string()),
        _ => None,
    });
    let mut specs = specs("../specs/bench");
    specs.sort();
    for ((name, text), tokens) in specs.iter().zip(declared.clone()) {
        assert_same(&right(from_tokens(&tokens), &tokens), &right(from_yaml(text), text), name);
    }
    assert_eq!(specs.len(), declared.count());
}

#[test]
fn flows_that_differ_have_different_hashes() {
    let variants = [
        "struct Line<1> { layers: [own] } bijector own { forward: |z| 2.0 * z }",
        "struct Line<1> { layers: [own] } bijector own { forward: |z| 3.0 * z }",
        "struct Line<1> { layers: [own] } bijector own(a: positive) { forward: |z| a * z }",
        "struct Line<1> { layers: [own] } bijector own(a: unit) { forward: |z| a * z }",
        "struct Line<1> { layers: [leaky_relu] }",
        "struct Line<1> { layers: [leaky_relu(slope = 0.5)] }",
        "struct Line<1> { layers: [leaky_relu(slope = 0.25)] }",
        "struct Line<2> { layers: [affine] }",
        "struct Line<[2, 1]> { layers: [affine] }",
        "struct Line<2, context = 1> { layers: [affine] }",
        "struct Line<2> { layers: [permute(seed = 1)] }",
        "struct Line<2> { layers: [permute(seed = 2)] }",
        "struct Line<2> { layers: [affine, affine] }",
        "struct Line<2> { layers: [invert(layer = affine)] }",
        "struct Line<2> { layers: [repeat(times = 2, layers = [affine])] }",
        "struct Line<2> { layers: [coupling(split = odd)] }",
        "struct Line<2> { layers: [coupling(split = even)] }",
        "struct Line<2> { layers: [coupling(conditioner = mlp(activation = tanh))] }",
    ];
    let mut hashes = variants.map(|tokens| right(from_tokens(tokens), tokens).architecture_hash()).to_vec();
    let count = hashes.len();
    hashes.sort();
    hashes.dedup();
    assert_eq!(hashes.len(), count);
}

#[test]
fn what_does_not_change_the_density_does_not_change_the_hash() {
    let same = [
        "struct Line<1> { layers: [affine] }",
        "/// A line.\n pub struct Line<1> { train: { seed: 3, epochs: 2 }, layers: [affine(bound = 5)] }",
        "struct Renamed<1> { layers: [affine] }",
    ];
    let hash = |tokens: &str| right(from_tokens(tokens), tokens).architecture_hash();
    same.iter().for_each(|tokens| assert_eq!(hash(same[0]), hash(tokens), "{tokens}"));
    // The parameters of a `repeat` have the number of their iteration in their names.
    let [repeated, written_out] = ["repeat(times = 2, layers = [affine])", "affine, affine"]
        .map(|layers| hash(&format!("struct Line<1> {{ layers: [{layers}] }}")));
    assert_ne!(repeated, written_out);
}

#[test]
fn emission_repeats_itself_to_the_byte() {
    for (tokens, _) in TWINS {
        let emitted = || right(from_tokens(tokens), tokens).crate_files(VERSIONS);
        assert_eq!(emitted(), emitted(), "{tokens}");
    }
}

fn count(tokens: TokenStream) -> usize {
    let size = |token: TokenTree| match token {
        TokenTree::Group(group) => 1 + count(group.stream()),
        _ => 1,
    };
    tokens.into_iter().map(size).sum()
}

#[test]
fn tokens_do_not_grow_with_extents() {
    // A declaration with a hole, and a small and a large number for it: equal modulo 16, so that equal paddings stand in both.
    let table = [
        ("<@> { layers: [affine, leaky_relu, reverse, permute(seed = 7)] }", "5", "4101"),
        ("<@> { layers: [coupling, coupling(split = even), coupling(split = odd)] }", "5", "4101"),
        ("<@> { layers: [invert(layer = coupling), real_nvp] }", "5", "4101"),
        ("<4, context = @> { layers: [coupling] }", "3", "1027"),
        ("<4> { layers: [repeat(times = @, layers = [coupling, reverse, permute(seed = 7)])] }", "2", "64"),
        ("<4> { layers: [real_nvp(couplings = @)] }", "2", "64"),
        ("<4> { layers: [coupling(conditioner = mlp(hidden = [@, @]))] }", "8", "1032"),
        ("<[1, @, @]> { layers: [coupling(split = checkerboard, conditioner = conv), actnorm, pixels] }", "12", "28"),
        (
            "<[1, @, @]> { layers: [real_nvp(couplings = 3, conditioner = residual_conv(hidden = 16)), pixels] }",
            "12",
            "28",
        ),
        ("<[1, @, @]> { layers: [glow(steps = 2, conditioner = conv(hidden = [8])), pixels] }", "12", "28"),
        ("<[1, 8, 8]> { layers: [glow(levels = 1, steps = @, prior = learned)] }", "2", "64"),
        ("<[3, @, @]> { layers: [coupling(split = channels, conditioner = conv), permute(seed = 3)] }", "9", "25"),
    ];
    for (declaration, small, large) in table {
        let tokens = |number: &str| {
            let source = format!("struct X{}", declaration.replace('@', number));
            count(right(from_tokens(&source), &source).emit().layers)
        };
        assert_eq!(tokens(small), tokens(large), "{declaration}");
    }
}

/// A plan of images of 28 × 28 differs from one of 12 × 12 in its numbers alone.
#[test]
fn plans_do_not_grow_with_images() {
    let plan = |side: usize| {
        let source = format!(
            "struct X<[1, {side}, {side}]> {{ layers: [real_nvp(couplings = 2, conditioner = conv(hidden = [16])), actnorm, pixels] }}"
        );
        let text = right(from_tokens(&source), &source).explain(Some(Stage::Plan));
        text.split(|c: char| c.is_ascii_digit()).filter(|part| !part.is_empty()).collect::<Vec<_>>().join("0")
    };
    assert_eq!(plan(12), plan(28));
}
