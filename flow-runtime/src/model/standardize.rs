//! The units that a flow works in, which are measured from the data. Every formula between the
//! data's numbers x and the standardised z, `x = z · scale + mean`, stands here.

use crate::model::quantized::Quantized;
use crate::numeric::Real;

/// Mean and scale of each column: the flow models `(x − mean) / scale`.
#[derive(Clone, Debug, PartialEq)]
pub struct Standardize {
    /// The means.
    pub mean: Vec<f64>,
    /// The scales, all positive.
    pub scale: Vec<f64>,
}

impl Standardize {
    /// Means and standard deviations of row-major rows, each row counting by its weight; without
    /// weights all count alike. A column without spread keeps the scale 1.
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
        // Rounding would give a column of equal numbers a mean beside them and a spread of almost
        // nothing.
        for column in 0..columns.min(rows.len()) {
            if rows.iter().skip(column).step_by(columns).all(|x| *x == rows[column]) {
                (mean[column], scale[column]) = (rows[column], 1.0);
            }
        }
        Standardize { mean, scale }
    }

    /// `Σ ln scale`, by which the log-density of the data is smaller than that of standardised
    /// data.
    pub fn log_scale(&self) -> f64 {
        self.scale.iter().map(|s| s.ln()).sum()
    }

    /// `z = (x − mean) / scale` for numbers of one column.
    #[inline(always)]
    pub fn standardize_column<T: Real>(&self, column: usize, numbers: &mut [T]) {
        let (mean, inverse) = (T::from_f64(self.mean[column]), T::from_f64(1.0 / self.scale[column]));
        numbers.iter_mut().for_each(|x| *x = (*x - mean) * inverse);
    }

    /// `x = z · scale + mean` for numbers of one column.
    #[inline(always)]
    pub fn restore_column<T: Real>(&self, column: usize, numbers: &mut [T]) {
        let (mean, scale) = (T::from_f64(self.mean[column]), T::from_f64(self.scale[column]));
        numbers.iter_mut().for_each(|z| *z = *z * scale + mean);
    }

    /// `x = z · scale + mean` for row-major rows.
    #[inline(always)]
    pub fn restore_rows<T: Real>(&self, rows: &mut [T]) {
        for row in rows.chunks_exact_mut(self.mean.len().max(1)) {
            for (z, (mean, scale)) in row.iter_mut().zip(self.mean.iter().zip(&self.scale)) {
                *z = *z * T::from_f64(*scale) + T::from_f64(*mean);
            }
        }
    }

    /// `∂/∂z = scale · ∂/∂x` for a feature-major tile.
    pub fn standardize_gradient<T: Real>(&self, tile: &mut [T], lanes: usize) {
        for (row, scale) in tile.chunks_mut(lanes).zip(&self.scale) {
            row.iter_mut().for_each(|g| *g *= T::from_f64(*scale));
        }
    }

    /// `∂/∂x = (∂/∂z) / scale` for row-major rows.
    pub fn restore_gradient<T: Real>(&self, rows: &mut [T]) {
        rows.iter_mut().zip(self.scale.iter().cycle()).for_each(|(g, scale)| *g = T::from_f64(g.to_f64() / scale));
    }
}

/// Rows of data in f64 as standardised rows of the flow's type: differences of large numbers are
/// taken before rounding.
pub fn standardize<T: Real>(rows: &[f64], statistics: Option<&Standardize>) -> Vec<T> {
    match statistics {
        None => rows.iter().map(|x| T::from_f64(*x)).collect(),
        Some(s) => {
            let columns = s.mean.iter().zip(&s.scale).cycle();
            rows.iter().zip(columns).map(|(x, (mean, scale))| T::from_f64((x - mean) / scale)).collect()
        }
    }
}

/// The inverse of [`standardize`].
pub fn unstandardize<T: Real>(rows: &[T], statistics: Option<&Standardize>) -> Vec<f64> {
    match statistics {
        None => rows.iter().map(|z| z.to_f64()).collect(),
        Some(s) => {
            let columns = s.mean.iter().zip(&s.scale).cycle();
            rows.iter().zip(columns).map(|(z, (mean, scale))| z.to_f64() * scale + mean).collect()
        }
    }
}

/// Statistics that belong to a flow: of `x` and of the context.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Statistics {
    /// Statistics of the elements of `x`.
    pub event: Option<Standardize>,
    /// Statistics of the context.
    pub context: Option<Standardize>,
    /// The names of the columns of the data, where they had names: those of `x`, then those of the
    /// context.
    pub columns: Vec<String>,
    /// The elements of `x` that held whole numbers, to which noise was added.
    pub quantized: Quantized,
}

impl Statistics {
    /// By how much the log-density of the data is smaller than that of what the flow works with.
    pub fn log_scale(&self) -> f64 {
        self.event.as_ref().map_or(0.0, Standardize::log_scale)
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
