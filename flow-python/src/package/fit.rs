//! The function `fit`.

use std::ffi::CString;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::Duration;

use flow_program::{Arrays, Watcher};
use flow_run::{ColumnNames, Fit, Fitted, Rows};
use flow_runtime::fit::EpochRecord;
use flow_runtime::{Error, Result};
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyTuple};

use super::arrays::Array;
use super::errors::{FlowWarning, raised, refused};
use super::model::Model;
use super::spec::{Source, sets};

/// Fits the flow of a specification to an array, as `flow train` fits it to a file of the same rows.
///
/// `spec` names a file, or is a text in YAML of more than one line, or a dictionary. Without `x`, the rows
/// are those that the specification names. `validation` is a fraction of the rows, or rows of their own (a
/// pair of events and contexts where there is a context). `settings` change values of the specification:
/// `{"train.epochs": 5}`. `progress` is called with a dictionary after each epoch; an exception of it, and
/// Ctrl-C, end the fit. Results do not depend on `threads`.
#[pyfunction]
#[pyo3(signature = (spec, x = None, context = None, *, validation = None, settings = None, seed = None, threads = None, progress = None))]
pub fn fit(
    py: Python<'_>,
    spec: &Bound<'_, PyAny>,
    x: Option<&Bound<'_, PyAny>>,
    context: Option<&Bound<'_, PyAny>>,
    validation: Option<&Bound<'_, PyAny>>,
    settings: Option<&Bound<'_, PyAny>>,
    seed: Option<u64>,
    threads: Option<usize>,
    progress: Option<&Bound<'_, PyAny>>,
) -> PyResult<Model> {
    let mut sets = sets(settings)?;
    sets.extend(seed.map(|seed| format!("train.seed={seed}")));
    let (fraction, validation) = judges(validation)?;
    sets.extend(fraction.map(|fraction| format!("train.validation={fraction}")));
    let spec = Source::of(spec)?;
    if x.is_none() && (context.is_some() || validation.is_some()) {
        return Err(refused("found rows without `x`, expected the events to fit"));
    }
    let columns = spec.declaration(&sets).map_err(raised)?.column_names();
    let rows = x.map(|x| read(["x", "context"], x, context, &columns)).transpose()?;
    let validation =
        validation.map(|(x, context)| read(["validation"; 2], &x, context.as_ref(), &columns)).transpose()?;
    // A declaration stays on the thread that reads it.
    let fit = |watcher: &Teller| {
        let declaration = spec.declaration(&sets)?;
        Fit { declaration: &declaration, rows, validation, threads }.run(watcher)
    };
    let Fitted { trained, said } = follow(py, fit, progress)?;
    for note in said.iter().filter_map(|text| text.strip_prefix("note: ")) {
        let note = CString::new(note.replace('\0', " "))?;
        PyErr::warn(py, &py.get_type::<FlowWarning>(), &note, 1)?;
    }
    let trained = trained.ok_or_else(|| refused("the fit was ended before its first model"))?;
    Ok(Model { trained })
}

/// Reads the rows that judge a fit: a fraction, or events with their contexts.
#[expect(clippy::type_complexity, reason = "one of the two")]
fn judges<'py>(
    validation: Option<&Bound<'py, PyAny>>,
) -> PyResult<(Option<f64>, Option<(Bound<'py, PyAny>, Option<Bound<'py, PyAny>>)>)> {
    let Some(validation) = validation else { return Ok((None, None)) };
    if let Ok(fraction) = validation.extract::<f64>() {
        return Ok((Some(fraction), None));
    }
    match validation.cast::<PyTuple>() {
        Ok(pair) if pair.len() == 2 => Ok((None, Some((pair.get_item(0)?, Some(pair.get_item(1)?))))),
        _ => Ok((None, Some((validation.clone(), None)))),
    }
}

/// Rows of events and their contexts; of tables the columns that the declaration calls by name.
fn read(
    names: [&str; 2],
    x: &Bound<'_, PyAny>,
    context: Option<&Bound<'_, PyAny>>,
    columns: &ColumnNames,
) -> PyResult<Rows> {
    let whole = |object: &Bound<'_, PyAny>, name: &str, columns: Vec<String>| {
        let array = Array::read(object, name, || columns.clone())?;
        match array.shape.len() {
            0 | 1 => Err(refused(format!("{name}: found an array of {} dimensions, expected rows", array.shape.len()))),
            _ => Ok(array),
        }
    };
    let [name, of_context] = names;
    // A table that holds the contexts too has them beside the events.
    let inside = if context.is_none() { &columns.contexts[..] } else { &[] };
    let chosen = match columns.events.is_empty() {
        true => Vec::new(),
        false => [&columns.events[..], inside, &columns.weights].concat(),
    };
    let x = whole(x, name, chosen)?;
    let event = x.shape[1..].to_vec();
    let Some(context) = context else {
        let arrays = Arrays { events: x.values, contexts: Vec::new() };
        return Ok(Rows { arrays, event, context: 0, names: x.names, context_names: Vec::new() });
    };
    let context = whole(context, of_context, columns.contexts.clone())?;
    let (rows, found) = (x.shape[0], context.shape[0]);
    if rows != found {
        return Err(refused(format!("found {found} contexts, expected one for each of {rows} rows")));
    }
    let arrays = Arrays { events: x.values, contexts: context.values };
    let width = context.shape[1..].iter().product();
    Ok(Rows { arrays, event, context: width, names: x.names, context_names: context.names })
}

/// Time between two looks at the signals of the interpreter.
const LOOK: Duration = Duration::from_millis(50);

/// An epoch and how many are left.
type Told = (EpochRecord, usize);

/// Hands what a fit tells to the thread that called it, and ends the fit when that one says so.
struct Teller {
    told: Mutex<Sender<Told>>,
    ends: AtomicBool,
}

impl Watcher for Teller {
    fn ends(&self) -> bool {
        self.ends.load(Ordering::Relaxed)
    }

    fn epoch(&self, record: &EpochRecord, left: usize) {
        if let Ok(told) = self.told.lock() {
            // Nobody listens any more where the fit is being ended.
            let _ = told.send((record.clone(), left));
        }
    }
}

/// Fits in a thread of its own, while this one, which is the interpreter's, calls `progress` and looks at
/// signals.
fn follow(
    py: Python<'_>,
    fit: impl FnOnce(&Teller) -> Result<Fitted> + Send,
    progress: Option<&Bound<'_, PyAny>>,
) -> PyResult<Fitted> {
    let (sender, receiver) = channel();
    let teller = Teller { told: Mutex::new(sender), ends: AtomicBool::new(false) };
    let progress = progress.map(|progress| progress.clone().unbind());
    let (fitted, listened) = py.detach(move || {
        thread::scope(|scope| {
            let work = scope.spawn(|| fit(&teller));
            let listened = listen(&receiver, progress.as_ref(), || work.is_finished());
            teller.ends.store(true, Ordering::Relaxed);
            (work.join(), listened)
        })
    });
    listened?;
    match fitted {
        Ok(fitted) => fitted.map_err(raised),
        Err(_) => Err(raised(Error::bug("found a panic in a fit"))),
    }
}

/// Tells the interpreter of epochs until the fit is at its end.
///
/// # Errors
/// An exception of `progress`, or of a signal such as that of Ctrl-C.
fn listen(told: &Receiver<Told>, progress: Option<&Py<PyAny>>, is_finished: impl Fn() -> bool) -> PyResult<()> {
    let tell = |(record, left): Told| -> PyResult<()> {
        let Some(progress) = progress else { return Ok(()) };
        Python::attach(|py| progress.call1(py, (epoch(py, &record, left)?,)).map(drop))
    };
    loop {
        match told.recv_timeout(LOOK) {
            Ok(epoch) => tell(epoch)?,
            Err(RecvTimeoutError::Timeout) if !is_finished() => {}
            Err(_) => return told.try_iter().try_for_each(tell),
        }
        Python::attach(|py| py.check_signals())?;
    }
}

/// An epoch as a dictionary.
fn epoch<'py>(py: Python<'py>, record: &EpochRecord, left: usize) -> PyResult<Bound<'py, PyDict>> {
    let epoch = PyDict::new(py);
    epoch.set_item("epoch", record.epoch)?;
    epoch.set_item("epochs", record.epoch + left)?;
    epoch.set_item("train_log_prob", record.train_log_prob)?;
    epoch.set_item("validation_log_prob", record.validation_log_prob)?;
    epoch.set_item("gradient_norm", record.gradient_norm)?;
    epoch.set_item("learning_rate", record.learning_rate)?;
    epoch.set_item("seconds", record.seconds)?;
    Ok(epoch)
}
