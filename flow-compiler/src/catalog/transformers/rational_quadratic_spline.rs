//! `rational_quadratic_spline`: an increasing curve through learned knots.

use super::knots::{Ends, Knots, MOST_BINS, check_shares, knots, power_slopes, slopes};
use crate::catalog::bijectors::affine::softclip;
use crate::diag::Diagnostics;
use crate::ir::{Expr, Graph, Op, Part, Stated};
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
            .few("bins", (2, MOST_BINS), 8, "how many bins lie between -bound and bound")
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
                knots(parameters[0], bins, bound, settings.number("min_width"), "knots"),
                knots(parameters[1], bins, bound, settings.number("min_height"), "levels"),
                slopes(parameters[2], settings.number("min_slope")),
            ),
            Some(clip) => (
                knots(softclip(parameters[0], 0.5 * clip), bins, bound, 0.0, "knots"),
                knots(softclip(parameters[1], 0.5 * clip), bins, bound, 0.0, "levels"),
                power_slopes(softclip(parameters[2], clip)),
            ),
        };
        let one = z.graph.number(1.0);
        let captured = [of_z, of_x, Ends::of(slopes, bins, one)].map(Ends::both).concat();
        let args: Vec<Expr> = [z].into_iter().chain(captured).collect();
        z.graph.make(Op::Stated(spline(z.graph, bins, bound).into(), Part::Value), &args)
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

/// The spline of one number, given the ends of its bins. Why derivative and inverse are stated: the bins
/// are chosen by comparing z with the knots, so the formula is a choice between pieces whose
/// equality at the knots no rule sees; the derivative of a piece is positive as a sum of three
/// terms only after the numerators of the quotient rule are collected; and the inverse is the root
/// of a quadratic in ξ, which is closed where the general way is a search.
fn spline(graph: &Graph, bins: usize, bound: f64) -> Stated {
    let own = graph.uniform("spline argument", Shape::scalar());
    let [z, x, slope] = ["spline knot", "spline level", "spline slope"].map(|name| Ends::leaves(graph, name, bins));
    let knots = Knots { bound, z, x, slope };
    Stated {
        name: "spline".into(),
        own: own.value,
        captured: [z, x, slope].map(Ends::both).concat().into_iter().map(|leaf| leaf.value).collect(),
        value: knots.value(own).value,
        slope: knots.slope(own).value,
        inverse: knots.inverse(own).value,
        slope_at_value: Some(knots.slope_at_value(own).value),
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
        let z = graph.varying("z", Shape::scalar());
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
        let right = graph.number(image);
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
