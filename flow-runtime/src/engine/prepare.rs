//! Computes from the parameters what all samples share, layer by layer.

use crate::engine::program::Parametric;
use crate::engine::workers::{Pieces, Workers};
use crate::model::layout::Placed;
use crate::numeric::Real;
use crate::numeric::isa::{Isa, Segment, dispatch};

/// Brings everything that is prepared up to date with the parameters. Layers are independent of
/// each other.
pub fn prepare<T: Real, P: Parametric<T>>(flow: &mut P, workers: &Workers) {
    let layout = flow.program_state().layout().clone();
    with_prepared(flow, |flow, prepared| {
        workers.share(Layers { placed: &layout.layers, prepared }, |(placed, prepared)| {
            if !prepared.is_empty() {
                prepare_layer(flow, placed, prepared);
            }
        });
    });
}

/// Brings what is prepared for one layer up to date.
pub(crate) fn prepare_one<T: Real, P: Parametric<T>>(flow: &mut P, layer: usize) {
    let layout = flow.program_state().layout().clone();
    let placed = &layout.layers[layer];
    with_prepared(flow, |flow, prepared| prepare_layer(flow, placed, &mut prepared[placed.prepared.clone()]));
}

/// Lends the prepared numbers beside the flow that they belong to.
fn with_prepared<T: Real, P: Parametric<T>>(flow: &mut P, work: impl FnOnce(&P, &mut [T])) {
    let mut prepared = flow.program_state_mut().take_prepared();
    work(flow, &mut prepared);
    flow.program_state_mut().put_prepared(prepared);
}

fn prepare_layer<T: Real, P: Parametric<T>>(flow: &P, placed: &Placed, prepared: &mut [T]) {
    let parameters = &flow.program_state().parameters()[placed.parameters.clone()];
    dispatch(Prepare { layer: placed.declared, parameters, prepared, flow });
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
struct Prepare<'a, T, P> {
    layer: usize,
    parameters: &'a [T],
    prepared: &'a mut [T],
    flow: &'a P,
}

impl<T: Real, P: Parametric<T>> Segment for Prepare<'_, T, P> {
    type Output = ();

    #[inline(always)]
    fn run<I: Isa>(self, isa: I) {
        self.flow.layer_prepare(isa, self.layer, self.parameters, self.prepared);
    }
}
