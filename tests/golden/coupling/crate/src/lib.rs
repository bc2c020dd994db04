//! This crate holds the normalizing flow [`Coupled`].

mod layers;

pub use ::flow_runtime::ConditionalFlow;

/// A density of 3 numbers, given 2 numbers of context, with 68 parameters:
/// ```text
/// event [3]
/// context 2
/// base standard_normal
/// layers.0 coupling(conditioner = mlp(activation = relu, dropout = 0, hidden = [8]), split = halves, swap = false, transformer = affine(bound = 5, scale = exp))
/// ```
#[derive(::core::clone::Clone)]
pub struct Coupled<T: ::flow_runtime::Real = f32> {
    state: ::flow_runtime::__private::State<T>,
}

impl Coupled<f32> {
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

impl<T: ::flow_runtime::Real> Coupled<T> {
    /// The same flow in another number type.
    pub fn cast<U: ::flow_runtime::Real>(&self) -> Coupled<U> {
        ::flow_runtime::__private::cast(self)
    }
}

impl<T: ::flow_runtime::Real> ::core::fmt::Debug for Coupled<T> {
    fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
        ::flow_runtime::__private::describe(self, f)
    }
}

impl<T: ::flow_runtime::Real> ::flow_runtime::ConditionalFlow<T, 3, 2> for Coupled<T> {}
