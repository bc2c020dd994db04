//! The buffers of a tile on its way through the layers. Several walks share them in turn.

use crate::engine::chain::{Chain, Dropout, carve};
use crate::model::State;
use crate::model::description::{Direction, Member};
use crate::numeric::Real;

/// The purpose of the walks of a tile.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Walks {
    /// Values alone: nothing is walked back.
    Values,
    /// Values, and cotangents on the way back.
    Cotangents,
}

/// The buffers of a tile, `[rows, lanes]`; a chain borrows them for one walk.
pub struct Buffers<'w, T> {
    /// The value that the next walk begins with.
    pub current: &'w mut [T],
    /// The buffer that takes turns with it.
    pub other: &'w mut [T],
    /// The context that layers read.
    pub context: &'w mut [T],
    /// Its cotangent; empty where nothing is walked back.
    pub context_cotangent: &'w mut [T],
    /// The given context, where an embedding makes the other of it.
    pub given: &'w mut [T],
    /// Its cotangent; empty where nothing is walked back.
    pub given_cotangent: &'w mut [T],
    /// One number a lane.
    pub ladj: &'w mut [T],
    scratch: &'w mut [T],
}

impl<'w, T: Real> Buffers<'w, T> {
    /// The number of rows that they have together.
    pub fn rows(d: &Member, walks: Walks) -> usize {
        Self::each(d, walks).iter().sum()
    }

    fn each(d: &Member, walks: Walks) -> [usize; 8] {
        let (size, context) = (d.size(), d.read_context());
        let given = if d.embedded > 0 { d.context } else { 0 };
        let [context_cotangent, given_cotangent] = match walks {
            Walks::Values => [0, 0],
            Walks::Cotangents => [context, given],
        };
        [size, size, context, context_cotangent, given, given_cotangent, 1, d.scratch]
    }

    /// Cut from working memory of at least so many rows.
    pub fn cut(work: &'w mut [T], d: &Member, walks: Walks, lanes: usize) -> Self {
        let [current, other, context, context_cotangent, given, given_cotangent, ladj, scratch] =
            carve(work, lanes, Self::each(d, walks));
        Buffers { current, other, context, context_cotangent, given, given_cotangent, ladj, scratch }
    }

    /// The buffer that takes the context as it was given.
    pub fn raw_context(&mut self) -> &mut [T] {
        if self.given.is_empty() { self.context } else { self.given }
    }

    /// A chain through all layers of the flow.
    pub fn chain<'c>(
        &'c mut self,
        state: &'c State<T>,
        direction: Direction,
        tape: &'c mut [T],
        dropout: Option<Dropout<'c>>,
    ) -> Chain<'c, T> {
        let layout = state.layout();
        Chain {
            layout,
            segment: layout.chain(),
            direction,
            lanes: self.ladj.len(),
            parameters: state.parameters(),
            prepared: state.prepared(),
            given: self.given,
            context: self.context,
            current: self.current,
            other: self.other,
            ladj: self.ladj,
            scratch: self.scratch,
            tape,
            alike: 0,
            context_cotangent: self.context_cotangent,
            given_cotangent: self.given_cotangent,
            dropout,
            probe: None,
        }
    }
}
