//! `conv_1x1`: an invertible matrix of the channels of each position.

use super::lu_linear::factors;
use crate::catalog::families::{call, spelled};
use crate::diag::Diagnostics;
use crate::event::{Event, Grid};
use crate::span::Span;
use crate::vocabulary::{Checked, Expansion, Filled, Settings, Sugar, Takes, Value, Word};

/// `z = P L U x` at every position, as a permutation of the channels and two triangular layers.
pub struct Conv1x1;

impl Word for Conv1x1 {
    fn name(&self) -> &'static str {
        "conv_1x1"
    }
    fn doc(&self) -> &'static str {
        "Invertible 1 × 1 convolution: on a grid, `z = P L U x` for the channels x of each position, the same everywhere, with P a drawn \
         permutation, L unit lower triangular and U upper triangular of positive diagonal; as `permute` and `lu_linear` without a shift. \
         Both directions multiply, and the log-determinant is that of U's diagonal at each position. It starts as the permutation alone, \
         where Glow starts as a drawn rotation. (Kingma and Dhariwal 2018)"
    }
    fn settings(&self) -> Settings {
        Settings::none().optional("seed", Takes::Seed, "of the permutation; 0 by default")
    }
    fn sugar(&self) -> Option<&dyn Sugar> {
        Some(self)
    }
}

impl Sugar for Conv1x1 {
    fn check(&self, event: &Event, _: Checked, span: Span, errors: &mut Diagnostics) -> bool {
        match event.grid() {
            None => {
                errors
                    .error(span, "`conv_1x1` needs a grid of positions, found numbers in a row")
                    .help("declare the event as `[channels, height, width]`; `lu_linear` maps numbers in a row");
                false
            }
            Some(Grid { channels: 1, .. }) => {
                errors
                    .error(span, format!("`conv_1x1` maps channels, and the event {event} has one here"))
                    .help("`squeeze` makes four channels of one");
                false
            }
            Some(_) => true,
        }
    }

    fn expand(&self, settings: Checked, span: Span) -> Expansion {
        let seed = spelled(&Value::Seed(settings.seed("seed").unwrap_or(0)), span);
        let of = ("of", spelled(&Value::Word("channels".into()), span));
        let mut layers = vec![call("permute", vec![("seed", seed), of.clone()], span)];
        layers.extend(factors(span, &[of], false));
        Expansion::Layers(layers)
    }
    fn examples(&self) -> Vec<Filled> {
        vec![self.defaults()]
    }
}
