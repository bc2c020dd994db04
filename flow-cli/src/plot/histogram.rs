//! Histograms as densities: bars whose area is the share of the rows they hold.

use super::window::Range;

/// Bin edges of equal width over a range.
pub struct Bins {
    range: Range,
    count: usize,
}

impl Bins {
    /// The number of bins that Freedman and Diaconis (1981) advise for `values`, of the width
    /// `2·IQR / ∛n`, but 12 to 60.
    pub fn new(range: Range, values: impl Iterator<Item = f64>) -> Bins {
        let mut values: Vec<f64> = values.filter(|value| value.is_finite()).collect();
        values.sort_by(f64::total_cmp);
        let quartile = |quarters: usize| values.get(values.len() * quarters / 4).copied().unwrap_or(0.0);
        let width = 2.0 * (quartile(3) - quartile(1)) / (values.len().max(1) as f64).cbrt();
        let count = (range.span() / width).round();
        // Dividing by a width of zero asks for infinitely many bins.
        Bins { range, count: count.clamp(12.0, 60.0) as usize }
    }

    /// The density in each bin. Values outside the range count among the rows, so they lower every
    /// bar.
    pub fn densities(&self, values: impl Iterator<Item = f64>) -> Vec<f64> {
        let width = self.range.span() / self.count as f64;
        let (mut counts, mut rows) = (vec![0usize; self.count], 0usize);
        for value in values {
            rows += 1;
            if self.range.contains(value) {
                let bin = ((value - self.range.low) / width) as usize;
                counts[bin.min(self.count - 1)] += 1;
            }
        }
        counts.into_iter().map(|count| count as f64 / (rows.max(1) as f64 * width)).collect()
    }

    /// The corners of the outline of bars of these heights, from the axis at the left to the axis
    /// at the right.
    pub fn outline(&self, heights: &[f64]) -> Vec<(f64, f64)> {
        let width = self.range.span() / self.count as f64;
        let edge = |k: usize| self.range.low + k as f64 * width;
        let bars = heights.iter().enumerate().flat_map(|(k, &height)| [(edge(k), height), (edge(k + 1), height)]);
        [(edge(0), 0.0)].into_iter().chain(bars).chain([(edge(self.count), 0.0)]).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_hold_the_share_of_rows_inside_the_range() {
        let range = Range { low: 0.0, high: 10.0 };
        let values: Vec<f64> = (0..1000).map(|i| f64::from(i) * 0.0125).collect();
        let bins = Bins::new(range, values.iter().copied());
        let heights = bins.densities(values.iter().copied());
        let area: f64 = heights.iter().sum::<f64>() * 10.0 / heights.len() as f64;
        assert!((area - 0.801).abs() < 1e-12, "{area}");
        assert_eq!(bins.outline(&heights).len(), 2 * heights.len() + 2);
    }

    #[test]
    fn the_number_of_bins_is_bounded() {
        let range = Range { low: -1.0, high: 1.0 };
        for values in [vec![], vec![0.0; 100], (0..100_000).map(|i| f64::from(i) * 1e-9).collect()] {
            let bins = Bins::new(range, values.iter().copied());
            assert!((12..=60).contains(&bins.densities(values.iter().copied()).len()));
        }
    }
}
