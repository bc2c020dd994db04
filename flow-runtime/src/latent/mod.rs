//! Latent variable models: `p(x) = ∫ p(z) p(x | z) dz`, with a posterior `q(z | x)` that tells which z an
//! x comes from.
//!
//! ```text
//! data x ──encoder──▶ posterior q(z | x) ──▶ z ──▶ likelihood p(x | z)
//!                                            └───▶ prior p(z)
//! ELBO = E_q[log p(x | z) + log p(z) − log q(z | x)] ≤ log p(x)
//! ```
//! Each of the three is a flow: a base under a chain of layers. The bound is that of Kingma and Welling
//! (2014), Auto-encoding variational Bayes, and of Rezende, Mohamed and Wierstra (2014); of several draws,
//! weighted by importance, that of Burda, Grosse and Salakhutdinov (2016).

mod describe;
mod model;

use std::fmt;
use std::sync::Arc;

#[doc(hidden)]
pub use describe::{Declaration, MEMBERS, describe};
#[doc(hidden)]
pub use model::Declares;
#[cfg(feature = "train")]
#[doc(hidden)]
pub use model::Fitted;
pub use model::LatentModel;

use crate::engine::batch::{Rows, Units};
use crate::engine::program::{Parametric, Program, Reparameterized};
use crate::engine::rows;
use crate::engine::temperature::Draw;
use crate::error::Result;
use crate::model::State;
use crate::model::description::Description;
use crate::model::standardize::unstandardize;
use crate::numeric::Real;
use crate::numeric::isa::Isa;

/// A latent variable model of three flows.
///
/// Its parameters are those of all three, and a model file holds them under the names of the members.
#[derive(Clone)]
pub struct Latent<T: Real, L, Q, P> {
    description: &'static Description,
    /// The members, whose numbers do not matter.
    members: Arc<(L, Q, P)>,
    state: State<T>,
}

impl<T: Real, L, Q, P> fmt::Debug for Latent<T, L, Q, P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct(self.description.name)
            .field("event", &self.description.members[0].event)
            .field("latent", &self.description.members[2].event)
            .field("parameters", &self.state.parameters().len())
            .field("dtype", &format_args!("{}", T::NAME))
            .field("architecture", &self.description.architecture)
            .finish_non_exhaustive()
    }
}

/// Estimates about one row x by draws of its posterior, in nats.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bound {
    /// The mean of `log p(x | z)`.
    pub reconstruction: f64,
    /// The mean of `log q(z | x) − log p(z)`, an estimate of `KL(q ‖ p)`.
    pub kl: f64,
    /// `log mean exp(log p(x | z) + log p(z) − log q(z | x))`, which tends to `log p(x)` from below as
    /// draws become more. Of one draw it is the ELBO.
    pub log_prob: f64,
}

impl Bound {
    /// The evidence lower bound: reconstruction − KL.
    pub fn elbo(&self) -> f64 {
        self.reconstruction - self.kl
    }

    /// The bound of draws with these log-densities: `log p(x | z)`, `log q(z | x)` and `log p(z)` of each.
    fn of<T: Real>(reconstruction: &[T], log_q: &[T], log_p: &[T]) -> Self {
        let wide = |numbers: &[T]| numbers.iter().map(|n| n.to_f64()).collect::<Vec<f64>>();
        let (reconstruction, log_q, log_p) = (wide(reconstruction), wide(log_q), wide(log_p));
        let n = reconstruction.len() as f64;
        let weights: Vec<f64> = (0..reconstruction.len()).map(|k| reconstruction[k] + log_p[k] - log_q[k]).collect();
        Bound {
            reconstruction: reconstruction.iter().sum::<f64>() / n,
            kl: log_q.iter().zip(&log_p).map(|(q, p)| q - p).sum::<f64>() / n,
            log_prob: log_mean_exp(&weights),
        }
    }
}

/// `log (Σ exp w / n)`; not a number where one of them is none.
pub fn log_mean_exp(weights: &[f64]) -> f64 {
    if weights.iter().any(|w| w.is_nan()) {
        return f64::NAN;
    }
    let most = weights.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    if !most.is_finite() {
        return most;
    }
    let sum: f64 = weights.iter().map(|w| (w - most).exp()).sum();
    most + (sum / weights.len() as f64).ln()
}

/// Numbers of events that are worked on at a time.
pub(crate) const BLOCK: usize = 1 << 21;

/// Another seed, for the second of two things that are drawn one after the other.
pub(crate) fn second(seed: u64) -> u64 {
    seed ^ 0x9e37_79b9_7f4a_7c15
}

impl<T: Real, L: Program<T>, Q: Reparameterized<T>, P: Program<T>> Latent<T, L, Q, P> {
    /// The model of three flows: `p(x | z)`, `q(z | x)` and `p(z)`. `description` is that of all three, by
    /// [`describe`]. Its parameters are at their start from seed 0, and nothing is prepared.
    ///
    /// # Panics
    /// Where the sizes of x or z of two members differ, which a declaration rules out.
    #[doc(hidden)]
    pub fn of_members(description: &'static Description, likelihood: L, posterior: Q, prior: P) -> Self {
        let [l, q, p] = [likelihood.program_member(), posterior.program_member(), prior.program_member()];
        assert_eq!((l.size(), l.context), (q.context, q.size()), "sizes of x and z of likelihood and posterior");
        assert_eq!((p.size(), p.context), (q.size(), 0), "sizes of z and context of the prior");
        let state = State::start(description, 0);
        Latent { description, members: Arc::new((likelihood, posterior, prior)), state }
    }

    /// The members with the parameters of the model: `p(x | z)`, `q(z | x)` and `p(z)`. They share their
    /// numbers with it.
    pub fn members(&self) -> (L, Q, P) {
        let (likelihood, posterior, prior) = &*self.members;
        (self.member(0, likelihood), self.member(1, posterior), self.member(2, prior))
    }

    fn member<F: Parametric<T>>(&self, number: usize, flow: &F) -> F {
        flow.program_with_state(self.state.of_member(number, flow.program_state().layout().clone()))
    }

    /// The number of elements of z.
    pub fn latent(&self) -> usize {
        self.members.2.program_member().size()
    }

    /// Bounds of `log p(x)` of rows of data in f64, each by so many draws of its posterior. `first` is the
    /// number of the first row: a row's draws depend on the seed and its number alone.
    ///
    /// # Panics
    /// For 0 draws.
    pub fn bounds_of_rows(&self, events: &[f64], first: usize, draws: usize, seed: u64) -> Vec<Bound> {
        assert!(draws > 0, "at least one draw");
        let size = self.program_member().size();
        let block = (BLOCK / size.saturating_mul(draws)).max(1);
        let log_scale = self.state.statistics.log_scale();
        let blocks = events.chunks(block * size).enumerate();
        let of_block = |(k, rows): (usize, &[f64])| {
            let standardized = rows::standardized_inside(self, rows);
            let volumes = self.volumes(&standardized);
            let mut found = self.bounds_of(&standardized, (first + k * block) * draws, draws, seed);
            for (k, bound) in found.iter_mut().enumerate() {
                let volume = log_scale + volumes.get(k).copied().unwrap_or(0.0);
                bound.reconstruction -= volume;
                bound.log_prob -= volume;
            }
            found
        };
        blocks.flat_map(of_block).collect()
    }

    /// `ln |dx/dz|` of standardising each row, beside that of the scales; empty where it is 0.
    fn volumes(&self, standardized: &[T]) -> Vec<f64> {
        let size = self.program_member().size();
        let statistics = self.state.statistics.event.as_ref().filter(|s| !s.intervals.is_empty());
        statistics.map_or_else(Vec::new, |s| {
            let own = |row: &[T]| s.log_volume(row.iter().copied()) - s.log_scale();
            standardized.chunks(size).map(own).collect()
        })
    }

    /// The bounds of standardised rows, of whose draws the first has this number; some draws are made at a
    /// time.
    pub(crate) fn bounds_of(&self, events: &[T], first: usize, draws: usize, seed: u64) -> Vec<Bound> {
        let (likelihood, posterior, prior) = self.members();
        let size = self.program_member().size();
        let n = events.len() / size;
        let (mut reconstruction, mut log_q, mut log_p) = (Vec::new(), Vec::new(), Vec::new());
        let at_once = (BLOCK / size).max(1);
        for start in (0..n * draws).step_by(at_once) {
            let places = start..(start + at_once).min(n * draws);
            let repeated: Vec<T> =
                places.clone().flat_map(|place| &events[place / draws * size..][..size]).copied().collect();
            let (z, of_z) = rows::sample(&posterior, first + start, places.len(), &repeated, Units::Standardized, seed);
            log_q.extend(of_z);
            log_p.extend(rows::log_prob(&prior, Rows::standardized(&z, &[])));
            reconstruction.extend(rows::log_prob(&likelihood, Rows::standardized(&repeated, &z)));
        }
        let of = |k: usize| k * draws..(k + 1) * draws;
        (0..n).map(|k| Bound::of(&reconstruction[of(k)], &log_q[of(k)], &log_p[of(k)])).collect()
    }

    /// The draw of the posterior that is no draw: what the location of its base becomes.
    ///
    /// # Errors
    /// For a base without a location.
    pub fn code_draw(&self) -> Result<Draw> {
        Draw::at_temperature(0, 0.0, self.members.1.program_member().base.sampler)
    }

    /// `log p(x | z)` of each row of data in f64, at the code z of x: what the location of the posterior's
    /// base becomes.
    ///
    /// # Errors
    /// For a posterior whose base has no location.
    pub fn reconstructions_of_rows(&self, events: &[f64]) -> Result<Vec<f64>> {
        let (size, log_scale) = (self.program_member().size(), self.state.statistics.log_scale());
        let mut found = Vec::with_capacity(events.len() / size);
        for rows in events.chunks((BLOCK / size).max(1) * size) {
            let standardized = rows::standardized_inside(self, rows);
            let volumes = self.volumes(&standardized);
            let volume = |k: usize| log_scale + volumes.get(k).copied().unwrap_or(0.0);
            let of_block = self.reconstructions_of(&standardized)?;
            found.extend(of_block.into_iter().enumerate().map(|(k, log_prob)| log_prob - volume(k)));
        }
        Ok(found)
    }

    /// The same of standardised rows.
    pub(crate) fn reconstructions_of(&self, events: &[T]) -> Result<Vec<f64>> {
        let (likelihood, posterior, _) = self.members();
        let n = events.len() / self.program_member().size();
        let (z, _) = rows::sample(&posterior, 0, n, events, Units::Standardized, self.code_draw()?);
        let log_prob = rows::log_prob(&likelihood, Rows::standardized(events, &z));
        Ok(log_prob.into_iter().map(|l| l.to_f64()).collect())
    }

    /// The latent variable of each row of data in f64, as a draw of the posterior gives it; at temperature 0
    /// it is what the location of the posterior's base becomes.
    pub fn encode_rows(&self, events: &[f64], first: usize, draw: Draw) -> Vec<T> {
        let (size, posterior) = (self.program_member().size(), self.members().1);
        let blocks = events.chunks((BLOCK / size).max(1) * size);
        let mut next = first;
        let of_block = |rows: &[f64]| {
            let (n, standardized) = (rows.len() / size, rows::standardized_inside(self, rows));
            next += n;
            rows::sample(&posterior, next - n, n, &standardized, Units::Standardized, draw).0
        };
        blocks.flat_map(of_block).collect()
    }

    /// Draws an event for each latent variable, `[n, latent]`, in the units of the data; `first` is the
    /// number of the first.
    pub fn decode_rows(&self, latent: &[T], first: usize, seed: u64) -> Vec<f64> {
        let (n, likelihood) = (latent.len() / self.latent(), self.members().0);
        let (events, _) = rows::sample(&likelihood, first, n, latent, Units::Standardized, second(seed));
        let mut events = unstandardize(&events, self.state.statistics.event.as_ref());
        self.state.statistics.columns.settle(&mut events, self.program_member().size());
        events
    }

    /// The mean of so many draws of each event; `first` is the number of the first of them.
    ///
    /// # Panics
    /// For 0 draws.
    pub fn decode_mean_of_rows(&self, latent: &[T], first: usize, draws: usize, seed: u64) -> Vec<f64> {
        assert!(draws > 0, "at least one draw");
        let size = self.program_member().size();
        let at_once = (BLOCK / size).max(1);
        let mean = |(row, z): (usize, &[T])| {
            let mut mean = vec![0.0; size];
            for done in (0..draws).step_by(at_once) {
                let count = at_once.min(draws - done);
                let events = self.decode_rows(&z.repeat(count), (first + row) * draws + done, seed);
                for event in events.chunks(size) {
                    mean.iter_mut().zip(event).for_each(|(mean, x)| *mean += x / draws as f64);
                }
            }
            mean
        };
        latent.chunks(self.latent()).enumerate().flat_map(mean).collect()
    }

    /// Draws `n` latent variables of the prior, `[n, latent]`, from number `first` on.
    pub fn sample_latent_rows(&self, first: usize, n: usize, seed: u64) -> Vec<T> {
        rows::sample(&self.members().2, first, n, &[], Units::Standardized, seed).0
    }

    /// Draws `n` events from number `first` on: one for each latent variable that
    /// [`sample_latent_rows`](Self::sample_latent_rows) gives.
    pub fn sample_rows(&self, first: usize, n: usize, seed: u64) -> Vec<f64> {
        self.decode_rows(&self.sample_latent_rows(first, n, seed), first, seed)
    }
}

impl<T: Real, L: Program<T>, Q: Reparameterized<T>, P: Program<T>> Parametric<T> for Latent<T, L, Q, P> {
    fn program_description(&self) -> &'static Description {
        self.description
    }
    fn program_with_state(&self, state: State<T>) -> Self {
        Latent { description: self.description, members: self.members.clone(), state }
    }
    fn program_state(&self) -> &State<T> {
        &self.state
    }
    fn program_state_mut(&mut self) -> &mut State<T> {
        &mut self.state
    }
    fn layer_prepare<I: Isa>(&self, isa: I, declared: usize, parameters: &[T], prepared: &mut [T]) {
        let (likelihood, posterior, prior) = &*self.members;
        let [of_likelihood, of_posterior] =
            [likelihood.program_description(), posterior.program_description()].map(|d| d.layers.len());
        match declared.checked_sub(of_likelihood) {
            None => likelihood.layer_prepare(isa, declared, parameters, prepared),
            Some(k) if k < of_posterior => posterior.layer_prepare(isa, k, parameters, prepared),
            Some(k) => prior.layer_prepare(isa, k - of_posterior, parameters, prepared),
        }
    }
}
