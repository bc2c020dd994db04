//! Applies flows to slices of rows. The public traits and the command line are thin layers over
//! this.
//!
//! Rows are row-major: `[rows, size]`, and their contexts `[rows, context]` (empty for a flow
//! without context).

#[cfg(feature = "train")]
use crate::engine::backward::gradient::{Batch, Gradient};
use crate::engine::base::Base;
use crate::engine::batch::{self, LANES, Rows, Units, What};
use crate::engine::latent_path::LatentPath;
use crate::engine::program::{Parametric, Program};
use crate::engine::temperature::Draw;
#[cfg(feature = "train")]
use crate::engine::tile::outside;
use crate::engine::tile::{keep_inside, outside_intervals};
use crate::engine::workers::{Parts, Workers};
use crate::error::{Error, Result};
use crate::model::standardize::{Standardize, standardize};
use crate::numeric::Real;

/// `log p(x)` of each row.
pub fn log_prob<T: Real, P: Program<T>>(flow: &P, rows: Rows<'_, T>) -> Vec<T> {
    let mut log_prob = vec![T::ZERO; rows.events.len() / flow.program_member().size()];
    batch::run(flow, What::LogProb, rows, &mut [], &mut log_prob);
    log_prob
}

/// Numbers of events that are standardised at a time, which stay in the caches until they are scored.
const BLOCK: usize = 1 << 15;

/// Rows at a time that are work for several threads, as long as they hold at most so many numbers.
const FEWEST: usize = 1024;
const MOST: usize = 1 << 18;

/// `log p(x)` of rows of data in f64, which are standardised in f64 whatever the flow's type is: a
/// few at a time, so that no second table is held. A row that a column cannot have has density 0.
pub fn log_prob_of_data<T: Real, P: Program<T>>(flow: &P, events: &[f64], contexts: &[f64]) -> Vec<T> {
    let (d, statistics) = (flow.program_member(), &flow.program_state().statistics);
    let (size, context) = (d.size(), d.context);
    let n = events.len() / size;
    let mut found = Vec::with_capacity(n);
    let block = (BLOCK / size).max(FEWEST.min(MOST / size)).max(1);
    for first in (0..n).step_by(block) {
        let count = block.min(n - first);
        let rows = &events[first * size..][..count * size];
        let given: Vec<T> = standardize(&contexts[first * context..][..count * context], statistics.context.as_ref());
        let standardized = standardized_inside(flow, rows);
        let mut log_prob = log_prob(flow, Rows::standardized(&standardized, &given));
        if let Some(s) = &statistics.event {
            outside_intervals(rows, &s.intervals, &mut log_prob);
        }
        found.extend(log_prob);
    }
    found
}

/// Rows of data in f64, standardised; rounding to the flow's type does not take one out of its support.
pub(crate) fn standardized_inside<T: Real, P: Parametric<T>>(flow: &P, events: &[f64]) -> Vec<T> {
    let d = flow.program_member();
    let mut standardized: Vec<T> = standardize(events, flow.program_state().statistics.event.as_ref());
    let rows = standardized.chunks_mut(d.size()).zip(events.chunks(d.size()));
    for (standardized, row) in rows.filter(|_| !d.is_real()) {
        if row.iter().enumerate().all(|(k, x)| d.interval(k).contains(*x)) {
            keep_inside(d, standardized);
        }
    }
    standardized
}

/// The path in `steps` steps between the latents of two rows of data in f64, each given its context.
/// Messages call the rows by their names.
///
/// # Errors
/// For fewer than two steps, and a row of density 0, which has no latent value.
pub fn path_between<T: Real, P: Program<T>>(
    flow: &P,
    ends: &[f64],
    contexts: &[f64],
    names: [&str; 2],
    steps: usize,
) -> Result<LatentPath> {
    if steps < 2 {
        let message = format!("found {steps} for the number of steps, expected at least 2");
        return Err(Error::input(message).help("both ends are steps of a path too"));
    }
    let given: Vec<T> = standardize(contexts, flow.program_state().statistics.context.as_ref());
    let standardized = standardized_inside(flow, ends);
    let (latent, _) = apply(flow, What::Inverse, Rows::standardized(&standardized, &given));
    let (from, to) = latent.split_at(latent.len() / 2);
    let scores = log_prob_of_data(flow, ends, contexts);
    for ((name, latent), log_prob) in names.iter().zip([from, to]).zip(scores) {
        if !(log_prob.is_finite() && latent.iter().all(|z| z.is_finite())) {
            let message = format!("{name} has density 0, so that it has no latent value to start from");
            return Err(Error::input(message).help("choose a row whose score is a finite number"));
        }
    }
    Ok(LatentPath::new(from, to, steps, flow.program_member().base.sampler))
}

/// The rows that the steps of a path become, from number `first` on, and their log-densities. `units` are
/// those of the contexts, one a step, and of the result.
pub fn along<T: Real, P: Program<T>>(
    flow: &P,
    path: &LatentPath,
    first: usize,
    n: usize,
    contexts: &[T],
    units: Units,
) -> (Vec<T>, Vec<T>) {
    let mut latent = vec![T::ZERO; n * flow.program_member().size()];
    path.fill(first, &mut latent);
    apply(flow, What::ForwardLogProb, Rows { events: &latent, contexts, units })
}

/// A direction applied to each row: results and log-determinants.
pub fn apply<T: Real, P: Program<T>>(flow: &P, what: What, rows: Rows<'_, T>) -> (Vec<T>, Vec<T>) {
    let mut out = vec![T::ZERO; rows.events.len()];
    let mut number = vec![T::ZERO; rows.events.len() / flow.program_member().size()];
    batch::run(flow, what, rows, &mut out, &mut number);
    (out, number)
}

/// `n` samples of a draw, that of a seed or one at another temperature, from number `first` on, and
/// their log-densities under the flow itself. Sample number k depends on the draw and k (and its
/// context) alone, so a shorter draw is a prefix of a longer one. `units` are those of the contexts and
/// of the result.
pub fn sample<T: Real, P: Program<T>>(
    flow: &P,
    first: usize,
    n: usize,
    contexts: &[T],
    units: Units,
    draw: impl Into<Draw>,
) -> (Vec<T>, Vec<T>) {
    let draw = draw.into();
    let size = flow.program_member().size();
    let mut latent = vec![T::ZERO; n * size];
    match Workers::for_rows(n) {
        Workers::Here => draw_base(flow, draw, first, &mut latent),
        workers => {
            let parts = Parts::new(&mut latent[..], LANES * size);
            workers.share(parts, |(tile, latent)| draw_base(flow, draw, first + tile * LANES, latent));
        }
    }
    apply(flow, What::ForwardLogProb, Rows { events: &latent, contexts, units })
}

/// Draws from the base, for the samples from number `first` on.
pub fn draw_base<T: Real, P: Program<T>>(flow: &P, draw: impl Into<Draw>, first: usize, latent: &mut [T]) {
    draw.into().fill(Base::of(flow), first as u64, latent);
}

/// Log-densities and the gradient of their sum: by each row and context, in the units of the data,
/// and by the parameters.
pub struct Gradients<T> {
    /// `log p(x)` of each row.
    pub log_prob: Vec<T>,
    /// By each row, `[rows, size]`.
    pub event: Vec<T>,
    /// By each context, `[rows, context]`.
    pub context: Vec<T>,
    /// By the parameters, in the order of the table.
    pub parameters: Vec<T>,
}

/// Differentiates `Σ log p(x)` over rows in the units of the data.
#[cfg(feature = "train")]
pub fn log_prob_and_grad<T: Real, P: Program<T>>(flow: &P, events: &[T], contexts: &[T]) -> Gradients<T> {
    let statistics = &flow.program_state().statistics;
    let rows: Vec<usize> = (0..events.len() / flow.program_member().size()).collect();
    let mut gradient = Gradient::new(flow, rows.len(), true, &Workers::Here);
    if !rows.is_empty() {
        let events: Vec<T> = in_units(events, statistics.event.as_ref());
        let contexts: Vec<T> = in_units(contexts, statistics.context.as_ref());
        let batch = Batch {
            events: &events,
            images: None,
            contexts: &contexts,
            rows: &rows,
            weights: &vec![T::ONE; rows.len()],
            dropout: None,
        };
        gradient.run(flow, batch, &Workers::Here);
    }
    let d = flow.program_member();
    let mut found = Gradients {
        log_prob: gradient.log_prob().to_vec(),
        event: gradient.event()[..rows.len() * d.size()].to_vec(),
        context: gradient.context()[..rows.len() * d.context].to_vec(),
        parameters: gradient.parameters().to_vec(),
    };
    if let Some(s) = &statistics.event {
        s.pull_to_data(events, T::ONE, &mut found.event);
        let standardized: Vec<T> = in_units(events, Some(s));
        for (log_prob, row) in found.log_prob.iter_mut().zip(standardized.chunks(d.size())) {
            *log_prob -= T::from_f64(s.log_volume(row.iter().copied()));
        }
        outside_intervals(events, &s.intervals, &mut found.log_prob);
    }
    if let Some(s) = &statistics.context {
        // The volume of a context is no part of the density.
        s.pull_to_data(contexts, T::ZERO, &mut found.context);
    }
    outside(events, contexts, d, &mut found.log_prob);
    found
}

fn in_units<T: Real>(rows: &[T], statistics: Option<&Standardize>) -> Vec<T> {
    let rows: Vec<f64> = rows.iter().map(|x| x.to_f64()).collect();
    standardize(&rows, statistics)
}
