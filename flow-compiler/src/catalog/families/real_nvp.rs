//! `real_nvp`: affine couplings with reversals between them.

use super::{call, parts, spelled};
use crate::catalog::bijectors::affine::Affine;
use crate::catalog::conditioners::{CONDITIONERS, mlp::Mlp};
use crate::catalog::transformers::TRANSFORMERS;
use crate::event::Grid;
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
         positions as a checkerboard. (Dinh et al. 2017)"
    }
    fn settings(&self) -> Settings {
        Settings::none()
            .count_or("couplings", 1, 8, "how many couplings")
            .call("transformer", TRANSFORMERS, Slot::Transformer, &Affine, "the scalar bijector of each coupling")
            .call("conditioner", CONDITIONERS, Slot::Conditioner, &Mlp, "the network of each coupling")
    }
    fn sugar(&self) -> Option<&dyn Sugar> {
        Some(self)
    }
}

impl Sugar for RealNvp {
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
        let squeeze = vec![call("squeeze", vec![], span)];
        Expansion::Layers([alternating("channels"), squeeze, alternating("checkerboard")].concat())
    }
    fn examples(&self) -> Vec<Filled> {
        vec![self.defaults().with("couplings", Value::Count(2))]
    }
}
