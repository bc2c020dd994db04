//! Points of a known size, however a program holds them: what fits and batches take.

use std::fmt;

use nalgebra::{Const, Dyn, OMatrix};
use pulp::bytemuck;

use crate::error::{Error, Result};
use crate::numeric::Real;

/// Many points of `D` numbers, as `f32` or `f64`, whatever the type of the flow is.
///
/// | a program has | and gives |
/// |---|---|
/// | `Vec<[f64; D]>`, `[[f32; D]; N]` | `&points`, or a slice of them |
/// | an iterator of `[f64; D]` | the iterator |
/// | `OMatrix<f64, Const<D>, Dyn>` | `&matrix`, whose columns are the points |
/// | numbers row after row, as they come from a file | [`&Points::<f64, D>::of_rows(numbers)?`](Points::of_rows) |
/// | a view of ndarray, with the feature `ndarray` | `&Points::<f64, D>::try_from(view)?`, whose rows are the points |
///
/// `By` tells references from iterators; it follows from the type, and is never written.
///
/// ```
/// use flow_runtime::{FitOptions, Flow, flow};
///
/// flow! {
///     pub struct Line<2> { layers: [affine] }
/// }
///
/// let points: Vec<[f64; 2]> = (0..200).map(|k| [f64::from(k).sin(), f64::from(k).cos()]).collect();
/// let mut line = Line::new(1);
/// line.fit(&points, &FitOptions { epochs: 2, ..Default::default() })?;
/// assert_eq!(line.log_prob_batch(&points[..10]), line.log_prob_batch(points.iter().copied().take(10)));
/// # Ok::<(), flow_runtime::Error>(())
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no batch of points of {D} numbers",
    label = "expected `&[[f32; {D}]]`, `&[[f64; {D}]]`, an iterator of such arrays, or `&OMatrix<_, Const<{D}>, Dyn>`",
    note = "`flow_runtime::Points` makes points of flat numbers and of views of ndarray"
)]
pub trait Batch<const D: usize, By = Reference>: Sized {
    /// Calls `f` with the numbers, point after point, in the type asked for. They are copied only where
    /// they are not of that type already.
    fn with_numbers<T: Real, R>(self, f: impl FnOnce(&[T]) -> R) -> R;
}

/// How a [`Batch`] is given that is a reference to points in memory.
#[derive(Clone, Copy, Debug)]
pub enum Reference {}

/// How a [`Batch`] is given that is an iterator.
#[derive(Clone, Copy, Debug)]
pub enum Iterated {}

/// Numbers in another type, which are lent where they are of that type.
fn with_type<N: Real, T: Real, R>(numbers: &[N], f: impl FnOnce(&[T]) -> R) -> R {
    match bytemuck::try_cast_slice(numbers) {
        Ok(same) if N::NAME == T::NAME => f(same),
        _ => f(&numbers.iter().map(|x| T::from_f64(x.to_f64())).collect::<Vec<T>>()),
    }
}

impl<N: Real, const D: usize> Batch<D> for &[[N; D]] {
    fn with_numbers<T: Real, R>(self, f: impl FnOnce(&[T]) -> R) -> R {
        with_type(self.as_flattened(), f)
    }
}

impl<N: Real, const D: usize, const M: usize> Batch<D> for &[[N; D]; M] {
    fn with_numbers<T: Real, R>(self, f: impl FnOnce(&[T]) -> R) -> R {
        self.as_slice().with_numbers(f)
    }
}

impl<N: Real, const D: usize> Batch<D> for &Vec<[N; D]> {
    fn with_numbers<T: Real, R>(self, f: impl FnOnce(&[T]) -> R) -> R {
        self.as_slice().with_numbers(f)
    }
}

impl<N: Real, const D: usize> Batch<D> for &OMatrix<N, Const<D>, Dyn> {
    fn with_numbers<T: Real, R>(self, f: impl FnOnce(&[T]) -> R) -> R {
        with_type(self.as_slice(), f)
    }
}

impl<N: Real, const D: usize> Batch<D> for &Points<N, D> {
    fn with_numbers<T: Real, R>(self, f: impl FnOnce(&[T]) -> R) -> R {
        self.points.with_numbers(f)
    }
}

impl<N: Real, const D: usize, I: IntoIterator<Item = [N; D]>> Batch<D, Iterated> for I
where
    I: Iterator,
{
    fn with_numbers<T: Real, R>(self, f: impl FnOnce(&[T]) -> R) -> R {
        let numbers: Vec<T> = self.into_iter().flatten().map(|x| T::from_f64(x.to_f64())).collect();
        f(&numbers)
    }
}

/// Points of `D` numbers that were checked to be such.
///
/// ```
/// use flow_runtime::Points;
///
/// assert_eq!(Points::<f64, 2>::of_rows(vec![1.0, 2.0, 3.0, 4.0])?.as_slice(), [[1.0, 2.0], [3.0, 4.0]]);
/// assert!(Points::<f64, 2>::of_rows(vec![1.0, 2.0, 3.0]).is_err());
/// # Ok::<(), flow_runtime::Error>(())
/// ```
#[derive(Clone, PartialEq)]
pub struct Points<N, const D: usize> {
    points: Vec<[N; D]>,
}

impl<N: Real, const D: usize> Points<N, D> {
    /// Points whose numbers lie one after another, row after row.
    ///
    /// # Errors
    /// Where the last one is not whole.
    pub fn of_rows(numbers: impl AsRef<[N]>) -> Result<Self> {
        let (points, rest) = numbers.as_ref().as_chunks::<D>();
        if !rest.is_empty() {
            let message = format!("found {} numbers, expected whole rows of {D}", numbers.as_ref().len());
            return Err(Error::input(message));
        }
        Ok(Points { points: points.to_vec() })
    }

    /// The points.
    pub fn as_slice(&self) -> &[[N; D]] {
        &self.points
    }
}

impl<N: Real, const D: usize> fmt::Debug for Points<N, D> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} points of {D} numbers", self.points.len())
    }
}

#[cfg(feature = "ndarray")]
impl<N: Real, const D: usize> TryFrom<ndarray::ArrayView2<'_, N>> for Points<N, D> {
    type Error = Error;

    fn try_from(view: ndarray::ArrayView2<'_, N>) -> Result<Self> {
        if view.ncols() != D {
            let message = format!("found an array of {:?}, expected {D} columns", view.shape());
            return Err(Error::input(message).help("a row of the array is a point"));
        }
        let point = |row: ndarray::ArrayView1<'_, N>| std::array::from_fn(|k| row[k]);
        Ok(Points { points: view.rows().into_iter().map(point).collect() })
    }
}
