//! The levels of images: which whole numbers their elements can be.

use flow_runtime::data::{Binarize, Column, ColumnKind};
use flow_runtime::error::number;
use flow_runtime::{Error, Result};

use crate::input::Loaded;
use crate::runtime::Description;

/// Levels of bytes.
const OF_BYTES: u32 = 256;

/// Gives elements without names that are whole numbers their levels, as far as they are known: from the layer
/// `pixels` of the flow, else from the type of the file. Samples are such levels then. A flow of whole
/// numbers knows those of all elements.
pub fn know_levels(loaded: &mut Loaded, flow: &Description) {
    if let Some(levels) = flow.levels {
        loaded.columns.event.resize(flow.size(), Column::default());
        loaded.columns.event.iter_mut().for_each(|column| column.kind = ColumnKind::Level { levels });
        return;
    }
    let levels = match (levels_of(flow), loaded.bytes.is_empty()) {
        _ if loaded.columns.binarize.is_some() => 2,
        (Some(levels), true) => levels,
        (levels, false) => levels.unwrap_or(OF_BYTES).min(OF_BYTES),
        (None, true) => return,
    };
    let whole = loaded.columns.event.iter_mut();
    let whole = whole.filter(|column| column.name.is_empty() && column.kind == ColumnKind::Integer);
    whole.for_each(|column| column.kind = ColumnKind::Pixel { levels });
}

/// Succeeds where a threshold leaves both zeros and ones.
///
/// # Errors
/// Where all elements of the data are on one side of it.
pub fn refuse_constant(loaded: &Loaded) -> Result<()> {
    let Some(Binarize::Threshold(threshold)) = loaded.columns.binarize else { return Ok(()) };
    let elements = || loaded.events.iter().copied().chain(loaded.bytes.iter().map(|byte| f64::from(*byte)));
    let [above, below] = [elements().any(|x| x > threshold), elements().any(|x| x <= threshold)];
    if above && below {
        return Ok(());
    }
    let (low, high) = elements().fold((f64::INFINITY, f64::NEG_INFINITY), |(l, h), x| (l.min(x), h.max(x)));
    let side = if above { "above" } else { "at or below" };
    let (threshold, low, high) = (number(threshold), number(low), number(high));
    Err(Error::input(format!(
        "found all elements {side} the threshold {threshold} of `binarize`, expected some on both sides"
    ))
    .at(&loaded.place)
    .help(format!(
        "they lie between {low} and {high}: choose a threshold between these, such that `x > threshold` is 1"
    )))
}

/// The number of levels of a flow whose events lie between 0 and it, with margins of one width beyond both ends.
fn levels_of(flow: &Description) -> Option<u32> {
    let (low, high) = flow.support;
    let levels = (low + high).round();
    let alike = flow.intervals.is_empty() && low <= 0.0 && (low + high - levels).abs() < 1e-9 * high;
    (alike && (1.0..=1e9).contains(&levels)).then_some(levels as u32)
}
