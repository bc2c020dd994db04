//! A specification as Python gives it: a file, a text, or a dictionary.

use std::path::PathBuf;

use flow_run::Declaration;
use flow_runtime::Result;
use pyo3::prelude::*;
use pyo3::types::{PyBool, PyString};

use super::errors::refused;

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
    /// A declaration as Python gives it: a path, a text of more than one line, or a dictionary.
    ///
    /// # Errors
    /// It is none of these.
    pub fn of(spec: &Bound<'_, PyAny>) -> PyResult<Self> {
        Ok(match spec.cast::<PyString>() {
            Ok(text) if text.to_str()?.contains('\n') => Source::Text(text.to_str()?.to_owned()),
            Err(_) if spec.hasattr("items")? => Source::Text(yaml(spec)?),
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
        Ok(format!("{key}={}", yaml(&value)?))
    };
    settings.call_method0("items")?.try_iter()?.map(set).collect()
}

/// A value of Python as YAML on one line.
///
/// # Errors
/// It has no place in a specification.
fn yaml(value: &Bound<'_, PyAny>) -> PyResult<String> {
    if let Ok(text) = value.cast::<PyString>() {
        return Ok(word_or_quoted(text.to_str()?));
    }
    if let Ok(flag) = value.cast::<PyBool>() {
        return Ok(flag.is_true().to_string());
    }
    if let Ok(whole) = value.extract::<i128>() {
        return Ok(whole.to_string());
    }
    if let Ok(number) = value.extract::<f64>() {
        return Ok(format!("{number:?}"));
    }
    if value.hasattr("items")? {
        let entry = |item: PyResult<Bound<'_, PyAny>>| {
            let (key, value): (String, Bound<'_, PyAny>) = item?.extract()?;
            Ok(format!("{}: {}", word_or_quoted(&key), yaml(&value)?))
        };
        let entries: Vec<String> = value.call_method0("items")?.try_iter()?.map(entry).collect::<PyResult<_>>()?;
        return Ok(format!("{{{}}}", entries.join(", ")));
    }
    match value.try_iter() {
        Ok(items) => {
            let items: Vec<String> = items.map(|item| yaml(&item?)).collect::<PyResult<_>>()?;
            Ok(format!("[{}]", items.join(", ")))
        }
        Err(_) => Err(refused(format!("{NAME}: found {}, expected a text, number, list or dictionary", value.repr()?))),
    }
}

/// A text as a specification has it: the words of the language stand without quotes, and all else in
/// those of YAML and JSON.
fn word_or_quoted(text: &str) -> String {
    const OTHERS: [&str; 10] = ["true", "false", "null", "yes", "no", "on", "off", "nan", "inf", "infinity"];
    let is_word = text.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
        && !OTHERS.contains(&&text.to_ascii_lowercase()[..]);
    if is_word { text.to_owned() } else { serde_json::Value::from(text).to_string() }
}
