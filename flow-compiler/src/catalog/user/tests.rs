//! Whatever a bijector, its parameters and its values are called, it computes the same.

#[cfg(feature = "yaml")]
mod functions;

use crate::interpret::run;
use crate::ir::eval::Bindings;
use crate::vocabulary::Direction;
use crate::{Compiled, compile};

/// Names that mean something elsewhere: words of the catalog, leaves of functions, names in emitted
/// code.
const NAMES: [&str; 24] = [
    "exp",
    "affine",
    "scale",
    "reverse",
    "coupling",
    "standard_normal",
    "base",
    "target",
    "embedding",
    "argument",
    "x",
    "z",
    "context",
    "result",
    "ladj",
    "row",
    "lanes",
    "isa",
    "layer",
    "f32",
    "tables",
    "usize",
    "vec",
    "self_",
];

fn compiled(declaration: &str) -> Compiled {
    let spec = crate::front::tokens::parse(declaration.parse().expect("tokens")).expect(declaration);
    compile(&spec).unwrap_or_else(|errors| panic!("{declaration}: {errors:?}"))
}

/// The values of the first layer in both directions at a few points.
fn values(flow: &Compiled) -> Vec<Vec<f64>> {
    // Emission must find names for everything too.
    let _ = flow.emit();
    let kind = &flow.program().kinds[flow.program().flow().declared()[0].kind];
    // Parameters of one number each.
    let parameters = (0..3).map(|k| vec![0.3 - 0.2 * f64::from(k)]).collect();
    let bindings = Bindings { parameters, ..Bindings::default() };
    let mut out = Vec::new();
    for (name, direction) in [("x", Some(&kind.density)), ("z", kind.sampling.as_ref())] {
        let direction = direction.expect("a layer has both directions");
        for point in [[0.4, 1.3], [-0.8, 0.2]] {
            out.extend(run(&kind.graph, direction, &bindings.clone().with(name, &point)));
        }
    }
    out
}

#[test]
fn a_name_changes_nothing() {
    let forms = [
        // Derived; with a stated inverse, so that its formulas lie in one operation; a list.
        "bijector NAME(ONE: positive, TWO: scalar) { let THREE = 0.5 * ONE; forward: |v| THREE * v + tanh(TWO) }",
        "bijector NAME(ONE: positive, TWO: scalar) { forward: |v| ONE * v + TWO, inverse: |w| (w - TWO) / ONE }",
        "bijector NAME(ONE: positive, TWO: scalar) { forward: |v| [ONE * v[0] + TWO, v[1] * exp(v[0])] }",
    ];
    for form in forms {
        let flow = |name: &str, one: &str, two: &str, three: &str| {
            let bijector = form.replace("NAME", name).replace("ONE", one).replace("TWO", two).replace("THREE", three);
            compiled(&format!("pub struct Named<2> {{ layers: [{name}] }} {bijector}"))
        };
        let plain = values(&flow("own", "first", "second", "third"));
        for (k, name) in NAMES.iter().enumerate() {
            let [one, two] = [1, 2].map(|next| NAMES[(k + next) % NAMES.len()]);
            assert_eq!(values(&flow(name, one, two, "aside")), plain, "{name}({one}, {two}): {form}");
            assert_eq!(values(&flow("own", name, two, one)), plain, "own({name}, {two}) with {one}: {form}");
        }
    }
}

/// How many numbers are learned.
fn learned(flow: &Compiled) -> usize {
    let placed = flow.program().flow().declared();
    placed.iter().flat_map(|placed| &placed.parameters).map(|parameter| parameter.shape.size()).sum()
}

/// A family means the words of the catalog, whatever the declaration calls its own.
#[test]
fn families_do_not_mean_a_bijector_of_the_same_name() {
    let layers = "layers: [nice(couplings = 1), lu_linear, own]";
    let own = |name: &str| format!("bijector {name}(a: positive) {{ forward: |v| a * v + 1.0 }}");
    let plain = compiled(&format!("pub struct Meant<2> {{ {layers} }} {}", own("own")));
    for name in ["scale", "reverse", "coupling", "repeat", "invert", "lower_triangular", "additive", "mlp"] {
        let layers = layers.replace("own", name);
        let named = compiled(&format!("pub struct Meant<2> {{ {layers} }} {}", own(name)));
        let functions = |flow: &Compiled| flow.program().kinds.len();
        assert_eq!(functions(&named), functions(&plain), "{name}");
        assert_eq!(learned(&named), learned(&plain), "{name}");
    }
    let explicit =
        |flow: &Compiled| flow.program().kinds.iter().map(|k| k.explicit == Direction::Forward).collect::<Vec<_>>();
    let shadowing = compiled(&format!("pub struct Meant<2> {{ layers: [exp] }} {}", own("exp")));
    assert_eq!(explicit(&shadowing).len(), 2, "the bijector and the base");
    assert_eq!(learned(&shadowing), 1, "the declaration's own `exp` is meant");
}
