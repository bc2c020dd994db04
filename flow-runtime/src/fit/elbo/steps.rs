//! The steps of a fit of a latent variable model.

use super::{Elbo, Kl, LowerBound};
use crate::engine::backward::draws::{Drawn, Draws, Numbers};
use crate::engine::backward::gradient::{Batch, Gradient};
use crate::engine::batch::Rows;
use crate::engine::program::{Parametric, Program, Reparameterized};
use crate::engine::rows::log_prob;
use crate::engine::scores::Scores;
use crate::error::{Error, Result};
use crate::fit::dataset::{Dataset, prepare_data};
use crate::fit::divergence::rate_help;
use crate::fit::fingerprint::of_rows;
use crate::fit::objective::{Objective, Taken};
use crate::fit::options::FitOptions;
use crate::fit::parts::ElboParts;
use crate::fit::room;
use crate::fit::rows::Feed;
use crate::fit::update::Descent;
use crate::latent::Latent;
use crate::model::Columns;
use crate::noise::{Noise, Purpose, shuffle_order};
use crate::numeric::Real;
use crate::optim::OptimizerState;

/// The state that lives across the steps.
pub struct Steps<'a, T: Real> {
    descent: Descent<T>,
    feed: Feed<'a>,
    objective: Elbo,
    options: &'a FitOptions,
    training: Dataset<T>,
    validation: Option<Dataset<T>>,
    columns: Columns,
    order: Vec<usize>,
    /// The numbers that the posterior draws by.
    noise: Noise,
    /// The numbers that switch units of likelihood, posterior and prior off.
    dropout: [Noise; 3],
    draws: Draws<T>,
    /// The draws by which a KL in closed form is computed, two for each row.
    signs: Option<Draws<T>>,
    likelihood: Gradient<T>,
    prior: Gradient<T>,
    /// The numbers of the draws of a step, from 0.
    places: Vec<usize>,
    /// The rows of a step, each as often as it is drawn for.
    events: Vec<T>,
    /// The same for the KL in closed form.
    sign_events: Vec<T>,
    weights: Vec<T>,
    of_ladj: Vec<T>,
    of_z: Vec<T>,
    /// The parts of the bound of the last step.
    parts: ElboParts,
}

impl<'a, T: Real> Steps<'a, T> {
    /// For a model and its rows. Measures the statistics of the rows where the options ask for it.
    pub fn new<L: Program<T>, Q: Reparameterized<T>, P: Program<T>>(
        model: &mut Latent<T, L, Q, P>,
        feed: Feed<'a>,
        objective: Elbo,
        options: &'a FitOptions,
    ) -> Result<Self> {
        options.check()?;
        objective.check()?;
        let layout = model.program_state().layout();
        if let Some(meeting) = layout.meetings.iter().find(|m| m.is_statistic()) {
            let path = &layout.layers[meeting.layer].path;
            return Err(Error::input(format!("found the layer `{path}`, which measures batches of data"))
                .help("`affine` has a shift and a scale of each element, and starts as the identity"));
        }
        let (training, validation) = prepare_data(model, feed, options)?;
        let rows = training.numbers.len();
        let batch = options.batch_size.min(rows);
        let passes = (options.epochs as u64).saturating_mul(rows.div_ceil(batch) as u64);
        let steps = options.steps.map_or(passes, |steps| steps as u64);
        let parameters = model.program_state().parameters().len();
        let descent = Descent::new(options, parameters, steps)?;
        let (likelihood, posterior, prior) = model.members();
        objective.check_members(posterior.program_description(), prior.program_description())?;
        if objective.bound == LowerBound::Reconstruction {
            // A code is the mode of the posterior's base, which has to have one.
            model.code_draw()?;
        }
        let most = batch.saturating_mul(objective.draws);
        let workers = &descent.workers;
        let numbers = (posterior.program_member().context as u64).saturating_mul(most as u64);
        // Two draws of each row are behind a KL in closed form.
        let signs = (objective.kl == Kl::ClosedForm).then_some(2 * batch);
        let of_prior = most.max(signs.unwrap_or(0));
        let needed = numbers.saturating_mul(size_of::<T>() as u64)
            + Draws::<T>::bytes(&posterior, most, workers)
            + signs.map_or(0, |rows| Draws::<T>::bytes(&posterior, rows, workers))
            + Gradient::<T>::bytes(&likelihood, most, workers)
            + Gradient::<T>::bytes(&prior, of_prior, workers);
        room::check(needed, room::available(), most, workers.count())?;
        Ok(Steps {
            feed,
            objective,
            options,
            training,
            validation,
            columns: model.program_state().statistics.columns.clone(),
            order: Vec::new(),
            noise: Noise::new(options.seed, Purpose::Steps),
            dropout: [Purpose::Dropout, Purpose::PosteriorDropout, Purpose::PriorDropout]
                .map(|purpose| Noise::new(options.seed, purpose)),
            draws: Draws::new(&posterior, most, workers),
            signs: signs.map(|rows| Draws::new(&posterior, rows, workers)),
            likelihood: Gradient::new(&likelihood, most, true, workers),
            prior: Gradient::new(&prior, of_prior, true, workers),
            places: (0..of_prior).collect(),
            events: Vec::new(),
            sign_events: Vec::new(),
            weights: Vec::new(),
            of_ladj: Vec::new(),
            of_z: Vec::new(),
            parts: ElboParts { reconstruction: 0.0, kl: 0.0 },
            descent,
        })
    }

    /// Number of training rows.
    pub fn row_count(&self) -> usize {
        self.training.numbers.len()
    }

    /// The optimizer's state, to be restored.
    pub fn state_mut(&mut self) -> &mut OptimizerState<T> {
        &mut self.descent.state
    }

    /// The gradient of the loss by the parameters of likelihood, posterior and prior, in the order of the
    /// model's.
    pub fn parameters(&self) -> [&[T]; 3] {
        [self.likelihood.parameters(), self.draws.parameters(), self.prior.parameters()]
    }

    /// The facts that tell this fit from others.
    pub fn facts(&self) -> Vec<(&'static str, String)> {
        let Elbo { warm_up, draws, bound, free_nats, kl } = self.objective;
        let mut facts = of_rows::<T>(self.feed, &self.columns, self.options);
        facts.extend([
            ("warm-up", warm_up.to_string()),
            ("draws", draws.to_string()),
            ("bound", format!("{bound:?}")),
            ("free nats", free_nats.to_string()),
            ("KL", format!("{kl:?}")),
        ]);
        facts
    }

    /// Fills in the gradient of the loss of a batch, which is returned: the negative bound with β, in the
    /// units of the data.
    pub fn gradient<L: Program<T>, Q: Reparameterized<T>, P: Program<T>>(
        &mut self,
        model: &Latent<T, L, Q, P>,
        rows: &[usize],
        step: u64,
    ) -> f64 {
        let (likelihood, posterior, prior) = model.members();
        let (d, each) = (model.program_member(), self.objective.draws);
        let workers = self.descent.workers.clone();
        let count = rows.len() * each;
        self.events.clear();
        for row in rows {
            let event = self.training.events_of(d, *row..*row + 1);
            (0..each).for_each(|_| self.events.extend_from_slice(&event));
        }
        self.sign_events.clear();
        if self.signs.is_some() {
            let of_rows = self.events.chunks(d.size() * each).map(|row| &row[..d.size()]);
            of_rows.for_each(|row| (0..2).for_each(|_| self.sign_events.extend_from_slice(row)));
        }
        let places = &self.places[..count];
        let drawn = Drawn {
            numbers: match self.objective.bound {
                LowerBound::Reconstruction => Numbers::Mode,
                _ => Numbers::Random(&self.noise),
            },
            dropout: Some(&self.dropout[1]),
            step,
            contexts: &self.events,
            rows: places,
        };
        let pairs = Drawn {
            numbers: Numbers::Signs,
            contexts: &self.sign_events,
            rows: &self.places[..self.sign_events.len() / d.size()],
            ..drawn
        };
        self.draws.out(&posterior, drawn, &workers);
        let z = self.draws.z(&posterior);
        let total: f64 = rows.iter().map(|row| self.training.weights.of(*row)).sum();
        let [of_likelihood, _, of_prior] = &self.dropout;
        let of_row = |place: usize| self.training.weights.of(rows[place / each]) / total;
        // The loss is the negative bound, so weights are negative. They begin as those of equal draws.
        let equal: Vec<f64> = (0..count).map(|place| -of_row(place) / each as f64).collect();
        self.weights.clear();
        self.weights.extend(equal.iter().map(|w| T::from_f64(*w)));
        let of_events = Batch {
            events: &self.events,
            images: None,
            contexts: z,
            rows: places,
            weights: &[],
            dropout: Some((of_likelihood, step)),
        };
        let of_z = Batch { events: z, contexts: &[], dropout: Some((of_prior, step)), ..of_events };
        if self.objective.bound == LowerBound::Importance {
            // The draws' weights are of the densities that the gradient is of, with the same units off.
            let of_z = match prior.program_state().layout().dropouts {
                0 => log_prob(&prior, Rows::standardized(z, &[])),
                _ => {
                    self.prior.run(&prior, Batch { weights: &self.weights, ..of_z }, &workers);
                    self.prior.log_prob().to_vec()
                }
            };
            let of_events = match likelihood.program_state().layout().dropouts {
                0 => log_prob(&likelihood, Rows::standardized(&self.events, z)),
                _ => {
                    self.likelihood.run(&likelihood, Batch { weights: &self.weights, ..of_events }, &workers);
                    self.likelihood.log_prob().to_vec()
                }
            };
            let shares = normalised(&of_events, &of_z, self.draws.log_q(), each);
            self.weights.clear();
            self.weights.extend(shares.iter().enumerate().map(|(place, share)| T::from_f64(-of_row(place) * share)));
        }
        self.likelihood.run(&likelihood, Batch { weights: &self.weights, ..of_events }, &workers);
        // What is told of the bound is a mean over the draws, whatever the gradient weighs them by.
        let mean = |numbers: &[T]| numbers.iter().zip(&equal).map(|(n, w)| -w * n.to_f64()).sum::<f64>();
        let reconstruction = mean(self.likelihood.log_prob()) - self.volume(model, rows, total);
        let kl = match (self.objective.bound, &mut self.signs) {
            (LowerBound::Reconstruction, _) => 0.0,
            (_, None) => {
                self.prior.run(&prior, Batch { weights: &self.weights, ..of_z }, &workers);
                mean(self.draws.log_q()) - mean(self.prior.log_prob())
            }
            (_, Some(signs)) => {
                signs.out(&posterior, pairs, &workers);
                let weights: Vec<f64> = (0..2 * rows.len()).map(|pair| -of_row(pair / 2 * each) / 2.0).collect();
                let of_pairs: Vec<T> = weights.iter().map(|w| T::from_f64(*w)).collect();
                let of_z = Batch { events: signs.z(&posterior), rows: pairs.rows, weights: &of_pairs, ..of_z };
                self.prior.run(&prior, of_z, &workers);
                let log_ratio = signs.log_q().iter().zip(self.prior.log_prob()).map(|(q, p)| q.to_f64() - p.to_f64());
                log_ratio.zip(&weights).map(|(ratio, w)| -w * ratio).sum()
            }
        };
        self.parts = ElboParts { reconstruction, kl };
        let free = self.objective.free_nats > 0.0 && kl < self.objective.free_nats;
        let beta = if free { 0.0 } else { self.objective.beta(step) };
        let of_kl = T::from_f64(beta);
        self.of_z.clear();
        self.of_ladj.clear();
        match &mut self.signs {
            None => {
                // Of a reconstruction nothing is drawn, and the prior was not asked.
                let of_prior = self.prior.event().iter().copied().chain(std::iter::repeat(T::ZERO));
                let cotangents = self.likelihood.context().iter().zip(of_prior).take(z.len());
                self.of_z.extend(cotangents.map(|(c, e)| if beta == 0.0 { *c } else { *c + of_kl * e }));
                self.of_ladj.extend(self.weights.iter().map(|w| of_kl * *w));
            }
            Some(signs) => {
                self.of_z.extend(self.prior.event()[..signs.z(&posterior).len()].iter().map(|e| of_kl * *e));
                let weight = |pair: usize| T::from_f64(-beta * of_row(pair / 2 * each) / 2.0);
                self.of_ladj.extend((0..2 * rows.len()).map(weight));
                signs.back(&posterior, pairs, (&self.of_z, &self.of_ladj), &workers);
                self.of_z.clear();
                self.of_z.extend_from_slice(&self.likelihood.context()[..z.len()]);
                self.of_ladj.clear();
                self.of_ladj.resize(count, T::ZERO);
            }
        }
        self.draws.back(&posterior, drawn, (&self.of_z, &self.of_ladj), &workers);

        if let Some(signs) = &self.signs {
            self.draws.parameters_mut().iter_mut().zip(signs.parameters()).for_each(|(g, own)| *g += *own);
        }
        // Of a reconstruction the prior was not asked, and its gradient is 0 as it began.
        self.prior.parameters_mut().iter_mut().for_each(|g| *g *= of_kl);
        let held = if free { self.objective.free_nats } else { kl };
        let cost = if free { 1.0 } else { beta } * held;
        match self.objective.bound {
            LowerBound::Evidence | LowerBound::Reconstruction => cost - reconstruction,
            LowerBound::Importance => -self.importance(model, rows, each, total),
        }
    }

    /// The mean bound by importance of the draws of a step.
    fn importance<P: Parametric<T>>(&self, model: &P, rows: &[usize], each: usize, total: f64) -> f64 {
        let log_weight = |place: usize| {
            let [events, z, q] =
                [&self.likelihood.log_prob()[place], &self.prior.log_prob()[place], &self.draws.log_q()[place]];
            events.to_f64() + z.to_f64() - q.to_f64()
        };
        let of_row = |(k, row): (usize, &usize)| {
            let weights: Vec<f64> = (k * each..(k + 1) * each).map(log_weight).collect();
            self.training.weights.of(*row) / total * crate::latent::log_mean_exp(&weights)
        };
        rows.iter().enumerate().map(of_row).sum::<f64>() - self.volume(model, rows, total)
    }

    /// The mean `ln |dx/dz|` of standardising some rows.
    fn volume<P: Parametric<T>>(&self, model: &P, rows: &[usize], total: f64) -> f64 {
        let log_scale = model.program_state().statistics.log_scale();
        let volume = |row: usize| self.training.volumes.get(row).copied().unwrap_or(log_scale);
        rows.iter().map(|row| self.training.weights.of(*row) / total * volume(*row)).sum()
    }

    /// The error of a step that was not taken: with the row that is to blame.
    fn failure(&self, rows: &[usize], step: u64, epoch: usize) -> Error {
        let each = self.objective.draws;
        let of_prior = if self.signs.is_some() { 2 } else { each };
        let found = [
            ("log q(z | x) of the posterior", self.draws.log_q(), each),
            ("log p(z) of the prior", self.prior.log_prob(), of_prior),
            ("log p(x | z) of the likelihood", self.likelihood.log_prob(), each),
        ];
        let first = |(what, numbers, each): (&'static str, &[T], usize)| {
            let place = numbers.iter().position(|n| !n.is_finite())?;
            let row = self.training.numbers[*rows.get(place / each)?] + 1;
            Some(format!("{what} is {} for row {row}", numbers[place]))
        };
        let cause = found.into_iter().find_map(first).unwrap_or_else(|| "the gradient overflows".into());
        let at = step + 1;
        Error::numerical(format!("the bound is not finite at step {at} (epoch {epoch}): {cause}"))
            .help(rate_help(self.descent.last_rate()))
    }
}

/// The importance weights of the draws of each row, which sum to 1.
fn normalised<T: Real>(of_events: &[T], of_z: &[T], log_q: &[T], each: usize) -> Vec<f64> {
    let log_weights: Vec<f64> =
        (0..of_events.len()).map(|k| of_events[k].to_f64() + of_z[k].to_f64() - log_q[k].to_f64()).collect();
    let of_row = |row: &[f64]| {
        let all = crate::latent::log_mean_exp(row);
        let n = row.len() as f64;
        row.iter().map(|w| (w - all).exp() / n).collect::<Vec<f64>>()
    };
    log_weights.chunks(each).flat_map(of_row).collect()
}

impl<T: Real, L: Program<T>, Q: Reparameterized<T>, P: Program<T>> Objective<T, Latent<T, L, Q, P>> for Steps<'_, T> {
    fn descent(&self) -> &Descent<T> {
        &self.descent
    }

    fn epoch_steps(&self) -> usize {
        self.row_count().div_ceil(self.options.batch_size)
    }

    fn enter(&mut self, model: &Latent<T, L, Q, P>, epoch: usize) -> Result<()> {
        self.training.turn_to(model, self.feed, self.options.seed, epoch)?;
        self.order = shuffle_order(&Noise::new(self.options.seed, Purpose::Shuffle), epoch as u64, self.row_count());
        Ok(())
    }

    fn step(&mut self, model: &mut Latent<T, L, Q, P>, epoch: usize, k: usize) -> Result<Taken> {
        let first = k * self.options.batch_size;
        let rows = self.order[first..(first + self.options.batch_size).min(self.order.len())].to_vec();
        let step = self.descent.state.step;
        let loss = self.gradient(model, &rows, step);
        let score = match self.objective.bound {
            LowerBound::Evidence => self.parts.reconstruction - self.parts.kl,
            LowerBound::Importance | LowerBound::Reconstruction => -loss,
        };
        let of_prior = self.prior.parameters_mut();
        let gradient = [self.likelihood.parameters_mut(), self.draws.parameters_mut(), of_prior];
        let report = self.descent.clip(score, gradient);
        if !report.is_finite() || !loss.is_finite() {
            return Err(self.failure(&rows, step, epoch));
        }
        let gradient = [self.likelihood.parameters(), self.draws.parameters(), self.prior.parameters()];
        self.descent.step(model, gradient);
        self.descent.prepare(model);
        let weight = rows.iter().map(|row| self.training.weights.of(*row)).sum();
        Ok(Taken { report, weight, rows: rows.len(), parts: Some(self.parts) })
    }

    fn validate(&self, model: &Latent<T, L, Q, P>) -> Result<Option<Scores>> {
        let Some(set) = self.validation.as_ref() else { return Ok(None) };
        let (d, log_scale) = (model.program_member(), model.program_state().statistics.log_scale());
        let block = (crate::latent::BLOCK / d.size()).max(1);
        let n = set.numbers.len();
        let mut bounds = Vec::with_capacity(n);
        for first in (0..n).step_by(block) {
            let rows = first..n.min(first + block);
            let events = set.events_of(d, rows.clone());
            let seed = crate::latent::second(self.options.seed);
            let bounds_by = |each: usize| {
                let found = model.bounds_of(&events, rows.start * each, each, seed);
                found.into_iter().map(|bound| bound.log_prob).collect()
            };
            let found: Vec<f64> = match self.objective.bound {
                LowerBound::Evidence => bounds_by(1),
                LowerBound::Importance => bounds_by(self.objective.draws),
                LowerBound::Reconstruction => model.reconstructions_of(&events)?,
            };
            let volume = |row: usize| set.volumes.get(row).copied().unwrap_or(log_scale);
            bounds.extend(rows.clone().zip(found).map(|(row, bound)| bound - volume(row)));
        }
        let bounds: Vec<T> = bounds.into_iter().map(T::from_f64).collect();
        Ok(Some(Scores::weighted(&bounds, set.weights.as_slice()).numbered(|row| set.numbers[row])))
    }

    fn is_settled(&self, step: u64) -> bool {
        self.objective.bound == LowerBound::Reconstruction || self.objective.beta(step) == 1.0
    }

    fn leave(&mut self, _: &mut Latent<T, L, Q, P>) -> Result<()> {
        Ok(())
    }

    fn has_parts(&self) -> bool {
        self.objective.bound != LowerBound::Reconstruction
    }

    fn rows(&self) -> usize {
        self.row_count()
    }

    fn identity(&self) -> Vec<(&'static str, String)> {
        self.facts()
    }
}
