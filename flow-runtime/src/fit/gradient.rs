//! The gradient of `Σ w · log p(x)` over a batch, in two phases.
//!
//! Phase one goes tile by tile: the density direction keeps on the tape what the cotangents need, then walks back and leaves there
//! the cotangents that weight gradients are made of. Phase two sums over the samples of the whole batch ([`super::reductions`]) and
//! carries the cotangents of uniform values to the parameters, layer by layer. No thread holds a gradient of its own.

use std::marker::PhantomData;
use std::sync::Mutex;

use super::reductions::{Job, Scratch, density_jobs, reduce};
use super::workers::Workers;
use crate::chain::{Chain, Direction, carve};
use crate::evaluate::LANES;
use crate::isa::{Isa, Segment, dispatch};
use crate::kernels::{AlignedVec, Tape};
use crate::program::Program;
use crate::real::Real;
use crate::workspace::with_workspace;

/// Memory for the gradients of batches of at most a given number of rows.
pub struct Gradient<T: Real> {
    lanes: usize,
    rows: usize,
    tape: AlignedVec<T>,
    log_prob: Vec<T>,
    arguments: bool,
    event: Vec<T>,
    context: Vec<T>,
    cotangents: AlignedVec<T>,
    parameters: usize,
    jobs: Vec<Job>,
    scratch: Vec<Mutex<Scratch<T>>>,
}

/// A batch: which of some standardised rows, and their weights.
#[derive(Clone, Copy)]
pub struct Batch<'a, T> {
    /// All rows, `[n, size]`.
    pub events: &'a [T],
    /// Their contexts, `[n, context]`.
    pub contexts: &'a [T],
    /// Numbers of the batch's rows, in order.
    pub rows: &'a [usize],
    /// w, of each of these rows.
    pub weights: &'a [T],
}

impl<T: Real> Gradient<T> {
    /// For batches of at most `rows` rows. `arguments` says whether cotangents of `x` and the context are wanted too.
    pub fn new<P: Program<T>>(flow: &P, rows: usize, arguments: bool, workers: &Workers) -> Self {
        let (description, layout) = (P::description(), flow.state().layout());
        let lanes = rows.clamp(1, LANES);
        let padded = rows.next_multiple_of(lanes);
        let kept = |elements: usize| vec![T::ZERO; if arguments { padded * elements } else { 0 }];
        Gradient {
            lanes,
            rows: 0,
            tape: AlignedVec::zeroed(padded * layout.density_tape),
            log_prob: vec![T::ZERO; padded],
            arguments,
            event: kept(description.size()),
            context: kept(description.context),
            cotangents: AlignedVec::zeroed(layout.parameters + layout.uniforms),
            parameters: layout.parameters,
            jobs: density_jobs(description, layout),
            scratch: (0..workers.count()).map(|_| Mutex::default()).collect(),
        }
    }

    /// Computes everything for one batch of at least one row.
    pub fn run<P: Program<T>>(&mut self, flow: &P, batch: Batch<'_, T>, workers: &Workers) {
        self.rows = batch.rows.len();
        self.walk_tiles(flow, batch, workers);
        let layout = flow.state().layout();
        let tape =
            Tape { data: &self.tape, tile: layout.density_tape * self.lanes, lanes: self.lanes, samples: self.rows };
        self.cotangents.fill(T::ZERO);
        reduce(&self.jobs, &mut self.cotangents, tape, &self.scratch, workers);
        self.uniform_vjp(flow, workers);
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

    fn walk_tiles<P: Program<T>>(&mut self, flow: &P, batch: Batch<'_, T>, workers: &Workers) {
        let d = P::description();
        let (lanes, tape_len) = (self.lanes, flow.state().layout().density_tape * self.lanes);
        let (event_len, context_len) = if self.arguments { (d.size() * lanes, d.context * lanes) } else { (0, 0) };
        let (mut tape, mut log_prob) = (&mut *self.tape, &mut *self.log_prob);
        let (mut event, mut context) = (&mut *self.event, &mut *self.context);
        let mut tiles = Vec::with_capacity(batch.rows.len().div_ceil(lanes));
        for (rows, weights) in batch.rows.chunks(lanes).zip(batch.weights.chunks(lanes)) {
            tiles.push(Tile {
                batch: Batch { rows, weights, ..batch },
                lanes,
                tape: take(&mut tape, tape_len),
                log_prob: take(&mut log_prob, lanes),
                event: take(&mut event, event_len),
                context: take(&mut context, context_len),
            });
        }
        workers.each(tiles, |tile| tile.run(flow));
    }

    fn uniform_vjp<P: Program<T>>(&mut self, flow: &P, workers: &Workers) {
        let state = flow.state();
        let layout = state.layout();
        let (mut cotangents, mut uniforms) = self.cotangents.split_at_mut(self.parameters);
        let mut layers = Vec::with_capacity(layout.layers.len());
        for placed in &layout.layers {
            let cotangent = take(&mut cotangents, placed.parameters.len());
            let uniform = take(&mut uniforms, placed.uniforms.len());
            if !uniform.is_empty() {
                let parameters = &state.parameters()[placed.parameters.clone()];
                let layer = placed.declared;
                layers.push(UniformVjp::<T, P> { layer, parameters, uniform, cotangent, flow: PhantomData });
            }
        }
        workers.each(layers, dispatch);
    }
}

/// The first `len` elements, which leave `from`.
fn take<'a, T>(from: &mut &'a mut [T], len: usize) -> &'a mut [T] {
    let (part, rest) = std::mem::take(from).split_at_mut(len);
    *from = rest;
    part
}

/// One tile of a batch, with its part of everything that phase one writes.
struct Tile<'a, T> {
    batch: Batch<'a, T>,
    lanes: usize,
    tape: &'a mut [T],
    log_prob: &'a mut [T],
    event: &'a mut [T],
    context: &'a mut [T],
}

impl<T: Real> Tile<'_, T> {
    fn run<P: Program<T>>(self, flow: &P) {
        let (d, state) = (P::description(), flow.state());
        let (size, context, lanes) = (d.size(), d.read_context(), self.lanes);
        // Where there is an embedding, the given context is a buffer of its own.
        let given = if d.embedded > 0 { d.context } else { 0 };
        let rows = [size, size, context, context, given, given, 1, d.scratch];
        with_workspace(rows.iter().sum::<usize>() * lanes, |work| {
            let [current, other, context_tile, context_cotangent, given_tile, given_cotangent, ladj, scratch] =
                carve(work, lanes, rows);
            gather(self.batch.events, self.batch.rows, size, lanes, current);
            let raw = if given > 0 { &mut *given_tile } else { &mut *context_tile };
            gather(self.batch.contexts, self.batch.rows, d.context, lanes, raw);
            context_cotangent.fill(T::ZERO);
            ladj.fill(T::ZERO);
            let mut chain = Chain {
                layout: state.layout(),
                segment: 0..state.layout().chain,
                direction: Direction::Density,
                lanes,
                parameters: state.parameters(),
                prepared: state.prepared(),
                given: given_tile,
                context: context_tile,
                current,
                other,
                ladj,
                scratch,
                tape: self.tape,
                context_cotangent,
                given_cotangent,
                dropout: None,
                probe: None,
            };
            let weights = self.batch.weights;
            dispatch(Walk::<T, P> { chain: &mut chain, log_prob: self.log_prob, weights, flow: PhantomData });
            scatter(chain.current, size, lanes, self.event);
            let of_context = if given > 0 { chain.given_cotangent } else { chain.context_cotangent };
            scatter(of_context, d.context, lanes, self.context);
        });
    }
}

/// Chosen rows as a feature-major tile; lanes beyond them repeat the last.
fn gather<T: Real>(rows: &[T], chosen: &[usize], size: usize, lanes: usize, tile: &mut [T]) {
    let last = chosen.len() - 1;
    for lane in 0..lanes {
        let row = &rows[chosen[lane.min(last)] * size..][..size];
        row.iter().enumerate().for_each(|(f, x)| tile[f * lanes + lane] = *x);
    }
}

/// A feature-major tile as rows, where there is room for them.
fn scatter<T: Real>(tile: &[T], size: usize, lanes: usize, rows: &mut [T]) {
    for (lane, row) in rows.chunks_mut(size.max(1)).enumerate() {
        row.iter_mut().enumerate().for_each(|(f, x)| *x = tile[f * lanes + lane]);
    }
}

/// Phase one of a tile.
struct Walk<'c, 'a, T, P> {
    chain: &'c mut Chain<'a, T>,
    log_prob: &'c mut [T],
    /// w of the samples; lanes beyond them are padding.
    weights: &'c [T],
    flow: PhantomData<P>,
}

impl<T: Real, P: Program<T>> Segment for Walk<'_, '_, T, P> {
    type Output = ();

    #[inline(always)]
    fn run<I: Isa>(self, isa: I) {
        let chain = self.chain;
        if let Some(layer) = chain.embedding() {
            P::embed_tape(isa, layer);
        }
        P::walk_inverse_tape(isa, chain);
        P::log_prob_tape(isa, chain.base());
        self.log_prob.copy_from_slice(chain.ladj);
        // log p = log p(z) + ladj, so one number is the cotangent of both.
        let (samples, padding) = chain.ladj.split_at_mut(self.weights.len());
        samples.copy_from_slice(self.weights);
        padding.fill(T::ZERO);
        P::log_prob_vjp(isa, chain.base());
        P::walk_inverse_vjp(isa, chain);
        if let Some(layer) = chain.embedding_vjp() {
            P::embed_vjp(isa, layer);
        }
    }
}

struct UniformVjp<'a, T, P> {
    layer: usize,
    parameters: &'a [T],
    uniform: &'a [T],
    cotangent: &'a mut [T],
    flow: PhantomData<P>,
}

impl<T: Real, P: Program<T>> Segment for UniformVjp<'_, T, P> {
    type Output = ();

    #[inline(always)]
    fn run<I: Isa>(self, isa: I) {
        P::uniform_vjp(isa, self.layer, self.parameters, self.uniform, self.cotangent);
    }
}
