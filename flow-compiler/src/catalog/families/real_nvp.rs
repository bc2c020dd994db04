//! `real_nvp`: affine couplings with reversals between them.

use super::{call, check_halved, parts, spelled};
use crate::catalog::bijectors::affine::Affine;
use crate::catalog::conditioners::{CONDITIONERS, mlp::Mlp};
use crate::catalog::layers::factor_out::PRIORS;
use crate::catalog::transformers::TRANSFORMERS;
use crate::diag::Diagnostics;
use crate::event::{Event, Grid};
use crate::span::Span;
use crate::spec::{Kind, Node};
use crate::vocabulary::{Checked, Expansion, Filled, Settings, Slot, Sugar, Value, Word};

/// `repeat(times = couplings, layers = [coupling(…), reverse])`; on a grid, couplings of channels,
/// `squeeze`, and couplings of positions.
pub struct RealNvp;

impl Word for RealNvp {
    fn name(&self) -> &'static str {
        "real_nvp"
    }
    fn doc(&self) -> &'static str {
        "Real NVP: `couplings` couplings with a reversal after each, so that every element is transformed. On a grid, \
         that many couplings that split the channels, each the other way round than the one before, `squeeze`, and as many that split the \
         positions as a checkerboard; with several scales so many of all these, and `factor_out` between them. (Dinh et al. 2017)"
    }
    fn settings(&self) -> Settings {
        Settings::none()
            .count_or("couplings", 1, 8, "how many couplings")
            .call("transformer", TRANSFORMERS, Slot::Transformer, &Affine, "the scalar bijector of each coupling")
            .call("conditioner", CONDITIONERS, Slot::Conditioner, &Mlp, "the network of each coupling")
            .few("scales", (1, 8), 1, "of a grid, each of half the height and width of the one before it")
            .choice("prior", PRIORS, "of what leaves between the scales, as in `factor_out`")
    }
    fn sugar(&self) -> Option<&dyn Sugar> {
        Some(self)
    }
}

impl Sugar for RealNvp {
    fn check(&self, event: &Event, settings: Checked, span: Span, errors: &mut Diagnostics) -> bool {
        let scales = settings.count("scales");
        if scales == 1 {
            return true;
        }
        let Some(Grid { height, width, .. }) = event.grid() else {
            errors
                .error(settings.span("scales"), "`real_nvp` has `scales`, and the event is numbers in a row")
                .help("declare the event as `[channels, height, width]`, or leave `scales` out");
            return false;
        };
        check_halved(("real_nvp", "scales", scales), [height, width], span, errors)
    }

    fn expand(&self, settings: Checked, span: Span) -> Expansion {
        let entries = parts(settings, &["transformer", "conditioner"], span);
        Expansion::Repeat(
            settings.count("couplings"),
            vec![call("coupling", entries, span), call("reverse", vec![], span)],
        )
    }
    fn expand_on(&self, _: Grid, settings: Checked, span: Span) -> Expansion {
        let couplings = settings.count("couplings");
        let side = |split: &str, swap: bool| {
            let mut entries = parts(settings, &["transformer", "conditioner"], span);
            entries.push(("split", spelled(&Value::Word(split.into()), span)));
            entries.push(("swap", spelled(&Value::Flag(swap), span)));
            call("coupling", entries, span)
        };
        // In pairs, which a loop repeats; an odd one comes last.
        let alternating = |split: &str| {
            let times = spelled(&Value::Count(couplings / 2), span);
            let pair = Node::new(Kind::List(vec![side(split, false), side(split, true)]), span);
            let pairs = (couplings > 1).then(|| call("repeat", vec![("times", times), ("layers", pair)], span));
            pairs.into_iter().chain((couplings % 2 == 1).then(|| side(split, false))).collect::<Vec<_>>()
        };
        let scales = settings.count("scales");
        let scale = |k: usize| {
            let factor_out = (k + 1 < scales).then(|| call("factor_out", parts(settings, &["prior"], span), span));
            let squeeze = vec![call("squeeze", vec![], span)];
            let factor_out = factor_out.into_iter().collect();
            [factor_out, alternating("channels"), squeeze, alternating("checkerboard")].concat()
        };
        Expansion::Layers((0..scales).rev().flat_map(scale).collect())
    }
    fn examples(&self) -> Vec<Filled> {
        let small = self.defaults().with("couplings", Value::Count(2));
        vec![small.clone(), small.with("scales", Value::Count(2))]
    }
}
