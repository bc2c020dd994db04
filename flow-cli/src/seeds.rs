//! The scores of several runs that differ in their seed alone: each, their mean, and their spread.

use std::path::PathBuf;

use flow_run::HISTORY;
use flow_runtime::error::fixed;
use flow_runtime::fit::Summary;
use serde_json::{Value, json};

use crate::exit::Failure;
use crate::history;
use crate::model::Run;
use crate::plot::{Quantity, best_validated};

/// The scores of one run, in nats per row.
pub struct Scores {
    seed: u64,
    quantity: Quantity,
    /// The best epoch's score of the validation rows, where there are any.
    validation: Option<f64>,
    /// The score of the test rows.
    test: Option<f64>,
    /// The rows that have no finite score, in words.
    notes: Vec<String>,
}

impl Scores {
    /// The scores of a run, with those of the rows of `test`.
    ///
    /// # Errors
    /// A history or test rows that cannot be read.
    pub fn of(run: &Run, seed: u64, test: Option<&str>) -> Result<Scores, Failure> {
        let (quantity, epochs) = history::read(&run.folder.join(HISTORY))?;
        let best = best_validated(&epochs);
        let test = test.map(|file| run.score(file)).transpose()?;
        let mut notes = Vec::new();
        let validation = best.map(|(epoch, score)| match epoch.left_out {
            0 => quantity.score(score),
            rows => {
                notes.push(format!("{rows} validation rows have no density; the others {:.4}", quantity.score(score)));
                quantity.score(f64::NEG_INFINITY)
            }
        });
        notes.extend(test.and_then(|test| Some(format!("test: {}; the others {}", test.apart()?, test.others()))));
        Ok(Scores { seed, quantity, validation, test: test.map(|test| test.mean()), notes })
    }
}

/// One line a seed, then mean and spread: the standard deviation between seeds, not the error of
/// any one score.
pub fn table(scores: &[Scores]) -> String {
    let columns: [(&str, Vec<Option<f64>>); 2] = [
        ("validation", scores.iter().map(|s| s.validation).collect()),
        ("test", scores.iter().map(|s| s.test).collect()),
    ];
    let columns: Vec<_> = columns.into_iter().filter(|(_, column)| column.iter().any(Option::is_some)).collect();
    let mut text = format!("{:8}", "seed");
    text.extend(columns.iter().map(|(name, _)| format!("{name:>20}")));
    for (k, s) in scores.iter().enumerate() {
        text += &format!("\n{:<8}", s.seed);
        let shown = |x: Option<f64>| x.map_or(String::new(), |x| fixed(x, 4));
        text.extend(columns.iter().map(|(_, column)| format!("{:>20}", shown(column[k]))));
    }
    text += &format!("\n{:8}", "mean");
    for (_, column) in &columns {
        let (mean, spread) = mean_and_spread(&column.iter().flatten().copied().collect::<Vec<_>>());
        let told =
            if mean.is_finite() { format!("{} ± {}", fixed(mean, 4), fixed(spread, 4)) } else { format!("{mean}") };
        text += &format!("{told:>20}");
    }
    text.extend(scores.iter().flat_map(|s| s.notes.iter().map(move |note| format!("\nseed {}: {note}", s.seed))));
    let what = scores.first().map_or("", |s| s.quantity.name());
    format!(
        "{text}\n({what}; ± is the standard deviation between seeds, which begin and shuffle differently; their data and validation rows \
         are the same)\n"
    )
}

/// The scores of some rows by the models of several seeds, and by their mixture.
pub struct Scored {
    /// Each run with its score.
    runs: Vec<(PathBuf, Summary)>,
    /// The number of the one that the validation rows prefer.
    best: Option<usize>,
    mixture: Summary,
    /// The name of a score.
    name: String,
}

impl Scored {
    /// `scores[run][row]` are log-densities, or bounds of them, of this name; those of rows that were left
    /// out are not numbers.
    pub fn of(runs: &[PathBuf], scores: &[Vec<f64>], best: Option<usize>, name: String) -> Scored {
        let summary = |s: &[f64]| Summary::of(&s.iter().copied().filter(|l| !l.is_nan()).collect::<Vec<_>>());
        let runs = runs.iter().cloned().zip(scores.iter().map(|s| summary(s))).collect();
        Scored { runs, best, mixture: summary(&mixture(scores)), name }
    }

    pub fn as_text(&self) -> String {
        let told = |s: &Summary| format!("{:.4} ± {:.4} nats (2 s.e., {} rows)", s.mean, s.two_se, s.rows);
        let mut text = String::new();
        for (k, (run, score)) in self.runs.iter().enumerate() {
            let best = if self.best == Some(k) { ", the best by validation" } else { "" };
            text += &format!("{}: mean {}: {}{best}\n", run.display(), self.name, told(score));
        }
        let (mean, spread) = self.mean_and_spread();
        let n = self.runs.len();
        text += &format!("mean of {n} seeds: {mean:.4} ± {spread:.4} nats (the standard deviation between seeds)\n");
        text + &format!("mixture of the {n} models: {}\n", told(&self.mixture))
    }

    pub fn as_json(&self) -> Value {
        let number = |x: f64| if x.is_finite() { json!(x) } else { Value::Null };
        let told = |s: &Summary| json!({"mean": number(s.mean), "two_se": number(s.two_se), "rows": s.rows});
        let run = |(run, score): &(PathBuf, Summary)| {
            let mut told = told(score);
            told["run"] = json!(run.display().to_string());
            told
        };
        let (mean, spread) = self.mean_and_spread();
        json!({
            "runs": self.runs.iter().map(run).collect::<Vec<_>>(),
            "best": self.best.map(|k| self.runs[k].0.display().to_string()),
            "mean": number(mean),
            "spread": number(spread),
            "mixture": told(&self.mixture),
        })
    }

    fn mean_and_spread(&self) -> (f64, f64) {
        mean_and_spread(&self.runs.iter().map(|(_, score)| score.mean).collect::<Vec<_>>())
    }
}

/// The log-density of the mixture of models in equal parts, row by row: `log (1/m) Σ exp l`, taken
/// from the largest so that nothing overflows.
pub fn mixture(scores: &[Vec<f64>]) -> Vec<f64> {
    let row = |row: usize| {
        let of_row = || scores.iter().map(|s| s[row]);
        let largest = of_row().fold(f64::NEG_INFINITY, f64::max);
        if largest == f64::NEG_INFINITY || of_row().any(f64::is_nan) {
            return if of_row().any(f64::is_nan) { f64::NAN } else { largest };
        }
        largest + (of_row().map(|l| (l - largest).exp()).sum::<f64>() / scores.len() as f64).ln()
    };
    (0..scores.first().map_or(0, Vec::len)).map(row).collect()
}

fn mean_and_spread(values: &[f64]) -> (f64, f64) {
    let n = values.len() as f64;
    let mean = values.iter().sum::<f64>() / n;
    let squares: f64 = values.iter().map(|x| (x - mean).powi(2)).sum();
    (mean, (squares / (n - 1.0).max(1.0)).sqrt())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_has_a_line_for_each_seed_and_one_for_all() {
        let quantity = Quantity::LogLikelihood;
        let score =
            |seed, validation| Scores { seed, quantity, validation: Some(validation), test: None, notes: Vec::new() };
        let text = table(&[score(1, -1.0), score(2, -2.0), score(7, -3.0)]);
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines[0].split_whitespace().collect::<Vec<_>>(), ["seed", "validation"]);
        assert_eq!(lines[3].split_whitespace().collect::<Vec<_>>(), ["7", "-3.0000"]);
        assert_eq!(lines[4].split_whitespace().collect::<Vec<_>>(), ["mean", "-2.0000", "±", "1.0000"]);
        let mut nowhere = score(3, f64::NEG_INFINITY);
        nowhere.notes.push("2 of 9 rows".to_owned());
        let text = table(&[score(1, -1.0), nowhere]);
        assert!(text.contains("-inf\nseed 3: 2 of 9 rows\n") && !text.contains("NaN"), "{text}");
        assert_eq!(mean_and_spread(&[2.0]), (2.0, 0.0));
    }

    #[test]
    fn a_mixture_has_the_mean_of_the_densities() {
        let none = f64::NEG_INFINITY;
        let found = mixture(&[vec![0.0, -1000.0, none, none, f64::NAN], vec![3.0_f64.ln(), -1000.0, 0.0, none, 0.0]]);
        assert!((found[0] - 2.0_f64.ln()).abs() < 1e-15 && found[1] == -1000.0);
        assert!((found[2] - 0.5_f64.ln()).abs() < 1e-15 && found[3] == none && found[4].is_nan());
        let runs = ["a", "b"].map(PathBuf::from);
        let scored =
            Scored::of(&runs, &[vec![1.0, 2.0, f64::NAN], vec![3.0, 4.0, f64::NAN]], Some(1), "log-likelihood".into());
        let text = scored.as_text();
        assert!(text.contains("b: mean log-likelihood: 3.5000 ± 1.0000 nats (2 s.e., 2 rows), the best by"), "{text}");
        assert!(text.contains("mean of 2 seeds: 2.5000 ± 1.4142 nats (the standard"), "{text}");
    }
}
