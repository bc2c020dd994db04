//! `normal`: a normal distribution with learned mean and covariance.

use super::standard_normal::StandardNormal;
use crate::catalog::families::{call, spelled};
use crate::diag::Diagnostics;
use crate::ir::Expr;
use crate::spec::Node;
use crate::vocabulary::{Base, Checked, Chosen, Filled, Settings, Site, Support, Value, Word};

/// `z = L ε + mean` for a standard normal ε, with L diagonal or lower triangular.
pub struct Normal;

impl Word for Normal {
    fn name(&self) -> &'static str {
        "normal"
    }
    fn doc(&self) -> &'static str {
        "Normal with learned mean and covariance `L Lᵀ`: a standard normal under the layer `affine`, or `lower_triangular` with \
         `covariance = full`, at the path `base`. It starts as the standard normal."
    }
    fn settings(&self) -> Settings {
        Settings::none().choice(
            "covariance",
            &["diagonal", "full"],
            "what L is: a diagonal or a lower triangular matrix",
        )
    }
    fn base(&self) -> Option<&dyn Base> {
        Some(self)
    }
}

impl Base for Normal {
    fn log_prob<'g>(&self, site: &Site<'g>, z: Expr<'g>, settings: Checked) -> Expr<'g> {
        StandardNormal.log_prob(site, z, settings)
    }
    fn support(&self, _: Checked) -> Support {
        Support::REAL
    }
    fn sampler(&self, settings: Checked) -> &'static str {
        StandardNormal.sampler(settings)
    }
    fn bottom(&self, base: &Chosen, _: usize, _: &mut Diagnostics) -> Vec<(&'static str, Node)> {
        let settings = base.settings();
        let elements = || spelled(&Value::Word("elements".into()), base.span);
        let layer = match settings.word("covariance") {
            "full" => call("lower_triangular", vec![("of", elements())], base.span),
            "diagonal" => call("affine", vec![], base.span),
            _ => settings.unknown("covariance"),
        };
        vec![("base", layer)]
    }
    fn examples(&self) -> Vec<Filled> {
        let defaults = self.defaults();
        vec![defaults.clone(), defaults.with("covariance", Value::Word("full".into()))]
    }
}
