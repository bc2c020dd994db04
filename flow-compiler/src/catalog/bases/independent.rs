//! `independent`: a distribution of whole numbers, each by itself.

use crate::catalog::bases::autoregressive::{check_family, family_supports};
use crate::catalog::conditioners::CONDITIONERS;
use crate::catalog::distributions::{FAMILIES, bernoulli::Bernoulli};
use crate::derive::Refusal;
use crate::diag::Diagnostics;
use crate::event::Event;
use crate::ir::Expr;
use crate::shape::Shape;
use crate::span::Span;
use crate::spec::Node;
use crate::vocabulary::{
    Base, Checked, Chosen, Drawn, Filled, Init, Inputs, Layer, Settings, Site, Slot, Static, Support, Word,
};

/// `log p(x) = Σ log p(xᵢ)`, or given a context `Σ log p(xᵢ | context)`: the elements know nothing of each
/// other. As [`Autoregressive`](super::autoregressive::Autoregressive) it is a layer over uniform numbers.
pub struct Independent;

impl Word for Independent {
    fn name(&self) -> &'static str {
        "independent"
    }
    fn doc(&self) -> &'static str {
        "Independent whole numbers, each with a distribution of `family` whose parameters are learned, or with `conditioner` are a \
         network's outputs from the context: `log p(x) = Σ log p(xᵢ | context)`. The elements of the event are `binary` or \
         `categorical`."
    }
    fn settings(&self) -> Settings {
        Settings::none()
            .call("family", FAMILIES, Slot::Family, &Bernoulli, "the distribution of an element")
            .optional_call(
                "conditioner",
                CONDITIONERS,
                Slot::Conditioner,
                "the network of the context that outputs its parameters; left out, they are learned numbers",
            )
    }
    fn base(&self) -> Option<&dyn Base> {
        Some(self)
    }
    fn layer(&self) -> Option<&dyn Layer> {
        Some(self)
    }
}

impl Base for Independent {
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
        let of = |family: &Static| {
            let examples = family.family().map(|f| f.examples()).unwrap_or_default();
            let with = |filled: Filled| self.defaults().with("family", Chosen::of(*family, filled).into());
            examples.into_iter().map(with).collect::<Vec<_>>()
        };
        FAMILIES.iter().flat_map(of).collect()
    }
}

impl Layer for Independent {
    fn check(&self, event: &Event, context: usize, settings: Checked, span: Span, errors: &mut Diagnostics) {
        check_family(event, settings, span, errors);
        if settings.value("conditioner").is_some() {
            let network = settings.chosen("conditioner");
            if context == 0 {
                errors
                    .error(network.span, "`independent` has a conditioner, but the flow has no context")
                    .help("give the flow a context, or leave the conditioner out");
            }
            network.conditioner().check(None, network.settings(), network.span, errors);
        }
    }
    fn levels(&self, event: &Event, _: Checked) -> Vec<usize> {
        vec![0; event.size()]
    }
    fn declare<'g>(&self, _: &Site<'g>, _: Expr<'g>, _: Checked) -> Result<Expr<'g>, Refusal> {
        unreachable!("its values are drawn")
    }
    fn drawn<'g>(&self, site: &Site<'g>, x: Expr<'g>, z: Expr<'g>, settings: Checked) -> Option<Drawn<'g>> {
        let family = settings.chosen("family");
        let (of, own) = (family.family(), family.settings());
        let outputs = x.size() * of.parameters(own);
        let raw = match (settings.value("conditioner"), site.context) {
            (Some(_), Some(context)) => {
                let network = settings.chosen("conditioner");
                let inputs = Inputs::row(context, None);
                network.conditioner().build(site, inputs, outputs, network.settings()).named("raw")
            }
            _ => site.parameter("raw", Shape::vector(outputs), Init::Uniform(0.1)),
        };
        // A number below 0 is no uniform one: it says that the element is known.
        let value = z.less(0.0).select(-1.0 - z, of.quantile(z, raw, own));
        Some(Drawn { position: of.position(x, raw, own), log_prob: of.log_prob(x, raw, own).sum(), value })
    }
    fn supports(&self, settings: Checked) -> Option<(Support, Support)> {
        Some(family_supports(settings))
    }
    fn examples(&self) -> Vec<(Event, Filled)> {
        Vec::new()
    }
}
