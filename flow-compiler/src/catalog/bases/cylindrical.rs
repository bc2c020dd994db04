//! `cylindrical`: standard normal numbers, and angles without a preferred direction.

use std::f64::consts::PI;

use crate::diag::Diagnostics;
use crate::ir::{Expr, Unary};
use crate::spec::Node;
use crate::vocabulary::{Base, Checked, Chosen, Filled, Settings, Site, Support, Value, Word};

/// The last elements are angles, uniform on the circle; the others are standard normal.
pub struct Cylindrical;

/// Rounding may take an angle beyond π by this much.
const SLACK: f64 = 1e-5;

impl Word for Cylindrical {
    fn name(&self) -> &'static str {
        "cylindrical"
    }
    fn doc(&self) -> &'static str {
        "Cylindrical: the last `angles` elements are angles, uniform from −π to π, and the others standard normal: \
         `log p(z) = Σ −½ z² − ½ ln 2π` over the others, less `ln 2π` for each angle. Its layers keep angles: `circular_coupling`, and \
         `circular_spline` where all elements are angles."
    }
    fn settings(&self) -> Settings {
        Settings::none().count("angles", "how many of the last elements are angles")
    }
    fn base(&self) -> Option<&dyn Base> {
        Some(self)
    }
}

impl Base for Cylindrical {
    fn log_prob<'g>(&self, _: &Site<'g>, z: Expr<'g>, settings: Checked) -> Expr<'g> {
        let angles = settings.count("angles");
        let reals = z.size() - angles;
        let all: Vec<usize> = (0..z.size()).collect();
        let around = z.pick(&all[reals..]).unary(Unary::Abs);
        // −∞ − |z| is −∞ for every number, and NaN for NaN; its derivative is finite.
        let density = around.less(PI + SLACK).select(-(2.0 * PI).ln(), f64::NEG_INFINITY - around);
        if reals == 0 {
            return density.sum();
        }
        let normal = (-0.5 * z.pick(&all[..reals]).square()).sum() - 0.5 * (2.0 * PI).ln() * reals as f64;
        normal + density.sum()
    }
    fn support(&self, _: Checked) -> Support {
        Support::REAL
    }
    fn sampler(&self, _: Checked) -> &'static str {
        "cylindrical"
    }
    fn sampler_numbers(&self, settings: Checked) -> Vec<f64> {
        vec![settings.count("angles") as f64]
    }
    fn angles(&self, settings: Checked) -> usize {
        settings.count("angles")
    }
    fn bottom(&self, _: &Chosen, _: usize, _: &mut Diagnostics) -> Vec<(&'static str, Node)> {
        Vec::new()
    }
    fn examples(&self) -> Vec<Filled> {
        vec![self.defaults().with("angles", Value::Count(1))]
    }
}
