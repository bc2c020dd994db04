//! `lu_linear`: a linear map by a product of two triangular matrices.

use crate::catalog::families::call;
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
         `lower_triangular` layers. The density direction multiplies, sampling solves. (Oliva et al. 2018; Durkan et al. 2019)"
    }
    fn settings(&self) -> Settings {
        Settings::none()
    }
    fn sugar(&self) -> Option<&dyn Sugar> {
        Some(self)
    }
}

impl Sugar for LuLinear {
    fn expand(&self, _: Checked, span: Span) -> Expansion {
        let word = |word: &str| Node::new(Kind::Word(word.into()), span);
        let flag = |flag: bool| Node::new(Kind::Bool(flag), span);
        let inverted = |entries: Vec<(&'static str, Node)>| {
            call("invert", vec![("layer", call("lower_triangular", entries, span))], span)
        };
        // From base to data: L is undone last on the way to z, so it stands first.
        let lower = inverted(vec![("part", word("lower")), ("unit", flag(true)), ("bias", flag(false))]);
        let upper = inverted(vec![("part", word("upper"))]);
        Expansion::Layers(vec![lower, upper])
    }
    fn examples(&self) -> Vec<Filled> {
        vec![self.defaults()]
    }
}
