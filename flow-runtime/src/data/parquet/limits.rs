//! Claims of a file, checked before the crate makes room for them: entries of the footer's lists, and the sizes of pages.
//!
//! ```text
//! pages of a column: header, body, header, body, … │ footer │ its length, PAR1
//! ```
//! The crate asks for room for as many entries as a list announces and for a page as large as its header says; in a damaged or made-up
//! file these can be any numbers. Both headers are in Thrift's compact protocol, whose shape is walked over here and not understood.

use ::parquet::basic::Compression;
use ::parquet::file::metadata::ColumnChunkMetaData;
use std::fs::File;
use std::io::{BufRead, BufReader, Read, Result, Seek, SeekFrom};

/// The depth of structures in each other that the format has at most, and some.
const MAX_DEPTH: usize = 16;

/// Bytes that a structure in a list takes on average at least: the footer's row groups (field 4), orders of columns (7), and all others.
const LEAST_GROUP: u64 = 32;
const LEAST_ORDER: u64 = 3;
const LEAST_ENTRY: u64 = 5;

/// A page up to this size is never refused for what its column says of itself; the usual limit of writers is 1 MiB.
const USUAL_PAGE: u64 = 2 << 20;

/// True if the footer has all that its lists announce. A wrong length or end is left for the crate to report.
pub fn footer_is_whole(file: &File) -> bool {
    let length = || -> Result<Option<u64>> {
        let (mut file, mut end) = (file, [0; 8]);
        let size = file.seek(SeekFrom::End(0))?;
        let Some(before) = size.checked_sub(8) else { return Ok(None) };
        file.seek(SeekFrom::Start(before))?;
        file.read_exact(&mut end)?;
        let [a, b, c, d, magic @ ..] = end;
        if magic != *b"PAR1" {
            return Ok(None);
        }
        let length = u64::from(u32::from_le_bytes([a, b, c, d]));
        let start = before.checked_sub(length);
        start.map(|start| file.seek(SeekFrom::Start(start)).map(|_| length)).transpose()
    };
    let Ok(Some(length)) = length() else { return true };
    let mut walk = Walk { input: BufReader::with_capacity(1 << 13, file.take(length)), read: 0 };
    walk.structure(0, &mut |_, _| {}).is_ok()
}

/// True if the file ends as an encrypted one does.
pub fn is_encrypted(file: &File) -> bool {
    let end = || -> Result<[u8; 4]> {
        let (mut file, mut end) = (file, [0; 4]);
        file.seek(SeekFrom::End(-4))?;
        file.read_exact(&mut end)?;
        Ok(end)
    };
    end().is_ok_and(|end| end == *b"PARE")
}

/// True if a column's pages lie in it and are no larger than it, or their compression, allows.
pub fn pages_are_plausible(file: &File, column: &ColumnChunkMetaData) -> bool {
    let whole = u64::try_from(column.uncompressed_size()).unwrap_or(0).max(USUAL_PAGE);
    let (start, length) = column.byte_range();
    let expansion = match column.compression() {
        // Pages of other compressions are taken as they are, or refused by the crate.
        Compression::SNAPPY => 32,
        Compression::GZIP(_) => 1032,
        Compression::ZSTD(_) => 1 << 15,
        Compression::LZ4 | Compression::LZ4_RAW => 256,
        Compression::BROTLI(_) => 1 << 20,
        _ => return true,
    };
    let mut file = file;
    if file.seek(SeekFrom::Start(start)).is_err() {
        return false;
    }
    let mut walk = Walk { input: BufReader::with_capacity(1 << 13, file), read: 0 };
    while walk.read < length {
        let (mut large, mut small) = (0, 0);
        let header = walk.structure(0, &mut |field, number| match field {
            2 => large = number,
            3 => small = number,
            _ => {}
        });
        let rest = length.saturating_sub(walk.read);
        let (Ok(()), Ok(large), Ok(small)) = (header, u64::try_from(large), u64::try_from(small)) else { return false };
        if small > rest || large > whole || large > small.saturating_add(1).saturating_mul(expansion) {
            return false;
        }
        if walk.input.seek_relative(small as i64).is_err() {
            return false;
        }
        walk.read += small;
    }
    true
}

/// A walk over Thrift's compact protocol.
struct Walk<R> {
    input: R,
    read: u64,
}

impl<R: BufRead> Walk<R> {
    fn byte(&mut self) -> Result<u8> {
        let mut byte = [0];
        self.input.read_exact(&mut byte)?;
        self.read += 1;
        Ok(byte[0])
    }

    fn skip(&mut self, count: u64) -> Result<()> {
        let skipped = std::io::copy(&mut self.input.by_ref().take(count), &mut std::io::sink())?;
        self.read += skipped;
        if skipped == count { Ok(()) } else { Err(std::io::ErrorKind::UnexpectedEof.into()) }
    }

    fn varint(&mut self) -> Result<u64> {
        let mut number = 0;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            number |= u64::from(byte & 127) << shift;
            if byte < 128 {
                return Ok(number);
            }
        }
        Err(std::io::ErrorKind::InvalidData.into())
    }

    /// All fields of a structure; `each` gets the number of a field that holds a whole number, and the number.
    fn structure(&mut self, depth: usize, each: &mut dyn FnMut(i64, i64)) -> Result<()> {
        if depth > MAX_DEPTH {
            return Err(std::io::ErrorKind::InvalidData.into());
        }
        let mut field = 0i64;
        loop {
            let head = self.byte()?;
            if head == 0 {
                return Ok(());
            }
            field = if head < 16 { zigzag(self.varint()?) } else { field.wrapping_add(i64::from(head >> 4)) };
            match head & 15 {
                // The truth of a field stands in its head.
                1 | 2 => {}
                4..=6 => each(field, zigzag(self.varint()?)),
                kind => self.value(kind, depth, field)?,
            }
        }
    }

    fn value(&mut self, kind: u8, depth: usize, field: i64) -> Result<()> {
        match kind {
            1..=3 => self.skip(1),
            4..=6 => self.varint().map(drop),
            7 => self.skip(8),
            8 => {
                let length = self.varint()?;
                self.skip(length)
            }
            9 | 10 => self.list(depth, field),
            12 => self.structure(depth + 1, &mut |_, _| {}),
            // Maps and others are nowhere in the format.
            _ => Err(std::io::ErrorKind::InvalidData.into()),
        }
    }

    fn list(&mut self, depth: usize, field: i64) -> Result<()> {
        let head = self.byte()?;
        let count = if head >> 4 == 15 { self.varint()? } else { u64::from(head >> 4) };
        let start = self.read;
        for _ in 0..count {
            self.value(head & 15, depth, field)?;
        }
        let least = match (head & 15, depth, field) {
            (12, 0, 4) => LEAST_GROUP,
            (12, 0, 7) => LEAST_ORDER,
            (12, ..) => LEAST_ENTRY,
            _ => 1,
        };
        if (self.read - start) / least < count {
            return Err(std::io::ErrorKind::InvalidData.into());
        }
        Ok(())
    }
}

fn zigzag(number: u64) -> i64 {
    (number >> 1) as i64 ^ -((number & 1) as i64)
}
