//! `discretized_logistic_mixture`: neighbouring whole numbers have similar probabilities.

use super::values::{levels, numbers, one_hot};
use crate::ir::build::Operand;
use crate::ir::{Expr, Unary};
use crate::shape::{Copies, Index};
use crate::vocabulary::{Checked, Family, Filled, Settings, Value, Word};

/// Scales are at least `e⁻⁷` of half of the range, as in PixelCNN++.
const LEAST_LOG_SCALE: f64 = -7.0;

/// A mixture of logistic distributions, of which each whole number takes the interval of numbers that
/// are rounded to it; the first and the last take all beyond.
pub struct DiscretizedLogisticMixture;

impl Word for DiscretizedLogisticMixture {
    fn name(&self) -> &'static str {
        "discretized_logistic_mixture"
    }
    fn doc(&self) -> &'static str {
        "Mixture of logistic distributions that are rounded to whole numbers from 0 to `levels` − 1: `p(x) = Σ wᵢ (sigmoid((x + ½ − \
         mᵢ)/sᵢ) − sigmoid((x − ½ − mᵢ)/sᵢ))`, where the first number takes all below and the last all above. The network outputs a \
         weight, a mean and a scale for each of `components`. (Salimans et al. 2017)"
    }
    fn settings(&self) -> Settings {
        let settings = Settings::none().few("components", (1, 1024), 10, "how many logistic distributions are mixed");
        levels(settings)
    }
    fn family(&self) -> Option<&dyn Family> {
        Some(self)
    }
}

/// The components of every element: logarithms of weights up to a constant, means and inverse scales, on
/// the scale on which x goes from −1 to 1.
struct Components<'g> {
    /// The axis of the components of an element.
    axis: Copies,
    log_weight: Expr<'g>,
    mean: Expr<'g>,
    inverse_scale: Expr<'g>,
    /// Half of the distance of neighbouring numbers on that scale.
    half: f64,
}

impl<'g> Components<'g> {
    fn of(raw: Expr<'g>, settings: Checked) -> Self {
        let (components, levels) = (settings.count("components"), settings.count("levels"));
        let elements = raw.size() / (3 * components);
        // An element has all weights, then all means, then all scales.
        let part = |k: usize| {
            let index = Index::blocks(k * components, 3 * components, components, elements);
            raw.gather(index)
        };
        let log_scale = part(2);
        let log_scale = log_scale.less(LEAST_LOG_SCALE).select(LEAST_LOG_SCALE, log_scale);
        let axis = Copies { outer: elements, times: components, inner: 1 };
        let half = 1.0 / (levels - 1) as f64;
        Components { axis, log_weight: part(0), mean: part(1), inverse_scale: (-log_scale).exp(), half }
    }

    /// The weights of the components, and for each the sum of those before it.
    fn weights(&self) -> (Expr<'g>, Expr<'g>) {
        let weight = (self.log_weight - self.log_weight.log_sum_exp(self.axis).repeat(self.axis)).exp();
        (weight, weight.cumulative_sum(self.axis) - weight)
    }

    /// The number of one component of each element: the first whose ascending number is not below another;
    /// the last where all are.
    fn chosen(&self, ascending: Expr<'g>, other: impl Operand<'g>, of_each: Expr<'g>) -> Expr<'g> {
        let graph = of_each.graph;
        let other = other.on(graph);
        let other = if other.is_scalar() { other } else { other.repeat(self.axis) };
        let numbers = numbers(graph, self.axis);
        let last = (self.axis.times - 1) as f64;
        let before = numbers.less(last - 0.5).select(ascending.less(other).select(1.0, 0.0), 0.0).fold(self.axis);
        one_hot(before, self.axis).select(of_each, 0.0).fold(self.axis)
    }

    /// `log p(x)` of each component, for every element.
    fn log_prob(&self, x: Expr<'g>, levels: usize) -> Expr<'g> {
        let x = x.repeat(self.axis);
        let centred = x * (2.0 * self.half) - 1.0 - self.mean;
        let (above, below) = ((centred + self.half) * self.inverse_scale, (centred - self.half) * self.inverse_scale);
        // sigmoid(a) − sigmoid(b) = sigmoid(a) sigmoid(−b) (1 − e^(b − a)), which keeps its digits far out.
        let width = 2.0 * self.half * self.inverse_scale;
        let least = (-(-width).unary(Unary::Expm1)).log();
        let inside = least - (-above).softplus() - below.softplus();
        let first = -(-above).softplus();
        let last = -below.softplus();
        x.less(0.5).select(first, x.less(levels as f64 - 1.5).select(inside, last))
    }
}

impl Family for DiscretizedLogisticMixture {
    fn levels(&self, settings: Checked) -> usize {
        settings.count("levels")
    }
    fn parameters(&self, settings: Checked) -> usize {
        3 * settings.count("components")
    }
    fn log_prob<'g>(&self, x: Expr<'g>, raw: Expr<'g>, settings: Checked) -> Expr<'g> {
        let of = Components::of(raw, settings);
        let terms = of.log_weight + of.log_prob(x, self.levels(settings));
        terms.log_sum_exp(of.axis) - of.log_weight.log_sum_exp(of.axis)
    }
    fn position<'g>(&self, x: Expr<'g>, raw: Expr<'g>, settings: Checked) -> Expr<'g> {
        let (of, levels) = (Components::of(raw, settings), self.levels(settings));
        let terms = of.log_weight + of.log_prob(x, levels);
        // Of the components that may have given x the middle one.
        let given_x = (terms - terms.log_sum_exp(of.axis).repeat(of.axis)).exp();
        let (weight, start) = of.weights();
        let chosen = |of_each: Expr<'g>| of.chosen(given_x.cumulative_sum(of.axis), 0.5, of_each);
        let edge = |half: f64| {
            let centred = x.repeat(of.axis) * (2.0 * of.half) - 1.0 - of.mean;
            ((centred + half) * of.inverse_scale).sigmoid()
        };
        let (below, above) = (chosen(edge(-of.half)), chosen(edge(of.half)));
        let below = x.less(0.5).select(0.0, below);
        let above = x.less(levels as f64 - 1.5).select(above, 1.0);
        chosen(start) + chosen(weight) * 0.5 * (below + above)
    }
    fn quantile<'g>(&self, u: Expr<'g>, raw: Expr<'g>, settings: Checked) -> Expr<'g> {
        let (of, highest) = (Components::of(raw, settings), (self.levels(settings) - 1) as f64);
        let (weight, start) = of.weights();
        // The component in whose part of the unit interval u lies, where its place is uniform again.
        let chosen = |of_each: Expr<'g>| of.chosen(start + weight, u, of_each);
        let share = (u - chosen(start)) / chosen(weight);
        let y = chosen(of.mean) + (share.log() - (1.0 - share).log()) / chosen(of.inverse_scale);
        let nearest = ((y + 1.0) * (0.5 * highest) + 0.5).unary(Unary::Floor);
        nearest.less(0.0).select(0.0, nearest.less(highest).select(nearest, highest))
    }
    fn examples(&self) -> Vec<Filled> {
        let defaults = self.defaults().with("components", Value::Count(2));
        vec![defaults.clone().with("levels", Value::Count(6)), defaults.with("levels", Value::Count(2))]
    }
}
