//! Errors as exceptions: with the text of the command line, whoever has to act.

use pyo3::create_exception;
use pyo3::exceptions::{PyException, PyUserWarning};
use pyo3::prelude::*;

create_exception!(
    flow,
    FlowError,
    PyException,
    "Something is wrong: the text of the command `flow` says what was found, what was expected, and a way out."
);
create_exception!(flow, FlowWarning, PyUserWarning, "A property of the rows of a fit that should be known.");

/// The exception of an error.
pub fn raised(error: flow_runtime::Error) -> PyErr {
    FlowError::new_err(error.to_string().trim_end().to_owned())
}

/// The exception of what a user can mend.
pub fn refused(message: impl Into<String>) -> PyErr {
    raised(flow_runtime::Error::input(message))
}
