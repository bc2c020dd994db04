//! A batch of draws: from the base to the data, keeping what the cotangents need, and back once it is
//! known what moves the draws.
//!
//! ```text
//! base ─▶ ε ──forward──▶ z, log q(z) = log p(ε) − ladj        out
//!              tape
//!         θ̄ ◀────────── z̄, l̄                                  back
//! ```
//! Where the tape of a tile is gone by then ([`super::sums`]), a tile is walked out again before it is
//! walked back.

use super::sums::{Sizes, Sums};
use crate::engine::base::Base;
use crate::engine::buffers::{Buffers, Walks};
use crate::engine::chain::{Chain, Dropout, carve};
use crate::engine::program::Reparameterized;
use crate::engine::tile::{keep_inside, load_tile, store_rows};
use crate::engine::workers::{Pieces, Workers, take};
use crate::model::description::Direction;
use crate::noise::Noise;
use crate::numeric::Real;
use crate::numeric::isa::{Isa, Segment, dispatch};
use crate::numeric::workspace::with_workspace;

/// Memory for batches of at most a given number of draws.
pub struct Draws<T: Real> {
    sums: Sums<T>,
    rows: usize,
    /// The draws, `[rows, size]`, with room for the lanes behind the last.
    z: Vec<T>,
    log_q: Vec<T>,
    /// The context of each tile as layers read it, `[read context, lanes]`.
    kept: Vec<T>,
}

/// The numbers of the base that draws begin with.
#[derive(Clone, Copy)]
pub enum Numbers<'a> {
    /// Random ones, as the base draws them.
    Random(&'a Noise),
    /// 0, the mode of the base.
    Mode,
    /// 1 and −1 by turns, in all elements of a draw alike: a pair has the mean and the variances of a
    /// standard normal.
    Signs,
}

/// The numbers and contexts of a batch of draws.
#[derive(Clone, Copy)]
pub struct Drawn<'a, T> {
    /// The numbers of the base.
    pub numbers: Numbers<'a>,
    /// The numbers that switch units off; nothing outside of training.
    pub dropout: Option<&'a Noise>,
    /// The step.
    pub step: u64,
    /// The context of each draw, `[rows, context]`.
    pub contexts: &'a [T],
    /// The numbers of the draws, from 0 in order.
    pub rows: &'a [usize],
}

impl<T: Real> Draws<T> {
    /// Bytes of memory that batches of so many draws need.
    pub fn bytes<P: Reparameterized<T>>(flow: &P, rows: usize, workers: &Workers) -> u64 {
        let layout = flow.program_state().layout();
        let sizes = Sizes::of::<T, P>(flow, layout, (Direction::Sampling, rows, workers));
        sizes.bytes::<T>(0, flow.program_description().scratch, workers)
    }

    /// For batches of at most `rows` draws.
    pub fn new<P: Reparameterized<T>>(flow: &P, rows: usize, workers: &Workers) -> Self {
        let d = flow.program_member();
        let sums = Sums::new(flow, Direction::Sampling, rows, workers);
        let padded = rows.next_multiple_of(sums.lanes());
        let of = |size: usize| vec![T::ZERO; padded * size];
        Draws { rows: 0, z: of(d.size()), log_q: of(1), kept: of(d.read_context()), sums }
    }

    /// The draws of the last batch, `[rows, size]`.
    pub fn z<P: Reparameterized<T>>(&self, flow: &P) -> &[T] {
        &self.z[..self.rows * flow.program_member().size()]
    }

    /// `log q` of each.
    pub fn log_q(&self) -> &[T] {
        &self.log_q[..self.rows]
    }

    /// The gradient by the parameters, after the way back.
    pub fn parameters(&self) -> &[T] {
        self.sums.parameters()
    }

    /// The same, to be changed.
    pub fn parameters_mut(&mut self) -> &mut [T] {
        self.sums.parameters_mut()
    }

    /// Draws a batch.
    pub fn out<P: Reparameterized<T>>(&mut self, flow: &P, drawn: Drawn<'_, T>, workers: &Workers) {
        self.sums.clear();
        self.walk(flow, drawn, None, workers);
    }

    /// Walks the same batch back from the cotangents of its draws, `[rows, size]`, and those of their
    /// log-determinants.
    pub fn back<P: Reparameterized<T>>(
        &mut self,
        flow: &P,
        drawn: Drawn<'_, T>,
        cotangents: (&[T], &[T]),
        workers: &Workers,
    ) {
        self.walk(flow, drawn, Some(cotangents), workers);
    }

    fn walk<P: Reparameterized<T>>(
        &mut self,
        flow: &P,
        drawn: Drawn<'_, T>,
        cotangents: Option<(&[T], &[T])>,
        workers: &Workers,
    ) {
        let Draws { sums, rows, z, log_q, kept } = self;
        *rows = drawn.rows.len();
        let (d, lanes, again) = (flow.program_member(), sums.lanes(), sums.are_by_tile());
        let back = cotangents.map(|(of_z, of_ladj)| Back { of_z, of_ladj, again });
        let tiles = Tiles { drawn, back, lanes, sizes: [d.size(), d.context, d.read_context()], z, log_q, kept };
        let is_back = back.is_some();
        let work = |tile: &mut Tile<'_, T>, (): &(), tape: &mut [T], _: &mut [T]| tile.run(flow, tape);
        sums.run(flow, tiles, *rows, &[()], |(), _| is_back, workers, work);
    }
}

/// The way back of some draws.
#[derive(Clone, Copy)]
struct Back<'a, T> {
    /// Their cotangents, by rows.
    of_z: &'a [T],
    /// The cotangents of their log-determinants.
    of_ladj: &'a [T],
    /// True where a tile is walked out again, since its tape is gone.
    again: bool,
}

/// Tiles of draws, with their parts of everything.
struct Tiles<'a, T> {
    drawn: Drawn<'a, T>,
    back: Option<Back<'a, T>>,
    lanes: usize,
    /// Numbers of a draw, of a context as it is given, and of one as layers read it.
    sizes: [usize; 3],
    z: &'a mut [T],
    log_q: &'a mut [T],
    kept: &'a mut [T],
}

/// One tile of draws.
struct Tile<'a, T> {
    drawn: Drawn<'a, T>,
    back: Option<Back<'a, T>>,
    lanes: usize,
    z: &'a mut [T],
    log_q: &'a mut [T],
    kept: &'a mut [T],
}

impl<'a, T: Real> Pieces for Tiles<'a, T> {
    type Piece = Tile<'a, T>;

    fn count(&self) -> usize {
        self.drawn.rows.len().div_ceil(self.lanes)
    }

    fn cut(self, at: usize) -> (Self, Self) {
        let Tiles { drawn, back, lanes, sizes: [size, context, read], mut z, mut log_q, mut kept } = self;
        let samples = (at * lanes).min(drawn.rows.len());
        let (rows, rows_after) = drawn.rows.split_at(samples);
        let (contexts, contexts_after) = drawn.contexts.split_at(samples * context);
        let (back, back_after) = back.map_or((None, None), |back| {
            let (of_z, z_after) = back.of_z.split_at(samples * size);
            let (of_ladj, ladj_after) = back.of_ladj.split_at(samples);
            let after = Back { of_z: z_after, of_ladj: ladj_after, ..back };
            (Some(Back { of_z, of_ladj, ..back }), Some(after))
        });
        let first = Tiles {
            drawn: Drawn { rows, contexts, ..drawn },
            back,
            lanes,
            sizes: [size, context, read],
            z: take(&mut z, at * lanes * size),
            log_q: take(&mut log_q, at * lanes),
            kept: take(&mut kept, at * lanes * read),
        };
        let drawn = Drawn { rows: rows_after, contexts: contexts_after, ..drawn };
        (first, Tiles { drawn, back: back_after, lanes, sizes: [size, context, read], z, log_q, kept })
    }

    fn only(self) -> Tile<'a, T> {
        let (Tiles { drawn, back, lanes, z, log_q, kept, .. }, _) = self.cut(1);
        Tile { drawn, back, lanes, z, log_q, kept }
    }
}

impl<T: Real> Tile<'_, T> {
    fn run<P: Reparameterized<T>>(&mut self, flow: &P, tape: &mut [T]) {
        let (d, state, lanes) = (flow.program_member(), flow.program_state(), self.lanes);
        let rows = [d.size(), Buffers::<T>::rows(d, Walks::Cotangents)];
        with_workspace(rows.iter().sum::<usize>() * lanes, |work| {
            let [drawn, work] = carve(work, lanes, rows);
            let mut buffers = Buffers::cut(work, d, Walks::Cotangents, lanes);
            let Drawn { step, rows, .. } = self.drawn;
            let units = state.layout().dropouts;
            let dropout = self.drawn.dropout.map(|noise| Dropout { noise, step, rows, units, first: 0 });
            if self.back.is_none_or(|back| back.again) {
                match self.drawn.numbers {
                    Numbers::Random(noise) => Base::of(flow).fill(noise, step, rows[0] as u64, drawn),
                    Numbers::Mode => drawn.fill(T::ZERO),
                    Numbers::Signs => {
                        let lanes = (0..lanes).map(|lane| rows[0] + lane).cycle();
                        drawn
                            .iter_mut()
                            .zip(lanes)
                            .for_each(|(e, row)| *e = if row % 2 == 0 { T::ONE } else { -T::ONE });
                    }
                }
                load_tile(drawn, d.size(), lanes, None, buffers.current);
                load_rows(self.drawn.contexts, d.context, lanes, buffers.raw_context());
                let mut chain = buffers.chain(state, Direction::Sampling, tape, dropout);
                dispatch(Outward::<T, P> { chain: &mut chain, log_q: self.log_q, flow });
                store_rows(chain.current, d.size(), lanes, None, self.z);
                keep_inside(d, self.z);
                self.kept.copy_from_slice(chain.context);
            }
            let Some(back) = self.back else { return };
            load_rows(back.of_z, d.size(), lanes, buffers.current);
            buffers.context.copy_from_slice(self.kept);
            buffers.context_cotangent.fill(T::ZERO);
            load_rows(back.of_ladj, 1, lanes, buffers.ladj);
            let mut chain = buffers.chain(state, Direction::Sampling, tape, dropout);
            dispatch(Inward::<T, P> { chain: &mut chain, flow });
        });
    }
}

/// Rows as a feature-major tile; lanes beyond them repeat the last.
fn load_rows<T: Real>(rows: &[T], size: usize, lanes: usize, tile: &mut [T]) {
    if rows.len() >= size * lanes {
        return load_tile(rows, size, lanes, None, tile);
    }
    let last = rows.len() / size - 1;
    for lane in 0..lanes {
        let row = &rows[lane.min(last) * size..][..size];
        row.iter().enumerate().for_each(|(f, x)| tile[f * lanes + lane] = *x);
    }
}

/// `z → x`, and `log q(x) = log p(z) − ladj`.
pub struct Outward<'c, 'a, T, P> {
    /// The tile, which holds the draws of the base.
    pub chain: &'c mut Chain<'a, T>,
    /// `log q` of each lane.
    pub log_q: &'c mut [T],
    /// The flow.
    pub flow: &'a P,
}

impl<T: Real, P: Reparameterized<T>> Segment for Outward<'_, '_, T, P> {
    type Output = ();

    #[inline(always)]
    fn run<I: Isa>(self, isa: I) {
        let (flow, chain) = (self.flow, self.chain);
        if let Some(layer) = chain.embedding() {
            flow.layer_embed_tape(isa, layer);
        }
        chain.ladj.fill(T::ZERO);
        // The base keeps nothing: its draws do not move with the parameters.
        let tape = std::mem::take(&mut chain.tape);
        flow.base_log_prob(isa, chain.base());
        chain.tape = tape;
        std::mem::swap(&mut chain.current, &mut chain.other);
        self.log_q.copy_from_slice(chain.ladj);
        chain.ladj.fill(T::ZERO);
        flow.walk_forward_tape(isa, chain);
        self.log_q.iter_mut().zip(&*chain.ladj).for_each(|(q, ladj)| *q -= *ladj);
    }
}

/// Cotangents of `z → x`.
pub struct Inward<'c, 'a, T, P> {
    /// The tile, which holds the cotangents of the draws.
    pub chain: &'c mut Chain<'a, T>,
    /// The flow.
    pub flow: &'c P,
}

impl<T: Real, P: Reparameterized<T>> Segment for Inward<'_, '_, T, P> {
    type Output = ();

    #[inline(always)]
    fn run<I: Isa>(self, isa: I) {
        let (flow, chain) = (self.flow, self.chain);
        flow.walk_forward_vjp(isa, chain);
        if let Some(layer) = chain.embedding_vjp(false) {
            flow.layer_embed_vjp(isa, layer);
        }
    }
}
