//! Walks batches through a compiled flow: rows are loaded into tiles, walked through the chain, and
//! stored.
//!
//! Rows are row-major; standardisation happens here. A tile is `lanes_of` rows, or fewer at the
//! end; the bits of a row do not depend on which others share its tile.

use std::ops::Range;

use crate::engine::buffers::{Buffers, Walks};
use crate::engine::chain::{Chain, Probe};
use crate::engine::program::Program;
use crate::engine::tile::{keep_inside, load_tile, outside, outside_intervals, store_rows};
use crate::engine::workers::{Parts, Workers};
use crate::model::State;
use crate::model::description::Direction;
use crate::model::description::Member;
use crate::model::layout::Layout;
use crate::numeric::Real;
use crate::numeric::isa::{Isa, Segment, dispatch};
use crate::numeric::kernels::CHAINS;
use crate::numeric::workspace::with_workspace;

pub use crate::model::standardize::{standardize, unstandardize};

/// Samples of a full tile, where there is no reason for another number.
pub const LANES: usize = 64;

/// Lanes of the widest vector. Tiles of a batch of several are multiples of it, on which sums over
/// the batch rely; where sums are taken tile by tile, a tile may also be one sample.
pub(crate) const VECTOR: usize = CHAINS;

/// Bytes of prepared numbers that stay in the second cache beside a tile.
const NEAR: usize = 1 << 20;

/// Bytes of working memory beyond which a tile has fewer samples than usual, so that a convolution
/// finds in a near cache what the one before it has left.
const FAR: usize = 4 << 20;

/// Bytes of working memory that stay in the first cache.
const NEAREST: usize = 1 << 14;

/// The most samples of a tile.
const MOST_LANES: usize = 8 * LANES;

/// Samples of a full tile of a flow. Where its weights do not stay near, they are fetched once for
/// each tile, and a tile takes more samples; so it does where the working memory of more samples
/// stays in the first cache, since short loops take as long to begin as to run. Where it has many rows,
/// as of images, a tile has one or two vectors of samples.
pub(crate) fn lanes_of<T: Real>(d: &Member, layout: &Layout) -> usize {
    let far = layout.prepared * size_of::<T>() > NEAR;
    let rows = 2 * d.size() + d.read_context() + d.scratch;
    let bytes = rows * size_of::<T>();
    if bytes * LANES > FAR {
        return if 2 * bytes * VECTOR > FAR { VECTOR } else { 2 * VECTOR };
    }
    let near = NEAREST / bytes;
    if far { 2 * LANES } else { (near / LANES * LANES).clamp(LANES, MOST_LANES) }
}

/// The size of the tiles of a batch that threads share: equal tiles with as little padding as possible,
/// since padding is computed too. They are whole vectors, without which most rows of a tile would begin
/// in the middle of a cache line; a batch smaller than a vector is one tile of its size.
pub(crate) fn lanes_among<T: Real>(d: &Member, layout: &Layout, rows: usize, threads: usize) -> usize {
    // Every thread gets a tile, as far as there are rows for one.
    let tiles = rows.div_ceil(lanes_of::<T>(d, layout)).max(threads.min(rows.div_ceil(LANES))).max(1);
    match rows.div_ceil(tiles) {
        few if few < VECTOR => few.max(1),
        samples => samples.next_multiple_of(VECTOR),
    }
}

/// The result that is wanted of a batch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// `log p(x)`
    LogProb,
    /// `x → z` and its log-determinant
    Inverse,
    /// `z → x` and its log-determinant
    Forward,
    /// `z → x`, and `log p(x)` in place of the log-determinant
    ForwardLogProb,
}

/// Rows that are taken up, in order.
#[derive(Clone, Copy, Debug)]
pub struct Rows<'a, T> {
    /// The numbers that the flow is applied to, `[rows, size]`.
    pub events: &'a [T],
    /// Their contexts, `[rows, context]`.
    pub contexts: &'a [T],
    /// The units that they are in. Log-densities are of the data either way.
    pub units: Units,
}

/// The units that rows are in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Units {
    /// As the user has them.
    Data,
    /// `(x − mean) / scale` with the flow's statistics; the same for the context.
    Standardized,
}

impl<'a, T> Rows<'a, T> {
    /// Rows in the units of the data.
    pub fn of_data(events: &'a [T], contexts: &'a [T]) -> Self {
        Rows { events, contexts, units: Units::Data }
    }

    /// Rows that are standardised already.
    pub fn standardized(events: &'a [T], contexts: &'a [T]) -> Self {
        Rows { events, contexts, units: Units::Standardized }
    }

    /// `count` of the rows, where one has `size` elements and `context` of context.
    fn part(self, first: usize, count: usize, size: usize, context: usize) -> Self {
        Rows {
            events: &self.events[first * size..][..count * size],
            contexts: &self.contexts[first * context..][..count * context],
            units: self.units,
        }
    }
}

/// Applies the flow to rows. Writes results, in the units of the rows, to `out` (which may be empty
/// where only the numbers are wanted) and one number a row to `number`.
pub fn run<T: Real, P: Program<T>>(flow: &P, what: What, rows: Rows<'_, T>, out: &mut [T], number: &mut [T]) {
    let d = flow.program_member();
    let (size, context) = (d.size(), d.context);
    let lanes = lanes_of::<T>(d, flow.program_state().layout());
    let workers = Workers::for_rows(number.len());
    // Where no results are wanted, their parts are empty.
    let parts = (Parts::new(number, lanes), Parts::new(out, lanes * size));
    workers.share(parts, |((k, number), (_, out))| {
        let rows = rows.part(k * lanes, number.len(), size, context);
        run_tile(flow, what, rows, out, number, None);
    });
}

/// One tile.
pub(crate) fn run_tile<T: Real, P: Program<T>>(
    flow: &P,
    what: What,
    rows: Rows<'_, T>,
    out: &mut [T],
    number: &mut [T],
    probe: Option<&mut Probe>,
) {
    run_layers(flow, what, flow.program_state().layout().chain(), rows, out, number, probe);
}

/// Walks one tile of rows from the data to this layer, through it too.
pub(crate) fn inverse_from<T: Real, P: Program<T>>(flow: &P, layer: usize, rows: Rows<'_, T>, out: &mut [T]) {
    let mut ladj = vec![T::ZERO; out.len() / flow.program_member().size()];
    run_layers(flow, What::Inverse, layer..flow.program_state().layout().chain().end, rows, out, &mut ladj, None);
}

fn run_layers<T: Real, P: Program<T>>(
    flow: &P,
    what: What,
    segment: Range<usize>,
    rows: Rows<'_, T>,
    out: &mut [T],
    number: &mut [T],
    probe: Option<&mut Probe>,
) {
    let (d, state, lanes) = (flow.program_member(), flow.program_state(), number.len());
    let (way, is_density) = match what {
        What::LogProb | What::Inverse => (Direction::Density, true),
        What::Forward | What::ForwardLogProb => (Direction::Sampling, false),
    };
    let (event_statistics, context_statistics) = match rows.units {
        Units::Data => (state.statistics.event.as_ref(), state.statistics.context.as_ref()),
        Units::Standardized => (None, None),
    };
    with_workspace(Buffers::<T>::rows(d, Walks::Values) * lanes, |work| {
        let mut buffers = Buffers::cut(work, d, Walks::Values, lanes);
        load_tile(rows.events, d.size(), lanes, event_statistics.filter(|_| is_density), buffers.current);
        load_tile(rows.contexts, d.context, lanes, context_statistics, buffers.raw_context());
        buffers.ladj.fill(T::ZERO);
        if is_density {
            add_volume(what, rows.units, state, buffers.current, buffers.ladj);
        }
        let mut chain = buffers.chain(state, way, &mut [], None);
        chain.segment = segment;
        chain.probe = probe;
        dispatch(Walk::<T, P> { chain: &mut chain, what, flow });
        if !out.is_empty() {
            store_rows(chain.current, d.size(), lanes, event_statistics.filter(|_| !is_density), out);
        }
        number.copy_from_slice(chain.ladj);
        if !is_density {
            add_volume(what, rows.units, state, chain.current, number);
        }
        if !is_density && !out.is_empty() {
            keep_inside(d, out);
        }
    });
    add_log_scale(what, rows.units, state.statistics.log_scale(), number);
    if what == What::LogProb {
        outside(rows.events, rows.contexts, d, number);
        if let Some(s) = event_statistics {
            outside_intervals(rows.events, &s.intervals, number);
        }
    }
}

/// The sign with which `ln |dx/dz|` of standardising counts.
fn sign_of_volume(what: What, units: Units) -> f64 {
    match (what, units) {
        (What::LogProb | What::ForwardLogProb, _) | (What::Inverse, Units::Data) => -1.0,
        (What::Forward, Units::Data) => 1.0,
        (What::Inverse | What::Forward, Units::Standardized) => 0.0,
    }
}

/// Log-densities and log-determinants of standardised data differ from the data's by the scales.
fn add_log_scale<T: Real>(what: What, units: Units, log_scale: f64, number: &mut [T]) {
    let change = sign_of_volume(what, units) * log_scale;
    if change != 0.0 {
        let change = T::from_f64(change);
        number.iter_mut().for_each(|n| *n += change);
    }
}

/// And by the slopes of what the intervals of columns are mapped by.
fn add_volume<T: Real>(what: What, units: Units, state: &State<T>, tile: &[T], number: &mut [T]) {
    let sign = sign_of_volume(what, units);
    if let Some(s) = state.statistics.event.as_ref().filter(|s| sign != 0.0 && !s.intervals.is_empty()) {
        s.add_slopes(tile, sign, number);
    }
}

struct Walk<'c, 'a, T, P> {
    chain: &'c mut Chain<'a, T>,
    what: What,
    flow: &'a P,
}

impl<T: Real, P: Program<T>> Segment for Walk<'_, '_, T, P> {
    type Output = ();

    // Each direction stands here once, since all its layers are compiled where it stands.
    #[inline(always)]
    fn run<I: Isa>(self, isa: I) {
        let (flow, chain) = (self.flow, self.chain);
        if let Some(layer) = chain.embedding() {
            flow.layer_embed(isa, layer);
        }
        match self.what {
            What::LogProb | What::Inverse => {
                flow.walk_inverse(isa, chain);
                if self.what == What::LogProb {
                    flow.base_log_prob(isa, chain.base());
                }
            }
            What::Forward | What::ForwardLogProb => {
                let log_prob = self.what == What::ForwardLogProb;
                if log_prob {
                    // log p(x) = log p(z) − ladj, where layers only add: so the negative of both is
                    // summed.
                    flow.base_log_prob(isa, chain.base());
                    std::mem::swap(&mut chain.current, &mut chain.other);
                    negate(chain.ladj);
                }
                flow.walk_forward(isa, chain);
                if log_prob {
                    negate(chain.ladj);
                }
            }
        }
    }
}

#[inline(always)]
fn negate<T: Real>(numbers: &mut [T]) {
    numbers.iter_mut().for_each(|n| *n = -*n);
}

/// Mean log-density of rows, with its uncertainty.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Summary {
    /// The mean, in nats.
    pub mean: f64,
    /// Twice the standard error of the mean: `2 s / √n` with s the standard deviation.
    pub two_se: f64,
    /// Number of rows.
    pub rows: usize,
}

impl Summary {
    /// The summary of one log-density a row, in f64 and in order.
    pub fn of<T: Real>(log_prob: &[T]) -> Self {
        Self::weighted(log_prob, &[])
    }

    /// The summary of rows that count by their weights, `Σ w·l / Σ w`, with the standard error
    /// `√(n/(n−1) · Σ w²·(l − mean)²) / Σ w`. Without weights all count alike.
    pub fn weighted<T: Real>(log_prob: &[T], weights: &[f64]) -> Self {
        let n = log_prob.len() as f64;
        let total = if weights.is_empty() { n } else { weights.iter().sum() };
        let rows = || log_prob.iter().enumerate().map(|(k, l)| (l.to_f64(), *weights.get(k).unwrap_or(&1.0)));
        let mean = rows().map(|(l, w)| w * l).sum::<f64>() / total;
        let squares: f64 = rows().map(|(l, w)| (w * (l - mean)).powi(2)).sum();
        let variance = squares / (n - 1.0).max(1.0) * (n / total) / total;
        Summary { mean, two_se: 2.0 * variance.sqrt(), rows: log_prob.len() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::program::Parametric as _;
    use crate::flow::examples::Small;

    /// Tiles cover a batch with less than a vector to spare each, and no thread has more than its
    /// share, where that is a tile.
    #[test]
    fn tiles_cover_a_batch_evenly() {
        let state = Small::new(1);
        let d = state.program_member();
        let layout = state.program_state().layout();
        let most = lanes_of::<f32>(d, layout);
        assert!((LANES..=MOST_LANES).contains(&most) && most.is_multiple_of(LANES));
        for rows in [1, 5, 16, 63, 64, 65, 256, 300, 320, 511, 512, 513, 10_000] {
            for threads in [1, 2, 3, 8] {
                let lanes = lanes_among::<f32>(d, layout, rows, threads);
                let tiles = rows.div_ceil(lanes);
                assert!(lanes <= most && (lanes == rows || lanes.is_multiple_of(VECTOR)), "{rows} rows: {lanes} lanes");
                assert!(tiles * lanes < rows + tiles * VECTOR, "{rows} rows: {tiles} tiles of {lanes}");
                let share = rows.div_ceil(threads).next_multiple_of(VECTOR).max(LANES);
                assert!(lanes <= share, "{rows} rows, {threads} threads: {lanes} lanes");
            }
        }
    }
}
