//! nflows: affine and spline layers, autoregressive and couplings, with what usually stands between them.
//!
//! | theirs, below `_transform._transforms.K` | ours |
//! |---|---|
//! | `autoregressive_net.{initial_layer, blocks.i.linear, final_layer}` | maps of `made`, units sorted by degree |
//! | `autoregressive_net.{initial_layer, blocks.i.linear_layers.{0, 1}, final_layer}` | maps of `residual_made` |
//! | `transform_net.{initial_layer, blocks.i.linear_layers.{0, 1}, final_layer}` | maps of `residual_mlp` |
//! | scale, shift of `MaskedAffineAutoregressiveTransform` | `{affine: {scale: softplus, min_scale: 0.001}}` |
//! | shifts and then scales of `AffineCouplingTransform` | `{affine: {scale: shifted_sigmoid, min_scale: 0.001}}` |
//! | `unconditional_transform` of a spline coupling | a layer `rational_quadratic_spline` on the side of the base |
//! | `BatchNorm` and `ActNorm` | `actnorm`; a batch norm as its averages have it |
//! | `LULinear` | `lu_linear` |
//! | permutations | any order of elements that comes to the same |
//!
//! The transforms stand from data to base, and each computes z from x.

use flow_compiler::catalog::bijectors::affine::{least_scale, softplus_start};
use flow_compiler::vocabulary::Chosen;
use flow_runtime::{Error, Result};

use super::parts::{LEAST, lu, no_transformer, sequential, settled, softplus, spline, unconditional};
use super::tensors::Tensors;
use super::theirs::{Dense, Form, Formula, Network, Peer, Row, Theirs, Values, What};

pub struct Nflows;

impl Peer for Nflows {
    fn name(&self) -> &'static str {
        "nflows"
    }

    fn untold(&self) -> &'static str {
        "the activation (ReLU by default), the bound of splines and their least widths, heights and slopes (1e-3 by default)"
    }

    fn layers(&self, file: &mut Tensors, size: usize) -> Vec<Result<Theirs>> {
        let mut layers = Vec::new();
        walk(file, "_transform", size, &mut layers);
        layers
    }

    fn rows(&self, network: &Network, transformer: &Chosen, elements: usize) -> Result<Vec<Row>> {
        let settings = transformer.settings();
        let masked = network.maps[0].mask.is_some();
        let has_least = || least_scale(settings) == Some(LEAST);
        match transformer.word.name() {
            "affine" if masked => {
                let is_theirs = settings.word("scale") == "softplus" && has_least();
                settled(transformer, is_theirs, "{affine: {scale: softplus, min_scale: 0.001}}")?;
                let scale = |k| Row { from: k, factor: 1.0, plus: -softplus_start(LEAST) };
                Ok((0..elements).flat_map(|e| [scale(2 * e), Row::of(2 * e + 1)]).collect())
            }
            "affine" => {
                let is_theirs = settings.word("scale") == "shifted_sigmoid" && has_least();
                settled(transformer, is_theirs, "{affine: {scale: shifted_sigmoid, min_scale: 0.001}}")?;
                Ok((0..elements).flat_map(|e| [Row::of(elements + e), Row::of(e)]).collect())
            }
            "additive" => Ok((0..elements).map(Row::of).collect()),
            "rational_quadratic_spline" => spline(transformer, elements, spline_factor(network)),
            _ => Err(no_transformer(transformer, "affine, additive or rational_quadratic_spline")),
        }
    }
}

/// What their spline couplings multiply raw widths and heights by: a `ResidualNet` tells its width, others do not.
pub fn spline_factor(network: &Network) -> f64 {
    let tells = network.form == Form::Residual && network.maps[0].mask.is_none();
    if tells { 1.0 / (network.width() as f64).sqrt() } else { 1.0 }
}

/// The layers of a transform, which may hold others.
fn walk(file: &mut Tensors, at: &str, size: usize, out: &mut Vec<Result<Theirs>>) {
    let inside = format!("{at}._transforms.");
    let numbers = file.numbers_below(&inside);
    if numbers.is_empty() {
        match layers(file, at, size) {
            Ok(layers) => out.extend(layers.into_iter().map(Ok)),
            Err(error) => out.push(Err(error)),
        }
        return;
    }
    numbers.into_iter().for_each(|k| walk(file, &format!("{inside}{k}"), size, out));
}

fn layers(file: &mut Tensors, at: &str, size: usize) -> Result<Vec<Theirs>> {
    let part = |name: &str| format!("{at}.{name}");
    let one = |what: What| Ok(vec![Theirs { at: at.to_owned(), what }]);
    if file.has(&part("_permutation")) {
        return one(what_permutation(file, &part("_permutation"), size)?);
    }
    if file.has_below(&part("autoregressive_net.")) {
        let network = made(file, &part("autoregressive_net"), true)?;
        return one(What::Autoregressive(Formula::DataToBase, network));
    }
    if file.has_below(&part("transform_net.")) {
        return coupling(file, at, Formula::DataToBase, size);
    }
    if file.has(&part("lower_entries")) {
        return Ok(vec![lu(file, at, size)?]);
    }
    if file.has(&part("running_var")) {
        return one(batch_norm(file, at, size)?);
    }
    if file.has(&part("log_scale")) {
        // z = exp(s) x + t.
        let (log_scale, shift) = (part("log_scale"), part("shift"));
        let (s, t) = (file.vector(&log_scale, size)?, file.vector(&shift, size)?);
        let mean = s.iter().zip(&t).map(|(s, t)| -t * (-s).exp()).collect();
        if file.has(&part("initialized")) {
            file.note(&part("initialized"), "nothing of ours");
        }
        return one(What::Normalisation(
            Values { names: vec![shift], values: mean, done: "as the mean that is subtracted" },
            Values { names: vec![log_scale], values: s.iter().map(|s| -s).collect(), done: "negated" },
        ));
    }
    Err(unknown(file, at))
}

/// A layer that cannot be imported.
pub fn unknown(file: &Tensors, at: &str) -> Error {
    if !file.has_below(at) {
        return Error::input(format!("found no tensor below `{at}`, where flows of this package have their layers"))
            .help("save the whole `state_dict()` of the flow; `--from` names the package");
    }
    Error::input(format!("`{at}` is no layer that can be imported"))
        .help("docs/import.md lists those that can; the others have to be left out of the model")
}

/// A permutation on the way to the base.
pub fn what_permutation(file: &mut Tensors, name: &str, size: usize) -> Result<What> {
    let order = file.order(name, size)?;
    file.note(name, "an order of elements, followed");
    Ok(What::Permutation(order))
}

/// The masked network below a prefix; where `active`, a function stands behind its first map too.
pub fn made(file: &mut Tensors, at: &str, active: bool) -> Result<Network> {
    refuse_context(file, at)?;
    let masked = |file: &mut Tensors, name: String| {
        let degrees = format!("{name}.degrees");
        if file.has(&degrees) {
            file.note(&degrees, "as the masks have them");
        }
        Dense::read(file, &name, true)
    };
    let mut maps = vec![masked(file, format!("{at}.initial_layer"))?];
    let blocks = file.numbers_below(&format!("{at}.blocks."));
    let residual = file.has_below(&format!("{at}.blocks.0.linear_layers."));
    for k in blocks {
        let block = format!("{at}.blocks.{k}");
        refuse_context(file, &block)?;
        if residual {
            maps.push(masked(file, format!("{block}.linear_layers.0"))?);
            maps.push(masked(file, format!("{block}.linear_layers.1"))?);
        } else {
            maps.push(masked(file, format!("{block}.linear"))?);
        }
    }
    maps.push(masked(file, format!("{at}.final_layer"))?);
    let form = if residual { Form::Residual } else { Form::Plain };
    let mut network = Network { maps, form }.checked(at)?;
    if !active && !residual {
        let first = network.maps.remove(0);
        let second = network.maps.remove(0);
        network.maps.insert(0, second.after(first));
    }
    Ok(network)
}

/// Refuses networks that multiply what they read by a function of the context, and those with batch norm.
fn refuse_context(file: &Tensors, at: &str) -> Result<()> {
    for (part, flag) in [("context_layer.", "context_features"), ("batch_norm", "use_batch_norm")] {
        let name = format!("{at}.{part}");
        if file.has_below(&name) {
            return Err(Error::input(format!(
                "`{}…` is no part of a network that can be imported",
                name.trim_end_matches('.')
            ))
            .help(format!("build their model without `{flag}`")));
        }
    }
    Ok(())
}

/// A network that is not masked.
pub fn network(file: &mut Tensors, at: &str) -> Result<Network> {
    if file.has_below(&format!("{at}.initial_layer.")) {
        let mut maps = vec![Dense::read(file, &format!("{at}.initial_layer"), false)?];
        for k in file.numbers_below(&format!("{at}.blocks.")) {
            let block = format!("{at}.blocks.{k}");
            refuse_context(file, &block)?;
            for map in 0..2 {
                maps.push(Dense::read(file, &format!("{block}.linear_layers.{map}"), false)?);
            }
        }
        maps.push(Dense::read(file, &format!("{at}.final_layer"), false)?);
        return Network { maps, form: Form::Residual }.checked(at);
    }
    if file.numbers_below(&format!("{at}.")).is_empty() {
        return Err(Error::input(format!("`{at}` is no network that can be imported")).help(
            "expected the package's `ResidualNet`, or a `Sequential` of linear maps with a function between them",
        ));
    }
    sequential(file, at, false)
}

/// A coupling, and the splines of the elements that condition, where it has some.
pub fn coupling(file: &mut Tensors, at: &str, formula: Formula, size: usize) -> Result<Vec<Theirs>> {
    let part = |name: &str| format!("{at}.{name}");
    let conditioning: Vec<usize> = {
        let tensor = file.get(&part("identity_features"))?;
        tensor.values.iter().map(|element| *element as usize).filter(|element| *element < size).collect()
    };
    let network = network(file, &part("transform_net"))?;
    file.note(&part("identity_features"), "which elements condition");
    if file.has(&part("transform_features")) {
        file.note(&part("transform_features"), "the other elements");
    }
    let splines = part("unconditional_transform");
    let own = match file.has_below(&format!("{splines}.")) {
        true => Some(unconditional(file, &splines, conditioning.clone())?),
        false => None,
    };
    let what = What::Coupling(formula, Some(conditioning), network);
    // The network reads elements as they come from the data, before their own splines.
    Ok([Theirs { at: at.to_owned(), what }].into_iter().chain(own).collect())
}

/// `z = w (x − m) / √(v + ε) + b`, with the averages that it keeps for the time after training.
fn batch_norm(file: &Tensors, at: &str, size: usize) -> Result<What> {
    const EPS: f64 = 1e-5;
    let names = ["unconstrained_weight", "bias", "running_mean", "running_var"].map(|name| format!("{at}.{name}"));
    let read = |k: usize| file.vector(&names[k], size);
    let (u, b, m, v) = (read(0)?, read(1)?, read(2)?, read(3)?);
    let weight: Vec<f64> = u.iter().map(|u| softplus(*u) + EPS).collect();
    let deviation: Vec<f64> = v.iter().map(|v| (v + EPS).sqrt()).collect();
    let mean = (0..size).map(|i| m[i] - b[i] * deviation[i] / weight[i]).collect();
    let log_deviation = (0..size).map(|i| (deviation[i] / weight[i]).ln()).collect();
    let [weight, bias, mean_name, variance] = names;
    Ok(What::Normalisation(
        Values { names: vec![bias, mean_name], values: mean, done: "as one mean that is subtracted" },
        Values { names: vec![weight, variance], values: log_deviation, done: "as one deviation that is divided by" },
    ))
}
