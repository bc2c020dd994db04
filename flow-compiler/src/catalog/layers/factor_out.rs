//! `factor_out`: half of the channels leave the chain, under a prior of their own.

use super::Transformer;
use crate::catalog::bijectors::affine::Affine;
use crate::catalog::conditioners::{CONDITIONERS, conv::Conv, residual_conv::ResidualConv};
use crate::derive::Refusal;
use crate::diag::Diagnostics;
use crate::event::{Event, Grid};
use crate::ir::{Expr, Op};
use crate::shape::{Copies, Index, Shape};
use crate::span::Span;
use crate::vocabulary::{
    Checked, Chosen, Filled, Init, Inputs, LastMaps, Layer, Settings, Site, Slot, Support, Value, Word,
};

/// Where the mean and the scale of what leaves come from: a network of what stays, parameters, or they
/// are 0 and 1.
pub const PRIORS: &[&str] = &["conditioned", "learned", "standard"];

/// On the way to the base, the first half of the channels goes on; of the others, `z = (x − mean) /
/// scale` are numbers of the base already.
pub struct FactorOut;

impl Word for FactorOut {
    fn name(&self) -> &'static str {
        "factor_out"
    }
    fn doc(&self) -> &'static str {
        "Factoring out: on the way to the base the second half of a grid's channels leaves as `z = (x − mean) / scale`, which are numbers \
         of the base; the layers nearer the base map the channels that stay. Mean and scale are computed by a network of what stays, \
         whose last map starts at 0, or learned, one a channel. (Dinh et al. 2017; Kingma and Dhariwal 2018)"
    }
    fn settings(&self) -> Settings {
        Settings::none()
            .choice(
                "prior",
                PRIORS,
                "where the mean and the scale of what leaves come from; `standard`: they are 0 and 1",
            )
            .optional_call(
                "conditioner",
                CONDITIONERS,
                Slot::Conditioner,
                "the network of a conditioned prior; `conv` without hidden layers where nothing is written",
            )
    }
    fn layer(&self) -> Option<&dyn Layer> {
        Some(self)
    }
}

/// The channels of a grid that stay; none where there are fewer than two.
fn kept(event: &Event) -> Option<Grid> {
    event.grid().filter(|grid| grid.channels > 1).map(|grid| grid.with(grid.channels - grid.channels / 2))
}

/// The network of a conditioned prior; without one that is written, of a window that the grid has room
/// for.
fn network(kept: Grid, settings: Checked) -> Chosen {
    let written = settings.value("conditioner").map(|_| settings.chosen("conditioner").clone());
    let is_narrow = kept.width == 1 || kept.positions() == 1;
    let counts = |list: &[usize]| Value::Counts(list.to_vec());
    let conv = || Conv.defaults().with("hidden", counts(&[])).with("kernels", counts(&[if is_narrow { 1 } else { 3 }]));
    written.unwrap_or_else(|| Chosen::of(&Conv, conv()))
}

impl Layer for FactorOut {
    fn check(&self, event: &Event, _: usize, settings: Checked, span: Span, errors: &mut Diagnostics) {
        if event.grid().is_none() {
            errors
                .error(span, "`factor_out` needs a grid of positions, found numbers in a row")
                .help("declare the event as `[channels, height, width]`");
            return;
        }
        let Some(kept) = kept(event) else {
            errors
                .error(
                    span,
                    format!("`factor_out` lets half of the channels leave, and the event {event} has one here"),
                )
                .help("`squeeze` makes four channels of one");
            return;
        };
        let prior = settings.word("prior");
        let is_conditioned = prior == "conditioned";
        if !is_conditioned && settings.value("conditioner").is_some() {
            let message = format!("`factor_out` has a `conditioner`, and its `prior` is `{prior}`");
            errors
                .error(settings.span("conditioner"), message)
                .help("write `prior = conditioned`, or leave the network out");
        }
        let chosen = network(kept, settings);
        if let Some(own) = chosen.filled.checked().filter(|_| is_conditioned) {
            chosen.conditioner().check(Some(kept), own, chosen.span, errors);
        }
    }

    fn base_event(&self, event: &Event, _: Checked) -> Option<Event> {
        kept(event).map(Grid::event)
    }

    fn levels(&self, event: &Event, _: Checked) -> Vec<usize> {
        let kept = kept(event).map_or(0, Grid::size);
        (0..event.size()).map(|i| usize::from(i >= kept)).collect()
    }

    fn declare<'g>(&self, site: &Site<'g>, z: Expr<'g>, settings: Checked) -> Result<Expr<'g>, Refusal> {
        let (grid, kept) = site.event.grid().zip(kept(site.event)).expect("the event was checked to be a grid");
        let (stays, leaves) = (kept.size(), grid.size() - kept.size());
        let value = z.gather(Index::range(0, stays)).named("kept");
        let base = z.gather(Index::range(stays, leaves)).named("left");
        let channels = grid.channels - kept.channels;
        let left = match settings.word("prior") {
            "standard" => base,
            "learned" => {
                let of_each = |name: &str| {
                    let learned = site.parameter(name, Shape::vector(channels), Init::Constant(0.0));
                    learned.repeat(Copies::of(grid.positions(), channels))
                };
                let (mean, log_scale) = (of_each("mean"), of_each("log_scale"));
                log_scale.exp().named("scale") * base + mean
            }
            "conditioned" => {
                let (chosen, affine) = (network(kept, settings), Chosen::plain(&Affine));
                site.start_last_maps(LastMaps::Zero);
                let transformer = Transformer::chosen(&affine);
                let inputs = Inputs { value, grid: Some(kept), context: site.context, one_of: 1 };
                let outputs = leaves * transformer.per_element();
                let raw = chosen.conditioner().build(site, inputs, outputs, chosen.settings());
                transformer.through(raw, leaves)(base)
            }
            _ => settings.unknown("prior"),
        };
        let first = |i: &usize| i % grid.channels < kept.channels;
        let (staying, leaving): (Vec<usize>, Vec<usize>) = (0..grid.size()).partition(first);
        let parts = [staying, leaving].map(|elements| site.graph.index(&elements)).to_vec();
        Ok(site.graph.make(Op::Assemble { len: grid.size(), parts }, &[value, left]))
    }

    fn supports(&self, _: Checked) -> Option<(Support, Support)> {
        Some((Support::REAL, Support::REAL))
    }

    fn examples(&self) -> Vec<(Event, Filled)> {
        let plain = self.defaults();
        let learned = plain.clone().with("prior", Value::Word("learned".into()));
        let deep = ResidualConv.defaults().with("hidden", Value::Count(3)).with("blocks", Value::Count(1));
        let bent = Chosen::of(&ResidualConv, deep.with("activation", Value::Word("tanh".into())));
        vec![
            (Event::of(&[2, 2, 3]), plain.clone()),
            (Event::of(&[3, 2, 2]), learned.clone()),
            (Event::of(&[4, 1, 2]), learned),
            (Event::of(&[2, 3, 1]), plain.clone()),
            (Event::of(&[2, 2, 2]), plain.clone().with("prior", Value::Word("standard".into()))),
            (Event::of(&[3, 2, 2]), plain.with("conditioner", bent.into())),
        ]
    }
}
