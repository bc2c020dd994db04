//! `student_t`: independent t distributed numbers.

use super::{located, location_and_scale};
use crate::diag::Diagnostics;
use crate::ir::{Expr, Unary};
use crate::spec::Node;
use crate::vocabulary::{Base, Checked, Chosen, Filled, Settings, Site, Support, Takes, Value, Word};

/// `p(z) = Π (1 + z²/ν)^(−(ν + 1)/2) · Γ((ν + 1)/2) / (Γ(ν/2) √(ν π))`.
pub struct StudentT;

impl Word for StudentT {
    fn name(&self) -> &'static str {
        "student_t"
    }
    fn doc(&self) -> &'static str {
        "Student's t: `log p(z) = Σ −(ν + 1)/2 · ln(1 + z²/ν) + ln Γ((ν + 1)/2) − ln Γ(ν/2) − ½ ln(ν π)` with ν degrees of freedom: \
         tails that fall as a power. (Student 1908)"
    }
    fn settings(&self) -> Settings {
        // Below ½, draws far out exceed what `f32` can hold; above a million, the normal is the
        // same to all digits.
        location_and_scale(Settings::none().required(
            "degrees_of_freedom",
            Takes::Within(0.5, 1e6),
            "ν: the smaller, the heavier the tails",
        ))
    }
    fn base(&self) -> Option<&dyn Base> {
        Some(self)
    }
}

impl Base for StudentT {
    fn log_prob<'g>(&self, _: &Site<'g>, z: Expr<'g>, settings: Checked) -> Expr<'g> {
        let nu = settings.number("degrees_of_freedom");
        let constant = log_gamma_half_step(0.5 * nu) - 0.5 * (nu * std::f64::consts::PI).ln();
        let spread = ((1.0 / nu) * z.square()).unary(Unary::Log1p);
        (-0.5 * (nu + 1.0) * spread).sum() + constant * z.size() as f64
    }
    fn support(&self, _: Checked) -> Support {
        Support::REAL
    }
    fn sampler(&self, _: Checked) -> &'static str {
        "student_t"
    }
    fn sampler_numbers(&self, settings: Checked) -> Vec<f64> {
        vec![settings.number("degrees_of_freedom")]
    }
    fn bottom(&self, base: &Chosen, context: usize, errors: &mut Diagnostics) -> Vec<(&'static str, Node)> {
        located(base, context, errors)
    }
    fn examples(&self) -> Vec<Filled> {
        [0.7, 1.0, 2.5, 30.0].map(|nu| self.defaults().with("degrees_of_freedom", Value::Number(nu))).to_vec()
    }
}

/// `ln Γ(x + ½) − ln Γ(x)` for positive `x`, without the cancellation of two logarithms of Γ.
///
/// Far out by its asymptotic series; nearer by `Γ(x + 1) = x Γ(x)`, which takes `x` there.
fn log_gamma_half_step(x: f64) -> f64 {
    const FAR: f64 = 30.0;
    let steps = (FAR - x).ceil().max(0.0) as usize;
    let nearer: f64 = (0..steps).map(|k| (0.5 / (x + k as f64)).ln_1p()).sum();
    let far = x + steps as f64;
    let (r, r2) = (1.0 / far, 1.0 / (far * far));
    let series = r * (-1.0 / 8.0 + r2 * (1.0 / 192.0 + r2 * (-1.0 / 640.0 + r2 * 17.0 / 14336.0)));
    0.5 * far.ln() + series - nearer
}

#[cfg(test)]
mod tests {
    use super::log_gamma_half_step;
    use std::f64::consts::PI;

    /// From Γ(½) = √π and Γ(n + 1) = n!: exact ratios by products alone.
    #[test]
    fn half_steps_of_the_gamma_function() {
        let mut at_half = 0.5 * PI.ln();
        for n in 0..60 {
            // Γ(n + 1) / Γ(n + ½), from Γ(1) / Γ(½) = 1 / √π.
            let n = f64::from(n);
            if n > 0.0 {
                at_half += ((n - 0.5) / n).ln();
            }
            assert!((log_gamma_half_step(n + 0.5) + at_half).abs() < 1e-14 * (1.0 + n), "{n}");
        }
        assert!((log_gamma_half_step(1.0) - (0.5 * PI.sqrt()).ln()).abs() < 1e-15);
        // Γ(¼) = 3.625609908221908…, Γ(¾) = 1.2254167024651776…
        assert!((log_gamma_half_step(0.25) - (1.225_416_702_465_177_6f64 / 3.625_609_908_221_908).ln()).abs() < 1e-15);
        assert!((log_gamma_half_step(5e5) - 0.5 * 5e5f64.ln() + 1.0 / 4e6).abs() < 1e-14);
    }
}
