//! A specification as Python gives it: a file, a text, or a dictionary.

use std::path::PathBuf;

use flow_run::Declaration;
use flow_runtime::Result;
use pyo3::prelude::*;
use pyo3::types::PyString;

/// The name of a specification that lies in no file.
const NAME: &str = "spec";

/// A specification before it is read, which any thread may do.
pub enum Source {
    /// A file.
    File(PathBuf),
    /// A text in YAML.
    Text(String),
}

impl Source {
    /// What Python gives: a path, a text of more than one line, or a dictionary.
    ///
    /// # Errors
    /// It is none of these.
    pub fn of(spec: &Bound<'_, PyAny>) -> PyResult<Self> {
        Ok(match spec.cast::<PyString>() {
            Ok(text) if text.to_str()?.contains('\n') => Source::Text(text.to_str()?.to_owned()),
            Err(_) if spec.hasattr("items")? => Source::Text(json(spec)?),
            _ => Source::File(spec.extract()?),
        })
    }

    /// Reads it, and changes values of it.
    ///
    /// # Errors
    /// Everything that is wrong with it.
    pub fn declaration(&self, sets: &[String]) -> Result<Declaration> {
        match self {
            Source::File(path) => Declaration::read(path, sets),
            Source::Text(text) => Declaration::of_text(NAME, text, sets),
        }
    }
}

/// The changes of a mapping, such as `train.epochs=5`.
///
/// # Errors
/// A value has no place in a specification.
pub fn sets(settings: Option<&Bound<'_, PyAny>>) -> PyResult<Vec<String>> {
    let Some(settings) = settings else { return Ok(Vec::new()) };
    let set = |item: PyResult<Bound<'_, PyAny>>| {
        let (key, value): (String, Bound<'_, PyAny>) = item?.extract()?;
        Ok(format!("{key}={}", json(&value)?))
    };
    settings.call_method0("items")?.try_iter()?.map(set).collect()
}

/// A value of Python as JSON, which is YAML too.
fn json(value: &Bound<'_, PyAny>) -> PyResult<String> {
    value.py().import("json")?.call_method1("dumps", (value,))?.extract()
}
