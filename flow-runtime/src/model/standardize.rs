//! The units that a flow works in, which are measured from the data. Every formula between the
//! data's numbers x and the standardised z stands here: `u = g(x)` maps the interval of a column to
//! all real numbers (`g(x) = x` where it has no end), and `u = z · scale + mean`.
//!
//! Rows of files are standardised and restored in f64, whatever the type of the flow is: a column
//! may have a spread that its offset would swallow in f32.

use crate::model::columns::Columns;
use crate::model::interval::Interval;
use crate::numeric::Real;

/// How the location and scale of a column are measured.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Standardization {
    /// Not at all: 0 and 1.
    #[default]
    Off,
    /// By mean and standard deviation.
    Moments,
    /// By the median and the distance of the quartiles over 1.349, its value for a standard normal
    /// distribution: a few far values do not move them.
    Robust,
}

impl Standardization {
    /// The word of a declaration that it is.
    pub fn name(self) -> &'static str {
        match self {
            Self::Off => "false",
            Self::Moments => "true",
            Self::Robust => "robust",
        }
    }
}

/// Location and scale of each column: the flow models `z = (g(x) − mean) / scale`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Standardize {
    /// The means or medians of `g(x)`.
    pub mean: Vec<f64>,
    /// The scales, all positive.
    pub scale: Vec<f64>,
    /// The interval of each column; empty where all are real.
    pub intervals: Vec<Interval>,
}

impl Standardize {
    /// Location 0 and scale 1 for columns in these intervals.
    pub fn plain(intervals: Vec<Interval>) -> Self {
        Standardize { mean: vec![0.0; intervals.len()], scale: vec![1.0; intervals.len()], intervals }
    }

    /// Locations and scales of row-major rows, each row counting by its weight; without weights all
    /// count alike. A column without spread keeps the scale 1.
    #[cfg(feature = "train")]
    pub fn measure(
        rows: &[f64],
        columns: usize,
        weights: &[f64],
        intervals: Vec<Interval>,
        how: Standardization,
    ) -> Self {
        let width = columns.max(1);
        let mut measured = Standardize { mean: vec![0.0; columns], scale: vec![1.0; columns], intervals };
        for k in 0..columns.min(rows.len()) {
            let interval = measured.interval(k);
            let column: Vec<f64> = rows.iter().skip(k).step_by(width).map(|x| interval.to_reals(*x)).collect();
            let (mean, scale) = match how {
                // An angle is the same for all: from −π to π.
                _ if interval.is_circle => {
                    (0.5 * (interval.low + interval.high), (interval.high - interval.low) / std::f64::consts::TAU)
                }
                Standardization::Off => (0.0, 1.0),
                // Rounding would give a column of equal numbers a mean beside them and a spread of
                // almost nothing.
                _ if column.iter().all(|u| *u == column[0]) => (column[0], 1.0),
                Standardization::Moments => moments(&column, weights),
                Standardization::Robust => quartiles(&column, weights),
            };
            (measured.mean[k], measured.scale[k]) = (mean, scale);
        }
        measured
    }

    /// The interval of a column.
    #[inline(always)]
    pub fn interval(&self, column: usize) -> Interval {
        self.intervals.get(column).copied().unwrap_or(Interval::REALS)
    }

    /// `Σ ln scale`, the part of [`log_volume`](Self::log_volume) that all rows share.
    pub fn log_scale(&self) -> f64 {
        self.scale.iter().map(|s| s.ln()).sum()
    }

    /// `ln |dx/dz|` of a standardised row, by which the log-density of the data is smaller than that
    /// of what the flow works with.
    pub fn log_volume<T: Real>(&self, row: impl IntoIterator<Item = T>) -> f64 {
        let slope = |(k, z): (usize, T)| self.interval(k).log_slope(self.to_reals(k, z));
        let slopes = if self.intervals.is_empty() { 0.0 } else { row.into_iter().enumerate().map(slope).sum() };
        self.log_scale() + slopes
    }

    /// Adds to one number a sample what [`log_volume`](Self::log_volume) has beside the scales,
    /// times a sign, for a feature-major tile of standardised numbers.
    pub fn add_slopes<T: Real>(&self, tile: &[T], sign: f64, numbers: &mut [T]) {
        for (k, interval) in self.intervals.iter().enumerate().filter(|(_, interval)| !interval.is_real()) {
            let feature = &tile[k * numbers.len()..];
            for (number, z) in numbers.iter_mut().zip(feature) {
                *number += T::from_f64(sign * interval.log_slope(self.to_reals(k, *z)));
            }
        }
    }

    /// `u = z · scale + mean`
    #[inline(always)]
    fn to_reals<T: Real>(&self, column: usize, z: T) -> f64 {
        z.to_f64() * self.scale[column] + self.mean[column]
    }

    /// `z = (g(x) − mean) / scale`, in f64.
    #[inline(always)]
    pub fn standardized(&self, column: usize, x: f64) -> f64 {
        (self.interval(column).to_reals(x) - self.mean[column]) / self.scale[column]
    }

    /// The number of the data that is `z` when standardised, in f64.
    #[inline(always)]
    pub fn restored(&self, column: usize, z: f64) -> f64 {
        self.interval(column).of_real(self.to_reals(column, z))
    }

    /// Standardises numbers of one column.
    #[inline(always)]
    pub fn standardize_column<T: Real>(&self, column: usize, numbers: &mut [T]) {
        if !self.interval(column).is_real() {
            return numbers.iter_mut().for_each(|x| *x = T::from_f64(self.standardized(column, x.to_f64())));
        }
        let (mean, inverse) = (T::from_f64(self.mean[column]), T::from_f64(1.0 / self.scale[column]));
        numbers.iter_mut().for_each(|x| *x = (*x - mean) * inverse);
    }

    /// Restores numbers of one column.
    #[inline(always)]
    pub fn restore_column<T: Real>(&self, column: usize, numbers: &mut [T]) {
        let interval = self.interval(column);
        if !interval.is_real() {
            return numbers.iter_mut().for_each(|z| *z = interval.nearest(self.restored(column, z.to_f64())));
        }
        let (mean, scale) = (T::from_f64(self.mean[column]), T::from_f64(self.scale[column]));
        numbers.iter_mut().for_each(|z| *z = *z * scale + mean);
    }

    /// Restores row-major rows.
    #[inline(always)]
    pub fn restore_rows<T: Real>(&self, rows: &mut [T]) {
        for row in rows.chunks_exact_mut(self.mean.len().max(1)) {
            if self.intervals.is_empty() {
                for (z, (mean, scale)) in row.iter_mut().zip(self.mean.iter().zip(&self.scale)) {
                    *z = *z * T::from_f64(*scale) + T::from_f64(*mean);
                }
            } else {
                row.iter_mut().enumerate().for_each(|(k, z)| self.restore_column(k, std::slice::from_mut(z)));
            }
        }
    }

    /// Turns the cotangent of x into that of z, for a tile of standardised numbers: `z̄ = scale · dx/du ·
    /// x̄`.
    pub fn pull_to_standardized<T: Real>(&self, z: &[T], cotangent: &mut [T], lanes: usize) {
        for (k, (feature, scale)) in cotangent.chunks_mut(lanes).zip(&self.scale).enumerate() {
            let interval = self.interval(k);
            for (g, z) in feature.iter_mut().zip(&z[k * lanes..]) {
                let slope = if interval.is_real() { 1.0 } else { interval.log_slope(self.to_reals(k, *z)).exp() };
                *g *= T::from_f64(scale * slope);
            }
        }
    }

    /// Adds what the cotangent of `ln |dx/dz|` gives that of z, for a tile of standardised numbers:
    /// `scale · d ln(dx/du)/du` times it.
    pub fn add_volume_cotangent<T: Real>(&self, z: &[T], volume: T, cotangent: &mut [T], lanes: usize) {
        for (k, interval) in self.intervals.iter().enumerate().filter(|(_, interval)| !interval.is_real()) {
            for (g, z) in cotangent[k * lanes..][..lanes].iter_mut().zip(&z[k * lanes..]) {
                let change = interval.log_slope_change(self.to_reals(k, *z));
                *g += T::from_f64(volume.to_f64() * self.scale[k] * change);
            }
        }
    }

    /// Turns the cotangents of z and of `ladj − ln |dx/dz|` into that of x, for row-major rows of
    /// data: `x̄ = (z̄ / scale − ladj̄ · d ln(dx/du)/du) / (dx/du)`.
    pub fn pull_to_data<T: Real>(&self, x: &[T], volume: T, cotangent: &mut [T]) {
        let columns = self.scale.iter().enumerate().cycle();
        for ((g, x), (k, scale)) in cotangent.iter_mut().zip(x).zip(columns) {
            let interval = self.interval(k);
            let mut by_u = g.to_f64() / scale;
            if !interval.is_real() {
                let u = interval.to_reals(x.to_f64());
                by_u = (by_u - volume.to_f64() * interval.log_slope_change(u)) / interval.log_slope(u).exp();
            }
            *g = T::from_f64(by_u);
        }
    }
}

/// Mean and standard deviation.
#[cfg(feature = "train")]
fn moments(column: &[f64], weights: &[f64]) -> (f64, f64) {
    let weight = |k: usize| *weights.get(k).unwrap_or(&1.0);
    let total = if weights.is_empty() { column.len() as f64 } else { weights.iter().sum() };
    let mean: f64 = column.iter().enumerate().map(|(k, u)| weight(k) * u / total).sum();
    let square = |(k, u): (usize, &f64)| weight(k) * ((u - mean) * (u - mean)) / total;
    let variance: f64 = column.iter().enumerate().map(square).sum();
    (mean, if variance > 0.0 { variance.sqrt() } else { 1.0 })
}

/// The distance of the quartiles of a standard normal distribution.
#[cfg(feature = "train")]
const NORMAL_QUARTILES: f64 = 1.348_979_500_392_163_5;

/// Median and scaled distance of the quartiles; where half of the numbers are equal, the standard
/// deviation stands for the latter.
#[cfg(feature = "train")]
fn quartiles(column: &[f64], weights: &[f64]) -> (f64, f64) {
    let weight = |k: &usize| *weights.get(*k).unwrap_or(&1.0);
    let mut order: Vec<usize> = (0..column.len()).filter(|k| weight(k) > 0.0).collect();
    order.sort_by(|a, b| column[*a].total_cmp(&column[*b]));
    let total: f64 = order.iter().map(weight).sum();
    // The smallest number up to which this share of the weights lies.
    let quantile = |share: f64| {
        let mut below = 0.0;
        let reached = order.iter().find(|k| {
            below += weight(k);
            below >= share * total
        });
        reached.or(order.last()).map_or(0.0, |k| column[*k])
    };
    let spread = (quantile(0.75) - quantile(0.25)) / NORMAL_QUARTILES;
    (quantile(0.5), if spread > 0.0 { spread } else { moments(column, weights).1 })
}

/// Rows of data in f64 as standardised rows of the flow's type: differences of large numbers are
/// taken before rounding.
pub fn standardize<T: Real>(rows: &[f64], statistics: Option<&Standardize>) -> Vec<T> {
    match statistics {
        None => rows.iter().map(|x| T::from_f64(*x)).collect(),
        // The same to the bits, in vectors.
        Some(s) if s.intervals.is_empty() => {
            let mut out = Vec::with_capacity(rows.len());
            for row in rows.chunks(s.mean.len().max(1)) {
                let columns = row.iter().zip(s.mean.iter().zip(&s.scale));
                out.extend(columns.map(|(x, (mean, scale))| T::from_f64((x - mean) / scale)));
            }
            out
        }
        Some(s) => {
            let columns = (0..s.mean.len()).cycle();
            rows.iter().zip(columns).map(|(x, k)| T::from_f64(s.standardized(k, *x))).collect()
        }
    }
}

/// The inverse of [`standardize`].
pub fn unstandardize<T: Real>(rows: &[T], statistics: Option<&Standardize>) -> Vec<f64> {
    match statistics {
        None => rows.iter().map(|z| z.to_f64()).collect(),
        Some(s) => {
            let columns = (0..s.mean.len()).cycle();
            rows.iter().zip(columns).map(|(z, k)| s.restored(k, z.to_f64())).collect()
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
    /// The columns of the data, as far as they are known.
    pub columns: Columns,
}

impl Statistics {
    /// `Σ ln scale`, by which the log-density of the data is smaller than that of what the flow works
    /// with, but for the slopes of intervals.
    pub fn log_scale(&self) -> f64 {
        self.event.as_ref().map_or(0.0, Standardize::log_scale)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const REALS: Vec<Interval> = Vec::new();

    #[test]
    fn means_and_deviations_by_weight() {
        let rows = [1.0, 0.1, 2.0, 0.1, 4.0, 0.1];
        let measure = |weights: &[f64]| Standardize::measure(&rows, 2, weights, REALS, Standardization::Moments);
        let plain = measure(&[]);
        // (1 + 2 + 4) / 3, and the mean of squares 21 / 3 less the square of the mean.
        assert!(
            (plain.mean[0] - 7.0 / 3.0).abs() < 1e-15 && (plain.scale[0] - (7.0_f64 - 49.0 / 9.0).sqrt()).abs() < 1e-15
        );
        let weighted = measure(&[1.0, 0.5, 0.25]);
        // (1 + 1 + 1) / 1.75, and (1 + 2 + 4) / 1.75 less its square.
        let mean = 12.0 / 7.0;
        assert!(
            (weighted.mean[0] - mean).abs() < 1e-15 && (weighted.scale[0] - (4.0 - mean * mean).sqrt()).abs() < 1e-15
        );
        assert_eq!([plain.mean[1], weighted.mean[1], plain.scale[1], weighted.scale[1]], [0.1, 0.1, 1.0, 1.0]);
        let many = Standardize::measure(&[0.1; 1000], 1, &[], REALS, Standardization::Moments);
        assert_eq!((many.mean[0], many.scale[0]), (0.1, 1.0));
    }

    #[test]
    fn quartiles_do_not_see_far_values() {
        let robust = |rows: &[f64], weights: &[f64]| {
            let s = Standardize::measure(rows, 1, weights, REALS, Standardization::Robust);
            (s.mean[0], s.scale[0] * NORMAL_QUARTILES)
        };
        assert_eq!(robust(&[5.0, 1.0, 4.0, 2.0, 3.0, 1e7, -1e7, 0.0], &[]), (2.0, 4.0));
        // A row of weight 3 is one that stands there three times.
        let (rows, weights) = ([1.0, 2.0, 3.0, 9.0], [3.0, 1.0, 2.0, 0.0]);
        assert_eq!(robust(&rows, &weights), robust(&[1.0, 1.0, 1.0, 2.0, 3.0, 3.0], &[]));
        let (median, scale) = robust(&[0.0, 0.0, 0.0, 0.0, 8.0], &[]);
        assert!(median == 0.0 && (scale / NORMAL_QUARTILES - 3.2).abs() < 1e-12);
    }

    /// Both ways in both types, with a volume that is the determinant of the map from z to x.
    #[test]
    fn intervals_are_left_and_entered_with_their_volume() {
        let intervals = vec![Interval::between(0.0, f64::INFINITY), Interval::REALS, Interval::between(0.0, 1.0)];
        let rows = [0.5, -3.0, 0.125, 0.01, 2460.5, 1.0 - 1e-4, 40.0, 2460.25, 0.75];
        let s = Standardize::measure(&rows, 3, &[], intervals, Standardization::Moments);
        let z: Vec<f64> = standardize(&rows, Some(&s));
        let back = unstandardize(&z, Some(&s));
        assert!(back.iter().zip(&rows).all(|(a, b)| (a - b).abs() <= 1e-9 * b.abs()), "{back:?}");
        for row in z.chunks(3) {
            let h = 1e-6;
            let slope = |k: usize| (s.restored(k, row[k] + h) - s.restored(k, row[k] - h)) / (2.0 * h);
            let expected: f64 = (0..3).map(|k| slope(k).ln()).sum();
            assert!((s.log_volume(row.iter().copied()) - expected).abs() < 1e-4);
        }
        let mut far = [1e30_f32, 0.0, 1e30];
        s.restore_rows(&mut far);
        assert!(far[0] == f32::MAX && far[2] == 1.0 - f32::EPSILON / 2.0, "{far:?}");
    }

    #[test]
    fn cotangents_are_those_of_differences() {
        let intervals = vec![Interval::between(0.0, f64::INFINITY), Interval::between(-1.0, 3.0), Interval::REALS];
        let s = Standardize { mean: vec![0.5, -0.25, 1.0], scale: vec![2.0, 0.5, 3.0], intervals };
        let (z, x_bar, volume) = ([0.3, -0.8, 0.1], [0.7, -1.1, 0.4], 1.5);
        let x = |z: &[f64; 3]| [0, 1, 2].map(|k| s.restored(k, z[k]));
        let loss = |z: &[f64; 3]| {
            x(z).iter().zip(x_bar).map(|(x, g)| g * x).sum::<f64>() + volume * s.log_volume(z.iter().copied())
        };
        let mut pulled = x_bar;
        s.pull_to_standardized(&z, &mut pulled, 1);
        s.add_volume_cotangent(&z, volume, &mut pulled, 1);
        // There and back: the cotangent of x, less that of the volume.
        let mut pushed = pulled;
        s.pull_to_data(&x(&z), volume, &mut pushed);
        assert!(pushed.iter().zip(x_bar).all(|(a, b)| (a - b).abs() < 1e-12), "{pushed:?}");
        for k in 0..3 {
            let moved = |h: f64| {
                let mut z = z;
                z[k] += h;
                loss(&z)
            };
            let difference = (moved(1e-5) - moved(-1e-5)) / 2e-5;
            assert!((pulled[k] - difference).abs() < 1e-8, "element {k}: {} and {difference}", pulled[k]);
        }
    }
}
