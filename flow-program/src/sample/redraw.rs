//! Samples by scale: which latent values of a flow of several scales rows have in common.

use flow_runtime::{Error, Real, Result};

use crate::arguments::Scale;
use crate::runtime::{Kept, Program};

/// Rows in sequence that have the other latent values in common: as many as a row of a sheet shows.
const TOGETHER: usize = 8;

/// Returns the latent values that rows share where those of a scale are drawn anew for each.
///
/// # Errors
/// For a flow of one scale.
pub fn kept<T: Real, P: Program<T>>(flow: &P, redrawn: Scale) -> Result<Kept> {
    let (d, layout) = (flow.program_member(), flow.program_state().layout());
    let coarse = layout.chain().map(|k| layout.layers[k].rows).min().unwrap_or(d.size());
    if coarse == d.size() {
        let name = flow.program_description().name;
        return Err(Error::input(format!("found `--redraw`, but `{name}` has one scale"))
            .help("layers `factor_out` make scales, as in `glow: {levels: 2, steps: 4}`"));
    }
    // What leaves the chain stands behind what stays.
    Ok(match redrawn {
        Scale::Coarse => Kept { first: coarse, end: d.size(), rows: TOGETHER },
        Scale::Fine => Kept { first: 0, end: coarse, rows: TOGETHER },
    })
}
