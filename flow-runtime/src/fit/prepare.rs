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
    let mut layers = Vec::with_capacity(layout.layers.len());
    for placed in &layout.layers {
        let (prepared, after) = rest.split_at_mut(placed.prepared.len());
        rest = after;
        if !prepared.is_empty() {
            let parameters = &parameters[placed.parameters.clone()];
            layers.push(Prepare::<T, P> { layer: placed.declared, parameters, prepared, flow: PhantomData });
        }
    }
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
