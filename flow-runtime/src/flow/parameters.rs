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

        /// The bytes of the file that [`save`](Self::save) writes, for an object store or
        /// `include_bytes!`.
        ///
        /// # Errors
        /// Refuses parameters that are not finite.
        fn to_bytes(&self) -> Result<Vec<u8>> {
            construct::to_checkpoint(self).to_bytes()
        }

        /// Reads a model file of this architecture in this number type, whichever it was saved in:
        /// `Name::<f64>::load(path)`.
        ///
        /// # Errors
        /// Where the file cannot be read, is damaged, or holds another architecture: then the first
        /// layer and setting that differ are named.
        fn load(path: impl AsRef<Path>) -> Result<Self> {
            construct::load(path.as_ref())
        }

        /// Reads the bytes of a model file, as [`load`](Self::load) does.
        ///
        /// # Errors
        /// Those of [`load`](Self::load).
        fn from_bytes(bytes: &[u8]) -> Result<Self> {
            construct::from_bytes(bytes)
        }

        /// The columns of the rows that the flow was fitted to: their names, where they have some, and
        /// the values that they can have. They are kept in model files.
        fn columns(&self) -> &Columns {
            &self.program_state().statistics.columns
        }

        /// Names the columns of events and contexts, for [`log_prob_named`](Self::log_prob_named) and
        /// for model files.
        ///
        /// # Errors
        /// Where their numbers are others than those of the flow's elements and of the numbers of its
        /// context, and where a name occurs twice.
        fn set_column_names(&mut self, event: &[&str], context: &[&str]) -> Result<()> {
            named::set_names(self, event, context)
        }

        /// Location and scale of each element, by which the flow standardises rows; `None` where it
        /// does not.
        fn standardization(&self) -> Option<&Standardize> {
            self.program_state().statistics.event.as_ref()
        }

        /// Location and scale of each number of the context; `None` where it is not standardised.
        fn context_standardization(&self) -> Option<&Standardize> {
            self.program_state().statistics.context.as_ref()
        }

        /// `log p` of a row whose values are found by the names of their columns, in any order:
        /// those of the event, and those of the context where there is one.
        ///
        /// # Errors
        /// Names the columns that are missing, unknown or given twice.
        fn log_prob_named(&self, row: &[(&str, f64)]) -> Result<T> {
            named::log_prob_named(self, row)
        }

        /// The hash of the architecture, which a model file must match. It is of the event, the
        /// context, the base and all layers with their settings; neither the name of the type nor the
        /// section `train` has a part in it.
        fn architecture(&self) -> &'static str {
            self.program_description().architecture
        }
    };
}
pub(super) use shared_methods;
