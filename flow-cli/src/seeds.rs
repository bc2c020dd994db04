//! The scores of several runs that differ in their seed alone: each, their mean, and their spread.

use flow_runtime::error::fixed;

use crate::exit::Failure;
use crate::history;
use crate::model::{HISTORY, Run};
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
    format!("{text}\n({what}; ± is the standard deviation between seeds)\n")
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
}
