//! Completions of rows of data whose first positions are known.

use flow_runtime::{Real, Result};

use super::given::Given;
use crate::arguments::{Known, SampleArguments};
use crate::defaults::TrainDefaults;
use crate::runtime::{Completion, Program};
use crate::score::{Judged, RowsToScore};

/// Reads the rows, and what is given with each of their completions.
///
/// # Errors
/// For rows that cannot be read or do not fit the flow, and a flow that completes none.
pub fn read<T: Real, P: Program<T>>(
    flow: &P,
    Known { file, positions }: &Known,
    arguments: &SampleArguments,
    defaults: &TrainDefaults,
) -> Result<(Completion, Given)> {
    let d = flow.program_description();
    let SampleArguments { missing, seed, each, .. } = arguments;
    let each = each.unwrap_or(1);
    let judged = Judged { file, rows: None, missing: *missing, context: None, seed: *seed };
    let rows = RowsToScore::read(flow, judged, defaults)?;
    let n = rows.loaded.rows(d.size());
    let n = arguments.rows.map_or(n, |most| n.min(most.div_ceil(each)));
    let completion = Completion { events: rows.events(flow, 0..n).into_owned(), known: *positions, each, seed: *seed };
    completion.check(flow).map_err(|error| error.at(&rows.loaded.place))?;
    let contexts = rows.loaded.contexts[..n * d.context].to_vec();
    let count = arguments.rows.map_or(n * each, |most| most.min(n * each));
    Ok((completion, Given::of_each(count, each, contexts)))
}
