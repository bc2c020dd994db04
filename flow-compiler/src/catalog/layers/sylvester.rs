//! `sylvester`: bends along several orthonormal directions at once.

use super::amortized::{self, Amortized};
use super::householder::{axis, reflected};
use crate::derive::Refusal;
use crate::diag::Diagnostics;
use crate::event::Event;
use crate::ir::Expr;
use crate::shape::Shape;
use crate::span::Span;
use crate::vocabulary::{Checked, Filled, Init, Layer, Settings, Site, Support, Value, Word, in_a_row};

/// `x = z + Q R tanh(R̃ Qᵀ z + b)`.
pub struct Sylvester;

impl Word for Sylvester {
    fn name(&self) -> &'static str {
        "sylvester"
    }
    fn doc(&self) -> &'static str {
        "Sylvester: `x = z + Q R tanh(R̃ Qᵀ z + b)` with `rank` orthonormal columns Q, made by as many Householder reflections, and upper \
         triangular R, R̃ with `rᵢᵢ = tanh(raw)`, so that `rᵢᵢ r̃ᵢᵢ > −1`. Sampling is one pass, the density direction `rank` roots, \
         one after another. (van den Berg et al. 2018)"
    }
    fn settings(&self) -> Settings {
        amortized::settings(Settings::none().count_or("rank", 1, 2, "how many directions, at most 16"))
    }
    fn layer(&self) -> Option<&dyn Layer> {
        Some(self)
    }
}

/// One number of a vector.
fn element(v: Expr<'_>, k: usize) -> Expr<'_> {
    v.pick(&[k]).sum()
}

/// `R v` for the upper triangular R whose rows are given one after another, with `tanh` of its
/// diagonal.
fn triangular<'g>(rows: Expr<'g>, v: &[Expr<'g>]) -> Vec<Expr<'g>> {
    let mut next = 0..rows.size();
    let mut entry = || element(rows, next.next().unwrap_or_default());
    let row = |i: usize| (i + 1..v.len()).fold(entry().tanh() * v[i], |sum, j| sum + entry() * v[j]);
    (0..v.len()).map(row).collect()
}

impl Layer for Sylvester {
    fn check(&self, event: &Event, context: usize, settings: Checked, span: Span, errors: &mut Diagnostics) {
        amortized::check(self.name(), context, settings, span, errors);
        let (size, rank) = (event.size(), settings.count("rank"));
        if rank > size.min(16) {
            let message = format!("`sylvester` has rank {rank} in an event of {size} elements");
            errors.error(span, message).help(format!("the rank is at most {}", size.min(16)));
        }
    }

    fn levels(&self, event: &Event, _: Checked) -> Vec<usize> {
        vec![0; event.size()]
    }

    fn declare<'g>(&self, site: &Site<'g>, z: Expr<'g>, settings: Checked) -> Result<Expr<'g>, Refusal> {
        let rank = settings.count("rank");
        let triangle = rank * (rank + 1) / 2;
        let parameters = Amortized::new(site, rank * z.size() + 2 * triangle + rank, settings);
        let raw: Vec<Expr> =
            (0..rank).map(|k| parameters.take(&format!("reflections.{k}"), z.shape(), Init::Uniform(1.0))).collect();
        let q: Vec<Expr> = (0..rank)
            .map(|k| raw.iter().rev().fold(axis(z, k), |column, v| reflected(column, *v)).named(&format!("q_{k}")))
            .collect();
        // A product of reflections is orthogonal, which no rule would find.
        site.graph.assume_orthonormal(&q);
        let inner = parameters.take("inner", Shape::vector(triangle), Init::Uniform(0.5));
        let outer = parameters.take("outer", Shape::vector(triangle), Init::Uniform(0.5));
        let bias = parameters.take("bias", Shape::vector(rank), Init::Constant(0.0));
        let along: Vec<Expr> = q.iter().map(|q| (*q * z).sum()).collect();
        let bends = triangular(inner, &along).into_iter().enumerate().map(|(i, v)| (v + element(bias, i)).tanh());
        let bends = triangular(outer, &bends.collect::<Vec<_>>());
        Ok(bends.into_iter().zip(&q).fold(z, |x, (bend, q)| x + *q * bend))
    }

    fn supports(&self, _: Checked) -> Option<(Support, Support)> {
        Some((Support::REAL, Support::REAL))
    }

    fn examples(&self) -> Vec<(Event, Filled)> {
        let rank = |n: usize| self.defaults().with("rank", Value::Count(n));
        in_a_row(vec![(1, rank(1)), (3, rank(2)), (4, rank(3))])
    }
}
