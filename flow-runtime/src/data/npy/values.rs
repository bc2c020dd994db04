//! The numbers of an array: first looked through, then stored.
//!
//! ```text
//! bytes ──▶ chunks of numbers ──▶ look_through   what is infinite or missing, counted; nothing is kept
//!                             └─▶ store          row by row, whichever index runs fastest in the file
//! ```

use super::header::Header;
use super::{Rewind, read_failed};
use crate::data::FileRows;
use crate::data::meaning::Meanings;
use crate::data::missing::Gaps;
use crate::data::shared::read_up_to;
use crate::error::{Error, Result};
use std::collections::BTreeMap;
use std::io::Read;
use std::ops::Range;

/// Numbers taken at a time.
const CHUNK: usize = 1 << 8;

/// An array whose header fits the length of its file.
pub(super) struct Array<'a> {
    pub header: Header,
    pub rows: usize,
    pub columns: usize,
    /// The byte at which numbers begin.
    pub data_start: usize,
    /// The file, and that byte of it, as messages name them.
    pub place: &'a str,
    pub at_data: String,
    pub meanings: Meanings<'a>,
    /// The place in the table of each column that is taken; `None` for all.
    pub chosen: Option<BTreeMap<usize, usize>>,
}

impl Array<'_> {
    fn len(&self) -> usize {
        self.rows * self.columns
    }

    /// Hands over all numbers in the order of the file: where a chunk begins, and the chunk.
    fn chunks(&self, input: &mut impl Rewind, mut take: impl FnMut(usize, &[f64])) -> Result<()> {
        let failed = |error: &std::io::Error| read_failed(error, &self.at_data);
        let (count, size) = (self.len(), self.header.element.size);
        let mut input = input.rewind(self.place)?;
        std::io::copy(&mut input.by_ref().take(self.data_start as u64), &mut std::io::sink())
            .map_err(|error| failed(&error))?;
        let (mut buffer, mut values) = (vec![0; CHUNK * size], Vec::with_capacity(CHUNK));
        for start in (0..count).step_by(CHUNK) {
            let wanted = CHUNK.min(count - start) * size;
            let found = read_up_to(&mut input, &mut buffer[..wanted]).map_err(|error| failed(&error))?;
            if found < wanted {
                let (expected, found) = (count * size, start * size + found);
                return Err(Error::input(format!("expected {expected} bytes of data, found the end after {found}"))
                    .at(&self.at_data));
            }
            values.clear();
            self.header.element.decode(&buffer[..found], &mut values);
            take(start, &values);
        }
        // At the end an archive also verifies its checksum.
        if read_up_to(&mut input, &mut [0]).map_err(|error| failed(&error))? != 0 {
            return Err(Error::input(format!("expected {} bytes of data, found more", count * size)).at(&self.at_data));
        }
        Ok(())
    }

    /// Where NaN stands for values that are missing.
    ///
    /// # Errors
    /// For infinite values: the first, and how many there are.
    pub fn look_through(&self, input: &mut impl Rewind, wanted: &FileRows) -> Result<Gaps> {
        let mut gaps = if self.by_column() { Gaps::by_column(wanted) } else { Gaps::by_row(wanted) };
        if self.header.element.is_integer() && self.meanings.are_plain() {
            // All finite; but an archive may still be damaged.
            self.chunks(input, |_, _| {})?;
            return Ok(gaps);
        }
        let (columns, place) = (self.columns, self.place);
        let at = |row: usize, column: usize| format!("{place}: row {}, column {} (from 1)", row + 1, column + 1);
        let (mut infinite, mut first, mut unknown) = (0, None, None);
        let plain = self.meanings.are_plain();
        gaps.count(input.stored(), |gaps| {
            infinite = 0;
            self.chunks(input, |start, values| {
                for (k, &value) in values.iter().enumerate().filter(|(_, value)| !plain || !value.is_finite()) {
                    let number = self.number(start + k);
                    let (row, column) = (number / columns, number % columns);
                    let Some(place) = self.target(column) else { continue };
                    match self.meanings.get(column).of_number(value) {
                        Ok(None) => gaps.note(row, place, || at(row, column)),
                        Ok(Some(value)) if value.is_finite() => {}
                        Ok(Some(value)) => {
                            infinite += 1;
                            first = first.filter(|&(earlier, _)| earlier < number).or(Some((number, value)));
                        }
                        Err(error) => {
                            unknown.get_or_insert_with(|| error.at(at(row, column)));
                        }
                    }
                }
            })
        })?;
        if let Some(error) = unknown {
            return Err(error);
        }
        let Some((number, value)) = first else { return Ok(gaps) };
        let (row, column) = (number / columns + 1, number % columns + 1);
        Err(Error::input(format!(
            "found {value} at row {row}, column {column} (both from 1), the first of {infinite} infinite values"
        ))
        .at(place)
        .help("leave out these rows"))
    }

    /// The numbers of some rows, row by row.
    ///
    /// # Errors
    /// For a file that has changed since it was looked through.
    pub fn store(&self, input: &mut impl Rewind, rows: &Range<usize>) -> Result<Vec<f64>> {
        // The file is as long as the header says, which has been compared.
        let width = self.chosen.as_ref().map_or(self.columns, BTreeMap::len);
        let mut stored = vec![0.0; rows.len() * width];
        let plain = self.meanings.are_plain();
        self.chunks(input, |start, values| {
            for (k, &value) in values.iter().enumerate() {
                let number = self.number(start + k);
                let (row, column) = (number / self.columns, number % self.columns);
                let (Some(place), true) = (self.target(column), rows.contains(&row)) else { continue };
                // What is unknown has been refused.
                let meaning = || self.meanings.get(column).of_number(value).ok().flatten();
                stored[(row - rows.start) * width + place] = if plain { value } else { meaning().unwrap_or(f64::NAN) };
            }
        })?;
        Ok(stored)
    }

    /// True for bytes that lie row by row and mean what they are.
    pub fn are_bytes(&self) -> bool {
        self.header.element.is_byte() && self.chosen.is_none() && self.meanings.are_plain() && !self.by_column()
    }

    /// The bytes of some rows.
    ///
    /// # Errors
    /// As for [`store`](Self::store).
    pub fn store_bytes(&self, input: &mut impl Rewind, rows: &Range<usize>) -> Result<Vec<u8>> {
        let wanted = rows.start * self.columns..rows.end * self.columns;
        let mut stored = Vec::with_capacity(wanted.len());
        self.chunks(input, |start, values| {
            let inside = (start..).zip(values).filter(|(place, _)| wanted.contains(place));
            stored.extend(inside.map(|(_, value)| *value as u8));
        })?;
        Ok(stored)
    }

    /// The place in the table of a column of the file.
    fn target(&self, column: usize) -> Option<usize> {
        self.chosen.as_ref().map_or(Some(column), |chosen| chosen.get(&column).copied())
    }

    /// True if the first index runs fastest.
    fn by_column(&self) -> bool {
        self.header.fortran_order && self.columns > 1
    }

    /// The number, counted row by row, of the value at this place of the file.
    fn number(&self, place: usize) -> usize {
        if !self.by_column() {
            return place;
        }
        let (mut rest, mut number, mut stride) = (place, 0, self.len());
        for &extent in &self.header.shape {
            let extent = extent as usize;
            stride /= extent;
            number += rest % extent * stride;
            rest /= extent;
        }
        number
    }
}
