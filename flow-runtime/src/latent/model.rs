//! Latent variable models as users see them, with nalgebra's vectors and matrices.

use std::path::Path;

use nalgebra::{Const, Dyn, OMatrix, SVector};

use super::{Bound, Latent};
use crate::engine::construct;
use crate::engine::program::{Emitted, Program, Reparameterized};
use crate::engine::temperature::Draw;
#[cfg(feature = "train")]
use crate::error::Error;
use crate::error::Result;
#[cfg(feature = "train")]
use crate::fit::{Control, Data, Elbo, Feed, FitOptions, FitReport, fit_elbo};
use crate::flow::{ConditionalFlow, Flow};
use crate::model::State;
use crate::model::checkpoint::Checkpoint;
use crate::model::description::Description;
use crate::numeric::Real;
use crate::points::Batch;

/// A likelihood that was declared together with a posterior and a prior.
#[doc(hidden)]
pub trait Declares<T: Real>: Emitted<T> {
    /// `q(z | x)`
    type Posterior: Emitted<T> + Reparameterized<T>;
    /// `p(z)`
    type Prior: Emitted<T>;
    /// All three as one model.
    fn declared_description() -> &'static Description;
}

/// A likelihood whose declaration says in a section `train` how the model is fitted.
#[cfg(feature = "train")]
#[doc(hidden)]
pub trait Fitted<T: Real>: Declares<T> {
    /// True where it names rows of their own for the validation.
    const NAMES_VALIDATION_ROWS: bool;
    /// The options of a fit.
    fn declared_options() -> FitOptions;
    /// The bound that is followed.
    fn declared_objective() -> Elbo;
}

/// The declared model, whose numbers do not matter.
fn blank<T: Real, L: Declares<T>>() -> Latent<T, L, L::Posterior, L::Prior> {
    let (likelihood, posterior, prior) = (construct::blank(), construct::blank(), construct::blank());
    Latent::of_members(L::declared_description(), likelihood, posterior, prior)
}

impl<L: Declares<f32>> Latent<f32, L, L::Posterior, L::Prior> {
    /// A model whose parameters are drawn from a seed.
    pub fn new(seed: u64) -> Self {
        construct::restart(&blank(), seed)
    }

    /// Reads a model file, as [`save`](Self::save) writes it.
    ///
    /// # Errors
    /// Where the file cannot be read, is damaged, or holds another architecture.
    pub fn load(path: impl AsRef<Path>) -> Result<Self> {
        construct::reload(&blank(), path.as_ref())
    }

    /// Reads the bytes of a model file, as [`to_bytes`](Self::to_bytes) gives them.
    ///
    /// # Errors
    /// Where they are damaged, or hold another architecture.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self> {
        construct::from_checkpoint(&blank(), &Checkpoint::from_bytes(bytes)?)
    }
}

impl<T: Real, L: Declares<T>> Latent<T, L, L::Posterior, L::Prior> {
    /// The same model in another number type, which that of the likelihood says: `model.cast::<f64, _>()`.
    pub fn cast<U: Real, M: Declares<U>>(&self) -> Latent<U, M, M::Posterior, M::Prior> {
        let state: State<U> = self.state.cast();
        construct::prepared(crate::engine::program::Parametric::program_with_state(&blank::<U, M>(), state))
    }
}

#[cfg(feature = "train")]
impl<T: Real, L: Fitted<T>> Latent<T, L, L::Posterior, L::Prior> {
    /// The options of a fit that the section `train` of the declaration says.
    pub fn declared_options() -> FitOptions {
        L::declared_options()
    }

    /// The bound that the section `train` of the declaration says is followed.
    pub fn declared_objective() -> Elbo {
        L::declared_objective()
    }

    /// Fits the model to these points, as the section `train` of the declaration says.
    ///
    /// # Errors
    /// Those of [`fit`](LatentModel::fit). Where the declaration names rows of their own for the
    /// validation, which have to be given by the options of `fit`.
    pub fn fit_as_declared<By, const D: usize, const Z: usize>(&mut self, x: impl Batch<D, By>) -> Result<FitReport>
    where
        Self: LatentModel<T, D, Z>,
    {
        if L::NAMES_VALIDATION_ROWS {
            let message = "found rows for the validation in `train`, which `fit_as_declared` is not given";
            return Err(Error::input(message).help(
                "call `fit(x, &Self::declared_objective(), &FitOptions { validation, ..Self::declared_options() })`",
            ));
        }
        self.fit(x, &Self::declared_objective(), &Self::declared_options())
    }
}

impl<T: Real, L: Program<T>, Q: Reparameterized<T>, P: Program<T>> Latent<T, L, Q, P> {
    /// Writes a model file; the file that stood there stays until the new one is complete.
    ///
    /// # Errors
    /// Refuses parameters that are not finite; otherwise when the file cannot be written.
    pub fn save(&self, path: impl AsRef<Path>) -> Result<()> {
        construct::save(self, path.as_ref())
    }

    /// The bytes of a model file.
    ///
    /// # Errors
    /// Refuses parameters that are not finite.
    pub fn to_bytes(&self) -> Result<Vec<u8>> {
        construct::to_checkpoint(self).to_bytes()
    }
}

/// A density of `D` numbers by `Z` latent ones: `p(x) = ∫ p(z) p(x | z) dz`, with a posterior `q(z | x)`.
///
/// `log p(x)` has no closed form. [`elbo`](Self::elbo) is a lower bound of it in the mean, and
/// [`log_prob_estimate`](Self::log_prob_estimate) one that tends to it as draws become more.
///
/// ```
/// use flow_runtime::fit::Elbo;
/// use flow_runtime::latent::LatentModel;
/// use flow_runtime::nalgebra::{Vector1, Vector2};
/// use flow_runtime::{FitOptions, flow};
///
/// flow! {
///     /// Points near a curve, which one number leads along.
///     pub struct Curve<2> {
///         latent: { size: 1, encoder: mlp(hidden = [8]), outputs: 8, activation: tanh },
///         likelihood: standard_normal(location = conditioned, scale = learned, conditioner = mlp(hidden = [8])),
///         train: { objective: elbo(warm_up = 8), epochs: 3, batch_size: 50 },
///     }
/// }
///
/// let points: Vec<[f64; 2]> = (0..200).map(|k| f64::from(k) / 100.0 - 1.0).map(|t| [t, t * t]).collect();
/// let mut curve = Curve::new(1);
/// curve.fit_as_declared(&points)?;
/// assert_eq!(Curve::<f32>::declared_objective(), Elbo { warm_up: 8, ..Elbo::default() });
/// // Other options than the declaration's:
/// curve.fit(&points, &Elbo::default(), &FitOptions { epochs: 1, ..Curve::<f32>::declared_options() })?;
/// let x = Vector2::new(0.5, 0.25);
/// assert!(curve.log_prob_estimate(&x, 100, 7).is_finite());
/// let z: Vector1<f32> = curve.encode(&x, 7);
/// let again: Vector2<f32> = curve.decode(&z, 7);
/// assert!(again.iter().all(|x| x.is_finite()));
/// assert_eq!(curve.sample(10, 1).ncols(), 10);
/// # Ok::<(), flow_runtime::Error>(())
/// ```
///
/// A latent variable of another dimension does not compile:
///
/// ```compile_fail
/// use flow_runtime::flow;
/// use flow_runtime::latent::LatentModel;
/// use flow_runtime::nalgebra::{Vector2, Vector3};
///
/// flow! {
///     pub struct Curve<2> {
///         latent: { size: 1 },
///         likelihood: standard_normal(location = conditioned, scale = learned),
///     }
/// }
///
/// let curve = Curve::new(1);
/// let x: Vector2<f32> = curve.decode(&Vector3::new(0.0, 1.0, 2.0), 7);
/// ```
pub trait LatentModel<T: Real, const D: usize, const Z: usize> {
    /// `log p(x | z) + log p(z) − log q(z | x)` at the draw of a seed, whose mean over seeds is the evidence
    /// lower bound. In nats.
    fn elbo(&self, x: &SVector<T, D>, seed: u64) -> f64 {
        self.log_prob_estimate(x, 1, seed)
    }

    /// `log mean exp(log p(x | z) + log p(z) − log q(z | x))` over so many draws of the posterior: an
    /// estimate of `log p(x)` that is too small in the mean, the less so the more draws there are. (Burda,
    /// Grosse and Salakhutdinov 2016)
    ///
    /// # Panics
    /// For 0 draws.
    fn log_prob_estimate(&self, x: &SVector<T, D>, draws: usize, seed: u64) -> f64;

    /// The bounds of each point of a [`Batch`], by so many draws of its posterior; on all cores.
    ///
    /// # Panics
    /// For 0 draws.
    fn bounds<By>(&self, x: impl Batch<D, By>, draws: usize, seed: u64) -> Vec<Bound>;

    /// A draw of the posterior: a latent variable that x may come from.
    fn encode(&self, x: &SVector<T, D>, seed: u64) -> SVector<T, Z>;

    /// A draw of the likelihood: an event that z may lead to.
    fn decode(&self, z: &SVector<T, Z>, seed: u64) -> SVector<T, D>;

    /// `n` samples, one a column: latent variables of the prior, decoded. Fewer samples are the first of
    /// more.
    fn sample(&self, n: usize, seed: u64) -> OMatrix<T, Const<D>, Dyn>;

    /// Fits the model to points.
    ///
    /// # Errors
    /// For options out of their range or points that do not fit the model. For numbers that fail: the model
    /// then has the best parameters so far, and the message says which.
    #[cfg(feature = "train")]
    fn fit<By>(&mut self, x: impl Batch<D, By>, objective: &Elbo, options: &FitOptions) -> Result<FitReport>;
}

impl<T: Real, L, Q, P, const D: usize, const Z: usize> LatentModel<T, D, Z> for Latent<T, L, Q, P>
where
    L: ConditionalFlow<T, D, Z>,
    Q: ConditionalFlow<T, Z, D> + Reparameterized<T>,
    P: Flow<T, Z>,
{
    fn log_prob_estimate(&self, x: &SVector<T, D>, draws: usize, seed: u64) -> f64 {
        self.bounds_of_rows(&wide(x.as_slice()), 0, draws, seed)[0].log_prob
    }

    fn bounds<By>(&self, x: impl Batch<D, By>, draws: usize, seed: u64) -> Vec<Bound> {
        x.with_numbers(|x: &[f64]| self.bounds_of_rows(x, 0, draws, seed))
    }

    fn encode(&self, x: &SVector<T, D>, seed: u64) -> SVector<T, Z> {
        SVector::from_vec(self.encode_rows(&wide(x.as_slice()), 0, Draw::from(seed)))
    }

    fn decode(&self, z: &SVector<T, Z>, seed: u64) -> SVector<T, D> {
        SVector::from_iterator(self.decode_rows(z.as_slice(), 0, seed).into_iter().map(T::from_f64))
    }

    fn sample(&self, n: usize, seed: u64) -> OMatrix<T, Const<D>, Dyn> {
        OMatrix::from_iterator_generic(Const, Dyn(n), self.sample_rows(0, n, seed).into_iter().map(T::from_f64))
    }

    #[cfg(feature = "train")]
    fn fit<By>(&mut self, x: impl Batch<D, By>, objective: &Elbo, options: &FitOptions) -> Result<FitReport> {
        x.with_numbers(|events: &[f64]| {
            let feed = Feed::Rows(Data { events, contexts: &[] });
            fit_elbo(self, feed, objective, options, &mut |_| Control::Continue)
        })
    }
}

fn wide<T: Real>(numbers: &[T]) -> Vec<f64> {
    numbers.iter().map(|x| x.to_f64()).collect()
}
