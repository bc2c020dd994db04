//! One tile of a batch on its way through a stretch of the chain and back.

use std::ops::Range;

use super::gradient::Batch;
use crate::engine::buffers::{Buffers, Walks};
use crate::engine::chain::{Chain, Dropout};
use crate::engine::program::Program;
use crate::model::description::Direction;
use crate::model::layout::Layout;
use crate::numeric::Real;
use crate::numeric::isa::{Isa, Segment, dispatch};
use crate::numeric::workspace::with_workspace;

/// The work on a stretch of layers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// Towards the base, keeping what the cotangents need.
    Out,
    /// Towards the base and to the base itself, and back.
    Turn,
    /// Back.
    Back,
    /// Towards the base again, since the tape has held other tiles since, and back.
    Again,
}

/// A stretch of layers between two points where the samples of a batch meet.
#[derive(Clone, Debug)]
pub struct Stretch {
    /// Its layers, by their numbers in the chain.
    pub layers: Range<usize>,
    /// True where it begins at the data.
    pub first: bool,
    /// The work on it.
    pub phase: Phase,
}

impl Stretch {
    /// True for the layers of which the tape holds all that is summed when the stretch is walked.
    pub fn completes(&self, layer: usize, layout: &Layout) -> bool {
        let span = &layout.members[0];
        // The base is where the walk turns, and the embedding is done when the data are reached.
        let is_beside =
            (layer == span.base && self.phase == Phase::Turn) || (self.first && span.embedding == Some(layer));
        self.phase != Phase::Out && (self.layers.contains(&layer) || is_beside)
    }
}

/// One tile of a batch, with its part of everything that a walk writes.
pub struct Tile<'a, T> {
    /// The rows.
    pub batch: Batch<'a, T>,
    /// Samples of a whole tile.
    pub lanes: usize,
    /// `log p`, where the walk turns.
    pub log_prob: &'a mut [T],
    /// The cotangent of x by rows, where wanted.
    pub event: &'a mut [T],
    /// The cotangent of the context by rows, where wanted.
    pub context: &'a mut [T],
    /// The values that it takes along from one stretch to the next, `[size + 1 + context, lanes]`:
    /// value and log-determinant on the way out, the cotangents of value and context on the way
    /// back. Empty where there is one stretch.
    pub carried: &'a mut [T],
    /// The values that it has carried into a stretch that is walked out again; empty at the data.
    pub entered: &'a [T],
}

impl<T: Real> Tile<'_, T> {
    /// The same tile, for one walk of several.
    pub fn again(&mut self) -> Tile<'_, T> {
        Tile {
            batch: self.batch,
            lanes: self.lanes,
            log_prob: self.log_prob,
            event: self.event,
            context: self.context,
            carried: self.carried,
            entered: self.entered,
        }
    }

    /// Walks a stretch, with room for the tile's tape, which lies as this layout says.
    pub fn run<P: Program<T>>(self, flow: &P, layout: &Layout, stretch: &Stretch, tape: &mut [T]) {
        let (d, state) = (flow.program_member(), flow.program_state());
        let (size, lanes) = (d.size(), self.lanes);
        with_workspace(Buffers::<T>::rows(d, Walks::Cotangents) * lanes, |work| {
            let mut buffers = Buffers::cut(work, d, Walks::Cotangents, lanes);
            gather(self.batch.contexts, self.batch.rows, d.context, lanes, buffers.raw_context());
            buffers.context_cotangent.fill(T::ZERO);
            buffers.ladj.fill(T::ZERO);
            if stretch.first && stretch.phase != Phase::Back {
                match self.batch.images {
                    Some(images) => images.gather(d, self.batch.rows, lanes, buffers.current),
                    None => gather(self.batch.events, self.batch.rows, size, lanes, buffers.current),
                }
            } else {
                let brought = if stretch.phase == Phase::Again { self.entered } else { &*self.carried };
                let (values, rest) = brought.split_at(size * lanes);
                buffers.current.copy_from_slice(values);
                match stretch.phase {
                    Phase::Back => buffers.context_cotangent.copy_from_slice(&rest[lanes..]),
                    _ => buffers.ladj.copy_from_slice(&rest[..lanes]),
                }
            }
            let units = layout.dropouts;
            let rows = self.batch.rows;
            let dropout = self.batch.dropout.map(|(noise, step)| Dropout { noise, step, rows, units, first: 0 });
            let mut chain = buffers.chain(state, Direction::Density, tape, dropout);
            chain.layout = layout;
            chain.segment = stretch.layers.clone();
            let (phase, first) = (stretch.phase, stretch.first);
            let (weights, log_prob, carried) = (self.batch.weights, self.log_prob, &*self.carried);
            let wanted = !self.context.is_empty();
            dispatch(Walk::<T, P> { chain: &mut chain, log_prob, weights, carried, phase, first, wanted, flow });
            if stretch.first && phase != Phase::Out {
                scatter(chain.current, size, lanes, self.event);
                let of_context =
                    if chain.given_cotangent.is_empty() { chain.context_cotangent } else { chain.given_cotangent };
                scatter(of_context, d.context, lanes, self.context);
            } else {
                let (values, rest) = self.carried.split_at_mut(size * lanes);
                values.copy_from_slice(chain.current);
                rest[..lanes].copy_from_slice(chain.ladj);
                rest[lanes..].copy_from_slice(chain.context_cotangent);
            }
        });
    }
}

/// Chosen rows as a feature-major tile; lanes beyond them repeat the last.
pub(crate) fn gather<T: Real>(rows: &[T], chosen: &[usize], size: usize, lanes: usize, tile: &mut [T]) {
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

struct Walk<'c, 'a, T, P> {
    chain: &'c mut Chain<'a, T>,
    log_prob: &'c mut [T],
    weights: &'c [T],
    /// Cotangents with which a stretch that is walked out again is walked back.
    carried: &'c [T],
    phase: Phase,
    first: bool,
    /// True where the cotangent of the context is wanted.
    wanted: bool,
    flow: &'a P,
}

impl<T: Real, P: Program<T>> Segment for Walk<'_, '_, T, P> {
    type Output = ();

    // Each direction stands here once, since all its layers are compiled where it stands.
    #[inline(always)]
    fn run<I: Isa>(self, isa: I) {
        let (flow, chain, phase) = (self.flow, self.chain, self.phase);
        // The embedding is computed again for each stretch: it is the same on its tape.
        if let Some(layer) = chain.embedding() {
            flow.layer_embed_tape(isa, layer);
        }
        if phase != Phase::Back {
            flow.walk_inverse_tape(isa, chain);
        }
        if phase == Phase::Turn {
            flow.base_log_prob_tape(isa, chain.base());
            self.log_prob.copy_from_slice(chain.ladj);
        }
        if phase == Phase::Out {
            return;
        }
        if phase == Phase::Again {
            chain.keep_current();
            let (values, rest) = self.carried.split_at(chain.current.len());
            chain.current.copy_from_slice(values);
            chain.context_cotangent.copy_from_slice(&rest[chain.lanes..]);
        }
        // log p = log p(z) + ladj, so one number is the cotangent of both.
        let (samples, padding) = chain.ladj.split_at_mut(self.weights.len());
        samples.copy_from_slice(self.weights);
        padding.fill(T::ZERO);
        if phase == Phase::Turn {
            flow.base_log_prob_vjp(isa, chain.base());
        }
        flow.walk_inverse_vjp(isa, chain);
        if let Some(layer) = chain.embedding_vjp(self.wanted).filter(|_| self.first) {
            flow.layer_embed_vjp(isa, layer);
        }
    }
}
