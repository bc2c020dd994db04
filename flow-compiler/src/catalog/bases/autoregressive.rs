//! `autoregressive`: a distribution of whole numbers, each given those before it.

use crate::catalog::conditioners::{CAUSAL_CONDITIONERS, pixel_cnn::PixelCnn};
use crate::catalog::distributions::{FAMILIES, bernoulli::Bernoulli, categorical::Categorical, values::numbers};
use crate::derive::Refusal;
use crate::diag::Diagnostics;
use crate::event::Event;
use crate::ir::Expr;
use crate::shape::Copies;
use crate::span::Span;
use crate::spec::Node;
use crate::vocabulary::{
    Base, Checked, Chosen, Drawn, Filled, Inputs, Layer, Settings, Site, Slot, Static, Support, Value, Word,
};

/// `log p(x) = Σ log p(xᵢ | x before i)`: a network outputs the parameters of each element's distribution
/// from the elements before it.
///
/// It stands over uniform numbers: an element is the quantile of its distribution at one of them. So it
/// is a layer too, whose forward direction draws element by element, and whose inverse gives the middle
/// of the interval of all numbers that would give x.
pub struct Autoregressive;

impl Word for Autoregressive {
    fn name(&self) -> &'static str {
        "autoregressive"
    }
    fn doc(&self) -> &'static str {
        "Whole numbers, each with a distribution of `family` whose parameters a network outputs from the context and from the elements \
         before it, row by row, the channels of a position in their order: `log p(x) = Σ log p(xᵢ | x before i)`. A draw takes one \
         uniform number an element, and uses each weight once a position. The elements of the event are `binary` or `categorical`. \
         (van den Oord et al. 2016)"
    }
    fn settings(&self) -> Settings {
        Settings::none()
            .call("family", FAMILIES, Slot::Family, &Bernoulli, "the distribution of an element")
            .call(
                "conditioner",
                CAUSAL_CONDITIONERS,
                Slot::CausalConditioner,
                &PixelCnn,
                "the network that outputs its parameters",
            )
            .choice(
                "inputs",
                &["centred", "one_hot"],
                "how the network reads an element: as a number from −½ to ½, or as a channel for each of its values",
            )
    }
    fn base(&self) -> Option<&dyn Base> {
        Some(self)
    }
    fn layer(&self) -> Option<&dyn Layer> {
        Some(self)
    }
}

impl Base for Autoregressive {
    fn log_prob<'g>(&self, _: &Site<'g>, z: Expr<'g>, _: Checked) -> Expr<'g> {
        z.graph.number(0.0)
    }
    fn support(&self) -> Support {
        Support::UNIT
    }
    fn sampler(&self) -> &'static str {
        "standard_uniform"
    }
    fn is_layer(&self) -> bool {
        true
    }
    fn bottom(&self, _: &Chosen, _: usize, _: &mut Diagnostics) -> Vec<(&'static str, Node)> {
        Vec::new()
    }
    fn maps_its_support(&self) -> bool {
        true
    }
    fn examples(&self) -> Vec<Filled> {
        let small = |network: Static| {
            let examples = network.causal_conditioner().map(|c| c.examples()).unwrap_or_default();
            examples.into_iter().next().map(|filled| Chosen::of(network, filled))
        };
        let mut out = Vec::new();
        for family in FAMILIES {
            for filled in family.family().map(|f| f.examples()).unwrap_or_default() {
                out.extend(small(&PixelCnn).map(|network| self.of(Chosen::of(*family, filled), network)));
            }
        }
        for network in CAUSAL_CONDITIONERS {
            for filled in network.causal_conditioner().map(|c| c.examples()).unwrap_or_default() {
                out.push(self.of(Chosen::plain(&Bernoulli), Chosen::of(*network, filled)));
            }
        }
        let one_hot = |filled: Filled| filled.with("inputs", Value::Word("one_hot".into()));
        let few = Chosen::of(&Categorical, Categorical.defaults().with("levels", Value::Count(3)));
        out.extend(small(&PixelCnn).map(|network| one_hot(self.of(few, network))));
        out
    }
}

impl Autoregressive {
    fn of(&self, family: Chosen, conditioner: Chosen) -> Filled {
        self.defaults().with("family", family.into()).with("conditioner", conditioner.into())
    }
}

impl Layer for Autoregressive {
    fn check(&self, event: &Event, _: usize, settings: Checked, span: Span, errors: &mut Diagnostics) {
        let network = settings.chosen("conditioner");
        let Some(grid) = event.grid() else {
            errors
                .error(span, format!("`autoregressive` needs a grid, found {event} in a row"))
                .help("declare the event as `[channels, height, width]`, or a sequence as `[1, length]`");
            return;
        };
        check_family(event, settings, span, errors);
        network.causal_conditioner().check(grid, network.settings(), network.span, errors);
    }
    fn field(&self, event: &Event, settings: Checked) -> Option<String> {
        let network = settings.chosen("conditioner");
        let causal = network.word.causal_conditioner()?;
        Some(causal.field_in_words(event.grid()?, network.settings()))
    }

    fn levels(&self, event: &Event, _: Checked) -> Vec<usize> {
        (0..event.size()).collect()
    }
    fn declare<'g>(&self, _: &Site<'g>, _: Expr<'g>, _: Checked) -> Result<Expr<'g>, Refusal> {
        unreachable!("its values are drawn")
    }
    fn drawn<'g>(&self, site: &Site<'g>, x: Expr<'g>, z: Expr<'g>, settings: Checked) -> Option<Drawn<'g>> {
        let (family, network) = (settings.chosen("family"), settings.chosen("conditioner"));
        let (of, own) = (family.family(), family.settings());
        let grid = site.event.grid();
        let (value, grid) = match settings.word("inputs") {
            "centred" => {
                let highest = (of.levels(own) - 1) as f64;
                ((x * (1.0 / highest) - 0.5).named("centred"), grid)
            }
            "one_hot" => {
                let axis = Copies { outer: x.size(), times: of.levels(own), inner: 1 };
                let off = numbers(site.graph, axis) - x.repeat(axis);
                let chosen = off.square().less(0.25).select(1.0, 0.0).named("one_hot");
                (chosen, grid.map(|grid| grid.with(grid.channels * axis.times)))
            }
            _ => settings.unknown("inputs"),
        };
        let inputs = Inputs { value, grid, context: site.context };
        let raw = network.causal_conditioner().build(site, inputs, of.parameters(own), network.settings());
        Some(Drawn {
            position: of.position(x, raw, own),
            log_prob: of.log_prob(x, raw, own).sum(),
            // A number below 0 is no uniform one: it says that the element is known.
            value: z.less(0.0).select(-1.0 - z, of.quantile(z, raw, own)),
        })
    }
    fn supports(&self, settings: Checked) -> Option<(Support, Support)> {
        Some(family_supports(settings))
    }
    fn examples(&self) -> Vec<(Event, Filled)> {
        Vec::new()
    }
}

/// Reports a family of other values than the elements of the event have.
pub(super) fn check_family(event: &Event, settings: Checked, base: Span, errors: &mut Diagnostics) {
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

/// The supports of a layer that maps uniform numbers to the values of a family.
pub(super) fn family_supports(settings: Checked) -> (Support, Support) {
    let family = settings.chosen("family");
    let levels = family.family().levels(family.settings());
    (Support::UNIT, Support::between(-1.0, levels as f64))
}
