//! `affine`: a scale and a shift.

use crate::diag::Diagnostics;
use crate::ir::{Expr, Unary};
use crate::vocabulary::{Checked, Elementwise, Filled, Scalar, Settings, Takes, Value, Word};

/// `x = scale · z + shift`, with a positive scale made from an unconstrained number.
pub struct Affine;

impl Word for Affine {
    fn name(&self) -> &'static str {
        "affine"
    }
    fn doc(&self) -> &'static str {
        "Affine: `x = scale · z + shift`; the scale is `exp(bound · tanh(raw / bound))`, or `softclip`, `exp(raw / (1 + |raw| / bound))`, \
         or `softplus(raw + ln(e − 1))`, or `2 · sigmoid(raw)`: 1 where raw is 0; or `inverse_sigmoid`, `1 / sigmoid(raw + 2)`, by which \
         Glow multiplies on the way to the base, or `shifted_sigmoid`, `sigmoid(raw + 2)`. (Dinh et al. 2017; Kingma and Dhariwal 2018)"
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

    fn check(&self, settings: Checked, errors: &mut Diagnostics) {
        check_scale(settings, errors);
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
        .choice(
            "scale",
            &["exp", "softplus", "sigmoid", "inverse_sigmoid", "softclip", "shifted_sigmoid"],
            "how the scale is made positive",
        )
        .positive("bound", 5.0, "for `exp` and `softclip`: the logarithm of the scale stays between -bound and bound")
        // Left out and not 0 where nothing is written: the text of an architecture names what is there, and the
        // model files of flows without it keep theirs.
        .optional(
            "min_scale",
            Takes::Within(1e-6, 0.5),
            "for `softplus` and `shifted_sigmoid`: added, so that the scale stays above it; that of `softplus` is 1 where raw is 0 all \
             the same",
        )
}

/// `softplus(raw + ln(e − 1))`: a positive number made from an unconstrained one, 1 where that is
/// 0.
pub fn positive(raw: Expr<'_>) -> Expr<'_> {
    (raw + (std::f64::consts::E - 1.0).ln()).softplus()
}

/// The number whose softplus is `1 − least`.
pub fn softplus_start(least: f64) -> f64 {
    ((1.0 - least).exp() - 1.0).ln()
}

/// `raw / (1 + |raw| / bound)`: between `-bound` and `bound`, with slope 1 where raw is 0.
pub fn softclip(raw: Expr<'_>, bound: f64) -> Expr<'_> {
    raw / (1.0 + raw.unary(Unary::Abs) * (1.0 / bound))
}

/// The least scale, where one is written.
pub fn least_scale(settings: Checked) -> Option<f64> {
    match settings.value("min_scale") {
        Some(Value::Number(least)) => Some(*least),
        _ => None,
    }
}

/// A positive scale made from an unconstrained number: 1 where that is 0.
pub fn positive_scale<'g>(raw: Expr<'g>, settings: Checked) -> Expr<'g> {
    match settings.word("scale") {
        "softplus" => match least_scale(settings) {
            None => positive(raw),
            Some(least) => least + (raw + softplus_start(least)).softplus(),
        },
        "shifted_sigmoid" => {
            let scale = (raw + 2.0).sigmoid();
            least_scale(settings).map_or(scale, |least| least + scale)
        }
        "softclip" => softclip(raw, settings.number("bound")).named("log_scale").exp(),
        "sigmoid" => 2.0 * raw.sigmoid(),
        "inverse_sigmoid" => 1.0 / (raw + 2.0).sigmoid(),
        "exp" => {
            let bound = settings.number("bound");
            (bound * (raw * (1.0 / bound)).tanh()).named("log_scale").exp()
        }
        _ => settings.unknown("scale"),
    }
}

/// Reports a least scale where the scale has none.
pub fn check_scale(settings: Checked, errors: &mut Diagnostics) {
    let scale = settings.word("scale");
    if least_scale(settings).is_some() && !["softplus", "shifted_sigmoid"].contains(&scale) {
        errors
            .error(
                settings.span("min_scale"),
                format!("`min_scale` is written for the scale `{scale}`, which has none"),
            )
            .help("leave it out, or write `scale` as `softplus` or `shifted_sigmoid`");
    }
}

/// Each way to a positive scale.
pub fn scale_examples(of: &dyn Word) -> Vec<Filled> {
    let defaults = of.defaults();
    let scale = |word: &str| defaults.clone().with("scale", Value::Word(word.into()));
    let mut out = vec![defaults.clone()];
    out.extend(["softplus", "sigmoid", "inverse_sigmoid"].map(scale));
    out.push(defaults.clone().with("bound", Value::Number(1.0)));
    out.extend(["softclip", "shifted_sigmoid"].map(scale));
    out.extend(["softplus", "shifted_sigmoid"].map(|word| scale(word).with("min_scale", Value::Number(0.1))));
    out
}
