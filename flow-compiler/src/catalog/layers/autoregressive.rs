//! `autoregressive`: each element passes through a transformer that the elements before it set.

use super::{Transformer, check_transformer, real_transformers};
use crate::catalog::bijectors::affine::Affine;
use crate::catalog::conditioners::{MASKED_CONDITIONERS, made::Made};
use crate::catalog::transformers::TRANSFORMERS;
use crate::derive::{Refusal, inverse::solve};
use crate::diag::Diagnostics;
use crate::event::Event;
use crate::ir::Expr;
use crate::shape::inverse_permutation;
use crate::span::Span;
use crate::vocabulary::{
    Checked, Chosen, Direction, Filled, Layer, Settings, Site, Slot, Support, Value, Word, in_a_row,
};

/// `x_i = transformer(z_i; conditioner(x_{<i}))`, or with `explicit = forward` of `z_{<i}`.
pub struct Autoregressive;

impl Word for Autoregressive {
    fn name(&self) -> &'static str {
        "autoregressive"
    }
    fn doc(&self) -> &'static str {
        "Autoregressive: `x_i = transformer(z_i; conditioner(x_{<i}, context))`. With `explicit = inverse` the density direction is one \
         pass and sampling goes element by element; with `explicit = forward` the conditioner reads `z_{<i}` and it is the other way \
         round. (Papamakarios et al. 2017; Kingma et al. 2016)"
    }
    fn settings(&self) -> Settings {
        Settings::none()
            .choice("explicit", &["inverse", "forward"], "the direction that is one pass")
            .choice_or_elements("order", &["ascending", "descending"], "the elements from the first to the last")
            .call("transformer", TRANSFORMERS, Slot::Transformer, &Affine, "the scalar bijector of each element")
            .call(
                "conditioner",
                MASKED_CONDITIONERS,
                Slot::MaskedConditioner,
                &Made,
                "the network that outputs its parameters",
            )
    }
    fn layer(&self) -> Option<&dyn Layer> {
        Some(self)
    }
}

/// Where the elements lie, from the first to the last. They are counted as in the event.
fn order(event: &Event, settings: Checked) -> Vec<usize> {
    let (size, rows) = (event.size(), event.rows());
    let elements: Vec<usize> = match settings.value("order") {
        Some(Value::Counts(list)) => list.clone(),
        _ => match settings.word("order") {
            "descending" => (0..size).rev().collect(),
            "ascending" => (0..size).collect(),
            _ => settings.unknown("order"),
        },
    };
    elements.into_iter().map(|element| rows[element]).collect()
}

impl Layer for Autoregressive {
    fn check(&self, event: &Event, context: usize, settings: Checked, span: Span, errors: &mut Diagnostics) {
        let size = event.size();
        if size == 1 && context == 0 {
            errors
                .error(span, "`autoregressive` needs an event of at least 2 elements or a context, found neither")
                .help("a single element is transformed by an elementwise layer, such as `affine`");
        }
        check_transformer(settings, errors);
        if let Some(Value::Counts(list)) = settings.value("order") {
            let mut sorted = list.clone();
            sorted.sort_unstable();
            if sorted != (0..size).collect::<Vec<_>>() {
                errors
                    .error(
                        settings.span("order"),
                        format!("`order` of `autoregressive` is no order of {size} elements"),
                    )
                    .help(format!("each element from 0 to {} stands in it once", size - 1));
            }
        }
    }

    fn warnings(&self, event: &Event, context: usize, settings: Checked) -> Vec<String> {
        let network = settings.chosen("conditioner");
        network.masked_conditioner().warnings(event, context, network.settings())
    }

    fn levels(&self, event: &Event, settings: Checked) -> Vec<usize> {
        inverse_permutation(&order(event, settings))
    }

    fn explicit(&self, settings: Checked) -> Direction {
        match settings.word("explicit") {
            "forward" => Direction::Forward,
            "inverse" => Direction::Inverse,
            _ => settings.unknown("explicit"),
        }
    }

    fn declare<'g>(&self, site: &Site<'g>, v: Expr<'g>, settings: Checked) -> Result<Expr<'g>, Refusal> {
        let order = order(site.event, settings);
        let ordered = v.pick(&order);
        let inputs = match site.context {
            Some(context) => site.graph.concat(&[context, ordered]).named("inputs"),
            None => ordered,
        };
        let (transformer, conditioner) = (Transformer::of(settings), settings.chosen("conditioner"));
        let network = conditioner.masked_conditioner();
        let context = site.context.map_or(0, Expr::size);
        let raw = network.build(site, inputs, context, transformer.per_element(), conditioner.settings());
        let through = transformer.through(raw, v.size());
        let moved = match self.explicit(settings) {
            Direction::Forward => through(ordered),
            Direction::Inverse => solve(ordered, through)?,
        };
        Ok(moved.pick(&inverse_permutation(&order)))
    }

    fn supports(&self, _: Checked) -> Option<(Support, Support)> {
        Some((Support::REAL, Support::REAL))
    }

    fn examples(&self) -> Vec<(Event, Filled)> {
        let defaults = self.defaults();
        let conditioned = |filled: Filled| defaults.clone().with("conditioner", Chosen::of(&Made, filled).into());
        let small = conditioned(Made.defaults().with("hidden", Value::Counts(vec![6])));
        let mut out: Vec<(usize, Filled)> = Vec::new();
        for word in MASKED_CONDITIONERS {
            let examples = word.masked_conditioner().map(|m| m.examples()).unwrap_or_default();
            out.extend(examples.into_iter().map(|e| (4, conditioned(e))));
        }
        for word in real_transformers() {
            for filled in word.elementwise().map(|e| e.examples()).unwrap_or_default() {
                out.push((3, small.clone().with("transformer", Chosen::of(word, filled).into())));
            }
        }
        out.push((4, small.clone().with("explicit", Value::Word("forward".into()))));
        out.push((4, small.clone().with("order", Value::Word("descending".into()))));
        out.push((4, small.clone().with("order", Value::Counts(vec![2, 0, 3, 1]))));
        out.push((1, small.clone()));
        out.push((2, small));
        in_a_row(out)
    }
}
