//! Starts that are measured: where a layer would make the training rows below it have mean 0 and
//! deviation 1.

use super::dataset::Dataset;
use crate::engine::batch::{LANES, Rows, inverse_from};
use crate::engine::prepare::prepare;
use crate::engine::program::Program;
use crate::engine::workers::Workers;
use crate::model::description::Init;
use crate::model::layout::Named;
use crate::model::{Standardization, Standardize};
use crate::numeric::Real;

/// Measures what starts by measure, from the data to the base: each layer sees what those above it,
/// already measured, make of the rows. A parameter that has left its start keeps its value, so that
/// a fit may go on.
pub fn measure_starts<T: Real, P: Program<T>>(flow: &mut P, rows: &Dataset<T>) {
    let layout = flow.program_state().layout().clone();
    for k in layout.chain().rev() {
        let own = &layout.layers[k].parameters;
        let inside = |named: &&Named| named.range.start >= own.start && named.range.end <= own.end;
        let is_measured = |named: &&Named| matches!(named.init, Init::DataMean | Init::DataLogDeviation);
        let wanted: Vec<&Named> = layout.named.iter().filter(inside).filter(is_measured).collect();
        let parameters = flow.program_state().parameters();
        if wanted.is_empty() || wanted.iter().any(|named| parameters[named.range.clone()].iter().any(|p| *p != T::ZERO))
        {
            continue;
        }
        let (mean, deviation) = moments(flow, k, rows);
        for named in wanted {
            let to = &mut flow.program_state_mut().parameters_mut()[named.range.clone()];
            match named.init {
                Init::DataMean => to.iter_mut().zip(&mean).for_each(|(p, m)| *p = T::from_f64(*m)),
                // What does not vary keeps its scale.
                _ => {
                    to.iter_mut().zip(&deviation).filter(|(_, d)| **d > 0.0).for_each(|(p, d)| *p = T::from_f64(d.ln()))
                }
            }
        }
        prepare(flow, &Workers::Here);
    }
}

/// Means and deviations of what layer `k` and those above it make of the rows, element by element
/// and in the order of the rows.
fn moments<T: Real, P: Program<T>>(flow: &P, k: usize, rows: &Dataset<T>) -> (Vec<f64>, Vec<f64>) {
    let d = flow.program_member();
    let (size, n) = (d.size(), rows.numbers.len());
    let mut values = vec![T::ZERO; n * size];
    for (tile, out) in values.chunks_mut(LANES * size).enumerate() {
        let (first, count) = (tile * LANES, out.len() / size);
        let events = &rows.events[first * size..][..count * size];
        let contexts = &rows.contexts[first * d.context..][..count * d.context];
        inverse_from(flow, k, Rows::standardized(events, contexts), out);
    }
    let values: Vec<f64> = values.iter().map(|x| x.to_f64()).collect();
    let measured = Standardize::measure(&values, size, &[], Vec::new(), Standardization::Moments);
    (measured.mean, measured.scale)
}
