//! Parts that the files of several peers have.

use flow_compiler::catalog::bijectors::affine::softplus_start;
use flow_compiler::catalog::transformers::rational_quadratic_spline::clip;
use flow_compiler::vocabulary::Chosen;
use flow_runtime::{Error, Result};

use super::tensors::{Tensors, wrong_shape};
use super::theirs::{Dense, Form, Network, Row, Theirs, Values, What};

/// The linear maps of a `Sequential`, with a function between them and nothing else.
pub fn sequential(file: &mut Tensors, prefix: &str, masked: bool) -> Result<Network> {
    let numbers = file.numbers_below(&format!("{prefix}."));
    if let Some((k, _)) = numbers.iter().enumerate().find(|(k, number)| 2 * k != **number) {
        let name = format!("{prefix}.{}", numbers[k]);
        return Err(Error::input(format!("`{name}` stands where a function is expected"))
            .help("networks of linear maps with a function after each but the last can be imported: `residual=False, normalize=False`"));
    }
    let maps = numbers.iter().map(|k| Dense::read(file, &format!("{prefix}.{k}"), masked));
    Network { maps: maps.collect::<Result<_>>()?, form: Form::Plain }.checked(prefix)
}

/// Succeeds where a base is standard normal: its location is 0, and its scale as told.
pub fn standard(file: &mut Tensors, location: &str, scale: &str, (size, one): (usize, f64)) -> Result<()> {
    for (name, expected) in [(location, 0.0), (scale, one)] {
        if !file.has(name) {
            continue;
        }
        let values = file.vector(name, size)?;
        file.note(name, format!("{expected}: the base is standard normal"));
        if let Some(found) = values.iter().find(|value| **value != expected) {
            return Err(Error::input(format!(
                "`{name}` holds {found}, expected {expected}: a base that is standard normal"
            ))
            .help("put a layer that moves and stretches elements into their model in its place"));
        }
    }
    Ok(())
}

/// Succeeds where a transformer has the settings of theirs; else it should be written as told.
pub fn settled(transformer: &Chosen, is_theirs: bool, written: &str) -> Result<()> {
    if is_theirs {
        return Ok(());
    }
    Err(Error::input(format!("the settings of `{}` make another function than theirs", transformer.word.name()))
        .help(format!("write `transformer: {written}`")))
}

/// A transformer that no layer of theirs has.
pub fn no_transformer(transformer: &Chosen, known: &str) -> Error {
    Error::input(format!("found the transformer `{}`, which is none of theirs", transformer.word.name()))
        .help(format!("expected {known}"))
}

/// The rows of a spline as Durkan et al. wrote it: an element's widths, heights and slopes side by side, the
/// first two times a factor. Their slopes come to 1 at a constant, and ours at 0.
pub fn spline(transformer: &Chosen, elements: usize, factor: f64) -> Result<Vec<Row>> {
    let settings = transformer.settings();
    settled(transformer, clip(settings).is_none(), "{rational_quadratic_spline: {bins: …, bound: …}}")?;
    let (bins, start) = (settings.count("bins"), softplus_start(settings.number("min_slope")));
    let each = 3 * bins - 1;
    let row = |k: usize| match k % each < 2 * bins {
        true => Row { from: k, factor, plus: 0.0 },
        false => Row { from: k, factor: 1.0, plus: -start },
    };
    Ok((0..elements * each).map(row).collect())
}

/// Splines of the elements by themselves, as Durkan et al. wrote them, from the three tensors below a prefix.
pub fn unconditional(file: &Tensors, at: &str, elements: Vec<usize>) -> Result<Theirs> {
    let part = |name: &str| -> Result<Values> {
        let name = format!("{at}.{name}");
        let (values, [rows, columns]) = file.matrix(&name)?;
        if rows != elements.len() {
            return Err(wrong_shape(&name, &[rows, columns], &[elements.len(), columns]));
        }
        Ok(Values { names: vec![name], values, done: "copied" })
    };
    let (widths, heights, slopes) =
        (part("unnormalized_widths")?, part("unnormalized_heights")?, part("unnormalized_derivatives")?);
    let start = softplus_start(LEAST);
    let values = slopes.values.iter().map(|u| u - start).collect();
    let slopes = Values { values, done: "ln(e^0.999 − 1) subtracted", ..slopes };
    Ok(Theirs { at: at.to_owned(), what: What::Spline { elements, widths, heights, slopes } })
}

/// A matrix by its factors, as Durkan et al. wrote it: `z = L U x + bias`, and a diagonal above a least number.
pub fn lu(file: &Tensors, at: &str, size: usize) -> Result<Theirs> {
    let of = |name: &str, len: usize| Values::of(file, &format!("{at}.{name}"), len);
    let strict = size * size.saturating_sub(1) / 2;
    let (lower, upper) = (of("lower_entries", strict)?, of("upper_entries", strict)?);
    let diagonal = of("unconstrained_upper_diag", size)?;
    // softplus(raw + ln(e − 1)) = softplus(u) + 10⁻³.
    let raw = |u: &f64| softplus_inverse(softplus(*u) + LEAST) - softplus_start(0.0);
    let diagonal = Values {
        values: diagonal.values.iter().map(raw).collect(),
        done: "as the raw number of the same diagonal",
        ..diagonal
    };
    let bias = Values { done: "solved for L shift = bias", ..of("bias", size)? };
    Ok(Theirs { at: at.to_owned(), what: What::Lu { lower, upper, diagonal, bias } })
}

/// The least slope, width, diagonal and scale of Durkan et al.
pub const LEAST: f64 = 1e-3;

/// `ln(1 + eᵘ)`
pub fn softplus(u: f64) -> f64 {
    u.max(0.0) + (-u.abs()).exp().ln_1p()
}

/// The number whose softplus is `y`.
fn softplus_inverse(y: f64) -> f64 {
    y + (-(-y).exp_m1()).ln()
}
