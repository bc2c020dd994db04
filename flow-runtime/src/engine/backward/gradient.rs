//! The gradient of `Σ w · log p(x)` over a batch, in two phases.
//!
//! Phase one goes tile by tile: the density direction keeps on the tape what the cotangents need,
//! then walks back and leaves there the cotangents that weight gradients are made of. Phase two
//! sums over the samples of the whole batch ([`super::reductions`]) and carries the cotangents of
//! uniform values to the parameters, layer by layer. No thread holds a gradient of its own.
//!
//! Where a layer measures the batch, samples meet: the walk stops before it in every tile, and goes
//! on when the moments are known. On the way back it stops at the same place, until all that
//! reaches the samples through the moments is known too.
//!
//! ```text
//! data ──▶ stretch ──▶ meeting: moments ──▶ stretch ──▶ base
//!      ◀── stretch ◀── meeting: x̄ᵢ += … ◀── stretch ◀──┘
//! ```

use std::ops::Range;

use super::batch_statistics::{Moments, measured};
use super::reductions::Reductions;
use super::walk::{Phase, Stretch, Tile};
use crate::engine::batch::lanes_among;
use crate::engine::images::Images;
use crate::engine::program::Program;
use crate::engine::workers::{Pieces, Workers};
use crate::model::description::Direction;
use crate::model::description::Member;
use crate::model::layout::{Layout, Meeting, Placed};
use crate::noise::Noise;
use crate::numeric::Real;
use crate::numeric::isa::{Isa, Segment, dispatch};
use crate::numeric::kernels::{AlignedVec, Tape};

/// Memory for the gradients of batches of at most a given number of rows.
pub struct Gradient<T: Real> {
    lanes: usize,
    rows: usize,
    tape: AlignedVec<T>,
    log_prob: Vec<T>,
    arguments: bool,
    event: Vec<T>,
    context: Vec<T>,
    /// The values that tiles take along from stretch to stretch; empty where there is one.
    carried: AlignedVec<T>,
    /// Rows of it.
    carried_rows: usize,
    cotangents: AlignedVec<T>,
    parameters: usize,
    reductions: Reductions,
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
        let (d, layout) = (flow.program_member(), flow.program_state().layout());
        let lanes = lanes_among::<T>(d, layout, rows, workers.count());
        let padded = rows.next_multiple_of(lanes);
        let kept = |elements: usize| vec![T::ZERO; if arguments { padded * elements } else { 0 }];
        let (size, context) = (d.size(), d.context);
        let carried = if layout.meetings.is_empty() { 0 } else { padded * carried_rows(d) };
        Gradient {
            lanes,
            rows: 0,
            tape: AlignedVec::zeroed(padded * layout.density_tape),
            log_prob: vec![T::ZERO; padded],
            arguments,
            event: kept(size),
            context: kept(context),
            carried: AlignedVec::zeroed(carried),
            carried_rows: carried_rows(d),
            cotangents: AlignedVec::zeroed(layout.parameters + layout.uniforms),
            parameters: layout.parameters,
            reductions: Reductions::new::<T>(
                flow.program_description(),
                layout,
                Direction::Density,
                lanes,
                workers.count(),
            ),
        }
    }

    /// Computes everything for one batch of at least one row, by the statistics that the flow has.
    pub fn run<P: Program<T>>(&mut self, flow: &P, batch: Batch<'_, T>, workers: &Workers) {
        let layout = flow.program_state().layout().clone();
        self.reductions.clear(&mut self.cotangents);
        self.walk(flow, batch, &Stretch { layers: layout.chain(), first: true, phase: Phase::Turn }, workers);
        self.reduce(flow, 0..layout.layers.len(), workers);
    }

    /// Computes the same by the statistics of the batch, which layers that have some then keep, and
    /// with the cotangents through them.
    pub fn train<P: Program<T>>(&mut self, flow: &mut P, batch: Batch<'_, T>, workers: &Workers) {
        let layout = flow.program_state().layout().clone();
        let meetings: Vec<&Meeting> = layout.meetings.iter().filter(|m| m.is_statistic()).collect();
        if meetings.is_empty() {
            return self.run(flow, batch, workers);
        }
        self.reductions.clear(&mut self.cotangents);
        let size = flow.program_member().size();
        let mut end = layout.chain().end;
        let mut entered = Vec::new();
        for (k, meeting) in meetings.iter().rev().enumerate() {
            let moments = self.entering(flow, batch, meeting, meeting.layer + 1..end, k == 0, workers);
            measured(flow, meeting, &moments, false);
            entered.push((self.carried.to_vec(), moments));
            end = meeting.layer + 1;
        }
        self.walk(
            flow,
            batch,
            &Stretch { layers: layout.chain().start..end, first: false, phase: Phase::Turn },
            workers,
        );
        self.reduce(flow, 0..end, workers);
        for (k, meeting) in meetings.iter().enumerate() {
            let (values, moments) = &entered[meetings.len() - 1 - k];
            self.through_statistics(meeting, values, moments, size);
            let end = meetings.get(k + 1).map_or(layout.chain().end, |next| next.layer + 1);
            let (layers, first) = (meeting.layer + 1..end, k + 1 == meetings.len());
            self.walk(flow, batch, &Stretch { layers: layers.clone(), first, phase: Phase::Back }, workers);
            // An embedding comes after the chain, and is done when the data are reached.
            self.reduce(flow, layers.start..if first { layout.layers.len() } else { end }, workers);
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
        self.walk(flow, batch, &Stretch { layers, first, phase: Phase::Out }, workers);
        let (size, measured) = (flow.program_member().size(), meeting.measured());
        let values = self.samples(size).map(|(f, at)| (f % measured, self.carried[at].to_f64()));
        Moments::of(values, measured, self.rows * size / measured)
    }

    /// Where the numbers of each sample are carried: elements and places, sample by sample.
    fn samples(&self, size: usize) -> impl Iterator<Item = (usize, usize)> + Clone + use<T> {
        let (lanes, tile) = (self.lanes, self.carried_rows * self.lanes);
        (0..self.rows).flat_map(move |row| (0..size).map(move |f| (f, row / lanes * tile + f * lanes + row % lanes)))
    }

    /// Adds to the cotangents of what entered a layer what reaches it through the moments m and v,
    /// with which the layer's gradient is done: `x̄ᵢ += m̄ / n + 2 v̄ (xᵢ − m) / n`. Moments are
    /// not learned, so their own cotangents end here.
    fn through_statistics(&mut self, meeting: &Meeting, entered: &[T], moments: &Moments, size: usize) {
        let measured = meeting.measured();
        let mut take = |range: Option<Range<usize>>| -> Vec<f64> {
            let Some(range) = range else { return vec![0.0; measured] };
            self.cotangents[range].iter_mut().map(|c| std::mem::replace(c, T::ZERO).to_f64()).collect()
        };
        let (of_mean, of_variance) = (take(meeting.mean()), take(meeting.variance()));
        let n = (self.rows * size / measured) as f64;
        for (f, at) in self.samples(size).map(|(f, at)| (f % measured, at)) {
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
        &self.cotangents[..self.parameters]
    }

    /// The gradient by the parameters, to be clipped.
    pub fn parameters_mut(&mut self) -> &mut [T] {
        &mut self.cotangents[..self.parameters]
    }

    /// The gradient by each standardised row, `[rows, size]`, where wanted.
    pub fn event(&self) -> &[T] {
        &self.event
    }

    /// The gradient by each standardised context, `[rows, context]`, where wanted.
    pub fn context(&self) -> &[T] {
        &self.context
    }

    fn walk<P: Program<T>>(&mut self, flow: &P, batch: Batch<'_, T>, stretch: &Stretch, workers: &Workers) {
        self.rows = batch.rows.len();
        let d = flow.program_member();
        let (lanes, tape_len) = (self.lanes, flow.program_state().layout().density_tape * self.lanes);
        let (event_len, context_len) = if self.arguments { (d.size() * lanes, d.context * lanes) } else { (0, 0) };
        let carried_len = if self.carried.is_empty() { 0 } else { carried_rows(d) * lanes };
        let tiles = Tiles {
            batch,
            lanes,
            lens: Lens { tape: tape_len, event: event_len, context: context_len, carried: carried_len },
            tape: &mut self.tape,
            log_prob: &mut self.log_prob,
            event: &mut self.event,
            context: &mut self.context,
            carried: &mut self.carried,
        };
        workers.share(tiles, |tile| tile.run(flow, stretch));
    }

    /// Phase two for some layers.
    fn reduce<P: Program<T>>(&mut self, flow: &P, layers: Range<usize>, workers: &Workers) {
        let layout = flow.program_state().layout();
        let tape =
            Tape { data: &self.tape, tile: layout.density_tape * self.lanes, lanes: self.lanes, samples: self.rows };
        sum_up(flow, &self.reductions, layers, &mut self.cotangents, tape, workers);
    }
}

/// Sums over the samples of a batch what some layers left on the tape, and carries the cotangents
/// of uniform values to the parameters. `store` is `[parameters | uniform values]`.
pub(crate) fn sum_up<T: Real, P: Program<T>>(
    flow: &P,
    reductions: &Reductions,
    layers: Range<usize>,
    store: &mut [T],
    tape: Tape<'_, T>,
    workers: &Workers,
) {
    reductions.run(layers.clone(), store, tape, workers);
    let layout: &Layout = flow.program_state().layout();
    let (cotangents, uniforms) = store.split_at_mut(layout.parameters);
    let all = Uniforms { first: 0, placed: &layout.layers, cotangents, uniforms };
    workers.share(all, |(k, placed, cotangent, uniform)| {
        if layers.contains(&k) && !uniform.is_empty() {
            let parameters = &flow.program_state().parameters()[placed.parameters.clone()];
            let layer = placed.declared;
            dispatch(UniformVjp { layer, parameters, uniform, cotangent, flow });
        }
    });
}

/// Tiles of a batch, with the parts of everything that a walk of them writes.
struct Tiles<'a, T> {
    batch: Batch<'a, T>,
    lanes: usize,
    /// Lengths of one tile's parts.
    lens: Lens,
    tape: &'a mut [T],
    log_prob: &'a mut [T],
    event: &'a mut [T],
    context: &'a mut [T],
    carried: &'a mut [T],
}

#[derive(Clone, Copy)]
struct Lens {
    tape: usize,
    event: usize,
    context: usize,
    carried: usize,
}

impl<'a, T: Real> Pieces for Tiles<'a, T> {
    type Piece = Tile<'a, T>;

    fn count(&self) -> usize {
        self.batch.rows.len().div_ceil(self.lanes)
    }

    fn cut(self, at: usize) -> (Self, Self) {
        let Tiles { batch, lanes, lens, mut tape, mut log_prob, mut event, mut context, mut carried } = self;
        let samples = (at * lanes).min(batch.rows.len());
        let (rows, rows_after) = batch.rows.split_at(samples);
        let (weights, weights_after) = batch.weights.split_at(samples);
        let first = Tiles {
            batch: Batch { rows, weights, ..batch },
            lanes,
            lens,
            tape: take(&mut tape, at * lens.tape),
            log_prob: take(&mut log_prob, at * lanes),
            event: take(&mut event, at * lens.event),
            context: take(&mut context, at * lens.context),
            carried: take(&mut carried, at * lens.carried),
        };
        let batch = Batch { rows: rows_after, weights: weights_after, ..batch };
        (first, Tiles { batch, lanes, lens, tape, log_prob, event, context, carried })
    }

    /// The first of them; buffers are as long as those of the largest batch.
    fn only(self) -> Tile<'a, T> {
        let (Tiles { batch, lanes, tape, log_prob, event, context, carried, .. }, _) = self.cut(1);
        Tile { batch, lanes, tape, log_prob, event, context, carried }
    }
}

/// Layers that follow one another, with the cotangents of their parameters and uniform values.
struct Uniforms<'a, T> {
    first: usize,
    placed: &'a [Placed],
    cotangents: &'a mut [T],
    uniforms: &'a mut [T],
}

impl<'a, T: Real> Pieces for Uniforms<'a, T> {
    /// The layer's number and place, the cotangents of its parameters and of its uniform values.
    type Piece = (usize, &'a Placed, &'a mut [T], &'a mut [T]);

    fn count(&self) -> usize {
        self.placed.len()
    }

    fn cut(self, at: usize) -> (Self, Self) {
        let Uniforms { first, placed, mut cotangents, mut uniforms } = self;
        let (here, after) = placed.split_at(at);
        let these = Uniforms {
            first,
            placed: here,
            cotangents: take(&mut cotangents, here.iter().map(|p| p.parameters.len()).sum()),
            uniforms: take(&mut uniforms, here.iter().map(|p| p.uniforms.len()).sum()),
        };
        (these, Uniforms { first: first + at, placed: after, cotangents, uniforms })
    }

    fn only(self) -> Self::Piece {
        (self.first, &self.placed[0], self.cotangents, self.uniforms)
    }
}

/// Rows that a tile takes along: value, log-determinant and the context as layers read it.
fn carried_rows(d: &Member) -> usize {
    d.size() + 1 + d.read_context()
}

/// The first `len` elements, which leave `from`.
pub(crate) fn take<'a, T>(from: &mut &'a mut [T], len: usize) -> &'a mut [T] {
    let (part, rest) = std::mem::take(from).split_at_mut(len);
    *from = rest;
    part
}

struct UniformVjp<'a, T, P> {
    layer: usize,
    parameters: &'a [T],
    uniform: &'a [T],
    cotangent: &'a mut [T],
    flow: &'a P,
}

impl<T: Real, P: Program<T>> Segment for UniformVjp<'_, T, P> {
    type Output = ();

    #[inline(always)]
    fn run<I: Isa>(self, isa: I) {
        self.flow.layer_uniform_vjp(isa, self.layer, self.parameters, self.uniform, self.cotangent);
    }
}
