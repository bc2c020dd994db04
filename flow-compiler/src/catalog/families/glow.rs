//! `glow`: several scales of activation norms, invertible 1 × 1 convolutions and couplings.

use super::{call, check_halved, list, parts, spelled};
use crate::catalog::bijectors::affine::Affine;
use crate::catalog::conditioners::{CONDITIONERS, conv::Conv};
use crate::catalog::layers::factor_out::PRIORS;
use crate::catalog::transformers::TRANSFORMERS;
use crate::diag::Diagnostics;
use crate::event::{Event, Grid};
use crate::span::Span;
use crate::spec::Node;
use crate::vocabulary::{Checked, Chosen, Expansion, Filled, Settings, Slot, Sugar, Takes, Value, Word};

/// For each level, from the data: `squeeze`, `repeat(times = steps, layers = [coupling, conv_1x1,
/// actnorm])`, and but for the last one `factor_out`.
pub struct Glow;

impl Word for Glow {
    fn name(&self) -> &'static str {
        "glow"
    }
    fn doc(&self) -> &'static str {
        "Glow: of each level, from the data, `squeeze`, then `steps` times `actnorm`, `conv_1x1` and a coupling that splits the channels, \
         then `factor_out`, but for the last level. (Kingma and Dhariwal 2018)"
    }
    fn settings(&self) -> Settings {
        Settings::none()
            .few("levels", (1, 8), 2, "how many levels, each of half the height and width of the one before it")
            .count_or("steps", 1, 4, "how many couplings of each level")
            .call("transformer", TRANSFORMERS, Slot::Transformer, &Affine, "the scalar bijector of each coupling")
            .optional_call(
                "conditioner",
                CONDITIONERS,
                Slot::Conditioner,
                "the network of each coupling; `conv(hidden = [64, 64], kernels = [3, 1, 3])` where nothing is written",
            )
            .choice("prior", PRIORS, "of what leaves between the levels, as in `factor_out`")
            .optional("seed", Takes::Seed, "of the permutations; 0 by default")
    }
    fn sugar(&self) -> Option<&dyn Sugar> {
        Some(self)
    }
}

/// The network of each coupling.
fn network(settings: Checked) -> Value {
    let counts = |list: &[usize]| Value::Counts(list.to_vec());
    settings.value("conditioner").cloned().unwrap_or_else(|| {
        let filled = Conv.defaults().with("hidden", counts(&[64, 64])).with("kernels", counts(&[3, 1, 3]));
        Chosen::of(&Conv, filled).into()
    })
}

impl Sugar for Glow {
    fn check(&self, event: &Event, settings: Checked, span: Span, errors: &mut Diagnostics) -> bool {
        let levels = settings.count("levels");
        let Some(Grid { height, width, .. }) = event.grid() else {
            errors
                .error(span, "`glow` needs a grid of positions, found numbers in a row")
                .help("declare the event as `[channels, height, width]`; `real_nvp` maps numbers in a row");
            return false;
        };
        check_halved(("glow", "levels", levels), [height, width], span, errors)
    }

    fn expand(&self, settings: Checked, span: Span) -> Expansion {
        let (levels, steps) = (settings.count("levels"), settings.count("steps"));
        let first_seed = settings.seed("seed").unwrap_or(0);
        let level = |level: usize| {
            let mut entries = parts(settings, &["transformer"], span);
            entries.push(("conditioner", spelled(&network(settings), span)));
            entries.push(("split", spelled(&Value::Word("channels".into()), span)));
            // Each iteration adds its number to the seed, so those of a level follow those of the one before.
            let seed = spelled(&Value::Seed(first_seed.wrapping_add((level * steps) as u64)), span);
            let step: Vec<Node> = vec![
                call("coupling", entries, span),
                call("conv_1x1", vec![("seed", seed)], span),
                call("actnorm", vec![], span),
            ];
            let times = spelled(&Value::Count(steps), span);
            let steps = call("repeat", vec![("times", times), ("layers", list(step, span))], span);
            let factor_out = (level + 1 < levels).then(|| call("factor_out", parts(settings, &["prior"], span), span));
            factor_out.into_iter().chain([steps, call("squeeze", vec![], span)]).collect::<Vec<_>>()
        };
        Expansion::Layers((0..levels).rev().flat_map(level).collect())
    }

    fn examples(&self) -> Vec<Filled> {
        let small = self.defaults().with("steps", Value::Count(2));
        vec![small.clone(), small.with("levels", Value::Count(1)).with("seed", Value::Seed(3))]
    }
}
