//! Bases whose elements have distributions of a family: of whole numbers, drawn by quantiles, or of real ones.

use crate::derive::Refusal;
use crate::diag::Diagnostics;
use crate::event::Event;
use crate::ir::Expr;
use crate::span::Span;
use crate::spec::Node;
use crate::vocabulary::{Base, Checked, Chosen, Drawn, Filled, Layer, Site, Static, Support, Word};

/// A base whose setting `family` is the distribution of each element.
///
/// One of whole numbers stands over uniform numbers: an element is the quantile of its distribution at one of
/// them. So it is a layer too, whose forward direction draws, and whose inverse gives the middle of the interval
/// of all numbers that would give x. One of real numbers stands over the family's standard distribution, under a
/// layer of the catalog that moves and stretches it.
pub trait OfFamily: Word {
    /// Reports what else than the family does not fit.
    fn check(&self, event: &Event, context: usize, settings: Checked, span: Span, errors: &mut Diagnostics);
    /// The parameters of the elements' distributions, an element's side by side.
    fn parameters<'g>(&self, site: &Site<'g>, x: Expr<'g>, settings: Checked) -> Expr<'g>;
    /// The order of the draws, as [`Layer::levels`] gives it.
    fn levels(&self, event: &Event) -> Vec<usize>;
    /// The layer that gives each element of a family of real numbers its location and scale, as a declaration would
    /// spell it; errors where the settings fit no such.
    fn moved(&self, base: &Chosen, context: usize, errors: &mut Diagnostics) -> Node;
    /// The elements that an element depends on, in words.
    fn field(&self, _: &Event, _: Checked) -> Option<String> {
        None
    }
    /// Settings to test it with.
    fn examples(&self) -> Vec<Filled>;
}

/// The standard distribution of a family of real numbers, with the family's settings; `None` for one of whole numbers.
fn standard(settings: Checked<'_>) -> Option<(&'static (dyn Base + Sync), Checked<'_>)> {
    let family = settings.chosen("family");
    Some((family.word.real_family()?.standard(), family.settings()))
}

impl<T: OfFamily> Base for T {
    fn log_prob<'g>(&self, site: &Site<'g>, z: Expr<'g>, settings: Checked) -> Expr<'g> {
        match standard(settings) {
            Some((standard, own)) => standard.log_prob(site, z, own),
            None => z.graph.number(0.0),
        }
    }
    fn support(&self, settings: Checked) -> Support {
        standard(settings).map_or(Support::UNIT, |(standard, own)| standard.support(own))
    }
    fn sampler(&self, settings: Checked) -> &'static str {
        standard(settings).map_or("standard_uniform", |(standard, own)| standard.sampler(own))
    }
    fn is_layer(&self, settings: Checked) -> bool {
        standard(settings).is_none()
    }
    fn bottom(&self, base: &Chosen, context: usize, errors: &mut Diagnostics) -> Vec<(&'static str, Node)> {
        match standard(base.settings()) {
            Some(_) => vec![("base", self.moved(base, context, errors))],
            None => Vec::new(),
        }
    }
    fn maps_its_support(&self, _: Checked) -> bool {
        true
    }
    fn examples(&self) -> Vec<Filled> {
        OfFamily::examples(self)
    }
}

impl<T: OfFamily> Layer for T {
    fn check(&self, event: &Event, context: usize, settings: Checked, span: Span, errors: &mut Diagnostics) {
        check_family(event, settings, span, errors);
        OfFamily::check(self, event, context, settings, span, errors);
    }
    fn field(&self, event: &Event, settings: Checked) -> Option<String> {
        OfFamily::field(self, event, settings)
    }
    fn levels(&self, event: &Event, _: Checked) -> Vec<usize> {
        OfFamily::levels(self, event)
    }
    fn declare<'g>(&self, _: &Site<'g>, _: Expr<'g>, _: Checked) -> Result<Expr<'g>, Refusal> {
        unreachable!("its values are drawn")
    }
    fn drawn<'g>(&self, site: &Site<'g>, x: Expr<'g>, z: Expr<'g>, settings: Checked) -> Option<Drawn<'g>> {
        let family = settings.chosen("family");
        let (of, own) = (family.family(), family.settings());
        let raw = self.parameters(site, x, settings);
        Some(Drawn {
            position: of.position(x, raw, own),
            log_prob: of.log_prob(x, raw, own).sum(),
            // A number below 0 is no uniform one: it says that the element is known.
            value: z.less(0.0).select(-1.0 - z, of.quantile(z, raw, own)),
        })
    }
    fn supports(&self, settings: Checked) -> Option<(Support, Support)> {
        let family = settings.chosen("family");
        let levels = family.family().levels(family.settings());
        Some((Support::UNIT, Support::between(-1.0, levels as f64)))
    }
    fn examples(&self) -> Vec<(Event, Filled)> {
        Vec::new()
    }
}

/// The settings that a family is tested with.
pub fn examples_of(family: Static) -> Vec<Filled> {
    family.family().map_or_else(|| vec![family.defaults()], |family| family.examples())
}

/// Reports a family of other values than the elements of the event have.
fn check_family(event: &Event, settings: Checked, base: Span, errors: &mut Diagnostics) {
    let family = settings.chosen("family");
    let (name, levels) = (family.word.name(), family.family().levels(family.settings()));
    if event.elements().levels() == Some(levels) {
        return;
    }
    // Where the family was not typed, the base was.
    let span = match settings.span("family") {
        Span::Synthetic => base,
        span => span,
    };
    let found = event.elements();
    let wanted = if levels == 2 { "binary".into() } else { format!("categorical(levels = {levels})") };
    errors
        .error(span, format!("`{name}` gives {levels} values, and the elements of the event are {found}"))
        .help(format!(
            "say so beside the shape of the event: `elements = {wanted}`, in YAML `event: {{shape: {event}, elements: …}}`"
        ));
}
