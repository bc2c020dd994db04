//! `scale`: elements grow by a factor.

use super::affine::{check_scale, positive_scale, scale_examples, scale_settings};
use crate::diag::Diagnostics;
use crate::ir::Expr;
use crate::vocabulary::{Checked, Elementwise, Filled, Scalar, Settings, Support, Word};

/// `x = scale · z`, with a positive scale made from an unconstrained number.
pub struct Scale;

impl Word for Scale {
    fn name(&self) -> &'static str {
        "scale"
    }
    fn doc(&self) -> &'static str {
        "Scale: `x = scale · z`, with the positive scale of `affine`; it maps the positive numbers to themselves too. (Dinh et al. 2015)"
    }
    fn settings(&self) -> Settings {
        scale_settings()
    }
    fn elementwise(&self) -> Option<&dyn Elementwise> {
        Some(self)
    }
}

impl Elementwise for Scale {
    fn parameters(&self, _: Checked) -> Vec<Scalar> {
        vec![Scalar::each("raw_scale", 0.0)]
    }
    fn check(&self, settings: Checked, errors: &mut Diagnostics) {
        check_scale(settings, errors);
    }
    fn forward<'g>(&self, z: Expr<'g>, parameters: &[Expr<'g>], settings: Checked) -> Expr<'g> {
        positive_scale(parameters[0], settings).named("scale") * z
    }
    fn keeps(&self, support: Support) -> bool {
        support.is_cone()
    }
    fn examples(&self) -> Vec<Filled> {
        scale_examples(self)
    }
}
