//! `squeeze`: four neighbouring positions of a grid as four times as many channels.

use crate::derive::Refusal;
use crate::diag::Diagnostics;
use crate::event::{Event, Grid};
use crate::ir::Expr;
use crate::span::Span;
use crate::vocabulary::{Checked, Filled, Layer, Settings, Site, Support, Word};

/// On the way to the base, the channels of each block of 2 × 2 positions become those of one position.
pub struct Squeeze;

impl Word for Squeeze {
    fn name(&self) -> &'static str {
        "squeeze"
    }
    fn doc(&self) -> &'static str {
        "Squeeze of a grid: on the way to the base each block of 2 × 2 positions becomes one position of four times as many channels, \
         those of its upper left position first, then upper right, lower left, lower right; the layers nearer the base map the smaller \
         grid. (Dinh et al. 2017)"
    }
    fn settings(&self) -> Settings {
        Settings::none()
    }
    fn layer(&self) -> Option<&dyn Layer> {
        Some(self)
    }
}

/// The grid on the side of the base.
fn squeezed(grid: Grid) -> Option<Grid> {
    let Grid { height, width, channels } = grid;
    (height % 2 == 0 && width % 2 == 0).then_some(Grid { height: height / 2, width: width / 2, channels: 4 * channels })
}

impl Layer for Squeeze {
    fn check(&self, event: &Event, _: usize, _: Checked, span: Span, errors: &mut Diagnostics) {
        match event.grid() {
            None => {
                errors
                    .error(span, "`squeeze` needs a grid of positions, found numbers in a row")
                    .help("declare the event as `[channels, height, width]`");
            }
            Some(grid) if squeezed(grid).is_none() => {
                let Grid { height, width, .. } = grid;
                errors
                    .error(span, format!("`squeeze` needs an even height and width, found {height} × {width}"))
                    .help("leave it out, or pad the images to even sides");
            }
            Some(_) => {}
        }
    }

    fn base_event(&self, event: &Event, _: Checked) -> Option<Event> {
        event.grid().and_then(squeezed).map(Grid::event)
    }

    fn levels(&self, event: &Event, _: Checked) -> Vec<usize> {
        vec![0; event.size()]
    }

    fn declare<'g>(&self, site: &Site<'g>, z: Expr<'g>, _: Checked) -> Result<Expr<'g>, Refusal> {
        let Some(Grid { width, channels, .. }) = site.event.grid() else { return Ok(z) };
        // The element of z that each element of x is, both position by position.
        let of = |i: usize| {
            let (place, channel) = (i / channels, i % channels);
            let (y, x) = (place / width, place % width);
            let inside = 2 * (y % 2) + x % 2;
            ((y / 2 * (width / 2) + x / 2) * 4 + inside) * channels + channel
        };
        Ok(z.pick(&(0..z.size()).map(of).collect::<Vec<_>>()))
    }

    fn supports(&self, _: Checked) -> Option<(Support, Support)> {
        None
    }

    fn examples(&self) -> Vec<(Event, Filled)> {
        [[1, 2, 4], [2, 4, 6]].map(|extents| (Event::of(&extents), self.defaults())).to_vec()
    }
}
