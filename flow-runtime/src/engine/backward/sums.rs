//! The sums over a batch that its gradient is made of, and what is kept until they are taken.
//!
//! Mostly the tape of the whole batch is kept, and then each sum is one chain of multiply-adds over
//! all samples. What a convolution reads and makes is many times larger than its weight, so flows with
//! windows are summed *tile by tile*: as soon as a tile has been walked back its sums are taken, and
//! its tape is free for the next tile.
//!
//! ```text
//! over the batch     tile, tile, tile, tile ──▶ tape of all ──▶ sums
//! tile by tile       tile ──▶ tape of one ──▶ sums of group 1 ──┐
//!                    tile ──▶    again    ──▶  added to them    ├──▶ added in order ──▶ sums
//!                    tile ──▶ tape of one ──▶ sums of group 2 ──┘
//! ```
//! Tiles that follow one another are a group. How many lanes a tile has, how many groups there are and
//! which tiles are in which depends on the flow and the batch alone, one thread sums a group in order,
//! and groups are added in order: so the bits are the same for any number of threads.

use super::reductions::{Reductions, has_windows};
use crate::engine::batch::{VECTOR, lanes_among};
use crate::engine::program::Program;
use crate::engine::workers::{Pieces, Workers, in_order, take};
use crate::model::description::Direction;
use crate::model::layout::{Layout, Placed};
use crate::numeric::Real;
use crate::numeric::isa::{Isa, Segment, dispatch};
use crate::numeric::kernels::{AlignedVec, Tape};
use crate::numeric::workspace::with_workspace;

/// The most groups of tiles. Each takes memory for all parameters, and no more threads than groups
/// have work.
const GROUPS: usize = 8;

/// Memory for the sums over batches of at most a given number of rows.
pub struct Sums<T: Real> {
    lanes: usize,
    /// Numbers of the tape of one tile.
    tile: usize,
    /// Numbers that a tile keeps behind its tape, from one walk to the next.
    beside: usize,
    kept: Kept<T>,
    /// `[parameters | uniform values]`
    cotangents: AlignedVec<T>,
    parameters: usize,
    reductions: Reductions,
}

/// How much is kept, before there is room for it.
pub struct Sizes {
    /// Samples of a tile.
    lanes: usize,
    /// Tiles of a batch.
    tiles: usize,
    /// Numbers of the tape of one tile.
    tile: usize,
    /// Numbers of all sums.
    len: usize,
    /// True where the tape of a tile is gone when the next one is walked.
    by_tile: bool,
}

impl Sizes {
    /// For a direction and batches of at most `rows` rows.
    pub fn of<T: Real, P: Program<T>>(
        flow: &P,
        layout: &Layout,
        (direction, rows, workers): (Direction, usize, &Workers),
    ) -> Self {
        let (d, by_tile) = (flow.program_member(), has_windows(flow.program_description()));
        // A window's kernels fill vectors with channels where samples would leave most of one empty.
        let lanes = match by_tile {
            true if rows < VECTOR / 2 => 1,
            true => lanes_among::<T>(d, layout, rows, GROUPS),
            false => lanes_among::<T>(d, layout, rows, workers.count()),
        };
        let tape = match direction {
            Direction::Density => layout.density_tape,
            Direction::Sampling => layout.sampling_tape,
        };
        let len = layout.parameters + layout.uniforms;
        Sizes { lanes, tiles: rows.div_ceil(lanes), tile: lanes * tape, len, by_tile }
    }

    /// Bytes of the numbers that each thread, or the batch, keeps of its samples, with so many rows of working memory and beside the tape
    /// of a tile.
    pub fn bytes<T>(&self, beside: usize, scratch: usize, workers: &Workers) -> u64 {
        let wide = |numbers: usize| numbers as u64 * size_of::<T>() as u64;
        let working = wide(self.lanes) * (beside + scratch) as u64 * workers.count() as u64;
        let tapes = if self.by_tile { workers.count().min(GROUPS) } else { self.tiles };
        wide(self.tile) * tapes as u64 + working + wide(self.len)
    }
}

/// The numbers that are kept until the sums are taken.
enum Kept<T: Real> {
    /// The tape of the batch.
    Batch(AlignedVec<T>),
    /// The sums of each group of tiles.
    Groups(AlignedVec<T>),
}

impl<T: Real> Sums<T> {
    /// For a direction and batches of at most `rows` rows.
    pub fn new<P: Program<T>>(flow: &P, direction: Direction, rows: usize, workers: &Workers) -> Self {
        Self::laid_out(flow, flow.program_state().layout(), 0, (direction, rows, workers))
    }

    /// The same for a tape that lies as this layout says, and with room for so many more rows behind that
    /// of a tile.
    pub fn laid_out<P: Program<T>>(
        flow: &P,
        layout: &Layout,
        beside: usize,
        (direction, rows, workers): (Direction, usize, &Workers),
    ) -> Self {
        let description = flow.program_description();
        let Sizes { lanes, tiles, tile, len, by_tile } = Sizes::of::<T, P>(flow, layout, (direction, rows, workers));
        let (kept, sharing) = match by_tile {
            true => (Kept::Groups(AlignedVec::zeroed(tiles.min(GROUPS) * len)), 1),
            false => (Kept::Batch(AlignedVec::zeroed(tiles * tile)), workers.count()),
        };
        Sums {
            lanes,
            tile,
            beside: lanes * beside,
            kept,
            cotangents: AlignedVec::zeroed(len),
            parameters: layout.parameters,
            reductions: Reductions::new::<T>(description, layout, direction, lanes, sharing),
        }
    }

    /// Samples of a tile.
    pub fn lanes(&self) -> usize {
        self.lanes
    }

    /// True where the tape of a tile is gone when the next one is walked.
    pub fn are_by_tile(&self) -> bool {
        matches!(self.kept, Kept::Groups(_))
    }

    /// The cotangents of parameters and, behind them, of uniform values.
    pub fn cotangents(&mut self) -> &mut [T] {
        &mut self.cotangents
    }

    /// The gradient by the parameters.
    pub fn parameters(&self) -> &[T] {
        &self.cotangents[..self.parameters]
    }

    /// The gradient by the parameters, to be changed.
    pub fn parameters_mut(&mut self) -> &mut [T] {
        &mut self.cotangents[..self.parameters]
    }

    /// Makes 0 of what is added to, before a batch.
    pub fn clear(&mut self) {
        self.reductions.clear(&mut self.cotangents);
    }

    /// Does all walks of each tile of a batch of so many rows, with room for its tape and for what it keeps
    /// beside. Sums what the layers that a walk completes have left on the tape, and carries the cotangents
    /// of their uniform values to the parameters. Where the tape of the batch is kept there is one walk.
    pub fn run<P: Program<T>, W: Pieces, S: Sync>(
        &mut self,
        flow: &P,
        tiles: W,
        rows: usize,
        walks: &[S],
        completes: impl Fn(&S, usize) -> bool + Sync,
        workers: &Workers,
        work: impl Fn(&mut W::Piece, &S, &mut [T], &mut [T]) + Sync,
    ) {
        let Sums { lanes, tile, beside, kept, cotangents, reductions, .. } = self;
        let (lanes, tile, beside, reductions) = (*lanes, *tile, *beside, &*reductions);
        let layers = |layer: usize| walks.iter().any(|walk| completes(walk, layer));
        match kept {
            Kept::Batch(tape) => {
                workers.share(Taped { tiles, tape, tile }, |(mut piece, tape)| {
                    walks.iter().for_each(|walk| work(&mut piece, walk, tape, &mut []));
                });
                let tape = Tape { data: tape, tile, lanes, samples: rows };
                reductions.over_batch(&layers, cotangents, tape, workers);
            }
            Kept::Groups(stores) => {
                let (count, len) = (tiles.count(), cotangents.len());
                let groups = count.min(GROUPS);
                let stores = &mut stores[..groups * len];
                let all = Groups { tiles, stores, first: 0, end: groups, groups, count, len };
                workers.share(all, |group| {
                    with_workspace(tile + beside, |memory| {
                        let (tape, beside) = memory.split_at_mut(tile);
                        let mut number = group.first;
                        in_order(group.tiles, |mut piece| {
                            let samples = lanes.min(rows - number * lanes);
                            for walk in walks {
                                work(&mut piece, walk, tape, beside);
                                let kept = Tape { data: tape, tile, lanes, samples };
                                let layers = |layer: usize| completes(walk, layer);
                                reductions.over_tile(&layers, group.store, kept, number == group.first);
                            }
                            number += 1;
                        });
                    });
                });
                reductions.over_groups(&layers, cotangents, stores, workers);
            }
        }
        self.carry_uniforms(flow, &layers, workers);
    }

    fn carry_uniforms<P: Program<T>>(&mut self, flow: &P, layers: &(impl Fn(usize) -> bool + Sync), workers: &Workers) {
        let state = flow.program_state();
        let (cotangents, uniforms) = self.cotangents.split_at_mut(self.parameters);
        let all = Uniforms { first: 0, placed: &state.layout().layers, cotangents, uniforms };
        workers.share(all, |(k, placed, cotangent, uniform)| {
            if layers(k) && !uniform.is_empty() {
                let parameters = &state.parameters()[placed.parameters.clone()];
                let layer = placed.declared;
                dispatch(UniformVjp { layer, parameters, uniform, cotangent, flow });
            }
        });
    }
}

/// Tiles, each with its part of the tape of a batch.
struct Taped<'a, W, T> {
    tiles: W,
    tape: &'a mut [T],
    /// Numbers of a part.
    tile: usize,
}

impl<'a, W: Pieces, T: Send> Pieces for Taped<'a, W, T> {
    type Piece = (W::Piece, &'a mut [T]);

    fn count(&self) -> usize {
        self.tiles.count()
    }

    fn cut(self, at: usize) -> (Self, Self) {
        let Taped { tiles, mut tape, tile } = self;
        let (these, others) = tiles.cut(at);
        let first = Taped { tiles: these, tape: take(&mut tape, at * tile), tile };
        (first, Taped { tiles: others, tape, tile })
    }

    /// The first of them; the tape is as long as that of the largest batch.
    fn only(self) -> Self::Piece {
        (self.tiles.only(), &mut self.tape[..self.tile])
    }
}

/// Groups of tiles, each with a store of its sums.
struct Groups<'a, W, T> {
    tiles: W,
    stores: &'a mut [T],
    /// The numbers of these groups among all.
    first: usize,
    end: usize,
    /// How many groups there are.
    groups: usize,
    /// How many tiles they have together.
    count: usize,
    /// Numbers of a store.
    len: usize,
}

/// Tiles that one thread sums in order.
struct Group<'a, W, T> {
    /// The number of its first tile.
    first: usize,
    tiles: W,
    store: &'a mut [T],
}

impl<W, T> Groups<'_, W, T> {
    /// The number of a group's first tile.
    fn start(&self, group: usize) -> usize {
        group * self.count / self.groups
    }
}

impl<'a, W: Pieces, T: Send> Pieces for Groups<'a, W, T> {
    type Piece = Group<'a, W, T>;

    fn count(&self) -> usize {
        self.end - self.first
    }

    fn cut(self, at: usize) -> (Self, Self) {
        let middle = self.first + at;
        let tiles = self.start(middle) - self.start(self.first);
        let Groups { tiles: all, mut stores, first, end, groups, count, len } = self;
        let (these, others) = all.cut(tiles);
        let here = Groups { tiles: these, stores: take(&mut stores, at * len), first, end: middle, groups, count, len };
        (here, Groups { tiles: others, stores, first: middle, end, groups, count, len })
    }

    fn only(self) -> Self::Piece {
        Group { first: self.start(self.first), tiles: self.tiles, store: self.stores }
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
