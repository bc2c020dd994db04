//! Log-likelihoods of rows, in words and as JSON, in which rows without a finite one are told apart.

use std::fmt;

use flow_runtime::error::fixed;
use flow_runtime::fit::{Apart, Scores, Summary};
use serde_json::Value;

/// The scores of rows that are named by their numbers in the source, from 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RowScores(Scores);

impl RowScores {
    /// The scores of rows, of which `number` says the numbers in their source, from 1.
    pub fn of(scores: Scores, number: impl Fn(usize) -> usize) -> Self {
        RowScores(scores.numbered(number))
    }

    /// The mean over all rows: −∞ where one has density 0, NaN where one has none that is a number.
    pub fn mean(&self) -> f64 {
        self.0.mean()
    }

    /// Says how many rows are told apart and which is the first of each kind; `None` where all are
    /// finite.
    pub fn apart(&self) -> Option<String> {
        let all = self.0.rows();
        let told = |apart: Option<Apart>, what: &str| {
            apart.map(|a| format!("{} of {all} rows have {what}, the first is row {}", a.rows, a.first))
        };
        let kinds = [(self.0.zero_density, "density 0"), (self.0.undefined, "a log-density that is not a number")];
        let told: Vec<String> = kinds.into_iter().filter_map(|(apart, what)| told(apart, what)).collect();
        (!told.is_empty()).then(|| told.join("; "))
    }

    /// Mean, twice its error and the number of rows of those whose log-density is finite.
    pub fn others(&self) -> String {
        told(self.0.finite)
    }

    /// The mean of the same rows in bits per dimension, and twice its error where that is known, where each row
    /// is of `size` whole numbers.
    pub fn in_bits(&self, size: usize) -> (f64, Option<f64>) {
        let s = self.0.finite;
        (bits_per_dimension(s.mean, size), two_se(s).map(|error| -bits_per_dimension(error, size)))
    }

    /// The same as the first fields of a JSON map.
    pub fn bits_as_json(&self, size: usize) -> String {
        let number = |n: Option<f64>| n.filter(|n| n.is_finite()).map_or("null".to_string(), |n| format!("{n:?}"));
        let (bits, two_se) = self.in_bits(size);
        format!("\"bits_per_dimension\": {}, \"bits_per_dimension_two_se\": {}", number(Some(bits)), number(two_se))
    }

    /// The same in words, `2.5431 ± 0.0042`.
    pub fn others_in_bits(&self, size: usize) -> String {
        let (bits, two_se) = self.in_bits(size);
        let error = two_se.map_or(String::new(), |two_se| format!(" ± {}", fixed(two_se, 4)));
        format!("{}{error}", fixed(bits, 4))
    }

    /// `{"mean", "two_se", "rows"}`, and with rows that are told apart `"zero_density"` or
    /// `"not_a_number"`, each `{"rows", "first"}`, and the same of the `"others"`. A mean that is not
    /// finite is `null`: JSON has no word for it.
    pub fn as_json(&self) -> String {
        let number = |n: f64| if n.is_finite() { format!("{n:?}") } else { "null".to_string() };
        let told = |s: Summary| {
            let two_se = two_se(s).map_or("null".to_string(), number);
            format!("\"mean\": {}, \"two_se\": {two_se}, \"rows\": {}", number(s.mean), s.rows)
        };
        let Some(_) = self.apart() else { return format!("{{{}}}", told(self.0.finite)) };
        let mut text = format!("\"mean\": null, \"two_se\": null, \"rows\": {}", self.0.rows());
        for (apart, name) in [(self.0.zero_density, ZERO_DENSITY), (self.0.undefined, NOT_A_NUMBER)] {
            if let Some(Apart { rows, first }) = apart {
                text += &format!(", \"{name}\": {{\"rows\": {rows}, \"first\": {first}}}");
            }
        }
        format!("{{{text}, \"{OTHERS}\": {{{}}}}}", told(self.0.finite))
    }

    /// The scores that [`as_json`](Self::as_json) wrote, among whatever else stands there.
    pub fn of_json(json: &Value) -> Self {
        let apart = |name: &str| {
            let count = |key: &str| json[name][key].as_u64().map(|n| n as usize);
            Some(Apart { rows: count("rows")?, first: count("first")? })
        };
        let of = if json[OTHERS].is_object() { &json[OTHERS] } else { json };
        let number = |key: &str| of[key].as_f64().unwrap_or(f64::NAN);
        let rows = of["rows"].as_u64().unwrap_or(0) as usize;
        let finite = Summary { mean: number("mean"), two_se: number("two_se"), rows };
        RowScores(Scores { finite, zero_density: apart(ZERO_DENSITY), undefined: apart(NOT_A_NUMBER) })
    }
}

/// A log-likelihood of rows of `size` whole numbers, in bits of one number: `−log p / (D ln 2)`. An upper
/// bound of the bits that a code by the model takes for each of them.
pub fn bits_per_dimension(log_prob: f64, size: usize) -> f64 {
    -log_prob / (size as f64 * std::f64::consts::LN_2)
}

const ZERO_DENSITY: &str = "zero_density";
const NOT_A_NUMBER: &str = "not_a_number";
const OTHERS: &str = "others";

/// Twice the error of a mean; one row tells nothing of it.
pub fn two_se(s: Summary) -> Option<f64> {
    (s.rows > 1).then_some(s.two_se)
}

fn told(s: Summary) -> String {
    match two_se(s) {
        Some(two_se) => format!("{} ± {} nats (2 s.e., {} rows)", fixed(s.mean, 4), fixed(two_se, 4), s.rows),
        None => format!("{} nats ({} row, so the error is unknown)", fixed(s.mean, 4), s.rows),
    }
}

/// `-1.25 ± 0.01 nats (2 s.e., 300 rows)`; with rows that are told apart, these on a second line.
impl fmt::Display for RowScores {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(apart) = self.apart() else { return f.write_str(&self.others()) };
        match self.0.undefined {
            Some(_) => write!(f, "not a number ({} rows)", self.0.rows())?,
            None => write!(f, "-inf nats ({} rows)", self.0.rows())?,
        }
        write!(f, "\n{apart}")?;
        match self.0.finite.rows {
            0 => Ok(()),
            _ => write!(f, "; mean of the others: {}", self.others()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ZERO: f64 = f64::NEG_INFINITY;

    fn of(log_prob: &[f64], before: usize) -> RowScores {
        RowScores::of(Scores::of(log_prob), |row| row + 1 + before)
    }

    #[test]
    fn summaries_in_both_formats() {
        let s = of(&[0.5, 1.0, 1.5, 1.0], 0);
        // The standard deviation is √(1/6), over √4.
        assert_eq!(s.to_string(), "1.0000 ± 0.4082 nats (2 s.e., 4 rows)");
        assert!(s.as_json().starts_with("{\"mean\": 1.0, \"two_se\": 0.408"));
        let one = of(&[0.5], 0);
        assert_eq!(one.to_string(), "0.5000 nats (1 row, so the error is unknown)");
        assert_eq!(one.as_json(), "{\"mean\": 0.5, \"two_se\": null, \"rows\": 1}");
    }

    #[test]
    fn rows_without_a_finite_log_density_are_told_apart() {
        let s = of(&[0.5, ZERO, 1.5, ZERO], 10);
        assert_eq!(
            s.to_string(),
            "-inf nats (4 rows)\n2 of 4 rows have density 0, the first is row 12; \
             mean of the others: 1.0000 ± 1.0000 nats (2 s.e., 2 rows)"
        );
        assert_eq!(
            s.as_json(),
            "{\"mean\": null, \"two_se\": null, \"rows\": 4, \"zero_density\": {\"rows\": 2, \"first\": 12}, \
             \"others\": {\"mean\": 1.0, \"two_se\": 1.0, \"rows\": 2}}"
        );
        assert_eq!(of(&[ZERO], 0).to_string(), "-inf nats (1 rows)\n1 of 1 rows have density 0, the first is row 1");
        let both = of(&[0.5, f64::NAN, 1.5, ZERO, f64::INFINITY], 0);
        assert_eq!(
            both.to_string(),
            "not a number (5 rows)\n1 of 5 rows have density 0, the first is row 4; 2 of 5 rows have a log-density that \
             is not a number, the first is row 2; mean of the others: 1.0000 ± 1.0000 nats (2 s.e., 2 rows)"
        );
    }

    #[test]
    fn json_is_read_again() {
        for log_prob in [&[0.5, 1.0, 1.75][..], &[0.5, ZERO, 1.5], &[ZERO, f64::NAN, 0.25, 1.0]] {
            let (s, text) = (of(log_prob, 3), of(log_prob, 3).as_json());
            assert_eq!(RowScores::of_json(&serde_json::from_str(&text).expect("JSON")), s, "{text}");
        }
    }
}
