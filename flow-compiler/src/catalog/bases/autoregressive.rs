//! `autoregressive`: a distribution of each element, given those before it.

use super::of_family::{OfFamily, examples_of};
use crate::catalog::conditioners::{CAUSAL_CONDITIONERS, MASKED_CONDITIONERS, pixel_cnn::PixelCnn};
use crate::catalog::distributions::{FAMILIES, bernoulli::Bernoulli, categorical::Categorical, values::one_hot};
use crate::catalog::families::{call, spelled};
use crate::diag::Diagnostics;
use crate::event::Event;
use crate::ir::Expr;
use crate::shape::Copies;
use crate::span::Span;
use crate::spec::Node;
use crate::vocabulary::{Base, Checked, Chosen, Filled, Inputs, Layer, Settings, Site, Slot, Static, Value, Word};

/// `log p(x) = Σ log p(xᵢ | x before i)`: a network outputs the parameters of each element's distribution
/// from the elements before it.
pub struct Autoregressive;

impl Word for Autoregressive {
    fn name(&self) -> &'static str {
        "autoregressive"
    }
    fn doc(&self) -> &'static str {
        "Elements that each have a distribution of `family` whose parameters a network outputs from the context and from the elements \
         before it, row by row, the channels of a position in their order: `log p(x) = Σ log p(xᵢ | x before i)`. A draw takes one \
         number an element, and uses each weight once a position. The elements of the event are `binary` or `categorical`, or with the \
         families `normal` and `logistic` real numbers, which layers may follow, and whose network is not recurrent. \
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

impl OfFamily for Autoregressive {
    fn check(&self, event: &Event, _: usize, settings: Checked, span: Span, errors: &mut Diagnostics) {
        let network = settings.chosen("conditioner");
        match event.grid() {
            // What is wrong with its own settings has been told.
            Some(grid) => {
                if let Some(own) = network.filled.checked() {
                    network.causal_conditioner().check(grid, own, network.span, errors);
                }
            }
            None => {
                errors
                    .error(span, format!("`autoregressive` needs a grid, found {event} in a row"))
                    .help("declare the event as `[channels, height, width]`, or a sequence as `[1, length]`");
            }
        }
    }
    fn parameters<'g>(&self, site: &Site<'g>, x: Expr<'g>, settings: Checked) -> Expr<'g> {
        let (family, network) = (settings.chosen("family"), settings.chosen("conditioner"));
        let levels = family.family().levels(family.settings());
        let grid = site.event.grid();
        let (value, grid, one_of) = match settings.word("inputs") {
            "centred" => {
                let highest = (levels - 1) as f64;
                ((x * (1.0 / highest) - 0.5).named("centred"), grid, 1)
            }
            "one_hot" => {
                let axis = Copies { outer: x.size(), times: levels, inner: 1 };
                let grid = grid.map(|grid| grid.with(grid.channels * levels));
                (one_hot(x, axis).select(1.0, 0.0).named("one_hot"), grid, levels)
            }
            _ => settings.unknown("inputs"),
        };
        let inputs = Inputs { value, grid, context: site.context, one_of };
        let of_each = family.family().parameters(family.settings());
        network.causal_conditioner().build(site, inputs, of_each, network.settings())
    }
    fn moved(&self, base: &Chosen, _: usize, errors: &mut Diagnostics) -> Node {
        let settings = base.settings();
        if settings.word("inputs") == "one_hot" {
            errors
                .error(
                    settings.span("inputs"),
                    "`one_hot` has a channel for each value of an element, found real numbers",
                )
                .help("leave `inputs` out, or declare the elements as `categorical` and a `family` of whole numbers");
        }
        let chosen = settings.chosen("conditioner");
        let flows_take = |name: &str| MASKED_CONDITIONERS.iter().any(|masked| masked.name() == name);
        if !flows_take(chosen.word.name()) {
            let (name, family) = (chosen.word.name(), settings.chosen("family").word.name());
            let others = CAUSAL_CONDITIONERS.iter().filter(|word| flows_take(word.name()));
            let others: Vec<String> = others.map(|word| format!("`{}`", word.name())).collect();
            let message = format!("`{name}` outputs distributions of whole numbers, and `{family}` is of real ones");
            errors.error(chosen.span, message).help(format!("real numbers take {}", others.join(" or ")));
        }
        let transformer = call("affine", vec![], base.span);
        let network = spelled(&settings.chosen("conditioner").clone().into(), settings.chosen("conditioner").span);
        call("autoregressive", vec![("transformer", transformer), ("conditioner", network)], base.span)
    }
    fn levels(&self, event: &Event) -> Vec<usize> {
        (0..event.size()).collect()
    }
    fn field(&self, event: &Event, settings: Checked) -> Option<String> {
        let network = settings.chosen("conditioner");
        let causal = network.word.causal_conditioner()?;
        Some(causal.field_in_words(event.grid()?, network.settings()))
    }
    fn examples(&self) -> Vec<Filled> {
        let small = |network: Static| {
            let examples = network.causal_conditioner().map(|c| c.examples()).unwrap_or_default();
            examples.into_iter().next().map(|(_, filled)| Chosen::of(network, filled))
        };
        let mut out = Vec::new();
        for family in FAMILIES {
            for filled in examples_of(*family) {
                out.extend(small(&PixelCnn).map(|network| self.of(Chosen::of(*family, filled), network)));
            }
        }
        for network in CAUSAL_CONDITIONERS {
            for (_, filled) in network.causal_conditioner().map(|c| c.examples()).unwrap_or_default() {
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
