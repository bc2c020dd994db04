//! The class `Model`.

use std::path::{Path, PathBuf};

use flow_program::{Arrays, Dtype};
use flow_run::Trained;
use numpy::PyArrayDyn;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyFloat, PyTuple};

use super::arrays::{Array, array};
use super::errors::{raised, refused};
use super::spec::Source;

/// A trained density. It may be used by several threads at once.
#[pyclass(frozen, module = "flow")]
pub struct Model {
    pub trained: Trained,
}

/// Opens the folder of a run, or a model file.
///
/// A model file that a Rust program saved holds no declaration, so that `spec` has to tell it.
#[pyfunction]
#[pyo3(signature = (path, spec = None))]
pub fn load(py: Python<'_>, path: PathBuf, spec: Option<&Bound<'_, PyAny>>) -> PyResult<Model> {
    let trained = match spec {
        None => py.detach(|| Trained::open(&path)),
        Some(spec) => {
            let spec = Source::of(spec)?;
            py.detach(|| Trained::read(&model_file(&path), &spec.declaration(&[])?))
        }
    };
    Ok(Model { trained: trained.map_err(raised)? })
}

/// The model file of a folder, or the file itself.
fn model_file(path: &Path) -> PathBuf {
    if path.is_dir() { path.join(flow_run::MODEL) } else { path.to_owned() }
}

#[pymethods]
impl Model {
    /// The name of the flow.
    #[getter]
    fn name(&self) -> &'static str {
        self.trained.description().name
    }

    /// The shape of an event: `(D,)`, or `(channels, height, width)`.
    #[getter]
    fn event_shape<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        PyTuple::new(py, self.event())
    }

    /// How many numbers an event has.
    #[getter]
    fn dim(&self) -> usize {
        self.trained.description().size()
    }

    /// How many columns a context has; 0 without one.
    #[getter]
    fn context_dim(&self) -> usize {
        self.trained.context_columns()
    }

    /// The names of the columns of events; empty where they have none.
    #[getter]
    fn columns(&self) -> Vec<String> {
        self.trained.columns().event_names()
    }

    /// The names of the columns of contexts; empty where they have none.
    #[getter]
    fn context_columns(&self) -> Vec<String> {
        self.trained.columns().context_names()
    }

    /// The type of the numbers that the model computes in; arrays that it returns are of float64.
    #[getter]
    fn dtype(&self) -> &'static str {
        match self.trained.dtype() {
            Dtype::F32 => "float32",
            Dtype::F64 => "float64",
        }
    }

    /// The declaration in YAML.
    #[getter]
    fn spec(&self) -> &str {
        self.trained.spec()
    }

    /// The training curves, an array for each column of `history.csv`; None where they are not known.
    #[getter]
    fn history<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyDict>>> {
        let Some(text) = self.trained.history() else { return Ok(None) };
        let curves = PyDict::new(py);
        let mut lines = text.lines().map(|line| line.split(',').collect::<Vec<_>>());
        let names = lines.next().unwrap_or_default();
        let rows: Vec<Vec<&str>> = lines.collect();
        for (k, name) in names.into_iter().enumerate() {
            let number = |row: &Vec<&str>| row.get(k).and_then(|field| field.parse().ok()).unwrap_or(f64::NAN);
            curves.set_item(name, array(py, rows.iter().map(number).collect(), &[rows.len()])?)?;
        }
        Ok(Some(curves))
    }

    /// The log-density of each row of `x`, in nats, as `flow score` gives it.
    ///
    /// `x` is `[n, *event_shape]`, for an array of n log-densities, or one event, for a float. `context` has
    /// a row for each event, or one for all. A table with columns, as of pandas, is read by the names of the
    /// columns where the model knows such. Values that are NaN or infinite are refused.
    #[pyo3(signature = (x, context = None))]
    fn log_prob<'py>(&self, x: &Bound<'py, PyAny>, context: Option<&Bound<'py, PyAny>>) -> PyResult<Bound<'py, PyAny>> {
        let py = x.py();
        let x = Array::read(x, "x", || self.columns())?;
        let rows = x.rows(self.event(), "x", "events")?;
        let arrays = Arrays { events: x.values, contexts: self.contexts(context)? };
        let log_prob = py.detach(|| self.trained.log_prob(arrays)).map_err(raised)?;
        Ok(match (rows, log_prob.as_slice()) {
            (None, [log_prob]) => PyFloat::new(py, *log_prob).into_any(),
            _ => {
                let n = log_prob.len();
                array(py, log_prob, &[n])?.into_any()
            }
        })
    }

    /// Draws `[n, *event_shape]`, the rows of `flow sample`: equal seeds give equal rows, and fewer are the
    /// first of more. `context` has a row for each event, or one for all.
    #[pyo3(signature = (n, seed = 0, context = None))]
    fn sample<'py>(
        &self,
        py: Python<'py>,
        n: usize,
        seed: u64,
        context: Option<&Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyArrayDyn<f64>>> {
        if n.checked_mul(self.dim()).is_none_or(|numbers| numbers > isize::MAX as usize / size_of::<f64>()) {
            return Err(refused(format!("found {n} for `n`, which are more rows than memory holds")));
        }
        let contexts = self.contexts(context)?;
        if Vec::<f64>::new().try_reserve_exact(n * self.dim()).is_err() {
            return Err(refused(format!("found {n} for `n`, which are more rows than memory holds")));
        }
        let samples = py.detach(|| self.trained.sample(n, contexts, seed)).map_err(raised)?;
        array(py, samples, &[&[n], self.event()].concat())
    }

    /// Writes a model file where the name ends in `.safetensors`, which holds the declaration too; else a
    /// folder that the command `flow` works on.
    fn save(&self, py: Python<'_>, path: PathBuf) -> PyResult<()> {
        py.detach(|| self.trained.save(&path)).map_err(raised)
    }

    fn __repr__(&self) -> String {
        let context = match self.context_dim() {
            0 => String::new(),
            columns => format!(", context_dim={columns}"),
        };
        format!("<flow.Model {}: event_shape={:?}{context}, dtype={}>", self.name(), self.event(), self.dtype())
    }
}

impl Model {
    fn event(&self) -> &'static [usize] {
        self.trained.description().event
    }

    /// The rows of contexts; empty without such.
    fn contexts(&self, context: Option<&Bound<'_, PyAny>>) -> PyResult<Vec<f64>> {
        let Some(context) = context else { return Ok(Vec::new()) };
        let context = Array::read(context, "context", || self.context_columns())?;
        if self.context_dim() > 0 {
            context.rows(&[self.context_dim()], "context", "contexts")?;
        }
        Ok(context.values)
    }
}
