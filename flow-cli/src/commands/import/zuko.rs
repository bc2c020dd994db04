//! zuko: `MAF`, `NSF`, `NICE` and `RealNVP`.
//!
//! | theirs | ours |
//! |---|---|
//! | `transform.transforms.K.hyper.2i.{weight, bias, mask}` | maps of `made`, units sorted by what their masks let them read |
//! | `transform.transforms.K.hyper.2i.{weight, bias}`, `….mask` beside them | maps of `mlp`; where the mask is true, an element conditions |
//! | shift, scale of `MonotonicAffineTransform` | raw scale, shift of `{affine: {scale: softclip}}` |
//! | widths, heights, derivatives of `MonotonicRQSTransform` | raw widths, heights and slopes with `clip` |
//!
//! The transforms stand from data to base, and each computes z from x.

use flow_compiler::catalog::transformers::rational_quadratic_spline::clip;
use flow_compiler::vocabulary::Chosen;
use flow_runtime::{Error, Result};

use super::parts::{no_transformer, sequential, settled, standard};
use super::tensors::Tensors;
use super::theirs::{Formula, Network, Peer, Row, Theirs, What};

/// `−ln 10⁻³`: by default no slope is less than a thousandth.
const CLIP: &str = "6.907755278982137";

pub struct Zuko;

impl Peer for Zuko {
    fn name(&self) -> &'static str {
        "zuko"
    }

    fn untold(&self) -> &'static str {
        "the activation (ReLU by default), the least slope (1e-3 by default: `bound` and `clip` are 6.907755278982137) and the bound of \
         splines (5)"
    }

    fn layers(&self, file: &mut Tensors, size: usize) -> Vec<Result<Theirs>> {
        let numbers = file.numbers_below("transform.transforms.");
        let mut layers: Vec<Result<Theirs>> =
            numbers.into_iter().map(|k| layer(file, format!("transform.transforms.{k}"), size)).collect();
        if layers.is_empty() {
            layers.push(Err(Error::input(
                "found no tensor below `transform.transforms`, where flows of zuko have their layers",
            )
            .help("save the whole `flow.state_dict()`; `--from` names the package")));
        }
        layers.extend(standard(file, "base.loc", "base.scale", (size, 1.0)).err().map(Err));
        layers
    }

    fn rows(&self, _: &Network, transformer: &Chosen, elements: usize) -> Result<Vec<Row>> {
        let settings = transformer.settings();
        let each: Vec<usize> = match transformer.word.name() {
            "affine" => {
                settled(
                    transformer,
                    settings.word("scale") == "softclip",
                    &format!("{{affine: {{scale: softclip, bound: {CLIP}}}}}"),
                )?;
                vec![1, 0]
            }
            "additive" => vec![0],
            "rational_quadratic_spline" => {
                let written = format!("{{rational_quadratic_spline: {{bins: …, bound: 5, clip: {CLIP}}}}}");
                settled(transformer, clip(settings).is_some(), &written)?;
                (0..3 * settings.count("bins") - 1).collect()
            }
            _ => return Err(no_transformer(transformer, "affine, additive or rational_quadratic_spline")),
        };
        let of = |element: usize| each.iter().map(move |k| (element, *k));
        Ok((0..elements).flat_map(of).map(|(element, k)| Row::of(element * each.len() + k)).collect())
    }
}

fn layer(file: &mut Tensors, at: String, size: usize) -> Result<Theirs> {
    let hyper = format!("{at}.hyper");
    if !file.has_below(&format!("{hyper}.")) {
        return Err(Error::input(format!("`{at}` is no layer that can be imported"))
            .help("those of `MAF`, `NSF`, `NICE` and `RealNVP` can, for events of two numbers or more"));
    }
    if file.has(&format!("{hyper}.0.mask")) {
        let what = What::Autoregressive(Formula::DataToBase, sequential(file, &hyper, true)?);
        if file.has(&format!("{at}.order")) {
            file.note(&format!("{at}.order"), "the order of the elements, as the masks have it");
        }
        return Ok(Theirs { at, what });
    }
    let mask = format!("{at}.mask");
    let conditions = file.vector(&mask, size)?;
    let conditioning = (0..size).filter(|element| conditions[*element] != 0.0).collect();
    let network = sequential(file, &hyper, false)?;
    file.note(&mask, "which elements condition");
    Ok(Theirs { at, what: What::Coupling(Formula::DataToBase, Some(conditioning), network) })
}
