//! Named tensors: the rows of a parameter table with their numbers.

use crate::numeric::Dtype;

/// One row of a flow's parameter table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParameterInfo {
    /// The name, which follows the declaration: `layers.0.3.conditioner.0.weight`.
    pub name: String,
    /// The shape, row-major; empty for one number.
    pub shape: Vec<usize>,
}

/// The numbers of a tensor, row-major.
#[derive(Clone, Debug, PartialEq)]
pub enum Values {
    /// 32-bit floats.
    F32(Vec<f32>),
    /// 64-bit floats.
    F64(Vec<f64>),
}

/// A named tensor.
#[derive(Clone, Debug, PartialEq)]
pub struct Tensor {
    /// Name and shape.
    pub info: ParameterInfo,
    /// The numbers, as many as the shape has.
    pub values: Values,
}

impl Values {
    /// Number of values.
    pub fn len(&self) -> usize {
        match self {
            Values::F32(values) => values.len(),
            Values::F64(values) => values.len(),
        }
    }

    /// True where there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// All values in f64, which holds every f32 exactly.
    pub fn to_f64(&self) -> Vec<f64> {
        match self {
            Values::F32(values) => values.iter().copied().map(f64::from).collect(),
            Values::F64(values) => values.clone(),
        }
    }

    /// All values in f32, rounded to nearest.
    pub fn to_f32(&self) -> Vec<f32> {
        match self {
            Values::F32(values) => values.clone(),
            Values::F64(values) => values.iter().map(|&value| value as f32).collect(),
        }
    }

    /// The type of the values.
    pub fn dtype(&self) -> Dtype {
        match self {
            Values::F32(_) => Dtype::F32,
            Values::F64(_) => Dtype::F64,
        }
    }

    /// Index and value of the first number that is not finite.
    pub(super) fn first_non_finite(&self) -> Option<(usize, f64)> {
        let find = |values: &mut dyn Iterator<Item = f64>| values.enumerate().find(|(_, value)| !value.is_finite());
        match self {
            Values::F32(values) => find(&mut values.iter().copied().map(f64::from)),
            Values::F64(values) => find(&mut values.iter().copied()),
        }
    }

    /// The bytes that a file holds.
    pub(super) fn little_endian(&self) -> Vec<u8> {
        match self {
            Values::F32(values) => values.iter().flat_map(|value| value.to_le_bytes()).collect(),
            Values::F64(values) => values.iter().flat_map(|value| value.to_le_bytes()).collect(),
        }
    }

    /// Gives the same bytes, some at a time.
    pub(super) fn each_little_endian(&self, mut to: impl FnMut(&[u8])) {
        const SOME: usize = 1024;
        match self {
            Values::F32(values) => values
                .chunks(SOME)
                .for_each(|some| to(&some.iter().flat_map(|value| value.to_le_bytes()).collect::<Vec<u8>>())),
            Values::F64(values) => values
                .chunks(SOME)
                .for_each(|some| to(&some.iter().flat_map(|value| value.to_le_bytes()).collect::<Vec<u8>>())),
        }
    }

    /// Values from the bytes of a file; `None` for other types than f32 and f64.
    pub(super) fn from_little_endian(dtype: safetensors::Dtype, bytes: &[u8]) -> Option<Self> {
        match dtype {
            safetensors::Dtype::F32 => {
                Some(Values::F32(bytes.as_chunks().0.iter().map(|&word| f32::from_le_bytes(word)).collect()))
            }
            safetensors::Dtype::F64 => {
                Some(Values::F64(bytes.as_chunks().0.iter().map(|&word| f64::from_le_bytes(word)).collect()))
            }
            _ => None,
        }
    }
}

impl ParameterInfo {
    pub(super) fn as_pair(&self) -> (&str, &[usize]) {
        (&self.name, &self.shape)
    }
}
