//! The Python package `flow`: [`flow-run`](flow_run) for an interpreter.
//!
//! ```text
//! arrays   arrays and tables of Python as rows, and back        errors  errors as exceptions
//! model    the class `Model`        fit  the function `fit`
//! ```
//! Python's own file `python/flow/__init__.py` gives these names on, and `__init__.pyi` their types.
#![cfg(feature = "extension")]

mod arrays;
mod errors;
mod fit;
mod model;
mod spec;

/// The part of the package `flow` that is written in Rust.
#[pyo3::pymodule]
mod _flow {
    use pyo3::prelude::*;

    #[pymodule_export]
    use crate::errors::FlowError;
    #[pymodule_export]
    use crate::errors::FlowWarning;
    #[pymodule_export]
    use crate::fit::fit;
    #[pymodule_export]
    use crate::model::{Model, load};

    #[pymodule_init]
    fn init(module: &Bound<'_, PyModule>) -> PyResult<()> {
        module.add("__version__", env!("CARGO_PKG_VERSION"))
    }
}
