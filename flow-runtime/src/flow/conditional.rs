//! Flows with a context.

use std::path::Path;

use nalgebra::{Const, DVector, Dyn, OMatrix, SVector, SVectorView};

#[cfg(feature = "train")]
use super::as_f64;
use super::named;
use super::parameters::{self, ParameterMatrix, ParameterView, shared_methods};
use super::{between, columns, completed, one, there_and_back};
use crate::engine::batch::{self, Rows, Units, What};
#[cfg(feature = "train")]
use crate::engine::program::Targeted;
use crate::engine::program::{Emitted, Reparameterized};
use crate::engine::temperature::Draw;
use crate::engine::vjp::{self, At};
#[cfg(feature = "train")]
use crate::engine::workers::Workers;
use crate::engine::{construct, rows};
use crate::error::{Error, Result};
#[cfg(feature = "train")]
use crate::fit::{
    self, ConditionalTarget, Data, Declared, Drawn, Feed, FitOptions, FitReport, Importance, OfGivenEvents, ReverseKl,
    ReverseKlReport,
};
use crate::model::{Columns, Standardize};
use crate::numeric::Real;
use crate::points::Batch;

/// Log-densities of columns, the gradient of each by its column, and that of their sum by the parameters.
pub type Gradients<T, const D: usize> = (DVector<T>, OMatrix<T, Const<D>, Dyn>, DVector<T>);

/// A density of `D` numbers given a context of `C` numbers.
///
/// Methods for batches take a matrix of contexts with as many columns as there are samples; where the
/// numbers differ, they return an error that tells both.
///
/// ```
/// use flow_runtime::nalgebra::{Vector1, Vector2};
/// use flow_runtime::{ConditionalFlow, flow};
///
/// flow! {
///     pub struct Given<2, context = 1> { layers: [coupling(conditioner = mlp(hidden = [8]))] }
/// }
///
/// let given = Given::new(1);
/// let (x, context) = (Vector2::new(0.3, -0.2), Vector1::new(1.0));
/// let (z, ladj) = given.inverse(&x, &context);
/// let (again, back) = given.forward(&z, &context);
/// assert!((again - x).norm() < 1e-6 && (ladj + back).abs() < 1e-6);
/// ```
pub trait ConditionalFlow<T: Real, const D: usize, const C: usize>: Emitted<T> {
    /// `log p(x | context) = log p(z) + ladj`, with z and ladj of [`inverse`](Self::inverse). In
    /// nats.
    fn log_prob(&self, x: &SVector<T, D>, context: &SVector<T, C>) -> T {
        let mut log_prob = [T::ZERO];
        let rows = Rows::of_data(x.as_slice(), context.as_slice());
        batch::run(self, What::LogProb, rows, &mut [], &mut log_prob);
        log_prob[0]
    }

    /// `log p` of each column given its context; on all cores.
    ///
    /// # Errors
    /// Where the numbers of columns differ.
    fn log_prob_batch<Xs, Contexts>(
        &self,
        x: impl Batch<D, Xs>,
        contexts: impl Batch<C, Contexts>,
    ) -> Result<DVector<T>> {
        let found = paired(x, contexts, |x, contexts| rows::log_prob(self, Rows::of_data(x, contexts)))?;
        Ok(DVector::from_vec(found))
    }

    /// `x → z`, with `ladj = log |det ∂z/∂x|`.
    fn inverse(&self, x: &SVector<T, D>, context: &SVector<T, C>) -> (SVector<T, D>, T) {
        one(self, What::Inverse, x, context.as_slice())
    }

    /// `z → x`, with `ladj = log |det ∂x/∂z|`.
    fn forward(&self, z: &SVector<T, D>, context: &SVector<T, C>) -> (SVector<T, D>, T) {
        one(self, What::Forward, z, context.as_slice())
    }

    /// [`inverse`](Self::inverse) of each column.
    ///
    /// # Errors
    /// Where the numbers of columns differ.
    fn inverse_batch<Xs, Contexts>(
        &self,
        x: impl Batch<D, Xs>,
        contexts: impl Batch<C, Contexts>,
    ) -> Result<(OMatrix<T, Const<D>, Dyn>, DVector<T>)> {
        let apply = |x: &[T], contexts: &[T]| rows::apply(self, What::Inverse, Rows::of_data(x, contexts));
        Ok(columns(paired(x, contexts, apply)?))
    }

    /// [`forward`](Self::forward) of each column.
    ///
    /// # Errors
    /// Where the numbers of columns differ.
    fn forward_batch<Xs, Contexts>(
        &self,
        z: impl Batch<D, Xs>,
        contexts: impl Batch<C, Contexts>,
    ) -> Result<(OMatrix<T, Const<D>, Dyn>, DVector<T>)> {
        let apply = |z: &[T], contexts: &[T]| rows::apply(self, What::Forward, Rows::of_data(z, contexts));
        Ok(columns(paired(z, contexts, apply)?))
    }

    /// `n` samples given one context, one a column. Fewer samples are the first of more.
    fn sample(&self, context: &SVector<T, C>, n: usize, seed: u64) -> OMatrix<T, Const<D>, Dyn> {
        self.sample_with_log_prob(context, n, seed).0
    }

    /// The same samples as [`sample`](Self::sample), and `log p` of each.
    fn sample_with_log_prob(
        &self,
        context: &SVector<T, C>,
        n: usize,
        seed: u64,
    ) -> (OMatrix<T, Const<D>, Dyn>, DVector<T>) {
        columns(rows::sample(self, 0, n, &context.as_slice().repeat(n), Units::Data, seed))
    }

    /// Samples at a temperature T: the draws of [`sample`](Self::sample), but with the deviations of the
    /// base from its location multiplied by T.
    ///
    /// # Errors
    /// Those of [`Flow::sample_at_temperature`](super::Flow::sample_at_temperature).
    fn sample_at_temperature(
        &self,
        context: &SVector<T, C>,
        n: usize,
        seed: u64,
        temperature: f64,
    ) -> Result<OMatrix<T, Const<D>, Dyn>> {
        let draw = Draw::at_temperature(seed, temperature, self.program_member().base.sampler)?;
        Ok(columns(rows::sample(self, 0, n, &context.as_slice().repeat(n), Units::Data, draw)).0)
    }

    /// An event whose first `known` positions are those of `x`, given a context, as
    /// [`Flow::complete`](super::Flow::complete) has it.
    ///
    /// # Errors
    /// Those of [`Flow::complete`](super::Flow::complete).
    fn complete(&self, x: &SVector<T, D>, context: &SVector<T, C>, known: usize, seed: u64) -> Result<SVector<T, D>> {
        completed(self, x.as_slice(), context.as_slice(), known, seed)
    }

    /// One sample for each column of contexts.
    fn sample_each(&self, contexts: &OMatrix<T, Const<C>, Dyn>, seed: u64) -> OMatrix<T, Const<D>, Dyn> {
        self.sample_each_with_log_prob(contexts, seed).0
    }

    /// The same samples as [`sample_each`](Self::sample_each), and `log p` of each.
    fn sample_each_with_log_prob(
        &self,
        contexts: &OMatrix<T, Const<C>, Dyn>,
        seed: u64,
    ) -> (OMatrix<T, Const<D>, Dyn>, DVector<T>) {
        columns(rows::sample(self, 0, contexts.ncols(), contexts.as_slice(), Units::Data, seed))
    }

    /// One sample for each column of contexts at a temperature, as
    /// [`sample_at_temperature`](Self::sample_at_temperature) draws them.
    ///
    /// # Errors
    /// Those of [`Flow::sample_at_temperature`](super::Flow::sample_at_temperature).
    fn sample_each_at_temperature(
        &self,
        contexts: &OMatrix<T, Const<C>, Dyn>,
        seed: u64,
        temperature: f64,
    ) -> Result<OMatrix<T, Const<D>, Dyn>> {
        let draw = Draw::at_temperature(seed, temperature, self.program_member().base.sampler)?;
        Ok(columns(rows::sample(self, 0, contexts.ncols(), contexts.as_slice(), Units::Data, draw)).0)
    }

    /// The way from one event to another along their latent values given one context, as
    /// [`Flow::interpolate`](super::Flow::interpolate) has it.
    ///
    /// # Errors
    /// Those of [`Flow::interpolate`](super::Flow::interpolate).
    fn interpolate(
        &self,
        from: &SVector<T, D>,
        to: &SVector<T, D>,
        context: &SVector<T, C>,
        steps: usize,
    ) -> Result<OMatrix<T, Const<D>, Dyn>> {
        Ok(columns(between(self, [from.as_slice(), to.as_slice()], context.as_slice(), steps)?).0)
    }

    /// `log p(x | context)` and its gradients: by x, by the context, and by the parameters in the
    /// order of [`parameters`](Self::parameters).
    #[cfg(feature = "train")]
    fn log_prob_and_grad(
        &self,
        x: &SVector<T, D>,
        context: &SVector<T, C>,
    ) -> (T, SVector<T, D>, SVector<T, C>, DVector<T>) {
        let g = rows::log_prob_and_grad(self, x.as_slice(), context.as_slice());
        let (event, context) = (SVector::from_column_slice(&g.event), SVector::from_column_slice(&g.context));
        (g.log_prob[0], event, context, DVector::from_vec(g.parameters))
    }

    /// `log p` of each column, its gradient by that column, and the gradient of their sum by the
    /// parameters.
    ///
    /// # Errors
    /// Where the numbers of columns differ.
    #[cfg(feature = "train")]
    fn log_prob_and_grad_batch<Xs, Contexts>(
        &self,
        x: impl Batch<D, Xs>,
        contexts: impl Batch<C, Contexts>,
    ) -> Result<Gradients<T, D>> {
        let g = paired(x, contexts, |x, contexts| rows::log_prob_and_grad(self, x, contexts))?;
        let (event, log_prob) = columns((g.event, g.log_prob));
        Ok((log_prob, event, DVector::from_vec(g.parameters)))
    }

    /// `log p(x | context)` and its gradient by x, without allocating.
    fn log_prob_with_gradient(&self, x: &SVector<T, D>, context: &SVector<T, C>) -> (T, SVector<T, D>) {
        let mut gradient = SVector::<T, D>::repeat(T::ZERO);
        let at = At { value: x.as_slice(), context: context.as_slice() };
        (vjp::log_prob(self, at, gradient.as_mut_slice()), gradient)
    }

    /// [`forward`](Self::forward) and its vector-Jacobian product in one call; as
    /// [`Flow::forward_with_vjp`](crate::Flow::forward_with_vjp).
    fn forward_with_vjp(
        &self,
        z: &SVector<T, D>,
        context: &SVector<T, C>,
        turn: impl FnOnce(&SVector<T, D>, T) -> (SVector<T, D>, T),
    ) -> (SVector<T, D>, T, SVector<T, D>)
    where
        Self: Reparameterized<T>,
    {
        let at = At { value: z.as_slice(), context: context.as_slice() };
        there_and_back(turn, |x, cotangent, turn| vjp::forward(self, at, x, cotangent, turn))
    }

    /// [`inverse`](Self::inverse) and its vector-Jacobian product in one call; as
    /// [`Flow::inverse_with_vjp`](crate::Flow::inverse_with_vjp).
    fn inverse_with_vjp(
        &self,
        x: &SVector<T, D>,
        context: &SVector<T, C>,
        turn: impl FnOnce(&SVector<T, D>, T) -> (SVector<T, D>, T),
    ) -> (SVector<T, D>, T, SVector<T, D>) {
        let at = At { value: x.as_slice(), context: context.as_slice() };
        there_and_back(turn, |z, cotangent, turn| vjp::inverse(self, at, z, cotangent, turn))
    }

    /// Fits the parameters to points given their contexts by maximum likelihood. The same options give
    /// the same bits on any number of threads.
    ///
    /// # Errors
    /// For options out of their range, or numbers of points and contexts that differ; for a loss that is
    /// not finite, with the last good parameters restored.
    #[cfg(feature = "train")]
    fn fit<Xs, Contexts>(
        &mut self,
        x: impl Batch<D, Xs>,
        contexts: impl Batch<C, Contexts>,
        options: &FitOptions,
    ) -> Result<FitReport> {
        self.fit_observed(x, contexts, options, |_| fit::Control::Continue)
    }

    /// [`fit`](Self::fit), which tells `observer` where it stands; as
    /// [`Flow::fit_observed`](crate::Flow::fit_observed).
    ///
    /// # Errors
    /// Those of [`fit`](Self::fit).
    #[cfg(feature = "train")]
    fn fit_observed<Xs, Contexts>(
        &mut self,
        x: impl Batch<D, Xs>,
        contexts: impl Batch<C, Contexts>,
        options: &FitOptions,
        mut observer: impl FnMut(&fit::Progress<'_, Self>) -> fit::Control + Send,
    ) -> Result<FitReport> {
        paired(x, contexts, |events, contexts| fit::fit_rows(self, &Data { events, contexts }, options, &mut observer))?
    }

    /// Fits the parameters to new columns and their contexts for every epoch; as
    /// [`Flow::fit_with`](crate::Flow::fit_with).
    ///
    /// # Errors
    /// As [`fit`](Self::fit); for weights, or another number of columns in a later epoch.
    #[cfg(feature = "train")]
    fn fit_with(
        &mut self,
        draw: impl Fn(u64) -> (OMatrix<T, Const<D>, Dyn>, OMatrix<T, Const<C>, Dyn>) + Sync,
        options: &FitOptions,
    ) -> Result<FitReport> {
        let draw = |epoch| {
            let (x, contexts) = draw(epoch);
            Ok(Drawn { events: as_f64(x.as_slice()), contexts: as_f64(contexts.as_slice()) })
        };
        fit::fit_with(self, Feed::Fresh(&draw), options, &mut |_| fit::Control::Continue)
    }

    /// Fits the parameters to a density that is known up to a factor, each draw given one of the
    /// contexts; as [`Flow::fit_reverse_kl`](crate::Flow::fit_reverse_kl).
    ///
    /// # Errors
    /// For options out of their range, or no context; for a free energy that is not finite, with
    /// the last good parameters restored.
    #[cfg(feature = "train")]
    fn fit_reverse_kl(
        &mut self,
        target: &impl ConditionalTarget<T, D, C>,
        contexts: &OMatrix<T, Const<C>, Dyn>,
        objective: &ReverseKl,
        options: &FitOptions,
    ) -> Result<ReverseKlReport>
    where
        Self: Reparameterized<T>,
    {
        let (target, contexts) = (OfGivenEvents(target), as_f64(contexts.as_slice()));
        let report =
            fit::fit_reverse_kl(self, &target, &contexts, objective, options, &mut |_| fit::Control::Continue)?;
        Ok(report.into())
    }

    /// Estimates, by `draws` draws of a seed given this context, about the density that the flow
    /// was fitted to.
    ///
    /// # Errors
    /// Where the density is NaN or +∞ at a draw, naming the point.
    #[cfg(feature = "train")]
    fn importance(
        &self,
        target: &impl ConditionalTarget<T, D, C>,
        context: &SVector<T, C>,
        draws: usize,
        seed: u64,
    ) -> Result<Importance> {
        fit::estimate(self, &OfGivenEvents(target), (draws, context.as_slice()), seed, &Workers::Shared)
    }

    /// The density given this context, from which rand draws.
    ///
    /// ```
    /// use flow_runtime::nalgebra::{Vector1, Vector2};
    /// use flow_runtime::rand::distr::Distribution;
    /// use flow_runtime::{ConditionalFlow, flow};
    ///
    /// flow! {
    ///     pub struct Given<2, context = 1> { layers: [coupling(conditioner = mlp(hidden = [8]))] }
    /// }
    ///
    /// let given = Given::new(1);
    /// # use flow_runtime::rand::TryRng;
    /// # struct Generator(u64);
    /// # impl TryRng for Generator {
    /// #     type Error = std::convert::Infallible;
    /// #     fn try_next_u32(&mut self) -> Result<u32, Self::Error> { self.0 += 1; Ok(self.0 as u32) }
    /// #     fn try_next_u64(&mut self) -> Result<u64, Self::Error> { self.0 += 1; Ok(self.0) }
    /// #     fn try_fill_bytes(&mut self, to: &mut [u8]) -> Result<(), Self::Error> { to.fill(7); Ok(()) }
    /// # }
    /// # let mut rng = Generator(1);
    /// let draw: Vector2<f32> = given.given(&Vector1::new(0.5)).sample(&mut rng);
    /// assert!(given.log_prob(&draw, &Vector1::new(0.5)).is_finite());
    /// ```
    fn given(&self, context: &SVector<T, C>) -> Conditioned<'_, Self, T, C> {
        Conditioned { flow: self, context: *context }
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

/// A conditional density given one context: a `Distribution` of rand.
#[derive(Clone, Copy, Debug)]
pub struct Conditioned<'a, F, T, const C: usize> {
    flow: &'a F,
    context: SVector<T, C>,
}

impl<T, F, const D: usize, const C: usize> rand::distr::Distribution<SVector<T, D>> for Conditioned<'_, F, T, C>
where
    T: Real,
    F: ConditionalFlow<T, D, C>,
{
    fn sample<R: rand::Rng + ?Sized>(&self, rng: &mut R) -> SVector<T, D> {
        let mut z = SVector::<T, D>::repeat(T::ZERO);
        let seed = rng.next_u64();
        rows::draw_base(self.flow, seed, 0, z.as_mut_slice());
        self.flow.forward(&z, &self.context).0
    }
}

/// Calls `f` with the numbers of points and of the context of each.
///
/// # Errors
/// Where there are more or fewer contexts than points.
fn paired<const D: usize, const C: usize, Xs, Contexts, T: Real, R>(
    x: impl Batch<D, Xs>,
    contexts: impl Batch<C, Contexts>,
    f: impl FnOnce(&[T], &[T]) -> R,
) -> Result<R> {
    x.with_numbers(|x| {
        contexts.with_numbers(|contexts| {
            let (points, contexts_of) = (x.len() / D, contexts.len() / C);
            if points != contexts_of {
                let message = format!("found {contexts_of} contexts, expected one for each of {points} rows");
                return Err(Error::input(message));
            }
            Ok(f(x, contexts))
        })
    })
}
