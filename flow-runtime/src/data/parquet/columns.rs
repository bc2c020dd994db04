//! The columns of a Parquet file: what they are called, and which of them are taken.
//!
//! A column of lists that all have one length, such as embeddings, is as many columns: `embedding.0`, `embedding.1` and so on.

use super::kind::Kind;
use crate::data::FileRows;
use crate::data::meaning::Meaning;
use crate::data::shared::absent;
use crate::error::{Error, Result, quoted};
use ::parquet::file::metadata::ParquetMetaData;
use ::parquet::file::reader::{FileReader, SerializedFileReader};
use ::parquet::schema::types::ColumnDescriptor;
use std::collections::BTreeMap;
use std::fs::File;

/// Elements that the lists of a column may have.
const LONGEST: usize = 1 << 16;

/// The columns that are taken.
pub struct Columns {
    /// Their names, in the order of the table.
    pub names: Vec<String>,
    pub leaves: Vec<Leaf>,
    /// Columns that number or name the rows and were left out.
    pub indices: Vec<String>,
    /// Columns of dates.
    pub dates: Vec<String>,
    /// How many columns the file has.
    pub all: usize,
}

/// A column as the file stores it, of which values are taken.
pub struct Leaf {
    pub name: String,
    /// Its number in the file.
    pub column: usize,
    pub kind: Kind,
    /// The definition level of a value that is there.
    pub defined: i16,
    /// Values of a row: 1, or the elements of a list.
    pub width: usize,
    pub is_list: bool,
    /// The place in the table of each element that is taken.
    targets: BTreeMap<usize, usize>,
}

impl Leaf {
    /// The place in the table of an element of the list, 0 of a column without lists.
    pub fn target(&self, element: usize) -> Option<usize> {
        self.targets.get(&element).copied()
    }
}

/// A column of the file.
struct Found<'a> {
    name: String,
    descriptor: &'a ColumnDescriptor,
    /// Elements of a row; an error for lists of different lengths.
    width: std::result::Result<usize, ()>,
    is_list: bool,
}

impl Found<'_> {
    fn element(&self, k: usize) -> String {
        if self.is_list { format!("{}.{k}", self.name) } else { self.name.clone() }
    }

    /// The element of this name.
    fn find(&self, name: &str) -> Option<usize> {
        if !self.is_list {
            return (self.name == name).then_some(0);
        }
        let number = name.strip_prefix(&self.name)?.strip_prefix('.')?;
        number.parse().ok().filter(|k| self.width.is_ok_and(|width| *k < width) && self.element(*k) == name)
    }
}

impl Columns {
    /// The columns that are asked for, or all but those that number the rows.
    ///
    /// # Errors
    /// For a column that is not there, is asked for twice, or holds no numbers.
    pub fn of(reader: &SerializedFileReader<File>, rows: u64, wanted: &FileRows) -> Result<Self> {
        let metadata = reader.metadata();
        let found = found(metadata, rows);
        let all = found.iter().map(|column| column.width.unwrap_or(1)).sum();
        let mut columns =
            Columns { names: Vec::new(), leaves: Vec::new(), indices: Vec::new(), dates: Vec::new(), all };
        match wanted.taken_columns() {
            Some(asked) => columns.choose(&found, asked, wanted)?,
            None => columns.take_all(&found, &indices(metadata), wanted)?,
        }
        Ok(columns)
    }

    fn choose(&mut self, found: &[Found<'_>], asked: Vec<String>, wanted: &FileRows) -> Result<()> {
        let mut leaves: BTreeMap<usize, Leaf> = BTreeMap::new();
        let mut absent_names = Vec::new();
        for (place, name) in asked.iter().enumerate() {
            let mut places = found.iter().enumerate().rev().filter_map(|(k, column)| Some((k, column.find(name)?)));
            let Some((k, element)) = places.next() else {
                absent_names.push(name.clone());
                continue;
            };
            let leaf = match leaves.entry(k) {
                std::collections::btree_map::Entry::Occupied(leaf) => leaf.into_mut(),
                std::collections::btree_map::Entry::Vacant(free) => free.insert(self.leaf(k, &found[k], wanted, true)?),
            };
            if leaf.targets.insert(element, place).is_some() {
                return Err(Error::input(format!("column {} is asked for twice", quoted(name))));
            }
        }
        if let Some(list) = absent_names.iter().find_map(|name| found.iter().find(|column| column.name == *name)) {
            let name = quoted(&list.name);
            return Err(match list.width {
                Err(()) => different_lengths(&list.name),
                Ok(width) => {
                    Error::input(format!("found lists of {width} numbers in the column {name}, expected one a row"))
                        .help(format!("choose elements of it: `{0}.0` to `{0}.{1}`", list.name, width - 1))
                }
            });
        }
        let names: Vec<&str> = found.iter().map(|column| column.name.as_str()).collect();
        if let Some(error) = absent(&absent_names, &names) {
            return Err(error);
        }
        self.names = asked;
        self.leaves = leaves.into_values().collect();
        Ok(())
    }

    fn take_all(&mut self, found: &[Found<'_>], indices: &[String], wanted: &FileRows) -> Result<()> {
        let named = |name: &str| wanted.context.iter().chain(&wanted.weights).any(|known| known == name);
        let is_index = |column: &&Found<'_>| {
            (is_pandas_index(&column.name) || indices.contains(&column.name)) && !named(&column.name)
        };
        let leave_out = found.iter().filter(is_index).count() < found.len();
        for (k, column) in found.iter().enumerate() {
            if leave_out && is_index(&column) {
                self.indices.push(format!("{}, an index of pandas,", quoted(&column.name)));
                continue;
            }
            let mut leaf = match (self.leaf(k, column, wanted, wanted.looks.is_some()), &wanted.looks) {
                (Err(error), Some(looks)) => {
                    looks.refuse(self.names.len(), &column.name, &error);
                    continue;
                }
                (leaf, _) => leaf?,
            };
            for element in 0..leaf.width {
                leaf.targets.insert(element, self.names.len());
                self.names.push(column.element(element));
            }
            self.leaves.push(leaf);
        }
        Ok(())
    }

    /// A column of numbers, of which nothing is taken yet; dates are numbers where they are asked for by name.
    fn leaf(&mut self, column: usize, found: &Found<'_>, wanted: &FileRows, asked: bool) -> Result<Leaf> {
        let name = &found.name;
        let Ok(width) = found.width else { return Err(different_lengths(name)) };
        let labels = wanted.looks.is_some() || Meaning::of(wanted, name).has_labels();
        let kind = match Kind::of(found.descriptor) {
            // Texts of old writers are bytes.
            Err(what) if labels && what == "raw bytes" => Ok(Kind::Text),
            other => other,
        };
        let is_date = matches!(&kind, Ok(kind) if kind.is_date());
        let what = match kind {
            Ok(kind) if kind.is_date() && asked => {
                self.dates.push(name.clone());
                return Ok(found.leaf(column, kind, width));
            }
            Ok(Kind::Text) if !labels => Kind::Text.name().to_owned(),
            Ok(kind) if kind.is_date() => kind.name().to_owned(),
            Ok(kind) => return Ok(found.leaf(column, kind, width)),
            Err(what) => what,
        };
        let help = if is_date {
            "name the columns to read in `columns`; dates that are named there are read as days since 1970-01-01"
        } else {
            "name the columns that hold numbers in `columns`"
        };
        Err(Error::input(format!("found {what} in the column {}, expected numbers", quoted(name))).help(help))
    }
}

impl Found<'_> {
    fn leaf(&self, column: usize, kind: Kind, width: usize) -> Leaf {
        let (defined, is_list) = (self.descriptor.max_def_level(), self.is_list);
        Leaf { name: self.name.clone(), column, kind, defined, width, is_list, targets: BTreeMap::new() }
    }
}

/// The error for lists that are no columns.
pub fn different_lengths(name: &str) -> Error {
    Error::input(format!(
        "found lists of different lengths in the column {}, expected as many numbers in each",
        quoted(name)
    ))
    .help("name the columns that hold numbers in `columns`")
}

/// All columns of a file with so many rows.
fn found(metadata: &ParquetMetaData, rows: u64) -> Vec<Found<'_>> {
    let schema = metadata.file_metadata().schema_descr();
    let describe = |(k, descriptor): (usize, &'_ std::sync::Arc<ColumnDescriptor>)| {
        let parts = descriptor.path().parts();
        let is_list = descriptor.max_rep_level() == 1;
        // A list is a group that holds a repeated group that holds the element.
        let name = match parts {
            [list @ .., _, _] if is_list && !list.is_empty() => list.join("."),
            _ => parts.join("."),
        };
        let counts = metadata.row_groups().iter().map(|group| u64::try_from(group.column(k).num_values()).unwrap_or(0));
        let values = counts.fold(0, u64::saturating_add);
        let longest = LONGEST as u64;
        let width = match values.checked_div(rows) {
            _ if !is_list => Ok(1),
            Some(width @ 1..) if width <= longest && width.saturating_mul(rows) == values => Ok(width as usize),
            _ => Err(()),
        };
        (name, width, is_list)
    };
    let described = schema.columns().iter().enumerate().map(|column| (describe(column), &**column.1));
    described.map(|((name, width, is_list), descriptor)| Found { name, descriptor, width, is_list }).collect()
}

/// The name that pandas gives to an index without one.
fn is_pandas_index(name: &str) -> bool {
    let level = name.strip_prefix("__index_level_").and_then(|rest| rest.strip_suffix("__"));
    level.is_some_and(|level| !level.is_empty() && level.bytes().all(|byte| byte.is_ascii_digit()))
}

/// The columns that were the index of a table of pandas, which says so in the file.
fn indices(metadata: &ParquetMetaData) -> Vec<String> {
    let all = metadata.file_metadata().key_value_metadata().into_iter().flatten();
    let pandas = all.filter(|entry| entry.key == "pandas").find_map(|entry| entry.value.as_deref());
    let described: Option<serde_json::Value> = pandas.and_then(|text| serde_json::from_str(text).ok());
    let columns = described.as_ref().and_then(|described| described.get("index_columns")?.as_array());
    columns.into_iter().flatten().filter_map(|column| column.as_str().map(str::to_owned)).collect()
}
