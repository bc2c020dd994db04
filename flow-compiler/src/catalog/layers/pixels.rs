//! `pixels`: the numbers of an image, which have so many levels.

use crate::derive::Refusal;
use crate::diag::Diagnostics;
use crate::event::Event;
use crate::ir::Expr;
use crate::span::Span;
use crate::vocabulary::{Checked, Filled, Layer, Settings, Site, Support, Value, Word, in_a_row};

/// `x = levels (sigmoid(z) − alpha) / (1 − 2 alpha)`.
pub struct Pixels;

impl Word for Pixels {
    fn name(&self) -> &'static str {
        "pixels"
    }
    fn doc(&self) -> &'static str {
        "Pixels of so many levels: `x = levels (sigmoid(z) − alpha) / (1 − 2 alpha)`, so that no level lies at infinity. The last layer \
         of a flow of images whose whole numbers have noise. (Dinh et al. 2017)"
    }
    fn settings(&self) -> Settings {
        Settings::none().count_or("levels", 2, 256, "how many levels a number has").within(
            "alpha",
            (1e-6, 0.25),
            0.05,
            "the share of the unit interval at either end that no level reaches",
        )
    }
    fn layer(&self) -> Option<&dyn Layer> {
        Some(self)
    }
}

/// Levels and alpha.
fn numbers(settings: Checked) -> (f64, f64) {
    (settings.count("levels") as f64, settings.number("alpha"))
}

impl Layer for Pixels {
    fn check(&self, _: &Event, _: usize, _: Checked, _: Span, _: &mut Diagnostics) {}

    fn levels(&self, event: &Event, _: Checked) -> Vec<usize> {
        vec![0; event.size()]
    }

    fn declare<'g>(&self, _: &Site<'g>, z: Expr<'g>, settings: Checked) -> Result<Expr<'g>, Refusal> {
        let (levels, alpha) = numbers(settings);
        Ok((z.sigmoid() - alpha) * (levels / (1.0 - 2.0 * alpha)))
    }

    fn supports(&self, settings: Checked) -> Option<(Support, Support)> {
        let (levels, alpha) = numbers(settings);
        let scale = levels / (1.0 - 2.0 * alpha);
        Some((Support::REAL, Support { low: -alpha * scale, high: (1.0 - alpha) * scale }))
    }

    fn examples(&self) -> Vec<(Event, Filled)> {
        let defaults = self.defaults();
        let binary = defaults.clone().with("levels", Value::Count(2)).with("alpha", Value::Number(0.01));
        let mut out = in_a_row([(1, defaults.clone()), (3, binary)]);
        out.push((Event::of(&[1, 2, 2]), defaults));
        out
    }
}
