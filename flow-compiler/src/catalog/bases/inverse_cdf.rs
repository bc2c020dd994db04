//! `inverse_cdf`: independent numbers drawn by inverse transform.

use super::standard_uniform::StandardUniform;
use crate::diag::Diagnostics;
use crate::ir::Expr;
use crate::spec::Node;
use crate::vocabulary::{Base, Checked, Chosen, Filled, Settings, Site, Support, Takes, Word};

/// `z = F⁻¹(u)` for a uniform u.
pub struct InverseCdf;

impl Word for InverseCdf {
    fn name(&self) -> &'static str {
        "inverse_cdf"
    }
    fn doc(&self) -> &'static str {
        "A distribution by its quantile function: `z = F⁻¹(u)` for uniform u between 0 and 1, where F⁻¹ is a bijector of the numbers \
         between 0 and 1, such as `logit` or one of the declaration with `domain: unit`. Its density, 1 over the slope, is derived."
    }
    fn settings(&self) -> Settings {
        Settings::none().required("quantile", Takes::Node("a bijector of the numbers between 0 and 1"), "F⁻¹")
    }
    fn base(&self) -> Option<&dyn Base> {
        Some(self)
    }
}

impl Base for InverseCdf {
    fn log_prob<'g>(&self, site: &Site<'g>, z: Expr<'g>, settings: Checked) -> Expr<'g> {
        StandardUniform.log_prob(site, z, settings)
    }
    fn support(&self, _: Checked) -> Support {
        Support::UNIT
    }
    fn sampler(&self, settings: Checked) -> &'static str {
        StandardUniform.sampler(settings)
    }
    fn bottom(&self, base: &Chosen, _: usize, _: &mut Diagnostics) -> Vec<(&'static str, Node)> {
        vec![("base", base.settings().node("quantile").clone())]
    }
    fn maps_its_support(&self, _: Checked) -> bool {
        true
    }
    fn examples(&self) -> Vec<Filled> {
        Vec::new()
    }
}
