//! `nice`: additive couplings with reversals between them, and a scale at the end.

use super::{call, parts};
use crate::catalog::conditioners::{CONDITIONERS, mlp::Mlp};
use crate::span::Span;
use crate::spec::{Kind, Node};
use crate::vocabulary::{Checked, Expansion, Filled, Settings, Slot, Sugar, Value, Word};

/// `repeat(times = couplings, layers = [coupling(transformer = additive, …), reverse]), scale`.
pub struct Nice;

impl Word for Nice {
    fn name(&self) -> &'static str {
        "nice"
    }
    fn doc(&self) -> &'static str {
        "NICE: `couplings` additive couplings with a reversal after each, so that the halves take turns, and a learned scale of each \
         element at the end. (Dinh et al. 2015)"
    }
    fn settings(&self) -> Settings {
        Settings::none().count_or("couplings", 1, 4, "how many couplings").call(
            "conditioner",
            CONDITIONERS,
            Slot::Conditioner,
            &Mlp,
            "the network of each coupling",
        )
    }
    fn sugar(&self) -> Option<&dyn Sugar> {
        Some(self)
    }
}

impl Sugar for Nice {
    fn expand(&self, settings: Checked, span: Span) -> Expansion {
        let mut entries = vec![("transformer", call("additive", vec![], span))];
        entries.extend(parts(settings, &["conditioner"], span));
        let layers = Node::new(Kind::List(vec![call("coupling", entries, span), call("reverse", vec![], span)]), span);
        let times = Node::new(Kind::Number(settings.count("couplings").to_string()), span);
        let couplings = call("repeat", vec![("times", times), ("layers", layers)], span);
        Expansion::Layers(vec![couplings, call("scale", vec![], span)])
    }
    fn examples(&self) -> Vec<Filled> {
        vec![self.defaults().with("couplings", Value::Count(2))]
    }
}
