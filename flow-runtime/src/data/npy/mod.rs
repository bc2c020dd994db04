//! NPY: one array as NumPy saves it, format versions 1 to 3.
//!
//! Written here because memory must follow the bytes that are read. The crates for this format allocate what the header
//! declares, so 100 bytes can ask for terabytes, and a failed allocation ends the process. Here the declared size is first
//! compared with the length of the file, in integers that cannot overflow, and nothing is stored before all values have been seen.

mod header;
mod values;

use self::header::{Header, Parser};
use self::values::Array;
use super::formats::{self, Format, Opened, Reader, Writer};
use super::meaning::{Meanings, numbered};
use super::reading::Reading;
use super::shared::{Accept, MAX_VALUES};
use super::{Dtype, FileRows, Table};
use crate::atomic;
use crate::error::{Error, Result, listed, quoted};
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufReader, Cursor, Read, Seek, Write};
use std::path::Path;

/// One array as NumPy saves it.
pub(super) const FORMAT: Format = Format {
    name: "NPY",
    ending: ".npy",
    has_names: false,
    has_arrays: false,
    read: Reader::One(|Opened { mut file, length, source }, wanted, accept| {
        read(&mut file, length, &source.to_string(), wanted, accept)
    }),
    write: Some(Writer { one_type: true, begin, rows }),
};

const MAGIC: &[u8; 6] = b"\x93NUMPY";

/// NumPy writes headers below 10,000 bytes; longer ones are not headers of arrays of numbers.
const MAX_HEADER: usize = 1 << 16;

/// A file, or an entry of an archive, that can be read more than once.
pub(super) trait Rewind {
    /// From the beginning; `place` is the file as messages name it.
    fn rewind(&mut self, place: &str) -> Result<impl Read>;

    /// The bytes it takes where it is stored.
    fn stored(&self) -> u64;
}

impl Rewind for File {
    fn rewind(&mut self, place: &str) -> Result<impl Read> {
        Seek::rewind(self).map_err(|error| read_failed(&error, place))?;
        Ok(BufReader::with_capacity(1 << 14, self))
    }

    fn stored(&self) -> u64 {
        self.metadata().map_or(0, |metadata| metadata.len())
    }
}

impl Rewind for Cursor<Vec<u8>> {
    fn rewind(&mut self, _: &str) -> Result<impl Read> {
        self.set_position(0);
        Ok(self)
    }

    fn stored(&self) -> u64 {
        self.get_ref().len() as u64
    }
}

/// Succeeds where a matrix in memory, of rows of so many columns, holds numbers alone.
///
/// # Errors
/// As for a file that holds the matrix; `place` is its name in the message.
pub fn check_array(values: &[f64], columns: usize, place: &str) -> Result<()> {
    if values.iter().all(|value| value.is_finite()) {
        return Ok(());
    }
    let shape = [values.len() / columns, columns];
    let array = formats::Array { columns: &[], shape: &shape, values, dtype: Dtype::F64, in_bytes: false, sound: None };
    let mut bytes = Vec::new();
    begin(&mut bytes, &array).and_then(|()| rows(&mut bytes, &array)).map_err(|error| read_failed(&error, place))?;
    let length = bytes.len() as u64;
    read(&mut Cursor::new(bytes), length, place, &FileRows::default(), &|_| Ok(())).map(drop)
}

/// Reads an array of `length` bytes in all; `place` is the file as messages name it. Values are looked through before they are stored.
pub(super) fn read(
    input: &mut impl Rewind,
    length: u64,
    place: &str,
    wanted: &FileRows,
    accept: Accept<'_>,
) -> Result<Table> {
    let (header, data_start) = read_header(&mut input.rewind(place)?, place)?;
    let at_data = format!("{place}: byte {data_start}");
    let count = header.shape.iter().try_fold(1u64, |product, &extent| product.checked_mul(extent));
    let expected = count.map(|count| u128::from(count) * header.element.size as u128);
    let found = length.saturating_sub(data_start as u64);
    if expected != Some(found.into()) {
        let expected = expected.map_or("more than 2^64".to_owned(), |bytes| bytes.to_string());
        return Err(Error::input(format!(
            "expected {expected} bytes of data for shape {:?}, found {found}",
            header.shape
        ))
        .at(at_data)
        .help("the file is cut off or damaged, save it again"));
    }
    let (rows, event) = rows_and_event(&header).map_err(|error| error.at(place))?;
    let columns = event.iter().product();
    let chosen = chosen(columns, wanted).map_err(|error| error.at(place))?;
    let (taken, names, event) = match &chosen {
        None => (columns, None, event),
        Some(chosen) => (chosen.len(), wanted.taken_columns(), vec![chosen.len()]),
    };
    // Meanings are those of the file's columns.
    let meanings = Meanings::of(wanted, |name| numbered(name, columns));
    let array = Array { columns, rows, header, data_start, place, at_data, meanings, chosen };
    let gaps = array.look_through(input, wanted)?;
    let reading = Reading { rows, columns, ..Reading::default() };
    let unread = Table { rows, names, event, reading, ..Table::new(taken, Vec::new(), place)? };
    gaps.check(&unread, wanted.missing)?;
    accept(&unread)?;
    // Only the rows that are taken are stored.
    let (taken, source, origins) = match &wanted.rows {
        None => (0..rows, place.to_owned(), Vec::new()),
        Some(taken) => (taken.clone(), format!("{place}[{}..{}]", taken.start, taken.end), taken.clone().collect()),
    };
    let unread = Table { rows: taken.len(), source, origins, ..unread };
    if wanted.in_bytes && array.are_bytes() {
        return Ok(Table { bytes: array.store_bytes(input, &taken)?, ..unread });
    }
    Ok(gaps.without(Table { values: array.store(input, &taken)?, ..unread }))
}

/// The header and the byte at which data begin.
fn read_header(input: &mut impl Read, place: &str) -> Result<(Header, usize)> {
    let at = |byte: usize| format!("{place}: byte {byte}");
    let mut take = |start: usize, count: usize| {
        // Room follows the bytes that come, not those that are announced.
        let mut bytes = Vec::new();
        let read = input.by_ref().take(count as u64).read_to_end(&mut bytes);
        let found = read.map_err(|error| read_failed(&error, &at(start)))?;
        if found < count {
            return Err(Error::input(format!("expected {count} bytes of header, found {found}")).at(at(start)));
        }
        Ok(bytes)
    };
    let preamble = take(0, 8)?;
    if !preamble.starts_with(MAGIC) {
        return Err(Error::input("found other content, expected a NumPy array")
            .at(at(0))
            .help("save it with `numpy.save`"));
    }
    let size_bytes = match preamble[6] {
        1 => 2,
        2 | 3 => 4,
        version => return Err(Error::input(format!("found format version {version}, expected 1, 2 or 3")).at(at(6))),
    };
    let size = take(8, size_bytes)?.iter().rev().fold(0, |size, &byte| size << 8 | usize::from(byte));
    let start = 8 + size_bytes;
    if size > MAX_HEADER {
        return Err(Error::input(format!("found a header of {size} bytes, expected at most {MAX_HEADER}")).at(at(8)));
    }
    let text = take(start, size)?;
    let text = std::str::from_utf8(&text).map_err(|error| {
        Error::input("found bytes that are not text in the header").at(at(start + error.valid_up_to()))
    })?;
    Ok((Parser::new(text, place, start).header()?, start + size))
}

/// The place in the table of each column that is asked for by its number, counted from 0; `None` for all columns.
fn chosen(columns: usize, wanted: &FileRows) -> Result<Option<BTreeMap<usize, usize>>> {
    let Some(asked) = wanted.taken_columns() else { return Ok(None) };
    let without: Vec<&str> =
        asked.iter().map(String::as_str).filter(|name| numbered(name, columns).is_none()).collect();
    if !without.is_empty() {
        let last = columns - 1;
        let message =
            format!("found an array of {columns} columns without names, expected columns {}", listed(without));
        return Err(Error::input(message).help(format!(
            "choose columns by their numbers, `0` to `{last}`, take all of them, or use a CSV file with a header"
        )));
    }
    let mut chosen = BTreeMap::new();
    for (place, name) in asked.iter().enumerate() {
        if numbered(name, columns).is_some_and(|column| chosen.insert(column, place).is_some()) {
            return Err(Error::input(format!("column {} is asked for twice", quoted(name))));
        }
    }
    Ok(Some(chosen))
}

/// Splits the shape into the number of samples and the shape of one.
fn rows_and_event(header: &Header) -> Result<(usize, Vec<usize>)> {
    let shape = &header.shape;
    if shape.is_empty() || shape.contains(&0) {
        return Err(Error::input(format!("found shape {shape:?}, expected rows of numbers")));
    }
    if shape.iter().product::<u64>() > MAX_VALUES {
        return Err(Error::input(format!("found shape {shape:?}, expected at most {MAX_VALUES} values")));
    }
    // Below the limit, every extent fits into a usize of any width.
    let extents: Vec<usize> = shape.iter().map(|&extent| extent as usize).collect();
    let event = if extents.len() == 1 { vec![1] } else { extents[1..].to_vec() };
    Ok((extents[0], event))
}

/// Failures of the operating system carry its code; all others come from decoding an archive.
pub(super) fn read_failed(error: &std::io::Error, place: &str) -> Error {
    let message = format!("cannot read: {error}");
    match error.raw_os_error() {
        Some(_) => Error::environment(message),
        None => Error::input(message).help("the file is damaged, save it again"),
    }
    .at(place)
}

/// Writes an array atomically in version 1, row-major and little endian, rounding to `dtype`.
///
/// # Errors
/// When the file cannot be written, or `values` does not fill `shape`.
pub fn write_npy(path: &Path, shape: &[usize], values: &[f64], dtype: Dtype) -> Result<()> {
    check_shape(shape, values.len())?;
    let array = formats::Array { columns: &[], shape, values, dtype, in_bytes: false, sound: None };
    atomic::write(path, |writer| {
        begin(writer, &array)?;
        rows(writer, &array)
    })
}

/// Writes an array of bytes, as [`write_npy`] writes one of numbers.
///
/// # Errors
/// When the file cannot be written, or `bytes` does not fill `shape`.
pub fn write_npy_bytes(path: &Path, shape: &[usize], bytes: &[u8]) -> Result<()> {
    check_shape(shape, bytes.len())?;
    let array = formats::Array { columns: &[], shape, values: &[], dtype: Dtype::F32, in_bytes: true, sound: None };
    atomic::write(path, |writer| {
        begin(writer, &array)?;
        writer.write_all(bytes)
    })
}

/// Succeeds where an array of this shape has so many values.
fn check_shape(shape: &[usize], values: usize) -> Result<()> {
    if shape.iter().product::<usize>() != values || shape.len() > 32 {
        return Err(Error::bug(format!("{values} values do not fill shape {shape:?}")));
    }
    Ok(())
}

/// Magic bytes, version and header.
fn begin(writer: &mut dyn Write, array: &formats::Array<'_>) -> io::Result<()> {
    let shape = array.shape;
    let extents: String = shape.iter().map(|extent| format!("{extent}, ")).collect();
    // Python reads `(3,)` as a shape of rank 1 and `(3, 4)` as one of rank 2.
    let extents = if shape.len() == 1 { extents.trim_end() } else { extents.trim_end_matches(", ") };
    let code = match (array.in_bytes, array.dtype) {
        (true, _) => "|u1",
        (false, Dtype::F32) => "<f4",
        (false, Dtype::F64) => "<f8",
    };
    let mut header = format!("{{'descr': '{code}', 'fortran_order': False, 'shape': ({extents}), }}");
    // Data begin at a multiple of 64 bytes, after magic, version, size, header and a line end.
    let unpadded = MAGIC.len() + 4 + header.len() + 1;
    header.extend(std::iter::repeat_n(' ', unpadded.next_multiple_of(64) - unpadded));
    header.push('\n');
    writer.write_all(MAGIC)?;
    writer.write_all(&[1, 0])?;
    writer.write_all(&(header.len() as u16).to_le_bytes())?;
    writer.write_all(header.as_bytes())
}

fn rows(writer: &mut dyn Write, array: &formats::Array<'_>) -> io::Result<()> {
    array.values.iter().try_for_each(|&value| match array.dtype {
        _ if array.in_bytes => writer.write_all(&[value as u8]),
        Dtype::F32 => writer.write_all(&(value as f32).to_le_bytes()),
        Dtype::F64 => writer.write_all(&value.to_le_bytes()),
    })
}

#[cfg(test)]
pub(super) mod tests;
