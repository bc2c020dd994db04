//! Densities integrate to 1: each base and a selection of layers, by quadrature of the interpreter's `log p(x)`.
//!
//! The midpoint rule in a variable that runs over all numbers, in which a density falls off at least exponentially: where it is
//! smooth, the error falls faster than any power of the step.

use flow_compiler::Compiled;
use flow_compiler::catalog::bases::BASES;
use flow_compiler::check::show;
use flow_compiler::span::Span;
use flow_compiler::vocabulary::{AnyWord, Chosen, Support};
use flow_tests::doors::{from_tokens, right};
use flow_tests::numbers::Stream;
use flow_tests::tolerance::{INTEGRAL_KINKED, INTEGRAL_SMOOTH};

/// A number of the support and how fast it moves, as a variable runs over all numbers.
fn place(support: Support, t: f64) -> (f64, f64) {
    let (s, ds) = (t.sinh(), t.cosh());
    match (support.low.is_finite(), support.high.is_finite()) {
        (false, false) => (s, ds),
        (true, false) => (support.low + s.exp(), s.exp() * ds),
        (false, true) => (support.high - s.exp(), s.exp() * ds),
        (true, true) => {
            let (width, sigmoid) = (support.high - support.low, |v: f64| 1.0 / (1.0 + (-v).exp()));
            (support.low + width * sigmoid(s), width * sigmoid(s) * sigmoid(-s) * ds)
        }
    }
}

/// The midpoints of cells from `−end` to `end`; 0 lies between two cells, where kinks are.
fn midpoints(end: f64, step: f64) -> Vec<f64> {
    let half = (end / step).round() as i64;
    (-half..half).map(|k| (k as f64 + 0.5) * step).collect()
}

/// `∫ p(x) dx` in 1 or 2 dimensions.
fn integral(compiled: &Compiled, end: f64, step: f64) -> f64 {
    let program = compiled.program();
    let mut stream = Stream::new(5);
    let parameters = stream.normals(program.flow().parameter_count(), 0.5);
    let context = stream.normals(program.flow().context, 1.0);
    let density = |x: &[f64]| program.log_prob(&parameters, x, &context).exp();
    let line: Vec<(f64, f64)> =
        midpoints(end, step).into_iter().map(|t| place(compiled.flow().support, t)).filter(|p| p.1 > 0.0).collect();
    let cell = step.powi(program.flow().size as i32);
    if program.flow().size == 1 {
        return cell * line.iter().map(|(x, w)| density(&[*x]) * w).sum::<f64>();
    }
    let row = |(x, w): &(f64, f64)| w * line.iter().map(|(y, v)| density(&[*x, *y]) * v).sum::<f64>();
    cell * line.iter().map(row).sum::<f64>()
}

fn compiled(declaration: &str) -> Compiled {
    right(from_tokens(declaration), declaration)
}

fn check(declaration: &str, end: f64, step: f64, tolerance: f64) {
    let sum = integral(&compiled(declaration), end, step);
    assert!((sum - 1.0).abs() < tolerance, "{declaration} integrates to {sum}");
}

/// Every base by each of its examples, as a declaration spells it, and whether it is one of the real numbers that takes a location.
fn bases() -> Vec<(String, bool)> {
    let mut out = Vec::new();
    // An angle has no line to be integrated along: `a_cylinder_integrates_to_one`.
    // Those of whole numbers are summed and not integrated, in `autoregressive.rs`.
    for word in BASES.iter().filter(|word| word.name() != "cylindrical") {
        let base = word.base().expect("a base");
        for filled in base.examples() {
            let chosen = Chosen { word: AnyWord::Catalog(*word), filled, span: Span::Synthetic };
            if base.is_layer(chosen.settings()) || word.name() == "autoregressive" {
                // Networks on grids have tests of their own.
                continue;
            }
            let movable = word.settings().has("location");
            out.push((show(&chosen), movable && base.support(chosen.settings()) == Support::REAL));
        }
    }
    out
}

/// The step and tolerance of a base: those of densities with a kink, where it has one.
fn step_of(base: &str) -> (f64, f64) {
    if base.starts_with("laplace") { (0.02, INTEGRAL_KINKED) } else { (0.05, INTEGRAL_SMOOTH) }
}

/// A speed and a direction: the midpoint rule along the line and around the circle, where it falls short by the kinks of
/// the second derivative of a spline alone.
#[test]
fn a_cylinder_integrates_to_one() {
    let layers = "repeat(times = 2, layers = [circular_coupling(angles = 1, split = even, conditioner = mlp(hidden = [6], \
                  activation = tanh)), circular_coupling(angles = 1, split = odd, bins = 5, conditioner = mlp(hidden = [6]))])";
    let compiled = compiled(&format!("struct X<2> {{ base: cylindrical(angles = 1), layers: [{layers}] }}"));
    let program = compiled.program();
    // Larger ones make ridges that the points miss: 0.5 sums to 1.12 here, and to 1.016 at a fifth of the step.
    let parameters = Stream::new(5).normals(program.flow().parameter_count(), 0.15);
    let density = |x: f64, angle: f64| program.log_prob(&parameters, &[x, angle], &[]).exp();
    let turn = std::f64::consts::TAU / 160.0;
    let around: Vec<f64> = (0..160).map(|k| (f64::from(k) + 0.5) * turn - std::f64::consts::PI).collect();
    let row = |x: f64| around.iter().map(|angle| density(x, *angle)).sum::<f64>() * turn;
    let sum: f64 = midpoints(9.0, 0.1).into_iter().map(row).sum::<f64>() * 0.1;
    assert!((sum - 1.0).abs() < INTEGRAL_KINKED, "{sum}");
    // The density goes on across the ends of the circle.
    let end = std::f64::consts::PI - 1e-9;
    for x in [-1.0, 0.3, 2.0] {
        let (low, high) = (density(x, -end), density(x, end));
        assert!((low - high).abs() < 1e-6 * low, "{low} and {high} at {x}");
    }
}

#[test]
fn bases_integrate_to_one() {
    for (base, _) in bases() {
        // Far enough for tails that fall as x^(−1.7).
        let (step, tolerance) = step_of(&base);
        check(&format!("struct X<1> {{ base: {base} }}"), 60.0, step, tolerance);
    }
}

#[test]
fn moved_and_stretched_bases_integrate_to_one() {
    for (base, _) in bases().into_iter().filter(|b| b.1) {
        let (step, tolerance) = step_of(&base);
        let settings = "location = conditioned, scale = learned, conditioner = mlp(hidden = [3])";
        let base = match base.strip_suffix(')') {
            Some(open) => format!("{open}, {settings})"),
            None => format!("{base}({settings})"),
        };
        check(&format!("struct X<1, context = 2> {{ base: {base} }}"), 60.0, step, tolerance);
    }
}

#[test]
fn layers_of_one_element_integrate_to_one() {
    let layers = [
        "shift, scale",
        "affine, exp",
        "scale(scale = softplus), shift, tanh",
        "affine, sigmoid",
        "softplus",
        "softplus, scale, power(exponent = 0.7)",
        "exp, power(exponent = -2)",
        "softplus, log, affine",
    ];
    for layers in layers {
        check(&format!("struct X<1> {{ layers: [{layers}] }}"), 6.0, 0.05, INTEGRAL_SMOOTH);
        let uniform = format!("struct X<1> {{ base: standard_uniform, layers: [logit, {layers}] }}");
        // Close to an end that is not 0, numbers do not tell a logistic's tail from the end itself.
        let tolerance =
            if compiled(&uniform).flow().support.high.is_finite() { INTEGRAL_KINKED } else { INTEGRAL_SMOOTH };
        check(&uniform, 6.0, 0.05, tolerance);
    }
    // As far as `f64` tells a number between from the ends.
    for layers in ["sigmoid, logit", "tanh, invert(layer = tanh)"] {
        check(&format!("struct X<1> {{ layers: [{layers}] }}"), 3.5, 0.05, INTEGRAL_SMOOTH);
    }
    // Alone: of a wider base, much lies below the smallest number.
    check("struct X<1> { layers: [gumbel_cdf] }", 6.0, 0.05, INTEGRAL_SMOOTH);
}

#[test]
fn kinked_layers_integrate_to_one() {
    for slope in [0.3, 1.7] {
        let layers = format!("affine, leaky_relu(slope = {slope})");
        check(&format!("struct X<1> {{ layers: [{layers}] }}"), 6.0, 0.01, INTEGRAL_KINKED);
        let heavy = format!("struct X<1> {{ base: student_t(degrees_of_freedom = 2.5), layers: [{layers}] }}");
        check(&heavy, 20.0, 0.01, INTEGRAL_KINKED);
    }
}

#[test]
fn layers_of_two_elements_integrate_to_one() {
    let layers = [
        "affine, reverse",
        "coupling(conditioner = mlp(hidden = [3], activation = tanh))",
        "coupling(transformer = scale, conditioner = mlp(hidden = [3], activation = softplus)), tanh",
        "nice(couplings = 2, conditioner = mlp(hidden = [3], activation = tanh))",
        "maf(layers = 2, conditioner = made(hidden = [3], activation = tanh)), softplus",
        "invert(layer = coupling(split = odd, conditioner = mlp(hidden = [3], activation = sigmoid))), sigmoid",
    ];
    for layers in layers {
        check(&format!("struct X<2> {{ layers: [{layers}] }}"), 4.5, 0.06, INTEGRAL_SMOOTH);
    }
    let conditional = "conditional(conditioner = mlp(hidden = [3])), exp";
    check(&format!("struct X<2, context = 1> {{ layers: [{conditional}] }}"), 3.5, 0.1, INTEGRAL_SMOOTH);
}
