//! `independent`: a distribution of each element by itself.

use super::of_family::{OfFamily, examples_of};
use crate::catalog::conditioners::DECODERS;
use crate::catalog::distributions::{FAMILIES, bernoulli::Bernoulli};
use crate::catalog::families::{call, spelled};
use crate::diag::Diagnostics;
use crate::event::Event;
use crate::ir::Expr;
use crate::shape::Shape;
use crate::span::Span;
use crate::spec::Node;
use crate::vocabulary::{Base, Checked, Chosen, Filled, Init, Inputs, Layer, Settings, Site, Slot, Static, Word};

/// `log p(x) = Σ log p(xᵢ)`, or given a context `Σ log p(xᵢ | context)`: the elements know nothing of each
/// other.
pub struct Independent;

impl Word for Independent {
    fn name(&self) -> &'static str {
        "independent"
    }
    fn doc(&self) -> &'static str {
        "Independent elements, each with a distribution of `family` whose parameters are learned, or with `conditioner` are a \
         network's outputs from the context: `log p(x) = Σ log p(xᵢ | context)`. The elements of the event are `binary` or \
         `categorical`, or with the families `normal` and `logistic` real numbers, which layers may follow."
    }
    fn settings(&self) -> Settings {
        Settings::none()
            .call("family", FAMILIES, Slot::Family, &Bernoulli, "the distribution of an element")
            .optional_call(
                "conditioner",
                DECODERS,
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

impl OfFamily for Independent {
    fn check(&self, event: &Event, context: usize, settings: Checked, _: Span, errors: &mut Diagnostics) {
        check_conditioner(context, settings, errors);
        if settings.value("conditioner").is_some() {
            let network = settings.chosen("conditioner");
            let grid = event.grid().filter(|_| !network.conditioner().is_on_grid());
            network.conditioner().check(grid, network.settings(), network.span, errors);
        }
    }
    fn parameters<'g>(&self, site: &Site<'g>, x: Expr<'g>, settings: Checked) -> Expr<'g> {
        let family = settings.chosen("family");
        let outputs = x.size() * family.family().parameters(family.settings());
        match (settings.value("conditioner"), site.context) {
            (Some(_), Some(context)) => {
                let network = settings.chosen("conditioner");
                let inputs = Inputs::row(context, None);
                network.conditioner().build(site, inputs, outputs, network.settings()).named("raw")
            }
            _ => site.parameter("raw", Shape::vector(outputs), Init::Uniform(0.1)),
        }
    }
    fn moved(&self, base: &Chosen, context: usize, errors: &mut Diagnostics) -> Node {
        let settings = base.settings();
        check_conditioner(context, settings, errors);
        let transformer = call("affine", vec![], base.span);
        match settings.value("conditioner") {
            None => transformer,
            Some(network) => {
                let network = spelled(network, settings.chosen("conditioner").span);
                call("conditional", vec![("transformer", transformer), ("conditioner", network)], base.span)
            }
        }
    }
    fn levels(&self, event: &Event) -> Vec<usize> {
        vec![0; event.size()]
    }
    fn examples(&self) -> Vec<Filled> {
        let of = |family: &Static| {
            let examples = examples_of(*family);
            let with = |filled: Filled| self.defaults().with("family", Chosen::of(*family, filled).into());
            examples.into_iter().map(with).collect::<Vec<_>>()
        };
        FAMILIES.iter().flat_map(of).collect()
    }
}

/// Reports a network of a context that is not there.
fn check_conditioner(context: usize, settings: Checked, errors: &mut Diagnostics) {
    if settings.value("conditioner").is_some() && context == 0 {
        errors
            .error(settings.span("conditioner"), "`independent` has a conditioner, but the flow has no context")
            .help("give the flow a context, or leave the conditioner out");
    }
}
