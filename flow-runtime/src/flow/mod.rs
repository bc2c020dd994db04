//! Flows as users see them: [`Flow`] and [`ConditionalFlow`], with nalgebra's vectors and matrices.
//!
//! A column of a matrix is a sample. nalgebra stores columns one after another, which is what
//! [`rows`] calls rows, so matrices are passed on without a copy. The traits have provided methods
//! only; the compiler implements [`Program`] and names the dimensions.

#[cfg(feature = "train")]
mod check;
mod conditional;
#[cfg(feature = "train")]
mod declared;
mod density;
#[cfg(test)]
#[path = "../../tests/support/flows.rs"]
pub(crate) mod examples;
pub mod foreign;
mod named;
mod parameters;
#[cfg(test)]
mod tests;

use std::path::Path;

use nalgebra::{Const, DVector, Dyn, OMatrix, SVector, SVectorView};

use crate::engine::batch::{self, Rows, Units, What};
use crate::engine::completion::Completion;
use crate::engine::construct;
#[cfg(feature = "train")]
use crate::engine::program::Targeted;
use crate::engine::program::{Emitted, Program, Reparameterized};
use crate::engine::temperature::Draw;
use crate::engine::vjp::{self, At};
#[cfg(feature = "train")]
use crate::engine::workers::Workers;
use crate::error::Result;
#[cfg(feature = "train")]
use crate::fit::{
    self, Data, Declared, Drawn, Feed, FitOptions, FitReport, Importance, OfEvents, ReverseKl, ReverseKlReport, Target,
};
use crate::model::{Columns, Standardize};
use crate::numeric::Real;
use crate::points::Batch;
use parameters::shared_methods;

pub(crate) use crate::engine::rows;
#[cfg(feature = "train")]
pub use check::check_laws;
pub use conditional::{ConditionalFlow, Conditioned};
pub use density::Density;
pub use parameters::{ParameterMatrix, ParameterView};

/// A density of `D` numbers.
///
/// # In a service
///
/// * A flow is `Send`, `Sync` and `Clone`: one in an `Arc` serves all threads, and another takes its
///   place where the `Arc` is replaced.
/// * [`log_prob`](Self::log_prob), [`inverse`](Self::inverse), [`forward`](Self::forward) and
///   [`log_prob_with_gradient`](Self::log_prob_with_gradient) of one point neither allocate nor block
///   nor start threads, but for the first call on a thread, which takes the working memory that later
///   ones use. Batches of more than 256 rows are shared among the threads of rayon's pool, with the feature `threads`.
/// * A point that is infinite, or so far away that numbers overflow, has the log-density −∞; NaN comes
///   of NaN alone.
/// * Methods panic for no input; what may be wrong when the program runs is a [`Result`].
///
/// ```
/// use flow_runtime::nalgebra::Vector2;
/// use flow_runtime::{Flow, flow};
///
/// flow! {
///     pub struct Line<2> { layers: [affine] }
/// }
///
/// let mut line = Line::new(1);
/// // An untrained affine layer is the identity, and the base is standard normal: log p(0) = −log 2π.
/// assert!((line.log_prob(&Vector2::new(0.0, 0.0)) + 1.8378771).abs() < 1e-6);
/// let samples = line.sample(100, 7);
/// line.fit(&samples, &flow_runtime::FitOptions { epochs: 2, ..Default::default() })?;
/// assert_eq!(line.parameter("layers.0.shift").map(|p| p.shape), Some(&[2][..]));
/// # Ok::<(), flow_runtime::Error>(())
/// ```
pub trait Flow<T: Real, const D: usize>: Emitted<T> {
    /// `log p(x) = log p(z) + ladj`, with z and ladj of [`inverse`](Self::inverse). In nats.
    fn log_prob(&self, x: &SVector<T, D>) -> T {
        let mut log_prob = [T::ZERO];
        batch::run(self, What::LogProb, Rows::of_data(x.as_slice(), &[]), &mut [], &mut log_prob);
        log_prob[0]
    }

    /// `log p` of each point of a [`Batch`](crate::points::Batch); on all cores.
    fn log_prob_batch<By>(&self, x: impl Batch<D, By>) -> DVector<T> {
        DVector::from_vec(x.with_numbers(|x| rows::log_prob(self, Rows::of_data(x, &[]))))
    }

    /// `x → z`, with `ladj = log |det ∂z/∂x|`.
    fn inverse(&self, x: &SVector<T, D>) -> (SVector<T, D>, T) {
        one(self, What::Inverse, x, &[])
    }

    /// `z → x`, with `ladj = log |det ∂x/∂z|`.
    fn forward(&self, z: &SVector<T, D>) -> (SVector<T, D>, T) {
        one(self, What::Forward, z, &[])
    }

    /// [`inverse`](Self::inverse) of each point, one a column.
    fn inverse_batch<By>(&self, x: impl Batch<D, By>) -> (OMatrix<T, Const<D>, Dyn>, DVector<T>) {
        columns(x.with_numbers(|x| rows::apply(self, What::Inverse, Rows::of_data(x, &[]))))
    }

    /// [`forward`](Self::forward) of each point, one a column.
    fn forward_batch<By>(&self, z: impl Batch<D, By>) -> (OMatrix<T, Const<D>, Dyn>, DVector<T>) {
        columns(z.with_numbers(|z| rows::apply(self, What::Forward, Rows::of_data(z, &[]))))
    }

    /// `n` samples, one a column. Column k depends on the seed and k alone: fewer samples are the
    /// first of more.
    fn sample(&self, n: usize, seed: u64) -> OMatrix<T, Const<D>, Dyn> {
        self.sample_with_log_prob(n, seed).0
    }

    /// The same samples as [`sample`](Self::sample), and `log p` of each.
    fn sample_with_log_prob(&self, n: usize, seed: u64) -> (OMatrix<T, Const<D>, Dyn>, DVector<T>) {
        columns(rows::sample(self, 0, n, &[], Units::Data, seed))
    }

    /// Samples at a temperature T: the draws of [`sample`](Self::sample), but with the deviations of the
    /// base from its location multiplied by T. Below 1 samples come nearer to what the mode of the base
    /// becomes, which all are at 0, and differ less.
    ///
    /// # Errors
    /// For a temperature that is negative or not finite, and one other than 1 of a base without one
    /// location: uniform numbers, angles and mixtures.
    fn sample_at_temperature(&self, n: usize, seed: u64, temperature: f64) -> Result<OMatrix<T, Const<D>, Dyn>> {
        let draw = Draw::at_temperature(seed, temperature, self.program_member().base.sampler)?;
        Ok(columns(rows::sample(self, 0, n, &[], Units::Data, draw)).0)
    }

    /// The way from one event to another along their latent values: events in `steps` steps, one a column,
    /// of which the first and the last are what both ends become there and back. The latent values of a
    /// normal base lie on an arc, `z(t) = r(t) u(t)`, on which the length `r` changes linearly and the
    /// direction `u` goes along the great circle: so they stay where draws lie. Those of other bases lie
    /// on a line.
    ///
    /// # Errors
    /// For fewer than two steps, and an end of density 0, which has no latent value.
    fn interpolate(&self, from: &SVector<T, D>, to: &SVector<T, D>, steps: usize) -> Result<OMatrix<T, Const<D>, Dyn>> {
        Ok(columns(between(self, [from.as_slice(), to.as_slice()], &[], steps)?).0)
    }

    /// An event of whole numbers whose first `known` positions, row by row of a grid and with all their
    /// channels, are those of `x`: the others are drawn given these. What `x` holds there may be anything.
    ///
    /// # Errors
    /// For a flow that does not draw its elements one after another, as the base `autoregressive` does,
    /// more positions than there are, and known elements that no event has.
    fn complete(&self, x: &SVector<T, D>, known: usize, seed: u64) -> Result<SVector<T, D>> {
        completed(self, x.as_slice(), &[], known, seed)
    }

    /// One sample, for rand's `Distribution`: the generator gives the seed.
    fn draw<R: rand::Rng + ?Sized>(&self, rng: &mut R) -> SVector<T, D> {
        let mut z = SVector::<T, D>::repeat(T::ZERO);
        rows::draw_base(self, rng.next_u64(), 0, z.as_mut_slice());
        self.forward(&z).0
    }

    /// `log p(x)`, its gradient by x, and its gradient by the parameters in the order of
    /// [`parameters`](Self::parameters).
    #[cfg(feature = "train")]
    fn log_prob_and_grad(&self, x: &SVector<T, D>) -> (T, SVector<T, D>, DVector<T>) {
        let g = rows::log_prob_and_grad(self, x.as_slice(), &[]);
        (g.log_prob[0], SVector::from_column_slice(&g.event), DVector::from_vec(g.parameters))
    }

    /// `log p` of each point, its gradient by that point, one a column, and the gradient of their sum by
    /// the parameters.
    #[cfg(feature = "train")]
    fn log_prob_and_grad_batch<By>(&self, x: impl Batch<D, By>) -> (DVector<T>, OMatrix<T, Const<D>, Dyn>, DVector<T>) {
        let g = x.with_numbers(|x| rows::log_prob_and_grad(self, x, &[]));
        let (event, log_prob) = columns((g.event, g.log_prob));
        (log_prob, event, DVector::from_vec(g.parameters))
    }

    /// `log p(x)` and its gradient by x, without allocating.
    fn log_prob_with_gradient(&self, x: &SVector<T, D>) -> (T, SVector<T, D>) {
        let mut gradient = SVector::<T, D>::repeat(T::ZERO);
        let at = At { value: x.as_slice(), context: &[] };
        (vjp::log_prob(self, at, gradient.as_mut_slice()), gradient)
    }

    /// [`forward`](Self::forward) and its vector-Jacobian product in one call, without allocating.
    /// `turn` is told x and the log-determinant and gives cotangents of both; the result is `(x,
    /// ladj, x̄ᵀ ∂x/∂z + l̄ ∂ ladj/∂z)`.
    ///
    /// With `turn` the density that a sampler is after, this is the density in the latent space and
    /// its gradient:
    ///
    /// ```
    /// use flow_runtime::nalgebra::Vector2;
    /// use flow_runtime::{Flow, flow};
    ///
    /// flow! {
    ///     pub struct Line<2> { layers: [affine] }
    /// }
    ///
    /// let line = Line::new(1).cast::<f64>();
    /// let target = |x: &Vector2<f64>| (-0.5 * x.norm_squared(), -x);
    /// let mut log_prob = 0.0;
    /// let (x, ladj, gradient) = line.forward_with_vjp(&Vector2::new(0.5, -1.0), |x, _| {
    ///     let (value, gradient) = target(x);
    ///     log_prob = value;
    ///     (gradient, 1.0)
    /// });
    /// // An untrained affine layer is the identity.
    /// assert_eq!((x, log_prob + ladj, gradient), (Vector2::new(0.5, -1.0), -0.625, Vector2::new(-0.5, 1.0)));
    /// ```
    fn forward_with_vjp(
        &self,
        z: &SVector<T, D>,
        turn: impl FnOnce(&SVector<T, D>, T) -> (SVector<T, D>, T),
    ) -> (SVector<T, D>, T, SVector<T, D>)
    where
        Self: Reparameterized<T>,
    {
        let at = At { value: z.as_slice(), context: &[] };
        there_and_back(turn, |x, cotangent, turn| vjp::forward(self, at, x, cotangent, turn))
    }

    /// Does the same for [`inverse`](Self::inverse): `(z, ladj, z̄ᵀ ∂z/∂x + l̄ ∂ ladj/∂x)`.
    fn inverse_with_vjp(
        &self,
        x: &SVector<T, D>,
        turn: impl FnOnce(&SVector<T, D>, T) -> (SVector<T, D>, T),
    ) -> (SVector<T, D>, T, SVector<T, D>) {
        let at = At { value: x.as_slice(), context: &[] };
        there_and_back(turn, |z, cotangent, turn| vjp::inverse(self, at, z, cotangent, turn))
    }

    /// Fits the parameters to the points of a [`Batch`](crate::points::Batch) by maximum likelihood. The
    /// same options give the same bits on any number of threads.
    ///
    /// # Errors
    /// For options out of their range; for a loss that is not finite, with the last good parameters
    /// restored.
    #[cfg(feature = "train")]
    fn fit<By>(&mut self, x: impl Batch<D, By>, options: &FitOptions) -> Result<FitReport> {
        self.fit_observed(x, options, |_| fit::Control::Continue)
    }

    /// [`fit`](Self::fit), which tells `observer` where it stands after each step and each epoch.
    ///
    /// ```
    /// use flow_runtime::fit::{Control, Validation};
    /// use flow_runtime::{FitOptions, Flow, flow};
    ///
    /// flow! {
    ///     pub struct Line<2> { layers: [affine] }
    /// }
    ///
    /// let points: Vec<[f64; 2]> = (0..200).map(|k| [f64::from(k).sin(), f64::from(k).cos()]).collect();
    /// let options = FitOptions { epochs: 20, validation: Validation::Fraction(0.2), ..Default::default() };
    /// let mut told = Vec::new();
    /// let report = Line::new(1).fit_observed(&points, &options, |progress| {
    ///     let Some(finished) = &progress.finished else { return Control::Continue };
    ///     told.push(finished.record.validation_log_prob);
    ///     if progress.epoch == 3 { Control::Stop } else { Control::Continue }
    /// })?;
    /// assert_eq!((told.len(), report.epochs.len()), (3, 3));
    /// # Ok::<(), flow_runtime::Error>(())
    /// ```
    ///
    /// # Errors
    /// Those of [`fit`](Self::fit).
    #[cfg(feature = "train")]
    fn fit_observed<By>(
        &mut self,
        x: impl Batch<D, By>,
        options: &FitOptions,
        mut observer: impl FnMut(&fit::Progress<'_, Self>) -> fit::Control + Send,
    ) -> Result<FitReport> {
        x.with_numbers(|events| fit::fit_rows(self, &Data { events, contexts: &[] }, options, &mut observer))
    }

    /// Fits the parameters to new columns for every epoch: `draw` gives those of an epoch, from 1,
    /// as many each time, and is a function of the epoch alone. A validation that is a fraction is
    /// a part of epoch 0, which is not trained on.
    ///
    /// ```
    /// use flow_runtime::nalgebra::Matrix2xX;
    /// use flow_runtime::noise::{Noise, Purpose};
    /// use flow_runtime::{FitOptions, Flow, flow};
    ///
    /// flow! {
    ///     pub struct Line<2> { layers: [affine] }
    /// }
    ///
    /// let noise = Noise::new(5, Purpose::Data);
    /// let draw = |epoch| Matrix2xX::from_fn(256, |i, k| noise.normal(epoch, k as u64, 2, i) as f32);
    /// let report = Line::new(1).fit_with(draw, &FitOptions { epochs: 3, ..Default::default() })?;
    /// assert_eq!(report.steps, 3);
    /// # Ok::<(), flow_runtime::Error>(())
    /// ```
    ///
    /// # Errors
    /// As [`fit`](Self::fit); for weights, or another number of columns in a later epoch.
    #[cfg(feature = "train")]
    fn fit_with(
        &mut self,
        draw: impl Fn(u64) -> OMatrix<T, Const<D>, Dyn> + Sync,
        options: &FitOptions,
    ) -> Result<FitReport> {
        let draw = |epoch| Ok(Drawn { events: as_f64(draw(epoch).as_slice()), contexts: Vec::new() });
        fit::fit_with(self, Feed::Fresh(&draw), options, &mut |_| fit::Control::Continue)
    }

    /// Fits the parameters to a density that is known up to a factor, without data: by the free
    /// energy over fresh draws. The same options give the same bits on any number of threads. An
    /// epoch is 100 steps.
    ///
    /// ```
    /// use flow_runtime::fit::{DrawGradient, ReverseKl};
    /// use flow_runtime::nalgebra::Vector2;
    /// use flow_runtime::optim::{Adam, Optimizer};
    /// use flow_runtime::{FitOptions, Flow, flow};
    ///
    /// flow! {
    ///     pub struct Line<2> { layers: [affine] }
    /// }
    ///
    /// // Two independent normals: 1 ± 2, and −1 ± 0.5; without their factor 1 / 2π.
    /// let normals = |x: &Vector2<f32>| {
    ///     let z = Vector2::new((x[0] - 1.0) / 2.0, (x[1] + 1.0) / 0.5);
    ///     (-0.5 * z.norm_squared(), Vector2::new(-z[0] / 2.0, -z[1] / 0.5))
    /// };
    /// let mut line = Line::new(1);
    /// let optimizer = Optimizer::Adam(Adam { learning_rate: 0.05, ..Default::default() });
    /// let options = FitOptions { steps: Some(300), batch_size: 64, optimizer, ..Default::default() };
    /// let objective = ReverseKl { gradient: DrawGradient::Path, ..Default::default() };
    /// line.fit_reverse_kl(&normals, &objective, &options)?;
    /// let found = line.importance(&normals, 10_000, 1)?;
    /// assert!((found.log_normalizer - std::f64::consts::TAU.ln()).abs() < 0.01);
    /// # Ok::<(), flow_runtime::Error>(())
    /// ```
    ///
    /// # Errors
    /// For options out of their range; for a free energy that is not finite, with the last good
    /// parameters restored.
    #[cfg(feature = "train")]
    fn fit_reverse_kl(
        &mut self,
        target: &impl Target<T, D>,
        objective: &ReverseKl,
        options: &FitOptions,
    ) -> Result<ReverseKlReport>
    where
        Self: Reparameterized<T>,
    {
        let report =
            fit::fit_reverse_kl(self, &OfEvents(target), &[], objective, options, &mut |_| fit::Control::Continue)?;
        Ok(report.into())
    }

    /// Estimates, by `draws` draws of a seed, about the density that the flow was fitted to: the
    /// logarithm of its integral with a standard error, how many draws are worth as much, the shape
    /// k̂ of the weights' tail, and the free energy. A mode of the density in which the flow draws
    /// nothing is missing from it.
    ///
    /// # Errors
    /// Where the density is NaN or +∞ at a draw, naming the point.
    #[cfg(feature = "train")]
    fn importance(&self, target: &impl Target<T, D>, draws: usize, seed: u64) -> Result<Importance> {
        fit::estimate(self, &OfEvents(target), (draws, &[]), seed, &Workers::Shared)
    }

    /// The density that the declaration of the flow names as its target.
    #[cfg(feature = "train")]
    fn declared(&self) -> Declared<Self>
    where
        Self: Targeted<T>,
    {
        Declared::of(self)
    }

    shared_methods!();
}

/// Between vectors of a size and slices: `walk` is given the result, the argument's cotangent, and
/// what to do at the turn.
fn there_and_back<T: Real, const D: usize>(
    turn: impl FnOnce(&SVector<T, D>, T) -> (SVector<T, D>, T),
    walk: impl FnOnce(&mut [T], &mut [T], &mut dyn FnMut(&[T], T, &mut [T]) -> T) -> T,
) -> (SVector<T, D>, T, SVector<T, D>) {
    let (mut result, mut cotangent) = (SVector::<T, D>::repeat(T::ZERO), SVector::<T, D>::repeat(T::ZERO));
    let mut turn = Some(turn);
    let ladj = walk(result.as_mut_slice(), cotangent.as_mut_slice(), &mut |at, ladj, to| match turn.take() {
        Some(turn) => {
            let (of_result, of_ladj) = turn(&SVector::from_column_slice(at), ladj);
            to.copy_from_slice(of_result.as_slice());
            of_ladj
        }
        None => T::ZERO,
    });
    (result, ladj, cotangent)
}

fn one<T: Real, P: Program<T>, const D: usize>(
    flow: &P,
    what: What,
    from: &SVector<T, D>,
    context: &[T],
) -> (SVector<T, D>, T) {
    let (mut to, mut ladj) = (SVector::<T, D>::repeat(T::ZERO), [T::ZERO]);
    batch::run(flow, what, Rows::of_data(from.as_slice(), context), to.as_mut_slice(), &mut ladj);
    (to, ladj[0])
}

/// An event that agrees with another in its first positions.
fn completed<T: Real, P: Program<T>, const D: usize>(
    flow: &P,
    x: &[T],
    context: &[T],
    known: usize,
    seed: u64,
) -> Result<SVector<T, D>> {
    let completion = Completion { events: as_f64(x), known, each: 1, seed };
    completion.check(flow)?;
    Ok(SVector::from_vec(completion.rows(flow, 0, 1, context, Units::Data).0))
}

/// Events and their log-densities on the way between two others, given one context.
fn between<T: Real, P: Program<T>>(flow: &P, ends: [&[T]; 2], context: &[T], steps: usize) -> Result<(Vec<T>, Vec<T>)> {
    let contexts = as_f64(context).repeat(2);
    let path = rows::path_between(flow, &as_f64(&ends.concat()), &contexts, ["`from`", "`to`"], steps)?;
    Ok(rows::along(flow, &path, 0, steps, &context.repeat(steps), Units::Data))
}

fn columns<T: Real, const D: usize>((rows, numbers): (Vec<T>, Vec<T>)) -> (OMatrix<T, Const<D>, Dyn>, DVector<T>) {
    let n = numbers.len();
    (OMatrix::from_vec_generic(Const, Dyn(n), rows), DVector::from_vec(numbers))
}

fn as_f64<T: Real>(numbers: &[T]) -> Vec<f64> {
    numbers.iter().map(|x| x.to_f64()).collect()
}
