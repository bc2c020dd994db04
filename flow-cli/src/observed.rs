//! The rows that a figure compares samples with: training data as the spec names it, or another
//! file, read in the same ways.

use flow_program::{FileRows, GeneratorRows, Input, Loaded, Missing, Sizes, ValidationChoice};

use flow_runtime::data::{Binarize, Columns};

use crate::exit::Failure;
use crate::model::Run;

/// Rows that a figure reads at most; beyond this nothing new can be seen.
const MOST_ROWS: usize = 20_000;

/// Data in the shape of a flow: events, contexts, and what their columns are called.
pub struct Observed {
    /// Elements of an event.
    pub event: usize,
    /// Elements of a context; 0 without one.
    pub context: usize,
    /// Events, flattened, if there are data and they are not bytes.
    pub rows: Option<Vec<f64>>,
    /// Events where they are images of bytes, flattened.
    pub bytes: Vec<u8>,
    /// Their contexts, flattened, if there are any.
    pub contexts: Option<Vec<f64>>,
    columns: Vec<String>,
    /// How the model's events become zeros and ones, where they do.
    binarize: Option<Binarize>,
    /// The numbers that these rows have in the source, counted from 0; empty if they are its first
    /// ones.
    origins: Vec<usize>,
}

impl Observed {
    /// The rows of `file`, or of the spec's `train.data`.
    ///
    /// # Errors
    /// A file that cannot be read or does not fit the flow.
    pub fn of(run: &Run, file: Option<&str>) -> Result<Observed, Failure> {
        Self::read(run, file, false)
    }

    /// The validation rows, where the spec names a file for them, else those of `train.data`.
    ///
    /// # Errors
    /// The same as those of [`Observed::of`].
    pub fn of_validation(run: &Run) -> Result<Observed, Failure> {
        Self::read(run, None, true)
    }

    /// Rows of `file`, or those of the validation or the data of `train`.
    fn read(run: &Run, file: Option<&str>, validation: bool) -> Result<Observed, Failure> {
        let (event, context) = run.declaration.sizes();
        let (defaults, columns) = (run.defaults()?, run.columns()?);
        let data = defaults.data.as_ref();
        let names = columns.event_names();
        let nothing = Observed {
            event,
            context,
            rows: None,
            bytes: Vec::new(),
            contexts: None,
            columns: names,
            binarize: columns.binarize,
            origins: Vec::new(),
        };
        if file.is_none() && run.declaration.is_fitted_to_density()? {
            // What data it has are contexts.
            return Ok(nothing);
        }
        let input = match (file, defaults.validation) {
            (Some(file), _) => Input::File(FileRows::new(file)).like(data, &columns),
            (None, ValidationChoice::Rows(rows)) if validation => rows.like(data, &columns),
            (None, _) => match data {
                None => return Ok(nothing),
                Some(data) => data.clone(),
            },
        };
        let input = match input {
            // Any draw shows the distribution, so the seed need not be the run's.
            Input::Generator(rows) => Input::Generator(GeneratorRows { rows: MOST_ROWS, ..rows }),
            // A figure shows what there is; training has said what is missing.
            rows @ Input::File(_) => rows.with_missing(Some(Missing::Drop)),
        };
        let drawn = columns.are_whole(event) || columns.binarize.is_some();
        let images = run.declaration.is_grid() && context == 0 && drawn;
        let input = if images { input.in_bytes() } else { input };
        // The commands have told how these files are read.
        let compiled = run.declaration.compile()?;
        let of = &compiled.flow().event;
        let levels = of.elements().levels().map(|levels| levels as u32);
        let sizes = Sizes::of(of.shape().extents(), levels, context);
        Ok(nothing.fill(&input.load_judged(sizes, |_| {})?))
    }

    /// Rows at equal distances, so that the choice depends on nothing else.
    fn fill(self, loaded: &Loaded) -> Observed {
        let chosen = spread(loaded.rows(self.event), MOST_ROWS);
        let contexts = (self.context > 0).then(|| pick(&chosen, &loaded.contexts, self.context));
        let columns = loaded.columns.event_names();
        let in_bytes = !loaded.bytes.is_empty();
        Observed {
            rows: (!in_bytes).then(|| pick(&chosen, &loaded.events, self.event)),
            bytes: if in_bytes { pick(&chosen, &loaded.bytes, self.event) } else { Vec::new() },
            contexts,
            columns: if columns.is_empty() { self.columns } else { columns },
            origins: chosen.iter().map(|row| loaded.origin(*row)).collect(),
            ..self
        }
    }

    /// Some events at equal distances, flattened, if there are any: all of them, or as many as `most`; zeros
    /// and ones where the model is of such.
    pub fn some(&self, most: usize) -> Option<Vec<f64>> {
        let mut some = self.as_read(most)?;
        // Any draw shows the distribution.
        Columns { binarize: self.binarize, ..Columns::default() }.draw(&mut some, self.event, 0, 0);
        Some(some)
    }

    /// Some events at equal distances as they were read, flattened, if there are any.
    pub fn as_read(&self, most: usize) -> Option<Vec<f64>> {
        Some(match &self.rows {
            _ if !self.bytes.is_empty() => {
                let chosen = spread(self.bytes.len() / self.event, most);
                pick(&chosen, &self.bytes, self.event).into_iter().map(f64::from).collect()
            }
            Some(rows) => pick(&spread(rows.len() / self.event, most), rows, self.event),
            None => return None,
        })
    }

    /// The number that a row has in the source, counted from 0.
    pub fn origin(&self, row: usize) -> usize {
        self.origins.get(row).copied().unwrap_or(row)
    }

    /// A name for each element of an event: the data's, or its number from 1.
    pub fn names(&self) -> Vec<String> {
        let number = |element: usize| format!("x{}", element + 1);
        (0..self.event).map(|k| self.columns.get(k).cloned().unwrap_or_else(|| number(k))).collect()
    }
}

/// The numbers of up to `most` of `n` rows, at equal distances.
fn spread(n: usize, most: usize) -> Vec<usize> {
    (0..n).step_by(n.div_ceil(most).max(1)).collect()
}

/// Chosen rows of `size` values.
fn pick<V: Copy>(chosen: &[usize], values: &[V], size: usize) -> Vec<V> {
    chosen.iter().flat_map(|row| &values[row * size..][..size]).copied().collect()
}
