//! The Python package `flow`: the crate flow-run for an interpreter.
//!
//! ```text
//! package      what Python finds in this library
//! ├─ model     the class `Model`, and `load`          fit     the function `fit`
//! ├─ arrays    arrays and tables of Python as rows    spec    specifications of Python
//! └─ errors    errors as exceptions
//! ```
//! Python's own file `python/flow/__init__.py` gives these names on, and `__init__.pyi` their types.
//! Without the feature `extension` there is nothing here.

#[cfg(feature = "extension")]
mod package;
