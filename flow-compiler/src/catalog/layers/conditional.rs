//! `conditional`: every element passes through a transformer that the context sets.

use super::{Transformer, check_conditioner};
use crate::catalog::bijectors::affine::Affine;
use crate::catalog::conditioners::{DECODERS, mlp::Mlp};
use crate::catalog::transformers::TRANSFORMERS;
use crate::derive::Refusal;
use crate::diag::Diagnostics;
use crate::event::Event;
use crate::ir::Expr;
use crate::span::Span;
use crate::vocabulary::{Checked, Chosen, Filled, Inputs, Layer, Settings, Site, Slot, Support, Value, Word, in_a_row};

/// `x = transformer(z; conditioner(context))`.
pub struct Conditional;

impl Word for Conditional {
    fn name(&self) -> &'static str {
        "conditional"
    }
    fn doc(&self) -> &'static str {
        "Conditional: `x = transformer(z; conditioner(context))`, where the parameters of each element come from the context alone."
    }
    fn settings(&self) -> Settings {
        Settings::none()
            .call("transformer", TRANSFORMERS, Slot::Transformer, &Affine, "the scalar bijector of each element")
            .call("conditioner", DECODERS, Slot::Conditioner, &Mlp, "the network that outputs its parameters")
    }
    fn layer(&self) -> Option<&dyn Layer> {
        Some(self)
    }
}

impl Layer for Conditional {
    fn check(&self, event: &Event, context: usize, settings: Checked, span: Span, errors: &mut Diagnostics) {
        let reads_grid = settings.chosen("conditioner").conditioner().is_on_grid();
        check_conditioner(settings, event.grid().filter(|_| !reads_grid), errors);
        if context == 0 {
            errors
                .error(span, "`conditional` needs a context, found none")
                .help("without a context, an elementwise layer such as `affine` learns its parameters");
        }
    }

    fn reads_context_alone(&self) -> bool {
        true
    }

    fn levels(&self, event: &Event, _: Checked) -> Vec<usize> {
        vec![0; event.size()]
    }

    fn declare<'g>(&self, site: &Site<'g>, z: Expr<'g>, settings: Checked) -> Result<Expr<'g>, Refusal> {
        let (transformer, network) = (Transformer::of(settings), settings.chosen("conditioner"));
        let context = site.context.expect("`conditional` was checked to have a context");
        let outputs = z.size() * transformer.per_element();
        let raw = network.conditioner().build(site, Inputs::row(context, None), outputs, network.settings());
        Ok(transformer.through(raw, z.size())(z))
    }

    fn supports(&self, _: Checked) -> Option<(Support, Support)> {
        Some((Support::REAL, Support::REAL))
    }

    fn angles(&self, event: &Event, settings: Checked) -> usize {
        if settings.chosen("transformer").elementwise().is_circular() { event.size() } else { 0 }
    }

    fn examples(&self) -> Vec<(Event, Filled)> {
        let network = Chosen::of(&Mlp, Mlp.defaults().with("hidden", Value::Counts(vec![4])));
        let small = self.defaults().with("conditioner", network.into());
        let mut out = vec![(1, small.clone())];
        for word in TRANSFORMERS {
            for filled in word.elementwise().map(|e| e.examples()).unwrap_or_default() {
                out.push((3, small.clone().with("transformer", Chosen::of(*word, filled).into())));
            }
        }
        in_a_row(out)
    }
}
