//! The header of a model file: its entries as pieces of the text, in the order of their numbers.
//!
//! ```text
//! 8 bytes: length │ {"__metadata__":{…},"name":{"dtype":…,"shape":…,"data_offsets":…},…} │ numbers
//! ```
//! Read here because memory must follow the file: the crate's reader makes a tree of whatever JSON
//! it finds, many times the size of the text. Here an entry is two slices of it, and is parsed
//! alone whenever it is looked at. The rules are the crate's.

use safetensors::SafeTensorError;
use safetensors::tensor::TensorInfo;
use std::collections::BTreeMap;

/// The longest header, as the crate has it.
const MAX_LENGTH: u64 = 100_000_000;

/// The longest entry of a tensor but for its name: no shape takes more.
const MAX_INFO: usize = 4096;

/// Bytes of a string that are read at a time.
const PIECE: usize = 4096;

/// The most entries of metadata, of which a file has its own few and those of
/// [`Checkpoint::extra`](super::Checkpoint::extra).
pub(super) const MAX_METADATA: usize = 512;

/// The mistake, as a message quotes it.
type Result<T> = std::result::Result<T, String>;

/// A header that fits its file.
pub(super) struct Header<'a> {
    /// Empty where there is none.
    pub metadata: BTreeMap<String, String>,
    /// In the order of their numbers, which follow each other without gaps.
    pub tensors: Vec<Entry<'a>>,
    data: &'a [u8],
}

/// A tensor as the text has it: the name in quotes, and its JSON.
pub(super) struct Entry<'a> {
    name: &'a str,
    info: &'a str,
    offsets: (usize, usize),
}

impl<'a> Header<'a> {
    /// Reads the header of a whole file.
    ///
    /// # Errors
    /// For a header that is cut off, is no JSON of the format, or does not describe the bytes
    /// behind it.
    pub fn read(bytes: &'a [u8]) -> Result<Self> {
        let crates = |error: SafeTensorError| error.to_string();
        let (length, rest) = bytes.split_first_chunk().ok_or_else(|| crates(SafeTensorError::HeaderTooSmall))?;
        let length = u64::from_le_bytes(*length);
        if length > MAX_LENGTH {
            return Err(crates(SafeTensorError::HeaderTooLarge));
        }
        let split = rest.split_at_checked(length as usize);
        let (text, data) = split.ok_or_else(|| crates(SafeTensorError::InvalidHeaderLength))?;
        let text = std::str::from_utf8(text).map_err(|error| crates(SafeTensorError::InvalidHeader(error)))?;
        let (mut metadata, mut count) = (BTreeMap::new(), 0);
        entries(text, |key, value| {
            if string(key)? != "__metadata__" {
                count += 1;
            } else if value != "null" {
                entries(value, |key, value| {
                    if metadata.len() == MAX_METADATA {
                        return Err(format!("more than {MAX_METADATA} entries of metadata"));
                    }
                    metadata.insert(string(key)?, string(value)?);
                    Ok(())
                })?;
            }
            Ok(())
        })?;
        // The room is asked for once: growing takes half as much again.
        let mut tensors = Vec::with_capacity(count);
        entries(text, |name, info| {
            if string(name)? != "__metadata__" {
                tensors.push(Entry { name, info, offsets: self::info(info)?.data_offsets });
            }
            Ok(())
        })?;
        // Empty tensors stay in the order of the text.
        tensors.sort_unstable_by_key(|entry| (entry.offsets, entry.name.as_ptr()));
        let header = Header { metadata, tensors, data };
        header.check().map(|()| header)
    }

    fn check(&self) -> Result<()> {
        let mut end = 0;
        for entry in &self.tensors {
            let (name, info) = entry.parsed()?;
            let elements = info.shape.iter().try_fold(1usize, |product, &extent| product.checked_mul(extent));
            let bits = elements.and_then(|elements| elements.checked_mul(info.dtype.bitsize()));
            let (start, after) = info.data_offsets;
            if start != end || after < start {
                return Err(SafeTensorError::InvalidOffset(name).to_string());
            }
            if bits != (after - start).checked_mul(8) {
                return Err(SafeTensorError::TensorInvalidInfo.to_string());
            }
            end = after;
        }
        if end == self.data.len() { Ok(()) } else { Err(SafeTensorError::MetadataIncompleteBuffer.to_string()) }
    }

    /// The bytes of a tensor's numbers.
    pub fn bytes(&self, entry: &Entry) -> &'a [u8] {
        // Checked when the header was read.
        self.data.get(entry.offsets.0..entry.offsets.1).unwrap_or_default()
    }
}

impl Entry<'_> {
    /// Name and description.
    pub fn parsed(&self) -> Result<(String, TensorInfo)> {
        Ok((string(self.name)?, info(self.info)?))
    }
}

/// A JSON string. A long one is read by pieces, into room that is asked for once: the parser keeps
/// a copy of text with escapes.
pub(super) fn string(json: &str) -> Result<String> {
    let read =
        |json: &str| serde_json::from_str::<String>(json).map_err(|error| format!("invalid JSON in header: {error}"));
    let text = json.strip_prefix('"').and_then(|json| json.strip_suffix('"'));
    let Some(mut text) = text.filter(|text| text.len() > PIECE) else { return read(json) };
    let mut whole = String::with_capacity(text.len());
    while !text.is_empty() {
        let (piece, rest) = text.split_at(piece(text));
        whole += &read(&format!("\"{piece}\""))?;
        text = rest;
    }
    Ok(whole)
}

/// Where a piece of a string ends: behind a whole character, an escape, or the two escapes of one
/// character.
fn piece(text: &str) -> usize {
    let (bytes, mut end) = (text.as_bytes(), 0);
    while end < PIECE {
        end += match &bytes[end.min(bytes.len())..] {
            [] => return bytes.len(),
            [b'\\', b'u', b'd' | b'D', b'8' | b'9' | b'a' | b'b' | b'A' | b'B', ..] => 12,
            [b'\\', b'u', ..] => 6,
            [b'\\', ..] => 2,
            _ => 1,
        };
    }
    (end..bytes.len()).find(|&end| text.is_char_boundary(end)).unwrap_or(bytes.len())
}

fn info(json: &str) -> Result<TensorInfo> {
    if json.len() > MAX_INFO {
        return Err(format!("a tensor is described by {} bytes, more than {MAX_INFO}", json.len()));
    }
    serde_json::from_str(json).map_err(|error| format!("invalid JSON in header: {error}"))
}

/// Hands over keys and values of a JSON object as they are written.
fn entries<'a>(object: &'a str, mut each: impl FnMut(&'a str, &'a str) -> Result<()>) -> Result<()> {
    let mut scan = Scan { text: object, at: 0 };
    scan.expect('{')?;
    let mut more = !scan.take('}');
    while more {
        let key = scan.value();
        scan.expect(':')?;
        each(key, scan.value())?;
        more = !scan.take('}');
        if more {
            scan.expect(',')?;
        }
    }
    match object[scan.at..].trim_ascii() {
        "" => Ok(()),
        _ => Err(scan.error("the end")),
    }
}

/// A place in JSON.
struct Scan<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Scan<'a> {
    fn take(&mut self, wanted: char) -> bool {
        let rest = self.text[self.at..].trim_ascii_start();
        self.at = self.text.len() - rest.len();
        let found = rest.starts_with(wanted);
        self.at += usize::from(found);
        found
    }

    fn expect(&mut self, wanted: char) -> Result<()> {
        if self.take(wanted) { Ok(()) } else { Err(self.error(&format!("`{wanted}`"))) }
    }

    /// The text before the next separator or bracket of this object; whether it is JSON is seen by
    /// whoever reads it.
    fn value(&mut self) -> &'a str {
        let (mut depth, mut quoted, mut escaped) = (0, false, false);
        let start = self.at;
        let length = self.text[start..].bytes().position(|byte| {
            match byte {
                _ if escaped => escaped = false,
                b'\\' if quoted => escaped = true,
                b'"' => quoted = !quoted,
                _ if quoted => {}
                b',' | b':' | b'}' | b']' if depth == 0 => return true,
                b'{' | b'[' => depth += 1,
                b'}' | b']' => depth -= 1,
                _ => {}
            }
            false
        });
        self.at = length.map_or(self.text.len(), |length| start + length);
        self.text[start..self.at].trim_ascii()
    }

    fn error(&self, expected: &str) -> String {
        format!("invalid JSON in header: expected {expected} at byte {}", self.at)
    }
}
