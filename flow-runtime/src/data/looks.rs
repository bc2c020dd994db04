//! Counts of what columns hold, which readers fill in where a file is only looked at.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

/// The most different texts of a column that are kept.
const MOST_TEXTS: usize = 1000;

/// A summary of one column.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Surveyed {
    /// Its name, or its number counted from 0.
    pub name: String,
    /// How many finite numbers.
    pub numbers: usize,
    /// How many infinite ones.
    pub infinite: usize,
    /// How many values are missing.
    pub missing: usize,
    /// How many are true or false, and no texts.
    pub truths: usize,
    /// How many are dates, such as the text `2024-02-29` or `2024-02-29 12:00:00`; they are nothing else.
    pub dates: usize,
    /// How many other texts.
    pub texts: usize,
    /// How often each text occurs, of the first different ones.
    pub different: BTreeMap<String, usize>,
    /// True where there are more different texts than are kept.
    pub more: bool,
    /// Why the reader refuses it, if it does: its values are of another type.
    pub refused: Option<String>,
}

impl Surveyed {
    fn see_text(&mut self, text: &str) {
        if let Ok(number) = text.parse::<f64>() {
            self.see_number(number);
        } else if is_date(text) {
            self.dates += 1;
        } else {
            self.texts += 1;
            if let Some(count) = self.different.get_mut(text) {
                *count += 1;
            } else if self.different.len() < MOST_TEXTS {
                self.different.insert(text.to_owned(), 1);
            } else {
                self.more = true;
            }
        }
    }

    fn see_number(&mut self, number: f64) {
        match number {
            _ if number.is_nan() => self.missing += 1,
            _ if number.is_infinite() => self.infinite += 1,
            _ => self.numbers += 1,
        }
    }
}

/// Counts what readers hand over, by the place of a column among those that are read.
#[derive(Clone, Debug, Default)]
pub struct Looks(Arc<Mutex<Counts>>);

#[derive(Debug, Default)]
struct Counts {
    columns: Vec<Surveyed>,
    /// Columns that the reader refuses, each behind so many others.
    refused: Vec<(usize, Surveyed)>,
}

/// They are a place to count in, and so equal where they are the same place.
impl PartialEq for Looks {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl Looks {
    pub(super) fn at_missing(&self, column: usize) {
        self.see(column, |seen| seen.missing += 1);
    }

    pub(super) fn at_text(&self, column: usize, text: &str) {
        self.see(column, |seen| seen.see_text(text));
    }

    pub(super) fn at_number(&self, column: usize, number: f64) {
        self.see(column, |seen| seen.see_number(number));
    }

    #[cfg(feature = "parquet")]
    pub(super) fn at_truth(&self, column: usize) {
        self.see(column, |seen| seen.truths += 1);
    }

    /// Notes a column of the file, behind so many that can be read, that cannot.
    #[cfg(feature = "parquet")]
    pub(super) fn refuse(&self, behind: usize, name: &str, error: &crate::error::Error) {
        let why = error.to_string().lines().next().unwrap_or_default().to_owned();
        let column = Surveyed { name: name.to_owned(), refused: Some(why), ..Surveyed::default() };
        self.with(|counts| counts.refused.push((behind, column)));
    }

    /// The columns that are read, and those that are refused with how many stand before each.
    pub(super) fn seen(&self) -> (Vec<Surveyed>, Vec<(usize, Surveyed)>) {
        self.with(|counts| (counts.columns.clone(), counts.refused.clone()))
    }

    fn see(&self, column: usize, see: impl FnOnce(&mut Surveyed)) {
        self.with(|counts| {
            if counts.columns.len() <= column {
                counts.columns.resize(column + 1, Surveyed::default());
            }
            see(&mut counts.columns[column]);
        });
    }

    /// A count stays whole whoever panics elsewhere.
    fn with<R>(&self, act: impl FnOnce(&mut Counts) -> R) -> R {
        act(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// True for a date of ISO 8601, with or without a time behind it: `2024-02-29`, `2024/02/29`, `2024-02-29T12:30`.
fn is_date(text: &str) -> bool {
    let (date, time) = text.split_at_checked(10).unwrap_or((text, ""));
    let parts: Vec<&str> = date.split(['-', '/']).collect();
    let [year, month, day] = parts[..] else { return false };
    let digits = |text: &str, count| text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit());
    let within =
        |text: &str, most: u8| digits(text, 2) && text.parse().is_ok_and(|number: u8| (1..=most).contains(&number));
    let is_time = time.is_empty()
        || (time.starts_with([' ', 'T'])
            && time.as_bytes().get(1).is_some_and(u8::is_ascii_digit)
            && time.contains(':'));
    digits(year, 4) && within(month, 12) && within(day, 31) && is_time
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_with_and_without_times() {
        let dates = ["2024-02-29", "1999/12/31", "2024-02-29 12:00:00", "2024-02-29T12:30Z"];
        assert!(dates.into_iter().all(is_date));
        let others =
            ["2024", "2024-13-01", "24-02-29", "2024-02-29x", "2024-02", "1-2-3", "2024-02-29 noon", "äöüäöü-1-1"];
        assert!(!others.into_iter().any(is_date));
    }
}
