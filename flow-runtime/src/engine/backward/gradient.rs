//! The gradient of `Σ w · log p(x)` over a batch.
//!
//! Each tile is walked by itself: the density direction keeps on the tape what the cotangents need,
//! then walks back and leaves there the cotangents that weight gradients are made of. These are
//! summed over samples, of the whole batch or of each tile ([`super::sums`]), and the cotangents of
//! uniform values are carried to the parameters, layer by layer.
//!
//! Where a layer measures the batch, samples meet: the walk stops before it in every tile, and goes
//! on when the moments are known. On the way back it stops at the same place, until all that
//! reaches the samples through the moments is known too.
//!
//! ```text
//! data ──▶ stretch ──▶ meeting: moments ──▶ stretch ──▶ base
//!      ◀── stretch ◀── meeting: x̄ᵢ += … ◀── stretch ◀──┘
//! ```
//! Where the tape of a tile is gone by then, a stretch is walked out again before it is walked back,
//! from the values with which the tile has entered it. A chain whose tape is long is walked by stretches
//! too, tile by tile ([`super::checkpoints`]).

use std::ops::Range;
use std::sync::Arc;

use super::batch_statistics::{Moments, measured};
use super::checkpoints::{Checkpoints, Walked};
use super::reductions::has_windows;
use super::sums::{Sizes, Sums};
use super::walk::{Phase, Stretch, Tile};
use crate::engine::images::Images;
use crate::engine::program::Program;
use crate::engine::workers::{Pieces, Workers, take};
use crate::model::description::{Direction, Member};
use crate::model::layout::Meeting;
use crate::noise::Noise;
use crate::numeric::Real;
use crate::numeric::kernels::AlignedVec;

/// The most numbers of tape that a tile summed by itself keeps for a row: 64 MB for 16 rows in single
/// precision. Longer chains are walked by stretches, which takes about a quarter more time and a fraction of
/// the memory.
const MOST_TAPE: usize = 1 << 20;

/// Memory for the gradients of batches of at most a given number of rows.
pub struct Gradient<T: Real> {
    rows: usize,
    log_prob: Vec<T>,
    arguments: bool,
    event: Vec<T>,
    context: Vec<T>,
    /// The values that tiles take along from stretch to stretch; empty where there is one.
    carried: AlignedVec<T>,
    /// Rows of it.
    carried_rows: usize,
    sums: Sums<T>,
    /// The walks of a tile whose tape would be too long.
    checkpoints: Option<Arc<Checkpoints>>,
}

/// A batch: which of some standardised rows, and their weights.
#[derive(Clone, Copy)]
pub struct Batch<'a, T> {
    /// All rows, `[n, size]`.
    pub events: &'a [T],
    /// All rows where they are images, in place of `events`.
    pub images: Option<&'a Images>,
    /// Their contexts, `[n, context]`.
    pub contexts: &'a [T],
    /// Numbers of the batch's rows, in order.
    pub rows: &'a [usize],
    /// w, of each of these rows.
    pub weights: &'a [T],
    /// The random numbers that switch units off, and the step; nothing outside of training.
    pub dropout: Option<(&'a Noise, u64)>,
}

impl<T: Real> Gradient<T> {
    /// For batches of at most `rows` rows. `arguments` says whether cotangents of `x` and the
    /// context are wanted too.
    pub fn new<P: Program<T>>(flow: &P, rows: usize, arguments: bool, workers: &Workers) -> Self {
        Self::with_most_tape(flow, rows, arguments, workers, MOST_TAPE)
    }

    /// The same with at most so many numbers of tape for a row where tiles are summed by themselves, or
    /// those of one layer.
    pub fn with_most_tape<P: Program<T>>(
        flow: &P,
        rows: usize,
        arguments: bool,
        workers: &Workers,
        most: usize,
    ) -> Self {
        let (d, layout) = (flow.program_member(), flow.program_state().layout());
        let checkpoints = checkpoints::<P, T>(flow, most);
        let (tape, beside) = match &checkpoints {
            Some(checkpoints) => (&checkpoints.layout, checkpoints.kept() * carried_rows(d)),
            None => (&**layout, 0),
        };
        let sums = Sums::laid_out(flow, tape, beside, (Direction::Density, rows, workers));
        let padded = rows.next_multiple_of(sums.lanes());
        let kept = |elements: usize| vec![T::ZERO; if arguments { padded * elements } else { 0 }];
        let (size, context) = (d.size(), d.context);
        let carried = if layout.meetings.is_empty() { 0 } else { padded * carried_rows(d) };
        Gradient {
            rows: 0,
            log_prob: vec![T::ZERO; padded],
            arguments,
            event: kept(size),
            context: kept(context),
            carried: AlignedVec::zeroed(carried),
            carried_rows: carried_rows(d),
            sums,
            checkpoints,
        }
    }

    /// Bytes of memory that batches of so many rows need, beside the rows.
    pub fn bytes<P: Program<T>>(flow: &P, rows: usize, workers: &Workers) -> u64 {
        let (d, layout) = (flow.program_member(), flow.program_state().layout());
        let checkpoints = checkpoints::<P, T>(flow, MOST_TAPE);
        let (tape, beside) = match &checkpoints {
            Some(checkpoints) => (&checkpoints.layout, checkpoints.kept() * carried_rows(d)),
            None => (&**layout, 0),
        };
        let sizes = Sizes::of::<T, P>(flow, tape, (Direction::Density, rows, workers));
        sizes.bytes::<T>(beside, flow.program_description().scratch, workers)
    }

    /// Computes everything for one batch of at least one row, by the statistics that the flow has.
    pub fn run<P: Program<T>>(&mut self, flow: &P, batch: Batch<'_, T>, workers: &Workers) {
        self.sums.clear();
        match self.checkpoints.clone() {
            Some(checkpoints) => self.all_walks(flow, batch, &checkpoints.walks, true, &[], workers),
            None => {
                let layers = flow.program_state().layout().chain();
                self.walk(flow, batch, &Stretch { layers, first: true, phase: Phase::Turn }, &[], workers);
            }
        }
    }

    /// Computes the same by the statistics of the batch, which layers that have some then keep, and
    /// with the cotangents through them.
    pub fn train<P: Program<T>>(&mut self, flow: &mut P, batch: Batch<'_, T>, workers: &Workers) {
        let layout = flow.program_state().layout().clone();
        let meetings: Vec<&Meeting> = layout.meetings.iter().filter(|m| m.is_statistic()).collect();
        if meetings.is_empty() {
            return self.run(flow, batch, workers);
        }
        self.sums.clear();
        let mut end = layout.chain().end;
        // From base to data, as meetings are: the values that enter each, and their moments.
        let mut entered = Vec::new();
        for (k, meeting) in meetings.iter().rev().enumerate() {
            let moments = self.entering(flow, batch, meeting, meeting.layer + 1..end, k == 0, workers);
            measured(flow, meeting, &moments, false);
            entered.insert(0, (self.carried.to_vec(), moments));
            end = meeting.layer + 1;
        }
        let turn = Stretch { layers: layout.chain().start..end, first: false, phase: Phase::Turn };
        self.walk(flow, batch, &turn, &[], workers);
        let phase = if self.sums.are_by_tile() { Phase::Again } else { Phase::Back };
        for (k, meeting) in meetings.iter().enumerate() {
            let (values, moments) = &entered[k];
            self.through_statistics(meeting, values, moments);
            let next = meetings.get(k + 1);
            let layers = meeting.layer + 1..next.map_or(layout.chain().end, |next| next.layer + 1);
            let before = entered.get(k + 1).map_or(&[][..], |(values, _)| values);
            self.walk(flow, batch, &Stretch { layers, first: next.is_none(), phase }, before, workers);
        }
    }

    /// Walks some layers from data to base, from the data themselves or from where the walk before
    /// ended: the moments of what comes out, over the batch. Of a grid whose positions are treated alike
    /// they are those of each channel, over the positions too.
    pub fn entering<P: Program<T>>(
        &mut self,
        flow: &P,
        batch: Batch<'_, T>,
        meeting: &Meeting,
        layers: Range<usize>,
        first: bool,
        workers: &Workers,
    ) -> Moments {
        self.walk(flow, batch, &Stretch { layers, first, phase: Phase::Out }, &[], workers);
        let measured = meeting.measured();
        let values = self.samples(meeting.rows).map(|(f, at)| (f % measured, self.carried[at].to_f64()));
        Moments::of(values, measured, self.rows * meeting.rows / measured)
    }

    /// Where the first numbers of each sample are carried: elements and places, sample by sample.
    fn samples(&self, size: usize) -> impl Iterator<Item = (usize, usize)> + Clone + use<T> {
        let lanes = self.sums.lanes();
        let tile = self.carried_rows * lanes;
        (0..self.rows).flat_map(move |row| (0..size).map(move |f| (f, row / lanes * tile + f * lanes + row % lanes)))
    }

    /// Adds to the cotangents of what entered a layer what reaches it through the moments m and v,
    /// with which the layer's gradient is done: `x̄ᵢ += m̄ / n + 2 v̄ (xᵢ − m) / n`. Moments are
    /// not learned, so their own cotangents end here.
    fn through_statistics(&mut self, meeting: &Meeting, entered: &[T], moments: &Moments) {
        let measured = meeting.measured();
        let mut take = |range: Option<Range<usize>>| -> Vec<f64> {
            let Some(range) = range else { return vec![0.0; measured] };
            self.sums.cotangents()[range].iter_mut().map(|c| std::mem::replace(c, T::ZERO).to_f64()).collect()
        };
        let (of_mean, of_variance) = (take(meeting.mean()), take(meeting.variance()));
        let n = (self.rows * meeting.rows / measured) as f64;
        for (f, at) in self.samples(meeting.rows).map(|(f, at)| (f % measured, at)) {
            let away = entered[at].to_f64() - moments.mean[f];
            self.carried[at] += T::from_f64((of_mean[f] + 2.0 * of_variance[f] * away) / n);
        }
    }

    /// `log p` of each standardised row.
    pub fn log_prob(&self) -> &[T] {
        &self.log_prob[..self.rows]
    }

    /// The gradient by the parameters.
    pub fn parameters(&self) -> &[T] {
        self.sums.parameters()
    }

    /// The gradient by the parameters, to be clipped.
    pub fn parameters_mut(&mut self) -> &mut [T] {
        self.sums.parameters_mut()
    }

    /// The gradient by each standardised row, `[rows, size]`, where wanted.
    pub fn event(&self) -> &[T] {
        &self.event
    }

    /// The gradient by each standardised context, `[rows, context]`, where wanted.
    pub fn context(&self) -> &[T] {
        &self.context
    }

    /// Walks a stretch in every tile. `entered` are the values with which they have entered it, where
    /// it is walked out again.
    fn walk<P: Program<T>>(
        &mut self,
        flow: &P,
        batch: Batch<'_, T>,
        stretch: &Stretch,
        entered: &[T],
        workers: &Workers,
    ) {
        // On the way out, stretches that share a tape are walked one after another.
        let Some(checkpoints) = &self.checkpoints else {
            return self.all_walks(flow, batch, &[stretch.clone().into()], false, entered, workers);
        };
        for part in checkpoints.parts(stretch) {
            self.all_walks(flow, batch, &[part.into()], false, entered, workers);
        }
    }

    /// Does some walks of every tile, one after another: one walk, or those `between` checkpoints.
    fn all_walks<P: Program<T>>(
        &mut self,
        flow: &P,
        batch: Batch<'_, T>,
        walks: &[Walked],
        between: bool,
        entered: &[T],
        workers: &Workers,
    ) {
        self.rows = batch.rows.len();
        let d = flow.program_member();
        let lanes = self.sums.lanes();
        let (event, context) = if self.arguments { (d.size() * lanes, d.context * lanes) } else { (0, 0) };
        let carried = if self.carried.is_empty() { 0 } else { self.carried_rows * lanes };
        let entered_len = if entered.is_empty() { 0 } else { carried };
        let tiles = Tiles {
            batch,
            lanes,
            lens: Lens { event, context, carried, entered: entered_len },
            log_prob: &mut self.log_prob,
            event: &mut self.event,
            context: &mut self.context,
            carried: &mut self.carried,
            entered,
        };
        let layout = flow.program_state().layout();
        let completes = |walked: &Walked, layer| walked.stretch.completes(layer, layout);
        let checkpoints = self.checkpoints.as_deref();
        let of_tape = checkpoints.map_or(&**layout, |checkpoints| &checkpoints.layout);
        let work = |tile: &mut Tile<'_, T>, walked: &Walked, tape: &mut [T], kept: &mut [T]| match checkpoints {
            Some(checkpoints) if between => checkpoints.run(flow, tile, walked, tape, kept),
            _ => tile.again().run(flow, of_tape, &walked.stretch, tape),
        };
        self.sums.run(flow, tiles, self.rows, walks, completes, workers, work);
    }
}

/// Tiles of a batch, with the parts of everything that a walk of them writes.
struct Tiles<'a, T> {
    batch: Batch<'a, T>,
    lanes: usize,
    /// Lengths of one tile's parts.
    lens: Lens,
    log_prob: &'a mut [T],
    event: &'a mut [T],
    context: &'a mut [T],
    carried: &'a mut [T],
    entered: &'a [T],
}

#[derive(Clone, Copy)]
struct Lens {
    event: usize,
    context: usize,
    carried: usize,
    entered: usize,
}

impl<'a, T: Real> Pieces for Tiles<'a, T> {
    type Piece = Tile<'a, T>;

    fn count(&self) -> usize {
        self.batch.rows.len().div_ceil(self.lanes)
    }

    fn cut(self, at: usize) -> (Self, Self) {
        let Tiles { batch, lanes, lens, mut log_prob, mut event, mut context, mut carried, entered } = self;
        let samples = (at * lanes).min(batch.rows.len());
        let (rows, rows_after) = batch.rows.split_at(samples);
        let (weights, weights_after) = batch.weights.split_at(samples);
        let (entered, entered_after) = entered.split_at(at * lens.entered);
        let first = Tiles {
            batch: Batch { rows, weights, ..batch },
            lanes,
            lens,
            log_prob: take(&mut log_prob, at * lanes),
            event: take(&mut event, at * lens.event),
            context: take(&mut context, at * lens.context),
            carried: take(&mut carried, at * lens.carried),
            entered,
        };
        let batch = Batch { rows: rows_after, weights: weights_after, ..batch };
        (first, Tiles { batch, lanes, lens, log_prob, event, context, carried, entered: entered_after })
    }

    /// The first of them; buffers are as long as those of the largest batch.
    fn only(self) -> Tile<'a, T> {
        let (Tiles { batch, lanes, log_prob, event, context, carried, entered, .. }, _) = self.cut(1);
        Tile { batch, lanes, log_prob, event, context, carried, entered }
    }
}

/// The stretches in which a chain is walked whose tape has more than so many numbers for a row.
fn checkpoints<P: Program<T>, T: Real>(flow: &P, most: usize) -> Option<Arc<Checkpoints>> {
    let layout = flow.program_state().layout();
    // Where samples meet, the chain is in stretches already.
    let meets = layout.meetings.iter().any(Meeting::is_statistic);
    let long = has_windows(flow.program_description()) && !meets && layout.density_tape > most;
    long.then(|| Arc::new(Checkpoints::new(layout, most)))
}

/// Rows that a tile takes along: value, log-determinant and the context as layers read it.
fn carried_rows(d: &Member) -> usize {
    d.size() + 1 + d.read_context()
}
