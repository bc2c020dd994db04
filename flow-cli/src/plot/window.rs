//! The part of the data space that a panel shows.

/// An interval of one axis, `low < high`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Range {
    pub low: f64,
    pub high: f64,
}

impl Range {
    /// The bulk of `values` with a margin of 15 %: the outermost half per cent at either end
    /// decides nothing, so that one outlier does not squeeze everything else into a corner. Values
    /// that are not finite are left out.
    pub fn around(values: impl Iterator<Item = f64>) -> Range {
        let mut values: Vec<f64> = values.filter(|value| value.is_finite()).collect();
        values.sort_by(f64::total_cmp);
        let at =
            |fraction: f64| values.get((fraction * values.len().saturating_sub(1) as f64).round() as usize).copied();
        let (low, high) = (at(0.005).unwrap_or(0.0), at(0.995).unwrap_or(1.0));
        let margin = 0.15 * (high - low);
        // A constant column still needs an axis.
        let margin = if margin > 1e-12 * low.abs().max(high.abs()) { margin } else { 0.5 * low.abs().max(1.0) };
        Range { low: low - margin, high: high + margin }
    }

    pub fn span(&self) -> f64 {
        self.high - self.low
    }

    pub fn contains(&self, value: f64) -> bool {
        self.low <= value && value <= self.high
    }
}

/// The rectangle of the plane that the panels of a density figure show, and the grid that its
/// density is computed on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Window {
    pub(super) x: Range,
    pub(super) y: Range,
}

/// A wider or higher window than this is drawn as a square instead of with equal units.
const MOST_ASPECT: f64 = 3.0;

impl Window {
    /// The window around the bulk of `points`, given as `x, y, x, y, …`.
    pub fn around(points: &[f64]) -> Window {
        let axis = |k: usize| Range::around(points.chunks_exact(2).map(|point| point[k]));
        Window { x: axis(0), y: axis(1) }
    }

    /// Height over width of a panel, with equal units on both axes where that gives a readable
    /// shape.
    pub(super) fn aspect(&self) -> f64 {
        let aspect = self.y.span() / self.x.span();
        if (1.0 / MOST_ASPECT..=MOST_ASPECT).contains(&aspect) { aspect } else { 1.0 }
    }

    /// Columns and rows of a grid of nearly square cells, with `most` along the longer side.
    fn cells(&self, most: usize) -> (usize, usize) {
        let aspect = self.aspect();
        let side = |fraction: f64| ((most as f64 * fraction).round() as usize).max(1);
        if aspect < 1.0 { (side(1.0), side(aspect)) } else { (side(1.0 / aspect), side(1.0)) }
    }

    /// The centres of the grid's cells, as `x, y, x, y, …`, row after row from the top, and the
    /// number of columns.
    pub fn grid(&self, most: usize) -> (Vec<f64>, usize) {
        let (columns, rows) = self.cells(most);
        let (across, down) = (self.x.span() / columns as f64, self.y.span() / rows as f64);
        let center = |row: usize, column: usize| {
            [self.x.low + (column as f64 + 0.5) * across, self.y.high - (row as f64 + 0.5) * down]
        };
        let points = (0..rows).flat_map(|row| (0..columns).flat_map(move |column| center(row, column))).collect();
        (points, columns)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_ignore_outliers_and_survive_odd_columns() {
        let bulk = (0..1000).map(f64::from);
        let range = Range::around(bulk.clone().chain([1e9]));
        assert!(range.low < 0.0 && range.low > -200.0 && range.high > 999.0 && range.high < 1200.0, "{range:?}");
        for values in [vec![], vec![f64::NAN], vec![3.0], vec![0.0; 5], vec![1e300; 2]] {
            let range = Range::around(values.iter().copied());
            assert!(range.low < range.high, "{values:?}: {range:?}");
        }
    }

    #[test]
    fn the_grid_starts_at_the_top_left_and_its_cells_are_square() {
        let window = Window { x: Range { low: 0.0, high: 4.0 }, y: Range { low: 0.0, high: 2.0 } };
        let (points, columns) = window.grid(4);
        assert_eq!((columns, points.len()), (4, 16));
        assert_eq!((&points[..4], &points[14..]), (&[0.5, 1.5, 1.5, 1.5][..], &[3.5, 0.5][..]));
        let tall = Window { x: Range { low: 0.0, high: 1.0 }, y: Range { low: 0.0, high: 100.0 } };
        assert_eq!(tall.aspect(), 1.0);
    }
}
