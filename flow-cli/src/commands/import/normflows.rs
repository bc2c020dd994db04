//! normflows: affine and spline layers, autoregressive and couplings, with what usually stands between them.
//!
//! | theirs, below `flows.K` | ours |
//! |---|---|
//! | `autoregressive_net.…` of `MaskedAffineAutoregressive` | `residual_made`, or `made` whose first map is the product of their first two |
//! | `flows.1.param_map.net.…` of `AffineCouplingBlock` | maps of `mlp` |
//! | `b`, `s.net.…`, `t.net.…` of `MaskedAffineFlow` | maps of one `mlp` that holds both networks side by side |
//! | `prqct.…`, `mprqat.…` of the spline layers | as those of nflows |
//! | scale, shift of `MaskedAffineAutoregressive` | `{affine: {scale: shifted_sigmoid, min_scale: 0.001}}` |
//! | shift, scale of couplings | `{affine: {bound: 1000000}}`, whose scale is their exp; or `inverse_sigmoid`, `shifted_sigmoid` |
//! | `ActNorm`, `AffineConstFlow`, a trained `DiagGaussian` | `actnorm` |
//! | `LULinearPermute` | `lu_linear`, and an order of elements |
//!
//! The flows stand from base to data. Affine layers compute x from z, splines and matrices z from x.

use flow_compiler::catalog::bijectors::affine::least_scale;
use flow_compiler::vocabulary::Chosen;
use flow_runtime::{Error, Result};

use super::nflows::{coupling, made, network, spline_factor, unknown, what_permutation};
use super::parts::{LEAST, lu, no_transformer, settled, spline};
use super::tensors::Tensors;
use super::theirs::{Formula, Network, Peer, Row, Theirs, Values, What};

pub struct Normflows;

/// From here on the bound of a scale does nothing that can be seen: `tanh(u / bound) bound` is u but for 10⁻¹⁰ parts.
const UNBOUNDED: f64 = 1e5;

impl Peer for Normflows {
    fn name(&self) -> &'static str {
        "normflows"
    }

    fn untold(&self) -> &'static str {
        "the activation (ReLU by default; `leaky` of their MLP is 0 then), the scale map and split of `AffineCouplingBlock`, the order of \
         `Permute(mode=\"swap\")`, and the bound of splines (3 by default)"
    }

    fn layers(&self, file: &mut Tensors, size: usize) -> Vec<Result<Theirs>> {
        let mut out = Vec::new();
        for k in file.numbers_below("flows.").into_iter().rev() {
            match layers(file, &format!("flows.{k}"), size) {
                Ok(layers) => out.extend(layers.into_iter().map(Ok)),
                Err(error) => out.push(Err(error)),
            }
        }
        if out.is_empty() {
            out.push(Err(unknown(file, "flows.")));
        }
        out.extend(base(file, size).transpose());
        out
    }

    fn rows(&self, network: &Network, transformer: &Chosen, elements: usize) -> Result<Vec<Row>> {
        let settings = transformer.settings();
        let masked = network.maps[0].mask.is_some();
        match transformer.word.name() {
            "affine" if masked => {
                let is_theirs = settings.word("scale") == "shifted_sigmoid" && least_scale(settings) == Some(LEAST);
                settled(transformer, is_theirs, "{affine: {scale: shifted_sigmoid, min_scale: 0.001}}")?;
                Ok((0..2 * elements).map(Row::of).collect())
            }
            "affine" => {
                let is_theirs = match settings.word("scale") {
                    "exp" => settings.number("bound") >= UNBOUNDED,
                    "inverse_sigmoid" => true,
                    "shifted_sigmoid" => least_scale(settings).is_none(),
                    _ => false,
                };
                let written = "{affine: {bound: 1000000}}` for their scale map exp, `{affine: {scale: inverse_sigmoid}}` for sigmoid, \
                               `{affine: {scale: shifted_sigmoid}}` for sigmoid_inv";
                settled(transformer, is_theirs, written)?;
                Ok((0..elements).flat_map(|e| [Row::of(2 * e + 1), Row::of(2 * e)]).collect())
            }
            "additive" => Ok((0..elements).map(Row::of).collect()),
            "rational_quadratic_spline" => spline(transformer, elements, spline_factor(network)),
            _ => Err(no_transformer(transformer, "affine, additive or rational_quadratic_spline")),
        }
    }
}

fn layers(file: &mut Tensors, at: &str, size: usize) -> Result<Vec<Theirs>> {
    let part = |name: &str| format!("{at}.{name}");
    let one = |what: What| Ok(vec![Theirs { at: at.to_owned(), what }]);
    if file.has_below(&part("autoregressive_net.")) {
        let network = made(file, &part("autoregressive_net"), false)?;
        return one(What::Autoregressive(Formula::BaseToData, network));
    }
    if file.has_below(&part("mprqat.autoregressive_net.")) {
        let network = made(file, &part("mprqat.autoregressive_net"), false)?;
        return one(What::Autoregressive(Formula::DataToBase, network));
    }
    if file.has_below(&part("prqct.transform_net.")) {
        return coupling(file, &part("prqct"), Formula::DataToBase, size);
    }
    if file.has_below(&part("flows.1.param_map.")) {
        let below = part("flows.1.param_map.net");
        let at = if file.has_below(&format!("{below}.")) { below } else { part("flows.1.param_map") };
        return one(What::Coupling(Formula::BaseToData, None, network(file, &at)?));
    }
    if file.has(&part("b")) {
        return one(masked_affine(file, at, size)?);
    }
    if file.has(&part("perm")) {
        // x[i] = z[perm[i]]
        let order = file.order(&part("perm"), size)?;
        let mut inverse = vec![0; size];
        order.iter().enumerate().for_each(|(i, from)| inverse[*from] = i);
        for name in [part("perm"), part("inv_perm")].iter().filter(|name| file.has(name)).cloned().collect::<Vec<_>>() {
            file.note(&name, "an order of elements, followed");
        }
        return one(What::Permutation(inverse));
    }
    if file.has(&part("permutation._permutation")) {
        let permutation = what_permutation(file, &part("permutation._permutation"), size)?;
        let matrix = lu(file, &part("linear"), size)?;
        return Ok(vec![Theirs { at: at.to_owned(), what: permutation }, matrix]);
    }
    if file.has(&part("s")) && file.has(&part("t")) {
        if file.has(&part("data_dep_init_done")) {
            file.note(&part("data_dep_init_done"), "nothing of ours");
        }
        return one(What::Normalisation(Values::of(file, &part("t"), size)?, Values::of(file, &part("s"), size)?));
    }
    Err(unknown(file, at))
}

/// `x = b z + (1 − b) (z exp(s(b z)) + t(b z))`: a coupling whose two networks read and give all elements.
fn masked_affine(file: &mut Tensors, at: &str, size: usize) -> Result<What> {
    let part = |name: &str| format!("{at}.{name}");
    let mask = file.vector(&part("b"), size)?;
    if let Some(found) = mask.iter().find(|b| **b != 0.0 && **b != 1.0) {
        return Err(Error::input(format!("`{}` holds {found}, expected 0 or 1", part("b"))));
    }
    let (conditioning, transformed): (Vec<usize>, Vec<usize>) = (0..size).partition(|element| mask[*element] == 1.0);
    let mut read = |name: &str| -> Result<Option<Network>> {
        let below = part(&format!("{name}.net"));
        if !file.has_below(&format!("{below}.")) {
            return Ok(None);
        }
        let network = network(file, &below)?;
        let (columns, outputs) = (network.maps[0].columns, network.outputs());
        if columns != size || outputs != size {
            return Err(Error::input(format!(
                "`{below}` maps {columns} numbers to {outputs}, expected {size} to {size}"
            ))
            .help("the event of the specification must be that of their model"));
        }
        Ok(Some(network.among(&conditioning, &transformed)))
    };
    let (scale, shift) = (read("s")?, read("t")?);
    file.note(&part("b"), "which elements condition");
    let network = match (scale, shift) {
        (Some(scale), Some(shift)) => {
            let n = transformed.len();
            // The shift and the scale of an element side by side, as the other couplings have them.
            shift.beside(scale)?.with_rows(&(0..n).flat_map(|k| [k, n + k]).collect::<Vec<_>>())
        }
        (None, Some(shift)) => shift,
        _ => {
            return Err(Error::input(format!("`{at}` has no shift `t` that is an MLP")).help(
                "their `MaskedAffineFlow(b, t, s)` and `MaskedAffineFlow(b, t)` with `nets.MLP` can be imported",
            ));
        }
    };
    Ok(What::Coupling(Formula::BaseToData, Some(conditioning), network))
}

/// The location and scale of a base, as the layer above it that they are; none where it is standard normal.
fn base(file: &mut Tensors, size: usize) -> Result<Option<Theirs>> {
    let names = ["q0.loc", "q0.log_scale"];
    if !names.iter().all(|name| file.has(name)) {
        return Ok(None);
    }
    let [location, log_scale] = names.map(|name| Values::of(file, name, size));
    let (location, log_scale) = (location?, log_scale?);
    if location.values.iter().chain(&log_scale.values).all(|number| *number == 0.0) {
        names.iter().for_each(|name| file.note(name, "0: the base is standard normal"));
        return Ok(None);
    }
    Ok(Some(Theirs { at: "q0".to_owned(), what: What::Normalisation(location, log_scale) }))
}
