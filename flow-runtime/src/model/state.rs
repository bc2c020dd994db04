//! The numbers that a flow value holds: parameters, panels and uniform values prepared from them,
//! statistics of the data.

use std::sync::Arc;

use crate::model::description::{Description, Init};
use crate::model::layout::Layout;
use crate::model::standardize::Statistics;
use crate::noise::{Noise, Purpose};
use crate::numeric::Real;
use crate::numeric::kernels::AlignedVec;

/// The numbers of a flow.
#[derive(Clone)]
pub struct State<T: Real> {
    layout: Arc<Layout>,
    parameters: AlignedVec<T>,
    prepared: AlignedVec<T>,
    /// The statistics of the data.
    pub statistics: Statistics,
}

impl<T: Real> State<T> {
    /// The parameters at their start, drawn from a seed; nothing is prepared yet.
    pub fn start(description: &'static Description, seed: u64) -> Self {
        let layout = Layout::new(description);
        let mut parameters = AlignedVec::zeroed(layout.parameters);
        let noise = Noise::new(seed, Purpose::Initialisation);
        for (k, named) in layout.named.iter().enumerate() {
            let part = &mut parameters[named.range.clone()];
            match named.init {
                Init::Constant(value) => part.fill(T::from_f64(value)),
                Init::Variance(_) => part.fill(T::ONE),
                Init::DataMean | Init::DataLogDeviation => part.fill(T::ZERO),
                Init::Mean(_) | Init::FirstMean | Init::FirstLogDeviation => part.fill(T::ZERO),
                Init::Uniform(bound) => {
                    let mut uniform = vec![0.0; part.len()];
                    noise.fill_uniform(k as u64, 0, 1, &mut uniform);
                    part.iter_mut().zip(uniform).for_each(|(p, u)| *p = T::from_f64(bound * (2.0 * u - 1.0)));
                }
            }
        }
        let prepared = AlignedVec::zeroed(layout.prepared);
        State { layout: Arc::new(layout), parameters, prepared, statistics: Statistics::default() }
    }

    /// The same numbers in another type; nothing is prepared yet.
    pub fn cast<U: Real>(&self) -> State<U> {
        let mut parameters = AlignedVec::zeroed(self.parameters.len());
        parameters.iter_mut().zip(self.parameters.iter()).for_each(|(u, t)| *u = U::from_f64(t.to_f64()));
        State {
            layout: self.layout.clone(),
            parameters,
            prepared: AlignedVec::zeroed(self.prepared.len()),
            statistics: self.statistics.clone(),
        }
    }

    /// Where each layer's numbers lie.
    pub fn layout(&self) -> &Arc<Layout> {
        &self.layout
    }

    /// All parameters, in the order of the table.
    pub fn parameters(&self) -> &[T] {
        &self.parameters
    }

    /// The numbers that are prepared from them.
    pub fn prepared(&self) -> &[T] {
        &self.prepared
    }

    /// All parameters, to be changed; what is prepared from them must follow.
    pub(crate) fn parameters_mut(&mut self) -> &mut [T] {
        &mut self.parameters
    }

    /// The numbers that are prepared, to be brought up to date.
    pub(crate) fn prepared_mut(&mut self) -> &mut AlignedVec<T> {
        &mut self.prepared
    }
}
