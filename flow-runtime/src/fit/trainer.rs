//! One step of training: gradient, clipping, optimizer, preparation.

use super::data_init::measure_starts;
use super::dataset::{Data, Dataset, prepare_data};
use super::options::FitOptions;
use super::room;
use super::rows::Feed;
use super::update::Descent;
use crate::engine::backward::batch_statistics::{Averages, measured};
use crate::engine::backward::gradient::{Batch, Gradient};
use crate::engine::batch::{Rows, What, lanes_of, run_tile};
use crate::engine::program::Program;
use crate::engine::scores::Scores;
use crate::engine::workers::Parts;
use crate::error::Result;
use crate::model::Standardization;
use crate::model::description::Init;
use crate::noise::{Noise, Purpose};
use crate::numeric::Real;

/// Everything that lives across the steps of a fit: rows, memory, the optimizer's state, threads.
pub struct Trainer<T: Real> {
    pub(super) training: Dataset<T>,
    pub(super) validation: Option<Dataset<T>>,
    pub(super) gradient: Gradient<T>,
    pub(super) descent: Descent<T>,
    batch_weights: Vec<T>,
    log_scale: f64,
    dropout: Noise,
    averages: Averages<T>,
}

/// The outcome of one step.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct StepReport {
    /// Mean `log p(x)` of the batch before the step, by the weights of its rows, in nats.
    pub log_prob: f64,
    /// Norm of the gradient, before clipping.
    pub gradient_norm: f64,
    /// The learning rate of the step.
    pub learning_rate: f64,
}

impl StepReport {
    /// True where the step was taken.
    pub fn is_finite(&self) -> bool {
        self.log_prob.is_finite() && self.gradient_norm.is_finite()
    }
}

impl<T: Real> Trainer<T> {
    /// For a flow and its rows. Measures the flow's statistics where the options ask for it.
    ///
    /// # Errors
    /// For options out of their range, rows that do not fit the flow, or threads that cannot be
    /// started.
    pub fn new<P: Program<T>>(flow: &mut P, data: &Data<'_>, options: &FitOptions) -> Result<Self> {
        Self::with(flow, Feed::Rows(*data), options)
    }

    pub(super) fn with<P: Program<T>>(flow: &mut P, feed: Feed<'_>, options: &FitOptions) -> Result<Self> {
        options.check()?;
        let (training, validation) = prepare_data(flow, feed, options)?;
        if options.standardization() != Standardization::Off {
            measure_starts(flow, &training);
        }
        let n = training.numbers.len();
        let batch = options.batch_size.min(n);
        let passes = (options.epochs as u64).saturating_mul(n.div_ceil(batch) as u64);
        let steps = options.steps.map_or(passes, |steps| steps as u64);
        let descent = Descent::new(options, flow.program_state().parameters().len(), steps)?;
        let needed = Gradient::<T>::bytes(flow, batch, &descent.workers);
        room::check(needed, room::available(), batch, descent.workers.count())?;
        Ok(Trainer {
            gradient: Gradient::new(flow, batch, false, &descent.workers),
            descent,
            batch_weights: Vec::with_capacity(batch),
            log_scale: flow.program_state().statistics.log_scale(),
            dropout: Noise::new(options.seed, Purpose::Dropout),
            averages: Averages::default(),
            training,
            validation,
        })
    }

    /// Number of training rows.
    pub fn rows(&self) -> usize {
        self.training.numbers.len()
    }

    /// Steps taken so far.
    pub fn step_count(&self) -> u64 {
        self.descent.state.step
    }

    /// One step on a batch, by the numbers of its training rows: at least one, at most the batch
    /// size. Where loss or gradient is not finite, the flow is left as it is.
    pub fn step<P: Program<T>>(&mut self, flow: &mut P, rows: &[usize]) -> StepReport {
        if self.descent.state.step == 0 {
            self.meet_first(flow, rows);
        }
        let workers = self.descent.workers.clone();
        workers.install(|| self.step_here(flow, rows))
    }

    fn step_here<P: Program<T>>(&mut self, flow: &mut P, rows: &[usize]) -> StepReport {
        // The loss is the mean of −log p by weight.
        let total = self.weight(rows);
        let weight = |row: &usize| T::from_f64(-self.training.weights.of(*row) / total);
        self.batch_weights.clear();
        self.batch_weights.extend(rows.iter().map(weight));
        let Dataset { events, contexts, images, .. } = &self.training;
        self.averages.remember(flow.program_state().parameters(), &flow.program_state().layout().meetings);
        let dropout = Some((&self.dropout, self.descent.state.step));
        let batch = Batch { events, images: images.as_ref(), contexts, rows, weights: &self.batch_weights, dropout };
        self.gradient.train(flow, batch, &self.descent.workers);
        let volume = |row: usize| self.training.volumes.get(row).map_or(0.0, |volume| volume - self.log_scale);
        let weighted = rows.iter().zip(self.gradient.log_prob());
        let sum: f64 = weighted.map(|(row, l)| self.training.weights.of(*row) * (l.to_f64() - volume(*row))).sum();
        let report = self.descent.clip(sum / total - self.log_scale, [self.gradient.parameters_mut()]);
        if report.is_finite() {
            self.update(flow);
        } else {
            self.averages.restore(flow.program_state_mut().parameters_mut());
        }
        report
    }

    /// Σ w of training rows.
    pub(super) fn weight(&self, rows: &[usize]) -> f64 {
        rows.iter().map(|row| self.training.weights.of(*row)).sum()
    }

    fn update<P: Program<T>>(&mut self, flow: &mut P) {
        // What the step makes of statistics is overwritten: they are not learned.
        let batch: Averages<T> = self.averages.of(flow.program_state().parameters());
        self.descent.step(flow, [self.gradient.parameters()]);
        let parameters = flow.program_state_mut().parameters_mut();
        batch.restore(parameters);
        self.averages.take_in(parameters, self.descent.state.step == 1);
        self.descent.prepare(flow);
    }

    /// Gives layers that start by the first batch their start, where they still are as they were
    /// declared.
    fn meet_first<P: Program<T>>(&mut self, flow: &mut P, rows: &[usize]) {
        let layout = flow.program_state().layout().clone();
        let starts = layout
            .meetings
            .iter()
            .flat_map(|m| &m.parts)
            .filter(|(init, _)| matches!(init, Init::FirstMean | Init::FirstLogDeviation));
        let parameters = flow.program_state().parameters();
        let fresh = starts.clone().all(|(_, range)| parameters[range.clone()].iter().all(|p| *p == T::ZERO));
        if starts.count() > 0 && fresh {
            self.measure(flow, rows, true);
        }
    }

    /// Gives layers that keep statistics those of all training rows, as they are in the first
    /// epoch: a fit that is gone on with after its last epoch has seen no other.
    pub(super) fn meet_all<P: Program<T>>(&mut self, flow: &mut P, feed: Feed<'_>, seed: u64) -> Result<()> {
        if flow.program_state().layout().meetings.iter().any(|m| m.is_statistic()) {
            self.training.turn_to(flow, feed, seed, 1)?;
            let rows: Vec<usize> = (0..self.rows()).collect();
            let batch = rows.len();
            let gradient = Gradient::new(flow, batch, false, &self.descent.workers);
            let of_batches = std::mem::replace(&mut self.gradient, gradient);
            self.measure(flow, &rows, false);
            self.gradient = of_batches;
        }
        Ok(())
    }

    /// Measures some rows at each layer that does, from data to base.
    fn measure<P: Program<T>>(&mut self, flow: &mut P, rows: &[usize], first: bool) {
        let layout = flow.program_state().layout().clone();
        let weights = vec![T::ONE; rows.len()];
        let Dataset { events, contexts, images, .. } = &self.training;
        let batch = Batch { events, images: images.as_ref(), contexts, rows, weights: &weights, dropout: None };
        let workers = self.descent.workers.clone();
        workers.install(|| {
            let mut end = layout.chain().end;
            for (k, meeting) in layout.meetings.iter().rev().enumerate() {
                let layers = meeting.layer + 1..end;
                let moments = self.gradient.entering(flow, batch, meeting, layers, k == 0, &self.descent.workers);
                measured(flow, meeting, &moments, first);
                end = meeting.layer + 1;
            }
        });
    }

    /// Log-densities of the validation rows; those that are told apart have the numbers of the data
    /// that they come from.
    pub(super) fn validate<P: Program<T>>(&self, flow: &P) -> Option<Scores> {
        let set = self.validation.as_ref()?;
        let d = flow.program_member();
        let mut log_prob = vec![T::ZERO; set.numbers.len()];
        let lanes = lanes_of::<T>(d, flow.program_state().layout());
        self.descent.workers.share(Parts::new(&mut log_prob[..], lanes), |(tile, log_prob)| {
            let (first, count) = (tile * lanes, log_prob.len());
            let events = set.events_of(d, first..first + count);
            let contexts = &set.contexts[first * d.context..][..count * d.context];
            run_tile(flow, What::LogProb, Rows::standardized(&events, contexts), &mut [], log_prob, None);
        });
        Some(Scores::weighted(&log_prob, set.weights.as_slice()).numbered(|row| set.numbers[row]))
    }
}
