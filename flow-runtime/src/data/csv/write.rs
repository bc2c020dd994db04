//! Writes text: commas between fields, and the fewest digits that read back as the same number.

use crate::atomic;
use crate::data::{Column, ColumnKind, Columns, Dtype, formats};
use crate::error::{Error, Result};
use std::io::Write;
use std::path::Path;

/// The last extents of a shape become columns, or one column of a list.
pub(super) fn write(path: &Path, array: &formats::Array<'_>) -> Result<()> {
    let formats::Array { columns, shape, values, dtype } = *array;
    let width = if shape.len() > 1 { shape[1..].iter().product() } else { 1 };
    write_columns(path, columns, width, values, dtype)
}

/// Writes rows of `columns` values atomically, each with the fewest digits that read back as the same `dtype`.
///
/// # Errors
/// When the file cannot be written, or `values` or `names` do not fit `columns`.
pub fn write_csv(path: &Path, names: Option<&[String]>, columns: usize, values: &[f64], dtype: Dtype) -> Result<()> {
    let named = Columns::named(names.unwrap_or_default().iter().cloned(), []).event;
    if names.is_some() && named.len() != columns {
        return Err(Error::bug(format!("{} names do not fit {columns} columns", named.len())));
    }
    write_columns(path, &named, columns, values, dtype)
}

fn write_columns(path: &Path, columns: &[Column], width: usize, values: &[f64], dtype: Dtype) -> Result<()> {
    if width == 0 || !values.len().is_multiple_of(width) || ![0, width].contains(&columns.len()) {
        return Err(Error::bug(format!("{} values and {} columns do not fit {width}", values.len(), columns.len())));
    }
    atomic::write(path, |writer| {
        if !columns.is_empty() {
            let fields: Vec<String> = columns.iter().map(|column| quote_where_needed(&column.name)).collect();
            writeln!(writer, "{}", fields.join(","))?;
        }
        for row in values.chunks_exact(width) {
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
    })
}

fn quote_where_needed(name: &str) -> String {
    if name.contains([',', ';', '\t', '"', '\n', '\r']) {
        format!("\"{}\"", name.replace('"', "\"\""))
    } else {
        name.to_owned()
    }
}
