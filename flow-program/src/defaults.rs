//! The `train` section of a declaration, as the compiler emits it.

use flow_runtime::data::Dtype;
use flow_runtime::fit::{FitOptions, Standardization};

use crate::input::Input;

/// The settings of `train` where no flag says otherwise.
#[derive(Clone, Debug, PartialEq)]
pub struct TrainDefaults {
    /// The rows to fit; `None` where `--data` has to name them.
    pub data: Option<Input>,
    /// The rows that judge the fit.
    pub validation: ValidationChoice,
    /// How each column's location and scale are measured, to be undone; `None` is by moments for files,
    /// and not at all else.
    pub standardize: Option<Standardization>,
    /// Names of the elements of an event that is fitted to a density; empty where they have none.
    pub variables: Vec<String>,
    /// The type of the numbers.
    pub dtype: Dtype,
    /// Everything else.
    pub fit: FitOptions,
}

/// The rows that judge a fit, before anything is read.
#[expect(clippy::large_enum_variant, reason = "a program holds one of it")]
#[derive(Clone, Debug, PartialEq)]
pub enum ValidationChoice {
    /// None.
    None,
    /// A fraction of the rows to fit.
    Fraction(f64),
    /// Rows of their own.
    Rows(Input),
}
