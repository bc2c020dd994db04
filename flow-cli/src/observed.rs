//! The rows that a figure compares samples with: training data as the spec names it, or another
//! file.

use std::ops::Range;

use flow_compiler::spec::{Entry, Kind, Node};
use flow_program::Input;
use flow_runtime::data::{self, ColumnKind, FileRows, Missing, Table};
use flow_runtime::generators::generator;

use crate::compiler::{Declaration, entries, text};
use crate::defaults::defaults;
use crate::exit::Failure;

/// Rows that a figure reads at most; beyond this nothing new can be seen.
const MOST_ROWS: usize = 20_000;

/// Data in the shape of a flow: events, contexts, and what their columns are called.
pub struct Observed {
    /// Elements of an event.
    pub event: usize,
    /// Elements of a context; 0 without one.
    pub context: usize,
    /// Events, flattened, if there are data.
    pub rows: Option<Vec<f64>>,
    /// Their contexts, flattened, if there are any.
    pub contexts: Option<Vec<f64>>,
    columns: Option<Vec<String>>,
    /// The numbers that these rows have in the source, counted from 0; empty if they are its first
    /// ones.
    origins: Vec<usize>,
}

impl Observed {
    /// The rows of `file`, or of the spec's `train.data`.
    ///
    /// # Errors
    /// A file that cannot be read or does not fit the flow.
    pub fn of(declaration: &Declaration, file: Option<&str>) -> Result<Observed, Failure> {
        Self::read(declaration, file.map(|file| (file, None)), "data")
    }

    /// The validation rows, where the spec names a file for them, else those of `train.data`.
    ///
    /// # Errors
    /// The same as those of [`Observed::of`].
    pub fn of_validation(declaration: &Declaration) -> Result<Observed, Failure> {
        let named = declaration.find(&["train", "validation", "file"]).is_some();
        Self::read(declaration, None, if named { "validation" } else { "data" })
    }

    /// Rows of `file`, all or a range, or of this key of `train`.
    fn read(
        declaration: &Declaration,
        file: Option<(&str, Option<Range<usize>>)>,
        key: &str,
    ) -> Result<Observed, Failure> {
        let event = size(&declaration.spec.event);
        let context = declaration
            .spec
            .context
            .as_ref()
            .map_or(0, |node| flow_compiler::spec::find(entries(node), "size").map_or_else(|| size(node), size));
        let nothing = Observed { event, context, rows: None, contexts: None, columns: None, origins: Vec::new() };
        if file.is_none() && declaration.is_fitted_to_density()? {
            // What data it has are contexts.
            return Ok(nothing);
        }
        let node = declaration.find(&["train", key]);
        let entry = |name| node.and_then(|node| flow_compiler::spec::find(entries(node), name));
        let file = file.or_else(|| Some((entry("file").and_then(text)?, entry("rows").and_then(range))));
        match (file, node) {
            (Some((file, rows)), _) => {
                // A figure shows what there is; training has said what is missing.
                let missing = Missing::Drop;
                let known = FileRows { missing, rows, file: file.into(), ..known(declaration)? };
                let table = data::read(&FileRows { weights: None, ..known.clone() })?;
                nothing.fill(thinned(table), &known)
            }
            (None, Some(node)) => nothing.fill(generated(node)?, &FileRows::default()),
            (None, None) => Ok(nothing),
        }
    }

    /// Splits a table: contexts are the columns of these names, else the last ones. A column of
    /// weights is neither.
    fn fill(self, table: Table, rows: &FileRows) -> Result<Observed, Failure> {
        let contexts = &rows.context;
        let named = |name: &str| table.names.as_ref().and_then(|names| names.iter().position(|known| known == name));
        let weights = rows.weights.as_deref().and_then(named);
        let rest: Vec<usize> = (0..table.columns).filter(|column| Some(*column) != weights).collect();
        let places: Vec<usize> = if contexts.is_empty() {
            rest.iter().copied().skip(self.event).collect()
        } else {
            contexts.iter().filter_map(|name| named(name)).collect()
        };
        let others: Vec<usize> = rest.into_iter().filter(|column| !places.contains(column)).collect();
        let kind = |k: &usize| table.names.as_ref().map_or(ColumnKind::Real, |names| rows.kind_of(&names[*k]));
        let kinds: Vec<ColumnKind> = places.iter().map(kind).collect();
        let numbers = kinds.iter().map(ColumnKind::width).sum();
        if others.len() != self.event || ![0, self.context].contains(&numbers) {
            return Err(Failure::input(format!(
                "{}: found {} columns, expected {} for an event and {} for a context\n\
                 help: name them in the spec as `columns` and `context` of `train.data`",
                table.source, table.columns, self.event, self.context
            )));
        }
        let pick =
            |columns: &[usize]| table.iter().flat_map(|row| columns.iter().map(|&k| row[k])).collect::<Vec<f64>>();
        let columns = table.names.as_ref().map(|names| others.iter().map(|&k| names[k].clone()).collect());
        let contexts = (!places.is_empty()).then(|| given(&table, &places, &kinds));
        Ok(Observed { rows: Some(pick(&others)), contexts, columns, origins: table.origins, ..self })
    }

    /// The number that a row has in the source, counted from 0.
    pub fn origin(&self, row: usize) -> usize {
        self.origins.get(row).copied().unwrap_or(row)
    }

    /// A name for each element of an event: the data's, or its number from 1.
    pub fn names(&self) -> Vec<String> {
        self.columns.clone().unwrap_or_else(|| (1..=self.event).map(|element| format!("x{element}")).collect())
    }
}

/// What the spec says of its data file: columns, their kinds, header and markers.
fn known(declaration: &Declaration) -> Result<FileRows, Failure> {
    let compiled = declaration.compile()?;
    Ok(match defaults(&compiled.flow().train)?.data {
        Some(Input::File(rows)) => rows,
        _ => FileRows::default(),
    })
}

/// The numbers of contexts, row by row; a label is as many numbers as there are labels.
fn given(table: &Table, places: &[usize], kinds: &[ColumnKind]) -> Vec<f64> {
    let mut numbers = Vec::new();
    for row in table.iter() {
        for (&place, kind) in places.iter().zip(kinds) {
            match kind {
                ColumnKind::Categorical(labels) => {
                    let is = |label: usize| f64::from(u8::from(row[place] == label as f64));
                    numbers.extend((0..labels.len()).map(is));
                }
                _ => numbers.push(row[place]),
            }
        }
    }
    numbers
}

/// Rows of the generator that the spec calls. Any draw shows its distribution, so the seed need not
/// be the run's.
fn generated(node: &Node) -> Result<Table, Failure> {
    let number = |entry: &Entry| match &entry.value.kind {
        Kind::Number(text) => text.replace('_', "").parse::<f64>().ok(),
        _ => None,
    };
    let call = node.as_call().ok_or_else(|| Failure::bug(format!("found {} as data", node.describe())))?;
    let settings: Vec<(&str, f64)> = call
        .entries
        .iter()
        .filter(|entry| entry.key.text != "rows")
        .filter_map(|entry| Some((entry.key.text.as_str(), number(entry)?)))
        .collect();
    Ok(generator(&call.name.text, &settings)?.draw(MOST_ROWS, 0, 0))
}

/// Rows at equal distances, so that the choice depends on nothing else.
fn thinned(table: Table) -> Table {
    let stride = table.rows.div_ceil(MOST_ROWS).max(1);
    if stride == 1 { table } else { table.select_rows(&(0..table.rows).step_by(stride).collect::<Vec<_>>()) }
}

/// The product of the sizes of a shape; the compiler has checked them.
fn size(node: &Node) -> usize {
    match &node.kind {
        Kind::Number(text) => text.replace('_', "").parse().unwrap_or(0),
        Kind::List(sizes) => sizes.iter().map(size).product(),
        _ => 0,
    }
}

/// The two ends of a range of rows; the compiler has checked them.
fn range(node: &Node) -> Option<Range<usize>> {
    let Kind::List(ends) = &node.kind else { return None };
    let [first, end] = ends.as_slice() else { return None };
    Some(first.number()?..end.number()?)
}
