//! Computes from the parameters what all samples share, layer by layer.

use std::marker::PhantomData;

use crate::engine::program::Program;
use crate::engine::workers::{Pieces, Workers};
use crate::model::layout::Placed;
use crate::numeric::Real;
use crate::numeric::isa::{Isa, Segment, dispatch};

/// Brings everything that is prepared up to date with the parameters. Layers are independent of
/// each other.
pub fn prepare<T: Real, P: Program<T>>(flow: &mut P, workers: &Workers) {
    let layout = flow.program_state().layout().clone();
    let (parameters, prepared) = flow.program_state_mut().parts_mut();
    workers.share(Layers { placed: &layout.layers, prepared }, |(placed, prepared)| {
        let parameters = &parameters[placed.parameters.clone()];
        if !prepared.is_empty() {
            dispatch(Prepare::<T, P> { layer: placed.declared, parameters, prepared, flow: PhantomData });
        }
    });
}

/// Layers that follow one another, with what is prepared for them.
struct Layers<'a, T> {
    placed: &'a [Placed],
    prepared: &'a mut [T],
}

impl<'a, T: Real> Pieces for Layers<'a, T> {
    type Piece = (&'a Placed, &'a mut [T]);

    fn count(&self) -> usize {
        self.placed.len()
    }

    fn cut(self, at: usize) -> (Self, Self) {
        let (placed, placed_after) = self.placed.split_at(at);
        let (prepared, prepared_after) = self.prepared.split_at_mut(placed.iter().map(|p| p.prepared.len()).sum());
        (Layers { placed, prepared }, Layers { placed: placed_after, prepared: prepared_after })
    }

    fn only(self) -> Self::Piece {
        (&self.placed[0], self.prepared)
    }
}

/// One layer's part.
pub(crate) struct Prepare<'a, T, P> {
    pub layer: usize,
    pub parameters: &'a [T],
    pub prepared: &'a mut [T],
    pub flow: PhantomData<P>,
}

impl<T: Real, P: Program<T>> Segment for Prepare<'_, T, P> {
    type Output = ();

    #[inline(always)]
    fn run<I: Isa>(self, isa: I) {
        P::layer_prepare(isa, self.layer, self.parameters, self.prepared);
    }
}
