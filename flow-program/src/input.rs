//! Rows for a flow, from a file or a generator: which columns are the event, which the context.

use std::borrow::Cow;
use std::ops::Range;

use flow_runtime::data::{
    self, Column, ColumnKind, Columns, Crops, FileRows, Lines, Missing, Recordings, Sound, Table, lacks_column,
};
use flow_runtime::error::{listed, quoted};
use flow_runtime::fit::Drawn;
use flow_runtime::generators::{Generator, generator};
use flow_runtime::{Error, Result};

use crate::console::say;
use crate::reading;
use crate::runtime::{Description, check_each};

/// The rows that a command works on, before they are read.
#[expect(clippy::large_enum_variant, reason = "a command holds few of them")]
#[derive(Clone, Debug, PartialEq)]
pub enum Input {
    /// Those of a file.
    File(FileRows),
    /// Those of a generator with a known density.
    Generator(GeneratorRows),
}

/// Rows to draw from a generator.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GeneratorRows {
    /// Its name.
    pub name: &'static str,
    /// Its settings.
    pub settings: &'static [(&'static str, f64)],
    /// How many rows to draw.
    pub rows: usize,
    /// True if every epoch has new ones.
    pub fresh: bool,
}

/// Which of a generator's draws are for what; those between are fresh rows of the epochs.
#[derive(Clone, Copy)]
#[repr(u64)]
pub enum Draws {
    /// Rows to fit that stay the same.
    Fixed = 0,
    /// Validation rows of their own.
    Validation = u64::MAX - 1,
    /// Rows by which a fit is compared with the exact density.
    Comparison = u64::MAX,
}

/// How many numbers an event and a context have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sizes {
    /// Elements of an event.
    pub event: usize,
    /// Elements of a context; 0 without one.
    pub context: usize,
    /// The crops that recordings are cut into; `None` where an event is no sequence.
    pub crops: Option<Crops>,
}

impl Sizes {
    /// Those of events of a shape, whose elements have so many levels, given a context of so many numbers.
    pub fn of(shape: &[usize], levels: Option<u32>, context: usize) -> Self {
        let event = shape.iter().product();
        let is_sequence = matches!(shape, [_] | [1, _]);
        Sizes { event, context, crops: is_sequence.then_some(Crops { length: event, levels }) }
    }
}

impl From<&Description> for Sizes {
    fn from(flow: &Description) -> Self {
        Sizes::of(flow.event, flow.levels, flow.context)
    }
}

/// Rows for a flow.
pub struct Loaded {
    /// `[rows, size]`
    pub events: Vec<f64>,
    /// The same as bytes, in place of `events`, where they were asked for.
    pub bytes: Vec<u8>,
    /// The recordings of which the events are crops, where they are such.
    pub recordings: Option<Recordings>,
    /// `[rows, context]`
    pub contexts: Vec<f64>,
    /// The weight of each; empty where all count alike.
    pub weights: Vec<f64>,
    /// The columns of events and contexts, as far as they are known. Noise is not added yet.
    pub columns: Columns,
    /// The generator that drew them, if one did.
    pub generator: Option<Box<dyn Generator>>,
    /// The file or generator, for messages.
    pub place: String,
    /// Which rows of the source these are, counted from 0; empty where they are its first ones.
    pub origins: Vec<usize>,
    /// Rows that were left out because a value is missing in them.
    pub dropped: usize,
    /// The first row that was asked for.
    pub(crate) first: usize,
    /// The lines of a text on which the rows of the source begin.
    pub lines: Lines,
    /// True if the generator draws new rows for every epoch.
    pub fresh: bool,
}

impl Loaded {
    /// Its events, of `size` elements each.
    pub fn rows(&self, size: usize) -> usize {
        (self.events.len() + self.bytes.len()) / size
    }

    /// Some events as numbers, whether they are bytes or not.
    pub fn numbers(&self, rows: Range<usize>, size: usize) -> Cow<'_, [f64]> {
        let elements = rows.start * size..rows.end * size;
        match self.bytes.get(elements.clone()) {
            Some(bytes) if !self.bytes.is_empty() => bytes.iter().map(|byte| f64::from(*byte)).collect(),
            _ => self.events[elements].into(),
        }
    }

    /// The same with events as numbers.
    #[must_use]
    pub fn without_bytes(mut self, size: usize) -> Self {
        if !self.bytes.is_empty() {
            self.events = self.numbers(0..self.rows(size), size).into_owned();
            self.bytes = Vec::new();
        }
        self
    }

    /// Which row of the source a row is, counted from 0.
    pub fn origin(&self, row: usize) -> usize {
        self.origins.get(row).copied().unwrap_or(row)
    }

    /// The place of a row among those that were asked for, with those that were left out.
    pub fn place_of(&self, row: usize) -> usize {
        self.origin(row) - self.first
    }

    /// A row as messages name it: `row 3 (line 4)`, both of the source and counted from 1.
    pub fn shown_row(&self, row: usize) -> String {
        self.lines.shown(self.origin(row))
    }

    /// As many rows of another draw.
    ///
    /// # Errors
    /// Where no generator drew these.
    pub fn draw(&self, flow: &Description, seed: u64, draw: u64) -> Result<Drawn> {
        let generator = self.generator.as_ref().ok_or_else(|| Error::bug("these rows were not drawn"))?;
        let size = flow.size();
        let mut drawn = drawn_by(generator.as_ref(), self.rows(size), flow, (seed, draw))?.without_bytes(size);
        self.columns.draw(&mut drawn.events, size, seed, draw);
        Ok(Drawn { events: drawn.events, contexts: drawn.contexts })
    }
}

impl Input {
    /// Succeeds where the name of a file tells its format.
    ///
    /// # Errors
    /// For a name of no known format.
    pub fn check(&self) -> Result<()> {
        match self {
            Input::File(rows) => rows.source().map(drop),
            Input::Generator(_) => Ok(()),
        }
    }

    /// The same rows, read in every way as those that a flow was fitted to: `fitted` says how these were read, and
    /// `names` are the names of their columns, of the event and then of the context.
    ///
    /// Settings that the rows state stay. Whole numbers are known to the flow, so that no column of them is named.
    #[must_use]
    pub fn like(mut self, fitted: Option<&Input>, columns: &Columns) -> Self {
        let Input::File(rows) = &mut self else { return self };
        let fitted = match fitted {
            Some(Input::File(fitted)) => fitted.clone(),
            _ => FileRows::default(),
        };
        let (event, context) = (columns.event_names(), columns.context_names());
        let chooses = !rows.columns.is_empty() || !rows.context.is_empty();
        if rows.is_plain() {
            *rows = FileRows { dequantize: Vec::new(), dequantize_all: false, binarize: None, ..rows.ways_of(&fitted) };
        } else if !chooses && rows.weights.is_none() {
            rows.weights = fitted.weights;
        }
        if !rows.is_sound() {
            (rows.encoding, rows.context_file) = (None, None);
        }
        // Columns that are called by their numbers are found in a file without names, too, unless it has no
        // others.
        let numbers = event.iter().chain(&context).all(|name| name.parse::<usize>().is_ok())
            && !rows.has_names()
            && data::width(&rows.file) != Some(event.len() + context.len());
        // The elements of crops of recordings have no names, but their contexts do.
        let is_known = !event.is_empty() || (!context.is_empty() && columns.sound.is_some());
        if !rows.has_names() && !rows.is_sound() && is_known && !numbers {
            // Its columns have no names to be found by: they stand in the order of the flow's.
            *rows = FileRows { columns: Vec::new(), context: Vec::new(), weights: None, ..rows.clone() };
        } else if !chooses && !event.is_empty() {
            (rows.columns, rows.context) = (event, context);
            let kinds = columns.event.iter().chain(&columns.context);
            rows.kinds = kinds.map(|column| (column.name.clone(), column.kind.clone())).collect();
        }
        self
    }

    /// The same rows, which stay bytes where the file has such, and no weights beside them.
    #[must_use]
    pub fn in_bytes(mut self) -> Self {
        if let Input::File(rows) = &mut self {
            rows.in_bytes = rows.weights.is_none();
        }
        self
    }

    /// True where every element of an event is a whole number to which noise is added, or becomes 0 or 1.
    pub fn is_drawn(&self) -> bool {
        matches!(self, Input::File(rows) if rows.dequantize_all || rows.binarize.is_some())
    }

    /// The same rows with another rule for missing values, where one is given.
    #[must_use]
    pub fn with_missing(mut self, missing: Option<Missing>) -> Self {
        if let Input::File(rows) = &mut self {
            rows.missing = missing.unwrap_or(rows.missing);
        }
        self
    }

    /// The same recordings with the contexts of another table, where one is given.
    #[must_use]
    pub fn with_contexts(mut self, file: Option<&str>) -> Self {
        if let (Input::File(rows), Some(file)) = (&mut self, file) {
            rows.context_file = Some(file.to_owned());
        }
        self
    }

    /// Reads rows that are contexts, `[rows, context]`, and says how. Of a file that names columns of a context, these
    /// are read.
    ///
    /// # Errors
    /// For a file that cannot be read or does not fit the flow.
    pub fn load_contexts(self, flow: &Description) -> Result<Contexts> {
        let Input::File(rows) = self else {
            return Err(Error::input("found a generator of events, expected a file of contexts"));
        };
        let contexts = FileRows {
            columns: rows.context.clone(),
            context: Vec::new(),
            weights: None,
            dequantize: Vec::new(),
            dequantize_all: false,
            binarize: None,
            ..rows
        };
        let table = data::read_if(&contexts, &|table| {
            let numbers: usize = columns_of(table, &contexts, 0..table.columns).iter().map(|c| c.kind.width()).sum();
            if numbers == flow.context && table.rows > 0 {
                return Ok(());
            }
            let message = format!("found {} rows of {} columns", table.rows, table.columns);
            let expected = format!("{message}, expected at least one row of {} for the context", flow.context);
            Err(Error::input(expected).at(&table.source).help("choose columns by `context` of `train.data`"))
        })?;
        say(&reading::told(&table));
        let columns = columns_of(&table, &contexts, 0..table.columns);
        let values = numbers(&table, &(0..table.columns).collect::<Vec<_>>(), &columns);
        Ok(Contexts { values, table, columns })
    }

    /// Reads rows that are judged, and tells how. Where they lack the column of weights that the fitted rows have, all
    /// count alike.
    ///
    /// # Errors
    /// As for [`load`](Self::load).
    pub fn load_judged(mut self, sizes: impl Into<Sizes>, tell: fn(&str)) -> Result<Loaded> {
        let sizes = sizes.into();
        let loaded = self.load_telling(sizes, 0, Draws::Fixed, tell);
        let Input::File(rows) = &mut self else { return loaded };
        match (loaded, rows.weights.take()) {
            (Err(error), Some(weights)) if lacks_column(&error, &weights) => {
                let loaded = self.load_telling(sizes, 0, Draws::Fixed, tell)?;
                tell(&format!("note: {} has no column {}, so all rows count alike", loaded.place, quoted(&weights)));
                Ok(loaded)
            }
            (loaded, _) => loaded,
        }
    }

    /// Reads the rows and says how, or draws those of a number.
    ///
    /// # Errors
    /// For a file that cannot be read, an unknown generator, or rows that do not fit the flow.
    pub fn load(&self, sizes: impl Into<Sizes>, seed: u64, draw: Draws) -> Result<Loaded> {
        self.load_telling(sizes.into(), seed, draw, say)
    }

    /// Reads recordings of levels whole, each with its context.
    ///
    /// # Errors
    /// For files that cannot be read, and elements or contexts that do not fit the flow.
    pub fn load_recordings(&self, levels: u32, context: usize) -> Result<(Sound, Recordings)> {
        let Input::File(rows) = self else { return Err(Error::bug("a generator draws no recordings")) };
        let sizes = Sizes { event: 1, context, crops: Some(Crops { length: 1, levels: Some(levels) }) };
        let rows = FileRows { in_bytes: true, ..cut(rows, sizes)? };
        let table = data::read_if(&rows, &|table| Places::of(sizes, table, &rows).map(drop))?;
        let (contexts, _) = recording_contexts(&table, &rows);
        match (table.sound, table.recordings) {
            (Some(sound), Some(recordings)) => Ok((sound, recordings.with_contexts(contexts))),
            _ => Err(Error::bug("recordings of levels are such")),
        }
    }

    fn load_telling(&self, sizes: Sizes, seed: u64, draw: Draws, tell: fn(&str)) -> Result<Loaded> {
        match self {
            Input::Generator(GeneratorRows { name, settings, rows, fresh }) => {
                let generator = generator(name, settings)?;
                let loaded = drawn_by(generator.as_ref(), *rows, sizes, (seed, draw as u64))?;
                Ok(Loaded { generator: Some(generator), fresh: *fresh, ..loaded })
            }
            Input::File(rows) => {
                let rows = &cut(rows, sizes)?;
                let table = data::read_if(rows, &|table| Places::of(sizes, table, rows).map(drop))?;
                tell(&reading::told(&table));
                let loaded = split(sizes, table, rows)?;
                check_dequantized(&loaded, &rows.dequantize)?;
                let first = rows.rows.as_ref().map_or(0, |rows| rows.start);
                Ok(Loaded { first, ..loaded })
            }
        }
    }
}

/// The same rows, cut into events where they are recordings.
///
/// # Errors
/// For recordings where events are no sequences, or have a context.
fn cut(rows: &FileRows, sizes: Sizes) -> Result<FileRows> {
    if !rows.is_sound() {
        return Ok(rows.clone());
    }
    if sizes.crops.is_none() {
        return Err(Error::input("found recordings, and the event of the flow is no sequence")
            .at(&rows.file)
            .help("declare a sequence, `event: {shape: [1, 2048], elements: {categorical: {levels: 256}}}`"));
    }
    if sizes.context > 0 && rows.context_file.is_none() {
        let message = format!("found recordings without a context, expected {} numbers of it", sizes.context);
        return Err(Error::input(message).at(&rows.file).help(
            "name a table with a row for each recording, `context_file: \"speakers.csv\"` in `train.data` or \
             `--context speakers.csv`, or leave out the flow's context",
        ));
    }
    Ok(FileRows { crops: sizes.crops, ..rows.clone() })
}

/// Rows that a generator draws, by the numbers of a seed and a draw.
///
/// # Errors
/// Where they do not fit the flow.
pub fn drawn_by(
    generator: &dyn Generator,
    rows: usize,
    sizes: impl Into<Sizes>,
    (seed, draw): (u64, u64),
) -> Result<Loaded> {
    split(sizes.into(), generator.draw(rows, seed, draw), &FileRows::default())
}

/// Rows that are contexts.
pub struct Contexts {
    /// `[rows, context]`
    pub values: Vec<f64>,
    /// The columns as they were read, with how many rows were left out.
    pub table: Table,
    /// The columns' names, which are empty where they have none, and kinds.
    pub columns: Vec<Column>,
}

/// Which columns of a table are what.
struct Places {
    events: Vec<usize>,
    contexts: Vec<usize>,
    weights: Option<usize>,
}

impl Places {
    /// Contexts are the columns of these names, else the last ones; the column of weights is neither event nor context.
    ///
    /// # Errors
    /// For a table that has not as many columns as the flow takes.
    fn of(sizes: Sizes, table: &Table, rows: &FileRows) -> Result<Self> {
        if table.sound.is_some() {
            check_recording_contexts(sizes, table, rows)?;
            return Ok(Places { events: (0..table.columns).collect(), contexts: Vec::new(), weights: None });
        }
        let (Sizes { event: size, context: wanted, .. }, context) = (sizes, &rows.context);
        let weights = rows.weights.as_deref().map(|name| place_of(table, name)).transpose()?;
        let rest: Vec<usize> = (0..table.columns).filter(|column| Some(*column) != weights).collect();
        let contexts: Vec<usize> = if context.is_empty() {
            rest[rest.len().saturating_sub(wanted)..].to_vec()
        } else {
            context.iter().map(|name| place_of(table, name)).collect::<Result<_>>()?
        };
        let events: Vec<usize> = rest.iter().copied().filter(|column| !contexts.contains(column)).collect();
        let known = columns_of(table, rows, contexts.iter().copied());
        if events.len() == size && known.iter().map(|column| column.kind.width()).sum::<usize>() == wanted {
            return Ok(Places { events, contexts, weights });
        }
        let given = if wanted > 0 { format!(" and {wanted} for the context") } else { String::new() };
        let beside = if weights.is_some() { " beside the weights" } else { "" };
        let found = rest.len();
        Err(Error::input(format!("found {found} columns{beside}, expected {size} for the event{given}"))
            .at(&table.source)
            .help("choose columns by `columns` and `context` of `train.data`"))
    }
}

/// Succeeds where the contexts of recordings are as many numbers as the flow takes.
fn check_recording_contexts(sizes: Sizes, table: &Table, rows: &FileRows) -> Result<()> {
    let Some(contexts) = &table.contexts else { return Ok(()) };
    let columns = columns_of(contexts, rows, 0..contexts.columns);
    let numbers: usize = columns.iter().map(|column| column.kind.width()).sum();
    if numbers == sizes.context {
        return Ok(());
    }
    let names: Vec<&str> = columns.iter().map(|column| column.name.as_str()).collect();
    let listed = if contexts.names.is_some() { format!(" ({})", listed(names.iter().copied())) } else { String::new() };
    let s = if names.len() == 1 { "" } else { "s" };
    let message = format!("found {} column{s}{listed} with {numbers} numbers", names.len());
    Err(Error::input(format!("{message}, expected {} for the context of the flow", sizes.context))
        .at(&contexts.source)
        .help("choose columns by `context` of `train.data`, where `{speaker: {categorical: [ann, bob]}}` counts two numbers"))
}

/// The contexts of recordings, `[recordings, context]`, and their columns.
fn recording_contexts(table: &Table, rows: &FileRows) -> (Vec<f64>, Vec<Column>) {
    let Some(contexts) = &table.contexts else { return (Vec::new(), Vec::new()) };
    let columns = columns_of(contexts, rows, 0..contexts.columns);
    (numbers(contexts, &(0..contexts.columns).collect::<Vec<_>>(), &columns), columns)
}

/// The columns of a table, each for what it is.
fn split(sizes: Sizes, table: Table, rows: &FileRows) -> Result<Loaded> {
    let Places { events, contexts, weights } = Places::of(sizes, &table, rows)?;
    if table.rows == 0 {
        return Err(Error::input("there are no rows, expected at least one").at(&table.source));
    }
    let columns = match table.names {
        // Elements of an image have no names, but may be whole numbers, as those are that a generator draws as
        // bytes.
        None if rows.dequantize_all || (!table.bytes.is_empty() && !rows.in_bytes) => {
            let whole = Column { name: String::new(), kind: ColumnKind::Integer };
            Columns { event: vec![whole; events.len()], ..Columns::default() }
        }
        None => Columns::default(),
        Some(_) => {
            let [mut event, context] =
                [&events, &contexts].map(|places| columns_of(&table, rows, places.iter().copied()));
            if rows.dequantize_all {
                let real = event.iter_mut().filter(|column| column.kind == ColumnKind::Real);
                real.for_each(|column| column.kind = ColumnKind::Integer);
            }
            Columns { event, context, ..Columns::default() }
        }
    };
    let (of_recordings, context) = match table.sound {
        Some(_) => recording_contexts(&table, rows),
        None => (Vec::new(), columns.context.clone()),
    };
    let columns = Columns { binarize: rows.binarize, sound: table.sound, context, ..columns };
    let contexts = match table.sound {
        Some(_) => {
            // All crops of a recording have its context.
            let each = of_recordings.chunks(sizes.context.max(1)).zip(&table.crops);
            each.flat_map(|(context, crops)| context.repeat(*crops)).collect()
        }
        None => numbers(&table, &contexts, &columns.context),
    };
    Ok(Loaded {
        events: table.iter().flat_map(|row| events.iter().map(|&k| row[k])).collect(),
        contexts,
        weights: weights.map_or_else(|| Ok(Vec::new()), |column| row_weights(&table, column))?,
        bytes: table.bytes,
        recordings: table.recordings.map(|recordings| recordings.with_contexts(of_recordings)),
        columns,
        generator: None,
        fresh: false,
        place: table.source.clone(),
        origins: table.origins,
        dropped: table.dropped,
        first: 0,
        lines: table.lines,
    })
}

/// Columns of a table, with the kinds that are declared for them.
fn columns_of(table: &Table, rows: &FileRows, places: impl IntoIterator<Item = usize>) -> Vec<Column> {
    let column = |k: usize| {
        let name = table.names.as_ref().map_or_else(String::new, |names| names[k].clone());
        Column { kind: rows.kind_of(&name), name }
    };
    places.into_iter().map(column).collect()
}

/// The numbers of some columns, row by row; a label is as many numbers as there are labels.
fn numbers(table: &Table, places: &[usize], columns: &[Column]) -> Vec<f64> {
    let kinds: Vec<&ColumnKind> = columns.iter().map(|column| &column.kind).collect();
    if kinds.iter().all(|kind| kind.width() == 1) {
        return table.iter().flat_map(|row| places.iter().map(|&k| row[k])).collect();
    }
    let numbers = |row: &[f64]| -> Vec<f64> {
        places.iter().zip(&kinds).flat_map(|(&k, kind)| kind.context_numbers(row[k])).collect()
    };
    table.iter().flat_map(numbers).collect()
}

/// Succeeds where columns to dequantize are elements of the event.
fn check_dequantized(loaded: &Loaded, names: &[String]) -> Result<()> {
    let events: Vec<&str> = loaded.columns.event.iter().map(|column| column.name.as_str()).collect();
    let Some(name) = names.iter().find(|name| !events.contains(&name.as_str())) else { return Ok(()) };
    let error = match events[..] {
        [] => format!("found columns without names, expected {} to dequantize", quoted(name)),
        _ => format!("there is no column {} to dequantize, expected some of {}", quoted(name), listed(events)),
    };
    Err(Error::input(error).at(&loaded.place))
}

/// Returns the weight of each row; the reader has seen to it that all numbers are finite.
fn row_weights(table: &Table, column: usize) -> Result<Vec<f64>> {
    let weights: Vec<f64> = table.iter().map(|row| row[column]).collect();
    let place =
        |row: usize| format!("{}: {}, column `{}`", table.source, table.shown_row(row), table.column_name(column));
    check_each(&weights).map_err(|(row, error)| error.at(place(row)))?;
    Ok(weights)
}

fn place_of(table: &Table, name: &str) -> Result<usize> {
    let names = table.names.as_deref().unwrap_or_default();
    names.iter().position(|known| known == name).ok_or_else(|| {
        let found =
            if names.is_empty() { "columns without names".into() } else { listed(names.iter().map(String::as_str)) };
        Error::input(format!("found {found}, expected the column `{name}`")).at(&table.source)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_of_earlier_rows_are_looked_for_by_name() {
        let names = ["a", "given", "b"].map(str::to_string);
        let known = Columns::named(names[..2].to_vec(), names[2..].to_vec());
        let fitted = Input::File(FileRows {
            weights: Some("w".into()),
            missing: Missing::Drop,
            dequantize: vec!["a".into()],
            ..FileRows::new("fitted.csv")
        });
        let read = |rows: FileRows| match Input::File(rows).like(Some(&fitted), &known) {
            Input::File(rows) => rows,
            Input::Generator(_) => panic!("another input"),
        };
        let (columns, context) = (names[..2].to_vec(), names[2..].to_vec());
        let (weights, missing) = (Some("w".into()), Missing::Drop);
        let kinds = names.iter().map(|name| (name.clone(), ColumnKind::Real)).collect();
        let expected = FileRows { columns, context, weights, missing, kinds, ..FileRows::new("a.csv") };
        assert_eq!(read(FileRows::new("a.csv")), expected);
        assert_eq!(read(FileRows::new("a.npy")), FileRows { missing, ..FileRows::new("a.npy") });
        let own = ["c", "d", "e"].map(str::to_string);
        let chosen = FileRows { columns: own[..2].to_vec(), context: own[2..].to_vec(), ..FileRows::new("a.csv") };
        assert_eq!(read(chosen.clone()), chosen);
        let numbered = Columns::named(["2".to_string()], ["0".to_string()]);
        match Input::File(FileRows::new("a.npy")).like(None, &numbered) {
            Input::File(rows) => assert_eq!((rows.columns, rows.context), (vec!["2".into()], vec!["0".into()])),
            Input::Generator(_) => panic!("another input"),
        }
    }
}
