//! Checkpoints: of a chain whose tape is long, a tile keeps that of one stretch at a time.
//!
//! On the way out it keeps the values with which it enters each stretch. On the way back it walks a stretch
//! out again from there, and has its sums taken before the next one uses the same tape:
//!
//! ```text
//! data ──▶ stretch 0 ──▶ value ──▶ stretch 1 ──▶ value ──▶ stretch 2 ──▶ base
//!                                                          stretch 2 ◀──┘
//!                         value ──▶ stretch 1 ──▶ stretch 1 ◀──┘
//! data ──▶ stretch 0 ──▶ stretch 0 ◀──┘
//! ```
//! So the memory of a tile grows with the number of stretches times the event, and no longer with what all
//! layers keep, for one more walk out of all stretches but the last.

use std::ops::Range;

use super::walk::{Phase, Stretch, Tile};
use crate::engine::program::Program;
use crate::model::layout::Layout;
use crate::numeric::Real;

/// The walks of a tile, and the layout of its tape.
pub struct Checkpoints {
    /// The flow's layout, with a tape that stretches share.
    pub layout: Layout,
    /// The walks, in order.
    pub walks: Vec<Walked>,
}

/// One walk of a stretch.
#[derive(Clone, Debug)]
pub struct Walked {
    /// The stretch and what is done on it.
    pub stretch: Stretch,
    /// Its number, from the data.
    number: usize,
}

impl From<Stretch> for Walked {
    fn from(stretch: Stretch) -> Self {
        Walked { stretch, number: 0 }
    }
}

impl Checkpoints {
    /// For a flow of this layout, stretches of at most so many rows of tape each.
    pub fn new(layout: &Layout, most: usize) -> Self {
        let layout = layout.by_stretches(most);
        let last = layout.stretches.len() - 1;
        let walk = |number: usize, phase: Phase| Walked {
            stretch: Stretch { layers: layout.stretches[number].clone(), first: number == 0, phase },
            number,
        };
        let out = (0..last).map(|number| walk(number, Phase::Out));
        let again = (0..last).rev().map(|number| walk(number, Phase::Again));
        let walks = out.chain([walk(last, Phase::Turn)]).chain(again).collect();
        Checkpoints { layout, walks }
    }

    /// The parts of a stretch, from the data, that each lie within one that has a tape.
    pub fn parts(&self, whole: &Stretch) -> Vec<Stretch> {
        let Range { start, end } = whole.layers.clone();
        let common = |own: &Range<usize>| own.start.max(start)..own.end.min(end);
        let parts = self.layout.stretches.iter().map(common).filter(|layers| !layers.is_empty());
        let of = |layers: Range<usize>| Stretch { first: whole.first && layers.end == end, layers, ..whole.clone() };
        let parts: Vec<Stretch> = parts.map(of).collect();
        // Also a stretch without layers takes the data along.
        if parts.is_empty() { vec![whole.clone()] } else { parts }
    }

    /// How many values a tile keeps beside its tape, of as many rows as it takes along each.
    pub fn kept(&self) -> usize {
        self.layout.stretches.len()
    }

    /// Does one walk of a tile: `kept` are the value that it takes along, and those that it has entered
    /// each stretch with.
    pub fn run<T: Real, P: Program<T>>(
        &self,
        flow: &P,
        tile: &mut Tile<'_, T>,
        Walked { stretch, number }: &Walked,
        tape: &mut [T],
        kept: &mut [T],
    ) {
        let len = kept.len() / self.kept();
        let (carried, entered) = kept.split_at_mut(len);
        let before = if stretch.first { &[][..] } else { &entered[(number - 1) * len..][..len] };
        let tile = Tile { carried: &mut *carried, entered: before, ..tile.again() };
        tile.run(flow, &self.layout, stretch, tape);
        if stretch.phase == Phase::Out {
            entered[number * len..][..len].copy_from_slice(carried);
        }
    }
}
