//! Text with one row a line: fields between separators and, where the first record or a comment before it holds names, a header.
//!
//! ```text
//! Text (gzip undone) ─▶ Fields, cut by their Dialect ─▶ First: names or values? ─▶ Columns ─▶ Rows
//! ```

mod columns;
mod dialect;
mod fields;
mod first;
mod text;
mod write;

pub use self::write::write_csv;

use self::columns::{Cell, Columns};
use self::fields::{Field, Fields};
use self::first::First;
use self::text::Text;
use super::formats::{Format, Opened, Reader, Writer};
use super::meaning::{Meanings, numbered};
use super::missing::Gaps;
use super::reading::{Lines, Names, Reading};
use super::shared::{Accept, MAX_VALUES};
use super::{FileRows, Table};
use crate::error::{Error, Result, quoted};
use std::io::{Read, Seek};

/// Text with one row a line, whose fields commas separate where it is written.
pub(super) const FORMAT: Format =
    Format { write: Some(Writer { one_type: false, begin: write::begin, rows: write::rows }), ..text("CSV", ".csv") };

/// The other names of such texts. What they are is told from what they hold.
pub(super) const TSV: Format = text("TSV", ".tsv");
pub(super) const TXT: Format = text("text", ".txt");
pub(super) const DAT: Format = text("text", ".dat");
pub(super) const GZIP: Format = text("compressed text", ".gz");

const fn text(name: &'static str, ending: &'static str) -> Format {
    Format {
        name,
        ending,
        has_names: true,
        has_arrays: false,
        read: Reader::One(|Opened { file, source, .. }, wanted, accept| {
            read(file, &source.to_string(), wanted, accept)
        }),
        write: None,
    }
}

/// Columns that a header may have.
const MOST_COLUMNS: usize = 1 << 20;

/// Reads a table; `place` is the file as messages name it. The file is looked through before it is stored: a row of short numbers takes
/// several times its text as a table, and whoever rejects a file should not need that much.
fn read(stored: impl Read + Seek, place: &str, wanted: &FileRows, accept: Accept<'_>) -> Result<Table> {
    let mut text = Text::of(stored, place)?;
    let first = First::of(&mut Fields::new(text.rewind(place)?, place)?, wanted.header, &wanted.markers)?;
    let rows = pass(text.rewind(place)?, place, wanted, &first, None)?;
    let (count, columns) = (rows.count, rows.columns.taken);
    let unread = Table {
        names: rows.columns.names,
        rows: count,
        reading: rows.reading,
        ..Table::new(columns, Vec::new(), place)?
    };
    rows.gaps.check(&unread, wanted.missing)?;
    accept(&unread)?;
    let room = Vec::with_capacity(count * columns);
    let gzip = text.gzip;
    let Rows { columns, values, gaps, lines, reading, .. } =
        pass(text.rewind(place)?, place, wanted, &first, Some(room))?;
    let reading = Reading { gzip, ..reading };
    let table = Table::new(columns.taken, values.unwrap_or_default(), place)?;
    gaps.settle(Table { names: columns.names, lines, reading, ..table }, wanted.missing)
}

/// All rows; they are stored where there are `values` to store them in.
fn pass<'a>(
    input: impl Read,
    place: &'a str,
    wanted: &'a FileRows,
    first: &First,
    values: Option<Vec<f64>>,
) -> Result<Rows<'a>> {
    let mut fields = Fields::new(input, place)?;
    if first.fields == 0 {
        return Err(Error::input("found an empty file, expected rows of numbers").at(format_args!("{place}:1:1")));
    }
    let mut end = 1;
    let columns = match (first.names, &first.comment) {
        (Names::Comment, Some((names, line))) => {
            let cells: Vec<Cell> =
                names.iter().map(|name| Cell { text: name.clone(), line: *line, column: 1 }).collect();
            Columns::of_header(&cells, first, place, wanted)?
        }
        (Names::Header | Names::Numbers, _) => {
            let header = first_record(&mut fields, place)?;
            end = header.last().map_or(0, |cell| cell.line) + 1;
            Columns::of_header(&header, first, place, wanted)?
        }
        _ => Columns::without_header(first, place, wanted)?,
    };
    let named = |name: &str| match &columns.names {
        Some(names) => names.iter().position(|found| found == name),
        None => numbered(name, columns.taken),
    };
    let meanings = Meanings::of(wanted, named);
    let dialect = fields.dialect;
    let mut rows = Rows {
        place,
        columns,
        meanings,
        values,
        count: 0,
        gaps: Gaps::by_row(wanted),
        lines: Lines::default(),
        reading: Reading::default(),
        decimal_comma: dialect.decimal_comma,
        number: String::new(),
    };
    rows.read(&mut fields, first.names)?;
    if rows.count == 0 {
        return Err(
            Error::input("found a header and no rows, expected rows of numbers").at(format_args!("{place}:{end}:1"))
        );
    }
    rows.reading = Reading {
        rows: rows.count,
        columns: rows.columns.width,
        names: first.names,
        separator: (rows.columns.width > 1).then_some(dialect.separator),
        decimal_comma: dialect.decimal_comma,
        comments: fields.comments - usize::from(first.names == Names::Comment),
        indices: std::mem::take(&mut rows.columns.indices),
        ..Reading::default()
    };
    Ok(rows)
}

fn first_record(fields: &mut Fields<'_, impl Read>, place: &str) -> Result<Vec<Cell>> {
    let mut cells = Vec::new();
    while let Some(Field { text, line, column, last, .. }) = fields.next()? {
        if cells.len() == MOST_COLUMNS {
            let message = format!("found more than {MOST_COLUMNS} names, expected at most so many columns");
            return Err(Error::input(message).at(format_args!("{place}:{line}:{column}")));
        }
        cells.push(Cell { text: text.to_owned(), line, column });
        if last {
            break;
        }
    }
    Ok(cells)
}

/// The rows read so far.
struct Rows<'a> {
    place: &'a str,
    columns: Columns,
    meanings: Meanings<'a>,
    values: Option<Vec<f64>>,
    count: usize,
    gaps: Gaps,
    /// Where the rows are, once they are stored.
    lines: Lines,
    reading: Reading,
    decimal_comma: bool,
    /// A number with its comma as a point.
    number: String,
}

impl Rows<'_> {
    fn read(&mut self, fields: &mut Fields<'_, impl Read>, names: Names) -> Result<()> {
        let width = self.columns.width;
        let mut start = (0, 0);
        let mut index = 0;
        // A field may be wrong only because the record has one too many: that is told first.
        let mut wrong = None;
        while let Some(field) = fields.next()? {
            if index == 0 {
                start = (field.line, field.column);
            }
            if index < width && wrong.is_none() {
                wrong = self.put(index, field.text, field.line, field.column).err();
            }
            index += 1;
            if field.last {
                if let (Some(error), true) = (wrong.take(), index <= width) {
                    return Err(error);
                }
                if index != width {
                    let (line, column) = start;
                    let plural = if index == 1 { "" } else { "s" };
                    let usual = "all rows need as many fields as the first; quote a field that holds a separator";
                    return Err(Error::input(format!("found {index} field{plural}, expected {width}"))
                        .at(format_args!("{}:{line}:{column}", self.place))
                        .help(Columns::doubt(names).unwrap_or(usual)));
                }
                self.count += 1;
                index = 0;
            }
        }
        wrong.map_or(Ok(()), Err)
    }

    /// Stores the field with this index in its record; columns that are not taken may hold anything.
    fn put(&mut self, index: usize, text: &str, line: u64, column: u64) -> Result<()> {
        let start = self.count * self.columns.taken;
        if index == 0 {
            let length = start + self.columns.taken;
            if length as u64 > MAX_VALUES {
                return Err(Error::input(format!(
                    "found more than {MAX_VALUES} values, which is more than a table holds"
                ))
                .at(format_args!("{}:{line}:{column}", self.place)));
            }
            if let Some(values) = &mut self.values {
                values.resize(length, 0.0);
                self.lines.note(self.count, line);
            }
        }
        if self.columns.empty == Some(index) && !text.trim().is_empty() {
            let message = format!("found {} in a column that is empty in the rows before", quoted(text.trim()));
            return Err(Error::input(message)
                .at(format_args!("{}:{line}:{column}", self.place))
                .help("name the columns to read in `columns`, and the header if the column has no name"));
        }
        if let Some(target) = self.columns.target(index) {
            let text = if self.decimal_comma { with_point(text, &mut self.number) } else { text };
            let place = format_args!("{}:{line}:{column}", self.place);
            let value =
                self.meanings.get(target).of_text(text).map_err(|error| error.at(place))?.unwrap_or_else(|| {
                    self.gaps.note(self.count, target, || place.to_string());
                    f64::NAN
                });
            if let Some(values) = &mut self.values {
                values[start + target] = value;
            }
        }
        Ok(())
    }
}

/// A number with a decimal comma as one with a point; any other text as it is.
fn with_point<'t>(text: &'t str, number: &'t mut String) -> &'t str {
    let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit() || b"+-,eE".contains(&byte));
    if text.bytes().filter(|byte| *byte == b',').count() != 1 || !is_number(text.trim()) {
        return text;
    }
    number.clear();
    number.extend(text.chars().map(|c| if c == ',' { '.' } else { c }));
    number
}

#[cfg(test)]
mod tests;
