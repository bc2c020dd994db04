//! The dialect of a text: what separates its fields, how it writes decimals, whether it has comments. All of it is
//! told from the beginning of the file.
//!
//! ```text
//! beginning ─▶ another format? ─▶ refused by its name
//!           └▶ lines without comments ─▶ the separator that cuts all of them alike ─▶ decimal commas in all fields?
//! ```

use crate::data::reading::Separator;
use crate::error::{Error, Result};
use std::collections::BTreeMap;

/// Lines that are looked at.
const LOOKED_AT: usize = 50;

/// How a text is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Dialect {
    pub separator: Separator,
    /// True where `1,5` is one and a half.
    pub decimal_comma: bool,
    /// True where lines that begin with `#` are comments: the first one does.
    pub comments: bool,
}

impl Dialect {
    /// The dialect of a text that begins so; `whole` where this is all of it.
    pub fn of(beginning: &[u8], whole: bool) -> Self {
        let all = lines(beginning, whole);
        let is_comment = |line: &&[u8]| line.starts_with(b"#");
        let comments = all.first().is_some_and(is_comment);
        let lines: Vec<&[u8]> = all.into_iter().filter(|line| !comments || !is_comment(line)).take(LOOKED_AT).collect();
        let separator = separator(&lines);
        Dialect { separator, decimal_comma: has_decimal_commas(&lines, separator), comments }
    }
}

/// Refuses a text that is another format, by its name.
///
/// # Errors
/// For a file that begins as no text in UTF-8 does.
pub(super) fn refuse_other_formats(beginning: &[u8], place: &str) -> Result<()> {
    let (found, help) = match beginning {
        [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] => ("text in UTF-16", "save the file as UTF-8"),
        [0x93, b'N', b'U', b'M', b'P', b'Y', ..] => ("a NumPy array", "give the file the ending `.npy`"),
        [b'P', b'A', b'R', b'1', 0x15, ..] => ("a Parquet file", "give the file the ending `.parquet`"),
        [b'P', b'K', 3 | 5, 4 | 6, ..] => {
            ("a zip archive", "unpack it first; an archive of NumPy arrays has the ending `.npz`")
        }
        [0x28, 0xB5, 0x2F, 0xFD, ..] => {
            ("a file compressed by Zstandard", "decompress it first, or compress it by gzip")
        }
        [b'B', b'Z', b'h', b'1'..=b'9', 0x31, 0x41, ..] => {
            ("a file compressed by bzip2", "decompress it first, or compress it by gzip")
        }
        [0xFD, b'7', b'z', b'X', b'Z', 0, ..] => {
            ("a file compressed by xz", "decompress it first, or compress it by gzip")
        }
        [0x89, b'H', b'D', b'F', ..] => ("an HDF5 file", "convert it to CSV, NPY or Parquet"),
        [b'A', b'R', b'R', b'O', b'W', b'1', ..] => ("an Arrow or Feather file", "convert it to Parquet or CSV"),
        [0x80, 2..=5, ..] => ("a Python pickle", "save the table as CSV, NPY or Parquet"),
        _ => return Ok(()),
    };
    Err(Error::input(format!("found {found}, expected CSV text in UTF-8")).at(format_args!("{place}:1:1")).help(help))
}

/// The lines of a text that hold something; the last one only where it is complete or alone. Line ends inside of quotes
/// end no line.
fn lines(text: &[u8], whole: bool) -> Vec<&[u8]> {
    let mut lines = Vec::new();
    let (mut start, mut quoted) = (0, false);
    for (at, &byte) in text.iter().enumerate() {
        quoted ^= byte == b'"';
        if matches!(byte, b'\n' | b'\r') && !quoted {
            lines.push(&text[start..at]);
            start = at + 1;
        }
    }
    if whole || lines.iter().all(|line| line.is_empty()) {
        lines.push(&text[start..]);
    }
    lines.retain(|line| !line.trim_ascii().is_empty());
    lines.truncate(2 * LOOKED_AT);
    lines
}

/// The fields of a line, cut outside of quotes.
pub(super) fn fields(line: &[u8], separator: Separator) -> Vec<&[u8]> {
    let mut quoted = false;
    let parts = line.split(|&byte| {
        quoted ^= byte == b'"';
        !quoted && separator.ends(byte)
    });
    match separator {
        Separator::Byte(_) => parts.collect(),
        Separator::Spaces => parts.filter(|part| !part.is_empty()).collect(),
    }
}

/// The separators of one byte, in the order in which they are tried. Semicolons and tabs come first, since a file that
/// uses them may have decimal commas.
const BYTES: [u8; 4] = [b';', b'\t', b',', b'|'];

/// The first separator that cuts all lines into as many fields; else the first that the first line has.
fn separator(lines: &[&[u8]]) -> Separator {
    let Some((first, below)) = lines.split_first() else { return Separator::Byte(b',') };
    if spaces_separate(first, below) {
        return Separator::Spaces;
    }
    let count = |line: &[u8], separator| fields(line, Separator::Byte(separator)).len();
    let alike = |separator: &u8| {
        let (head, next) = (count(first, *separator), below.first().map(|line| count(line, *separator)));
        // The header of R's `write.table` has no name for the column of row names.
        let cut = head > 1 && next.is_none_or(|next| next == head || next == head + 1);
        cut && below.iter().all(|line| Some(count(line, *separator)) == next)
    };
    let anywhere = |separator: &u8| count(first, *separator) > 1;
    Separator::Byte(BYTES.into_iter().find(alike).or_else(|| BYTES.into_iter().find(anywhere)).unwrap_or(b','))
}

/// True where spaces separate numbers: no other separator stands in the rows, except commas inside of numbers.
fn spaces_separate(first: &[u8], below: &[&[u8]]) -> bool {
    let rows = if below.is_empty() { std::slice::from_ref(&first) } else { below };
    let has = |line: &[u8], byte: &u8| fields(line, Separator::Byte(*byte)).len() > 1;
    if rows.iter().any(|line| [b';', b'|'].iter().any(|byte| has(line, byte))) {
        return false;
    }
    // Tabs alone are a separator of their own, under which fields may be empty.
    if has(first, &b'\t') && rows.iter().all(|line| has(line, &b'\t') && !line.trim_ascii().contains(&b' ')) {
        return false;
    }
    let commas = rows.iter().any(|line| has(line, &b','));
    let fits = |part: &&[u8]| is_number(part) || (commas && comma_of(part).is_some());
    let cut: Vec<Vec<&[u8]>> = rows.iter().map(|line| fields(line, Separator::Spaces)).collect();
    let fit = |line: &&Vec<&[u8]>| if commas { line.iter().all(fits) } else { line.iter().any(fits) };
    let widths = cut.iter().filter(fit).map(Vec::len).filter(|width| *width > 1);
    // Most rows tell; one that is cut otherwise is shown by the reader.
    let mut counts = BTreeMap::new();
    widths.for_each(|width| *counts.entry(width).or_insert(0) += 1);
    counts.values().any(|count| 2 * count > rows.len())
}

fn is_number(field: &[u8]) -> bool {
    std::str::from_utf8(field).is_ok_and(|text| text.trim_matches('"').parse::<f64>().is_ok())
}

/// For a number with one comma in place of a point, whether the comma cannot separate thousands.
fn comma_of(field: &[u8]) -> Option<bool> {
    let text = std::str::from_utf8(field).ok()?.trim().trim_matches('"');
    let (whole, rest) = text.split_once(',')?;
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let plain = !text.contains('.') && digits > 0 && format!("{whole}.{rest}").parse::<f64>().is_ok();
    let whole = whole.trim_start_matches(['+', '-']);
    let thousands = digits == 3 && rest.len() == 3 && (1..=3).contains(&whole.len()) && !whole.starts_with('0');
    plain.then_some(!thousands)
}

/// True where fields have numbers with a comma that can be nothing else than decimal, and none has a point.
fn has_decimal_commas(lines: &[&[u8]], separator: Separator) -> bool {
    if separator == Separator::Byte(b',') {
        return false;
    }
    let all = || lines.iter().flat_map(|line| fields(line, separator));
    all().any(|field| comma_of(field) == Some(true)) && !all().any(|field| field.contains(&b'.') && is_number(field))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn separators_and_commas_of_files_that_people_have() {
        let (comma, semicolon, tab, bar) =
            (Separator::Byte(b','), Separator::Byte(b';'), Separator::Byte(b'\t'), Separator::Byte(b'|'));
        let cases = [
            ("", comma, false),
            ("1\n2\n", comma, false),
            ("a,b\n1,2\n", comma, false),
            ("a;b\n1,5;2\n", semicolon, true),
            ("a;b\n1,234;2,345\n", semicolon, false),
            ("a;b\n1,234;0,345\n", semicolon, true),
            ("a;b\n1.5;2,5\n", semicolon, false),
            ("a\tb\n1\t2\n", tab, false),
            ("a\tb\n1,5\t2\n", tab, true),
            ("a b\n1 2\n", Separator::Spaces, false),
            ("1.0e+00 2.0e+00\n3.0e+00 4.0e+00\n", Separator::Spaces, false),
            ("1,5 2,5\n3,5 4,5\n", Separator::Spaces, true),
            ("  1.5   2.5\n -1.5  12.5\n", Separator::Spaces, false),
            ("# a, b\n1 2\n3 4\n", Separator::Spaces, false),
            ("1, 2\n3, 4\n", comma, false),
            ("sepal length\n5.1\n4.9\n", comma, false),
            ("sepal length,width\n5.1,4\n4.9,5\n", comma, false),
            ("a|b\n1|2\n", bar, false),
            ("a,b,notes\n1,2,x;y\n3,4,z\n", comma, false),
            ("\"a;b\",c\n1,2\n", comma, false),
            ("a, b;c\n1,2\n", comma, false),
            ("\"x\" \"y\"\n\"1\" 0.5 0.7\n\"2\" 0.1 0.2\n", Separator::Spaces, false),
            ("time,x\n2024-01-01 10:00,1\n2024-01-01 11:00,2\n", comma, false),
            ("1 2\n3\n4 5\n6 7\n", Separator::Spaces, false),
        ];
        for (text, separator, decimal_comma) in cases {
            let found = Dialect::of(text.as_bytes(), true);
            assert_eq!((found.separator, found.decimal_comma), (separator, decimal_comma), "{text:?}");
            assert_eq!(found.comments, text.starts_with('#'), "{text:?}");
        }
    }
}
