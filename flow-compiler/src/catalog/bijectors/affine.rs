//! `affine`: a scale and a shift.

use crate::ir::Expr;
use crate::vocabulary::{Checked, Elementwise, Filled, Scalar, Settings, Value, Word};

/// `x = scale · z + shift`, with a positive scale made from an unconstrained number.
pub struct Affine;

impl Word for Affine {
    fn name(&self) -> &'static str {
        "affine"
    }
    fn doc(&self) -> &'static str {
        "Affine: `x = scale · z + shift`; the scale is `exp(bound · tanh(raw / bound))`, or `softplus(raw + ln(e − 1))`, or \
         `2 · sigmoid(raw)`: 1 where raw is 0; or `1 / sigmoid(raw + 2)`, by which Glow multiplies on the way to the base. \
         (Dinh et al. 2017; Kingma and Dhariwal 2018)"
    }
    fn settings(&self) -> Settings {
        scale_settings()
    }
    fn elementwise(&self) -> Option<&dyn Elementwise> {
        Some(self)
    }
}

impl Elementwise for Affine {
    fn parameters(&self, _: Checked) -> Vec<Scalar> {
        vec![Scalar::each("raw_scale", 0.0), Scalar::each("shift", 0.0)]
    }

    fn forward<'g>(&self, z: Expr<'g>, parameters: &[Expr<'g>], settings: Checked) -> Expr<'g> {
        let (raw, shift) = (parameters[0], parameters[1]);
        positive_scale(raw, settings).named("scale") * z + shift
    }

    fn examples(&self) -> Vec<Filled> {
        scale_examples(self)
    }
}

/// The settings of a positive scale.
pub fn scale_settings() -> Settings {
    Settings::none()
        .choice("scale", &["exp", "softplus", "sigmoid", "inverse_sigmoid"], "how the scale is made positive")
        .positive("bound", 5.0, "for `exp`: the logarithm of the scale stays between -bound and bound")
}

/// `softplus(raw + ln(e − 1))`: a positive number made from an unconstrained one, 1 where that is
/// 0.
pub fn positive(raw: Expr<'_>) -> Expr<'_> {
    (raw + (std::f64::consts::E - 1.0).ln()).softplus()
}

/// A positive scale made from an unconstrained number: 1 where that is 0.
pub fn positive_scale<'g>(raw: Expr<'g>, settings: Checked) -> Expr<'g> {
    match settings.word("scale") {
        "softplus" => positive(raw),
        "sigmoid" => 2.0 * raw.sigmoid(),
        "inverse_sigmoid" => 1.0 / (raw + 2.0).sigmoid(),
        "exp" => {
            let bound = settings.number("bound");
            (bound * (raw * (1.0 / bound)).tanh()).named("log_scale").exp()
        }
        _ => settings.unknown("scale"),
    }
}

/// Each way to a positive scale.
pub fn scale_examples(of: &dyn Word) -> Vec<Filled> {
    let defaults = of.defaults();
    let scale = |word: &str| defaults.clone().with("scale", Value::Word(word.into()));
    let mut out = vec![defaults.clone()];
    out.extend(["softplus", "sigmoid", "inverse_sigmoid"].map(scale));
    out.push(defaults.clone().with("bound", Value::Number(1.0)));
    out
}
