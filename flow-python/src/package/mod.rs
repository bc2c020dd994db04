//! The part of the package that is written in Rust.

mod arrays;
mod errors;
mod fit;
mod model;
mod spec;

/// The package `flow`, but for its file in Python.
#[pyo3::pymodule]
mod _flow {
    use pyo3::prelude::*;

    #[pymodule_export]
    use super::errors::FlowError;
    #[pymodule_export]
    use super::errors::FlowWarning;
    #[pymodule_export]
    use super::fit::fit;
    #[pymodule_export]
    use super::model::{Model, load};

    #[pymodule_init]
    fn init(module: &Bound<'_, PyModule>) -> PyResult<()> {
        module.add("__version__", env!("CARGO_PKG_VERSION"))
    }
}
