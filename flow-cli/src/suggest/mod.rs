//! A spec for a data file, from a look at it. Each line of the spec and the comment that explains it are made of one decision.
//!
//! ```text
//! file ─▶ survey ─▶ source   which columns hold values, and what says that one is missing
//!                     │
//!                   table ─▶ kinds    what each column can be, and which rows are at its edge
//!                              │
//!                            recipe   the layers and the training, by rows, columns and tails
//!                              │
//!                            text     the lines
//! ```

mod column;
mod kinds;
mod look;
mod recipe;
mod recordings;
mod source;
mod text;

use std::collections::BTreeSet;

use flow_runtime::data::{self, FileRows};

use self::look::Look;
use self::source::Source;
use crate::exit::Failure;

pub use self::recordings::spec as of_recordings;

/// A spec that was made by looking at a file.
pub struct Suggestion {
    /// Its text.
    pub text: String,
    /// A note on what it does that nobody may expect, to be shown where it is written.
    pub note: Option<String>,
}

/// A spec named `flow` for the rows of `file`; `path` is the file as the spec has to name it.
///
/// # Errors
/// A file that cannot be read, or in which nothing can be modelled.
pub fn spec(flow: &str, file: &str, path: &str) -> Result<Suggestion, Failure> {
    let survey = data::survey(&FileRows::new(file))?;
    if survey.event.len() > 1 {
        let message = format!("{file}: found rows of shape {:?}, expected columns", survey.event);
        let help = "write `event: SHAPE` in a spec of your own, or save the rows as a table of two dimensions";
        return Err(Failure::input(format!("{message}\nhelp: {help}")));
    }
    let Source { drafts, table, dropped } = source::read(&survey, file)?;
    let mut columns = kinds::decide(drafts, &table);
    // Rows that a column's kind leaves out count no longer.
    let left_out: BTreeSet<usize> = columns.iter().flat_map(|column| column.fate.edge_rows()).collect();
    let rows = table.rows - left_out.len();
    kinds::leave_out_constant(&mut columns, &table, &left_out);
    let looks: Vec<Look> = (0..table.columns).map(|k| Look::of(table.iter().map(|row| row[k]))).collect();
    let tails = columns.iter().filter_map(|column| column.fate.tail(&looks));
    let event = columns.iter().filter(|column| column.fate.is_modelled()).count();
    if event == 0 {
        return Err(column::nothing(file, &columns));
    }
    let recipe = recipe::recipe(rows, event, tails);
    let note = (rows < survey.rows).then(|| {
        format!(
            "note: the spec leaves out {} of {} rows, for values that are missing or look so: see its `missing_marker` and `missing`",
            survey.rows - rows,
            survey.rows
        )
    });
    let sheet = text::Sheet { flow, path, survey: &survey, columns: &columns, recipe: &recipe, dropped, rows };
    Ok(Suggestion { text: text::text(&sheet), note })
}

#[cfg(test)]
mod tests;
