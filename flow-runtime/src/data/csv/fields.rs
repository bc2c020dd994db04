//! Splits a text into fields, each with its line and column.
//!
//! RFC 4180 with LF, CR LF or CR line ends, the separator of its dialect, and blank lines and comments skipped. Written here
//! because a reader of measurements must be stricter than general ones: `csv` lets an unclosed quote swallow the rest of
//! the file, reads `"1"2` as 12, holds fields of any length, and does not tell a field's column.

use super::dialect::{Dialect, refuse_other_formats};
use super::text::read_failed;
use crate::data::reading::Separator;
use crate::data::shared::read_up_to;
use crate::error::{Error, Result};
use std::io::{BufRead, BufReader, Chain, Cursor, Read};

/// Longer fields are refused: they come from a quote or a line end gone wrong.
const MAX_FIELD: usize = 1 << 16;

/// How much of the file is looked at to find its dialect.
const PREFIX: usize = 1 << 13;

/// One field, unquoted, and where it starts (both counted from 1, columns in characters).
pub(super) struct Field<'a> {
    pub text: &'a str,
    pub line: u64,
    pub column: u64,
    /// True if it stands in quotes.
    pub quoted: bool,
    /// True if the record ends with this field.
    pub last: bool,
}

/// The fields of a file, in order.
pub(super) struct Fields<'a, R> {
    input: BufReader<Chain<Cursor<Vec<u8>>, R>>,
    place: &'a str,
    pub dialect: Dialect,
    /// How many lines were comments, the last of them, and its line.
    pub comments: usize,
    pub comment: Option<(String, u64)>,
    line: u64,
    column: u64,
    text: Vec<u8>,
    /// True if the next byte begins a record.
    fresh: bool,
}

impl<'a, R: Read> Fields<'a, R> {
    /// Looks at the file's beginning: what kind of text it is and what separates its fields.
    pub fn new(mut input: R, place: &'a str) -> Result<Self> {
        let mut prefix = vec![0; PREFIX];
        let length = read_up_to(&mut input, &mut prefix).map_err(|error| read_failed(place, &error))?;
        prefix.truncate(length);
        refuse_other_formats(&prefix, place)?;
        let mark = if prefix.starts_with(b"\xEF\xBB\xBF") { 3 } else { 0 };
        prefix.drain(..mark);
        let dialect = Dialect::of(&prefix, length < PREFIX);
        let input = BufReader::with_capacity(PREFIX, Cursor::new(prefix).chain(input));
        let (text, comments, comment) = (Vec::with_capacity(PREFIX), 0, None);
        Ok(Self { input, place, dialect, comments, comment, line: 1, column: 1, text, fresh: true })
    }

    /// The next field; `None` at the end of the file.
    pub fn next(&mut self) -> Result<Option<Field<'_>>> {
        if self.fresh {
            self.skip_to_record()?;
            if self.peek()?.is_none() {
                return Ok(None);
            }
        }
        let (line, column) = (self.line, self.column);
        self.text.clear();
        let quoted = self.peek()? == Some(b'"');
        if quoted {
            self.read_quoted(line, column)?;
        } else {
            self.read_plain(line, column)?;
        }
        let last = self.pass_separator()?;
        if last {
            self.take_line_end()?;
        }
        self.fresh = last;
        match std::str::from_utf8(&self.text) {
            Ok(text) => Ok(Some(Field { text, line, column, quoted, last })),
            Err(error) => {
                Err(Error::input(format!("found byte 0x{:02x}, expected UTF-8", self.text[error.valid_up_to()]))
                    .at(format_args!("{}:{line}:{column}", self.place))
                    .help("save the file as UTF-8"))
            }
        }
    }

    /// Passes blank lines and comments.
    fn skip_to_record(&mut self) -> Result<()> {
        loop {
            self.skip_spaces()?;
            if self.dialect.comments && self.peek()? == Some(b'#') {
                self.take_comment()?;
            } else if !self.take_line_end()? {
                return Ok(());
            }
        }
    }

    /// Passes spaces and tabs, where those separate.
    fn skip_spaces(&mut self) -> Result<()> {
        if self.dialect.separator == Separator::Spaces {
            while self.peek()?.is_some_and(|byte| Separator::Spaces.ends(byte)) {
                self.advance();
            }
        }
        Ok(())
    }

    /// Passes what separates the field before from the next one; true where there is no next one.
    fn pass_separator(&mut self) -> Result<bool> {
        if self.dialect.separator == Separator::Spaces {
            self.skip_spaces()?;
            return Ok(self.peek()?.is_none_or(|byte| matches!(byte, b'\n' | b'\r')));
        }
        let separates = self.peek()?.is_some_and(|byte| self.dialect.separator.ends(byte));
        if separates {
            self.advance();
        }
        Ok(!separates)
    }

    /// Keeps a comment for the next record; one that is longer than a field is passed.
    fn take_comment(&mut self) -> Result<()> {
        let line = self.line;
        self.text.clear();
        loop {
            match self.peek()? {
                None | Some(b'\n' | b'\r') => break,
                Some(byte) if self.text.len() < MAX_FIELD => self.text.push(byte),
                Some(_) => {}
            }
            self.advance();
        }
        self.comments += 1;
        let text = String::from_utf8_lossy(&self.text);
        self.comment = Some((text.trim_start_matches('#').trim().to_owned(), line));
        Ok(())
    }

    /// Takes whole runs of the buffer: almost all bytes of a file pass here.
    fn read_plain(&mut self, line: u64, column: u64) -> Result<()> {
        let separator = self.dialect.separator;
        loop {
            self.fill()?;
            let buffer = self.input.buffer();
            let ends = |&byte: &u8| separator.ends(byte) || matches!(byte, b'\n' | b'\r' | 0);
            let length = buffer.iter().position(ends).unwrap_or(buffer.len());
            if length == 0 {
                break;
            }
            self.limit(length, line, column)?;
            let run = &self.input.buffer()[..length];
            let characters = run.iter().filter(|&&byte| begins_character(byte)).count();
            self.text.extend_from_slice(run);
            self.column += characters as u64;
            self.input.consume(length);
        }
        if self.peek()? == Some(0) { Err(self.nul()) } else { Ok(()) }
    }

    fn read_quoted(&mut self, line: u64, column: u64) -> Result<()> {
        self.advance();
        loop {
            match self.peek()? {
                None => {
                    return Err(Error::input("found the end of the file inside quotes, expected a closing quote")
                        .at(format_args!("{}:{line}:{column}", self.place))
                        .help("close the quote that starts here, or remove it"));
                }
                Some(b'"') => {
                    self.advance();
                    if self.peek()? != Some(b'"') {
                        break;
                    }
                    self.push(b'"', line, column)?;
                }
                Some(byte) => self.push(byte, line, column)?,
            }
        }
        match self.peek()? {
            None | Some(b'\n' | b'\r') => Ok(()),
            Some(byte) if self.dialect.separator.ends(byte) => Ok(()),
            Some(_) => Err(self
                .here("found text after a closing quote, expected a separator or a line end")
                .help("double a quote that belongs to the text")),
        }
    }

    /// Moves one byte of the input into the field that started at `(line, column)`.
    fn push(&mut self, byte: u8, line: u64, column: u64) -> Result<()> {
        if byte == 0 {
            return Err(self.nul());
        }
        self.limit(1, line, column)?;
        self.text.push(byte);
        self.advance();
        Ok(())
    }

    /// Succeeds if so many more bytes may be stored.
    fn limit(&self, more: usize, line: u64, column: u64) -> Result<()> {
        if self.text.len() + more <= MAX_FIELD {
            return Ok(());
        }
        Err(Error::input("found a field of more than 64 KiB, expected a number or a name")
            .at(format_args!("{}:{line}:{column}", self.place))
            .help("look for a quote that is not closed, or for missing line ends"))
    }

    fn nul(&self) -> Error {
        self.here("found a NUL byte, expected text").help("export the data as UTF-8 text")
    }

    fn peek(&mut self) -> Result<Option<u8>> {
        self.fill()?;
        Ok(self.input.buffer().first().copied())
    }

    /// Makes `input.buffer()` hold the next bytes; it stays empty at the end of the file.
    fn fill(&mut self) -> Result<()> {
        loop {
            match self.input.fill_buf() {
                Ok(_) => return Ok(()),
                Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
                Err(error) => return Err(read_failed(self.place, &error)),
            }
        }
    }

    /// Passes the byte that `peek` has shown.
    fn advance(&mut self) {
        let byte = self.input.buffer().first().copied().unwrap_or_default();
        self.input.consume(1);
        if byte == b'\n' {
            (self.line, self.column) = (self.line + 1, 1);
        } else if begins_character(byte) {
            self.column += 1;
        }
    }

    /// Passes one line end, if there is one here.
    fn take_line_end(&mut self) -> Result<bool> {
        let carriage_return = self.peek()? == Some(b'\r');
        if carriage_return {
            self.advance();
        }
        if self.peek()? == Some(b'\n') {
            self.advance();
        } else if carriage_return {
            (self.line, self.column) = (self.line + 1, 1);
        } else {
            return Ok(false);
        }
        Ok(true)
    }

    fn here(&self, message: &str) -> Error {
        Error::input(message).at(format_args!("{}:{}:{}", self.place, self.line, self.column))
    }
}

/// True if a byte of UTF-8 is not a continuation of the character before it.
fn begins_character(byte: u8) -> bool {
    byte & 0xC0 != 0x80
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Gives one byte at a time, so every pair of bytes is split somewhere.
    struct OneByte<'a>(&'a [u8]);

    impl Read for OneByte<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
            let count = buffer.len().min(1);
            self.0.read(&mut buffer[..count])
        }
    }

    fn fields(input: impl Read) -> String {
        let mut fields = Fields::new(input, "f").unwrap();
        let mut shown = String::new();
        while let Some(field) = fields.next().unwrap() {
            shown += &format!("{}:{}{:?}{}", field.line, field.column, field.text, if field.last { "\n" } else { " " });
        }
        shown
    }

    #[test]
    fn fields_and_their_places() {
        let cases: [(&str, &str); 13] = [
            ("", ""),
            ("\n\r\n\r", ""),
            ("1", "1:1\"1\"\n"),
            ("1,2\n3,4\n", "1:1\"1\" 1:3\"2\"\n2:1\"3\" 2:3\"4\"\n"),
            ("1,2\r\n3,4", "1:1\"1\" 1:3\"2\"\n2:1\"3\" 2:3\"4\"\n"),
            ("1\r2\r", "1:1\"1\"\n2:1\"2\"\n"),
            ("\n\n1,\n\n,2", "3:1\"1\" 3:3\"\"\n5:1\"\" 5:2\"2\"\n"),
            ("\u{feff}é,x", "1:1\"é\" 1:3\"x\"\n"),
            ("\u{feff}\"a\"\"b\",\"c\nd\"\n\"\",e", "1:1\"a\\\"b\" 1:8\"c\\nd\"\n3:1\"\" 3:4\"e\"\n"),
            ("# x\n1 2\n#3\n  4\t\t5 \n", "2:1\"1\" 2:3\"2\"\n4:3\"4\" 4:6\"5\"\n"),
            ("a;b\n1,5;2", "1:1\"a\" 1:3\"b\"\n2:1\"1,5\" 2:5\"2\"\n"),
            ("a\tb", "1:1\"a\" 1:3\"b\"\n"),
            ("\"a;b\",5\" c", "1:1\"a;b\" 1:7\"5\\\" c\"\n"),
        ];
        for (text, expected) in cases {
            assert_eq!(fields(text.as_bytes()), expected, "{text:?}");
            assert_eq!(fields(OneByte(text.as_bytes())), expected, "{text:?} byte by byte");
        }
    }
}
