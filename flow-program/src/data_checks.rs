//! Checks of the rows before a fit: columns that have no density are refused, and columns that may not be what their user thinks
//! get a note.
//!
//! ```text
//! rows ─▶ constant?  equal to another?  ─▶ refused, with name and value
//!         declared as counts, but not whole?  outside the declared support? ─▶ refused, with the row
//!         whole numbers only, and nobody said so? ─▶ a note
//! ```

use std::collections::{BTreeMap, BTreeSet};

use flow_runtime::error::{listed, quoted};
use flow_runtime::{Error, Result};

use crate::input::Loaded;
use crate::runtime::{Description, Quantized};

/// Columns with more different whole numbers than this are measurements that happen to be rounded.
const FEW: usize = 1000;

/// Succeeds where every column of the event has a density.
///
/// # Errors
/// Names the first column that has none, and why.
pub fn check(loaded: &Loaded, flow: &Description) -> Result<()> {
    let columns = Columns::of(loaded, flow.size(), flow.context);
    columns.check_intervals(loaded, flow.intervals)?;
    columns
        .check_counts(loaded)
        .and_then(|()| columns.refuse_constant(loaded))
        .and_then(|()| columns.refuse_equal(loaded))
}

/// Succeeds where columns of counts hold whole numbers.
///
/// # Errors
/// Names the first number that is none, with its row.
pub fn check_counts(loaded: &Loaded, flow: &Description) -> Result<()> {
    Columns::of(loaded, flow.size(), flow.context).check_counts(loaded)
}

/// Notes that rows lie outside of what their columns are declared to be, where a density is 0; `None` where none does.
pub fn note_outside(loaded: &Loaded, flow: &Description) -> Option<String> {
    let outside = Columns::of(loaded, flow.size(), flow.context).check_intervals(loaded, flow.intervals).err()?;
    let first = outside.to_string();
    Some(format!("note: {}\nhelp: such rows have density 0", first.lines().next().unwrap_or_default()))
}

/// Notes which columns hold whole numbers only although nobody said so; `None` where there are none.
pub fn note(loaded: &Loaded, flow: &Description) -> Option<String> {
    let columns = Columns::of(loaded, flow.size(), flow.context);
    let whole: Vec<String> = (0..flow.size())
        .filter(|k| !loaded.quantized.has(*k) && columns.column(*k).all(is_whole))
        .filter_map(|k| {
            let different: BTreeSet<i64> = columns.column(k).map(|x| x as i64).take(100 * FEW).collect();
            (different.len() <= FEW).then(|| format!("{} ({} different)", columns.name(k), different.len()))
        })
        .collect();
    (!whole.is_empty()).then(|| {
        format!(
            "note: whole numbers only in {}\nhelp: a density of them has no bound; declare counts by `columns: {{NAME: integer}}` or `dequantize: [NAME]` in `train.data`",
            whole.join(", ")
        )
    })
}

fn is_whole(x: f64) -> bool {
    x.fract() == 0.0 && x.abs() < Quantized::LARGEST
}

/// Events and contexts, by column.
struct Columns<'a> {
    events: &'a [f64],
    contexts: &'a [f64],
    names: &'a [String],
    size: usize,
    context: usize,
}

impl<'a> Columns<'a> {
    fn of(loaded: &'a Loaded, size: usize, context: usize) -> Self {
        Columns { events: &loaded.events, contexts: &loaded.contexts, names: &loaded.columns, size, context }
    }

    /// A column of the event, or behind them one of the context.
    fn column(&self, k: usize) -> impl Iterator<Item = f64> + use<'a> {
        let (values, columns, at) =
            if k < self.size { (self.events, self.size, k) } else { (self.contexts, self.context, k - self.size) };
        values.chunks_exact(columns).map(move |row| row[at])
    }

    fn name(&self, k: usize) -> String {
        self.names.get(k).map_or_else(|| format!("column {}", k + 1), |name| quoted(name))
    }

    fn rows(&self) -> usize {
        self.events.len() / self.size.max(1)
    }

    fn check_counts(&self, loaded: &Loaded) -> Result<()> {
        for &k in loaded.quantized.elements() {
            if let Some((row, x)) = self.column(k).enumerate().find(|(_, x)| !is_whole(*x)) {
                let (row, name) = (row + 1, self.name(k));
                return Err(Error::input(format!("found {x} in {name} of row {row} (from 1), expected whole numbers"))
                    .at(&loaded.place)
                    .help("declare the column as `real`, or leave it out of `dequantize`"));
            }
        }
        Ok(())
    }

    fn check_intervals(&self, loaded: &Loaded, intervals: &[(f64, f64)]) -> Result<()> {
        for (k, (low, high)) in intervals.iter().enumerate() {
            if let Some((row, x)) = self.column(k).enumerate().find(|(_, x)| !(x > low && x < high)) {
                let (row, name) = (row + 1, self.name(k));
                let expected = match (low.is_finite(), high.is_finite()) {
                    (true, true) => format!("numbers between {low} and {high}"),
                    _ => format!("numbers above {low}"),
                };
                return Err(Error::input(format!("found {x} in {name} of row {row} (from 1), expected {expected}"))
                    .at(&loaded.place)
                    .help(
                        "the column is declared so in `train.data.columns`: leave the row out, or declare it as `real`",
                    ));
            }
        }
        Ok(())
    }

    fn refuse_constant(&self, loaded: &Loaded) -> Result<()> {
        let constant = |k: &usize| {
            let mut column = self.column(*k);
            let first = column.next().unwrap_or(0.0);
            column.all(|x| x == first)
        };
        match (0..self.size).filter(|k| !loaded.quantized.has(*k)).find(constant) {
            None => Ok(()),
            Some(k) => {
                let (name, value, rows) = (self.name(k), self.events[k], self.rows());
                Err(Error::input(format!("found {value} in all {rows} rows of {name}, expected values that differ"))
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
            match alike.iter().find(equal).filter(|_| k < self.size && !loaded.quantized.has(k)) {
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

/// Names the columns to which noise is added.
pub fn tell_quantized(loaded: &Loaded) -> Option<String> {
    let names: Vec<&str> =
        loaded.quantized.elements().iter().filter_map(|k| loaded.columns.get(*k)).map(String::as_str).collect();
    (!names.is_empty()).then(|| format!("uniform noise from 0 to 1 is added to {}", listed(names)))
}
