//! This crate holds the normalizing flow [`Ring`].

mod layers;

pub use ::flow_runtime::Flow;

/// A density of 2 numbers, with 4 parameters:
/// ```text
/// event [2]
/// base standard_normal
/// layers.0 affine(bound = 5, scale = exp)
/// ```
#[derive(::core::clone::Clone)]
pub struct Ring<T: ::flow_runtime::Real = f32> {
    state: ::flow_runtime::__private::State<T>,
}

impl Ring<f32> {
    /// A flow whose parameters are drawn from a seed.
    pub fn new(seed: u64) -> Self {
        ::flow_runtime::__private::start(seed)
    }

    /// Reads a model file, as `save` writes it.
    ///
    /// # Errors
    /// Where the file cannot be read, is damaged, or holds another architecture.
    pub fn load(path: impl ::core::convert::AsRef<::std::path::Path>) -> ::flow_runtime::Result<Self> {
        ::flow_runtime::__private::load(path.as_ref())
    }

    /// Reads the bytes of a model file, as `to_bytes` gives them.
    ///
    /// # Errors
    /// Where they are damaged, or hold another architecture.
    pub fn from_bytes(bytes: &[u8]) -> ::flow_runtime::Result<Self> {
        ::flow_runtime::__private::from_bytes(bytes)
    }
}

impl<T: ::flow_runtime::Real> Ring<T> {
    /// The same flow in another number type.
    pub fn cast<U: ::flow_runtime::Real>(&self) -> Ring<U> {
        ::flow_runtime::__private::cast(self)
    }
}

impl<T: ::flow_runtime::Real> ::core::fmt::Debug for Ring<T> {
    fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
        ::flow_runtime::__private::describe(self, f)
    }
}

impl<T: ::flow_runtime::Real> ::flow_runtime::Flow<T, 2> for Ring<T> {}

impl<T: ::flow_runtime::Real> ::flow_runtime::rand::distr::Distribution<::flow_runtime::nalgebra::SVector<T, 2>>
    for Ring<T>
{
    fn sample<R: ::flow_runtime::rand::Rng + ?::core::marker::Sized>(
        &self, rng: &mut R,
    ) -> ::flow_runtime::nalgebra::SVector<T, 2> {
        ::flow_runtime::Flow::draw(self, rng)
    }
}
