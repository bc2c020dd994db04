//! `coupling`: some elements stay and set the transformer of the others.

use std::collections::BTreeSet;

use super::{Transformer, check_conditioner, check_elements, check_transformer, real_transformers};
use crate::catalog::bijectors::affine::Affine;
use crate::catalog::conditioners::{CONDITIONERS, mlp::Mlp};
use crate::catalog::transformers::TRANSFORMERS;
use crate::derive::Refusal;
use crate::diag::Diagnostics;
use crate::event::{Event, Grid};
use crate::ir::{Expr, Op};
use crate::span::Span;
use crate::vocabulary::{Checked, Chosen, Filled, Inputs, Layer, Settings, Site, Slot, Support, Value, Word, in_a_row};

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
                &["halves", "even", "odd", "checkerboard", "channels"],
                "the conditioning elements; `halves`: the first ⌊D/2⌋; of a grid, `checkerboard`: the positions whose row and column \
                 have an even sum, `channels`: the first half of the channels",
            )
            .flag("swap", false, "the other side conditions")
            .call("transformer", TRANSFORMERS, Slot::Transformer, &Affine, "the scalar bijector of the other elements")
            .call("conditioner", CONDITIONERS, Slot::Conditioner, &Mlp, "the network that outputs its parameters")
    }
    fn layer(&self) -> Option<&dyn Layer> {
        Some(self)
    }
}

/// Where the conditioning and the transformed elements lie, each in ascending order. Elements are
/// counted as in the event.
pub(super) fn split(event: &Event, settings: Checked) -> (Vec<usize>, Vec<usize>) {
    let size = event.size();
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
    let rows = event.rows();
    let place = |element: usize| rows[element];
    let (conditioning, transformed): (Vec<usize>, Vec<usize>) = (0..size).partition(conditioning);
    let [mut conditioning, mut transformed] =
        [conditioning, transformed].map(|side| side.into_iter().map(place).collect::<Vec<_>>());
    conditioning.sort_unstable();
    transformed.sort_unstable();
    (conditioning, transformed)
}

/// The two sides of a coupling, and where the conditioning elements lie in a grid.
struct Split {
    conditioning: Vec<usize>,
    transformed: Vec<usize>,
    /// The grid whose positions a network on grids reads: of the channels that condition, or the
    /// whole one, with zeros for what is transformed.
    grid: Option<Grid>,
}

impl Split {
    /// Splits an event. `None` where it has no grid to be split.
    fn of(event: &Event, settings: Checked) -> Option<Self> {
        let (size, swap) = (event.size(), settings.flag("swap"));
        let word = settings.value("split").and_then(|value| match value {
            Value::Word(word) => Some(word.as_str()),
            _ => None,
        });
        let ((conditioning, transformed), grid): ((Vec<usize>, Vec<usize>), _) = match word {
            Some("checkerboard") => {
                let grid = event.grid()?;
                let place = |i: usize| i / grid.channels;
                let is_even = |i: &usize| (place(*i) / grid.width + place(*i) % grid.width) % 2 == 0;
                ((0..size).partition(is_even), Some(grid))
            }
            Some("channels") => {
                let grid = event.grid()?;
                let half = grid.channels / 2;
                let conditioning = if swap { grid.channels - half } else { half };
                ((0..size).partition(|i| i % grid.channels < half), Some(grid.with(conditioning)))
            }
            _ => (split(event, settings), None),
        };
        let (conditioning, transformed) = if swap { (transformed, conditioning) } else { (conditioning, transformed) };
        Some(Split { conditioning, transformed, grid })
    }
}

/// Reports a split by the word of a grid that the event is not, or that leaves a side empty.
fn check_grid(event: &Event, settings: Checked, errors: &mut Diagnostics) -> bool {
    let word = match settings.value("split") {
        Some(Value::Word(word)) if word == "checkerboard" || word == "channels" => word.as_str(),
        _ => return true,
    };
    let span = settings.span("split");
    match event.grid() {
        None => {
            errors
                .error(span, format!("`split` of `coupling` is `{word}`, and the event is numbers in a row"))
                .help("declare the event as `[channels, height, width]`; numbers in a row are split as `halves`, `even`, `odd` or by a list");
            false
        }
        Some(Grid { channels: 1, .. }) if word == "channels" => {
            errors
                .error(span, format!("`split` of `coupling` is `channels`, and the event {event} has one channel here"))
                .help("`squeeze` makes four channels of one; `checkerboard` splits the positions");
            false
        }
        Some(grid) if word == "checkerboard" && grid.positions() == 1 => {
            errors
                .error(
                    span,
                    format!("`split` of `coupling` is `checkerboard`, and the event {event} has one position here"),
                )
                .help("`channels` splits the channels");
            false
        }
        Some(_) => true,
    }
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
        if check_grid(event, settings, errors) {
            check_conditioner(settings, Split::of(event, settings).and_then(|split| split.grid), errors);
        }
    }

    fn levels(&self, event: &Event, settings: Checked) -> Vec<usize> {
        let mut levels = vec![1; event.size()];
        let split = Split::of(event, settings).expect("a split of a grid was checked to have one");
        split.conditioning.into_iter().for_each(|i| levels[i] = 0);
        levels
    }

    fn declare<'g>(&self, site: &Site<'g>, z: Expr<'g>, settings: Checked) -> Result<Expr<'g>, Refusal> {
        let Split { conditioning, transformed, grid } =
            Split::of(site.event, settings).expect("a split of a grid was checked to have one");
        let kept = z.pick(&conditioning).named("kept");
        let changed = z.pick(&transformed).named("changed");
        let (transformer, network) = (Transformer::of(settings), settings.chosen("conditioner"));
        let parts = [&conditioning, &transformed].map(|elements| site.graph.index(elements)).to_vec();
        let (on_grid, each) = (network.conditioner().is_on_grid(), transformer.per_element());
        let build = |value: Expr<'g>, outputs: usize| {
            let inputs = Inputs { value, grid, context: site.context, one_of: 1 };
            network.conditioner().build(site, inputs, outputs * each, network.settings())
        };
        let moved = match grid {
            // The network reads and writes all positions; what it writes for those that stay is not read.
            Some(grid) if on_grid && grid.size() == z.size() => {
                let masked = Op::Assemble { len: z.size(), parts: vec![parts[0].clone()] };
                let raw = build(site.graph.make(masked, &[kept]).named("masked"), z.size());
                transformer.through_some(raw, z.size(), &transformed)(changed)
            }
            _ => transformer.through(build(kept, transformed.len()), transformed.len())(changed),
        };
        Ok(site.graph.make(Op::Assemble { len: z.size(), parts }, &[kept, moved.named("moved")]))
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
            let Some(conditioner) = word.conditioner().filter(|conditioner| !conditioner.is_on_grid()) else {
                continue;
            };
            for filled in conditioner.examples() {
                let chosen = Chosen::of(*word, filled);
                out.push((4, defaults.clone().with("conditioner", chosen.into())));
            }
        }
        for split in ["even", "odd", "halves"] {
            out.push((5, small(&defaults).with("split", Value::Word(split.into()))));
        }
        out.push((5, small(&defaults).with("split", Value::Counts(vec![3, 0]))));
        out.push((2, small(&defaults)));
        out.push((5, small(&defaults).with("swap", Value::Flag(true))));
        let mut out = in_a_row(out);
        out.extend(on_grids(&defaults));
        out
    }
}

/// Examples on grids: every split with every network.
fn on_grids(defaults: &Filled) -> Vec<(Event, Filled)> {
    let mut out = Vec::new();
    let grids = [[1, 2, 3], [2, 3, 2], [3, 2, 2]];
    for word in CONDITIONERS {
        for (k, filled) in word.conditioner().map(|c| c.examples()).unwrap_or_default().into_iter().enumerate() {
            let filled = if word.name() == "mlp" { filled.with("hidden", Value::Counts(vec![4])) } else { filled };
            let with = defaults.clone().with("conditioner", Chosen::of(*word, filled).into());
            let swapped = |split: &str, swap: bool| {
                with.clone().with("split", Value::Word(split.into())).with("swap", Value::Flag(swap))
            };
            out.push((Event::of(&grids[k % 3]), swapped("checkerboard", k % 2 == 1)));
            out.push((Event::of(&grids[1 + k % 2]), swapped("channels", k % 2 == 0)));
        }
    }
    out
}

fn small(defaults: &Filled) -> Filled {
    let network = Chosen::of(&Mlp, Mlp.defaults().with("hidden", Value::Counts(vec![4])));
    defaults.clone().with("conditioner", network.into())
}
