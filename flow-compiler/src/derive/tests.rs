//! Work of the derivation on formulas in which values are read several times: it grows with the graph, not with its paths.

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
        (Nested::assumed("P + 0.1 * sin(P)"), AUTOREGRESSIVE),
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
