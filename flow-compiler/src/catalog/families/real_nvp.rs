//! `real_nvp`: affine couplings with reversals between them.

use super::{call, parts};
use crate::catalog::bijectors::affine::Affine;
use crate::catalog::conditioners::{CONDITIONERS, mlp::Mlp};
use crate::catalog::transformers::TRANSFORMERS;
use crate::span::Span;
use crate::vocabulary::{Checked, Expansion, Filled, Settings, Slot, Sugar, Value, Word};

/// `repeat(times = couplings, layers = [coupling(…), reverse])`.
pub struct RealNvp;

impl Word for RealNvp {
    fn name(&self) -> &'static str {
        "real_nvp"
    }
    fn doc(&self) -> &'static str {
        "Real NVP: `couplings` couplings with a reversal after each, so that every element is transformed. (Dinh et al. 2017)"
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
    fn examples(&self) -> Vec<Filled> {
        vec![self.defaults().with("couplings", Value::Count(2))]
    }
}
