//! `lu_linear`: a linear map by a product of two triangular matrices.

use super::OF;
use crate::catalog::families::{call, parts};
use crate::span::Span;
use crate::spec::{Kind, Node};
use crate::vocabulary::{Checked, Expansion, Filled, Settings, Sugar, Word};

/// `z = L U x + shift`, as two triangular layers.
pub struct LuLinear;

impl Word for LuLinear {
    fn name(&self) -> &'static str {
        "lu_linear"
    }
    fn doc(&self) -> &'static str {
        "LU-factorised matrix: `z = L (U x + shift)` with L unit lower triangular and U upper triangular of positive diagonal; as two \
         `lower_triangular` layers. The density direction multiplies, sampling solves; where the matrix maps the channels of a grid, \
         both multiply. (Oliva et al. 2018; Durkan et al. 2019)"
    }
    fn settings(&self) -> Settings {
        Settings::none().optional("of", OF, "what the matrix maps: of a grid the channels where nothing is written")
    }
    fn sugar(&self) -> Option<&dyn Sugar> {
        Some(self)
    }
}

impl Sugar for LuLinear {
    fn expand(&self, settings: Checked, span: Span) -> Expansion {
        Expansion::Layers(factors(span, &parts(settings, &["of"], span), true))
    }
    fn examples(&self) -> Vec<Filled> {
        vec![self.defaults()]
    }
}

/// The two triangular layers, from base to data, with these settings beside their own; the upper one
/// has a shift, or none has.
pub(super) fn factors(span: Span, settings: &[(&'static str, Node)], shift: bool) -> Vec<Node> {
    let word = |word: &str| Node::new(Kind::Word(word.into()), span);
    let flag = |flag: bool| Node::new(Kind::Bool(flag), span);
    let inverted = |own: Vec<(&'static str, Node)>| {
        let entries = own.into_iter().chain(settings.iter().cloned()).collect();
        call("invert", vec![("layer", call("lower_triangular", entries, span))], span)
    };
    let mut upper = vec![("part", word("upper"))];
    upper.extend((!shift).then(|| ("bias", flag(false))));
    // From base to data: L is undone last on the way to z, so it stands first.
    let lower = vec![("part", word("lower")), ("unit", flag(true)), ("bias", flag(false))];
    vec![inverted(lower), inverted(upper)]
}
