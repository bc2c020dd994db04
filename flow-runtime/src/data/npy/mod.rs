//! NPY: one array as NumPy saves it, format versions 1 to 3.
//!
//! Written here because memory must follow the bytes that are read. The crates for this format allocate what the header
//! declares, so 100 bytes can ask for terabytes, and a failed allocation ends the process. Here the declared size is first
//! compared with the length of the file, in integers that cannot overflow, and values are stored as they arrive.

mod header;

use self::header::{Header, Parser};
use super::missing::Gaps;
use super::{Dtype, MAX_VALUES, ReadOptions, Table, read_up_to};
use crate::atomic;
use crate::error::{Error, Result, listed};
use std::io::{Read, Write};
use std::path::Path;

const MAGIC: &[u8; 6] = b"\x93NUMPY";

/// NumPy writes headers below 10,000 bytes; longer ones are not headers of arrays of numbers.
const MAX_HEADER: usize = 1 << 16;

/// Bytes taken at a time, a multiple of every element size.
const CHUNK: usize = 1 << 13;

/// Reads an array of `length` bytes in all; `place` is the file as messages name it.
pub(super) fn read(input: &mut impl Read, length: u64, place: &str, options: &ReadOptions) -> Result<Table> {
    let (header, data_start) = read_header(input, place)?;
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
    let (rows, event) = rows_and_event(&header, options).map_err(|error| error.at(place))?;
    let columns = event.iter().product::<usize>();
    let stored = read_values(input, rows * columns, &header, &at_data)?;
    let order = Order { stored: &stored, shape: &header.shape, fortran: header.fortran_order };
    refuse_infinite(&order, columns, place)?;
    let gaps = gaps(&order, columns, place, options);
    gaps.check(&Table { rows, ..Table::new(columns, Vec::new(), place)? }, options.missing)?;
    let values = if header.fortran_order { order.values().collect() } else { stored };
    gaps.settle(Table { event, ..Table::new(columns, values, place)? }, options.missing)
}

/// The header and the byte at which data begin.
fn read_header(input: &mut impl Read, place: &str) -> Result<(Header, usize)> {
    let at = |byte: usize| format!("{place}: byte {byte}");
    let mut take = |start: usize, count: usize| {
        let mut bytes = vec![0; count];
        let found = read_up_to(input, &mut bytes).map_err(|error| read_failed(&error, &at(start)))?;
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

/// Splits the shape into the number of samples and the shape of one.
fn rows_and_event(header: &Header, options: &ReadOptions) -> Result<(usize, Vec<usize>)> {
    let shape = &header.shape;
    if let Some(columns) = &options.columns {
        let names = listed(columns.iter().map(String::as_str));
        return Err(Error::input(format!("found an array without column names, expected columns {names}"))
            .help("take all columns, or use a CSV file with a header"));
    }
    if shape.is_empty() || shape.contains(&0) {
        return Err(Error::input(format!("found shape {shape:?}, expected rows of numbers")));
    }
    if shape.len() > 2 && !options.flatten {
        return Err(Error::input(format!("found an array of rank {}, expected 1 or 2", shape.len()))
            .help("give the event its shape, or save the array with `array.reshape(len(array), -1)`"));
    }
    if shape.iter().product::<u64>() > MAX_VALUES {
        return Err(Error::input(format!("found shape {shape:?}, expected at most {MAX_VALUES} values")));
    }
    // Below the limit, every extent fits into a usize of any width.
    let extents: Vec<usize> = shape.iter().map(|&extent| extent as usize).collect();
    let event = if extents.len() == 1 { vec![1] } else { extents[1..].to_vec() };
    Ok((extents[0], event))
}

fn read_values(input: &mut impl Read, count: usize, header: &Header, at_data: &str) -> Result<Vec<f64>> {
    let size = header.element.size;
    // The file is as long as the header says, which has been compared.
    let mut values = Vec::with_capacity(count);
    let mut buffer = vec![0; CHUNK];
    while values.len() < count {
        let wanted = CHUNK.min((count - values.len()) * size);
        let found = read_up_to(input, &mut buffer[..wanted]).map_err(|error| read_failed(&error, at_data))?;
        header.element.decode(&buffer[..found], &mut values);
        if found < wanted {
            let (expected, found) = (count * size, values.len() * size);
            return Err(
                Error::input(format!("expected {expected} bytes of data, found the end after {found}")).at(at_data)
            );
        }
    }
    // At the end an archive also verifies its checksum.
    if read_up_to(input, &mut [0]).map_err(|error| read_failed(&error, at_data))? != 0 {
        return Err(Error::input(format!("expected {} bytes of data, found more", count * size)).at(at_data));
    }
    Ok(values)
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

/// The values of an array row by row, whichever index runs fastest in the file.
struct Order<'a> {
    stored: &'a [f64],
    shape: &'a [u64],
    fortran: bool,
}

impl Order<'_> {
    fn values(&self) -> impl Iterator<Item = f64> {
        (0..self.stored.len()).map(|k| self.stored[if self.fortran { self.offset(k) } else { k }])
    }

    /// Where the value of this number lies, if the first index runs fastest.
    fn offset(&self, number: usize) -> usize {
        let (mut rest, mut offset, mut stride) = (number, 0, self.stored.len());
        for &extent in self.shape.iter().rev() {
            let extent = extent as usize;
            stride /= extent;
            offset += rest % extent * stride;
            rest /= extent;
        }
        offset
    }
}

fn refuse_infinite(values: &Order, columns: usize, place: &str) -> Result<()> {
    let mut infinite = values.values().enumerate().filter(|(_, value)| value.is_infinite());
    let Some((first, value)) = infinite.next() else {
        return Ok(());
    };
    let count = 1 + infinite.count();
    let (row, column) = (first / columns + 1, first % columns + 1);
    Err(Error::input(format!(
        "found {value} at row {row}, column {column} (both from 1), the first of {count} infinite values"
    ))
    .at(place)
    .help("leave out these rows"))
}

/// Where NaN stands for values that are missing.
fn gaps(values: &Order, columns: usize, place: &str, options: &ReadOptions) -> Gaps {
    let mut gaps = Gaps::new(options);
    for (at, _) in values.values().enumerate().filter(|(_, value)| value.is_nan()) {
        let (row, column) = (at / columns, at % columns);
        gaps.note(row, column, || format!("{place}: row {}, column {} (from 1)", row + 1, column + 1));
    }
    gaps
}

/// Writes an array atomically in version 1, row-major and little endian, rounding to `dtype`.
///
/// # Errors
/// When the file cannot be written, or `values` does not fill `shape`.
pub fn write_npy(path: &Path, shape: &[usize], values: &[f64], dtype: Dtype) -> Result<()> {
    if shape.iter().product::<usize>() != values.len() || shape.len() > 32 {
        return Err(Error::bug(format!("{} values do not fill shape {shape:?}", values.len())));
    }
    let extents: String = shape.iter().map(|extent| format!("{extent}, ")).collect();
    // Python reads `(3,)` as a shape of rank 1 and `(3, 4)` as one of rank 2.
    let extents = if shape.len() == 1 { extents.trim_end() } else { extents.trim_end_matches(", ") };
    let code = match dtype {
        Dtype::F32 => "<f4",
        Dtype::F64 => "<f8",
    };
    let mut header = format!("{{'descr': '{code}', 'fortran_order': False, 'shape': ({extents}), }}");
    // Data begin at a multiple of 64 bytes, after magic, version, size, header and a line end.
    let unpadded = MAGIC.len() + 4 + header.len() + 1;
    header.extend(std::iter::repeat_n(' ', unpadded.next_multiple_of(64) - unpadded));
    header.push('\n');
    atomic::write(path, |writer| {
        writer.write_all(MAGIC)?;
        writer.write_all(&[1, 0])?;
        writer.write_all(&(header.len() as u16).to_le_bytes())?;
        writer.write_all(header.as_bytes())?;
        for &value in values {
            match dtype {
                Dtype::F32 => writer.write_all(&(value as f32).to_le_bytes())?,
                Dtype::F64 => writer.write_all(&value.to_le_bytes())?,
            }
        }
        Ok(())
    })
}

#[cfg(test)]
pub(super) mod tests;
