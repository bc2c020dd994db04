//! Values that are not there: an empty field, `NA`, `NaN`.
//!
//! Readers put NaN in their places and note where the first ones stand; here the table is refused with all that is missing
//! counted, or loses the rows concerned where that was asked for. Nothing is ever filled in.

use super::{FileRows, Missing, Table};
use crate::error::{Error, LISTED, Result, first_listed, quoted};
use std::collections::BTreeMap;
use std::ops::Range;

/// How many places a message names, and how many columns it counts.
const PLACES: usize = 3;

/// Missing values of the wanted rows, counted while they are read: in each column, in how many rows, and the whole place of the first
/// values as messages name it. So a table with gaps can be refused before it is stored.
///
/// Values come row by row, or column by column. In one of the two directions a new number is a new row (or column); in the other, the
/// numbers that have been seen are one bit each, and only a window of them where all would be more than the file allows: a compressed
/// file may hold many more rows than it has bytes.
#[derive(Debug)]
pub(super) struct Gaps {
    wanted: Option<Range<usize>>,
    by_row: bool,
    places: BTreeMap<(usize, usize), String>,
    /// The number of missing values in each of the first columns that lack some.
    counts: BTreeMap<usize, usize>,
    all: usize,
    last: Option<usize>,
    /// Rows, or columns where they come column by column.
    in_order: usize,
    /// The others.
    scattered: usize,
    seen: Vec<u64>,
    window: Range<usize>,
    beyond: bool,
}

impl Gaps {
    /// None yet, of the rows that are asked for, whose values come row by row.
    pub fn by_row(wanted: &FileRows) -> Self {
        Gaps {
            wanted: wanted.rows.clone(),
            by_row: true,
            places: BTreeMap::new(),
            counts: BTreeMap::new(),
            all: 0,
            last: None,
            in_order: 0,
            scattered: 0,
            seen: Vec::new(),
            window: 0..usize::MAX,
            beyond: false,
        }
    }

    /// None yet; values come column by column.
    pub fn by_column(wanted: &FileRows) -> Self {
        Gaps { by_row: false, ..Gaps::by_row(wanted) }
    }

    /// Lets `pass` note all that is missing, as often as it takes to count with no more memory than half the size of a file.
    ///
    /// # Errors
    /// Those of the pass.
    pub fn count(&mut self, size: u64, mut pass: impl FnMut(&mut Gaps) -> Result<()>) -> Result<()> {
        // Eight bits a byte, and at least 4 KiB.
        let width = usize::try_from(size / 2).unwrap_or(usize::MAX).max(1 << 12).saturating_mul(8);
        self.window = 0..width;
        loop {
            pass(self)?;
            if !std::mem::take(&mut self.beyond) {
                self.seen = Vec::new();
                return Ok(());
            }
            self.seen.fill(0);
            self.window = self.window.end..self.window.end.saturating_add(width);
        }
    }

    /// Notes a missing value of this row of the file.
    pub fn note(&mut self, row: usize, column: usize, place: impl FnOnce() -> String) {
        if !self.wanted.as_ref().is_none_or(|rows| rows.contains(&row)) {
            return;
        }
        let (in_order, scattered) = if self.by_row { (row, column) } else { (column, row) };
        self.mark(scattered);
        // Later passes count nothing else.
        if self.window.start > 0 {
            return;
        }
        self.all += 1;
        self.in_order += usize::from(self.last.replace(in_order) != Some(in_order));
        insert_first(&mut self.places, PLACES, (row, column), place);
        insert_first(&mut self.counts, PLACES + LISTED, column, || 0);
        if let Some(count) = self.counts.get_mut(&column) {
            *count += 1;
        }
    }

    fn mark(&mut self, number: usize) {
        if !self.window.contains(&number) {
            self.beyond |= number >= self.window.end;
            return;
        }
        let offset = number - self.window.start;
        let (word, bit) = (offset / 64, 1 << (offset % 64));
        if word >= self.seen.len() {
            self.seen.resize(word + 1, 0);
        }
        self.scattered += usize::from(self.seen[word] & bit == 0);
        self.seen[word] |= bit;
    }

    /// Rows in which a value is missing.
    fn lacking(&self) -> usize {
        if self.by_row { self.in_order } else { self.scattered }
    }

    /// Succeeds when rows remain of a file's table, whose values are not looked at.
    ///
    /// # Errors
    /// For rows that the file lacks. Counts what is missing where it may not be, or where nothing would be left.
    pub fn check(&self, table: &Table, missing: Missing) -> Result<()> {
        let rows = match &self.wanted {
            None => table.rows,
            Some(rows) => table.check_range(rows)?,
        };
        if self.all == 0 || (missing == Missing::Drop && self.lacking() < rows) {
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
        let table = match &self.wanted {
            None => table,
            Some(rows) => table.range(rows)?,
        };
        Ok(self.without(table))
    }

    /// Those of the wanted rows that have no NaN.
    pub fn without(&self, wanted: Table) -> Table {
        if self.all == 0 {
            return wanted;
        }
        let whole: Vec<usize> = (0..wanted.rows).filter(|&row| wanted.row(row).iter().all(|x| !x.is_nan())).collect();
        Table { dropped: wanted.rows - whole.len(), ..wanted.select_rows(&whole) }
    }

    fn error(&self, table: &Table, rows: usize) -> Error {
        let Gaps { all, counts, .. } = self;
        let owned: Vec<String> = counts.keys().map(|&column| table.column_name(column)).collect();
        let names: Vec<&str> = owned.iter().map(String::as_str).collect();
        let shown: Vec<String> = counts
            .values()
            .zip(&names)
            .take(PLACES)
            .map(|(count, name)| format!("{count} in {}", shown(table, name)))
            .collect();
        let columns = if self.by_row { self.scattered } else { self.in_order };
        let more = match names.get(PLACES..).unwrap_or_default() {
            [] => String::new(),
            more => format!(", the rest in {}", first_listed(more, columns - PLACES)),
        };
        let places: Vec<&str> = self.places.values().map(String::as_str).collect();
        let first = places.first().copied().unwrap_or_default();
        let places = if places.len() > 1 { format!("; the first at {}", places.join(", ")) } else { String::new() };
        let values = if *all == 1 { "value" } else { "values" };
        let lacking = self.lacking();
        Error::input(format!(
            "found {all} missing {values} in {lacking} of {rows} rows: {}{more}{places}",
            shown.join(", ")
        ))
        .at(first)
    }
}

/// Inserts a key that is not there, where it is one of the first; what is no longer one of them goes.
fn insert_first<K: Ord + Copy, V>(map: &mut BTreeMap<K, V>, most: usize, key: K, value: impl FnOnce() -> V) {
    if map.len() < most || map.last_key_value().is_some_and(|(last, _)| key < *last) {
        map.entry(key).or_insert_with(value);
        if map.len() > most {
            map.pop_last();
        }
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
        let mut gaps = Gaps::by_row(&FileRows::default());
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
        let mut gaps = Gaps::by_row(&FileRows::default());
        gaps.note(0, 0, || "t:1".into());
        assert!(gaps.settle(table, Missing::Drop).unwrap_err().to_string().contains("in 1 of 1 rows"));
    }
}
