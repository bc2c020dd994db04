//! Layers: bijectors of the whole event, and the two words that build layers from layers.

pub mod actnorm;
mod amortized;
pub mod autoregressive;
pub mod batch_norm;
pub mod channels_last;
pub mod circular_coupling;
pub mod conditional;
pub mod conv_1x1;
pub mod coupling;
pub mod factor_out;
pub mod householder;
pub mod invert;
pub mod lower_triangular;
pub mod lu_linear;
pub mod permute;
pub mod pixels;
pub mod planar;
pub mod radial;
pub mod repeat;
pub mod reverse;
pub mod scale_tril;
pub mod squeeze;
pub mod supports;
pub mod sylvester;

use std::collections::BTreeSet;

use super::bijectors::{self, Whole};
use super::{families, transformers};
use crate::diag::Diagnostics;
use crate::event::{Event, Grid};
use crate::ir::Expr;
use crate::span::Span;
use crate::vocabulary::{Checked, Chosen, Scalar, Static, Support, Takes, Value};

/// All layers, in the order of the reference page.
pub static LAYERS: &[Static] = &[
    &Whole(bijectors::affine::Affine),
    &Whole(bijectors::shift::Shift),
    &Whole(bijectors::scale::Scale),
    &Whole(bijectors::exp::Exp),
    &Whole(bijectors::log::Log),
    &Whole(bijectors::sigmoid::Sigmoid),
    &bijectors::logit::Logit,
    &Whole(bijectors::softplus::Softplus),
    &Whole(bijectors::tanh::Tanh),
    &Whole(bijectors::leaky_relu::LeakyRelu),
    &Whole(bijectors::power::Power),
    &Whole(bijectors::gumbel_cdf::GumbelCdf),
    &Whole(transformers::rational_quadratic_spline::RationalQuadraticSpline),
    &Whole(transformers::circular_spline::CircularSpline),
    &coupling::Coupling,
    &circular_coupling::CircularCoupling,
    &autoregressive::Autoregressive,
    &conditional::Conditional,
    &actnorm::Actnorm,
    &batch_norm::BatchNorm,
    &lower_triangular::LowerTriangular,
    &lu_linear::LuLinear,
    &conv_1x1::Conv1x1,
    &scale_tril::ScaleTril,
    &planar::Planar,
    &radial::Radial,
    &householder::Householder,
    &sylvester::Sylvester,
    &reverse::Reverse,
    &permute::Permute,
    &squeeze::Squeeze,
    &factor_out::FactorOut,
    &pixels::Pixels,
    &supports::Supports,
    &repeat::Repeat,
    &invert::Invert,
    &families::nice::Nice,
    &families::real_nvp::RealNvp,
    &families::autoregressive::Maf,
    &families::autoregressive::Iaf,
    &families::nsf::Nsf,
    &families::glow::Glow,
];

/// The setting `of` of a layer that maps the channels of each position of a grid alike, or all elements.
const OF: Takes = Takes::Choice(&["channels", "elements"]);

/// The grid whose channels are mapped, where these are.
fn of_channels(event: &Event, settings: Checked) -> Option<Grid> {
    match settings.value("of") {
        Some(Value::Word(word)) if word == "elements" => None,
        _ => event.grid(),
    }
}

/// Reports a layer, by its name and its verb, that has no channels to map; true if it has.
fn check_channels(
    (name, verb): (&str, &str),
    event: &Event,
    settings: Checked,
    span: Span,
    errors: &mut Diagnostics,
) -> bool {
    let grid = of_channels(event, settings);
    if grid.is_none() && matches!(settings.value("of"), Some(Value::Word(word)) if word == "channels") {
        errors
            .error(settings.span("of"), format!("`of` of `{name}` is `channels`, and the event is numbers in a row"))
            .help("declare the event as `[channels, height, width]`, or leave `of` out");
        return false;
    }
    if grid.is_some_and(|grid| grid.channels == 1 && grid.positions() > 1) {
        errors
            .error(span, format!("`{name}` {verb} channels, and the event {event} has one here"))
            .help(format!("`squeeze` makes four channels of one; `of = elements` {verb} all numbers"));
        return false;
    }
    true
}

/// Reports settings of the layer's transformer that do not fit each other.
fn check_transformer(settings: Checked, errors: &mut Diagnostics) {
    let chosen = settings.chosen("transformer");
    let Some(own) = chosen.filled.checked() else { return };
    let elementwise = chosen.elementwise();
    if elementwise.domain() != Support::REAL {
        let message = format!(
            "`{}` is a bijector of {}, a transformer is one of the real numbers",
            chosen.word.name(),
            elementwise.domain()
        );
        errors.error(chosen.span, message).help("as a layer, it can stand after one that maps to its domain");
    }
    if elementwise.is_circular() {
        let message = format!("`{}` maps angles, a transformer maps real numbers", chosen.word.name());
        errors.error(chosen.span, message).help("`circular_coupling` maps angles beside real numbers");
    }
    elementwise.check(own, errors);
}

/// The transformers of real numbers.
fn real_transformers() -> impl Iterator<Item = Static> {
    let is_real = |word: &Static| word.elementwise().is_some_and(|transformer| !transformer.is_circular());
    transformers::TRANSFORMERS.iter().copied().filter(is_real)
}

/// Reports settings of the layer's conditioner that do not fit the grid that it reads.
fn check_conditioner(settings: Checked, grid: Option<Grid>, errors: &mut Diagnostics) {
    let chosen = settings.chosen("conditioner");
    if let Some(own) = chosen.filled.checked() {
        chosen.conditioner().check(grid, own, chosen.span, errors);
    }
}

/// The transformer of a layer, whose parameters a network outputs.
struct Transformer<'s> {
    chosen: &'s Chosen,
    scalars: Vec<Scalar>,
}

impl<'s> Transformer<'s> {
    fn of(settings: Checked<'s>) -> Self {
        Transformer::chosen(settings.chosen("transformer"))
    }

    fn chosen(chosen: &'s Chosen) -> Self {
        Transformer { chosen, scalars: chosen.elementwise().parameters(chosen.settings()) }
    }

    /// How many parameters an element has.
    fn per_element(&self) -> usize {
        Scalar::total(&self.scalars)
    }

    /// The map of `size` elements whose parameters are `raw`, an element's side by side.
    fn through<'g>(&self, raw: Expr<'g>, size: usize) -> impl Fn(Expr<'g>) -> Expr<'g> {
        self.with(Scalar::read(&self.scalars, raw, size))
    }

    /// The map of some of `size` elements, where `raw` has the parameters of all.
    fn through_some<'g>(&self, raw: Expr<'g>, size: usize, elements: &[usize]) -> impl Fn(Expr<'g>) -> Expr<'g> {
        let all = Scalar::read(&self.scalars, raw, size);
        let some = |(scalar, values): (&Scalar, Expr<'g>)| {
            let of = |element: &usize| {
                let first = element * scalar.count;
                first..first + scalar.count
            };
            values.pick(&elements.iter().flat_map(of).collect::<Vec<_>>()).named(&scalar.name)
        };
        self.with(self.scalars.iter().zip(all).map(some).collect())
    }

    /// The map with these parameters.
    fn with<'g>(&self, parameters: Vec<Expr<'g>>) -> impl Fn(Expr<'g>) -> Expr<'g> {
        move |z| self.chosen.elementwise().forward(z, &parameters, self.chosen.settings())
    }
}

/// Reports element numbers of a setting that the event does not have, and those that are named
/// twice; true if there are none.
fn check_elements(owner: &str, key: &str, size: usize, settings: Checked, errors: &mut Diagnostics) -> bool {
    let before = errors.len();
    let mut named = BTreeSet::new();
    for (i, &element) in settings.counts(key).iter().enumerate() {
        let span = settings.item_span(key, i);
        if element >= size {
            let message = format!("`{key}` of `{owner}` names element {element}, the last one is {}", size - 1);
            errors.error(span, message).help("elements are counted from 0");
        } else if !named.insert(element) {
            errors
                .error(span, format!("`{key}` of `{owner}` names element {element} twice"))
                .help("remove one of them");
        }
    }
    errors.len() == before
}
