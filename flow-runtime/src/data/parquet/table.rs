//! The reader of Parquet files, in all compressions but LZO.
//!
//! Columns are read one after another, a batch of records at a time: once to look at them, and again to store them. A null is a missing
//! value. Columns that hold no numbers may be in the file as long as they are not asked for.

use super::columns::{Columns, Leaf, different_lengths};
use super::kind::{Kind, days};
use super::{catch_panic, limits};
use crate::data::meaning::{Meaning, Meanings};
use crate::data::missing::Gaps;
use crate::data::reading::Reading;
use crate::data::shared::{Accept, MAX_VALUES};
use crate::data::{DataSource, FileRows, Table};
use crate::error::{Error, Result, quoted};
use ::parquet::basic::Compression;
use ::parquet::column::reader::{ColumnReader, ColumnReaderImpl};
use ::parquet::data_type::DataType;
use ::parquet::errors::ParquetError;
use ::parquet::file::reader::{FileReader, RowGroupReader, SerializedFileReader};
use std::fs::File;
use std::panic::AssertUnwindSafe;

/// Records taken at a time.
const BATCH: usize = 1024;

/// Reads a table.
pub fn read(file: File, source: &DataSource, wanted: &FileRows, accept: Accept<'_>) -> Result<Table> {
    let place = &source.to_string();
    // The crate indexes and asserts by what pages declare: flipped bits of a small file make it panic (the test of damage counts such), and
    // to a user a damaged file is no bug of ours. Nothing of ours is left half done: all that it worked on is dropped.
    let read = || {
        let size = file.metadata().map_or(0, |metadata| metadata.len());
        let again = file.try_clone().map_err(|error| Error::environment(format!("cannot read: {error}")))?;
        if limits::is_encrypted(&again) {
            return Err(
                Error::input("found an encrypted Parquet file, expected a readable one").help("decrypt it first")
            );
        }
        if !limits::footer_is_whole(&again) {
            return Err(Error::input("found a damaged Parquet file (its footer is cut off)").help("write it again"));
        }
        let reader = SerializedFileReader::new(file).map_err(|error| damaged(&error))?;
        read_table(&reader, &again, size, place, wanted, accept)
    };
    let outcome = catch_panic::catch_unwind(AssertUnwindSafe(read));
    outcome
        .unwrap_or_else(|_| Err(Error::input("found a damaged Parquet file").help("write it again")))
        .map_err(|error| error.at(place))
}

fn read_table(
    reader: &SerializedFileReader<File>,
    file: &File,
    size: u64,
    place: &str,
    wanted: &FileRows,
    accept: Accept<'_>,
) -> Result<Table> {
    let rows = u64::try_from(reader.metadata().file_metadata().num_rows()).unwrap_or(0);
    let columns = Columns::of(reader, rows, wanted)?;
    let width = columns.names.len();
    if rows == 0 || width == 0 {
        return Err(Error::input(format!("found {rows} rows of {width} columns, expected at least one")));
    }
    if rows.saturating_mul(width as u64) > MAX_VALUES {
        return Err(Error::input(format!("found {rows} rows, expected at most {MAX_VALUES} values in all")));
    }
    for leaf in &columns.leaves {
        refuse_codec(reader, leaf)?;
        let mut groups = reader.metadata().row_groups().iter();
        if !groups.all(|group| limits::pages_are_plausible(file, group.column(leaf.column))) {
            let message = format!("found a damaged Parquet file (sizes of pages in {})", quoted(&leaf.name));
            return Err(Error::input(message).help("write it again"));
        }
    }
    let meanings = Meanings::of(wanted, |name| columns.names.iter().position(|known| known == name));
    // Below the limit, the number of rows fits into a usize of any width.
    let Columns { names, leaves, indices, dates, all } = &columns;
    let values = Values { reader, rows: rows as usize, names, leaves, meanings };
    let gaps = values.look_through(size, place, wanted)?;
    let (indices, dates) = (indices.clone(), dates.clone());
    let reading = Reading { rows: rows as usize, columns: *all, indices, dates, ..Reading::default() };
    let names = Some(names.clone());
    let unread = Table { names, rows: rows as usize, reading, ..Table::new(width, Vec::new(), place)? };
    gaps.check(&unread, wanted.missing)?;
    accept(&unread)?;
    gaps.settle(Table { values: values.store()?, ..unread }, wanted.missing)
}

/// The values of the columns that are taken.
struct Values<'a> {
    reader: &'a SerializedFileReader<File>,
    rows: usize,
    names: &'a [String],
    leaves: &'a [Leaf],
    meanings: Meanings<'a>,
}

impl Values<'_> {
    /// Where values are missing.
    ///
    /// # Errors
    /// For columns of another length, and the first infinite value.
    fn look_through(&self, size: u64, place: &str, wanted: &FileRows) -> Result<Gaps> {
        let (mut gaps, mut infinite) = (Gaps::by_column(wanted), None);
        gaps.count(size, |gaps| {
            self.each(|row, column, value| {
                if value.is_nan() {
                    let name = &self.names[column];
                    gaps.note(row, column, || format!("{place}: row {} of {}", row + 1, quoted(name)));
                } else if value.is_infinite() {
                    infinite.get_or_insert((row + 1, value, column));
                }
            })
        })?;
        let Some((row, found, column)) = infinite else { return Ok(gaps) };
        let name = quoted(&self.names[column]);
        Err(Error::input(format!("found {found} in {name} of row {row}, expected finite numbers"))
            .help("leave out these rows"))
    }

    /// All numbers row by row; NaN where there is none.
    ///
    /// # Errors
    /// For a file that has changed since it was looked through.
    fn store(&self) -> Result<Vec<f64>> {
        let width = self.names.len();
        let mut stored = vec![0.0; self.rows * width];
        self.each(|row, column, value| stored[row * width + column] = value)?;
        Ok(stored)
    }

    /// Hands over all numbers, column by column: the row, the column of the table, and the number.
    ///
    /// # Errors
    /// For columns of another length, and the first label that is none of the column's.
    fn each(&self, mut take: impl FnMut(usize, usize, f64)) -> Result<()> {
        for leaf in self.leaves {
            let (mut count, mut wrong) = (0, None);
            for group in 0..self.reader.num_row_groups() {
                let group = self.reader.get_row_group(group).map_err(|error| damaged(&error))?;
                let take = |entry: Entry| {
                    let (row, element) = (count / leaf.width, count % leaf.width);
                    count += 1;
                    // More rows than there are is noticed below.
                    if row >= self.rows || wrong.is_some() {
                        return;
                    }
                    if leaf.is_list && entry.begins != (element == 0) {
                        wrong = Some(different_lengths(&leaf.name).within(format_args!("row {}", row + 1)));
                        return;
                    }
                    let Some(column) = leaf.target(element) else { return };
                    match (entry.value)(&self.meanings.get(column)) {
                        Ok(value) => take(row, column, value.unwrap_or(f64::NAN)),
                        Err(error) => {
                            let name = quoted(&self.names[column]);
                            wrong = Some(error.within(format_args!("row {} of {name}", row + 1)));
                        }
                    }
                };
                read_chunk(&*group, leaf, take).map_err(|error| damaged(&error))?;
            }
            if let Some(error) = wrong {
                return Err(error);
            }
            if count != self.rows * leaf.width {
                let (name, expected) = (quoted(&leaf.name), self.rows * leaf.width);
                return Err(Error::input(format!("found {count} values in {name}, expected {expected}"))
                    .help("write the file again"));
            }
        }
        Ok(())
    }
}

/// One value of a column, or a gap.
struct Entry<'a> {
    /// True where it is the first of its row.
    begins: bool,
    /// Its number, as the column means it; `None` where it is missing.
    value: &'a dyn Fn(&Meaning<'_>) -> Result<Option<f64>>,
}

fn read_chunk(
    group: &dyn RowGroupReader,
    leaf: &Leaf,
    take: impl FnMut(Entry<'_>),
) -> std::result::Result<(), ParquetError> {
    let kind = leaf.kind;
    match group.get_column_reader(leaf.column)? {
        ColumnReader::BoolColumnReader(reader) => drain(reader, leaf, |x, meaning| meaning.of_truth(*x), take),
        ColumnReader::Int32ColumnReader(reader) => {
            drain(reader, leaf, |x, meaning| meaning.of_number(kind.of_integer((*x).into(), (*x as u32).into())), take)
        }
        ColumnReader::Int64ColumnReader(reader) => {
            drain(reader, leaf, |x, meaning| meaning.of_number(kind.of_integer(*x, *x as u64)), take)
        }
        ColumnReader::Int96ColumnReader(reader) => drain(reader, leaf, |x, meaning| meaning.of_number(days(x)), take),
        ColumnReader::FloatColumnReader(reader) => {
            drain(reader, leaf, |x, meaning| meaning.of_number(f64::from(*x)), take)
        }
        ColumnReader::DoubleColumnReader(reader) => drain(reader, leaf, |x, meaning| meaning.of_number(*x), take),
        ColumnReader::ByteArrayColumnReader(reader) if kind == Kind::Text => {
            drain(reader, leaf, |x, meaning| meaning.of_text(&String::from_utf8_lossy(x.data())), take)
        }
        ColumnReader::ByteArrayColumnReader(reader) => {
            drain(reader, leaf, |x, meaning| meaning.of_number(kind.of_bytes(x.data())), take)
        }
        ColumnReader::FixedLenByteArrayColumnReader(reader) => {
            drain(reader, leaf, |x, meaning| meaning.of_number(kind.of_bytes(x.data())), take)
        }
    }
}

/// Values are stored without the nulls; definition levels say where those belong, and repetition levels where a row begins.
fn drain<D: DataType>(
    mut reader: ColumnReaderImpl<D>,
    leaf: &Leaf,
    meaning: impl Fn(&D::T, &Meaning<'_>) -> Result<Option<f64>>,
    mut take: impl FnMut(Entry<'_>),
) -> std::result::Result<(), ParquetError> {
    let (mut defined, mut repeated, mut values) = (Vec::new(), Vec::new(), Vec::new());
    loop {
        defined.clear();
        repeated.clear();
        values.clear();
        let repetitions = leaf.is_list.then_some(&mut repeated);
        let most = (BATCH / leaf.width).max(1);
        let (records, _, _) = reader.read_records(most, Some(&mut defined), repetitions, &mut values)?;
        if records == 0 {
            return Ok(());
        }
        let mut present = values.iter();
        let entries = if leaf.defined == 0 { values.len() } else { defined.len() };
        for k in 0..entries {
            let is_there = defined.get(k).is_none_or(|level| *level == leaf.defined);
            let value = if leaf.defined == 0 || is_there { present.next() } else { None };
            let begins = repeated.get(k).is_none_or(|level| *level == 0);
            match value {
                Some(value) => take(Entry { begins, value: &|column| meaning(value, column) }),
                None => take(Entry { begins, value: &|column| Ok(column.of_nothing()) }),
            }
        }
    }
}

/// Refuses a compression that nobody here undoes, by its name.
fn refuse_codec(reader: &SerializedFileReader<File>, leaf: &Leaf) -> Result<()> {
    let mut groups = reader.metadata().row_groups().iter();
    if groups.any(|group| group.column(leaf.column).compression() == Compression::LZO) {
        let message = format!("found the column {} compressed by LZO, which is not supported", quoted(&leaf.name));
        return Err(Error::input(message).help("write it with Zstandard, Snappy, gzip, LZ4, Brotli or no compression"));
    }
    Ok(())
}

fn damaged(error: &ParquetError) -> Error {
    match error {
        ParquetError::NYI(what) => Error::input(format!("found a Parquet file that is not supported ({what})"))
            .help("write it with Zstandard, Snappy, gzip, LZ4, Brotli or no compression"),
        other => Error::input(format!("found a damaged Parquet file ({other})")).help("write it again"),
    }
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
