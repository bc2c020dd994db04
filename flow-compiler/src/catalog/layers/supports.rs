//! `supports`: the last layer of a flow whose elements are not all real numbers.

use super::check_elements;
use crate::derive::Refusal;
use crate::diag::Diagnostics;
use crate::event::Event;
use crate::ir::{Expr, Op};
use crate::shape::Shape;
use crate::span::Span;
use crate::vocabulary::{Checked, Filled, Init, Layer, Settings, Site, Support, Takes, Value, Word, in_a_row};

/// `y = location + exp(log_scale) · z`; `x = eʸ` for positive elements, `sigmoid(y)` for those in
/// the unit interval, `y` for the rest.
///
/// Standardising belongs to the unconstrained side: a shift of `x` would move the edge of its
/// support. So the layer has a location and a scale of its own, which start at the mean and
/// deviation of `log x` and `logit x` over the training rows.
pub struct Supports;

impl Word for Supports {
    fn name(&self) -> &'static str {
        "supports"
    }
    fn doc(&self) -> &'static str {
        "A support for each element, as the last layer: with `y = location + exp(log_scale) · z`, `x = exp(y)` for the elements of \
         `positive`, `x = sigmoid(y)` for those of `unit`, and `x = y` for all others. Location and scale start where the training rows \
         put them."
    }
    fn settings(&self) -> Settings {
        Settings::none().optional("positive", Takes::Elements, "the elements above 0").optional(
            "unit",
            Takes::Elements,
            "the elements between 0 and 1",
        )
    }
    fn layer(&self) -> Option<&dyn Layer> {
        Some(self)
    }
}

impl Layer for Supports {
    fn check(&self, event: &Event, _: usize, settings: Checked, span: Span, errors: &mut Diagnostics) {
        let (positive, unit) = (settings.counts("positive"), settings.counts("unit"));
        if positive.is_empty() && unit.is_empty() {
            errors
                .error(span, "`supports` names no element")
                .help("write `positive = [0]` or `unit = [1]`, or leave the layer out");
        }
        let known = ["positive", "unit"].map(|key| check_elements("supports", key, event.size(), settings, errors));
        if known == [true, true]
            && let Some(i) = unit.iter().position(|element| positive.contains(element))
        {
            let message = format!("`supports` names element {} as positive and as unit", unit[i]);
            errors.error(settings.item_span("unit", i), message);
        }
    }

    fn levels(&self, event: &Event, _: Checked) -> Vec<usize> {
        vec![0; event.size()]
    }

    fn declare<'g>(&self, site: &Site<'g>, z: Expr<'g>, settings: Checked) -> Result<Expr<'g>, Refusal> {
        let size = z.size();
        let location = site.parameter("location", Shape::vector(size), Init::DataMean);
        let log_scale = site.parameter("log_scale", Shape::vector(size), Init::DataLogDeviation);
        let y = (log_scale.exp().named("scale") * z + location).named("unconstrained");
        let (positive, unit) = (settings.counts("positive"), settings.counts("unit"));
        let real: Vec<usize> = (0..size).filter(|k| !positive.contains(k) && !unit.contains(k)).collect();
        let mapped = [(positive, y.pick(positive).exp()), (unit, y.pick(unit).sigmoid()), (&real, y.pick(&real))];
        let (parts, values): (Vec<_>, Vec<Expr>) = mapped
            .into_iter()
            .filter(|(elements, _)| !elements.is_empty())
            .map(|(elements, value)| (site.graph.index(elements), value))
            .unzip();
        Ok(site.graph.make(Op::Assemble { len: size, parts }, &values))
    }

    /// The support differs by element: [`intervals`](Layer::intervals) says it, and no layer may
    /// follow.
    fn supports(&self, _: Checked) -> Option<(Support, Support)> {
        Some((Support::REAL, Support::REAL))
    }

    fn intervals(&self, event: &Event, settings: Checked) -> Vec<(f64, f64)> {
        let (positive, unit) = (settings.counts("positive"), settings.counts("unit"));
        let interval = |k| match (positive.contains(&k), unit.contains(&k)) {
            (true, _) => (0.0, f64::INFINITY),
            (_, true) => (0.0, 1.0),
            _ => (f64::NEG_INFINITY, f64::INFINITY),
        };
        (0..event.size()).map(interval).collect()
    }

    fn examples(&self) -> Vec<(Event, Filled)> {
        let with = |positive: &[usize], unit: &[usize]| {
            let named = [("positive", positive), ("unit", unit)].into_iter().filter(|(_, list)| !list.is_empty());
            named.fold(self.defaults(), |filled, (key, list)| filled.with(key, Value::Counts(list.to_vec())))
        };
        in_a_row(vec![(3, with(&[2], &[0])), (2, with(&[], &[0, 1])), (1, with(&[0], &[])), (4, with(&[1, 3], &[]))])
    }
}
