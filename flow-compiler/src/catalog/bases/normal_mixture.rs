//! `normal_mixture`: several normal distributions, each with a share of the whole.

use crate::diag::Diagnostics;
use crate::ir::Expr;
use crate::shape::{Copies, Index, Shape};
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
        Settings::none().few("components", (2, 4096), 4, "how many normals it is made of")
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
        // Component by component, as vectors.
        let [mean, log_scale] = [location, log_scale].map(|of| of.gather(Index::identity(components * size)));
        let everywhere = z.repeat(Copies { outer: 1, times: components, inner: size });
        let of_a_component = Copies { outer: components, times: size, inner: 1 };
        let distance = ((everywhere - mean) * (-log_scale).exp()).square().fold(of_a_component);
        let terms = (logits - log_scale.fold(of_a_component)) - 0.5 * distance;
        let constant = 0.5 * (2.0 * std::f64::consts::PI).ln() * size as f64;
        let of_all = Copies { outer: 1, times: components, inner: 1 };
        terms.log_sum_exp(of_all).sum() - logits.log_sum_exp(of_all).sum() - constant
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
