//! Where a number stopped being finite.

use super::divergence::rate_help;
use super::trainer::{StepReport, Trainer};
use crate::engine::batch::{Rows, What, run_tile};
use crate::engine::chain::Probe;
use crate::engine::program::Program;
use crate::error::{Error, number};
use crate::model::description::Member;
use crate::numeric::Real;

/// Explains a step that was not taken: the row and the layer, or the parameter whose gradient
/// failed.
pub fn explain<T: Real, P: Program<T>>(
    flow: &P,
    trainer: &Trainer<T>,
    batch: &[usize],
    epoch: usize,
    report: StepReport,
) -> Error {
    let step = trainer.step_count() + 1;
    let failed = trainer.gradient.log_prob().iter().position(|l| !l.is_finite());
    let (what, cause, help) = match failed {
        Some(lane) => {
            let row = Row::of(trainer, flow.program_member(), batch[lane]);
            ("loss", row.failure(flow), row.help(step))
        }
        None if report.log_prob.is_finite() => {
            ("gradient", in_gradient(flow, trainer), rate_help(report.learning_rate))
        }
        None => ("loss", "the sum over the batch overflows".to_string(), rate_help(report.learning_rate)),
    };
    Error::numerical(format!("the {what} is not finite at step {step} (epoch {epoch}): {cause}")).help(help)
}

/// A standardised row from this many deviations on is far from all others.
const FAR: f64 = 1e3;

/// One training row.
struct Row<'a, T> {
    /// Its number in the data, from 1.
    number: usize,
    events: Vec<T>,
    contexts: &'a [T],
    learning_rate: f64,
}

impl<'a, T: Real> Row<'a, T> {
    fn of(trainer: &'a Trainer<T>, d: &Member, row: usize) -> Self {
        let set = &trainer.training;
        Row {
            number: set.numbers[row] + 1,
            events: set.events_of(d, row..row + 1).into_owned(),
            contexts: &set.contexts[row * d.context..][..d.context],
            learning_rate: trainer.descent.last_rate(),
        }
    }

    /// Its number of the largest magnitude, in words: as the flow takes it up.
    fn farthest(&self) -> (f64, String) {
        let numbers = self.events.iter().chain(self.contexts).map(|x| x.to_f64());
        let (place, largest) = numbers
            .enumerate()
            .fold((0, 0.0), |most: (usize, f64), (place, x)| if x.abs() > most.1.abs() { (place, x) } else { most });
        let what = match place.checked_sub(self.events.len()) {
            None => format!("element {}", place + 1),
            Some(place) => format!("element {} of its context", place + 1),
        };
        (largest.abs(), format!("{what} is {} where the flow takes it up", number(largest)))
    }

    /// Runs it again, looking at the numbers after each layer.
    fn failure<P: Program<T>>(&self, flow: &P) -> String {
        let row = format!("row {}", self.number);
        if self.events.iter().chain(self.contexts).any(|x| !x.is_finite()) {
            return format!("{row} does not fit into {}", T::NAME);
        }
        let mut probe = Probe::default();
        let rows = Rows::standardized(&self.events, self.contexts);
        run_tile(flow, What::LogProb, rows, &mut [], &mut [T::ZERO], Some(&mut probe));
        match probe.found {
            Some(layer) => format!("{row}, after layer `{}`", flow.program_state().layout().layers[layer].path),
            None => format!("{row}, in the density of the base"),
        }
    }

    /// The way out: steps are to blame only where there were some, and not for a row that is far
    /// from all others.
    fn help(&self, step: u64) -> String {
        let (largest, farthest) = self.farthest();
        if largest >= FAR || !largest.is_finite() {
            return format!("look at that row, whose {farthest}: leave it out, or choose a base with heavier tails");
        }
        match step {
            1 => format!("look at that row: the parameters are still those that the fit began with; its {farthest}"),
            _ => rate_help(self.learning_rate),
        }
    }
}

fn in_gradient<T: Real, P: Program<T>>(flow: &P, trainer: &Trainer<T>) -> String {
    let gradient = trainer.gradient.parameters();
    let layout = flow.program_state().layout();
    match layout.named.iter().find(|named| gradient[named.range.clone()].iter().any(|g| !g.is_finite())) {
        Some(named) => format!("by parameter `{}`", named.name),
        None => "its norm overflows".to_string(),
    }
}
