//! `conditional`: every element passes through a transformer that the context sets.

use crate::catalog::bijectors::affine::Affine;
use crate::catalog::conditioners::{CONDITIONERS, mlp::Mlp};
use crate::catalog::transformers::TRANSFORMERS;
use crate::derive::Refusal;
use crate::diag::Diagnostics;
use crate::ir::Expr;
use crate::span::Span;
use crate::vocabulary::{AnyWord, Chosen, Filled, Layer, Scalar, Settings, Site, Slot, Support, Value, Word};

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
            .call("conditioner", CONDITIONERS, Slot::Conditioner, &Mlp, "the network that outputs its parameters")
    }
    fn layer(&self) -> Option<&dyn Layer> {
        Some(self)
    }
}

impl Layer for Conditional {
    fn check(&self, _: usize, context: usize, _: &Filled, span: Span, errors: &mut Diagnostics) {
        if context == 0 {
            errors
                .error(span, "`conditional` needs a context, found none")
                .help("without a context, an elementwise layer such as `affine` learns its parameters");
        }
    }

    fn levels(&self, size: usize, _: &Filled) -> Vec<usize> {
        vec![0; size]
    }

    fn declare<'g>(&self, site: &Site<'g>, z: Expr<'g>, settings: &Filled) -> Result<Expr<'g>, Refusal> {
        let (Some(transformer), Some(conditioner)) = (settings.chosen("transformer"), settings.chosen("conditioner"))
        else {
            return Ok(z);
        };
        let (Some(elementwise), Some(network), Some(context)) =
            (transformer.word.elementwise(), conditioner.word.conditioner(), site.context)
        else {
            return Ok(z);
        };
        let scalars = elementwise.parameters(&transformer.filled);
        let raw = network.build(site, context, z.size() * Scalar::total(&scalars), &conditioner.filled);
        let parameters = Scalar::read(&scalars, raw, z.size());
        Ok(elementwise.forward(z, &parameters, &transformer.filled))
    }

    fn supports(&self, _: &Filled) -> Option<(Support, Support)> {
        Some((Support::REAL, Support::REAL))
    }

    fn examples(&self) -> Vec<(usize, Filled)> {
        let chosen = |word, filled| {
            Value::Chosen(Box::new(Chosen { word: AnyWord::Catalog(word), filled, span: Span::Synthetic }))
        };
        let network = chosen(&Mlp, Mlp.settings().defaults().with("hidden", Value::Counts(vec![4])));
        let small = self.settings().defaults().with("conditioner", network);
        let mut out = vec![(1, small.clone())];
        for word in TRANSFORMERS {
            for filled in word.elementwise().map(|e| e.examples()).unwrap_or_default() {
                out.push((3, small.clone().with("transformer", chosen(*word, filled))));
            }
        }
        out
    }
}
