//! What a flow value holds: parameters, what is prepared from them, and what was measured from the data.

use std::sync::Arc;

use crate::data::quantized::Quantized;
use crate::kernels::AlignedVec;
use crate::layout::Layout;
use crate::noise::{Noise, Purpose};
use crate::program::{Description, Init};
use crate::real::Real;

/// Mean and scale of each column: the flow models `(x − mean) / scale`.
#[derive(Clone, Debug, PartialEq)]
pub struct Standardize {
    /// The means.
    pub mean: Vec<f64>,
    /// The scales, all positive.
    pub scale: Vec<f64>,
}

impl Standardize {
    /// Means and standard deviations of row-major rows, each row counting by its weight; without weights all count alike. A column
    /// without spread keeps the scale 1.
    pub fn measure(rows: &[f64], columns: usize, weights: &[f64]) -> Self {
        let n = rows.len() / columns.max(1);
        let total = if weights.is_empty() { n.max(1) as f64 } else { weights.iter().sum() };
        let weighted =
            || rows.chunks(columns.max(1)).enumerate().map(|(k, row)| (row, *weights.get(k).unwrap_or(&1.0)));
        let mut mean = vec![0.0; columns];
        weighted().for_each(|(row, w)| mean.iter_mut().zip(row).for_each(|(m, x)| *m += w * x / total));
        let mut scale = vec![0.0; columns];
        for (row, w) in weighted() {
            scale.iter_mut().zip(row.iter().zip(&mean)).for_each(|(s, (x, m))| *s += w * ((x - m) * (x - m)) / total);
        }
        scale.iter_mut().for_each(|s| *s = if *s > 0.0 { s.sqrt() } else { 1.0 });
        // Rounding would give a column of equal numbers a mean beside them and a spread of almost nothing.
        for column in 0..columns.min(rows.len()) {
            if rows.iter().skip(column).step_by(columns).all(|x| *x == rows[column]) {
                (mean[column], scale[column]) = (rows[column], 1.0);
            }
        }
        Standardize { mean, scale }
    }

    /// `Σ ln scale`, by which the log-density of the data is smaller than that of standardised data.
    pub fn log_scale(&self) -> f64 {
        self.scale.iter().map(|s| s.ln()).sum()
    }
}

/// Statistics that belong to a flow: of `x` and of the context.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Statistics {
    /// Of the elements of `x`.
    pub event: Option<Standardize>,
    /// Of the context.
    pub context: Option<Standardize>,
    /// The names of the columns of the data, where they had names: those of `x`, then those of the context.
    pub columns: Vec<String>,
    /// The elements of `x` that held whole numbers, to which noise was added.
    pub quantized: Quantized,
}

/// The numbers of a flow.
#[derive(Clone)]
pub struct State<T: Real> {
    layout: Arc<Layout>,
    parameters: AlignedVec<T>,
    prepared: AlignedVec<T>,
    /// What was measured from the data.
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

    /// What is prepared from them.
    pub fn prepared(&self) -> &[T] {
        &self.prepared
    }

    /// Parameters and what is prepared from them, to be changed together.
    pub(crate) fn parts_mut(&mut self) -> (&mut [T], &mut [T]) {
        (&mut self.parameters, &mut self.prepared)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn means_and_deviations_by_weight() {
        let rows = [1.0, 0.1, 2.0, 0.1, 4.0, 0.1];
        let plain = Standardize::measure(&rows, 2, &[]);
        // (1 + 2 + 4) / 3, and the mean of squares 21 / 3 less the square of the mean.
        assert!(
            (plain.mean[0] - 7.0 / 3.0).abs() < 1e-15 && (plain.scale[0] - (7.0_f64 - 49.0 / 9.0).sqrt()).abs() < 1e-15
        );
        let weighted = Standardize::measure(&rows, 2, &[1.0, 0.5, 0.25]);
        // (1 + 1 + 1) / 1.75, and (1 + 2 + 4) / 1.75 less its square.
        let mean = 12.0 / 7.0;
        assert!(
            (weighted.mean[0] - mean).abs() < 1e-15 && (weighted.scale[0] - (4.0 - mean * mean).sqrt()).abs() < 1e-15
        );
        assert_eq!([plain.mean[1], weighted.mean[1], plain.scale[1], weighted.scale[1]], [0.1, 0.1, 1.0, 1.0]);
        let many = Standardize::measure(&[0.1; 1000], 1, &[]);
        assert_eq!((many.mean[0], many.scale[0]), (0.1, 1.0));
    }
}
