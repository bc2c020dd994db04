//! Where the rows of a fit come from: a table that is there, or a source that draws new ones for every epoch.

use super::dataset::Data;
use crate::error::Result;

/// Draws the rows of an epoch, from 1. It is a function of the epoch alone, so that a fit can be resumed and its bits do not depend on
/// threads; epoch 0 is never trained on and serves a validation that is a fraction.
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
    /// These rows, in another order every epoch.
    Rows(Data<'a>),
    /// New rows every epoch.
    Fresh(&'a Draw<'a>),
}
