//! Completions: events of whole numbers of which the first positions are known, and the others are drawn
//! given these.

use crate::engine::batch::{Rows, Units, What};
use crate::engine::program::Program;
use crate::engine::rows::{apply, draw_base};
use crate::error::{Error, Result, number};
use crate::numeric::Real;

/// Events whose first positions are known.
#[derive(Clone, Debug)]
pub struct Completion {
    /// `[rows, size]`: events as users have them. What is not known may be anything.
    pub events: Vec<f64>,
    /// How many positions are known, row by row of a grid, with all their channels.
    pub known: usize,
    /// How many completions in sequence there are of each event.
    pub each: usize,
    /// The seed of the draws.
    pub seed: u64,
}

impl Completion {
    /// Succeeds where a flow can complete these events.
    ///
    /// # Errors
    /// For a flow that does not draw its elements one after another, more positions than there are, and
    /// known elements that no event has.
    pub fn check<T: Real, P: Program<T>>(&self, flow: &P) -> Result<()> {
        let (d, name) = (flow.program_member(), flow.program_description().name);
        let Some(levels) = d.levels else {
            let message = format!("`{name}` does not draw its elements one after another, so it completes no events");
            return Err(Error::input(message).help("the base `autoregressive` does"));
        };
        let layout = flow.program_state().layout();
        if let Some(layer) = layout.layers[layout.chain()].iter().find(|layer| layer.path.starts_with("layers")) {
            let message =
                format!("`{name}` has the layer `{}`, which may change the order of its elements", layer.path);
            return Err(Error::input(message).help("events are completed by a base alone, without layers"));
        }
        let [channels, positions] = channels_and_positions(d.event);
        if self.known > positions {
            let message = format!("found {} known positions, expected at most {positions}", self.known);
            return Err(Error::input(message));
        }
        for (row, event) in self.events.chunks(d.size()).enumerate() {
            for channel in 0..channels {
                let known = &event[channel * positions..][..self.known];
                let is_level = |x: &f64| x.fract() == 0.0 && *x >= 0.0 && *x < f64::from(levels);
                if let Some(place) = known.iter().position(|x| !is_level(x)) {
                    let (found, highest) = (number(known[place]), levels - 1);
                    let message = format!("found {found} at position {place} of event {row}, counted from 0");
                    let message = format!("{message}, expected a whole number from 0 to {highest}");
                    return Err(Error::input(message));
                }
            }
        }
        Ok(())
    }

    /// How many completions there are.
    pub fn count(&self, size: usize) -> usize {
        self.events.len() / size * self.each
    }

    /// `count` completions from number `first` on, each given its context, and their log-densities:
    /// each of them depends on the seed and its number alone. `units` are those of the contexts.
    pub fn rows<T: Real, P: Program<T>>(
        &self,
        flow: &P,
        first: usize,
        count: usize,
        contexts: &[T],
        units: Units,
    ) -> (Vec<T>, Vec<T>) {
        let d = flow.program_member();
        let (size, [channels, positions]) = (d.size(), channels_and_positions(d.event));
        let mut latent = vec![T::ZERO; count * size];
        draw_base(flow, self.seed, first, &mut latent);
        for (latent, number) in latent.chunks_mut(size).zip(first..) {
            let event = &self.events[number / self.each * size..][..size];
            // In a chain the channels of a position lie side by side. What is known stands below zero, where
            // no uniform number is.
            for (k, z) in latent[..self.known * channels].iter_mut().enumerate() {
                let element = k % channels * positions + k / channels;
                *z = T::from_f64(-1.0 - event[element]);
            }
        }
        apply(flow, What::ForwardLogProb, Rows { events: &latent, contexts, units })
    }
}

/// The channels of an event, and how many positions it has.
fn channels_and_positions(event: &[usize]) -> [usize; 2] {
    match *event {
        [channels, ref extents @ ..] if !extents.is_empty() => [channels, extents.iter().product()],
        _ => [1, event.iter().product()],
    }
}
