//! Arrays and tables of Python as rows of `f64`, and back.

use numpy::{Element, PyArray1, PyArrayDyn, PyArrayMethods, PyReadonlyArrayDyn, PyUntypedArray, PyUntypedArrayMethods};
use pyo3::prelude::*;
use pyo3::type_object::PyTypeInfo;

use super::errors::refused;

/// Rows of an array, and what is known of them.
pub struct Array {
    /// The numbers, the last dimension first in memory.
    pub values: Vec<f64>,
    /// The dimensions.
    pub shape: Vec<usize>,
    /// The names of the columns of a table; empty for an array.
    pub names: Vec<String>,
}

impl Array {
    /// The numbers of whatever NumPy makes an array of. Of a table with columns, as of pandas, the columns
    /// of these names, where it is known that they have such.
    ///
    /// # Errors
    /// It holds no numbers, or lacks columns.
    pub fn read(object: &Bound<'_, PyAny>, name: &str, columns: impl Fn() -> Vec<String>) -> PyResult<Self> {
        let is_plain = object.get_type().is(PyUntypedArray::type_object(object.py()));
        if let Some((values, shape)) = is_plain.then(|| numbers(object)).flatten() {
            return Ok(Array { values, shape, names: Vec::new() });
        }
        let (object, names) = table(object, name, &columns)?;
        // What is masked is missing, whatever number stands there.
        let object = match object.hasattr("filled")? {
            true => object.call_method1("astype", ("float64",))?.call_method1("filled", (f64::NAN,))?,
            false => object,
        };
        let array = object.py().import("numpy")?.call_method1("asarray", (&object,))?;
        let dtype = array.getattr("dtype")?;
        let kind: char = dtype.getattr("kind")?.extract()?;
        if !"fiub".contains(kind) {
            return Err(refused(format!("{name}: found an array of {dtype}, expected numbers")));
        }
        let array = array.call_method1("astype", ("float64",))?;
        let (values, shape) = numbers(&array).ok_or_else(|| refused(format!("{name}: expected an array")))?;
        Ok(Array { values, shape, names })
    }

    /// How many events of a shape there are; one alone is `None`.
    ///
    /// # Errors
    /// The array has another shape.
    pub fn rows(&self, event: &[usize], name: &str, what: &str) -> PyResult<Option<usize>> {
        match self.shape.as_slice() {
            shape if shape == event => Ok(None),
            [n, rest @ ..] if rest == event => Ok(Some(*n)),
            shape => {
                let found = shown(shape.iter().map(ToString::to_string));
                let whole = shown(std::iter::once("n".to_owned()).chain(event.iter().map(ToString::to_string)));
                Err(refused(format!("{name}: found an array of shape {found}, expected {whole} for {what}")))
            }
        }
    }
}

/// The numbers of an array of `float64` or `float32` in the order of its indices, and its shape.
fn numbers(object: &Bound<'_, PyAny>) -> Option<(Vec<f64>, Vec<usize>)> {
    if let Ok(array) = object.extract::<PyReadonlyArrayDyn<'_, f64>>() {
        return Some((in_order(&array, |x| x), array.shape().to_vec()));
    }
    let array = object.extract::<PyReadonlyArrayDyn<'_, f32>>().ok()?;
    Some((in_order(&array, f64::from), array.shape().to_vec()))
}

/// The numbers of an array in the order of its indices.
fn in_order<T: Element + Copy>(array: &PyReadonlyArrayDyn<'_, T>, wide: impl Fn(T) -> f64) -> Vec<f64> {
    match array.as_slice() {
        // A slice has the order of memory, which in Fortran's arrays is another one.
        Ok(values) if array.is_c_contiguous() => values.iter().map(|x| wide(*x)).collect(),
        _ => array.as_array().iter().map(|x| wide(*x)).collect(),
    }
}

/// The columns of these names of a table, with their names; anything else as it is.
fn table<'py>(
    object: &Bound<'py, PyAny>,
    name: &str,
    columns: &impl Fn() -> Vec<String>,
) -> PyResult<(Bound<'py, PyAny>, Vec<String>)> {
    let Ok(found) = object.getattr("columns") else { return Ok((object.clone(), Vec::new())) };
    let found: Vec<String> = found.try_iter()?.map(|name| Ok(name?.str()?.to_string())).collect::<PyResult<_>>()?;
    let columns = columns();
    if columns.is_empty() {
        return Ok((object.clone(), found));
    }
    let missing: Vec<&str> = columns.iter().filter(|name| !found.contains(name)).map(String::as_str).collect();
    if !missing.is_empty() {
        let (missing, known) = (listed(&missing), listed(&found));
        return Err(refused(format!("{name}: there is no column {missing}, expected it among {known}")));
    }
    Ok((object.get_item(&columns)?, columns))
}

fn listed(names: &[impl AsRef<str>]) -> String {
    flow_runtime::error::listed(names.iter().map(AsRef::as_ref))
}

fn shown(sizes: impl Iterator<Item = String>) -> String {
    format!("[{}]", sizes.collect::<Vec<_>>().join(", "))
}

/// Numbers as an array of this shape.
///
/// # Errors
/// As NumPy has them.
pub fn array<'py>(py: Python<'py>, values: Vec<f64>, shape: &[usize]) -> PyResult<Bound<'py, PyArrayDyn<f64>>> {
    PyArray1::from_vec(py, values).reshape(shape)
}
