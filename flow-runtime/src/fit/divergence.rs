//! Says when a fit has left all reason.
//!
//! The measure is what the fit has done already: `r`, the smaller of the loss of its first step,
//! which is that of the parameters it began with, and the least mean loss of an epoch since. An
//! epoch is *out of reason* where every loss in the second half of its steps lies above
//! ```text
//! r + 10 · (|r| + D)      D numbers in a sample; a standard normal has a loss of 1.4 D
//! ```
//! Every loss, so that spikes of a noisy fit, or batches with a far row, do not count; the second
//! half, so that an epoch which falls apart and comes back is judged by where it came to.
//!
//! A fit may begin badly and recover: its excess over r then shrinks. So it is stopped when neither
//! five epochs nor a hundred steps have brought the least excess down by a tenth. A fit that ends out
//! of reason has diverged too. So has one that settled above the loss s of its first step: no step in
//! the second half of any epoch has a loss of at most s, where an epoch was out of reason, or of at
//! most `s + |s| + D`, where it fell apart and came back to that within its first. Parameters out of
//! reason are never the best.

use super::state::Sums;
use crate::error::Error;
use crate::error::number;

/// How far above the measure an epoch may lie, in sizes of the measure.
const FACTOR: f64 = 10.0;

/// Epochs, and steps, without recovery after which a fit is stopped.
const EPOCHS: usize = 5;
const STEPS: usize = 100;

/// The part of the least excess to which it has to fall to count as recovery.
const RECOVERY: f64 = 0.9;

/// The course of a fit, by which its epochs are judged. Losses are means of `−log p`, in nats.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Divergence {
    /// The loss of the first step; NaN before it.
    pub start: f64,
    /// The least mean loss of an epoch within reason.
    pub best: f64,
    /// The least loss of a step in the second half of any epoch.
    pub least: f64,
    /// The first epoch of all that was out of reason; 0 where none was.
    pub left: usize,
    /// The first of the epochs out of reason that have come one after another; 0 where the last
    /// epoch was within reason.
    pub since: usize,
    /// The least excess of these.
    pub excess: f64,
    /// Epochs, and steps, since the excess has last fallen to a new least.
    pub waited: [usize; 2],
}

impl Divergence {
    /// Before the first step.
    pub fn start() -> Self {
        Divergence {
            start: f64::NAN,
            best: f64::INFINITY,
            least: f64::INFINITY,
            left: 0,
            since: 0,
            excess: f64::INFINITY,
            waited: [0; 2],
        }
    }

    /// Takes note of a step's loss.
    pub fn step(&mut self, loss: f64) {
        if self.start.is_nan() {
            self.start = loss;
        }
    }

    /// Judges an epoch of samples of `size` numbers by the losses of its steps.
    pub fn judge(&mut self, epoch: usize, size: usize, sums: &Sums) {
        let measure = self.start.min(self.best);
        let excess = sums.least_loss - measure;
        // No step was judged where the least loss is infinite.
        if sums.least_loss == f64::INFINITY {
            return;
        }
        self.least = self.least.min(sums.least_loss);
        if excess <= FACTOR * (measure.abs() + size as f64) {
            self.best = self.best.min(-sums.log_prob / sums.weight);
            self.since = 0;
            return;
        }
        if self.left == 0 {
            self.left = epoch;
        }
        if self.since == 0 {
            (self.since, self.excess) = (epoch, f64::INFINITY);
        }
        if excess < RECOVERY * self.excess {
            (self.excess, self.waited) = (excess, [0; 2]);
        } else {
            self.waited[0] += 1;
            self.waited[1] += sums.steps;
        }
    }

    /// True for a loss that is not worse than that of the first step by more than its size, so that
    /// parameters which came to it are worth keeping when the fit fails.
    pub fn is_worth_keeping(&self, loss: f64, size: usize) -> bool {
        loss <= self.start + self.start.abs() + size as f64
    }

    /// True where no epoch has come back to the loss of the first step, so that all that came after is
    /// worse than what the fit began with.
    pub fn never_came_back(&self, size: usize) -> bool {
        let came_back = if self.left > 0 { self.least <= self.start } else { self.is_worth_keeping(self.least, size) };
        self.least.is_finite() && !came_back
    }

    /// True where the last epoch was within reason.
    pub fn is_within(&self) -> bool {
        self.since == 0
    }

    /// True where the fit is out of reason and does not recover.
    pub fn is_hopeless(&self) -> bool {
        self.since > 0 && self.waited[0] >= EPOCHS && self.waited[1] >= STEPS
    }

    /// The error of a fit that ended, or was stopped, out of reason after an epoch of this mean loss.
    pub fn error(&self, epoch: usize, loss: f64, learning_rate: f64) -> Error {
        let since = if self.since > 0 { self.since } else { self.left.max(1) };
        let (loss, start) = (number(loss), number(self.start));
        Error::numerical(format!(
            "the fit diverged in epoch {since}: the training loss is {loss} nats in epoch {epoch}, and was {start} at the first step"
        ))
        .help(rate_help(learning_rate))
    }
}

/// The way out of a fit whose steps are too long.
pub fn rate_help(learning_rate: f64) -> String {
    format!("lower the learning rate, now {}, let it rise by `warm_up`, or set a clip norm", number(learning_rate))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Judges epochs of 20 steps with these least losses and means, and returns the number of the one
    /// after which the fit is stopped, if it is.
    fn stopped(start: f64, epochs: impl IntoIterator<Item = [f64; 2]>) -> (Option<usize>, Divergence) {
        let mut found = Divergence::start();
        found.step(start);
        for (epoch, [least_loss, mean]) in (1..).zip(epochs) {
            let sums = Sums { log_prob: -mean * 20.0, weight: 20.0, steps: 20, least_loss, ..Sums::default() };
            found.judge(epoch, 2, &sums);
            if found.is_hopeless() {
                return (Some(epoch), found);
            }
        }
        (None, found)
    }

    fn flat(losses: impl IntoIterator<Item = f64>) -> impl Iterator<Item = [f64; 2]> {
        losses.into_iter().map(|loss| [loss, loss])
    }

    #[test]
    fn a_fit_that_stays_at_an_enormous_loss_is_stopped() {
        // The first epoch sets the excess, five more do not recover; a hundred steps are five epochs.
        assert_eq!(stopped(2.8, flat([6e28; 30])).0, Some(6));
        // It was good for three epochs, then rises without end.
        let rising = [2.5, 2.1, 2.0].into_iter().chain((1..20).map(|k| 1e3 * 10f64.powi(k)));
        let (epoch, found) = stopped(2.8, flat(rising));
        assert_eq!((epoch, found.since, found.best), (Some(9), 4, 2.0));
        // Noise of a factor of 20 around an enormous loss is no recovery for long.
        let noisy = (0..40).map(|k| 1e20 * (1.0 + 20.0 * (f64::from(k) * 0.7).sin().abs()));
        assert!(stopped(2.8, flat(noisy)).0.is_some_and(|epoch| epoch < 20));
        // Negative losses: 20 nats better than nothing, then 1e6 worse.
        assert_eq!(stopped(3.0, flat([-20.0, 1e6, 1e6, 1e6, 1e6, 1e6, 1e6, 1e6])).0, Some(7));
        // Rows far from 0 without standardising: the start is no bound for what comes after a good epoch.
        assert_eq!(stopped(5e11, flat([1e3, 1e10, 1e10, 1e10, 1e10, 1e10, 1e10, 1e10])).0, Some(7));
    }

    #[test]
    fn a_fit_that_recovers_is_not_stopped() {
        let falling = (0..100).map(|k| 1e12 * 0.97f64.powi(k));
        let (epoch, found) = stopped(2.8, flat(falling));
        assert_eq!(epoch, None);
        assert!(!found.is_within(), "it has not come back yet");
        let back = [1e9, 1e9, 1e9, 1e9, 5e8, 1e5, 40.0, 3.0, 2.0];
        let (epoch, found) = stopped(2.8, flat(back));
        assert!(epoch.is_none() && found.is_within() && found.best == 2.0);
        // Twice out of reason, and each time back.
        let twice = [3.0, 1e6, 1e6, 1e6, 3.0, 1e6, 1e6, 1e6, 2.5];
        assert!(stopped(2.8, flat(twice)).1.is_within());
    }

    #[test]
    fn parameters_worse_than_the_first_are_not_worth_keeping() {
        let (_, found) = stopped(2.8, flat([2.0]));
        assert!([2.0, 2.8, 7.0, -30.0].iter().all(|loss| found.is_worth_keeping(*loss, 2)));
        assert!([13.0, 5e4, f64::NAN].iter().all(|loss| !found.is_worth_keeping(*loss, 2)));
        assert!(!Divergence::start().is_worth_keeping(1.0, 2));
    }

    #[test]
    fn a_fit_that_settles_far_above_its_first_loss_never_came_back() {
        let settled = [1e30, 1e9, 1e6, 40.0, 32.7, 32.6];
        let (epoch, found) = stopped(2.8, flat(settled));
        assert!(epoch.is_none() && found.is_within() && found.never_came_back(2));
        // One that left reason has to come back to all that it began with.
        assert!(stopped(2.8, flat([1e30, 7.0, 6.0])).1.never_came_back(2));
        assert!(!stopped(2.8, flat([1e30, 7.0, 2.7])).1.never_came_back(2));
        // One that is slow, one with far rows in some batches of each epoch, and one that was not judged.
        assert!(!stopped(2.8, flat([5.0, 4.9])).1.never_came_back(2));
        assert!(!stopped(2.8, [[2.9, 1e5]; 4]).1.never_came_back(2));
        assert!(!stopped(2.8, [[f64::INFINITY, 1e9]; 5]).1.never_came_back(2));
    }

    #[test]
    fn spikes_and_far_rows_do_not_count() {
        // Some batch of every epoch is enormous, so that the mean is, but not all are.
        let (epoch, found) = stopped(2.8, [[2.4, 1e9]; 50]);
        assert!(epoch.is_none() && found.is_within());
        // A fit that is bad within reason is not stopped.
        assert_eq!(stopped(2.8, flat([40.0; 50])).0, None);
        // Epochs in which no step was judged say nothing.
        assert!(stopped(2.8, [[f64::INFINITY, 1e9]; 50]).1.is_within());
    }

    #[test]
    fn short_epochs_are_given_a_hundred_steps() {
        let mut found = Divergence::start();
        found.step(1.0);
        let sums = Sums { log_prob: -1e9, weight: 1.0, steps: 1, least_loss: 1e9, ..Sums::default() };
        let epochs = (1..).take_while(|epoch| {
            found.judge(*epoch, 2, &sums);
            !found.is_hopeless()
        });
        assert_eq!(epochs.count(), 100);
    }
}
