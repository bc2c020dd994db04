//! The `train` section of a declaration, as the compiler emits it.

use crate::data::Missing;
use crate::fit::FitOptions;

/// What `train` does where no flag says otherwise.
#[derive(Clone, Debug, PartialEq)]
pub struct TrainDefaults {
    /// The rows to fit.
    pub data: DataDefault,
    /// What the fit is judged by.
    pub validation: ValidationDefault,
    /// Whether each column's mean and deviation are measured and undone; `None` is true for files.
    pub standardize: Option<bool>,
    /// Whether numbers are `f64` instead of `f32`.
    pub f64: bool,
    /// Everything else.
    pub fit: FitOptions,
}

/// Where rows come from.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum DataDefault {
    /// Nowhere: `--data` has to say.
    None,
    /// A file.
    File {
        /// `rows.csv`, `rows.npy`, `arrays.npz:name`
        path: &'static str,
        /// Columns of the event; empty for all that are not of the context.
        columns: &'static [&'static str],
        /// Columns of the context; empty for the last ones.
        context: &'static [&'static str],
        /// The column that says what each row counts.
        weights: Option<&'static str>,
        /// What becomes of rows in which a value is missing.
        missing: Missing,
        /// Columns of whole numbers, to which noise is added.
        dequantize: &'static [&'static str],
        /// The first row, counted from 0, and the one behind the last; `None` for all.
        rows: Option<(usize, usize)>,
    },
    /// A generator with a known density.
    Generator {
        /// Its name.
        name: &'static str,
        /// Its settings.
        settings: &'static [(&'static str, f64)],
        /// How many rows to draw.
        rows: usize,
        /// Whether every epoch has new ones.
        fresh: bool,
    },
}

/// What a fit is judged by.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum ValidationDefault {
    /// Nothing.
    None,
    /// A fraction of the rows.
    Fraction(f64),
    /// Rows of their own.
    Data(DataDefault),
}
