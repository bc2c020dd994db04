//! `rational_quadratic_spline`: an increasing curve through learned knots.

use super::knots::{Knots, check_shares, inner_knots, power_slopes, slopes};
use crate::catalog::bijectors::affine::softclip;
use crate::diag::Diagnostics;
use crate::ir::{Expr, Graph, Op, Part, Stated, Value as NodeId};
use crate::shape::Shape;
use crate::vocabulary::{Checked, Elementwise, Filled, Scalar, Settings, Takes, Value, Word};

/// Between two knots the quotient of two quadratics that has their values and slopes; the identity
/// outside of the bound.
pub struct RationalQuadraticSpline;

impl Word for RationalQuadraticSpline {
    fn name(&self) -> &'static str {
        "rational_quadratic_spline"
    }
    fn doc(&self) -> &'static str {
        "Rational-quadratic spline: in a bin of width w, height h and slopes d₀, d₁, with `s = h / w` and `ξ = (z − z₀) / w`, \
         `x = x₀ + h (s ξ² + d₀ ξ (1 − ξ)) / (s + (d₀ + d₁ − 2 s) ξ (1 − ξ))`; `x = z` outside of `±bound`. Raw numbers r become widths and heights by softmax, and slopes by \
         softplus, all above a least one; with `clip`, by the softmax of `r / (1 + 2 |r| / clip)`, and slopes by `exp(r / (1 + |r| / clip))`. \
         (Durkan et al. 2019)"
    }
    fn settings(&self) -> Settings {
        Settings::none()
            .few("bins", (2, 128), 8, "how many bins lie between -bound and bound")
            .positive("bound", 5.0, "outside of -bound to bound the map is the identity")
            .within("min_width", (1e-6, 0.5), 1e-3, "the least share of a bin in the range of z")
            .within("min_height", (1e-6, 0.5), 1e-3, "the least share of a bin in the range of x")
            .within("min_slope", (1e-6, 0.5), 1e-3, "the least slope at a knot")
            .optional(
                "clip",
                Takes::Above(0.0),
                "in the place of a least width, height and slope: slopes stay between e^-clip and e^clip, and the quotient of two widths \
                 or heights too",
            )
    }
    fn elementwise(&self) -> Option<&dyn Elementwise> {
        Some(self)
    }
}

impl Elementwise for RationalQuadraticSpline {
    fn parameters(&self, settings: Checked) -> Vec<Scalar> {
        let bins = settings.count("bins");
        vec![
            Scalar::several("raw_widths", bins, 0.0),
            Scalar::several("raw_heights", bins, 0.0),
            Scalar::several("raw_slopes", bins - 1, 0.0),
        ]
    }

    fn check(&self, settings: Checked, errors: &mut Diagnostics) {
        check_shares(settings, errors);
    }

    fn forward<'g>(&self, z: Expr<'g>, parameters: &[Expr<'g>], settings: Checked) -> Expr<'g> {
        let (bins, bound) = (settings.count("bins"), settings.number("bound"));
        let (of_z, of_x, slopes) = match clip(settings) {
            None => (
                inner_knots(parameters[0], bins, bound, settings.number("min_width"), "knot"),
                inner_knots(parameters[1], bins, bound, settings.number("min_height"), "level"),
                slopes(parameters[2], bins - 1, settings.number("min_slope")),
            ),
            Some(clip) => (
                inner_knots(softclip(parameters[0], 0.5 * clip), bins, bound, 0.0, "knot"),
                inner_knots(softclip(parameters[1], 0.5 * clip), bins, bound, 0.0, "level"),
                power_slopes(softclip(parameters[2], clip), bins - 1),
            ),
        };
        let captured: Vec<Expr> = of_z.into_iter().chain(of_x).chain(slopes).collect();
        let spline = spline(z.graph, bins, bound);
        let args: Vec<Expr> = [z].into_iter().chain(captured).collect();
        z.graph.make(Op::Stated(spline.into(), Part::Value), &args)
    }

    fn examples(&self) -> Vec<Filled> {
        let with = |bins: usize, bound: f64| {
            self.defaults().with("bins", Value::Count(bins)).with("bound", Value::Number(bound))
        };
        vec![with(4, 2.0), with(2, 1.0), with(3, 2.0).with("clip", Value::Number(3.0))]
    }
}

/// How far raw numbers reach, where that is what bounds shares and slopes.
pub fn clip(settings: Checked) -> Option<f64> {
    match settings.value("clip") {
        Some(Value::Number(clip)) => Some(*clip),
        _ => None,
    }
}

/// The spline of one number, given its inner knots. Why derivative and inverse are stated: the bins
/// are chosen by comparing z with the knots, so the formula is a choice between pieces whose
/// equality at the knots no rule sees; the derivative of a piece is positive as a sum of three
/// terms only after the numerators of the quotient rule are collected; and the inverse is the root
/// of a quadratic in ξ, which is closed where the general way is a search.
fn spline(graph: &Graph, bins: usize, bound: f64) -> Stated {
    let leaf = |name: String| graph.uniform(&name, Shape::scalar());
    let inner = |name: &str| -> Vec<Expr> { (1..bins).map(|k| leaf(format!("{name} {k}"))).collect() };
    let own = leaf("spline argument".into());
    let (z, x, slopes) = (inner("spline knot"), inner("spline level"), inner("spline slope"));
    let ends = |inner: &[Expr<'_>], low: f64, high: f64| -> Vec<NodeId> {
        let numbers = [graph.number(low)].into_iter().chain(inner.iter().map(|e| graph.at(e.value)));
        numbers.chain([graph.number(high)]).map(|e| e.value).collect()
    };
    let knots =
        Knots { graph, bound, z: ends(&z, -bound, bound), x: ends(&x, -bound, bound), slope: ends(&slopes, 1.0, 1.0) };
    Stated {
        name: "spline".into(),
        own: own.value,
        captured: z.iter().chain(&x).chain(&slopes).map(|e| e.value).collect(),
        value: knots.value(own).value,
        slope: knots.slope(own).value,
        inverse: knots.inverse(own).value,
        kinked: false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ir::Unary;
    use crate::ir::eval::{Bindings, eval};
    use crate::rules::jvp::derivative;

    /// One spline with its derivative by the rules and its inverse as a bracketed root, at a point.
    fn compare(at: f64) {
        let graph = Graph::new();
        let settings = RationalQuadraticSpline.defaults().with("bins", Value::Count(5));
        let z = graph.varying("z", Shape::vector(1));
        let raw = |name: &str, len: usize| graph.varying(name, Shape::vector(len));
        let parameters = [raw("widths", 5), raw("heights", 5), raw("slopes", 4)];
        let stated = RationalQuadraticSpline.forward(z, &parameters, settings.checked().unwrap());
        let plain = graph.inlined(stated);
        let bindings = Bindings::default()
            .with("z", &[at])
            .with("widths", &[0.4, -0.7, 1.2, 0.1, -0.3])
            .with("heights", &[-0.5, 0.9, 0.2, -1.1, 0.6])
            .with("slopes", &[0.8, -1.5, 0.3, 2.0]);
        let number = |e: Expr| eval(&graph, &[e.value], &bindings)[0][0];
        let Op::Stated(map, _) = stated.op() else { panic!("a stated map") };
        let slope = graph.make(Op::Stated(map.clone(), Part::Slope), &stated.args());
        let derived = derivative(plain, z);
        assert!((number(slope) - number(derived)).abs() < 1e-12 * number(derived), "slope at {at}");
        let image = number(plain);
        let right = graph.filled(image, Shape::vector(1));
        let args: Vec<Expr> = [right].into_iter().chain(stated.args().into_iter().skip(1)).collect();
        let back = graph.make(Op::Stated(map, Part::Inverse), &args);
        assert!((number(back) - at).abs() < 1e-12, "inverse at {at}: {}", number(back));
        // A search that knows the formula alone.
        let (mut low, mut high) = (-10.0, 10.0);
        for _ in 0..80 {
            let middle = 0.5 * (low + high);
            let there = eval(&graph, &[plain.value], &bindings.clone().with("z", &[middle]))[0][0];
            if there < image { low = middle } else { high = middle }
        }
        assert!((low - number(back)).abs() < 1e-11, "search at {at}: {low}");
    }

    #[test]
    fn stated_slope_and_inverse_are_those_of_the_formula() {
        for k in -13..14 {
            compare(0.5 * f64::from(k) + 0.013);
        }
    }

    #[test]
    fn without_anything_learned_it_is_the_identity() {
        let graph = Graph::new();
        let z = graph.varying("z", Shape::vector(3));
        let settings = RationalQuadraticSpline.defaults();
        let zeros = |n: usize| graph.varying("zeros", Shape::vector(n)).unary(Unary::Sin);
        let parameters = [zeros(24), zeros(24), graph.varying("slopes", Shape::vector(21))];
        let x = RationalQuadraticSpline.forward(z, &parameters, settings.checked().unwrap());
        let points = [-7.0, 0.3, 4.99];
        let bindings = Bindings::default().with("z", &points).with("zeros", &[0.0; 24]).with("slopes", &[0.0; 21]);
        for (found, expected) in eval(&graph, &[x.value], &bindings)[0].iter().zip(points) {
            assert!((found - expected).abs() < 1e-13);
        }
    }
}
