//! `scale_tril`: a linear map by a triangular matrix and a perturbation of low rank.

use crate::catalog::bijectors::affine::positive;
use crate::derive::{Claims, Refusal};
use crate::diag::Diagnostics;
use crate::event::Event;
use crate::ir::Expr;
use crate::shape::{Degrees, Shape, Stairs};
use crate::span::Span;
use crate::vocabulary::{Checked, Filled, Init, Layer, Settings, Site, Support, Value, Word, in_a_row};

/// `x = (L + V Vᵀ) z + shift`.
pub struct ScaleTril;

impl Word for ScaleTril {
    fn name(&self) -> &'static str {
        "scale_tril"
    }
    fn doc(&self) -> &'static str {
        "Triangular matrix with a perturbation: `x = (L + V Vᵀ) z + shift` with L lower triangular of positive diagonal \
         `softplus(raw + ln(e − 1))` and `rank` columns V. The determinant is that of L and of a matrix of `rank` rows; that the latter does \
         not vanish is assumed: no constraint of L and V says so. Sampling is one pass, the density direction solves with L, \
         and loses as many digits as the condition of L has. \
         (Dillon et al. 2017)"
    }
    fn settings(&self) -> Settings {
        Settings::none().count_or("rank", 1, 1, "how many columns V has, at most 6")
    }
    fn layer(&self) -> Option<&dyn Layer> {
        Some(self)
    }
}

impl Layer for ScaleTril {
    fn check(&self, event: &Event, _: usize, settings: Checked, span: Span, errors: &mut Diagnostics) {
        let (size, rank) = (event.size(), settings.count("rank"));
        if rank > size.min(6) {
            let message = format!("`scale_tril` has rank {rank} in an event of {size} elements");
            errors.error(span, message).help(format!("the rank is at most {}", size.min(6)));
        }
    }

    fn levels(&self, event: &Event, _: Checked) -> Vec<usize> {
        (0..event.size()).collect()
    }

    fn declare<'g>(&self, site: &Site<'g>, z: Expr<'g>, settings: Checked) -> Result<Expr<'g>, Refusal> {
        let size = z.size();
        let raw = site.parameter("raw_diagonal", Shape::vector(size), Init::Constant(0.0));
        let mut x = positive(raw).named("diagonal") * z;
        if size > 1 {
            let elements = Degrees { always: 0, first: 1, groups: size, size };
            let stairs = Stairs { rows: elements, columns: elements, strict: true };
            let below = site.parameter("strict", Shape::matrix(size, size), Init::Constant(0.0));
            x = x + below.masked_matmul(z, Some(stairs));
        }
        for k in 0..settings.count("rank") {
            let v = site.parameter(&format!("perturbation.{k}"), Shape::vector(size), Init::Uniform(0.1));
            x = x + (v * z).sum() * v;
        }
        Ok(x + site.parameter("shift", Shape::vector(size), Init::Constant(0.0)))
    }

    fn claims<'g>(&self, _: &Site<'g>, _: Expr<'g>, _: Checked) -> Claims<'g> {
        Claims { invertible: true, ..Claims::default() }
    }

    fn supports(&self, _: Checked) -> Option<(Support, Support)> {
        Some((Support::REAL, Support::REAL))
    }

    fn examples(&self) -> Vec<(Event, Filled)> {
        let rank = |n: usize| self.defaults().with("rank", Value::Count(n));
        in_a_row(vec![(1, rank(1)), (2, rank(2)), (4, rank(2))])
    }
}
