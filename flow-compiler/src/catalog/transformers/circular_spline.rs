//! `circular_spline`: an increasing curve of a circle to itself.

use std::f64::consts::PI;

use super::knots::{Ends, Knots, MOST_BINS, check_shares, first_of, knots, slopes};
use crate::diag::Diagnostics;
use crate::ir::{Expr, Graph, Op, Part, Stated};
use crate::shape::Shape;
use crate::vocabulary::{Checked, Elementwise, Filled, Scalar, Settings, Value, Word};

/// A rational-quadratic spline from −π to π whose two ends have one slope, and then a turn.
pub struct CircularSpline;

impl Word for CircularSpline {
    fn name(&self) -> &'static str {
        "circular_spline"
    }
    fn doc(&self) -> &'static str {
        "Circular spline, of angles from −π to π: a rational-quadratic spline whose slopes at −π and π are one, then a turn by the angle \
         `π tanh(turn)`. Density and slope go on across the ends. (Rezende et al. 2020)"
    }
    fn settings(&self) -> Settings {
        Settings::none()
            .few("bins", (2, MOST_BINS), 8, "how many bins the circle is divided into")
            .within("min_width", (1e-6, 0.5), 1e-3, "the least share of a bin in the range of z")
            .within("min_height", (1e-6, 0.5), 1e-3, "the least share of a bin in the range of x")
            .within("min_slope", (1e-6, 0.5), 1e-3, "the least slope at a knot")
    }
    fn elementwise(&self) -> Option<&dyn Elementwise> {
        Some(self)
    }
}

impl Elementwise for CircularSpline {
    fn parameters(&self, settings: Checked) -> Vec<Scalar> {
        let bins = settings.count("bins");
        vec![
            Scalar::several("raw_widths", bins, 0.0),
            Scalar::several("raw_heights", bins, 0.0),
            Scalar::several("raw_slopes", bins, 0.0),
            Scalar::several("turn", 1, 0.0),
        ]
    }

    fn check(&self, settings: Checked, errors: &mut Diagnostics) {
        check_shares(settings, errors);
    }

    fn forward<'g>(&self, z: Expr<'g>, parameters: &[Expr<'g>], settings: Checked) -> Expr<'g> {
        let bins = settings.count("bins");
        let of_z = knots(parameters[0], bins, PI, settings.number("min_width"), "knots");
        let of_x = knots(parameters[1], bins, PI, settings.number("min_height"), "levels");
        let slopes = slopes(parameters[2], settings.number("min_slope"));
        let end = slopes.pick(&(0..z.size()).map(|k| (k + 1) * bins - 1).collect::<Vec<_>>());
        let slopes = Ends::of(first_of(slopes, bins), bins, end);
        let turn = (PI * parameters[3].tanh()).named("angle");
        let captured = [of_z, of_x, slopes].map(Ends::both).concat();
        let args: Vec<Expr> = [z].into_iter().chain(captured).chain([turn]).collect();
        z.graph.make(Op::Stated(circular(z.graph, bins).into(), Part::Value), &args)
    }

    fn is_circular(&self) -> bool {
        true
    }

    fn examples(&self) -> Vec<Filled> {
        [4, 2].map(|bins| self.defaults().with("bins", Value::Count(bins))).to_vec()
    }
}

/// The map of one angle, given the ends of its bins, the slopes there, and the turn. Its
/// derivative and inverse are stated for the reasons of `rational_quadratic_spline`; the turn adds the
/// choice by which an angle stays between −π and π.
fn circular(graph: &Graph, bins: usize) -> Stated {
    let leaf = |name: &str| graph.uniform(name, Shape::scalar());
    let (own, turn) = (leaf("circular argument"), leaf("circular turn"));
    let [z, x, slope] =
        ["circular knot", "circular level", "circular slope"].map(|name| Ends::leaves(graph, name, bins));
    let knots = Knots { bound: PI, z, x, slope };
    let lines = [z, x, slope].map(Ends::both).concat();
    Stated {
        name: "circular_spline".into(),
        own: own.value,
        captured: lines.into_iter().chain([turn]).map(|leaf| leaf.value).collect(),
        value: knots.within(own, wrapped(knots.curve(own) + turn), own).value,
        slope: knots.slope(own).value,
        inverse: knots.within(own, knots.inverse(wrapped(own - turn)), own).value,
        slope_at_value: Some(knots.slope_at_value(wrapped(own - turn)).value),
        kinked: false,
    }
}

/// An angle that is at most one turn too large or too small, from −π to π.
fn wrapped(angle: Expr<'_>) -> Expr<'_> {
    let below = angle.less(PI).select(angle, angle - 2.0 * PI);
    below.less(-PI).select(below + 2.0 * PI, below)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ir::eval::{Bindings, eval};

    /// Value, slope and inverse at some angles of one map.
    fn at(angles: &[f64]) -> Vec<[f64; 3]> {
        let graph = Graph::new();
        let settings = CircularSpline.defaults().with("bins", Value::Count(4));
        let z = graph.varying("z", Shape::vector(1));
        let raw = |name: &str, len: usize| graph.varying(name, Shape::vector(len));
        let parameters = [raw("widths", 4), raw("heights", 4), raw("slopes", 4), raw("turn", 1)];
        let value = CircularSpline.forward(z, &parameters, settings.checked().unwrap());
        let Op::Stated(map, _) = value.op() else { panic!("a stated map") };
        let [slope, inverse] =
            [Part::Slope, Part::Inverse].map(|part| graph.make(Op::Stated(map.clone(), part), &value.args()));
        let bindings = Bindings::default()
            .with("widths", &[0.4, -0.7, 1.2, 0.1])
            .with("heights", &[-0.5, 0.9, 0.2, -1.1])
            .with("slopes", &[0.8, -1.5, 0.3, 1.0])
            .with("turn", &[0.4]);
        let all = |angle: &f64| {
            let found =
                eval(&graph, &[value.value, slope.value, inverse.value], &bindings.clone().with("z", &[*angle]));
            [found[0][0], found[1][0], found[2][0]]
        };
        angles.iter().map(all).collect()
    }

    #[test]
    fn it_is_undone_and_its_slope_is_that_of_differences() {
        for angle in [-3.1, -2.0, -0.7, 0.0, 0.4, 1.9, 3.0] {
            let h = 1e-6;
            let [[x, slope, _], [up, ..], [down, ..]] = at(&[angle, angle + h, angle - h])[..] else { panic!("three") };
            assert!((-PI..=PI).contains(&x) && (at(&[x])[0][2] - angle).abs() < 1e-12, "{angle} goes to {x}");
            let difference = (up - down).rem_euclid(2.0 * PI) / (2.0 * h);
            assert!((slope - difference).abs() < 1e-5 * slope, "{slope} and {difference} at {angle}");
        }
    }

    #[test]
    fn the_ends_of_the_circle_meet() {
        let h = 1e-9;
        let [low, high] = at(&[-PI + h, PI - h])[..] else { panic!("two") };
        assert!((low[0] - high[0]).abs() < 1e-7 && (low[1] - high[1]).abs() < 1e-6, "{low:?} and {high:?}");
    }
}
