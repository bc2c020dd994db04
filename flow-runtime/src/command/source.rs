//! Rows for a flow, from a file or a generator: which columns are the event, which the context.

use super::defaults::DataDefault;
use crate::data::quantized::Quantized;
use crate::data::{self, DataSource, Missing, ReadOptions, Table};
use crate::error::{Error, Result, listed, quoted};
use crate::generators::{Generator, generator};
use crate::program::Description;

/// Where rows come from.
#[derive(Clone, Debug, PartialEq)]
pub enum Source {
    /// A file, with the names of columns where some were chosen.
    File {
        /// The file.
        source: DataSource,
        /// Columns of the event; empty for all that are not of the context.
        columns: Vec<String>,
        /// Columns of the context; empty for the last ones.
        context: Vec<String>,
        /// What becomes of rows in which a value is missing.
        missing: Missing,
        /// Columns of whole numbers, to which noise is added.
        dequantize: Vec<String>,
    },
    /// A generator.
    Generator {
        /// Its name.
        name: String,
        /// Its settings.
        settings: Vec<(&'static str, f64)>,
        /// How many rows to draw.
        rows: usize,
    },
}

/// Rows for a flow.
pub struct Loaded {
    /// `[rows, size]`
    pub events: Vec<f64>,
    /// `[rows, context]`
    pub contexts: Vec<f64>,
    /// Names of the columns of events, then of contexts, where there are names.
    pub columns: Vec<String>,
    /// What drew them, if anything did.
    pub generator: Option<Box<dyn Generator>>,
    /// The file or generator, for messages.
    pub place: String,
    /// Rows that were left out because a value is missing in them.
    pub dropped: usize,
    /// Which elements of the event hold whole numbers. Noise is not added yet.
    pub quantized: Quantized,
}

impl Source {
    /// A file as flags name it.
    ///
    /// # Errors
    /// For a name of no known format.
    pub fn file(path: &str, columns: Vec<String>, context: Vec<String>) -> Result<Self> {
        let source = path.parse()?;
        Ok(Source::File { source, columns, context, missing: Missing::Refuse, dequantize: Vec::new() })
    }

    /// What a declaration says; `None` where it says nothing.
    ///
    /// # Errors
    /// For a name of no known format.
    pub fn of_default(default: DataDefault) -> Result<Option<Self>> {
        let owned = |names: &[&str]| names.iter().map(|name| name.to_string()).collect();
        Ok(match default {
            DataDefault::None => None,
            DataDefault::File { path, columns, context, missing, dequantize } => {
                let (columns, context, dequantize) = (owned(columns), owned(context), owned(dequantize));
                Some(Source::File { source: path.parse()?, columns, context, missing, dequantize })
            }
            DataDefault::Generator { name, settings, rows } => {
                Some(Source::Generator { name: name.into(), settings: settings.to_vec(), rows })
            }
        })
    }

    /// The same source with the columns of earlier rows, where it has names and no choice of its own.
    #[must_use]
    pub fn like(mut self, names: &[String], size: usize) -> Self {
        if let Source::File { source, columns, context, .. } = &mut self
            && source.format.has_names()
            && columns.is_empty()
            && context.is_empty()
            && names.len() >= size
        {
            *columns = names[..size].to_vec();
            *context = names[size..].to_vec();
        }
        self
    }

    /// Reads or draws the rows.
    ///
    /// # Errors
    /// What is wrong with the file or generator, or that it does not fit the flow.
    pub fn load(&self, flow: &Description, seed: u64) -> Result<Loaded> {
        match self {
            Source::Generator { name, settings, rows } => {
                let generator = generator(name, settings)?;
                let table = generator.draw(*rows, seed, 0);
                Ok(Loaded { generator: Some(generator), ..split(flow, table, &[])? })
            }
            Source::File { source, columns, context, missing, dequantize } => {
                let chosen = (!columns.is_empty()).then(|| [&columns[..], &context[..]].concat());
                let table = data::read(source, &ReadOptions { columns: chosen, flatten: true, missing: *missing })?;
                let loaded = split(flow, table, context)?;
                let quantized = quantized(&loaded, dequantize, flow.size())?;
                Ok(Loaded { quantized, ..loaded })
            }
        }
    }
}

/// Contexts are the columns of these names, else the last ones.
fn split(flow: &Description, table: Table, context: &[String]) -> Result<Loaded> {
    let (size, wanted) = (flow.size(), flow.context);
    let others = table.columns.saturating_sub(wanted);
    let places: Vec<usize> = if context.is_empty() {
        (others..table.columns).collect()
    } else {
        context.iter().map(|name| place_of(&table, name)).collect::<Result<_>>()?
    };
    let events: Vec<usize> = (0..table.columns).filter(|column| !places.contains(column)).collect();
    if events.len() != size || places.len() != wanted {
        let given = if wanted > 0 { format!(" and {wanted} for the context") } else { String::new() };
        let found = table.columns;
        return Err(Error::input(format!("found {found} columns, expected {size} for the event{given}"))
        .at(&table.source)
        .help(
            "choose columns with `--columns` and `--context-columns`, or by `columns` and `context` of `train.data`",
        ));
    }
    if table.rows == 0 {
        return Err(Error::input("found no rows, expected at least one").at(&table.source));
    }
    let pick = |columns: &[usize]| table.iter().flat_map(|row| columns.iter().map(|&k| row[k])).collect::<Vec<f64>>();
    let names = |names: &Vec<String>| events.iter().chain(&places).map(|&k| names[k].clone()).collect();
    Ok(Loaded {
        events: pick(&events),
        contexts: pick(&places),
        columns: table.names.as_ref().map_or_else(Vec::new, names),
        generator: None,
        place: table.source.clone(),
        dropped: table.dropped,
        quantized: Quantized::default(),
    })
}

/// The elements of the event that these columns are.
fn quantized(loaded: &Loaded, names: &[String], size: usize) -> Result<Quantized> {
    let events = loaded.columns.get(..size).unwrap_or_default();
    let element = |name: &String| {
        events.iter().position(|known| known == name).ok_or_else(|| {
            let error = match events {
                [] => format!("found columns without names, expected {} to dequantize", quoted(name)),
                _ => {
                    let known = listed(events.iter().map(String::as_str));
                    format!("found no column {} to dequantize, expected some of {known}", quoted(name))
                }
            };
            Error::input(error).at(&loaded.place)
        })
    };
    Ok(Quantized::new(names.iter().map(element).collect::<Result<_>>()?))
}

fn place_of(table: &Table, name: &str) -> Result<usize> {
    let names = table.names.as_deref().unwrap_or_default();
    names.iter().position(|known| known == name).ok_or_else(|| {
        let found =
            if names.is_empty() { "columns without names".into() } else { listed(names.iter().map(String::as_str)) };
        Error::input(format!("found {found}, expected the column `{name}`")).at(&table.source)
    })
}
