//! Where the rows of a fit come from: a table that is there, whose whole numbers get other noise in
//! every epoch, or a source that draws new rows for every epoch.

use super::dataset::Data;
use crate::error::Result;
use crate::model::{Columns, Recordings};

/// Draws the rows of an epoch, from 1. It is a function of the epoch alone, so that a fit can be
/// resumed and its bits do not depend on threads; epoch 0 is never trained on and serves a
/// validation that is a fraction.
pub type Draw<'a> = dyn Fn(u64) -> Result<Drawn> + Sync + 'a;

/// Rows of one epoch, row-major, in the units of the data.
#[derive(Clone, Debug, PartialEq)]
pub struct Drawn {
    /// `[n, size]`, with the same n in every epoch.
    pub events: Vec<f64>,
    /// `[n, context]`; empty for a flow without context.
    pub contexts: Vec<f64>,
}

impl Drawn {
    /// The rows as a table.
    pub(super) fn data(&self) -> Data<'_> {
        Data { events: &self.events, contexts: &self.contexts }
    }
}

/// Where the rows of a fit come from.
#[derive(Clone, Copy)]
pub enum Feed<'a> {
    /// These rows, in another order every epoch. Where the flow's columns are binarised or whole numbers,
    /// they are drawn anew in every epoch, with its noise; statistics and a validation that is a fraction have the noise
    /// of draw [`VALIDATION_NOISE`], in every epoch.
    Rows(Data<'a>),
    /// Images of bytes, `[n, size]`, for a flow without context. They stay bytes, and are drawn, with the
    /// noise of the epoch where the flow's columns are whole numbers, where a step takes them up: as [`Rows`](Self::Rows) of the same
    /// numbers, to the same bits, in an eighth of the memory.
    Images(&'a [u8]),
    /// Crops of recordings, each with the context of its recording, for a flow whose elements are levels. Each epoch has others, which
    /// begin anywhere: as many as have all samples of the recordings. A validation that is a fraction has the crops, one
    /// after another, of recordings that are held out.
    Crops(&'a Recordings),
    /// New rows every epoch.
    Fresh(&'a Draw<'a>),
}

/// The draw of noise that stays: epochs have those from 1 on.
pub const VALIDATION_NOISE: u64 = 0;

impl Data<'_> {
    /// The same rows as a draw makes them.
    pub(super) fn drawn(&self, columns: &Columns, size: usize, seed: u64, draw: u64) -> Drawn {
        let (mut events, contexts) = (self.events.to_vec(), self.contexts.to_vec());
        columns.draw(&mut events, size, seed, draw);
        Drawn { events, contexts }
    }
}
