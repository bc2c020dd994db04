//! Log-densities of rows, summed up.

use crate::engine::batch::Summary;
use crate::numeric::Real;

/// Log-densities of rows, of which those that are not finite are told apart: one of them takes every
/// mean with it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scores {
    /// Mean and error over the rows whose log-density is finite.
    pub finite: Summary,
    /// The rows of density 0, where there are some.
    pub zero_density: Option<Apart>,
    /// The rows whose log-density is NaN or +∞, where there are some.
    pub undefined: Option<Apart>,
}

/// Rows that are told apart from the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Apart {
    /// How many they are.
    pub rows: usize,
    /// The first of them, counted from 0.
    pub first: usize,
}

impl Scores {
    /// The scores of one log-density a row.
    pub fn of<T: Real>(log_prob: &[T]) -> Self {
        Self::weighted(log_prob, &[])
    }

    /// The scores of rows that count by their weights in mean and error, as in
    /// [`Summary::weighted`]; all alike without weights.
    pub fn weighted<T: Real>(log_prob: &[T], weights: &[f64]) -> Self {
        let is_zero = |l: T| l.to_f64() == f64::NEG_INFINITY;
        let is_undefined = |l: T| !l.is_finite() && !is_zero(l);
        let (zero_density, undefined) = (apart(log_prob, is_zero), apart(log_prob, is_undefined));
        let finite = if zero_density.or(undefined).is_none() {
            Summary::weighted(log_prob, weights)
        } else {
            let rows: Vec<usize> = (0..log_prob.len()).filter(|row| log_prob[*row].is_finite()).collect();
            let weights: Vec<f64> = rows.iter().filter_map(|row| weights.get(*row)).copied().collect();
            Summary::weighted(&rows.iter().map(|row| log_prob[*row]).collect::<Vec<T>>(), &weights)
        };
        Scores { finite, zero_density, undefined }
    }

    /// The same scores of rows that have these numbers where they come from.
    pub fn numbered(self, number: impl Fn(usize) -> usize) -> Scores {
        let of = |apart: Option<Apart>| apart.map(|a| Apart { first: number(a.first), ..a });
        Scores { zero_density: of(self.zero_density), undefined: of(self.undefined), ..self }
    }

    /// All rows.
    pub fn rows(&self) -> usize {
        self.finite.rows + self.apart()
    }

    /// The rows whose log-density is not finite.
    pub fn apart(&self) -> usize {
        [self.zero_density, self.undefined].into_iter().flatten().map(|apart| apart.rows).sum()
    }

    /// The mean over all rows: NaN where one is undefined, and else −∞ where one has density 0.
    pub fn mean(&self) -> f64 {
        match (self.undefined, self.zero_density) {
            (Some(_), _) => f64::NAN,
            (None, Some(_)) => f64::NEG_INFINITY,
            (None, None) => self.finite.mean,
        }
    }

    /// True where these are better scores of the same rows: fewer of them are not finite, or as many
    /// and the mean of the others is larger. It is the order that a very small density in place of 0
    /// would give.
    pub fn is_better_than(&self, other: &Scores) -> bool {
        match self.apart().cmp(&other.apart()) {
            std::cmp::Ordering::Equal => self.finite.mean > other.finite.mean,
            order => order.is_lt(),
        }
    }
}

fn apart<T: Real>(log_prob: &[T], is_one: impl Fn(T) -> bool) -> Option<Apart> {
    let first = log_prob.iter().position(|l| is_one(*l))?;
    Some(Apart { rows: log_prob.iter().filter(|l| is_one(**l)).count(), first })
}

#[cfg(test)]
mod tests {
    use super::*;

    const ZERO: f64 = f64::NEG_INFINITY;

    #[test]
    fn rows_that_are_not_finite_are_told_apart() {
        let found = Scores::of(&[0.5, ZERO, 1.5, f64::NAN, ZERO, f64::INFINITY]);
        assert_eq!((found.finite.mean, found.finite.two_se, found.finite.rows), (1.0, 1.0, 2));
        assert_eq!(found.zero_density, Some(Apart { rows: 2, first: 1 }));
        assert_eq!(found.undefined, Some(Apart { rows: 2, first: 3 }));
        assert!(found.mean().is_nan() && found.rows() == 6 && found.apart() == 4);
        assert_eq!(Scores::of(&[1.0, ZERO]).mean(), ZERO);
        let all = Scores::of(&[0.5_f32, 1.5]);
        assert_eq!((all.mean(), all.zero_density, all.undefined), (1.0, None, None));
    }

    #[test]
    fn weights_stay_with_their_rows() {
        // (2 · 1 + 1 · 4) / 3
        let found = Scores::weighted(&[1.0, ZERO, 4.0], &[2.0, 100.0, 1.0]);
        assert!((found.finite.mean - 2.0).abs() < 1e-15 && found.finite.rows == 2);
    }

    #[test]
    fn fewer_rows_of_density_zero_are_better_than_a_larger_mean() {
        let scores = |log_prob: &[f64]| Scores::of(log_prob);
        let (one, two) = (scores(&[ZERO, -9.0, -9.0]), scores(&[ZERO, ZERO, 5.0]));
        assert!(one.is_better_than(&two) && !two.is_better_than(&one));
        assert!(scores(&[ZERO, -8.0, -9.0]).is_better_than(&one) && !one.is_better_than(&one));
        let none = scores(&[ZERO, ZERO]);
        assert!(!none.is_better_than(&none) && !scores(&[ZERO, f64::NAN]).is_better_than(&none));
    }
}
