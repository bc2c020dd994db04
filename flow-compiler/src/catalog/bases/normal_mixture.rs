//! `normal_mixture`: several normal distributions, each with a share of the whole.

use crate::diag::Diagnostics;
use crate::ir::Expr;
use crate::shape::{Index, Shape};
use crate::spec::Node;
use crate::vocabulary::{Base, Checked, Chosen, Filled, Init, Settings, Site, Support, Value, Word};

/// `p(z) = Σ wₖ N(z; μₖ, diag σₖ²)`, with weights, means and deviations learned.
pub struct NormalMixture;

impl Word for NormalMixture {
    fn name(&self) -> &'static str {
        "normal_mixture"
    }
    fn doc(&self) -> &'static str {
        "Mixture of normals with learned weights `w = softmax(logits)`, means μ and deviations `σ = exp(log_scale)`: \
         `log p(z) = log Σ wₖ Π N(zᵢ; μₖᵢ, σₖᵢ)`, for data in several lumps. The means start at random, all the rest alike. Its draws \
         choose a component, and so do not move with the parameters: it is fitted to data, not by `reverse_kl`."
    }
    fn settings(&self) -> Settings {
        Settings::none().few("components", (2, 128), 4, "how many normals it is made of")
    }
    fn base(&self) -> Option<&dyn Base> {
        Some(self)
    }
}

/// Means start uniform in `±√3`: of mean 0 and variance 1, like the data that are standardized.
const SPREAD: f64 = 1.732_050_807_568_877_2;

impl Base for NormalMixture {
    fn log_prob<'g>(&self, site: &Site<'g>, z: Expr<'g>, settings: Checked) -> Expr<'g> {
        let (components, size) = (settings.count("components"), z.size());
        // The runtime's sampler reads them in this order.
        let logits = site.parameter("logits", Shape::vector(components), Init::Constant(0.0));
        let table = Shape::matrix(components, size);
        let location = site.parameter("location", table.clone(), Init::Uniform(SPREAD));
        let log_scale = site.parameter("log_scale", table, Init::Constant(0.0));
        let row = |of: Expr<'g>, k: usize, len: usize| of.gather(Index::Range { start: k * len, step: 1, len });
        let share = |k: usize| row(logits, k, 1).sum();
        let component = |k: usize| {
            let (mean, log_scale) = (row(location, k, size), row(log_scale, k, size));
            let distance = ((z - mean) * (-log_scale).exp()).square().sum();
            (share(k) - log_scale.sum()) - 0.5 * distance
        };
        let constant = 0.5 * (2.0 * std::f64::consts::PI).ln() * size as f64;
        log_sum_exp((0..components).map(component)) - log_sum_exp((0..components).map(share)) - constant
    }
    fn support(&self, _: Checked) -> Support {
        Support::REAL
    }
    fn sampler(&self, _: Checked) -> &'static str {
        "normal_mixture"
    }
    fn bottom(&self, _: &Chosen, _: usize, _: &mut Diagnostics) -> Vec<(&'static str, Node)> {
        Vec::new()
    }
    fn examples(&self) -> Vec<Filled> {
        let with = |components| self.defaults().with("components", Value::Count(components));
        vec![with(2), with(3)]
    }
}

/// `log Σ eᵃ` two at a time, `log(eᵃ + eᵇ) = a + softplus(b − a)`: no power overflows, and the
/// derivative is a product of sigmoids.
fn log_sum_exp<'g>(logs: impl Iterator<Item = Expr<'g>>) -> Expr<'g> {
    logs.reduce(|a, b| a + (b - a).softplus()).expect("a mixture has components")
}
