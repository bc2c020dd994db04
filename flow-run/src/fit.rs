//! Fits rows that a program holds, as `flow train` fits those of a file.
//!
//! ```text
//! rows ─▶ a file of a temporary run ─▶ the command `train` ─▶ Trained
//! ```
//! The rows go through a file since everything that is known of rows is known of files: their checks, the
//! kinds of their columns, and the names in messages, which say `x` instead of the file.

use std::fs;
use std::path::Path;

use flow_program::{Arrays, Watcher, embedded, run_watched};
use flow_runtime::data::{Dtype, write_csv, write_npy};
use flow_runtime::{Error, ErrorKind, Result};

use crate::commands::commands;
use crate::declaration::Declaration;
use crate::trained::{SPEC, Trained};

/// Rows of an event and a context side by side.
#[derive(Clone, Debug, Default)]
pub struct Rows {
    /// The events and contexts.
    pub arrays: Arrays,
    /// The shape of an event.
    pub event: Vec<usize>,
    /// Columns of the contexts.
    pub context: usize,
    /// The names of the columns of events; empty where they have none.
    pub names: Vec<String>,
    /// The names of the columns of contexts; empty where they have none.
    pub context_names: Vec<String>,
}

/// A fit.
pub struct Fit<'a> {
    /// The flow, and how it is fitted.
    pub declaration: &'a Declaration,
    /// The rows; `None` for those that the declaration names.
    pub rows: Option<Rows>,
    /// The rows that judge the fit; `None` for those that the declaration names.
    pub validation: Option<Rows>,
    /// How many threads work; `None` for all.
    pub threads: Option<usize>,
}

/// The end of a fit.
#[derive(Debug)]
pub struct Fitted {
    /// The model; `None` where the watcher ended the fit.
    pub trained: Option<Trained>,
    /// Whatever `flow train` says to people about the rows, without the progress.
    pub said: Vec<String>,
}

impl Fit<'_> {
    /// Fits the model. Nothing is said on the streams of the process, and its signals are left alone.
    ///
    /// # Errors
    /// The errors of `flow train`.
    pub fn run(&self, watcher: &dyn Watcher) -> Result<Fitted> {
        let folder = tempfile::Builder::new()
            .prefix("flow-")
            .tempdir()
            .map_err(|error| Error::io(&std::env::temp_dir(), "write", &error))?;
        let files = [("x", self.rows.as_ref()), ("validation", self.validation.as_ref())];
        let mut named = Vec::new();
        for (name, rows) in files.into_iter().filter_map(|(name, rows)| Some((name, rows?))) {
            named.push((self.write(folder.path(), name, rows)?, name));
        }
        let (outcome, said) = embedded(|| self.train(folder.path(), &named, watcher));
        let said = said.into_iter().map(|text| renamed(text, &named)).collect();
        let trained = outcome.map_err(|error| retold(&error, &named))?;
        Ok(Fitted { trained, said })
    }

    /// Writes rows to a file of this name in a folder.
    fn write(&self, folder: &Path, name: &str, rows: &Rows) -> Result<String> {
        let (size, context) = (rows.event.iter().product::<usize>(), rows.context);
        if size == 0 {
            return Err(Error::input(format!("{name}: found rows of no numbers, expected events")));
        }
        let values = match context {
            0 => rows.arrays.events.clone(),
            _ => {
                let pairs = rows.arrays.events.chunks(size).zip(rows.arrays.contexts.chunks(context));
                pairs.flat_map(|(event, context)| [event, context].concat()).collect()
            }
        };
        let names = self.names_of(name, rows)?;
        let path = folder.join(name).with_extension(if names.is_some() { "csv" } else { "npy" });
        if let Some(names) = names {
            write_csv(&path, Some(&names), size + context, &values, Dtype::F64)?;
        } else {
            let n = values.len() / (size + context);
            let shape = if context > 0 { vec![n, size + context] } else { [&[n], &rows.event[..]].concat() };
            write_npy(&path, &shape, &values, Dtype::F64)?;
        }
        Ok(path.display().to_string())
    }

    /// The names of the columns of events and then of contexts. Columns without names have those by which
    /// the declaration calls them, where these are as many.
    ///
    /// # Errors
    /// Events have names and contexts have none, or the other way round, where the declaration calls
    /// columns by their names: their order alone does not tell which are which.
    fn names_of(&self, name: &str, rows: &Rows) -> Result<Option<Vec<String>>> {
        let declared = self.declaration.column_names();
        let width = rows.event.iter().product::<usize>();
        let all = [&declared.events[..], &declared.contexts].concat();
        let of = |candidates: &[&Vec<String>], width: usize| {
            candidates.iter().find(|names| names.len() == width).map(|names| names.to_vec())
        };
        // Without contexts of their own, rows may hold events and contexts side by side.
        let side_by_side = if rows.context == 0 { &all } else { &declared.events };
        let events = of(&[&rows.names, &declared.events, side_by_side], width);
        let contexts = of(&[&rows.context_names, &declared.contexts], rows.context);
        let is_named = !rows.names.is_empty() || !rows.context_names.is_empty();
        let calls_by_name = !all.is_empty();
        match (events, contexts) {
            (Some(events), Some(contexts)) if !events.is_empty() => Ok(Some([events, contexts].concat())),
            (events, _) if is_named && calls_by_name => {
                let which = if events.is_some() { "contexts" } else { "events" };
                let message =
                    format!("{name}: the columns of the {which} have no names, expected such as the others have");
                Err(Error::input(message).help("give events and contexts as tables with names, or both as arrays"))
            }
            _ => Ok(None),
        }
    }

    fn train(&self, folder: &Path, named: &[(String, &str)], watcher: &dyn Watcher) -> Result<Option<Trained>> {
        let mut declaration = self.declaration.clone();
        let mut words = vec!["train".to_owned(), "-o".to_owned(), folder.display().to_string()];
        for (file, name) in named {
            match *name {
                "x" => declaration = declaration.with_data(file)?,
                _ => words.extend([format!("--{name}"), file.clone()]),
            }
        }
        words.extend(self.threads.iter().flat_map(|n| ["--threads".to_owned(), n.to_string()]));
        let compiled = declaration.compile()?;
        declaration.refuse_latent()?;
        let (commands, defaults) = commands(&compiled)?;
        let answer = run_watched(&[commands], &defaults, &words, watcher)?;
        if answer.handed_over {
            return Ok(None);
        }
        let (spec, path) = (self.declaration.spec.to_yaml(), folder.join(SPEC));
        fs::write(&path, &spec).map_err(|error| Error::io(&path, "write", &error))?;
        Ok(Some(Trained::open(folder)?.specified(spec)))
    }
}

/// A text in which files are called by the names of their arrays.
fn renamed(text: String, named: &[(String, &str)]) -> String {
    named.iter().fold(text, |text, (file, name)| text.replace(file, name))
}

/// An error in which files are called by the names of their arrays.
fn retold(error: &Error, named: &[(String, &str)]) -> Error {
    let text = renamed(error.to_string(), named);
    match error.kind() {
        ErrorKind::Environment => Error::environment(text),
        ErrorKind::Numerical => Error::numerical(text),
        // The text of a bug asks for a report already.
        _ => Error::input(text),
    }
}
