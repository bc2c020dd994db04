//! Values that are not there: an empty field, `NA`, `NaN`.
//!
//! Readers put NaN in their places and note where the first ones stand; here the table is refused with all that is missing
//! counted, or loses the rows concerned where that was asked for. Nothing is ever filled in.

use super::{ReadOptions, Table};
use crate::error::{Error, Result, listed, quoted};
use std::collections::BTreeMap;
use std::ops::Range;

/// How many places a message names.
const PLACES: usize = 3;

/// What becomes of rows in which a value is missing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Missing {
    /// The file is refused.
    #[default]
    Refuse,
    /// They are left out; [`Table::dropped`] counts them.
    Drop,
}

/// What is missing in the wanted rows, counted while they are read: in each column, in how many rows, and the whole place of the first
/// values as messages name it. So a table with gaps can be refused before it is stored.
#[derive(Debug, Default)]
pub(super) struct Gaps {
    rows: Option<Range<usize>>,
    places: Vec<String>,
    counts: BTreeMap<usize, usize>,
    lacking: usize,
    last: Option<usize>,
}

impl Gaps {
    /// None yet, of the rows that are asked for.
    pub fn new(options: &ReadOptions) -> Self {
        Gaps { rows: options.rows.clone(), ..Gaps::default() }
    }

    /// Notes a missing value of this row of the file; rows come in order.
    pub fn note(&mut self, row: usize, column: usize, place: impl FnOnce() -> String) {
        if !self.rows.as_ref().is_none_or(|rows| rows.contains(&row)) {
            return;
        }
        if self.places.len() < PLACES {
            self.places.push(place());
        }
        *self.counts.entry(column).or_default() += 1;
        self.lacking += usize::from(self.last.replace(row) != Some(row));
    }

    /// Succeeds when rows remain of a file's table, whose values are not looked at.
    ///
    /// # Errors
    /// For rows that the file lacks. Counts what is missing where it may not be, or where nothing would be left.
    pub fn check(&self, table: &Table, missing: Missing) -> Result<()> {
        let rows = match &self.rows {
            None => table.rows,
            Some(rows) => table.check_range(rows)?,
        };
        if self.lacking == 0 || (missing == Missing::Drop && self.lacking < rows) {
            return Ok(());
        }
        let error = self.error(table, rows);
        Err(match missing {
            Missing::Drop => error.help("fill them in, or leave out the columns that lack most"),
            Missing::Refuse => error.help(
                "fill them in, leave out these rows or columns, or write `missing: drop` in `train.data` to train without these rows",
            ),
        })
    }

    /// The wanted rows of a file's table, without NaN.
    ///
    /// # Errors
    /// Those of [`check`](Self::check).
    pub fn settle(&self, table: Table, missing: Missing) -> Result<Table> {
        self.check(&table, missing)?;
        let table = match &self.rows {
            None => table,
            Some(rows) => table.range(rows)?,
        };
        if self.lacking == 0 {
            return Ok(table);
        }
        let whole: Vec<usize> = (0..table.rows).filter(|&row| table.row(row).iter().all(|x| !x.is_nan())).collect();
        Ok(Table { dropped: table.rows - whole.len(), ..table.select_rows(&whole) })
    }

    fn error(&self, table: &Table, rows: usize) -> Error {
        let all: usize = self.counts.values().sum();
        let counts: Vec<(usize, String)> =
            self.counts.iter().map(|(&column, &count)| (count, table.column_name(column))).collect();
        let shown: Vec<String> =
            counts.iter().take(PLACES).map(|(count, name)| format!("{count} in {}", shown(table, name))).collect();
        let more = counts.get(PLACES..).unwrap_or_default();
        let more = if more.is_empty() {
            String::new()
        } else {
            format!(", the rest in {}", listed(more.iter().map(|(_, name)| name.as_str())))
        };
        let places =
            if self.places.len() > 1 { format!("; the first at {}", self.places.join(", ")) } else { String::new() };
        let values = if all == 1 { "value" } else { "values" };
        let lacking = self.lacking;
        Error::input(format!(
            "found {all} missing {values} in {lacking} of {rows} rows: {}{more}{places}",
            shown.join(", ")
        ))
        .at(&self.places[0])
    }
}

/// A name in backticks, a number as it is.
fn shown(table: &Table, name: &str) -> String {
    if table.names.is_some() { quoted(name) } else { name.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gaps(rows: usize) -> (Table, Gaps) {
        let mut values = vec![1.0; 2 * rows];
        values[2] = f64::NAN;
        values[5] = f64::NAN;
        let names = Some(vec!["a".to_owned(), "b".to_owned()]);
        let mut gaps = Gaps::default();
        gaps.note(1, 0, || "t.csv:3:1".into());
        gaps.note(2, 1, || "t.csv:4:3".into());
        (Table { names, ..Table::new(2, values, "t.csv").unwrap() }, gaps)
    }

    #[test]
    fn missing_values_are_counted_and_refused() {
        let (table, gaps) = gaps(5);
        let error = gaps.settle(table, Missing::Refuse).unwrap_err();
        assert!(
            error.to_string().starts_with(
                "t.csv:3:1: found 2 missing values in 2 of 5 rows: 1 in `a`, 1 in `b`; the first at t.csv:3:1, t.csv:4:3\nhelp: fill"
            ),
            "{error}"
        );
        assert_eq!(error.exit_code(), 2);
    }

    #[test]
    fn rows_are_dropped_on_request_and_counted() {
        let (table, gaps) = gaps(5);
        let table = gaps.settle(table, Missing::Drop).unwrap();
        assert_eq!((table.rows, table.dropped, table.values), (3, 2, vec![1.0; 6]));
        let table = Table::new(1, vec![f64::NAN], "t").unwrap();
        let mut gaps = Gaps::default();
        gaps.note(0, 0, || "t:1".into());
        assert!(gaps.settle(table, Missing::Drop).unwrap_err().to_string().contains("in 1 of 1 rows"));
    }
}
