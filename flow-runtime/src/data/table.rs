//! A table of numbers: rows are samples, columns are the elements of an event.

use super::reading::{Lines, Reading};
use super::{Recordings, Sound};
use crate::error::{Error, Result};
use std::ops::Range;

/// Numbers read from a file or drawn by a generator, with where they come from.
///
/// All values of a table that is passed on are finite; whoever makes one sees to that.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// Column names, where the source has them.
    pub names: Option<Vec<String>>,
    /// Number of samples.
    pub rows: usize,
    /// Number of elements of one sample, the product of `event`.
    pub columns: usize,
    /// Shape of one sample: `[columns]`, or the trailing dimensions of an array of higher rank.
    pub event: Vec<usize>,
    /// `values[row · columns + column]`.
    pub values: Vec<f64>,
    /// The same as the bytes of the file, in place of `values`, where those were asked for and are there.
    pub bytes: Vec<u8>,
    /// The recordings of levels of which the rows are crops, where they are such.
    pub recordings: Option<Recordings>,
    /// How many rows each recording is cut into, where they are such.
    pub crops: Vec<usize>,
    /// The contexts of recordings, a row for each, where they have such.
    pub contexts: Option<Box<Table>>,
    /// The sound of the rows, where they are such.
    pub sound: Option<Sound>,
    /// The file or generator, for messages and reports.
    pub source: String,
    /// How many rows of the source were left out because a value is missing in them.
    pub dropped: usize,
    /// Which rows of the source these are, counted from 0; empty where they are its first ones.
    pub origins: Vec<usize>,
    /// The lines of a text on which the rows of the source begin.
    pub lines: Lines,
    /// How the file was read.
    pub reading: Reading,
}

impl Table {
    /// A nameless table of `values` in rows of `columns`.
    ///
    /// # Errors
    /// When the values do not fill whole rows.
    pub fn new(columns: usize, values: Vec<f64>, source: impl Into<String>) -> Result<Self> {
        if columns == 0 || !values.len().is_multiple_of(columns) {
            return Err(Error::bug(format!("{} values do not fill rows of {columns} columns", values.len())));
        }
        let rows = values.len() / columns;
        Ok(Self {
            names: None,
            rows,
            columns,
            event: vec![columns],
            values,
            bytes: vec![],
            recordings: None,
            crops: vec![],
            contexts: None,
            sound: None,
            source: source.into(),
            dropped: 0,
            origins: vec![],
            lines: Lines::default(),
            reading: Reading::default(),
        })
    }

    /// One sample.
    pub fn row(&self, row: usize) -> &[f64] {
        &self.values[row * self.columns..][..self.columns]
    }

    /// Which row of the source a row is, counted from 0.
    pub fn origin(&self, row: usize) -> usize {
        self.origins.get(row).copied().unwrap_or(row)
    }

    /// A row as messages name it: `row 3 (line 4)`, both of the source and counted from 1.
    pub fn shown_row(&self, row: usize) -> String {
        self.lines.shown(self.origin(row))
    }

    /// The rows in order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &[f64]> {
        self.values.chunks_exact(self.columns)
    }

    /// The rows at `order`, in that order: a split, a shuffle or a sample of the table.
    pub fn select_rows(&self, order: &[usize]) -> Self {
        let values = order.iter().flat_map(|&row| self.row(row)).copied().collect();
        Self {
            names: self.names.clone(),
            rows: order.len(),
            event: self.event.clone(),
            values,
            bytes: vec![],
            recordings: None,
            crops: vec![],
            contexts: None,
            source: self.source.clone(),
            origins: order.iter().map(|&row| self.origin(row)).collect(),
            lines: self.lines.clone(),
            reading: self.reading.clone(),
            ..*self
        }
    }

    /// How many rows a range of the table has.
    ///
    /// # Errors
    /// For a range that is empty or goes beyond the last row.
    pub fn check_range(&self, rows: &Range<usize>) -> Result<usize> {
        let Range { start, end } = *rows;
        if start >= end || end > self.rows {
            let message = format!("found {} rows, expected those from {start} to {end}", self.rows);
            return Err(Error::input(message).at(&self.source).help(
                "`rows` has the first row, counted from 0, and the one behind the last, at most the number of rows",
            ));
        }
        Ok(rows.len())
    }

    /// Some consecutive rows, counted from 0, with their range in the table's name.
    ///
    /// # Errors
    /// Those of [`check_range`](Self::check_range).
    pub fn range(&self, rows: &Range<usize>) -> Result<Self> {
        self.check_range(rows)?;
        let Range { start, end } = *rows;
        let values = self.values[start * self.columns..end * self.columns].to_vec();
        let source = format!("{}[{start}..{end}]", self.source);
        let origins = rows.clone().map(|row| self.origin(row)).collect();
        let (names, event) = (self.names.clone(), self.event.clone());
        let (lines, reading) = (self.lines.clone(), self.reading.clone());
        Ok(Self {
            names,
            rows: rows.len(),
            event,
            values,
            bytes: vec![],
            recordings: None,
            crops: vec![],
            contexts: None,
            source,
            origins,
            lines,
            reading,
            ..*self
        })
    }

    /// The name of a column as messages show it: its own, or its number counted from 1.
    pub fn column_name(&self, column: usize) -> String {
        match &self.names {
            Some(names) => names[column].clone(),
            None => format!("column {}", column + 1),
        }
    }

    /// Succeeds when every sample has `event`'s shape; a flat table serves any shape with as many elements.
    ///
    /// # Errors
    /// Names the source, what it holds and what the flow takes.
    pub fn expect_event(&self, event: &[usize]) -> Result<()> {
        let flat = self.event.len() == 1 && event.iter().product::<usize>() == self.columns;
        if flat || self.event == event {
            return Ok(());
        }
        Err(Error::input(format!("found samples of shape {:?}, expected {event:?}", self.event))
            .at(&self.source)
            .help("name the columns to use, or change the event of the flow"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_consecutive_values() {
        let table = Table::new(2, vec![1.0, 2.0, 3.0, 4.0, 5.0, 6.0], "t").unwrap();
        assert_eq!((table.rows, table.row(1)), (3, [3.0, 4.0].as_slice()));
        assert_eq!(table.iter().map(|row| row[1]).collect::<Vec<_>>(), [2.0, 4.0, 6.0]);
        assert_eq!(table.select_rows(&[2, 0, 2]).values, [5.0, 6.0, 1.0, 2.0, 5.0, 6.0]);
        assert!(Table::new(4, vec![0.0; 6], "t").is_err() && Table::new(0, vec![], "t").is_err());
    }

    #[test]
    fn a_range_is_part_of_the_table() {
        let table = Table::new(2, vec![1.0, 2.0, 3.0, 4.0, 5.0, 6.0], "t").unwrap();
        let part = table.range(&(1..3)).unwrap();
        let again = part.select_rows(&[1]);
        assert_eq!((part.rows, part.values.clone(), part.source.as_str()), (2, vec![3.0, 4.0, 5.0, 6.0], "t[1..3]"));
        assert_eq!((table.origin(2), part.origin(0), again.origin(0)), (2, 1, 2));
        for (start, end) in [(0, 4), (3, 4), (2, 2), (2, 1), (0, usize::MAX)] {
            let error = table.range(&Range { start, end }).unwrap_err();
            let expected = format!("t: found 3 rows, expected those from {start} to {end}\n");
            assert!(error.to_string().starts_with(&expected) && error.exit_code() == 2, "{error}");
        }
    }

    #[test]
    fn events_are_compared_by_shape_unless_flat() {
        let flat = Table::new(4, vec![0.0; 8], "t.csv").unwrap();
        let image = Table { event: vec![2, 2], ..flat.clone() };
        assert!(flat.expect_event(&[4]).is_ok() && flat.expect_event(&[1, 2, 2]).is_ok());
        assert!(image.expect_event(&[2, 2]).is_ok());
        let error = image.expect_event(&[4]).unwrap_err().to_string();
        assert!(error.starts_with("t.csv: found samples of shape [2, 2], expected [4]"), "{error}");
        assert_eq!(flat.expect_event(&[3]).unwrap_err().exit_code(), 2);
    }
}
