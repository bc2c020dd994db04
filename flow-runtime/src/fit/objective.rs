//! An objective says what a run minimises: how an epoch is made up, what a step does, and how the
//! flow is judged.

use super::failure::explain;
use super::fingerprint::of_rows;
use super::options::FitOptions;
use super::parts::ElboParts;
use super::rows::Feed;
use super::trainer::{StepReport, Trainer};
use super::update::Descent;
use crate::engine::program::Program;
use crate::engine::scores::Scores;
use crate::error::Result;
use crate::model::Columns;
use crate::noise::{Noise, Purpose, shuffle_order};
use crate::numeric::Real;

/// A step that was taken.
pub struct Taken {
    /// The report on it.
    pub report: StepReport,
    /// The weight of its rows.
    pub weight: f64,
    /// The number of rows.
    pub rows: usize,
    /// The parts of its score, where that is an evidence lower bound.
    pub parts: Option<ElboParts>,
}

/// The thing that a run minimises. Larger scores are better.
pub trait Objective<T: Real, P>: Send + Sync {
    /// The state that all steps share.
    fn descent(&self) -> &Descent<T>;
    /// Steps of a whole epoch.
    fn epoch_steps(&self) -> usize;
    /// Makes ready for an epoch, from 1.
    fn enter(&mut self, flow: &P, epoch: usize) -> Result<()>;
    /// Step `k` of an epoch, from 0.
    fn step(&mut self, flow: &mut P, epoch: usize, k: usize) -> Result<Taken>;
    /// The scores by which the flow is judged, if it is.
    fn validate(&self, flow: &P) -> Result<Option<Scores>>;
    /// True where the score of a step, from 0, is that of what is minimised in the end, so that the
    /// scores of such steps can be compared.
    fn is_settled(&self, step: u64) -> bool;
    /// Does what is left when the flow has its last parameters.
    fn leave(&mut self, flow: &mut P) -> Result<()>;
    /// True where the scores are evidence lower bounds, which have parts.
    fn has_parts(&self) -> bool {
        false
    }
    /// Rows of an epoch.
    fn rows(&self) -> usize;
    /// The facts that tell this fit from others.
    fn identity(&self) -> Vec<(&'static str, String)>;
}

/// The mean log-density of rows.
pub struct Likelihood<'a, T: Real> {
    trainer: Trainer<T>,
    feed: Feed<'a>,
    options: &'a FitOptions,
    columns: Columns,
    order: Vec<usize>,
}

impl<'a, T: Real> Likelihood<'a, T> {
    /// The likelihood of the rows that the trainer was given, which are of these columns.
    pub fn new(trainer: Trainer<T>, feed: Feed<'a>, options: &'a FitOptions, columns: Columns) -> Self {
        Likelihood { trainer, feed, options, columns, order: Vec::new() }
    }
}

impl<T: Real, P: Program<T>> Objective<T, P> for Likelihood<'_, T> {
    fn descent(&self) -> &Descent<T> {
        &self.trainer.descent
    }

    fn epoch_steps(&self) -> usize {
        self.trainer.rows().div_ceil(self.options.batch_size)
    }

    fn enter(&mut self, flow: &P, epoch: usize) -> Result<()> {
        self.trainer.training.turn_to(flow, self.feed, self.options.seed, epoch)?;
        let shuffle = Noise::new(self.options.seed, Purpose::Shuffle);
        self.order = shuffle_order(&shuffle, epoch as u64, self.trainer.rows());
        Ok(())
    }

    fn step(&mut self, flow: &mut P, epoch: usize, k: usize) -> Result<Taken> {
        let first = k * self.options.batch_size;
        let batch = &self.order[first..(first + self.options.batch_size).min(self.order.len())];
        let report = self.trainer.step(flow, batch);
        if !report.is_finite() {
            return Err(explain(flow, &self.trainer, batch, epoch, report));
        }
        Ok(Taken { report, weight: self.trainer.weight(batch), rows: batch.len(), parts: None })
    }

    fn validate(&self, flow: &P) -> Result<Option<Scores>> {
        Ok(self.trainer.validate(flow))
    }

    fn is_settled(&self, _: u64) -> bool {
        true
    }

    fn leave(&mut self, flow: &mut P) -> Result<()> {
        self.trainer.meet_all(flow, self.feed, self.options.seed)
    }

    fn rows(&self) -> usize {
        self.trainer.rows()
    }

    fn identity(&self) -> Vec<(&'static str, String)> {
        of_rows::<T>(self.feed, &self.columns, self.options)
    }
}
