//! `lower_triangular`: a linear map by a triangular matrix.

use crate::catalog::bijectors::affine::positive;
use crate::derive::Refusal;
use crate::diag::Diagnostics;
use crate::event::Event;
use crate::ir::Expr;
use crate::shape::{Degrees, Index, Shape, Stairs};
use crate::span::Span;
use crate::vocabulary::{Checked, Filled, Init, Layer, Settings, Site, Support, Value, Word, in_a_row};

/// `x = d ∘ z + S z + shift`, where S is strictly lower triangular and d positive.
pub struct LowerTriangular;

impl Word for LowerTriangular {
    fn name(&self) -> &'static str {
        "lower_triangular"
    }
    fn doc(&self) -> &'static str {
        "Triangular matrix: `x = d ∘ z + S z + shift` with S strictly lower triangular, or strictly upper with `part = upper`, and \
         `d = softplus(raw + ln(e − 1))`; with `unit`, d is 1, and without `bias` the shift is 0. It starts as the identity. \
         The parameters of an upper matrix are those of the lower one of the reversed elements."
    }
    fn settings(&self) -> Settings {
        Settings::none()
            .choice("part", &["lower", "upper"], "the triangle that S fills")
            .flag("unit", false, "whether the diagonal is 1")
            .flag("bias", true, "whether there is a shift")
    }
    fn layer(&self) -> Option<&dyn Layer> {
        Some(self)
    }
}

fn is_upper(settings: Checked) -> bool {
    match settings.word("part") {
        "upper" => true,
        "lower" => false,
        _ => settings.unknown("part"),
    }
}

impl Layer for LowerTriangular {
    fn check(&self, _: &Event, _: usize, _: Checked, _: Span, _: &mut Diagnostics) {}

    fn levels(&self, event: &Event, settings: Checked) -> Vec<usize> {
        if is_upper(settings) { (0..event.size()).rev().collect() } else { (0..event.size()).collect() }
    }

    fn declare<'g>(&self, site: &Site<'g>, z: Expr<'g>, settings: Checked) -> Result<Expr<'g>, Refusal> {
        let size = z.size();
        // An upper matrix is a lower one of the reversed elements, for its rows and columns alike.
        let turned = is_upper(settings) && size > 1;
        let turn = |v: Expr<'g>| if turned { v.gather(Index::reversal(size)) } else { v };
        let v = turn(z);
        let mut x = v;
        if !settings.flag("unit") {
            let raw = site.parameter("raw_diagonal", Shape::vector(size), Init::Constant(0.0));
            x = positive(raw).named("diagonal") * v;
        }
        if size > 1 {
            let elements = Degrees { always: 0, first: 1, groups: size, size };
            let stairs = Stairs { rows: elements, columns: elements, strict: true };
            let below = site.parameter("strict", Shape::matrix(size, size), Init::Constant(0.0));
            x = x + below.masked_matmul(v, Some(stairs));
        }
        if settings.flag("bias") {
            x = x + site.parameter("shift", Shape::vector(size), Init::Constant(0.0));
        }
        Ok(turn(x))
    }

    fn supports(&self, _: Checked) -> Option<(Support, Support)> {
        Some((Support::REAL, Support::REAL))
    }

    fn examples(&self) -> Vec<(Event, Filled)> {
        let plain = self.defaults();
        let upper = plain.clone().with("part", Value::Word("upper".into()));
        let unit = plain.clone().with("unit", Value::Flag(true));
        in_a_row(vec![
            (1, plain.clone()),
            (4, plain.clone()),
            (3, upper.clone()),
            (4, unit.clone().with("bias", Value::Flag(false))),
            (2, upper.with("unit", Value::Flag(true))),
        ])
    }
}
