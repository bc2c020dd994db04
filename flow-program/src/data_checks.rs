//! Checks of the rows before a fit: columns that have no density are refused, and columns that may not be what their user thinks
//! get a note.
//!
//! ```text
//! rows ─▶ values that a column cannot have?       ─▶ refused, with all such columns, and their rows
//!         constant?  equal to another?            ─▶ refused, with name and value
//!         whole numbers only, and nobody said so? ─▶ a note
//! ```

use std::collections::{BTreeMap, BTreeSet};

use flow_runtime::data::{Binarize, Column, ColumnKind, Interval, Sound};
use flow_runtime::error::{listed, number, quoted};
use flow_runtime::{Error, Result};

use crate::input::Loaded;
use crate::runtime::Description;

/// Columns with more different whole numbers than this are measurements that happen to be rounded.
const FEW: usize = 1000;

/// Succeeds where every column of the event has a density.
///
/// # Errors
/// Names the columns that have none, and why.
pub fn check(loaded: &Loaded, flow: &Description) -> Result<()> {
    check_values(loaded, flow)?;
    // Pixels at the edge of all images may well be constant. The scale of a likelihood given z need not shrink to them,
    // and to those of flows noise is added.
    if flow.event.len() > 1 && flow.members.len() > 1 {
        return Ok(());
    }
    let columns = Columns::of(loaded, flow.size(), flow.context);
    columns.refuse_constant(loaded).and_then(|()| columns.refuse_equal(loaded))
}

/// Succeeds where every column has only values that it can have.
///
/// # Errors
/// Names all columns that have others, and their rows.
pub fn check_values(loaded: &Loaded, flow: &Description) -> Result<()> {
    check_columns(loaded, flow, true)
}

/// Succeeds where whole numbers and contexts are such; the density of other rows may be 0.
///
/// # Errors
/// As for [`check_values`].
pub fn check_judged(loaded: &Loaded, flow: &Description) -> Result<()> {
    check_columns(loaded, flow, false)
}

/// Succeeds where recordings have the rate and the levels of those that are fitted, or were.
///
/// # Errors
/// Says how they differ.
pub fn check_sound(loaded: &Loaded, fitted: Option<Sound>) -> Result<()> {
    match (loaded.columns.sound, fitted) {
        (Some(found), Some(expected)) if found != expected => {
            let message = format!("found recordings of {found}, expected {expected} as those that are fitted");
            Err(Error::input(message).at(&loaded.place).help(help_of_sound(found, expected)))
        }
        _ => Ok(()),
    }
}

/// The way from recordings to those that are expected.
pub fn help_of_sound(found: Sound, expected: Sound) -> String {
    match found.rate == expected.rate {
        true => "declare the same `encoding` and levels for both".into(),
        false => format!(
            "convert them to that rate, for example by `ffmpeg -i in.wav -ar {} -c:a pcm_s16le out.wav`",
            expected.rate
        ),
    }
}

fn check_columns(loaded: &Loaded, flow: &Description, all: bool) -> Result<()> {
    let columns = Columns::of(loaded, flow.size(), flow.context);
    let events = (0..flow.size()).map(|k| (k, flow.interval(k), columns.kind(k)));
    let of_context = |column: &Column| vec![column.kind.clone(); column.kind.width()];
    let contexts: Vec<ColumnKind> = loaded.columns.context.iter().flat_map(of_context).collect();
    let mut wrong = Vec::new();
    for (k, own, kind) in events {
        if let Some(binarize) = loaded.columns.binarize {
            wrong.extend(columns.wrong_values(k, loaded, |x| binarize.takes(x), |_| binarize.expected().into()));
            continue;
        }
        if !all && !kind.is_whole() {
            continue;
        }
        // Noise takes a whole number to somewhere before the next.
        let noise = if kind.has_noise() { 0.5 } else { 0.0 };
        let has = |x: f64| kind.has(x) && own.contains(x + noise);
        let expected = |x: f64| if kind.has(x) { within(own) } else { kind.expected() };
        wrong.extend(columns.wrong_values(k, loaded, has, expected));
    }
    for (k, kind) in contexts.iter().enumerate().filter(|(_, kind)| kind.width() == 1) {
        wrong.extend(columns.wrong_values(flow.size() + k, loaded, |x| kind.has(x), |_| kind.expected()));
    }
    if wrong.is_empty() {
        return Ok(());
    }
    Err(Error::input(wrong.join("\n")).at(&loaded.place).help(
        "these columns are declared so in `train.data`, or the flow has a density there alone: leave the rows out, or declare \
         another kind",
    ))
}

/// The numbers of an interval, in words.
fn within(interval: Interval) -> String {
    ColumnKind::Interval(interval).expected()
}

/// Notes that some rows have values that their columns cannot have; `None` where none has.
pub fn note_values(loaded: &Loaded, flow: &Description) -> Option<String> {
    let wrong = check_values(loaded, flow).err()?.to_string();
    let found = wrong.split("\nhelp: ").next().unwrap_or_default();
    Some(format!("note: {found}\nhelp: such rows have density 0 where a column cannot come near their values"))
}

/// Notes which columns hold whole numbers only although nobody said so; `None` where there are none.
pub fn note(loaded: &Loaded, flow: &Description) -> Option<String> {
    let columns = Columns::of(loaded, flow.size(), flow.context);
    let whole: Vec<String> = (0..flow.size())
        .filter(|k| !columns.kind(*k).is_whole() && columns.column(*k).all(is_whole))
        .filter_map(|k| {
            let different: BTreeSet<i64> = columns.column(k).map(|x| x as i64).take(100 * FEW).collect();
            let kind = match (different.first(), different.last()) {
                (Some(0), Some(1)) => "binary",
                (Some(0..), _) => "count",
                _ => "integer",
            };
            (different.len() <= FEW).then(|| format!("{} ({} different: `{kind}`)", columns.name(k), different.len()))
        })
        .collect();
    (!whole.is_empty()).then(|| {
        format!(
            "note: whole numbers only in {}\nhelp: a density of them has no bound; declare what they are, as in `columns: {{NAME: count}}` of `train.data`",
            whole.join(", ")
        )
    })
}

fn is_whole(x: f64) -> bool {
    ColumnKind::Integer.has(x)
}

/// The names of the columns of events, then of the numbers of contexts, where there are names.
pub fn names(loaded: &Loaded) -> Vec<String> {
    let mut names = loaded.columns.event_names();
    for Column { name, kind } in &loaded.columns.context {
        match kind {
            ColumnKind::Categorical(labels) => names.extend(labels.iter().map(|label| format!("{name} {label}"))),
            _ => names.push(name.clone()),
        }
    }
    names
}

/// Events and contexts, by column.
struct Columns<'a> {
    events: &'a [f64],
    /// In place of events, where they are bytes.
    bytes: &'a [u8],
    contexts: &'a [f64],
    names: Vec<String>,
    kinds: &'a [Column],
    size: usize,
    context: usize,
}

impl<'a> Columns<'a> {
    fn of(loaded: &'a Loaded, size: usize, context: usize) -> Self {
        let (events, bytes, contexts) = (loaded.events.as_slice(), loaded.bytes.as_slice(), loaded.contexts.as_slice());
        Columns { events, bytes, contexts, names: names(loaded), kinds: &loaded.columns.event, size, context }
    }

    /// The kind of a column of the event.
    fn kind(&self, k: usize) -> ColumnKind {
        self.kinds.get(k).map_or(ColumnKind::Real, |column| column.kind.clone())
    }

    /// A column of the event, or behind them one of the context.
    fn column(&self, k: usize) -> impl Iterator<Item = f64> + use<'a> {
        let of_event = k < self.size;
        let (values, columns, at) =
            if of_event { (self.events, self.size, k) } else { (self.contexts, self.context, k - self.size) };
        let bytes = if of_event { self.bytes } else { &[] };
        let of_bytes = bytes.chunks_exact(columns).map(move |row| f64::from(row[at]));
        values.chunks_exact(columns).map(move |row| row[at]).chain(of_bytes)
    }

    fn name(&self, k: usize) -> String {
        self.names.get(k).map_or_else(|| format!("column {}", k + 1), |name| quoted(name))
    }

    fn rows(&self) -> usize {
        self.events.len() / self.size.max(1)
    }

    /// Reports the wrong values of a column, where it has some.
    fn wrong_values(
        &self,
        k: usize,
        loaded: &Loaded,
        has: impl Fn(f64) -> bool,
        expected: impl Fn(f64) -> String,
    ) -> Option<String> {
        let mut wrong = self.column(k).enumerate().filter(|(_, x)| !has(*x));
        let (row, x) = wrong.next()?;
        let (row, name, expected) = (loaded.shown_row(row), self.name(k), expected(x));
        let more = match wrong.count() {
            0 => String::new(),
            1 => ", and in 1 more row".into(),
            more => format!(", and in {more} more rows"),
        };
        Some(format!("found {} in {name} of {row}{more}, expected {expected}", number(x)))
    }

    fn refuse_constant(&self, loaded: &Loaded) -> Result<()> {
        let constant = |k: &usize| {
            let mut column = self.column(*k);
            let first = column.next().unwrap_or(0.0);
            column.all(|x| x == first)
        };
        match (0..self.size).filter(|k| !self.kind(*k).is_whole()).find(constant) {
            None => Ok(()),
            Some(k) => {
                let (name, value, rows) = (self.name(k), self.events[k], self.rows());
                Err(Error::input(format!(
                    "found {} in all {rows} rows of {name}, expected values that differ",
                    number(value)
                ))
                .at(&loaded.place)
                .help("a constant has no density: leave the column out by naming the others in `columns`"))
            }
        }
    }

    /// A column that repeats another one of the event or context leaves no volume for a density.
    fn refuse_equal(&self, loaded: &Loaded) -> Result<()> {
        let mut known: BTreeMap<u64, Vec<usize>> = BTreeMap::new();
        for k in (self.size..self.size + self.context).chain(0..self.size) {
            let alike = known.entry(self.hash(k)).or_default();
            let equal = |other: &&usize| self.column(**other).eq(self.column(k));
            match alike.iter().find(equal).filter(|_| k < self.size && !self.kind(k).is_whole()) {
                None => alike.push(k),
                Some(&other) => {
                    let (rows, name, other) = (self.rows(), self.name(k), self.name(other));
                    return Err(Error::input(format!(
                        "found the values of {other} again in all {rows} rows of {name}"
                    ))
                    .at(&loaded.place)
                    .help(
                        "equal columns have no joint density: leave one of them out by naming the others in `columns`",
                    ));
                }
            }
        }
        Ok(())
    }

    /// FNV-1a of a column's bits, in which both zeros are one number.
    fn hash(&self, k: usize) -> u64 {
        self.column(k)
            .fold(0xcbf2_9ce4_8422_2325, |hash, x| (hash ^ (x + 0.0).to_bits()).wrapping_mul(0x0100_0000_01b3))
    }
}

/// Says how elements become 0 or 1, and names the columns to which noise is added.
pub fn tell_noise(loaded: &Loaded) -> Option<String> {
    let whole = loaded.columns.event.iter().filter(|column| column.kind.has_noise());
    let names: Vec<&str> = whole.map(|column| column.name.as_str()).collect();
    let told = if names.contains(&"") { "every element".to_string() } else { listed(names.iter().copied()) };
    let noise = (!names.is_empty()).then(|| format!("uniform noise from 0 to 1 is added to {told}"));
    let binarized = loaded.columns.binarize.map(|binarize| match binarize {
        Binarize::Threshold(threshold) => format!("elements greater than {} are 1, all others 0", number(threshold)),
        Binarize::Dynamic => {
            "elements are 1 with the probability x / 255, drawn anew in every epoch, else 0".to_owned()
        }
    });
    let told: Vec<String> = binarized.into_iter().chain(noise).collect();
    (!told.is_empty()).then(|| told.join("; "))
}
