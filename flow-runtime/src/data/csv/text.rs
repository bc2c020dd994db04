//! The bytes of a text, decompressed where they are compressed, as often as they are wanted.

use crate::data::shared::read_up_to;
use crate::error::{Error, Result};
use flate2::bufread::MultiGzDecoder;
use std::io::{BufReader, Read, Seek};

/// The bytes that begin what gzip makes.
const GZIP: [u8; 2] = [0x1F, 0x8B];

/// A text that can be read more than once.
pub(super) struct Text<S> {
    stored: S,
    /// True if it is compressed: its first bytes say so, not its name.
    pub gzip: bool,
}

impl<S: Read + Seek> Text<S> {
    /// Looks at the first bytes.
    ///
    /// # Errors
    /// Where they cannot be read.
    pub fn of(mut stored: S, place: &str) -> Result<Self> {
        let mut first = [0; 2];
        let count = read_up_to(&mut stored, &mut first).map_err(|error| read_failed(place, &error))?;
        Ok(Text { stored, gzip: first[..count] == GZIP })
    }

    /// The text from its beginning.
    ///
    /// # Errors
    /// Where the file cannot be wound back.
    pub fn rewind(&mut self, place: &str) -> Result<Box<dyn Read + '_>> {
        self.stored.rewind().map_err(|error| read_failed(place, &error))?;
        Ok(match self.gzip {
            true => Box::new(MultiGzDecoder::new(BufReader::with_capacity(1 << 13, &mut self.stored))),
            false => Box::new(&mut self.stored),
        })
    }
}

/// Failures of the operating system carry its code; all others come from decompressing.
pub(super) fn read_failed(place: &str, error: &std::io::Error) -> Error {
    match error.raw_os_error() {
        Some(_) => Error::environment(format!("cannot read: {error}")),
        None => Error::input(format!("found damaged gzip data ({error})")).help("compress the file again"),
    }
    .at(place)
}
