//! Where a number stopped being finite.

use super::trainer::{StepReport, Trainer};
use crate::engine::batch::{Rows, What, run_tile};
use crate::engine::chain::Probe;
use crate::engine::program::Program;
use crate::error::Error;
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
    let (what, cause) = match failed {
        Some(lane) => ("loss", in_row(flow, trainer, batch[lane])),
        None if report.log_prob.is_finite() => ("gradient", in_gradient(flow, trainer)),
        None => ("loss", "the sum over the batch overflows".to_string()),
    };
    Error::numerical(format!("the {what} is not finite at step {step} (epoch {epoch}): {cause}"))
        .help("lower the learning rate, set a clip norm, or look at that row; the last good parameters are kept")
}

/// Runs one row again, looking at the numbers after each layer.
fn in_row<T: Real, P: Program<T>>(flow: &P, trainer: &Trainer<T>, row: usize) -> String {
    let d = flow.program_member();
    let set = &trainer.training;
    let events = &set.events[row * d.size()..][..d.size()];
    let contexts = &set.contexts[row * d.context..][..d.context];
    let number = format!("row {}", set.numbers[row] + 1);
    if events.iter().chain(contexts).any(|x| !x.is_finite()) {
        return format!("{number} does not fit into {}", T::NAME);
    }
    let mut probe = Probe::default();
    run_tile(flow, What::LogProb, Rows::standardized(events, contexts), &mut [], &mut [T::ZERO], Some(&mut probe));
    match probe.found {
        Some(layer) => format!("{number}, after layer `{}`", flow.program_state().layout().layers[layer].path),
        None => format!("{number}, in the density of the base"),
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
