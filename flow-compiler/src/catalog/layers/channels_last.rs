//! `channels_last`: the order of a grid's numbers inside of a chain.

use crate::derive::Refusal;
use crate::diag::Diagnostics;
use crate::event::Event;
use crate::ir::Expr;
use crate::span::Span;
use crate::vocabulary::{Checked, Filled, Layer, Settings, Site, Support, Word};

/// From position by position, as a chain has a grid, to channel by channel, as users have it. No
/// declaration writes it: it stands at the data of every grid of several channels.
pub struct ChannelsLast;

impl Word for ChannelsLast {
    fn name(&self) -> &'static str {
        "channels_last"
    }
    fn doc(&self) -> &'static str {
        "The channels of a position side by side, on the side of the base."
    }
    fn settings(&self) -> Settings {
        Settings::none()
    }
    fn layer(&self) -> Option<&dyn Layer> {
        Some(self)
    }
}

impl Layer for ChannelsLast {
    fn check(&self, _: &Event, _: usize, _: Checked, _: Span, _: &mut Diagnostics) {}

    fn levels(&self, event: &Event, _: Checked) -> Vec<usize> {
        vec![0; event.size()]
    }

    fn declare<'g>(&self, site: &Site<'g>, z: Expr<'g>, _: Checked) -> Result<Expr<'g>, Refusal> {
        Ok(z.pick(&site.event.rows()))
    }

    fn supports(&self, _: Checked) -> Option<(Support, Support)> {
        None
    }

    fn examples(&self) -> Vec<(Event, Filled)> {
        vec![(Event::of(&[3, 2, 4]), self.defaults())]
    }
}
