//! From parameters to what all samples share, layer by layer.

use std::marker::PhantomData;

use super::workers::Workers;
use crate::isa::{Isa, Segment, dispatch};
use crate::program::Program;
use crate::real::Real;

/// Brings everything that is prepared up to date with the parameters. Layers are independent of each other.
pub fn prepare<T: Real, P: Program<T>>(flow: &mut P, workers: &Workers) {
    let layout = flow.state().layout().clone();
    let (parameters, mut rest) = flow.state_mut().parts_mut();
    let layers = layout.layers.iter().filter_map(|placed| {
        let (prepared, after) = std::mem::take(&mut rest).split_at_mut(placed.prepared.len());
        rest = after;
        let parameters = &parameters[placed.parameters.clone()];
        let layer = Prepare::<T, P> { layer: placed.declared, parameters, prepared, flow: PhantomData };
        (!layer.prepared.is_empty()).then_some(layer)
    });
    workers.each(layers, dispatch);
}

/// One layer's part.
pub(super) struct Prepare<'a, T, P> {
    pub layer: usize,
    pub parameters: &'a [T],
    pub prepared: &'a mut [T],
    pub flow: PhantomData<P>,
}

impl<T: Real, P: Program<T>> Segment for Prepare<'_, T, P> {
    type Output = ();

    #[inline(always)]
    fn run<I: Isa>(self, isa: I) {
        P::prepare(isa, self.layer, self.parameters, self.prepared);
    }
}
