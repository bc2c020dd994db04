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
    CausalConditioner, Checked, Chosen, Direction, Filled, Inputs, Layer, Settings, Site, Slot, Support, Value, Word,
    in_a_row,
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

/// The network on a grid that reads what comes before each position, where the conditioner is one.
fn causal(settings: Checked<'_>) -> Option<&dyn CausalConditioner> {
    settings.chosen("conditioner").word.causal_conditioner()
}

/// Where the elements lie, from the first to the last. They are counted as in the event; a network on a
/// grid takes them as they lie, position by position.
fn order(event: &Event, settings: Checked) -> Vec<usize> {
    if causal(settings).is_some() {
        return (0..event.size()).collect();
    }
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
        let network = settings.chosen("conditioner");
        if let Some(causal) = causal(settings) {
            let name = network.word.name();
            match event.grid() {
                // What is wrong with its own settings has been told.
                Some(grid) => {
                    if let Some(own) = network.filled.checked() {
                        causal.check(grid, own, network.span, errors);
                    }
                }
                None => {
                    errors
                        .error(network.span, format!("`{name}` needs a grid of positions, found {event} in a row"))
                        .help(
                            "declare the event as `[channels, height, width]` or `[channels, length]`; or use `made`",
                        );
                }
            }
            if self.explicit(settings) == Direction::Forward {
                errors
                    .error(settings.span("explicit"), format!("`{name}` reads what comes before an element of x, not of z"))
                    .help("leave `explicit` out: no density could be fitted, since its cotangents would go position by position");
            }
            if !matches!(settings.value("order"), Some(Value::Word(order)) if order == "ascending") {
                errors
                    .error(settings.span("order"), format!("`{name}` takes the positions of a grid row by row"))
                    .help("leave `order` out; a layer `reverse` beside this one turns the positions around");
            }
        }
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
        let masked = network.word.masked_conditioner();
        masked.map_or(Vec::new(), |masked| masked.warnings(event, context, network.settings()))
    }

    fn field(&self, event: &Event, settings: Checked) -> Option<String> {
        let network = settings.chosen("conditioner");
        let causal = network.word.causal_conditioner()?;
        Some(causal.field_in_words(event.grid()?, network.settings()))
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
        let (transformer, conditioner) = (Transformer::of(settings), settings.chosen("conditioner"));
        let (of_each, own) = (transformer.per_element(), conditioner.settings());
        let raw = match (causal(settings), site.context) {
            (Some(network), context) => {
                let inputs = Inputs { value: ordered, grid: site.event.grid(), context, one_of: 1 };
                network.build(site, inputs, of_each, own)
            }
            (None, Some(context)) => {
                let inputs = site.graph.concat(&[context, ordered]).named("inputs");
                conditioner.masked_conditioner().build(site, inputs, context.size(), of_each, own)
            }
            (None, None) => conditioner.masked_conditioner().build(site, ordered, 0, of_each, own),
        };
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
        let small = Chosen::of(&Made, Made.defaults().with("hidden", Value::Counts(vec![6])));
        let small = defaults.clone().with("conditioner", small.into());
        let mut out: Vec<(usize, Filled)> = Vec::new();
        for word in MASKED_CONDITIONERS {
            let examples = word.masked_conditioner().map(|m| m.examples()).unwrap_or_default();
            let with = |filled: Filled| defaults.clone().with("conditioner", Chosen::of(*word, filled).into());
            out.extend(examples.into_iter().map(|e| (4, with(e))));
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
        // The fewer rectifiers, the fewer have their edge within the step of a numeric derivative.
        let narrow = |filled: Filled| {
            let keys: Vec<&'static str> = filled.iter().map(|(key, _)| key).collect();
            let widths = ["hidden", "skip"].into_iter().filter(|key| keys.contains(key));
            widths.fold(filled, |filled, key| filled.with(key, Value::Count(2)))
        };
        let mut out = in_a_row(out);
        for word in MASKED_CONDITIONERS {
            for (event, filled) in word.causal_conditioner().map(|c| c.examples()).unwrap_or_default() {
                let chosen = Chosen::of(*word, narrow(filled));
                out.push((event, defaults.clone().with("conditioner", chosen.into())));
            }
        }
        out
    }
}
