//! The file of a peer: its tensors by name, and what became of each.
//!
//! The numbers of a `state_dict()` come as they are, buffers such as masks and orders included. All of them
//! fit into `f64` exactly but for whole numbers beyond 2⁵³, which no order has.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use flow_runtime::{Error, Result};
use safetensors::{Dtype, SafeTensors};

/// The rows that a user's snippet adds for the comparison, and what the peer makes of them.
pub const CHECK: &str = "check.";

/// What became of a mask.
pub const MASK: &str = "which weights count";

/// One tensor in `f64`.
pub struct Tensor {
    pub shape: Vec<usize>,
    pub values: Vec<f64>,
}

/// All tensors of a file.
pub struct Tensors {
    all: BTreeMap<String, Tensor>,
    /// What became of a tensor, in the order in which it was told.
    notes: BTreeMap<String, Vec<String>>,
}

impl Tensors {
    /// Reads a file that `safetensors` wrote.
    ///
    /// # Errors
    /// It cannot be read, is no such file, or holds numbers of half precision.
    pub fn read(file: &Path) -> Result<Self> {
        let bytes = fs::read(file).map_err(|error| Error::io(file, "read", &error))?;
        let at = |error: Error| error.at(file.display());
        let broken = |error: safetensors::SafeTensorError| {
            Error::input(format!("found no file of tensors: {error}")).help(SAVE).at(file.display())
        };
        let tensors = SafeTensors::deserialize(&bytes).map_err(broken)?;
        let mut all = BTreeMap::new();
        for (name, view) in tensors.iter() {
            let values = values(name, view.dtype(), view.data()).map_err(at)?;
            all.insert(name.to_owned(), Tensor { shape: view.shape().to_vec(), values });
        }
        if all.keys().all(|name| name.starts_with(CHECK)) {
            return Err(at(Error::input("found no tensor of a model").help(SAVE)));
        }
        Ok(Tensors { all, notes: BTreeMap::new() })
    }

    /// True if there is a tensor of this name.
    pub fn has(&self, name: &str) -> bool {
        self.all.contains_key(name)
    }

    /// True if there is a tensor whose name starts like this.
    pub fn has_below(&self, prefix: &str) -> bool {
        self.names_below(prefix).next().is_some()
    }

    fn names_below<'t>(&'t self, prefix: &'t str) -> impl Iterator<Item = &'t str> {
        let behind = self.all.range(prefix.to_owned()..);
        behind.map(|(name, _)| name.as_str()).take_while(move |name| name.starts_with(prefix))
    }

    /// The numbers that stand behind `prefix` in names such as `flows.12.s`, ascending.
    pub fn numbers_below(&self, prefix: &str) -> Vec<usize> {
        let number = |name: &str| name.get(prefix.len()..)?.split('.').next()?.parse().ok();
        self.names_below(prefix).filter_map(number).collect::<BTreeSet<usize>>().into_iter().collect()
    }

    /// The tensor of this name.
    ///
    /// # Errors
    /// There is none.
    pub fn get(&self, name: &str) -> Result<&Tensor> {
        let missing = || {
            Error::input(format!("the tensor `{name}` is missing"))
                .help("save the whole `state_dict()` of the model, buffers included")
        };
        self.all.get(name).ok_or_else(missing)
    }

    /// The tensor of this name, of so many numbers, whatever axes of length 1 it has.
    ///
    /// # Errors
    /// There is none, or it has another shape.
    pub fn vector(&self, name: &str, len: usize) -> Result<Vec<f64>> {
        let tensor = self.get(name)?;
        let long: Vec<usize> = tensor.shape.iter().copied().filter(|extent| *extent != 1).collect();
        if tensor.values.len() != len || long.len() > 1 {
            return Err(wrong_shape(name, &tensor.shape, &[len]));
        }
        Ok(tensor.values.clone())
    }

    /// The numbers of a matrix, and its two extents.
    ///
    /// # Errors
    /// There is no such tensor, or it is no matrix.
    pub fn matrix(&self, name: &str) -> Result<(Vec<f64>, [usize; 2])> {
        let tensor = self.get(name)?;
        match tensor.shape[..] {
            [rows, columns] => Ok((tensor.values.clone(), [rows, columns])),
            _ => Err(Error::input(format!("`{name}` has the shape {:?}, expected a matrix", tensor.shape))),
        }
    }

    /// The tensor of this name as an order of so many elements.
    ///
    /// # Errors
    /// There is none, it has another shape, or is no order.
    pub fn order(&self, name: &str, len: usize) -> Result<Vec<usize>> {
        let order: Vec<usize> = self.vector(name, len)?.iter().map(|x| *x as usize).collect();
        let mut sorted = order.clone();
        sorted.sort_unstable();
        if sorted.into_iter().eq(0..len) {
            return Ok(order);
        }
        Err(Error::input(format!("`{name}` is no order of {len} elements, found {order:?}"))
            .help(format!("each number from 0 to {} stands in it once", len.saturating_sub(1))))
    }

    /// Says what became of a tensor.
    pub fn note(&mut self, name: &str, note: impl Into<String>) {
        self.notes.entry(name.to_owned()).or_default().push(note.into());
    }

    /// True if this became of some tensor.
    pub fn is_noted(&self, note: &str) -> bool {
        self.notes.values().flatten().any(|own| own == note)
    }

    /// The tensors of which nobody has said what became of them.
    pub fn unused(&self) -> Vec<(&str, &[usize])> {
        let unused = self.all.iter().filter(|(name, _)| !self.notes.contains_key(*name) && !name.starts_with(CHECK));
        unused.map(|(name, tensor)| (name.as_str(), tensor.shape.as_slice())).collect()
    }

    /// One line a tensor: what became of it.
    pub fn report(&self) -> String {
        let mut lines: Vec<(&str, String)> = Vec::new();
        for (name, notes) in &self.notes {
            let Some(tensor) = self.all.get(name) else { continue };
            lines.push((name, format!("  {name} {:?} → {}\n", tensor.shape, notes.join("; "))));
        }
        // Layer 10 stands behind layer 9.
        lines.sort_by_key(|(name, _)| natural(name));
        lines.into_iter().map(|(_, line)| line).collect()
    }
}

/// A way to a file that can be read.
const SAVE: &str =
    "write it by `safetensors.torch.save_file(model.state_dict(), \"FILE.safetensors\")`, as docs/import.md shows";

/// A tensor that has another shape than it must have.
pub fn wrong_shape(name: &str, found: &[usize], expected: &[usize]) -> Error {
    Error::input(format!("`{name}` has the shape {found:?}, expected {expected:?}"))
        .help("the specification must say the architecture of the file: its event, widths and bins")
}

/// A name by its parts, numbers as such.
fn natural(name: &str) -> Vec<(Option<u64>, &str)> {
    name.split('.').map(|part| (part.parse().ok(), part)).collect()
}

/// The numbers of a tensor, little endian as the format has them.
fn values(name: &str, dtype: Dtype, data: &[u8]) -> Result<Vec<f64>> {
    fn each<const N: usize>(data: &[u8], of: fn([u8; N]) -> f64) -> Vec<f64> {
        data.as_chunks().0.iter().map(|bytes| of(*bytes)).collect()
    }
    Ok(match dtype {
        Dtype::F64 => each(data, f64::from_le_bytes),
        Dtype::F32 => each(data, |bytes| f32::from_le_bytes(bytes).into()),
        Dtype::I64 => each(data, |bytes| i64::from_le_bytes(bytes) as f64),
        Dtype::I32 => each(data, |bytes| i32::from_le_bytes(bytes).into()),
        Dtype::I16 => each(data, |bytes| i16::from_le_bytes(bytes).into()),
        Dtype::I8 => each(data, |bytes| i8::from_le_bytes(bytes).into()),
        Dtype::U8 | Dtype::BOOL => each(data, |[byte]| byte.into()),
        other => {
            return Err(Error::input(format!("`{name}` holds numbers of the type {other}, expected F32 or F64"))
                .help("save the numbers of `model.float().state_dict()`"));
        }
    })
}
