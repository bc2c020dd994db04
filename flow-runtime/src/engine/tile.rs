//! Rows into tiles and back: row-major numbers turned to `[features, lanes]`, standardised on the
//! way.

use crate::model::description::Member;
use crate::model::{Interval, Standardize};
use crate::numeric::Real;
use crate::numeric::isa::{Isa, Segment, dispatch};

/// Row-major rows to a feature-major tile: `(x − mean) / scale` where there are statistics.
pub(crate) fn load_tile<T: Real>(
    rows: &[T],
    size: usize,
    lanes: usize,
    statistics: Option<&Standardize>,
    tile: &mut [T],
) {
    dispatch(LoadTile { rows: &rows[..size * lanes], size, lanes, statistics, tile });
}

/// A feature-major tile to row-major rows: `z · scale + mean` where there are statistics.
pub(crate) fn store_rows<T: Real>(
    tile: &[T],
    size: usize,
    lanes: usize,
    statistics: Option<&Standardize>,
    rows: &mut [T],
) {
    dispatch(StoreRows { tile, size, lanes, statistics, rows: &mut rows[..size * lanes] });
}

/// Where a row is outside the support of a flow, its density is zero. Standardising leaves the
/// ends of that support in place: see `fit::dataset`. So it is where a row is so far away that numbers
/// overflow on the way to the base, as `∞ − ∞`. A row or a context with NaN has no density at all.
pub(crate) fn outside<T: Real>(rows: &[T], contexts: &[T], d: &Member, log_prob: &mut [T]) {
    // Nearly always there is none, and all rows are looked at together.
    if !d.intervals.is_empty() || dispatch(AnyOutside { rows, d }) {
        outside_of(rows, d.size(), |k| d.interval(k), log_prob);
    }
    let part = |numbers: &[T], k: usize, size: usize| numbers[k * size..][..size].iter().all(|x| !x.to_f64().is_nan());
    for (k, log_prob) in log_prob.iter_mut().enumerate().filter(|(_, log_prob)| log_prob.to_f64().is_nan()) {
        if part(rows, k, d.size()) && part(contexts, k, d.context) {
            *log_prob = T::from_f64(f64::NEG_INFINITY);
        }
    }
}

/// Where a row is outside the intervals of its elements, its density is zero.
pub(crate) fn outside_intervals<U: Real, T: Real>(rows: &[U], intervals: &[Interval], log_prob: &mut [T]) {
    if !intervals.is_empty() {
        outside_of(rows, intervals.len(), |k| intervals[k], log_prob);
    }
}

fn outside_of<U: Real, T: Real>(rows: &[U], size: usize, interval: impl Fn(usize) -> Interval, log_prob: &mut [T]) {
    for (row, log_prob) in rows.chunks(size).zip(log_prob) {
        let outside = |(k, x): (usize, &U)| {
            let (x, interval) = (x.to_f64(), interval(k));
            // NaN is no number, and not outside.
            !x.is_nan() && !interval.contains(x)
        };
        if row.iter().enumerate().any(outside) {
            *log_prob = T::from_f64(f64::NEG_INFINITY);
        }
    }
}

/// Moves numbers that rounding has put on an end of a flow's support to the nearest ones inside:
/// nothing that is drawn has density zero.
pub(crate) fn keep_inside<T: Real>(d: &Member, rows: &mut [T]) {
    if d.is_real() {
        return;
    }
    let columns = (0..d.size()).cycle();
    for (x, k) in rows.iter_mut().zip(columns) {
        *x = d.interval(k).nearest(x.to_f64());
    }
}

struct LoadTile<'a, T> {
    rows: &'a [T],
    size: usize,
    lanes: usize,
    statistics: Option<&'a Standardize>,
    tile: &'a mut [T],
}

impl<T: Real> Segment for LoadTile<'_, T> {
    type Output = ();

    #[inline(always)]
    fn run<I: Isa>(self, _: I) {
        for f in 0..self.size {
            let feature = &mut self.tile[f * self.lanes..][..self.lanes];
            // At a distance that is known, neighbouring rows are read together.
            match self.size {
                1 => feature.copy_from_slice(self.rows),
                2 => feature.iter_mut().zip(self.rows.as_chunks::<2>().0).for_each(|(x, row)| *x = row[f]),
                3 => feature.iter_mut().zip(self.rows.as_chunks::<3>().0).for_each(|(x, row)| *x = row[f]),
                4 => feature.iter_mut().zip(self.rows.as_chunks::<4>().0).for_each(|(x, row)| *x = row[f]),
                size => feature.iter_mut().zip(self.rows[f..].iter().step_by(size)).for_each(|(x, row)| *x = *row),
            }
            if let Some(s) = self.statistics {
                s.standardize_column(f, feature);
            }
        }
    }
}

struct StoreRows<'a, T> {
    tile: &'a [T],
    size: usize,
    lanes: usize,
    statistics: Option<&'a Standardize>,
    rows: &'a mut [T],
}

impl<T: Real> Segment for StoreRows<'_, T> {
    type Output = ();

    #[inline(always)]
    fn run<I: Isa>(self, _: I) {
        let (size, lanes) = (self.size, self.lanes);
        match size {
            1 => self.rows.copy_from_slice(&self.tile[..lanes]),
            2 => {
                let (low, high) = self.tile[..2 * lanes].split_at(lanes);
                let rows = self.rows.as_chunks_mut::<2>().0;
                rows.iter_mut().zip(low.iter().zip(high)).for_each(|(row, (a, b))| *row = [*a, *b]);
            }
            _ => {
                for f in 0..size {
                    let feature = &self.tile[f * lanes..][..lanes];
                    self.rows[f..].iter_mut().step_by(size).zip(feature).for_each(|(row, x)| *row = *x);
                }
            }
        }
        if let Some(s) = self.statistics.filter(|_| size > 0) {
            s.restore_rows(self.rows);
        }
    }
}

struct AnyOutside<'a, T> {
    rows: &'a [T],
    d: &'a Member,
}

impl<T: Real> Segment for AnyOutside<'_, T> {
    type Output = bool;

    #[inline(always)]
    fn run<I: Isa>(self, _: I) -> bool {
        let (low, high) = self.d.support;
        let mut found = false;
        for x in self.rows {
            let x = x.to_f64();
            found |= (x <= low) | (x >= high);
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tiles_hold_the_rows_and_give_them_back() {
        for size in 0..7 {
            for lanes in [1, 2, 16, 37] {
                let rows: Vec<f64> = (0..size * lanes).map(|i| (i * i % 29) as f64).collect();
                let statistics = Standardize {
                    mean: (0..size).map(|f| f as f64 - 1.0).collect(),
                    scale: (0..size).map(|f| 0.5 + f as f64).collect(),
                    intervals: Vec::new(),
                };
                for statistics in [None, Some(&statistics)] {
                    let mut tile = vec![f64::NAN; size * lanes];
                    load_tile(&rows, size, lanes, statistics, &mut tile);
                    for (i, x) in rows.iter().enumerate() {
                        let (lane, f) = (i / size, i % size);
                        let z = statistics.map_or(*x, |s| (x - s.mean[f]) * (1.0 / s.scale[f]));
                        assert_eq!(tile[f * lanes + lane], z, "{size} features, {lanes} lanes");
                    }
                    let mut back = vec![f64::NAN; size * lanes];
                    store_rows(&tile, size, lanes, statistics, &mut back);
                    assert!(back.iter().zip(&rows).all(|(a, b)| (a - b).abs() < 1e-13 * (1.0 + b.abs())));
                }
            }
        }
    }
}
