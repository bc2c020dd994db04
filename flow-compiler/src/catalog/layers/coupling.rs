//! `coupling`: some elements stay and set the transformer of the others.

use std::collections::BTreeSet;

use super::{Transformer, check_elements, check_transformer, real_transformers};
use crate::catalog::bijectors::affine::Affine;
use crate::catalog::conditioners::{CONDITIONERS, mlp::Mlp};
use crate::catalog::transformers::TRANSFORMERS;
use crate::derive::Refusal;
use crate::diag::Diagnostics;
use crate::event::Event;
use crate::ir::{Expr, Op};
use crate::span::Span;
use crate::vocabulary::{Checked, Chosen, Filled, Layer, Settings, Site, Slot, Support, Value, Word, in_a_row};

/// `x_c = z_c`, `x_t = transformer(z_t; conditioner(z_c, context))`.
pub struct Coupling;

impl Word for Coupling {
    fn name(&self) -> &'static str {
        "coupling"
    }
    fn doc(&self) -> &'static str {
        "Coupling: the conditioning elements stay, `x_c = z_c`; the others pass through a transformer whose parameters the \
         conditioner computes, `x_t = transformer(z_t; conditioner(z_c, context))`. (Dinh et al. 2015, 2017)"
    }
    fn settings(&self) -> Settings {
        Settings::none()
            .choice_or_elements(
                "split",
                &["halves", "even", "odd"],
                "the conditioning elements; `halves`: the first ⌊D/2⌋",
            )
            .call("transformer", TRANSFORMERS, Slot::Transformer, &Affine, "the scalar bijector of the other elements")
            .call("conditioner", CONDITIONERS, Slot::Conditioner, &Mlp, "the network that outputs its parameters")
    }
    fn layer(&self) -> Option<&dyn Layer> {
        Some(self)
    }
}

/// The conditioning and the transformed elements, each in ascending order.
pub(super) fn split(size: usize, settings: Checked) -> (Vec<usize>, Vec<usize>) {
    let conditioning: Box<dyn Fn(&usize) -> bool> = match settings.value("split") {
        Some(Value::Counts(list)) => {
            let list: BTreeSet<usize> = list.iter().copied().collect();
            Box::new(move |i| list.contains(i))
        }
        _ => match settings.word("split") {
            "even" => Box::new(|i| i % 2 == 0),
            "odd" => Box::new(|i| i % 2 == 1),
            "halves" => Box::new(move |i| *i < size / 2),
            _ => settings.unknown("split"),
        },
    };
    (0..size).partition(conditioning)
}

/// Reports a split that leaves nothing to condition on or nothing to transform.
pub(super) fn check_split(owner: &str, size: usize, settings: Checked, errors: &mut Diagnostics) {
    let Some(Value::Counts(list)) = settings.value("split") else { return };
    let conditioning = list.len();
    if check_elements(owner, "split", size, settings, errors) && (conditioning == 0 || conditioning == size) {
        let message = format!("`split` of `{owner}` conditions on {conditioning} of {size} elements");
        errors
            .error(settings.span("split"), message)
            .help("at least one element conditions and at least one is transformed");
    }
}

impl Layer for Coupling {
    fn check(&self, event: &Event, _: usize, settings: Checked, span: Span, errors: &mut Diagnostics) {
        let size = event.size();
        if size < 2 {
            errors
                .error(span, format!("`coupling` needs an event of at least 2 elements, found {size}"))
                .help("a single element is transformed by an elementwise layer, such as `affine`");
            return;
        }
        check_transformer(settings, errors);
        check_split("coupling", size, settings, errors);
    }

    fn levels(&self, event: &Event, settings: Checked) -> Vec<usize> {
        let mut levels = vec![1; event.size()];
        split(event.size(), settings).0.into_iter().for_each(|i| levels[i] = 0);
        levels
    }

    fn declare<'g>(&self, site: &Site<'g>, z: Expr<'g>, settings: Checked) -> Result<Expr<'g>, Refusal> {
        let (conditioning, transformed) = split(z.size(), settings);
        let kept = z.pick(&conditioning).named("kept");
        let changed = z.pick(&transformed).named("changed");
        let inputs = match site.context {
            Some(context) => site.graph.concat(&[kept, context]).named("inputs"),
            None => kept,
        };
        let (transformer, network) = (Transformer::of(settings), settings.chosen("conditioner"));
        let n = transformed.len();
        let raw = network.conditioner().build(site, inputs, n * transformer.per_element(), network.settings());
        let moved = transformer.through(raw, n)(changed).named("moved");
        let parts = vec![site.graph.index(&conditioning), site.graph.index(&transformed)];
        Ok(site.graph.make(Op::Assemble { len: z.size(), parts }, &[kept, moved]))
    }

    fn supports(&self, _: Checked) -> Option<(Support, Support)> {
        Some((Support::REAL, Support::REAL))
    }

    fn examples(&self) -> Vec<(Event, Filled)> {
        let defaults = self.defaults();
        let mut out = Vec::new();
        for word in real_transformers() {
            for filled in word.elementwise().map(|e| e.examples()).unwrap_or_default() {
                let chosen = Chosen::of(word, filled);
                out.push((3, small(&defaults).with("transformer", chosen.into())));
            }
        }
        for word in CONDITIONERS {
            for filled in word.conditioner().map(|c| c.examples()).unwrap_or_default() {
                let chosen = Chosen::of(*word, filled);
                out.push((4, defaults.clone().with("conditioner", chosen.into())));
            }
        }
        for split in ["even", "odd", "halves"] {
            out.push((5, small(&defaults).with("split", Value::Word(split.into()))));
        }
        out.push((5, small(&defaults).with("split", Value::Counts(vec![3, 0]))));
        out.push((2, small(&defaults)));
        in_a_row(out)
    }
}

fn small(defaults: &Filled) -> Filled {
    let network = Chosen::of(&Mlp, Mlp.defaults().with("hidden", Value::Counts(vec![4])));
    defaults.clone().with("conditioner", network.into())
}
