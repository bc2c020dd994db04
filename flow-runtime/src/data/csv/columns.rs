//! Which columns of a text are taken, and where each goes.

use super::first::First;
use crate::data::FileRows;
use crate::data::meaning::numbered;
use crate::data::reading::Names;
use crate::data::shared::absent;
use crate::error::{Error, Result, listed, quoted};
use std::collections::BTreeSet;

/// A field of a header.
pub(super) struct Cell {
    pub text: String,
    pub line: u64,
    pub column: u64,
}

/// Which columns of the file are taken.
#[derive(Debug)]
pub(super) struct Columns {
    /// The names of those that are taken.
    pub names: Option<Vec<String>>,
    pub taken: usize,
    /// How many the file has.
    pub width: usize,
    /// For each column of the file, its place in the table; `None` where all are taken in order.
    targets: Option<Vec<Option<usize>>>,
    /// Those that number or name the rows and were left out.
    pub indices: Vec<String>,
    /// A column that was left out since it seems to be empty.
    pub empty: Option<usize>,
}

/// How a sentence calls the column behind a separator at the end of all rows.
const EMPTY: &str = "the nameless last column, which is empty,";

impl Columns {
    /// The place in the table of a column of the file.
    pub fn target(&self, column: usize) -> Option<usize> {
        self.targets.as_ref().map_or(Some(column), |targets| targets[column])
    }

    /// The columns that a header names.
    ///
    /// # Errors
    /// For names that are not there, or that do not tell which column is meant.
    pub fn of_header(header: &[Cell], first: &First, place: &str, wanted: &FileRows) -> Result<Self> {
        let mut names: Vec<&str> = header.iter().map(|cell| cell.text.trim()).collect();
        if first.one_short {
            names.insert(0, "");
        }
        names.resize(first.width.max(names.len()), "");
        let cell = |k: usize| header.get(k - usize::from(first.one_short && k > 0));
        let at = |k: usize| match cell(k) {
            Some(cell) => format!("{place}:{}:{}", cell.line, cell.column),
            None => format!("{place}:{}:1", header[0].line),
        };
        match wanted.taken_columns() {
            None => Self::all(&names, first, wanted, at),
            Some(asked) => {
                if let Some(error) = absent(&asked, &names) {
                    return Err(error.at(format_args!("{place}:{}:1", header[0].line)));
                }
                let found = |name: &String| {
                    let mut places = (0..names.len()).filter(|k| names[*k] == name);
                    match (places.next(), places.next()) {
                        (_, Some(second)) => Err(same_name(name).at(at(second))),
                        (first, None) => Ok(first.unwrap_or_default()),
                    }
                };
                let places: Vec<usize> = asked.iter().map(found).collect::<Result<_>>()?;
                Self::chosen(names.len(), &places, asked, place)
            }
        }
    }

    /// All columns but those that number the rows.
    fn all(names: &[&str], first: &First, wanted: &FileRows, at: impl Fn(usize) -> String) -> Result<Self> {
        let mut indices: Vec<(usize, String)> = Vec::new();
        let named = |name: &str| wanted.context.iter().chain(&wanted.weights).any(|known| known == name);
        for (k, &name) in names.iter().enumerate() {
            let counts = if first.counts { ", which counts rows," } else { "" };
            if name.is_empty() && k == 0 {
                indices.push((k, format!("the nameless first column{counts}")));
            } else if name.is_empty() && k + 1 == names.len() && first.last_empty {
                indices.push((k, EMPTY.into()));
            } else if is_unnamed(name) && !named(name) {
                indices.push((k, format!("{}, an index of pandas,", quoted(name))));
            } else if name.is_empty() {
                let message = "found an empty field in the first record, expected a column name or a number";
                return Err(Error::input(message)
                    .at(at(k))
                    .help("name the column, or name those to read in `columns`"));
            }
        }
        if indices.len() == names.len() {
            indices.clear();
        }
        let is_index = |k: usize| indices.iter().any(|(index, _)| *index == k);
        let mut seen = BTreeSet::new();
        let mut taken = Vec::new();
        for (k, name) in names.iter().enumerate().filter(|(k, _)| !is_index(*k)) {
            if !seen.insert(name) {
                return Err(same_name(name).at(at(k)));
            }
            taken.push((*name).to_owned());
        }
        let mut next = 0..;
        let targets = (0..names.len()).map(|k| if is_index(k) { None } else { next.next() });
        Ok(Self {
            taken: taken.len(),
            names: Some(taken),
            width: names.len(),
            targets: (!indices.is_empty()).then(|| targets.collect()),
            empty: indices.iter().find(|(_, index)| index == EMPTY).map(|(k, _)| *k),
            indices: indices.into_iter().map(|(_, index)| index).collect(),
        })
    }

    /// Columns of rows without a header, which are called by their numbers, counted from 0.
    ///
    /// # Errors
    /// For names, which there are none of, and numbers beyond the last column.
    pub fn without_header(first: &First, place: &str, wanted: &FileRows) -> Result<Self> {
        let width = first.fields;
        let Some(asked) = wanted.taken_columns() else {
            let all = Self { names: None, taken: width, width, targets: None, indices: Vec::new(), empty: None };
            if !first.last_empty || width == 1 {
                return Ok(all);
            }
            let targets = (0..width).map(|k| (k + 1 < width).then_some(k)).collect();
            let (indices, empty) = (vec![EMPTY.into()], Some(width - 1));
            return Ok(Self { taken: width - 1, targets: Some(targets), indices, empty, ..all });
        };
        let places: Vec<usize> = asked.iter().filter_map(|name| numbered(name, width)).collect();
        if places.len() < asked.len() {
            let names: Vec<&str> =
                asked.iter().map(String::as_str).filter(|name| numbered(name, width).is_none()).collect();
            let message = format!("found numbers in the first record, expected a header with {}", listed(names));
            return Err(Error::input(message).at(format_args!("{place}:1:1")).help(without_names(width)));
        }
        Self::chosen(width, &places, asked, place)
    }

    fn chosen(width: usize, places: &[usize], names: Vec<String>, place: &str) -> Result<Self> {
        let mut targets = vec![None; width];
        for (target, (&index, name)) in places.iter().zip(&names).enumerate() {
            if targets[index].replace(target).is_some() {
                return Err(Error::input(format!("column {} is asked for twice", quoted(name))).at(place));
            }
        }
        if names.is_empty() {
            return Err(Error::input("found an empty list of columns, expected at least one").at(place));
        }
        let (taken, targets) = (names.len(), Some(targets));
        Ok(Self { taken, names: Some(names), width, targets, indices: Vec::new(), empty: None })
    }

    /// The error for rows that the header or the first record does not fit, if it was guessed.
    pub fn doubt(names: Names) -> Option<&'static str> {
        match names {
            Names::Numbers => Some("the first record is taken for a header; `header: false` makes it a row"),
            _ => None,
        }
    }
}

/// The help for columns that have no names.
pub(super) fn without_names(width: usize) -> String {
    match width {
        1 => "add a header, or take all columns; a column without a name is called `0`".into(),
        _ => format!(
            "add a header, or choose columns by their numbers, `0` to `{}`; `header: true` makes the first record a header",
            width - 1
        ),
    }
}

fn same_name(name: &str) -> Error {
    Error::input(format!("found a second column {}, expected different names", quoted(name))).help("rename one of them")
}

/// The name that pandas gives to a column without one, such as `Unnamed: 0`: the index of a table that was written with it.
fn is_unnamed(name: &str) -> bool {
    let number = name.strip_prefix("Unnamed: ");
    number.is_some_and(|number| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.'))
}
