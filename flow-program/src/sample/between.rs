//! The way between two rows of data along their latent values.

use flow_runtime::{Error, Real, Result};

use crate::arguments::{Between, SampleArguments};
use crate::defaults::TrainDefaults;
use crate::input::{Draws, Input};
use crate::runtime::{LatentPath, Program, rows};
use crate::score::{Judged, RowsToScore};

/// Both ends of a way.
pub struct Ends {
    /// Their events, as the flow takes them up.
    events: Vec<f64>,
    /// The context that both have; empty for a flow without one.
    pub context: Vec<f64>,
    /// Both as messages name them.
    names: [String; 2],
}

impl Ends {
    /// Reads two rows of the named data, or of those that the flow was fitted to. Whole numbers have noise.
    ///
    /// # Errors
    /// Where there are no data, or no such rows, and for rows that do not fit the flow.
    pub fn read<T: Real, P: Program<T>>(
        flow: &P,
        Between { rows, .. }: &Between,
        arguments: &SampleArguments,
        defaults: &TrainDefaults,
    ) -> Result<Self> {
        let d = flow.program_description();
        let read = |row: usize| -> Result<(RowsToScore, usize)> {
            let file = match (&arguments.data, &defaults.data) {
                (Some(file), _) => file,
                (None, Some(Input::File(rows))) => &rows.file,
                (None, Some(Input::Generator(rows))) => {
                    let loaded = Input::Generator(*rows).load(d, arguments.seed, Draws::Fixed)?;
                    return Ok((RowsToScore::of(loaded, arguments.seed), row));
                }
                (None, None) => return Err(Error::input("`--between` needs rows, expected `--data FILE`")),
            };
            let judged = Judged {
                file,
                rows: Some(row..row + 1),
                missing: arguments.missing,
                context: None,
                seed: arguments.seed,
            };
            let read = RowsToScore::read(flow, judged, defaults);
            Ok((read.map_err(|error| error.within(format!("row {row} of `--between`")))?, 0))
        };
        let mut ends = Ends { events: Vec::new(), context: Vec::new(), names: Default::default() };
        for (row, name) in rows.iter().zip(&mut ends.names) {
            let (found, at) = read(*row)?;
            let loaded = &found.loaded;
            let n = loaded.rows(d.size());
            if at >= n {
                let message = format!("found row {row} for `--between`, expected one of the {n}, counted from 0");
                return Err(Error::input(message).at(&loaded.place));
            }
            ends.events.extend_from_slice(&found.events(flow, at..at + 1));
            let context = &loaded.contexts[at * d.context..][..d.context];
            if !ends.context.is_empty() && ends.context != context {
                let message =
                    format!("rows {} and {} have different contexts, expected one for the whole way", rows[0], rows[1]);
                return Err(Error::input(message).at(&loaded.place).help("choose two rows with the same context"));
            }
            ends.context = context.to_vec();
            *name = format!("{}: row {row}", loaded.place);
        }
        Ok(ends)
    }

    /// The path between their latent values.
    ///
    /// # Errors
    /// For fewer than two steps, and an end of density 0.
    pub fn path<T: Real, P: Program<T>>(&self, flow: &P, steps: usize) -> Result<LatentPath> {
        let names = self.names.each_ref().map(String::as_str);
        rows::path_between(flow, &self.events, &self.context.repeat(2), names, steps)
    }
}
