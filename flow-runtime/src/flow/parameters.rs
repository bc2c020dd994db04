//! The methods that both public traits have: parameters, files and names.

use nalgebra::{Const, MatrixView};

use crate::engine::program::Program;
use crate::numeric::Real;

/// A parameter of a flow.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ParameterView<'a, T> {
    /// Its name, which follows the declaration: `layers.0.3.0.conditioner.0.weight`.
    pub name: &'a str,
    /// Its shape; a weight is `[out, in]`.
    pub shape: &'a [usize],
    /// Its numbers, row-major.
    pub values: &'a [T],
}

/// A parameter matrix where it lies: row-major, so a row's elements are neighbours.
pub type ParameterMatrix<'a, T, const OUT: usize, const IN: usize> =
    MatrixView<'a, T, Const<OUT>, Const<IN>, Const<IN>, Const<1>>;

/// All parameters of a flow by name.
pub fn parameters<T: Real, P: Program<T>>(flow: &P) -> impl Iterator<Item = ParameterView<'_, T>> {
    let state = flow.program_state();
    state.layout().named.iter().map(|named| ParameterView {
        name: &named.name,
        shape: &named.shape,
        values: &state.parameters()[named.range.clone()],
    })
}

/// A parameter of this name and shape as a matrix.
pub fn matrix<'a, T: Real, P: Program<T>, const OUT: usize, const IN: usize>(
    flow: &'a P,
    name: &str,
) -> Option<ParameterMatrix<'a, T, OUT, IN>> {
    let found = parameters(flow).find(|p| p.name == name && p.shape == [OUT, IN])?;
    Some(ParameterMatrix::from_slice_with_strides_generic(found.values, Const, Const, Const, Const))
}

/// The methods that do not depend on whether there is a context.
macro_rules! shared_methods {
    () => {
        /// All parameters by name, in the order of the store.
        fn parameters(&self) -> impl Iterator<Item = ParameterView<'_, T>> {
            parameters::parameters(self)
        }

        /// The parameter of this name.
        fn parameter(&self, name: &str) -> Option<ParameterView<'_, T>> {
            parameters::parameters(self).find(|parameter| parameter.name == name)
        }

        /// The parameter of this name as a matrix of `OUT` rows and `IN` columns; `None` where
        /// there is none of that shape.
        fn parameter_matrix<const OUT: usize, const IN: usize>(
            &self,
            name: &str,
        ) -> Option<ParameterMatrix<'_, T, OUT, IN>> {
            parameters::matrix(self, name)
        }

        /// The parameter of this name as a vector of `N` numbers; `None` where there is none of
        /// that shape.
        fn parameter_vector<const N: usize>(&self, name: &str) -> Option<SVectorView<'_, T, N>> {
            let found = parameters::parameters(self).find(|p| p.name == name && p.shape == [N])?;
            Some(SVectorView::from_slice(found.values))
        }

        /// Replaces all parameters, in the order of [`parameters`](Self::parameters).
        ///
        /// # Errors
        /// Where their number is another, or one is not finite; the flow is unchanged then.
        fn set_parameters(&mut self, parameters: &[T]) -> Result<()> {
            construct::set_parameters(self, parameters)
        }

        /// Writes parameters and statistics as safetensors; `load` of the same flow reads them, bit
        /// for bit.
        ///
        /// # Errors
        /// Refuses parameters that are not finite; otherwise when the file cannot be written.
        fn save(&self, path: impl AsRef<Path>) -> Result<()> {
            construct::save(self, path.as_ref())
        }

        /// The hash of the architecture, which a model file must match.
        fn architecture(&self) -> &'static str {
            self.program_description().architecture
        }
    };
}
pub(super) use shared_methods;
