//! Tests of users' formulas in every layer that takes them: work that grows with the graph and not with its paths, proofs that do
//! not depend on an order, refusals in the words of the declaration, and warnings of slopes that jump.

use crate::{Compiled, compile, front};

/// A bijector of nested `let`s: `first`, then `n` times `step`, which names the value before it `P`, then `last`, which names the
/// last one so.
struct Nested {
    first: &'static str,
    step: &'static str,
    last: &'static str,
    claim: &'static str,
}

const ELEMENTWISE: &str = "nested";
const AUTOREGRESSIVE: &str = "autoregressive(transformer = nested, conditioner = made(hidden = [8]))";
const ASSUMED: &str = ", invertible: assumed";

impl Nested {
    const fn of(step: &'static str) -> Self {
        Nested { first: "z", step, last: "P", claim: "" }
    }

    const fn assumed(step: &'static str) -> Self {
        Nested { claim: ASSUMED, ..Nested::of(step) }
    }

    fn compile(&self, n: usize, layer: &str) -> Compiled {
        let at = |text: &str, k: usize| text.replace('P', &format!("a{k}"));
        let steps: String = (1..=n).map(|k| format!("let a{k} = {}; ", at(self.step, k - 1))).collect();
        let vector = if self.first.contains('u') { "u: vector, " } else { "" };
        let source = format!(
            "pub struct Flow<3> {{ layers: [{layer}] }} bijector nested({vector}b: positive) {{ \
             forward: |z| {{ let a0 = {}; {steps} {} }} {} }}",
            self.first,
            at(self.last, n),
            self.claim
        );
        let parsed = front::tokens::parse(source.parse().expect("tokens"));
        let compiled = parsed.and_then(|spec| compile(&spec));
        compiled.unwrap_or_else(|errors| panic!("{}: {}", self.step, errors.render("declaration", &source)))
    }

    /// How often all walks together read a value's definition.
    fn reads(&self, n: usize, layer: &str) -> u64 {
        self.compile(n, layer).program().kinds.iter().map(|kind| kind.graph.reads()).sum()
    }
}

/// Twice the steps take a little more than four times the work at most: some walks ask each value about each other one, none takes
/// every path. The number of paths would be 256 times as large.
#[test]
fn work_does_not_grow_with_the_paths_of_nested_lets() {
    let number = Nested { first: "dot(u, z)", step: "P + 0.1 * sin(P)", last: "z + u * tanh(P)", claim: ASSUMED };
    let list = Nested { first: "z[0]", step: "P + b * sin(P)", last: "[z[0], z[1] * exp(P), z[2] + P]", claim: "" };
    let rows = [
        (Nested::assumed("P + 0.1 * sin(P)"), ELEMENTWISE),
        (Nested::of("P + 0.1 * sin(P)"), AUTOREGRESSIVE),
        (Nested::of("P * (1.0 + P * P)"), ELEMENTWISE),
        (Nested::of("if P < 0.0 { b * P } else { P }"), ELEMENTWISE),
        (Nested::of("if P < 0.0 { b * P } else { P + P * P }"), AUTOREGRESSIVE),
        (Nested::of("if P < 0.0 { P } else { P + P * b * P }"), ELEMENTWISE),
        (Nested::assumed("P * exp(0.01 * tanh(P))"), ELEMENTWISE),
        (Nested::assumed("P * P * P / (1.0 + P * P) + P"), ELEMENTWISE),
        (Nested::assumed("if z < 1.0 { P } else { P + sin(P) }"), ELEMENTWISE),
        (number, ELEMENTWISE),
        (list, ELEMENTWISE),
    ];
    for (nested, layer) in rows {
        let (few, many) = (nested.reads(8, layer), nested.reads(16, layer));
        assert!(many < 6 * few, "`{}` in {layer}{}: {few} and {many} reads", nested.step, nested.claim);
    }
}

/// A formula of `a: positive` and `b: scalar` as a layer, and as the transformer of couplings and autoregressive layers of every kind.
fn everywhere(forward: &str) -> Vec<(String, Result<Compiled, String>)> {
    let mut layers = vec!["p".to_string()];
    for explicit in ["forward", "inverse"] {
        for order in ["ascending", "descending", "[2, 0, 1, 3]"] {
            layers.push(format!(
                "autoregressive(explicit = {explicit}, order = {order}, transformer = p, conditioner = made(hidden = [8]))"
            ));
        }
    }
    for split in ["even", "odd", "halves", "[0, 3]"] {
        layers.push(format!("coupling(split = {split}, transformer = p, conditioner = mlp(hidden = [8]))"));
    }
    let compiled = |layer: String| {
        let source = format!(
            "pub struct Flow<4> {{ layers: [{layer}] }} bijector p(a: positive, b: scalar) {{ forward: {forward} }}"
        );
        let parsed = front::tokens::parse(source.parse().expect("tokens"));
        let compiled = parsed.and_then(|spec| compile(&spec)).map_err(|e| e.render("declaration", &source));
        (format!("{forward} in {layer}"), compiled)
    };
    layers.into_iter().map(compiled).collect()
}

#[test]
fn a_polynomial_is_proved_in_every_order_and_spelling() {
    let formulas = [
        "|z| a * z + z * z * z + b",
        "|z| a * z + z * 2.0 * z * z + b",
        "|t| a * t + (2.0 * t) * t * t",
        "|z| a * z + z * (z * 2.0) * z",
        "|z| a * z + z * z * z * z * z",
        "|z| -(a * z) - z * z * z",
        "|z| b - a * z + z * z * (-1.0) * z",
    ];
    for (name, compiled) in formulas.into_iter().flat_map(everywhere) {
        assert!(compiled.is_ok(), "{name}: {}", compiled.err().unwrap_or_default());
    }
}

#[test]
fn a_refusal_says_the_shortest_slope_in_the_words_of_the_declaration() {
    let rows = [
        ("|z| a * z - z * z * z", "the slope `a - 3*z^2` lies in"),
        ("|t| a * t - t * (t * 2.0) * t", "the slope `a - 6*t^2` lies in"),
        ("|z| if z < 0.0 { z } else { z - 5.0 }", "`if z < 0 { z } else { z - 5 }` may jump where `z < 0` changes"),
    ];
    for (forward, words) in rows {
        for (name, compiled) in everywhere(forward) {
            let text = compiled.err().unwrap_or_else(|| panic!("{name}: accepted"));
            assert!(text.contains(words), "{name}: {text}");
        }
    }
    let long: String = (1..60).map(|k| format!(" - sin({k}.0 * z) * b")).collect();
    for (name, compiled) in everywhere(&format!("|z| a * z{long}")) {
        let text = compiled.err().unwrap_or_else(|| panic!("{name}: accepted"));
        let slope = text.split('`').find(|part| part.contains('…')).unwrap_or_else(|| panic!("{name}: {text}"));
        assert!(slope.chars().count() <= 120 && !text.contains("cut "), "{text}");
    }
}

/// Each formula's slope is known by hand to jump or not, and only those that jump are warned of.
#[test]
fn a_slope_that_jumps_is_warned_of_and_no_other() {
    let rows = [
        ("|z| if z < 0.0 { a * z } else { z }", true),
        ("|z| if 2.0 * z < 1.0 { z } else { 2.0 * z - 0.5 }", true),
        ("|z| if z < b { z } else { z + a * (z - b) }", true),
        ("|z| z + relu(z)", true),
        ("|z| z + 0.5 * abs(z)", true),
        ("|z| if z < 0.0 { z } else { z + z * z }", false),
        ("|z| z + relu(z) * relu(z)", false),
        ("|z| a * z + z * z * z", false),
        ("|z| z * a + b", false),
    ];
    for (forward, jumps) in rows {
        for (name, compiled) in everywhere(forward) {
            let warnings = compiled.unwrap_or_else(|e| panic!("{name}: {e}")).warnings();
            assert_eq!(warnings.iter().any(|w| w.contains("jump")), jumps, "{name}: {warnings:?}");
        }
    }
    for spline in ["coupling(transformer = rational_quadratic_spline, conditioner = mlp(hidden = [8]))", "nsf"] {
        let source = format!("pub struct Flow<3> {{ layers: [{spline}] }}");
        let parsed = front::tokens::parse(source.parse().expect("tokens"));
        let compiled = parsed.and_then(|spec| compile(&spec)).unwrap_or_else(|e| panic!("{}", e.render("d", &source)));
        assert_eq!(compiled.warnings(), Vec::<String>::new(), "{spline}");
    }
}

/// Twenty maps of positive slope after each other, whose product of slopes no interval shows to be positive.
#[test]
fn a_chain_of_maps_is_proved_map_by_map() {
    for layer in [ELEMENTWISE, AUTOREGRESSIVE] {
        Nested::of("P + 0.1 * sin(P)").compile(20, layer);
    }
}
