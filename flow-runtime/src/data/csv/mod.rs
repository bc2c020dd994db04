//! CSV: text with one row a line and, if its first record holds something else than numbers, a header.

mod fields;

use self::fields::{Field, Fields, is_missing, number};
use super::formats::{self, Format, Opened, Writer};
use super::missing::Gaps;
use super::{Accept, ColumnKind, Dtype, FileRows, MAX_VALUES, Table};
use crate::error::{Error, Result, listed, quoted};
use std::io::{self, Read, Seek, Write};
use std::path::Path;

/// Text with one row a line.
pub(super) const FORMAT: Format = Format {
    name: "CSV",
    ending: ".csv",
    has_names: true,
    has_arrays: false,
    read: |Opened { mut file, source, .. }, wanted, accept| read(&mut file, &source.to_string(), wanted, accept),
    write: Some(Writer { one_type: false, begin, rows }),
};

/// A line of names, where columns have such.
fn begin(writer: &mut dyn Write, array: &formats::Array<'_>) -> io::Result<()> {
    if array.columns.is_empty() {
        return Ok(());
    }
    let fields: Vec<String> = array.columns.iter().map(|column| quote_where_needed(&column.name)).collect();
    writeln!(writer, "{}", fields.join(","))
}

/// The last extents of a shape become columns, or one column of a list.
fn rows(writer: &mut dyn Write, array: &formats::Array<'_>) -> io::Result<()> {
    let formats::Array { columns, values, dtype, .. } = *array;
    for row in values.chunks_exact(array.width()) {
        for (index, &value) in row.iter().enumerate() {
            let separator = if index == 0 { "" } else { "," };
            match columns.get(index).map(|column| &column.kind) {
                Some(ColumnKind::Categorical(labels)) => {
                    // A float converts to the nearest index in range.
                    let label = labels.get(value as usize).map_or("", String::as_str);
                    write!(writer, "{separator}{}", quote_where_needed(label))?;
                }
                // Fewer digits read back as the same number of the type.
                _ if dtype == Dtype::F32 && f64::from(value as f32) == value => {
                    write!(writer, "{separator}{:?}", value as f32)?;
                }
                _ => write!(writer, "{separator}{value:?}")?,
            }
        }
        writeln!(writer)?;
    }
    Ok(())
}

/// Reads a table; `place` is the file as messages name it. The file is looked through before it is stored: a row of short numbers takes
/// several times its text as a table, and whoever rejects a file should not need that much.
fn read(input: &mut (impl Read + Seek), place: &str, wanted: &FileRows, accept: Accept<'_>) -> Result<Table> {
    let again = |input: &mut _| {
        Seek::rewind(input).map_err(|error| Error::environment(format!("cannot read: {error}")).at(place))
    };
    let first = First::of(&mut Fields::new(&mut *input, place)?)?;
    again(input)?;
    let rows = pass(input, place, wanted, &first, None)?;
    let (count, columns) = (rows.count, rows.columns.taken);
    let unread = Table { names: rows.columns.names, rows: count, ..Table::new(columns, Vec::new(), place)? };
    rows.gaps.check(&unread, wanted.missing)?;
    accept(&unread)?;
    again(input)?;
    let room = Vec::with_capacity(count * columns);
    let Rows { columns, values, gaps, .. } = pass(input, place, wanted, &first, Some(room))?;
    let table = Table::new(columns.taken, values.unwrap_or_default(), place)?;
    gaps.settle(Table { names: columns.names, ..table }, wanted.missing)
}

/// What the first record is; its fields are not kept, as there may be as many as the file has room for.
struct First {
    fields: usize,
    /// Whether it holds names.
    header: bool,
}

impl First {
    fn of(fields: &mut Fields<'_, impl Read>) -> Result<Self> {
        let (mut count, mut values, mut missing) = (0, true, true);
        while let Some(Field { text, last, .. }) = fields.next()? {
            count += 1;
            let gap = is_missing(text);
            missing &= gap;
            // A row of data may begin with it.
            values &= gap || text.trim().parse::<f64>().is_ok();
            if last {
                break;
            }
        }
        Ok(First { fields: count, header: !values || missing })
    }
}

/// All rows; they are stored where there are `values` to store them in.
fn pass<'a>(
    input: &mut impl Read,
    place: &'a str,
    wanted: &FileRows,
    first: &First,
    values: Option<Vec<f64>>,
) -> Result<Rows<'a>> {
    let mut fields = Fields::new(input, place)?;
    if first.fields == 0 {
        return Err(Error::input("found an empty file, expected rows of numbers").at(format_args!("{place}:1:1")));
    }
    let mut end = 1;
    let columns = if first.header {
        let header = first_record(&mut fields)?;
        end = header.last().map_or(0, |cell| cell.line) + 1;
        Columns::of_header(&header, place, wanted)?
    } else {
        Columns::without_header(first.fields, place, wanted)?
    };
    let mut rows = Rows { place, columns, values, count: 0, gaps: Gaps::by_row(wanted) };
    rows.read(&mut fields)?;
    if rows.count == 0 {
        return Err(
            Error::input("found a header and no rows, expected rows of numbers").at(format_args!("{place}:{end}:1"))
        );
    }
    Ok(rows)
}

/// A field of a header.
struct Cell {
    text: String,
    line: u64,
    column: u64,
}

fn first_record(fields: &mut Fields<'_, impl Read>) -> Result<Vec<Cell>> {
    let mut cells = Vec::new();
    while let Some(Field { text, line, column, last }) = fields.next()? {
        cells.push(Cell { text: text.to_owned(), line, column });
        if last {
            break;
        }
    }
    Ok(cells)
}

/// Which columns of the file are taken, and where each goes.
struct Columns {
    names: Option<Vec<String>>,
    taken: usize,
    /// How many the file has.
    width: usize,
    /// For each column of the file, its place in the table; `None` where all are taken in order.
    targets: Option<Vec<Option<usize>>>,
}

impl Columns {
    fn of_header(header: &[Cell], place: &str, wanted: &FileRows) -> Result<Self> {
        let names: Vec<&str> = header.iter().map(|cell| cell.text.trim()).collect();
        let mut seen = std::collections::BTreeSet::new();
        for (&name, cell) in names.iter().zip(header) {
            let place = format!("{place}:{}:{}", cell.line, cell.column);
            if name.is_empty() {
                return Err(Error::input(
                    "found an empty field in the first record, expected a column name or a number",
                )
                .at(place));
            }
            if !seen.insert(name) {
                return Err(Error::input(format!("found a second column {}, expected different names", quoted(name)))
                    .at(place)
                    .help("rename one of them"));
            }
        }
        let Some(wanted) = wanted.taken_columns() else {
            let owned = names.iter().map(|&name| name.to_owned()).collect();
            return Ok(Self { names: Some(owned), taken: names.len(), width: names.len(), targets: None });
        };
        if let Some(error) = super::absent(&wanted, &names) {
            return Err(error.at(format_args!("{place}:{}:1", header[0].line)));
        }
        let mut targets = vec![None; names.len()];
        for (target, name) in wanted.iter().enumerate() {
            let Some(index) = names.iter().position(|found| found == name) else { continue };
            if targets[index].replace(target).is_some() {
                return Err(Error::input(format!("column {} is asked for twice", quoted(name))).at(place));
            }
        }
        let (taken, width) = (wanted.len(), names.len());
        Self { names: Some(wanted), taken, width, targets: Some(targets) }.not_empty(place)
    }

    fn without_header(width: usize, place: &str, wanted: &FileRows) -> Result<Self> {
        match wanted.taken_columns() {
            None => Ok(Self { names: None, taken: width, width, targets: None }),
            Some(wanted) => Err(Error::input(format!(
                "found numbers in the first record, expected a header with {}",
                listed(wanted.iter().map(String::as_str))
            ))
            .at(format_args!("{place}:1:1"))
            .help("add a header, or take all columns")),
        }
    }

    fn not_empty(self, place: &str) -> Result<Self> {
        if self.taken == 0 {
            return Err(Error::input("found an empty list of columns, expected at least one").at(place));
        }
        Ok(self)
    }
}

/// The rows read so far.
struct Rows<'a> {
    place: &'a str,
    columns: Columns,
    values: Option<Vec<f64>>,
    count: usize,
    gaps: Gaps,
}

impl Rows<'_> {
    fn read(&mut self, fields: &mut Fields<'_, impl Read>) -> Result<()> {
        let width = self.columns.width;
        let mut start = (0, 0);
        let mut index = 0;
        while let Some(field) = fields.next()? {
            if index == 0 {
                start = (field.line, field.column);
            }
            if index < width {
                self.put(index, field.text, field.line, field.column)?;
            }
            index += 1;
            if field.last {
                if index != width {
                    let (line, column) = start;
                    return Err(Error::input(format!(
                        "found {index} field{}, expected {width}",
                        if index == 1 { "" } else { "s" }
                    ))
                    .at(format_args!("{}:{line}:{column}", self.place))
                    .help("all rows need as many fields as the first; quote a field that holds a separator"));
                }
                self.count += 1;
                index = 0;
            }
        }
        Ok(())
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
            }
        }
        let target = self.columns.targets.as_ref().map_or(Some(index), |targets| targets[index]);
        if let Some(target) = target {
            let place = format_args!("{}:{line}:{column}", self.place);
            let value = number(text).map_err(|error| error.at(place))?.unwrap_or_else(|| {
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

/// Writes rows of `columns` values atomically, each with the fewest digits that read back as the same `dtype`.
///
/// # Errors
/// When the file cannot be written, or `values` or `names` do not fit `columns`.
pub fn write_csv(path: &Path, names: Option<&[String]>, columns: usize, values: &[f64], dtype: Dtype) -> Result<()> {
    let named = super::Columns::named(names.unwrap_or_default().iter().cloned(), []).event;
    if names.is_some() && named.len() != columns || columns == 0 {
        return Err(Error::bug(format!("{} names do not fit {columns} columns", named.len())));
    }
    let shape = [values.len() / columns, columns];
    FORMAT.write(path, &formats::Array { columns: &named, shape: &shape, values, dtype })
}

fn quote_where_needed(name: &str) -> String {
    if name.contains([',', ';', '\t', '"', '\n', '\r']) {
        format!("\"{}\"", name.replace('"', "\"\""))
    } else {
        name.to_owned()
    }
}

#[cfg(test)]
mod tests;
