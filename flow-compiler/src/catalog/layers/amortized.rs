//! Parameters of a layer that are learned numbers, or these plus what a network makes of the context.

use std::cell::Cell;

use super::check_conditioner;
use crate::catalog::conditioners::{CONDITIONERS, mlp::Mlp};
use crate::diag::Diagnostics;
use crate::ir::Expr;
use crate::shape::Shape;
use crate::span::Span;
use crate::vocabulary::{Checked, Chosen, Filled, Init, Inputs, LastMaps, Settings, Site, Slot, Takes, Value, Word};

/// Adds the settings of a layer whose parameters may be conditioned.
pub fn settings(settings: Settings) -> Settings {
    settings
        .optional(
            "parameters",
            Takes::Choice(&["learned", "conditioned"]),
            "`learned` numbers, which is what is left out, or `conditioned`: these plus what a network makes of the context",
        )
        .optional_call("conditioner", CONDITIONERS, Slot::Conditioner, "that network; left out, one linear map")
}

/// Reports a layer that is conditioned without a context, or has a network for nothing.
pub fn check(word: &str, context: usize, settings: Checked, span: Span, errors: &mut Diagnostics) {
    let conditioned = settings.optional_word("parameters") == Some("conditioned");
    if conditioned && context == 0 {
        errors
            .error(span, format!("the parameters of `{word}` are conditioned, but the flow has no context"))
            .help("give the flow a context, or leave `parameters` out");
    }
    if settings.value("conditioner").is_none() {
        return;
    }
    check_conditioner(settings, None, errors);
    if !conditioned {
        errors
            .error(settings.span("conditioner"), format!("`{word}` has a conditioner, but learned parameters"))
            .help("write `parameters = conditioned`");
    }
}

/// Settings to test conditioned parameters with.
pub fn example(defaults: Filled) -> Filled {
    let network = Chosen::of(&Mlp, Mlp.defaults().with("hidden", Value::Counts(vec![3])));
    defaults.with("parameters", Value::Word("conditioned".into())).with("conditioner", network.into())
}

/// The parameters of one layer, taken one after another.
pub struct Amortized<'s, 'g> {
    site: &'s Site<'g>,
    /// The outputs of the network.
    offsets: Option<Expr<'g>>,
    next: Cell<usize>,
}

impl<'s, 'g> Amortized<'s, 'g> {
    /// The parameters of a layer that has so many numbers of them.
    pub fn new(site: &'s Site<'g>, numbers: usize, settings: Checked) -> Self {
        let context = site.context.filter(|_| settings.optional_word("parameters") == Some("conditioned"));
        let offsets = context.map(|context| {
            let linear = || Chosen::of(&Mlp, Mlp.defaults().with("hidden", Value::Counts(Vec::new())));
            let network = match settings.value("conditioner") {
                Some(Value::Chosen(network)) => (**network).clone(),
                _ => linear(),
            };
            // A posterior's layers are of use by how they differ between contexts.
            site.start_last_maps(LastMaps::Usual);
            network.conditioner().build(site, Inputs::row(context, None), numbers, network.settings())
        });
        Amortized { site, offsets, next: Cell::new(0) }
    }

    /// The next of them: a learned number of this name and start, plus the network's outputs.
    pub fn take(&self, name: &str, shape: Shape, init: Init) -> Expr<'g> {
        let (first, size) = (self.next.get(), shape.size());
        self.next.set(first + size);
        // The network's outputs start apart already.
        let init = match (init, self.site.context.filter(|_| self.offsets.is_some())) {
            (Init::Uniform(bound), Some(context)) => Init::Uniform(bound.min(1.0 / (context.size() as f64).sqrt())),
            (init, _) => init,
        };
        let learned = self.site.parameter(name, shape.clone(), init);
        let Some(offsets) = self.offsets else { return learned };
        let own = offsets.pick(&(first..first + size).collect::<Vec<_>>());
        let value = learned + if shape == Shape::scalar() { own.sum() } else { own };
        // Proofs of invertibility hold for any numbers.
        self.site.graph.seal(value);
        value
    }
}
