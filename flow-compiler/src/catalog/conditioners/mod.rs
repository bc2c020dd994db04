//! Conditioners: networks that output a transformer's parameters.

pub mod made;
pub mod mlp;
pub mod residual_mlp;

use crate::ir::Expr;
use crate::shape::{Shape, Stairs};
use crate::vocabulary::Checked;
use crate::vocabulary::Settings;
use crate::vocabulary::{Init, Site, Static};

/// The conditioners of a coupling, in the order of the reference page.
pub static CONDITIONERS: &[Static] = &[&mlp::Mlp, &residual_mlp::ResidualMlp];

/// The conditioners of an autoregressive layer, in the order of the reference page.
pub static MASKED_CONDITIONERS: &[Static] = &[&made::Made];

/// Functions after a hidden layer, the default first.
const ACTIVATIONS: &[&str] = &["relu", "tanh", "sigmoid", "softplus"];

/// The last layer starts this much smaller than the others, so that a fresh flow is close to the
/// identity.
const LAST_LAYER_GAIN: f64 = 0.01;

/// `activation` and `dropout`, which all networks have.
fn shared(settings: Settings) -> Settings {
    settings.choice("activation", ACTIVATIONS, "function after each hidden layer").fraction(
        "dropout",
        0.0,
        "the share of hidden units that a training step switches off",
    )
}

/// How a linear map starts.
#[derive(Clone, Copy, PartialEq)]
enum Start {
    /// Uniform in `±1/√inputs`, weights and biases.
    Usual,
    /// Weights [this much](LAST_LAYER_GAIN) smaller, biases 0.
    Small,
}

/// `W h + b`, the network's map number `k`, to `outputs` numbers; some entries of W may be masked.
fn linear<'g>(
    site: &Site<'g>,
    k: usize,
    h: Expr<'g>,
    outputs: usize,
    start: Start,
    stairs: Option<Stairs>,
) -> Expr<'g> {
    let bound = 1.0 / (h.size() as f64).sqrt();
    let (weight_init, bias_init) = match start {
        Start::Usual => (Init::Uniform(bound), Init::Uniform(bound)),
        Start::Small => (Init::Uniform(LAST_LAYER_GAIN * bound), Init::Constant(0.0)),
    };
    let weight = site.network_parameter(k, "weight", Shape::matrix(outputs, h.size()), weight_init);
    let bias = site.network_parameter(k, "bias", Shape::vector(outputs), bias_init);
    weight.masked_matmul(h, stairs) + bias
}

fn activate<'g>(h: Expr<'g>, settings: Checked) -> Expr<'g> {
    match settings.word("activation") {
        "tanh" => h.tanh(),
        "sigmoid" => h.sigmoid(),
        "softplus" => h.softplus(),
        "relu" => h.relu(),
        _ => settings.unknown("activation"),
    }
}
