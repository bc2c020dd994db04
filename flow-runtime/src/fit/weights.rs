//! The weight of each row in the loss `Σ w · (−log p) / Σ w` and in every mean that is told.

use crate::error::{Error, Result, number};

/// Weights of some rows, the largest of all being 1; none where all rows count alike.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Weights(Vec<f64>);

impl Weights {
    /// Checks the weights of `rows` rows; an empty slice means that all count alike. `which` names
    /// the rows in messages.
    pub fn new(weights: &[f64], rows: usize, which: &str) -> Result<Self> {
        if weights.is_empty() {
            return Ok(Self::default());
        }
        if weights.len() != rows {
            let message = format!("found {} {which}weights, expected one for each of {rows} rows", weights.len());
            return Err(Error::input(message));
        }
        check_each(weights).map_err(|(row, error)| error.at(format!("{which}row {}", row + 1)))?;
        // Only ratios matter; divided by the largest, no sum overflows.
        let largest = weights.iter().copied().fold(0.0, f64::max);
        if largest == 0.0 {
            return Err(Error::input(format!("found {which}weights that are all 0, expected one above 0")));
        }
        Ok(Self(weights.iter().map(|w| w / largest).collect()))
    }

    /// The weight of a row.
    pub fn of(&self, row: usize) -> f64 {
        self.0.get(row).copied().unwrap_or(1.0)
    }

    /// The weights of chosen rows.
    #[must_use]
    pub fn select(&self, rows: &[usize]) -> Self {
        if self.0.is_empty() { Self::default() } else { Self(rows.iter().map(|row| self.0[*row]).collect()) }
    }

    /// One number a row, or none where all count alike.
    pub fn as_slice(&self) -> &[f64] {
        &self.0
    }
}

/// Refuses the first weight that is negative or not finite, with its row.
pub fn check_each(weights: &[f64]) -> std::result::Result<(), (usize, Error)> {
    match weights.iter().position(|w| !(*w >= 0.0 && w.is_finite())) {
        Some(row) => {
            let found = number(weights[row]);
            Err((row, Error::input(format!("found the weight {found}, expected a finite number from 0"))))
        }
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wrong_weights_are_named_by_row() {
        let message = |weights: &[f64]| Weights::new(weights, 3, "").unwrap_err().to_string();
        let expected = "row 2: found the weight -1, expected a finite number from 0";
        assert_eq!(message(&[1.0, -1.0, 2.0]), expected);
        assert_eq!(message(&[1.0, -1.0, f64::NAN]), expected);
        assert!(message(&[0.0, 1.0, f64::INFINITY]).starts_with("row 3: found the weight inf"));
        assert!(message(&[f64::NAN, 1.0, 1.0]).starts_with("row 1: found the weight NaN"));
        assert_eq!(message(&[0.0; 3]), "found weights that are all 0, expected one above 0");
        assert_eq!(message(&[1.0; 2]), "found 2 weights, expected one for each of 3 rows");
    }

    #[test]
    fn ratios_are_kept_and_sums_do_not_overflow() {
        let weights = Weights::new(&[1e308, 0.0, 5e307], 3, "").unwrap();
        assert_eq!([0, 1, 2].map(|row| weights.of(row)), [1.0, 0.0, 0.5]);
        assert_eq!(weights.select(&[2, 0]).as_slice(), [0.5, 1.0]);
        assert_eq!(Weights::new(&[], 3, "").unwrap().of(7), 1.0);
    }
}
