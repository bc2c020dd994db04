//! A look at all columns of a file, whatever they hold: how many of their values are numbers, texts, truths, dates, or missing.
//!
//! The readers do it themselves, so that what is looked at is what would be read: they hand each value to [`Looks`] instead of asking what
//! it means, and are stopped before anything is stored.

use super::looks::{Looks, Surveyed};
use super::{FileRows, Missing, Table, read_if};
use crate::error::{Error, Result};
use std::cell::RefCell;

/// A summary of all columns of a file.
#[derive(Clone, Debug)]
pub struct Survey {
    /// The number of rows, also of those in which values are missing.
    pub rows: usize,
    /// The shape of a row: more than one extent where an array has more than two.
    pub event: Vec<usize>,
    /// The columns in order.
    pub columns: Vec<Surveyed>,
    /// False where columns have no names and are called by their numbers, counted from 0.
    pub named: bool,
    /// Columns that number the rows and are not read, as a sentence calls them.
    pub indices: Vec<String>,
}

/// Looks at all columns of a file.
///
/// # Errors
/// Those of [`read`](super::read) but for values that are no numbers.
pub fn survey(wanted: &FileRows) -> Result<Survey> {
    let looks = Looks::default();
    let shape = RefCell::new(None);
    let stop = |table: &Table| {
        *shape.borrow_mut() = Some(table.clone());
        Err(Error::bug("a table that is only looked at is not stored"))
    };
    let outcome = read_if(&FileRows { looks: Some(looks.clone()), missing: Missing::Drop, ..wanted.clone() }, &stop);
    let Some(Table { rows, columns: width, event, names, reading, .. }) = shape.into_inner() else {
        return Err(outcome.err().unwrap_or_else(|| Error::bug("a reader passes over who wants to look at its table")));
    };
    let (mut columns, refused) = looks.seen();
    columns.resize(width, Surveyed::default());
    for (k, column) in columns.iter_mut().enumerate() {
        column.name = names.as_ref().map_or_else(|| k.to_string(), |names| names[k].clone());
        if reading.dates.contains(&column.name) {
            column.dates += std::mem::take(&mut column.numbers);
        }
    }
    for (earlier, (behind, column)) in refused.into_iter().enumerate() {
        columns.insert((behind + earlier).min(columns.len()), column);
    }
    Ok(Survey { rows, event, columns, named: names.is_some(), indices: reading.indices })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_column_of_a_text_is_counted() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a.csv");
        let rows = "x,city,when,flag,gap,odd\n1,Rome,2024-02-29,True,,1\n2.5,Oslo,2024-03-01 10:00,False,NA,?\n-3,Rome,,True,,inf\n";
        std::fs::write(&file, rows).unwrap();
        let survey = survey(&FileRows::new(file.display().to_string())).unwrap();
        assert_eq!((survey.rows, survey.named, survey.event), (3, true, vec![6]));
        let counts = |k: usize| {
            let Surveyed { numbers, infinite, missing, truths, dates, texts, .. } = survey.columns[k];
            [numbers, infinite, missing, truths, dates, texts]
        };
        let expected = [
            [3, 0, 0, 0, 0, 0],
            [0, 0, 0, 0, 0, 3],
            [0, 0, 1, 0, 2, 0],
            [0, 0, 0, 0, 0, 3],
            [0, 0, 3, 0, 0, 0],
            [1, 1, 0, 0, 0, 1],
        ];
        assert_eq!((0..6).map(counts).collect::<Vec<_>>(), expected);
        let names: Vec<&str> = survey.columns.iter().map(|column| column.name.as_str()).collect();
        assert_eq!(names, ["x", "city", "when", "flag", "gap", "odd"]);
        assert_eq!(survey.columns[1].different, [("Oslo".to_owned(), 1), ("Rome".to_owned(), 2)].into());
    }

    #[test]
    fn arrays_have_numbers_for_names() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a.npy");
        super::super::write_npy(&file, &[2, 2], &[1.0, f64::NAN, 2.0, 3.0], super::super::Dtype::F64).unwrap();
        let survey = survey(&FileRows::new(file.display().to_string())).unwrap();
        assert!(!survey.named && survey.columns[0].name == "0" && survey.columns[1].name == "1");
        assert_eq!((survey.columns[0].numbers, survey.columns[1].numbers, survey.columns[1].missing), (2, 1, 1));
    }

    #[test]
    fn what_cannot_be_read_is_an_error() {
        assert_eq!(survey(&FileRows::new("none.csv")).unwrap_err().exit_code(), 2);
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a.csv");
        for text in ["", "a,b\n", "a,b\n1\n", "a,a\n1,2\n"] {
            std::fs::write(&file, text).unwrap();
            let error = survey(&FileRows::new(file.display().to_string())).unwrap_err();
            assert_eq!(error.exit_code(), 2, "{error}");
        }
    }
}
