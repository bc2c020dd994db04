//! The steps of a fit without data.

use super::estimate::{Draws, Point, TARGET_HELP, energies};
use super::target::{DensityTile, TileDensity};
use super::tile::{Batch, Contexts, Tile};
use super::{DrawGradient, EPOCH_STEPS, ReverseKl};
use crate::engine::backward::sums::Sums;
use crate::engine::program::Reparameterized;
use crate::engine::scores::Scores;
use crate::engine::workers::{Pieces, take};
use crate::error::{Error, Result};
use crate::fit::divergence::rate_help;
use crate::fit::fingerprint::{digest, of_options};
use crate::fit::objective::{Objective, Taken};
use crate::fit::options::FitOptions;
use crate::fit::update::Descent;
use crate::model::description::Direction;
use crate::model::standardize::standardize;
use crate::noise::{Noise, Purpose};
use crate::numeric::Real;

/// Points whose log-densities tell one target from another.
const TELLING: usize = 16;

/// The state that lives across the steps.
pub struct Steps<'a, T: Real> {
    pub descent: Descent<T>,
    target: &'a dyn TileDensity<T>,
    objective: ReverseKl,
    options: &'a FitOptions,
    contexts: Contexts<T>,
    noise: [Noise; 3],
    sums: Sums<T>,
    draws: Vec<usize>,
    given: Vec<usize>,
    log_q: Vec<T>,
    log_p: Vec<T>,
    telling: Vec<f64>,
}

impl<'a, T: Real> Steps<'a, T> {
    /// For a flow, a density, and contexts in the units of the data.
    pub fn new<P: Reparameterized<T>>(
        flow: &P,
        target: &'a dyn TileDensity<T>,
        contexts: &[f64],
        objective: ReverseKl,
        options: &'a FitOptions,
    ) -> Result<Self> {
        objective.check(options)?;
        let (d, layout) = (flow.program_member(), flow.program_state().layout());
        if let Some(meeting) = layout.meetings.iter().find(|m| m.is_statistic()) {
            let path = &layout.layers[meeting.layer].path;
            return Err(Error::input(format!("found the layer `{path}`, which measures batches of data"))
                .help("a fit without data needs a flow whose layers treat samples apart"));
        }
        let whole = d.context > 0 && contexts.len().is_multiple_of(d.context) && !contexts.is_empty();
        if !whole && d.context + contexts.len() > 0 {
            let message = format!("found {} numbers of contexts, expected rows of {}", contexts.len(), d.context);
            return Err(Error::input(message));
        }
        let steps = options.steps.unwrap_or(options.epochs.saturating_mul(EPOCH_STEPS));
        let descent = Descent::new(options, layout.parameters, steps as u64)?;
        let n = options.batch_size;
        let sums = Sums::new(flow, Direction::Sampling, n, &descent.workers);
        let padded = n.next_multiple_of(sums.lanes());
        let statistics = &flow.program_state().statistics;
        let contexts = Contexts {
            given: contexts.iter().map(|c| T::from_f64(*c)).collect(),
            standardized: standardize(contexts, statistics.context.as_ref()),
        };
        let telling = telling(target, d.size(), &contexts.given[..d.context]);
        Ok(Steps {
            noise: [Purpose::Steps, Purpose::Dropout, Purpose::Shuffle].map(|p| Noise::new(options.seed, p)),
            sums,
            draws: (0..n).collect(),
            given: Vec::new(),
            log_q: vec![T::ZERO; padded],
            log_p: vec![T::ZERO; padded],
            descent,
            target,
            objective,
            options,
            contexts,
            telling,
        })
    }

    /// Fills in the gradient of the mean of `log q − β log p` over the draws of a step.
    pub fn gradient<P: Reparameterized<T>>(&mut self, flow: &P, step: u64) {
        self.choose_contexts(flow.program_member().context, step);
        self.sums.clear();
        let batch = Batch {
            noise: &self.noise[0],
            dropout: &self.noise[1],
            step,
            target: self.target,
            contexts: &self.contexts,
            beta: T::from_f64(self.objective.beta(step)),
            weight: T::from_f64(1.0 / self.draws.len() as f64),
            path: self.objective.gradient == DrawGradient::Path,
        };
        let tiles = Tiles {
            draws: &self.draws,
            given: &self.given,
            lanes: self.sums.lanes(),
            log_q: &mut self.log_q,
            log_p: &mut self.log_p,
        };
        let (draws, workers) = (self.draws.len(), &self.descent.workers);
        let work = |tile: &mut Tile<'_, T>, (): &(), tape: &mut [T], _: &mut [T]| tile.run(flow, &batch, tape);
        self.sums.run(flow, tiles, draws, &[()], |(), _| true, workers, work);
    }

    /// The gradient by the parameters.
    pub fn parameters(&self) -> &[T] {
        self.sums.parameters()
    }

    /// Each draw is given a row of the contexts at random.
    fn choose_contexts(&mut self, context: usize, step: u64) {
        if context == 0 {
            return;
        }
        let rows = self.contexts.given.len() / context;
        let mut uniform = vec![0.0; self.draws.len()];
        self.noise[2].fill_uniform(step, 0, 1, &mut uniform);
        self.given = uniform.into_iter().map(|u| ((u * rows as f64) as usize).min(rows - 1)).collect();
    }

    /// The mean of `β log p − log q` over the draws.
    pub fn score(&self, beta: f64) -> f64 {
        let draws = self.log_q.iter().zip(&self.log_p).take(self.draws.len());
        draws.map(|(q, p)| beta * p.to_f64() - q.to_f64()).sum::<f64>() / self.draws.len() as f64
    }

    /// The error of a step, from 0, that was not taken: with the draw that is to blame, and its point.
    fn failure<P: Reparameterized<T>>(&self, flow: &P, step: u64, epoch: usize) -> Error {
        let n = self.draws.len();
        let scored = self.log_q.iter().zip(&self.log_p).take(n);
        let failed = scored.enumerate().find(|(_, (q, p))| !q.is_finite() || !p.is_finite()).map(|(draw, _)| draw);
        let of_target = failed.is_some_and(|draw| self.log_q[draw].is_finite());
        // Where units drop out, a draw that is drawn again lies elsewhere.
        let point = match failed {
            Some(draw) => Some(self.point(flow, step, draw)),
            None => (0..n).map(|draw| self.point(flow, step, draw)).find(|point| !point.is_finite()),
        };
        let what = if failed.is_some() { "free energy" } else { "gradient" };
        let cause = match (point.filter(|point| !point.is_finite()), failed) {
            (Some(point), _) => point.failure(),
            (None, Some(draw)) if of_target => {
                format!("log p of the target is {} at draw {}", self.log_p[draw], draw + 1)
            }
            (None, Some(draw)) => format!("log q of the flow is {} at draw {}", self.log_q[draw], draw + 1),
            (None, None) => "the sum over the draws overflows".into(),
        };
        let at = step + 1;
        let help = match of_target || step == 0 {
            true => TARGET_HELP.into(),
            false => format!("{}, or let the target in by `annealing`", rate_help(self.descent.last_rate())),
        };
        Error::numerical(format!("the {what} is not finite at step {at} (epoch {epoch}): {cause}")).help(help)
    }

    /// One draw of a step again.
    fn point<P: Reparameterized<T>>(&self, flow: &P, step: u64, draw: usize) -> Point {
        let context = flow.program_member().context;
        let contexts = self.given.get(draw).map_or(&[][..], |row| &self.contexts.given[row * context..][..context]);
        let draws = Draws { purpose: Purpose::Steps, seed: self.options.seed, step, n: self.draws.len(), contexts };
        Point::of(flow, self.target, &draws, draw)
    }
}

/// Log-densities at a few points that depend on nothing, which tell one density from another.
fn telling<T: Real>(target: &dyn TileDensity<T>, size: usize, context: &[T]) -> Vec<f64> {
    let mut normals = vec![0.0; size * TELLING];
    Noise::new(0, Purpose::Judgement).fill_normal(0, 0, 1, &mut normals);
    let x: Vec<T> = normals.into_iter().map(T::from_f64).collect();
    let context: Vec<T> = context.iter().flat_map(|c| [*c; TELLING]).collect();
    let (mut log_prob, mut gradient) = (vec![T::ZERO; TELLING], x.clone());
    let (log_prob_out, gradient) = (&mut log_prob, &mut gradient);
    target.evaluate(DensityTile { lanes: TELLING, x: &x, context: &context, log_prob: log_prob_out, gradient });
    log_prob.iter().map(|l| l.to_f64()).collect()
}

impl<T: Real, P: Reparameterized<T>> Objective<T, P> for Steps<'_, T> {
    fn descent(&self) -> &Descent<T> {
        &self.descent
    }

    fn epoch_steps(&self) -> usize {
        EPOCH_STEPS
    }

    fn enter(&mut self, _: &P, _: usize) -> Result<()> {
        Ok(())
    }

    fn step(&mut self, flow: &mut P, epoch: usize, _: usize) -> Result<Taken> {
        let step = self.descent.state.step;
        self.gradient(flow, step);
        let loss = self.score(self.objective.beta(step));
        let report = self.descent.clip(self.score(1.0), [self.sums.parameters_mut()]);
        if !report.is_finite() || !loss.is_finite() {
            return Err(self.failure(flow, step, epoch));
        }
        self.descent.step(flow, [self.sums.parameters()]);
        self.descent.prepare(flow);
        Ok(Taken { report, weight: 1.0, rows: self.draws.len(), parts: None })
    }

    fn validate(&self, flow: &P) -> Result<Option<Scores>> {
        let draws = Draws {
            purpose: Purpose::Judgement,
            seed: self.options.seed,
            step: 0,
            n: self.objective.validation_draws,
            contexts: &self.contexts.given,
        };
        let found = energies(flow, self.target, draws, &self.descent.workers)?;
        Ok(Some(Scores::of(&found.scores())))
    }

    fn is_settled(&self, step: u64) -> bool {
        self.objective.beta(step) == 1.0
    }

    fn leave(&mut self, _: &mut P) -> Result<()> {
        Ok(())
    }

    fn rows(&self) -> usize {
        EPOCH_STEPS * self.draws.len()
    }

    fn identity(&self) -> Vec<(&'static str, String)> {
        let given: Vec<f64> = self.contexts.given.iter().map(|c| c.to_f64()).collect();
        let ReverseKl { annealing, gradient, validation_draws } = self.objective;
        let annealing = annealing.map_or("none".into(), |a| format!("{} over {}", a.start, a.steps));
        let mut facts = of_options::<T>(self.options);
        facts.extend([
            ("target", digest(&[&self.telling])),
            ("contexts", digest(&[&given])),
            ("annealing", annealing),
            ("gradient", format!("{gradient:?}")),
            ("validation draws", validation_draws.to_string()),
        ]);
        facts
    }
}

/// Tiles of draws, with the parts of everything that a step of them writes.
struct Tiles<'a, T> {
    draws: &'a [usize],
    given: &'a [usize],
    lanes: usize,
    log_q: &'a mut [T],
    log_p: &'a mut [T],
}

impl<'a, T: Real> Pieces for Tiles<'a, T> {
    type Piece = Tile<'a, T>;

    fn count(&self) -> usize {
        self.draws.len().div_ceil(self.lanes)
    }

    fn cut(self, at: usize) -> (Self, Self) {
        let Tiles { draws, given, lanes, mut log_q, mut log_p } = self;
        let (draws, draws_after) = draws.split_at((at * lanes).min(draws.len()));
        let (given, given_after) = given.split_at((at * lanes).min(given.len()));
        let first =
            Tiles { draws, given, lanes, log_q: take(&mut log_q, at * lanes), log_p: take(&mut log_p, at * lanes) };
        (first, Tiles { draws: draws_after, given: given_after, lanes, log_q, log_p })
    }

    fn only(self) -> Tile<'a, T> {
        let (Tiles { draws, given, lanes, log_q, log_p }, _) = self.cut(1);
        Tile { draws, given, lanes, log_q, log_p }
    }
}
