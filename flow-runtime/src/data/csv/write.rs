//! Writes text: commas between fields, and the fewest digits that read back as the same number.

use super::FORMAT;
use crate::data::{ColumnKind, Columns, Dtype, formats};
use crate::error::{Error, Result};
use std::io::{self, Write};
use std::path::Path;

/// A line of names, where columns have such.
pub(super) fn begin(writer: &mut dyn Write, array: &formats::Array<'_>) -> io::Result<()> {
    if array.columns.is_empty() {
        return Ok(());
    }
    let fields: Vec<String> = array.columns.iter().map(|column| quote_where_needed(&column.name)).collect();
    writeln!(writer, "{}", fields.join(","))
}

/// The last extents of a shape become columns, or one column of a list.
pub(super) fn rows(writer: &mut dyn Write, array: &formats::Array<'_>) -> io::Result<()> {
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

/// Writes rows of `columns` values atomically, each with the fewest digits that read back as the same `dtype`.
///
/// # Errors
/// When the file cannot be written, or `values` or `names` do not fit `columns`.
pub fn write_csv(path: &Path, names: Option<&[String]>, columns: usize, values: &[f64], dtype: Dtype) -> Result<()> {
    let named = Columns::named(names.unwrap_or_default().iter().cloned(), []).event;
    if names.is_some() && named.len() != columns || columns == 0 {
        return Err(Error::bug(format!("{} names do not fit {columns} columns", named.len())));
    }
    let shape = [values.len() / columns, columns];
    FORMAT.write(path, &formats::Array { columns: &named, shape: &shape, values, dtype, in_bytes: false, sound: None })
}

fn quote_where_needed(name: &str) -> String {
    if name.contains([',', ';', '\t', '"', '\n', '\r']) {
        format!("\"{}\"", name.replace('"', "\"\""))
    } else {
        name.to_owned()
    }
}
